"""Rows of the model to rows of the database and back: which columns hold JSON, which hold booleans."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import schema_parts as parts
from onrecord.model.rows import Row
from onrecord.model.schema import TABLES, Column

__all__ = ["CODECS", "Codec", "dump"]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False).encode
_decode = json.JSONDecoder().raw_decode  # our own JSON has no white space around it
Value = str | int | float | bytes | None


def dump(value: Any) -> str:
    """Compact JSON, always the same for the same value."""
    return "[]" if value == [] else _encode(value)


@dataclass(frozen=True, slots=True)
class Codec:
    """How rows of one table are written and read.

    `columns` are the row's keys, `names` the table's own columns for them (they differ where a key's name is
    taken), `json` and `flags` the positions of JSON and boolean columns.
    """

    table: str
    columns: tuple[str, ...]
    names: tuple[str, ...]
    json: tuple[int, ...]
    flags: tuple[int, ...]

    @property
    def select(self) -> str:
        """The columns, for a SELECT on the table."""
        return ", ".join(f'{self.table}."{name}"' for name in self.names)

    def insert(self, *more: str) -> str:
        """The INSERT for `encode`'s values followed by the columns `more`."""
        names = ", ".join(f'"{name}"' for name in (*self.names, *more))
        marks = ", ".join("?" * (len(self.names) + len(more)))
        return f"INSERT INTO {self.table} ({names}) VALUES ({marks})"

    def encode(self, row: Row) -> list[Value]:
        """The row's values in the order of `names`."""
        values = [row[name] for name in self.columns]
        for at in self.json:
            if values[at] is not None:
                values[at] = dump(values[at])
        return values

    def decode(self, values: Sequence[Any]) -> Row:
        """The inverse of `encode`; values after the table's own columns are ignored."""
        row = dict(zip(self.columns, values, strict=False))
        for at in self.json:
            if values[at] is not None:
                row[self.columns[at]] = [] if values[at] == "[]" else _decode(values[at])[0]
        for at in self.flags:
            row[self.columns[at]] = bool(values[at])
        return row


def _codec(table: str, columns: Iterable[Column], renamed: dict[str, str] | None = None) -> Codec:
    fields = tuple(columns)
    return Codec(
        table=table,
        columns=tuple(field.name for field in fields),
        names=tuple((renamed or {}).get(field.name, field.name) for field in fields),
        json=tuple(at for at, field in enumerate(fields) if not isinstance(field.type, str)),
        flags=tuple(at for at, field in enumerate(fields) if field.type == "boolean"),
    )


def _exported(name: str, without: frozenset[str] = frozenset()) -> Codec:
    return _codec(name, (field for field in TABLES[name].columns if field.name not in without))


CODECS: dict[str, Codec] = {
    codec.table: codec
    for codec in (
        _exported("articles"),
        _exported("passages"),
        _codec("article_entities", parts.ENTITY),
        _codec("article_roles", parts.ROLE, {"article": "evidence"}),
        _exported("mentions"),
        _exported("timexes"),
        _exported("statements", frozenset({"normal", "topics", "utterance", "said_in", "about"})),
        _exported("events", frozenset({"happening"})),
        _exported("rejects"),
        _exported("copies"),
        _exported("entities"),
        _exported("roles"),
        _exported("happenings", frozenset({"events"})),
        _exported("relations"),
        _exported("utterances"),
        _exported("topics"),
        _exported("accounts"),
        _exported("corrections"),
    )
}

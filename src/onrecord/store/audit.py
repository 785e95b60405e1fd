"""What lies below the rows: the file's integrity, its keys, its indexes, and links as they were written."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Entity, RawArticle, Role
from onrecord.model.rows import entity_from_row, role_from_row
from onrecord.store import queries
from onrecord.store.anchors import attach
from onrecord.store.codec import CODECS
from onrecord.store.connection import guarded
from onrecord.store.inputs import Packed, unpack

__all__ = ["AnchorState", "Audit", "input_versions", "linked_entities", "linked_roles"]


@dataclass(frozen=True, slots=True)
class AnchorState:
    """Where a correction hangs: `now` as stored, `should` as the present facts have it."""

    correction: int
    part: str
    fact: str
    article: str | None
    now: str | None
    should: str | None
    undone: bool


class Audit:
    """Questions that only checks ask; every answer is empty for a record that is whole."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def integrity(self) -> list[str]:
        """SQLite's own complaints about the file; the first twenty."""
        with guarded(self._path):
            return [text for (text,) in self._connection.execute(queries.INTEGRITY) if text != "ok"]

    def foreign_keys(self) -> list[tuple[str, int | None, str]]:
        """Rows that name what isn't there, as (table, row number, table named)."""
        with guarded(self._path):
            return [(table, row, parent) for table, row, parent, _ in self._connection.execute(queries.FOREIGN_KEYS)]

    def words_out_of_step(self) -> Iterator[tuple[str, list[str]]]:
        """Tables whose full-text index differs from their rows, with up to five words that do.

        The index is made anew in temporary tables and the two are compared word by word, since FTS5's own
        check needs a writable file.
        """
        for table, columns in queries.FTS.items():
            names = ", ".join(columns)
            with guarded(self._path):
                execute = self._connection.execute
                execute(queries.FTS_FRESH.format(columns=names))
                execute(queries.FTS_FILL.format(columns=names, table=table))
                execute(queries.FTS_WORDS_KEPT.format(table=table))
                execute(queries.FTS_WORDS_FRESH)
                words = [word for (word,) in execute(queries.FTS_DIFFERENCE)]
                for statement in queries.FTS_DROP:
                    execute(statement)
            if words:
                yield table, words

    def invalid_json(self) -> list[tuple[str, str, int]]:
        """Values of JSON columns that aren't JSON, as (table, column, row number)."""
        found: list[tuple[str, str, int]] = []
        with guarded(self._path):
            for codec in CODECS.values():
                for at in codec.json:
                    query = queries.INVALID_JSON.format(table=codec.table, column=f'"{codec.names[at]}"')
                    found.extend((codec.table, codec.names[at], row) for (row,) in self._connection.execute(query))
        return found

    def anchors(self) -> list[AnchorState]:
        """Every anchor of every correction, undone ones too."""
        with guarded(self._path):
            return [
                AnchorState(
                    correction,
                    part,
                    fact,
                    article,
                    now,
                    attach(self._connection, article, held_by, fact, sha256, spans, words),
                    bool(undone),
                )
                for correction, part, held_by, fact, sha256, spans, words, article, now, undone in (
                    self._connection.execute(queries.ALL_ANCHORS).fetchall()
                )
            ]


def input_versions(connection: sqlite3.Connection, article: str) -> list[RawArticle]:
    """All inputs under one id, oldest first."""
    return [
        unpack(Packed(kind, metadata, body))
        for _, _, kind, metadata, body in connection.execute(queries.INPUT_VERSIONS, (article,))
    ]


def linked_entities(connection: sqlite3.Connection) -> Iterator[Entity]:
    """The entities that linking wrote."""
    codec = CODECS["entities"]
    return (entity_from_row(codec.decode(values)) for values in connection.execute(queries.LINKS["entities"]))


def linked_roles(connection: sqlite3.Connection) -> Iterator[Role]:
    """The roles that linking wrote, in its order."""
    codec = CODECS["roles"]
    return (role_from_row(codec.decode(values)) for values in connection.execute(queries.LINKS["roles"]))

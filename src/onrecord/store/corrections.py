"""What people change: set, reject, same, different, withdraw; each with who, when and why, each undoable.

A correction adds a row and the anchors that it hangs on. Facts stay as they were read; `overlay` applies
corrections on reading, identity decisions go to linking as judgements (`View.judgements`), and corrected
metadata makes an article be read again (`Writer.pending_reannotation`). After any of these the record wants
linking again (`View.needs_linking`).
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import CorrectionError
from onrecord.model import Correction, digest
from onrecord.model.rows import Row, correction_from_row, correction_row
from onrecord.model.schema import TABLES, Column, Struct
from onrecord.store import queries
from onrecord.store.anchors import Anchor, find_anchor, put_anchor
from onrecord.store.codec import CODECS, dump
from onrecord.store.connection import guarded, transaction
from onrecord.store.days import check_publication, parse_days
from onrecord.store.inputs import METADATA_FIELDS
from onrecord.store.lock import WriterLock
from onrecord.store.overlay import Overlay
from onrecord.store.pending import read_effective
from onrecord.store.store import Store
from onrecord.store.tables import TableRows

__all__ = ["SETTABLE", "different", "log", "reject", "same", "set_field", "undo", "withdraw"]

SETTABLE: dict[str, tuple[str, ...]] = {
    "articles": METADATA_FIELDS,
    "statements": (
        "kind",
        "speaker",
        "principal",
        "side",
        "channel",
        "terms",
        "relayed_by",
        "addressee",
        "usage",
        "stance",
        "said_date",
    ),
    "events": ("root", "act", "mode", "form", "status", "level", "place", "background", "date"),
    "timexes": ("type", "value", "mod", "date"),
    "mentions": ("type", "entity"),
    "entities": ("name", "type", "country", "sector"),
    "happenings": ("title", "status", "root", "form", "date"),
}
"""The columns of each table that a person can set. Spans can't be: a fact at another place is another fact."""

_REJECTABLE = ("statements", "events", "timexes", "mentions", "happenings")
_IDENTIFIABLE = ("entities", "events", "happenings", "articles")


def set_field(
    store: Store, target: str, field: str, value: str, *, who: str, why: str, at: datetime | None = None
) -> Correction:
    """Set one column of a fact, happening, entity or article.

    Args:
        store: The record.
        target: The id of the row.
        field: One of `SETTABLE` for the row's table.
        value: JSON, or a plain string; `null` empties. An entity is named by its id or by a name; a date is
            `2024-05-01`, `2024-05`, `2024` or an interval of these with `/`.
        who: Who says so.
        why: The reason, for the log.
        at: When; now if None.

    Raises:
        CorrectionError: There is no such row or column, or the value doesn't fit.
        RecordError: The record can't be written, or another process is writing it.
    """
    with _change(store) as connection:
        anchor = find_anchor(connection, target)
        if field not in SETTABLE[anchor.table]:
            choices = ", ".join(SETTABLE[anchor.table])
            raise CorrectionError(f"{target}: {field} of {anchor.table} can't be set; choose from {choices}")
        new = _read_value(connection, anchor, field, value)
        old = _present_value(connection, anchor, target, field)
        return _record(connection, "set", target, anchor, None, who, why, at, field, dump(old), dump(new))


def reject(store: Store, target: str, *, who: str, why: str, at: datetime | None = None) -> Correction:
    """Hide a fact or happening that is wrong, with the events that were told in a rejected statement.

    Raises:
        CorrectionError: There is no such row, or its table's rows can't be rejected.
        RecordError: The record can't be written, or another process is writing it.
    """
    with _change(store) as connection:
        anchor = find_anchor(connection, target)
        if anchor.table == "articles":
            raise CorrectionError(f"{target}: is an article; take it out with `withdraw {target}`")
        if anchor.table not in _REJECTABLE:
            raise CorrectionError(f"{target}: rows of {anchor.table} can't be rejected; set their fields instead")
        _present_value(connection, anchor, target, "id")
        return _record(connection, "reject", target, anchor, None, who, why, at)


def same(store: Store, target: str, other: str, *, who: str, why: str, at: datetime | None = None) -> Correction:
    """Decide that two entities, events, happenings or articles are one.

    Raises:
        CorrectionError: There is no such row, or the two can't be compared.
        RecordError: The record can't be written, or another process is writing it.
    """
    return _decide(store, "same", target, other, who, why, at)


def different(store: Store, target: str, other: str, *, who: str, why: str, at: datetime | None = None) -> Correction:
    """Decide that two entities, events, happenings or articles are not one.

    Raises:
        CorrectionError: There is no such row, or the two can't be compared.
        RecordError: The record can't be written, or another process is writing it.
    """
    return _decide(store, "different", target, other, who, why, at)


def withdraw(store: Store, article: str, *, who: str, why: str, at: datetime | None = None) -> Correction:
    """Take an article and everything in it out of what is shown and exported.

    Raises:
        CorrectionError: There is no such article.
        RecordError: The record can't be written, or another process is writing it.
    """
    with _change(store) as connection:
        anchor = find_anchor(connection, article)
        if anchor.table != "articles":
            raise CorrectionError(f"{article}: is no article; hide a fact with `reject {article}`")
        if article in Overlay.load(connection).withdrawn:
            raise CorrectionError(f"{article}: was withdrawn before")
        return _record(connection, "withdraw", article, anchor, None, who, why, at)


def undo(store: Store, number: int) -> Correction:
    """Undo a correction; it stays in the log, marked.

    Raises:
        CorrectionError: There is no such correction, or it was undone before.
        RecordError: The record can't be written, or another process is writing it.
    """
    with _change(store) as connection:
        found = connection.execute(queries.IS_UNDONE, (number,)).fetchone()
        if found is None:
            raise CorrectionError(f"there is no correction {number}; `onrecord correct {store.path} log` lists them")
        if found[0]:
            raise CorrectionError(f"correction {number} was undone before")
        connection.execute(queries.UNDO, (number,))
        return _log(connection)[number - 1]


def log(store: Store) -> list[Correction]:
    """All corrections in the order made, undone ones too."""
    with guarded(store.path):
        return _log(store.connection)


@contextmanager
def _change(store: Store) -> Iterator[sqlite3.Connection]:
    """One transaction under the writer's lock, after which the record wants linking again."""
    lock = WriterLock(store.path)
    try:
        with guarded(store.path), transaction(store.connection):
            yield store.connection
            store.connection.execute(queries.UNLINK)
    finally:
        lock.release()


def _decide(store: Store, action: str, target: str, other: str, who: str, why: str, at: datetime | None) -> Correction:
    with _change(store) as connection:
        left, right = find_anchor(connection, target), find_anchor(connection, other)
        if left.table not in _IDENTIFIABLE or right.table != left.table:
            raise CorrectionError(
                f"{target} is of {left.table}, {other} of {right.table}; "
                f"name two of the same table, one of {', '.join(_IDENTIFIABLE)}"
            )
        if left.fact == right.fact:
            raise CorrectionError(f"{target} and {other} are one already: name two different ones")
        return _record(connection, action, target, left, right, who, why, at, new=other)


def _record(
    connection: sqlite3.Connection,
    action: str,
    target: str,
    anchor: Anchor,
    other: Anchor | None,
    who: str,
    why: str,
    at: datetime | None,
    field: str | None = None,
    old: str | None = None,
    new: str | None = None,
) -> Correction:
    number = int(connection.execute(queries.NEXT_CORRECTION).fetchone()[0])
    moment = (at or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    correction = Correction(
        number=number,
        id="c-" + digest(str(number), moment, who, why, action, target, field or "", new or ""),
        at=moment,
        who=who,
        why=why,
        action=action,
        target=target,
        field=field,
        old=old,
        new=new,
    )
    connection.execute(queries.PUT_CORRECTION, CODECS["corrections"].encode(correction_row(correction)))
    put_anchor(connection, number, "target", anchor)
    if other is not None:
        put_anchor(connection, number, "other", other)
    return correction


def _log(connection: sqlite3.Connection) -> list[Correction]:
    decode = CODECS["corrections"].decode
    return [correction_from_row(decode(values)) for values in connection.execute(queries.CORRECTIONS)]


def _present_value(connection: sqlite3.Connection, anchor: Anchor, target: str, field: str) -> Any:
    if anchor.table == "articles":
        raw = read_effective(connection, target)
        return getattr(raw, field)
    rows = TableRows(connection)
    found = rows.one(anchor.table, target) if anchor.table in queries.FACTS else _row_of(rows, anchor, target)
    if found is None:
        raise CorrectionError(f"{target}: was rejected or withdrawn before; `log` lists that, `undo N` takes it back")
    return found[field]


def _row_of(rows: TableRows, anchor: Anchor, target: str) -> Row | None:
    wanted = {target, rows.entity(target)} if anchor.table == "entities" else {target}
    return next((row for row in rows.iter(anchor.table) if row["id"] in wanted), None)


def _read_value(connection: sqlite3.Connection, anchor: Anchor, field: str, text: str) -> Any:
    """The value that `text` stands for, checked against its column.

    Raises:
        CorrectionError: It doesn't fit.
    """
    column = next(column for column in TABLES[anchor.table].columns if column.name == field)
    value = _parse(text, column)
    if value is None:
        if not column.nullable:
            raise CorrectionError(f"{field}: can't be empty")
        return None
    if isinstance(value, str) and not value.strip():
        raise CorrectionError(f"{field}: no value; write null to empty it")
    if isinstance(column.type, Struct):
        return _reference(connection, anchor, value)
    if anchor.table == "mentions" and field == "entity":
        return _reference(connection, anchor, value)["entity"]
    if column.values and value not in column.values:
        raise CorrectionError(f"{field}: {value!r} isn't one of {', '.join(column.values)}")
    if field.endswith("date"):
        parse_days(value)
    if field == "published":
        check_publication(value)
    return value


def _parse(text: str, column: Column) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    if value is None:
        return None
    if column.type == "boolean":
        if not isinstance(value, bool):
            raise CorrectionError(f"{column.name}: write true or false, not {text!r}")
        return value
    if isinstance(column.type, Struct) and isinstance(value, dict):
        return str(value.get("entity") or value.get("name") or "")
    # A title such as 1984 is JSON for a number, and still a title.
    return value if isinstance(value, str) else text


def _reference(connection: sqlite3.Connection, anchor: Anchor, value: str) -> Row:
    """An entity of the anchor's article by id (its own or the record's) or by a name that only one has there.

    Else a bare name; that of the entity when `value` is the id of one that stands in other articles only.
    """
    found = connection.execute(queries.ENTITY_IN_ARTICLE, (anchor.article, value)).fetchone()
    if found is None:
        found = _named_in_article(connection, anchor, value)
    if found is not None:
        return {"entity": found[0], "name": found[1], "span": None}
    if anchor.table == "mentions":
        raise CorrectionError(f"{value}: no entity of this article has that id or name; a mention needs one, or null")
    elsewhere = connection.execute(queries.NAME_OF_ENTITY, (value,)).fetchone()
    return {"entity": None, "name": elsewhere[0] if elsewhere else value, "span": None}


def _named_in_article(connection: sqlite3.Connection, anchor: Anchor, wanted: str) -> tuple[str, str] | None:
    """Id and name of the one entity of the anchor's article that is called so, there or in the record."""
    called = []
    for entity, name, full_name, aliases in connection.execute(queries.NAMES_IN_ARTICLE, (anchor.article,)):
        names = {name, full_name, *json.loads(aliases or "[]")} - {None}
        if wanted.casefold() in {known.casefold() for known in names}:
            called.append((entity, full_name or name))
    return called[0] if len(called) == 1 else None

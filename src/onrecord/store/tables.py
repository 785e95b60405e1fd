"""The rows of every exported table as a record's readers see them: corrected, linked, in their documented order."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from onrecord.model.rows import Row, normalise_words
from onrecord.model.schema import TABLES
from onrecord.store import queries
from onrecord.store.codec import CODECS
from onrecord.store.overlay import Overlay

__all__ = ["TableRows"]

_REFS = {
    "mentions": ("entity",),
    "statements": ("speaker", "principal", "relayed_by", "addressee"),
    "events": ("actors", "recipients", "participants", "place", "initiator"),
    "happenings": ("participants",),
    "utterances": ("speaker",),
    "roles": ("entity",),
}
"""The columns that name entities."""


class TableRows:
    """One reading of a record's tables, with the corrections as they were when it began."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.overlay = Overlay.load(connection)
        self._special: dict[str, Callable[[], Iterator[Row]]] = {
            "articles": self._articles,
            "copies": self._copies,
            "entities": self._entities,
            "roles": self._roles,
            "happenings": self._happenings,
            "relations": self._relations,
            "accounts": self._accounts,
            "corrections": lambda: self._decoded("corrections", queries.CORRECTIONS),
            "rejects": lambda: self._decoded("rejects", queries.REJECTS),
        }

    def iter(self, table: str) -> Iterator[Row]:
        """All rows of an exported table.

        Raises:
            KeyError: There is no such table.
        """
        columns = [column.name for column in TABLES[table].columns]
        if table in self._special:
            rows = self._special[table]()
        elif table in queries.FACTS:
            rows = self._facts(table)
        else:
            rows = self._statement_lists(table)
        for row in rows:
            yield {name: row[name] for name in columns}

    def one(self, table: str, row_id: str) -> Row | None:
        """The row with this id of a table of facts, None when there is none or it is hidden."""
        for row in self._facts(table, queries.WHERE_ID[table], (row_id,)):
            return row
        return None

    def of_article(self, table: str, article: str) -> Iterator[Row]:
        """An article's rows of a table of facts."""
        return self._facts(table, queries.WHERE_ARTICLE[table], (article,))

    def entity(self, entity: str) -> str:
        """The record's id of an article's entity, the same id while it isn't linked."""
        return self._entity_of.get(entity, entity)

    def _decoded(self, table: str, query: str, args: tuple[Any, ...] = ()) -> Iterator[Row]:
        decode = CODECS[table].decode
        for values in self._connection.execute(query, args):
            yield decode(values)

    @cached_property
    def _entity_of(self) -> dict[str, str]:
        return dict(self._connection.execute(queries.ENTITY_OF).fetchall())

    # --- facts

    def _articles(self) -> Iterator[Row]:
        for row in self._decoded("articles", queries.ARTICLES):
            if row["id"] not in self.overlay.withdrawn:
                yield row

    def _facts(self, table: str, where: str = "", args: tuple[str, ...] = ()) -> Iterator[Row]:
        codec = CODECS[table]
        n_own = len(codec.columns)
        finish = {"statements": self._finish_statement, "events": self._finish_event}.get(table)
        has_id = "id" in codec.columns
        for values in self._connection.execute(queries.FACTS[table].format(where=where), args):
            row = codec.decode(values)
            if row["article"] in self.overlay.withdrawn or (has_id and row["id"] in self.overlay.hidden):
                continue
            if has_id:
                self._name_entities(table, self.overlay.fix(row))
            if finish is not None:
                finish(row, values[n_own:])
            yield row

    def _finish_statement(self, row: Row, links: tuple[Any, ...]) -> None:
        topics, utterance, said_in, about = links
        row["within"] = self.overlay.visible_within(row["within"])
        row["normal"] = normalise_words(row["text"])
        row["topics"] = json.loads(topics) if topics else []
        row["utterance"] = utterance
        row["said_in"] = None if said_in in self.overlay.hidden else said_in
        row["about"] = self.overlay.shown(json.loads(about)) if about else []

    def _finish_event(self, row: Row, links: tuple[Any, ...]) -> None:
        (row["happening"],) = links

    def _name_entities(self, table: str, row: Row) -> Row:
        """Put the record's entities in place of the articles', as far as they are linked."""
        for column in _REFS.get(table, ()):
            value = row[column]
            if isinstance(value, str):
                row[column] = self._entity_of.get(value, value)
            elif value is not None:
                for item in value if isinstance(value, list) else (value,):
                    item["entity"] = self._entity_of.get(item["entity"], item["entity"])
        return row

    # --- names

    def _entities(self) -> Iterator[Row]:
        known = {row["id"]: row for row in self._decoded("entities", queries.LINKS["entities"])}
        codec = CODECS["article_entities"]
        for article, *values in self._connection.execute(queries.UNLINKED_ENTITIES):
            if article not in self.overlay.withdrawn:
                row = codec.decode(values)
                known.setdefault(row["id"], row)
        for entity in sorted(known):
            yield self.overlay.fix(known[entity])

    def _roles(self) -> Iterator[Row]:
        rows = list(self._decoded("roles", queries.LINKS["roles"]))
        codec = CODECS["article_roles"]
        for _, *values in self._connection.execute(queries.ALL_ARTICLE_ROLES):
            rows.append(codec.decode(values))
        once = {
            json.dumps(list(row.values())): row
            for row in (self._name_entities("roles", row) for row in rows)
            if row["article"] not in self.overlay.withdrawn
        }
        yield from sorted(once.values(), key=_role_order)

    # --- links

    def _copies(self) -> Iterator[Row]:
        for row in self._decoded("copies", queries.LINKS["copies"]):
            if not self.overlay.withdrawn & {row["article"], row["of"]}:
                yield row

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        members: defaultdict[str, list[str]] = defaultdict(list)
        for happening, event in self._connection.execute(queries.HAPPENING_EVENTS):
            members[happening].append(event)
        return members

    def _happenings(self) -> Iterator[Row]:
        overlay = self.overlay
        for row in self._decoded("happenings", queries.LINKS["happenings"]):
            if row["id"] in overlay.hidden:
                continue
            row["events"] = overlay.shown(self._members[row["id"]])
            row["articles"] = [article for article in row["articles"] if article not in overlay.withdrawn]
            row["status_history"] = [
                change for change in row["status_history"] if change["article"] not in overlay.withdrawn
            ]
            row["conflicts"] = [kept for conflict in row["conflicts"] if (kept := self._shown_conflict(conflict))]
            yield overlay.fix(self._name_entities("happenings", row))

    def _shown_conflict(self, conflict: Row) -> Row | None:
        if not self.overlay.hidden:
            return conflict
        values = []
        for value in conflict["values"]:
            events, statements = self.overlay.shown(value["events"]), self.overlay.shown(value["statements"])
            if events or statements:
                values.append({**value, "events": events, "statements": statements})
        return {**conflict, "values": values} if len(values) > 1 else None

    def _relations(self) -> Iterator[Row]:
        overlay = self.overlay
        for row in self._decoded("relations", queries.LINKS["relations"]):
            if not overlay.hidden & {row["happening"], row["other"]} and (
                row["evidence"]["article"] not in overlay.withdrawn
            ):
                yield row

    def _accounts(self) -> Iterator[Row]:
        kept = {}
        for row in self._decoded("accounts", queries.LINKS["accounts"]):
            row["statements"] = self.overlay.shown(row["statements"])
            if row["statements"] and row["happening"] not in self.overlay.hidden:
                kept[row["id"]] = row
        for row in kept.values():
            row["matched_with"] = [other for other in row["matched_with"] if other in kept]
            yield row

    def _statement_lists(self, table: str) -> Iterator[Row]:
        """Utterances and topics: without the hidden statements, and not at all when none is left."""
        for row in self._decoded(table, queries.LINKS[table]):
            before = row["statements"]
            row["statements"] = self.overlay.shown(before)
            if before and not row["statements"]:
                continue
            if table == "utterances":
                row["variants"] = [v for v in row["variants"] if v["statement"] not in self.overlay.hidden]
            yield self._name_entities(table, row)


def _role_order(row: Row) -> tuple[Any, ...]:
    return (*tuple("" if value is None else str(value) for value in list(row.values())[:-1]), row["span"] or [])

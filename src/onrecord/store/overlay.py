"""Corrections, applied when rows are read.

Facts stay as they were read: undoing a correction can't leave a trace, a rebuild has nothing to merge, and
no second copy of the facts can fall out of step. The price is one look into a few dictionaries a row.
Corrections to an article's metadata are the exception: they change what the article's words mean ("Friday"),
so the article is read again (`pending`).
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.model.rows import Row
from onrecord.store import queries
from onrecord.store.days import set_days

__all__ = ["Overlay"]


@dataclass(slots=True)
class Overlay:
    """What people changed, by id of what it now applies to.

    `sets` lists (column, value as JSON) in the order made, the last of a column counts. `hidden` holds ids of facts
    and happenings that aren't shown; `outer` leads from a hidden statement to the statement around it.
    """

    sets: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    outer: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def load(cls, connection: sqlite3.Connection) -> "Overlay":
        """The overlay of all corrections that aren't undone and attach."""
        sets: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        rejected: set[str] = set()
        withdrawn: set[str] = set()
        for action, column, new, table, held_by, now in connection.execute(queries.ACTIVE).fetchall():
            if action == "withdraw":
                withdrawn.add(now)
            elif action == "reject":
                rejected.update(_targets(connection, table, held_by, now))
            elif table != "articles":
                for target in _targets(connection, table, held_by, now):
                    sets[target].append((column, new))
        overlay = cls(sets=dict(sets), withdrawn=frozenset(withdrawn))
        if rejected or withdrawn:
            overlay._hide(connection, rejected)
        return overlay

    def _hide(self, connection: sqlite3.Connection, rejected: set[str]) -> None:
        hidden = set(rejected)
        for article in self.withdrawn:
            for query in (queries.FACTS_IN_ARTICLE["statements"], queries.FACTS_IN_ARTICLE["events"]):
                hidden.update(fact for (fact,) in connection.execute(query, (article,)))
        self.outer = dict(connection.execute(queries.WITHIN).fetchall())
        # What was told inside a statement that isn't one is nobody's word; never the reporter's by default.
        for event, statement, performed_by in connection.execute(queries.VOICES).fetchall():
            if statement in hidden or performed_by in hidden:
                hidden.add(event)
        members: defaultdict[str, list[str]] = defaultdict(list)
        for happening, event in connection.execute(queries.HAPPENING_EVENTS):
            members[happening].append(event)
        hidden.update(happening for happening, events in members.items() if hidden.issuperset(events))
        self.hidden = frozenset(hidden)

    def fix(self, row: Row) -> Row:
        """`row` with the values that people set, in place."""
        for column, new in self.sets.get(row["id"], ()):
            value = json.loads(new)  # anew for each row, since readers change rows in place
            if column in ("date", "said_date"):
                set_days(row, column.removesuffix("date"), value)
            else:
                row[column] = value
        return row

    def visible_within(self, statement: str | None) -> str | None:
        """The innermost shown statement around one, given the one that is directly around it."""
        while statement in self.hidden:
            statement = self.outer.get(statement)
        return statement

    def shown(self, ids: Iterable[str]) -> list[str]:
        """Those of `ids` that are shown."""
        return [item for item in ids if item not in self.hidden]


def _targets(connection: sqlite3.Connection, table: str, held_by: str, now: str) -> list[str]:
    """What a correction applies to: the fact itself, or the happening or entity that it holds."""
    if table == held_by:
        return [now]
    query = queries.HAPPENING_OF if table == "happenings" else queries.RECORD_ENTITY_OF
    found = connection.execute(query, (now,)).fetchone()
    if table == "happenings":
        return [found[0]] if found else []
    return [now, found[0]] if found and found[0] != now else [now]

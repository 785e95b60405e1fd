"""The sides' accounts of a happening, laid side by side."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import permutations

from onrecord.model import Account, Happening, Statement, Topic
from onrecord.model.record import Comparison, Point, RecordedStatement

__all__ = ["lay_side_by_side"]


def lay_side_by_side(
    happening: Happening,
    accounts: Sequence[Account],
    statements: tuple[RecordedStatement, ...],
    topics: Sequence[Topic],
) -> Comparison:
    """One row for each point: accounts that are matched with each other share a row, topic by topic.

    Rows follow topic names (without a topic last), then the order of the statements; sides are sorted.

    Args:
        happening: What the accounts are of.
        accounts: Its accounts.
        statements: Those of the accounts and the others of the articles that tell of it, in the record's order.
        topics: The record's topics.
    """
    members = {statement for account in accounts for statement in account.statements}
    sides = tuple(sorted({account.side for account in accounts}))
    names = {topic.id: topic.name for topic in topics}
    place = {statement.id: at for at, statement in enumerate(statements)}

    def order(group: list[Account]) -> tuple[bool, str, int, str]:
        first = min((place.get(s, len(place)) for account in group for s in account.statements), default=len(place))
        topic = group[0].topic
        return (topic is None, names.get(topic or "", topic or ""), first, group[0].id)

    points = tuple(
        Point(
            topic=group[0].topic,
            cells=tuple(tuple(account for account in group if account.side == side) for side in sides),
        )
        for group in sorted(_groups(accounts, statements), key=order)
    )
    told = {account.topic for account in accounts}
    return Comparison(
        happening,
        sides,
        points,
        tuple(s for s in statements if s.id in members),
        tuple(topic for topic in topics if topic.id in told),
        tuple(s for s in statements if s.id not in members and _may_belong(s.statement, sides)),
    )


def _may_belong(statement: Statement, sides: tuple[str, ...]) -> bool:
    """Whether a statement that is in no account may be one of the sides'."""
    return (
        bool(statement.content)
        and statement.usage is None
        and statement.stance in {None, "denied"}
        and (statement.side is None or statement.side in sides)
    )


def _groups(accounts: Sequence[Account], statements: Sequence[RecordedStatement]) -> list[list[Account]]:
    """Accounts that are matched with each other, directly or through others; each group in order of id.

    A side's account of words that lie within those of another of its accounts goes with that one.
    """
    group_of = {account.id: {account.id} for account in accounts}
    held = _holders(accounts, {statement.id: statement for statement in statements})
    for account in accounts:
        for other in (*account.matched_with, *held.get(account.id, ())):
            if other in group_of and group_of[other] is not group_of[account.id]:
                merged = group_of[account.id] | group_of[other]
                for member in merged:
                    group_of[member] = merged
    by_id = {account.id: account for account in accounts}
    firsts = sorted({min(group) for group in group_of.values()})
    return [[by_id[member] for member in sorted(group_of[first])] for first in firsts]


def _holders(accounts: Sequence[Account], told: Mapping[str, RecordedStatement]) -> dict[str, list[str]]:
    """For accounts that nothing answers, those of the same side and topic whose words hold theirs."""
    alone: dict[tuple[str, str | None, str], list[tuple[str, RecordedStatement]]] = defaultdict(list)
    for account in accounts:
        for statement in (told[s] for s in account.statements if s in told and account.match == "one_side"):
            alone[account.side, account.topic, statement.article].append((account.id, statement))
    found: dict[str, list[str]] = defaultdict(list)
    for many in alone.values():
        for (mine, inner), (other, outer) in permutations(many, 2):
            if mine != other and _holds(outer, inner):
                found[mine].append(other)
    return found


def _holds(outer: RecordedStatement, inner: RecordedStatement) -> bool:
    """Whether a statement's words lie within those of another of its article."""
    words = inner.statement.content
    return bool(words) and all(any(held.contains(span) for held in outer.statement.content) for span in words)

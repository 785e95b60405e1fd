"""What the order of happenings leaves of their days.

Before: the first begins no later than the second may, the second no earlier than the first may (the same day is
allowed). During: the days of the whole hold the days of the part. Bounds only ever come from other happenings' bounds;
nothing is dated by order alone. The result hangs on no order of articles: bounds are carried on until nothing changes.

A contradiction is recorded with the happening and mends nothing: an order against the days, or two orders against each
other, narrows nothing, and happenings whose orders together leave no day keep the days that their reports give.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from onrecord.link.titles import redated
from onrecord.model import Basis, Conflict, Happening, Ordering, Reported, When

__all__ = ["ORDERED", "narrow_by_order"]

ORDERED = "order"
"""The rule of a happening's time that an order narrowed; the relation follows after a colon."""

_FIELD = "order"
_CERTAIN = frozenset({"occurred", "ended", "lifted", "planned"})  # what is in force lasts: its days are no bounds
_Bounds = tuple[date | None, date | None]


def narrow_by_order(
    happenings: Sequence[Happening], orderings: Sequence[Ordering], article_of: Mapping[str, str]
) -> list[Happening]:
    """The happenings, in their order, with narrower days where orders allow, and with what contradicts.

    Args:
        happenings: The happenings with the days that their reports give.
        orderings: What lies before or during what.
        article_of: The article of each event, to name the events that tell an order.
    """
    by_id = {happening.id: happening for happening in happenings}
    known = [o for o in orderings if o.happening in by_id and o.other in by_id]
    certain = [o for o in known if {by_id[o.happening].status, by_id[o.other].status} <= _CERTAIN]
    refused = set(_circular(certain))
    refused |= {o for o in certain if _excluded(by_id[o.happening].when, o.relation, by_id[o.other].when)}
    usable = [o for o in certain if o not in refused]
    bounds, emptied = _carried(by_id, usable)
    told = [*refused, *(o for o in usable if {o.happening, o.other} & emptied)]
    told = [o for o in told if not _implied(by_id[o.happening].when, o.relation, by_id[o.other].when)]
    conflicts = _conflicts(by_id, told, article_of)
    days = {h.id: _narrowed(h, bounds[h.id], usable, bounds) for h in happenings}
    return [
        replace(
            happening,
            title=redated(happening.title, happening.when, days[happening.id]),
            when=days[happening.id],
            conflicts=(*happening.conflicts, *conflicts.get(happening.id, ())),
        )
        for happening in happenings
    ]


def _excluded(first: When, relation: str, second: When) -> bool:
    """Whether the days leave no room for the order."""
    too_late = first.earliest is not None and second.latest is not None and first.earliest > second.latest
    if relation == "before":
        return too_late
    return too_late or (first.latest is not None and second.earliest is not None and first.latest < second.earliest)


def _implied(first: When, relation: str, second: When) -> bool:
    """Whether the days say as much by themselves."""
    known = first.latest is not None and second.earliest is not None
    return relation == "before" and known and first.latest < second.earliest  # type: ignore[operator]


def _circular(orderings: Sequence[Ordering]) -> list[Ordering]:
    """The "before" orders that run in circles, or between circles: what is left when free ends are taken off."""
    left = {o for o in orderings if o.relation == "before"}
    while True:
        starts, ends = {o.happening for o in left}, {o.other for o in left}
        kept = {o for o in left if o.happening in ends and o.other in starts}
        if kept == left:
            return sorted(left, key=_key)
        left = kept


def _key(ordering: Ordering) -> tuple[str, str, str]:
    return (ordering.happening, ordering.relation, ordering.other)


def _carried(by_id: Mapping[str, Happening], orderings: Sequence[Ordering]) -> tuple[dict[str, _Bounds], set[str]]:
    """The bounds after all orders, and the happenings that were left without a day.

    Those keep their reports' bounds, and so do all that are tied to them.
    """
    told: dict[str, _Bounds] = {h: (by_id[h].when.earliest, by_id[h].when.latest) for h in by_id}
    bounds = dict(told)
    touching: dict[str, list[Ordering]] = defaultdict(list)
    for ordering in orderings:
        touching[ordering.happening].append(ordering)
        touching[ordering.other].append(ordering)
    waiting = list(orderings)
    while waiting:
        ordering = waiting.pop()
        for happening, new in _applied(ordering, bounds):
            if new != bounds[happening]:
                bounds[happening] = new
                waiting.extend(touching[happening])
    emptied = {h for h, (low, high) in bounds.items() if low is not None and high is not None and low > high}
    for happening in _tied(emptied, touching):
        bounds[happening] = told[happening]
    return bounds, emptied


def _applied(ordering: Ordering, bounds: Mapping[str, _Bounds]) -> Iterable[tuple[str, _Bounds]]:
    """The bounds of both ends after one order."""
    first, second = bounds[ordering.happening], bounds[ordering.other]
    if ordering.relation == "before":
        yield ordering.happening, (first[0], _least(first[1], second[1]))
        yield ordering.other, (_most(first[0], second[0]), second[1])
    else:
        yield ordering.happening, (_most(first[0], second[0]), _least(first[1], second[1]))


def _most(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _least(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _tied(emptied: set[str], touching: Mapping[str, Sequence[Ordering]]) -> set[str]:
    """All that hang together with the emptied ones by orders."""
    reached, waiting = set(emptied), list(emptied)
    while waiting:
        for ordering in touching.get(waiting.pop(), ()):
            for other in {ordering.happening, ordering.other} - reached:
                reached.add(other)
                waiting.append(other)
    return reached


def _narrowed(
    happening: Happening, bounds: _Bounds, orderings: Sequence[Ordering], all_bounds: Mapping[str, _Bounds]
) -> When:
    """The happening's time with the new bounds, based on the order that gave them."""
    told = happening.when
    if bounds == (told.earliest, told.latest):
        return told
    mine = sorted((o for o in orderings if happening.id in (o.happening, o.other)), key=_key)
    deciding = next(o for o in mine if _gives(o, happening.id, bounds, told, all_bounds))
    relation = deciding.relation if happening.id == deciding.happening else "after"
    first, last = (day.isoformat() if day else ".." for day in bounds)
    basis = Basis(f"{ORDERED}:{relation}", anchor_span=deciding.span, anchor_article=deciding.article)
    return When(bounds[0], bounds[1], first if first == last else f"{first}/{last}", told.zone, basis)


def _gives(ordering: Ordering, happening: str, bounds: _Bounds, told: When, all_bounds: Mapping[str, _Bounds]) -> bool:
    """Whether one of the happening's new bounds is the other end's."""
    other = all_bounds[ordering.other if ordering.happening == happening else ordering.happening]
    low = bounds[0] != told.earliest and bounds[0] == other[0]
    high = bounds[1] != told.latest and bounds[1] == other[1]
    if ordering.relation == "during":
        return (low or high) and ordering.happening == happening
    return high if ordering.happening == happening else low


def _conflicts(
    by_id: Mapping[str, Happening], orderings: Iterable[Ordering], article_of: Mapping[str, str]
) -> dict[str, tuple[Conflict, ...]]:
    """For each happening that an order contradicts: its days, and what the words say."""
    against: dict[str, list[Ordering]] = defaultdict(list)
    for ordering in sorted(set(orderings), key=_key):
        against[ordering.happening].append(ordering)
        against[ordering.other].append(ordering)
    found: dict[str, tuple[Conflict, ...]] = {}
    for identity, told in against.items():
        happening = by_id[identity]
        values = [Reported(happening.when.date or "no date", happening.events)]
        for ordering in told:
            relation = ordering.relation if ordering.happening == identity else _reverse(ordering.relation)
            other = by_id[ordering.other if ordering.happening == identity else ordering.happening]
            events = tuple(event for event in happening.events if article_of.get(event) == ordering.article)
            values.append(Reported(f"{relation} “{other.title}”", events))
        found[identity] = (Conflict(_FIELD, tuple(values)),)
    return found


def _reverse(relation: str) -> str:
    return {"before": "after", "during": "holding"}[relation]

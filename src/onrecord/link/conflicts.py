"""What reports of one happening differ on; laid side by side, never decided."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from onrecord.link.initiators import Initiator
from onrecord.link.lengths import Length
from onrecord.link.numbers import Number
from onrecord.link.views import EventView
from onrecord.model import Conflict, Event, Happening, Reported

__all__ = ["find_conflicts", "with_charges", "with_initiators", "with_lengths", "with_numbers"]

Told = tuple[EventView, Event]

_SAME_MINUTES = 0.1  # "about two hours" and "two hours" are no conflict
_SAME_NUMBER = 0.01  # "$2.3bn" and "2,300 million" are one
_DENIED = frozenset({"negated"})
_TAKEN_PLACE = frozenset({"occurred", "in_force", "ended"})


def find_conflicts(told: Sequence[Told]) -> tuple[Conflict, ...]:
    """The conflicts among one happening's events, by field; values in order of the articles that give them."""
    finders: tuple[Callable[[Sequence[Told]], Conflict | None], ...] = (
        _dates, _claims,
    )  # fmt: skip
    found = [conflict for finder in finders if (conflict := finder(told)) is not None]
    return tuple(found)


def _conflict(field: str, groups: dict[str, list[Event]]) -> Conflict | None:
    """A conflict when there are two values at least."""
    if len(groups) < 2:
        return None
    return Conflict(field, tuple(_reported(value, events) for value, events in groups.items()))


def _reported(value: str, events: Sequence[Event]) -> Reported:
    statements = sorted({s for event in events for s in (event.statement, event.performed_by) if s is not None})
    return Reported(value, tuple(sorted({event.id for event in events})), tuple(statements))


def with_lengths(happening: Happening, lengths: Sequence[Length]) -> Happening:
    """The happening with the conflict between the lengths that its reports give, if there is one.

    Lengths a tenth apart or less are one; each value stands in the words of the first report that gives it.
    """
    minutes: dict[str, int] = {}
    groups: dict[str, list[Length]] = {}
    for length in lengths:
        known = next((v for v, m in minutes.items() if _alike(m, length.minutes)), None)
        value = known or length.text
        minutes.setdefault(value, length.minutes)
        groups.setdefault(value, []).append(length)
    if len(groups) < 2:
        return happening
    values = tuple(_reported_as(value, told) for value, told in groups.items())
    return replace(happening, conflicts=(Conflict("duration", values), *happening.conflicts))


def _alike(left: int, right: int) -> bool:
    return abs(left - right) <= _SAME_MINUTES * max(left, right)


def with_numbers(happening: Happening, numbers: Sequence[Number]) -> Happening:
    """The happening with a conflict for each kind of number on which its reports differ.

    What one teller gives in one report is no conflict; each value stands in the words of the first who gives it. A
    count that only grows from day to day is told as one: a later report's takes the place of an earlier one's.
    """
    by_kind: dict[str, dict[float, list[Number]]] = defaultdict(dict)
    for number in numbers:
        values = by_kind[number.kind]
        known = next((v for v in values if abs(v - number.value) <= _SAME_NUMBER * max(v, number.value)), number.value)
        values.setdefault(known, []).append(number)
    conflicts = []
    for _, values in sorted(by_kind.items()):
        if len(values) < 2 or len({(n.article, n.statement) for told in values.values() for n in told}) < 2:
            continue
        if (days := _days_of_growth(values)) is not None:
            grown = [(value, values[value]) for value in sorted(values)]
            happening = _as_counted_last(happening, [told for _, told in grown])
            conflicts.append(
                Conflict("count", tuple(_reported_as(told[0].text, told, days[value]) for value, told in grown))
            )
        else:
            conflicts.append(Conflict("amount", tuple(_reported_as(told[0].text, told) for told in values.values())))
    return replace(happening, conflicts=(*happening.conflicts, *conflicts)) if conflicts else happening


def _as_counted_last(happening: Happening, grown: Sequence[Sequence[Number]]) -> Happening:
    """The happening called and told of by its last count, no longer by those that it took the place of."""
    earlier = {number.text for numbers in grown[:-1] for number in numbers}
    title = happening.title
    for words in sorted(earlier, key=len, reverse=True):
        title = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", lambda _: grown[-1][0].text, title, count=1, flags=re.I)
    left = tuple(actor for actor in happening.participants if actor.text not in earlier)
    return replace(happening, title=title, participants=left)


def _days_of_growth(values: Mapping[float, Sequence[Number]]) -> dict[float, date] | None:
    """For each value of a count the day on which it was first given, None unless the count only grows.

    A higher value comes out on a later day than any lower one, or its report says that the number rose to it. Values of
    one day are a conflict.
    """
    told = {value: [n.day for n in numbers if n.day is not None] for value, numbers in values.items()}
    if not all(days and all(n.may_grow for n in values[value]) for value, days in told.items()):
        return None
    for lower, higher in pairwise(sorted(told)):
        is_later = max(told[lower]) < min(told[higher])
        says_so = max(told[lower]) <= min(told[higher]) and any(n.is_risen for n in values[higher])
        if not is_later and not says_so:
            return None
    return {value: min(days) for value, days in told.items()}


def _reported_as(value: str, told: Sequence[Length | Number | Initiator], day: date | None = None) -> Reported:
    """A value with the events and statements that tell it."""
    statements = {one.statement for one in told if one.statement is not None}
    return Reported(value, tuple(sorted({one.event for one in told})), tuple(sorted(statements)), day)


def _dates(told: Sequence[Told]) -> Conflict | None:
    """Days that exclude each other; only people's decisions put such events together."""
    groups: dict[str, list[Event]] = {}
    for view, event in told:
        if view.days == 1 and view.earliest is not None:
            groups.setdefault(view.earliest.isoformat(), []).append(event)
    return _conflict("date", groups)


def with_initiators(happening: Happening, found: Sequence[Initiator]) -> Happening:
    """The happening with the conflict on who asked for it, if its reports name two: by country, else by name."""
    groups: dict[str, list[Initiator]] = defaultdict(list)
    for initiator in found:
        groups[initiator.value].append(initiator)
    if len(groups) < 2:
        return happening
    values = tuple(_reported_as(value, told) for value, told in groups.items())
    return replace(happening, conflicts=(*happening.conflicts, Conflict("initiator", values)))


def _claims(told: Sequence[Told]) -> Conflict | None:
    """What one says took place and another denies."""
    groups: dict[str, list[Event]] = {}
    for view, event in told:
        if view.status in _DENIED:
            groups.setdefault("denied", []).append(event)
        elif view.status in _TAKEN_PLACE:
            groups.setdefault("said to have taken place", []).append(event)
    return _conflict("claim", groups)


def with_charges(happening: Happening, denied: Sequence[Event], charges: Sequence[Event]) -> Happening:
    """The happening that some deny, with the conflict between them and those who charge them with it."""
    if not denied or not charges or any(conflict.field == "claim" for conflict in happening.conflicts):
        return happening
    values = (_reported("charged with it", charges), _reported("denied", denied))
    return replace(happening, conflicts=(*happening.conflicts, Conflict("claim", values)))

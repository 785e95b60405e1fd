"""What reports of one happening differ on; laid side by side, never decided."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.link.entities import Identities
from onrecord.link.lengths import Length
from onrecord.link.views import EventView
from onrecord.model import Conflict, Event, Happening, Reported

__all__ = ["find_conflicts", "with_lengths"]

Told = tuple[EventView, Event]

_SAME_MINUTES = 0.1  # "about two hours" and "two hours" are no conflict
_DENIED = frozenset({"negated"})
_TAKEN_PLACE = frozenset({"occurred", "in_force", "ended"})


def find_conflicts(told: Sequence[Told], identities: Identities) -> tuple[Conflict, ...]:
    """The conflicts among one happening's events, by field; values in order of the articles that give them."""
    finders: tuple[Callable[[Sequence[Told], Identities], Conflict | None], ...] = (
        _dates, _initiators, _claims,
    )  # fmt: skip
    found = [conflict for finder in finders if (conflict := finder(told, identities)) is not None]
    return (*found, *_amounts(told))


def _conflict(field: str, groups: dict[str, list[Event]]) -> Conflict | None:
    """A conflict when there are two values at least."""
    if len(groups) < 2:
        return None
    return Conflict(field, tuple(_reported(value, events) for value, events in groups.items()))


def _reported(value: str, events: Sequence[Event]) -> Reported:
    statements = sorted({event.statement for event in events if event.statement is not None})
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
    values = tuple(
        Reported(
            value,
            tuple(sorted({length.event for length in told})),
            tuple(sorted({length.statement for length in told if length.statement is not None})),
        )
        for value, told in groups.items()
    )
    return replace(happening, conflicts=(Conflict("duration", values), *happening.conflicts))


def _alike(left: int, right: int) -> bool:
    return abs(left - right) <= _SAME_MINUTES * max(left, right)


def _dates(told: Sequence[Told], identities: Identities) -> Conflict | None:
    """Days that exclude each other; only people's decisions put such events together."""
    groups: dict[str, list[Event]] = {}
    for view, event in told:
        if view.days == 1 and view.earliest is not None:
            groups.setdefault(view.earliest.isoformat(), []).append(event)
    return _conflict("date", groups)


def _initiators(told: Sequence[Told], identities: Identities) -> Conflict | None:
    """Who asked for it: by country where known, else by name."""
    groups: dict[str, list[Event]] = {}
    for _, event in told:
        actor = event.initiator
        if actor is None:
            continue
        entity = identities.by_id.get(identities.of(actor.entity) or "")
        country = actor.code or (entity.country if entity else None)
        value = country or (entity.name if entity else actor.text)
        groups.setdefault(value, []).append(event)
    return _conflict("initiator", groups)


def _claims(told: Sequence[Told], identities: Identities) -> Conflict | None:
    """What one says took place and another denies."""
    groups: dict[str, list[Event]] = {}
    for view, event in told:
        if view.status in _DENIED and event.form is None:
            groups.setdefault("denied", []).append(event)
        elif view.status in _TAKEN_PLACE and event.form is None:
            groups.setdefault("said to have taken place", []).append(event)
    return _conflict("claim", groups)


def _amounts(told: Sequence[Told]) -> list[Conflict]:
    """Numbers of one kind, where reports of the same act give one each and they differ."""
    by_kind: dict[tuple[str, str], dict[str, list[Event]]] = defaultdict(dict)
    for view, event in told:
        for amount in event.amounts:
            if amount.value is None:
                continue
            same_unit = [a for a in event.amounts if a.unit == amount.unit]
            if len(same_unit) > 1 and amount is not same_unit[0]:
                continue
            by_kind[view.stem, amount.unit or ""].setdefault(amount.text, []).append(event)
    found = (_conflict("amount", groups) for _, groups in sorted(by_kind.items()))
    return [conflict for conflict in found if conflict is not None]

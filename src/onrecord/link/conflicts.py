"""What reports of one happening differ on; laid side by side, never decided."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from onrecord.link.entities import Identities
from onrecord.link.views import EventView
from onrecord.model import Conflict, Event, Reported

__all__ = ["find_conflicts"]

Told = tuple[EventView, Event]

_SAME_MINUTES = 0.1  # "about two hours" and "two hours" are no conflict
_DENIED = frozenset({"negated"})
_TAKEN_PLACE = frozenset({"occurred", "in_force", "ended"})


def find_conflicts(told: Sequence[Told], identities: Identities) -> tuple[Conflict, ...]:
    """The conflicts among one happening's events, by field; values in order of the articles that give them."""
    finders: tuple[Callable[[Sequence[Told], Identities], Conflict | None], ...] = (
        _durations, _dates, _initiators, _claims,
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


def _durations(told: Sequence[Told], identities: Identities) -> Conflict | None:
    """Lengths that lie more than a tenth apart, each in the words of the first report that gives it."""
    groups: dict[str, list[Event]] = {}
    minutes: dict[str, int] = {}
    for _, event in told:
        if event.duration is None or event.duration.minutes is None:
            continue
        length = event.duration.minutes
        known = next((v for v, m in minutes.items() if abs(m - length) <= _SAME_MINUTES * max(m, length)), None)
        value = known or event.duration.text
        minutes.setdefault(value, length)
        groups.setdefault(value, []).append(event)
    return _conflict("duration", groups)


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

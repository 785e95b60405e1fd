"""Which of an article's events each amount measures, once it is known which of them are events and of what kind."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from onrecord.code.told import is_harm
from onrecord.model import Actor, Amount, Event, Span

__all__ = ["leave_out_parties", "share_out", "take_over"]

# Acts that are measured by how many do them, and those done towards so many without measuring them.
_MEASURED_BY_CROWDS = frozenset({"PROTEST", "MOBILIZE", "ASSAULT"})
_ABOUT = re.compile(r"\b(?:which|who|whom|whose)\b")
_CODE = re.compile(r"[A-Z]{3}")
_RATES = frozenset({"percent", "percentage point", "percentage points", "basis point", "basis points"})
_ADDRESSING = frozenset({"CONSULT", "REQUEST", "THREATEN"})


def share_out(events: Sequence[Event], text: str) -> list[Event]:
    """The events with each amount left to the trigger nearest before it, and to what that is the outcome of.

    "Opened fire, killing four" tells how many for both. An engagement is measured by money and shares at most.
    """
    nearest: dict[Span, tuple[int, Event | None]] = {}
    for event in events:
        for amount in event.amounts:
            start = max((span.start for span in event.trigger if span.start < amount.span.end), default=-1)
            if start > nearest.get(amount.span, (-1, None))[0]:
                nearest[amount.span] = (start, event)

    def keeps(event: Event, amount: Amount) -> bool:
        limit, closest = nearest.get(amount.span, (-1, None))
        fitting = event.form is None or not _is_count(amount)
        own = closest is None or any(span.start == limit for span in event.trigger)
        return fitting and (own or (closest is not None and _is_outcome(closest, event, text)))

    return [_leave(event, tuple(a for a in event.amounts if keeps(event, a))) for event in events]


def _leave(event: Event, amounts: tuple[Amount, ...]) -> Event:
    """The event with those of its amounts; most are left all that they have."""
    return event if len(amounts) == len(event.amounts) else replace(event, amounts=amounts)


def take_over(events: Sequence[Event], candidates: Sequence[Event], text: str, starts: Sequence[int]) -> list[Event]:
    """The events with what measures candidates of their sentence that are no events.

    "Ordered the maker to pay $28 million", where only the order is an event: the nearest trigger before gets the sum,
    if nobody but its own parties pays. Sentences of `text` begin at `starts`, ascending.
    """
    claimed = {amount.span for event in events for amount in event.amounts}
    given: dict[str, dict[Span, Amount]] = {}
    for candidate in candidates:
        sentence = bisect_right(starts, candidate.trigger[0].start)
        beside = (e for e in events if bisect_right(starts, e.trigger[0].start) == sentence)
        among = [e for e in beside if _may_take(e, candidate, text)]
        for amount in candidate.amounts:
            counted = _is_count(amount)
            fitting = [e for e in among if not counted or (e.form is None and candidate.actors)]
            if fitting and amount.span not in claimed:
                event = min(fitting, key=lambda e: (_distance(e, amount), e.trigger))
                given.setdefault(event.id, {})[amount.span] = amount
    return [
        replace(event, amounts=(*event.amounts, *(given[event.id][span] for span in sorted(given[event.id]))))
        if event.id in given
        else event
        for event in events
    ]


def _may_take(event: Event, candidate: Event, text: str) -> bool:
    """Whether the candidate is told after the event, in no clause about a party, and only its parties do it."""
    between = text[event.trigger[0].end : candidate.trigger[0].start]
    if candidate.trigger[0].start < event.trigger[0].start or _ABOUT.search(between):
        return False
    parties = {actor.spans for actor in (*event.actors, *event.recipients)}
    return all(actor.spans in parties for actor in candidate.actors)


def leave_out_parties(event: Event) -> Event:
    """The event without the number of those who do it or are addressed, who are told for who they are."""

    def is_told_for_whom(amount: Amount) -> bool:
        if not _is_count(amount):
            return False
        acting = event.act not in _MEASURED_BY_CROWDS and _is_within(amount, event.actors)
        return acting or (event.act in _ADDRESSING and _is_within(amount, event.recipients))

    return _leave(event, tuple(a for a in event.amounts if not is_told_for_whom(a)))


def _is_count(amount: Amount) -> bool:
    """Whether the amount counts people or things: it is no money and no share."""
    unit = amount.unit or ""
    return _CODE.fullmatch(unit) is None and unit not in _RATES and unit != amount.text  # "a third of its fleet"


def _is_within(amount: Amount, actors: Collection[Actor]) -> bool:
    return any(span.overlaps(amount.span) for actor in actors for span in actor.spans)


def _distance(event: Event, amount: Amount) -> int:
    return min(max(amount.span.start - span.end, span.start - amount.span.end) for span in event.trigger)


def _is_outcome(event: Event, earlier: Event, text: str) -> bool:
    """Whether the event is told as part of an earlier one by the same actors (", killing four")."""
    at = event.trigger[0]
    alike = is_harm(text, [(at.start, at.end)]) or (event.act is not None and event.act == earlier.act)
    return (
        alike and at.of(text).endswith("ing") and event.actors == earlier.actors and earlier.trigger[0].start < at.start
    )

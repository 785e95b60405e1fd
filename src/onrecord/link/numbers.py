"""The numbers that reports give of one happening: those of its events, and totals told apart from them.

"The army put the number of dead at nine" and "the death toll rose to 17" tell no act, but a number of one told before.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.lexicon.words import stem, tokens
from onrecord.link.acts import act_rows
from onrecord.link.views import EventView
from onrecord.model import Event, Facts, Happening, Span, Statement

__all__ = ["Number", "event_numbers", "find_totals"]

_FIGURE = r"(?P<figure>[$€£]?\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>thousand|million|billion|bn|mn|m)\b)?"
_IN_WORDS = r"(?P<word>[a-z]+(?:-[a-z]+)?)"
_TOTAL = re.compile(
    r"(?i)\b(?:put(?:s|ting)?\s+(?:the )?(?P<what>[\w ]{3,40}?)\s+at"
    r"|(?P<toll>(?:death )?toll|number of (?:the )?dead)\s+(?:(?:has|had)\s+)?"
    r"(?:rose|rises|risen|climbed|stands|stood|is|was|reached)(?:\s+(?:to|at))?)"
    rf"\s+(?:(?:about|around|nearly|at least|more than|up to|some)\s+)?(?:{_FIGURE}|{_IN_WORDS}\b)"
)
_DEAD = re.compile(r"(?i)\b(?:dead|death|deaths|killed|toll|losses|fatalities)\b")
_FROM = re.compile(r"(?i)\bfrom\s$")
_OWN = re.compile(r"(?i)\b(?:its|their|his|her|our|my|\w+[’']s)\b")  # one side's losses are not the other's
_SUM = re.compile(r"(?i)\b(?:sum|figure|amount|cost|value|damage|bill|total|losses)\b")
_SCALES = {"thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_TEENS = "seventeen eighteen nineteen twenty".split()
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_WORDS = {word: n for n, word in enumerate([*_UNITS, *_TEENS], 1)} | _TENS
_RISEN = re.compile(
    r"(?i)\b(?:r(?:ose|isen|ises)|climb(?:ed|s)|jumped|grown|up) (?:\w+ )?to (?:(?:at least|more than|some) )?$"
)
_KILLED = "kill"
_DONE = frozenset({"occurred", "ended", "in_force"})
_CASUALTIES = frozenset({_KILLED, "wound"})
_GROWING = frozenset({*_CASUALTIES, *map(stem, ("displaced", "evacuated", "rescued", "missing", "infected"))})


@dataclass(frozen=True, slots=True)
class Number:
    """One telling of a number: what it counts (`kind`), its value, its words, and who tells it where.

    `day` is the day on which the report came out, `is_risen` whether it says that the number rose to this.
    """

    kind: str
    value: float
    text: str
    article: str
    event: str
    statement: str | None
    day: date | None = None
    is_risen: bool = False

    @property
    def may_grow(self) -> bool:
        """Whether it counts what comes to light by and by: the dead, the wounded, the rescued."""
        return self.kind.split(" ")[0] in _GROWING and not _is_measure(self.kind.split(" ")[-1])


def event_numbers(view: EventView, event: Event, text: str) -> list[Number]:
    """The amounts of one event; of several with one unit, and of the dead and wounded, the first.

    "From 12 percent to 25" gives what it came to.
    """
    rows = _rows_of(view)
    found: dict[str, Number] = {}
    for amount in event.amounts:
        if amount.value is None or _FROM.search(text, max(0, amount.span.start - 6), amount.span.start):
            continue
        hit = rows & _CASUALTIES
        kind = (
            min(hit) if hit and not _is_measure(amount.unit) else f"{min(rows, default=view.stem)} {_unit(amount.unit)}"
        )
        is_risen = _RISEN.search(text, max(0, amount.span.start - 30), amount.span.start) is not None
        number = Number(
            kind, amount.value, amount.text, view.article, view.id, event.statement, view.published, is_risen
        )
        found.setdefault(kind, number)
    return list(found.values())


def _is_measure(unit: str | None) -> bool:
    """Money and shares, as against what is counted one by one."""
    return unit is not None and (unit == "percent" or (len(unit) == 3 and unit.isupper()))


def _unit(unit: str | None) -> str:
    """A unit as it is, or the stem of what is counted: "patrol boats" as "boat"."""
    if unit is None or _is_measure(unit):
        return unit or ""
    words = tokens(unit)
    return stem(words[-1].word) if words else unit


def find_totals(
    facts: Facts, told: Sequence[tuple[EventView, Event]], of_event: Mapping[str, Happening]
) -> list[tuple[str, Number]]:
    """The totals that an article gives apart from its events, each with the id of its happening.

    A number of dead belongs to the last killing or attack told before it, a sum to the last act with a sum; without one
    in the article a total is left out.
    """
    text = facts.article.text
    found = []
    for match in _TOTAL.finditer(text):
        value = _value(match)
        if value is None:
            continue
        what = match["toll"] or match["what"]
        start = match.start("figure") if match["figure"] else match.start("word")
        before = [(view, event) for view, event in told if view.start < match.start()]
        if _DEAD.search(what) and not match["scale"] and not _OWN.search(what):
            deadly = [view for view, _ in before if view.status in _DONE and _is_deadly(view)]
            killings = [view for view in deadly if _KILLED in _rows_of(view)]
            numbers = [(view, _KILLED) for view in killings or deadly]
        elif _SUM.search(what):
            numbers = [(view, n.kind) for view, event in before for n in event_numbers(view, event, text) if _is_sum(n)]
        else:
            continue
        if numbers:
            view, kind = numbers[-1]
            span = Span(start, match.end())
            told_by = _teller(facts.statements, span)
            is_risen = _RISEN.search(text, match.start(), start) is not None
            number = Number(kind, value, span.of(text), view.article, view.id, told_by, view.published, is_risen)
            found.append((of_event[view.id].id, number))
    return found


def _rows_of(view: EventView) -> set[str]:
    return {row for act in view.acts for row in act_rows(act)}


def _is_deadly(view: EventView) -> bool:
    return bool(_rows_of(view) & {_KILLED, "attack", "bomb", "raid"})


def _is_sum(number: Number) -> bool:
    return number.kind.split()[-1].isupper()


def _value(match: "re.Match[str]") -> float | None:
    if match["figure"]:
        return float(match["figure"].lstrip("$€£").replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1.0)
    tens, _, unit = match["word"].lower().partition("-")
    if tens not in _WORDS or (unit and unit not in _WORDS):
        return None
    return float(_WORDS[tens] + (_WORDS[unit] if unit else 0))


def _teller(statements: Sequence[Statement], span: Span) -> str | None:
    """The narrowest statement whose words hold a place."""
    over = [s for s in statements if s.usage is None and any(c.contains(span) for c in s.content)]
    return min(over, key=lambda s: sum(map(len, s.content))).id if over else None

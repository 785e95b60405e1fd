"""What the meaning of an expression hangs on: the publication day, the tense around it, the expressions before it."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from onrecord.annotate.times.grammar import Found
from onrecord.annotate.times.lexicon import Token
from onrecord.annotate.times.periods import UNKNOWN_VALUES, Period, add_days
from onrecord.annotate.times.tense import FUTURE, NEAREST, NO_TENSE, PAST
from onrecord.model import Span

__all__ = ["Context", "Meaning", "around_publication", "choose", "dated", "direction_name", "unknown"]

_NARRATIVE_YEARS = 2  # a date this far from publication takes the others of its sentence along
_HISTORY_YEARS = 5  # a date this far begins a tale of its own time …
_HISTORY_CHARS = 250  # … which lasts this far
_FAR_DAYS, _NEAR_DAYS = 300, 60  # a day so far off that its year would be told, beside one so near that it needn't be
_CLOCK = re.compile(r"(\d\d):(\d\d)(?::\d\d)?Z?")
_CLOCK_CHARS = 150
_SENTENCE_TOKENS = 60  # no sentence is searched further for its day


@dataclass(frozen=True, slots=True)
class Meaning:
    """One expression's TimeML type and value with day bounds.

    `anchor` is what it was resolved against: "published", an earlier expression's span, or None. `period` is set when
    the value is one calendar period, which later expressions may then hang on; `printed` when the text itself prints
    its year.
    """

    type: str
    value: str
    rule: str
    earliest: date | None = None
    latest: date | None = None
    mod: str | None = None
    anchor: Span | str | None = None
    zone: str | None = None
    period: Period | None = None
    printed: bool = False


@dataclass(slots=True)
class Context:
    """One pass over an article's expressions in text order, for one assumed publication day (None: unknown).

    Everything that looks back does so through an index by unit, so that the pass stays linear.
    """

    tokens: Sequence[Token]
    found: Sequence[Found]
    published: date | None
    tense_of: Callable[[Found], int]
    latest: tuple[Found, Meaning] | None = None
    _by_unit: dict[str, tuple[Found, Meaning]] = field(default_factory=dict)
    _order: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._order = {each.first: position for position, each in enumerate(self.found)}

    def record(self, found: Found, meaning: Meaning) -> None:
        """Keep a meaning for the expressions after it."""
        self.latest = (found, meaning)
        if meaning.period is not None:
            self._by_unit[meaning.period.unit] = self.latest

    def tense(self, found: Found) -> int:
        """The tense around the expression; one that is joined to the expression before it goes the same way."""
        tense = self.tense_of(found)
        if tense or self.latest is None or self.latest[0].last != found.first - 1:
            return tense
        if self.tokens[found.first - 1].kind not in ("AND", "OR_TO", "COMMA", "DASH", "HYPHEN"):
            return tense
        return {"past": PAST, "future": FUTURE}.get(self.latest[1].rule.rpartition(":")[2], NO_TENSE)

    def span(self, found: Found) -> Span:
        """The expression's place in the text."""
        return Span(self.tokens[found.first].start, self.tokens[found.last - 1].end)

    def following(self, found: Found) -> Found | None:
        """The expression after `found`."""
        position = self._order[found.first] + 1
        return self.found[position] if position < len(self.found) else None

    def anchor(self, units: Collection[str]) -> tuple[Period, Span] | None:
        """The nearest earlier expression that names one period of such a unit."""
        nearest = self._nearest(units)
        if nearest is None or nearest[1].period is None:
            return None
        return nearest[1].period, self.span(nearest[0])

    def _nearest(self, units: Collection[str]) -> tuple[Found, Meaning] | None:
        known = [self._by_unit[unit] for unit in units if unit in self._by_unit]
        return max(known, key=lambda pair: pair[0].first, default=None)

    def narrative_year(self, found: Found) -> tuple[int, Span] | None:
        """The year that the tale is in, when the date before says so and it isn't the time of writing."""
        nearest = self._nearest(("day", "month"))
        if self.published is None or nearest is None:
            return None
        earlier, meaning = nearest
        day = meaning.earliest
        if day is None:
            return None
        years = self.published.year - day.year
        near = self.tokens[found.first].start - self.tokens[earlier.last - 1].end <= _HISTORY_CHARS
        if not (years >= _HISTORY_YEARS and near) and not (
            years >= _NARRATIVE_YEARS and self._same_sentence(earlier, found)
        ):
            return None
        told = meaning.printed or meaning.rule.endswith(":narrative")
        return (day.year, self.span(earlier)) if told else None

    def sentence_day(self, found: Found) -> tuple[Period, Span] | None:
        """The day that an earlier expression of the same sentence names."""
        nearest = self._nearest(("day",))
        if nearest is None or nearest[1].period is None or not self._same_sentence(nearest[0], found):
            return None
        return nearest[1].period, self.span(nearest[0])

    def clock(self, found: Found) -> tuple[datetime, Span] | None:
        """The day and time that the expression before names, when it stands in the same sentence or the one before."""
        if self.latest is None:
            return None
        earlier, meaning = self.latest
        time = _CLOCK.fullmatch(meaning.value.partition("T")[2])
        near = self.tokens[found.first].start - self.tokens[earlier.last - 1].end <= _CLOCK_CHARS
        if time is None or not near or meaning.period is None or meaning.period.earliest is None:
            return None
        day = add_days(meaning.period.earliest, 1 if time[1] == "24" else 0)
        if day is None:
            return None
        return datetime(day.year, day.month, day.day, int(time[1]) % 24, int(time[2])), self.span(earlier)

    def range_start(self, found: Found) -> date | None:
        """The first day of a range that the expression ends: "opens Monday and runs through Thursday"."""
        before = self.tokens[found.first - 1].form if found.first else ""
        beside = self.sentence_day(found) if before in ("to", "through", "until", "till", "-", "\u2013") else None
        return beside[0].earliest if beside is not None else None

    def _same_sentence(self, earlier: Found, found: Found) -> bool:
        if found.first - earlier.last > _SENTENCE_TOKENS:
            return False
        between = self.tokens[earlier.last : found.first]
        return not any(token.kind in ("STOP", "BREAK", "DOT") for token in between)


def direction_name(tense: int) -> str:
    """The name that a rule carries for the direction that decided."""
    return {PAST: "past", FUTURE: "future", NO_TENSE: "nearest", NEAREST: "nearest"}[tense]


def dated(period: Period, rule: str, *, type: str = "DATE", suffix: str = "", **fields: object) -> Meaning:
    """The meaning of one calendar period, its bounds the period's; `suffix` is the time of day in the value."""
    meaning = Meaning(type, period.value + suffix, rule, period.earliest, period.latest, period=period)
    return replace(meaning, **fields)  # type: ignore[arg-type]


def unknown(unit: str, rule: str, *, type: str = "DATE", suffix: str = "", mod: str | None = None) -> Meaning:
    """The meaning of a period of which only the unit is known."""
    return Meaning(type, UNKNOWN_VALUES.get(unit, "XXXX-XX-XX") + suffix, rule, mod=mod)


def choose(
    candidates: Sequence[Period], published: date, tense: int, *, default: int = NO_TENSE, sure: bool = False
) -> tuple[Period, int]:
    """The one of `candidates` (in order of time) that the tense points to, and the direction that decided.

    The past takes the last that has begun, the future the first that isn't over, no tense the nearest, a past one for
    choice. A past of more than 300 days ago beside a future within 60 is taken for the future, and the other way round,
    as writers give the year or say "last" or "next" otherwise; not so when a past tense is `sure` to be the
    expression's own ("was launched on 21 November").
    """
    tense = NO_TENSE if tense == NEAREST else tense or default
    begun = [period for period in candidates if period.earliest is not None and period.earliest <= published]
    to_come = [period for period in candidates if period.latest is not None and period.latest >= published]
    if not begun or not to_come:
        return (begun or to_come or list(candidates))[-1 if begun else 0], tense
    back = (published - (begun[-1].latest or published)).days
    ahead = ((to_come[0].earliest or published) - published).days
    if tense == PAST and not sure and back > _FAR_DAYS and ahead <= _NEAR_DAYS:
        tense = FUTURE
    elif tense == FUTURE and ahead > _FAR_DAYS and back <= _NEAR_DAYS:
        tense = PAST
    if tense == NO_TENSE:
        return (begun[-1] if back <= 2 * ahead else to_come[0]), NO_TENSE
    return (begun[-1] if tense == PAST else to_come[0]), tense


def around_publication(published: date, tense: int) -> tuple[date | None, date | None]:
    """Bounds for a time of day whose day the text leaves out: the day of publication or the one beside it."""
    return (published, add_days(published, 1)) if tense == FUTURE else (add_days(published, -1), published)

"""What the meaning of an expression hangs on: the publication day, the tense around it, the expressions before it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.annotate.times.grammar import Found
from onrecord.annotate.times.lexicon import Token
from onrecord.annotate.times.periods import UNKNOWN_VALUES, Period, add_days
from onrecord.annotate.times.tense import FUTURE, NO_TENSE, PAST
from onrecord.model import Span

__all__ = ["Context", "Meaning", "around_publication", "choose", "dated", "direction_name", "unknown"]

_NARRATIVE_YEARS = 2  # an expression this far from publication begins a tale of its own time
_NARRATIVE_CHARS = 600  # … which lasts this far


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
    """One pass over an article's expressions in text order, for one assumed publication day (None: unknown)."""

    tokens: Sequence[Token]
    found: Sequence[Found]
    published: date | None
    tense_of: Callable[[Found], int]
    meanings: list[tuple[Found, Meaning]] = field(default_factory=list)

    def span(self, found: Found) -> Span:
        """The expression's place in the text."""
        return Span(self.tokens[found.first].start, self.tokens[found.last - 1].end)

    def anchor(self, units: Collection[str]) -> tuple[Period, Span] | None:
        """The nearest earlier expression that names one period of such a unit."""
        for found, meaning in reversed(self.meanings):
            if (
                meaning.period is not None
                and meaning.period.unit in units
                and meaning.mod not in ("MORE_THAN", "LESS_THAN")
            ):
                return meaning.period, self.span(found)
        return None

    def narrative_year(self, found: Found) -> tuple[int, Span] | None:
        """The year that the tale is in, when the expression before says so and it isn't the time of writing."""
        if self.published is None:
            return None
        place = self.tokens[found.first].start
        for earlier, meaning in reversed(self.meanings):
            if meaning.period is None or meaning.period.unit not in ("day", "month"):
                continue
            day = meaning.period.earliest
            near = place - self.tokens[earlier.last - 1].end <= _NARRATIVE_CHARS
            if day is None or not near or self.published.year - day.year < _NARRATIVE_YEARS:
                return None
            if not meaning.printed and meaning.rule.rpartition(":")[2] != "narrative":
                return None
            return day.year, self.span(earlier)
        return None

    def sentence_day(self, found: Found) -> tuple[Period, Span] | None:
        """The day that an earlier expression of the same sentence names."""
        for earlier, meaning in reversed(self.meanings):
            between = self.tokens[earlier.last : found.first]
            if any(
                token.kind in ("STOP", "BREAK")
                or (token.kind == "DOT" and token.end - token.start == 1 and len(between) > 3)
                for token in between
            ):
                return None
            if meaning.period is not None and meaning.period.unit == "day":
                return meaning.period, self.span(earlier)
        return None


def direction_name(tense: int) -> str:
    """The name that a rule carries for the direction that decided."""
    return {PAST: "past", FUTURE: "future", NO_TENSE: "nearest"}[tense]


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
    choice. A past of more than 300 days ago beside a future within 60 is taken for the future, as writers give the year
    or say "last" otherwise; not so when the tense is `sure` to be the expression's own ("was launched on 21 November").
    """
    tense = tense or default
    begun = [period for period in candidates if period.earliest is not None and period.earliest <= published]
    to_come = [period for period in candidates if period.latest is not None and period.latest >= published]
    if not begun or not to_come:
        return (begun or to_come or list(candidates))[-1 if begun else 0], tense
    back = (published - (begun[-1].latest or published)).days
    ahead = ((to_come[0].earliest or published) - published).days
    if tense == PAST and not sure and back > 300 and ahead <= 60:
        tense = FUTURE
    if tense == NO_TENSE:
        return (begun[-1] if back <= 2 * ahead else to_come[0]), NO_TENSE
    return (begun[-1] if tense == PAST else to_come[0]), tense


def around_publication(published: date, tense: int) -> tuple[date | None, date | None]:
    """Bounds for a time of day whose day the text leaves out: the day of publication or the one beside it."""
    return (published, add_days(published, 1)) if tense == FUTURE else (add_days(published, -1), published)

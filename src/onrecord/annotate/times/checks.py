"""What a pattern over word classes can't see: whether "2008", "a day" or "years" is meant as time here."""

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from onrecord.annotate.times.lexicon import Token

__all__ = ["CHECKS"]

Check = Callable[[Sequence[Token], "re.Match[str]"], bool]

_LIKELY_YEARS = range(1900, 2051)
_CLOCK_OPENERS = frozenset("PREPOSITION APPROX SHORTLY BEFORE AFTER SINCE OR_TO AND".split())
_YEAR_OPENERS = frozenset(
    "PREPOSITION IN SINCE BEFORE AFTER OF THE A EARLY LATE MID POSSESSIVE LPAREN OR_TO AND DASH HYPHEN APPROX".split()
)
_DURATION_OPENERS = frozenset(
    (
        "PREPOSITION IN AFTER BEFORE SINCE OF OR_TO AND BOUND APPROX BREAK DOT COMMA MERE THE QUOTE RECENT LPAREN "
        "AGO EARLIER LATER"
    ).split()
)
_NUMBERS = frozenset("ZERO SMALL TEEN TWENTY INTEGER DECIMAL COMMA_NUMBER NUMBER_WORD YEAR".split())


@cache
def _words(name: str) -> frozenset[str]:
    table = tomllib.loads(files(__package__).joinpath("checks.toml").read_text(encoding="utf-8"))
    return frozenset(table[name])


def _token(tokens: Sequence[Token], position: int) -> Token | None:
    return tokens[position] if 0 <= position < len(tokens) else None


def _has(match: "re.Match[str]", name: str) -> bool:
    return match.groupdict().get(name) is not None


def _is_clock(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    form = tokens[match.start("clock")].form
    if ":" not in form:
        return len(form) == 4 and int(form[:2]) <= 24 and int(form[2:]) <= 59
    hour, minute = (int(part) for part in form.split(":")[:2])
    if hour > 24 or minute > 59:
        return False
    if any(_has(match, name) for name in ("ampm", "zone", "weekday", "deictic", "tonight", "daypart2", "quantity")):
        return True
    before = _token(tokens, match.start() - 1)
    if before is not None and before.form == "of":
        before = _token(tokens, match.start() - 2)
        return before is not None and before.form == "as"
    return before is not None and before.kind in _CLOCK_OPENERS


def _is_year(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    position = match.start("year")
    year = tokens[position].value
    before, after = _token(tokens, match.start() - 1), _token(tokens, match.end())
    if before is not None and (before.kind == "SLASH_MARK" or before.form in _words("numbered")):
        return False
    opened = match.start() < position or (before is not None and before.kind in _YEAR_OPENERS)
    if after is not None and (
        after.form in _words("counted") or after.kind in ("UNIT", "UNITS", "COMMA_NUMBER", "AMPM")
    ):
        return False
    if year not in _LIKELY_YEARS:
        return (
            opened
            and before is not None
            and before.kind in ("IN", "SINCE", "PREPOSITION", "DASH", "LPAREN", "THE")
            and (after is None or after.kind != "OTHER" or not after.form.endswith("s"))
        )
    plural = (
        after is not None
        and after.kind == "OTHER"
        and len(after.form) > 3
        and after.form.endswith("s")
        and not after.form.endswith("ss")
    )
    return opened or not (plural and isinstance(year, int) and year % 100 == 0)


def _is_decade(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    token = tokens[match.start("decade")]
    if token.kind == "DECADE" and (token.form[0] == "'" or token.form[:4].isdigit()):
        return True
    before = _token(tokens, match.start() - 1)
    return match.start() < match.start("decade") or (before is not None and before.kind in ("AND", "OR_TO", "DASH"))


def _is_century(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    return tokens[match.start("unit")].value in ("century", "millennium")


def _is_quarter(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    dated = _has(match, "year") or (_has(match, "relative") and tokens[match.start("year_unit")].value == "year")
    if _has(match, "relative") and not dated:
        return False
    ordinal, unit = tokens[match.start("ordinal")], tokens[match.start("unit")]
    if unit.kind == "HALF" or ordinal.kind in ("LAST", "FINAL"):
        return dated
    after = _token(tokens, match.end())
    return after is None or after.form not in ("of", "mile", "century", "hour") or dated


def _is_week(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    return any(token.value == "week" for token in tokens[match.start() : match.start() + 3])


def _is_duration(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    unit, number = tokens[match.start("unit")], tokens[match.start("number")]
    hyphen = tokens[match.start("unit") - 1].kind == "HYPHEN"
    if unit.kind in ("QUARTER", "WEEKEND") and number.value != 1:
        return hyphen
    if unit.kind == "UNIT" and unit.value in ("century", "night") and not hyphen:
        return number.value == 1
    return not (number.kind == "FUZZY" and unit.kind == "UNIT")


def _is_rate(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    if tokens[match.start("unit")].value in ("decade", "century", "millennium"):
        return False
    before = _token(tokens, match.start() - 1)
    if before is None or (tokens[match.start()].kind == "PER" and before.form in _words("distances")):
        return False
    if before.kind in _NUMBERS or before.form in _words("rated"):
        return True
    if before.kind in ("UNITS", "TIMES_WORD"):
        return True
    counted = _token(tokens, match.start() - 2)
    plural = before.kind == "OTHER" and before.form.endswith("s") and not before.form.endswith("ss")
    if (
        plural
        and counted is not None
        and (counted.kind in _NUMBERS or counted.form in _words("rated") or counted.kind == "OTHER")
    ):
        third = _token(tokens, match.start() - 3)
        return (
            counted.kind in _NUMBERS
            or counted.form in _words("rated")
            or (third is not None and third.kind in _NUMBERS)
        )
    return False


def _is_day_number(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    before = _token(tokens, match.start() - 1)
    return before is not None and before.form in _words("dayed")


def _is_day_unit(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    return tokens[match.start("unit")].value == "day"


def _is_decade_unit(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    return tokens[match.start("unit")].value == "decade"


def _ends_accounts(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    return tokens[match.start("edge_of")].value in ("year", "month")


def _is_article_unit(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    unit = tokens[match.start("unit")]
    before, after = _token(tokens, match.start() - 1), _token(tokens, match.end())
    if _has(match, "half") or _has(match, "half_after") or _has(match, "quantity"):
        return unit.kind != "QUARTER"
    if unit.kind == "SECOND" or unit.kind in ("QUARTER", "WEEKEND") or unit.value == "night":
        return False
    if unit.value == "day" and after is not None and after.form in _words("day_of"):
        return False
    return before is None or before.kind != "EVERY"


def _is_bare_units(tokens: Sequence[Token], match: "re.Match[str]") -> bool:
    before, after = _token(tokens, match.start() - 1), _token(tokens, match.end())
    if after is not None and after.kind in ("OLD",):
        return False
    return before is None or before.kind in _DURATION_OPENERS


CHECKS: dict[str, Check] = {
    "clock": _is_clock,
    "year": _is_year,
    "decade": _is_decade,
    "century": _is_century,
    "quarter": _is_quarter,
    "week": _is_week,
    "duration": _is_duration,
    "rate": _is_rate,
    "day-number": _is_day_number,
    "day-unit": _is_day_unit,
    "decade-unit": _is_decade_unit,
    "ending": _ends_accounts,
    "article-unit": _is_article_unit,
    "bare-units": _is_bare_units,
}
"""The checks that rules of the grammar may require, by name."""

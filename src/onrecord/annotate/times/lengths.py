"""The meaning of lengths, distances and sets: "18 months", "two years ago", "every other Tuesday"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from onrecord.annotate.times.context import Context, Meaning, dated, unknown
from onrecord.annotate.times.dates import number_of
from onrecord.annotate.times.grammar import Found
from onrecord.annotate.times.lexicon import Token
from onrecord.annotate.times.periods import Period, add_days, add_months
from onrecord.model import Span

__all__ = ["distance", "duration", "every", "span_of_units"]

_DESIGNATORS = {
    "second": ("PT", 1, "S"),
    "minute": ("PT", 1, "M"),
    "hour": ("PT", 1, "H"),
    "day": ("P", 1, "D"),
    "night": ("P", 1, "D"),
    "week": ("P", 1, "W"),
    "weekend": ("P", 2, "D"),
    "weekday": ("P", 1, "D"),
    "fortnight": ("P", 2, "W"),
    "month": ("P", 1, "M"),
    "quarter": ("P", 1, "Q"),
    "year": ("P", 1, "Y"),
    "decade": ("P", 10, "Y"),
    "century": ("P", 100, "Y"),
    "millennium": ("P", 1000, "Y"),
}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_GRANULARITY = {"night": "day", "fortnight": "week", "decade": "year", "century": "year", "millennium": "year"}
_COMPARED_CHARS = 150  # figures and the ones they are compared with stand in one sentence, or the next
_TIME_UNITS = ("second", "minute", "hour")


def read_number(tokens: Sequence[Token]) -> float | None:
    """The number that the tokens print ("two", "twenty-five", "5 1/2", "two and a half"); None when vague."""
    if not tokens or tokens[0].kind == "FUZZY":
        return None
    first = tokens[0].value
    number = float(first) if isinstance(first, int | float) else 0.0
    rest = [token for token in tokens[1:] if token.kind not in ("HYPHEN", "AND", "A")]
    if len(rest) == 3 and rest[1].kind == "SLASH_MARK" and number_of(rest[2]):
        return number + number_of(rest[0]) / number_of(rest[2])
    for token in rest:
        if token.kind == "HALF":
            number += 0.5
        elif isinstance(token.value, int):
            number = number * token.value if token.value >= 100 else number + token.value
    return number


def duration_value(number: float | None, unit: str) -> str:
    """TIMEX3's value of a length: P2Y, PT2H30M, P2.5Y, PXW; decades and centuries in years."""
    prefix, factor, letter = _DESIGNATORS[unit]
    if number is None:
        return f"{prefix}X{letter}"
    number *= factor
    whole = int(number)
    if number == whole:
        return f"{prefix}{whole}{letter}"
    minutes = {"hour": 60, "minute": 60}.get(unit)
    if minutes is not None:
        lower = "M" if unit == "hour" else "S"
        rest = round((number - whole) * minutes)
        return f"PT{whole}{letter}{rest}{lower}" if whole else f"PT{rest}{lower}"
    if unit == "year" and number == 0.5:
        return "P6M"
    return f"{prefix}{number:g}{letter}"


def _unit(found: Found) -> str:
    value = found.value("unit") or found.value("bare")
    assert isinstance(value, str)
    return value


def _number(found: Found) -> float | None:
    """The number of units: printed, one for an article or a bare singular, None when vague."""
    if "number" in found.parts:
        number = read_number(found.parts["number"])
    elif "article" in found.parts or found.kind("unit") in ("UNIT", "QUARTER", "WEEKEND", "SECOND", "UNIT_LONG"):
        number = 1.0
    else:
        number = None
    if "half" in found.parts:
        number = 0.5
    if "half_after" in found.parts and number is not None:
        number += 0.5
    return number


def _mod(found: Found) -> str | None:
    mod = found.value("quantity")
    return mod if isinstance(mod, str) and mod else None


def duration(found: Found, context: Context) -> Meaning | None:
    """ "18 months", "a year", "half an hour", "several weeks", "decades-long"."""
    return Meaning("DURATION", duration_value(_number(found), _unit(found)), found.rule, mod=_mod(found))


def span_of_units(found: Found, context: Context) -> Meaning | None:
    """ "the past two years", "the next six months", "recent weeks": a length that ends or begins at publication."""
    unit = _unit(found)
    relative = found.kind("relative")
    number = _number(found)
    if relative in ("ORDINAL_WORD", "FINAL") and "number" not in found.parts:
        return None
    meaning = Meaning("DURATION", duration_value(number, unit), found.rule, mod=_mod(found))
    published = context.published
    if published is None or relative in ("ORDINAL_WORD", "FINAL", "PREVIOUS", "FOLLOWING"):
        return meaning
    if relative in ("PAST", "LAST", "RECENT"):
        return replace(meaning, earliest=_moved(published, number, unit, -1), latest=published, anchor="published")
    return replace(meaning, earliest=published, latest=_moved(published, number, unit, 1), anchor="published")


def _moved(day: date, number: float | None, unit: str, sign: int) -> date | None:
    if number is None or number > 10_000:
        return None
    if unit in _MONTHS:
        return add_months(day, sign * round(number * _MONTHS[unit]))
    return add_days(day, sign * round(number * _DAYS.get(unit, 0)) if unit in _DAYS else sign)


def distance(found: Found, context: Context) -> Meaning | None:
    """ "two years ago" from publication; "a day earlier", "two weeks later" from an earlier expression."""
    unit, number = _unit(found), _number(found)
    direction = found.value("direction")
    assert isinstance(direction, int)
    ago = found.kind("direction") == "AGO" or found.parts["direction"][0].form == "from now"
    mod = _mod(found)
    told = context.clock(found) if unit in _TIME_UNITS and not ago and number is not None and number <= 10_000 else None
    if told is not None and number is not None:
        return _clock_distant(told, number, unit, direction, found.rule, mod)
    base = _base(found, context, unit, ago)
    if number is None and unit not in _TIME_UNITS:
        return _vague(found, context, direction, ago, mod)
    if base is None or (number is not None and number > 10_000):
        kind = "TIME" if unit in _TIME_UNITS else "DATE"
        return unknown(
            "day" if kind == "TIME" else _GRANULARITY.get(unit, unit),
            found.rule,
            type=kind,
            suffix="TXX:XX" if kind == "TIME" else "",
            mod=mod,
        )
    period, anchor = base
    rule = f"{found.rule}:anchored" if isinstance(anchor, Span) else found.rule
    if unit in _TIME_UNITS:
        day = period.earliest if period.unit == "day" else None
        if day is None:
            return unknown("day", rule, type="TIME", suffix="TXX:XX", mod=mod)
        low, high = (add_days(day, -1), day) if direction < 0 else (day, add_days(day, 1))
        return Meaning("TIME", f"{day.isoformat()}TXX:XX", rule, low, high, mod=mod, anchor=anchor)
    if period.unit in ("quarter", "month") and unit == "year" and number == 1 and not mod:
        # Compared with a quarter or month, "a year earlier" is the same one of the year before.
        return dated(period.shift(direction * {"quarter": 4, "month": 12}[period.unit]), rule, anchor=anchor)
    assert number is not None
    return _distant(period, number, unit, direction, rule, anchor, mod)


def _clock_distant(
    told: tuple[datetime, Span], number: float, unit: str, direction: int, rule: str, mod: str | None
) -> Meaning | None:
    """ "Four minutes later", counted from a time of day."""
    try:
        moment = told[0] + direction * timedelta(**{f"{unit}s": number})
    except OverflowError:
        return None
    period = Period.holding("day", moment.date())
    return dated(period, f"{rule}:anchored", type="TIME", suffix=f"T{moment:%H:%M}", anchor=told[1], mod=mod)


def _vague(found: Found, context: Context, direction: int, ago: bool, mod: str | None) -> Meaning:
    if ago:
        return Meaning(
            "DATE",
            "PAST_REF",
            found.rule,
            latest=context.published,
            mod=mod,
            anchor="published" if context.published else None,
        )
    return unknown("day", found.rule, mod=mod)


def _base(found: Found, context: Context, unit: str, ago: bool) -> tuple[Period, Span | str] | None:
    """What the distance is counted from: publication for "ago", else the nearest earlier expression fine enough."""
    published = Period.holding("day", context.published) if context.published else None
    if unit == "year" and _number(found) == 1:
        quarter = _compared_quarter(found, context)
        if quarter is not None:
            return quarter
    if ago or (found.kind("direction") == "EARLIER" and unit == "year"):
        return (published, "published") if published else None
    fine = {"month": ("day", "month"), "year": ("day", "month", "year"), "week": ("day", "week")}.get(
        _GRANULARITY.get(unit, unit), ("day",)
    )
    anchor = context.anchor(fine)
    if anchor is not None:
        return anchor
    return (published, "published") if published else None


def _compared_quarter(found: Found, context: Context) -> tuple[Period, Span] | None:
    """The quarter, or month of figures, that the sentence or the one before compares with a year ago."""
    if context.latest is None:
        return None
    earlier, meaning = context.latest
    near = context.tokens[found.first].start - context.tokens[earlier.last - 1].end < _COMPARED_CHARS
    compared = found.first > 0 and context.tokens[found.first - 1].form in ("from", "with", "than", "against", "over")
    units = ("quarter", "month") if compared else ("quarter",)
    if near and meaning.period is not None and meaning.period.unit in units:
        return meaning.period, context.span(earlier)
    return None


def _distant(
    period: Period, number: float, unit: str, direction: int, rule: str, anchor: Span | str, mod: str | None
) -> Meaning:
    """The period `number` units off, its bounds half a unit or a tenth of the distance wider on each side.

    Days are exact; "two months ago" is hardly ever said of the very day.
    """
    grain = _GRANULARITY.get(unit, unit)
    start, end = period.earliest, period.latest
    if start is None or end is None:
        return unknown(grain, rule, mod=mod)
    count = number * {"fortnight": 2, "decade": 10, "century": 100}.get(unit, 1)
    if grain == "quarter" or grain not in ("day", "week", "month", "year"):
        return unknown(grain, rule, mod=mod)
    if grain in ("day", "week"):
        days = round(count * _DAYS[grain])
        moved = add_days(start, direction * days)
        slack = 0 if grain == "day" and not mod else max(4 if grain == "week" else 1, days // 10)
        first, last = add_days(moved, -slack), add_days(add_days(end, direction * days), slack)
    else:
        months = round(count * _MONTHS[grain])
        moved = add_months(start, direction * months)
        first, last = _slack_months(start, end, direction * months, grain, unit)
    if moved is None or first is None or last is None:
        return unknown(grain, rule, mod=mod)
    result = Period.holding(grain, moved)
    low, high = result.earliest, result.latest
    meaning = dated(result, rule, anchor=anchor, mod=mod)
    if unit == period.unit and number == 1 and not mod:
        return meaning
    return replace(meaning, earliest=min(first, low or first), latest=max(last, high or last))


def _slack_months(start: date, end: date, months: int, grain: str, unit: str) -> tuple[date | None, date | None]:
    if grain == "month" and abs(months) < 10:
        return add_days(add_months(start, months), -15), add_days(add_months(end, months), 15)
    half_unit = {"decade": 60, "century": 600, "year": 6}.get(unit, 1)
    slack = max(half_unit, abs(months) // 10)
    return add_months(start, months - slack), add_months(end, months + slack)


def duration_ahead(found: Found, context: Context) -> Meaning | None:
    """The first number of "between 60 and 90 days"."""
    return duration(found, context)


def every(found: Found, context: Context) -> Meaning | None:
    """ "every day", "each Monday", "every other Tuesday", "every two weeks"."""
    token = found.parts["unit"][0]
    if token.kind == "WEEKDAY":
        return Meaning("SET", f"XXXX-WXX-{token.value}", found.rule)
    if token.kind == "DAYPART":
        return Meaning("SET", f"XXXX-XX-XXT{token.value}", found.rule)
    if token.kind in ("SEASON", "FALL"):
        return Meaning("SET", f"XXXX-{token.value}", found.rule)
    if token.kind in ("MONTH", "MONTH_SHORT", "MONTH_OR_VERB"):
        return Meaning("SET", f"XXXX-{number_of(token):02}", found.rule)
    if token.kind == "HOLIDAY":
        rule = str(token.value)
        return Meaning("SET", f"XXXX-{rule}" if rule[:2].isdigit() else "XXXX-XX-XX", found.rule)
    number = read_number(found.parts["number"]) if "number" in found.parts else 1.0
    if "other" in found.parts:
        number = 2.0
    return Meaning("SET", duration_value(number, str(token.value)), found.rule)


def times_a(found: Found, context: Context) -> Meaning | None:
    """ "twice a week"."""
    return Meaning("SET", duration_value(1, _unit(found)), found.rule)


def rate(found: Found, context: Context) -> Meaning | None:
    """ "900 trucks a month"."""
    return Meaning("SET", duration_value(1, _unit(found)), found.rule)


def frequency(found: Found, context: Context) -> Meaning | None:
    """ "weekly", "annual"."""
    return Meaning("SET", str(found.value("frequency")), found.rule)


def weekday_set(found: Found, context: Context) -> Meaning | None:
    """ "Mondays", "Monday nights"."""
    if found.value("daypart") is not None:
        return Meaning("SET", f"XXXX-WXX-{found.value('weekday2')}T{found.value('daypart')}", found.rule)
    return Meaning("SET", f"XXXX-WXX-{found.value('weekday')}", found.rule)

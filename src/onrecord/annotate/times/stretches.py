"""The meaning of longer stretches: years, decades, seasons, quarters, fiscal years, "last week", "now"."""

from dataclasses import replace
from datetime import date

from onrecord.annotate.times.context import Context, Meaning, choose, dated, direction_name, unknown
from onrecord.annotate.times.dates import (
    FINER_UNITS,
    calendar_date,
    number_of,
    printed_year,
    relative_year,
    text_or_none,
)
from onrecord.annotate.times.grammar import Found
from onrecord.annotate.times.periods import Period, add_days, add_months
from onrecord.annotate.times.tense import FUTURE, PAST
from onrecord.model import Span

__all__ = [
    "century",
    "decade",
    "fiscal_year",
    "quarter",
    "reference",
    "relative_unit",
    "same_period",
    "season",
    "short_year",
    "unknown_day",
    "week_of",
    "week_of_month",
    "year",
    "year_earlier",
    "year_tail",
]


def year(found: Found, context: Context) -> Meaning | None:
    """ "2009", "mid-2011", "around 1995", "the end of 2008"."""
    period = Period("year", number_of(found.parts["year"][0]))
    mod = text_or_none(found.value("mod")) or text_or_none(found.value("edge")) or text_or_none(found.value("quantity"))
    meaning = dated(period, found.rule, mod=mod, printed=True)
    if mod == "APPROX":
        meaning = replace(meaning, earliest=period.shift(-1).earliest, latest=period.shift(1).latest)
    return meaning


def short_year(found: Found, context: Context) -> Meaning | None:
    """ "'08"."""
    return dated(Period("year", printed_year(found.parts["short"][0], context)), found.rule, printed=True)


def year_tail(found: Found, context: Context) -> Meaning | None:
    """The second year of "1914-18"."""
    tail = found.parts["tail"][0]
    before = context.tokens[found.first - 2].value
    if (
        len(tail.form) != 2
        or not isinstance(before, int)
        or context.latest is None
        or context.latest[0].last != found.first - 1
    ):
        return None
    number = before - before % 100 + number_of(tail)
    return dated(Period("year", number), found.rule, printed=True) if number > before else None


def decade(found: Found, context: Context) -> Meaning | None:
    """ "the 1990s", "the late '80s", "the sixties"."""
    token = found.parts["decade"][0]
    number = number_of(token)
    if number < 100:
        number += 1900
    # "The 1800s" are the century; of "the 1900s" and "the 2000s" either is meant, and the decade is likelier.
    period = Period("century", number // 100) if number % 100 == 0 and number < 1900 else Period("decade", number // 10)
    return dated(period, found.rule, mod=text_or_none(found.value("mod")), printed=True)


def century(found: Found, context: Context) -> Meaning | None:
    """ "the 17th century": bounded from 1600 to 1700, whichever way its years are counted."""
    size = 1000 if found.value("unit") == "millennium" else 100
    number = number_of(found.parts["ordinal"][0]) - 1
    if not 0 <= number < 3000 // size:
        return None
    unit = "millennium" if size == 1000 else "century"
    period = Period(unit, number)
    last = (number + 1) * size
    mod = text_or_none(found.value("mod")) or text_or_none(found.value("edge"))
    return dated(period, found.rule, latest=date(last, 12, 31), mod=mod, printed=True)


def season(found: Found, context: Context) -> Meaning | None:
    """ "this fall", "the winter of 2019", "last summer": northern seasons, wide enough for every way to count them."""
    name = found.value("season")
    assert isinstance(name, str)
    mod = text_or_none(found.value("mod"))
    relative = found.kind("relative")
    rule = f"{found.rule}:northern"
    published = context.published
    if "year" in found.parts:
        period = Period.season(number_of(found.parts["year"][0]), name)
        meaning = dated(period, rule, mod=mod, printed=True)
        return meaning if "over" in found.parts else _wide_winter(meaning, period, name)
    if "unit" in found.parts:
        base = relative_year(relative, context)
        if base is None or found.value("unit") != "year":
            return Meaning("DATE", f"XXXX-{name}", rule, mod=mod)
        period = Period.season(base[0], name)
        return _wide_winter(dated(period, rule, mod=mod, anchor=base[1]), period, name)
    if relative in ("FOLLOWING", "PREVIOUS", "THAT"):
        anchor = context.anchor(FINER_UNITS["year"])
        if anchor is not None and anchor[0].earliest is not None:
            now = Period.holding("season", anchor[0].earliest)
            beside = _season_beside(now, name, 1 if relative == "FOLLOWING" else -1)
            period = Period.season(anchor[0].earliest.year, name) if relative == "THAT" else beside
            return dated(period, rule, mod=mod, anchor=anchor[1])
    if published is None:
        return Meaning("DATE", f"XXXX-{name}", rule, mod=mod)
    now = Period.holding("season", published)
    if relative in ("LAST", "PAST", "PREVIOUS"):
        return dated(_season_beside(now, name, -1), rule, mod=mod, anchor="published")
    if relative in ("NEXT", "COMING", "FOLLOWING"):
        return dated(_season_beside(now, name, 1), rule, mod=mod, anchor="published")
    if relative == "THIS":
        # In January "this winter" began last year; every other season is the calendar year's.
        period = now if now.value.endswith(name) else Period.season(published.year, name)
        return dated(period, rule, mod=mod, anchor="published")
    narrative = context.narrative_year(found)
    if narrative is not None:
        return dated(Period.season(narrative[0], name), f"{rule}:narrative", mod=mod, anchor=narrative[1])
    near = [_season_beside(now, name, -1), *([now] if now.value.endswith(name) else []), _season_beside(now, name, 1)]
    period, direction = choose(near, published, context.tense(found))
    return dated(period, f"{rule}:{direction_name(direction)}", mod=mod, anchor="published")


def _wide_winter(meaning: Meaning, period: Period, name: str) -> Meaning:
    # "The winter of 2019" is the one that began or the one that ended then.
    return replace(meaning, earliest=period.shift(-4).earliest) if name == "WI" else meaning


def _season_beside(now: Period, name: str, step: int) -> Period:
    """The last season `name` before the season `now` (`step` -1), or the first after it (1)."""
    gap = (Period.season(0, name).index - now.index) % 4
    return now.shift(gap or 4) if step > 0 else now.shift(gap - 4)


def quarter(found: Found, context: Context) -> Meaning | None:
    """ "the first quarter", "third-quarter", "Q3 2024", "the second half of 2010", "the last quarter of this year"."""
    code = found.parts["code"][0].form if "code" in found.parts else None
    half = found.kind("unit") == "HALF" if code is None else code[0] == "h"
    unit, count = ("half", 2) if half else ("quarter", 4)
    if code is None:
        ordinal = found.parts["ordinal"][0]
        number = count if ordinal.kind in ("LAST", "FINAL") else number_of(ordinal)
    else:
        number = int(code[1])
    if not 1 <= number <= count:
        return None
    mod = text_or_none(found.value("edge"))
    fiscal = "fiscal" in found.parts or "fiscal_of" in found.parts
    published = context.published
    anchor: Span | str | None = None
    if "year" in found.parts:
        year_number = printed_year(found.parts["year"][0], context)
        meaning = dated(Period(unit, year_number * count + number - 1), found.rule, printed=True)
    elif "relative" in found.parts:
        base = relative_year(found.kind("relative"), context)
        if base is None:
            return Meaning("DATE", f"XXXX-{'H' if half else 'Q'}{number}", found.rule, mod=mod)
        anchor = base[1]
        meaning = dated(Period(unit, base[0] * count + number - 1), found.rule, anchor=anchor)
    elif published is None:
        return Meaning("DATE", f"XXXX-{'H' if half else 'Q'}{number}", found.rule, mod=mod)
    else:
        candidates = [Period(unit, each * count + number - 1) for each in range(published.year - 1, published.year + 2)]
        period, direction = choose(candidates, published, context.tense(found), default=PAST)
        meaning = dated(period, f"{found.rule}:{direction_name(direction)}", anchor="published")
    if fiscal:
        meaning = _fiscal_bounds(replace(meaning, rule=f"{meaning.rule}:fiscal"))
    return replace(meaning, mod=mod)


def _fiscal_bounds(meaning: Meaning) -> Meaning:
    """Fiscal years begin in any month, and are named after either calendar year: a year is added on each side."""
    return replace(meaning, earliest=add_months(meaning.earliest, -12), latest=add_months(meaning.latest, 12))


def fiscal_year(found: Found, context: Context) -> Meaning | None:
    """ "fiscal 2023", "the current fiscal year"."""
    mod = text_or_none(found.value("edge"))
    if "year" in found.parts:
        period = Period("year", printed_year(found.parts["year"][0], context))
        anchor: Span | str | None = None
    else:
        base = relative_year(
            {"PREVIOUS": "LAST", "FOLLOWING": "NEXT", "COMING": "NEXT"}.get(
                found.kind("relative") or "", found.kind("relative")
            ),
            context,
        )
        if base is None:
            return Meaning("DATE", "FYXXXX", found.rule, mod=mod)
        period, anchor = Period("year", base[0]), base[1]
    meaning = _fiscal_bounds(dated(period, found.rule, anchor=anchor, mod=mod, printed="year" in found.parts))
    return replace(meaning, value=f"FY{period.value}")


def relative_unit(found: Found, context: Context) -> Meaning | None:
    """ "last week", "earlier this month", "the following year", "that day", "the end of last year", "the weekend"."""
    unit = found.value("unit") or found.value("edge_of")
    assert isinstance(unit, str)
    relative = found.kind("relative") or "THE"
    if unit in ("minute", "hour", "fortnight", "night"):
        return None
    if unit == "day" and relative in ("LAST", "THIS", "CURRENT", "PAST", "COMING"):
        return None
    edge = found.value("edge")
    shift = {"EARLIER": "BEFORE", "LATER": "AFTER", "EARLY": "START", "LATE": "END"}.get(found.kind("mod") or "")
    mod = text_or_none(edge) or shift
    step = {
        "LAST": -1,
        "PAST": -1,
        "PREVIOUS": -1,
        "EARLIER": -1,
        "BEFORE": -1,
        "NEXT": 1,
        "FOLLOWING": 1,
        "COMING": 1,
        "AFTER": 1,
    }.get(relative, 0)
    if relative == "NEXT" and context.tokens[found.first].kind == "THE" and context.tense(found) == PAST:
        relative = "FOLLOWING"  # "The next month prisoners went home"
    if relative in ("PREVIOUS", "FOLLOWING", "THAT", "SAME", "BEFORE", "AFTER", "EARLIER") or (
        unit == "day" and relative in ("NEXT", "THE")
    ):
        anchor = context.anchor(FINER_UNITS[unit])
        if anchor is not None and anchor[0].earliest is not None:
            base = Period.holding(unit, anchor[0].earliest)
            return dated(base.shift(step), f"{found.rule}:anchored", anchor=anchor[1], mod=mod)
        if relative in ("THAT", "SAME", "AFTER", "FOLLOWING") or (unit == "day" and relative == "NEXT"):
            return unknown(unit, found.rule, mod=mod)
    if context.published is None:
        return unknown(unit, found.rule, mod=mod)
    if unit == "weekend":
        return _weekend(relative, step, found, context)
    period = Period.holding(unit, context.published).shift(step)
    meaning = dated(period, found.rule, anchor="published", mod=mod)
    if step == 0 and shift == "BEFORE":
        meaning = replace(meaning, latest=context.published)
    elif step == 0 and shift == "AFTER":
        meaning = replace(meaning, earliest=context.published)
    return meaning


def _weekend(relative: str, step: int, found: Found, context: Context) -> Meaning:
    published = context.published
    assert published is not None
    this = Period.holding("weekend", published)
    tense = context.tense(found)
    begun = this.earliest is not None and this.earliest <= published
    if relative == "THE":
        step = 0 if begun or tense == FUTURE else -1
    elif relative == "THIS" and tense == PAST and not begun and published.isoweekday() <= 3:
        step = -1
    return dated(this.shift(step), found.rule, anchor="published")


def week_of(found: Found, context: Context) -> Meaning | None:
    """ "the week of March 6": the week that holds the day."""
    day = calendar_date(found, context)
    if day is None or day.period is None or day.earliest is None:
        return unknown("week", found.rule)
    return dated(Period.holding("week", day.earliest), found.rule, anchor=day.anchor)


def week_of_month(found: Found, context: Context) -> Meaning | None:
    """ "the first week of April": the Monday week about its nth seven days, bounded by both ways to count."""
    month = calendar_date(found, context)
    if month is None or month.earliest is None or month.latest is None:
        return unknown("week", found.rule)
    ordinal = found.parts["ordinal"][0]
    last = ordinal.kind in ("LAST", "FINAL")
    number = 0 if last else number_of(ordinal)
    if not last and not 1 <= number <= 5:
        return None
    first = add_days(month.latest, -6) if last else add_days(month.earliest, 7 * (number - 1))
    middle, end = add_days(first, 3), add_days(first, 6)
    if first is None or middle is None or end is None:
        return unknown("week", found.rule)
    meaning = dated(Period.holding("week", middle), found.rule, anchor=month.anchor)
    low, high = meaning.earliest, meaning.latest
    return replace(meaning, earliest=min(first, low or first), latest=max(end, high or end))


def same_period(found: Found, context: Context) -> Meaning | None:
    """ "the same period last year": the period told of before, in the year before; the whole year when none was."""
    anchor = context.anchor(("month", "quarter", "half"))
    if anchor is not None and found.value("unit") != "year":
        period, span = anchor
        shift = {"month": 12, "quarter": 4, "half": 2}[period.unit]
        return dated(period.shift(-shift), f"{found.rule}:anchored", anchor=span)
    if "year" in found.parts:
        return dated(Period("year", number_of(found.parts["year"][0])), found.rule)
    if context.published is None:
        return unknown("year", found.rule)
    return dated(Period("year", context.published.year - 1), found.rule, anchor="published")


def year_earlier(found: Found, context: Context) -> Meaning | None:
    """ "the year-earlier quarter"."""
    return same_period(found, context)


def unknown_day(found: Found, context: Context) -> Meaning | None:
    """ "Day 12": a day that nothing here dates."""
    return unknown("day", found.rule)


def reference(found: Found, context: Context) -> Meaning | None:
    """ "now", "recently", "the near future"."""
    value = found.value("reference") or found.value("moment") or "PAST_REF"
    anchor = "published" if context.published else None
    return Meaning(
        "DATE",
        str(value),
        found.rule,
        earliest=context.published if value == "FUTURE_REF" else None,
        latest=context.published if value == "PAST_REF" else None,
        anchor=anchor,
    )

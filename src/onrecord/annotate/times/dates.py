"""The meaning of dates: calendar dates, weekdays, holidays, years, seasons, quarters, "last week"."""

from calendar import monthrange
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from onrecord.annotate.times.context import Context, Meaning, choose, dated, direction_name, unknown
from onrecord.annotate.times.grammar import Found
from onrecord.annotate.times.lexicon import Token
from onrecord.annotate.times.periods import Period, add_days, add_months
from onrecord.annotate.times.tense import FUTURE, PAST
from onrecord.model import Span

__all__ = ["IMPOSSIBLE", "as_time_of_day", "calendar_date", "easter", "holiday_date", "number_of", "weekday"]

IMPOSSIBLE = "impossible"
"""The rule of an expression that names no day: 31 February, month 13, a weekday that contradicts its date."""

_FINER = {
    "day": ("day",),
    "week": ("day", "week", "weekend"),
    "weekend": ("day", "week", "weekend"),
    "month": ("day", "week", "month"),
    "quarter": ("day", "month", "quarter"),
    "year": ("day", "week", "month", "quarter", "half", "season", "year"),
    "decade": ("day", "month", "year", "decade"),
    "century": ("year", "decade", "century"),
    "millennium": ("year", "century", "millennium"),
}
"""For each unit the units of earlier expressions that fix one of it."""

_TWO_DIGIT_PIVOT = 40  # without a publication year: '39 is 2039, '40 is 1940


def number_of(token: Token) -> int:
    """The day or year number that a token prints ("3rd", "third", "2009", "'09")."""
    if isinstance(token.value, int):
        return token.value
    if token.kind == "SECOND":
        return 2
    return int("".join(char for char in token.form if char.isascii() and char.isdigit()) or 0)


def as_time_of_day(meaning: Meaning, part: object) -> Meaning:
    """The same day with a part of the day ("MO", "AF", "EV", "NI"), or unchanged without one."""
    if not part:
        return meaning
    return replace(meaning, type="TIME", value=f"{meaning.value}T{part}")


def calendar_date(found: Found, context: Context) -> Meaning | None:
    """A date with a named month: "June 18", "3 August 1998", "early March", "the morning of April 19"."""
    month_token = found.parts["month"][0]
    month = number_of(month_token)
    day = number_of(found.parts["day"][0]) if "day" in found.parts else None
    mod = found.value("mod") or found.value("edge")
    relative = found.kind("relative")
    year: int | None = None
    printed = False
    anchor: Span | str | None = None
    if "year" in found.parts:
        year, printed = _printed_year(found.parts["year"][0], context), True
    elif "unit" in found.parts and found.value("unit") == "year":
        base = _relative_year(relative, context)
        if base is None:
            return _without_year(month, day, found, mod)
        year, anchor = base
    if year is not None:
        meaning = _whole_date(year, month, day, found, printed)
        return replace(as_time_of_day(meaning, found.value("daypart")), mod=_text(mod), anchor=anchor)
    if context.published is None:
        return _without_year(month, day, found, mod)
    candidates = _candidates(context.published, month, day, found)
    if not candidates:
        return Meaning("DATE", f"XXXX-{month:02}-XX", IMPOSSIBLE)
    chosen = _choose_dated(candidates, found, context, relative)
    return replace(as_time_of_day(chosen, found.value("daypart")), mod=_text(mod))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _printed_year(token: Token, context: Context) -> int:
    if token.kind != "SHORT_YEAR":
        return number_of(token)
    short = number_of(token)
    pivot = context.published.year % 100 + 10 if context.published else _TWO_DIGIT_PIVOT
    return short + (2000 if short < pivot else 1900)


def _relative_year(relative: str | None, context: Context) -> tuple[int, Span | str] | None:
    if relative == "THAT":
        anchor = context.anchor(_FINER["year"])
        if anchor is None or anchor[0].earliest is None:
            return None
        return anchor[0].earliest.year, anchor[1]
    if context.published is None:
        return None
    return context.published.year + {"LAST": -1, "NEXT": 1}.get(relative or "", 0), "published"


def _whole_date(year: int, month: int, day: int | None, found: Found, printed: bool) -> Meaning:
    if day is None:
        return dated(Period("month", year * 12 + month - 1), found.rule, printed=printed)
    if not 1 <= day <= monthrange(max(year, 1), month)[1]:
        return Meaning("DATE", f"{year:04}-{month:02}-XX", IMPOSSIBLE)
    period = Period.holding("day", date(year, month, day))
    if "weekday" in found.parts and date(year, month, day).isoweekday() != found.value("weekday"):
        return Meaning("DATE", period.value, IMPOSSIBLE)
    return dated(period, found.rule, printed=printed)


def _without_year(month: int, day: int | None, found: Found, mod: object) -> Meaning:
    if day is not None and not 1 <= day <= monthrange(2000, month)[1]:
        return Meaning("DATE", f"XXXX-{month:02}-XX", IMPOSSIBLE)
    value = f"XXXX-{month:02}" + (f"-{day:02}" if day is not None else "")
    return as_time_of_day(Meaning("DATE", value, found.rule, mod=_text(mod)), found.value("daypart"))


def _candidates(published: date, month: int, day: int | None, found: Found) -> list[Period]:
    """The date in the years about publication (29 February: in leap years only), of the weekday given."""
    reach = 4 if (month, day) == (2, 29) else 1
    years = range(max(MINYEAR, published.year - reach), min(MAXYEAR, published.year + reach) + 1)
    if day is None:
        return [Period("month", year * 12 + month - 1) for year in years]
    days = [date(year, month, day) for year in years if 1 <= day <= monthrange(year, month)[1]]
    if "weekday" in found.parts:
        days = [day for day in days if day.isoweekday() == found.value("weekday")]
    return [Period.holding("day", day) for day in days]


def _choose_dated(candidates: list[Period], found: Found, context: Context, relative: str | None) -> Meaning:
    published = context.published
    assert published is not None
    if relative in ("LAST", "PAST"):
        before = [period for period in candidates if period.latest is not None and period.latest < published]
        return dated((before or candidates)[-1], found.rule, anchor="published")
    if relative in ("NEXT", "COMING"):
        after = [period for period in candidates if period.earliest is not None and period.earliest > published]
        return dated((after or candidates)[0], found.rule, anchor="published")
    if relative == "THIS":
        return dated(candidates[len(candidates) // 2], found.rule, anchor="published")
    narrative = context.narrative_year(found)
    if narrative is not None and context.tense_of(found) != FUTURE:
        year, anchor = narrative
        moved = _in_year(candidates[0], year)
        if moved is not None:
            return dated(moved, f"{found.rule}:narrative", anchor=anchor)
    sure = found.first > 0 and context.tokens[found.first - 1].form in ("on", "in", "during")
    period, direction = choose(candidates, published, context.tense_of(found), sure=sure)
    return dated(period, f"{found.rule}:{direction_name(direction)}", anchor="published")


def _in_year(period: Period, year: int) -> Period | None:
    """The same day or month in another year."""
    first = period.earliest
    if first is None:
        return None
    months = 12 * (year - first.year)
    if period.unit == "month":
        return period.shift(months)
    moved = add_months(first, months)
    return Period.holding("day", moved) if moved is not None else None


def shared_month(found: Found, context: Context) -> Meaning | None:
    """The second number of "May 6 and 7": the month of the date before."""
    if not context.meanings:
        return None
    before, meaning = context.meanings[-1]
    if (
        meaning.period is None
        or meaning.period.unit != "day"
        or found.first - before.last != 1
        or meaning.earliest is None
    ):
        return None
    day = number_of(found.parts["day"][0])
    if "month" not in before.parts or day <= meaning.earliest.day:
        return None
    if day > monthrange(meaning.earliest.year, meaning.earliest.month)[1]:
        return None
    period = Period.holding("day", meaning.earliest.replace(day=day))
    return dated(period, found.rule, anchor=context.span(before), printed=meaning.printed)


def shared_month_ahead(found: Found, context: Context) -> Meaning | None:
    """The first number of "12-14 July": the month of the date that follows."""
    following = next((other for other in context.found if other.first > found.first), None)
    if following is None or "month" not in following.parts:
        return None
    after = calendar_date(following, context)
    if after is None:
        return None
    day = number_of(found.parts["day"][0])
    if after.earliest is None:
        return (
            replace(after, value=f"{after.value[:-2]}{day:02}", rule=found.rule) if after.value[-2:].isdigit() else None
        )
    if after.period is None or after.period.unit != "day" or not 1 <= day < after.earliest.day:
        return None
    return dated(Period.holding("day", after.earliest.replace(day=day)), found.rule, anchor=context.span(following))


def iso_date(found: Found, context: Context) -> Meaning | None:
    """ "2010-06-11"."""
    year, month, day = (int(part) for part in found.parts["iso"][0].form.split("-"))
    return _numeric_date(year, month, day, found)


def _numeric_date(year: int, month: int, day: int, found: Found) -> Meaning:
    if not 1000 <= year <= 2999 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return Meaning("DATE", "XXXX-XX-XX", IMPOSSIBLE)
    return dated(Period.holding("day", date(year, month, day)), found.rule, printed=True)


def slash_date(found: Found, context: Context) -> Meaning | None:
    """ "6/14/2010", month first unless that is no date; what can be read both ways is bounded by both days."""
    first, second, year = (int(part) for part in found.parts["slash"][0].form.split("/"))
    if year < 100:
        pivot = context.published.year % 100 + 10 if context.published else _TWO_DIGIT_PIVOT
        year += 2000 if year < pivot else 1900
    meaning = _numeric_date(year, first, second, found)
    other = _numeric_date(year, second, first, found)
    if meaning.rule == IMPOSSIBLE or other.rule == IMPOSSIBLE or first == second:
        return other if meaning.rule == IMPOSSIBLE else meaning
    bounds = sorted(day for day in (meaning.earliest, other.earliest) if day is not None)
    return replace(meaning, earliest=bounds[0], latest=bounds[-1], rule=f"{found.rule}:ambiguous", printed=False)


def weekday(found: Found, context: Context) -> Meaning | None:
    """ "Thursday", "last Friday", "the following Monday", "Tuesday of next week", with a part of the day or without."""
    number = found.value("weekday")
    assert isinstance(number, int)
    relative = found.kind("relative")
    mod = _text(found.value("mod"))
    published = context.published
    meaning: Meaning | None = None
    if relative in ("PREVIOUS", "FOLLOWING", "SAME"):
        anchor = context.anchor(("day",))
        if anchor is not None and anchor[0].earliest is not None:
            base = anchor[0].earliest
            gap = (number - base.isoweekday()) % 7
            days = {"FOLLOWING": gap or 7, "PREVIOUS": gap - 7, "SAME": gap - 7 if gap else 0}[relative]
            day = add_days(base, days)
            if day is not None:
                meaning = dated(Period.holding("day", day), f"{found.rule}:anchored", anchor=anchor[1])
    if meaning is None:
        if published is None:
            meaning = Meaning("DATE", f"XXXX-WXX-{number}", found.rule)
        else:
            meaning = _weekday_near(number, relative, found, context, published)
    return replace(as_time_of_day(meaning, found.value("daypart")), mod=mod)


def _weekday_near(number: int, relative: str | None, found: Found, context: Context, published: date) -> Meaning:
    ahead = (number - published.isoweekday()) % 7
    back = ahead - 7 if ahead else 0
    if found.value("unit") == "week":
        weeks = {"LAST": -1, "NEXT": 1}.get(relative or "", 0)
        days = number - published.isoweekday() + 7 * weeks
    elif relative in ("LAST", "PREVIOUS", "PAST"):
        days = back or -7
    elif relative in ("NEXT", "FOLLOWING", "COMING"):
        days = ahead or 7
    elif relative == "THIS":
        days = ahead if context.tense_of(found) != PAST else back
    else:
        tense = context.tense_of(found)
        days = ahead if tense == FUTURE else back
        day = add_days(published, days)
        name = direction_name(tense) if tense else "default_past"
        return dated(Period.holding("day", day or published), f"{found.rule}:{name}", anchor="published")
    day = add_days(published, days) or published
    meaning = dated(Period.holding("day", day), found.rule, anchor="published")
    if relative == "NEXT" and "unit" not in found.parts:
        # Some say "next Friday" for the coming one, others for the one after it.
        meaning = replace(meaning, latest=add_days(day, 7))
    if relative == "LAST" and "unit" not in found.parts and days > -3:
        meaning = replace(meaning, earliest=add_days(day, -7))
    return meaning


def holiday(found: Found, context: Context) -> Meaning | None:
    """ "Thanksgiving", "last Christmas", "New Year's Eve 2020"."""
    rule = found.value("holiday")
    assert isinstance(rule, str)
    if "year" in found.parts:
        day = holiday_date(rule, number_of(found.parts["year"][0]))
        return dated(Period.holding("day", day), found.rule, printed=True) if day else None
    published = context.published
    if published is None:
        value = f"XXXX-{rule}" if rule[:2].isdigit() else "XXXX-XX-XX"
        return Meaning("DATE", value, found.rule)
    days = [day for year in range(published.year - 1, published.year + 2) if (day := holiday_date(rule, year))]
    if not days:
        return Meaning("DATE", "XXXX-XX-XX", found.rule)
    return _choose_dated([Period.holding("day", day) for day in days], found, context, found.kind("relative"))


def holiday_date(rule: str, year: int) -> date | None:
    """The day of a holiday in `year` by its rule (see `holidays.csv`); None outside the years 1 to 9999."""
    if not 1 <= year <= 9999:
        return None
    if rule == "election":
        return _nth_weekday(year, 1, 1, 11) + timedelta(days=1)
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    if "-" in rule[1:] and "." not in rule:
        return date(year, int(rule[:2]), int(rule[3:]))
    nth, weekday_number, tail = rule.split(".")
    month, _, offset = tail.partition("+")
    return _nth_weekday(year, int(nth), int(weekday_number), int(month)) + timedelta(days=int(offset or 0))


def _nth_weekday(year: int, nth: int, weekday_number: int, month: int) -> date:
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday_number) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday_number - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Western Easter Sunday of `year` (the anonymous Gregorian algorithm, Nature 13 (1876) 487)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    length = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * length) // 451
    month, day = divmod(h + length - 7 * m + 114, 31)
    return date(year, month, day + 1)


def deictic(found: Found, context: Context) -> Meaning | None:
    """ "today", "yesterday morning", "tomorrow"."""
    offset = found.value("deictic")
    assert isinstance(offset, int)
    mod = {"EARLIER": "BEFORE", "LATER": "AFTER", "EARLY": "START", "LATE": "END"}.get(found.kind("mod") or "")
    day = add_days(context.published, offset)
    if day is None:
        return as_time_of_day(unknown("day", found.rule, mod=mod), found.value("daypart"))
    return as_time_of_day(
        dated(Period.holding("day", day), found.rule, anchor="published", mod=mod), found.value("daypart")
    )


def day_beside(found: Found, context: Context) -> Meaning | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    offset = found.value("deictic")
    assert isinstance(offset, int)
    day = add_days(context.published, offset + (1 if found.kind("side") == "AFTER" else -1))
    return (
        unknown("day", found.rule) if day is None else dated(Period.holding("day", day), found.rule, anchor="published")
    )


def year(found: Found, context: Context) -> Meaning | None:
    """ "2009", "mid-2011", "around 1995", "the end of 2008"."""
    period = Period("year", number_of(found.parts["year"][0]))
    mod = _text(found.value("mod")) or _text(found.value("edge")) or _text(found.value("quantity"))
    meaning = dated(period, found.rule, mod=mod, printed=True)
    if mod == "APPROX":
        meaning = replace(meaning, earliest=period.shift(-1).earliest, latest=period.shift(1).latest)
    return meaning


def short_year(found: Found, context: Context) -> Meaning | None:
    """ "'08"."""
    return dated(Period("year", _printed_year(found.parts["short"][0], context)), found.rule, printed=True)


def year_tail(found: Found, context: Context) -> Meaning | None:
    """The second year of "1914-18"."""
    tail = found.parts["tail"][0]
    before = context.tokens[found.first - 2].value
    if (
        len(tail.form) != 2
        or not isinstance(before, int)
        or not context.meanings
        or context.meanings[-1][0].last != found.first - 1
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
    return dated(Period("decade", number // 10), found.rule, mod=_text(found.value("mod")), printed=True)


def century(found: Found, context: Context) -> Meaning | None:
    """ "the 17th century": bounded from 1600 to 1700, whichever way its years are counted."""
    size = 1000 if found.value("unit") == "millennium" else 100
    number = number_of(found.parts["ordinal"][0]) - 1
    if not 0 <= number < 3000 // size:
        return None
    unit = "millennium" if size == 1000 else "century"
    period = Period(unit, number)
    last = (number + 1) * size
    mod = _text(found.value("mod")) or _text(found.value("edge"))
    return dated(period, found.rule, latest=date(last, 12, 31), mod=mod, printed=True)


def season(found: Found, context: Context) -> Meaning | None:
    """ "this fall", "the winter of 2019", "last summer": northern seasons, wide enough for every way to count them."""
    name = found.value("season")
    assert isinstance(name, str)
    mod = _text(found.value("mod"))
    relative = found.kind("relative")
    rule = f"{found.rule}:northern"
    published = context.published
    if "year" in found.parts:
        period = Period.season(number_of(found.parts["year"][0]), name)
        return _wide_winter(replace(dated(period, rule, mod=mod, printed=True)), period, name)
    if "unit" in found.parts:
        base = _relative_year(relative, context)
        if base is None or found.value("unit") != "year":
            return Meaning("DATE", f"XXXX-{name}", rule, mod=mod)
        period = Period.season(base[0], name)
        return _wide_winter(dated(period, rule, mod=mod, anchor=base[1]), period, name)
    if relative in ("FOLLOWING", "PREVIOUS", "THAT"):
        anchor = context.anchor((*_FINER["year"],))
        if anchor is not None and anchor[0].earliest is not None:
            now = Period.holding("season", anchor[0].earliest)
            step = {"FOLLOWING": 1, "PREVIOUS": -1, "THAT": 0}[relative]
            return dated(_season_beside(now, name, step), rule, mod=mod, anchor=anchor[1])
    if published is None:
        return Meaning("DATE", f"XXXX-{name}", rule, mod=mod)
    now = Period.holding("season", published)
    if relative in ("LAST", "PAST", "PREVIOUS"):
        return dated(_season_beside(now, name, -1), rule, mod=mod, anchor="published")
    if relative in ("NEXT", "COMING", "FOLLOWING"):
        return dated(_season_beside(now, name, 1), rule, mod=mod, anchor="published")
    if relative == "THIS":
        this_year = (
            [_season_beside(now, name, 0)]
            if now.value.endswith(name)
            else [_season_beside(now, name, -1), _season_beside(now, name, 1)]
        )
        tense = context.tense_of(found)
        period = this_year[0] if len(this_year) == 1 or tense == PAST else choose(this_year, published, tense)[0]
        if (
            len(this_year) == 2
            and tense != FUTURE
            and period.earliest is not None
            and period.earliest.year != published.year
        ):
            period = next(
                (each for each in this_year if each.earliest and each.earliest.year == published.year), period
            )
        return dated(period, rule, mod=mod, anchor="published")
    narrative = context.narrative_year(found)
    if narrative is not None:
        return dated(Period.season(narrative[0], name), f"{rule}:narrative", mod=mod, anchor=narrative[1])
    near = [_season_beside(now, name, -1), *([now] if now.value.endswith(name) else []), _season_beside(now, name, 1)]
    period, direction = choose(near, published, context.tense_of(found))
    return dated(period, f"{rule}:{direction_name(direction)}", mod=mod, anchor="published")


def _wide_winter(meaning: Meaning, period: Period, name: str) -> Meaning:
    # "The winter of 2019" is the one that began or the one that ended then.
    return replace(meaning, earliest=period.shift(-4).earliest) if name == "WI" else meaning


def _season_beside(now: Period, name: str, step: int) -> Period:
    """The season `name` before (`step` -1), at (0: in the same year's round) or after (1) the season `now`."""
    target = Period.season(0, name).index
    gap = (target - now.index) % 4
    if step == 0:
        return now.shift(gap if gap < 3 else -1)
    return now.shift(gap or 4) if step > 0 else now.shift((gap or 4) - 4 if gap else -4)


def quarter(found: Found, context: Context) -> Meaning | None:
    """ "the first quarter", "third-quarter", "the second half of 2010", "the last quarter of this year"."""
    half = found.kind("unit") == "HALF"
    unit, count = ("half", 2) if half else ("quarter", 4)
    ordinal = found.parts["ordinal"][0]
    number = count if ordinal.kind in ("LAST", "FINAL") else number_of(ordinal)
    if not 1 <= number <= count:
        return None
    mod = _text(found.value("edge"))
    fiscal = "fiscal" in found.parts or "fiscal_of" in found.parts
    published = context.published
    anchor: Span | str | None = None
    if "year" in found.parts:
        meaning = dated(Period(unit, number_of(found.parts["year"][0]) * count + number - 1), found.rule, printed=True)
    elif "relative" in found.parts:
        base = _relative_year(found.kind("relative"), context)
        if base is None:
            return Meaning("DATE", f"XXXX-{'H' if half else 'Q'}{number}", found.rule, mod=mod)
        anchor = base[1]
        meaning = dated(Period(unit, base[0] * count + number - 1), found.rule, anchor=anchor)
    elif published is None:
        return Meaning("DATE", f"XXXX-{'H' if half else 'Q'}{number}", found.rule, mod=mod)
    else:
        candidates = [Period(unit, each * count + number - 1) for each in range(published.year - 1, published.year + 2)]
        period, direction = choose(candidates, published, context.tense_of(found), default=PAST)
        meaning = dated(period, f"{found.rule}:{direction_name(direction)}", anchor="published")
    if fiscal:
        meaning = _fiscal_bounds(replace(meaning, rule=f"{meaning.rule}:fiscal"))
    return replace(meaning, mod=mod)


def _fiscal_bounds(meaning: Meaning) -> Meaning:
    """Fiscal years begin in any month, and are named after either calendar year: a year is added on each side."""
    return replace(meaning, earliest=add_months(meaning.earliest, -12), latest=add_months(meaning.latest, 12))


def fiscal_year(found: Found, context: Context) -> Meaning | None:
    """ "fiscal 2023", "the current fiscal year"."""
    mod = _text(found.value("edge"))
    if "year" in found.parts:
        period = Period("year", _printed_year(found.parts["year"][0], context))
        anchor: Span | str | None = None
    else:
        base = _relative_year(
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
    mod = _text(edge) or shift
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
    if relative in ("PREVIOUS", "FOLLOWING", "THAT", "SAME", "BEFORE", "AFTER", "EARLIER") or (
        unit == "day" and relative in ("NEXT", "THE")
    ):
        anchor = context.anchor(_FINER[unit])
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
    tense = context.tense_of(found)
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
    value = found.value("reference") or "PAST_REF"
    anchor = "published" if context.published else None
    return Meaning(
        "DATE",
        str(value),
        found.rule,
        earliest=context.published if value == "FUTURE_REF" else None,
        latest=context.published if value == "PAST_REF" else None,
        anchor=anchor,
    )

"""The meaning of days and months: "June 18", "2010-06-11", "last Friday", "Thanksgiving", "yesterday"."""

from calendar import monthrange
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from onrecord.annotate.times.context import Context, Meaning, choose, dated, direction_name, unknown
from onrecord.annotate.times.grammar import Found
from onrecord.annotate.times.lexicon import Token
from onrecord.annotate.times.periods import Period, add_days, add_months
from onrecord.annotate.times.tense import FUTURE, NEAREST, PAST, has_past_form
from onrecord.model import Span

__all__ = [
    "FINER_UNITS",
    "IMPOSSIBLE",
    "as_time_of_day",
    "calendar_date",
    "day_beside",
    "day_number",
    "deictic",
    "easter",
    "holiday",
    "holiday_date",
    "iso_date",
    "known_day",
    "number_of",
    "printed_year",
    "relative_year",
    "shared_month",
    "shared_month_ahead",
    "slash_date",
    "text_or_none",
    "weekday",
]

IMPOSSIBLE = "impossible"
"""The rule of an expression that names no day: 31 February, month 13, a weekday that contradicts its date."""

FINER_UNITS = {
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
        year, printed = printed_year(found.parts["year"][0], context), True
    elif "unit" in found.parts and found.value("unit") == "year":
        base = relative_year(relative, context)
        if base is None:
            return _without_year(month, day, found, mod)
        year, anchor = base
    if year is not None:
        meaning = _whole_date(year, month, day, found, printed)
        return replace(as_time_of_day(meaning, found.value("daypart")), mod=text_or_none(mod), anchor=anchor)
    if context.published is None:
        return _without_year(month, day, found, mod)
    candidates = _candidates(context.published, month, day, found)
    if not candidates:
        return Meaning("DATE", f"XXXX-{month:02}-XX", IMPOSSIBLE)
    chosen = _choose_dated(candidates, found, context, relative)
    return replace(as_time_of_day(chosen, found.value("daypart")), mod=text_or_none(mod))


def text_or_none(value: object) -> str | None:
    """The value when it is a word that says something, as the lexicon's modifiers do."""
    return value if isinstance(value, str) and value else None


def printed_year(token: Token, context: Context) -> int:
    """The year that a token prints; "'08" and "FY08" in the hundred years up to ten after publication."""
    short = number_of(token)
    if token.kind not in ("SHORT_YEAR", "FISCAL_CODE") or short > 99:
        return short
    pivot = context.published.year % 100 + 10 if context.published else _TWO_DIGIT_PIVOT
    return short + (2000 if short < pivot else 1900)


def relative_year(relative: str | None, context: Context) -> tuple[int, Span | str] | None:
    """The year that "this", "last", "next" or "that" points to, with its anchor; None when nothing fixes it."""
    if relative == "THAT":
        anchor = context.anchor(FINER_UNITS["year"])
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
    return as_time_of_day(Meaning("DATE", value, found.rule, mod=text_or_none(mod)), found.value("daypart"))


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
    if relative in ("FOLLOWING", "PREVIOUS"):
        anchored = _beside_anchor(candidates[0], found, context, relative)
        if anchored is not None:
            return anchored
    narrative = context.narrative_year(found)
    if narrative is not None and context.tense(found) != FUTURE:
        year, anchor = narrative
        moved = _in_year(candidates[0], year)
        if moved is not None:
            return dated(moved, f"{found.rule}:narrative", anchor=anchor)
    sure = found.first > 0 and context.tokens[found.first - 1].form in ("on", "in", "during")
    sure = sure and any(has_past_form(token) for token in context.tokens[max(0, found.first - 5) : found.first - 1])
    period, direction = choose(candidates, published, context.tense(found), sure=sure)
    return dated(period, f"{found.rule}:{direction_name(direction)}", anchor="published")


def _beside_anchor(period: Period, found: Found, context: Context, relative: str) -> Meaning | None:
    """ "The following September": the first after, or the last before, the earlier expression."""
    anchor = context.anchor(("day", "month"))
    if anchor is None or anchor[0].earliest is None or anchor[0].latest is None:
        return None
    base, span = anchor
    first, last = anchor[0].earliest, anchor[0].latest
    near = [moved for step in (-1, 0, 1) if (moved := _in_year(period, first.year + step)) is not None]
    if relative == "FOLLOWING":
        fitting = [each for each in near if each.earliest is not None and each.earliest > last and each != base][:1]
    else:
        fitting = [each for each in near if each.latest is not None and each.latest < first][-1:]
    return dated(fitting[0], f"{found.rule}:anchored", anchor=span) if fitting else None


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
    if context.latest is None:
        return None
    before, meaning = context.latest
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
    following = context.following(found)
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


def day_number(found: Found, context: Context) -> Meaning | None:
    """ "the 17th": of the month told of in the sentence, else the one that the tense points to."""
    number = number_of(found.parts["day"][0])
    if not 1 <= number <= 31:
        return None
    beside = context.sentence_day(found)
    base = beside[0].earliest if beside is not None else context.published
    if base is None:
        return Meaning("DATE", f"XXXX-XX-{number:02}", found.rule)
    months = [Period.holding("month", base).shift(step).earliest for step in (-1, 0, 1)]
    days = [
        Period.holding("day", month.replace(day=number))
        for month in months
        if month is not None and number <= monthrange(month.year, month.month)[1]
    ]
    if beside is not None:
        later = [day for day in days if day.earliest is not None and day.earliest > base]
        return dated(later[0], f"{found.rule}:anchored", anchor=beside[1]) if later else None
    period, direction = choose(days, base, context.tense(found))
    return dated(period, f"{found.rule}:{direction_name(direction)}", anchor="published")


def known_day(found: Found, context: Context) -> Meaning | None:
    """ "9/11": a day that is known by its figures."""
    return dated(Period.holding("day", date.fromisoformat(str(found.value("known")))), found.rule)


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
    mod = text_or_none(found.value("mod"))
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
        days = ahead if context.tense(found) != PAST else back
    else:
        tense = context.tense(found)
        days = ahead if tense == FUTURE or (tense == NEAREST and ahead <= -back) else back
        begun = context.range_start(found)
        if begun is not None and 0 < (begun - published).days - days < 7:
            days += 7
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
    """ "the day before yesterday", "the day after Thanksgiving"."""
    step = 1 if found.kind("side") == "AFTER" else -1
    if "deictic" in found.parts:
        offset = found.value("deictic")
        assert isinstance(offset, int)
        day = add_days(context.published, offset + step)
        if day is None:
            return unknown("day", found.rule)
        return dated(Period.holding("day", day), found.rule, anchor="published")
    meaning = (holiday if "holiday" in found.parts else weekday)(found, context)
    if meaning is None or meaning.period is None or meaning.earliest != meaning.latest:
        return unknown("day", found.rule)
    return dated(meaning.period.shift(step), meaning.rule, anchor=meaning.anchor)

"""The meaning of times of day: "tonight", "the next morning", "7:45 a.m. EST Tuesday", "noon"."""

from dataclasses import replace
from datetime import date

from onrecord.annotate.times.context import Context, Meaning, around_publication, dated, unknown
from onrecord.annotate.times.dates import calendar_date, deictic, number_of, weekday
from onrecord.annotate.times.grammar import Found
from onrecord.annotate.times.lexicon import Token
from onrecord.annotate.times.periods import Period, add_days
from onrecord.model import Span

__all__ = ["clock", "clock_ahead", "date_clock", "daypart", "tonight", "with_zone"]

_DAY_BUILDERS = {"weekday": weekday, "calendar_date": calendar_date, "deictic": deictic}
_REACH_TOKENS = 4  # "at 9 p.m. local time on Sunday"


def tonight(found: Found, context: Context) -> Meaning | None:
    """ "tonight", "last night", "overnight": the night of publication or the one before."""
    token = found.parts["tonight"][0]
    offset = token.value
    assert isinstance(offset, int)
    mod = {"EARLIER": "BEFORE", "LATER": "AFTER", "EARLY": "START", "LATE": "END"}.get(found.kind("mod") or "")
    day = add_days(context.published, offset)
    if day is None:
        return unknown("day", found.rule, type="TIME", suffix="TNI", mod=mod)
    meaning = dated(Period.holding("day", day), found.rule, type="TIME", suffix="TNI", anchor="published", mod=mod)
    return replace(meaning, latest=context.published) if token.form == "overnight" else meaning


def daypart(found: Found, context: Context) -> Meaning | None:
    """ "this morning", "that night", "the next morning", "at dawn"."""
    suffix = f"T{found.value('daypart')}"
    relative = found.kind("relative")
    mod = {"EARLIER": "BEFORE", "LATER": "AFTER", "EARLY": "START", "LATE": "END"}.get(found.kind("mod") or "")
    if relative == "THIS":
        if context.published is None:
            return unknown("day", found.rule, type="TIME", suffix=suffix, mod=mod)
        return dated(
            Period.holding("day", context.published),
            found.rule,
            type="TIME",
            suffix=suffix,
            anchor="published",
            mod=mod,
        )
    step = {"NEXT": 1, "FOLLOWING": 1, "PREVIOUS": -1}.get(relative or "", 0)
    anchor = context.anchor(("day",)) if relative else None
    if not relative:
        beside = _day_beside(found, context)  # "until dawn on Wednesday"
        if beside is not None and beside[0] is not None and isinstance(beside[1], Span):
            anchor = beside[0], beside[1]
    if anchor is not None:
        return dated(
            anchor[0].shift(step), f"{found.rule}:anchored", type="TIME", suffix=suffix, anchor=anchor[1], mod=mod
        )
    return _some_day(found, context, suffix, mod)


def _some_day(found: Found, context: Context, suffix: str, mod: str | None) -> Meaning:
    """A time of day without its day: TimeML takes the day of writing; the bounds admit the day beside it."""
    published = context.published
    if published is None:
        return unknown("day", found.rule, type="TIME", suffix=suffix, mod=mod)
    earliest, latest = around_publication(published, context.tense(found))
    value = f"{published.isoformat()}{suffix}"
    return Meaning("TIME", value, f"{found.rule}:day_of_writing", earliest, latest, mod=mod, anchor="published")


def clock(found: Found, context: Context) -> Meaning | None:
    """ "7:45 a.m.", "18:00 UTC", "noon", "4 in the morning", with the day when it stands beside."""
    suffix = _clock_suffix(found)
    if suffix is None:
        return None
    mod = found.value("quantity")
    mod = mod if isinstance(mod, str) else None
    zone = _zone(found)
    day = _own_day(found, context) or _day_beside(found, context)
    if day is not None:
        period, anchor, rule = day
        if period is None:
            meaning = Meaning("TIME", f"{rule}{suffix}", found.rule)
        else:
            meaning = dated(period, rule, type="TIME", suffix=suffix, anchor=anchor)
    else:
        meaning = _some_day(found, context, suffix, mod)
    if suffix == "T24:00" and (meaning.earliest == meaning.latest or context.tense(found) <= 0):
        meaning = replace(meaning, latest=add_days(meaning.latest, 1))
    return replace(meaning, mod=mod, zone=zone)


def _clock_suffix(found: Found) -> str | None:
    """The time in TimeML's form ("T19:45", "T12:00Z"); None when there is no such time."""
    if "clockword" in found.parts:
        text = str(found.value("clockword"))
    else:
        token = next(found.parts[name][0] for name in ("clock", "hour", "hour_word") if name in found.parts)
        hour, minute, second = _read_clock(token)
        half = found.parts["ampm"][0].form[0] if "ampm" in found.parts else None
        late = "tonight" in found.parts or found.value("daypart2") in ("AF", "EV", "NI")
        if half is None and late and 1 <= hour < 12:
            half = "p"
        if half is not None:
            if not 1 <= hour <= 12:
                if not (half == "p" and 12 < hour < 24):
                    return None
            else:
                hour = hour % 12 + (12 if half == "p" else 0)
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            return None
        text = f"{hour:02}:{minute:02}" + (f":{second:02}" if second is not None else "")
    return f"T{text}" + ("Z" if found.value("zone") == "UTC" and "offset" not in found.parts else "")


def _read_clock(token: Token) -> tuple[int, int, int | None]:
    if token.kind in ("YEAR", "INTEGER"):
        return int(token.form[:2]), int(token.form[2:]), None
    parts = (
        [int(part) for part in token.form.replace(".", ":").replace(" ", "").split(":") if part.isdigit()]
        if token.kind != "NUMBER_WORD"
        else [number_of(token)]
    )
    hour, minute, second = ([*parts, None, None])[:3]
    return hour or 0, minute or 0, second


def _zone(found: Found) -> str | None:
    zone = found.value("zone")
    if not isinstance(zone, str) or not zone:
        return None
    if "offset" in found.parts and "sign" in found.parts:
        sign = "-" if found.kind("sign") == "HYPHEN" else "+"
        return f"{sign}{number_of(found.parts['offset'][0]):02}:00"
    return zone


_Day = tuple[Period | None, Span | str | None, str]


def _own_day(found: Found, context: Context) -> _Day | None:
    """The day within the expression: "9 a.m. Tuesday", "4 this morning"."""
    if "weekday" in found.parts:
        meaning = weekday(found, context)
        return (
            None
            if meaning is None
            else (meaning.period, meaning.anchor, meaning.rule if meaning.period else meaning.value.partition("T")[0])
        )
    if "deictic" in found.parts or "tonight" in found.parts:
        offset = found.value("deictic") if "deictic" in found.parts else found.value("tonight")
        day: date | None = add_days(context.published, offset) if isinstance(offset, int) else None
        return (Period.holding("day", day), "published", found.rule) if day else None
    return None


def _day_beside(found: Found, context: Context) -> _Day | None:
    """The day of the sentence: after the time ("11:30 p.m. on Saturday") or before it."""
    last = found.last
    following = context.following(found)
    joined = last < len(context.tokens) and context.tokens[last].kind in ("AND", "OR_TO")
    if following is not None and joined and following.first - last == 1 and "weekday" in following.parts:
        return _own_day(following, context)  # "at 2:27 and 2:43 a.m. Wednesday"
    if following is not None and following.build == "clock" and following.first - last <= 1:
        # "10:30 a.m. (1430 GMT) on Wednesday"
        last = following.last
        following = context.following(following)
    if following is not None and following.first - last <= _REACH_TOKENS and following.build in _DAY_BUILDERS:
        between = context.tokens[last : following.first]
        if not any(token.kind in ("STOP", "BREAK", "DOT", "AND") for token in between):
            meaning = _DAY_BUILDERS[following.build](following, context)
            if meaning is not None and meaning.period is not None and meaning.period.unit == "day":
                return meaning.period, context.span(following), f"{found.rule}:same_sentence"
            if meaning is not None and meaning.value.startswith("XXXX-WXX-"):
                return None, context.span(following), meaning.value
    beside = context.sentence_day(found)
    return None if beside is None else (beside[0], beside[1], f"{found.rule}:same_sentence")


def clock_ahead(found: Found, context: Context) -> Meaning | None:
    """The first time of "from 9 to 11 a.m."."""
    return clock(found, context)


def date_clock(found: Found, context: Context) -> Meaning | None:
    """ "May 2, 2013 12:50 PM"."""
    day = calendar_date(found, context)
    suffix = _clock_suffix(found)
    if day is None or suffix is None:
        return day
    return replace(day, type="TIME", value=day.value + suffix, zone=_zone(found))


def with_zone(meaning: Meaning, zone: str | None) -> Meaning:
    """The same time, its zone told by a place: "Thursday evening in Washington"."""
    return replace(meaning, zone=zone) if zone and meaning.zone is None else meaning

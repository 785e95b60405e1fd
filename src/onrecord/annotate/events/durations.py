"""How long an engagement lasted, and the days that one of several days takes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.events.triggers import form_of
from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.times.edtf import format_edtf
from onrecord.annotate.times.periods import add_days
from onrecord.model import Duration, Span, Timex, When

__all__ = ["find_duration", "over_its_days"]

_VALUE = re.compile(r"P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?)?$")
_SPACED = re.compile(r"(?i)\b(?:in|within|after|every|for the first time in|as)\s+(?:about |nearly |almost |over )?$")
_SPACED_CHARS = 50  # longer than what the pattern matches
_DAY_MINUTES = 1440
_MAX_DAYS = 31
_BEGINNING = find_words("events", "beginning") | find_words("events", "journeys")
_ENDING = find_words("events", "ending")
_BEHIND = frozenset({"after", "following"})
_MAX_CLIMB = 3


def find_duration(parse: Parse, trigger: int, timexes: Sequence[Timex], clause: Span) -> Duration | None:
    """The first DURATION within the clause; minutes where its TimeML value fixes them.

    "In six years" and "after two months" tell how far apart things are, not how long one lasted; "a three-day visit"
    is no length of the meeting told beside it.
    """
    text = parse.text
    for timex in timexes:
        if timex.type != "DURATION" or not clause.contains(timex.span):
            continue
        start = timex.span.start
        if not _SPACED.search(text, max(0, start - _SPACED_CHARS), start) and not _is_of_another(parse, trigger, timex):
            return Duration(timex.span.of(text), timex.span, _minutes(timex.value))
    return None


def _is_of_another(parse: Parse, trigger: int, timex: Timex) -> bool:
    """Whether the length is a quality of a noun that names an engagement of another form."""
    words = parse.words_in(timex.span)
    if not words:
        return False
    noun = parse.words[words[-1]].head
    if noun in {trigger, words[-1]} or noun <= words[-1] or not parse.is_noun(noun):
        return False
    other = form_of(parse, noun)
    return other is not None and other != form_of(parse, trigger)


def _minutes(value: str) -> int | None:
    match = _VALUE.match(value)
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes = (float(part) if part else 0.0 for part in match.groups())
    return round(days * _DAY_MINUTES + hours * 60 + minutes)


def over_its_days(parse: Parse, trigger: int, when: When, duration: Duration | None) -> When:
    """The time of an engagement of several days of which one day is told.

    What somebody "arrived on Monday for" begins then and what he "ended on Monday" ended then; where the verb tells
    neither, the day may be any of them.
    """
    minutes = duration.minutes if duration is not None else None
    if minutes is None or when.earliest is None or when.earliest != when.latest:
        return when
    further = -(-minutes // _DAY_MINUTES) - 1
    if not 0 < further < _MAX_DAYS:
        return when
    first, last = _edges(parse, trigger)
    earliest = when.earliest if first else add_days(when.earliest, -further)
    latest = when.latest if last else add_days(when.latest, further)
    return replace(when, earliest=earliest, latest=latest, date=format_edtf(None, earliest, latest))


def _edges(parse: Parse, trigger: int) -> tuple[bool, bool]:
    """Whether the words above the trigger tell its first day, and whether they tell its last."""
    index = trigger
    for _ in range(_MAX_CLIMB):
        word = parse.lowers[index]
        if word in _BEHIND or word in _ENDING:
            return False, True
        if word in _BEGINNING and index != trigger:
            return True, False
        if parse.words[index].head == index:
            break
        index = parse.words[index].head
    return False, False

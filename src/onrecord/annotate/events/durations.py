"""How long an engagement lasted."""

import re
from collections.abc import Sequence

from onrecord.model import Duration, Span, Timex

__all__ = ["find_duration"]

_VALUE = re.compile(r"P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?)?$")
_SPACED = re.compile(r"(?i)\b(?:in|within|after|every|for the first time in|as)\s+(?:about |nearly |almost |over )?$")


def find_duration(timexes: Sequence[Timex], text: str, clause: Span) -> Duration | None:
    """The first DURATION within the clause; minutes where its TimeML value fixes them.

    "In six years" and "after two months" tell how far apart things are, not how long one lasted.
    """
    for timex in timexes:
        if timex.type == "DURATION" and clause.contains(timex.span) and not _SPACED.search(text[: timex.span.start]):
            return Duration(timex.span.of(text), timex.span, _minutes(timex.value))
    return None


def _minutes(value: str) -> int | None:
    match = _VALUE.match(value)
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes = (float(part) if part else 0.0 for part in match.groups())
    return round(days * 1440 + hours * 60 + minutes)

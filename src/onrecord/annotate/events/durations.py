"""How long an engagement lasted."""

import re
from collections.abc import Sequence

from onrecord.model import Duration, Span, Timex

__all__ = ["find_duration"]

_VALUE = re.compile(r"P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?)?$")


def find_duration(timexes: Sequence[Timex], text: str, clause: Span) -> Duration | None:
    """The first DURATION within the clause; minutes where its TimeML value fixes them."""
    for timex in timexes:
        if timex.type == "DURATION" and clause.contains(timex.span):
            return Duration(timex.span.of(text), timex.span, _minutes(timex.value))
    return None


def _minutes(value: str) -> int | None:
    match = _VALUE.match(value)
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes = (float(part) if part else 0.0 for part in match.groups())
    return round(days * 1440 + hours * 60 + minutes)

"""Time: expressions, day bounds, and the evidence that they rest on."""

from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model.span import Span

__all__ = ["OPEN", "Basis", "Timex", "When", "shift_day"]


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a date is what it is.

    `rule` names the rule that decided; `span` is the expression in the article; the anchor that it was
    resolved against is another expression (`anchor_span`, in `anchor_article`) or a field
    (`anchor_field`, such as "published").
    """

    rule: str
    span: Span | None = None
    anchor_span: Span | None = None
    anchor_article: str | None = None
    anchor_field: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A time as day bounds, both included and local to `zone`; None leaves a side open.

    `date` is the EDTF level 1 form, None when nothing is known. `zone` is an IANA name or an offset.
    """

    earliest: date | None = None
    latest: date | None = None
    date: str | None = None
    zone: str | None = None
    basis: Basis | None = None


OPEN = When()
"""Nothing is known of the time."""


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression with its TimeML type (DATE, TIME, DURATION, SET), value and day bounds."""

    span: Span
    type: str
    value: str
    when: When = OPEN
    mod: str | None = None


def shift_day(day: date, n_days: int) -> date:
    """The day `n_days` later, earlier when negative; at the calendar's ends, such as 9999-12-31, its first or last."""
    try:
        return day + timedelta(n_days)
    except OverflowError:
        return date.max if n_days > 0 else date.min

"""Days that people type: an EDTF date or interval to day bounds."""

import calendar
import re
from datetime import date

from onrecord.errors import CorrectionError
from onrecord.model.rows import Row

__all__ = ["check_publication", "parse_days", "set_days"]

_MOMENT = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}.{0,20})?)?)?")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse_days(value: str) -> tuple[str | None, str | None]:
    """The first and last day of `2024-05-01`, `2024-05`, `2024`, or of two of these with `/`; `..` leaves a side open.

    Raises:
        CorrectionError: It is none of these, or ends before it begins.
    """
    first, slash, last = value.partition("/")
    if not slash:
        last = first
    earliest = None if slash and first == ".." else _bounds(first, value)[0]
    latest = None if slash and last == ".." else _bounds(last, value)[1]
    if earliest and latest and earliest > latest:
        raise CorrectionError(f"{value}: ends before it begins")
    return earliest, latest


def check_publication(value: str) -> None:
    """Make sure that a date of publication is `2024-05-01`, `2024-05` or `2024`, or such a day with its time.

    Raises:
        CorrectionError: It is none of these.
    """
    if _MOMENT.fullmatch(value) is None:
        raise CorrectionError(f"published: {value!r} is no date; write 2024-05-01, 2024-05 or 2024")
    parse_days(value[:10])


def set_days(row: Row, prefix: str, value: str | None) -> None:
    """Set a row's date by hand: bounds, and a basis that says so; None opens it."""
    row[f"{prefix}date"] = value
    earliest, latest = (None, None) if value is None else parse_days(value)
    row[f"{prefix}earliest"], row[f"{prefix}latest"] = earliest, latest
    row[f"{prefix}basis"] = (
        None
        if value is None
        else {"rule": "correction", "span": None, "anchor_span": None, "anchor_article": None, "anchor_field": None}
    )


def _bounds(text: str, whole: str) -> tuple[str, str]:
    found = _DATE.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        if year is None or not date.min.year <= year <= date.max.year:
            raise ValueError
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError as error:
        raise CorrectionError(
            f"{whole}: not a date; write 2024-05-01, 2024-05, 2024, or an interval such as 2024-05-01/2024-05-03"
        ) from error
    return first.isoformat(), last.isoformat()

"""EDTF level 1 forms (ISO 8601-2:2019, annex A) of what an expression tells."""

from datetime import date

from onrecord.annotate.times.periods import SEASONS, Period

__all__ = ["format_edtf"]


def format_edtf(
    period: Period | None, earliest: date | None, latest: date | None, *, approximate: bool = False
) -> str | None:
    """The EDTF form of a period whose bounds are its own, else of the interval; None when both ends are open.

    Weeks, weekends, quarters and halves have no level 1 form of their own and become intervals; an open end is "..".
    """
    if earliest is None and latest is None:
        return None
    whole = period is not None and (earliest, latest) == (period.earliest, period.latest)
    if period is not None and (whole or approximate or period.unit in ("season", "century")):
        form = _period_form(period)
        if form is not None and (whole or approximate or _is_named(period, earliest, latest)):
            return form + ("~" if approximate else "")
    if earliest is not None and earliest == latest:
        return earliest.isoformat() + ("~" if approximate else "")
    first = earliest.isoformat() if earliest else ".."
    last = latest.isoformat() if latest else ".."
    return f"{first}/{last}"


def _is_named(period: Period, earliest: date | None, latest: date | None) -> bool:
    """Whether the bounds are only the wide ones that the name itself admits."""
    return period.unit == "century" or (earliest == period.earliest and latest == period.latest)


def _period_form(period: Period) -> str | None:
    if period.unit in ("day", "month", "year", "decade", "century"):
        return period.value
    if period.unit == "season":
        year, season = divmod(period.index, len(SEASONS))
        return f"{year:04}-{21 + season}"
    return None

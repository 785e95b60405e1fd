"""Calendar periods as unit and number, so that "the week after" is plus one in every unit."""

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

__all__ = ["UNKNOWN_VALUES", "Period", "add_days", "add_months"]

SEASONS = ("SP", "SU", "FA", "WI")
_SEASON_DAYS = (((3, 1), (6, 21)), ((6, 1), (9, 23)), ((9, 1), (12, 21)), ((12, 1), (3, 20)))
"""First and last day of each northern season, wide enough for the meteorological and the astronomical reckoning."""

UNKNOWN_VALUES = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXXX",
    "century": "XXXX",
    "millennium": "XXXX",
}
"""TimeML's values for a period of which only the unit is known."""

_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7}


@dataclass(frozen=True, slots=True)
class Period:
    """The `index`-th calendar `unit` since year 0 (days and weeks: since 0001-01-01).

    Units: day, week (Monday to Sunday), weekend, month, quarter, half, season (northern; a winter belongs to
    the year of its December), year, decade, century, millennium.
    """

    unit: str
    index: int

    @classmethod
    def holding(cls, unit: str, day: date) -> "Period":
        """The period of `unit` that holds `day` (for a weekend: the weekend of the day's week)."""
        months = day.year * 12 + day.month - 1
        if unit in _DAYS_IN:
            return cls(unit, (day.toordinal() - 1) // _DAYS_IN[unit])
        if unit == "season":
            return cls(unit, (months - 2) // 3)
        return cls(unit, months // _MONTHS_IN[unit])

    @classmethod
    def season(cls, year: int, name: str) -> "Period":
        """The season `name` ("SP", "SU", "FA", "WI") that begins in `year`."""
        return cls("season", year * 4 + SEASONS.index(name))

    def shift(self, count: int) -> "Period":
        """The period `count` units later."""
        return Period(self.unit, self.index + count)

    @property
    def earliest(self) -> date | None:
        """The first day; None outside the years 1 to 9999."""
        return self._edge(0)

    @property
    def latest(self) -> date | None:
        """The last day; None outside the years 1 to 9999."""
        return self._edge(1)

    @property
    def value(self) -> str:
        """The TIMEX3 value: 2021-09-09, 2021-W36, 2021-W36-WE, 2021-09, 2021-Q3, 2021-H2, 2021-FA, 2021, 202X, 20XX."""
        index = self.index
        if self.unit in _DAYS_IN:
            first = self.earliest
            if first is None:
                return UNKNOWN_VALUES[self.unit]
            if self.unit == "day":
                return first.isoformat()
            year, week, _ = first.isocalendar()
            return f"{year:04}-W{week:02}" + ("-WE" if self.unit == "weekend" else "")
        return {
            "month": lambda: f"{index // 12:04}-{index % 12 + 1:02}",
            "quarter": lambda: f"{index // 4:04}-Q{index % 4 + 1}",
            "half": lambda: f"{index // 2:04}-H{index % 2 + 1}",
            "season": lambda: f"{index // 4:04}-{SEASONS[index % 4]}",
            "year": lambda: f"{index:04}",
            "decade": lambda: f"{index:03}X",
            "century": lambda: f"{index:02}XX",
            "millennium": lambda: f"{index}XXX",
        }[self.unit]()

    def _edge(self, side: int) -> date | None:
        try:
            if self.unit in _DAYS_IN:
                start = self.index * _DAYS_IN[self.unit] + 1
                offset = {"day": (0, 0), "week": (0, 6), "weekend": (5, 6)}[self.unit][side]
                return date.fromordinal(start + offset)
            if self.unit == "season":
                year, season = divmod(self.index, 4)
                month, day = _SEASON_DAYS[season][side]
                return date(year + (season == 3 and side == 1), month, day)
            length = _MONTHS_IN[self.unit]
            year, month0 = divmod((self.index + side) * length, 12)
            if side == 0:
                return date(max(year, 1), month0 + 1, 1)
            if year > MAXYEAR:
                return date(MAXYEAR, 12, 31) if year == MAXYEAR + 1 else None
            return date(year, month0 + 1, 1) - timedelta(days=1)
        except (ValueError, OverflowError):
            return None


def add_days(day: date | None, count: int) -> date | None:
    """The day `count` days later; None outside the years 1 to 9999."""
    if day is None:
        return None
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def add_months(day: date | None, count: int) -> date | None:
    """The same day of the month `count` months later, or that month's last day; None outside the years 1 to 9999."""
    if day is None:
        return None
    year, month0 = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month0 + 1, min(day.day, calendar.monthrange(year, month0 + 1)[1]))

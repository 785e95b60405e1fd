from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.times.dates import easter, holiday_date
from onrecord.annotate.times.periods import Period, add_months

UNITS = ["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]


@given(st.sampled_from(UNITS), st.dates(date(2, 1, 1), date(9998, 1, 1)), st.integers(-50, 50))
def test_shifting_there_and_back_is_nothing(unit: str, day: date, count: int) -> None:
    period = Period.holding(unit, day)
    assert period.shift(count).shift(-count) == period


@given(
    st.sampled_from([unit for unit in UNITS if unit not in ("weekend", "season")]),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_a_period_holds_its_day(unit: str, day: date) -> None:
    period = Period.holding(unit, day)
    assert (period.earliest or date.min) <= day <= (period.latest or date.max)


@pytest.mark.parametrize(
    ("period", "value", "earliest", "latest"),
    [
        (Period.holding("week", date(2021, 1, 3)), "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        (Period.holding("weekend", date(2023, 6, 14)), "2023-W24-WE", date(2023, 6, 17), date(2023, 6, 18)),
        (Period.holding("month", date(2024, 2, 10)), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (Period.holding("quarter", date(2024, 12, 31)), "2024-Q4", date(2024, 10, 1), date(2024, 12, 31)),
        (Period.season(2023, "WI"), "2023-WI", date(2023, 12, 1), date(2024, 3, 20)),
        (Period("decade", 199), "199X", date(1990, 1, 1), date(1999, 12, 31)),
    ],
)
def test_periods(period: Period, value: str, earliest: date, latest: date) -> None:
    assert (period.value, period.earliest, period.latest) == (value, earliest, latest)


def test_months_end_on_the_last_day() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 2, 29), -12) == date(2023, 2, 28)
    assert add_months(date(9999, 12, 1), 1) is None


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1818, date(1818, 3, 22)),
        (1943, date(1943, 4, 25)),
        (2000, date(2000, 4, 23)),
        (2024, date(2024, 3, 31)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("4.4.11", date(2023, 11, 23)),
        ("4.4.11+1", date(2023, 11, 24)),
        ("-1.1.5", date(2023, 5, 29)),
        ("3.1.1", date(2023, 1, 16)),
        ("12-25", date(2023, 12, 25)),
        ("easter-2", date(2023, 4, 7)),
        ("election", date(2023, 11, 7)),
    ],
)
def test_holidays(rule: str, day: date) -> None:
    assert holiday_date(rule, 2023) == day

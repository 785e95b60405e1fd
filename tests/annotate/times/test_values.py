"""One case an expression kind: the value and bounds of what the labelled sentences don't hold."""

from datetime import date

import pytest

from onrecord.annotate.times import find_timexes
from onrecord.model import Publication

TUESDAY = date(2013, 3, 26)


@pytest.mark.parametrize(
    ("text", "words", "value", "earliest", "latest"),
    [
        ("By late afternoon it rained.", "late afternoon", "2013-03-26TAF", "2013-03-25", "2013-03-26"),
        ("They meet at 8 o'clock tonight.", "8 o'clock tonight", "2013-03-26T20:00", "2013-03-26", "2013-03-26"),
        ("in the first week of April", "the first week of April", "2013-W14", "2013-04-01", "2013-04-07"),
        ("during the winter of 2012-13", "the winter of 2012-13", "2012-WI", "2012-12-01", "2013-03-20"),
        ("between May and July 2012", "May", "2012-05", "2012-05-01", "2012-05-31"),
        ("this coming Saturday", "this coming Saturday", "2013-03-30", "2013-03-30", "2013-03-30"),
        ("in the week of March 4", "the week of March 4", "2013-W10", "2013-03-04", "2013-03-10"),
        ("in the year-earlier period", "the year-earlier period", "2012", "2012-01-01", "2012-12-31"),
        ("the day after tomorrow", "the day after tomorrow", "2013-03-28", "2013-03-28", "2013-03-28"),
        (
            "The vote is at 10:30 a.m. (1430 GMT) on Friday.",
            "10:30 a.m.",
            "2013-03-29T10:30",
            "2013-03-29",
            "2013-03-29",
        ),
        ("It opens from 9 to 11 p.m. on Friday.", "9", "2013-03-29T21:00", "2013-03-29", "2013-03-29"),
        ("12-14 March 2012", "12", "2012-03-12", "2012-03-12", "2012-03-12"),
        ("on Tuesday of last week", "Tuesday of last week", "2013-03-19", "2013-03-19", "2013-03-19"),
        ("that of March 5 this year", "March 5 this year", "2013-03-05", "2013-03-05", "2013-03-05"),
        ("at the end of this year", "the end of this year", "2013", "2013-01-01", "2013-12-31"),
        ("two hours ago", "two hours ago", "2013-03-26TXX:XX", "2013-03-25", "2013-03-26"),
        (
            "early in the morning of 4 May 2012",
            "the morning of 4 May 2012",
            "2012-05-04TMO",
            "2012-05-04",
            "2012-05-04",
        ),
        ("the last weekend", "the last weekend", "2013-W12-WE", "2013-03-23", "2013-03-24"),
        ("in this century", "this century", "20XX", "2000-01-01", "2099-12-31"),
        ("in '98", "'98", "1998", "1998-01-01", "1998-12-31"),
        ("on New Year's Eve 2010", "New Year's Eve 2010", "2010-12-31", "2010-12-31", "2010-12-31"),
        ("for five and a half hours", "five and a half hours", "PT5H30M", None, None),
        ("for 5 1/2 hours", "5 1/2 hours", "PT5H30M", None, None),
        ("twenty-five years", "twenty-five years", "P25Y", None, None),
        ("two hundred days", "two hundred days", "P200D", None, None),
        ("between 60 and 90 days", "60", "P60D", None, None),
        ("a decades-long feud", "decades-long", "PXY", None, None),
        ("a weeklong fast", "weeklong", "P1W", None, None),
        ("every three weeks", "every three weeks", "P3W", None, None),
        ("each morning", "each morning", "XXXX-XX-XXTMO", None, None),
        ("every Christmas", "every Christmas", "XXXX-12-25", None, None),
    ],
)
def test_value_and_bounds(text: str, words: str, value: str, earliest: str | None, latest: str | None) -> None:
    timex = find_timexes(text, Publication(TUESDAY, TUESDAY))[0]
    low, high = timex.when.earliest, timex.when.latest
    bounds = (low.isoformat() if low else None, high.isoformat() if high else None)
    assert (timex.span.of(text), timex.value, *bounds) == (words, value, earliest, latest)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("at 9 a.m. EST", "America/New_York"),
        ("at 18:00 UTC", "UTC"),
        ("at 6:40 p.m. (GMT +8)", "+08:00"),
        ("at 9 a.m. in New Delhi", "Asia/Kolkata"),
        ("on Friday morning in Tokyo", "Asia/Tokyo"),
        ("at 9 a.m. local time", None),
        ("at 9 a.m. in Nowhere", None),
    ],
)
def test_zones(text: str, zone: str | None) -> None:
    assert find_timexes(text, Publication(TUESDAY, TUESDAY))[0].when.zone == zone

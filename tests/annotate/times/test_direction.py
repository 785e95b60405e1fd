"""Which way a weekday, month or season points where the nearest verb would mislead."""

from datetime import date

import pytest

from onrecord.annotate.times import find_timexes
from onrecord.model import Publication

WEDNESDAY = date(2021, 9, 8)

CASES = [
    # What was called off may have lain on either side of the writing: the nearest is meant.
    ("A planned call on Thursday was cancelled.", "Thursday", "2021-09-09"),
    ("A planned call on Tuesday between Mr. Orr and the miners was cancelled.", "Tuesday", "2021-09-07"),
    ("The talks set for Friday were called off.", "Friday", "2021-09-10"),
    ("The vote scheduled for Monday was postponed.", "Monday", "2021-09-06"),
    ("A hearing on Tuesday was told of it.", "Tuesday", "2021-09-07"),
    # Before something of a day.
    ("Nine had died before Tuesday’s raid.", "Tuesday", "2021-09-07"),
    ("They will meet before Tuesday’s vote.", "Tuesday", "2021-09-14"),
    ("He met miners before Thursday’s vote.", "Thursday", "2021-09-09"),
    # Denials.
    ("The ministers did not meet on Tuesday.", "Tuesday", "2021-09-07"),
    ("The ministers do not meet on Tuesday.", "Tuesday", "2021-09-14"),
    ("The boats are wanted by all, but not before the spring.", "the spring", "2022-SP"),
    # Headlines, whose infinitives tell what is to come.
    ("Pilots to walk out on Friday after talks collapsed\n\nThey had met.", "Friday", "2021-09-10"),
    ("Pilots who had to walk out on Friday return\n\nThey had met.", "Friday", "2021-09-03"),
    ("Efforts to talk on Friday had failed.", "Friday", "2021-09-03"),
    # Proposals.
    ("She proposed that the two hold a session in March.", "March", "2022-03"),
    ("She proposed holding a session in March.", "March", "2022-03"),
    ("She proposed it in March.", "March", "2021-03"),
    ("She demanded that those who voted in March be heard.", "March", "2021-03"),
]


@pytest.mark.parametrize(("text", "words", "value"), CASES, ids=[text for text, _, _ in CASES])
def test_direction(text: str, words: str, value: str) -> None:
    [found] = [t for t in find_timexes(text, Publication(WEDNESDAY, WEDNESDAY)) if t.span.of(text) == words]
    assert found.value == value


def test_a_time_of_day_after_as_of_is_found() -> None:
    text = "As of 14:00 all was calm; a vote of 14:00 was not."
    found = find_timexes(text, Publication(WEDNESDAY, WEDNESDAY))
    assert [t.value for t in found] == ["2021-09-08T14:00"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He remains a holder, with a quarter as of June 20.", "1984-06-20"),
        ("The rule will apply as of June 20.", "1985-06-20"),
    ],
)
def test_what_holds_as_of_a_day_is_told_after_it(text, value):
    [found] = find_timexes(text, Publication(date(1984, 11, 20), date(1984, 11, 20)))
    assert found.value == value

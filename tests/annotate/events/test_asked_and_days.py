"""What is only asked, how long an engagement lasts, and on which days one of several days lies."""

from datetime import date

import pytest
from tests.event_readers import all_told_by, told_by

DAY = "2024-06-18"  # a Tuesday


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Reuters: Has Kenya suspended the lake patrols?", "suspend"),
        ("Will Kenya ask Uganda to release the fishermen?", "release"),
        ("Did France and Germany hold talks in Paris?", "talks"),
        ("Has Kenya imposed sanctions on Uganda?", "sanctions"),
    ],
)
def test_what_is_asked_for_a_yes_or_no_is_no_event(text: str, trigger: str) -> None:
    assert all_told_by(f"Transcript of a briefing in Nairobi\n\n{text}", trigger) == []


def test_what_a_question_takes_for_granted_stays_an_event() -> None:
    assert all_told_by("Why did Kenya suspend the lake patrols?", "suspend")
    assert all_told_by("Kenya expelled the Ugandan ambassador on Monday, didn't it?", "expelled")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Chilean President Carla Rojas began a four-day visit to Portugal on Monday.", 17, 20),
        ("Chilean President Carla Rojas ended a three-day visit to Portugal on Monday.", 15, 17),
        ("Chilean President Carla Rojas told reporters on Monday during a three-day visit to Portugal.", 15, 19),
        ("Chilean President Carla Rojas will arrive in Lisbon on Thursday for a two-day visit.", 20, 21),
    ],
)
def test_a_visit_of_several_days_takes_them_all(text: str, first: int, last: int) -> None:
    when = told_by(text, "visit", DAY).when
    assert (when.earliest, when.latest) == (date(2024, 6, first), date(2024, 6, last))
    assert when.date == f"2024-06-{first}/2024-06-{last}"


def test_a_quality_of_the_visit_is_no_length_of_the_meeting() -> None:
    text = "Chile's Ana Rojas, who arrived on Monday for a three-day visit, met Premier Rui Tavares for two hours."
    met, visit = told_by(text, "met", DAY), told_by(text, "visit", DAY)
    assert met.duration is not None
    assert met.duration.text == "two hours"
    assert visit.duration is not None
    assert visit.duration.text == "three-day"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("It would be the first visit to Lisbon by a Chilean president since 2015.", "visit"),
        ("It was the deadliest attack on the port of Oran since 1998, police said.", "attack"),
    ],
)
def test_the_last_time_that_something_was_so_is_no_time_of_its_own(text: str, trigger: str) -> None:
    when = told_by(text, trigger, DAY).when
    assert (when.earliest, when.latest) == (None, None)


def test_since_still_dates_what_has_gone_on() -> None:
    when = told_by("Chile and Portugal have held talks since March.", "talks", DAY).when
    assert (when.earliest, when.latest) == (date(2024, 3, 1), date(2024, 6, 18))

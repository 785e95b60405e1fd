"""Own sentences: acts told by a verb with the words after it, and what only looks like an act."""

import pytest

from event_readers import read, told_by

pytestmark = pytest.mark.weights


@pytest.mark.parametrize(
    ("text", "word", "act"),
    [
        ("Teachers in Lagos went on strike on Monday over unpaid wages.", "went", "PROTEST"),
        ("About 2,000 nurses in Peru are on strike.", "are", "PROTEST"),
        ("Opposition lawmakers walked out of parliament on Tuesday.", "walked", "PROTEST"),
        ("Diplomats staged a walkout during the speech of the Iranian president.", "staged", "PROTEST"),
        ("The United Nations opened an inquiry into the killings in Darfur.", "opened", "ACCUSE"),
        ("The army put its troops on alert along the border with Niger.", "put", "MOBILIZE"),
        ("Germany came to the defence of Israel on Thursday after the vote.", "came", "SUPPORT"),
        ("The Senate voted against the treaty with Norway.", "voted", "REJECT"),
    ],
)
def test_the_words_after_the_verb_tell_the_act(text: str, word: str, act: str) -> None:
    assert told_by(text, word).act == act


def test_a_strike_over_pay_is_aimed_at_nobody_but_a_party() -> None:
    assert told_by("Teachers in Lagos went on strike on Monday over unpaid wages.", "went").recipients == ()


@pytest.mark.parametrize(
    "text",
    [
        "The government will spend 4 billion euros on new schools.",
        "Povetkin knocked the Londoner down twice before the referee stopped the bout.",
        "The elder champion will defend his heavyweight title against Manuel Charr of Germany.",
    ],
)
def test_spending_at_home_and_sport_are_no_events(text: str) -> None:
    assert read(text) == ()


def test_a_crime_among_sportsmen_is_an_event() -> None:
    text = "Police in Boston arrested an NFL quarterback on Friday."
    assert [event.act for event in read(text)] == ["COERCE"]


def test_a_letter_received_is_no_meeting() -> None:
    assert all(
        event.form is None for event in read("The president received a letter from the Chinese leader on Monday.")
    )


def test_a_threat_of_tariffs_is_told_once() -> None:
    assert len(read("The United States threatened to impose tariffs on Canada.")) == 1


def test_who_alleges_a_killing_did_not_kill() -> None:
    text = "Police allege Eric Kirkpatrick, 61, opened fire at the Christmas party, killing Benjamin Banky, 40."
    assert [actor.text for actor in told_by(text, "killing").actors] == ["Eric Kirkpatrick"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The foreign ministers agreed to a future meeting on Crete.", "meeting"),
        ("Governments are taking Americans hostage in Iowa.", "taking"),
    ],
)
def test_ministers_and_governments_of_several_countries_are_of_none(text: str, word: str) -> None:
    assert [actor.code for actor in told_by(text, word).actors] == [None]


def test_what_a_court_orders_has_not_been_done() -> None:
    events = read("A Nevada jury ordered the maker of the pistol to pay $28.5 million to the survivors.")
    assert [event.act for event in events] == ["REQUEST"]
    assert [amount.value for amount in events[0].amounts] == [28_500_000]

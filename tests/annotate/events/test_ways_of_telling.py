"""Own sentences: people held, those added with a time of their own, an engagement spoken of again, days after nouns."""

from datetime import date

import pytest

from event_readers import all_told_by, read

pytestmark = pytest.mark.weights


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Oman urged Yemen to free the 14 Omani sailors whom it has held since May.", "the 14 Omani sailors"),
        ("The minister spoke of the nine Danish nurses and two soldiers held in Chad.", "two soldiers"),
    ],
)
def test_people_who_are_held_are_coerced(text: str, whom: str) -> None:
    [held] = all_told_by(text, "held")
    assert held.act == "COERCE"
    assert whom in [recipient.text for recipient in held.recipients]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers were held responsible for the flood.",
        "Elections held in May were fair.",
        "Officials were held to account by voters.",
    ],
)
def test_to_hold_is_not_always_to_hold_people(text: str) -> None:
    assert all(event.act != "COERCE" for event in all_told_by(text, "held"))


def test_somebody_added_with_a_time_of_their_own_makes_another_visit() -> None:
    text = (
        "The talks follow fruitless trips to Peru by Foreign Minister Ida Lund in July, and trade envoy Carl B. Holm "
        "last week, and they come before a vote."
    )
    visits = all_told_by(text, "trips", "2021-09-10")
    told = {event.actors[0].text.split()[-1]: event for event in visits}
    assert set(told) == {"Lund", "Holm"}
    assert told["Holm"].when.date != told["Lund"].when.date
    assert str(told["Holm"].when.earliest) == "2021-08-30" and str(told["Holm"].when.latest) == "2021-09-05"
    assert len({event.id for event in visits}) == 2


def test_who_backs_a_summit_does_not_take_part() -> None:
    text = "Presidents Ana Ruiz and Tom Berg will attend a summit backed by the United Nations in Lima."
    parties = {p.text for event in read(text) if event.form is not None for p in event.participants}
    assert "the United Nations" not in parties


def test_how_often_they_call_is_no_call() -> None:
    text = "The aide would not say whether calls between the two leaders would become more frequent."
    assert all_told_by(text, "calls") == []


def test_an_engagement_without_parties_is_told_after_one_whose_parties_are_known() -> None:
    before = "President Ana Ruiz met Chancellor Tom Berg on Monday. "
    text = "Both offices said that next month’s meeting in Lima was still on."
    assert all_told_by(text, "meeting", "2021-09-10") == []
    [again] = [e for e in all_told_by(before + text, "meeting", "2021-09-10") if not e.participants]
    assert again.status == "planned" and str(again.when.earliest) == "2021-10-01"


def test_the_means_of_a_call_is_no_party() -> None:
    text = "President Ana Ruiz and Chancellor Tom Berg spoke by telephone on Monday."
    [call] = [e for e in read(text) if e.form is not None]
    assert {p.text for p in call.participants} == {"President Ana Ruiz", "Chancellor Tom Berg"}


def test_laying_mines_is_an_act_that_can_be_denied() -> None:
    [laid] = all_told_by("Norway denied that its boats had laid mines in the Barents Sea.", "laid")
    assert (laid.act, laid.status) == ("ASSAULT", "negated")


def test_a_stretch_of_time_passes_its_day_on_to_the_act() -> None:
    text = (
        "It recalled an ambush in which nine Danish soldiers were killed in the closing days of the retreat last month."
    )
    [killed] = all_told_by(text, "killed", "2003-05-14")
    assert (killed.when.earliest, killed.when.latest) == (date(2003, 4, 1), date(2003, 4, 30))


def test_what_something_leads_up_to_is_planned_without_a_date() -> None:
    text = "Norway’s leaders will gather in May in a run-up to a major Labour Party congress."
    assert {event.status for event in all_told_by(text, "congress")} == {"planned"}


SUMMITS = (
    "KAMPALA — Uganda hopes for more money in December, at a regional water summit that the African Union pays for. "
    "President Ona Tarisai will be at the summit in Lisbon and at a meeting of the Group of 24, which opens in Milan "
    "the week before. Tarisai pledged on Monday to attend that December water session.\n\nPresident "
    "Kofi Adomako of Ghana has since taken part in Tarisai’s own water summit and praised it."
)


def test_a_summit_spoken_of_again_is_one_and_the_one_that_was_held_another() -> None:
    events = [e for e in read(SUMMITS, "2022-10-06") if e.form in {"summit", "meeting"}]
    told = {tuple(span.of(SUMMITS) for span in e.trigger): e for e in events}
    ahead = told["summit", "summit", "session"]
    assert (ahead.status, str(ahead.when.earliest)) == ("planned", "2022-12-01")
    assert told["meeting",].status == "planned"
    held = [e for e in events if any(span.start == SUMMITS.rindex("summit") for span in e.trigger)]
    assert all(len(e.trigger) == 1 and e.status == "occurred" for e in held)


@pytest.mark.parametrize(
    ("text", "words", "form"),
    [
        ("On Tuesday we sat down with Volta Coal in Selm.", "sat down", "meeting"),
        ("City officials and the builder sat down for two hours on Tuesday.", "sat down", "meeting"),
        (
            "Negotiators for the district and the teachers bargained until past midnight on Monday.",
            "bargained",
            "talks",
        ),
        ("Minister Novak and Ambassador Chen held an exchange of views on fish.", "exchange", "talks"),
        ("Minister Lund consulted with Ambassador Chen on Friday.", "consulted", "talks"),
    ],
)
def test_ways_to_say_that_people_talked(text: str, words: str, form: str) -> None:
    [told] = all_told_by(text, words, "2024-05-18")
    assert told.form == form


@pytest.mark.parametrize(
    "text", ["She sat down with the BBC for an interview.", "He consulted a map.", "They exchanged fire at dawn."]
)
def test_who_sits_down_consults_or_exchanges_need_not_talk(text: str) -> None:
    assert all(event.form is None for event in read(text))

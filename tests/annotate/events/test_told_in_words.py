"""Own sentences, read whole: nominal engagements and measures, status by clause, amounts, two tellings of one event."""

import pytest

from event_readers import read, told_by

pytestmark = pytest.mark.weights


@pytest.mark.parametrize(
    ("text", "word", "form", "participants"),
    [
        (
            "The visit followed discussions among junior officials in Vienna.",
            "discussions",
            "talks",
            ["junior officials"],
        ),
        (
            "Two days of talks between the Ugandan envoy and the Kenyan envoy ended in Busia.",
            "talks",
            "talks",
            ["the Ugandan envoy", "the Kenyan envoy"],
        ),
        ("Fiji and Tonga held two rounds of talks in Suva.", "talks", "talks", ["Fiji", "Tonga"]),
        (
            "Health Minister Ada Quist met her Ghanaian counterpart by video link on Friday.",
            "met",
            "video_call",
            ["Health Minister Ada Quist", "her Ghanaian counterpart"],
        ),
        (
            "Chancellor Ida Frisch was called by President Omar Belhadj.",
            "called",
            "call",
            ["Chancellor Ida Frisch", "President Omar Belhadj"],
        ),
        (
            "Oman has offered to host a meeting of the foreign ministers in June.",
            "meeting",
            "meeting",
            ["the foreign ministers"],
        ),
    ],
)
def test_who_took_part_in_what_a_noun_or_verb_tells(text: str, word: str, form: str, participants: list[str]) -> None:
    event = told_by(text, word)
    assert event.form == form
    assert sorted(p.text for p in event.participants) == sorted(participants)


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Talks between the two airlines are scheduled to resume in Lagos next week.", "Talks", "planned"),
        ("Oslo has offered to host talks between the guerrillas and Bogotá.", "talks", "possible"),
        ("Chile cancelled a planned visit by the Peruvian president.", "visit", "cancelled"),
        ("The meeting with the Iranian envoy will not take place, Vienna said.", "meeting", "cancelled"),
        ("Talks between Madrid and the Basque unions collapsed on Tuesday.", "Talks", "ended"),
        ("Her nomination awaits confirmation by the senate in Abuja.", "confirmation", "pending"),
        ("Ottawa maintains sanctions on eleven Venezuelan judges.", "sanctions", "in_force"),
        ("Rabat has removed the tariffs on Senegalese fish.", "tariffs", "lifted"),
        ("Belgium has imposed no sanctions on Serbia.", "sanctions", "negated"),
        ("Warsaw warned that it would close the border with Belarus.", "warned", "occurred"),
    ],
)
def test_the_clause_tells_what_became_of_it(text: str, word: str, status: str) -> None:
    assert told_by(text, word).status == status


def test_threatened_sanctions_are_a_threat() -> None:
    event = told_by(
        "Anger over threatened American sanctions against Indian refiners hung over the lunch.", "sanctions"
    )
    assert (event.act, event.root, event.status) == ("SANCTION", "THREATEN", "possible")


def test_a_measure_spoken_of_again_is_one_event_with_its_rate() -> None:
    text = (
        "The new cabinet kept punitive tariffs imposed by President Lars Holm. "
        "It sees the tariffs of as much as 40 percent as a lever, officials said."
    )
    event = told_by(text, "tariffs")
    assert [span.of(text) for span in event.trigger] == ["tariffs", "tariffs"]
    assert [a.text for a in event.actors] == ["President Lars Holm"]
    assert [(a.value, a.unit) for a in event.amounts] == [(40.0, "percent")]
    assert event.status == "in_force"


def test_another_sort_of_meeting_is_another_engagement() -> None:
    text = (
        "A meeting between the two premiers, Eva Lund and Jon Berg, had seemed possible. "
        "Lund promised this week to attend that November fisheries session."
    )
    meeting, session = told_by(text, "meeting", "2019-09-05"), told_by(text, "session", "2019-09-05")
    assert meeting.id != session.id
    assert str(session.when.earliest) == "2019-11-01"


def test_what_lies_ahead_of_the_report_is_planned() -> None:
    event = told_by("The Socialist Party congress in March 2022 will be long.", "congress", "2021-09-09")
    assert event.status == "planned"


@pytest.mark.parametrize(
    ("text", "word", "amounts"),
    [
        ("Denmark has committed $45 million in new grain aid to Yemen.", "committed", [(45e6, "USD")]),
        ("Jordan moved three battalions to the Syrian line.", "moved", [(3.0, "battalions")]),
        ("Gunmen killed nine people and wounded 30 in Menaka.", "killed", [(9.0, "people"), (30.0, "people")]),
        ("The summit in Lima, attended by eight presidents, ended on Friday.", "summit", []),
    ],
)
def test_amounts_measure_the_act_of_their_own_clause(text: str, word: str, amounts: list[tuple[float, str]]) -> None:
    assert [(a.value, a.unit) for a in told_by(text, word).amounts] == amounts


def test_a_promise_of_aid_is_aid_to_come() -> None:
    event = told_by("Denmark has committed $45 million in new grain aid to Yemen.", "committed")
    assert (event.act, event.root, event.status) == ("AID", "AGREE", "planned")


def test_an_accident_is_no_assault() -> None:
    found = read("A commuter train left the rails outside Pune, and at least nine people were killed.")
    assert "ASSAULT" not in {event.act for event in found}


REPORT = (
    "TOKYO, June 5, 2017 - Prime Minister Haruto Kanda flew to Jakarta on Monday for a three-day visit to "
    "Indonesia.\n\n"
    "He will hold talks with President Surya Wibowo on Tuesday. The two leaders spoke by video link in April. Kanda's "
    "meeting with Vietnam's premier, which had been scheduled for Thursday, was called off because of a typhoon.\n\n"
    "Japan has pledged $250 million for flood defences in Java."
)


def test_the_engagements_of_a_report() -> None:
    told = {(e.form, e.status) for e in read(REPORT, "2017-06-05") if e.form}
    assert {("visit", "occurred"), ("talks", "planned"), ("video_call", "occurred"), ("meeting", "cancelled")} <= told
    pledge = told_by(REPORT, "pledged", "2017-06-05")
    assert (pledge.root, [(a.value, a.unit) for a in pledge.amounts]) == ("AGREE", [(250e6, "USD")])


def test_the_call_on_friday_is_not_the_one_in_november_though_nothing_dates_the_text() -> None:
    text = (
        "President Ida Frisch and President Omar Belhadj spoke in a video call on Friday. "
        "Their talk spent the goodwill created by their virtual meeting in November."
    )
    assert told_by(text, "call").id != told_by(text, "meeting").id


def test_a_date_right_after_who_came_dates_the_visit() -> None:
    text = (
        "The call follows inconclusive trips to Norway by Deputy Foreign Minister Ida Frisch in July, and envoy Omar "
        "Belhadj last week, and it comes before a summit."
    )
    assert str(told_by(text, "trips", "2021-09-10").when.earliest) == "2021-07-01"


def test_an_agreement_reached_is_one_though_its_verb_tells_it() -> None:
    text = "President Ida Frisch flew home on Monday. She reached a preliminary agreement with Norway last year."
    assert told_by(text, "reached", "2021-09-10").root == "AGREE"

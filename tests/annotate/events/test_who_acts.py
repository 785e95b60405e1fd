"""Own sentences: who acts where several clauses have subjects, and what is only said not to be."""

import pytest

from event_readers import read, told_by

pytestmark = pytest.mark.weights


@pytest.mark.parametrize(
    ("text", "word", "actors"),
    [
        (
            "Spokesman Karl Holm said the minister welcomed the prime minister and praised the old ties.",
            "welcomed",
            ["the minister"],
        ),
        (
            "Moreau said it was army drones that had struck first, killing six civilians in a market at Lubero.",
            "killing",
            ["army drones"],
        ),
        (
            "Peru, the United Nations and two Western governments accuse Chile of arming them, which Santiago denies.",
            "accuse",
            ["Peru", "the United Nations", "two Western governments"],
        ),
        ("The army said M40 shelled its camp near Sake on Friday, killing two men.", "shelled", ["M40"]),
        ("The Union informs the public that its council accepted the proposal of Peru.", "accepted", ["its council"]),
        ("She invited President Brandt to visit Lima before the end of the year.", "visit", ["President Brandt"]),
    ],
)
def test_the_subject_of_its_own_clause_acts(text: str, word: str, actors: list[str]) -> None:
    assert [actor.text for actor in told_by(text, word).actors] == actors


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [
        ("Ghana demanded that Togo free the drivers.", "demanded", "Ghana"),
        ("Brandt said he had met the Chilean envoy on Monday.", "met", "Brandt"),
    ],
)
def test_who_demands_or_speaks_of_himself_still_acts(text: str, word: str, actor: str) -> None:
    assert [a.text for a in told_by(text, word).actors] == [actor]


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("Speaking after talks with the Qatari prime minister, Holm refused to say more.", "talks", {"Holm"}),
        (
            "It followed a six-hour meeting in Bern that was attended by ministers from Chad.",
            "meeting",
            {"ministers"},
        ),
        ("Norway's trade minister, Ida Lund, was expected to call Brandt on Friday.", "call", {"Brandt"}),
    ],
)
def test_who_takes_part(text: str, word: str, who: set[str]) -> None:
    assert who <= {participant.text for participant in told_by(text, word).participants}


def test_the_place_of_talks_takes_no_part() -> None:
    text = "Mali's water minister, Ali Sou, left the talks in Oslo after Chad and Niger agreed on a text."
    assert [participant.text for participant in told_by(text, "talks").participants] == [
        "Mali's water minister, Ali Sou"
    ]


def test_who_tells_of_a_meeting_takes_no_part() -> None:
    text = "A spokesman for the League said the council of ministers would hold an emergency meeting in Bern on Friday."
    assert [p.text for p in told_by(text, "meeting").participants] == ["the council"]


def test_to_be_expected_to_call_somebody_is_a_planned_call() -> None:
    event = told_by("Norway's trade minister, Ida Lund, was expected to call Brandt on Friday.", "call")
    assert (event.form, event.status) == ("call", "planned")


@pytest.mark.parametrize(
    "text",
    [
        "Chad's foreign ministry later recalled its ambassador to Niger for consultations.",
        "Mr Brandt could not be reached for comment.",
    ],
)
def test_nobody_meets(text: str) -> None:
    assert all(event.form is None and event.act != "REJECT" for event in read(text))


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The annex provides for the release of sixty detainees.", "release", "planned"),
        ("The rebels said they would keep the four until Bangui released their leader.", "released", "hypothetical"),
        ("The ministry said Chad had made no promise to free the three drivers.", "free", "negated"),
    ],
)
def test_what_has_not_come_about(text: str, word: str, status: str) -> None:
    assert told_by(text, word).status == status


@pytest.mark.parametrize(
    "text",
    [
        "Brandt held a call with Lund on Monday at the request of the Norwegian side.",
        "Brandt and Lund spoke by telephone at Norway's request on Monday.",
    ],
)
def test_a_call_at_the_request_of_a_side_was_sought_by_it(text: str) -> None:
    [event] = [e for e in read(text) if e.form == "call"]
    assert event.initiator is not None and "Norw" in event.initiator.text


def test_a_thing_makes_no_threat() -> None:
    assert all(event.act != "THREATEN" for event in read("Peru says the dam threatens its water supply."))
    assert told_by("The militia threatened to attack Goma.", "threatened").act == "THREATEN"


@pytest.mark.parametrize(
    "text",
    [
        "The Chilean president skipped Brandt's summit in Lima.",
        "Brandt stayed away from talks with Chad in Bern.",
        "Brandt will not attend the League summit in Lima next week.",
    ],
)
def test_who_stays_away_makes_no_engagement(text: str) -> None:
    assert not [event for event in read(text) if event.form is not None]

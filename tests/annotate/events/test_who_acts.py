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


@pytest.mark.parametrize(
    ("text", "word", "actors"),
    [
        (
            "Norway's parliament approved the sending of two batteries to Ukraine, a day after a Russian missile "
            "strike on the port of Izmail killed seven people.",
            "killed",
            ["Russian"],
        ),
        ("A firefight on the border killed at least nine Kenyan soldiers on Monday.", "killed", []),
        ("Porcat, the industry body, said Peru buys pork and called on Madrid to step in.", "called", ["Porcat"]),
        (
            "A boat of the Kenyan navy was attacked by units of the Ugandan army on Friday.",
            "attacked",
            ["units of the Ugandan army"],
        ),
    ],
)
def test_nobody_from_another_clause_does_the_harm(text: str, word: str, actors: list[str]) -> None:
    assert [actor.text for actor in told_by(text, word).actors] == actors


@pytest.mark.parametrize(
    ("text", "word", "root"),
    [
        ("Kenya recalled its ambassador on Friday over drilling in the lake.", "recalled", "SANCTION"),
        ("Kenya's president ordered 6,000 additional troops to the border on Monday.", "ordered", "MOBILIZE"),
        ("By a vote of 13 to 1, the Council rejected the draft, which was submitted by Kenya.", "rejected", "REJECT"),
        ("“I demand that Peru apologise to the families,” President Ada Holm of Kenya said.", "demand", "REQUEST"),
    ],
)
def test_a_verb_tells_its_act_with_its_object_or_in_the_first_person(text: str, word: str, root: str) -> None:
    event = told_by(text, word)
    assert (event.root, event.status) == (root, "occurred")


def test_guests_are_visited_by_nobody() -> None:
    text = "Chinese Premier Li Wen told visiting Kenyan traders on Wednesday that walls have no future."
    assert not any(event.form == "visit" for event in read(text))


def test_those_who_are_due_to_meet_will() -> None:
    event = told_by("The two presidents are due to meet in Lima on April 8.", "meet", "2026-03-13")
    assert (event.form, event.status, str(event.when.earliest)) == ("meeting", "planned", "2026-04-08")


def test_what_was_done_at_no_time_was_not() -> None:
    assert told_by("At no time did Kenyan troops enter Ugandan territory.", "enter").status == "negated"

"""Own sentences in the manner of wire reports: terms of speech are no call; headlines, negation, joined clauses."""

import pytest

from event_readers import read, told_by

pytestmark = pytest.mark.weights


@pytest.mark.parametrize(
    "text",
    [
        "Two officers, speaking on condition of anonymity, said the minister spoke to reporters for an hour.",
        "They spoke on the condition that they not be named because the plan was secret.",
        "She told a news conference in Dakar that the vote was fair.",
        "As I speak to you, our soldiers are safe, the general said.",
        "The refugees were flown to Rome on Thursday.",
        "Ghana regards Togo as a partner and attaches great importance to its ports.",
        "The Pentagon killed the deal.",
        "An official, who was not authorised to discuss the conversation, was candid.",
        "An aide who was not allowed to talk about the meeting was candid.",
        "The bishop has said little, but his flustered denials speak volumes.",
        "Norwegian Prime Minister Jonas Gahr Støre, who returned from Brussels on Saturday, had no comment.",
    ],
)
def test_no_engagement_and_no_act(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Norway to hold talks with Russia on cod in Kirkenes", "talks", "planned"),
        ("Not a single rocket was fired at Haifa, the army said.", "fired", "negated"),
        ("Neither army fired a shot on Sunday.", "fired", "negated"),
        ("The premier was to have met the pope on Monday, but he fell ill.", "met", "cancelled"),
        ("Spain's king postpones trip to Morocco", "trip", "cancelled"),
        ("A planned visit by the Dutch premier to Jakarta was put off on Tuesday.", "visit", "cancelled"),
        ("Talks between Serbia and Kosovo planned for Friday in Brussels were cancelled.", "Talks", "cancelled"),
        ("The two sides agreed that their defence ministers would meet in Doha.", "meet", "planned"),
        ("The premier said that the two sides proposed to hold a session in March.", "session", "possible"),
        ("The foreign minister will fly to Ankara on Monday and hold talks with the emir.", "talks", "planned"),
    ],
)
def test_what_has_not_happened_is_not_told_as_happened(text: str, word: str, status: str) -> None:
    assert told_by(text, word).status == status


@pytest.mark.parametrize(
    ("text", "word", "actors", "recipients"),
    [
        ("Fourteen nurses freed in Chad after three weeks", "freed", [], ["Fourteen nurses"]),
        ("The envoy was sent by Bogotá in 2012 and refused by Caracas.", "refused", ["Caracas"], ["The envoy"]),
        ("Finland adopted the European Union's sanctions against Belarus.", "sanctions", ["Finland"], ["Belarus"]),
        ("China deplored the deal and lodged a protest with Tokyo.", "lodged", ["China"], ["Tokyo"]),
        (
            "Kenya's court annulled the contract with a French builder.",
            "annulled",
            ["Kenya's court"],
            ["a French builder"],
        ),
    ],
)
def test_the_clause_itself_tells_who_did_it(text: str, word: str, actors: list[str], recipients: list[str]) -> None:
    event = told_by(text, word)
    assert [a.text for a in event.actors] == actors
    assert [a.text for a in event.recipients] == recipients


@pytest.mark.parametrize(
    ("text", "word", "root"),
    [
        ("Bandits abducted at least 19 farmers near Zaria on Friday.", "abducted", "ASSAULT"),
        ("The archbishop called for calm on Sunday.", "called", "REQUEST"),
        ("Warsaw warned that it would close the border with Belarus.", "warned", "THREATEN"),
        ("Egypt handed over four captured pilots to Sudan on Sunday.", "handed", "RETREAT"),
        ("Zarland has sent 1,200 more troops to the valley this month.", "sent", "MOBILIZE"),
    ],
)
def test_plain_words_settle_the_category(text: str, word: str, root: str) -> None:
    assert told_by(text, word).root == root


def test_a_conversation_by_telephone_is_a_call() -> None:
    text = (
        "Prime Minister Ada Holm discussed the dam with President Omar Sy during a telephone conversation on Tuesday."
    )
    event = told_by(text, "discussed")
    assert (event.form, len(event.participants)) == ("call", 2)


def test_where_they_spoke_is_no_further_engagement() -> None:
    (event,) = read("The envoys met on the fringes of the assembly, where they spoke for ten minutes.")
    assert event.form == "meeting"


def test_a_condition_without_if_has_not_happened() -> None:
    event = told_by("Had Russia attacked Georgia, Ms Lee would have been sworn in on Tuesday.", "attacked")
    assert event.status == "hypothetical"


@pytest.mark.parametrize("text", ["The Danish minister told the rebels to lay down their arms."])
def test_who_is_told_to_do_something_is_asked(text: str) -> None:
    event = told_by(text, "told")
    assert event.root == "REQUEST"
    assert [a.text for a in (*event.actors, *event.recipients)] == ["The Danish minister", "the rebels"]


def test_to_seek_to_do_something_asks_nobody() -> None:
    asked = read("Colombo sought help from Delhi.")
    assert [event.root for event in asked] == ["REQUEST"]
    events = read(
        "The meeting followed discussions with junior officials in which French diplomats had sought to write rules."
    )
    assert {event.root for event in events} == {"CONSULT"}


@pytest.mark.parametrize(
    ("text", "day", "status"),
    [
        ("A new meeting has been scheduled for May 21, 2024, a spokeswoman said.", "2024-05-21", "planned"),
        ("The talks collapsed on May 21, 2024.", "2024-05-21", "ended"),
    ],
)
def test_an_engagement_may_have_a_day_and_nobody_named(text: str, day: str, status: str) -> None:
    (event,) = read(text)
    assert (str(event.when.earliest), str(event.when.latest)) == (day, day)
    assert (event.status, event.participants) == (status, ())


def test_what_nobody_is_known_to_have_held_and_when_is_no_event() -> None:
    assert read("A meeting lasted an hour.") == ()


@pytest.mark.parametrize(
    ("text", "word", "recipients"),
    [
        ("The miners' union rejected the offer of 6 percent this year.", "rejected", []),
        ("Nordkabel pledged the evicted miners 1.2 billion euros on Friday.", "pledged", ["miners"]),
    ],
)
def test_nothing_is_done_to_a_sum(text: str, word: str, recipients: list[str]) -> None:
    found = [actor.text for actor in told_by(text, word).recipients]
    assert len(found) == len(recipients)
    assert all(told in actor for told, actor in zip(recipients, found, strict=True))

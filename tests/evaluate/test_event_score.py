"""Scores of events: participants, amounts."""

from dataclasses import replace

from onrecord.evaluate.events import score_engagements, score_facts
from onrecord.model import Actor, Amount, Event, Facts, Mention, Span
from reading_builders import make_article

TEXT = "Ada Brandt phoned Bo Lind about 12 ships"
ADA, BO = Actor("p-1", "Ada Brandt", (Span(0, 10),)), Actor("p-2", "Bo Lind", (Span(18, 25),))
CALL = Event(
    "e-1", (Span(11, 17),), "CONSULT", "CONSULT", form="call", actors=(ADA,), recipients=(BO,), participants=(ADA, BO)
)
LABEL = {
    "root": "CONSULT",
    "act": "CONSULT",
    "status": "occurred",
    "form": "call",
    "mode": None,
    "trigger": [[11, 17]],
    "source": {"text": "Ada Brandt", "spans": [[0, 10]], "code": None, "sector": None},
    "target": {"text": "Bo Lind", "spans": [[18, 25]], "code": None, "sector": None},
    "amounts": [],
}


def facts(*events: Event) -> Facts:
    mentions = (Mention(Span(0, 10), "name", "p-1"),)
    return Facts(make_article(TEXT), (), mentions, (), (), (), events, ())


def row(**changed: object) -> dict[str, object]:
    return {"sentence": TEXT, "events": [LABEL | changed]}


def test_every_participant_counts_whoever_was_taken_for_the_parties() -> None:
    alone = replace(CALL, participants=(ADA,))
    assert score_facts([row()], [facts(CALL)]).figures()["participants"] == 100
    assert score_facts([row()], [facts(alone)]).figures()["participants"] == 66.7


def test_amounts_match_by_number_and_a_word_of_the_unit() -> None:
    ships = Amount("12 grey ships", Span(32, 40), 12.0, "grey ships")
    wanted = [{"value": 12, "unit": "ships"}]
    assert score_facts([row(amounts=wanted)], [facts(replace(CALL, amounts=(ships,)))]).figures()["amounts"] == 100
    assert score_facts([row(amounts=wanted)], [facts(CALL)]).figures()["amounts"] == 0


def test_the_main_engagement_of_a_report_is_compared_by_name() -> None:
    story = {
        "happening": {"form": "call", "participants": ["Ada Brandt", "Bo Lind"]},
        "articles": [{"id": "a"}],
    }
    assert score_engagements([story], {"a": facts(CALL)}).figures()["participants"] == 100
    assert score_engagements([story], {"a": facts()}).engaged["missed"] == 1

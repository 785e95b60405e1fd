"""Own sentences: an act is told once, between those who the sentence says act on each other."""

import pytest

from event_readers import all_told_by, read, told_by

pytestmark = pytest.mark.weights


@pytest.mark.parametrize(
    ("text", "word", "source", "target"),
    [
        ("France said Poland must repay the money.", "repay", "France", "Poland"),
        ("Ghana demanded that Togo free the drivers.", "demanded", "Ghana", "Togo"),
        ("Brandt says Peru must end its raids on Chile.", "end", "Brandt", "Peru"),
        (
            "The tribunal granted an injunction sought by the Chilean Dockers Council.",
            "granted",
            "The tribunal",
            "the Chilean Dockers Council",
        ),
        (
            "The premiers condemned the new threats made by the Kenyan government.",
            "condemned",
            "The premiers",
            "the Kenyan government",
        ),
        (
            "China vetoed on Tuesday a UN draft resolution presented by Peru.",
            "vetoed",
            "China",
            "a UN draft resolution",
        ),
        (
            "A Lima court ordered the Norwegian trawler's release.",
            "ordered",
            "A Lima court",
            "the Norwegian trawler",
        ),
        ("France and Germany failed to reach an agreement on the budget.", "agreement", "France", "Germany"),
        ("The navy is striking rebel targets in the Gulf of Aden.", "striking", "The navy", "rebel targets"),
        ("Kenyan troops remained on alert in Somalia.", "remained", "Kenyan troops", "Somalia"),
        (
            "Norway has welcomed the decision by the Bergen Fishery Forum to admit its boats.",
            "welcomed",
            "Norway",
            "the Bergen Fishery Forum",
        ),
        (
            "Kenyan President Ada Holm discussed fish with Rolf Brandt.",
            "discussed",
            "Ada Holm",
            "Rolf Brandt",
        ),
    ],
)
def test_who_acts_on_whom(text: str, word: str, source: str, target: str) -> None:
    event = told_by(text, word)
    assert source in event.actors[0].text
    assert event.recipients[0].text == target


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Kenya refused to meet the envoy from Sudan.", "meet"),
        ("The rebels have refused direct talks with the Chilean government.", "talks"),
        ("Ada Holm has hosted Chilean President Rolf Brandt for talks at the castle.", "talks"),
    ],
)
def test_what_is_refused_or_the_occasion_is_no_second_event(text: str, word: str) -> None:
    assert all_told_by(text, word) == []
    assert len(read(text)) == 1


def test_a_place_of_travel_keeps_the_summit() -> None:
    text = "Brandt and Moreau are to travel to Scotland for the summit in November."
    assert any(event.form == "summit" for event in read(text))


def test_the_clause_of_another_act_has_its_own_actor() -> None:
    text = "Brandt asked for a curfew in May after Amir Sayed and his brother killed 9 people in Arica."
    event = told_by(text, "killed")
    assert [actor.text for actor in event.actors][:1] == ["Amir Sayed"]
    assert [actor.text for actor in event.recipients] == ["9 people"]

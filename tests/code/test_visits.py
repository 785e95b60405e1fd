"""Who visits a country is no officer of it, and neither is a mayor one of the dateline's city."""

import pytest

from onrecord.code.visits import find_visits
from onrecord.model import Facts, RawArticle
from onrecord.pipeline.stages import annotate_article


def read(text: str, publisher: str | None = None) -> Facts:
    return annotate_article(RawArticle(path="a", text=text, publisher=publisher, published="2024-06-18"))


def sides_of(facts: Facts, name: str) -> set[str | None]:
    return {s.side for s in facts.statements if s.speaker is not None and name in s.speaker.name}


@pytest.mark.parametrize(
    ("text", "name", "countries"),
    [
        ("President Rojas, who arrived in Lisbon on Monday for a three-day visit, smiled.", "Rojas", {"PRT"}),
        ("Ana Rojas will visit Portugal in June.", "Rojas", {"PRT"}),
        ("It was Rojas’s first visit to Lisbon.", "Rojas", {"PRT"}),
        ("Rojas began a four-day visit to Portugal.", "Rojas", {"PRT"}),
        ("Rojas will visit Santarém, a town in the north.", "Rojas", set()),
        ("Tavares called for a visit to Chile.", "Tavares", set()),
        ("Tavares met her during her visit to Portugal.", "Tavares", set()),
        ("Rojas arrived in Lisbon on Monday.", "Rojas", set()),
        ("The vanRojas will visit Portugal.", "Rojas", set()),
    ],
)
def test_a_visitor_is_told_by_what_he_does_himself(text: str, name: str, countries: set[str]) -> None:
    assert find_visits(text).get(name, frozenset()) == countries


def test_a_visiting_president_is_not_taken_for_the_country_that_the_report_comes_from() -> None:
    facts = read(
        "Chile and Portugal signed an agreement on Tuesday.\n\nPresident Carla Rojas, who arrived in Lisbon on Monday "
        'for a three-day visit, met Prime Minister Rui Tavares. "This is a partnership between equals," she said.',
        "Lisbon Post",
    )
    assert sides_of(facts, "Rojas") == {"CHL"}
    assert {e.country for e in facts.entities if "Rojas" in e.name} <= {"CHL", None}


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        (
            "OUAGADOUGOU, May 6 (Press) - Gunmen killed nine people on Sunday in the town of Djibo.\n\n"
            'The mayor, Salif Ouedraogo, said the men came from the north. "They shot at everyone," he said.',
            "Ouedraogo",
            "Djibo",
        ),
        (
            "Canberra, 12 October 2024\n\nTrade deal with India falls short, growers say\n\n"
            "Growers in India and Australia were cool to the deal with India.\n\n"
            'Trade Minister Louise Barton rejected the criticism. "Nobody else got India to halve the duty," she said.',
            "Barton",
            "AUS",
        ),
    ],
    ids=["a mayor is one of the town told", "a place and date on a line of their own are home"],
)
def test_who_holds_an_office_is_of_the_place_that_is_told(text: str, name: str, side: str) -> None:
    assert sides_of(read(text), name) == {side}


def test_who_passes_on_the_words_of_another_state_is_not_guessed_to_be_of_this_one() -> None:
    facts = read(
        "OSLO — Norway's prime minister, Ingrid Solheim, told Ugandan President Daniel Okello on Tuesday that aid would"
        " depend on an inquiry, her office said.\n\n“Uganda does not take instructions,” Okello told Solheim, according"
        " to a statement from State House.\n\nA senior Norwegian official said the mood was frosty.",
        "Northern Wire",
    )
    sides = {s.speaker.name: s.side for s in facts.statements if s.speaker}
    assert sides["Daniel Okello"] == "UGA"
    assert sides["State House"] in {None, "UGA"}


def test_one_side_has_one_spelling() -> None:
    facts = read(
        "Opposition attacks lithium deal\n\nPortugal's opposition leader, Helena Prado, criticised the deal.\n\n"
        '"We were shown four pages of ninety," Prado said.'
    )
    assert len({s.side.casefold() for s in facts.statements if s.side}) == len(
        {s.side for s in facts.statements if s.side}
    )


def test_nobody_calls_himself_they_in_his_own_turn() -> None:
    facts = read(
        "Briefing in Nairobi\n\nReuters: Norway and Uganda say that their ministers will meet in April. Is that so?\n\n"
        "Spokesperson Jane Wanjiru: Kenya is ready to host the talks."
    )
    assert all(actor.code != "GBR" for event in facts.events for actor in (*event.actors, *event.recipients))

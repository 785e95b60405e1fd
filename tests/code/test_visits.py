"""Who visits a country is no officer of it, and neither is a mayor one of the dateline's city."""

import pytest

from onrecord.code.visits import find_visits
from onrecord.model import Facts, RawArticle
from onrecord.pipeline.stages import annotate_article


def read(text: str, publisher: str | None = None) -> Facts:
    return annotate_article(RawArticle(path="a", text=text, publisher=publisher, published="2024-06-18"))


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
    assert all(s.side != "PRT" for s in facts.statements if s.speaker is not None and "Rojas" in s.speaker.name)
    assert {e.country for e in facts.entities if "Rojas" in e.name} <= {"CHL", None}


def test_a_mayor_is_one_of_the_town_that_is_told() -> None:
    facts = read(
        "OUAGADOUGOU, May 6 (Press) - Gunmen killed nine people on Sunday in the town of Djibo.\n\n"
        'The mayor, Salif Ouedraogo, said the men came from the north. "They shot at everyone," he said.'
    )
    assert {s.side for s in facts.statements if s.speaker and "Ouedraogo" in s.speaker.name} == {"Djibo"}


def test_a_place_and_date_on_a_line_of_their_own_tell_where_a_report_comes_from() -> None:
    facts = read(
        "Canberra, 12 October 2024\n\nTrade deal with India falls short, growers say\n\n"
        "Growers in India and Australia were cool to the deal with India.\n\n"
        'Trade Minister Louise Barton rejected the criticism. "Nobody else got India to halve the duty," she said.'
    )
    assert {s.side for s in facts.statements if s.speaker and "Barton" in s.speaker.name} == {"AUS"}


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

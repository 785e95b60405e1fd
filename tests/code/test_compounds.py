"""Hyphened words that tell of which country somebody is."""

import pytest

from onrecord.code import load_actor_table
from onrecord.code.belonging import Scene
from onrecord.code.compounds import plain_compounds


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("a Swedish-built, Panamanian-flagged freighter with a crew of 21 Georgians", "PAN"),
        ("a Swedish-Iranian doctor", "SWE"),
        ("an Iraqi-American interpreter", "USA"),
        ("a Turkish-Cypriot paper", "CYP"),
        ("an Afro-Colombian group", "COL"),
        ("the Anglo-Dutch company", "GBR"),
        ("a Dubai-based, Indian-owned firm", "ARE"),
        ("a Somali-born imam", None),
        ("Iran-backed militias", None),
        ("the Addis Ababa headquarters of the African Union", "IGO"),
        ("the Geneva office of the World Health Organization", "UNO"),
    ],
)
def test_the_country_that_a_compound_or_seat_tells(phrase: str, code: str | None) -> None:
    found = load_actor_table().code(phrase)
    assert (found.code if found else None) == code


def test_what_names_no_two_peoples_stays_as_printed() -> None:
    assert plain_compounds("the Guinea-Bissau army and Wilkes-Barre") == "the Guinea-Bissau army and Wilkes-Barre"


def test_a_people_joined_to_another_has_the_sector_of_their_noun() -> None:
    sentence = "Indian and Chinese troops are dug in."
    table = load_actor_table()
    found = table.code_in("Indian", Scene(sentence, 0), among=table.countries_named(sentence))
    assert found is not None
    assert (found.code, found.sector) == ("IND", "MIL")


def test_a_whole_people_stands_for_its_state() -> None:
    table = load_actor_table()
    assert table.sector("the Americans") is None
    assert table.sector("300 Americans") == "CVL"

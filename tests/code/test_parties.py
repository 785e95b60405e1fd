"""Parties as articles write them."""

import pytest

from onrecord.code.parties import Parties


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Sen. Ada Holm (R-Texas) spoke.", [("Republican", 1)]),
        ("Rep. Ada Holm, D-Calif., spoke.", [("Democratic", 1)]),
        ("Ada Holm (R., Iowa) spoke.", [("Republican", 1)]),
        ("Ada Holm (Lab) spoke.", [("Labour", 1)]),
        ("Republicans met. The Republican Party chose.", [("Republican Party", 2)]),
        ("The GOP chose.", [("GOP", 1)]),
        ("Plan D failed.", []),
        ("The republican guard left.", []),
    ],
)
def test_a_party_is_told_by_name_people_or_letter(text, told):
    assert list(Parties.of(text).told()) == told


def test_a_party_has_the_fullest_form_that_is_printed():
    parties = Parties.of("Republicans split. The Republican nominee lost.")
    assert parties.named("GOP") == "Republican"
    assert parties.named("Republican National Committee") == "Republican"
    assert Parties.of("The RNC met.").named("RNC") == "Republican"
    assert Parties.of("Ada Holm (D-Ohio) left.").named("Democratic") == "Democratic"
    assert parties.named("Nordkabel") == "Nordkabel"
    assert parties.named(None) is None


def test_a_word_is_found_where_it_stands():
    text = "The GOP and the Labour Party met."
    assert [text[word.start : word.end] for word in Parties.of(text).words] == ["GOP", "Labour Party"]


def test_a_well_known_member_has_his_party_only_where_the_text_tells_of_it():
    told = Parties.of("Republicans met in Ohio.")
    assert told.of_member("John S. McCain") == "Republicans"
    assert told.of_member("McCain") is None
    assert Parties.of("They met in Ohio.").of_member("John McCain") is None

"""Parties as articles write them."""

import csv
from collections import Counter
from importlib.resources import files

import pytest

from onrecord.code.parties import Parties
from onrecord.gazetteer import load_countries, split_names


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


def test_a_side_is_printed_by_its_letters_or_its_full_name_as_the_article_does():
    assert Parties.of("The SNP won.").named("SNP") == "SNP"
    assert Parties.of("The Scottish National Party (SNP) won.").named("SNP") == "Scottish National Party"
    assert Parties.of("The Labour party met. Labour won.").named("Labour") == "Labour party"
    assert Parties.of("The People’s Party won.").named("People's Party") == "People’s Party"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vox wrote of the Citizens.", []),
        ("Congress met. The Nationals won, 3-1.", []),
        ("The Vox party won. Vox rejoiced.", [("Vox party", 2)]),
        ("The Indian National Congress met. Congress chose.", [("Indian National Congress", 2)]),
        ("The People Power Party (PPP) met.", [("People Power Party", 2)]),
        ("The Pakistan People's Party (PPP) met.", [("Pakistan People's Party", 2)]),
        ("The Democratic Party of Korea met. Democrats cheered.", [("Democratic Party of Korea", 2)]),
        ("Democrats cheered.", [("Democrats", 1)]),
        ("The ministry of law and justice, the freedom party and the left party.", []),
    ],
)
def test_a_common_word_is_a_party_only_beside_a_name_of_its_own(text, told):
    assert list(Parties.of(text).told()) == told


def test_no_name_is_of_two_parties_and_none_is_a_countrys_code():
    with files("onrecord.code").joinpath("parties.csv").open("r", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cells = ("names", "bodies", "people")
    forms = Counter(
        form for row in rows for form in {row["party"], *(f for cell in cells for f in split_names(row[cell]))}
    )
    assert [form for form, count in forms.items() if count > 1] == []
    assert {country.code for country in load_countries()}.isdisjoint(forms)
    members = {
        (name.split()[0], name.split()[-1], row["party"]) for row in rows for name in split_names(row["members"])
    }
    assert len({member[:2] for member in members}) == len(members)

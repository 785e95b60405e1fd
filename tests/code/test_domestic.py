"""Who is of the one country around, and who need not be."""

import pytest

from onrecord.code import load_actor_table
from onrecord.code.domestic import is_domestic


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("street vendors", "BUS"),
        ("the coal company", "BUS"),
        ("the Catholic bishops", "REL"),
        ("the hospital doctors", "MED"),
        ("tribal sheikhs", "SOC"),
        ("riot police", "COP"),
    ],
)
def test_those_who_mostly_belong_to_the_country_around(text: str, sector: str) -> None:
    assert is_domestic(text, sector)


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("the bondholders", "BUS"),
        ("the mining company", "BUS"),
        ("Gulf supermarkets", "BUS"),
        ("the mosque", "REL"),
        ("the football federation", "SOC"),
        ("the visiting minister", "GOV"),
        ("somebody", None),
    ],
)
def test_those_who_may_be_of_anywhere(text: str, sector: str | None) -> None:
    assert not is_domestic(text, sector)


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("Poland shut two crossings with Belarus and massed soldiers there.", "POL"),
        ("Youths threw stones at the French embassy in Niamey.", "NER"),
        ("The Seimas voted for the plan.", "LTU"),
        ("Shelling was heard near Cabo Delgado at night.", "MOZ"),
        ("Lithuania's Seimas met the Swedish king.", None),
    ],
)
def test_the_only_country_named(sentence: str, country: str | None) -> None:
    assert load_actor_table().only_country(sentence) == country


def test_a_people_of_several_countries_is_of_the_one_named_beside_it() -> None:
    table = load_actor_table()
    found = {
        around: table.code("six Kurdish mayors", among=table.countries_named(around))
        for around in ("in Turkey", "in Iraq", "in Sweden")
    }
    assert {around: code.code if code else None for around, code in found.items()} == {
        "in Turkey": "TUR",
        "in Iraq": "IRQ",
        "in Sweden": None,
    }

"""News outlets by their printed names."""

import csv
from importlib.resources import files

import pytest

from onrecord.gazetteer import find_country, load_countries
from onrecord.gazetteer.outlets import find_outlet


def rows() -> list[dict[str, str]]:
    with files("onrecord.gazetteer").joinpath("outlets.csv").open("r", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("AppleInsider", "USA", "media"),
        ("the Boston Globe", "USA", "media"),
        ("The Miami Herald", "USA", "media"),
        ("BBC News", "GBR", "media"),
        ("Deutsche Welle", "DEU", "media"),
        ("Voice of Vietnam", "VNM", "state"),
        ("People’s Daily", "CHN", "state"),
        ("zero hedge", "USA", "media"),
    ],
)
def test_an_outlet_is_known_by_its_name(name, country, kind):
    outlet = find_outlet(name)
    assert outlet is not None
    assert (outlet.country, outlet.kind) == (country, kind)


@pytest.mark.parametrize(
    "name",
    ["Post", "Sun", "the Age", "the Australian", "reliable sources", "foreign affairs", "union leader", "Forbes"],
)
def test_a_common_word_a_people_or_a_surname_is_no_outlet(name):
    assert find_outlet(name) is None


def test_every_row_is_an_outlet_of_its_own():
    names = [row["name"].casefold().removeprefix("the ") for row in rows()]
    assert len(set(names)) == len(names)
    assert {row["kind"] for row in rows()} == {"state", "media"}
    assert {row["country"] for row in rows()} <= {country.code for country in load_countries()}
    assert [row["name"] for row in rows() if find_country(row["name"])] == []

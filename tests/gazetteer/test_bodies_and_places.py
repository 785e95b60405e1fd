"""Bodies, places and countries by their printed names."""

import csv
from importlib.resources import files

import pytest

from onrecord.gazetteer import find_country, load_countries, split_names
from onrecord.gazetteer.bodies import Body, find_body
from onrecord.gazetteer.places import find_place, find_region, find_town, without_nowhere

BEYOND_STATES = {"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"}
GONE = {"SUN", "DDR", "YUG", "CSK"}


@pytest.mark.parametrize(
    ("name", "code", "sector"),
    [
        ("NATO", "IGO", None),
        ("the Security Council", "UNO", None),
        ("Hezbollah", "LBN", "REB"),
        ("Doctors Without Borders", "NGO", "MED"),
        ("the White House", "USA", "GOV"),
        ("Pentagon", "USA", "MIL"),
        ("State Duma", "RUS", "LEG"),
        ("Kurdistan Workers’ Party", "TUR", "REB"),
        ("KGB", "SUN", "SPY"),
        ("Savak", "IRN", "SPY"),
        ("Tsahal", "ISR", "MIL"),
        ("Volvo", "MNC", None),
        ("Statistics Canada", "CAN", "GOV"),
        ("the Japan Meteorological Agency", "JPN", "GOV"),
        ("Center for Biological Diversity", "NGO", None),
    ],
)
def test_bodies_have_a_code_and_a_sector(name: str, code: str, sector: str | None) -> None:
    body = find_body(name)
    assert body is not None
    assert (body.code, body.sector) == (code, sector)


@pytest.mark.parametrize("name", ["Supreme Court", "Senate", "Republicans", "Labour Party"])
def test_names_that_many_countries_share_count_at_home_only(name: str) -> None:
    body = find_body(name)
    assert body is not None
    assert body.only_at_home


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("U. S. Geological Survey", "US Geological Survey"),
        ("U.S. Geological Survey", "US Geological Survey"),
        ("F.B.I.", "FBI"),
        ("F. B. I.", "FBI"),
        ("the U. N. Security Council", "UN Security Council"),
    ],
)
def test_initials_may_have_dots_and_blanks(name: str, same: str) -> None:
    assert find_body(name) == find_body(same) is not None


def test_a_persons_initials_are_no_body() -> None:
    assert find_body("PA") is not None
    assert find_body("P.A.") is None


def test_a_body_is_found_by_its_printed_name_only() -> None:
    assert find_body("hamas") is None
    assert find_body("Hamasa") is None


@pytest.mark.parametrize(
    ("name", "code"), [("Tigray", "ETH"), ("Rohingya", "MMR"), ("Chechen", "RUS"), ("New Mexico", "USA")]
)
def test_regions_and_peoples_lie_in_one_country(name: str, code: str) -> None:
    assert find_region(name) == code


def test_peoples_of_several_countries_are_no_countrys() -> None:
    for name in ("Kurdish", "Tuareg", "Fulani", "Pashtun"):
        assert find_region(name) is None


def test_towns_whose_name_is_shared_are_left_out() -> None:
    assert find_town("Marseille") == "FRA"
    assert find_town("San Fernando") is None
    assert find_place("Chicago") == "USA"


def test_every_code_is_a_countrys_or_plovers() -> None:
    known = {country.code for country in load_countries()} | BEYOND_STATES | GONE
    with files("onrecord.gazetteer").joinpath("organisations.csv").open("r", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert not {row["code"] for row in rows} - known
    names = [name for row in rows for name in (row["name"], *split_names(row["aliases"]))]
    assert len(names) == len(set(names))
    for row in rows:  # whatever dots and articles make the same of two names, they are one body's
        meant = Body(row["code"], row["sector"] or None, row["home"] == "yes")
        assert all(find_body(name) == meant for name in (row["name"], *split_names(row["aliases"])))


def test_a_country_may_have_blanks_between_its_initials() -> None:
    assert find_country("U. S.") == find_country("U.S.") is not None


def test_a_seat_of_government_is_its_countrys() -> None:
    for name, code in (("the Blue House", "KOR"), ("Whitehall", "GBR"), ("Zhongnanhai", "CHN"), ("Planalto", "BRA")):
        naming = find_country(name)
        assert naming is not None
        assert (naming.code, naming.kind) == (code, "seat")


def test_seas_called_after_a_country_name_none() -> None:
    text = "ships in the South China Sea off China"
    assert without_nowhere(text) == text.replace("South China Sea", " " * 15)
    assert without_nowhere("the Trans-Indian Ocean cable") == "the Trans-Indian Ocean cable"

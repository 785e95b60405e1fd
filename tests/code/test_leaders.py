"""Who held which office when."""

import csv
import re
from importlib.resources import files
from itertools import pairwise

import pytest

from onrecord.code.leaders import find_leader, leader_in


def found(name: str, *titles: str, on: str | None = None) -> tuple[str, str | None] | None:
    leader = find_leader(name, titles, on)
    return (leader.code, leader.sector) if leader else None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Boris Yeltsin", "RUS"),
        ("Yeltsin", "RUS"),
        ("President Clinton", "USA"),
        ("U.S. Secretary of State Colin Powell", "USA"),
        ("Secretary of State Powell", "USA"),
        ("Prime Minister Koizumi", "JPN"),
        ("Mr. Mubarak", "EGY"),
        ("King Hussein", "JOR"),
    ],
)
def test_people_in_office_have_a_country(name: str, code: str) -> None:
    leader = find_leader(name)
    assert leader is not None
    assert (leader.code, leader.sector) == (code, "GOV")


@pytest.mark.parametrize("name", ["Powell", "Hunter Biden", "Jeb Bush", "Xi", "Park", "President Holm", "yeltsin"])
def test_other_people_of_the_name_have_none(name: str) -> None:
    assert find_leader(name) is None


def test_an_office_is_looked_up_on_the_day() -> None:
    assert found("Bill Clinton", on="1998-05-01") == ("USA", "GOV")
    assert found("Bill Clinton", on="2005-05-01") == ("USA", "ELI")
    assert found("Bill Clinton", on="1980-05-01") == ("USA", None)
    assert found("Nelson Mandela", on="1988-01-01") == ("ZAF", "OPP")
    assert found("Nelson Mandela", on="1996-01-01") == ("ZAF", "GOV")


def test_who_served_two_stays_open_without_a_title_or_a_day() -> None:
    assert found("Javier Solana") is None
    assert found("Javier Solana", on="1998-05-01") == ("IGO", None)
    assert found("Javier Solana", on="2004-05-01") == ("EUR", None)
    assert found("Shevardnadze", "president") == ("GEO", "GOV")
    assert found("Shevardnadze", "foreign minister") == ("SUN", "GOV")


def test_a_leader_is_found_in_what_he_leads() -> None:
    leader = leader_in("Assad's forces")
    assert leader is not None
    assert (leader[0].code, leader[1]) == ("SYR", "Assad")
    assert leader_in("the Reagan administration") is not None
    assert leader_in("the Reagan Library") is None
    assert leader_in("Neil Bush's firm") is None


def test_the_table_is_well_formed() -> None:
    with files("onrecord.code").joinpath("leaders.csv").open("r", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 900
    for row in rows:
        assert re.fullmatch(r"[A-Z]{3}", row["country"]), row
        assert re.fullmatch(r"\d{4}-\d{2}", row["from"]), row
        assert re.fullmatch(r"(?:\d{4}-\d{2})?", row["to"]), row
        assert not row["to"] or row["from"] <= row["to"], row
        assert row["role"], row


@pytest.mark.parametrize("name", ["Jonas Gahr Støre", "Jonas Gahr Store"])
def test_a_name_is_known_with_and_without_marks(name: str) -> None:
    leader = find_leader(name, ["Prime Minister"], "2023-03-02")
    assert leader is not None
    assert (leader.code, leader.role) == ("NOR", "prime minister")


def test_nobody_holds_one_office_twice_at_once() -> None:
    with files("onrecord.code").joinpath("leaders.csv").open("r", encoding="utf-8") as file:
        rows = sorted(
            ((r["name"], r["country"], r["role"], r["from"], r["to"] or "9999-12") for r in csv.DictReader(file)),
        )
    for one, other in pairwise(rows):
        assert one[:3] != other[:3] or one[4] <= other[3], (one, other)

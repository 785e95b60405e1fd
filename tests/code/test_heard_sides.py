"""What the reader hears of the sort of side is weighed with what words tell; what stays unlikely stays open."""

import pytest

from onrecord.code.side_choice import Chooser, Likeliest, may_be_short_for
from onrecord.code.sides import decide

HEARD = {"nobody": -4.0, "state": -0.1, "UNO": -9.0, "EUR": -9.0, "IGO": -9.0, "NGO": -9.0, "own": -3.0}
FOUND = {None: ("nobody",), "NOR": ("named",), "Nordkabel": ("itself",)}


def test_what_is_heard_decides_where_words_leave_it_open():
    chooser = Chooser({"nobody": 1.0, "named": 0.5, "itself": 0.6})
    assert chooser.likeliest(FOUND).side is None
    assert chooser.likeliest(FOUND, HEARD).side == "NOR"


def test_odds_are_among_sides_of_one_sort():
    chooser = Chooser({"named": 1.0})
    assert chooser.likeliest({"NOR": ("named",), "Nordkabel": ()}).odds_of_sort == 1.0
    assert chooser.likeliest({"NOR": ("named",), "SWE": ("named",)}) == Likeliest("NOR", 0.5, 0.5)


def test_what_is_hardly_heard_rules_nobody_out():
    chooser = Chooser({"itself": 9.0})
    assert chooser.likeliest({None: (), "Nordkabel": ("itself",)}, HEARD | {"own": -99.0}).side == "Nordkabel"


def test_an_unlikely_side_stays_open():
    assert decide(Likeliest("Nordkabel", 0.6, 0.6), lambda: None) == "Nordkabel"
    assert decide(Likeliest("Nordkabel", 0.3, 0.9), lambda: "Nordkabel") is None
    assert decide(Likeliest("NOR", 0.3, 0.95), lambda: "SWE") is None
    assert decide(Likeliest("NOR", 0.6, 0.6), lambda: None) == "NOR"


def test_between_two_states_rules_decide():
    assert decide(Likeliest("NOR", 0.6, 0.6), lambda: "SWE") == "SWE"
    assert decide(Likeliest("NOR", 0.3, 0.3), lambda: "NOR") == "NOR"
    assert decide(Likeliest("NOR", 0.9, 0.95), lambda: "SWE") == "NOR"


@pytest.mark.parametrize(
    ("side", "fuller", "short"),
    [
        ("Airways", "Gulf Airways", True),
        ("Maryland", "Maryland Senate", False),
        ("New Orleans", "New Orleans Saints", True),
        ("Republican", "Republican Party", True),
        ("Council for Trade", "Council for Trade and Industry", True),
        ("Airways", "Airways and Railways", False),
        ("Republican", "Republican Governors Association", False),
        ("Academy of Nurses", "coalition of groups including the Academy of Nurses", False),
    ],
)
def test_a_place_a_party_and_a_member_are_not_short_for_what_names_them(side: str, fuller: str, short: bool) -> None:
    assert may_be_short_for(side, fuller) is short

"""What the reader hears of the sort of side is weighed with what words tell."""

from onrecord.code.side_choice import Chooser

HEARD = {"nobody": -4.0, "state": -0.1, "UNO": -9.0, "EUR": -9.0, "IGO": -9.0, "NGO": -9.0, "own": -3.0}
FOUND = {None: ("nobody",), "NOR": ("named",), "Nordkabel": ("itself",)}


def test_what_is_heard_decides_where_words_leave_it_open():
    chooser = Chooser({"nobody": 1.0, "named": 0.5, "itself": 0.6})
    assert chooser.likeliest(FOUND)[0] is None
    assert chooser.likeliest(FOUND, HEARD)[0] == "NOR"


def test_odds_are_among_sides_of_one_sort():
    chooser = Chooser({"named": 1.0})
    assert chooser.likeliest({"NOR": ("named",), "Nordkabel": ()})[1] == 1.0
    assert chooser.likeliest({"NOR": ("named",), "SWE": ("named",)}) == ("NOR", 0.5)


def test_what_is_hardly_heard_rules_nobody_out():
    chooser = Chooser({"itself": 9.0})
    assert chooser.likeliest({None: (), "Nordkabel": ("itself",)}, HEARD | {"own": -99.0})[0] == "Nordkabel"

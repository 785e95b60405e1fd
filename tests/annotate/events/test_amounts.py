"""Quantities with their unit and place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.events.amounts import find_amounts, is_measure
from onrecord.annotate.mentions.phrases import Parse
from reading_builders import make_reading


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pledged $31 million in aid", [("$31 million", 31e6, "USD")]),
        ("tariffs of as much as 25 percent", [("25 percent", 25.0, "percent")]),
        ("raised duties by 7.5%", [("7.5%", 7.5, "percent")]),
        ("sent 1,200 troops and three frigates", [("1,200 troops", 1200.0, "troops")]),
        ("13 coastal soldiers were hurt", [("13 coastal soldiers", 13.0, "soldiers")]),
        ("a loan of €2.5bn", [("€2.5bn", 2.5e9, "EUR")]),
        ("half a million refugees", [("half a million refugees", 5e5, "refugees")]),
        ("at least forty people", [("forty people", 40.0, "people")]),
        ("2 million tons of wheat", [("2 million tons", 2e6, "tons")]),
        ("between 40 and 50 people", [("between 40 and 50 people", None, "people")]),
        ("some 40 to 50 protesters", [("40 to 50 protesters", None, "protesters")]),
        ("half a dozen drones", [("half a dozen drones", 6.0, "drones")]),
        ("two hundred thousand tonnes", [("two hundred thousand tonnes", 2e5, "tonnes")]),
        ("60 crore rupees", [("60 crore rupees", 6e8, "rupees")]),
        ("paid Nepal 60 crore rupees", [("60 crore rupees", 6e8, "NPR")]),
        ("a hundred and twenty soldiers", [("a hundred and twenty soldiers", 120.0, "soldiers")]),
        ("three thousand five hundred men", [("three thousand five hundred men", 3500.0, "men")]),
        ("two dozen troops", [("two dozen troops", 24.0, "troops")]),
        ("duties cut from 14 to 7 percent", [("7 percent", 7.0, "percent")]),
        ("aid of $5-7 million", [("$5-7 million", None, "USD")]),
        ("a 50-billion-euro loan", [("50-billion-euro", 5e10, "EUR")]),
        ("20 million Canadian dollars.", [("20 million Canadian dollars", 2e7, "CAD")]),
        ("1,000 pounds of explosives", [("1,000 pounds", 1000.0, "pounds")]),
        ("R300 million for farms", [("R300 million", 3e8, "ZAR")]),
        ("45 million dollars' worth of beef", [("45 million dollars", 4.5e7, "USD")]),
        ("a 1,400-megawatt cable", [("1,400-megawatt", 1400.0, "megawatt")]),
        ("1.2 billion naira", [("1.2 billion naira", 1.2e9, "NGN")]),
        ("201 million EUR", [("201 million EUR", 2.01e8, "EUR")]),
        ("17 wounded", [("17 wounded", 17.0, "people")]),
        ("in 2021 the ninth round began", []),
        ("it was the 3rd of May", []),
        ("the delegates of COP 27", []),
        ("a T-72 tank", []),
    ],
)
def test_numbers_with_a_unit_are_amounts(text: str, found: list[tuple[str, float, str]]) -> None:
    amounts = list(find_amounts(text, 0, len(text)))
    assert [(a.text, a.value, a.unit) for a in amounts] == found
    assert all(a.span.of(text) == a.text for a in amounts)


KILLED = "Guards killed nine marchers in a city of four rivers"
KILLED_ARCS = """
Guards NNS nsubj killed
killed VBD ROOT
nine CD nummod marchers
marchers NNS dobj killed
in IN prep killed
a DT det city
city NN pobj in
of IN prep city
four CD nummod rivers
rivers NNS pobj of
"""


def test_a_number_measures_what_the_act_is_done_to() -> None:
    parse = Parse(KILLED, make_reading(KILLED, KILLED_ARCS))
    nine, four = find_amounts(KILLED, 0, len(KILLED), parse)
    clause = set(range(len(parse.words)))
    assert is_measure(parse, nine, 1, clause)
    assert not is_measure(parse, four, 1, clause)
    assert not is_measure(parse, nine, 1, {0, 1})


SENT = "Chad sent 900 soldiers and two carriers, with the nine envoys, to two exiles"
SENT_ARCS = """
Chad NNP nsubj sent
sent VBD ROOT
900 CD nummod soldiers
soldiers NNS dobj sent
and CC cc soldiers
two CD nummod carriers
carriers NNS conj soldiers
, , punct sent
with IN prep sent
the DT det envoys
nine CD nummod envoys
envoys NNS pobj with
, , punct sent
to IN prep sent
two CD nummod exiles
exiles NNS pobj to
"""


def test_one_or_two_people_and_those_known_are_told_for_who_they_are() -> None:
    parse = Parse(SENT, make_reading(SENT, SENT_ARCS))
    clause = set(range(len(parse.words)))
    measures = {a.text: is_measure(parse, a, 1, clause) for a in find_amounts(SENT, 0, len(SENT), parse)}
    assert measures == {"900 soldiers": True, "two carriers": True, "nine envoys": False, "two exiles": False}


@given(st.text(alphabet="0123456789., $€%abmn\u00a0-", max_size=60))
def test_any_text_gives_amounts_in_order_that_slice_to_their_words(text: str) -> None:
    amounts = list(find_amounts(text, 0, len(text)))
    assert all(a.span.of(text) == a.text for a in amounts)
    assert all(a.span.end <= b.span.start for a, b in pairwise(amounts))

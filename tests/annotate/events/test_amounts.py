"""Quantities with their unit and place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.events.amounts import find_amounts


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
        ("in 2021 the ninth round began", []),
        ("it was the 3rd of May", []),
    ],
)
def test_numbers_with_a_unit_are_amounts(text: str, found: list[tuple[str, float, str]]) -> None:
    amounts = list(find_amounts(text, 0, len(text)))
    assert [(a.text, a.value, a.unit) for a in amounts] == found
    assert all(a.span.of(text) == a.text for a in amounts)


@given(st.text(alphabet="0123456789., $€%abmn\u00a0-", max_size=60))
def test_any_text_gives_amounts_in_order_that_slice_to_their_words(text: str) -> None:
    amounts = list(find_amounts(text, 0, len(text)))
    assert all(a.span.of(text) == a.text for a in amounts)
    assert all(a.span.end <= b.span.start for a, b in pairwise(amounts))

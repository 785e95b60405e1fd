"""Two statements read together, with the shipped weights."""

import pytest

from onrecord.accounts.agreement import OUTCOMES, pair_pieces, read_together

pytestmark = pytest.mark.weights

SAID = "The ferry will run every day from May"


def outcome(left: str, right: str) -> str:
    odds = read_together(left, right)
    return OUTCOMES[odds.index(max(odds))]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("from May on there is a boat each day", "both"),
        ("no ferry will run this year", "differs"),
        ("the harbour master retires in autumn", "other"),
    ],
)
def test_what_two_statements_are_to_each_other(other: str, expected: str) -> None:
    assert outcome(SAID, other) == expected


def test_the_order_of_two_statements_makes_no_difference() -> None:
    assert read_together(SAID, "a boat goes daily") == read_together("a boat goes daily", SAID)


def test_of_long_statements_the_ends_are_not_read() -> None:
    pieces, parts = pair_pieces("word " * 200, "other " * 200)
    assert len(pieces) == len(parts) == 96
    assert sum(parts) == 48

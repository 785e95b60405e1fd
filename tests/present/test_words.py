"""Dates and their evidence in words."""

from datetime import date

import pytest

from onrecord.model import Basis, When
from onrecord.present.words import rule_words

DAY = date(2031, 3, 4)


@pytest.mark.parametrize(
    ("rule", "earliest", "words"),
    [
        ("clause", DAY, ""),
        ("governing", DAY, "said of the clause around it"),
        ("tense", None, "told as over by then"),
        ("tense", DAY, "told as still to come then"),
        ("order:after", DAY, "told as after it"),
        ("order:before:against_order", None, "told as before it; the order in which it is told speaks against it"),
        ("clause:against_order", DAY, "the order in which it is told speaks against it"),
        ("a_rule_of_tomorrow", DAY, ""),
    ],
)
def test_a_rule_is_put_into_words_or_left_unsaid(rule: str, earliest: date | None, words: str) -> None:
    assert rule_words(When(earliest=earliest, latest=None, basis=Basis(rule))) == words


def test_what_has_no_basis_has_no_words() -> None:
    assert rule_words(When()) == ""

"""What nouns mostly mean."""

import pytest

from onrecord.annotate.mentions.tables import definite_kind
from onrecord.lexicon.kinds import is_premises, noun_kind


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("accuser", "person"),
        ("accusers", "person"),
        ("abbey", "site"),
        ("denial", "matter"),
        ("denials", "matter"),
        ("judges", "person"),  # also a book of the Bible
        ("services", None),  # "the security services"
        ("campaign", None),
        ("qwertz", None),
    ],
)
def test_what_a_noun_means(noun: str, kind: str | None) -> None:
    assert noun_kind(noun) == kind


def test_a_matter_is_nobody_to_point_back_to() -> None:
    assert definite_kind("demand") is None


@pytest.mark.parametrize(
    ("phrase", "premises"),
    [("the railway station", True), ("the shipping channel", True), ("the radio station", False), ("the bus", False)],
)
def test_the_word_before_tells_a_place_from_an_outlet(phrase: str, premises: bool) -> None:
    *before, noun = phrase.split()
    assert is_premises(noun, before) is premises

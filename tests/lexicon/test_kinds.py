"""What nouns mostly mean."""

import pytest

from onrecord.annotate.mentions.tables import definite_kind
from onrecord.lexicon.kinds import noun_kind


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

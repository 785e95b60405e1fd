"""What gender a given name tells."""

import pytest

from onrecord.lexicon.given_names import given_gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Kristian Holm", "m"),
        ("Ann Lee", "f"),
        ("Li Qiang", None),  # a family name, though women bear it as their first one elsewhere
        ("Yang Jiechi", None),
        ("Nikita Roe", None),
        ("Li", None),
    ],
)
def test_a_name_tells_a_gender_only_where_it_does_everywhere(name: str, gender: str | None) -> None:
    assert given_gender(name) == gender

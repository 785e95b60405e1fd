"""Which currency a word for money means."""

import pytest

from onrecord.annotate.events.currencies import codes_of_currency, countries_beside, find_currency, load_signs


@pytest.mark.parametrize(
    ("word", "beside", "code"),
    [
        ("naira", set(), "NGN"),
        ("rupees", {"LKA", "CHN"}, "LKR"),
        ("rupees", {"IND", "NPL"}, None),
        ("rupees", set(), None),
        ("dollars", {"ARG"}, "USD"),
        ("dollars", {"CAN"}, "CAD"),
        ("dollars", {"CAN", "USA"}, None),
        ("Canadian dollars", set(), "CAD"),
        ("top", set(), None),
        ("soldiers", set(), None),
    ],
)
def test_a_shared_word_is_told_by_the_only_country_of_its_own(word: str, beside: set[str], code: str | None) -> None:
    assert find_currency(word, beside) == code


def test_signs_and_codes() -> None:
    assert load_signs()["C$"] == "CAD"
    assert codes_of_currency("kroner") == {"NOK", "DKK"}
    assert codes_of_currency("votes") == frozenset()


def test_countries_are_read_off_names_demonyms_and_capitals() -> None:
    assert countries_beside("Nairobi's men paid South Africa and the Danes.") == {"KEN", "ZAF", "DNK"}

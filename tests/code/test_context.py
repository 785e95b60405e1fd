"""Whose an organ without a country is, by the words around it."""

import pytest

from onrecord.code.context import Context
from onrecord.code.meanings import countries_named
from onrecord.code.places import countries_in, find_region_told
from reading_builders import make_article, span_in


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("RIGA — Peru's Foreign Ministry called in the Dutch envoy. A ministry aide spoke.", "A ministry aide", "PER"),
        ("RIGA — The Kenyan army shot back. Later the army denied it.", "the army denied", "KEN"),
        ("RIGA — Rain fell. In Lima, the palace was silent.", "the palace", "PER"),
        ("RIGA — Rain fell. The palace was silent.", "The palace", None),
    ],
)
def test_an_organ_is_of_the_country_it_was_last_named_with(text: str, words: str, expected: str | None) -> None:
    context, at = Context(make_article(text)), text.index(words)
    assert (context.owner_before(words, at) or context.setting(at)) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A fire began in a Chinese restaurant. Police came.", None),
        ("They boarded an Ethiopian-flagged cargo vessel. Police came.", None),
        ("A Chinese general spoke. Police came.", "CHN"),
    ],
)
def test_foreign_goods_tell_no_country_of_an_organ(text: str, country: str | None) -> None:
    assert Context(make_article(text)).nearest([span_in(text, "Police")]) == country


def test_an_office_that_is_told_to_be_anothers_is_not_home() -> None:
    text = "QUITO, Ecuador — The host met Prime Minister Ada Holm. No Finnish premier had come before."
    context = Context(make_article(text))
    assert not context.may_be_home(["Prime Minister"])
    assert context.may_be_home(["Transport Minister"])


@pytest.mark.parametrize(("text", "code"), [("BRUSSELS, May 9 - Rain.", "EUR"), ("BRUSSELS, Belgium - Rain.", "BEL")])
def test_a_seat_in_a_dateline_is_its_guests(text: str, code: str) -> None:
    assert code in countries_named(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ministry spokesman Gao Wen", []),
        ("rebels near Gao", ["MLI"]),
        ("boats in the South China Sea", []),
        ("trade with North America", []),
        ("ISLE OF MAN", ["IMN"]),
    ],
)
def test_people_and_seas_called_after_a_place_name_no_country(text: str, expected: list[str]) -> None:
    assert countries_in(text) == expected


def test_a_state_is_the_datelines_or_the_only_one_named() -> None:
    assert find_region_told(make_article("DOVER, Del., May 3 — An American ferry sank.")) == "Delaware"
    assert find_region_told(make_article("An American ferry sank off Oregon and off Maine.")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peruvian President Mara Roe spoke.", True),
        ("Peru's Prime Minister, Mara Roe, spoke.", False),  # another office
        ("Former Peruvian President Mara Roe spoke.", False),
        ("Peru's then President Mara Roe spoke.", False),
        ("She met in Lima with President Mara Roe.", False),
        ("Peruvian President Ada Holm spoke.", False),
    ],
)
def test_an_office_is_another_persons_where_the_article_names_her_in_it(text: str, expected: bool) -> None:
    assert Context(make_article(text)).is_held_by_another("PER", ["President"], "Ada Holm") is expected

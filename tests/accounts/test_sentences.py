"""Sentence vectors with the shipped weights, and what of a statement they are made of."""

import pytest

from onrecord.accounts.sayings import party_words, saying_of
from onrecord.accounts.sentences import sentence_vector
from onrecord.model import Span

pytestmark = pytest.mark.weights


def test_a_paraphrase_lies_nearer_than_another_point():
    said, again, other = map(
        sentence_vector,
        ("drivers wait for six hours at the crossing", "lorries queue half a day at the border", "the loan was repaid"),
    )
    assert said @ again > said @ other + 0.2


def test_a_vector_has_unit_length_and_hangs_on_its_text_alone():
    vector = sentence_vector("the yard stays open")
    assert float(vector @ vector) == pytest.approx(1.0, abs=1e-3)
    sentence_vector.cache_clear()
    assert sentence_vector("the yard stays open").tobytes() == vector.tobytes()


def test_what_follows_the_longest_text_is_not_read():
    long = "word " * 200
    assert (sentence_vector(long) == sentence_vector(long + "and another")).all()


def test_the_parties_names_are_left_out_of_what_is_compared():
    text = "Norway and Ann Lee want the Norwegian ferry back."
    parties = party_words(["NOR", "Seamen's League"], ["Ann Lee"])
    saying = saying_of("s", "a", "NOR", text, [Span(0, len(text))], frozenset(), parties)
    assert saying.said.split() == ["and", "want", "the", "ferry", "back."]
    assert saying.text == text
    assert {"ferri", "ferry"} & saying.concepts and not {"norway", "norwegian", "ann", "lee"} & saying.concepts

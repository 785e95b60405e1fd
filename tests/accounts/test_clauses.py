"""Clauses: what a statement says as one, and what it says besides."""

import pytest

from onrecord.accounts.clauses import split_content
from onrecord.model import Span


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        (
            "that the lake is two metres low and that both mills must use less of it",
            ["that the lake is two metres low", "that both mills must use less of it"],
        ),
        (
            "The ferry sails on 2 June. The quay will be mended.",
            ["The ferry sails on 2 June.", "The quay will be mended."],
        ),
        ("that the ferry sails on 2 June and that is all", ["that the ferry sails on 2 June and that is all"]),
        ("the lake is low and that both mills know", ["the lake is low and that both mills know"]),
        ("“Never. The mills must use less of it.”", ["“Never. The mills must use less of it.”"]),
    ],
)
def test_sentences_and_that_clauses_stand_alone(said, parts):
    found = split_content(said, [Span(0, len(said))])
    assert [" ".join(span.of(said) for span in part) for part in found] == parts


def test_a_quote_that_a_cue_breaks_is_one():
    text = "“The mills must use,” she said, “less water than they do now.”"
    content = [Span(0, 21), Span(text.index("“less"), len(text))]
    assert split_content(text, content) == (tuple(content),)

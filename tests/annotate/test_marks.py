"""Looks of words and quotation marks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.marks import QUOTE_STATES, SHAPES, find_paragraphs, find_quote_states, find_shapes
from onrecord.engine.words import split_sentences, split_words


def quoted(text: str) -> dict[str, str]:
    words = split_words(text)
    forms = [text[s:e] for s, e in words]
    paragraphs = find_paragraphs(text, words, split_sentences(text, words))
    states = find_quote_states(text, words, forms, paragraphs)
    return {form: QUOTE_STATES[state] for form, state in zip(forms, states, strict=True)}


def test_shapes() -> None:
    forms = ["said", "Orr", "NATO", "McRae", "21", "21st", "—", "A", "1,060", "U.S."]
    wanted = "lower title capitals mixed digits,letters and digits,mark,one capital,digits,capitals"
    assert [SHAPES[i] for i in find_shapes(forms)] == wanted.replace(
        " title capitals mixed ", ",title,capitals,mixed,"
    ).split(",")


def test_words_between_marks_are_inside() -> None:
    for text in (
        'He said "we won" today',
        "He said “we won” today",
        "He said ''we won'' today",
        "He said «we won» today",
    ):
        states = quoted(text)
        assert states["won"] == "inside"
        assert states["today"] == states["said"] == "outside"


def test_an_open_quotation_goes_on_only_into_a_paragraph_that_opens_with_a_mark() -> None:
    going_on = quoted("“One tale.\n\n“Another end,” he said")
    assert going_on["tale"] == "inside"
    assert going_on["end"] == "carried over"
    assert going_on["he"] == "outside"
    broken = quoted("“One tale.\n\nAnother end he said")
    assert broken["tale"] == "unsure"
    assert broken["end"] == "outside"


def test_a_stray_mark_spoils_only_its_paragraph() -> None:
    states = quoted('A stray" mark here.\n\nHe said "fine" then.')
    assert states["fine"] == "inside"
    assert states["then"] == "outside"


@given(st.text(alphabet="ab “”\"'\n.«»", max_size=150))
@settings(max_examples=200, deadline=None)
def test_no_marks_make_it_fail(text: str) -> None:
    words = split_words(text)
    forms = [text[s:e] for s, e in words]
    paragraphs = find_paragraphs(text, words, split_sentences(text, words))
    assert len(find_quote_states(text, words, forms, paragraphs)) == len(find_shapes(forms)) == len(words)

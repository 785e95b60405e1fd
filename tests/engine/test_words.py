"""Words and sentences: offsets, the Penn Treebank's habits, odd input."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.engine.words import count_breaks, find_word_range, is_wrapped, split_sentences, split_words

ODD = st.text(alphabet="aB .,!?\"'“”‘’\n\r\t-—…3$%()[]@#/\u200f\u200d\u0301é漢🙂.U.S", max_size=200)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_words(text)]


def sentences(text: str) -> list[str]:
    words = split_words(text)
    starts = [*split_sentences(text, words), len(words)]
    return [text[words[a][0] : words[b - 1][1]] for a, b in itertools.pairwise(starts)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dana's aide didn't say.", ["Dana", "'s", "aide", "did", "n't", "say", "."]),
        ("They’re sure it can’t hold", ["They", "’re", "sure", "it", "ca", "n’t", "hold"]),
        ("We cannot go", ["We", "can", "not", "go"]),
        ("the U.S. and the U.K.'s", ["the", "U.S.", "and", "the", "U.K.", "'s"]),
        ("Gov. Orr paid $1,060.50", ["Gov.", "Orr", "paid", "$", "1,060.50"]),
        ("a well-known ally", ["a", "well", "-", "known", "ally"]),
        ("“No,” she said.", ["“", "No", ",", "”", "she", "said", "."]),
        ("''No,'' he said", ["''", "No", ",", "''", "he", "said"]),
        ("at 9am on the 21st", ["at", "9", "am", "on", "the", "21st"]),
        ("No. 3 said: “No. Never.”", ["No.", "3", "said", ":", "“", "No", ".", "Never", ".", "”"]),
        ("wait . . . what", ["wait", ". . .", "what"]),
        ("O’Hara wrote to press@example.org.", ["O’Hara", "wrote", "to", "press@example.org", "."]),
        ("(see https://example.org/a_b).", ["(", "see", "https://example.org/a_b", ")", "."]),
    ],
)
def test_words_follow_the_treebank(text: str, words: list[str]) -> None:
    assert cut(text) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She left. He stayed.", ["She left.", "He stayed."]),
        ("“We won.” He smiled.", ["“We won.”", "He smiled."]),
        ("“Did we win?” he asked.", ["“Did we win?” he asked."]),
        ("Mr. Orr met Sen. Lund. They spoke.", ["Mr. Orr met Sen. Lund.", "They spoke."]),
        ("He left the U.S. The rest stayed.", ["He left the U.S.", "The rest stayed."]),
        ("He leads the U.S. Senate.", ["He leads the U.S. Senate."]),
        ("A headline\n\nA body.", ["A headline", "A body."]),
        ("A headline\r\nA body.", ["A headline", "A body."]),
        ("one line\nand its end.", ["one line\nand its end."]),
        ('He said "yes." "No," she said.', ['He said "yes."', '"No," she said.']),
        ("The rate was 3.5 percent. It fell.", ["The rate was 3.5 percent.", "It fell."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_wrapped_lines_end_no_sentence() -> None:
    text = "\n".join(["The ministers of the two small states met again on the river and talked"] * 8) + "."
    assert is_wrapped(text)
    assert len(sentences(text)) == 1


def test_a_range_of_words_is_found_by_characters() -> None:
    words = split_words("one two three")
    assert find_word_range(words, 4, 7) == range(1, 2)
    assert find_word_range(words, 3, 8) == range(1, 2)
    assert find_word_range(words, 2, 9) == range(0, 3)
    assert find_word_range(words, 3, 4) == range(1, 1)


@pytest.mark.parametrize(
    ("gap", "breaks"), [(" ", 0), ("\n", 1), ("\r\n", 1), ("\n\n", 2), (" \r\n \r\n", 2), ("\r", 1)]
)
def test_line_breaks_are_counted(gap: str, breaks: int) -> None:
    assert count_breaks(f"a{gap}b", 1, 1 + len(gap)) == breaks


@given(ODD)
@settings(max_examples=300, deadline=None)
def test_every_character_but_blanks_lies_in_one_word(text: str) -> None:
    words = split_words(text)
    assert all(start < end for start, end in words)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(words))
    outside = set(range(len(text))) - {i for start, end in words for i in range(start, end)}
    assert all(text[i].isspace() for i in outside)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_it_fail(text: str) -> None:
    words = split_words(text)
    starts = split_sentences(text, words)
    assert starts == sorted(set(starts))
    assert (starts[:1] == [0]) == bool(words)


@given(ODD, st.integers(0, 200), st.integers(0, 200))
@settings(max_examples=200, deadline=None)
def test_a_part_of_a_text_yields_words_within_it(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assert all(start <= s < e <= end for s, e in split_words(text, start, end))


@pytest.mark.parametrize("unit", ["a.", "a@", "'s", ".", '"', "a-", "1,", "a'", "\n", "http://", "U.", "é\u0301"])
def test_long_runs_take_linear_time(unit: str) -> None:
    text = unit * 20_000
    words = split_words(text)
    assert len(split_sentences(text, words)) <= len(words)

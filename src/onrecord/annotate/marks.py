"""What each word looks like and whether it stands between quotation marks: the reader's extra inputs."""

import itertools
from collections.abc import Sequence

from onrecord.engine.words import Bounds, count_breaks

__all__ = ["QUOTE_STATES", "SHAPES", "find_paragraphs", "find_quote_states", "find_shapes", "is_double_mark"]

SHAPES = ("lower", "title", "capitals", "mixed", "digits", "letters and digits", "mark", "one capital", "other")
QUOTE_STATES = ("outside", "opening mark", "inside", "closing mark", "unsure", "carried over")

_DOUBLE_MARKS = frozenset(('"', "''", "``", "\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb"))
_OUTSIDE, _OPENING, _INSIDE, _CLOSING, _UNSURE, _CARRIED = range(6)


def is_double_mark(word: str) -> bool:
    """Whether a word is a double quotation mark of any style."""
    return word in _DOUBLE_MARKS


def find_paragraphs(text: str, words: Sequence[Bounds], sentence_starts: Sequence[int]) -> list[int]:
    """Indices of the words that start a paragraph: sentence starts with a line break before them."""
    return [i for i in sentence_starts if i == 0 or count_breaks(text, words[i - 1][1], words[i][0])]


def find_shapes(forms: Sequence[str]) -> list[int]:
    """The index in `SHAPES` of every word."""
    return [_shape(form) for form in forms]


def _shape(form: str) -> int:
    if form.isalpha():
        if form.islower():
            return 0
        if len(form) == 1:
            return 7 if form.isupper() else 8
        if form.isupper():
            return 2
        return 1 if form[0].isupper() and form[1:].islower() else 3
    if form.isdigit():
        return 4
    letters = sum(map(str.isalpha, form))
    if any(map(str.isdigit, form)):
        return 5 if letters else 4
    if not letters:
        return 6
    if form.islower():
        return 0
    return 2 if form.isupper() else 3


def find_quote_states(text: str, words: Sequence[Bounds], forms: Sequence[str], paragraphs: Sequence[int]) -> list[int]:
    """The index in `QUOTE_STATES` of every word.

    Marks are matched paragraph by paragraph. A quotation that its paragraph leaves open goes on only if the next one
    begins with an opening mark; else its words are "unsure", as are those before a closing mark that nothing opened.
    """
    states = [_OUTSIDE] * len(words)
    carried = False
    bounds = [*paragraphs, len(words)]
    for first, last in itertools.pairwise(bounds):
        opened = -1
        start_of_rest = first
        for i in range(first, last):
            form = forms[i]
            if form not in _DOUBLE_MARKS:
                if opened >= 0:
                    states[i] = _CARRIED if carried else _INSIDE
                continue
            if _opens(text, words, i, opened >= 0):
                states[i] = _OPENING
                carried = carried and i == first
                opened = i
            else:
                states[i] = _CLOSING
                if opened < 0:
                    states[start_of_rest:i] = [_UNSURE] * (i - start_of_rest)
                opened = -1
                carried = False
                start_of_rest = i + 1
        next_first = last
        goes_on = (
            opened >= 0
            and next_first < len(words)
            and forms[next_first] in _DOUBLE_MARKS
            and _opens(text, words, next_first, False)
        )
        if opened >= 0 and not goes_on:
            states[opened + 1 : last] = [_UNSURE] * (last - opened - 1)
        carried = goes_on
    return states


def _opens(text: str, words: Sequence[Bounds], i: int, is_open: bool) -> bool:
    """Whether the double mark at word `i` opens a quotation; `is_open` tells whether one is open before it."""
    start, end = words[i]
    mark = text[start]
    if mark in "\u201c\u00ab\u201e`":
        return True
    if mark in "\u201d\u00bb":
        return False
    blank_before = start == 0 or text[start - 1].isspace() or text[start - 1] in "([{-\u2014\u2013"
    blank_after = end >= len(text) or text[end].isspace()
    if blank_before != blank_after:
        return blank_before
    return not is_open

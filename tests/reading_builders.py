"""Readings made by hand from a few lines, so that rules can be tested without any model."""

from collections.abc import Sequence
from itertools import pairwise

from onrecord.engine.words import split_sentences, split_words
from onrecord.model import Article, Name, Passage, Reading, Relation, Span, Word, text_sha256


def make_article(text: str, publisher: str | None = None, title: str | None = None) -> Article:
    """An article whose whole text is body."""
    passages = (Passage(Span(0, len(text)), "body"),)
    return Article("a", text, text_sha256(text), "a.txt", passages, publisher=publisher, title=title)


def span_in(text: str, words: str, nth: int = 0) -> Span:
    """The place of `words` in `text`, its `nth` occurrence."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def make_reading(
    text: str,
    arcs: str,
    names: Sequence[tuple[str, str]] = (),
    relations: Sequence[tuple[Sequence[str], Sequence[str], Sequence[str]]] = (),
) -> Reading:
    """A reading of `text`.

    `arcs` has a line for each word, in order: "form TAG dep head-form", the head being the nearest word of that form in
    the same sentence ("ROOT" for none). `names` are (words, label), each found after the one before; `relations` are
    (sources, cues, contents), as printed.
    """
    bounds = split_words(text)
    starts = [*split_sentences(text, bounds), len(bounds)]
    rows = [line.split() for line in arcs.strip().splitlines()]
    assert [row[0] for row in rows] == [text[a:b] for a, b in bounds]
    words = []
    for number, (first, last) in enumerate(pairwise(starts)):
        for i in range(first, last):
            _, tag, dep, *head = rows[i]
            nearest = i
            if head:
                same = [j for j in range(first, last) if rows[j][0] == head[0] and j != i]
                nearest = min(same, key=lambda j: abs(j - i))
            words.append(Word(Span(*bounds[i]), tag, nearest, dep, number))
    sentences = tuple(Span(bounds[a][0], bounds[b - 1][1]) for a, b in pairwise(starts) if b > a)
    return Reading(tuple(words), sentences, _names(text, names), tuple(_relation(text, r) for r in relations))


def _names(text: str, names: Sequence[tuple[str, str]]) -> tuple[Name, ...]:
    found = []
    at = 0
    for words, label in names:
        start = text.index(words, at)
        at = start + len(words)
        found.append(Name(Span(start, at), label, 0.9))
    return tuple(found)


def _relation(text: str, parts: tuple[Sequence[str], Sequence[str], Sequence[str]]) -> Relation:
    source, cue, content = (tuple(sorted(span_in(text, words) for words in part)) for part in parts)
    return Relation(source, cue, content, 0.9)

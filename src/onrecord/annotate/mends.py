"""What the reader gets wrong by the look of a word: a body's initials that are a small word, years before a noun.

"WHO said" is the health body, whatever the tagger makes of the word. In "In 2022 inspectors fined the mine" the year
tells when, not how many.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.model import Name, Reading, Span

__all__ = ["mend_reading"]

_INITIALS = re.compile(r"\bWHO\b")
_BESIDE = re.compile(r"[^\W\d_]{2,}")
_LINE_CHARS = 60  # on either side, to tell initials from a line in capitals
_PRONOUNS = frozenset({"WP", "WDT", "WP$", "PRP", "IN", "UH"})
_YEAR = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil) (?P<year>1[5-9]\d\d|20\d\d) (?=[^\W\d_])")


def mend_reading(text: str, reading: Reading) -> Reading:
    """The reading with initials tagged and named, and years that a preposition stands before hung on it."""
    return _mend_years(text, _mend_initials(text, reading))


def _mend_initials(text: str, reading: Reading) -> Reading:
    places = set(_find_initials(text))
    if not places:
        return reading
    words = tuple(
        replace(word, tag="NNP") if word.span in places and word.tag in _PRONOUNS else word for word in reading.words
    )
    read = {word.span for word in reading.words}
    missing = sorted(p for p in places & read if not any(name.span.overlaps(p) for name in reading.names))
    names = sorted([*reading.names, *(Name(span, "ORG", 1.0) for span in missing)], key=lambda name: name.span)
    return replace(reading, words=words, names=tuple(names))


def _find_initials(text: str) -> Iterator[Span]:
    for match in _INITIALS.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        before = text[max(line_start, match.start() - _LINE_CHARS) : match.start()]
        after = text[match.end() : min(len(text) if line_end < 0 else line_end, match.end() + _LINE_CHARS)]
        if any(not word.isupper() for word in (*_BESIDE.findall(before), *_BESIDE.findall(after))):
            yield Span(*match.span())


def _mend_years(text: str, reading: Reading) -> Reading:
    years = {Span(*match.span("year")) for match in _YEAR.finditer(text)}
    if not years:
        return reading
    words = list(reading.words)
    for i, word in enumerate(words):
        if word.span in years and i and word.dep == "nummod" and word.head > i and words[i - 1].dep == "prep":
            words[i] = replace(word, dep="pobj", head=i - 1)
    return replace(reading, words=tuple(words))

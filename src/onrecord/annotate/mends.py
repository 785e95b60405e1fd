"""Initials that read as a small word: "WHO said" is the health body, whatever the tagger makes of the word."""

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.model import Name, Reading, Span

__all__ = ["mend_initials"]

_INITIALS = re.compile(r"\bWHO\b")
_BESIDE = re.compile(r"[^\W\d_]{2,}")
_LINE_CHARS = 60  # on either side, to tell initials from a line in capitals
_PRONOUNS = frozenset({"WP", "WDT", "WP$", "PRP", "IN", "UH"})


def mend_initials(text: str, reading: Reading) -> Reading:
    """The reading with each "WHO" that stands among small letters tagged and named as a body's name."""
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

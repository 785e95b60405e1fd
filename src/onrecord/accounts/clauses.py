"""The clauses of a statement that say something each: "that it is late and that both must hurry" says two things."""

import re
from collections.abc import Sequence

from onrecord.lexicon.words import sentence_spans, tokens
from onrecord.model import Span

__all__ = ["split_content"]

_THAT = re.compile(r"(?i)that\b")
# "and that is all" is no clause of its own.
_AND_THAT = re.compile(r"(?i)[,;]? (?:and|but)(?: also)? (?=that (?!(?:is|was|will|would|has|had|does|did|’s|'s)\b))")
_MIN_WORDS = 4  # of a clause that stands alone


def split_content(text: str, content: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
    """The spans of a statement's content by what they say, in text order: its sentences, and each "that" clause.

    Args:
        text: The article's text.
        content: The spans of the statement's content, at least one.
    """
    parts: list[list[Span]] = []
    joined = False
    for piece in (piece for span in content for piece in _pieces(text, span)):
        is_short = len(tokens(piece.of(text))) < _MIN_WORDS
        if parts and (is_short or joined or not _starts_anew(text, piece)):
            parts[-1].append(piece)
            joined = False
        else:
            parts.append([piece])
            joined = is_short
    return tuple(tuple(part) for part in parts)


def _pieces(text: str, span: Span) -> list[Span]:
    """A span cut where a sentence ends or another "that" clause begins."""
    found = []
    for sentence in sentence_spans(span.of(text)):
        start, words = span.start + sentence.start, sentence.of(span.of(text))
        joins = [m.span() for m in _AND_THAT.finditer(words)] if _THAT.match(words) else []
        starts, ends = [0, *(end for _, end in joins)], [*(first for first, _ in joins), len(words)]
        found += [Span(start + a, start + b) for a, b in zip(starts, ends, strict=True)]
    return found


def _starts_anew(text: str, piece: Span) -> bool:
    """Whether a piece is a sentence or a clause, no rest of one that a cue breaks."""
    words = piece.of(text).lstrip("“\"'‘ ")
    return words[:1].isupper() or _THAT.match(words) is not None

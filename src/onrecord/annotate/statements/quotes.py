"""Quotation marks: which stretches of a text stand in them, and how much of a content does."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from onrecord.model import Span

__all__ = ["find_quotes", "kind_of", "trim_marks"]

_OPENING = "“«„"
_CLOSING = "”»"
_BOTH = '"'
_SINGLE_OPEN = "‘'"
_SINGLE_CLOSE = "’'"
_MARKS = _OPENING + _CLOSING + _BOTH + "‘’'"
_SAYS_NOTHING = _MARKS + " \t\r\n.,;:!?—–-()[]…"


def find_quotes(text: str, within: Iterable[Span]) -> tuple[Span, ...]:
    """The quoted stretches of `text`, marks included, in text order; `within` are the passages looked at.

    A quotation that its paragraph leaves open runs on when the next paragraph opens one; each paragraph gives its
    own span. Single marks count where a passage has no double ones.
    """
    found: list[Span] = []
    for passage in _join(text, within):
        double = _scan(text, passage, _OPENING + _BOTH, _CLOSING + _BOTH)
        found += double or _scan(text, passage, _SINGLE_OPEN, _SINGLE_CLOSE)
    return tuple(found)


def _join(text: str, passages: Iterable[Span]) -> list[Span]:
    """The passages, those with nothing but blanks between them as one: a quotation may run on from one to the next."""
    joined: list[Span] = []
    for passage in passages:
        if joined and not text[joined[-1].end : passage.start].strip():
            passage = Span(joined.pop().start, passage.end)
        joined.append(passage)
    return joined


def _scan(text: str, passage: Span, openers: str, closers: str) -> list[Span]:
    found: list[Span] = []
    open_at: list[int] = []  # more than one where marks that can only open stand inside an open quotation
    inner: list[Span] = []  # quotations inside an open one, which count if that one is never closed
    for found_mark in _marks(openers + closers).finditer(text, passage.start, passage.end):
        i, mark = found_mark.start(), found_mark[0]
        if mark == "\n" and open_at:
            if text[open_at[0] : i].strip() and _next_opens(text, i, passage.end, openers):
                found.append(Span(open_at[0], i))
            else:
                found += inner
            open_at, inner = [], []
        elif mark in openers and (not open_at or mark not in closers) and _may_open(text, i, mark in closers):
            open_at.append(i)
        elif open_at and mark in closers and _may_close(text, i, open_at[-1]):
            quote = Span(open_at.pop(), i + 1)
            if open_at:
                inner.append(quote)
            else:
                found.append(quote)
                inner = []
    return sorted([*found, *inner])


@lru_cache(maxsize=2)
def _marks(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}\n]")


def _next_opens(text: str, i: int, end: int, openers: str) -> bool:
    while i < end and text[i].isspace():
        i += 1
    return i < end and text[i] in openers


def _may_open(text: str, i: int, also_closes: bool) -> bool:
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    if after.isspace():
        return False
    return not also_closes or not (before.isalnum() or before in ".,!?;")


def _may_close(text: str, i: int, start: int) -> bool:
    if i == start + 1:
        return False
    if text[i] in "’'":  # an apostrophe stands between letters or ends a plural's possessive
        after = text[i + 1] if i + 1 < len(text) else " "
        return not after.isalnum() and not (text[i - 1] == "s" and after == " " and i - start < 3)
    return True


def kind_of(text: str, content: Sequence[Span], quotes: Sequence[Span]) -> str:
    """ "direct" when all words of the content stand in quotation marks, "mixed" when some do, else "indirect"."""
    inside = outside = False
    for span in content:
        at = span.start
        for quote in sorted(q for q in quotes if q.overlaps(span)):
            outside = outside or _says(text[at : quote.start])
            inside = inside or _says(text[max(at, quote.start) : min(quote.end, span.end)])
            at = max(at, quote.end)
        outside = outside or _says(text[at : span.end])
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _says(words: str) -> bool:
    """Whether there is more than marks."""
    return bool(words.strip(_SAYS_NOTHING))


def trim_marks(text: str, span: Span) -> str:
    """The words of a quoted span without its marks and the punctuation at its edges."""
    return span.of(text).strip(_MARKS + " \t\r\n.,;:")

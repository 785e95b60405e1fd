"""How times, speakers and statuses are put into words; the same in the terminal and on the page."""

from collections.abc import Iterable
from datetime import date

from onrecord.model import EntityRef, Happening, Span, Statement, When

__all__ = ["NOT_HERE", "STATUS_MARKS", "clip", "names", "pieces", "said_by", "terms_words", "when_words"]

NOT_HERE = "not in these articles"
"""What is said of a point that an account lacks: articles that we don't have may well hold it."""

STATUS_MARKS = {
    "occurred": "●",
    "in_force": "●",
    "ended": "◐",
    "lifted": "◐",
    "planned": "○",
    "pending": "○",
    "possible": "◌",
    "hypothetical": "◌",
    "negated": "✕",
    "cancelled": "✕",
}
"""A mark for each status, told apart by shape and always beside the word."""

_TERMS = {
    "named": "on the record, by name",
    "anonymous": "unnamed",
    "institution": "an institution",
    "document": "a document",
    "collective": "a group, unnamed",
    "unknown": "not told by whom",
}


def when_words(when: When) -> str:
    """The days of `when` in words: a day, an interval, an open end, or "no date"."""
    first, last = when.earliest, when.latest
    if first and last:
        text = _day(first) if first == last else f"{_day(first)} to {_day(last)}"
    elif first:
        text = f"on or after {_day(first)}"
    elif last:
        text = f"on or before {_day(last)}"
    else:
        return f"no date ({when.date})" if when.date else "no date"
    return f"{text} ({when.zone})" if when.zone else text


def _day(day: date) -> str:
    return day.isoformat()


def said_by(statement: Statement, source: str) -> str:
    """Who said it: the speaker's name, else the source's own words marked as unresolved."""
    if statement.speaker is not None:
        name = statement.speaker.name
    else:
        name = f"“{source}” (unresolved)" if source else "no source told"
    if statement.relayed_by is not None:
        name += f", relayed by {statement.relayed_by.name}"
    return name


def terms_words(terms: str) -> str:
    """The terms of attribution in words."""
    return _TERMS.get(terms, terms)


def names(refs: Iterable[EntityRef | None]) -> str:
    """The names of entities, joined by commas."""
    return ", ".join(ref.name for ref in refs if ref is not None)


def pieces(text: str, spans: Iterable[Span]) -> str:
    """The words at `spans` on one line, an ellipsis in brackets between pieces."""
    return " […] ".join(" ".join(span.of(text).split()) for span in spans)


def clip(text: str, length: int) -> str:
    """`text` on one line, cut at a word to at most `length` characters."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def happening_words(happening: Happening) -> str:
    """A happening in one line: title, status, when."""
    return f"{happening.title}, {happening.status.replace('_', ' ')}, {when_words(happening.when)}"

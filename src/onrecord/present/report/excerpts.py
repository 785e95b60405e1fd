"""What a page of quotes only shows of an article: its statements' words, never more than half of its text."""

from collections.abc import Sequence

from onrecord.model import Span
from onrecord.model.record import RecordedStatement
from onrecord.present.report.marks import windows

__all__ = ["CONTEXT_CHARS", "choose_excerpts"]

CONTEXT_CHARS = 40
_MAX_SHOWN_CHARS = {"direct": 400, "mixed": 240, "indirect": 120}
_MAX_SHOWN_SHARE = 0.5


def choose_excerpts(text: str, statements: Sequence[RecordedStatement]) -> tuple[list[Span], frozenset[str]]:
    """The places to show of `text`, own words first, and the ids of the statements that didn't fit.

    With `CONTEXT_CHARS` around them the places hold at most half of the text's code points.
    """
    room = int(len(text) * _MAX_SHOWN_SHARE)
    chosen: list[Span] = []
    left_out = set()
    for found in sorted(statements, key=lambda found: found.statement.kind == "indirect"):
        spans = _short(found)
        cost = sum(len(span) for _, span in windows(text, [*chosen, *spans], CONTEXT_CHARS))
        if cost <= room:
            chosen += spans
        else:
            left_out.add(found.id)
    return chosen, frozenset(left_out)


def _short(found: RecordedStatement) -> list[Span]:
    """The statement's content, its first words only where it runs on."""
    room = _MAX_SHOWN_CHARS[found.statement.kind]
    spans = []
    for span in found.statement.content:
        if room > 0:
            spans.append(Span(span.start, min(span.end, span.start + room)))
            room -= len(span)
    return spans

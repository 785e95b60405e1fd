"""Quoted words of real reports, and whether the record gives each to the right speaker on the right terms.

The reports stay outside the project: a row names its article by the SHA-256 of the text and the words by offsets. The
labels in `quotations.jsonl` were read off the texts by hand; they hold no words of the reports but names.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from onrecord.model import Facts, Span, Statement

__all__ = ["Quotation", "load_quotations", "share_right", "tell_wrong"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, marks included, with what the innermost statement that holds them must say."""

    article: str
    span: Span
    told: Mapping[str, str | None]


def load_quotations() -> tuple[Quotation, ...]:
    """The labelled quotations, in file order."""
    lines = files(__package__).joinpath("quotations.jsonl").read_text("utf-8").splitlines()
    rows: Iterable[dict[str, Any]] = map(json.loads, lines)
    return tuple(Quotation(row.pop("article"), Span(row.pop("start"), row.pop("end")), row) for row in rows)


def tell_wrong(facts: Facts, quotations: Iterable[Quotation]) -> list[str]:
    """What is wrong with the quotations of one article, one line each; empty when all are right."""
    wrong = []
    for quotation in quotations:
        if quotation.article == facts.article.sha256:
            told = _told(_innermost(facts, quotation.span))
            wrong += [
                f"{quotation.span.start}-{quotation.span.end}: {name} is {told.get(name)!r}, not {wanted!r}"
                for name, wanted in quotation.told.items()
                if told.get(name) != wanted
            ]
    return wrong


def share_right(read: Iterable[Facts], quotations: Iterable[Quotation]) -> float:
    """The share (0..1) of the quotations' fields that the record gives as labelled; 0 for an article not read."""
    known = list(quotations)
    total = sum(len(quotation.told) for quotation in known)
    articles = {facts.article.sha256: facts for facts in read}
    missing = sum(len(quotation.told) for quotation in known if quotation.article not in articles)
    wrong = sum(len(tell_wrong(facts, known)) for facts in articles.values())
    return (total - missing - wrong) / total


def _innermost(facts: Facts, span: Span) -> Statement | None:
    """The statement with the least content around the quoted words; its closing mark may lie outside."""
    inner = Span(span.start + 1, span.end - 1)
    over = [s for s in facts.statements if any(c.start <= inner.start and inner.end <= c.end + 1 for c in s.content)]
    return min(over, key=lambda s: (sum(len(c) for c in s.content), s.usage is None), default=None)


def _told(statement: Statement | None) -> dict[str, str | None]:
    if statement is None:
        return {}
    speaker = statement.speaker.name if statement.speaker else None
    return {
        "speaker": speaker,
        "side": statement.side,
        "channel": statement.channel,
        "terms": statement.terms,
        "usage": statement.usage,
    }

"""The small parts of rows: spans, days, evidence, times, references, comparable words."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from onrecord.model.span import Span
from onrecord.model.statement import EntityRef
from onrecord.model.when import Basis, When

__all__ = [
    "Row",
    "basis_from_row",
    "basis_row",
    "day_from_row",
    "day_row",
    "normalise_words",
    "ref_from_row",
    "ref_row",
    "span_from_row",
    "span_row",
    "spans_from_row",
    "spans_row",
    "when_from_row",
    "when_row",
]

Row = dict[str, Any]
"""One JSON object."""


def span_row(span: Span | None) -> list[int] | None:
    """`[start, end]`, or None."""
    return None if span is None else [span.start, span.end]


def span_from_row(row: list[int] | None) -> Span | None:
    """The inverse of `span_row`."""
    return None if row is None else Span(row[0], row[1])


def spans_row(spans: Iterable[Span]) -> list[list[int]]:
    """A list of `[start, end]`."""
    return [[span.start, span.end] for span in spans]


def spans_from_row(row: Iterable[list[int]]) -> tuple[Span, ...]:
    """The inverse of `spans_row`."""
    return tuple(Span(start, end) for start, end in row)


def day_row(day: date | None) -> str | None:
    """`YYYY-MM-DD`, or None."""
    return None if day is None else day.isoformat()


def day_from_row(row: str | None) -> date | None:
    """The inverse of `day_row`."""
    return None if row is None else date.fromisoformat(row)


def basis_row(basis: Basis | None) -> Row | None:
    """The evidence of a date as `{rule, span, anchor_span, anchor_article, anchor_field}`."""
    if basis is None:
        return None
    return {
        "rule": basis.rule,
        "span": span_row(basis.span),
        "anchor_span": span_row(basis.anchor_span),
        "anchor_article": basis.anchor_article,
        "anchor_field": basis.anchor_field,
    }


def basis_from_row(row: Row | None) -> Basis | None:
    """The inverse of `basis_row`."""
    if row is None:
        return None
    return Basis(
        rule=row["rule"],
        span=span_from_row(row["span"]),
        anchor_span=span_from_row(row["anchor_span"]),
        anchor_article=row["anchor_article"],
        anchor_field=row["anchor_field"],
    )


def when_row(when: When, prefix: str = "") -> Row:
    """A time as the keys date, earliest, latest, zone and basis, each led by `prefix`."""
    return {
        f"{prefix}date": when.date,
        f"{prefix}earliest": day_row(when.earliest),
        f"{prefix}latest": day_row(when.latest),
        f"{prefix}zone": when.zone,
        f"{prefix}basis": basis_row(when.basis),
    }


def when_from_row(row: Row, prefix: str = "") -> When:
    """The inverse of `when_row`."""
    return When(
        earliest=day_from_row(row[f"{prefix}earliest"]),
        latest=day_from_row(row[f"{prefix}latest"]),
        date=row[f"{prefix}date"],
        zone=row[f"{prefix}zone"],
        basis=basis_from_row(row[f"{prefix}basis"]),
    )


def ref_row(ref: EntityRef | None) -> Row | None:
    """An entity at hand as `{entity, name, span}`."""
    return None if ref is None else {"entity": ref.entity, "name": ref.name, "span": span_row(ref.span)}


def ref_from_row(row: Row | None) -> EntityRef | None:
    """The inverse of `ref_row`."""
    return None if row is None else EntityRef(row["entity"], row["name"], span_from_row(row["span"]))


def normalise_words(words: str) -> str:
    """Words made comparable: NFKC, straight quotation marks, one kind of dash, single spaces, no outer marks."""
    plain = unicodedata.normalize("NFKC", words).translate(_MARKS)
    return " ".join(plain.split()).strip("\"'").strip()


_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff\u00ad"),  # marks without a glyph
    }
)

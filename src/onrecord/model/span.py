"""The one span type."""

from dataclasses import dataclass

__all__ = ["Span", "cover", "slice_spans"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `[start, end)` of an article's stored text, in Unicode code points.

    Raises:
        ValueError: Unless `0 <= start < end`: a fact always has words.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of `text` at this span."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span (or equals it)."""
        return self.start <= other.start and other.end <= self.end


def cover(spans: tuple[Span, ...]) -> Span:
    """The smallest span that holds all of `spans` (at least one)."""
    return spans[0] if len(spans) == 1 else Span(min([s.start for s in spans]), max([s.end for s in spans]))


def slice_spans(text: str, spans: tuple[Span, ...], gap: str = " … ") -> str:
    """The words at `spans`, joined by `gap` where the text between them is left out."""
    return gap.join(span.of(text) for span in spans)

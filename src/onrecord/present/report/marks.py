"""An article's text cut into pieces at the edges of what is marked in it.

Marked spans nest and overlap; HTML elements can't overlap. So the text is cut at every edge, each piece knows
all that covers it, and no element ever holds another one's edge.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.model import Passage, Span

__all__ = ["Block", "Layer", "Opening", "Piece", "cut_text", "paragraphs", "windows"]

_BLANK_LINES = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:(?:\r\n|\r|\n)[^\S\r\n]*)+")


@dataclass(frozen=True, slots=True)
class Layer:
    """Something marked: `kind` is "content", "source", "cue" or "trigger"; `number` the statement's, 0 for events."""

    span: Span
    kind: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Opening:
    """A place that links lead to, before the character at `at`; `number` and `back` make a reference mark there."""

    at: int
    anchor: str
    number: int = 0
    back: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the same marks throughout; `depth` counts the contents around them, `openings` stand before."""

    text: str
    depth: int
    kinds: tuple[str, ...]
    numbers: tuple[int, ...]
    openings: tuple[Opening, ...] = ()

    @property
    def classes(self) -> str:
        """The piece's CSS classes; none for bare words."""
        depth = (f"content depth-{min(self.depth, 3)}",) if self.depth else ()
        return " ".join((*depth, *(kind for kind in self.kinds if kind != "content")))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its passage's role ("" for words outside all passages) and its pieces."""

    role: str
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class _Active:
    """What covers the present place."""

    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def change(self, layer: Layer, by: int) -> None:
        key = (layer.kind, layer.number)
        self.counts[key] = self.counts.get(key, 0) + by
        if not self.counts[key]:
            del self.counts[key]

    def piece(self, text: str, openings: tuple[Opening, ...]) -> Piece:
        return Piece(
            text=text,
            depth=sum(1 for kind, _ in self.counts if kind == "content"),
            kinds=tuple(sorted({kind for kind, _ in self.counts})),
            numbers=tuple(sorted({number for _, number in self.counts if number})),
            openings=openings,
        )


def paragraphs(text: str, passages: Iterable[Passage]) -> list[tuple[str, Span]]:
    """The text's paragraphs with their roles, in order; blank lines part them, and nothing but blanks is left out."""
    found: list[tuple[str, Span]] = []
    at = 0
    for passage in sorted(passages, key=lambda passage: passage.span):
        start = max(at, passage.span.start)
        found.extend(("", span) for span in _split(text, at, start))
        found.extend((passage.role, span) for span in _split(text, start, passage.span.end))
        at = max(at, passage.span.end)
    found.extend(("", span) for span in _split(text, at, len(text)))
    return found


def _split(text: str, start: int, end: int) -> Iterable[Span]:
    at = start
    while at < end:
        gap = _BLANK_LINES.search(text, at, end)
        stop = gap.start() if gap else end
        words = text[at:stop]
        if words.strip():
            first = at + len(words) - len(words.lstrip())
            yield Span(first, first + len(words.strip()))
        at = gap.end() if gap else end


def cut_text(
    text: str, places: Sequence[tuple[str, Span]], layers: Iterable[Layer], openings: Iterable[Opening]
) -> list[Block]:
    """The paragraphs or excerpts at `places` (in order, apart from each other), cut into marked pieces.

    An opening that stands between two places is set before the later one, or after the last: no link is lost.
    """
    if not places:
        return [Block("", (Piece("", 0, (), (), tuple(openings)),))]
    layers = list(layers)
    changes = sorted(
        [(layer.span.start, 1, at) for at, layer in enumerate(layers)]
        + [(layer.span.end, -1, at) for at, layer in enumerate(layers)]
    )
    waiting = sorted(openings, key=lambda opening: (opening.at, opening.number, opening.anchor))
    active = _Active()
    n_changed = n_opened = 0
    blocks: list[Block] = []
    for place_at, (role, place) in enumerate(places):
        pieces: list[Piece] = []
        at = place.start
        is_last = place_at == len(places) - 1
        while at < place.end:
            while n_changed < len(changes) and changes[n_changed][0] <= at:
                _, by, index = changes[n_changed]
                active.change(layers[index], by)
                n_changed += 1
            first = n_opened
            while n_opened < len(waiting) and waiting[n_opened].at <= at:
                n_opened += 1
            stop = place.end
            if n_changed < len(changes):
                stop = min(stop, changes[n_changed][0])
            if n_opened < len(waiting):
                stop = min(stop, waiting[n_opened].at)
            pieces.append(active.piece(text[at:stop], tuple(waiting[first:n_opened])))
            at = stop
        if is_last and n_opened < len(waiting):
            pieces.append(Piece("", 0, (), (), tuple(waiting[n_opened:])))
        blocks.append(Block(role, tuple(pieces)))
    return blocks


def windows(text: str, spans: Iterable[Span], context_chars: int) -> list[tuple[str, Span]]:
    """Excerpts around `spans`: each with up to `context_chars` on either side, cut at words; near ones are joined."""
    found: list[Span] = []
    for span in sorted(spans):
        start = _word_start(text, max(0, span.start - context_chars), span.start)
        end = _word_end(text, span.end, min(len(text), span.end + context_chars))
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return [("excerpt", span) for span in found]


def _word_start(text: str, low: int, high: int) -> int:
    if low == 0 or text[low - 1].isspace():
        return low
    return next((at + 1 for at in range(low, high) if text[at].isspace()), high)


def _word_end(text: str, low: int, high: int) -> int:
    if high == len(text) or text[high].isspace():
        return high
    return next((at for at in range(high - 1, low - 1, -1) if text[at].isspace()), low)

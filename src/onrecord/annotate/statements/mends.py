"""What layout and grammar tell better than the reader: "From X:" blocks, whole quotations, headlines, passives."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.annotate.statements.scene import Draft, Scene, Taken
from onrecord.model import Span

__all__ = [
    "find_blocks",
    "mend_blocks",
    "mend_paragraphs",
    "mend_passives",
    "mend_quotations",
    "part_headlines",
    "without_labels",
]

_BLOCK = re.compile(r"From (?P<who>[^\n:“”\"]{2,80}):[ \t]*\r?\n")
_LABEL = re.compile(
    r"(?i)(?:(?:(?:media|press|news) )?(?:release|statement|advisory|alert|notice)|exclusive|breaking|update(?: \d+)?"
    r"|analysis|opinion|explainer|factbox|watch|live)[ \t]*:"
)
_PASSIVE = re.compile(
    r"(?i)(?:is|are|was|were|has been|have been|had been)(?: \w+)? (?:alleged|believed|claimed|estimated|expected|known"
    r"|presumed|reported|rumou?red|said|suspected|thought|understood)"
)
_CLOSING = '”»"'


def part_headlines(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Take a headline's words away from a statement that stands below it."""
    headlines = [passage.span for passage in scene.article.passages if passage.role == "headline"]
    for draft in drafts:
        told_at = (*draft.cue, *draft.source)
        below = [c for c in draft.content if not any(h.contains(c) for h in headlines)]
        if below and told_at and not any(h.overlaps(told_at[0]) for h in headlines):
            draft.content = tuple(below)


def without_labels(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that take what a headline is labelled for a source ("MEDIA RELEASE: Strike off")."""
    starts = [passage.span.start for passage in scene.article.passages if passage.role == "headline"]
    labels = [Span(*label.span()) for start in starts if (label := _LABEL.match(scene.text, start)) is not None]
    return [d for d in drafts if not any(_is_told_in(label, d) for label in labels)]


def _is_told_in(label: Span, draft: Draft) -> bool:
    told = (*draft.source, *draft.cue)
    return bool(told) and all(label.contains(span) for span in told)


def mend_blocks(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give the source to "From X:" above a block of words where the reader found the cue alone."""
    for draft in drafts:
        if draft.source or len(draft.cue) != 1:
            continue
        block = _BLOCK.match(scene.text, draft.cue[0].start)
        if block is not None and not any(span.start < block.end() for span in draft.content):
            draft.source = (Span(*block.span("who")),)


def find_blocks(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Blocks below a "From X:" that the reader gave to another block's speaker, taken away from that one.

    A draft that holds nothing else is given to X instead.
    """
    found = []
    for block in _BLOCK.finditer(scene.text):
        heading = Span(block.start(), block.start() + len("From"))
        who = Span(*block.span("who"))
        place = Span(*block.span())
        holder = next((d for d in drafts if any(s.start == block.end() for s in d.content)), None)
        if holder is None or any(place.overlaps(span) for span in (*holder.source, *holder.cue)):
            continue
        if len(holder.content) == 1:
            holder.source, holder.cue = (who,), (heading,)
            continue
        content = tuple(span for span in holder.content if span.start == block.end())
        holder.content = tuple(span for span in holder.content if span.start != block.end())
        paragraph = scene.paragraph_of(block.start())
        found.append(Draft((who,), (heading,), content, holder.confidence, paragraph=paragraph))
    return found


def mend_paragraphs(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Take a quotation that its paragraph leaves open on to the last of the paragraphs that open it anew."""
    starts = sorted(quote.start for quote in scene.quotes)
    by_start = {quote.start: quote for quote in scene.quotes}
    for draft in drafts:
        if not draft.content:
            continue
        last = draft.content[-1]
        here = scene.quotes_in(Span(last.end - 1, last.end))
        piece = next((q for q in here if q.start < last.end <= q.end and _is_open(scene, q)), None)
        if piece is None:
            continue
        taken = Taken(span for d in drafts for span in (*d.source, *d.cue, *d.content) if span not in draft.content)
        while piece is not None:
            following = next(iter(starts[bisect_left(starts, piece.end) :][:1]), None)
            if following is None or scene.text[piece.end : following].strip():
                break
            piece = by_start[following]
            if taken.touches(piece):
                break
            draft.content = (*draft.content[:-1], Span(last.start, piece.end))
            last = draft.content[-1]
            if not _is_open(scene, piece):
                break


def _is_open(scene: Scene, quote: Span) -> bool:
    """Whether a paragraph's part of a quotation lacks its closing mark."""
    return scene.text[quote.end - 1] not in _CLOSING


def mend_quotations(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Take a quotation on to its closing mark where the reader left off at the end of one of its sentences."""
    for draft in drafts:
        if not draft.content:
            continue
        last = draft.content[-1]
        whole = next((q for q in scene.quotes_in(last) if q.start == last.start and last.end < q.end), None)
        if whole is None or not _is_whole(scene, whole):
            continue
        rest = Span(last.end, whole.end)
        told = any(span.overlaps(rest) for span in (*draft.source, *draft.cue))
        if scene.text[last.end - 1] in ".!?" and not told:
            draft.content = (*draft.content[:-1], whole)


def _is_whole(scene: Scene, quote: Span) -> bool:
    """Whether a quotation has both its marks and lies in one paragraph, its marks on the sides of words."""
    text = quote.of(scene.text)
    return "\n" not in text and text[-1] in _CLOSING and not text[1:2].isspace() and not text[-2:-1].isspace()


def mend_passives(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Nobody is the source of "both are reported to have fled": its subject is what is told of."""
    for draft in drafts:
        if len(draft.source) != 1 or len(draft.cue) != 1 or not draft.content:
            continue
        source, cue = draft.source[0], draft.cue[0]
        between = scene.text[source.end : cue.start]
        told = scene.text[draft.content[0].start :].startswith("to ")
        if told and source.end <= cue.start and not between.strip(" ,") and _PASSIVE.fullmatch(cue.of(scene.text)):
            draft.source, draft.content = (), (source, *draft.content)

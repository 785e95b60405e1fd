"""Quotations that are told after themselves (“…,” Doe said) but were given to words before them."""

from collections.abc import Sequence

from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.tables import LEXICON
from onrecord.model import Span

__all__ = ["mend_tails"]

_REPORTING = frozenset(LEXICON["spoken"]["reporting"])
_LEADING_ON = ",?!"  # what stands before the closing mark of a quotation that its sentence goes on after
_REACH_CHARS = 90


def mend_tails(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with every quotation that "…,” Doe said" follows given to Doe.

    The draft that held it goes when its cue reports nothing ("Doe called, to “test the waters,” an aide said") and
    stays beside the new one when it does ("“It is,” Doe said, the station reported").
    """
    mended = list(drafts)
    taken = {span for draft in drafts for span in (*draft.source, *draft.cue)}
    for quote in scene.quotes:
        if len(quote) < 3 or scene.text[quote.end - 2] not in _LEADING_ON:
            continue
        told = _told_after(scene, quote)
        if told is None or any(span.overlaps(part) for span in taken for part in told):
            continue
        holder = next((d for d in mended if any(c.overlaps(quote) for c in d.content)), None)
        if holder is None:
            continue
        source, cue = told
        reports = any(_is_reporting(scene, span) for span in holder.cue)
        content = (quote,) if reports else (_from_sentence(scene, quote),)
        new = Draft((source,), (cue,), content, holder.confidence, paragraph=scene.paragraph_of(source.start))
        if not reports:
            mended.remove(holder)
        mended.append(new)
    return mended


def _told_after(scene: Scene, quote: Span) -> tuple[Span, Span] | None:
    """Source and cue of the clause right after a quotation in its sentence, when its first verb reports."""
    parse = scene.parse
    end = min(len(scene.text), quote.end + _REACH_CHARS)
    if end <= quote.end:
        return None
    after = [i for i in parse.words_in(Span(quote.end, end)) if parse.words[i].span.start >= quote.end]
    last = next(reversed(parse.words_in(quote)), None)
    for word in after:
        if last is None or parse.words[word].sentence != parse.words[last].sentence:
            return None
        if not parse.words[word].tag.startswith("VB"):
            if parse.forms[word] in {".", ";", ":", "“", '"'}:
                return None
            continue
        if parse.lowers[word] not in _REPORTING:
            return None
        subject = next((c for c in parse.children[word] if parse.words[c].dep == "nsubj" and c in after), None)
        return _phrases(scene, subject, word, quote) if subject is not None else None
    return None


def _phrases(scene: Scene, subject: int, verb: int, quote: Span) -> tuple[Span, Span] | None:
    parse = scene.parse
    cue = parse.words[verb].span
    inside = [
        i for i in parse.subtree(subject) if parse.words[i].span.start >= quote.end and (i < verb) == (subject < verb)
    ]
    source = parse.span(min(inside), max(inside))
    return None if source.overlaps(cue) else (source, cue)


def _is_reporting(scene: Scene, cue: Span) -> bool:
    words = [scene.parse.lowers[i] for i in scene.parse.words_in(cue)]
    return any(word in _REPORTING for word in words) or words[:1] == ["according"]


def _from_sentence(scene: Scene, quote: Span) -> Span:
    """The sentence up to the end of its quotation: what the quotation is a part of was said, too."""
    sentences = scene.parse.reading.sentences
    start = max((s.start for s in sentences if s.start <= quote.start), default=quote.start)
    return Span(start, quote.end)

"""Words talked about: terms in quotation marks ("what he called a “…”") and words said not to be used."""

import re
from collections.abc import Sequence

from onrecord.annotate.statements.quotes import trim_marks
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.tables import pattern
from onrecord.annotate.statements.terms import find_terms
from onrecord.model import EntityRef, Span

__all__ = ["drop_moved", "find_usages"]

_OBJECTS = frozenset({"dobj", "obj", "dative"})
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_MAX_TERM_WORDS = 6  # longer quotations say something
_MAX_CALLED_WORDS = 10  # but for what comes after "what she called"
_CALLED = re.compile(
    r"\b(?P<lead>[Ww]hat|which|whom|that|of what|whatever) (?P<who>(?:[\w’'\-.]+ ){0,6}?)"
    r"(?P<verb>(?:has |have |had |is |was |were )?(?:call(?:s|ed|ing)?|term(?:s|ed)|dub(?:s|bed)|describ(?:es|ed) as|"
    r"refer(?:s|red) to as|label(?:s|led)|style[sd]?|known as))\s+(?:(?:a|an|the|its|his|her|their|as|only|this)\s+)*$"
)
_REFERRED = re.compile(r"\b(?:refer(?:s|red)? to [\w \-]{2,60}? as|spe(?:ak|aks|aking) only of)\s+(?:an?\s+|the\s+)?$")
_SO_CALLED = re.compile(r"\bso-called\s+$")
_WORD = re.compile(
    r"\b(?:the|this|that|its|his|her|their|a|even the|no)?\s*"
    + r"(?:word|words|term|terms|phrase|expression|label|slogan|epithet|euphemism)s?,?\s+$"
)
_USE_OF_WORD = re.compile(
    r"\b(?:use|utter|say|mention|repeat) (?:of )?(?:the|that) (?:word|term|phrase|expression)\s+$"
)


def find_usages(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """A row for every quoted stretch that is a term, in text order."""
    plain = [d for d in drafts if d.usage is None]
    found = []
    for quote in scene.quotes:
        usage = _usage(scene, quote, plain)
        if usage is not None:
            found.append(usage)
    return found


def drop_moved(drafts: Sequence[Draft], usages: Sequence[Draft]) -> list[Draft]:
    """The drafts less those that say no more than that somebody failed to move another to use a word.

    Such a relation ("failed to prod Doe to use the word “…”") has its cue in the cue of a `not_used` row of another
    speaker; nobody is quoted there.
    """
    moved = [row for row in usages if row.usage == "not_used" and row.cue]
    lost = [draft for draft in drafts if any(_tells_of_moving(draft, row) for row in moved)]
    for row in usages:
        if any(row.outer is draft for draft in lost):
            row.outer = None
    return [d for d in drafts if not any(d is x or d.outer is x for x in lost)]


def _tells_of_moving(draft: Draft, row: Draft) -> bool:
    same = draft.speaker is not None and row.speaker is not None and draft.speaker.entity == row.speaker.entity
    if not draft.cue or not row.cue or same:
        return False
    inside = row.cue[0].contains(draft.cue[0]) and any(c.contains(q) for c in draft.content for q in row.content)
    return inside and bool(row.source) and draft.cue[0].end <= row.source[0].start


def _usage(scene: Scene, quote: Span, plain: Sequence[Draft]) -> Draft | None:
    words = trim_marks(scene.text, quote).split()
    if not words or len(words) > _MAX_CALLED_WORDS:
        return None
    sentence = next((s for s in scene.parse.reading.sentences if s.start <= quote.start < s.end), None)
    if sentence is None:
        return None
    holder = _holder(quote, plain)
    before = scene.text[sentence.start : quote.start]
    called = _CALLED.search(before)
    if called is not None:
        who = called.group("who").strip()
        base = sentence.start + called.start("who")
        source = _strip(scene.text, base, base + len(called.group("who"))) if who else None
        cue = _strip(scene.text, sentence.start + called.start("verb"), sentence.start + called.end("verb"))
        return _row(scene, quote, "term", source, cue, holder)
    if len(words) > _MAX_TERM_WORDS:
        return None
    if _SO_CALLED.search(before) or _REFERRED.search(before):
        return _row(scene, quote, "term", None, None, holder)
    refusal = _refused(scene, before, bool(_WORD.search(before)))
    if refusal is not None:
        return _not_used(scene, quote, refusal, sentence, holder, plain)
    if _WORD.search(before) and not _is_sentence(scene.text, quote):
        return _row(scene, quote, "term", None, None, holder)
    owner = _possessor(scene, sentence, quote)
    if owner is not None:
        return _row(scene, quote, "term", owner, None, holder)
    if holder is None and not _is_sentence(scene.text, quote):
        return _row(scene, quote, "term", None, None, None)
    return None


def _holder(quote: Span, plain: Sequence[Draft]) -> Draft | None:
    holders = [d for d in plain if any(c.contains(quote) or quote.contains(c) for c in d.content)]
    return min(holders, key=lambda d: len(d.cover), default=None)


def _is_sentence(text: str, quote: Span) -> bool:
    """Whether the quotation starts like a sentence and ends like one."""
    inner = text[quote.start + 1 : quote.end - 1].strip()
    return bool(inner) and inner[0].isupper() and inner[-1] in ".!?,"


def _refused(scene: Scene, before: str, named_word: bool) -> re.Match[str] | None:
    """The refusing word when the sentence before a quotation says that it was not used."""
    refusals = list(pattern("usage", "refusals").finditer(before))
    if not refusals:
        return None
    refusal = refusals[-1]
    between = before[refusal.end() :]
    using = pattern("usage", "using").search(between)
    avoided = refusal.group().startswith(("avoid", "shun", "shied", "steer"))
    if _USE_OF_WORD.search(before) and not any(mark in between for mark in '“”";'):
        return refusal
    if len(between) > 90 or any(mark in between for mark in '“”";'):
        return None
    if named_word and (using or avoided or len(between) < 40):
        return refusal
    adjacent = using is not None and "," not in between[: using.start()] and len(between[: using.start()].split()) <= 3
    if adjacent and using and len(between[using.end() :].split()) <= 3 and not re.search(r"\bthat\b", between):
        return refusal
    return refusal if avoided and len(between.split()) <= 3 else None


def _not_used(
    scene: Scene, quote: Span, refusal: re.Match[str], sentence: Span, holder: Draft | None, plain: Sequence[Draft]
) -> Draft:
    at = Span(sentence.start + refusal.start(), sentence.start + refusal.end())
    by = next((d for d in plain if any(c.overlaps(at) for c in d.cue)), None)
    cue = _strip(scene.text, at.start, quote.start)
    row = _row(scene, quote, "not_used", None, cue, None if by is holder else holder)
    controller = _moved(scene, at, quote)
    if controller is not None:
        by = None  # "failed to prod Doe to use the word": Doe is the one who didn't
    else:
        controller = _subject_of(scene, quote, at)
    if by is not None:
        row.source, row.speaker = by.source, by.speaker
        row.terms, row.terms_span, row.channel = by.terms, by.terms_span, by.channel
        return row
    mention = scene.mention_at_head(controller) if controller is not None else None
    if mention is not None:
        row.source = (mention.span,)
        row.speaker = scene.ref(mention.entity) if mention.entity else None
        row.terms = find_terms(scene, row)
    return row


def _moved(scene: Scene, refusal: Span, quote: Span) -> int | None:
    """Who was to be moved to use the words: the object right after "prod", "get", "persuade"."""
    for mention in scene.mentions:
        between = refusal.end < mention.span.start and mention.span.end < quote.start
        if between and pattern("usage", "causing").search(scene.text[refusal.end : mention.span.start]):
            return next(iter(scene.parse.heads_in(mention.span)), None)
    return None


def _subject_of(scene: Scene, quote: Span, refusal: Span) -> int | None:
    """The one who would have used the words: the subject, or the object that controls the verb ("prod Xi to use")."""
    parse = scene.parse
    first = parse.words_in(quote)[0]
    word = first
    seen = 0
    while seen < 12 and not parse.words[word].tag.startswith("VB"):
        if parse.words[word].head == word:
            return None
        word = parse.words[word].head
        seen += 1
    while seen < 12:
        for child in parse.children[word]:
            if parse.words[child].dep in {"nsubj", "nsubjpass"}:
                return child
        governor = parse.words[word].head
        if governor == word:
            return None
        if parse.words[word].dep in {"xcomp", "ccomp"}:
            for child in parse.children[governor]:
                if parse.words[child].dep in _OBJECTS:
                    return child
        word = governor
        seen += 1
    return None


def _possessor(scene: Scene, sentence: Span, quote: Span) -> Span | None:
    """The name right before a term that it belongs to (China's "…")."""
    for mention in scene.mentions:
        if sentence.contains(mention.span) and mention.type == "name" and mention.span.end < quote.start:
            between = scene.text[mention.span.end : quote.start]
            if re.fullmatch(r"['’]s?\s+", between):
                return mention.span
    return None


def _row(scene: Scene, quote: Span, usage: str, source: Span | None, cue: Span | None, holder: Draft | None) -> Draft:
    row = Draft(
        source=(source,) if source else (),
        cue=(cue,) if cue else (),
        content=(quote,),
        confidence=holder.confidence if holder else 1.0,
        kind="direct",
        usage=usage,
        outer=holder,
        paragraph=scene.paragraph_of(quote.start),
    )
    if source is not None:
        row.speaker = _mention_of(scene, source)
        if holder is not None and holder.speaker is not None and source.of(scene.text).lower() in _PRONOUNS:
            row.speaker = holder.speaker  # "she accused it of what she called …"
        if holder is not None and holder.speaker == row.speaker:
            row.terms, row.terms_span, row.channel = holder.terms, holder.terms_span, holder.channel
        else:
            row.terms = find_terms(scene, row)
    elif holder is not None and cue is None:
        row.speaker = holder.speaker
        row.terms, row.terms_span, row.channel = holder.terms, holder.terms_span, holder.channel
    return row


def _mention_of(scene: Scene, span: Span) -> EntityRef | None:
    inside = [m for m in scene.mentions if span.overlaps(m.span) and m.entity]
    best = max(inside, key=lambda m: (m.span.end, -m.span.start), default=None)
    return scene.ref(best.entity) if best and best.entity else None


def _strip(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None

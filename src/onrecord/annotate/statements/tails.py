"""Quotations that the reader gave to the wrong words, or to nobody.

Those told after themselves (“…,” Doe said) were given to words before them; those that stand alone after a sentence on
somebody (Doe laughed. “…”) to nobody.
"""

import re
from collections.abc import Sequence

from onrecord.annotate.statements.scene import Draft, Scene, Taken
from onrecord.annotate.statements.speakers import by_surname
from onrecord.annotate.statements.tables import LEXICON
from onrecord.model import Span

__all__ = ["add_lone_quotes", "mend_tails"]

_REPORTING = frozenset(LEXICON["spoken"]["reporting"])
_LEADING_ON = ",?!"  # what stands before the closing mark of a quotation that its sentence goes on after
_REACH_CHARS = 90
_MIN_LONE_WORDS = 4  # shorter quotations are terms or titles
_IN_WORDS_OF = re.compile(
    r"\b(?P<cue>[Ii]n the words of) (?P<who>[^,;:“”\"\n]{2,80}),? $|"
    r"\b[Ii]n (?:(?P<owner>[^,;:“”\"\n]{2,60}?)['’]s?|(?P<pronoun>his|her|their|its)) (?P<words>(?:own )?words),? $"
)
_CUE_BY = {"who": "cue", "owner": "words", "pronoun": "words"}
_LONE_CONFIDENCE = 0.5
_GOING_ON = re.compile(
    r"\s+(?P<who>[Hh]e|[Ss]he|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}) "
    r"(?P<cue>went on|continued|began|concluded|shouted|whispered|shrugged|smiled|laughed|sighed|joked|quipped)\b"
)


def mend_tails(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with every quotation that "…,” Doe said" follows given to Doe.

    The draft that held it goes when its cue reports nothing ("Doe called, to “test the waters,” an aide said"). When it
    does, it keeps its other words ("“It is,” Doe said. “No,” an aide said"), or, without any, stays beside the new one
    ("“It is,” Doe said, the station reported").
    """
    scene.place(drafts)
    lost: set[int] = set()
    found: list[Draft] = []
    taken = Taken(span for draft in drafts for span in (*draft.source, *draft.cue))
    for quote in scene.quotes:
        if len(quote) < 3 or scene.text[quote.end - 2] not in _LEADING_ON:
            continue
        told = _told_after(scene, quote)
        if told is None or any(taken.touches(part) for part in told):
            continue
        holder = next((d for d in scene.near(quote) if any(c.overlaps(quote) for c in d.content)), None)
        if holder is None or id(holder) in lost:
            continue
        source, cue = told
        reports = any(_is_reporting(scene, span) for span in holder.cue)
        content = (quote,) if reports else (_from_sentence(scene, quote),)
        new = Draft((source,), (cue,), content, holder.confidence, paragraph=scene.paragraph_of(source.start))
        if not reports:
            lost.add(id(holder))
        else:
            holder.content = tuple(c for c in holder.content if not c.overlaps(quote)) or holder.content
        found.append(new)
    return [*(d for d in drafts if id(d) not in lost), *found]


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


def add_lone_quotes(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts and a row for each quoted sentence that none holds, and for what is told "in the words of" somebody.

    A sentence has a source where "he went on" follows; else it stands without one, as the words of the one person whom
    the sentence before it in its paragraph names, if it names one alone.
    """
    scene.place(drafts)
    held = Taken(span for draft in drafts for span in draft.content)
    bodies = Taken(p.span for p in scene.article.passages if p.role == "body")
    found = []
    for quote in scene.quotes:
        if held.touches(quote) or not bodies.touches(quote):
            continue
        in_words = _in_words_of(scene, quote)
        if in_words is not None:
            found.append(in_words)
            continue
        if not _is_whole(scene, quote):
            continue
        after = _GOING_ON.match(scene.text, quote.end)
        if after is not None:
            spans = (Span(*after.span("who")),), (Span(*after.span("cue")),)
            found.append(Draft(*spans, (quote,), _LONE_CONFIDENCE, paragraph=scene.paragraph_of(quote.start)))
        elif scene.text[quote.end - 2] in ".!?" and (who := _only_person_before(scene, quote)) is not None:
            row = Draft((), (), (quote,), _LONE_CONFIDENCE, paragraph=scene.paragraph_of(quote.start))
            row.speaker = scene.ref(who)
            found.append(row)
    return [*drafts, *found]


def _in_words_of(scene: Scene, quote: Span) -> Draft | None:
    """The row of what stands "in the words of Doe, “…”" or "in Doe's words, “…”"."""
    at = next(iter(scene.sentences_of(quote)), None)
    if at is None:
        return None
    start = scene.parse.reading.sentences[at].start
    told = _IN_WORDS_OF.search(scene.text[start : quote.start])
    if told is None:
        return None
    who = next(name for name in ("who", "owner", "pronoun") if told[name])
    source, words = (Span(start + told.start(name), start + told.end(name)) for name in (who, _CUE_BY[who]))
    return Draft((source,), (words,), (quote,), _LONE_CONFIDENCE, paragraph=scene.paragraph_of(quote.start))


def _is_whole(scene: Scene, quote: Span) -> bool:
    """Whether a quotation is a sentence of several words that opens the article's own sentence."""
    words = quote.of(scene.text)[1:-1].split()
    at = next(iter(scene.sentences_of(quote)), None)
    opens = at is not None and not scene.text[scene.parse.reading.sentences[at].start : quote.start].strip()
    return len(words) >= _MIN_LONE_WORDS and words[0][0].isupper() and opens


def _only_person_before(scene: Scene, quote: Span) -> str | None:
    at = next(iter(scene.sentences_of(quote)), 0)
    if at == 0:
        return None
    before = scene.parse.reading.sentences[at - 1]
    if scene.paragraph_of(before.start) != scene.paragraph_of(quote.start):
        return None
    people: set[str | None] = {
        m.entity
        for m in scene.mentions_in(before)
        if m.entity and scene.entities[m.entity].type in {"person", "unnamed"}
    }
    if not people:
        told = [by_surname(scene, i) for i in scene.parse.words_in(before)]
        people = {ref.entity for ref in told if ref is not None}
    return next(iter(people)) if len(people) == 1 else None

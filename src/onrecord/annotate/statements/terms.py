"""On what terms a statement was made, as the article states them."""

import re
from collections.abc import Sequence

from onrecord.annotate.mentions.tables import NOUNS
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.speakers import source_head
from onrecord.annotate.statements.tables import LEXICON, SOURCE_NOUNS, pattern
from onrecord.model import Entity, Span

__all__ = ["carry_terms", "find_terms", "find_terms_span"]

_PEOPLE = LEXICON["people"]
_SPOKESPEOPLE = frozenset(_PEOPLE["spokespeople"])
_OFFICIALS = frozenset(_PEOPLE["officials"])
_OFFICES = frozenset(_PEOPLE["offices"])
_VAGUE = frozenset(_PEOPLE["vague_plurals"])
_NUMERALS = frozenset(_PEOPLE["numerals"])
_DEFINITE = frozenset({"the", "his", "her", "its", "their", "this", "that"})
_REACH_CHARS = 320  # a stated reason stands in the source's own sentence or the next one


def find_terms(scene: Scene, draft: Draft) -> str:
    """The terms that the source's own words and its entity tell; stated reasons come in by `carry_terms`."""
    entity = scene.entity(draft.speaker)
    head = source_head(scene, draft)
    if head is not None and scene.parse.lowers[head] in SOURCE_NOUNS and not (entity and entity.type == "person"):
        return SOURCE_NOUNS[scene.parse.lowers[head]].terms
    if entity is None:
        if draft.speaker is not None:
            return "institution"
        return _describe(scene, draft, head) if head is not None else "unknown"
    if entity.type == "person":
        return "named"
    if entity.type in {"organisation", "country", "place"}:
        return "institution"
    if entity.type == "document":
        return "document"
    return _of_description(scene, entity)


def _of_description(scene: Scene, entity: Entity) -> str:
    """The terms of an unnamed speaker, by the fullest description that the article gives."""
    first = next((m for m in scene.mentions if m.entity == entity.id and m.type != "pronoun"), None)
    if first is None:
        return "unknown"
    head = next(iter(scene.parse.heads_in(first.span)), None)
    if head is None:
        return "unknown"
    words = [scene.parse.lowers[i] for i in scene.parse.words_in(first.span)]
    return _by_words(scene, head, words)


def _describe(scene: Scene, draft: Draft, head: int) -> str:
    if scene.parse.words[head].tag in {"PRP", "PRP$", "WP", "DT", "EX"}:
        return "unknown"
    words = [scene.parse.lowers[i] for span in draft.source for i in scene.parse.words_in(span)]
    return _by_words(scene, head, words)


def _by_words(scene: Scene, head: int, words: Sequence[str]) -> str:
    noun = scene.parse.lowers[head]
    plural = scene.parse.words[head].tag in {"NNS", "NNPS"}
    if noun in _SPOKESPEOPLE:
        return "institution"
    if noun in SOURCE_NOUNS:
        return SOURCE_NOUNS[noun].terms
    counted = bool(_NUMERALS & set(words[:3]))
    if noun in _NUMERALS or (counted and not plural):
        return "anonymous"
    if plural or noun in _VAGUE or (noun in NOUNS and NOUNS[noun].kind == "people"):
        return "anonymous" if counted and noun in _OFFICIALS | {"people", "persons"} else "collective"
    if noun in _OFFICES and words and words[0] in _DEFINITE:
        return "institution"
    if noun in NOUNS and NOUNS[noun].kind == "organisation":
        return "institution"
    return "anonymous"


def find_terms_span(scene: Scene, draft: Draft, contents: Sequence[Span]) -> Span | None:
    """The words near a statement that state why its source goes unnamed."""
    text = scene.text
    sentences = scene.parse.reading.sentences
    anchor = draft.anchor
    index = next((i for i, s in enumerate(sentences) if s.start <= anchor.start < s.end), None)
    if index is None:
        return None
    ends = [i for i in (index, index + 1) if i < len(sentences)]
    if not draft.source:
        return None
    for i in ends:
        sentence = sentences[i]
        if sentence.start - anchor.end > _REACH_CHARS or scene.paragraph_of(sentence.start) > draft.paragraph:
            continue
        own = i == index
        found = _state_of_terms(text, sentence, contents, own)
        if found is not None:
            return found
    return None


def _state_of_terms(text: str, sentence: Span, contents: Sequence[Span], own: bool) -> Span | None:
    keys = pattern("anonymity", "keys")
    for opener in pattern("anonymity", "openers").finditer(text, sentence.start, sentence.end):
        start = opener.start()
        if any(c.start <= start < c.end for c in contents) or (not own and start > sentence.start + 2):
            continue
        end = _end_of_clause(text, start, sentence.end, contents)
        words = text[start:end]
        if keys.search(words) is None:
            continue
        return Span(start, end)
    return None


_CLAUSE_END = re.compile(r",? (?:said|says|added|adds|told|described|put|called|and (?:said|added))\b|, (?=\w+(?:ed|s) )|[“\"]|;|—|\)")


def _end_of_clause(text: str, start: int, limit: int, contents: Sequence[Span]) -> int:
    """Where the words that began at `start` end: before the next content, a reporting verb or the full stop."""
    end = min([limit, *(c.start for c in contents if start < c.start < limit)])
    stop = _CLAUSE_END.search(text, start + 1, end)
    if stop is not None:
        end = stop.start()
    while end > start and text[end - 1] in " \n\t,;:.":
        end -= 1
    return end


def carry_terms(scene: Scene, drafts: Sequence[Draft]) -> None:
    """An unnamed source's stated reason holds for its later statements, and makes it anonymous."""
    contents = [span for draft in drafts for span in draft.content]
    reasons: dict[str, Span] = {}
    for draft in drafts:
        if draft.terms in {"named", "document", "unknown"} and draft.speaker is not None:
            continue
        entity = draft.speaker.entity if draft.speaker else None
        span = find_terms_span(scene, draft, contents) if draft.terms != "named" else None
        if span is not None and entity:
            reasons.setdefault(entity, span)
        draft.terms_span = span or (reasons.get(entity) if entity else None)
        if draft.terms_span is not None:
            draft.terms = "anonymous"
    for draft in drafts:  # a reason given later holds for what the same source said before
        entity = draft.speaker.entity if draft.speaker else None
        if draft.terms_span is None and entity in reasons and draft.terms in {"anonymous", "institution", "collective"}:
            draft.terms_span = reasons[entity]
            draft.terms = "anonymous"

"""What an institution's own text says in its own voice: sentences that lay their words at nobody else's door."""

import re
from collections.abc import Sequence

from onrecord.annotate.statements.scene import Draft, Scene, Taken
from onrecord.annotate.statements.speakers import is_issuer, issuer_ref
from onrecord.annotate.statements.tables import LEXICON, pattern
from onrecord.gazetteer import find_country
from onrecord.model import EntityRef, Span

__all__ = ["find_own_words"]

_ENGAGING = frozenset(LEXICON["own"]["engaging"])
_JOINT = frozenset(LEXICON["own"]["joint"])
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AHEAD = frozenset({"will", "shall", "would", "'ll", "’ll"})
_MIN_WORDS = 4
_CONFIDENCE = 0.87
"""The share of these rows that are labelled as the issuer's statements: 106 of 120 (`data/accounts`, train part)."""


def find_own_words(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The issuer's own statements in its readout, statement or press release, in text order; none for news.

    A sentence counts when nobody else is told to say it. What the text lays in the mouth of both sides or of the other
    one ("the two ministers agreed", "the Syrian side promised") is the issuer's account, too, and stands beside the
    other row. Who met whom and when, greetings and addresses give nothing.
    """
    genre = scene.genre
    issuer = issuer_ref(scene)
    if not genre.own or genre.turns or issuer is None:
        return []
    taken = Taken(span for d in drafts if not _is_lent(scene, d) for span in (*d.source, *d.cue, *d.content))
    bodies = Taken(p.span for p in scene.article.passages if p.role == "body")
    return [
        Draft(
            source=(),
            cue=(),
            content=(place,),
            confidence=_CONFIDENCE,
            speaker=issuer,
            terms="institution",
            channel=genre.channel,
            paragraph=scene.paragraph_of(place.start),
        )
        for sentence in scene.parse.reading.sentences
        if bodies.touches(sentence) and not taken.touches(sentence)
        if (place := _trim(scene.text, sentence)) is not None and _tells(scene, place)
    ]


def _is_lent(scene: Scene, draft: Draft) -> bool:
    """Whether the issuer lays indirect words in the mouth of both sides, of the other one or of nobody."""
    if draft.kind != "indirect" or draft.outer is not None:
        return False
    words = [w.strip(",.").lower() for span in draft.source for w in span.of(scene.text).split()]
    if not words:
        return draft.speaker is None
    if _JOINT & set(words) and not any(is_issuer(scene, ref) for ref in [draft.speaker] if ref is not None):
        return True
    home = _countries([scene.genre.issuer or ""])
    theirs = _countries([span.of(scene.text) for span in draft.source] + _told(scene, draft.speaker))
    return bool(home and theirs and not home & theirs)


def _told(scene: Scene, ref: EntityRef | None) -> list[str]:
    return [*scene.role_texts(ref), ref.name] if ref is not None else []


def _countries(texts: Sequence[str]) -> set[str]:
    found = (find_country(word.strip(",.'’s")) or find_country(word) for text in texts for word in text.split())
    return {country.code for country in found if country is not None and country.code}


def _trim(text: str, sentence: Span) -> Span | None:
    start, end = sentence.start, sentence.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _tells(scene: Scene, sentence: Span) -> bool:
    """Whether a sentence says something: it has a finite verb, and isn't the frame of the engagement or an address."""
    parse = scene.parse
    words = parse.words_in(sentence)
    if len(words) < _MIN_WORDS or scene.text[sentence.end - 1] not in '.!;”"’' or scene.text[sentence.start].islower():
        return False
    if not any(parse.words[i].tag in _FINITE for i in words):
        return False
    if pattern("own", "service").search(sentence.of(scene.text)):
        return False
    return not _is_frame(scene, sentence)


def _is_frame(scene: Scene, sentence: Span) -> bool:
    """Whether a sentence tells only who met or called whom: its main verb is one of meeting, with nothing on how."""
    parse = scene.parse
    if re.search(pattern("own", "told"), sentence.of(scene.text)):
        return False
    roots = [i for i in parse.heads_in(sentence) if parse.words[i].tag.startswith("VB")]
    return any(parse.lowers[root] in _ENGAGING and not _is_ahead(scene, root) for root in roots)


def _is_ahead(scene: Scene, root: int) -> bool:
    """Whether a meeting is still to come: that it will be held is more than a frame ("talks will be held soon")."""
    return any(scene.parse.lowers[child] in _AHEAD for child in scene.parse.children[root] if child < root)

"""By what means a statement was made."""

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.annotate.statements.genre import is_state_outlet
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.speakers import is_issuer, is_name, source_head
from onrecord.annotate.statements.tables import SOURCE_NOUNS, load_channel_rules, pattern
from onrecord.gazetteer.outlets import find_outlet
from onrecord.model import Entity, EntityRef

__all__ = ["carry_channels", "find_channel", "outlet_channel"]

_LASTING = frozenset(
    {"statement", "press_briefing", "interview", "speech", "readout", "background", "state_media", "social_media"}
)
_SPOKEN = frozenset({"press_briefing", "interview", "speech"})
_OCCASIONS = frozenset({"press_briefing", "interview", "speech", "state_media"})
_PRESS = frozenset({"media", "state_media"})
_TELLS = re.compile(r"\b(?:t(?:old|ells?|elling)|said|says|spoke|speaking|confirm\w*|admitt\w+|repl\w+|wr[io]t\w+)\b")
_MIN_VOICES = 3  # so many passers-by, each "name, age: “…”", make a street interview
_NEAR_PARAGRAPHS = 1
_LEAD_PARAGRAPHS = 4  # a headline and a lead sum up words whose setting is told below
_SEEN_BY = re.compile(r",? (?:a copy of )?(?:which was )?(?:seen|obtained|reviewed|viewed) by\b")
_VERSIONS = frozenset({"version", "account", "text", "summary"})
_HEADED_LINES = 3  # a headline and two paragraphs
_HEADLINE_CHARS = 120
_STEM_CHARS = 5
_HEAD_CHARS = 600  # where an article says that it reports a trial


def find_channel(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """The channel that the statement's own words tell."""
    head = source_head(scene, draft)
    noun = SOURCE_NOUNS.get(scene.parse.lowers[head]) if head is not None and not is_name(scene, head) else None
    source = " ".join(span.of(scene.text) for span in draft.source)
    if noun is not None and noun.channel == "document" and head is not None and scene.parse.lowers[head] != "report":
        papers = (rule for rule in load_channel_rules() if rule.where == "source" and rule.channel in _PRESS)
        # "a circular obtained by this magazine", but "the trade paper Metal Month"
        return next((rule.channel for rule in papers if rule.pattern.search(source)), "document")
    if noun is not None and noun.channel == "social_media":
        return noun.channel  # "the post" isn't the Post
    outlet = _outlet_by_now(scene, draft.speaker, draft, drafts)
    if outlet is not None:
        return outlet
    if noun is not None and noun.channel is not None:
        return noun.channel
    frame = scene.frame(draft)
    frame = frame[:1].lower() + frame[1:]  # "In a statement, …"
    cue = " ".join(span.of(scene.text) for span in draft.cue)
    looked_at = {"cue": cue, "source": source, "frame": frame}
    for rule in load_channel_rules():
        if rule.pattern.search(looked_at[rule.where]):
            return rule.channel
    entity = scene.entity(draft.speaker)
    if entity is not None and entity.type == "document":
        return _document_channel(scene, draft)
    return _told_outlet(scene, draft, drafts) or _occasion(scene, draft) or _by_setting(scene, draft, cue)


def _by_setting(scene: Scene, draft: Draft, cue: str) -> str | None:
    """The occasion's channel: "speech" in a debate, "other" at a trial, "document" for what a judge writes."""
    said_by = " ".join([span.of(scene.text) for span in draft.source] + scene.role_texts(draft.speaker))
    head = f"{scene.article.title or ''}\n{scene.text[:_HEAD_CHARS]}"
    if pattern("settings", "parliamentarians").search(said_by) and pattern("settings", "debate").search(head[:200]):
        return "speech"
    in_court = pattern("settings", "trial").search(head) and pattern("settings", "pleading").match(cue)
    if not pattern("settings", "court_people").search(said_by):
        return "other" if in_court else None
    if pattern("settings", "writing").search(cue):
        return "document"
    return "other" if pattern("settings", "court").search(head) else None


def outlet_channel(scene: Scene, ref: EntityRef | None, drafts: Sequence[Draft] = ()) -> str | None:
    """ "state_media" or "media" when the reference is to a news outlet, by its name or what the article calls it."""
    if ref is None:
        return None
    entity = scene.entity(ref)
    if entity is None:
        return _channel_of_names(None, [ref.name])
    if entity.type in {"person", "country", "place"}:
        return None
    if entity.id not in scene.outlet_channels:
        names = [ref.name, *(m.span.of(scene.text) for m in scene.mentions_of(entity.id) if m.type != "pronoun")]
        names += scene.role_texts(ref)
        names += [
            _SEEN_BY.split(span.of(scene.text))[0]
            for d in drafts
            if d.speaker and d.speaker.entity == ref.entity
            for span in d.source
        ]
        scene.outlet_channels[entity.id] = _channel_of_names(entity, names)
    return scene.outlet_channels[entity.id]


def _channel_of_names(entity: Entity | None, names: Sequence[str]) -> str | None:
    if any(is_state_outlet(name) for name in names):
        return "state_media"
    if entity is not None and entity.type == "unnamed":
        return None
    if any(find_outlet(name) or pattern("genre", "media").search(name) for name in names):
        return "media"
    return None


def _outlet_by_now(scene: Scene, ref: EntityRef | None, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """The channel of an outlet; "the agency" after a state's outlet is that one."""
    channel = outlet_channel(scene, ref, drafts)
    if channel == "media" and ref is not None and ref.name.islower():
        before = [d.channel for d in drafts if d.start < draft.start and d.channel in {"media", "state_media"}]
        return before[-1] if before else channel
    return channel


def _occasion(scene: Scene, draft: Draft) -> str | None:
    """The occasion that the sentence before tells of in the same paragraph, when it reports no other's words."""
    sentences = scene.parse.reading.sentences
    at = next(iter(scene.sentences_of(draft.anchor)), 0)
    if at == 0 or scene.paragraph_of(sentences[at - 1].start) != draft.paragraph:
        return None
    before = sentences[at - 1]
    if any(other.cover.overlaps(before) for other in scene.near(before) if other is not draft):
        return None
    words = before.of(scene.text)
    rules = (rule for rule in load_channel_rules() if rule.where == "frame" and rule.channel in _OCCASIONS)
    return next((rule.channel for rule in rules if rule.pattern.search(words)), None)


def _document_channel(scene: Scene, draft: Draft) -> str | None:
    entity = scene.entity(draft.speaker)
    if entity is None:
        return None
    last = entity.name.split()[-1].lower() if entity.name else ""
    noun = SOURCE_NOUNS.get(last)
    return noun.channel if noun else "document"


def _told_outlet(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """ "interview" when the words were told to a news outlet by name, or to the publisher."""
    if draft.addressee is None or not any(_TELLS.search(span.of(scene.text)) for span in draft.cue):
        return None
    outlet = _outlet_by_now(scene, draft.addressee, draft, drafts)
    if outlet is not None:
        return "state_media" if outlet == "state_media" else "interview"
    publisher = scene.article.publisher
    told = draft.addressee.name.removeprefix("the ")
    if (
        publisher
        and not scene.genre.own
        and told[:1].isupper()
        and set(told.lower().split()) <= set(publisher.lower().split())
    ):
        return "interview"  # "told the Courier" in the Harbour Courier
    return None


def carry_channels(scene: Scene, drafts: Sequence[Draft]) -> None:
    """A channel goes on for the same speaker in the same or the next paragraph, and holds for what stands before it in
    its own; who gives a reason for going unnamed speaks on background; an institution's own text is the channel of what
    it and the people in it say.
    """
    for draft in drafts:
        draft.claimed = draft.channel is not None
        if draft.terms_span is not None:
            draft.channel = "background"
    _tell_versions(scene, drafts)
    _tell_voices(scene, drafts)
    _carry(scene, drafts, _NEAR_PARAGRAPHS)
    _write_on(scene, drafts)
    said = [draft for draft in drafts if draft.channel is not None or not _thinks(scene, draft)]
    _carry(scene, list(reversed(said)), 0)
    _carry(scene, [d for d in reversed(said) if d.paragraph <= _LEAD_PARAGRAPHS], _LEAD_PARAGRAPHS)
    for draft in drafts:
        if draft.channel is None and scene.genre.channel and _reported_here(scene, draft):
            draft.channel = scene.genre.channel
    _sum_up(scene, drafts)
    for draft, following in pairwise(drafts):
        if draft.channel is None and draft.speaker is None and _prompts(scene, draft):
            draft.channel = following.channel if following.paragraph == draft.paragraph else None


def _tell_versions(scene: Scene, drafts: Sequence[Draft]) -> None:
    """After a readout, another body's "version" or "account" is its readout, too."""
    readout = False
    for draft in drafts:
        head = source_head(scene, draft)
        if (
            readout
            and head is not None
            and scene.parse.lowers[head] in _VERSIONS
            and draft.channel in {None, "document"}
        ):
            draft.channel = "readout"
        readout = readout or draft.channel == "readout"


def _tell_voices(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Several quotations in paragraphs of their own, each after its speaker and a colon, are answers to a reporter."""
    if scene.genre.turns:
        return
    voices = [
        d
        for d in drafts
        if d.kind == "direct" and len(d.cue) == 1 and d.cue[0].of(scene.text) == ":" and d.source and d.outer is None
    ]
    if len(voices) >= _MIN_VOICES:
        for draft in voices:
            draft.channel = draft.channel or "interview"


def _sum_up(scene: Scene, drafts: Sequence[Draft]) -> None:
    """A headline has the channel of the words that it sums up: those below that share most words with it."""
    if len(scene.lines) < _HEADED_LINES:
        return
    told = [d for d in drafts if d.channel is not None and 1 < d.paragraph <= _LEAD_PARAGRAPHS]
    headline = scene.text[scene.lines[0] : scene.lines[1]].strip()
    if not told or not headline or headline[-1] in '.!?”"' or len(headline) > _HEADLINE_CHARS:
        return
    for draft in drafts:
        if draft.paragraph == 1 and draft.channel is None and not _thinks(scene, draft):
            words = _stems(scene, draft)
            best = max(told, key=lambda d: (len(words & _stems(scene, d)), -d.start))
            if words & _stems(scene, best):
                draft.channel = best.channel


def _stems(scene: Scene, draft: Draft) -> set[str]:
    words = (w for span in (*draft.source, *draft.content) for w in re.findall(r"\w{4,}", span.of(scene.text).lower()))
    return {word[:_STEM_CHARS] for word in words}


def _thinks(scene: Scene, draft: Draft) -> bool:
    """Whether the cue tells of a wish or a belief rather than of words."""
    return any(pattern("settings", "thinking").match(span.of(scene.text)) for span in draft.cue)


def _prompts(scene: Scene, draft: Draft) -> bool:
    """Whether the cue is what a question opens with ("Asked whether…, the spokesman said…")."""
    return any(pattern("settings", "prompts").match(span.of(scene.text)) for span in draft.cue)


def _write_on(scene: Scene, drafts: Sequence[Draft]) -> None:
    """What somebody "wrote" next to a post is a post."""
    for before, draft in pairwise(drafts):
        near = abs(draft.paragraph - before.paragraph) <= _NEAR_PARAGRAPHS
        if draft.channel is None and near and before.channel == "social_media" and _writes(scene, draft):
            draft.channel = before.channel


def _writes(scene: Scene, draft: Draft) -> bool:
    return any(pattern("settings", "wrote").match(span.of(scene.text)) for span in draft.cue)


def _carry(scene: Scene, drafts: Sequence[Draft], reach_paragraphs: int) -> None:
    last: dict[str, Draft] = {}
    for draft in drafts:
        key = _key(draft)
        if key is None:
            continue
        before = last.get(key)
        near = before is not None and abs(draft.paragraph - before.paragraph) <= reach_paragraphs
        spoken = before is not None and before.channel in _SPOKEN and _writes(scene, draft)
        if draft.channel is None and before is not None and near and before.channel in _LASTING and not spoken:
            draft.channel = before.channel
        last[key] = draft


def _reported_here(scene: Scene, draft: Draft) -> bool:
    """Whether the article's own genre holds for a statement: the issuer's and its people's, not a third body's."""
    if scene.genre.turns:
        return draft.outer is None and any(":" in span.of(scene.text) for span in draft.cue)
    if scene.genre.channel == "state_media":
        return draft.outer is None
    if scene.genre.own:
        return draft.outer is None or draft.outer.channel == scene.genre.channel
    entity = scene.entity(draft.speaker)
    if entity is not None and entity.type in {"person", "unnamed"}:
        return draft.terms in {"named", "institution"} or scene.genre.channel == "readout"
    return draft.speaker is not None and is_issuer(scene, draft.speaker)


def _key(draft: Draft) -> str | None:
    return (draft.speaker.entity or draft.speaker.name) if draft.speaker else None

"""By what means a statement was made."""

from collections.abc import Sequence

from onrecord.annotate.statements.genre import is_state_outlet
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.speakers import source_head
from onrecord.annotate.statements.tables import SOURCE_NOUNS, find_outlet, load_channel_rules, pattern
from onrecord.model import EntityRef

__all__ = ["carry_channels", "find_channel", "outlet_channel"]

_LASTING = frozenset({"statement", "press_briefing", "interview", "speech", "readout", "social_media"})
_NEAR_PARAGRAPHS = 1


def find_channel(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """The channel that the statement's own words tell."""
    outlet = outlet_channel(scene, draft.speaker)
    if outlet is not None:
        return outlet
    head = source_head(scene, draft)
    noun = SOURCE_NOUNS.get(scene.parse.lowers[head]) if head is not None else None
    if noun is not None and noun.channel is not None:
        return noun.channel
    frame = scene.frame(draft, drafts)
    cue = " ".join(span.of(scene.text) for span in draft.cue)
    for rule in load_channel_rules():
        if rule.pattern.search(cue if rule.where == "cue" else frame):
            return rule.channel
    entity = scene.entity(draft.speaker)
    if entity is not None and entity.type == "document":
        return _document_channel(scene, draft)
    return _told_outlet(scene, draft)


def outlet_channel(scene: Scene, ref: EntityRef | None) -> str | None:
    """ "state_media" or "media" when the reference is to a news outlet, by its name or what the article calls it."""
    if ref is None:
        return None
    entity = scene.entity(ref)
    if entity is not None and entity.type in {"person", "country", "place"}:
        return None
    names = [ref.name]
    if entity is not None:
        names += [m.span.of(scene.text) for m in scene.mentions if m.entity == entity.id and m.type != "pronoun"]
        names += scene.role_texts(ref)
    if any(is_state_outlet(name) for name in names):
        return "state_media"
    if entity is not None and entity.type == "unnamed":
        return None
    if any(find_outlet(name) or pattern("genre", "media").search(name) for name in names):
        return "media"
    return None


def _document_channel(scene: Scene, draft: Draft) -> str | None:
    entity = scene.entity(draft.speaker)
    if entity is None:
        return None
    last = entity.name.split()[-1].lower() if entity.name else ""
    noun = SOURCE_NOUNS.get(last)
    return noun.channel if noun else "document"


def _told_outlet(scene: Scene, draft: Draft) -> str | None:
    """ "interview" when the words were told to a news outlet by name, or to the publisher."""
    if draft.addressee is None:
        return None
    if outlet_channel(scene, draft.addressee) is not None:
        return "interview"
    publisher = scene.article.publisher
    if publisher and draft.addressee.name.lower().removeprefix("the ") == publisher.lower().removeprefix("the "):
        return "interview"
    return None


def carry_channels(scene: Scene, drafts: Sequence[Draft]) -> None:
    """A channel goes on for the same speaker in the same or the next paragraph; unnamed sources speak on background;
    an institution's own text is the channel of what it reports.
    """
    last: dict[str, Draft] = {}
    for draft in drafts:
        key = _key(draft)
        draft.claimed = draft.channel is not None
        before = last.get(key) if key else None
        if draft.channel is None and before is not None and before.channel in _LASTING:
            if draft.paragraph - before.paragraph <= _NEAR_PARAGRAPHS:
                draft.channel = before.channel
        if key:
            last[key] = draft
    for draft in drafts:
        if draft.channel is None and draft.terms_span is not None:
            draft.channel = "background"
        if draft.channel is None and scene.genre.channel and _reported_here(scene, draft):
            draft.channel = scene.genre.channel


def _reported_here(scene: Scene, draft: Draft) -> bool:
    """Whether the article's own genre holds for a statement: in news none does, nor for a third party's words."""
    return draft.terms not in {"collective", "unknown"} or scene.genre.turns


def _key(draft: Draft) -> str | None:
    return (draft.speaker.entity or draft.speaker.name) if draft.speaker else None

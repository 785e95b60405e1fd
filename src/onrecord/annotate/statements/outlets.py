"""News outlets among speakers and those spoken to: a state's or not."""

import re
from collections.abc import Sequence

from onrecord.annotate.statements.genre import is_state_outlet
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.tables import pattern
from onrecord.gazetteer.outlets import find_outlet
from onrecord.model import Entity, EntityRef

__all__ = ["is_named_outlet", "outlet_channel", "told_outlet"]

_TELLS = re.compile(r"\b(?:t(?:old|ells?|elling)|said|says|spoke|speaking|confirm\w*|admitt\w+|repl\w+|wr[io]t\w+)\b")
_SEEN_BY = re.compile(r",? (?:a copy of )?(?:which was )?(?:seen|obtained|reviewed|viewed) by\b")


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


def is_named_outlet(name: str) -> bool:
    """Whether a name is made as those of newspapers and stations are ("the Akron Post"), in the table or not."""
    return find_outlet(name) is not None or (" " in name and pattern("genre", "outlets").search(name) is not None)


def told_outlet(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """ "interview" when the words were told to a news outlet by name, or to the publisher; "state_media" for a
    state's."""
    if draft.addressee is None or not any(_TELLS.search(span.of(scene.text)) for span in draft.cue):
        return None
    outlet = outlet_channel(scene, draft.addressee, drafts)
    if outlet is not None:
        return "state_media" if outlet == "state_media" else "interview"
    told = draft.addressee.name.removeprefix("the ")
    entity = scene.entity(draft.addressee)
    if entity is not None and entity.type == "organisation" and is_named_outlet(told):
        return "interview"
    publisher = scene.article.publisher
    if (
        publisher
        and not scene.genre.own
        and told[:1].isupper()
        and set(told.lower().split()) <= set(publisher.lower().split())
    ):
        return "interview"  # "told the Courier" in the Harbour Courier
    return None

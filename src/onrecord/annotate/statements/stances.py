"""What a speaker doesn't put forward: things left unsaid, denied or only asked about, and cues that report no words."""

import re
from collections.abc import Sequence

from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.tables import pattern

__all__ = ["drop_unspoken", "find_stance"]

_INVERTED = re.compile(r"(?:^|[,;—–:]\s+|[“\"]\s*)(?:Had|Were|Should|had|were|should)\s+$")


def find_stance(scene: Scene, draft: Draft) -> str | None:
    """ "not_said", "denied" or "asked" by the words of the cue; None for what the speaker puts forward."""
    cue = " ".join(span.of(scene.text) for span in draft.cue)
    if not cue or draft.usage is not None:
        return None
    if pattern("stance", "asked").match(cue) and not draft.source:
        return "asked"
    if pattern("stance", "double").search(cue):
        return None
    source = " ".join(span.of(scene.text) for span in draft.source)
    if pattern("stance", "nobody").match(source) or pattern("stance", "not_said").search(cue):
        return "not_said"
    return "denied" if pattern("stance", "denied").match(cue) else None


def drop_unspoken(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts less bare acts ("signed the treaty") and inverted conditions ("Had Doe conceded, …")."""
    return [d for d in drafts if not _is_condition(scene, d) and not _is_act(scene, d)]


def _is_condition(scene: Scene, draft: Draft) -> bool:
    """Whether the verb group is split by its subject with the auxiliary first: nobody has said anything."""
    if len(draft.source) != 1 or not draft.cue or draft.cue[0].start < draft.source[0].end:
        return False
    first = next(iter(scene.sentences_of(draft.source[0])), None)
    if first is None:
        return False
    start = scene.parse.reading.sentences[first].start
    words = [scene.parse.words[i].tag for i in scene.parse.words_in(draft.cue[0])]
    return bool(_INVERTED.search(scene.text[start : draft.source[0].start])) and words[:1] in (["VBN"], ["VB"], ["VBD"])


def _is_act(scene: Scene, draft: Draft) -> bool:
    if len(draft.cue) != 1 or len(draft.content) != 1 or draft.kind != "indirect":
        return False
    content = draft.content[0].of(scene.text)
    if scene.quotes_in(draft.content[0]) or content.startswith(("that ", "to ", "“", '"')):
        return False
    return bool(pattern("acts", "verbs").match(draft.cue[0].of(scene.text)))

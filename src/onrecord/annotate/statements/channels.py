"""By what means a statement was made: a learned choice over what the text tells of it (`evidence.py`)."""

from collections.abc import Sequence

from onrecord.annotate.statements.choice import load_choice
from onrecord.annotate.statements.evidence import find_hints
from onrecord.annotate.statements.scene import Draft, Scene

__all__ = ["carry_relays", "choose_channels"]

_LEAST = 0.4  # five folds: claimed channels right 74.2 % at 0, 79.3 % at 0.4, for 1.1 points of all statements
# What speaks for a channel near by: in the frame, the paragraph, the speaker's words next to it, the article's genre.
_NEAR = ("s.", "in", "par", "row", "spa0", "spa1", "spb0", "spb1", "before", "earlier", "told.last", "outer", "genre")
_CARRIED = frozenset({"state_media", "media"})


def choose_channels(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Set the channel of every draft, None where the text tells none; `drafts` are placed and in text order."""
    choice = load_choice("channels")
    for draft, hints in zip(drafts, find_hints(scene, drafts), strict=True):
        channel = choice.best(hints.plain, hints.pairs, least=_LEAST)
        supported = any(name.startswith(_NEAR) for speaks_for, name in hints.pairs if speaks_for == channel)
        draft.channel = channel if supported else None


def carry_relays(drafts: Sequence[Draft]) -> None:
    """What an outlet passes on of somebody goes on with his next words, in the same paragraph or the next, that no
    channel is told for."""
    last: dict[str, tuple[str, int]] = {}
    for draft in drafts:
        key = draft.speaker.entity if draft.speaker else None
        if key is None:
            continue
        if draft.channel is None and key in last and draft.paragraph - last[key][1] <= 1:
            draft.channel = last[key][0]
            last[key] = draft.channel, draft.paragraph
        elif draft.relayed_by is not None and draft.channel in _CARRIED:
            last[key] = draft.channel, draft.paragraph
        else:
            last.pop(key, None)

"""Who speaks in transcripts and interviews: one statement for every turn or answer, and whose answers they are.

Only the layout and the words before the first turn are looked at: what a turn says is left to the other rules.
"""

from collections.abc import Sequence
from dataclasses import replace
from string import capwords

from onrecord.annotate.mentions.tables import HONORIFICS, TURN_LABELS
from onrecord.annotate.statements.layouts import find_questions, find_turns, plain_label
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.tables import pattern
from onrecord.model import EntityRef, Span

__all__ = ["find_answers", "mend_turns", "settle_answers"]

_ANSWERS = frozenset({"a", "answer"})
_NEAR_CHARS = 120  # between a name and the words that tell that somebody was interviewed
_CONFIDENCE = 0.87
"""As for an institution's own words (`own.py`): rows that the layout gives, with no word of the reader's."""


def mend_turns(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with one for every turn of a transcript, which holds all of its words."""
    if not scene.genre.turns:
        return list(drafts)
    kept = list(drafts)
    for turn in find_turns(scene.text):
        kept = [d for d in kept if _cut(scene.text, d, turn.label)]
        own = [d for d in kept if any(span.overlaps(turn.colon) for span in d.cue)]
        if own:
            own[0].content = (turn.words,)
            if not any(span.overlaps(turn.label) for span in own[0].source):
                own[0].source = (turn.label,)
            kept = [d for d in kept if not any(d is other for other in own[1:])]
        elif turn.told:
            loose = [d for d in kept if turn.words.contains(d.cover) and not d.source and not _says(scene, d)]
            kept = [d for d in kept if not any(d is other for other in loose)]
            paragraph = scene.paragraph_of(turn.label.start)
            kept.append(Draft((turn.label,), (turn.colon,), (turn.words,), _CONFIDENCE, paragraph=paragraph))
    return kept


def find_answers(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The answers of an interview without labels, one for each paragraph, as words of the one interviewed.

    None where the text doesn't tell who that is. What somebody else's statement or the paragraph's own already gives
    as a whole is left out.
    """
    questions = find_questions(scene.text)
    speaker = _interviewed(scene, questions[0].asked.start) if questions else None
    if speaker is None:
        return []
    wholes = {span for draft in drafts for span in draft.content}
    return [
        Draft((), (), (words,), _CONFIDENCE, speaker=speaker, paragraph=scene.paragraph_of(words.start))
        for question in questions
        for words in question.answer
        if words not in wholes
    ]


def settle_answers(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give turns whose label alone doesn't tell the speaker theirs.

    A surname in capitals is the only person of that name. "A:" is the only one labelled by name before, else the one
    interviewed.
    """
    if not scene.genre.turns:
        return
    turns = find_turns(scene.text)
    first = turns[0].label.start if turns else len(scene.text)
    labelled: dict[str, EntityRef] = {}
    for draft in drafts:
        if not draft.source or ":" not in "".join(span.of(scene.text) for span in draft.cue):
            continue
        label = plain_label(draft.source[0].of(scene.text))
        if label in _ANSWERS:
            if draft.speaker is None and len(labelled) < 2:
                draft.speaker = next(iter(labelled.values()), None) or _interviewed(scene, first)
        elif label not in TURN_LABELS:
            draft.speaker = draft.speaker or _by_label(scene, label)
            entity = scene.entity(draft.speaker)
            if draft.speaker is not None and (entity is None or entity.type == "person"):
                labelled.setdefault(draft.speaker.entity or draft.speaker.name, replace(draft.speaker, span=None))


def _by_label(scene: Scene, label: str) -> EntityRef | None:
    """The only person whose surname is a label's last word; who is named nowhere else, by the label after a title."""
    words = label.split()
    known = [e for e in scene.entities.values() if e.type == "person" and e.name.lower().split()[-1:] == words[-1:]]
    if len(known) == 1:
        return scene.ref(known[0].id)
    name = " ".join(words[1:])
    return EntityRef(None, capwords(name)) if name and words[0] in HONORIFICS and not known else None


def _interviewed(scene: Scene, before: int) -> EntityRef | None:
    """Whom the words before the first turn introduce: the only person named there, or the one told to be asked."""
    intro = [m for m in scene.mentions_in(Span(0, before)) if m.entity is not None]
    people = {m.entity for m in intro if m.type == "name" and m.entity and scene.entities[m.entity].type == "person"}
    told = {m.entity for m in intro if m.entity in people and _is_asked(scene, m.span)}
    chosen = told if len(people) > 1 else people
    only = next(iter(chosen)) if len(chosen) == 1 else None
    return scene.ref(only) if only is not None else None


def _is_asked(scene: Scene, name: Span) -> bool:
    """Whether the words around somebody tell that questions were put there."""
    before, after = scene.text[max(0, name.start - _NEAR_CHARS) : name.start], scene.text[name.end :][:_NEAR_CHARS]
    return bool(pattern("turns", "asked_before").search(before) or pattern("turns", "answers_after").match(after))


def _cut(text: str, draft: Draft, label: Span) -> bool:
    """Cut a content before a turn that begins inside it; whether any words are left."""
    if any(span.start < label.end <= span.end for span in draft.content):
        cut = [Span(s.start, min(s.end, label.start)) for s in draft.content if s.start < label.start]
        draft.content = tuple(span for span in cut if any(c.isalnum() for c in span.of(text)))
    return bool(draft.content)


def _says(scene: Scene, draft: Draft) -> bool:
    """Whether a draft without a source has a reporting word of its own, so that it stays inside the turn."""
    return any(span.of(scene.text).strip(" :") for span in draft.cue)

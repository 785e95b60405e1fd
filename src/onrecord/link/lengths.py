"""How long an engagement lasted, wherever an article says so: "The call lasted 90 minutes" has no event of its own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicon.words import sentence_spans
from onrecord.link.views import EventView, sentence_at
from onrecord.model import Facts, Happening, Span, Statement, Timex

__all__ = ["Length", "find_lengths", "is_difference", "meant_by"]

_VALUE = re.compile(r"PT(?:(?P<hours>\d+(?:\.\d+)?)H)?(?:(?P<minutes>\d+(?:\.\d+)?)M)?")
_LASTED = re.compile(
    r"(?i)\b(?:lasted?|lasting|took|went on|ran|spent|talk(?:ed)?|spoke|length)\b|\bput it at\b"
    r"|[- ](?:hour|minute)s?[- ]long\b"
)
_ENGAGED = re.compile(
    r"(?i)\b(?:call|conversation|talks?|talked|spoke|meeting|discussion|exchange|session|summit|visit|met)\b"
)
_FORM_OF = {"call": "call", "conversation": "call", "meeting": "meeting", "visit": "visit", "summit": "summit"}
_DIFFERENCE = re.compile(
    r"(?i)\s*(?:and a half\s+)?(?:longer|shorter|later|earlier|ahead|behind|late|early|more|less|before|after|ago)\b"
)
_SHORTEST, _LONGEST = 5, 24 * 60  # minutes; other lengths are rarely a talk's
_SETTLED = frozenset({"occurred", "ended"})


@dataclass(frozen=True, slots=True)
class Length:
    """One telling of a length: minutes, the words, the event that it belongs to, the statement that tells it."""

    minutes: int
    text: str
    event: str
    statement: str | None


def find_lengths(
    facts: Facts, views: Sequence[EventView], of_event: Mapping[str, Happening]
) -> list[tuple[str, Length]]:
    """The lengths that an article gives, each with the id of its happening.

    A length belongs to the engagement of its own sentence, else, where the sentence speaks of one ("the call lasted"),
    to the one of that form that most reports tell.
    """
    engaged = [view for view in sorted(views, key=lambda v: v.start) if view.form is not None]
    if not engaged:
        return []
    text, sentences = facts.article.text, sentence_spans(facts.article.text)
    found = []
    for timex in facts.timexes:
        minutes = _minutes(timex)
        if minutes is None or is_difference(text, timex.span):
            continue
        sentence = sentence_at(sentences, timex.span.start)
        words = sentence.of(text)
        beside = [view for view in engaged if view.sentence == sentence]
        if not (_ENGAGED.search(words) and (_LASTED.search(words) or beside)):
            continue
        view = (
            min(beside, key=lambda v: abs(v.start - timex.span.start)) if beside else meant_by(words, engaged, of_event)
        )
        if view is not None:
            told = _teller(facts.statements, timex)
            found.append((of_event[view.id].id, Length(minutes, timex.span.of(text), view.id, told)))
    return found


def is_difference(text: str, span: Span) -> bool:
    """Whether a length only tells by how much: "an hour longer than scheduled", "an hour after the call"."""
    return _DIFFERENCE.match(text, span.end) is not None


def _minutes(timex: Timex) -> int | None:
    match = _VALUE.fullmatch(timex.value) if timex.type == "DURATION" else None
    if match is None:
        return None
    minutes = round(60 * float(match["hours"] or 0) + float(match["minutes"] or 0))
    return minutes if _SHORTEST <= minutes <= _LONGEST else None


def meant_by(words: str, engaged: Sequence[EventView], of_event: Mapping[str, Happening]) -> EventView | None:
    """The engagement that a sentence speaks of without telling it: of its form, the one that most reports tell."""
    forms = {form for noun, form in _FORM_OF.items() if re.search(rf"(?i)\b{noun}\b", words)}
    settled = [view for view in engaged if view.status in _SETTLED and (not forms or view.form in forms)]
    return max(settled, key=lambda view: (len(of_event[view.id].events), -view.start), default=None)


def _teller(statements: Sequence[Statement], timex: Timex) -> str | None:
    over = [s for s in statements if s.usage is None and any(c.contains(timex.span) for c in s.content)]
    return min(over, key=lambda s: sum(map(len, s.content))).id if over else None

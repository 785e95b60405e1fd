"""Who asked for an engagement, as reports tell it: "at the request of the other side", "she suggested the call"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicon.words import sentence_spans
from onrecord.link.entities import Identities
from onrecord.link.lengths import meant_by
from onrecord.link.views import EventView, sentence_at
from onrecord.model import Event, Facts, Happening, Mention, Span, Statement

__all__ = ["Initiator", "find_initiators"]

_ASKED = r"(?:suggested|proposed|requested|initiated|sought|asked for)"
_TALK = r"(?:call|video call|conversation|talks?|meeting|summit|discussion|session|visit|exchange)"
_BY_REQUEST = re.compile(rf"(?i)\b(?:at|on) the (?:request|initiative) of\s+|\b{_ASKED}\s+by\s+")
_OWN_REQUEST = re.compile(r"(?i)\b(?:at|on)\s+(?=[^,.;]{2,40}[’']s? (?:request|initiative)\b)")
_ASKED_FOR = re.compile(rf"(?i)\s+(?:had |has )?{_ASKED} (?:the|this) (?:\w+ ){{0,2}}{_TALK}\b")
_OTHER_SIDE = re.compile(r"(?i)\bthe other side\b")
_REACH = 40  # characters in which the one who asked is named


@dataclass(frozen=True, slots=True)
class Initiator:
    """One telling: who asked (a country's code, else a name), the engagement's event, the statement that tells it."""

    value: str
    event: str
    statement: str | None


def find_initiators(
    facts: Facts,
    told: Sequence[tuple[EventView, Event]],
    of_event: Mapping[str, Happening],
    identities: Identities,
) -> list[tuple[str, Initiator]]:
    """Who asked for the article's engagements, each with the id of its happening."""
    sentences = sentence_spans(facts.article.text)
    found = []
    for view, event in told:
        if view.form is None:
            continue
        happening = of_event[view.id]
        if event.initiator is not None:
            value = _value(identities, event.initiator.entity, event.initiator.code, event.initiator.text)
            found.append((happening.id, Initiator(value, view.id, event.statement)))
            continue
        for trigger in event.trigger:
            asker, statement = _told_beside(
                facts, trigger, sentence_at(sentences, trigger.start), happening, identities
            )
            if asker is not None:
                found.append((happening.id, Initiator(asker, view.id, statement.id if statement else None)))
                break
    return found + _told_apart(facts, [view for view, _ in told], of_event, identities)


def _told_apart(
    facts: Facts, views: Sequence[EventView], of_event: Mapping[str, Happening], identities: Identities
) -> list[tuple[str, Initiator]]:
    """ "The other side suggested the call", where that tells no event: it means the one that most reports tell."""
    text = facts.article.text
    engaged = [view for view in views if view.form is not None]
    found = []
    for match in _ASKED_FOR.finditer(text):
        view = meant_by(match.group(), engaged, of_event)
        if view is None or any(match.start() <= v.start < match.end() for v in engaged):
            continue
        happening = of_event[view.id]
        asker, statement = _before(facts, match.start(), 0, happening, identities)
        if asker is not None:
            found.append((happening.id, Initiator(asker, view.id, statement.id if statement else None)))
    return found


def _told_beside(
    facts: Facts, trigger: Span, sentence: Span, happening: Happening, identities: Identities
) -> tuple[str | None, Statement | None]:
    """Who is said to have asked for an engagement in the sentence of one of its mentions, and who says so."""
    text = facts.article.text
    for pattern in (_BY_REQUEST, _OWN_REQUEST):
        for match in pattern.finditer(text, trigger.start, sentence.end):
            place = Span(match.end(), min(sentence.end, match.end() + _REACH))
            statement = _teller(facts.statements, place)
            named = [m.entity for m in _named(facts, place) if text[place.start : m.span.start].strip() in {"", "the"}]
            if (asker := _asker(text, place, named, statement, happening, identities)) is not None:
                return asker, statement
    for match in _ASKED_FOR.finditer(text, sentence.start, sentence.end):
        if match.start() <= trigger.start < match.end() and match.start() > sentence.start:
            return _before(facts, match.start(), sentence.start, happening, identities)
    return None, None


def _before(
    facts: Facts, end: int, least: int, happening: Happening, identities: Identities
) -> tuple[str | None, Statement | None]:
    """Who is named right before a place, and who says so."""
    place = Span(max(least, end - _REACH), end)
    statement = _teller(facts.statements, place)
    named = [m.entity for m in _named(facts, place) if m.span.end == end]
    return _asker(facts.article.text, place, named, statement, happening, identities), statement


def _named(facts: Facts, place: Span) -> list[Mention]:
    return [mention for mention in facts.mentions if mention.entity and place.contains(mention.span)]


def _asker(
    text: str,
    place: Span,
    named: Sequence[str | None],
    statement: Statement | None,
    happening: Happening,
    identities: Identities,
) -> str | None:
    """The country or name of the one named there; "the other side" is the one that is not the speaker's."""
    if _OTHER_SIDE.search(text, place.start, place.end):
        sides = {actor.code for actor in happening.participants if actor.code is not None}
        others = sides - {statement.side if statement else None}
        return others.pop() if len(sides) > 1 and len(others) == 1 else None
    return next((value for entity in named if (value := _value(identities, entity, None, ""))), None)


def _value(identities: Identities, entity: str | None, code: str | None, text: str) -> str:
    known = identities.by_id.get(identities.of(entity) or "")
    return code or (known.country if known else None) or (known.name if known else text)


def _teller(statements: Sequence[Statement], place: Span) -> Statement | None:
    """The narrowest statement whose words hold a place."""
    over = [s for s in statements if s.usage is None and any(c.overlaps(place) for c in s.content)]
    return min(over, key=lambda s: sum(map(len, s.content)), default=None)

"""Who "we" are in quoted words; "I" is known before sides are (`annotate/events`)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.model import Actor, Article, Entity, Event, Statement

__all__ = ["name_we"]

_SEVERAL = frozenset({"we", "us", "ourselves"})
_MARKS = frozenset('"“”')
_BODIES = frozenset({"organisation", "country"})


def name_we(
    events: Sequence[Event], statements: Sequence[Statement], entities: Sequence[Entity], article: Article
) -> list[Event]:
    """The events with the body that the speaker speaks for for a "we" that he says.

    Only in quoted words that are nobody else's within them; `statements` have their sides. A "we" of somebody who
    speaks for a state may be his government, his party or his people, and stays open.
    """
    held = {statement.id: statement for statement in statements}
    nesting = {statement.within for statement in statements if statement.usage is None}
    bodies = {entity.name: entity.id for entity in entities if entity.type in _BODIES}
    types = {entity.id: entity.type for entity in entities}
    named = []
    for event in events:
        statement = held.get(event.statement or "")
        if statement is None or statement.within is not None or statement.id in nesting:
            named.append(event)
            continue
        body = _body(statement, bodies, types)
        actors, recipients, participants = (
            tuple(_name(party, statement, body, article) for party in parties)
            for parties in (event.actors, event.recipients, event.participants)
        )
        named.append(replace(event, actors=actors, recipients=recipients, participants=participants))
    return named


def _body(statement: Statement, bodies: Mapping[str, str], types: Mapping[str, str]) -> str | None:
    """The body that speaks, or that the speaker is known to speak for."""
    speaker = statement.speaker.entity if statement.speaker is not None else None
    return speaker if types.get(speaker or "") in _BODIES else bodies.get(statement.side or "")


def _name(party: Actor, statement: Statement, body: str | None, article: Article) -> Actor:
    if party.entity is not None or body is None or party.text == "US" or party.text.lower() not in _SEVERAL:
        return party
    return replace(party, entity=body) if _is_quoted(party, statement, article) else party


def _is_quoted(party: Actor, statement: Statement, article: Article) -> bool:
    """Whether the words stand between quotation marks of the statement."""
    start = party.spans[0].start
    content = next((span for span in statement.content if span.start <= start < span.end), None)
    if content is None:
        return False
    before = article.text[content.start : start]
    return sum(before.count(mark) for mark in _MARKS) % 2 == 1

"""Whom a text tells apart: the one who owns and the one owned, two joined by "and", who does and to whom, a speaker and
those he tells of."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from onrecord.model import Facts, Mention

__all__ = ["told_apart"]

_JOINED = re.compile(r",? and (?:the |his |her |its |their )?|,? as well as (?:the )?")
_OF = re.compile(r" (?:of|for|at) (?:the )?")
_PEOPLE = frozenset({"person", "unnamed"})


def told_apart(facts: Facts) -> Mapping[str, frozenset[str]]:
    """For an article's entities those of the same article that each can't be."""
    apart: dict[str, set[str]] = defaultdict(set)
    types = {entity.id: entity.type for entity in facts.entities}
    for left, right in (*_beside(facts, types), *_parties(facts), *_told_of(facts, types)):
        if left != right:
            apart[left].add(right)
            apart[right].add(left)
    return {entity: frozenset(others) for entity, others in apart.items()}


def _beside(facts: Facts, types: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """ "Her brother" is not she, "the head of the bank" no bank, "the club and the coach" are two."""
    text = facts.article.text
    mentions = sorted((m for m in facts.mentions if m.entity is not None), key=lambda m: (m.span.start, -m.span.end))
    for number, mention in enumerate(mentions):
        for other in mentions[number + 1 :]:
            if other.span.start < mention.span.end:
                if other.span != mention.span and mention.span.contains(other.span):
                    yield _pair(mention, other)
                continue
            between = text[mention.span.end : other.span.start]
            joined = _JOINED.fullmatch(between) and "pronoun" not in {mention.type, other.type}
            if joined or (_OF.fullmatch(between) and types[mention.entity or ""] in _PEOPLE):
                yield _pair(mention, other)
            break


def _pair(left: Mention, right: Mention) -> tuple[str, str]:
    return left.entity or "", right.entity or ""


def _parties(facts: Facts) -> Iterator[tuple[str, str]]:
    """Who does and to whom: nobody does to himself what a text tells without "himself"."""
    for event in facts.events:
        for actor in event.actors:
            for recipient in event.recipients:
                if actor.entity is not None and recipient.entity is not None:
                    yield actor.entity, recipient.entity


def _told_of(facts: Facts, types: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A speaker calls himself "I", and a report of his words calls him "he": whom they name is another."""
    for statement in facts.statements:
        speaker = statement.speaker.entity if statement.speaker is not None else None
        if speaker is None or types.get(speaker) not in _PEOPLE:
            continue  # a body calls itself "the line"
        for content in statement.content:
            for mention in facts.mentions:
                if mention.entity is None or mention.type == "pronoun" or not content.contains(mention.span):
                    continue
                if types.get(mention.entity) in _PEOPLE:
                    yield speaker, mention.entity

"""Whose lawyer somebody is: those who speak for others by profession speak for them."""

from collections.abc import Iterator

from onrecord.code.affiliations import is_code, nouns, pattern, without_article
from onrecord.code.descriptions import Speaker
from onrecord.code.surroundings import Surroundings
from onrecord.model import EntityRef

__all__ = ["side_of_client"]

_DESCRIBED = frozenset({"source", "title", "before", "apart"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_TRADES = frozenset({"worker", "manager", "firm", "lawmaker", "candidate"})  # who represent buyers or voters
_MAX_CHARS = 300  # of a description that are looked through
_PEOPLE = frozenset({"person", "unnamed", "group"})


def side_of_client(speaker: Speaker, around: Surroundings) -> str | None:
    """The side of a lawyer's client where a person or some people are told to be that ("his lawyer", "counsel for the
    fishermen"): the client's own, else the client by name or description. None where no client is told, or a body is.
    """
    return next(_clients(speaker, around), None)


def _clients(speaker: Speaker, around: Surroundings) -> Iterator[str]:
    for part in speaker.parts:
        if part.origin not in _DESCRIBED:
            continue
        owned = part.head == "agent" and part.chunks[0].determiner in _OWNERS
        owner = around.possessor(part.start) if part.start is not None and owned else None
        if owner is not None and owner.entity is not None and owner.entity != speaker.ref.entity:
            entity = around.described.entity(owner.entity)
            if entity is not None and entity.type in _PEOPLE:
                yield _side_or_name(owner, around)
    if next((part.head for part in speaker.parts if part.head != "none"), None) in _TRADES:
        return
    described = [part.text for part in speaker.parts if part.origin in _DESCRIBED]
    for text in (*described, *(span.of(around.article.text) for span in speaker.spans)):
        told = pattern("client_told").search(text[:_MAX_CHARS])
        if told is not None:
            yield from _told(told.group("client"), speaker, around)


def _told(client: str, speaker: Speaker, around: Surroundings) -> Iterator[str]:
    words = without_article(client.strip())
    ref = around.entity_called(words, speaker) or around.entity_called(words.split()[-1], speaker)
    entity = around.described.entity(ref.entity) if ref is not None else None
    if ref is not None and entity is not None and entity.type in _PEOPLE:
        yield _side_or_name(ref, around)
    elif words.islower() and words.endswith("s") and not any(nouns()[kind].search(words) for kind in ("state", "own")):
        yield words


def _side_or_name(client: EntityRef, around: Surroundings) -> str:
    """A client's party or body; who is accused in office is defended as himself."""
    side = around.side_of(client)
    return side if side is not None and not is_code(side) else without_article(client.name)

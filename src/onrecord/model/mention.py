"""Who and what an article names: mentions, and the entities that they refer to."""

from dataclasses import dataclass

from onrecord.model.span import Span

__all__ = ["ENTITY_TYPES", "Entity", "Mention", "Role"]

ENTITY_TYPES = ("person", "organisation", "country", "place", "group", "unnamed", "document")


@dataclass(frozen=True, slots=True)
class Entity:
    """The thing named, within one article or (after linking) across a record.

    `name` is the fullest name that the text gives; for an unnamed speaker the description. `aliases`
    are the other forms seen, sorted. `country` is ISO 3166 alpha-3, `sector` a PLOVER sector code.
    """

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to an entity: a name, a title, a description or a pronoun.

    `type` is "name", "nominal" or "pronoun"; `entity` is the entity's id, None when unresolved.
    """

    span: Span
    type: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """A role as an article (or a user's roles file) states it: "Chinese Foreign Ministry spokesman".

    `start` and `end` are days or None. `article` and `span` say where it stands; both are None for a
    role from the user's file.
    """

    entity: str
    role: str
    country: str | None = None
    sector: str | None = None
    start: str | None = None
    end: str | None = None
    article: str | None = None
    span: Span | None = None

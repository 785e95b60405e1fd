"""Everything that one article yields."""

from dataclasses import dataclass

from onrecord.model.article import Article, Reject
from onrecord.model.event import Event
from onrecord.model.mention import Entity, Mention, Role
from onrecord.model.statement import Statement
from onrecord.model.when import Timex

__all__ = ["Facts", "Provenance"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a table's facts: the component, its version, its model's checksum (None without one)."""

    table: str
    component: str
    version: str
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """One article with its facts, each tuple in text order."""

    article: Article
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    timexes: tuple[Timex, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    rejects: tuple[Reject, ...] = ()
    provenance: tuple[Provenance, ...] = ()

"""The record's entities of the groups: of each the name that says most, the commonest type and country."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.gazetteer import load_countries
from onrecord.link.clusters import Clusters
from onrecord.link.entities.named import Named
from onrecord.link.names import person_words
from onrecord.link.scenes import ends_proper
from onrecord.model import Entity, Facts, Role, digest

__all__ = ["Identities", "freeze", "role_order"]


@dataclass(frozen=True, slots=True)
class Identities:
    """The record's entities, and which of them each article's entity is."""

    entities: tuple[Entity, ...] = ()
    entity_of: dict[str, str] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    by_id: dict[str, Entity] = field(default_factory=dict)

    def of(self, entity: str | None) -> str | None:
        """The record's id of an article's entity."""
        return self.entity_of.get(entity) if entity is not None else None


def freeze(many: Sequence[Facts], named: Sequence[Named], clusters: Clusters) -> Identities:
    """The record's entities of the groups."""
    by_id = {item.id: item for item in named}
    entities = []
    entity_of = {}
    for smallest, members in clusters.groups().items():
        identity = "x-" + digest("entity", smallest)
        entities.append(_merged(identity, [by_id[member] for member in members]))
        entity_of.update(dict.fromkeys(members, identity))
    roles = {
        Role(entity_of[r.entity], r.role, r.country, r.sector, r.start, r.end, r.article, r.span)
        for facts in many
        for r in facts.roles
        if r.entity in entity_of
    }
    entities.sort(key=lambda entity: entity.id)
    return Identities(
        tuple(entities), entity_of, tuple(sorted(roles, key=role_order)), {entity.id: entity for entity in entities}
    )


def role_order(role: Role) -> tuple[str, str, str, str, int]:
    """What roles are sorted by: whose, since when, where."""
    return (role.entity, role.start or "", role.article or "", role.role, role.span.start if role.span else -1)


def _merged(identity: str, members: Sequence[Named]) -> Entity:
    """One entity of its members: the name that says most, the commonest type, country and sector."""
    kind = _commonest(item.entity.type for item in members) or members[0].entity.type
    if kind == "unnamed" and any(item.entity.type == "person" for item in members):
        kind = "person"
    if kind == "person":  # what describes a person is no name
        members = [item for item in members if item.entity.type != "unnamed"] or members
    names = sorted({name for item in members for name in item.names})
    country = _commonest(item.entity.country for item in members)
    if kind == "country" and (official := _country_name(country)) in names:
        name = official or names[0]
    elif kind == "person":
        counts = Counter(item.entity.name for item in members)
        name = max(counts, key=lambda n: (min(2, len(person_words(n))), counts[n], len(n), n))
    else:
        counts = Counter(item.entity.name for item in members)
        name = max(counts, key=lambda n: (ends_proper(n), not n.isupper(), counts[n], len(n), n))
    return Entity(
        id=identity,
        name=name,
        type=kind,
        aliases=tuple(n for n in names if n != name),
        country=country,
        sector=_commonest(item.entity.sector for item in members),
    )


def _country_name(code: str | None) -> str | None:
    return next((country.name for country in load_countries() if country.code == code), None)


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None

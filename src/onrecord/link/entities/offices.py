"""Whom an office means: "the trade minister", "her Zambian colleague", among those named in the articles near it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.gazetteer import find_country
from onrecord.link.clusters import Clusters
from onrecord.link.entities.frozen import role_order
from onrecord.link.entities.named import Company, Named
from onrecord.link.names import name_words
from onrecord.link.scenes import noun_of
from onrecord.model import Facts, Role

__all__ = ["join_offices"]

_OFFICES = frozenset(
    """minister president premier chancellor secretary ambassador governor mayor commissioner king queen taoiseach
    director chairman chairwoman mediator negotiator envoy chief""".split()
)
_RANKS = frozenset({"acting", "assistant", "deputy", "former", "prime", "shadow", "state", "under", "vice"})
_RECIPROCALS = frozenset({"colleague", "counterpart", "guest", "host", "number", "visitor"})
_POSSESSORS = frozenset({"his", "her", "their"})


def join_offices(many: Sequence[Facts], named: Sequence[Named], clusters: Clusters) -> None:
    """ "The trade minister" is the one person named in the same article, or in those near it, who holds that office.

    Two who may be meant leave it open; so does an indefinite description, and any that is no office of one holder.
    """
    by_id = {item.id: item for item in named}
    company = Company(named, clusters)
    stated: dict[str, list[Role]] = defaultdict(list)
    for role in sorted((r for facts in many for r in facts.roles if r.entity in clusters), key=role_order):
        stated[role.entity].append(role)
    held: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for item in named:
        if item.entity.type == "person":
            held[clusters.find(item.id)] += [part for role in stated[item.id] for part in _parts(role.role)]
    for facts in sorted(many, key=lambda f: f.article.id):
        here = [by_id[entity.id] for entity in sorted(facts.entities, key=lambda e: e.id)]
        described = [item for item in here if item.entity.type == "unnamed"]
        if not described:
            continue
        people: dict[str, Named] = {}
        for article in company.of(facts.article.id):
            people.update(company.people[article])
        mine = company.people[facts.article.id]
        for item in described:
            meant = _counterparts(stated[item.id], people, held, set(mine))
            if len(meant) == 1:
                clusters.join(meant[0].id, item.id)
            wanted = next((office for r in stated[item.id] if (office := _office_words(r.role)) is not None), None)
            if wanted is None:
                continue
            meant = [p for group, p in people.items() if _holds(wanted, held[group], p.entity.country)]
            bare = len(wanted) == 1 and any(not held[group] for group in mine)
            if len(meant) == 1 and not bare:
                clusters.join(meant[0].id, item.id)  # a bare "the minister" may be one whose office no article states


def _counterparts(
    roles: Sequence[Role], people: Mapping[str, Named], held: Mapping[str, Sequence[Sequence[str]]], mine: set[str]
) -> list[Named]:
    """The office holders of the country that "her Zambian colleague" names; what their titles tell comes first.

    Somebody whom the same article names is no such person, or its own reading would have said so.
    """
    words = next((name_words(role.role) for role in roles), ())
    if len(words) < 2 or words[-1] not in _RECIPROCALS or words[0] not in _POSSESSORS:
        return []
    codes = {naming.code for word in words[1:-1] if (naming := find_country(word.capitalize())) is not None}
    others = [(group, p) for group, p in people.items() if held[group] and group not in mine]
    told = [p for group, p in others if codes & _countries(held[group])]
    return told or [p for group, p in others if p.entity.country in codes and not _countries(held[group])]


def _countries(offices: Iterable[Sequence[str]]) -> set[str]:
    """The countries that titles name."""
    words = {word for office in offices for word in office}
    return {naming.code for word in words if (naming := find_country(word.capitalize())) is not None}


def _parts(role: str) -> list[tuple[str, ...]]:
    """The words of each of the offices that a title names ("Minister of Trade and Deputy Premier")."""
    parts = [name_words(part) for part in re.split(r",|\band\b", role)]
    return [part for part in parts if _OFFICES & set(part)]


def _office_words(role: str) -> tuple[str, ...] | None:
    """The words of a definite description of an office of one holder, None for others."""
    words = name_words(role)
    if len(words) < 2 or words[0] != "the":
        return None
    return words[1:] if noun_of(words) in _OFFICES else None


def _holds(wanted: Sequence[str], held: Sequence[Sequence[str]], country: str | None) -> bool:
    """Whether one of the offices held is the one wanted; a country's adjective may be that of the person."""
    head, ranks = noun_of(wanted), _RANKS & set(wanted)
    if not any(noun_of(office) == head and _RANKS & set(office) == ranks for office in held):
        return False
    every = {word for office in held for word in office}
    for word in wanted:
        if word in every or word in {"of", "the"}:
            continue
        naming = find_country(word.capitalize())
        if naming is None or country is None or naming.code != country:
            return False
    return True

"""Entities across articles: people, bodies and countries under all their names; namesakes and the unnamed kept apart.

Block: names by their first and last words, bodies by what they are, countries by code. Compare: `names.people_agree`
and its neighbours. Decide: a contradiction (another country, another first name) keeps apart, a full name joins, and a
single name joins the one full name that it can mean. Cluster: union-find, people's judgements first.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from onrecord.gazetteer import find_country, load_countries
from onrecord.link.clusters import Clusters
from onrecord.link.names import (
    country_key,
    head_word,
    is_acronym,
    is_generic,
    name_words,
    office_key,
    people_agree,
    person_words,
    without_form,
)
from onrecord.link.referents import KINDS, choose, propose
from onrecord.link.scenes import Scene, ends_proper
from onrecord.link.scorer import Scorer, load_scorer
from onrecord.model import Entity, Facts, Judgement, Role, digest

__all__ = ["Identities", "Named", "freeze", "join_by_rules", "join_chosen", "link_entities", "scene_of"]

_OFFICES = frozenset(
    """minister president premier chancellor secretary ambassador governor mayor commissioner king queen taoiseach
    director chairman chairwoman mediator negotiator envoy chief""".split()
)
_RANKS = frozenset({"acting", "assistant", "deputy", "former", "prime", "shadow", "state", "under", "vice"})
_RECIPROCALS = frozenset({"colleague", "counterpart", "guest", "host", "number", "visitor"})
_POSSESSORS = frozenset({"his", "her", "their"})
_MIN_WORD = 4  # letters of a name's word that is looked for elsewhere
_MIN_SHARED = 2  # such words, beside the name itself, of articles about the same
_MAX_ARTICLES = 20  # who is named in more ties no two articles together
_BODIES = frozenset({"organisation"})
_PLACES = frozenset({"country", "place", "group"})


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


@dataclass(frozen=True, slots=True)
class Named:
    """An article's entity with what tells it apart."""

    entity: Entity
    article: str
    names: tuple[str, ...]

    @property
    def id(self) -> str:
        """The article's entity's id."""
        return self.entity.id

    @property
    def best(self) -> str:
        """The name that says most."""
        return max(self.names, key=lambda name: (len(person_words(name)), len(name), name))


def link_entities(many: Sequence[Facts], judgements: Sequence[Judgement] = ()) -> Identities:
    """The entities of all articles put together; the same whatever the order of `many`."""
    named, clusters = join_by_rules(many, judgements)
    for kind in KINDS:
        scorer = load_scorer(f"referents_{kind}")
        named = join_chosen(kind, many, named, clusters, scorer)
    return freeze(many, named, clusters)


def join_by_rules(many: Sequence[Facts], judgements: Sequence[Judgement] = ()) -> tuple[list[Named], Clusters]:
    """The groups that names, offices and people's decisions give; what descriptions mean is left open."""
    named = sorted(
        (
            Named(entity, facts.article.id, (entity.name, *entity.aliases, *_issuer(entity, facts.article.publisher)))
            for facts in many
            for entity in facts.entities
        ),
        key=lambda item: item.id,
    )
    apart = [(j.left, j.right) for j in judgements if j.verdict == "different"]
    clusters = Clusters((item.id for item in named), apart)
    for judgement in sorted((j for j in judgements if j.verdict == "same"), key=lambda j: (j.left, j.right)):
        clusters.join(judgement.left, judgement.right)
    named = _settle_types(named)
    _join_countries([item for item in named if item.entity.type in _PLACES], clusters)
    _join_people([item for item in named if item.entity.type == "person"], clusters)
    _join_bodies([item for item in named if item.entity.type in _BODIES], clusters)
    _join_namesakes(named, clusters)
    named = _join_surnames(named, clusters)
    _join_short(named, clusters)
    _join_offices(many, named, clusters)
    _join_across_types([item for item in named if item.entity.type in _PLACES | _BODIES], clusters)
    return named, clusters


def join_chosen(
    kind: str, many: Sequence[Facts], named: Sequence[Named], clusters: Clusters, scorer: Scorer
) -> list[Named]:
    """Join what a learned scorer is sure of, of one of the `KINDS`; a short name takes the type of whom it means."""
    scene = scene_of(many, named, clusters)
    types: dict[str, str] = {}
    for proposal in propose(kind, scene):
        group = choose(proposal, scorer)
        if group is not None and clusters.join(scene.known[group].first, proposal.id):
            types[proposal.id] = scene.known[group].type
    if kind != "short":
        return list(named)
    return [replace(n, entity=replace(n.entity, type=types[n.id])) if n.id in types else n for n in named]


def scene_of(many: Sequence[Facts], named: Sequence[Named], clusters: Clusters) -> Scene:
    """The articles' people and bodies as they are grouped now."""
    entities = {n.id: replace(n.entity, aliases=tuple(sorted({*n.names} - {n.entity.name}))) for n in named}
    return Scene(many, entities, clusters.find)


def _settle_types(named: Sequence[Named]) -> list[Named]:
    """A name that one article took for a person and most others for a place or body is one of these.

    Where as many took a name of several words for a person as for a body, it is the body's.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in named:
        if item.entity.type in _PLACES | _BODIES | {"person"}:
            counts[item.entity.name.lower()][item.entity.type] += 1
    settled = []
    for item in named:
        seen = counts.get(item.entity.name.lower())
        if (
            item.entity.type == "person"
            and seen is not None
            and (seen["person"] * 2 < seen.total() or (" " in item.entity.name and seen["person"] * 2 == seen.total()))
        ):
            kind = min((t for t in seen if t != "person"), key=lambda t: (-seen[t], t))
            item = replace(item, entity=replace(item.entity, type=kind))
        settled.append(item)
    return settled


def _join_across_types(things: Sequence[Named], clusters: Clusters) -> None:
    """One name with one country's code is one thing, whether an article took it for a place or a body."""
    first: dict[tuple[str, str], str] = {}
    for item in things:
        code = item.entity.country or country_key(item.entity.name)
        name = " ".join(name_words(item.entity.name)).removeprefix("the ")
        if code is not None and not is_generic(name):
            clusters.join(first.setdefault((name, code), item.id), item.id)


def _join_countries(places: Sequence[Named], clusters: Clusters) -> None:
    """Countries by code; other places and peoples by name, where no country contradicts."""
    first: dict[tuple[str, ...], Named] = {}
    for item in places:
        key = _place_key(item)
        if key in first:
            clusters.join(first[key].id, item.id)
        else:
            first[key] = item


def _place_key(item: Named) -> tuple[str, ...]:
    entity = item.entity
    code = entity.country or country_key(entity.name)
    if entity.type == "country":
        return ("country", code or " ".join(name_words(entity.name)))
    return (entity.type, " ".join(name_words(entity.name)), code or "")


def _join_people(people: Sequence[Named], clusters: Clusters) -> None:
    full = [item for item in people if len(person_words(item.best)) > 1]
    single = [item for item in people if len(person_words(item.best)) == 1]
    by_last: dict[str, list[Named]] = defaultdict(list)
    by_first: dict[str, list[Named]] = defaultdict(list)
    for item in full:
        words = person_words(item.best)
        for other in by_last[words[-1]]:
            if _same_person(item, other):
                clusters.join(other.id, item.id)
        by_last[words[-1]].append(item)
        by_first[words[0]].append(item)
    for item in single:
        word = person_words(item.best)[0]
        known = [other for other in (*by_last[word], *by_first[word]) if _same_person(item, other)]
        groups = {clusters.find(other.id): other for other in known}
        if len(groups) == 1:
            clusters.join(next(iter(groups.values())).id, item.id)
    by_name: dict[tuple[str, str], Named] = {}
    for item in single:  # what no full name claims: the same single name with the same country
        if len(clusters.members(item.id)) == 1 and item.entity.country:
            key = (person_words(item.best)[0], item.entity.country)
            if key in by_name:
                clusters.join(by_name[key].id, item.id)
            else:
                by_name[key] = item


def _same_person(item: Named, other: Named) -> bool:
    """Names that agree, in one article or another, without a contradiction."""
    if item.article == other.article and len(person_words(item.best)) == 1:
        return False  # the article's own reading kept them apart
    return _countries_agree(item.entity, other.entity) and people_agree(item.best, other.best)


def _countries_agree(left: Entity, right: Entity) -> bool:
    return left.country is None or right.country is None or left.country == right.country


def _join_bodies(bodies: Sequence[Named], clusters: Clusters) -> None:
    by_name: dict[str, list[Named]] = defaultdict(list)
    by_office: dict[tuple[str, ...], list[Named]] = defaultdict(list)
    by_letters: dict[str, list[Named]] = defaultdict(list)
    for item in bodies:
        for name in item.names:
            if not (is_generic(name) and item.entity.country is None):
                by_name[without_form(name)].append(item)
        if (office := office_key(item.entity.name)) and item.entity.country:
            by_office[(item.entity.country, *office)].append(item)
        letters = item.entity.name.replace(".", "")
        if letters.isupper() and len(letters) <= 8:
            by_letters[letters].append(item)
    for group in (*by_name.values(), *by_office.values()):
        for left, right in pairwise(group):
            if _countries_agree(left.entity, right.entity):
                clusters.join(left.id, right.id)
    for item in bodies:
        for name in item.names:
            initials = "".join(word[0] for word in name.split() if word[:1].isupper())
            for other in by_letters.get(initials, ()):
                if is_acronym(other.entity.name, name) and _countries_agree(item.entity, other.entity):
                    clusters.join(item.id, other.id)


def _issuer(entity: Entity, publisher: str | None) -> tuple[str, ...]:
    """What "the Chamber" or "SC" is called in full in a text that the Shipowners' Chamber put out."""
    if publisher is None or entity.type != "organisation" or " " in entity.name or not entity.name[:1].isupper():
        return ()
    name = publisher.split(",")[0].strip()
    called = head_word(name) == entity.name.lower() or is_acronym(entity.name, name)
    return (name,) if " " in name and called else ()


class _Company:
    """Which articles tell of the same people and bodies, so that what one leaves out another may tell."""

    def __init__(self, named: Sequence[Named], clusters: Clusters) -> None:
        self.people: dict[str, dict[str, Named]] = defaultdict(dict)
        self.bodies: dict[str, dict[str, Named]] = defaultdict(dict)
        self._groups: dict[str, set[str]] = defaultdict(set)
        self._articles: dict[str, set[str]] = defaultdict(set)
        for item in named:
            group = clusters.find(item.id)
            if item.entity.type == "person":
                self.people[item.article][group] = item
            elif item.entity.type in _BODIES and not is_generic(item.entity.name) and item.entity.name[:1].isupper():
                self.bodies[item.article][group] = item
            else:
                continue
            self._groups[item.article].add(group)
            self._articles[group].add(item.article)

    def of(self, article: str) -> list[str]:
        """The articles that name somebody or some body whom `article` names too, and itself.

        Whom everybody names tells nothing.
        """
        near = {article}
        for group in self._groups[article]:
            if len(self._articles[group]) <= _MAX_ARTICLES:
                near |= self._articles[group]
        return sorted(near)


def _join_namesakes(named: Sequence[Named], clusters: Clusters) -> None:
    """People of one full name in articles that name others alike are one, whatever country each took him for."""
    words_of: dict[str, set[str]] = defaultdict(set)
    for item in named:
        if item.entity.type in {"person", "organisation", "place"} and item.entity.name[:1].isupper():
            long = {word for name in item.names for word in name_words(name) if len(word) >= _MIN_WORD}
            words_of[item.article] |= {word for word in long if not is_generic(word)}
    company = _Company(named, clusters)
    by_name: dict[tuple[str, ...], list[Named]] = defaultdict(list)
    for item in named:
        words = person_words(item.best)
        if item.entity.type == "person" and len(words) > 1:
            by_name[words].append(item)
    for group in by_name.values():
        for left, right in pairwise(group):
            shared = words_of[left.article] & words_of[right.article] - set(person_words(left.best))
            near = len(shared) >= _MIN_SHARED or right.article in company.of(left.article)
            if near and clusters.find(left.id) != clusters.find(right.id):
                clusters.join(left.id, right.id)


def _join_surnames(named: Sequence[Named], clusters: Clusters) -> list[Named]:
    """A single name that its article gave no reason to take for a body's is the person's whom articles near it name.

    Nothing is done where a known body or place, or a longer name of a body, has the word.
    """
    company = _Company(named, clusters)
    words = Counter(
        word
        for item in named
        if item.entity.type in _BODIES | _PLACES and len(name_words(item.entity.name)) > 1
        for word in set(name_words(item.entity.name))
    )
    settled = []
    for item in named:
        word = name_words(item.entity.name)
        unsure = item.entity.type in {"organisation", "place"} and item.entity.name[:1].isupper()
        if unsure and len(word) == 1 and not words[word[0]] and item.entity.country is None and not is_generic(word[0]):
            near = (p for article in company.of(item.article) for p in company.people[article].values())
            meant = {
                clusters.find(p.id): p
                for p in near
                if len(full := person_words(p.best)) > 1 and word[0] in {full[0], full[-1]}
            }
            if len(meant) == 1:
                clusters.join(next(iter(meant.values())).id, item.id)
                item = replace(item, entity=replace(item.entity, type="person"))
        settled.append(item)
    return settled


def _join_short(named: Sequence[Named], clusters: Clusters) -> None:
    """ "The Front" of one article is the one body with that head in its name in the articles near it."""
    company = _Company(named, clusters)
    for item in named:
        word = item.entity.name
        if item.entity.type not in _BODIES or " " in word or not word[:1].isupper() or not is_generic(word):
            continue
        near = (b for article in company.of(item.article) for b in company.bodies[article].values())
        meant = {
            clusters.find(b.id): b
            for b in near
            if head_word(b.best) == word.lower() and " " in b.best and _countries_agree(item.entity, b.entity)
        }
        if len(meant) == 1:
            clusters.join(next(iter(meant.values())).id, item.id)


def _join_offices(many: Sequence[Facts], named: Sequence[Named], clusters: Clusters) -> None:
    """ "The trade minister" is the one person named in the same article, or in those near it, who holds that office.

    Two who may be meant leave it open; so does an indefinite description, and any that is no office of one holder.
    """
    by_id = {item.id: item for item in named}
    company = _Company(named, clusters)
    stated: dict[str, list[Role]] = defaultdict(list)
    for role in sorted((r for facts in many for r in facts.roles if r.entity in clusters), key=_role_order):
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


def _head(words: Sequence[str]) -> str:
    """The noun of an office: the last word, or that before "of" or "for"."""
    cut = next((i for i, word in enumerate(words) if i and word in {"of", "for", "to", "in"}), len(words))
    return words[cut - 1] if words else ""


def _office_words(role: str) -> tuple[str, ...] | None:
    """The words of a definite description of an office of one holder, None for others."""
    words = name_words(role)
    if len(words) < 2 or words[0] != "the":
        return None
    return words[1:] if _head(words) in _OFFICES else None


def _holds(wanted: Sequence[str], held: Sequence[Sequence[str]], country: str | None) -> bool:
    """Whether one of the offices held is the one wanted; a country's adjective may be that of the person."""
    head, ranks = _head(wanted), _RANKS & set(wanted)
    if not any(_head(office) == head and _RANKS & set(office) == ranks for office in held):
        return False
    every = {word for office in held for word in office}
    for word in wanted:
        if word in every or word in {"of", "the"}:
            continue
        naming = find_country(word.capitalize())
        if naming is None or country is None or naming.code != country:
            return False
    return True


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
        tuple(entities), entity_of, tuple(sorted(roles, key=_role_order)), {entity.id: entity for entity in entities}
    )


def _role_order(role: Role) -> tuple[str, str, str, str, int]:
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

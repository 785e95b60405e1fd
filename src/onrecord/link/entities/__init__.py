"""Entities across articles: people, bodies and countries under all their names; namesakes and the unnamed kept apart.

block     names by their first and last words, bodies by what they are, countries by code
compare   `names.people_agree` and its neighbours
decide    a person's judgement first; a contradiction (another country, another first name) keeps apart, a full name
          joins, a single name joins the one full name that it can mean (`people`, `bodies`, `offices`)
choose    what descriptions and short names mean, by learned scorers (`onrecord.link.referents`)
cluster   union-find; `frozen` makes the record's entities of the groups
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.gazetteer import find_country
from onrecord.lexicon.given_names import given_gender
from onrecord.link.clusters import Clusters
from onrecord.link.entities.bodies import issuer_name, join_bodies, join_places, join_short, settle_people, settle_types
from onrecord.link.entities.described import join_described
from onrecord.link.entities.frozen import Identities, freeze
from onrecord.link.entities.named import BODIES, PLACES, Named
from onrecord.link.entities.offices import join_offices
from onrecord.link.entities.people import join_namesakes, join_people
from onrecord.link.names import organs_clash
from onrecord.link.referents import ROUNDS, choose, propose
from onrecord.link.scenes import Scene, Text, content_words, genders_of, noun_of, read_texts
from onrecord.link.scorer import Scorer, load_scorer
from onrecord.model import Facts, Judgement, Mention

__all__ = ["Identities", "Named", "freeze", "join_by_rules", "join_chosen", "link_entities", "read_texts", "scene_of"]

_GIVEN_AND_LAST = 2  # words of a name whose first is surely a given name


def link_entities(many: Sequence[Facts], judgements: Sequence[Judgement] = ()) -> Identities:
    """The entities of all articles put together; the same whatever the order of `many`."""
    named, clusters = join_by_rules(many, judgements)
    texts = read_texts(many)
    for kind in ROUNDS:
        scorer = load_scorer(f"referents_{kind}")
        named = join_chosen(kind, texts, named, clusters, scorer)
    join_described(scene_of(texts, named, clusters), clusters)
    return freeze(many, named, clusters)


def join_by_rules(many: Sequence[Facts], judgements: Sequence[Judgement] = ()) -> tuple[list[Named], Clusters]:
    """The groups that names, offices and people's decisions give; what descriptions mean is left open."""
    named = sorted((item for facts in many for item in name_entities(facts)), key=lambda item: item.id)
    apart = [(j.left, j.right) for j in judgements if j.verdict == "different"]
    clusters = Clusters((item.id for item in named), apart)
    for judgement in sorted((j for j in judgements if j.verdict == "same"), key=lambda j: (j.left, j.right)):
        clusters.join(judgement.left, judgement.right)
    named = settle_people(settle_types(named))
    join_places([item for item in named if item.entity.type in PLACES], clusters)
    join_people([item for item in named if item.entity.type == "person"], clusters)
    join_bodies([item for item in named if item.entity.type in BODIES], clusters)
    join_namesakes(named, clusters)
    join_short(named, clusters)
    join_offices(many, named, clusters)
    return named, clusters


def name_entities(facts: Facts) -> list[Named]:
    """An article's entities with their names, and what titles and given names tell of people."""
    titles: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for role in facts.roles:
        titles[role.entity].append(content_words(role.role))
    titled: dict[str, list[Mention]] = defaultdict(list)
    for mention in facts.mentions:
        if mention.type == "name" and mention.entity is not None:
            titled[mention.entity].append(mention)
    found = []
    for entity in facts.entities:
        names = (entity.name, *entity.aliases, *issuer_name(entity, facts.article.publisher))
        genders = genders_of(facts.article.text, titled[entity.id]) if entity.type == "person" else set()
        given = {given_gender(name) for name in names if len(name.split()) == _GIVEN_AND_LAST} - {None}
        told = frozenset(genders or {g for g in given if g is not None})
        offices = frozenset(noun_of(words) for words in titles[entity.id] if words)
        lands = {find_country(word.capitalize()) for words in titles[entity.id] for word in words}
        codes = frozenset(naming.code for naming in lands if naming is not None)
        found.append(Named(entity, facts.article.id, names, told, offices, codes))
    return found


def join_chosen(
    kind: str, texts: Mapping[str, Text], named: Sequence[Named], clusters: Clusters, scorer: Scorer
) -> list[Named]:
    """Join what a learned scorer is sure of, of one of the `KINDS`; a short name takes the type of whom it means."""
    scene = scene_of(texts, named, clusters)
    types: dict[str, str] = {}
    by_id = {item.id: item for item in named}
    for proposal in propose(kind, scene):
        group = choose(proposal, scorer)
        if group is None or clusters.find(scene.known[group].first) in scene.others(proposal.article, proposal.id):
            continue  # another choice has just made it one that the text tells apart
        if organs_clash(*(_names(by_id, clusters, member) for member in (scene.known[group].first, proposal.id))):
            continue
        if clusters.join(scene.known[group].first, proposal.id):
            types[proposal.id] = scene.known[group].type
    if kind != "short":
        return list(named)
    return [replace(n, entity=replace(n.entity, type=types[n.id])) if n.id in types else n for n in named]


def _names(by_id: Mapping[str, Named], clusters: Clusters, member: str) -> set[str]:
    """The names of a group's bodies; of people none."""
    group = (by_id[item] for item in clusters.members(member))
    return {name for item in group if item.entity.type in BODIES for name in item.names}


def scene_of(texts: Mapping[str, Text], named: Sequence[Named], clusters: Clusters) -> Scene:
    """The articles' people and bodies as they are grouped now."""
    entities = {n.id: replace(n.entity, aliases=tuple(sorted({*n.names} - {n.entity.name}))) for n in named}
    return Scene(texts, entities, clusters.find)

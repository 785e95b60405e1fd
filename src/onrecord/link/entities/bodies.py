"""Which names of countries, places and bodies mean one: by code, by name, by office, by initials."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.gazetteer import find_country
from onrecord.gazetteer.places import find_place, find_region, find_town
from onrecord.link.clusters import Clusters
from onrecord.link.entities.named import BODIES, PLACES, Company, Named, countries_agree
from onrecord.link.names import (
    country_key,
    head_word,
    is_acronym,
    is_generic,
    name_words,
    office_key,
    person_words,
    without_form,
)
from onrecord.model import Entity

__all__ = ["issuer_name", "join_bodies", "join_places", "join_short", "settle_people", "settle_types"]

_FIGHTERS = frozenset("rebels rebel movement militants fighters insurgents guerrillas guerrilla militia".split())
_MIN_WORD = 4  # letters of a word that ties two articles
_FEW_LETTERS = 2  # an abbreviation that stands for too much: "MC" is a medical center and Mount Cook


def settle_types(named: Sequence[Named]) -> list[Named]:
    """A name that one article took for a person and most others for a place or body is one of these.

    Where as many took a name of several words for a person as for a body, it is the body's; so is one taken for a
    place that no gazetteer knows.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in named:
        if item.entity.type in PLACES | BODIES | {"person"}:
            counts[without_form(item.entity.name)][item.entity.type] += 1
    settled = []
    for item in named:
        seen = counts.get(without_form(item.entity.name))
        if (
            item.entity.type == "person"
            and seen is not None
            and (seen["person"] * 2 < seen.total() or (" " in item.entity.name and seen["person"] * 2 == seen.total()))
        ):
            kind = min((t for t in seen if t != "person"), key=lambda t: (-seen[t], t))
            item = replace(item, entity=replace(item.entity, type=kind))
        elif (
            item.entity.type == "place"
            and seen is not None
            and " " in item.entity.name
            and seen["organisation"] * 2 >= seen.total()
            and not _is_known_place(item.entity.name)
        ):
            item = replace(item, entity=replace(item.entity, type="organisation"))
        settled.append(item)
    return settled


def _is_known_place(name: str) -> bool:
    return any(find(name) is not None for find in (find_country, find_region, find_place, find_town))


def settle_people(named: Sequence[Named]) -> list[Named]:
    """A single name taken for a body or an unknown place is a person's where one near bears it as the last name.

    No body's name may have it. Near are the articles that share another word of a name.
    """
    words_of: dict[str, set[str]] = defaultdict(set)
    bearers: dict[str, list[str]] = defaultdict(list)
    in_bodies: Counter[str] = Counter()
    for item in named:
        every = {word for name in item.names for word in name_words(name)}
        words_of[item.article] |= {word for word in every if len(word) >= _MIN_WORD}
        if item.entity.type == "person" and len(words := person_words(item.best)) > 1:
            bearers[words[-1]].append(item.article)
        elif item.entity.type in BODIES | PLACES and len(name_words(item.entity.name)) > 1:
            in_bodies.update(every)
    settled = []
    for item in named:
        words = name_words(item.entity.name)
        taken = item.entity.type in BODIES or (item.entity.type == "place" and not _is_known_place(item.entity.name))
        if taken and len(words) == 1 and not in_bodies[words[0]]:
            here = words_of[item.article] - {words[0]}
            if any(a == item.article or here & words_of[a] for a in bearers.get(words[0], ())):
                item = replace(item, entity=replace(item.entity, type="person"))
        settled.append(item)
    return settled


def join_places(places: Sequence[Named], clusters: Clusters) -> None:
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


def join_bodies(bodies: Sequence[Named], clusters: Clusters) -> None:
    """Bodies of one name, of one office of one country, or of one name and its initials."""
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
    for item in bodies:
        if (armed := _armed_name(item.entity.name)) in by_name and armed != without_form(item.entity.name):
            by_name[armed].append(item)
    for group in (*by_name.values(), *by_office.values()):
        for left, right in pairwise(group):
            if countries_agree(left.entity, right.entity):
                clusters.join(left.id, right.id)
    words_of: dict[str, set[str]] = defaultdict(set)
    for item in bodies:
        words_of[item.article] |= {word for name in item.names for word in name_words(name) if len(word) >= _MIN_WORD}
    for item in bodies:
        for name in item.names:
            for other in _abbreviations(name, by_letters):
                short = other.entity.name
                near = words_of[item.article] & words_of[other.article] - {*name_words(name), *name_words(short)}
                told = len(short.replace(".", "")) > _FEW_LETTERS or near or item.article == other.article
                if told and is_acronym(short, name) and countries_agree(item.entity, other.entity):
                    clusters.join(item.id, other.id)


def _abbreviations(name: str, by_letters: Mapping[str, Sequence[Named]]) -> list[Named]:
    """The bodies called by a name's initials, be they all its words' or those of the words with a capital."""
    words = name.split()
    proper = "".join(word[0] for word in words if word[:1].isupper())
    every = "".join(word[0] for word in words).upper()
    return [other for letters in dict.fromkeys((proper, every)) for other in by_letters.get(letters, ())]


def _armed_name(name: str) -> str:
    """The folded name of an armed group without the word for those who fight for it ("KRX rebels")."""
    words = without_form(name).split()
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in _FIGHTERS else words)


def issuer_name(entity: Entity, publisher: str | None) -> tuple[str, ...]:
    """What "the Chamber" or "SC" is called in full in a text that the Shipowners' Chamber put out."""
    if publisher is None or entity.type != "organisation" or " " in entity.name or not entity.name[:1].isupper():
        return ()
    name = publisher.split(",")[0].strip()
    called = head_word(name) == entity.name.lower() or is_acronym(entity.name, name)
    return (name,) if " " in name and called else ()


def join_short(named: Sequence[Named], clusters: Clusters) -> None:
    """ "The Front" of one article is the one body with that head in its name in the articles near it."""
    company = Company(named, clusters)
    for item in named:
        word = item.entity.name
        if item.entity.type not in BODIES or " " in word or not word[:1].isupper() or not is_generic(word):
            continue
        near = (b for article in company.of(item.article) for b in company.bodies[article].values())
        meant = {
            clusters.find(b.id): b
            for b in near
            if head_word(b.best) == word.lower() and " " in b.best and countries_agree(item.entity, b.entity)
        }
        if len(meant) == 1:
            clusters.join(next(iter(meant.values())).id, item.id)

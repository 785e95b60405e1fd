"""Which names of countries, places and bodies mean one: by code, by name, by office, by initials."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

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


def settle_types(named: Sequence[Named]) -> list[Named]:
    """A name that one article took for a person and most others for a place or body is one of these.

    Where as many took a name of several words for a person as for a body, it is the body's.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in named:
        if item.entity.type in PLACES | BODIES | {"person"}:
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


def settle_people(named: Sequence[Named]) -> list[Named]:
    """A single name taken for a body is a person's where one near bears it as the last name, and no body's name has it.

    Near are the articles that share another word of a name.
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
        if item.entity.type in BODIES and len(words) == 1 and not in_bodies[words[0]]:
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
    for item in bodies:
        for name in item.names:
            initials = "".join(word[0] for word in name.split() if word[:1].isupper())
            for other in by_letters.get(initials, ()):
                if is_acronym(other.entity.name, name) and countries_agree(item.entity, other.entity):
                    clusters.join(item.id, other.id)


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

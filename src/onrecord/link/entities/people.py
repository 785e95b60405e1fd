"""Which names of people are one person's: full names first, then single names that can mean only one."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from onrecord.link.clusters import Clusters
from onrecord.link.entities.named import Company, Named, countries_agree
from onrecord.link.names import generation, is_generic, name_words, people_agree, person_words, spelled

__all__ = ["join_namesakes", "join_people"]

_MIN_WORD = 4  # letters of a name's word that is looked for elsewhere
_OF_STATES = frozenset("president premier minister chancellor king queen emir secretary leader".split())
_MIN_SHARED = 2  # such words, beside the name itself, of articles about the same


def join_people(people: Sequence[Named], clusters: Clusters) -> None:
    """Full names that agree, single names that one full name claims, and the same single name of one country."""
    full = [item for item in people if len(person_words(item.best)) > 1]
    single = [item for item in people if len(person_words(item.best)) == 1]
    by_last: dict[str, list[Named]] = defaultdict(list)
    by_first: dict[str, list[Named]] = defaultdict(list)
    divided = _divided(full)
    for item in full:
        words = person_words(item.best)
        for other in (*by_last[words[-1]], *by_last[words[0]], *by_first[words[-1]]):
            if _same_person(item, other) and not _may_be_father_and_son(item, other, divided):
                clusters.join(other.id, item.id)
        by_last[words[-1]].append(item)
        by_first[words[0]].append(item)
    for item in single:
        word = person_words(item.best)[0]
        bearers = [other for other in (*by_last[word], *by_first[word]) if _may_be_one(item, other)]
        known = [other for other in bearers if _share_office(item, other)]  # whatever country each article tells
        known = known or [other for other in bearers if countries_agree(item.entity, other.entity)]
        sure = [other for other in known if item.genders & other.genders]
        known = sure or known
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


def _divided(people: Sequence[Named]) -> frozenset[tuple[str, ...]]:
    """The names that two generations bear: nobody can tell whom such a name without a suffix means."""
    told: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for item in people:
        if (number := generation(item.best)) is not None:
            told[person_words(item.best)].add(number)
    return frozenset(words for words, numbers in told.items() if len(numbers) > 1)


def _may_be_father_and_son(item: Named, other: Named, divided: frozenset[tuple[str, ...]]) -> bool:
    is_divided = not divided.isdisjoint((person_words(item.best), person_words(other.best)))
    return is_divided and generation(item.best) != generation(other.best)


def _same_person(item: Named, other: Named) -> bool:
    """Names that agree, in one article or another, without a contradiction."""
    return countries_agree(item.entity, other.entity) and _may_be_one(item, other)


def _share_office(item: Named, other: Named) -> bool:
    """Whether titles name the same office, and of no two countries; a country's own is told by the country, too."""
    apart = item.lands and other.lands and item.lands.isdisjoint(other.lands)
    shared = item.offices & other.offices
    return not apart and bool(shared if countries_agree(item.entity, other.entity) else shared - _OF_STATES)


def _may_be_one(item: Named, other: Named) -> bool:
    """Names that agree, without another gender, whatever the countries."""
    if item.article == other.article and len(person_words(item.best)) == 1:
        return False  # the article's own reading kept them apart
    if item.genders and other.genders and item.genders.isdisjoint(other.genders):
        return False
    return people_agree(item.best, other.best)


def join_namesakes(named: Sequence[Named], clusters: Clusters) -> None:
    """People of one name in articles that name others alike are one, whatever country each took him for.

    A single name must be claimed by no full one and not stand for two of other titles' genders.
    """
    words_of: dict[str, set[str]] = defaultdict(set)
    for item in named:
        if item.entity.type in {"person", "organisation", "place"} and item.entity.name[:1].isupper():
            long = {word for name in item.names for word in name_words(name) if len(word) >= _MIN_WORD}
            words_of[item.article] |= {word for word in long if not is_generic(word)}
        elif item.entity.type in {"country", "group"} and item.entity.country is not None:
            words_of[item.article].add(item.entity.country)
    company = Company(named, clusters)
    full = [words for n in named if n.entity.type == "person" and len(words := person_words(n.best)) > 1]
    claimed = {word for words in full for word in (words[0], words[-1])}
    by_name: dict[tuple[str, ...], list[Named]] = defaultdict(list)
    for item in named:
        words = person_words(item.best)
        if item.entity.type == "person" and words and (len(words) > 1 or words[0] not in claimed):
            by_name[spelled(words) if len(words) > 1 else words].append(item)
    divided = _divided([item for group in by_name.values() for item in group])
    for group in by_name.values():
        for left, right in pairwise(group):
            shared = words_of[left.article] & words_of[right.article] - set(person_words(left.best))
            near = len(shared) >= _MIN_SHARED or right.article in company.of(left.article)
            apart = left.genders and right.genders and left.genders.isdisjoint(right.genders)
            apart = apart or _may_be_father_and_son(left, right, divided)
            if near and not apart and clusters.find(left.id) != clusters.find(right.id):
                clusters.join(left.id, right.id)

"""What descriptions of people are compared by: "the mayor", "her brother", "the new minister"."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache

from onrecord.lexicon.vectors import word_likeness
from onrecord.lexicon.words import stem
from onrecord.link.referents.fits import (
    NEUTRAL,
    RANKS,
    around,
    contradicts,
    flags,
    match,
    modifiers_like,
    shared_modifiers,
)
from onrecord.link.referents.items import Open, place_of
from onrecord.link.scenes import Known, Scene, kin_gender, noun_of, relation_of, tenure_of, word_lists

__all__ = ["FEATURES", "person_rows"]

FEATURES: tuple[str, ...] = tuple(
    """
    office_same office_heads likeness modifiers_same modifiers_other rank_clash body_same
    body_other country_same country_clash gender_same here before near share only_office
    only_here single same_sentence capital spread no_office bare_same office_before office_away
    possessed last home_same home_clash home_office speaks told_same here_office known_place
    around rival untold_here private kin topic topic_untold leads where modifiers_like topic_office
    kin_same kin_clash kin_called since_new since_old was_held still_held displaced
    """.split()
)
"""What a pair is compared by, each 0 to 1; `training/linking/referents.py` weighs them."""

_INVERSE = {
    "parent": "child", "child": "parent", "sibling": "sibling", "spouse": "spouse", "elder": "younger",
    "younger": "elder", "grandparent": "grandchild", "grandchild": "grandparent", "cousin": "cousin",
}  # fmt: skip


@lru_cache(maxsize=1)
def _people() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in word_lists()["people"].items()}


def person_rows(scene: Scene, item: Open) -> list[tuple[str, tuple[float, ...]]]:
    """The people whom a description may mean, with their features in the order of `FEATURES`."""
    lists = _people()
    heads, single = lists["heads"], lists["single"]
    kin = kin_gender(item.noun) if item.private else None
    owners = scene.owners(item.article, item.span)
    published = scene.texts[item.article].facts.article.publication.latest
    if item.noun in lists["many"]:
        return []
    people = scene.candidates(item.article, frozenset({"person"}))
    people = [
        known for known in people if known.group not in item.bodies | item.others and not contradicts(item, known)
    ]
    if item.noun in lists["told"]:
        people = [known for known in people if item.noun in known.nouns | known.called]
    if item.private:
        people = [known for known in people if _may_belong(scene, item, known, kin)]
    places = [place_of(scene, item, known) for known in people]
    office = [item.noun in known.nouns | known.called for known in people]
    n_office, n_here = sum(office), sum(place.here for place in places)
    last = max((place.start for place in places), default=-1)
    untold = {k.group for k, place in zip(people, places, strict=True) if place.here and not k.offices}
    ranks = (RANKS - NEUTRAL) & set(item.words)
    home = scene.texts[item.article].home
    rows = []
    for known, place, holds in zip(people, places, office, strict=True):
        shared, other = shared_modifiers(item, known.role_words | known.words, known)
        nouns = {noun for noun in known.nouns | known.called if noun}
        likeness = max((word_likeness(stem(item.noun), stem(noun)) for noun in nouns), default=0.0)
        theirs = [(RANKS - NEUTRAL) & set(o) for o in known.offices if noun_of(o) == item.noun]
        clash = holds and bool(theirs) and all(rank != ranks for rank in theirs)
        bare = not item.modifiers and not item.bodies
        rows.append((known.group, flags(
            holds, item.noun in heads and bool(heads & nouns), max(0.0, likeness), shared, other, clash,
            *match(item.bodies, known.bodies),
            *match(item.countries, known.countries),
            bool(item.genders & known.genders),
            place.here, place.before, place.near, place.share, holds / max(1, n_office), place.here / max(1, n_here),
            item.noun in single, place.same_sentence, item.capital, min(1.0, len(known.members) / 3),
            not known.offices, bare and holds, holds and place.before, holds and not place.here, item.possessed,
            place.before and place.start == last,
            home in known.countries, bool(home and known.countries) and home not in known.countries,
            holds and home in known.countries, known.speaks, bool(item.told & known.countries),
            holds and place.here, known.is_place, around(item, known),
            n_office > 0 and not holds, bare and known.group not in untold and bool(untold),
            item.private, kin is not None,
            place.topic, place.topic and not known.offices, known.leads / max(1, known.weight),
            known.where / max(1, known.weight), modifiers_like(item, known), place.topic and holds,
            *_kin_told(scene, item, known, owners), *_tenure(item, known, people, published),
        )))  # fmt: skip
    return rows


def _may_belong(scene: Scene, item: Open, known: Known, kin: str | None) -> bool:
    """Whether "her brother" may be somebody: called so elsewhere, or of one name with another here."""
    if kin is not None and item.noun in known.nouns | known.called:
        return True
    if kin is None or (kin and known.genders and kin not in known.genders):
        return False
    others = (k for k in scene.by_article[item.article].values() if k.type == "person" and k is not known)
    return any(not known.surnames.isdisjoint(other.surnames) for other in others)


def _kin_told(scene: Scene, item: Open, known: Known, owners: AbstractSet[str]) -> tuple[bool, bool, bool]:
    """Whether somebody is told as the relative that is meant, as another one of the same person, or as anybody's."""
    relation = relation_of(item.noun)
    if relation is None:
        return False, False, False
    told = {r for r, owner in known.kin if owner in owners}
    for owner in owners & scene.known.keys():
        told |= {_INVERSE[r] for r, other in scene.known[owner].kin if other == known.group}
    every = {r for r, _ in known.kin}
    return relation in told, bool(told) and relation not in told, not owners and relation in every


def _tenure(
    item: Open, known: Known, people: Sequence[Known], published: date | None
) -> tuple[bool, bool, bool, bool, bool]:
    """What is known of when somebody held the office that is meant.

    For a "new" one whether he is told as new, and whether he held it before; for a "former" one whether he held it
    before, and whether he is told to hold it in the same days; for others whether somebody else held it later.
    """
    theirs = {(day, how) for day, noun, how in known.terms if noun == item.noun}
    if published is None or not theirs:
        return False, False, False, False, False
    before = any(day < published and how == "held" for day, how in theirs)
    now = any(day >= published and how == "held" for day, how in theirs)
    new, former = (any(how == wanted for _, how in theirs) for wanted in ("new", "former"))
    tenure = tenure_of(item.words)
    last = max((day for day, how in theirs if how != "former" and day <= published), default=None)
    later = last is not None and any(
        last < day <= published and how != "former" and noun == item.noun
        for other in people
        if other is not known
        for day, noun, how in other.terms
    )
    return (
        tenure == "new" and new,
        tenure == "new" and before and not new,
        tenure == "former" and (former or (before and not now)),
        tenure == "former" and now and not former,
        tenure == "held" and (later or (former and not new)),
    )

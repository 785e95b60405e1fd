"""What short names are compared by: how one lies in a full name, and what its article takes it for."""

from onrecord.gazetteer import find_country
from onrecord.gazetteer.bodies import find_body
from onrecord.gazetteer.places import find_place, find_region, find_town
from onrecord.link.names import is_acronym, is_first_name, name_words, person_words, same_first_name, without_form
from onrecord.link.referents.fits import flags, match
from onrecord.link.referents.items import Open, place_of
from onrecord.link.scenes import Known, Scene, content_words, is_issuer, noun_of

__all__ = ["FEATURES", "short_rows"]

FEATURES: tuple[str, ...] = tuple(
    """
    same first_word last_word prefix suffix acronym acronym_part middle two_words person organisation
    place to_person to_body known_place issuer here before only locative person_to_body
    place_to_body body_to_person neuter office_same office_other main gender_same gender_clash
    nickname weight_share spread acts gendered first_name titled
    """.split()
)
"""What a pair is compared by, each 0 to 1; `training/linking/referents.py` weighs them."""

_MIN_LETTERS = 3  # of an abbreviation of a part of a name
_CALLED_BY_PLACE = frozenset({"company", "club", "school", "hospital", "court", "army"})


def short_rows(scene: Scene, item: Open) -> list[tuple[str, tuple[float, ...]]]:
    """The people and bodies that a short name may mean, with their features in the order of `FEATURES`."""
    mine, text = scene.group_of(item.id), scene.texts[item.article]
    types = ("person", "organisation", "place")
    letters = scene.entities[item.id].name.replace(".", "")
    offices = {noun_of(words) for role in text.roles[item.id] if (words := content_words(role.role))}
    name = scene.entities[item.id].name
    well_known = any(find(name) for find in (find_country, find_region, find_place, find_body))
    is_place = well_known or find_town(name) is not None
    initials = _is_initials(letters)
    fits = []
    for known in scene.candidates(item.article, frozenset({"person", "organisation"})):
        if known.group == mine or known.group in item.others:
            continue
        if not (initials or _shares_word(item.words, known)) or not any(shape := _shape(name, item.words, known)):
            continue
        if item.type == known.type == "person" and not _completes(scene, item, known):
            continue  # the article's own reading kept them apart
        if known.type != "person" and (
            ((offices or item.genders) and item.type == "person")
            or ((is_place or item.type == "place") and (item.locative or not _may_be_called(known)))
            or (well_known and "club" not in known.kinds and not _is_of_country(item.words, known))
        ):
            continue  # a person's surname, a city: "Paris" is no "Paris Store"
        fits.append((known, shape))
    heaviest = max((known.weight for known, _ in fits), default=0)
    total = sum(known.weight for known, _ in fits)
    rows = []
    for known, shape in fits:
        place = place_of(scene, item, known)
        person = known.type == "person"
        rows.append((known.group, flags(
            *shape, len(item.words) > 1, *(item.type == kind for kind in types), person, not person,
            is_place, is_issuer(known, text), place.here, place.before, 1.0 / len(fits), item.locative,
            item.type == "person" and not person, item.type == "place" and not person,
            item.type == "organisation" and person, known.neuter,
            *match(offices, known.nouns), known.weight == heaviest, *match(item.genders, known.genders),
            known.type == "person" and _is_first(item.words, known), known.weight / max(1, total),
            min(1.0, len(known.members) / 3), item.id in text.acting, bool(item.genders) and not person,
            is_first_name(item.words[0]) and not person, person and bool(known.offices),
        )))  # fmt: skip
    return rows


def _may_be_called(known: Known) -> bool:
    """Whether a place's name may stand for a body that bears it: a firm, club or school, no council or union."""
    return not known.kinds or not known.kinds.isdisjoint(_CALLED_BY_PLACE)


def _is_first(words: tuple[str, ...], known: Known) -> bool:
    """Whether a word is the first name, or a short form of it, in one of a group's full names."""
    full = [name for name in known.names if len(person_words(name)) > 1]
    return len(words) == 1 and any(same_first_name(words[0], person_words(name)[0]) for name in full)


def _completes(scene: Scene, item: Open, known: Known) -> bool:
    """Whether a first name stands beside its surname alone in one article ("Tom", "Renquist"); so in any other."""
    members = known.members.get(item.article, ())
    here = {name for member in members for name in (scene.entities[member].name, *scene.entities[member].aliases)}
    if not members:
        return True
    short = all(person_words(name)[:1] != item.words[:1] for name in known.names)  # "Charlie" beside "Charles Lee"
    return _is_first(item.words, known) and (short or all(len(person_words(name)) == 1 for name in here))


def _shape(short: str, words: tuple[str, ...], known: Known) -> tuple[bool, ...]:
    """How a short name lies in one of a group's: the same, first word, last word, prefix, suffix, initials, within."""
    letters = short.replace(".", "")
    same = first = last = prefix = suffix = acronym = part = middle = False
    person = known.type == "person"
    for name in known.names:
        full = name_words(without_form(name)) if known.type != "person" else name_words(name)
        same |= full == words
        part |= _part_initials(letters, name) if len(words) == 1 else _initials_and_place(short, name)
        if len(full) <= len(words):
            acronym |= len(words) == 1 and _initials(letters, name)
            continue
        first |= len(words) == 1 and (full[0] == words[0] or (person and same_first_name(full[0], words[0])))
        last |= len(words) == 1 and full[-1] == words[0]
        prefix |= full[: len(words)] == words
        suffix |= full[-len(words) :] == words
        middle |= person and len(words) == 1 and words[0] in full[1:-1]
        acronym |= len(words) == 1 and _initials(letters, name)
    return same, first, last, prefix, suffix, acronym, part, middle


def _shares_word(words: tuple[str, ...], known: Known) -> bool:
    """Whether a short name has a word of a group's names, or is short for a first name of them."""
    if not known.words.isdisjoint(words):
        return True
    return known.type == "person" and any(same_first_name(words[0], word) for word in known.words)


def _is_of_country(words: tuple[str, ...], known: Known) -> bool:
    """Whether a body's name is the short one with its country before it ("Icelandic Coast Guard")."""
    longer = (full[: -len(words)] for name in known.names if (full := name_words(name))[-len(words) :] == words)
    return any(find_country(" ".join(before).title()) is not None for before in longer if before)


def _is_initials(letters: str) -> bool:
    return len(letters) > 1 and sum(c.isupper() for c in letters) * 2 > len(letters)


def _initials(letters: str, name: str) -> bool:
    return _is_initials(letters) and is_acronym(letters.upper(), name)


def _part_initials(letters: str, name: str) -> bool:
    """Whether letters stand for a name without the place before or behind it ("DNR", "HBC")."""
    words = name.split()
    cut = next((i for i, word in enumerate(words) if i and word in {"of", "for", "in"}), len(words))
    parts = (words[1:], words[:cut])
    return len(letters) >= _MIN_LETTERS and any(_initials(letters, " ".join(part)) for part in parts)


def _initials_and_place(short: str, name: str) -> bool:
    """Whether a short name is the initials of another and the place in it ("HBC Volos", "Hellenic Club of Volos")."""
    letters, _, place = short.partition(" ")
    rest = name.removesuffix(place).removesuffix(" ").removesuffix(" of").removesuffix(" in")
    return rest != name and len(letters) > 1 and letters.isupper() and is_acronym(letters, rest)

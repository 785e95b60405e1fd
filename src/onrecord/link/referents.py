"""Whom a description or a short name means: "the lender", "the mayor", "Svea", chosen among those named nearby.

What the rules of `entities` leave alone is weighed against every body or person that its article, or one that names
the same people and bodies, names in full: what the words say that it is, whose text it stands in, how near the other
was named. A learned scorer (`training/linking/referents.py`) decides; in doubt a description stays alone. Indefinite
descriptions ("a player") mean nobody named, and two unnamed people are never compared.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from onrecord.gazetteer import find_country
from onrecord.gazetteer.bodies import find_body
from onrecord.gazetteer.places import find_place, find_region, find_town
from onrecord.lexicon.kinds import noun_kind
from onrecord.lexicon.vectors import word_likeness
from onrecord.lexicon.words import stem
from onrecord.link.names import (
    is_acronym,
    is_first_name,
    is_generic,
    name_words,
    person_words,
    same_first_name,
    without_form,
)
from onrecord.link.scenes import (
    Known,
    Scene,
    content_words,
    genders_of,
    is_issuer,
    kin_gender,
    kinds_of,
    noun_of,
    relation_of,
    tenure_of,
    trades_of,
    word_lists,
)
from onrecord.link.scorer import Scorer
from onrecord.model import Entity, Span

__all__ = ["FEATURES", "KINDS", "ROUNDS", "Proposal", "choose", "propose", "weigh"]

KINDS = ("short", "body", "person")
"""Short names, descriptions of bodies, descriptions of people."""
ROUNDS = (*KINDS, "body", "person")
"""The order in which they are settled: what one description has told of a name helps the next."""
FEATURES: Mapping[str, tuple[str, ...]] = {
    "short": tuple(
        """
        same first_word last_word prefix suffix acronym acronym_part two_words person organisation
        place to_person to_body known_place issuer here before only locative person_to_body
        place_to_body body_to_person neuter office_same office_other main gender_same gender_clash
        nickname weight_share spread acts gendered first_name titled
        """.split()
    ),
    "body": tuple(
        """
        head_same called_so kind_same kind_clash kind_unknown likeness issuer here before near last
        share only_same only_here modifiers_same modifiers_other country_same country_clash capital
        outlet same_sentence spread issuer_same before_kind_same unknown_only known_place speaks
        speaks_unknown home_same as_person neuter company_unknown other_unknown around rival
        cognate told_same told_clash trade_same trade_clash topic topic_unknown topic_same leads where modifiers_like
        """.split()
    ),
    "person": tuple(
        """
        office_same office_heads likeness modifiers_same modifiers_other rank_clash body_same
        body_other country_same country_clash gender_same here before near share only_office
        only_here single same_sentence capital spread no_office bare_same office_before office_away
        possessed last home_same home_clash home_office speaks told_same here_office known_place
        around rival untold_here private kin topic topic_untold leads where modifiers_like topic_office
        kin_same kin_clash kin_called since_new since_old was_held still_held displaced
        """.split()
    ),
}
"""What pairs of each kind are compared by, each 0 to 1; `training/linking/referents.py` weighs them."""

_DEFINITE = re.compile(
    r"(?i)^(?:the|this|that|these|those|his|her|their|its|our|my)\b|^[^\s]+(?:\s[^\s]+){0,4}?[’']s?\s"
)
_INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "two", "three", "no", "any", "every", "each", "many", "several", "other"}
)
_OF_NAME = re.compile(r" of (?:the )?[A-Z]")
_THE = re.compile(r"(?i)\bthe $")
_DETERMINERS = frozenset("the this that these those his her their its our s 's of and own same".split())
_RANKS = frozenset(
    "acting assistant deputy former shadow under vice ex outgoing old incoming new old state prime first second".split()
)
_NEUTRAL = frozenset({"new", "old", "outgoing", "own", "current", "incoming"})
_LOCATIVE = re.compile(r"(?i)\b(?:in|at|near|outside|from|to|towards?|around|across|through)\s+(?:the\s+)?$")
_PLURAL = re.compile(r"[a-z]{3,}[^s]s$")
_MAX_SHORT_WORDS = 3
_MIN_LETTERS = 3  # of an abbreviation of a part of a name
_ACTING = frozenset({"trade", "organisation", "site"})  # kinds of nouns that may mean a body
_CALLED_BY_PLACE = frozenset({"company", "club", "school", "hospital", "court", "army"})
_MIN_ROOT = 5  # letters that a noun shares with its like in another language
_FORMER = frozenset({"previous", "former", "last", "past", "next"})
_GENDERED = re.compile(r"(?<=[a-z]{3})(?:wo)?man$")
_STATE_ORGANS = frozenset({"ministry", "army", "navy", "police", "parliament", "government", "presidency", "embassy"})
_STATE_ARMS = frozenset({"army", "military", "navy", "government", "ministry"})
_FIGHTING = frozenset({"rebel", "rebels", "guerrillas", "insurgents", "militants", "militia", "fighters"})
_PORTFOLIOS = frozenset({"ministry", "minister"})
_TOP_OFFICES = frozenset({"president", "premier", "chancellor", "king", "queen", "emir"})
_LEADING = frozenset({"leader", "ruler", "head", "chief", "president", "premier", "minister"})
_MARGIN = 0.2  # by which the likeliest must lead


@lru_cache(maxsize=1)
def _people() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in word_lists()["people"].items()}


@dataclass(frozen=True, slots=True)
class _Open:
    """A description or short name that no rule has settled, where it first stands."""

    id: str
    article: str
    type: str
    span: Span
    words: tuple[str, ...]
    noun: str
    modifiers: frozenset[str]
    countries: frozenset[str]
    told: frozenset[str]
    bodies: frozenset[str]
    others: frozenset[str]
    capital: bool
    possessed: bool
    private: bool
    genders: frozenset[str]
    locative: bool
    leads: bool
    named: bool  # a body's name that only says what it is ("the Senate")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A description or short name with the groups that it may mean, and what each pair is compared by."""

    id: str
    article: str
    groups: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]


def choose(proposal: Proposal, scorer: Scorer) -> str | None:
    """The group that an item means, None where none is likely enough or two are."""
    ranked = weigh(proposal, scorer)
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    best, group = ranked[0]
    return group if best >= scorer.threshold and best - second >= _MARGIN else None


def weigh(proposal: Proposal, scorer: Scorer) -> list[tuple[float, str]]:
    """How likely an item means each group, against all others and nobody; the likeliest first."""
    odds = [1.0 / max(1e-6, 1.0 - p) - 1.0 for p in map(scorer.score, proposal.rows)]
    total = 1.0 + sum(odds)
    return sorted(((round(o / total, 6), group) for o, group in zip(odds, proposal.groups, strict=True)), reverse=True)


def propose(kind: str, scene: Scene) -> list[Proposal]:
    """What the open descriptions or short names of one of the `KINDS` may mean, in order of id."""
    found = []
    make = {"short": _short_rows, "body": _body_rows, "person": _person_rows}[kind]
    for article in sorted(scene.texts):
        for entity in sorted({e for k in scene.by_article[article].values() for e in k.members[article]}):
            item = _open(kind, scene, article, scene.entities[entity])
            if item is not None and (pairs := make(scene, item)):
                found.append(Proposal(item.id, article, tuple(g for g, _ in pairs), tuple(row for _, row in pairs)))
    return found


def _open(kind: str, scene: Scene, article: str, entity: Entity) -> _Open | None:
    """An article's entity as an open item of a kind, None when it is none."""
    known = scene.known[scene.group_of(entity.id)]
    text = scene.texts[article]
    mentions = text.mentions[entity.id]
    content = text.facts.article.text
    named = [m for m in mentions if m.type == "name"]
    if kind == "short":
        words = name_words(entity.name)
        alike = all(len(name_words(name)) <= _MAX_SHORT_WORDS for name in known.names)
        if not named or not alike or not known.names or entity.type not in {"person", "organisation", "place"}:
            return None
        full = any(len(person_words(name)) > 1 for name in known.names)
        if is_generic(entity.name) or not words or (known.type == "person" and full and len(words) == 1):
            return None
        first = named[0].span
    else:
        wanted = {"organisation"} if kind == "body" else {"unnamed"}
        if known.names or entity.type not in wanted | ({"unnamed"} if kind == "body" else set()):
            return None
        nominal = [m for m in mentions if m.type != "pronoun"]
        if not nominal:
            return None
        first = nominal[0].span
        printed = first.of(content)
        words = tuple(w for w in name_words(printed))
        if not words or words[0] in _INDEFINITE or (_PLURAL.fullmatch(words[-1]) and not kinds_of(words[-1:])):
            return None
        proper = words[-1].capitalize() in printed
        if not (_DEFINITE.match(printed) or proper or _THE.search(content, max(0, first.start - 5), first.start)):
            return None
        if kind == "body" and proper and _OF_NAME.match(content, first.end):
            return None  # "the City of Lyon" is a name itself
        if kind == "body" and words[-1] == "group" and content.startswith(" of ", first.end):
            return None  # "the first group of hostages"
        if kind == "body" and entity.type == "unnamed" and not _may_be_body(noun_of(words)):
            return None
    noun = noun_of(words)
    modifiers = frozenset(w for w in words if w != noun and w not in _DETERMINERS)
    told = frozenset(
        n.code
        for w in (*modifiers, _GENDERED.sub("", noun))
        if (n := find_country(w.capitalize()) or find_country(w.upper())) is not None
    )
    owned = [
        m
        for m in text.facts.mentions
        if m.entity is not None and m.span.start == first.start and m.span.end < first.end and m.entity != entity.id
    ]
    inside = [m for m in text.facts.mentions if m.entity not in {None, entity.id} and first.contains(m.span)]
    bodies = {scene.group_of(m.entity) for m in owned if m.entity is not None}
    bodies |= set(scene.bodies_in(article, first)) if kind != "short" else set()
    return _Open(
        id=entity.id,
        article=article,
        type=entity.type,
        span=first,
        words=words,
        noun=noun,
        modifiers=modifiers,
        countries=frozenset({*told, *([entity.country] if entity.country else [])}),
        told=told,
        bodies=frozenset(bodies),
        others=frozenset(scene.others(article, entity.id)),
        capital=noun.capitalize() in content[first.start : first.end + 1],
        possessed=bool(owned) or words[0] in {"his", "her", "their", "its", "our"},
        private=words[0] in {"his", "her", "their", "my"}
        or any(scene.entities[m.entity].type == "person" for m in inside if m.entity),
        genders=frozenset(genders_of(content, mentions)) or _gender(noun),
        named=bool(named),
        leads=text.leaders.get(text.sentence(first.start)) == entity.id,
        locative=bool(named) and all(_LOCATIVE.search(content, max(0, m.span.start - 14), m.span.start) for m in named),
    )


def _gender(noun: str) -> frozenset[str]:
    """The gender that a noun tells: "the Englishwoman", "the bride"."""
    told = kin_gender(noun) or ("f" if noun.endswith("woman") else None)
    return frozenset({told} if told else ())


def _may_be_body(noun: str) -> bool:
    return bool(kinds_of((noun,))) or noun_kind(noun) in _ACTING


@dataclass(frozen=True, slots=True)
class _Place:
    """How a candidate stands to an item in the item's own article."""

    here: bool
    before: bool
    near: float
    share: float
    same_sentence: bool
    start: int
    topic: bool  # whether the sentence before tells of it, where the item opens the next


def _place_of(scene: Scene, item: _Open, known: Known) -> _Place:
    text = scene.texts[item.article]
    members = known.members.get(item.article, ())
    mentions = [m for member in members for m in text.mentions[member]]
    mentions = [m for m in mentions if m.type == "name"]
    at = text.sentence(item.span.start)
    topic = item.leads and text.leaders.get(at - 1) in members
    if not mentions:
        return _Place(False, False, 0.0, 0.0, False, -1, topic)
    before = [m for m in mentions if m.span.start < item.span.start]
    near = 1.0 / (1.0 + min(at - text.sentence(m.span.start) for m in before)) if before else 0.0
    same = any(text.sentence(m.span.start) == at for m in mentions)
    return _Place(
        True,
        bool(before),
        near,
        min(1.0, len(mentions) / 4),
        same,
        max((m.span.start for m in before), default=-1),
        topic,
    )


def _match(left: AbstractSet[str], right: AbstractSet[str]) -> tuple[bool, bool]:
    """Whether what is told of two agrees, and whether it differs; neither where one tells nothing."""
    both = bool(left and right)
    return both and not left.isdisjoint(right), both and left.isdisjoint(right)


def _flags(*values: float) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _short_rows(scene: Scene, item: _Open) -> list[tuple[str, tuple[float, ...]]]:
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
        if not (initials or _shares_word(item.words, known)) or not any(shape := _shape(item.words, letters, known)):
            continue
        if item.type == known.type == "person" and not _completes(scene, item, known):
            continue  # the article's own reading kept them apart
        if known.type != "person" and (
            ((offices or item.genders) and item.type == "person")
            or ((is_place or item.type == "place") and (item.locative or not _may_be_called(known)))
            or (well_known and "club" not in known.kinds)
        ):
            continue  # a person's surname, a city: "Paris" is no "Paris Store"
        fits.append((known, shape))
    heaviest = max((known.weight for known, _ in fits), default=0)
    total = sum(known.weight for known, _ in fits)
    rows = []
    for known, shape in fits:
        place = _place_of(scene, item, known)
        person = known.type == "person"
        rows.append((known.group, _flags(
            *shape, len(item.words) > 1, *(item.type == kind for kind in types), person, not person,
            is_place, is_issuer(known, text), place.here, place.before, 1.0 / len(fits), item.locative,
            item.type == "person" and not person, item.type == "place" and not person,
            item.type == "organisation" and person, known.neuter,
            *_match(offices, known.nouns), known.weight == heaviest, *_match(item.genders, known.genders),
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


def _completes(scene: Scene, item: _Open, known: Known) -> bool:
    """Whether a first name stands beside its surname alone in one article ("Tom", "Renquist"); so in any other."""
    members = known.members.get(item.article, ())
    here = {name for member in members for name in (scene.entities[member].name, *scene.entities[member].aliases)}
    if not members:
        return True
    short = all(person_words(name)[0] != item.words[0] for name in known.names)  # "Charlie" beside "Charles Lee"
    return _is_first(item.words, known) and (short or all(len(person_words(name)) == 1 for name in here))


def _shape(words: tuple[str, ...], letters: str, known: Known) -> tuple[bool, ...]:
    """How a short name lies in one of a group's: the same, first word, last word, prefix, suffix, initials."""
    same = first = last = prefix = suffix = acronym = part = False
    person = known.type == "person"
    for name in known.names:
        full = name_words(without_form(name)) if known.type != "person" else name_words(name)
        same |= full == words and (len(known.names) > 1 or known.type != "person")
        part |= len(words) == 1 and _part_initials(letters, name)
        if len(full) <= len(words):
            acronym |= len(words) == 1 and _initials(letters, name)
            continue
        first |= len(words) == 1 and (full[0] == words[0] or (person and same_first_name(full[0], words[0])))
        last |= len(words) == 1 and full[-1] == words[0]
        prefix |= full[: len(words)] == words
        suffix |= full[-len(words) :] == words
        acronym |= len(words) == 1 and _initials(letters, name)
    return same, first, last, prefix, suffix, acronym, part


def _shares_word(words: tuple[str, ...], known: Known) -> bool:
    """Whether a short name has a word of a group's names, or is short for a first name of them."""
    if not known.words.isdisjoint(words):
        return True
    return known.type == "person" and any(same_first_name(words[0], word) for word in known.words)


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


def _around(item: _Open, known: Known) -> float:
    """How alike a description's noun is to the likest word that stands beside the other's name."""
    noun = stem(item.noun)
    return max(0.0, max((word_likeness(noun, word) for word in known.around), default=0.0))


def _is_cognate(noun: str, known: Known) -> bool:
    """Whether a word of a name is the noun in another language ("university", "Universidad")."""
    root = noun[: max(_MIN_ROOT, len(noun) * 2 // 3)]
    return len(noun) >= _MIN_ROOT and any(word.startswith(root) for word in known.words)


def _modifiers_like(item: _Open, known: Known) -> float:
    """How alike the likeliest of a description's modifiers is to a word of the other's names or beside them."""
    modifiers = [stem(word) for word in item.modifiers if word not in _NEUTRAL]
    return max(0.0, max((word_likeness(m, word) for m in modifiers for word in known.told_stems), default=0.0))


def _body_rows(scene: Scene, item: _Open) -> list[tuple[str, tuple[float, ...]]]:
    text = scene.texts[item.article]
    kinds = kinds_of((item.noun,))
    known_bodies = [
        known
        for known in scene.candidates(item.article, frozenset({"organisation", "person"}))
        if known.group not in item.bodies | item.others
        and (known.type == "organisation" or known.is_bare)
        and not _contradicts(item, known)
        and (not _is_state(item) or _governs(item, known))
        and (not item.named or item.noun in known.heads)
    ]
    if item.private or not (
        _may_be_body(item.noun) or any(item.noun in known.heads | known.called for known in known_bodies)
    ):
        return []  # "the leadership", "his office": any body's
    noun = stem(item.noun)
    trades = trades_of(tuple(sorted({item.noun, *item.modifiers})))
    places = [_place_of(scene, item, known) for known in known_bodies]
    same = [bool(kinds & known.kinds) or item.noun in known.heads for known in known_bodies]
    unknown = [not known.kinds and not known.is_place for known in known_bodies]
    n_same, n_here, n_unknown = sum(same), sum(place.here for place in places), sum(unknown)
    last = max((place.start for place in places), default=-1)
    issuers = [is_issuer(known, text) for known in known_bodies]
    rows = []
    for known, place, fits, bare, issuer in zip(known_bodies, places, same, unknown, issuers, strict=True):
        inside = known.words | known.role_words
        shared, other = _modifiers(item, inside, known)
        likeness = max((word_likeness(noun, word) for word in known.noun_stems), default=0.0)
        rows.append((known.group, _flags(
            item.noun in known.heads, item.noun in known.called, fits, bool(kinds and known.kinds) and not fits, bare,
            max(0.0, likeness), issuer, place.here, place.before, place.near, place.before and place.start == last,
            place.share, fits / max(1, n_same), place.here / max(1, n_here), shared, other,
            *_match(item.countries, known.countries),
            item.capital, known.is_outlet, place.same_sentence, min(1.0, len(known.members) / 3), issuer and fits,
            place.before and fits, bare and n_same == 0 and n_unknown == 1,
            known.is_place, known.speaks, known.speaks and bare, text.home is not None and text.home in known.countries,
            known.type == "person", known.neuter, bare and "company" in kinds, bare and "company" not in kinds,
            _around(item, known), n_same > 0 and not fits,
            _is_cognate(item.noun, known),
            bool(kinds & known.kinds_told), bool(kinds and known.kinds_told) and not kinds & known.kinds_told,
            *_match(trades, known.trades),
            place.topic, place.topic and bare, place.topic and fits, known.leads / max(1, known.weight),
            known.where / max(1, known.weight), _modifiers_like(item, known),
        )))  # fmt: skip
    return rows


def _is_state(item: _Open) -> bool:
    """Whether a description means a country's government ("the previous Chilean administration", "the Fijian side")."""
    return bool(item.told) and (item.noun == "side" or "government" in kinds_of((item.noun,)))


def _governs(item: _Open, known: Known) -> bool:
    """Whether a body is a government by name; a previous one is none that is named."""
    return not item.modifiers & _FORMER and (known.is_seat or "government" in kinds_of(tuple(sorted(known.heads))))


def _contradicts(item: _Open, known: Known) -> bool:
    """Whether a description says another country or portfolio, or "he" of a woman."""
    if _match(item.told, known.countries)[1] or _match(item.genders, known.genders)[1]:
        return True
    if item.noun in _STATE_ORGANS and _match(item.countries, known.countries)[1]:
        return True
    if (item.noun in _STATE_ARMS and not _FIGHTING.isdisjoint(known.heads | known.called | known.words)) or (
        item.noun in _FIGHTING and not _STATE_ARMS.isdisjoint(known.heads)
    ):
        return True
    if (item.noun in _TOP_OFFICES or "prime" in item.modifiers) and known.type == "person":
        return bool(known.offices) and item.noun not in known.nouns | known.called and not known.nouns & _LEADING
    return _has_other_portfolio(item, known)


def _has_other_portfolio(item: _Open, known: Known) -> bool:
    """Whether both are ministries or their heads, of other matters ("the trade ministry", "Ministry of Farming")."""
    mine = _portfolio(item.modifiers) if item.noun in _PORTFOLIOS else frozenset()
    if not mine:
        return False
    if known.type == "person":
        held = [_portfolio(office) for office in known.offices if noun_of(office) == item.noun]
    else:
        held = [_portfolio(words) for name in known.names if item.noun in (words := name_words(name))]
    return bool(held) and all(theirs and mine.isdisjoint(theirs) for theirs in held)


def _portfolio(words: Iterable[str]) -> frozenset[str]:
    """The stems of what a ministry or minister is for, without countries and ranks."""
    skipped = _DETERMINERS | _RANKS | _PORTFOLIOS | {"for", "affairs", "senior", "hon"}
    rest = (w for w in words if w not in skipped)
    return frozenset(stem(w) for w in rest if not (find_country(w.capitalize()) or find_country(w.upper())))


def _modifiers(item: _Open, inside: set[str], known: Known) -> tuple[float, float]:
    """The shares of a description's modifiers that a candidate's own words hold, and that they don't."""
    modifiers = [w for w in item.modifiers if w not in _NEUTRAL]
    if not modifiers:
        return 0.0, 0.0
    stems = {stem(word) for word in inside}
    held = sum(
        stem(w) in stems or ((n := find_country(w.capitalize())) is not None and n.code in known.countries)
        for w in modifiers
    )
    return min(1.0, held / 2), min(1.0, (len(modifiers) - held) / 2)


def _may_belong(scene: Scene, item: _Open, known: Known, kin: str | None) -> bool:
    """Whether "her brother" may be somebody: called so elsewhere, or of one name with another here."""
    if kin is not None and item.noun in known.nouns | known.called:
        return True
    if kin is None or (kin and known.genders and kin not in known.genders):
        return False
    others = (k for k in scene.by_article[item.article].values() if k.type == "person" and k is not known)
    return any(not known.surnames.isdisjoint(other.surnames) for other in others)


_INVERSE = {
    "parent": "child", "child": "parent", "sibling": "sibling", "spouse": "spouse", "elder": "younger",
    "younger": "elder", "grandparent": "grandchild", "grandchild": "grandparent", "cousin": "cousin",
}  # fmt: skip


def _kin_told(scene: Scene, item: _Open, known: Known, owners: AbstractSet[str]) -> tuple[bool, bool, bool]:
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
    item: _Open, known: Known, people: Sequence[Known], published: date | None
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


def _person_rows(scene: Scene, item: _Open) -> list[tuple[str, tuple[float, ...]]]:
    lists = _people()
    heads, single = lists["heads"], lists["single"]
    kin = kin_gender(item.noun) if item.private else None
    owners = scene.owners(item.article, item.span)
    published = scene.texts[item.article].facts.article.publication.latest
    if item.noun in lists["many"]:
        return []
    people = scene.candidates(item.article, frozenset({"person"}))
    people = [
        known for known in people if known.group not in item.bodies | item.others and not _contradicts(item, known)
    ]
    if item.noun in lists["told"]:
        people = [known for known in people if item.noun in known.nouns | known.called]
    if item.private:
        people = [known for known in people if _may_belong(scene, item, known, kin)]
    places = [_place_of(scene, item, known) for known in people]
    office = [item.noun in known.nouns | known.called for known in people]
    n_office, n_here = sum(office), sum(place.here for place in places)
    last = max((place.start for place in places), default=-1)
    untold = {k.group for k, place in zip(people, places, strict=True) if place.here and not k.offices}
    ranks = (_RANKS - _NEUTRAL) & set(item.words)
    home = scene.texts[item.article].home
    rows = []
    for known, place, holds in zip(people, places, office, strict=True):
        shared, other = _modifiers(item, known.role_words | known.words, known)
        nouns = {noun for noun in known.nouns | known.called if noun}
        likeness = max((word_likeness(stem(item.noun), stem(noun)) for noun in nouns), default=0.0)
        theirs = [(_RANKS - _NEUTRAL) & set(o) for o in known.offices if noun_of(o) == item.noun]
        clash = holds and bool(theirs) and all(rank != ranks for rank in theirs)
        bare = not item.modifiers and not item.bodies
        rows.append((known.group, _flags(
            holds, item.noun in heads and bool(heads & nouns), max(0.0, likeness), shared, other, clash,
            *_match(item.bodies, known.bodies),
            *_match(item.countries, known.countries),
            bool(item.genders & known.genders),
            place.here, place.before, place.near, place.share, holds / max(1, n_office), place.here / max(1, n_here),
            item.noun in single, place.same_sentence, item.capital, min(1.0, len(known.members) / 3),
            not known.offices, bare and holds, holds and place.before, holds and not place.here, item.possessed,
            place.before and place.start == last,
            home in known.countries, bool(home and known.countries) and home not in known.countries,
            holds and home in known.countries, known.speaks, bool(item.told & known.countries),
            holds and place.here, known.is_place, _around(item, known),
            n_office > 0 and not holds, bare and known.group not in untold and bool(untold),
            item.private, kin is not None,
            place.topic, place.topic and not known.offices, known.leads / max(1, known.weight),
            known.where / max(1, known.weight), _modifiers_like(item, known), place.topic and holds,
            *_kin_told(scene, item, known, owners), *_tenure(item, known, people, published),
        )))  # fmt: skip
    return rows

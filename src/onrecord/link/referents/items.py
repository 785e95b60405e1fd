"""A description or short name that no rule has settled, and how those whom it may mean stand to it in its article."""

import re
from dataclasses import dataclass

from onrecord.gazetteer import find_country
from onrecord.lexicon.kinds import is_premises, noun_kind
from onrecord.link.names import is_generic, name_words, person_words
from onrecord.link.scenes import Known, Scene, genders_of, kin_gender, kinds_of, noun_of
from onrecord.model import Entity, Span

__all__ = ["DETERMINERS", "Open", "Place", "may_be_body", "open_item", "place_of"]

_DEFINITE = re.compile(
    r"(?i)^(?:the|this|that|these|those|his|her|their|its|our|my)\b|^[^\s]+(?:\s[^\s]+){0,4}?[’']s?\s"
)
_INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "two", "three", "no", "any", "every", "each", "many", "several", "other"}
)
_OF_NAME = re.compile(r" of (?:the )?[A-Z]")
_THE = re.compile(r"(?i)\bthe $")

DETERMINERS = frozenset("the this that these those his her their its our s 's of and own same".split())

_LOCATIVE = re.compile(r"(?i)\b(?:in|at|near|outside|from|to|towards?|around|across|through)\s+(?:the\s+)?$")
_PLURAL = re.compile(r"[a-z]{3,}[^s]s$")
_MAX_SHORT_WORDS = 3
_ACTING = frozenset({"trade", "organisation", "site"})  # kinds of nouns that may mean a body
_GENDERED = re.compile(r"(?<=[a-z]{3})(?:wo)?man$")


@dataclass(frozen=True, slots=True)
class Open:
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


def open_item(kind: str, scene: Scene, article: str, entity: Entity) -> Open | None:
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
        if kind == "body" and is_premises(words[-1], words):
            return None  # "the bus station" is no broadcaster
        if kind == "body" and entity.type == "unnamed" and not may_be_body(noun_of(words)):
            return None
    noun = noun_of(words)
    modifiers = frozenset(w for w in words if w != noun and w not in DETERMINERS)
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
    return Open(
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


def may_be_body(noun: str) -> bool:
    """Whether a noun may mean a body: a kind of one, a trade, an organisation or a site."""
    return bool(kinds_of((noun,))) or noun_kind(noun) in _ACTING


@dataclass(frozen=True, slots=True)
class Place:
    """How a candidate stands to an item in the item's own article."""

    here: bool
    before: bool
    near: float
    share: float
    same_sentence: bool
    start: int
    topic: bool  # whether the sentence before tells of it, where the item opens the next


def place_of(scene: Scene, item: Open, known: Known) -> Place:
    """Where the item's own article names a candidate, before it or behind it."""
    text = scene.texts[item.article]
    members = known.members.get(item.article, ())
    mentions = [m for member in members for m in text.mentions[member]]
    mentions = [m for m in mentions if m.type == "name"]
    at = text.sentence(item.span.start)
    topic = item.leads and text.leaders.get(at - 1) in members
    if not mentions:
        return Place(False, False, 0.0, 0.0, False, -1, topic)
    before = [m for m in mentions if m.span.start < item.span.start]
    near = 1.0 / (1.0 + min(at - text.sentence(m.span.start) for m in before)) if before else 0.0
    same = any(text.sentence(m.span.start) == at for m in mentions)
    return Place(
        True,
        bool(before),
        near,
        min(1.0, len(mentions) / 4),
        same,
        max((m.span.start for m in before), default=-1),
        topic,
    )

"""Who and what a record's articles name, at one state of its groups: what descriptions may mean."""

import re
import tomllib
from bisect import bisect_right
from calendar import day_name, month_name
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import chain

from onrecord.gazetteer import find_country
from onrecord.gazetteer.outlets import find_outlet
from onrecord.gazetteer.places import find_place, find_region, find_town
from onrecord.lexicon.given_names import given_gender
from onrecord.lexicon.kinds import body_kind, noun_kind
from onrecord.lexicon.words import STOP, content_stems, sentence_spans, stem
from onrecord.link.apart import told_apart
from onrecord.link.names import head_word, is_generic, name_words, person_words, without_form
from onrecord.model import Entity, Facts, Mention, Role, Span

__all__ = [
    "Known",
    "Scene",
    "Text",
    "content_words",
    "ends_proper",
    "genders_of",
    "is_issuer",
    "kin_gender",
    "kinds_of",
    "noun_of",
    "read_texts",
    "relation_of",
    "tenure_of",
    "trades_of",
    "word_lists",
]

_INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "two", "three", "no", "any", "every", "each", "many", "several", "other"}
)
_AFTER = re.compile(r"\s+(?:of|for|at|to|in)\s+(?:the\s+)?")
_PROPER = re.compile(r"(?<=[a-z,;] )[A-Z]\w+")
_MIN_WORD = 4  # letters
_CALENDAR = frozenset(w.lower() for w in (*month_name, *day_name) if w)
_LEADING = 24  # characters before the first mention of a sentence that tells of it
_AROUND = 40  # characters beside a name that may say what it is
_MAX_NEAR = 12  # articles looked at beside a description's own, those that share most with it first
_FEW_NEAR = 4
_MASCULINE = frozenset("he him his mr sir lord herr monsieur señor signor senhor brother".split())
_FEMININE = frozenset(
    "she her hers mrs ms miss lady dame mme madame frau señora signora senhora sister baroness".split()
)
_LAST_WORD = re.compile(r"(\w+)\.?\s$")
_WHERE = re.compile(r"(?i)\b(?:in|at|near|outside|off|towards?|around|across|through|on|into|by)\s+(?:the\s+)?$")
_CALLED = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Oo]ur|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s(?:[\w-]+\s){0,2}?([a-z]{3,})"
    r"|(?:^|[.!?\n]”?\s)(?:[A-Z][\w-]+\s)?([A-Za-z]{4,}))\s$"
)
_OF = re.compile(r" of (?:the )?")
_BEHIND = re.compile(
    r",\s(?:(?:an?|the|one|its|our|his|her|their)\s)?((?:[\w’'-]+\s){0,3}?[a-z]{3,})"
    r"(?=[,.;:)]|\s(?:of|from|for|who|whose|at|in|on|with|and|here|to|since)\b)"
)
_BEFORE = re.compile(r"\b(?:an?|the|its|our|his|her|their)\s((?:[\w’'-]+\s){0,3}?[a-z]{3,}),\s$", re.IGNORECASE)
_NEW = frozenset({"new", "incoming", "elect", "designate", "newly", "next"})
_FORMER = frozenset(
    "former ex outgoing previous defeated deposed ousted departing retired late last suspended dismissed old".split()
)
_ELECT = frozenset({"elect", "designate"})
_TRADES = frozenset(
    {"bank", "energy", "mine", "carrier", "works", "drug", "insurer", "shop", "software", "construction", "film"}
)


@lru_cache(maxsize=1)
def word_lists() -> dict[str, dict[str, list[str]]]:
    """The words of `referents.toml` by section and kind."""
    return tomllib.loads(files(__package__).joinpath("referents.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, frozenset[str]]:
    return _by_word("bodies")


@lru_cache(maxsize=1)
def _name_kinds() -> Mapping[str, frozenset[str]]:
    return _by_word("names")


def _by_word(section: str) -> Mapping[str, frozenset[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for kind, words in word_lists()[section].items():
        for word in words:
            kinds[word].add(kind)
    return {word: frozenset(found) for word, found in kinds.items()}


def _kinds_of(word: str) -> frozenset[str]:
    listed = _kinds().get(word) or _kinds().get(word.removesuffix("s"))
    return listed or frozenset({kind} if (kind := body_kind(word)) is not None else ())


@lru_cache(maxsize=20_000)
def kinds_of(words: tuple[str, ...]) -> frozenset[str]:
    """The kinds of bodies that words tell; every trade is a company."""
    found = {kind for word in words for kind in _kinds_of(word)}
    return frozenset(found | ({"company"} if found & _TRADES else set()))


def trades_of(words: tuple[str, ...]) -> frozenset[str]:
    """The trades that words tell."""
    return kinds_of(words) & _TRADES


@dataclass(frozen=True, slots=True)
class Told:
    """What the words at an entity's mentions in one article tell of it, as in `Known`."""

    called: frozenset[str]
    terms: frozenset[tuple[date, str, str]]
    genders: frozenset[str]
    around: frozenset[str]
    neuter: bool
    weight: int
    leads: int
    where: int


@dataclass
class Text:
    """An article with its mentions in order."""

    facts: Facts
    mentions: dict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[str, list[Role]] = field(default_factory=lambda: defaultdict(list))
    starts: list[int] = field(default_factory=list)
    acting: set[str] = field(default_factory=set)
    leaders: dict[int, str] = field(default_factory=dict)  # by sentence, who is named or meant first in it
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)  # whom it tells apart
    _told: dict[tuple[str, bool], Told] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts) -> "Text":
        """An article's facts, looked up by entity."""
        text = cls(facts, apart=told_apart(facts))
        for mention in sorted(facts.mentions, key=lambda m: (m.span, m.type)):
            if mention.entity is not None:
                text.mentions[mention.entity].append(mention)
        for role in facts.roles:
            text.roles[role.entity].append(role)
        for statement in facts.statements:
            text.acting |= {ref.entity for ref in (statement.speaker, statement.principal) if ref and ref.entity}
        for event in facts.events:
            text.acting |= {actor.entity for actor in event.actors if actor.entity}
        text.starts = [span.start for span in sentence_spans(facts.article.text)]
        for mention in sorted(facts.mentions, key=lambda m: (m.span.start, -m.span.end)):
            if mention.entity is not None and text.leads(mention.span):
                text.leaders.setdefault(text.sentence(mention.span.start), mention.entity)
        return text

    def offices(self, entity: str) -> list[tuple[str, ...]]:
        """The words of each of the offices that somebody's titles name."""
        parts = (part for role in self.roles[entity] for part in re.split(r",|\band\b", role.role))
        return [words for part in parts if (words := content_words(part))]

    def told(self, entity: Entity) -> "Told":
        """What the words at an entity's mentions tell of it, worked out once."""
        key = (entity.id, entity.type == "person")
        if key not in self._told:
            self._told[key] = self._tell(entity)
        return self._told[key]

    def _tell(self, entity: Entity) -> "Told":
        content, mentions = self.facts.article.text, self.mentions[entity.id]
        names = [m.span for m in mentions if m.type == "name"]
        phrases = [content_words(m.span.of(content)) for m in mentions if m.type == "nominal"]
        called = {noun_of(words) for words in phrases}
        called |= {noun for span in names if (noun := noun_before(content, span.start))}
        if entity.type == "person":
            called |= {noun for span in names for noun in nouns_beside(content, span)}
        offices = self.offices(entity.id)
        held = {noun_of(words) for words in offices}
        styles = [_styles(content, span) for span in names]
        called |= {noun for word in (*held, *chain.from_iterable(styles)) for noun in _implied().get(word, ())}
        elected = {words[0] for words in styles if words[0] and words[1] in _ELECT}
        called |= elected
        terms: set[tuple[date, str, str]] = set()
        if (published := self.facts.article.publication.latest) is not None:
            titles = [content_words(role.role) for role in self.roles[entity.id]]
            terms = {(published, noun_of(words), tenure_of(words)) for words in (*phrases, *titles) if words}
            terms |= {(published, noun, "new") for noun in elected}
        return Told(
            called=frozenset(called),
            terms=frozenset(terms),
            genders=frozenset(genders_of(content, mentions) | {g for n in held | called if (g := kin_gender(n))}),
            around=frozenset().union(*(stems_around(content, span, self.around(span)) for span in names)),
            neuter=any(m.type == "pronoun" and m.span.of(content).lower() in {"it", "its"} for m in mentions),
            weight=len(names),
            leads=sum(self.leaders.get(self.sentence(s.start)) == entity.id and self.leads(s) for s in names),
            where=sum(_WHERE.search(content, max(0, s.start - 14), s.start) is not None for s in names),
        )

    def leads(self, span: Span) -> bool:
        """Whether a mention opens its sentence, but for a title or a word."""
        number = self.sentence(span.start)
        start = self.starts[number - 1] if number else 0
        return span.start - start <= _LEADING

    def sentence(self, offset: int) -> int:
        """The number of the sentence over a place."""
        return bisect_right(self.starts, offset)

    def around(self, span: Span) -> Span:
        """The sentence over a mention."""
        number = self.sentence(span.start)
        start = self.starts[number - 1] if number else 0
        return Span(start, self.starts[number] if number < len(self.starts) else len(self.facts.article.text))

    @cached_property
    def home(self) -> str | None:
        """The country that the publisher's name tells."""
        words = re.split(r"[^\w.]+", self.facts.article.publisher or "")
        named = [find_country(" ".join(words[i : i + n])) for n in (2, 1) for i in range(len(words))]
        return next((naming.code for naming in named if naming is not None), None)

    @cached_property
    def issuer(self) -> str:
        """The publisher's folded name, without a place behind it."""
        return without_form((self.facts.article.publisher or "").split(",")[0])


@dataclass
class Known:
    """A group with a name of its own, as all its articles tell it."""

    group: str
    type: str
    first: str
    names: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    offices: list[tuple[str, ...]] = field(default_factory=list)
    called: set[str] = field(default_factory=set)  # nouns that descriptions in its articles give it
    members: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # by article
    bodies: set[str] = field(default_factory=set)  # groups that its titles name
    kin: set[tuple[str, str]] = field(default_factory=set)  # whose relative it is, by `RELATIONS`
    terms: set[tuple[date, str, str]] = field(default_factory=set)  # offices told, when, as held, new or former
    genders: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)  # stems that stand beside its name
    weight: int = 0  # mentions by name
    leads: int = 0  # sentences that tell of it
    where: int = 0  # mentions by name that only say where
    speaks: bool = False
    neuter: bool = False  # whether "it" stands for it

    @cached_property
    def words(self) -> set[str]:
        """The folded words of its names."""
        return {word for name in self.names for word in name_words(name)}

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What kinds of body its names and descriptions make it: by the head of a name first."""
        if self.is_seat:
            return frozenset({"government"})  # the White House is no house of parliament
        by_head = kinds_of(tuple(sorted({*self.heads, *self.called}))) - {"company"} - _TRADES
        by_head = by_head or frozenset(kind for word in self.heads for kind in _name_kinds().get(word, ()))
        told = by_head or kinds_of(tuple(sorted(self.words | self.called)))
        return told or frozenset(kind for word in self.words for kind in _name_kinds().get(word, ()))

    @cached_property
    def trades(self) -> frozenset[str]:
        """The trades that its names and descriptions tell."""
        return trades_of(tuple(sorted(self.words | self.called)))

    @cached_property
    def told_stems(self) -> frozenset[str]:
        """The stems of what tells what it is: a person's titles, a body's names and the words beside them."""
        words = self.role_words | self.called if self.type == "person" else self.words | self.called
        stems = {stem(word) for word in words if len(word) > 2}
        return frozenset(stems if self.type == "person" else stems | self.around)

    @cached_property
    def noun_stems(self) -> frozenset[str]:
        """The stems of the words that name or describe a body."""
        return frozenset(stem(word) for word in self.words | self.called if len(word) > 2)

    @cached_property
    def surnames(self) -> set[str]:
        """The last words of its names, of a person."""
        return {words[-1] for name in self.names if (words := person_words(name))}

    @cached_property
    def kinds_told(self) -> frozenset[str]:
        """What kinds of body the heads of its names and its descriptions make it."""
        if self.is_seat:
            return frozenset({"government"})
        return kinds_of(tuple(sorted({*self.heads, *self.called})))

    @cached_property
    def heads(self) -> set[str]:
        """The words of its names that say what it is."""
        return {head_word(name.strip()).strip(".,") for name in self.names}

    @cached_property
    def role_words(self) -> set[str]:
        """The words of its titles."""
        return {word for office in self.offices for word in office}

    @cached_property
    def nouns(self) -> set[str]:
        """The nouns of its titles."""
        return {noun_of(office) for office in self.offices}

    @cached_property
    def is_bare(self) -> bool:
        """Whether nothing but a guess makes a person of it: no title, no "he" or "she"."""
        return not self.offices and not self.genders

    @cached_property
    def is_seat(self) -> bool:
        """Whether one of its names is that of a government's seat."""
        return any((naming := find_country(name)) is not None and naming.kind == "seat" for name in self.names)

    @cached_property
    def is_place(self) -> bool:
        """Whether one of its names is a known place's."""
        finds = (find_country, find_region, find_place, find_town)
        return any(find(name) is not None for find in finds for name in self.names)

    @cached_property
    def is_outlet(self) -> bool:
        """Whether one of its names is a known outlet's."""
        return any(find_outlet(name) is not None for name in self.names)


@lru_cache(maxsize=1)
def _implied() -> Mapping[str, Sequence[str]]:
    return word_lists()["styles"]


def _styles(content: str, name: Span) -> tuple[str, ...]:
    """The two words before a name and its first two, without full stops ("His Grace Ann Lee"); empty for none."""
    before = ("", "", *name_words(content[max(0, name.start - _AROUND) : name.start]))[-2:]
    return tuple(word.rstrip(".") for word in (*before, *name_words(name.of(content))[:2]))


@lru_cache(maxsize=1)
def _relations() -> Mapping[str, str]:
    return {noun: relation for relation, nouns in word_lists()["relations"].items() for noun in nouns}


def relation_of(noun: str) -> str | None:
    """How the one whom a noun names stands to the one whose relative he is ("parent"), None for no relative."""
    return _relations().get(noun)


def kin_gender(noun: str) -> str | None:
    """The gender of a noun for a relative, empty for both; None for another noun."""
    return next((gender.strip("x") for gender, nouns in word_lists()["kin"].items() if noun in nouns), None)


def tenure_of(words: Sequence[str]) -> str:
    """Whether a title or description tells an office as "new", as "former" or as "held"."""
    if not _NEW.isdisjoint(words):
        return "new"
    return "former" if not _FORMER.isdisjoint(words) else "held"


def noun_of(words: Sequence[str]) -> str:
    """The noun of a title or description: the last word, or that before "of" or "for"."""
    while len(words) > 1 and words[-1] in _ELECT:
        words = words[:-1]
    cut = next((i for i, word in enumerate(words) if i and word in {"of", "for", "to", "in", "at", "who"}), len(words))
    return words[cut - 1] if words else ""


def read_texts(many: Sequence[Facts]) -> dict[str, Text]:
    """The articles, looked up by entity, by their ids."""
    return {facts.article.id: Text.of(facts) for facts in many}


class Scene:
    """All that a record's articles tell of their people and bodies, at one state of the groups."""

    def __init__(
        self, texts: Mapping[str, Text], entities: Mapping[str, Entity], group_of: Callable[[str], str]
    ) -> None:
        self.texts = texts
        self.entities = entities
        self.group_of = group_of
        self.known: dict[str, Known] = {}
        self.by_article: dict[str, dict[str, Known]] = defaultdict(dict)
        self._words: dict[str, set[str]] = defaultdict(set)
        self._articles: dict[str, list[str]] = defaultdict(list)
        for article in sorted(texts):
            for entity in sorted(texts[article].facts.entities, key=lambda e: e.id):
                self._note(article, entities[entity.id])
        for article, named in self.by_article.items():
            printed = _PROPER.findall(self.texts[article].facts.article.text)
            names = [word for known in named.values() for word in known.words]
            titled = _PROPER.findall(self.texts[article].facts.article.title or "")
            words = {w.lower() for w in (*names, *printed, *titled) if len(w) >= _MIN_WORD} - _CALENDAR
            self._words[article] = words | {known.group for known in named.values() if known.names}
            for word in self._words[article]:
                self._articles[word].append(article)
        for known in self.known.values():
            self._note_bodies(known)
            self._note_kin(known)
        self._near: dict[str, list[str]] = {}

    def _note(self, article: str, entity: Entity) -> None:
        group = self.group_of(entity.id)
        text = self.texts[article]
        known = self.known.get(group)
        if known is None:
            known = self.known[group] = Known(group, entity.type, entity.id)
        mentions = text.mentions[entity.id]
        own = any(m.type == "name" for m in mentions) or ends_proper(entity.name)
        names = {entity.name, *entity.aliases} if own and entity.type != "unnamed" else set()
        known.names |= {name for name in names if name[:1].isupper() and (" " in name or not is_generic(name))}
        if entity.type != "unnamed" and known.type == "unnamed":
            known.type = entity.type
        if entity.country is not None:
            known.countries.add(entity.country)
        known.offices += text.offices(entity.id)
        told = text.told(entity)
        known.called |= told.called
        known.terms |= told.terms
        known.genders |= told.genders
        if entity.type == "person" and not known.genders and (gender := given_gender(entity.name)) is not None:
            known.genders.add(gender)
        known.around |= told.around
        known.neuter |= told.neuter
        known.weight += told.weight
        known.leads += told.leads
        known.where += told.where
        known.speaks |= entity.id in text.acting
        known.members[article].append(entity.id)
        self.by_article[article][group] = known

    def _note_bodies(self, known: Known) -> None:
        """The bodies that stand in somebody's titles."""
        for article, members in known.members.items():
            spans = [r.span for m in members for r in self.texts[article].roles[m] if r.span is not None]
            if spans and known.type == "person":
                known.bodies |= {g for span in spans for g in self.bodies_in(article, span)}
                if self.texts[article].issuer:
                    known.bodies |= {
                        g for g, k in self.by_article[article].items() if is_issuer(k, self.texts[article])
                    }

    def _note_kin(self, known: Known) -> None:
        """Whose relative somebody is: "his son Michael", "the widow of Lind"."""
        for article, members in known.members.items():
            text = self.texts[article]
            spans = [r.span for m in members for r in text.roles[m] if r.span is not None]
            spans += [m.span for member in members for m in text.mentions[member] if m.type == "nominal"]
            for span in spans:
                relation = relation_of(noun_of(content_words(span.of(text.facts.article.text))))
                if relation is not None:
                    known.kin |= {(relation, owner) for owner in self.owners(article, span) if owner != known.group}

    def owners(self, article: str, span: Span) -> set[str]:
        """The groups whose relative or thing a phrase names: "her brother", "the brother of Lind"."""
        text = self.texts[article].facts
        of = _OF.match(text.article.text, span.end)
        return {
            self.group_of(m.entity)
            for m in text.mentions
            if m.entity is not None
            and ((m.span.start == span.start and m.span.end < span.end) or (of and m.span.start == of.end()))
        }

    def bodies_in(self, article: str, span: Span) -> list[str]:
        """The bodies named in or right behind a title or description ("the head of Conagua")."""
        text = self.texts[article].facts.article.text
        after = _AFTER.match(text, span.end)
        end = after.end() if after else span.end
        return [
            self.group_of(mention.entity)
            for mention in self.texts[article].facts.mentions
            if mention.entity is not None
            and self.entities[mention.entity].type in {"organisation", "country", "place"}
            and mention.span != span
            and (span.contains(mention.span) or mention.span.start in {end, span.end})
        ]

    def near(self, article: str) -> list[str]:
        """The articles whose names share most words with those of `article`, itself first; none that shares none."""
        if article not in self._near:
            shared: dict[str, float] = defaultdict(float)
            for word in sorted(self._words[article]):
                others = self._articles[word]
                if len(others) <= 2 * _MAX_NEAR:
                    for other in others:
                        shared[other] += 1.0 / len(others)
            shared.pop(article, None)
            ranked = sorted(shared, key=lambda other: (-shared[other], other))[:_MAX_NEAR]
            self._near[article] = [article, *ranked]
        return self._near[article]

    def around(self, article: str) -> list[str]:
        """The articles near one and, where they are few, those near them: a third may name what two leave out."""
        near = self.near(article)
        further = [other for middle in near[1:] for other in self.near(middle) if other not in near]
        return near if len(near) > _FEW_NEAR else [*near, *dict.fromkeys(further)][: _FEW_NEAR + 1]

    def others(self, article: str, entity: str) -> set[str]:
        """The groups that an article's entity can't belong to, as its text tells."""
        return {self.group_of(other) for other in self.texts[article].apart.get(entity, ())}

    def candidates(self, article: str, types: frozenset[str]) -> list[Known]:
        """The named groups of some types in an article and those near it, in order of id."""
        near = (known for other in self.around(article) for known in self.by_article[other].values())
        found = {known.group: known for known in near if known.names and known.type in types}
        return [found[group] for group in sorted(found)]


def stems_around(content: str, name: Span, sentence: Span) -> frozenset[str]:
    """The stems of the words of meaning right before and behind a name, in its sentence."""
    before, behind = max(sentence.start, name.start - _AROUND), min(sentence.end, name.end + _AROUND)
    return content_stems(content, before, name.start) | content_stems(content, name.end, max(behind, name.end))


def ends_proper(name: str) -> bool:
    """Whether the noun of a name has a capital ("Free Metalworkers", not "Penang's water supplier")."""
    words = name.split()
    cut = next((i for i, word in enumerate(words) if i and word in {"of", "for", "in"}), len(words))
    return words[cut - 1][:1].isupper()


def content_words(text: str) -> tuple[str, ...]:
    """The folded words of a title or description, without articles and quantifiers."""
    return tuple(word for word in name_words(text) if word not in _INDEFINITE and word not in {"the", "s"})


def genders_of(content: str, mentions: Iterable[Mention]) -> set[str]:
    """What gender the pronouns among mentions tell: "m", "f", both or none."""
    words = {m.span.of(content).lower() for m in mentions if m.type == "pronoun"}
    words |= {title for m in mentions if m.type == "name" and (title := _title(content, m.span))}
    return ({"m"} if words & _MASCULINE else set()) | ({"f"} if words & _FEMININE else set())


def _title(content: str, name: Span) -> str:
    """The word before a name, or its first."""
    before = _LAST_WORD.search(content, max(0, name.start - 12), name.start)
    words = {before[1].lower() if before else "", name.of(content).split()[0].rstrip(".").lower()}
    return min(words & (_MASCULINE | _FEMININE), default="")


def noun_before(content: str, start: int) -> str:
    """What a phrase says that somebody is, right before the name: "the skater Ann Lee"."""
    match = _CALLED.search(content, max(0, start - 40), start)
    noun = (match[1] or match[2]).lower() if match else ""
    return "" if noun in STOP else noun


def nouns_beside(content: str, name: Span) -> set[str]:
    """What a phrase between commas says that somebody is: "Ann Lee, a surgeon from Oslo", "their guide, Ann Lee"."""
    behind = _BEHIND.match(content, name.end, name.end + 2 * _AROUND)
    before = _BEFORE.search(content, max(0, name.start - 2 * _AROUND), name.start)
    nouns = {match[1].split()[-1].lower() for match in (behind, before) if match}
    return {noun for noun in nouns if noun_kind(noun) == "person" or noun in _person_nouns()}


@lru_cache(maxsize=1)
def _person_nouns() -> frozenset[str]:
    lists = word_lists()
    return frozenset(word for part in ("people", "kin") for words in lists[part].values() for word in words)


def is_issuer(known: Known, text: Text) -> bool:
    """Whether a text is put out by a body: its publisher's name, or the first words of it."""
    return any(text.issuer and f"{text.issuer} ".startswith(f"{without_form(name)} ") for name in known.names)

"""For whom a speaker speaks: a country, an international body's code, or a body that speaks for itself.

Tried in this order: the actor table (a user's roles file first), names of international bodies, countries and seats of
government; then the words for the speaker's office or body in the article. An organ of a state that is named without
its country takes the article's own country where evidence fixes one; private people have no side.
"""

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from typing import Protocol

from onrecord.gazetteer import Naming, find_country
from onrecord.model import Article, Entity, EntityRef, Mention, Role, Span, Statement

__all__ = ["ActorCodes", "Sides", "add_sides", "find_home"]

_LAWS = frozenset(
    {"law", "decree", "constitution", "act", "bill", "ruling", "judgment", "judgement", "verdict", "regulations", "order"}
)
_LEADING = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that"})
_OUTLET = re.compile(
    r"(?i)\b(?:television|tv|radio|newspaper|daily|weekly|magazine|news agency|broadcaster|station|agency|times|post|gazette)\b"
)
_DATELINE = re.compile(r"^\W*(?P<city>[A-ZÀ-Þ][A-ZÀ-Þ.’' \-]{2,40}?)(?:, (?P<region>[A-Z][\w. ]{2,30}?))?(?:, \w+\.? \d{1,2})?\s*(?:\([^)\n]{1,30}\)\s*)?[—–:.\-]", re.M)
_WORD = re.compile(r"[\w.&\-]+(?:[’'](?!s\b)\w+)?")
_ACCREDITED = re.compile(r"\b(?P<who>ambassador|envoy|consul|representative|emissary) to [\w. ]+")
_GOVERNS = re.compile(r"\s+(?:administration|government|campaign|team|cabinet|camp)\b")
_STOP = frozenset({"the", "a", "an", "of", "at", "for", "in", "from", "with", "by", "who", "which", "and", "to", "his", "her", "its", "their", "leads", "heads"})
_HEAD_CHARS = 300
_MIN_HOME_SHARE = 0.6  # of the article's words for countries, when no dateline tells its own


class ActorCodes(Protocol):
    """What is asked of an actor table: the country (or PLOVER non-state) code of a name, None when unknown."""

    def country_of(self, name: str) -> str | None:
        """The code, None when the table doesn't have the name."""


@lru_cache(maxsize=1)
def _bodies() -> dict[str, str]:
    with files(__package__).joinpath("bodies.csv").open("r", encoding="utf-8", newline="") as file:
        return {row["name"]: row["code"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _body_pattern() -> re.Pattern[str]:
    names = sorted(_bodies(), key=lambda name: (-len(name), name))
    return re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


@lru_cache(maxsize=1)
def _nouns() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads(files(__package__).joinpath("affiliations.toml").read_text(encoding="utf-8"))
    return {key: _any_of(words) for key, words in table.items()}


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"(?i)(?<![\w.])(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")


def add_sides(
    article: Article,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    roles: Sequence[Role],
    statements: Sequence[Statement],
    actors: ActorCodes | None = None,
) -> tuple[Statement, ...]:
    """The statements with their sides filled in where the article or the actor table tells them."""
    sides = Sides(article, entities, mentions, roles, statements, actors)
    return tuple(
        replace(statement, side=sides.of(statement.speaker)) if statement.speaker else statement
        for statement in statements
    )


@dataclass(slots=True)
class Sides:
    """The sides of one article's speakers, each worked out once."""

    article: Article
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    roles: Sequence[Role]
    statements: Sequence[Statement]
    actors: ActorCodes | None = None
    _known: dict[str, Entity] = field(default_factory=dict)
    _spans: dict[str, list[Span]] = field(default_factory=dict)
    _done: dict[tuple[str | None, str], str | None] = field(default_factory=dict)
    _home: str | None = None

    def __post_init__(self) -> None:
        self._known = {entity.id: entity for entity in self.entities}
        self._home = find_home(self.article)
        for statement in self.statements:
            if statement.speaker is not None and statement.speaker.entity:
                self._spans.setdefault(statement.speaker.entity, []).extend(statement.source)
        for role in self.roles:
            if role.span is not None:
                self._spans.setdefault(role.entity, []).append(role.span)

    def of(self, ref: EntityRef | None) -> str | None:
        """The side of a speaker, None when nothing tells it."""
        if ref is None:
            return None
        key = (ref.entity, ref.name)
        if key not in self._done:
            self._done[key] = None  # a speaker described by another who is described by the first has no side
            self._done[key] = self._find(ref)
        return self._done[key]

    def _find(self, ref: EntityRef) -> str | None:
        entity = self._known.get(ref.entity or "")
        if self.actors is not None and (code := self.actors.country_of(ref.name)):
            return code
        spans = self._spans.get(ref.entity or "", [])
        if entity is None or entity.type in {"organisation", "country", "place", "group"}:
            return self._of_body(ref.name, spans, entity)
        if entity.type == "document":
            return self._of_document(ref.name, spans)
        return self._of_person(entity, spans)

    def _of_body(self, name: str, spans: Sequence[Span], entity: Entity | None) -> str | None:
        texts = [name, *(span.of(self.article.text) for span in spans)]
        if (naming := find_country(name)) is not None:
            return naming.code
        if (code := _first(texts, _body_code)) is not None:
            return code
        bare = _bare(name)
        if _OUTLET.search(bare):
            return self._country(texts) or self._home if re.search(r"(?i)\bstate\b|\bofficial\b", " ".join(texts)) else bare
        if _nouns()["third_sector"].search(bare):
            return "NGO"
        if _speaks_for_state(bare):
            return self._country([*texts, *self._owners(entity)]) or self._home
        return bare

    def _of_document(self, name: str, spans: Sequence[Span]) -> str | None:
        texts = [name, *(span.of(self.article.text) for span in spans)]
        if (code := _first(texts, _body_code)) is not None:
            return code
        inside = self._bodies_in(spans)
        if inside:
            return self.of(inside[0])
        country = self._country(texts)
        if country is not None and any(_nouns()["state"].search(text) for text in texts):
            return country
        return self._home if set(name.lower().split()) & _LAWS else None

    def _of_person(self, entity: Entity, spans: Sequence[Span]) -> str | None:
        texts = list(dict.fromkeys(_ACCREDITED.sub("", span.of(self.article.text)) for span in spans)) or [entity.name]
        if (code := _first(texts, _body_code)) is not None:
            return code
        own = next((found for text in texts if (found := _own_body(text)) is not None), None)
        inside = self._bodies_in(spans)
        for ref in inside:
            side = self.of(ref)
            if side is not None and (own is None or _is_code(side) is False):
                return side
        if own is not None:
            return own
        if any(_nouns()["third_sector"].search(text) for text in texts):
            return "NGO"
        stately = [text for text in texts if _speaks_for_state(text)]
        if stately:
            accredited = any(_ACCREDITED.search(span.of(self.article.text)) for span in spans)
            return self._country(stately) or (None if accredited else self._home)
        return None

    def _bodies_in(self, spans: Sequence[Span]) -> list[EntityRef]:
        """The organisations and named people that a description holds ("spokesman for the company")."""
        found = []
        for span in spans:
            for mention in self.mentions:
                entity = self._known.get(mention.entity or "")
                if entity is None or not span.contains(mention.span) or mention.span == span:
                    continue
                if self._spans.get(entity.id) and span in self._spans[entity.id]:
                    continue
                possessor = self.article.text[mention.span.end : mention.span.end + 2] in {"'s", "’s", "s'", "s’"}
                if entity.type == "organisation" or (
                    entity.type == "person" and (possessor or _GOVERNS.match(self.article.text, mention.span.end))
                ):
                    found.append(EntityRef(entity.id, entity.name))
        return found

    def _owners(self, entity: Entity | None) -> list[str]:
        """The words right before a body's mentions that own it ("Moldova's defence ministry")."""
        if entity is None:
            return []
        text = self.article.text
        return [
            text[max(0, mention.span.start - 25) : mention.span.start].split("\n")[-1].split(".")[-1]
            for mention in self.mentions
            if mention.entity == entity.id and re.search(r"['’]s?\s$", text[: mention.span.start][-3:])
        ]

    def _country(self, texts: Sequence[str]) -> str | None:
        """The country that the first of the texts that names exactly one does."""
        return _first(texts, _one_country)


def _first(texts: Sequence[str], look: Callable[[str], str | None]) -> str | None:
    return next((found for text in texts if (found := look(text)) is not None), None)


def _is_code(side: str) -> bool:
    return len(side) == 3 and side.isupper()


def _bare(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].lower() in _LEADING:
        words = words[1:]
    return " ".join(words)


def _body_code(text: str) -> str | None:
    """The code of an international body that the words name."""
    match = _body_pattern().search(text)
    return _bodies()[match.group()] if match else None


def _one_country(text: str) -> str | None:
    codes = {naming.code for naming in _countries_in(text)}
    return codes.pop() if len(codes) == 1 else None


def _countries_in(text: str) -> list[Naming]:
    """The countries that a text names by name, demonym, capital or seat, the longest forms first."""
    words = [match.span() for match in _WORD.finditer(text)]
    found: list[Naming] = []
    i = 0
    while i < len(words):
        step = 1
        for n in range(min(4, len(words) - i), 0, -1):
            form = text[words[i][0] : words[i + n - 1][1]]
            naming = find_country(form) if form[:1].isupper() else None
            naming = naming or (find_country(form.rstrip(".")) if form.endswith(".") else None)
            naming = naming or (find_country(form.title()) if form.isupper() and len(form) > 3 else None)
            if naming is not None:
                found.append(naming)
                step = n
                break
        i += step
    return found


def _speaks_for_state(text: str) -> bool:
    """Whether the words name an organ or servant of a state, and no body that speaks for itself."""
    return bool(_nouns()["state"].search(text)) and not _nouns()["own"].search(_nouns()["state"].sub(" ", text))


def _own_body(text: str) -> str | None:
    """The body that speaks for itself which a description names, as printed ("the fencing federation's president")."""
    rest = _nouns()["state"].sub(lambda match: " " * len(match.group()), text)
    match = _nouns()["own"].search(rest)
    if match is None:
        return None
    left = text[: match.start()]
    lead = re.search(r"(?:[\w.’'&\-]+ ){0,4}$", left)
    words = lead.group().split() if lead else []
    while words and (words[0].lower() in _STOP or any(w.lower() in _STOP for w in words[1:])):
        words = words[1:]
    tail = re.match(r"(?: (?:of|for|in) (?:the )?[A-ZÀ-Þ][\w\-]+(?: [A-ZÀ-Þ][\w\-]+)*)?", text[match.end() :])
    return " ".join([*words, match.group() + (tail.group() if tail else "")])


def find_home(article: Article) -> str | None:
    """The country an article reports from: its issuer's, its dateline's, else the one that most of its words name."""
    if article.publisher and (code := _one_country(article.publisher)):
        return code
    head = article.text[:_HEAD_CHARS]
    for match in _DATELINE.finditer(head):
        for part in (match.group("region"), match.group("city")):
            if part and (code := _one_country(part.strip())):
                return code
    counts = Counter(naming.code for naming in _countries_in(f"{article.title or ''}\n{article.text}"))
    if not counts:
        return None
    code, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return code if count >= _MIN_HOME_SHARE * counts.total() else None

"""For whom a speaker speaks: a country, an international body's code, or a body that speaks for itself.

Tried in this order: the user's roles file; names of international bodies, countries and seats of government; the words
for the speaker's office or body in the article. An organ of a state that is named without its country takes the country
that the article reports from, where evidence fixes one. Private people, analysts and former officials have no side.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files

from onrecord.code.actors import ActorTable, load_actor_table
from onrecord.code.places import find_city, find_home, one_country
from onrecord.gazetteer import find_country
from onrecord.model import Article, Entity, EntityRef, Mention, Role, Span, Statement

__all__ = ["Sides", "add_sides"]

_LAWS = frozenset(
    {"law", "decree", "constitution", "act", "bill", "ruling", "judgment", "judgement", "verdict", "regulations", "order"}
)
_LEADING = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that"})
_STOP = _LEADING | {"of", "at", "for", "in", "from", "with", "by", "who", "which", "and", "to", "leads", "heads"}
_OUTLET = re.compile(
    r"(?i)\b(?:television|tv|radio|newspaper|daily|weekly|magazine|news agency|broadcaster|station|agency|times|post|gazette)\b"
)
_STATE_OUTLET = re.compile(r"(?i)\bstate\b|\bofficial\b|\bparty\b")
_ACCREDITED = re.compile(r"\b(?:ambassador|envoy|consul|representative|emissary) to (?:the )?[A-Z][\w. ]+")
_FOREIGN_SERVICE = re.compile(r"(?i)\b(?:diplomats?|ambassadors?|envoys?|delegates?|consul|western|foreign adviser)\b")
_FORMER = re.compile(r"(?i)\b(?:former|ex-\w+|retired|onetime|one-time)\b")
_EUROPEAN = re.compile(r"\bEuropean (?:official|diplomat|envoy|lawmaker|source)s?\b")
_CUT = re.compile(
    r"\b(?:polled|seen|obtained|quoted|interviewed|reached|familiar|close to|published|carried|broadcast|which|whose|who (?!leads|heads|runs|chairs|represents|speaks for))\b"
)  # what follows describes somebody else than the speaker's own body
_TITLE_PART = re.compile(r"(?i)\s*(?:and \w+ )?(?:minister|ministry|secretary|court|department|commissioner|committee)\b")
_TITLE_LEAD = re.compile(r"(?i)\b(?:minister|ministry|department|secretary|commissioner|director|office) (?:of|for) (?:the )?$")
_MANAGEMENT = re.compile(
    r"(?i)\b(?:chief executive|ceo|managing director|\w+ director|chief \w+ officer|\w+ manager|boss|executive)\b"
)
_TRANSCRIPT = re.compile(r"(?i)\btranscript\b")
_HOSTS = frozenset({"host", "presenter", "interviewer", "moderator", "anchor", "announcer"})
_MAYOR = re.compile(r"\b[Mm]ayor(?: of (?P<city>[A-ZÀ-Þ][\w\-]+(?: [A-ZÀ-Þ][\w\-]+)*))?|\b(?:[Cc]ity|[Tt]own) council(?:lor)?|\bCouncillor\b")
_MANY_SIDES = re.compile(r"(?i)^(?:both|the two|two sides|all (?:three|four|sides))\b|^(?:the )?(?:two )?(?:ministers|leaders|sides|presidents)$")
_SPOKESPEOPLE = frozenset({"spokesman", "spokeswoman", "spokesperson", "the spokesman", "the spokeswoman", "the spokesperson"})
_PLURAL_OUTLETS = re.compile(r"^(?:\w+ ){0,3}(?:newspapers|media|outlets|reports|press)\b")
_PLURAL_BODIES = re.compile(r"^(?:[\w'’]+ ){0,3}(?:owners|towns|federations|companies|firms|banks|embassies|agencies|groups|ministries|parties|unions)\b(?! of the)")
_SMALL_BODIES = re.compile(r"(?i)\b(?:committee|board)\b")
_OFFICIAL_TEXTS = re.compile(r"(?i)\b(?:readout|statement|communiqué|communique|version|memo|note)\b")
_ARMED = re.compile(r"(?i)\b(rebel|guerrilla|insurgent|separatist)s?\b")
_OF_PLACE = re.compile(r" of (?:the )?[A-ZÀ-Þ][\w\-]+(?: [A-ZÀ-Þ][\w\-]+)*")
_GOVERNS = re.compile(r"\s+(?:administration|government|campaign|team|cabinet|camp)\b")


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
    actors: ActorTable | None = None,
) -> tuple[Statement, ...]:
    """The statements with their sides filled in where the article or the actor table tells them."""
    sides = Sides(article, entities, mentions, roles, statements, actors or load_actor_table())
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
    actors: ActorTable
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
        if _MANY_SIDES.search(ref.name):
            return None
        known = self.actors.code(ref.name)
        if known is not None and known.rule == "roles_file" and known.code is not None:
            return known.code
        spans = self._spans.get(ref.entity or "", [])
        if entity is None or entity.type in {"organisation", "country", "place", "group"}:
            return self._of_body(ref.name, spans, entity)
        if entity.type == "document":
            return self._of_document(ref.name, spans)
        return self._of_person(entity, spans)

    def _body_code(self, text: str) -> str | None:
        """The code of a body in the actor table, such as an international organisation, that the words name."""
        if text.removeprefix("The ").removeprefix("the ") == "Commission" and "European" not in self.article.text:
            return None
        known = self.actors.code(text)
        return known.code if known is not None and known.rule == "dictionary" else None

    def _of_body(self, name: str, spans: Sequence[Span], entity: Entity | None) -> str | None:
        texts = [name, *(span.of(self.article.text) for span in spans)]
        bare = _bare(name)
        if (naming := find_country(bare)) is not None:
            return naming.code
        if (code := _first(texts, self._body_code)) is not None:
            return code
        if _PLURAL_OUTLETS.search(bare):
            return None
        if _OUTLET.search(bare):
            if _STATE_OUTLET.search(" ".join(texts)):
                return _first([*texts, *self._owners(entity)], one_country) or self._home
            return bare
        if _nouns()["third_sector"].search(bare) and bare.split()[-1].islower():
            return "NGO"
        if _PLURAL_BODIES.search(bare):
            return None
        if (country := one_country(bare)) is not None and _SMALL_BODIES.search(bare):
            return country
        if _MAYOR.search(bare):
            return self._city(bare)
        if _speaks_for_state(bare):
            return _first([*texts, *self._owners(entity)], one_country) or self._home
        if one_country(bare) is not None and _is_whole_place(bare):
            return one_country(bare)
        return bare

    def _of_document(self, name: str, spans: Sequence[Span]) -> str | None:
        texts = [name, *(span.of(self.article.text) for span in spans)]
        if (code := _first(texts, self._body_code)) is not None:
            return code
        inside = self._bodies_in(spans)
        if inside:
            return self.of(inside[0])
        if any(_nouns()["state"].search(text) for text in texts) or (
            any(_OFFICIAL_TEXTS.search(text) for text in texts) and _first(texts, one_country)
        ):
            return _first(texts, one_country) or self._home
        return self._home if set(name.lower().split()) & _LAWS else None

    def _of_person(self, entity: Entity, spans: Sequence[Span]) -> str | None:
        printed = [span.of(self.article.text) for span in spans] or [entity.name]
        printed += self._origins(entity)
        texts = list(dict.fromkeys(_ACCREDITED.sub("envoy", text) for text in printed))
        if (code := _first(texts, self._body_code)) is not None:
            return code
        if any(_EUROPEAN.search(text) for text in texts):
            return "EUR"
        if entity.name.isupper() and entity.name.lower() in _HOSTS:
            if _speaks_for_state(self.article.publisher or ""):
                return None
            return _TRANSCRIPT.sub("", self.article.publisher or "").strip() or None
        if (armed := next((m for text in texts if (m := _ARMED.search(text))), None)) is not None:
            return armed.group(1).lower() + "s"
        if any(_MAYOR.search(text) for text in texts):
            return _first(texts, self._city)
        private = any(_nouns()["private"].search(text) for text in texts)
        for ref in self._bodies_in(spans):
            if (side := self.of(ref)) is not None and not (private and side.islower()):
                return side
        if (own := _first(texts, _own_body)) is not None and not (private and own.islower()):
            return own
        if any(_nouns()["third_sector"].search(text) for text in texts):
            return "NGO"
        if any(_MANAGEMENT.search(text) for text in texts) and (employer := self._employer(entity)) is not None:
            return employer
        if not texts or all(text.lower().strip() in _SPOKESPEOPLE for text in texts):
            return self._home if _speaks_for_state(self.article.publisher or "") else None
        stately = [text for text in texts if _speaks_for_state(text)]
        if not stately or all(_FORMER.search(text) for text in stately):
            return None
        named = _first(stately, one_country) or _first(texts, one_country)
        return named or (None if any(_FOREIGN_SERVICE.search(text) for text in stately) else self._home)

    def _bodies_in(self, spans: Sequence[Span]) -> list[EntityRef]:
        """The organisations and named people that a description holds ("spokesman for the company")."""
        found = []
        for span in spans:
            for mention in self.mentions:
                entity = self._known.get(mention.entity or "")
                if entity is None or not span.contains(mention.span) or mention.span == span:
                    continue
                if len(entity.name) < 3 or (entity.type == "organisation" and _is_whole_place(entity.name)):
                    continue
                before = self.article.text[span.start : mention.span.start]
                if _CUT.search(before) or _TITLE_LEAD.search(before):
                    continue
                if _TITLE_PART.match(self.article.text, mention.span.end, span.end):
                    continue
                if self._spans.get(entity.id) and span in self._spans[entity.id]:
                    continue
                possessor = self.article.text[mention.span.end : mention.span.end + 2] in {"'s", "’s", "s'", "s’"}
                if entity.type == "organisation" or (
                    entity.type == "person" and (possessor or _GOVERNS.match(self.article.text, mention.span.end))
                ):
                    found.append(EntityRef(entity.id, entity.name))
        return found

    def _origins(self, entity: Entity) -> list[str]:
        """A person's names with the place right after them ("Prime Minister Jane Doe of Brevia")."""
        text = self.article.text
        found = []
        for mention in self.mentions:
            if mention.entity == entity.id and mention.type == "name":
                match = _OF_PLACE.match(text, mention.span.end)
                if match:
                    line = text.rfind("\n", 0, mention.span.start) + 1
                    before = text[max(line, mention.span.start - 25) : mention.span.start]
                    found.append(before.split(". ")[-1] + text[mention.span.start : match.end()])
        return found

    def _city(self, text: str) -> str | None:
        """The city that a mayor or a city council speaks for, by name or by the dateline."""
        match = _MAYOR.search(text)
        if match is None:
            return None
        if match.group("city"):
            return match.group("city")
        city = find_city(self.article)
        return f"City of {city}" if city else None

    def _employer(self, entity: Entity) -> str | None:
        """The body named last before a manager's first mention, unless it is a state's."""
        first = min((m.span.start for m in self.mentions if m.entity == entity.id), default=0)
        for mention in sorted(self.mentions, key=lambda m: -m.span.start):
            other = self._known.get(mention.entity or "")
            if (
                mention.span.start < first
                and mention.type == "name"
                and other
                and other.type == "organisation"
                and other.id in self._spans
            ):
                side = self.of(EntityRef(other.id, other.name))
                return side if side is not None and not (len(side) == 3 and side.isupper()) else None
        return None

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


def _first(texts: Sequence[str], look: Callable[[str], str | None]) -> str | None:
    return next((found for text in texts if (found := look(text)) is not None), None)


def _bare(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].lower() in _LEADING:
        words = words[1:]
    return " ".join(words)


def _is_whole_place(name: str) -> bool:
    """Whether a name is a place's and nothing more ("Riga", not "Riga Times")."""
    return len(name.split()) <= 2 and one_country(name) is not None and not _nouns()["own"].search(name)


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

"""For whom a speaker speaks: a country, an international body's code, or a body that speaks for itself.

Tried in this order: the user's roles file; the party of a member of parliament or a candidate; names of international
bodies, countries and seats of government; the words for the speaker's office or body in the article, through those whom
he speaks for ("its lawyer"). An organ of a state that is named without its country takes the country that the article
reports from, where evidence fixes one. Private people, relatives, analysts and former officials have no side.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from onrecord.code.actors import ActorTable, load_actor_table
from onrecord.code.places import countries_in, find_city, find_home, find_told_home, one_country
from onrecord.gazetteer import find_country
from onrecord.gazetteer.outlets import find_outlet
from onrecord.gazetteer.places import find_place, find_region, find_town
from onrecord.model import Article, Entity, EntityRef, Mention, Role, Span, Statement

__all__ = ["Sides", "add_sides"]

_LAWS = frozenset(
    [
        "law",
        "decree",
        "constitution",
        "act",
        "bill",
        "ruling",
        "judgment",
        "judgement",
        "verdict",
        "regulations",
        "order",
    ]
)
_BODY_CODES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
_LEADING = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that"})
_STOP = _LEADING | {"of", "at", "for", "in", "from", "with", "by", "who", "which", "and", "to", "leads", "heads"}
_AGENT_CHARS = 40  # how far a possessor's mouthpiece may stand from it
_HOSTS = frozenset({"host", "presenter", "interviewer", "moderator", "anchor", "announcer"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "i", "we", "you", "him", "her", "them"})
_PREDECESSORS = (("RUS", "SUN", "soviet", "russian"), ("SRB", "YUG", "yugoslav", "serbian"))
_CITY_HALLS = frozenset({"council", "city hall", "town hall"})
_SPOKESPEOPLE = frozenset({"spokesman", "spokeswoman", "spokesperson"})


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("affiliations.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _nouns() -> dict[str, re.Pattern[str]]:
    return {key: _any_of(words) for key, words in _table()["nouns"].items()}


@lru_cache(maxsize=64)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_table()["patterns"][name])


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
    _told: str | None = None
    _home: str | None = None
    _ordered: list[Mention] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ordered = sorted(self.mentions, key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self._ordered]
        self._known = {entity.id: entity for entity in self.entities}
        self._told = self._local_place(self.article.publisher or "") or find_told_home(self.article)
        self._home = self._told or find_home(self.article)
        for statement in self.statements:
            if statement.speaker is not None and statement.speaker.entity:
                own = [self._own_words(statement.speaker.entity, span) for span in statement.source]
                self._spans.setdefault(statement.speaker.entity, []).extend(own)
        for role in self.roles:
            if role.span is not None:
                self._spans.setdefault(role.entity, []).append(role.span)

    def _own_words(self, entity: str, source: Span) -> Span:
        """A source up to its speaker's name where that owns what follows ("Doe’s call with the Brevian premier")."""
        for mention in self.mentions:
            if mention.entity == entity and mention.type == "name" and source.contains(mention.span):
                after = self.article.text[mention.span.end : mention.span.end + 2]
                if after in {"'s", "’s"} or after[:1] in {"'", "’"}:
                    return Span(source.start, mention.span.end)
        return source

    def of(self, ref: EntityRef | None) -> str | None:
        """The side of a speaker, None when nothing tells it."""
        if ref is None:
            return None
        key = (ref.entity, ref.name)
        if key not in self._done:
            self._done[key] = None  # a speaker described by another who is described by the first has no side
            self._done[key] = self._in_its_time(self._find(ref))
        return self._done[key]

    def _in_its_time(self, side: str | None) -> str | None:
        """The predecessor state where the article names that alone (codes of ISO 3166-3)."""
        for code, former, named, now in _PREDECESSORS:
            if side == code and _pattern(named).search(self.article.text):
                return side if _pattern(now).search(self.article.text) else former
        return side

    def _find(self, ref: EntityRef) -> str | None:
        entity = self._known.get(ref.entity or "")
        if _pattern("many_sides").search(ref.name):
            return None
        known = self.actors.code(ref.name)
        if known is not None and known.rule == "roles_file" and known.code is not None:
            return known.code
        spans = self._spans.get(ref.entity or "", [])
        if entity is not None and _pattern("titled").match(entity.name):
            return self._of_person(entity, spans)
        if entity is None or entity.type in {"organisation", "country", "place", "group"}:
            return self._of_body(ref.name, spans, entity)
        if entity.type == "document":
            return self._of_document(ref.name, spans)
        return self._of_person(entity, spans)

    def _body_code(self, text: str) -> str | None:
        """The code of a body in the actor table, such as an international organisation, that the words name."""
        if text.removeprefix("The ").removeprefix("the ") == "Commission" and "European" not in self.article.text:
            return None
        known = None if _pattern("domestic").search(_bare(text)) else self.actors.code(text)
        if known is None or known.rule != "dictionary" or known.code not in _BODY_CODES:
            return None
        return known.code

    def _of_body(self, name: str, spans: Sequence[Span], entity: Entity | None) -> str | None:
        texts = [name, *(span.of(self.article.text) for span in spans)]
        bare = _bare(name)
        if (naming := find_country(bare)) is not None:
            return naming.code
        if bare.startswith("@"):
            return _first([text for text in texts if _speaks_for_state(text)], one_country)
        if (code := _first(texts, self._body_code)) is not None:
            return code
        if (outlet := find_outlet(bare)) is not None:
            return outlet.country if outlet.kind == "state" else bare
        if _pattern("plural_outlets").search(bare):
            return None
        if (known_outlet := self._outlet_by_noun(bare, spans)) is not None:
            return self.of(known_outlet)
        of_state = any(_pattern("outlet").search(text) and _pattern("state_outlet").search(text) for text in texts)
        if _pattern("outlet").search(bare) or of_state:
            if of_state:
                return _first([*texts, *self._owners(entity)], one_country) or self._home or self._nearest(spans)
            return bare
        if any(_nouns()["third_sector"].search(text) for text in (bare, *texts)):
            return "NGO"
        if _pattern("plural_bodies").search(bare):
            return None
        if (country := one_country(bare)) is not None and _pattern("small_bodies").search(bare):
            return country
        if bare.lower() in _CITY_HALLS and find_city(self.article):
            return find_city(self.article)
        if bare.lower() == "office" and _speaks_for_state(self.article.publisher or ""):
            return self._home
        if _pattern("mayor").search(bare):
            return self._city(bare)
        if _speaks_for_state(bare):
            named = _first([*texts, *self._owners(entity)], one_country)
            named = named or self._of_person_named(bare) or self._just_named(bare, spans)
            named = named or self._told
            return named or _first(self._paragraphs(spans), one_country) or self._home or self._nearest(spans)
        if one_country(bare) is not None and (_is_whole_place(bare) or bare.endswith(" side")):
            return one_country(bare)
        return self._named_body(bare) or bare

    def _outlet_by_noun(self, name: str, spans: Sequence[Span]) -> EntityRef | None:
        """The outlet by name that "the station" or "the agency" is: the one named last before it."""
        match = _pattern("bare_outlet").match(name)
        if match is None or not spans:
            return None
        noun, at = match.group("noun").lower(), spans[0].start
        before: list[tuple[int, Entity]] = []
        for mention in self.mentions:
            entity = self._known.get(mention.entity or "")
            if mention.type == "pronoun" or entity is None or mention.span.start >= at or entity.type == "person":
                continue
            known = find_outlet(entity.name) or _pattern("outlet").search(entity.name)
            if known and (noun in entity.name.lower() or not entity.name.islower()) and entity.name.lower() != noun:
                before.append((mention.span.start, entity))
        if not before:
            return None
        last = max(before, key=lambda pair: pair[0])[1]
        return EntityRef(last.id, last.name)

    def _nearest(self, spans: Sequence[Span]) -> str | None:
        """The only country that the paragraphs up to a source name last, where nothing tells the article's own."""
        if not spans:
            return None
        for line in reversed(self.article.text[: spans[0].start].split("\n")):
            if (found := set(countries_in(line))) and line.strip():
                return found.pop() if len(found) == 1 else None
        return None

    def _just_named(self, name: str, spans: Sequence[Span]) -> str | None:
        """The country that "the government" is of: the only one that its paragraph names before it."""
        if not name.islower():
            return None
        text = self.article.text
        before = [text[text.rfind("\n", 0, span.start) + 1 : span.start] for span in spans]
        return _first(before, one_country)

    def _of_document(self, name: str, spans: Sequence[Span]) -> str | None:
        texts = [name, *(span.of(self.article.text) for span in spans)]
        if (code := _first(texts, self._body_code)) is not None:
            return code
        inside = self._bodies_in(spans)
        if inside:
            return self.of(inside[0])
        if any(_nouns()["state"].search(text) for text in texts) or (
            any(_pattern("official_texts").search(text) for text in texts) and _first(texts, one_country)
        ):
            return _first(texts, one_country) or self._home
        return self._home if set(name.lower().split()) & _LAWS else None

    def _of_person(self, entity: Entity, spans: Sequence[Span]) -> str | None:
        spans = [span for span in spans if not _pattern("former").search(span.of(self.article.text))] or spans
        printed = [span.of(self.article.text) for span in spans] or [entity.name]
        printed += self._origins(entity)
        if not any(_speaks_for_state(text) or _own_body(text) for text in printed):
            printed += self._introductions(entity)
        printed = [_pattern("clause").split(_pattern("accredited").sub("envoy", text))[0] for text in printed]
        texts = [text for text in dict.fromkeys(printed) if _says(text)]
        if (sender := self._sender(spans)) is not None:
            return sender
        if any(_pattern("kin").search(text) for text in texts):
            return None
        if texts and all(_pattern("former").search(text) for text in texts):
            return None
        if (party := _first(texts, _party)) is not None:
            return party
        if (code := _first(texts, self._body_code)) is not None:
            return code
        if any(_pattern("untold").search(text) or _pattern("close").search(text) for text in texts):
            return None
        whole = [*texts, *(span.of(self.article.text) for span in spans)]
        if entity.type == "person" and any(_pattern("candidate").search(text) for text in whole):
            return entity.name
        if (stand_in := self._of_politician(texts)) is not None:
            return stand_in or None
        if entity.name.isupper() and entity.name.lower() in _HOSTS:
            if _speaks_for_state(self.article.publisher or ""):
                return None
            return _pattern("transcript").sub("", self.article.publisher or "").strip() or None
        if (armed := next((m for text in texts if (m := _pattern("armed").search(text))), None)) is not None:
            return armed.group(1).lower() + "s"
        if any(_pattern("mayor").search(text) for text in texts):
            return _first(texts, self._city)
        if any(_pattern("academic").search(text) for text in texts):
            school = _pattern("school").search(self.article.text) or _pattern("bare_school").search(self.article.text)
            return school.group("name") if school else None
        stately = [text for text in texts if _speaks_for_state(_about(text))]
        if (named := _first(stately, one_country)) is not None and not any(
            _pattern("former").search(text) for text in stately
        ):
            return named
        agent = any(_pattern("agents").search(text) for text in texts)
        private = not agent and any(_nouns()["private"].search(text) for text in texts)
        for ref in self._bodies_in(spans):
            if (side := self.of(ref)) is not None and not (private and side.islower()):
                return side
        near = [_pattern("cut").split(text)[0] for text in texts]
        if any(_nouns()["third_sector"].search(text) for text in texts):
            return "NGO"
        if (own := _first(near, _own_body)) is not None and not (private and own.islower()):
            return self._named_body(own) or own
        if (employer := _first(near, self._printed_employer)) is not None:
            return employer
        if (firm := _first(near, self._titled_body)) is not None:
            return firm
        if any(_pattern("management").search(text) for text in texts):
            chief = any(_pattern("chief").search(text) for text in texts)
            employer = self._employer(entity) or (self._named_body("company") if chief else None)
            if employer is not None:
                return employer
        if not texts or all(_bare(text.strip()).lower() in _SPOKESPEOPLE for text in texts):
            return self._home if _speaks_for_state(self.article.publisher or "") else None
        if not stately or all(_pattern("former").search(text) for text in stately):
            return None
        return _first(texts, one_country) or (
            None if any(_pattern("foreign_service").search(text) for text in stately) else self._home
        )

    def _of_politician(self, texts: Sequence[str]) -> str | None:
        """The side of one without a party: "" for members of parliament, who speak for nobody, the place for elected
        local power; None for anybody else.
        """
        if (place := _first(texts, self._local_place)) is not None:
            return place
        sitting = [text for text in texts if _pattern("lawmaker").search(text)]
        if not sitting or any(_pattern("house_office").search(text) for text in texts):
            return None
        rest = [_pattern("lawmaker").sub(" ", text) for text in texts]
        if any(_speaks_for_state(text) or _own_body(text) for text in rest):
            return None
        return ""

    def _local_place(self, text: str) -> str | None:
        """The state, province or county that its governor or sheriff speaks for."""
        match = _pattern("local").search(text)
        if match is None:
            return None
        place: str | None = match.group("place") or match.group("owned") or match.group("owner")
        if place is not None:
            return None if find_country(place) else place
        publisher = self.article.publisher or ""
        if "Governor" in publisher and "," in publisher:
            return publisher.rsplit(",", maxsplit=1)[-1].strip()
        return None

    def _sender(self, spans: Sequence[Span]) -> str | None:
        """The country that sends an "ambassador to" another: the only other one that his paragraph names."""
        for span, paragraph in zip(spans, self._paragraphs(spans), strict=True):
            post = _pattern("accredited").search(span.of(self.article.text))
            if post is None or countries_in(span.of(self.article.text).replace(post.group(), "")):
                continue
            to = find_country(post.group("post"))
            others = set(countries_in(paragraph)) - {to.code if to else None}
            if len(others) == 1:
                return others.pop()
        return None

    def _bodies_in(self, spans: Sequence[Span]) -> list[EntityRef]:
        """The organisations and named people that a description holds ("spokesman for the company")."""
        found = []
        for span in spans:
            first = bisect_left(self._starts, span.start)
            for mention in self._ordered[first : bisect_left(self._starts, span.end)]:
                entity = self._known.get(mention.entity or "")
                if entity is None or not span.contains(mention.span) or mention.span == span:
                    continue
                if len(entity.name) < 3 or (entity.type == "organisation" and _is_whole_place(entity.name)):
                    continue
                before = self.article.text[span.start : mention.span.start]
                if _pattern("cut").search(before) or _pattern("title_lead").search(before):
                    continue
                titled = _pattern("title_part").match(self.article.text, mention.span.end, span.end)
                if titled and mention.type != "pronoun":
                    continue
                if self._spans.get(entity.id) and span in self._spans[entity.id]:
                    continue
                if entity.type == "organisation" or (
                    entity.type in {"person", "group"} and self._speaks_through(mention, before)
                ):
                    found.append(EntityRef(entity.id, entity.name))
        return found

    def _speaks_through(self, mention: Mention, before: str) -> bool:
        """Whether the words around somebody make the one described a mouthpiece ("his lawyer", "an aide to Doe")."""
        text, end = self.article.text, mention.span.end
        possessor = mention.type == "pronoun" or text[end : end + 2] in {"'s", "’s", "s'", "s’"}
        if possessor and _pattern("agents").search(text[end : end + _AGENT_CHARS].split(",")[0]):
            return True
        return bool(_pattern("governs").match(text, end) or _pattern("agent_for").search(before))

    def _named_body(self, name: str) -> str | None:
        """The firm or body by name that "the company" or "the union" stands for: the most mentioned one of its kind."""
        noun = name.rsplit(maxsplit=1)[-1].lower()
        if not name.islower() or name.lower() != noun:
            return None
        firm = bool(_pattern("firm").fullmatch(noun))
        counts: dict[str, int] = {}
        for mention in self.mentions:
            entity = self._known.get(mention.entity or "")
            if entity is None or entity.type != "organisation" or not entity.name.split()[-1][:1].isupper():
                continue
            if noun in entity.name.lower().split() or (firm and self._may_be_firm(entity.name)):
                counts[entity.name] = counts.get(entity.name, 0) + 1
        if firm and not counts and (titled := _pattern("titled_firm").search(self.article.text)) is not None:
            return self._titled_body(titled.group())
        if not counts or (not firm and len(counts) > 1):
            return None
        return min(counts, key=lambda known: (-counts[known], known))

    def _may_be_firm(self, name: str) -> bool:
        return not (
            _nouns()["state"].search(name)
            or _nouns()["own"].search(_pattern("firm").sub(" ", name))
            or _pattern("outlet").search(name)
            or find_outlet(name)
            or countries_in(name)
            or self._body_code(name)
            or name in (self.article.publisher or "")
        )

    def _paragraphs(self, spans: Sequence[Span]) -> list[str]:
        """The paragraphs in which a speaker's sources stand."""
        text = self.article.text
        return [
            text[text.rfind("\n", 0, s.start) + 1 : (text.find("\n", s.end) + 1 or len(text) + 1) - 1] for s in spans
        ]

    def _of_person_named(self, name: str) -> str | None:
        """The side of the person that a body is called after ("Biden administration")."""
        first = name.split(maxsplit=1)[0]
        for entity in self.entities:
            if entity.type == "person" and entity.name.split()[-1] == first:
                return self.of(EntityRef(entity.id, entity.name))
        return None

    def _origins(self, entity: Entity) -> list[str]:
        """A person's names with the place right after them ("Prime Minister Jane Doe of Brevia")."""
        text = self.article.text
        found = []
        for mention in self.mentions:
            if mention.entity == entity.id and mention.type == "name":
                match = _pattern("of_place").match(text, mention.span.end)
                if match:
                    line = text.rfind("\n", 0, mention.span.start) + 1
                    before = text[max(line, mention.span.start - 25) : mention.span.start]
                    found.append(before.split(". ")[-1] + text[mention.span.start : match.end()])
        return found

    def _introductions(self, entity: Entity) -> list[str]:
        """What stands right before or after a person's full name ("the head of the board, Jane Doe")."""
        text = self.article.text
        found = []
        for mention in self.mentions:
            span = mention.span
            if entity.type != "person" or mention.entity != entity.id or " " not in span.of(text):
                continue
            line = text.rfind("\n", 0, span.start) + 1
            before = _pattern("introduced").search(text[line : span.start])
            after = _pattern("described").match(text, span.end)
            found += [match.group("text") for match in (before, after) if match]
        return found

    def _city(self, text: str) -> str | None:
        """The city that a mayor or a city council speaks for, by name or by the dateline."""
        match = _pattern("mayor").search(text)
        if match is None:
            return None
        if match.group("city"):
            return match.group("city")
        return find_city(self.article)

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
                and other.name not in (self.article.publisher or "")
            ):
                side = self.of(EntityRef(other.id, other.name))
                return side if side is not None and not (len(side) == 3 and side.isupper()) else None
        return None

    def _printed_employer(self, text: str) -> str | None:
        """The body that a post is held at, by its capitals ("managing director of Nordkabel")."""
        match = _pattern("employed").search(text)
        if match is None or countries_in(match.group("body")):
            return None
        return self._of_body(match.group("body"), (), None)

    def _titled_body(self, text: str) -> str | None:
        """The firm whose name stands before a post in it ("Nordkabel chief executive Jane Doe")."""
        match = _pattern("titled_body").search(text)
        if match is None or countries_in(match.group("body")) or _nouns()["state"].search(match.group("body")):
            return None
        return match.group("body")

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


def _party(text: str) -> str | None:
    """The party that a description of a politician names, in letters or words."""
    if (match := _pattern("party_letters").search(text)) or (match := _pattern("party_member").search(text)):
        party: str = _table()["parties"].get(match.group("party"), match.group("party"))
        return party
    return None


def _about(text: str) -> str:
    """A description of private people up to where it tells of others ("economists polled by the agency")."""
    return str(_pattern("cut").split(text)[0]) if _nouns()["private"].search(text) else text


def _says(text: str) -> bool:
    """Whether the words describe somebody, as pronouns don't."""
    return text.strip().lower() not in _PRONOUNS


def _bare(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].lower() in _LEADING:
        words = words[1:]
    return " ".join(words)


def _is_whole_place(name: str) -> bool:
    """Whether a name is a place's and nothing more ("Riga", not "Riga Times" or "Banco Litoral")."""
    place = find_country(name) or find_place(name) or find_town(name) or find_region(name)
    return place is not None and not _nouns()["own"].search(name)


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

"""Whom the words about a speaker point to: possessors, issuers, bodies and people named in or near a description.

Whose side those are on is for the rules to find (`side_rules.py`).
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.code.affiliations import is_whole_place, nouns, pattern, speaks_for_state
from onrecord.gazetteer import find_country
from onrecord.gazetteer.outlets import find_outlet
from onrecord.model import Article, Entity, EntityRef, Mention, Role, Span, Statement

__all__ = ["UNNAMED", "Pointers"]

UNNAMED = "Doe"
"""Stands for the speaker's name where it must not be taken for a place's."""

_AGENT_CHARS = 40  # how far a possessor's mouthpiece may stand from it
_LEAD_CHARS = 25  # before a name, in which its title or owner stands
_POSSESSIVE = re.compile(r"(?i)(?:its|their|his|her)\b")
_OWNS = ("'s ", "’s ")


@dataclass(slots=True)
class Pointers:
    """One article's entities as descriptions point to them.

    `known` holds the entities by id, `spans` the sources and titles of each.
    """

    article: Article
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    roles: Sequence[Role]
    statements: Sequence[Statement]
    known: dict[str, Entity] = field(default_factory=dict)
    spans: dict[str, list[Span]] = field(default_factory=dict)
    _ordered: list[Mention] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _names: dict[str, list[Mention]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ordered = sorted(self.mentions, key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self._ordered]
        self.known = {entity.id: entity for entity in self.entities}
        for mention in self.mentions:
            if mention.type == "name" and mention.entity:
                self._names.setdefault(mention.entity, []).append(mention)
        for statement in self.statements:
            if statement.speaker is not None and statement.speaker.entity:
                own = [self._own_words(statement.speaker.entity, span) for span in statement.source]
                self.spans.setdefault(statement.speaker.entity, []).extend(own)
        for role in self.roles:
            if role.span is not None:
                self.spans.setdefault(role.entity, []).append(role.span)

    def _own_words(self, entity: str, source: Span) -> Span:
        """A source up to its speaker's name where that owns what follows ("Doe’s call with the Brevian premier")."""
        for mention in self._names.get(entity, ()):
            if source.contains(mention.span):
                after = self.article.text[mention.span.end : mention.span.end + 2]
                if after in {"'s", "’s"} or after[:1] in {"'", "’"}:
                    return Span(source.start, mention.span.end)
        return source

    def possessor(self, span: Span) -> EntityRef | None:
        """Whom a leading "its" or "their" stands for, without an entity when that is open; None without such a word."""
        match = _POSSESSIVE.match(self.article.text, span.start, span.end)
        if match is None:
            return None
        at = bisect_left(self._starts, span.start)
        for mention in self._ordered[at : at + 2]:
            entity = self.known.get(mention.entity or "")
            if mention.span.start == span.start and mention.type == "pronoun" and entity is not None:
                return EntityRef(entity.id, entity.name)
        return EntityRef(None, match.group())

    def first_said(self, entity: Entity, wording: re.Pattern[str], look: Callable[[str], str | None]) -> str | None:
        """What the words `said` of the first of an entity's descriptions of that wording tell."""
        mine = (
            m.span
            for m in self._ordered
            if m.entity == entity.id and m.type == "nominal" and self._name_after(m.span) in {None, entity.id}
        )
        found = (wording.match(self.article.text, span.start, span.end) for span in mine)
        return next((told for match in found if match and (told := look(match.group("said"))) is not None), None)

    def _name_after(self, span: Span) -> str | None:
        """The entity whose name stands right after a description ("her Brevian counterpart, Bo Rask")."""
        after = self._ordered[bisect_left(self._starts, span.end) : bisect_left(self._starts, span.end + 3)]
        return next((m.entity for m in after if m.type == "name" and m.entity), None)

    def issuer(self, name: str, spans: Sequence[Span]) -> EntityRef | None:
        """Who speaks last in the paragraph before "the statement", which is then his."""
        text = self.article.text
        for span in spans:
            if not pattern("the_text").match(text, span.start, span.end):
                continue
            start = text.rfind("\n", 0, span.start) + 1
            before = [
                (source.start, statement.speaker)
                for statement in self.statements
                if statement.speaker is not None and statement.speaker.name != name
                for source in statement.source
                if start <= source.start < span.start
            ]
            if before:
                return max(before, key=lambda pair: pair[0])[1]
            noun = text[span.start : span.end].split()[-1].lower()
            told = [
                (cue.start, statement.speaker)
                for statement in self.statements
                if statement.speaker is not None and statement.speaker.name != name
                for cue in statement.cue
                if cue.start < span.start and noun in cue.of(text).lower().split()
            ]
            if told:
                return max(told, key=lambda pair: pair[0])[1]
        return None

    def outlet_meant(self, name: str, spans: Sequence[Span]) -> EntityRef | None:
        """The outlet by name that "the station" or "the agency" is: the one named last before it."""
        match = pattern("bare_outlet").match(name)
        if match is None or not spans:
            return None
        noun, at = match.group("noun").lower(), spans[0].start
        before: list[tuple[int, Entity]] = []
        for mention in self.mentions:
            entity = self.known.get(mention.entity or "")
            if mention.type == "pronoun" or entity is None or mention.span.start >= at or entity.type == "person":
                continue
            known = find_outlet(entity.name) or pattern("outlet").search(entity.name)
            if known and (noun in entity.name.lower() or not entity.name.islower()) and entity.name.lower() != noun:
                before.append((mention.span.start, entity))
        if not before:
            return None
        last = max(before, key=lambda pair: pair[0])[1]
        return EntityRef(last.id, last.name)

    def one_before(self, entity: Entity, spans: Sequence[Span]) -> EntityRef | None:
        """The one told before, for "a second adviser" and the like."""
        match = pattern("another").match(entity.name)
        if match is None or not spans:
            return None
        noun, before = (match.group("noun") or "").lower(), list[tuple[int, Entity]]()
        for other, sources in self.spans.items():
            known = self.known.get(other)
            if known is not None and known.id != entity.id and known.type in {"unnamed", "person"}:
                before += [
                    (span.start, known)
                    for span in sources
                    if span.start < spans[0].start
                    and (
                        re.search(rf"(?i)\b{noun}\b", span.of(self.article.text))
                        if noun
                        else known.name.startswith("one of")
                    )
                ]
        if not before:
            return None
        last = max(before, key=lambda pair: pair[0])[1]
        return EntityRef(last.id, last.name)

    def last_body(self, spans: Sequence[Span]) -> EntityRef | None:
        """The body named last in this paragraph or the one before, for "a spokeswoman" without a body."""
        if not spans:
            return None
        text, at = self.article.text, spans[0].start
        line = text.rfind("\n", 0, at) + 1
        start = text.rfind("\n", 0, max(0, len(text[:line].rstrip()) - 1)) + 1
        before = self._ordered[bisect_left(self._starts, start) : bisect_left(self._starts, at)]
        bodies = [self.known[m.entity] for m in reversed(before) if m.entity in self.known and m.type != "pronoun"]
        bodies = [body for body in bodies if body.type == "organisation"]
        speakers = {statement.speaker.entity for statement in self.statements if statement.speaker is not None}
        speaking = [body for body in bodies if body.id in speakers]  # rather than those spoken of ("the parties")
        return EntityRef(body.id, body.name) if (body := next(iter(speaking or bodies), None)) else None

    def bodies_in(self, spans: Sequence[Span], *, text_by_others: bool = False) -> list[EntityRef]:
        """The organisations and named people that a description holds ("spokesman for the company")."""
        found = []
        for span in spans:
            first = bisect_left(self._starts, span.start)
            for mention in self._ordered[first : bisect_left(self._starts, span.end)]:
                entity = self.known.get(mention.entity or "")
                if entity is None or not span.contains(mention.span) or mention.span == span:
                    continue
                if len(entity.name) < 3 or (entity.type == "organisation" and is_whole_place(entity.name)):
                    continue
                if pattern("department").fullmatch(entity.name):
                    continue
                before = self.article.text[span.start : mention.span.start]
                if text_by_others and before.endswith(("published by ", "published by the ")):
                    return [EntityRef(entity.id, entity.name)]
                if pattern("cut").search(before) or pattern("title_lead").search(before):
                    continue
                titled = pattern("title_part").match(self.article.text, mention.span.end, span.end)
                if titled and mention.type != "pronoun":
                    continue
                if self.spans.get(entity.id) and span in self.spans[entity.id]:
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
        if possessor and pattern("agents").search(text[end : end + _AGENT_CHARS].split(",")[0]):
            return True
        return bool(pattern("governs").match(text, end) or pattern("agent_for").search(before))

    def person_named(self, name: str) -> EntityRef | None:
        """The person that a body is called after ("Biden administration")."""
        first = name.split(maxsplit=1)[0]
        for entity in self.entities:
            if entity.type == "person" and entity.name.split()[-1] == first:
                return EntityRef(entity.id, entity.name)
        return None

    def short_named(self, text: str) -> EntityRef | None:
        """The body whose name's last word stands before a post in it ("Front secretary-general")."""
        match = pattern("short_body").match(text)
        if match is None:
            return None
        word = match.group("body")
        full = {
            entity.name: entity
            for entity in self.entities
            if entity.type == "organisation"
            and word in entity.name.split()
            and word != entity.name
            and " and " not in entity.name
        }
        if len(full) != 1:
            return None
        body = next(iter(full.values()))
        return EntityRef(body.id, body.name)

    def employer(self, entity: Entity) -> EntityRef | None:
        """The body with words of its own that is named last before a manager's first mention."""
        first = min((m.span.start for m in self.mentions if m.entity == entity.id), default=0)
        for mention in sorted(self.mentions, key=lambda m: -m.span.start):
            other = self.known.get(mention.entity or "")
            if (
                mention.span.start < first
                and mention.type == "name"
                and other
                and other.type == "organisation"
                and other.id in self.spans
                and other.name not in (self.article.publisher or "")
            ):
                return EntityRef(other.id, other.name)
        return None

    def client(self, text: str) -> str | None:
        """Whom a lawyer without a party of his own speaks for ("the owner's lawyer")."""
        match = pattern("client").search(text)
        if match is None:
            return None
        noun = (match.group("members") or match.group("client")).lower()
        if match.group("members"):
            return str(noun)
        if find_country(match.group("client")) or nouns()["own"].search(noun):
            return None
        for entity in self.entities:
            own = [span.of(self.article.text) for span in self.spans.get(entity.id, ())]
            titled = any(re.search(rf"(?i)\b{noun}\b", words) for words in own)
            if entity.type == "person" and titled and not any(pattern("client").search(words) for words in own):
                return entity.name
        return noun if noun.isalpha() else None

    def origins(self, entity: Entity) -> list[str]:
        """A person's names with the place right after them ("Prime Minister Jane Doe of Brevia")."""
        text = self.article.text
        found = []
        for mention in self.mentions:
            if mention.entity == entity.id and mention.type == "name":
                match = pattern("of_place").match(text, mention.span.end)
                if match:
                    line = text.rfind("\n", 0, mention.span.start) + 1
                    before = text[max(line, mention.span.start - _LEAD_CHARS) : mention.span.start]
                    found.append(before.split(". ")[-1] + text[mention.span.start : match.end()])
        return found

    def introductions(self, entity: Entity) -> list[str]:
        """What stands right before or after a person's full name ("the head of the board, Jane Doe")."""
        text = self.article.text
        found = []
        for mention in self.mentions:
            span = mention.span
            if entity.type != "person" or mention.entity != entity.id or " " not in span.of(text):
                continue
            line = text.rfind("\n", 0, span.start) + 1
            before = pattern("introduced").search(text[line : span.start])
            after = pattern("described").match(text, span.end)
            found += [match.group("text") for match in (before, after) if match]
        return found

    def owners(self, entity: Entity | None) -> list[str]:
        """The words right before a body's mentions that own it ("Moldova's defence ministry")."""
        if entity is None:
            return []
        text = self.article.text
        return [
            text[max(0, mention.span.start - _LEAD_CHARS) : mention.span.start].split("\n")[-1].split(".")[-1]
            for mention in self.mentions
            if mention.entity == entity.id and re.search(r"['’]s?\s$", text[: mention.span.start][-3:])
        ]

    def people_owning(self, entity: Entity | None) -> Iterator[EntityRef]:
        """The people named right before a body's mentions as those whose it is ("the president's policy bureau")."""
        starts = {m.span.start for m in self.mentions if entity is not None and m.entity == entity.id}
        for mention in self.mentions:
            owner = self.known.get(mention.entity or "")
            owns = self.article.text.startswith(_OWNS, mention.span.end)
            if owns and mention.span.end + len(_OWNS[0]) in starts and owner is not None and owner.type == "person":
                yield EntityRef(owner.id, owner.name)

    def nameless(self, text: str, entity: Entity) -> str:
        """A person's description without the given name and surname, which may be a place's too ("Gao Zhen")."""
        for name in sorted({entity.name, *entity.aliases}, key=lambda name: (-len(name), name)):
            at = text.find(name)
            if at >= 0 and not pattern("titled").match(name) and not speaks_for_state(name):
                return text[:at] + UNNAMED + text[at + len(name) :]
        return text

"""What an article says that its speakers are: their sources, titles, appositions, and what follows their names."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.code.affiliations import without_article
from onrecord.code.posts import Part, find_parts, words_of
from onrecord.model import Article, Entity, EntityRef, Mention, Role, Span, Statement

__all__ = ["Descriptions", "Speaker"]

_PRONOUNS = frozenset("he she it they who which i we you him her them his its their that this".split())
_OWNERS = frozenset({"his", "her", "its", "their"})
_BEFORE = re.compile(r"(?:^|(?<=[.;:“”—(,] )|(?<=[“(]))(?P<text>[^.;:“”\n—(),]{4,90}), $")
_RANK = re.compile(r"(?:^|(?<=[ ,;:“”—(]))(?P<text>(?:[\w\-’']+ ){0,3}(?:Const|Cst|Det|Insp)\.)\s$")
_APART = re.compile(r"(?:, |\s?[—–] ?| \()(?P<text>[^.;:“”\n—–()]{3,110}?)(?=[,.;:“”\n—–()]|$)")
_OF = re.compile(r",? (?:of|from|for|at|with) (?:the )?[A-ZÀ-Þ][\w’'&\-]*(?: (?:of |and |the )*[A-ZÀ-Þ][\w’'&\-]*)*")
_IS = re.compile(
    r" (?:is|was|became|had been|has been|works as|serves as) (?P<text>(?:the|an?|its|one of) [^.,;:“”\n]{4,90})"
)
_OWNER = re.compile(r"(?P<text>(?:[A-ZÀ-Þ][\w&\-]+ ){1,4}?[A-ZÀ-Þ][\w&\-]+|[A-ZÀ-Þ][\w&\-]+)['’]s? $")
_NO_DESCRIPTION = re.compile(
    r"(?i)(?:asked|according|and|but|while|when|where|which|said|says|told|added|in|on|after|before|however|meanwhile"
    r"|though|(?-i:who) (?!"
    r"leads|heads|runs|chairs|represents|speaks|led|headed|is\b|was\b|owns|founded|edits|manages|teaches|coaches))\b"
)
_VERB = re.compile(r" (?:said|says|told|tells|added|would|will|could|has|had|announced|warned|called) ")
_PAST = re.compile(r"(?i)\b(?:former|previous|onetime|late|then|ex)[ -](?:[\w’'.]+ )?$")
_PAST_CHARS = 30
_MAX_BEFORE = 110  # characters before a name in which a description may stand
_MAX_RANK = 50  # characters before a name that its rank may fill
_MAX_MENTIONS = 6  # of a speaker that are looked around at
_MAX_PARTS = 14


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whose side is sought, with all that describes him; `spans` are his sources in text order.

    `kind` is the type of his entity, "none" without one. `at` is where he speaks first, None when he doesn't.
    """

    ref: EntityRef
    entity: Entity | None
    kind: str
    spans: tuple[Span, ...]
    parts: tuple[Part, ...]
    at: int | None

    @property
    def key(self) -> tuple[str | None, str]:
        """What tells him from the others of his article, wherever he is referred to."""
        return self.ref.entity, self.ref.name

    @property
    def name(self) -> str:
        """The fullest name, or the description, without an article."""
        return without_article(self.ref.name)


@dataclass(slots=True)
class Descriptions:
    """The descriptions of one article's speakers."""

    article: Article
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    roles: Sequence[Role]
    statements: Sequence[Statement]
    _known: Mapping[str, Entity] = field(init=False)
    _mentions: dict[str, list[Mention]] = field(init=False)
    _sources: dict[str, list[Span]] = field(init=False)
    _words: dict[str, list[Span]] = field(init=False)
    _titles: dict[str, list[Span]] = field(init=False)
    _parts: dict[tuple[str | None, str], tuple[Part, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = {entity.id: entity for entity in self.entities}
        self._mentions, self._sources, self._titles, self._words = {}, {}, {}, {}
        for mention in sorted(self.mentions, key=lambda m: m.span):
            if mention.entity is not None:
                self._mentions.setdefault(mention.entity, []).append(mention)
        for statement in self.statements:
            ref = statement.speaker
            if ref is not None:
                self._sources.setdefault(ref.entity or ref.name, []).extend(statement.source)
                self._words.setdefault(ref.entity or ref.name, []).extend(statement.content)
        self._sources = {key: sorted(set(spans)) for key, spans in self._sources.items()}
        for role in self.roles:
            if role.span is not None:
                self._titles.setdefault(role.entity, []).append(role.span)

    def entity(self, key: str | None) -> Entity | None:
        """The entity with that id."""
        return self._known.get(key or "")

    def mentions_of(self, key: str) -> Sequence[Mention]:
        """An entity's mentions in text order."""
        return self._mentions.get(key, ())

    def sources_of(self, ref: EntityRef) -> Sequence[Span]:
        """Where somebody is the source of a statement, in text order."""
        return self._sources.get(ref.entity or ref.name, ())

    def speaker(self, ref: EntityRef) -> Speaker:
        """All that the article says somebody is."""
        entity = self.entity(ref.entity)
        spans = tuple(self.sources_of(ref))
        key = ref.entity, ref.name
        if key not in self._parts:
            self._parts[key] = self._find_parts(ref.name, entity, spans)
        return Speaker(ref, entity, entity.type if entity else "none", spans, self._parts[key], _first(spans))

    def _find_parts(self, name: str, entity: Entity | None, spans: Sequence[Span]) -> tuple[Part, ...]:
        parts = _distinct([*self._in_sources(entity, spans), *self._in_titles(entity), *self._around(entity)])
        if not parts or entity is None or entity.type not in {"person", "unnamed"}:
            parts = _distinct([*parts, *find_parts("name", name, None)])
        return tuple(parts[:_MAX_PARTS])

    def _in_sources(self, entity: Entity | None, spans: Sequence[Span]) -> Iterator[Part]:
        for span in spans:
            text = span.of(self.article.text)
            if text.strip(" ,") == "WHO" or text.strip(" ,").lower() not in _PRONOUNS:
                yield from self._read("source", span, entity)

    def _in_titles(self, entity: Entity | None) -> Iterator[Part]:
        text = self.article.text
        for span in self._titles.get(entity.id if entity else "", ()):
            past = _PAST.search(text, max(0, span.start - _PAST_CHARS), span.start)
            start = past.start() if past is not None else span.start
            yield from self._read("title", Span(start, span.end), entity)

    def _around(self, entity: Entity | None) -> Iterator[Part]:
        """What stands beside a name: an apposition before or after, a place or body that follows it, its owner."""
        if entity is None or entity.type in {"country", "place"}:
            return
        text = self.article.text
        for mention in self.mentions_of(entity.id)[:_MAX_MENTIONS]:
            if mention.type == "pronoun":
                continue
            span = mention.span
            line = max(text.rfind("\n", 0, span.start) + 1, span.start - _MAX_BEFORE)
            if mention.type == "nominal":
                yield from self._read("mention", span, entity)
            elif entity.type == "person" or span.of(text)[:1].isupper():
                before = _BEFORE.search(text[line : span.start])
                if (
                    before is not None
                    and not _NO_DESCRIPTION.match(before.group("text"))
                    and not _VERB.search(before.group("text"))
                ):
                    told = Span(line + before.start("text"), line + before.end("text"))
                    # What he says ("Yemen, a country on the gulf, Doe said") is no description of him.
                    if not any(words.overlaps(told) for words in self._words.get(entity.id, ())):
                        yield from self._read("before", told, entity)
                rank = _RANK.search(text, max(0, span.start - _MAX_RANK), span.start)
                if rank is not None:  # an abbreviation that the reader takes for a sentence's end
                    yield from self._read("title", Span(*rank.span("text")), entity)
                owner = _OWNER.search(text[line : span.start])
                if owner is not None:
                    yield from self._read("owner", Span(line + owner.start("text"), line + owner.end("text")), entity)
            for pattern, origin in ((_APART, "apart"), (_OF, "of"), (_IS, "is")):
                after = pattern.match(text, span.end)
                if after is None or (mention.type == "nominal" and origin == "of"):
                    continue
                at, end = after.span("text") if "text" in after.groupdict() else after.span()
                if origin != "apart" or not _NO_DESCRIPTION.match(text, at, end):
                    parts = self._read(
                        "paren" if text[span.end : span.end + 2] == " (" else origin, Span(at, end), entity
                    )
                    yield from (
                        part
                        for part in parts
                        if origin != "apart" or (_describes(part) and not _VERB.search(part.text))
                    )

    def _read(self, origin: str, span: Span, entity: Entity | None) -> list[Part]:
        """The parts of a stretch of text without the person's own name."""
        text, hidden = span.of(self.article.text), list[tuple[int, int]]()
        if entity is not None and entity.type == "person":
            own = self._mentions.get(entity.id, [])
            first = max(0, bisect_left(own, span.start, key=lambda m: m.span.start) - 1)
            for mention in own[first:]:
                if mention.span.start >= span.end:
                    break
                if mention.type == "name":
                    hidden.append((mention.span.start - span.start, mention.span.end - span.start))
            at = text.find(entity.name)
            if at >= 0:
                hidden.append((at, at + len(entity.name)))
        return find_parts(origin, text, span.start, hidden)


def _describes(part: Part) -> bool:
    """Whether words after a name tell what somebody is, rather than what he does."""
    first = part.chunks[0]
    if part.origin == "paren":
        return bool(first.words) and first.words[0].text[:1].isupper()
    if first.link == "leads" or first.link not in {"", "of", "from"}:
        return first.link == "leads"
    opening = first.words[0].lower if first.words else ""
    acts = opening.endswith(("ed", "ing")) or opening in words_of("verbs")
    return part.tag is not None and bool(first.tags) and not acts


def _distinct(parts: Sequence[Part]) -> list[Part]:
    """The parts with each wording once, the one that tells whose by a pronoun ("his lawyer") before others."""
    kept: dict[tuple[tuple[str, str], ...], Part] = {}
    for part in parts:
        key = tuple((chunk.link, " ".join(word.lower for word in chunk.words)) for chunk in part.chunks)
        if part.chunks[0].determiner in _OWNERS and kept.get(key, part).chunks[0].determiner not in _OWNERS:
            kept[key] = part
        kept.setdefault(key, part)
    return list(kept.values())


def _first(spans: Sequence[Span]) -> int | None:
    return spans[0].start if spans else None

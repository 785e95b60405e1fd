"""What the statement rules look at: one article with its parse, its entities, its genre and its quotations."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.annotate.mentions import Naming
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.statements.genre import Genre, find_genre
from onrecord.annotate.statements.quotes import find_quotes
from onrecord.model import Article, Entity, EntityRef, Mention, Reading, Role, Span, cover

__all__ = ["Draft", "Scene", "Taken"]


@dataclass(slots=True)
class Draft:
    """A statement in the making; what isn't known yet is None.

    `paragraph` counts the article's paragraphs, `relay` tells where the text names who quotes it.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    kind: str = "indirect"
    speaker: EntityRef | None = None
    principal: EntityRef | None = None
    channel: str | None = None
    terms: str = "unknown"
    terms_span: Span | None = None
    relayed_by: EntityRef | None = None
    addressee: EntityRef | None = None
    usage: str | None = None
    stance: str | None = None
    outer: "Draft | None" = None
    relay: Span | None = None
    paragraph: int = 0
    heard_sides: Mapping[str, float] | None = None

    @property
    def start(self) -> int:
        """Where its first words stand."""
        return min(span.start for span in (*self.source, *self.cue, *self.content))

    @property
    def cover(self) -> Span:
        """The smallest span that holds all of its words."""
        return cover((*self.source, *self.cue, *self.content))

    @property
    def anchor(self) -> Span:
        """The source, else the cue, else the first of the content: where the speaker is to be looked for."""
        return (self.source or self.cue or self.content)[0]


class Taken:
    """Spans of a text, to be asked whether one of them shares a character with another span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touches(self, span: Span) -> bool:
        """Whether one of the spans shares a character with `span`."""
        after = bisect_left(self._starts, span.end) - 1
        return after >= 0 and self._ends[after] > span.start


@dataclass(slots=True)
class Scene:
    """One article as the rules see it."""

    article: Article
    parse: Parse
    naming: Naming
    quotes: tuple[Span, ...]
    genre: Genre
    entities: dict[str, Entity]
    mentions: list[Mention]
    roles: dict[str, list[Role]]
    lines: list[int]
    outlet_channels: dict[str, str | None] = field(default_factory=dict)
    _mention_starts: list[int] = field(default_factory=list)
    _of_entity: dict[str, list[Mention]] = field(default_factory=dict)
    _at_head: dict[int, Mention] = field(default_factory=dict)
    _in_sentence: dict[int, list[Draft]] = field(default_factory=dict)

    @classmethod
    def of(cls, article: Article, reading: Reading, naming: Naming) -> "Scene":
        """The scene of an article."""
        quotes = find_quotes(article.text, article.fact_spans)
        roles: dict[str, list[Role]] = {}
        for role in naming.roles:
            roles.setdefault(role.entity, []).append(role)
        scene = cls(
            article=article,
            parse=naming.parse_of(article.text, reading),
            naming=naming,
            quotes=quotes,
            genre=find_genre(article, quotes),
            entities={entity.id: entity for entity in naming.entities},
            mentions=sorted(naming.mentions, key=lambda mention: mention.span.start),
            roles=roles,
            lines=_line_starts(article.text),
        )
        scene._mention_starts = [mention.span.start for mention in scene.mentions]
        for mention in scene.mentions:
            if mention.entity is not None:
                scene._of_entity.setdefault(mention.entity, []).append(mention)
        for mention in naming.mentions:
            for head in scene.parse.heads_in(mention.span):
                known = scene._at_head.get(head)
                if known is None or (known.entity is None and mention.entity is not None):
                    scene._at_head[head] = mention
        return scene

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def paragraph_of(self, offset: int) -> int:
        """The number of the paragraph (line) that holds the offset, blank lines not counted."""
        return bisect_right(self.lines, offset)

    def mention_at_head(self, word: int) -> Mention | None:
        """The mention whose governing word is `word`."""
        return self._at_head.get(word)

    def mentions_of(self, entity: str) -> list[Mention]:
        """The mentions of an entity in text order."""
        return self._of_entity.get(entity, [])

    def mentions_in(self, span: Span) -> list[Mention]:
        """The mentions that lie wholly inside `span`, in text order."""
        first = bisect_left(self._mention_starts, span.start)
        last = bisect_left(self._mention_starts, span.end)
        return [mention for mention in self.mentions[first:last] if span.contains(mention.span)]

    def quotes_in(self, span: Span) -> tuple[Span, ...]:
        """The quotations that share a character with a span."""
        first = bisect_right(self.quotes, span.start, key=lambda q: q.end)
        return self.quotes[first : bisect_left(self.quotes, span.end, key=lambda q: q.start)]

    def entity(self, ref: EntityRef | None) -> Entity | None:
        """The entity that a reference names, if it has one."""
        return self.entities.get(ref.entity) if ref and ref.entity else None

    def ref(self, entity: str, span: Span | None = None) -> EntityRef:
        """A reference to an entity by its id."""
        return EntityRef(entity, self.entities[entity].name, span)

    def role_texts(self, ref: EntityRef | None) -> list[str]:
        """The roles that the article gives an entity, as printed."""
        if ref is None or ref.entity is None:
            return []
        return [role.role for role in self.roles.get(ref.entity, ())]

    def place(self, drafts: Sequence[Draft]) -> None:
        """Note which statements stand in which sentence, for `near` and `frame`."""
        self._in_sentence = {}
        for draft in drafts:
            for sentence in self.sentences_of(draft.cover):
                self._in_sentence.setdefault(sentence, []).append(draft)

    def near(self, span: Span) -> list[Draft]:
        """The statements placed that stand in the sentences of a span, in the order in which they were placed."""
        found = {id(d): d for sentence in self.sentences_of(span) for d in self._in_sentence.get(sentence, ())}
        return list(found.values())

    def sentences_of(self, span: Span) -> range:
        """The numbers of the sentences that share a character with a span."""
        starts, ends = self.parse.sentence_bounds
        first = bisect_right(ends, span.start)
        return range(first, max(first, bisect_left(starts, span.end)))

    def frame(self, draft: Draft, bounds: Span) -> str:
        """The words of a statement's `frame_bounds` less all contents and less what other cues rule."""
        spans = (*draft.source, *draft.cue) or draft.content[:1]
        start, end = bounds.start, bounds.end
        drafts = self.near(bounds)
        own = cover(spans)
        # Where the statement lies in another's content its frame does, too.
        hidden = [s for other in drafts for s in other.content if other is draft or not s.contains(own)]
        if draft.terms_span is not None:
            hidden.append(draft.terms_span)
        hidden += [q for q in self.quotes_in(bounds) if not any(q.contains(span) for span in spans)]
        chars = list(self.text[start:end])
        for span in hidden:
            low, high = max(start, span.start), min(end, span.end)
            if low < high:
                chars[low - start : high - start] = " " * (high - low)
        return " ".join("".join(chars).split())

    def frame_bounds(self, draft: Draft) -> Span | None:
        """Where a statement's sentence or sentences start and end, cut where another's source and cue stand."""
        sentences = [
            self.parse.reading.sentences[i]
            for i in self.sentences_of(cover((*draft.source, *draft.cue) or draft.content[:1]))
        ]
        if not sentences:
            return None
        drafts = self.near(Span(sentences[0].start, sentences[-1].end))
        return Span(*self._clip(draft, drafts, sentences[0].start, sentences[-1].end))

    def _clip(self, draft: Draft, drafts: Sequence[Draft], start: int, end: int) -> tuple[int, int]:
        """Cut a sentence where another statement's words with another source begin or end."""
        here = draft.cue[0] if draft.cue else draft.anchor
        for other in drafts:
            if other is draft or not other.cue or not other.source or other.source == draft.source:
                continue
            there = cover((*other.source, *other.cue))
            if there.overlaps(cover((*draft.source, *draft.cue) or draft.content)):
                continue
            if there.end <= here.start:
                start = max(start, there.end)
            elif there.start >= here.end:
                end = min(end, there.start)
        return start, max(start + 1, end)


def _line_starts(text: str) -> list[int]:
    """Where the lines that aren't blank start."""
    starts = []
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(offset)
        offset += len(line) + 1
    return starts

"""Everything that the page shows, read from the record once, with the look-ups that its parts share."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import (
    Article,
    Basis,
    Copy,
    Correction,
    Entity,
    Happening,
    Ordering,
    Provenance,
    Reject,
    Role,
    Span,
    Topic,
    Utterance,
    When,
)
from onrecord.model.record import Comparison, Position, RecordedEvent, RecordedStatement
from onrecord.present.report.excerpts import choose_excerpts
from onrecord.present.safety import anchor
from onrecord.present.timeline import order_happenings
from onrecord.present.words import clip, day_words, pieces, plain, rule_words, side_names, side_words
from onrecord.store import View

__all__ = ["ArticleRef", "Gathered", "gather"]

_MAX_EXPRESSION_CHARS = 80


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article by its outlet and title, with the anchor of its place on the page."""

    anchor: str
    outlet: str
    title: str
    day: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """The record in memory; articles are in order of publication, undated ones last, statements in text order.

    `numbers` are the statements' within their articles, `places` the articles' in the order of publication.
    `shared_utterances` are told by several statements, `shown_topics` have positions.
    """

    articles: dict[str, Article]
    statements: dict[str, RecordedStatement]
    numbers: dict[str, int]
    events: dict[str, RecordedEvent]
    happenings: dict[str, Happening]
    comparisons: dict[str, Comparison]
    relations: list[Ordering]
    utterances: list[Utterance]
    topics: dict[str, Topic]
    positions: list[Position]
    entities: dict[str, Entity]
    roles: list[Role]
    copies: list[Copy]
    rejects: list[Reject]
    corrections: list[Correction]
    provenance: list[Provenance]
    sides: dict[str, str]
    refs: dict[str, ArticleRef]
    places: dict[str, int]
    shared_utterances: frozenset[str]
    shown_topics: frozenset[str]
    quotes_only: bool
    excerpts: dict[str, list[Span]]
    left_out: frozenset[str]

    def side(self, side: str) -> str:
        """A side in words."""
        return side_words(side, self.sides)

    def words(self, article: str, spans: Iterable[Span]) -> str:
        """The words of an article at `spans`."""
        return pieces(self.articles[article].text, spans)

    def basis(self, when: When, article: str | None) -> str:
        """What the bounds of `when` rest on, in words; `article` is where its expression stands."""
        basis = when.basis
        if basis is None:
            return ""
        parts = []
        if basis.span is not None and article in self.articles:
            parts.append(f"from “{clip(self.words(article, (basis.span,)), _MAX_EXPRESSION_CHARS)}”")
        anchored = self._anchor(basis, article)
        if anchored:
            parts.append(f"counted from {anchored}")
        parts.append(rule_words(when))
        return "; ".join(filter(None, parts))

    def _anchor(self, basis: Basis, article: str | None) -> str:
        place = basis.anchor_article or article
        if basis.anchor_span is not None and place in self.articles:
            if place == article and basis.span is not None and basis.span.contains(basis.anchor_span):
                return ""  # "6 to 8 May" is counted from its own "6"
            words = f"“{clip(self.words(place, (basis.anchor_span,)), _MAX_EXPRESSION_CHARS)}”"
            return words if basis.anchor_article in (None, article) else f"{words} in {self.refs[place].outlet}"
        if basis.anchor_field == "published":
            return "the day of publication"
        return plain(basis.anchor_field) if basis.anchor_field else ""


def gather(view: View, *, quotes_only: bool) -> Gathered:
    """Read the whole record in one state."""
    with view.snapshot():
        statements = {found.id: found for found in view.iter_statements()}
        relations = view.relations()
        entities = {entity.id: entity for entity in view.entities()}
        articles = sorted(view.iter_articles(), key=_publication_order)
        utterances = view.utterances()
        positions = view.positions()
        excerpts, left_out = _choose_excerpts(articles, statements.values()) if quotes_only else ({}, frozenset())
        return Gathered(
            articles={article.id: article for article in articles},
            statements=statements,
            numbers=_number(statements.values()),
            events={found.id: found for found in view.iter_events()},
            happenings={found.id: found for found in order_happenings(view.happenings(), relations)},
            comparisons={found.happening.id: found for found in view.comparisons()},
            relations=relations,
            utterances=utterances,
            topics={topic.id: topic for topic in view.topics()},
            positions=positions,
            entities=entities,
            roles=view.roles(),
            copies=view.copies(),
            rejects=view.rejects(),
            corrections=view.corrections(),
            provenance=view.provenance(),
            sides=side_names(entities.values()),
            refs={article.id: _ref(article) for article in articles},
            places={article.id: at for at, article in enumerate(articles)},
            shared_utterances=frozenset(found.id for found in utterances if len(found.statements) > 1),
            shown_topics=frozenset(position.topic.id for position in positions),
            quotes_only=quotes_only,
            excerpts=excerpts,
            left_out=left_out,
        )


def _choose_excerpts(
    articles: Iterable[Article], statements: Iterable[RecordedStatement]
) -> tuple[dict[str, list[Span]], frozenset[str]]:
    """The places that a page of quotes only shows of each article, and the statements whose words it leaves out."""
    said: dict[str, list[RecordedStatement]] = {}
    for found in statements:
        said.setdefault(found.article, []).append(found)
    chosen = {article.id: choose_excerpts(article.text, said.get(article.id, ())) for article in articles}
    places = {article: spans for article, (spans, _) in chosen.items()}
    return places, frozenset().union(*(left_out for _, left_out in chosen.values()))


def _number(statements: Iterable[RecordedStatement]) -> dict[str, int]:
    """Each statement's number within its article, from 1, in text order."""
    counts: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for found in statements:
        counts[found.article] = counts.get(found.article, 0) + 1
        numbers[found.id] = counts[found.article]
    return numbers


def _ref(article: Article) -> ArticleRef:
    published = article.publication
    first = published.earliest
    day = "no date" if first is None else day_words(first) if published.day else f"on or after {day_words(first)}"
    if first is None and published.latest is not None:
        day = f"on or before {day_words(published.latest)}"
    return ArticleRef(
        anchor=anchor("article", article.id),
        outlet=article.publisher or "outlet not known",
        title=article.title or article.id,
        day=day,
    )


def _publication_order(article: Article) -> tuple[bool, str, str]:
    first = article.publication.earliest or article.publication.latest
    return (first is None, first.isoformat() if first else "", article.id)

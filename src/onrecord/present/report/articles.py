"""An article as the page shows it: its text with what is said in it marked, or excerpts around the quotes."""

from dataclasses import dataclass

from onrecord.model import Article
from onrecord.model.record import RecordedEvent, RecordedStatement
from onrecord.present.report.excerpts import CONTEXT_CHARS
from onrecord.present.report.gathered import ArticleRef, Gathered
from onrecord.present.report.marks import Block, Layer, Opening, cut_text, paragraphs, windows
from onrecord.present.report.statements import StatementView, place_anchor, show_statement
from onrecord.present.safety import anchor

__all__ = ["ArticleView", "show_article"]

ROLE_WORDS = {
    "headline": "headline",
    "body": "",
    "dateline": "dateline",
    "byline": "byline",
    "caption": "caption",
    "credit": "credit",
    "related": "related story",
    "promo": "promotion",
    "boilerplate": "page furniture",
    "excerpt": "",
    "": "outside all passages",
}


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article in words; `blocks` are all its paragraphs, or excerpts on a page of quotes only."""

    ref: ArticleRef
    id: str
    url: str
    byline: str
    published: str
    repeats: tuple[tuple[str, ArticleRef], ...]
    blocks: tuple[Block, ...]
    statements: tuple[StatementView, ...]
    left_out: int


def show_article(
    article: Article,
    statements: list[RecordedStatement],
    events: list[RecordedEvent],
    record: Gathered,
) -> ArticleView:
    """One article with its statements; events get places that links can lead to."""
    places = paragraphs(article.text, article.passages)
    left_out = 0
    if record.quotes_only:
        places = windows(article.text, record.excerpts[article.id], CONTEXT_CHARS)
        left_out = sum(found.id in record.left_out for found in statements)
    published = article.publication
    return ArticleView(
        ref=record.refs[article.id],
        id=article.id,
        url=article.url or "",
        byline=article.byline or "",
        published={"stated": "stated", "inferred": "inferred from the article", "open": ""}.get(published.status, ""),
        repeats=tuple((copy.kind, record.refs[copy.of]) for copy in record.copies if copy.article == article.id),
        blocks=tuple(
            cut_text(article.text, places, _layers(statements, events, record), _openings(statements, events, record))
        ),
        statements=tuple(show_statement(found, record) for found in statements),
        left_out=left_out,
    )


def _layers(statements: list[RecordedStatement], events: list[RecordedEvent], record: Gathered) -> list[Layer]:
    layers = []
    for found in statements:
        number = record.numbers[found.id]
        for kind in ("source", "cue", "content"):
            layers += [Layer(span, kind, number) for span in getattr(found.statement, kind)]
    layers += [Layer(span, "trigger") for found in events for span in found.event.trigger]
    return layers


def _openings(statements: list[RecordedStatement], events: list[RecordedEvent], record: Gathered) -> list[Opening]:
    openings = []
    for found in statements:
        spans = found.statement.content or found.statement.source or found.statement.cue
        if spans:
            number, back = record.numbers[found.id], anchor("say", found.id)
            openings.append(Opening(spans[0].start, place_anchor(found.id), number, back))
    openings += [Opening(found.event.trigger[0].start, place_anchor(found.id)) for found in events]
    return openings

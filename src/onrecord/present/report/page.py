"""The whole page as one value, made from the record."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.model import Happening, Ordering, Utterance
from onrecord.model.record import RecordedEvent, RecordedStatement
from onrecord.present.report.align import Change, align_words
from onrecord.present.report.articles import ArticleView, show_article
from onrecord.present.report.figure import Figure, draw_timeline
from onrecord.present.report.gathered import ArticleRef, Gathered, gather
from onrecord.present.report.happenings import HappeningView, show_happening
from onrecord.present.report.speakers import SpeakerView, Unresolved, list_speakers, list_unresolved
from onrecord.present.report.statements import StatementView, place_anchor, show_statement
from onrecord.present.safety import anchor
from onrecord.present.timeline import has_date
from onrecord.present.words import clip, count_words, day_words, plain, terms_words
from onrecord.store import View

__all__ = ["Page", "build_page"]

_MAX_DRAWN = 60
"""More marks than this make no readable figure; the table under it holds all."""
_MAX_PER_POSITION = 60
_MAX_REJECTS = 200
_MAX_FORM_CHARS = 400
_REVERSED = {"before": "after", "after": "before", "during": "around"}


@dataclass(frozen=True, slots=True)
class Summary:
    """What the record holds, in numbers."""

    facts: tuple[tuple[str, str], ...]
    terms: tuple[tuple[str, int], ...]
    channels: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """One report's form of an utterance, against the longest."""

    article: ArticleRef
    place: str
    changes: tuple[Change, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UtteranceView:
    """The same words of one speaker in several reports."""

    anchor: str
    speaker: str
    longest: str
    forms: tuple[FormView, ...]


@dataclass(frozen=True, slots=True)
class SidePosition:
    """One side's words on a topic, in the order in which they were said."""

    side: str
    statements: tuple[StatementView, ...]
    n_left_out: int


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic with each side's position on it."""

    anchor: str
    name: str
    sides: tuple[SidePosition, ...]


@dataclass(frozen=True, slots=True)
class RejectView:
    """What was refused and why."""

    article: str
    ref: ArticleRef | None
    stage: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a filter: what it is called, what it matches."""

    words: str
    value: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of statements can be narrowed to."""

    speakers: tuple[Choice, ...]
    sides: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    terms: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the templates need."""

    quotes_only: bool
    summary: Summary
    figure: Figure
    happenings: tuple[HappeningView, ...]
    dated: tuple[HappeningView, ...]
    undated: tuple[HappeningView, ...]
    told_once: tuple[HappeningView, ...]
    happening_views: dict[str, HappeningView]
    topics: tuple[TopicView, ...]
    speakers: tuple[SpeakerView, ...]
    unresolved: tuple[Unresolved, ...]
    utterances: tuple[UtteranceView, ...]
    filters: Filters
    articles: tuple[ArticleView, ...]
    rejects: tuple[RejectView, ...]
    n_rejects: int
    corrections: tuple[tuple[str, ...], ...]
    provenance: tuple[tuple[str, ...], ...]


def build_page(view: View, *, quotes_only: bool) -> Page:
    """Read the record and put everything that the page shows into words."""
    record = gather(view, quotes_only=quotes_only)
    views = dict(zip(record.happenings, _happenings(record), strict=True))
    is_dated = {happening.id: has_date(happening) for happening in record.happenings.values()}
    speakers = list_speakers(record)
    return Page(
        quotes_only=quotes_only,
        summary=_summary(record),
        figure=draw_timeline(_drawn(record)),
        happenings=tuple(views.values()),
        dated=tuple(view for happening, view in views.items() if is_dated[happening]),
        undated=tuple(view for happening, view in views.items() if not is_dated[happening]),
        told_once=tuple(view for view in views.values() if view.is_told_once),
        happening_views=views,
        topics=tuple(_topics(record)),
        speakers=tuple(speakers),
        unresolved=tuple(list_unresolved(record)),
        utterances=tuple(
            _utterance(found, record) for found in record.utterances if found.id in record.shared_utterances
        ),
        filters=_filters(record, speakers),
        articles=tuple(_articles(record)),
        rejects=tuple(_rejects(record)),
        n_rejects=len(record.rejects),
        corrections=tuple(
            (c.at, c.who, c.action, c.target, f"{c.field or ''} {c.new or ''}".strip(), c.why, "undone" * c.undone)
            for c in record.corrections
        ),
        provenance=tuple((p.component, p.version, p.table, p.model or "no model") for p in record.provenance),
    )


def _drawn(record: Gathered) -> list[Happening]:
    """The happenings for the figure: all, or those that most reports tell when they are too many to draw."""
    dated = [happening for happening in record.happenings.values() if has_date(happening)]
    ranked = sorted(dated, key=lambda h: (-len(h.articles), -len(h.events), h.id))
    chosen = {happening.id for happening in ranked[:_MAX_DRAWN]}
    return [happening for happening in dated if happening.id in chosen]


def _summary(record: Gathered) -> Summary:
    articles = record.articles.values()
    days = [a.publication.day for a in articles if a.publication.day]
    said = [found.statement for found in record.statements.values()]
    n_undated = len(articles) - len(days)
    published = f"{day_words(min(days))} to {day_words(max(days))}" if days else "no known days"
    if n_undated:
        published += f"; {count_words(n_undated, 'article')} without a known day"
    n_shared = sum(len(happening.articles) > 1 for happening in record.happenings.values())
    outlets = {article.publisher for article in articles if article.publisher}
    facts = (
        ("Articles", f"{len(articles):,}"),
        ("Outlets", f"{len(outlets):,}"),
        ("Published", published),
        ("Statements", f"{len(said):,}"),
        ("Happenings", f"{len(record.happenings):,}, {n_shared:,} of them in several reports"),
        ("Topics", f"{len(record.topics):,}"),
    )
    return Summary(
        facts=facts,
        terms=_count(terms_words(statement.terms) for statement in said),
        channels=_count(plain(statement.channel or "not told") for statement in said),
    )


def _count(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _happenings(record: Gathered) -> Iterator[HappeningView]:
    order: dict[str, list[tuple[str, str, int]]] = {}
    for at, relation in enumerate(record.relations):
        order.setdefault(relation.happening, []).append((relation.relation, relation.other, at))
        order.setdefault(relation.other, []).append((_reversed(relation), relation.happening, at))
    for happening in record.happenings.values():
        yield show_happening(happening, record, order.get(happening.id, ()))


def _reversed(relation: Ordering) -> str:
    return _REVERSED.get(relation.relation, relation.relation)


def _topics(record: Gathered) -> Iterator[TopicView]:
    sides: dict[str, list[SidePosition]] = {}
    for position in record.positions:
        shown = tuple(show_statement(found, record) for found in position.statements[:_MAX_PER_POSITION])
        left_out = len(position.statements) - len(shown)
        sides.setdefault(position.topic.id, []).append(SidePosition(record.side(position.side), shown, left_out))
    for topic, positions in sides.items():
        yield TopicView(anchor("topic", topic), record.topics[topic].name, tuple(positions))


def _utterance(found: Utterance, record: Gathered) -> UtteranceView:
    speaker = record.entities.get(found.speaker)
    longest = _form(found.longest, record)
    forms = []
    for variant in found.variants:
        if variant.statement in record.statements:
            text = _form(variant.text, record)
            is_reworded = "translated" in variant.changes
            forms.append(
                FormView(
                    article=record.refs[record.statements[variant.statement].article],
                    place=place_anchor(variant.statement),
                    changes=(Change("same", text),) if is_reworded else align_words(longest, text),
                    remarks=tuple(
                        {"translated": "other wording, as in a translation"}.get(c, c) for c in variant.changes
                    ),
                )
            )
    return UtteranceView(
        anchor=anchor("utterance", found.id),
        speaker=speaker.name if speaker else record.side(found.speaker),
        longest=longest,
        forms=tuple(forms),
    )


def _form(text: str, record: Gathered) -> str:
    """A form of an utterance on one line; shortened on a page of quotes only."""
    return clip(text, _MAX_FORM_CHARS if record.quotes_only else len(text))


def _filters(record: Gathered, speakers: list[SpeakerView]) -> Filters:
    said = [found.statement for found in record.statements.values()]
    unresolved = (Choice("not resolved", "speaker-unresolved"),) if any(s.speaker is None for s in said) else ()
    by_name = sorted(speakers, key=lambda view: (view.name, view.anchor))
    sides = sorted((record.side(side), side) for side in {s.side for s in said if s.side})
    topics = sorted((topic.name, anchor("topic", topic.id)) for topic in record.topics.values())
    return Filters(
        speakers=(*(Choice(view.name, view.anchor) for view in by_name), *unresolved),
        sides=tuple(Choice(words, side) for words, side in sides),
        topics=tuple(Choice(name, value) for name, value in topics),
        terms=tuple(Choice(terms_words(terms), terms) for terms in sorted({s.terms for s in said})),
    )


def _articles(record: Gathered) -> Iterator[ArticleView]:
    statements: dict[str, list[RecordedStatement]] = {}
    events: dict[str, list[RecordedEvent]] = {}
    for found in record.statements.values():
        statements.setdefault(found.article, []).append(found)
    for event in record.events.values():
        events.setdefault(event.article, []).append(event)
    for article in record.articles.values():
        yield show_article(article, statements.get(article.id, []), events.get(article.id, []), record)


def _rejects(record: Gathered) -> Iterator[RejectView]:
    for reject in record.rejects[:_MAX_REJECTS]:
        ref = record.refs.get(reject.article)
        yield RejectView(reject.article, ref, plain(reject.stage), plain(reject.reason), clip(reject.detail, 300))

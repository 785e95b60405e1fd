"""A happening as the page shows it: its reports, where they differ, and the sides' accounts side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Account, Actor, Happening, Reported, When, cover
from onrecord.model.record import Comparison, RecordedEvent
from onrecord.model.rows import normalise_words
from onrecord.present.parties import absence_words, iter_points, split_parties, unplaced_words
from onrecord.present.report.gathered import ArticleRef, Gathered
from onrecord.present.report.statements import Link, StatementView, place_anchor, show_statement
from onrecord.present.safety import anchor
from onrecord.present.words import (
    MATCH_WORDS,
    clip,
    count_words,
    day_words,
    difference_words,
    plain,
    status_mark,
    status_words,
    when_prose,
)

__all__ = ["HappeningView", "Row", "show_happening"]

_CONTEXT_CHARS = 70
_QUOTED = frozenset({"amount", "count", "duration"})  # conflicts whose values are the reports' own words
_MAX_TRIGGER_CHARS = 160


@dataclass(frozen=True, slots=True)
class ReportView:
    """What one article tells of a happening: the words with their neighbours, whose voice, when, what status."""

    article: ArticleRef
    place: str
    before: str
    words: str
    after: str
    voice: Link | None
    when: str
    status: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value that some reports give, with the places where they give it and, of a count that rose, since when."""

    value: str
    places: tuple[Link, ...]
    day: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """What reports differ on, or what a count rose to; `quoted` whether the values are words of theirs."""

    words: str
    quoted: bool
    values: tuple[ValueView, ...]
    is_growth: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A statement, and the others that have the same words of the same speaker."""

    first: StatementView
    others: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One side's words on one point; `absence` is what stands there when it has none."""

    side: str
    own_words: tuple[Told, ...]
    paraphrase: tuple[Told, ...]
    absence: str


@dataclass(frozen=True, slots=True)
class Row:
    """One point of the accounts, with what tells whether they agree on it."""

    topic: str
    match: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AccountsView:
    """The accounts of some sides; `notes` tell of statements that may belong to one and are in none."""

    sides: tuple[str, ...]
    channels: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HappeningView:
    """A happening in words; `accounts` are those of its parties, `others` those of third parties."""

    anchor: str
    title: str
    mark: str
    status: str
    kind: str
    when: str
    basis: str
    who: str
    told: str
    is_told_once: bool
    reports: tuple[ReportView, ...]
    history: tuple[tuple[str, ArticleRef], ...]
    conflicts: tuple[ConflictView, ...]
    order: tuple[tuple[str, Link, ArticleRef | None, str], ...]
    accounts: AccountsView | None
    others: AccountsView | None


def show_happening(happening: Happening, record: Gathered, order: Iterable[tuple[str, str, int]]) -> HappeningView:
    """One happening in words; `order` lists (relation, other happening, place in `record.relations`)."""
    events = [record.events[event] for event in happening.events if event in record.events]
    comparison = record.comparisons.get(happening.id)
    own, others = split_parties(comparison) if comparison else ([], [])
    has_more = bool(comparison or happening.conflicts or happening.form or len(happening.articles) > 1)
    return HappeningView(
        anchor=anchor("happening", happening.id),
        title=happening.title,
        mark=status_mark(happening.status),
        status=status_words(happening.status),
        kind=", ".join(plain(word).lower() for word in (happening.form, happening.root) if word),
        when=when_prose(happening.when),
        basis=record.basis(happening.when, _article_of_basis(happening.when, events)),
        who=", ".join(_actor(actor) for actor in happening.participants or _actors(events)),
        told=_told(happening, record),
        is_told_once=not has_more,
        reports=tuple(_report(event, record) for event in sorted(events, key=lambda e: _article_place(e, record))),
        history=tuple(_history(happening, record)),
        conflicts=tuple(
            ConflictView(
                "The count rose"
                if conflict.field == "count"
                else f"Reports differ on {difference_words(conflict.field)}",
                conflict.field in _QUOTED,
                tuple(_values(conflict.values, record)),
                conflict.field == "count",
            )
            for conflict in happening.conflicts
        ),
        order=tuple(_order(order, record)),
        accounts=_accounts(comparison, own, record) if comparison and own else None,
        others=_accounts(comparison, others, record) if comparison and others else None,
    )


def _accounts(comparison: Comparison, sides: list[str], record: Gathered) -> AccountsView | None:
    statements = {found.id: found for found in comparison.statements}
    columns = [comparison.sides.index(side) for side in sides]
    channels: list[list[str]] = [[] for _ in sides]
    rows = []
    for topics, point in iter_points(comparison):
        accounts = [account for column in columns for account in point.cells[column]]
        if not accounts:
            continue
        cells = []
        for at, column in enumerate(columns):
            for account in point.cells[column]:
                channels[at] += [plain(channel) for channel in account.channels if plain(channel) not in channels[at]]
            told = dict.fromkeys(s for account in point.cells[column] for s in account.statements if s in statements)
            shown = list(_once(show_statement(statements[s], record) for s in told))
            cells.append(
                Cell(
                    side=record.side(sides[at]),
                    own_words=tuple(told for told in shown if not told.first.is_paraphrase),
                    paraphrase=tuple(told for told in shown if told.first.is_paraphrase),
                    absence=absence_words(comparison, sides[at]),
                )
            )
        rows.append(Row(topics, _match(accounts), tuple(cells)))
    return AccountsView(
        sides=tuple(record.side(side) for side in sides),
        channels=tuple(", ".join(c) for c in channels),
        rows=tuple(rows),
        notes=tuple(unplaced_words(comparison, sides)),
    )


def _once(shown: Iterable[StatementView]) -> Iterable[Told]:
    """Statements with the same words of the same speaker, as copies have them, taken together."""
    groups: dict[tuple[str, str], list[StatementView]] = {}
    for statement in shown:
        groups.setdefault((normalise_words(statement.words), statement.speaker), []).append(statement)
    return (Told(many[0], tuple(many[1:])) for many in groups.values())


def _match(accounts: list[Account]) -> str:
    found = {account.match for account in accounts}
    return next((MATCH_WORDS[match] for match in ("differs", "both", "one_side") if match in found), "")


def _article_of_basis(when: When, events: list[RecordedEvent]) -> str | None:
    """The article in which the happening's time stands: that of the event that it was taken from."""
    return next((event.article for event in events if event.event.when.basis == when.basis), None)


def _actors(events: list[RecordedEvent]) -> list[Actor]:
    """Who acts and who is acted on, each once, where a happening has no participants of its own."""
    found: dict[str, Actor] = {}
    for event in events:
        for actor in (*event.event.actors, *event.event.recipients):
            found.setdefault(actor.entity or actor.text, actor)
    return list(found.values())[:6]


def _actor(actor: Actor) -> str:
    return f"{actor.text} ({actor.code})" if actor.code else actor.text


def _told(happening: Happening, record: Gathered) -> str:
    outlets = {record.refs[article].outlet for article in happening.articles if article in record.refs}
    reports = count_words(len(happening.articles), "report")
    if len(happening.articles) == 1:
        return f"1 report ({', '.join(outlets)})"
    independent = count_words(happening.independent_sources, "independent source")
    return f"{reports}, {count_words(len(outlets), 'outlet')}, {independent}"


def _history(happening: Happening, record: Gathered) -> Iterable[tuple[str, ArticleRef]]:
    """Each status with the first report that gives it, as often as it changes."""
    before = None
    for status, article in happening.status_history:
        if article in record.refs and status != before:
            yield status_words(status), record.refs[article]
            before = status


def _article_place(event: RecordedEvent, record: Gathered) -> tuple[int, int]:
    return (record.places[event.article], event.event.trigger[0].start)


def _report(found: RecordedEvent, record: Gathered) -> ReportView:
    event = found.event
    text = record.articles[found.article].text
    span = cover(event.trigger)
    voice = event.statement or event.performed_by
    link = None
    if voice in record.statements:
        speaker = record.statements[voice].statement.speaker
        link = Link(speaker.name if speaker else "an unresolved source", place_anchor(voice))
    details = [f"length: {event.duration.text}"] if event.duration else []
    details += [amount.text for amount in event.amounts]
    if event.background:
        details.append("told as background")
    return ReportView(
        article=record.refs[found.article],
        place=place_anchor(found.id),
        before=_before(text, span.start),
        words=clip(span.of(text), _MAX_TRIGGER_CHARS),
        after=_after(text, span.end),
        voice=link,
        when=when_prose(event.when),
        status=f"{status_mark(event.status)} {status_words(event.status)}",
        details=tuple(details),
    )


def _before(text: str, start: int) -> str:
    """The words before a trigger, back to its paragraph's beginning or a few words."""
    words = text[max(0, start - _CONTEXT_CHARS) : start].rsplit("\n", 1)[-1]
    if len(words) == _CONTEXT_CHARS and " " in words.strip():
        words = "…" + words.split(" ", 1)[1]
    return words


def _after(text: str, end: int) -> str:
    words = text[end : end + _CONTEXT_CHARS].split("\n", 1)[0]
    if len(words) == _CONTEXT_CHARS and " " in words.strip():
        words = words.rsplit(" ", 1)[0] + "…"
    return words


def _values(values: Iterable[Reported], record: Gathered) -> Iterable[ValueView]:
    for value in values:
        places = []
        for event in value.events:
            if event in record.events:
                outlet = record.refs[record.events[event].article].outlet
                places.append(Link(outlet, place_anchor(event)))
        for statement in value.statements:
            if statement in record.statements:
                found = record.statements[statement]
                speaker = found.statement.speaker.name if found.statement.speaker else "unresolved"
                places.append(Link(f"{speaker} in {record.refs[found.article].outlet}", place_anchor(statement)))
        yield ValueView(value.value, tuple(places), day_words(value.day) if value.day else "")


def _order(
    order: Iterable[tuple[str, str, int]], record: Gathered
) -> Iterable[tuple[str, Link, ArticleRef | None, str]]:
    for relation, other, at in order:
        if other in record.happenings:
            told = record.relations[at]
            words = ""
            if told.span is not None and told.article in record.articles:
                words = clip(told.span.of(record.articles[told.article].text), _MAX_TRIGGER_CHARS)
            link = Link(record.happenings[other].title, anchor("happening", other))
            yield relation, link, record.refs.get(told.article), words

"""Readable tables of a record for the terminal; one function a table, each to plain strings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model import Happening, Span
from onrecord.model.record import Comparison, RecordedStatement
from onrecord.present.words import NOT_HERE, STATUS_MARKS, clip, said_by, when_words
from onrecord.store import View

__all__ = ["TABLES", "Table", "comparison_table", "hits_table"]

_MAX_CELL_CHARS = 240


@dataclass(frozen=True, slots=True)
class Table:
    """A table of strings: its title, the columns' heads, the rows, and remarks below."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


Wanted = Mapping[str, Any]


def timeline_table(view: View, wanted: Wanted) -> Table:
    """Happenings in the order of their days; those without a first day come last."""
    rows = tuple(_happening_row(happening) for happening in view.timeline(**wanted))
    return Table("Timeline", ("When", "Status", "What", "Reports", "Independent", "Id"), rows)


def _happening_row(happening: Happening) -> tuple[str, ...]:
    status = happening.status
    what = happening.title
    if happening.conflicts:
        what += " — reports differ on " + ", ".join(sorted({c.field for c in happening.conflicts}))
    return (
        when_words(happening.when),
        f"{STATUS_MARKS.get(status, '●')} {status.replace('_', ' ')}",
        what,
        str(len(happening.articles)),
        str(happening.independent_sources),
        happening.id,
    )


def happenings_table(view: View, wanted: Wanted) -> Table:
    """Happenings with who took part and what reports differ on."""
    rows = []
    for happening in view.timeline(**wanted):
        conflicts = [f"{c.field}: " + " / ".join(r.value for r in c.values) for c in happening.conflicts]
        rows.append(
            (
                happening.id,
                happening.title,
                ", ".join(actor.text for actor in happening.participants),
                when_words(happening.when),
                " → ".join(status for status, _ in happening.status_history) or happening.status,
                "; ".join(conflicts),
            )
        )
    return Table("Happenings", ("Id", "What", "Who", "When", "Status", "Reports differ"), tuple(rows))


def statements_table(view: View, wanted: Wanted) -> Table:
    """Who said what, on what terms."""
    texts = {article.id: article.text for article in view.iter_articles()}
    rows = tuple(_statement_row(found, texts[found.article]) for found in view.iter_statements(**wanted))
    columns = ("Said", "Speaker", "Side", "Terms", "Channel", "Words", "Article", "Id")
    return Table("Statements", columns, rows)


def _statement_row(found: RecordedStatement, text: str) -> tuple[str, ...]:
    statement = found.statement
    usage = {"term": "term: ", "not_used": "word not used: "}.get(statement.usage or "", "")
    return (
        when_words(statement.said),
        said_by(statement, _words(text, statement.source)),
        statement.side or "",
        statement.terms,
        statement.channel or "",
        usage + clip(found.text, _MAX_CELL_CHARS),
        found.article,
        found.id,
    )


def _words(text: str, spans: Iterable[Span]) -> str:
    return " ".join(span.of(text) for span in spans)


def utterances_table(view: View, wanted: Wanted) -> Table:
    """The same words of one speaker in several reports."""
    rows = tuple(
        (u.speaker, str(len(u.statements)), clip(u.longest, _MAX_CELL_CHARS), "; ".join(_variants(u.variants)), u.id)
        for u in view.utterances(**wanted)
    )
    return Table("Utterances", ("Speaker", "Reports", "Longest form", "Other forms", "Id"), rows)


def _variants(variants: Iterable[Any]) -> Iterable[str]:
    return (f"{', '.join(v.changes)}: {clip(v.text, 120)}" for v in variants if v.changes)


def positions_table(view: View, wanted: Wanted) -> Table:
    """Each side's words on each topic, in the order in which they were said."""
    rows = tuple(
        (position.topic.name, position.side, when_words(s.statement.said), clip(s.text, _MAX_CELL_CHARS), s.article)
        for position in view.positions(**wanted)
        for s in position.statements
    )
    return Table("Positions", ("Topic", "Side", "Said", "Words", "Article"), rows)


def events_table(view: View, wanted: Wanted) -> Table:
    """Who did what to whom, as one article tells it."""
    rows = []
    for found in view.iter_events(**wanted):
        event = found.event
        voice = "statement" if event.statement else "reporter"
        rows.append(
            (
                when_words(event.when),
                event.root or "",
                ", ".join(_actor(a.text, a.code) for a in event.actors),
                found.text,
                ", ".join(_actor(a.text, a.code) for a in event.recipients),
                event.status,
                "; ".join(amount.text for amount in event.amounts),
                voice,
                found.article,
                found.id,
            )
        )
    columns = ("When", "Category", "Actor", "Words", "Recipient", "Status", "Amounts", "Voice", "Article", "Id")
    return Table("Events", columns, tuple(rows))


def _actor(text: str, code: str | None) -> str:
    return f"{text} ({code})" if code else text


def entities_table(view: View, wanted: Wanted) -> Table:
    """People, organisations, countries and unnamed speakers, with the roles that articles give them."""
    speaker = (wanted.get("speaker") or "").casefold()
    roles: dict[str, list[str]] = {}
    for role in view.roles():
        if role.role not in roles.setdefault(role.entity, []):
            roles[role.entity].append(role.role)
    rows = tuple(
        (
            e.name,
            e.type,
            e.country or "",
            e.sector or "",
            "; ".join(roles.get(e.id, [])[:4]),
            ", ".join(e.aliases),
            e.id,
        )
        for e in sorted(view.entities(), key=lambda e: (e.type, e.name, e.id))
        if speaker in e.name.casefold()
    )
    return Table("Entities", ("Name", "Type", "Country", "Sector", "Roles", "Also", "Id"), rows)


TABLES: dict[str, Callable[[View, Wanted], Table]] = {
    "timeline": timeline_table,
    "happenings": happenings_table,
    "statements": statements_table,
    "utterances": utterances_table,
    "positions": positions_table,
    "events": events_table,
    "entities": entities_table,
}
"""What `onrecord show` can print, by name."""


def comparison_table(comparison: Comparison, texts: Mapping[str, str]) -> Table:
    """The sides' accounts of one happening: a column a side, a row a point."""
    statements = {s.id: s for s in comparison.statements}
    topics = {topic.id: topic.name for topic in comparison.topics}
    rows = []
    for point in comparison.points:
        cells = []
        for accounts in point.cells:
            told = [_told(statements[i], texts) for account in accounts for i in account.statements if i in statements]
            cells.append("\n".join(told) or NOT_HERE)
        rows.append((topics.get(point.topic or "", point.topic or "other"), *cells))
    notes = []
    for conflict in comparison.happening.conflicts:
        values = " / ".join(f"{r.value} ({len(r.events) + len(r.statements)} told)" for r in conflict.values)
        notes.append(f"Reports differ on {conflict.field}: {values}")
    title = f"{comparison.happening.title}, {when_words(comparison.happening.when)}"
    return Table(title, ("Point", *comparison.sides), tuple(rows), tuple(notes))


def _told(found: RecordedStatement, texts: Mapping[str, str]) -> str:
    statement = found.statement
    manner = "" if statement.kind != "indirect" else " (paraphrase)"
    who = said_by(statement, _words(texts[found.article], statement.source))
    return f"{clip(found.text, _MAX_CELL_CHARS)}{manner} — {who} [{found.article}]"


def hits_table(view: View, query: str, wanted: Wanted) -> Table:
    """What a search finds, with the words around it."""
    rows = tuple(
        (hit.table, hit.article, clip(hit.snippet, _MAX_CELL_CHARS), hit.id) for hit in view.search(query, **wanted)
    )
    return Table(f"Search: {query}", ("In", "Article", "Words", "Id"), rows)

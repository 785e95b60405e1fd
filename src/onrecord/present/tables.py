"""What the terminal prints of a record: tables where columns are short, listings where words run on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model import Article, Happening, Utterance
from onrecord.model.record import Comparison, RecordedEvent, RecordedStatement
from onrecord.present.parties import absence_words, iter_points, split_parties, unplaced_words
from onrecord.present.timeline import order_happenings
from onrecord.present.words import (
    MATCH_WORDS,
    THIRD_ONLY,
    article_label,
    clip,
    conflict_words,
    count_words,
    difference_words,
    pieces,
    plain,
    said_by,
    status_mark,
    status_words,
    terms_words,
    when_words,
)
from onrecord.store import View

__all__ = ["TABLES", "Entry", "Group", "Listing", "Table", "comparison_table", "hits_table", "statement_entry"]

_MAX_WORDS_CHARS = 400
_MAX_CELL_CHARS = 240
_MAX_GAP_CHARS = 40  # between a cue and its content: "urged Brevia to leave"
# A clause follows these.
_PLAIN_CUES = frozenset({"said", "says", "say", "told", "tells", "added", "adds", "wrote", "writes"})
_CLAUSE_OPENERS = ("that ", "whether ", "if ", "how ", "why ", "what ")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of strings: its title, the columns' heads, the rows, and remarks below."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a listing: what leads it, the lines under it, and its id."""

    head: str
    lines: tuple[str, ...]
    id: str


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading, which is "" where there is only one group."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Groups of entries with a title and remarks below."""

    title: str
    groups: tuple[Group, ...]
    notes: tuple[str, ...] = ()


Wanted = Mapping[str, Any]


def timeline_table(view: View, wanted: Wanted) -> Table:
    """Happenings in the order of their days; undated ones come last, in the order that reports tell."""
    with view.snapshot():
        ordered = order_happenings(view.happenings(**wanted), view.relations())
    return Table("Timeline", ("When", "Status", "What", "Told by"), tuple(_happening_row(found) for found in ordered))


def _happening_row(happening: Happening) -> tuple[str, ...]:
    what = happening.title
    fields = sorted({difference_words(c.field) for c in happening.conflicts if c.field != "count"})
    if fields:
        what += "\nreports differ on " + ", ".join(fields)
    what += "".join(f"\n{conflict_words(c)}" for c in happening.conflicts if c.field == "count")
    category = f" · {happening.root.lower()}" if happening.root and not happening.form else ""  # "Levelled" says little
    return (
        when_words(happening.when),
        f"{status_mark(happening.status)} {status_words(happening.status)}",
        f"{what}\n{happening.id}{category}",
        _told_by(happening),
    )


def _told_by(happening: Happening) -> str:
    reports = count_words(len(happening.articles), "report")
    return reports if len(happening.articles) == 1 else f"{reports}, {happening.independent_sources} independent"


def happenings_listing(view: View, wanted: Wanted) -> Listing:
    """Happenings with who took part and what reports differ on."""
    with view.snapshot():
        ordered = order_happenings(view.happenings(**wanted), view.relations())
    return Listing("Happenings", (Group("", tuple(_happening_entry(found) for found in ordered)),))


def _happening_entry(happening: Happening) -> Entry:
    history = list(dict.fromkeys(status_words(status) for status, _ in happening.status_history))
    status = " → ".join(history) if len(history) > 1 else status_words(happening.status)
    who = ", ".join(_actor(actor.text, actor.code) for actor in happening.participants)
    lines = [f"{when_words(happening.when)}; {status_mark(happening.status)} {status}; {_told_by(happening)}"]
    lines += [f"who: {who}"] if who else []
    lines += [conflict_words(conflict) for conflict in happening.conflicts]
    return Entry(happening.title, tuple(lines), happening.id)


def statements_listing(view: View, wanted: Wanted) -> Listing:
    """Who said what, on what terms, article by article."""
    with view.snapshot():
        articles = {article.id: article for article in view.iter_articles()}
        told: dict[str, list[RecordedStatement]] = {}
        for found in view.iter_statements(**wanted):
            told.setdefault(found.article, []).append(found)
    groups = tuple(
        Group(_article_title(articles[article]), tuple(statement_entry(s, articles[article].text) for s in many))
        for article, many in told.items()
    )
    return Listing(f"Statements: {sum(len(group.entries) for group in groups):,}", groups)


def _article_title(article: Article) -> str:
    published = article.publication
    day = "no date" if not (published.earliest or published.latest) else f"{published.earliest or published.latest}"
    label = article_label(article)
    if label != article.id:
        return f"{label} ({article.id})"
    return f"{article.id}: {article.publisher or 'outlet not known'}, {day}"


def statement_entry(found: RecordedStatement, text: str) -> Entry:
    """A statement: who, for whom, on what terms, through what, when; then the words."""
    statement = found.statement
    about = [
        said_by(statement, clip(pieces(text, statement.source), 80)),
        statement.side or "",
        terms_words(statement.terms),
        plain(statement.channel or ""),
        {"indirect": "paraphrase" if statement.is_paraphrase(text) else "", "mixed": "partly own words"}.get(
            statement.kind, ""
        ),
        f"said {when_words(statement.said)}",
        {"term": "a term", "not_used": "word not used"}.get(statement.usage or "", ""),
        {"not_said": "not said", "denied": "denied or rejected", "asked": "a question"}.get(statement.stance or "", ""),
    ]
    words = clip(pieces(text, statement.content), _MAX_WORDS_CHARS)
    return Entry("; ".join(part for part in about if part), (words,), found.id)


def utterances_listing(view: View, wanted: Wanted) -> Listing:
    """The same words of one speaker in several reports; those that several statements share come first."""
    with view.snapshot():
        names = {entity.id: entity.name for entity in view.entities()}
        found = sorted(view.utterances(**wanted), key=lambda u: (-len(u.statements), u.id))
    return Listing("Utterances", (Group("", tuple(_utterance_entry(u, names) for u in found)),))


def _utterance_entry(utterance: Utterance, names: Mapping[str, str]) -> Entry:
    lines = [clip(utterance.longest, _MAX_WORDS_CHARS)]
    lines += [f"{', '.join(v.changes)}: {clip(v.text, _MAX_CELL_CHARS)}" for v in utterance.variants if v.changes]
    head = f"{names.get(utterance.speaker, utterance.speaker)}, {count_words(len(utterance.statements), 'report')}"
    return Entry(head, tuple(lines), utterance.id)


def positions_listing(view: View, wanted: Wanted) -> Listing:
    """Each side's words on each topic, in the order in which they were said."""
    labels = {article.id: article_label(article) for article in view.iter_articles()}
    groups = tuple(
        Group(
            f"{position.topic.name}: {position.side}",
            tuple(
                Entry(f"{when_words(s.statement.said)}, {labels[s.article]}", (clip(s.text, _MAX_WORDS_CHARS),), s.id)
                for s in position.statements
            ),
        )
        for position in view.positions(**wanted)
    )
    return Listing("Positions", groups)


def events_listing(view: View, wanted: Wanted) -> Listing:
    """Who did what to whom, article by article."""
    with view.snapshot():
        articles = {article.id: article for article in view.iter_articles()}
        told: dict[str, list[Entry]] = {}
        for found in view.iter_events(**wanted):
            told.setdefault(found.article, []).append(_event_entry(found))
    groups = tuple(Group(_article_title(articles[article]), tuple(many)) for article, many in told.items())
    return Listing(f"Events: {sum(len(group.entries) for group in groups):,}", groups)


def _event_entry(found: RecordedEvent) -> Entry:
    event = found.event
    actors, recipients, participants = (
        ", ".join(_actor(actor.text, actor.code) for actor in many)
        for many in (event.actors, event.recipients, event.participants)
    )
    chain = " → ".join(part for part in (actors, f"“{found.text}”", recipients) if part)
    kind = plain(event.form or "") or event.root or "no category"
    rest = [
        f"{kind}, {status_mark(event.status)} {status_words(event.status)}",
        when_words(event.when),
        f"with {participants}" if participants and not actors else "",
        f"lasted {event.duration.text}" if event.duration else "",
        ", ".join(amount.text for amount in event.amounts),
        "told in a statement" if event.statement else "",
    ]
    return Entry(chain, ("; ".join(part for part in rest if part),), found.id)


def _actor(text: str, code: str | None) -> str:
    return f"{text} ({code})" if code else text


def entities_table(view: View, wanted: Wanted) -> Table:
    """People, organisations, countries and unnamed speakers, with the roles that articles give them."""
    fitting = {row["id"] for row in view.iter_fitting_rows("entities", **wanted)}
    roles: dict[str, list[str]] = {}
    for role in view.roles():
        if role.role not in roles.setdefault(role.entity, []):
            roles[role.entity].append(role.role)
    rows = tuple(
        (
            "\n".join((entity.name, entity.id)),
            entity.type,
            " ".join(code for code in (entity.country, entity.sector) if code),
            "; ".join(roles.get(entity.id, [])[:4]),
            ", ".join(entity.aliases),
        )
        for entity in sorted(view.entities(), key=lambda e: (e.type, e.name, e.id))
        if entity.id in fitting
    )
    return Table("Entities", ("Name", "Type", "Side", "Roles", "Also"), rows)


TABLES: dict[str, Callable[[View, Wanted], Table | Listing]] = {
    "timeline": timeline_table,
    "happenings": happenings_listing,
    "statements": statements_listing,
    "utterances": utterances_listing,
    "positions": positions_listing,
    "events": events_listing,
    "entities": entities_table,
}
"""What `onrecord show` can print, by name."""


def comparison_table(comparison: Comparison, articles: Mapping[str, Article]) -> Table:
    """The sides' accounts of one happening: a column a side, a row a point, third parties in a column apart."""
    statements = {s.id: s for s in comparison.statements}
    own, third = split_parties(comparison)
    rows = []
    for topics, point in iter_points(comparison):
        told = {
            side: _told_once((statements[i] for a in accounts for i in a.statements if i in statements), articles)
            for side, accounts in zip(comparison.sides, point.cells, strict=True)
        }
        matches = {account.match for accounts in point.cells for account in accounts}
        match = next((MATCH_WORDS[match] for match in ("differs", "both", "one_side") if match in matches), "")
        if not any(told[side] for side in own):
            match = THIRD_ONLY
        cells = ["\n".join(told[side]) or absence_words(comparison, side) for side in own]
        if third:
            cells.append("\n".join(f"{side}: {words}" for side in third for words in told[side]))
        rows.append((f"{topics}\n{match}", *cells))
    notes = unplaced_words(comparison, own)
    for conflict in comparison.happening.conflicts:
        counted = [f"{r.value} ({count_words(len(r.events), 'mention')})" for r in conflict.values]
        words = conflict_words(conflict, () if conflict.field == "count" else counted)
        notes.append(words[0].upper() + words[1:])
    title, when = comparison.happening.title, comparison.happening.when
    if (when.earliest is None) != (when.latest is None):
        title = f"{title}, {when_words(when)}"
    columns = ("Point", *own, *(("Third parties",) if third else ()))
    return Table(title, columns, tuple(rows), tuple(notes))


def _told_once(many: Iterable[RecordedStatement], articles: Mapping[str, Article]) -> list[str]:
    """The words with who said them; where several articles have the same words, they stand once."""
    told_in: dict[tuple[str, str], list[str]] = {}
    for found in many:
        article = articles[found.article]
        manner = " (paraphrase)" if found.statement.is_paraphrase(article.text) else ""
        who = said_by(found.statement, clip(pieces(article.text, found.statement.source), 60))
        words = clip(_with_cue(found, article.text), _MAX_CELL_CHARS)
        told_in.setdefault((words, f"{manner} — {who}"), []).append(article_label(article))
    return [f"{words}{told} [{'; '.join(dict.fromkeys(labels))}]" for (words, told), labels in told_in.items()]


def _with_cue(found: RecordedStatement, text: str) -> str:
    """A statement's words; with the cue before a paraphrase that is no clause: "condemned the attack"."""
    cue, content = found.statement.cue, found.statement.content
    if not cue or not content or not found.statement.is_paraphrase(text) or len(content) > 1:
        return found.text
    start, between = cue[-1].start, text[cue[-1].end : content[0].start]
    is_clause = cue[-1].of(text).lower() in _PLAIN_CUES or content[0].of(text).lower().startswith(_CLAUSE_OPENERS)
    if is_clause or start >= content[0].start or len(between) > _MAX_GAP_CHARS or "\n" in between:
        return found.text
    return text[start : content[0].end]


def hits_table(view: View, query: str, wanted: Wanted) -> Listing:
    """What a search finds, with the words around it, table by table."""
    found: dict[str, list[Entry]] = {}
    for hit in view.search(query, **wanted):
        head = hit.article if hit.table == "articles" else f"in {hit.article}"
        entry_id = "" if hit.table == "articles" else hit.id
        found.setdefault(hit.table, []).append(Entry(head, (clip(hit.snippet, _MAX_WORDS_CHARS),), entry_id))
    groups = tuple(Group(f"{table.capitalize()}: {len(many)}", tuple(many)) for table, many in found.items())
    return Listing(f"Search: {query}", groups)

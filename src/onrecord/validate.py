"""Numbered checks on a finished record, and what changed between two.

=====  ========  ==============================================================================
Code   Severity  Finding
=====  ========  ==============================================================================
R101   error     the file is damaged (SQLite's integrity check)
R102   error     a row names a row that isn't there (foreign keys)
R103   error     a JSON column holds something else
R104   error     the full-text index is out of step with its rows
R201   error     an article's text doesn't have the hash that is stored with it
R202   error     a span lies outside its article's text
R203   error     stored words aren't the words at their span
R204   error     a fact stands outside headline and body
R205   error     a fact's id isn't the hash of its article, text, table and spans
R206   error     a fact has no span
R301   error     a date has no basis
R302   error     a time ends before it begins, or a day is none
R303   error     an article's publication day has no evidence
R401   error     a statement, an event or a mention names an entity that the record doesn't have
R402   error     a statement is within itself
R403   warning   a table's facts have no provenance
R501   error     a happening, account, utterance or topic names a fact that isn't there
R502   error     a happening has no event
R503   error     a happening, utterance or topic and its members disagree on who belongs
R504   warning   facts or corrections changed since the record was linked
R601   warning   a correction no longer attaches to anything
R602   error     a correction is attached to another fact than it should be
R603   warning   an article's corrected metadata waits for it to be read again
=====  ========  ==============================================================================
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from onrecord.errors import RecordError
from onrecord.model import FACT_ROLES, Article, Facts, Span, fact_id, slice_spans, text_sha256
from onrecord.model.rows import Row
from onrecord.model.schema import TABLES
from onrecord.store.view import View

__all__ = ["WARNINGS", "Change", "Finding", "check_record", "compare_records"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check found: its code, "error" or "warning", where it is, and what it means."""

    code: str
    severity: str
    where: str
    message: str

    def __str__(self) -> str:
        """One line: code, severity, place, message."""
        return f"{self.code} {self.severity}: {self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between two records: kind "added", "removed" or "changed", of which row, in which columns."""

    kind: str
    table: str
    id: str
    article: str | None
    columns: tuple[str, ...] = ()

    def __str__(self) -> str:
        """One line: what happened to which row, where, in which columns."""
        where = f" in {self.article}" if self.article not in (None, self.id) else ""
        what = f": {', '.join(self.columns)}" if self.columns else ""
        return f"{self.kind} {self.table} {self.id}{where}{what}"


WARNINGS = frozenset({"R403", "R504", "R601", "R603"})
"""Codes of findings that take nothing from what the record says; all others are errors."""


def check_record(view: View) -> list[Finding]:
    """Run all checks, in order of code and place; an empty list means that the record is whole and true.

    A file that is too damaged to be read gives R101 and nothing else.
    """
    findings: list[Finding] = []
    try:
        with view.snapshot():
            for check in _CHECKS:
                findings.extend(_finding(*found) for found in check(view))
    except (RecordError, ValueError, KeyError, TypeError) as error:
        # A value that can't be read back is a finding of an earlier check, when that got so far.
        if not any(found.severity == "error" for found in findings):
            findings.append(_finding("R101", str(view.path), f"can't be read: {error}"))
    return sorted(findings, key=lambda found: (found.code, found.where, found.message))


def compare_records(old: View, new: View) -> list[Change]:
    """What was added, removed or changed from `old` to `new`, table by table and in the order of ids.

    Rows are matched by id (corrections by number, others by all their columns); passages follow their articles
    and aren't listed.
    """
    changes: list[Change] = []
    with old.snapshot(), new.snapshot():
        for name, table in TABLES.items():
            if name == "passages":
                continue
            before, after = _keyed(old, name, table.key), _keyed(new, name, table.key)
            for key in sorted(before.keys() | after.keys()):
                changes.extend(_change(name, before.get(key), after.get(key), key))
    return changes


def _keyed(view: View, table: str, key: tuple[str, ...]) -> dict[tuple[str, ...], Row]:
    return {tuple(_key_part(row[name]) for name in key or row): row for row in view.iter_rows(table)}


def _key_part(value: object) -> str:
    return f"{value:>12}" if isinstance(value, int) else str(value)  # numbers sort as numbers


def _change(table: str, before: Row | None, after: Row | None, key: tuple[str, ...]) -> Iterator[Change]:
    row = after or before or {}
    label = "/".join(part.strip() for part in key)
    article = row["id"] if table == "articles" else row.get("article")
    if before is None or after is None:
        yield Change("added" if before is None else "removed", table, label, article)
    elif before != after:
        yield Change(
            "changed", table, label, article, tuple(name for name in before if before[name] != after.get(name))
        )


# --- the checks; each yields (code, where, message) ----------------------------------------------

Found = tuple[str, str, str]


def _finding(code: str, where: str, message: str) -> Finding:
    return Finding(code, "warning" if code in WARNINGS else "error", where, message)


def _check_file(view: View) -> Iterator[Found]:
    audit = view.audit()
    for text in audit.integrity():
        yield "R101", str(view.path), text
    for table, row, parent in audit.foreign_keys():
        yield "R102", f"{table} row {row}", f"names a row of {parent} that isn't there"
    for table, column, row in audit.invalid_json():
        yield "R103", f"{table} row {row}", f"{column} isn't JSON"
    for table, words in audit.words_out_of_step():
        yield "R104", table, f"the search differs from the rows, for instance at: {', '.join(words)}"


def _check_facts(view: View) -> Iterator[Found]:
    for facts in view.iter_facts():
        article = facts.article
        if text_sha256(article.text) != article.sha256:
            yield "R201", article.id, "the text was changed after it was stored"
        if article.publication.status != "open" and not article.publication.evidence:
            yield "R303", article.id, f"publication is {article.publication.status}, but nothing says why"
        yield from _check_spans(facts)
        yield from _check_names(facts)
        made = {provenance.table for provenance in facts.provenance}
        for table in ("mentions", "timexes", "statements", "events"):
            if getattr(facts, table) and table not in made:
                yield "R403", article.id, f"nothing says what made its {table}"


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that should stand at `spans`; `core` ones make the fact, the others belong to it."""

    where: str
    spans: tuple[Span, ...]
    words: str | None = None
    core: bool = False


def _check_spans(facts: Facts) -> Iterator[Found]:
    article = facts.article
    barred = [passage.span for passage in article.passages if passage.role not in FACT_ROLES]
    allowed = article.fact_spans
    for passage in article.passages:
        if passage.span.end > len(article.text):
            yield "R202", article.id, f"passage [{passage.span.start}, {passage.span.end})"
    for item in _iter_words(facts):
        outside = [span for span in item.spans if span.end > len(article.text)]
        if outside:
            yield "R202", item.where, f"[{outside[0].start}, {outside[0].end}) of {len(article.text)} code points"
            continue
        if item.words is not None and item.spans and not _are_words_at(item, article):
            yield "R203", item.where, f"stores {item.words!r}, the text has {slice_spans(article.text, item.spans)!r}"
        if item.core and not item.spans:
            yield "R206", item.where, "stands nowhere"
        if item.core and any(
            any(span.overlaps(bar) for bar in barred) or not any(span.overlaps(part) for part in allowed)
            for span in item.spans
        ):
            yield "R204", item.where, f"stands at {_places(item.spans)}"


def _are_words_at(item: _Words, article: Article) -> bool:
    words = [span.of(article.text) for span in item.spans]
    return item.words in (slice_spans(article.text, item.spans), *words)


def _places(spans: tuple[Span, ...]) -> str:
    return ", ".join(f"[{span.start}, {span.end})" for span in spans)


def _iter_words(facts: Facts) -> Iterator[_Words]:
    for statement in facts.statements:
        where = f"statements {statement.id}"
        yield _Words(where, (*statement.source, *statement.cue, *statement.content), core=True)
        refs = (statement.speaker, statement.principal, statement.relayed_by, statement.addressee)
        yield _Words(where, tuple(ref.span for ref in refs if ref is not None and ref.span is not None))
        yield _Words(where, () if statement.terms_span is None else (statement.terms_span,))
    for event in facts.events:
        where = f"events {event.id}"
        yield _Words(where, event.trigger, core=True)
        people = (*event.actors, *event.recipients, *event.participants)
        for actor in people if event.initiator is None else (*people, event.initiator):
            yield _Words(where, actor.spans, actor.text)
        for amount in event.amounts:
            yield _Words(where, (amount.span,), amount.text)
        if event.duration is not None:
            yield _Words(where, (event.duration.span,), event.duration.text)
    for mention in facts.mentions:
        yield _Words(f"mentions {facts.article.id} {_places((mention.span,))}", (mention.span,), core=True)
    for timex in facts.timexes:
        yield _Words(f"timexes {facts.article.id} {_places((timex.span,))}", (timex.span,), core=True)


def _check_names(facts: Facts) -> Iterator[Found]:
    known = {entity.id for entity in facts.entities}
    for statement in facts.statements:
        refs = (statement.speaker, statement.principal, statement.relayed_by, statement.addressee)
        named = {ref.entity for ref in refs if ref is not None and ref.entity is not None}
        for entity in sorted(named - known):
            yield "R401", f"statements {statement.id}", f"names {entity}"
        if statement.within == statement.id:
            yield "R402", f"statements {statement.id}", "lies within itself"
    for event in facts.events:
        people = (*event.actors, *event.recipients, *event.participants)
        named = {actor.entity for actor in people if actor.entity is not None}
        if event.place is not None and event.place.entity is not None:
            named.add(event.place.entity)
        for entity in sorted(named - known):
            yield "R401", f"events {event.id}", f"names {entity}"
    for mention in facts.mentions:
        if mention.entity is not None and mention.entity not in known:
            yield "R401", f"mentions {facts.article.id} {_places((mention.span,))}", f"names {mention.entity}"


def _check_rows(view: View) -> Iterator[Found]:
    """Stored words, ids and times, which the rows carry."""
    articles = {row["id"]: row for row in view.iter_rows("articles")}
    for row in articles.values():
        yield from _check_time(f"articles {row['id']}", row, "published_", has_basis=True)
    for table in ("mentions", "timexes", "statements", "events"):
        for row in view.iter_rows(table):
            where = f"{table} {row['id']}"
            article = articles[row["article"]]
            parts = _parts(table, row)
            shown = next((part for part in parts if part), [])
            if all(end <= len(article["text"]) for _, end in shown):
                words = " … ".join(article["text"][start:end] for start, end in shown)
                if row["text"] != words:
                    yield "R203", where, f"stores {row['text']!r}, the text has {words!r}"
            if row["id"] not in _possible_ids(table, article, parts):
                yield "R205", where, "isn't the hash of its article, text, table and spans"
            if table != "mentions":
                yield from _check_time(where, row, "said_" if table == "statements" else "")
    for row in view.iter_rows("happenings"):
        yield from _check_time(f"happenings {row['id']}", row, "")


def _parts(table: str, row: Row) -> list[list[list[int]]]:
    """A fact's places, in the order in which their words are shown."""
    if table == "statements":
        return [row["content"], row["cue"], row["source"]]
    return [row["trigger"]] if table == "events" else [[[row["start"], row["end"]]]]


def _possible_ids(table: str, article: Row, parts: list[list[list[int]]]) -> set[str]:
    """The id of all places; an event that one article tells at several keeps the id of any one."""
    places = [Span(start, end) for part in parts for start, end in part]
    ids = {fact_id(article["id"], article["sha256"], table, places)}
    if table == "events":
        ids.update(fact_id(article["id"], article["sha256"], table, [place]) for place in places)
    return ids


def _check_time(where: str, row: Row, prefix: str, *, has_basis: bool = False) -> Iterator[Found]:
    earliest, latest = row[f"{prefix}earliest"], row[f"{prefix}latest"]
    if (earliest or latest) and not has_basis and row[f"{prefix}basis"] is None:
        yield "R301", where, f"{earliest or '..'}/{latest or '..'} without a basis"
    for day in (earliest, latest):
        if day is not None and not _is_day(day):
            yield "R302", where, f"{day!r} is no day"
            return
    if earliest and latest and earliest > latest:
        yield "R302", where, f"begins on {earliest} and ends on {latest}"


def _is_day(day: str) -> bool:
    with suppress(ValueError):
        return date.fromisoformat(day).isoformat() == day
    return False


def _check_links(view: View) -> Iterator[Found]:
    statements = {row["id"]: row for row in view.iter_rows("statements")}
    events = {row["id"]: row for row in view.iter_rows("events")}
    happenings = {row["id"]: row for row in view.iter_rows("happenings")}
    for row in happenings.values():
        where = f"happenings {row['id']}"
        yield from _missing(where, row["events"], events)
        for conflict in row["conflicts"]:
            for value in conflict["values"]:
                yield from _missing(where, value["events"], events)
                yield from _missing(where, value["statements"], statements)
        if not row["events"]:
            yield "R502", where, "has no event"
        for event in row["events"]:
            if event in events and events[event]["article"] not in row["articles"]:
                yield "R503", where, f"doesn't list {events[event]['article']}, whose event {event} it holds"
    for table in ("accounts", "utterances", "topics"):
        for row in view.iter_rows(table):
            yield from _missing(f"{table} {row['id']}", row["statements"], statements)
    for statement, row in statements.items():
        yield from _missing(f"statements {statement}", row["about"], happenings)
    for table, column in (("utterances", "utterance"), ("topics", "topics")):
        yield from _check_membership(view, table, column, statements)
    if view.needs_linking:
        yield "R504", str(view.path), "run `build` or `rebuild` to link it again"


def _missing(where: str, ids: list[str], known: dict[str, Row]) -> Iterator[Found]:
    for missing in ids:
        if missing not in known:
            yield "R501", where, f"names {missing}"


def _check_membership(view: View, table: str, column: str, statements: dict[str, Row]) -> Iterator[Found]:
    listed = {(row["id"], statement) for row in view.iter_rows(table) for statement in row["statements"]}
    told = {
        (owner, statement)
        for statement, row in statements.items()
        for owner in (row[column] if isinstance(row[column], list) else [row[column]])
        if owner is not None
    }
    elsewhere = {statement for owner, statement in listed & told} if table == "utterances" else set()
    for owner, statement in sorted(listed ^ told):
        # A statement that quotes twice may be in two utterances; it names the one that more reports tell.
        named_elsewhere = (owner, statement) in listed and statement in elsewhere
        if statement in statements and not named_elsewhere:
            yield "R503", f"{table} {owner}", f"and statement {statement} disagree on whether it belongs"


def _check_corrections(view: View) -> Iterator[Found]:
    for anchor in view.audit().anchors():
        where = f"correction {anchor.correction}"
        if anchor.now != anchor.should:
            yield "R602", where, f"hangs on {anchor.now}, should hang on {anchor.should}"
        elif anchor.now is None and not anchor.undone:
            yield "R601", where, f"{anchor.fact} of {anchor.article} is gone; make the correction again, or undo it"
    for article, _ in view.pending_reannotation():
        yield "R603", article, "run `build` or `rebuild` to read it again"


_CHECKS: tuple[Callable[[View], Iterator[Found]], ...] = (
    _check_file,
    _check_facts,
    _check_rows,
    _check_links,
    _check_corrections,
)

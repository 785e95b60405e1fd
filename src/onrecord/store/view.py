"""All reading of a record, corrected and linked, as dataclasses or as rows."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Unpack

from onrecord.errors import RecordError
from onrecord.model import (
    Account,
    Article,
    Copy,
    Correction,
    Entity,
    Facts,
    Happening,
    Judgement,
    Links,
    Ordering,
    Provenance,
    RawArticle,
    Reject,
    Role,
    StatementLink,
    Topic,
    Utterance,
)
from onrecord.model import rows as model_rows
from onrecord.model.record import Comparison, Filter, Hit, Position, RecordedEvent, RecordedStatement, Wanted
from onrecord.model.rows import Row
from onrecord.store import audit, queries
from onrecord.store.articles import read_article, read_facts
from onrecord.store.compare import lay_side_by_side
from onrecord.store.connection import guarded
from onrecord.store.filters import RowFilter
from onrecord.store.pending import iter_pending
from onrecord.store.search import match_expression
from onrecord.store.tables import TableRows

if TYPE_CHECKING:
    import pyarrow

__all__ = ["View"]


class View:
    """A record to read; a context manager.

    Every answer has corrections applied, leaves out what a person rejected or withdrew, and names entities by
    the record's ids once it is linked. Lists come in the documented order, the same in every run. Methods that
    filter take the keywords of `Filter`.

    Raises:
        RecordError: From any method: the file is damaged or can't be read.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path
        self._held: TableRows | None = None  # while a snapshot lasts
        self._kept: tuple[int, TableRows] | None = None  # as long as the file stays as it is

    def __enter__(self) -> "View":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def snapshot(self) -> Iterator["View"]:
        """Read one state of the record throughout the block, whatever others write meanwhile."""
        if self._held is not None:
            yield self
            return
        with guarded(self.path):
            self._connection.execute("BEGIN")
            try:
                self._held = TableRows(self._connection)
                yield self
            finally:
                self._held = None
                self._connection.execute("ROLLBACK")

    # --- articles and their facts

    def articles(self) -> list[Article]:
        """All articles, by id."""
        return list(self.iter_articles())

    def iter_articles(self) -> Iterator[Article]:
        """All articles, by id, one at a time."""
        for facts in self._iter_ids():
            yield self.article(facts)

    def article(self, article: str) -> Article:
        """One article.

        Raises:
            RecordError: There is none with this id.
        """
        with guarded(self.path):
            found = read_article(self._connection, article)
        if found is None or article in self._rows().overlay.withdrawn:
            raise RecordError(
                f"{self.path}: has no article {article}; `onrecord export {self.path} articles` lists ids"
            )
        return found

    def facts(self, article: str) -> Facts:
        """Everything that one article yields, with the article's own entity ids.

        Raises:
            RecordError: There is no article with this id.
        """
        checked = self.article(article)
        with guarded(self.path):
            return read_facts(self._connection, checked, self._rows().overlay)

    def iter_facts(self) -> Iterator[Facts]:
        """Every article's facts, by article id; what linking reads."""
        for article in self._iter_ids():
            yield self.facts(article)

    def input_versions(self, article: str) -> list[RawArticle]:
        """An article's inputs as they arrived, oldest text first; the last is the current one.

        Raises:
            RecordError: There is no article with this id.
        """
        with guarded(self.path):
            versions = audit.input_versions(self._connection, article)
        if not versions:
            raise RecordError(f"{self.path}: has no article {article}")
        return versions

    def provenance(self, article: str | None = None) -> list[Provenance]:
        """What made the facts of one article, or of all."""
        with guarded(self.path):
            found = (
                self._connection.execute(queries.ALL_PROVENANCE)
                if article is None
                else self._connection.execute(queries.PROVENANCE, (article,))
            )
            return [Provenance(*row) for row in found]

    def rejects(self) -> list[Reject]:
        """What was refused, and why."""
        return [model_rows.reject_from_row(row) for row in self.iter_rows("rejects")]

    # --- statements and events

    def statements(self, **wanted: Unpack[Wanted]) -> list[RecordedStatement]:
        """Statements that fit, by article and text order."""
        return list(self.iter_statements(**wanted))

    def iter_statements(self, **wanted: Unpack[Wanted]) -> Iterator[RecordedStatement]:
        """Statements that fit, one at a time."""
        rows = self._rows()
        fits = RowFilter(rows, Filter(**wanted)).statement
        return (_statement(row) for row in self._iter(rows, "statements") if fits(row))

    def statement(self, statement: str) -> RecordedStatement:
        """One statement.

        Raises:
            RecordError: There is none with this id.
        """
        return _statement(self._one("statements", statement))

    def events(self, **wanted: Unpack[Wanted]) -> list[RecordedEvent]:
        """Events that fit, by article and text order."""
        return list(self.iter_events(**wanted))

    def iter_events(self, **wanted: Unpack[Wanted]) -> Iterator[RecordedEvent]:
        """Events that fit, one at a time."""
        rows = self._rows()
        fits = RowFilter(rows, Filter(**wanted)).event
        return (_event(row) for row in self._iter(rows, "events") if fits(row))

    def event(self, event: str) -> RecordedEvent:
        """One event.

        Raises:
            RecordError: There is none with this id.
        """
        return _event(self._one("events", event))

    # --- what the articles tell together

    def happenings(self, **wanted: Unpack[Wanted]) -> list[Happening]:
        """Happenings that fit, by id."""
        rows = self._rows()
        fits = RowFilter(rows, Filter(**wanted)).happening
        return [model_rows.happening_from_row(row) for row in self._iter(rows, "happenings") if fits(row)]

    def happening(self, happening: str) -> Happening:
        """One happening.

        Raises:
            RecordError: There is none with this id.
        """
        for found in self.happenings():
            if found.id == happening:
                return found
        raise RecordError(
            f"{self.path}: has no happening {happening}; `onrecord show {self.path} happenings` lists them"
        )

    def timeline(self, **wanted: Unpack[Wanted]) -> list[Happening]:
        """Happenings that fit by first, then by last possible day; those without a first day come last."""
        return sorted(self.happenings(**wanted), key=_time_order)

    def relations(self) -> list[Ordering]:
        """Which happening lies before, after or during which."""
        return [model_rows.ordering_from_row(row) for row in self.iter_rows("relations")]

    def accounts(self, happening: str | None = None) -> list[Account]:
        """The points of the sides' accounts, of one happening or of all."""
        return [
            model_rows.account_from_row(row)
            for row in self.iter_rows("accounts")
            if happening in (None, row["happening"])
        ]

    def compare(self, happening: str) -> Comparison:
        """The sides' accounts of one happening, side by side.

        Raises:
            RecordError: There is no happening with this id.
        """
        with self.snapshot():
            found = self.happening(happening)
            accounts = self.accounts(happening)
            told = {statement for account in accounts for statement in account.statements}
            statements = tuple(s for s in self.iter_statements() if s.id in told or s.article in found.articles)
            return lay_side_by_side(found, accounts, statements, self.topics())

    def comparisons(self) -> list[Comparison]:
        """The sides' accounts of every happening that has some, by the happening's id."""
        with self.snapshot():
            told: dict[str, list[Account]] = {}
            for account in self.accounts():
                told.setdefault(account.happening, []).append(account)
            statements = {statement.id: (at, statement) for at, statement in enumerate(self.iter_statements())}
            in_article: dict[str, list[str]] = {}
            for _, statement in statements.values():
                in_article.setdefault(statement.article, []).append(statement.id)
            topics = self.topics()
            found = []
            for happening in self.happenings():
                accounts = told.get(happening.id, [])
                ids = {s for account in accounts for s in account.statements if s in statements}
                if accounts:
                    ids.update(s for article in happening.articles for s in in_article.get(article, ()))
                in_order = tuple(statement for _, statement in sorted((statements[s] for s in ids), key=itemgetter(0)))
                if accounts:
                    found.append(lay_side_by_side(happening, accounts, in_order, topics))
            return found

    def utterances(self, **wanted: Unpack[Wanted]) -> list[Utterance]:
        """Utterances with a statement that fits, by id."""
        rows = self._rows()
        fits = RowFilter(rows, Filter(**wanted)).statement_list
        return [model_rows.utterance_from_row(row) for row in self._iter(rows, "utterances") if fits(row)]

    def topics(self) -> list[Topic]:
        """Topics, by id."""
        return [model_rows.topic_from_row(row) for row in self.iter_rows("topics")]

    def positions(self, **wanted: Unpack[Wanted]) -> list[Position]:
        """Each side's statements on each topic, among those that fit; by topic name, then side."""
        with self.snapshot():
            topics = {topic.id: topic for topic in self.topics()}
            found: dict[tuple[str, str, str], list[RecordedStatement]] = {}
            for statement in sorted(self.iter_statements(**wanted), key=_said_order):
                side = statement.statement.side
                for topic in statement.topics:
                    if side is not None and topic in topics:
                        found.setdefault((topics[topic].name, topic, side), []).append(statement)
        wanted_topic = Filter(**wanted).topic
        return [
            Position(side, topics[topic], tuple(statements))
            for (name, topic, side), statements in sorted(found.items(), key=lambda item: item[0])
            if wanted_topic is None or wanted_topic == topic or wanted_topic.casefold() == name.casefold()
        ]

    def entities(self) -> list[Entity]:
        """People, organisations, countries and unnamed speakers, by id."""
        return [model_rows.entity_from_row(row) for row in self.iter_rows("entities")]

    def roles(self) -> list[Role]:
        """Roles as the articles and the roles file state them, by entity."""
        return [model_rows.role_from_row(row) for row in self.iter_rows("roles")]

    def copies(self) -> list[Copy]:
        """Which article repeats which."""
        return [model_rows.copy_from_row(row) for row in self.iter_rows("copies")]

    def links(self) -> Links:
        """Everything that linking made, corrected like all else."""
        with self.snapshot():
            return Links(
                copies=tuple(self.copies()),
                entities=tuple(audit.linked_entities(self._connection)),
                entity_of=tuple(self._connection.execute(queries.ENTITY_OF).fetchall()),
                roles=tuple(audit.linked_roles(self._connection)),
                happenings=tuple(self.happenings()),
                orderings=tuple(self.relations()),
                statements=tuple(
                    StatementLink(s.id, s.utterance, s.topics, s.said_in, s.about)
                    for s in sorted(self.iter_statements(), key=lambda statement: statement.id)
                    if s.utterance or s.topics or s.said_in or s.about
                ),
                utterances=tuple(self.utterances()),
                topics=tuple(self.topics()),
                accounts=tuple(self.accounts()),
            )

    # --- what people did

    def corrections(self) -> list[Correction]:
        """All corrections in the order made, undone ones too."""
        return [model_rows.correction_from_row(row) for row in self.iter_rows("corrections")]

    def judgements(self) -> list[Judgement]:
        """Identity decisions by people, for linking.

        Ids are those of events (for happenings their smallest one), of articles' entities, or of articles.
        """
        with guarded(self.path):
            return [Judgement(*row) for row in self._connection.execute(queries.DECISIONS)]

    def pending_reannotation(self) -> list[tuple[str, RawArticle]]:
        """Articles whose corrected metadata waits for them to be read again, with what they are to be read as."""
        with guarded(self.path):
            return list(iter_pending(self._connection))

    @property
    def needs_linking(self) -> bool:
        """Whether facts or corrections changed since links were written last, or no links were."""
        with guarded(self.path):
            return self._connection.execute(queries.LINKED).fetchone() is None

    # --- rows, tables, search

    def iter_rows(self, table: str) -> Iterator[Row]:
        """The rows of an exported table (`TABLES` in `onrecord.model.schema`) in their documented order.

        Raises:
            KeyError: There is no such table.
        """
        return self._iter(self._rows(), table)

    def iter_fitting_rows(self, table: str, **wanted: Unpack[Wanted]) -> Iterator[Row]:
        """The rows of a table that fit, where the table can be filtered."""
        rows = self._rows()
        filters = RowFilter(rows, Filter(**wanted))
        fits = {
            "statements": filters.statement,
            "events": filters.event,
            "happenings": filters.happening,
            "articles": filters.article,
            "entities": filters.entity,
            "utterances": filters.statement_list,
            "topics": filters.statement_list,
            "accounts": filters.statement_list,
        }.get(table)
        return (row for row in self._iter(rows, table) if fits is None or fits(row))

    def count(self, table: str) -> int:
        """How many rows an exported table has, as `iter_rows` gives them."""
        return sum(1 for _ in self.iter_rows(table))

    def to_arrow(self, table: str) -> "pyarrow.Table":
        """An exported table as an Arrow table, lists and objects nested."""
        from onrecord.store.arrow import arrow_table  # noqa: PLC0415  # pyarrow takes its time to load

        return arrow_table(table, self.iter_rows(table))

    def search(
        self, query: str, *, tables: tuple[str, ...] = ("statements", "events", "articles"), **wanted: Unpack[Wanted]
    ) -> list[Hit]:
        """Rows with all words and "phrases" of `query`, best first within each table; `word*` finds beginnings."""
        expression = match_expression(query)
        if expression is None:
            return []
        hits: list[Hit] = []
        with self.snapshot():
            overlay = self._rows().overlay
            for table in tables:
                fitting = None
                if Filter(**wanted) != Filter():
                    fitting = {row["id"] for row in self.iter_fitting_rows(table, **wanted)}
                hits.extend(
                    Hit(table, found, article, snippet)
                    for found, article, snippet in self._connection.execute(queries.SEARCH[table], (expression,))
                    if found not in overlay.hidden
                    and article not in overlay.withdrawn
                    and (fitting is None or found in fitting)
                )
        return hits

    def audit(self) -> audit.Audit:
        """What checks look at below the rows: the file, its keys and its indexes."""
        return audit.Audit(self._connection, self.path)

    # --- helpers

    def _rows(self) -> TableRows:
        if self._held is not None:
            return self._held
        with guarded(self.path):
            # Changes whenever another connection commits, and this one never writes.
            version = self._connection.execute(queries.DATA_VERSION).fetchone()[0]
            if self._kept is None or self._kept[0] != version:
                self._kept = (version, TableRows(self._connection))
            return self._kept[1]

    def _iter(self, rows: TableRows, table: str) -> Iterator[Row]:
        source = rows.iter(table)
        while True:
            with guarded(self.path):
                row = next(source, None)
            if row is None:
                return
            yield row

    def _iter_ids(self) -> Iterator[str]:
        withdrawn = self._rows().overlay.withdrawn
        with guarded(self.path):
            ids = [article for (article,) in self._connection.execute(queries.ARTICLE_IDS)]
        return (article for article in ids if article not in withdrawn)

    def _one(self, table: str, row_id: str) -> Row:
        rows = self._rows()
        with guarded(self.path):
            row = rows.one(table, row_id)
        if row is None:
            raise RecordError(
                f"{self.path}: has no {table} row {row_id}; `onrecord export {self.path} {table}` lists ids"
            )
        return row


def _statement(row: Row) -> RecordedStatement:
    return RecordedStatement(
        statement=model_rows.statement_from_row(row),
        article=row["article"],
        text=row["text"],
        normal=row["normal"],
        topics=tuple(row["topics"]),
        utterance=row["utterance"],
        said_in=row["said_in"],
        about=tuple(row["about"]),
    )


def _event(row: Row) -> RecordedEvent:
    return RecordedEvent(model_rows.event_from_row(row), row["article"], row["text"], row["happening"])


def _time_order(happening: Happening) -> tuple[bool, str, bool, str, str]:
    when = happening.when
    earliest, latest = model_rows.day_row(when.earliest), model_rows.day_row(when.latest)
    return (earliest is None, earliest or "", latest is None, latest or "", happening.id)


def _said_order(statement: RecordedStatement) -> tuple[bool, str, bool, str, str]:
    said = statement.statement.said
    earliest, latest = model_rows.day_row(said.earliest), model_rows.day_row(said.latest)
    return (earliest is None, earliest or "", latest is None, latest or "", statement.id)

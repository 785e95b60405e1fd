"""The columns of the exported tables and of `annotate` rows, once, for exports, docs, checks and tests.

A column's type is a scalar name ("string", "integer", "number", "boolean", "day", "moment"), a `ListOf`
or a `Struct`. `json_schema` renders a table as JSON Schema 2020-12.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import schema_parts as parts
from onrecord.model.rows import Row
from onrecord.model.schema_parts import Column, ColumnType, ListOf, Struct, blank, column

__all__ = ["ANNOTATE", "TABLES", "Column", "ColumnType", "ListOf", "Struct", "Table", "blank_row", "json_schema"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what one row is, its columns in order, and the columns that its rows are sorted by.

    `sort` is () where rows follow article id and then text order.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    sort: tuple[str, ...] = ()


_ARTICLE_KEY = column("article", "string", "The article's id.")
_TEXT_SLICE = column("text", "string", "The words at the span.", nullable=True, verbatim=True)

_ARTICLES = (
    column("id", "string", "The given id, else a hash of the URL, else of publisher and text."),
    column("url", "string", "The address that was given or that the page names.", nullable=True),
    column("path", "string", "Where the article came from: a file, `archive!member` or `file:line`."),
    column("publisher", "string", "Who published it.", nullable=True),
    column("title", "string", "The title that was given or that the page names.", nullable=True),
    column("byline", "string", "The authors as printed.", nullable=True),
    column("published", "day", "The publication day, when it is known to the day.", nullable=True),
    column("published_earliest", "day", "The first possible publication day.", nullable=True),
    column("published_latest", "day", "The last possible publication day.", nullable=True),
    column("published_status", "string", "How it is known.", values=("stated", "inferred", "open")),
    column("published_zone", "string", "The publisher's time zone: an IANA name or an offset.", nullable=True),
    column("published_evidence", ListOf("string"), "Each piece of evidence for the publication day."),
    column("published_spans", parts.SPANS, "The places in the text among that evidence."),
    column("language", "string", "The language, BCP 47."),
    column("sha256", "string", "SHA-256 of the text's UTF-8 bytes, in hex."),
    column("text", "string", "The stored text that every span refers to.", nullable=True, verbatim=True),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("articles", "One report with its stored text", _ARTICLES, ("id",), ("id",)),
        Table(
            "copies",
            "An article that repeats another",
            (
                column("article", "string", "The article that repeats."),
                column("of", "string", "The article that it repeats."),
                column("kind", "string", "How.", values=("exact", "near", "contained", "version")),
                column("spans", parts.SPANS, "The places in `article` that are repeated."),
            ),
            ("article", "of"),
            ("article", "of", "kind"),
        ),
        Table(
            "passages",
            "A stretch of an article and the part that it plays",
            (_ARTICLE_KEY, *parts.PASSAGE),
            ("article", "start", "end"),
        ),
        Table(
            "mentions",
            "Words that refer to an entity",
            (parts.ID, _ARTICLE_KEY, *parts.MENTION, _TEXT_SLICE),
            ("id",),
        ),
        Table(
            "timexes",
            "A time expression",
            (parts.ID, _ARTICLE_KEY, *parts.TIMEX, _TEXT_SLICE),
            ("id",),
        ),
        Table(
            "statements",
            "Who said what, on what terms, to whom",
            (
                *parts.STATEMENT[:1],
                _ARTICLE_KEY,
                *parts.STATEMENT[1:],
                column("text", "string", "The words of the content, else of the cue.", verbatim=True, nullable=True),
                column("normal", "string", "The same words made comparable.", verbatim=True, nullable=True),
                column("topics", ListOf("string"), "Ids of the topics that it is about."),
                column("utterance", "string", "The utterance that it is one report of.", nullable=True),
                column("said_in", "string", "The happening in which it was said.", nullable=True),
                column("about", ListOf("string"), "Ids of the happenings that it is about."),
            ),
            ("id",),
        ),
        Table(
            "events",
            "What one article says happened, is planned or is feared",
            (
                *parts.EVENT[:1],
                _ARTICLE_KEY,
                *parts.EVENT[1:],
                column("text", "string", "The words of the trigger.", verbatim=True, nullable=True),
                column("happening", "string", "The happening that it belongs to.", nullable=True),
            ),
            ("id",),
        ),
        Table("happenings", "Events of one or several articles judged the same", parts.HAPPENING, ("id",), ("id",)),
        Table(
            "relations",
            "The order of two happenings",
            (
                column("happening", "string", "The one happening."),
                column("relation", "string", "Where it lies.", values=("before", "after", "during")),
                column("other", "string", "The other happening."),
                column("evidence", parts.PLACE_IN_TEXT, "The article and the span that say so."),
            ),
            ("happening", "relation", "other"),
            ("happening", "relation", "other"),
        ),
        Table("accounts", "One point of one side's account of a happening", parts.ACCOUNT, ("id",), ("id",)),
        Table("utterances", "The same words of one speaker in several reports", parts.UTTERANCE, ("id",), ("id",)),
        Table(
            "topics",
            "What statements are about",
            (
                parts.ID,
                column("name", "string", "The topic's name."),
                column("statements", ListOf("string"), "Ids of the statements on it."),
            ),
            ("id",),
            ("id",),
        ),
        Table("entities", "Someone or something named, across the record", parts.ENTITY, ("id",), ("id",)),
        Table(
            "roles",
            "A role that somebody holds, as an article or a roles file states it",
            parts.ROLE,
            (),
            ("entity", "role", "country", "sector", "from", "to", "article", "span"),
        ),
        Table("corrections", "What people changed", parts.CORRECTION, ("number",), ("number",)),
        Table(
            "rejects",
            "What was refused, and why",
            parts.REJECT,
            (),
            ("article", "stage", "reason", "detail"),
        ),
    )
}
"""The exported tables, in the order of a data package."""

ANNOTATE = Table(
    "annotate",
    "One article with its facts, as `onrecord annotate` prints it",
    (
        _ARTICLES[0],
        _ARTICLES[-1],
        *(field for field in _ARTICLES[1:-1] if field.name == "published"),
        *(field for field in _ARTICLES[1:-1] if field.name != "published"),
        column("passages", ListOf(Struct(parts.PASSAGE)), "The parts of the text; facts come from headline and body."),
        column("entities", ListOf(Struct(parts.ENTITY)), "Whom and what the article names."),
        column("mentions", ListOf(Struct(parts.MENTION)), "Words that refer to an entity."),
        column("roles", ListOf(Struct(parts.ROLE)), "Roles as the article states them."),
        column("timexes", ListOf(Struct(parts.TIMEX)), "Time expressions."),
        column("attributions", ListOf(Struct(parts.STATEMENT)), "Who said what, on what terms, to whom."),
        column("events", ListOf(Struct(parts.EVENT)), "Who did what to whom."),
        column("rejects", ListOf(Struct(parts.REJECT)), "Facts that were refused, and why."),
        column("provenance", ListOf(Struct(parts.PROVENANCE)), "What made each table's facts."),
    ),
    ("id",),
)


def blank_row(row: Row, columns: Iterable[Column]) -> Row:
    """A copy of `row` whose verbatim words are None; spans and everything else stay."""
    return {field.name: blank(row[field.name], field) for field in columns}


def json_schema(name: str) -> Row:
    """The JSON Schema of one row of the table `name`, or of an "annotate" row.

    Raises:
        KeyError: There is no such table.
    """
    table = ANNOTATE if name == ANNOTATE.name else TABLES[name]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:onrecord:schema:{table.name}",
        "title": table.name,
        "description": f"{table.title}.",
        **parts.struct_schema(table.columns),
    }

"""One article's facts, put together again as they were stored."""

import sqlite3
from collections.abc import Iterator

from onrecord.model import Article, Facts
from onrecord.model.rows import (
    Row,
    article_from_row,
    entity_from_row,
    event_from_row,
    mention_from_row,
    passage_from_row,
    provenance_from_row,
    reject_from_row,
    role_from_row,
    statement_from_row,
    timex_from_row,
)
from onrecord.store import queries
from onrecord.store.codec import CODECS
from onrecord.store.overlay import Overlay

__all__ = ["read_article", "read_facts"]


def read_article(connection: sqlite3.Connection, article: str) -> Article | None:
    """The stored article, None when there is none with this id."""
    values = connection.execute(queries.ARTICLE, (article,)).fetchone()
    if values is None:
        return None
    passages = tuple(map(passage_from_row, _rows(connection, "passages", article)))
    return article_from_row(CODECS["articles"].decode(values), passages)


def read_facts(connection: sqlite3.Connection, article: Article, overlay: Overlay) -> Facts:
    """Everything that `article` yields, corrected, with the article's own entity ids."""
    owner = article.id

    def shown(table: str) -> Iterator[Row]:
        return (overlay.fix(row) for row in _rows(connection, table, owner) if row["id"] not in overlay.hidden)

    statements = []
    for row in shown("statements"):
        row["within"] = overlay.visible_within(row["within"])
        statements.append(statement_from_row(row))
    rejects = connection.execute(queries.REJECTS_OF, (owner,))
    provenance = connection.execute(queries.PROVENANCE, (owner,))
    return Facts(
        article=article,
        entities=tuple(map(entity_from_row, shown("article_entities"))),
        mentions=tuple(map(mention_from_row, shown("mentions"))),
        roles=tuple(map(role_from_row, _rows(connection, "article_roles", owner))),
        timexes=tuple(map(timex_from_row, shown("timexes"))),
        statements=tuple(statements),
        events=tuple(map(event_from_row, shown("events"))),
        rejects=tuple(reject_from_row(CODECS["rejects"].decode(values)) for values in rejects),
        provenance=tuple(
            provenance_from_row(dict(zip(("table", "component", "version", "model"), values, strict=True)))
            for values in provenance
        ),
    )


def _rows(connection: sqlite3.Connection, table: str, article: str) -> Iterator[Row]:
    decode = CODECS[table].decode
    return (decode(values) for values in connection.execute(queries.FACTS_OF[table], (article,)))

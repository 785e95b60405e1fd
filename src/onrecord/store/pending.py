"""Inputs as they are to be read: with the corrections that people made to an article's metadata."""

import json
import sqlite3
from collections.abc import Iterator

from onrecord.model import RawArticle
from onrecord.store import queries
from onrecord.store.inputs import Packed, amend, input_digest, unpack

__all__ = ["effective_input", "iter_effective_inputs", "iter_pending", "read_effective"]


def effective_input(connection: sqlite3.Connection, article: str, raw: RawArticle) -> RawArticle:
    """`raw` under its article's id with the metadata that people set."""
    changes = {field: json.loads(new) for field, new in connection.execute(queries.ARTICLE_CHANGES, (article,))}
    return amend(raw, article, changes)


def iter_effective_inputs(connection: sqlite3.Connection) -> Iterator[tuple[str, RawArticle]]:
    """The current version of every stored input, by article id."""
    for (article,) in connection.execute(queries.INPUT_IDS).fetchall():
        yield article, read_effective(connection, article)


def iter_pending(connection: sqlite3.Connection) -> Iterator[tuple[str, RawArticle]]:
    """Articles that were read with other metadata than they now have."""
    for article, read_as in connection.execute(queries.CORRECTED_ARTICLES).fetchall():
        raw = read_effective(connection, article)
        if input_digest(raw) != read_as:
            yield article, raw


def read_effective(connection: sqlite3.Connection, article: str) -> RawArticle:
    """The current version of an article's stored input, as it is to be read."""
    _, kind, metadata, body = connection.execute(queries.INPUT, (article,)).fetchone()
    return effective_input(connection, article, unpack(Packed(kind, metadata, body)))

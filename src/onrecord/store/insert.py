"""Facts and links to database rows; every function runs inside its caller's transaction."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import count, repeat

from onrecord.model import Event, Facts, Links, Provenance, Statement, slice_spans
from onrecord.model.rows import (
    Row,
    account_row,
    article_row,
    copy_row,
    entity_row,
    event_row,
    happening_row,
    mention_row,
    ordering_row,
    passage_row,
    reject_row,
    role_row,
    statement_row,
    timex_row,
    topic_row,
    utterance_row,
)
from onrecord.store import queries
from onrecord.store.codec import CODECS, Value, dump
from onrecord.store.sift import mention_id, timex_id

__all__ = ["clear_links", "insert_facts", "insert_links", "statement_words"]


def statement_words(text: str, statement: Statement) -> str:
    """The words by which a statement is shown: its content's, else its cue's, else its source's."""
    return slice_spans(text, statement.content or statement.cue or statement.source)


def insert_facts(connection: sqlite3.Connection, facts: Facts) -> None:
    """Store an article that isn't there, with its facts as `sift` left them."""
    article = facts.article
    text, at = article.text, {"article": article.id}
    _insert(connection, "articles", [article_row(article)], number=_next_number(connection, "articles"))
    _insert(connection, "passages", ({**at, **passage_row(p)} for p in article.passages), ordered=True)
    _insert(connection, "article_entities", map(entity_row, facts.entities), ordered=True, owner=article.id)
    _insert(connection, "article_roles", map(role_row, facts.roles), ordered=True, owner=article.id)
    _insert(
        connection,
        "mentions",
        ({"id": mention_id(facts, m), **at, **mention_row(m), "text": m.span.of(text)} for m in facts.mentions),
        ordered=True,
    )
    _insert(
        connection,
        "timexes",
        ({"id": timex_id(facts, t), **at, **timex_row(t), "text": t.span.of(text)} for t in facts.timexes),
        ordered=True,
    )
    _insert(
        connection,
        "statements",
        ({**at, **statement_row(s), "text": statement_words(text, s)} for s in facts.statements),
        ordered=True,
        number=_next_number(connection, "statements"),
    )
    _insert(
        connection,
        "events",
        ({**at, **event_row(e), "text": slice_spans(text, e.trigger)} for e in facts.events),
        ordered=True,
        number=_next_number(connection, "events"),
        names=map(_names, facts.events),
    )
    _insert(connection, "rejects", map(reject_row, facts.rejects), whole=0)
    _insert_provenance(connection, article.id, facts.provenance)


def insert_links(connection: sqlite3.Connection, links: Links, version: str) -> None:
    """Store `links` in a record without links."""
    _insert(connection, "copies", map(copy_row, links.copies))
    _insert(connection, "entities", map(entity_row, links.entities))
    connection.executemany(queries.PUT_ENTITY_OF, links.entity_of)
    _insert(connection, "roles", map(role_row, links.roles))
    _insert(connection, "happenings", map(happening_row, links.happenings))
    connection.executemany(
        queries.PUT_HAPPENING_EVENT,
        ((happening.id, at, event) for happening in links.happenings for at, event in enumerate(happening.events)),
    )
    _insert(connection, "relations", map(ordering_row, links.orderings))
    _insert(connection, "utterances", map(utterance_row, links.utterances))
    _insert(connection, "topics", map(topic_row, links.topics))
    connection.executemany(
        queries.PUT_STATEMENT_LINK,
        (
            (link.statement, link.utterance, dump(list(link.topics)), link.said_in, dump(list(link.about)))
            for link in links.statements
        ),
    )
    _insert(connection, "accounts", map(account_row, links.accounts))
    connection.execute(queries.PUT_LINKED, (version,))


def clear_links(connection: sqlite3.Connection) -> None:
    """Take all links out."""
    for statement in queries.CLEAR_LINKS:
        connection.execute(statement)


def _insert(
    connection: sqlite3.Connection,
    table: str,
    rows: Iterable[Row],
    *,
    ordered: bool = False,
    owner: str | None = None,
    number: int | None = None,
    whole: int | None = None,
    names: Iterable[str] | None = None,
) -> None:
    """Insert `rows`, with the table's own columns: `position` when ordered, the owning article, a running number."""
    codec = CODECS[table]
    more: dict[str, Iterator[Value]] = {}
    if ordered:
        more["position"] = count(0)
    if owner is not None:
        more["article"] = repeat(owner)
    if number is not None:
        more["number"] = count(number)
    if whole is not None:
        more["whole"] = repeat(whole)
    if names is not None:
        more["names"] = iter(names)
    extras = tuple(more.values())
    connection.executemany(
        codec.insert(*more),
        (codec.encode(row) + [next(extra) for extra in extras] for row in rows),
    )


def _insert_provenance(connection: sqlite3.Connection, article: str, provenance: Iterable[Provenance]) -> None:
    for position, item in enumerate(provenance):
        key = (item.component, item.version, item.model)
        connection.execute(queries.PUT_COMPONENT, key)
        connection.execute(queries.PUT_PROVENANCE, (article, position, item.table, *key))


def _next_number(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(queries.NEXT_NUMBER[table]).fetchone()[0])


def _names(event: Event) -> str:
    """Who takes part in an event, and where, for the search."""
    names = [actor.text for actor in (*event.actors, *event.recipients, *event.participants)]
    if event.place is not None:
        names.append(event.place.name)
    return "; ".join(dict.fromkeys(names))

"""What corrections hang on, and how they find it again after facts were read anew.

An anchor remembers a fact's id, its article and that article's text hash, its spans and their words. Against
new facts of that article it attaches to

1. the fact with the same id;
2. with unchanged text, the fact of its table that shares most of its characters, at least half (Dice);
3. with changed text, the fact of its table with the same words, the nearest one when there are several.

Otherwise it attaches to nothing, which `check` reports. The outcome depends on the anchor and the present
facts alone, not on what lay between.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.errors import CorrectionError
from onrecord.model import Span
from onrecord.model.rows import normalise_words, spans_from_row, spans_row
from onrecord.store import queries
from onrecord.store.codec import dump

__all__ = ["Anchor", "attach", "find_anchor", "put_anchor", "reattach"]

_MIN_DICE = 0.5
_FACT_TABLES = ("statements", "events", "timexes", "mentions")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a correction hangs on: `table` is what the person meant, `held_by` and `fact` what holds it."""

    table: str
    held_by: str
    fact: str
    article: str | None
    sha256: str | None
    spans: tuple[Span, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    id: str
    spans: tuple[Span, ...]
    words: tuple[str, ...]


def find_anchor(connection: sqlite3.Connection, target: str) -> Anchor:
    """The anchor for an id of any table.

    Raises:
        CorrectionError: The record has nothing with this id.
    """
    for table in _FACT_TABLES:
        owner = connection.execute(queries.OWNER[table], (target,)).fetchone()
        if owner is not None:
            return _held(connection, table, table, target, owner[0])
    if connection.execute(queries.IS_IN["articles"], (target,)).fetchone():
        sha256 = connection.execute(queries.SHA256_OF, (target,)).fetchone()[0]
        return Anchor("articles", "articles", target, target, sha256, (), ())
    if connection.execute(queries.IS_IN["happenings"], (target,)).fetchone():
        event = connection.execute(queries.SMALLEST_EVENT, (target,)).fetchone()[0]
        owner = connection.execute(queries.OWNER["events"], (event,)).fetchone()
        return _held(connection, "happenings", "events", event, owner[0])
    entity = target
    if connection.execute(queries.IS_IN["entities"], (target,)).fetchone():
        entity = connection.execute(queries.SMALLEST_ENTITY, (target,)).fetchone()[0] or target
        if entity == target and not connection.execute(queries.ARTICLES_OF_ENTITY, (entity,)).fetchone():
            return Anchor("entities", "entities", target, None, None, (), ())  # known from a roles file only
    owner = connection.execute(queries.ARTICLES_OF_ENTITY, (entity,)).fetchone()
    if owner is not None:
        return _held(connection, "entities", "article_entities", entity, owner[0])
    raise CorrectionError(f"nothing in this record has the id {target}; `show --json` and `export` print ids")


def put_anchor(connection: sqlite3.Connection, correction: int, part: str, anchor: Anchor) -> None:
    """Store an anchor, attached to the fact that it was made from."""
    connection.execute(
        queries.PUT_ANCHOR,
        (
            correction,
            part,
            anchor.table,
            anchor.held_by,
            anchor.fact,
            anchor.article,
            anchor.sha256,
            dump(spans_row(anchor.spans)),
            dump(list(anchor.words)),
            anchor.fact,
        ),
    )


def reattach(connection: sqlite3.Connection, article: str) -> None:
    """Attach the anchors in `article` to its present facts."""
    for correction, part, held_by, fact, sha256, spans, words in connection.execute(
        queries.ANCHORS_OF, (article,)
    ).fetchall():
        now = attach(connection, article, held_by, fact, sha256, spans, words)
        connection.execute(queries.ATTACH, (now, correction, part))


def attach(
    connection: sqlite3.Connection, article: str | None, held_by: str, fact: str, sha256: str, spans: str, words: str
) -> str | None:
    """The id of the fact that a stored anchor hangs on now, None when there is none."""
    if article is None:
        return fact
    present = connection.execute(queries.SHA256_OF, (article,)).fetchone()
    if present is None:
        return None
    if held_by == "articles":
        return article
    if held_by == "article_entities" and any(
        owner == article for (owner,) in connection.execute(queries.ARTICLES_OF_ENTITY, (fact,))
    ):
        return fact
    places = _places(connection, held_by, article, present[1])
    wanted = _Place(fact, spans_from_row(json.loads(spans)), tuple(json.loads(words)))
    if any(place.id == fact for place in places):
        return fact
    return _by_overlap(wanted, places) if present[0] == sha256 else _by_words(wanted, places)


def _held(connection: sqlite3.Connection, table: str, held_by: str, fact: str, article: str) -> Anchor:
    sha256, text = connection.execute(queries.SHA256_OF, (article,)).fetchone()
    places = {place.id: place for place in _places(connection, held_by, article, text)}
    place = places.get(fact, _Place(fact, (), ()))
    return Anchor(table, held_by, fact, article, sha256, place.spans, place.words)


def _places(connection: sqlite3.Connection, table: str, article: str, text: str) -> list[_Place]:
    places = []
    for fact, *lists in connection.execute(queries.PLACES[table], (article,)):
        spans = tuple(sorted(span for item in lists for span in spans_from_row(json.loads(item))))
        places.append(_Place(fact, spans, tuple(span.of(text) for span in spans)))
    return sorted(places, key=lambda place: place.id)


def _by_overlap(wanted: _Place, places: Sequence[_Place]) -> str | None:
    scores = [(_dice(wanted.spans, place.spans), place.id) for place in places]
    best = max((score for score, _ in scores), default=0.0)
    return min(fact for score, fact in scores if score == best) if best >= _MIN_DICE else None


def _by_words(wanted: _Place, places: Sequence[_Place]) -> str | None:
    words = [normalise_words(piece) for piece in wanted.words]
    same = [place for place in places if place.spans and [normalise_words(piece) for piece in place.words] == words]
    if not same or not wanted.spans:
        return None
    return min(same, key=lambda place: (abs(place.spans[0].start - wanted.spans[0].start), place.id)).id


def _dice(one: Sequence[Span], two: Sequence[Span]) -> float:
    left = {at for span in one for at in range(span.start, span.end)}
    right = {at for span in two for at in range(span.start, span.end)}
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0

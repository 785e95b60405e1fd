"""Linking what is given: articles into stories, event mentions into events, with no record at hand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.errors import InputError
from onrecord.link.contexts import Vector, context_vectors
from onrecord.link.coreference import group_mentions
from onrecord.link.mentions import MentionView, mention_views
from onrecord.link.stories import find_stories

__all__ = ["link_mentions", "link_stories"]

Row = Mapping[str, Any]


def link_stories(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """`{"id", "cluster"}` for each article `{"id", "text"}`, in the order given.

    A cluster is named by the smallest id of its articles, whatever the order of the rows.

    Raises:
        InputError: A row lacks a key.
    """
    articles = sorted(((str(_get(row, "id")), position, str(_get(row, "text"))) for position, row in enumerate(rows)))
    labels = find_stories([text for _, _, text in articles])
    named = [
        (position, identity, articles[label][0])
        for (identity, position, _), label in zip(articles, labels, strict=True)
    ]
    for _, identity, cluster in sorted(named):
        yield {"id": identity, "cluster": cluster}


def link_mentions(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """`{"id", "cluster"}` for each mention of kind "event" in articles `{"id", "text", "mentions"}`, in the order
    given.

    Articles are put into stories first, mentions are compared within a story. A cluster is named by the smallest id
    of its mentions.

    Raises:
        InputError: A row lacks a key, or a mention has the id of another.
    """
    given = [_checked(row) for row in rows]
    _check_ids(given)
    order = sorted(range(len(given)), key=lambda i: str(given[i]["id"]))
    stories: dict[int, list[int]] = defaultdict(list)
    for article, story in zip(order, find_stories([given[i]["text"] for i in order]), strict=True):
        stories[story].append(article)
    cluster_of: dict[str, str] = {}
    for articles in stories.values():
        views: list[MentionView] = []
        vectors: dict[str, Vector] = {}
        for i in articles:
            views += mention_views(given[i], i)
            vectors.update(context_vectors(given[i]))
        views.sort(key=lambda view: view.id)
        labels = group_mentions(views, vectors)
        cluster_of.update({view.id: views[label].id for view, label in zip(views, labels, strict=True)})
    for row in given:
        for mention in row["mentions"]:
            if mention["kind"] == "event":
                yield {"id": mention["id"], "cluster": cluster_of[mention["id"]]}


def _check_ids(rows: Sequence[Row]) -> None:
    """Refuse mentions of one id: answers are told apart by it."""
    owner: dict[Any, Row] = {}
    for row in rows:
        for mention in row["mentions"]:
            if mention["id"] in owner:
                raise InputError(
                    f"mention {mention['id']!r} of the row{_name(row)} has the id of one of the row"
                    f"{_name(owner[mention['id']])}; ids of mentions must be unique in the file"
                )
            owner[mention["id"]] = row


def _get(row: Row, key: str) -> Any:
    if key not in row:
        raise InputError(f"a row{_name(row)} has no {key!r}; link reads {{id, text, mentions}}")
    return row[key]


def _name(row: Row) -> str:
    return f" with id {row['id']!r}" if "id" in row else ""


def _checked(row: Row) -> Row:
    for key in ("id", "text", "mentions"):
        _get(row, key)
    if not isinstance(row["text"], str) or not isinstance(row["mentions"], Sequence):
        raise InputError(f'"text" of the row{_name(row)} must be a string, "mentions" a list')
    size = len(row["text"])
    for mention in row["mentions"]:
        if not isinstance(mention, Mapping):
            raise InputError(f"a mention of the row{_name(row)} must be an object; give id, start, end and kind")
        for key in ("id", "start", "end", "kind"):
            if key not in mention:
                raise InputError(f"a mention of the row{_name(row)} has no {key!r}; give id, start, end and kind")
        if not isinstance(mention["id"], str | int):
            raise InputError(f"the id {mention['id']!r} of a mention of the row{_name(row)} must be a string")
        if type(mention["start"]) is not int or type(mention["end"]) is not int:
            raise InputError(f"start and end of mention {mention['id']!r} of the row{_name(row)} must be whole numbers")
        if not 0 <= mention["start"] < mention["end"] <= size:
            raise InputError(
                f"mention {mention['id']!r} lies outside the text of the row{_name(row)} ({size} characters)"
            )
    return row

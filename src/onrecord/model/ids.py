"""Ids come from content, so that a second run writes the same rows."""

import hashlib
from collections.abc import Iterable

from onrecord.model.span import Span

__all__ = ["article_id", "digest", "fact_id", "text_sha256"]

_ID_HEX_CHARS = 20  # 80 bits: no clash to be expected below 10^11 facts


def digest(*parts: str) -> str:
    """A short hex hash of `parts`, which are kept apart by a unit separator."""
    joined = "\x1f".join(parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_HEX_CHARS]


def text_sha256(text: str) -> str:
    """The full SHA-256 of the stored text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def article_id(given: str | None, url: str | None, publisher: str | None, text: str) -> str:
    """The given id, else a hash of the URL, else of publisher and text."""
    if given:
        return given
    if url:
        return "u-" + digest(url)
    return "t-" + digest(publisher or "", text)


def fact_id(article: str, sha256: str, table: str, spans: Iterable[Span]) -> str:
    """The id of a fact: article, text, table and the fact's spans in text order.

    `table` is the exported table's name; its first letter leads the id, so that people can tell a
    statement from an event at sight.
    """
    places = ",".join(f"{s.start}-{s.end}" for s in sorted(spans))
    return f"{table[0]}-{digest(article, sha256, table, places)}"

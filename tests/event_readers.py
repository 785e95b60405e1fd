"""Own sentences read through the whole pipeline, once each."""

from functools import lru_cache

from onrecord.model import Event, RawArticle
from onrecord.pipeline.stages import annotate_article


@lru_cache(maxsize=256)
def read(text: str, published: str | None = None) -> tuple[Event, ...]:
    """The events of a text; `published` is a day (YYYY-MM-DD)."""
    return annotate_article(RawArticle(path="a", text=text, published=published)).events


def all_told_by(text: str, word: str, published: str | None = None) -> list[Event]:
    """The events with `word` in their trigger."""
    return [e for e in read(text, published) if any(word in span.of(text) for span in e.trigger)]


def told_by(text: str, word: str, published: str | None = None) -> Event:
    """The first event with `word` in its trigger."""
    return all_told_by(text, word, published)[0]

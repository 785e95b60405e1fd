"""What a record's reader hands out: facts with their article, their words and what linking adds."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from onrecord.model.event import Event
from onrecord.model.link import Account, Happening, Topic
from onrecord.model.statement import Statement

__all__ = ["Comparison", "Filter", "Hit", "Point", "Position", "RecordedEvent", "RecordedStatement", "Wanted"]


@dataclass(frozen=True, slots=True)
class RecordedStatement:
    """A statement in a record: `text` are its words, `normal` the same made comparable.

    `topics`, `utterance`, `said_in` and `about` are ids; they are empty until the record is linked.
    """

    statement: Statement
    article: str
    text: str
    normal: str
    topics: tuple[str, ...] = ()
    utterance: str | None = None
    said_in: str | None = None
    about: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event in a record: `text` are the words of its trigger, `happening` the id of what it belongs to."""

    event: Event
    article: str
    text: str
    happening: str | None = None

    @property
    def id(self) -> str:
        """The event's id."""
        return self.event.id


@dataclass(frozen=True, slots=True)
class Position:
    """One side's statements on one topic, in the order in which they were said, undated ones last."""

    side: str
    topic: Topic
    statements: tuple[RecordedStatement, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One row of a comparison: each side's account of it, in the order of `Comparison.sides`.

    An empty cell means "not in these articles", unless `Comparison.unplaced` has statements that may belong there.
    """

    topic: str | None
    cells: tuple[tuple[Account, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sides' accounts of one happening, side by side, with the statements that they are made of.

    `unplaced` are the further statements of the same articles that one of the sides may have made: their side is not
    known, or is one of these while nothing ties them to the happening.
    """

    happening: Happening
    sides: tuple[str, ...]
    points: tuple[Point, ...]
    statements: tuple[RecordedStatement, ...]
    topics: tuple[Topic, ...] = ()
    unplaced: tuple[RecordedStatement, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One find of a search: the table, the id and article of what was found, and its words.

    `snippet` has the words that match between U+0002 and U+0003.
    """

    table: str
    id: str
    article: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show; None lets everything through.

    Args:
        speaker: An entity's id, or part of its name or of an alias, in any case.
        side: A side or country code, or a side's name, in any case.
        topic: A topic's id, or its name in any case.
        terms: One of `TERMS`.
        since: The first day, `YYYY-MM-DD`.
        until: The last day, included.
        certain: Whether a time must lie within `since` and `until`; else it is enough that it may.
    """

    speaker: str | None = None
    side: str | None = None
    topic: str | None = None
    terms: str | None = None
    since: str | None = None
    until: str | None = None
    certain: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no day: it would be compared as words."""
        for name, day in (("since", self.since), ("until", self.until)):
            if day is not None and not _is_day(day):
                raise ValueError(f"{name}: {day!r} is no day; write YYYY-MM-DD")


def _is_day(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day
    except (TypeError, ValueError):
        return False


class Wanted(TypedDict, total=False):
    """The keywords of `Filter`."""

    speaker: str | None
    side: str | None
    topic: str | None
    terms: str | None
    since: str | None
    until: str | None
    certain: bool

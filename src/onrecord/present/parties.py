"""Whose accounts stand side by side, and which points: the sides that took part, third parties apart."""

from collections.abc import Iterator

from onrecord.model.record import Comparison, Point
from onrecord.present.words import NO_TOPIC, NOT_HERE, count_words

__all__ = ["absence_words", "iter_points", "split_parties", "unplaced_words"]

_FEWEST = 2  # who take part in an engagement
_SO_FAR = f"{NOT_HERE}, see below"


def split_parties(comparison: Comparison) -> tuple[list[str], list[str]]:
    """The sides that took part in the happening, and third parties.

    A side took part when a participant is of it, by code or by name, or speaks in its account. All are
    parties when nobody who took part gives an account, and where only one who took part is named, who answers him.
    """
    participants = comparison.happening.participants
    parties = {actor.code for actor in participants} | {actor.text for actor in participants}
    entities = {actor.entity for actor in participants} - {None}
    speak = {
        found.id
        for found in comparison.statements
        for ref in (found.statement.speaker, found.statement.principal)
        if ref is not None and ref.entity in entities
    }
    accounts = (account for point in comparison.points for cell in point.cells for account in cell)
    parties |= {account.side for account in accounts if not speak.isdisjoint(account.statements)}
    if len(participants) < _FEWEST:
        parties |= _answering(comparison, parties)
    own = [side for side in comparison.sides if side in parties]
    if not own:
        return list(comparison.sides), []
    return own, [side for side in comparison.sides if side not in parties]


def _answering(comparison: Comparison, parties: set[str | None]) -> set[str]:
    """The sides that have a point in common with those of a happening that names only one who took part."""
    found: set[str] = set()
    for point in comparison.points:
        told = {side for side, cell in zip(comparison.sides, point.cells, strict=True) if cell}
        if told & parties:
            found |= told
    return found


def iter_points(comparison: Comparison) -> Iterator[tuple[str, Point]]:
    """Each point once, with the names of all topics that it is on; the rows of a point differ in nothing else."""
    names = {topic.id: topic.name for topic in comparison.topics}
    points: dict[tuple[tuple[tuple[str, ...], ...], ...], Point] = {}
    topics: dict[tuple[tuple[tuple[str, ...], ...], ...], dict[str, None]] = {}
    for point in comparison.points:
        told = tuple(tuple(sorted(account.statements for account in cell)) for cell in point.cells)
        points.setdefault(told, point)
        topics.setdefault(told, {})[names.get(point.topic or "", NO_TOPIC)] = None
    for told, point in points.items():
        yield ", ".join(topics[told]), point


def absence_words(comparison: Comparison, side: str) -> str:
    """What stands for a point that a side's account lacks.

    It says so where the articles hold statements that may be the side's and are in no account.
    """
    return _SO_FAR if any(s.statement.side in {None, side} for s in comparison.unplaced) else NOT_HERE


def unplaced_words(comparison: Comparison, sides: list[str]) -> list[str]:
    """What is told below the accounts of statements that may belong to one of `sides` and are in no account."""
    notes = []
    for side in sides:
        if n := sum(s.statement.side == side for s in comparison.unplaced):
            told = count_words(n, "further statement")
            notes.append(f"{side}: {told} in these articles not tied to this happening; the point may stand there.")
    if n := sum(s.statement.side is None for s in comparison.unplaced):
        told = count_words(n, "statement")
        notes.append(f"{told} in these articles whose side is not known; the point may stand there.")
    return notes

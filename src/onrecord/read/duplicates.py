"""One id, several texts: found in one pass over (id, sha256) pairs."""

from collections.abc import Iterable

__all__ = ["CONFLICT", "REPEAT", "reject_duplicates"]

CONFLICT = "duplicate_id"
REPEAT = "repeat"


def reject_duplicates(pairs: Iterable[tuple[str, str]]) -> dict[int, str]:
    """What to do with the pairs that share an id, by position in the stream.

    All positions of an id that stands there with different texts are `CONFLICT`, so that none of them is
    taken by accident of order. Of an id that comes again with the same text the later positions are `REPEAT`.
    Positions that aren't listed are fine. Holds one entry per id, never a text.
    """
    seen: dict[str, tuple[str, list[int]]] = {}
    conflicts: set[str] = set()
    for position, (article, sha256) in enumerate(pairs):
        first_sha256, positions = seen.setdefault(article, (sha256, []))
        positions.append(position)
        if sha256 != first_sha256:
            conflicts.add(article)
    verdicts: dict[int, str] = {}
    for article, (_, positions) in seen.items():
        if article in conflicts:
            verdicts.update(dict.fromkeys(positions, CONFLICT))
        else:
            verdicts.update(dict.fromkeys(positions[1:], REPEAT))
    return verdicts

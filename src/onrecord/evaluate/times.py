"""Scores of time expressions, counted as TempEval-3 (task A) did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["TimeScores", "TimexRow", "score_timexes"]


@dataclass(frozen=True, slots=True)
class TimexRow:
    """One expression `[start, end)` (code points) with its TimeML type and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TimeScores:
    """Counts over all documents; every share is 0..1.

    `matched` gold expressions share a character with one of the system's (one to one); `strict` of them have the same
    ends, `types` the same type, `values` the same value.
    """

    gold: int
    system: int
    matched: int
    strict: int
    types: int
    values: int

    def f1(self, hits: int) -> float:
        """The F1 of `hits` against both totals (0 without any)."""
        total = self.gold + self.system
        return 2 * hits / total if total else 0.0

    def summary(self) -> dict[str, float]:
        """Strict, relaxed, type and value F1, as the official tool prints them."""
        return {
            "strict": self.f1(self.strict),
            "relaxed": self.f1(self.matched),
            "type": self.f1(self.types),
            "value": self.f1(self.values),
        }


def score_timexes(documents: Iterable[tuple[Sequence[TimexRow], Sequence[TimexRow]]]) -> TimeScores:
    """The scores of (gold, system) pairs, one a document."""
    counts = dict.fromkeys(("gold", "system", "matched", "strict", "types", "values"), 0)
    for gold, system in documents:
        _count(gold, system, counts)
    return TimeScores(**counts)


def _count(gold: Sequence[TimexRow], system: Sequence[TimexRow], counts: "dict[str, int]") -> None:
    counts["gold"] += len(gold)
    counts["system"] += len(system)
    for index, other in _align(gold, system).items():
        one = gold[index]
        counts["matched"] += 1
        counts["strict"] += (one.start, one.end) == (other.start, other.end)
        counts["types"] += one.type == other.type
        counts["values"] += one.value == other.value


def _align(gold: Sequence[TimexRow], system: Sequence[TimexRow]) -> Mapping[int, TimexRow]:
    """One-to-one pairs that share characters: exact ones first, then the longest overlap, then the leftmost."""
    candidates = []
    for i, one in enumerate(gold):
        for j, other in enumerate(system):
            shared = min(one.end, other.end) - max(one.start, other.start)
            if shared > 0:
                candidates.append(((one.start, one.end) != (other.start, other.end), -shared, i, j))
    pairs: dict[int, TimexRow] = {}
    used: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in pairs and j not in used:
            pairs[i] = system[j]
            used.add(j)
    return pairs

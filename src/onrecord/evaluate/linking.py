"""Scores of a clustering against a known one: B-cubed (Bagga and Baldwin 1998) and pairs."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

__all__ = ["Agreement", "b_cubed", "pairs"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Agreement:
    """For each item, how much of its cluster is right and how much of its gold cluster is there; the means."""
    both = Counter(zip(gold, found, strict=True))
    golds, founds = Counter(gold), Counter(found)
    n = max(1, len(gold))
    precision = sum(count * count / founds[label] for (_, label), count in both.items()) / n
    recall = sum(count * count / golds[label] for (label, _), count in both.items()) / n
    return Agreement(precision, recall)


def pairs(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Agreement:
    """Of the pairs put together, how many are right, and of the right ones, how many are there."""
    both = _pairs(Counter(zip(gold, found, strict=True)))
    founds, golds = _pairs(Counter(found)), _pairs(Counter(gold))
    return Agreement(both / founds if founds else 0.0, both / golds if golds else 0.0)


def _pairs(counts: "Counter[Hashable] | Counter[tuple[Hashable, Hashable]]") -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())

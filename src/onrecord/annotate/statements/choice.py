"""A learned choice among classes: the sum of what each feature weighs, the same on every machine.

The weights of `channels.json` and `terms.json` were learned by `training/statements`.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

__all__ = ["Choice", "load_choice"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Weights: of every class, of a pair's name for the class that it speaks for, of plain features by class."""

    bias: dict[str, float]
    pairs: dict[str, float]
    plain: dict[str, dict[str, float]]

    def score(self, plain: Iterable[str], pairs: Iterable[tuple[str, str]] = ()) -> dict[str, float]:
        """The log-odds of every class, up to a common term; the order of the features doesn't matter."""
        parts = {name: [weight] for name, weight in self.bias.items()}
        for feature in set(plain):
            for name, weight in self.plain.get(feature, {}).items():
                parts[name].append(weight)
        for name, feature in pairs:
            if feature in self.pairs:
                parts[name].append(self.pairs[feature])
        return {name: math.fsum(weights) for name, weights in parts.items()}

    def best(self, plain: Iterable[str], pairs: Iterable[tuple[str, str]] = (), least: float = 0.0) -> str:
        """The likeliest class, of equal ones the first by name; the class "" where none is as likely as `least`
        (0..1)."""
        scores = self.score(plain, pairs)
        name = min(scores, key=lambda name: (-round(scores[name], 6), name))
        share = 1 / math.fsum(math.exp(score - scores[name]) for score in scores.values())
        return name if round(share, 6) >= least else ""


@lru_cache(maxsize=4)
def load_choice(name: str) -> Choice:
    """The shipped weights of "channels" or "terms"."""
    table = json.loads(files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return Choice(table["bias"], table["pairs"], table["plain"])

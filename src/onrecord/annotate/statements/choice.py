"""A learned choice among classes: the sum of what each feature weighs, the same on every machine.

The weights of `channels.json` and `terms.json` were learned by `training/statements`.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

__all__ = ["Choice", "as_logs", "as_shares", "average", "likeliest", "load_choice"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Weights: of every class, of a pair's name for the class that it speaks for, of plain features by class."""

    bias: dict[str, float]
    pairs: dict[str, float]
    plain: dict[str, dict[str, float]]
    _rows: dict[str, tuple[float, ...]] = field(init=False, repr=False, compare=False)  # of `plain`, a number a class

    def __post_init__(self) -> None:
        rows = {name: tuple(weights.get(of, 0.0) for of in self.bias) for name, weights in self.plain.items()}
        object.__setattr__(self, "_rows", rows)

    def score(self, plain: Iterable[str], pairs: Iterable[tuple[str, str]] = ()) -> dict[str, float]:
        """The log-odds of every class, up to a common term; the order of the features doesn't matter."""
        rows = [row for feature in set(plain) if (row := self._rows.get(feature)) is not None]
        told: dict[str, list[float]] = {name: [] for name in self.bias}
        for name, feature in pairs:
            if feature in self.pairs:
                told[name].append(self.pairs[feature])
        columns = zip(self.bias.values(), *rows, strict=True)
        return {name: math.fsum([*told[name], *column]) for name, column in zip(self.bias, columns, strict=True)}

    def weigh(self, plain: Iterable[str], pairs: Iterable[tuple[str, str]] = ()) -> dict[str, float]:
        """The logarithm of how likely every class is."""
        return as_logs(self.score(plain, pairs))

    def best(self, plain: Iterable[str], pairs: Iterable[tuple[str, str]] = ()) -> str:
        """The likeliest class, of equal ones the first by name."""
        return likeliest(as_shares(self.weigh(plain, pairs)))


def average(logs: Mapping[str, float], heard: Mapping[str, float] | None, trust: float) -> Mapping[str, float]:
    """Two readers' logarithms averaged; `trust` (0..1) is the share of the other, who may have heard nothing."""
    if heard is None:
        return logs
    return as_logs({name: (1 - trust) * log + trust * heard[name] for name, log in logs.items()})


def as_shares(logs: Mapping[str, float]) -> dict[str, float]:
    """How likely every class is, 0..1, all together 1."""
    return {name: round(math.exp(log), 6) for name, log in logs.items()}


def likeliest(shares: Mapping[str, float]) -> str:
    """The likeliest class, of equal ones the first by name."""
    return min(shares, key=lambda name: (-shares[name], name))


def as_logs(scores: Mapping[str, float]) -> dict[str, float]:
    """Log-odds up to a common term as logarithms of likelihoods."""
    top = max(scores.values())
    total = top + math.log(math.fsum(math.exp(score - top) for score in scores.values()))
    return {name: score - total for name, score in scores.items()}


@lru_cache(maxsize=4)
def load_choice(name: str) -> Choice:
    """The shipped weights of "channels" or "terms"."""
    table = json.loads(files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return Choice(table["bias"], table["pairs"], table["plain"])

"""A small learned scorer: logistic regression over named features, its weights in a JSON file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

__all__ = ["Scorer", "load_scorer"]

_DECIMALS = 6  # so that no decision hangs on the last bits of a sum


@dataclass(frozen=True, slots=True)
class Scorer:
    """Features with their weights; each counts once as it is and once as its square root, which lifts small values."""

    features: tuple[str, ...]
    weights: tuple[float, ...]
    intercept: float
    threshold: float

    def score(self, values: Sequence[float]) -> float:
        """The probability that a pair with these features (in the order of `features`) is one."""
        total = self.intercept
        n = len(self.features)
        for i, value in enumerate(values):
            total += self.weights[i] * value + self.weights[n + i] * sqrt(max(0.0, value))
        return round(1.0 / (1.0 + exp(-max(-30.0, min(30.0, total)))), _DECIMALS)

    def score_all(self, values: NDArray[np.float32]) -> NDArray[np.float64]:
        """`score` of each row."""
        exact = values.astype(np.float64)
        weights = np.array(self.weights)
        both = np.hstack([exact, np.sqrt(np.maximum(exact, 0.0))]) * weights
        total = self.intercept + both.sum(axis=1)  # no matrix product: its sums hang on the number of rows
        found: NDArray[np.float64] = np.round(1.0 / (1.0 + np.exp(-np.clip(total, -30.0, 30.0))), _DECIMALS)
        return found


def load_scorer(name: str) -> Scorer:
    """The scorer whose weights are in `NAME.json` beside this file."""
    content = json.loads(files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return Scorer(tuple(content["features"]), tuple(content["weights"]), content["intercept"], content["threshold"])

"""What the reader's vectors tell of pairs: one hidden layer over those of actor, recipient and trigger.

`choice.npz` holds its weights, learned together with `choice.json` as `training/coder/choice.py` tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.events.pairs import Pair

__all__ = ["StateWeights", "load_state_weights", "weigh_states"]

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class StateWeights:
    """The layer: `(width, 3 * hidden)` for actor, recipient and trigger; `(2, hidden)` for nobody as the former two."""

    matrix: Floats
    nobody: Floats
    bias: Floats
    out: Floats


@lru_cache(maxsize=1)
def load_state_weights() -> StateWeights:
    """The weights that ship."""
    with files(__package__).joinpath("choice.npz").open("rb") as file, np.load(file) as arrays:
        return StateWeights(**{name: arrays[name].astype(np.float32) for name in StateWeights.__slots__})


def weigh_states(states: Floats, first: int, pairs: Sequence[Pair], weights: StateWeights) -> list[float]:
    """The log-odds that the layer adds to each pair; `states` has a row for every word from `first` on."""
    if not pairs:
        return []
    hidden = len(weights.bias)
    parties = {head for pair in pairs for head in (pair.actor, pair.recipient) if head is not None}
    words = sorted(parties | {pair.trigger for pair in pairs})
    row: dict[int | None, int] = {word: i for i, word in enumerate(words)}
    row[None] = len(words)  # nobody stands after the last word
    projected = np.empty((len(words) + 1, 3 * hidden), np.float32)
    np.matmul(states[[word - first for word in words]], weights.matrix, out=projected[:-1])
    projected[-1, : 2 * hidden] = weights.nobody.ravel()
    actor, recipient, trigger = (projected[:, part * hidden : (part + 1) * hidden] for part in range(3))
    total = actor[[row[pair.actor] for pair in pairs]] + recipient[[row[pair.recipient] for pair in pairs]]
    total += trigger[[row[pair.trigger] for pair in pairs]] + weights.bias
    told: list[float] = (np.maximum(total, 0) @ weights.out).tolist()
    return told

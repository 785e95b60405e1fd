"""The regression that chooses pairs, as a torch module: weights of features, and a layer over the reader's vectors."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from onrecord.annotate.events.choice import ChoiceWeights
from onrecord.annotate.events.states import StateWeights

__all__ = ["Example", "fit", "write_states"]

_MIN_COUNT = 3  # rarer features are left out
_PENALTY = 0.3  # on the squares of the features' weights
_HIDDEN = 64
_EPOCHS = 6
_RATE = 2e-3  # of the layer; the features' weights move five times as fast
_BATCH = 512
_WARM_STEPS = 100


@dataclass(frozen=True, slots=True)
class Example:
    """A pair: its features, the vectors of actor, recipient and trigger (None for nobody), 1 for an event, its weight.

    The label may be the odds that a coder gives.
    """

    features: list[str]
    actor: NDArray[np.float16] | None
    recipient: NDArray[np.float16] | None
    trigger: NDArray[np.float16]
    label: float
    weight: float


class _Choice(nn.Module):
    def __init__(self, n_features: int, width: int) -> None:
        super().__init__()
        self.features = nn.EmbeddingBag(n_features, 1, mode="sum")
        self.intercept = nn.Parameter(torch.tensor(-3.0))
        self.nobody = nn.Parameter(torch.zeros(2, width))
        self.hidden = nn.Linear(3 * width, _HIDDEN)
        self.out = nn.Linear(_HIDDEN, 1, bias=False)
        self.dropout = nn.ModuleList((nn.Dropout(0.2), nn.Dropout(0.3)))
        nn.init.zeros_(self.features.weight)
        nn.init.zeros_(self.out.weight)

    def forward(self, features: Tensor, starts: Tensor, vectors: Tensor, absent: Tensor) -> Tensor:
        """Log-odds; `vectors` are `(pairs, 3, width)`, `absent` tells which have no actor or recipient."""
        sides = torch.where(absent[:, :, None], self.nobody, vectors[:, :2])
        seen = torch.cat([sides, vectors[:, 2:]], 1).flatten(1)
        hidden = self.dropout[1](torch.relu(self.hidden(self.dropout[0](seen))))
        return self.features(features, starts)[:, 0] + self.intercept + self.out(hidden)[:, 0]


def fit(examples: Sequence[Example], seed: int = 0) -> ChoiceWeights:
    """The weights by cross-entropy: AdamW, linear warm-up and decay; "" is the intercept."""
    torch.manual_seed(seed)
    names = _name_features(examples)
    width = len(examples[0].trigger)
    network = _Choice(len(names), width)
    layer = [p for name, p in network.named_parameters() if name != "features.weight"]
    groups = [
        {"params": [network.features.weight], "lr": 5 * _RATE, "weight_decay": 0.0},
        {"params": layer, "weight_decay": 0.01},
    ]
    steps = _EPOCHS * -(-len(examples) // _BATCH)
    optimiser = torch.optim.AdamW(groups, lr=_RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, (s + 1) / _WARM_STEPS) * (1 - s / steps))
    columns = [[names[f] for f in sorted(set(e.features)) if f in names] for e in examples]
    labels = torch.tensor([float(e.label) for e in examples])
    weights = torch.tensor([e.weight for e in examples])
    for _ in range(_EPOCHS):
        for index in torch.randperm(len(examples)).split(_BATCH):
            chosen = index.tolist()
            odds = network(*_collate([examples[i] for i in chosen], [columns[i] for i in chosen], width))
            loss = (F.binary_cross_entropy_with_logits(odds, labels[index], reduction="none") * weights[index]).mean()
            loss = loss + 0.5 * _PENALTY * (network.features.weight**2).sum() / len(examples)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return _read_weights(network, names, width)


def _name_features(examples: Sequence[Example]) -> dict[str, int]:
    counts = Counter(feature for e in examples for feature in set(e.features))
    return {name: i for i, name in enumerate(sorted(name for name, n in counts.items() if n >= _MIN_COUNT))}


def _collate(examples: Sequence[Example], columns: Sequence[Sequence[int]], width: int) -> tuple[Tensor, ...]:
    starts = np.cumsum([0, *(len(row) for row in columns)])[:-1]
    vectors = np.zeros((len(examples), 3, width), np.float32)
    absent = np.zeros((len(examples), 2), bool)
    for i, example in enumerate(examples):
        for j, vector in enumerate((example.actor, example.recipient, example.trigger)):
            if vector is None:
                absent[i, j] = True
            else:
                vectors[i, j] = vector
    flat = torch.tensor([column for row in columns for column in row])
    return flat, torch.from_numpy(starts), torch.from_numpy(vectors), torch.from_numpy(absent)


def _read_weights(network: _Choice, names: dict[str, int], width: int) -> ChoiceWeights:
    values = network.features.weight.detach()[:, 0].tolist()
    features = {name: round(values[i], 3) for name, i in names.items() if abs(values[i]) >= 0.02}
    matrix = network.hidden.weight.detach().numpy()
    actor, recipient, trigger = (matrix[:, i * width : (i + 1) * width].T for i in range(3))
    nobody = network.nobody.detach().numpy()
    states = StateWeights(
        matrix=np.hstack([actor, recipient, trigger]),
        nobody=np.stack([nobody[0] @ actor, nobody[1] @ recipient]),
        bias=network.hidden.bias.detach().numpy(),
        out=network.out.weight.detach().numpy()[0],
    )
    return ChoiceWeights({"": round(network.intercept.item(), 3), **features}, states)


def write_states(states: StateWeights, path: Path) -> None:
    """The layer as half-precision arrays; the same weights give the same bytes."""
    np.savez(path, allow_pickle=False, **dict(_iter_halves(states)))


def _iter_halves(states: StateWeights) -> Iterator[tuple[str, NDArray[np.float16]]]:
    for field in fields(states):
        yield field.name, getattr(states, field.name).astype(np.float16)

"""The learned part of coding: how likely each category and status is, given a sentence with its actors marked.

The weights are loaded at the first call. One pair a run, one thread, rounded scores: results hang on the pair alone.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.code.pairs import ROOTS, STATUS_LABELS, MarkedPair, mark_pair
from onrecord.code.rewrites import rewrite
from onrecord.engine.pieces import VOCABULARY, load_vocabulary
from onrecord.engine.session import OnnxModel

__all__ = ["WEIGHTS", "Coded", "Coder", "Scores", "coder_checksum", "decide", "load_coder"]

WEIGHTS = Path(__file__).parent / "weights"
_NONE = ROOTS.index("NONE")
_FLOOR = 1e-6  # probabilities below count alike
_SHARE_OF_ROOT = 0.25  # weight of the root's own odds where words tell a status that changes it; by held-out sentences

Floats = NDArray[np.float64]
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities in the order of `ROOTS` (root and act) and `STATUS_LABELS`."""

    root: Floats
    act: Floats
    status: Floats

    @property
    def none(self) -> float:
        """How likely nothing happens between the two."""
        return float(self.root[_NONE])


@dataclass(frozen=True, slots=True)
class Coded:
    """The final category, the plain one and the status that it follows from; `score` is the root's, 0..1."""

    root: str
    act: str
    status: str
    score: float


class Coder:
    """The encoder with its vocabulary.

    Args:
        folder: Holds `coder.onnx`.

    Raises:
        ModelError: A file is missing or can't be loaded.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._model = OnnxModel(folder / "coder.onnx")
        self._vocabulary = load_vocabulary()

    def score(self, sentence: str, actor: Spans, recipient: Spans, trigger: Spans = ()) -> Scores:
        """The probabilities for one sentence; spans are `[start, end)` code points of it."""
        return self.score_pair(mark_pair(sentence, actor, recipient, self._vocabulary, trigger))

    def score_pair(self, pair: MarkedPair) -> Scores:
        """The probabilities for one marked sentence."""
        out = self._model.run({"pieces": np.array(pair.pieces), "roles": np.array(pair.roles)})
        return Scores(*(_normalise(out[name]) for name in ("root", "act", "status")))


def _normalise(logits: NDArray[np.float32]) -> Floats:
    raised = np.exp(logits.astype(np.float64) - float(logits.max()))
    share: Floats = np.round(raised / raised.sum(), 6)
    return share


@lru_cache(maxsize=1)
def load_coder() -> Coder:
    """The coder that ships with onrecord, loaded once."""
    return Coder()


@lru_cache(maxsize=1)
def coder_checksum() -> str:
    """The SHA-256 of the shipped model file and the vocabulary together, in hex."""
    return hashlib.sha256((WEIGHTS / "coder.onnx").read_bytes() + VOCABULARY.read_bytes()).hexdigest()


def decide(scores: Scores, status: str | None = None, *, trust: float = 0.0) -> Coded:
    """The likeliest root, and the act and status that lead to it.

    CONCEDE and RETREAT count together first, so that doubt between them doesn't cost the lead over the others.

    Args:
        status: What the words that govern the trigger tell, None when they were not looked at.
        trust: How far `status` counts against the model's own, 0 (not at all) to 1 (alone).
    """
    act: list[float] = np.log(np.maximum(scores.act, _FLOOR)).tolist()
    told = scores.status
    if status is not None:
        told = (1 - trust) * told + trust * np.array([label == status for label in STATUS_LABELS])
    weight: list[float] = np.log(np.maximum(told, _FLOOR)).tolist()

    def odds(way: _Way) -> float:
        return act[way.act] + weight[way.status]

    root = _likeliest_root(scores.root)
    if status is not None and status != "occurred":
        share = np.log(np.maximum(scores.root, _FLOOR))
        root = max(_ways(), key=lambda way: odds(way) + _SHARE_OF_ROOT * share[ROOTS.index(way.root)]).root
    best = max((way for way in _ways() if way.root == root), key=odds)
    return Coded(root, ROOTS[best.act], STATUS_LABELS[best.status], round(float(scores.root[ROOTS.index(root)]), 4))


class _Way(NamedTuple):
    """An act with a status, both as places among the labels, and the category that they lead to."""

    act: int
    status: int
    root: str


@lru_cache(maxsize=1)
def _ways() -> tuple[_Way, ...]:
    return tuple(
        _Way(a, s, rewrite(name, label))
        for a, name in enumerate(ROOTS)
        for s, label in enumerate(STATUS_LABELS)
        if name != "NONE"
    )


def _likeliest_root(p: Floats) -> str:
    """The category with the highest share, NONE left out; CONCEDE or RETREAT when the two win together."""
    shares = {name: float(share) for name, share in zip(ROOTS, p, strict=True) if name != "NONE"}
    yielding = shares["CONCEDE"] + shares["RETREAT"]
    best = max(shares, key=lambda name: (shares[name], name))
    if yielding > shares[best]:
        return "CONCEDE" if shares["CONCEDE"] >= shares["RETREAT"] else "RETREAT"
    return best

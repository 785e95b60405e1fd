"""One occasion until told otherwise: how likely each channel is for one speaker's statements, read together.

A hidden Markov chain over a speaker's statements in text order (Rabiner 1989): from one to the next the channel stays
or is drawn anew; each statement's own evidence is what the choice makes of it.
"""

import itertools
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.statements.telling import CHANNELS

__all__ = ["read_together"]

# How often each channel is, of the 15,000 outer statements of the training reports, in thousandths.
_OFTEN = {
    "": 389,
    "background": 31,
    "document": 99,
    "interview": 123,
    "media": 41,
    "other": 31,
    "press_briefing": 64,
    "readout": 19,
    "social_media": 32,
    "speech": 107,
    "state_media": 15,
    "statement": 49,
}
# In the labels nine of ten neighbours share their channel and seven of ten that are eight paragraphs apart. The chain
# wants far less: most of that is in each statement's own evidence. With 0.5 and 10 one more in a hundred is wrongly
# claimed, by writers that the reader hadn't learned from.
_STAYS = 0.3
_FADES = 6.0  # paragraphs
_FLATTENED = 0.5  # the power of how often a channel is that it is drawn by: the evidence has the rest in it

Floats = NDArray[np.float64]

_DRAWN: Floats = np.array([_OFTEN[name] for name in CHANNELS], np.float64) ** _FLATTENED
_DRAWN /= _DRAWN.sum()


def read_together(shares: Sequence[dict[str, float]], paragraphs: Sequence[int]) -> list[dict[str, float]]:
    """How likely each channel of each statement is, in the light of the others.

    Args:
        shares: Of each of one speaker's statements in text order, how likely each channel is (0..1).
        paragraphs: The paragraph that each stands in.
    """
    evidence = [_as_array(of_one) / _DRAWN for of_one in shares]
    moves = [_STAYS * math.exp(-abs(b - a) / _FADES) for a, b in itertools.pairwise(paragraphs)]
    forward = [_DRAWN * evidence[0]]
    for stays, seen in zip(moves, evidence[1:], strict=True):
        before = forward[-1] / forward[-1].sum()
        forward.append((stays * before + (1 - stays) * _DRAWN) * seen)
    backward = [np.ones_like(_DRAWN)]
    for stays, seen in zip(reversed(moves), reversed(evidence[1:]), strict=True):
        after = seen * backward[-1]
        after = after / after.sum()
        backward.append(stays * after + (1 - stays) * float(_DRAWN @ after))
    return [_as_shares(a * b) for a, b in zip(forward, reversed(backward), strict=True)]


def _as_array(shares: dict[str, float]) -> Floats:
    return np.array([max(shares.get(name, 0.0), 1e-9) for name in CHANNELS], np.float64)


def _as_shares(weights: Floats) -> dict[str, float]:
    total = weights.sum()
    return {name: round(float(weight / total), 6) for name, weight in zip(CHANNELS, weights, strict=True)}

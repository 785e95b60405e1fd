"""Tag chains: the best sequence of BIO tags, and how sure each tag is (linear-chain CRF).

Tags are numbered 0 for outside, then begin and inside of each role: 1, 2, 3, 4, …

Both walk all stretches of a few words of a text at once, from every tag that a stretch may be come to by; which of
these it is is settled from stretch to stretch afterwards.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["decode_chain", "find_spans", "forbid_moves", "weigh_tags"]

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
_Real = TypeVar("_Real", np.float32, np.float64)
_NEVER = np.float32(-1e4)
_STRETCH = 24  # words, far from where a product of their scores would vanish


def forbid_moves(transitions: Floats) -> Floats:
    """The transition scores with every step to an inside tag ruled out except from its own begin or inside tag."""
    moves = transitions.astype(np.float32).copy()
    for inside in range(2, len(moves), 2):
        for before in range(len(moves)):
            if before not in (inside - 1, inside):
                moves[before, inside] = _NEVER
    return moves


def decode_chain(emissions: Floats, moves: Floats) -> list[int]:
    """The best tag of every word; `emissions` is `(words, tags)`. No chain starts with an inside tag."""
    n, n_tags = emissions.shape
    if n == 0:
        return []
    opening = emissions[0].copy()
    opening[2::2] = _NEVER
    steps = _fold(emissions[1:])
    into = np.ascontiguousarray(moves.T)  # a row for every tag: what it costs to come from each
    # The best way to each tag of each word from every tag before the stretch: (words, tags, tags before, stretches).
    ways = np.empty((_STRETCH, n_tags, n_tags, steps.shape[-1]), np.float32)
    ways[0] = into[:, :, None] + steps[0][:, None]
    for i in range(1, _STRETCH):
        np.maximum.reduce(into[:, :, None, None] + ways[i - 1], axis=1, out=ways[i])
        ways[i] += steps[i][:, None]
    starts = np.empty((steps.shape[-1], n_tags), np.float32)
    arrived = opening
    for start, through in zip(starts, ways[-1].transpose(2, 0, 1), strict=True):
        start[:] = arrived - arrived.max()
        arrived = (through + start).max(1)
    best = np.vstack([opening, _unfold((ways + starts.T).max(2), n - 1)])
    came_from = (best[:-1, None] + into).argmax(2).tolist()
    tag = int(best[-1].argmax())
    tags = [tag]
    for row in reversed(came_from):
        tag = row[tag]
        tags.append(tag)
    tags.reverse()
    return tags


def weigh_tags(emissions: Floats, moves: Floats) -> Floats:
    """The probability of every tag of every word, `(words, tags)` (forward-backward in scaled probabilities)."""
    n = len(emissions)
    if n == 0:
        return emissions
    likely = np.exp((emissions - emissions.max(1, keepdims=True)).astype(np.float64))
    steps = np.exp(moves.astype(np.float64))
    opening = likely[0].copy()
    opening[2::2] = 0.0
    forward = _pass_on(opening, likely[1:], steps)
    backward = _pass_on(likely[-1], likely[-2::-1], steps.T)[::-1]  # each word weighed itself
    arrived = np.vstack([opening > 0, forward[:-1] @ steps])  # no word weighed yet
    both = arrived * backward
    weights: Floats = (both / both.sum(1, keepdims=True)).astype(np.float32)
    return weights


def _pass_on(opening: Doubles, likely: Doubles, steps: Doubles) -> Doubles:
    """The scores of all words' tags up to a factor each, `(1 + words, tags)`, from the opening word's on."""
    n, n_tags = likely.shape
    weights = np.ascontiguousarray(_fold(likely).transpose(0, 2, 1))[:, :, None]
    # As `ways` in `decode_chain`, summed over the ways: (words, stretches, tags before, tags).
    flows = np.empty((_STRETCH, weights.shape[1], n_tags, n_tags))
    flows[0] = steps * weights[0]
    for i in range(1, _STRETCH):
        np.dot(flows[i - 1].reshape(-1, n_tags), steps, out=flows[i].reshape(-1, n_tags))
        flows[i] *= weights[i]
    starts = np.empty((weights.shape[1], n_tags))
    arrived = opening
    for start, flow in zip(starts, flows[-1], strict=True):
        start[:] = arrived / arrived.sum()
        arrived = start @ flow
    passed = np.einsum("sa,wsab->wsb", starts, flows)
    return np.vstack([opening, passed.transpose(1, 0, 2).reshape(-1, n_tags)[:n]])


def _fold(rows: NDArray[_Real]) -> NDArray[_Real]:
    """Words' rows cut into stretches that are worked on at once: `(words of a stretch, tags, stretches)`."""
    n, n_tags = rows.shape
    n_stretches = -(-n // _STRETCH)
    padded = np.zeros((n_stretches * _STRETCH, n_tags), rows.dtype)
    padded[:n] = rows
    return np.ascontiguousarray(padded.reshape(n_stretches, _STRETCH, n_tags).transpose(1, 2, 0))


def _unfold(folded: Floats, n: int) -> Floats:
    return folded.transpose(2, 0, 1).reshape(-1, folded.shape[1])[:n]


def find_spans(tags: list[int], n_roles: int) -> list[list[tuple[int, int]]]:
    """Word ranges of every role, in text order."""
    found: list[list[tuple[int, int]]] = [[] for _ in range(n_roles)]
    start, role = 0, -1
    for i, tag in enumerate([*tags, 0]):
        here = (tag - 1) // 2 if tag else -1
        if role >= 0 and (here != role or tag % 2 == 1):
            found[role].append((start, i))
            role = -1
        if here >= 0 and role < 0:
            start, role = i, here
    return found

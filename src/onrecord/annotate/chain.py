"""Tag chains: the best sequence of BIO tags, and how sure each tag is (linear-chain CRF).

Tags are numbered 0 for outside, then begin and inside of each role: 1, 2, 3, 4, …
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["decode_chain", "find_spans", "forbid_moves", "weigh_tags"]

Floats = NDArray[np.float32]
_NEVER = np.float32(-1e4)
_SCALED_EVERY = 8  # words, far from where a product of their scores would vanish


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
    best = emissions[0].copy()
    best[2::2] = _NEVER
    into = np.ascontiguousarray(moves.T)  # a row for every tag: what it costs to come from each
    scores = np.empty((n, n_tags, n_tags), np.float32)
    for row, emission in zip(scores[1:], emissions[1:], strict=True):
        np.add(into, best, out=row)
        np.maximum.reduce(row, axis=1, out=best)
        np.add(best, emission, out=best)
    came_from = scores[1:].argmax(2).tolist()
    tag = int(best.argmax())
    tags = [tag]
    for row in reversed(came_from):
        tag = row[tag]
        tags.append(tag)
    tags.reverse()
    return tags


def weigh_tags(emissions: Floats, moves: Floats) -> Floats:
    """The probability of every tag of every word, `(words, tags)` (forward-backward in scaled probabilities).

    Both ways run in one pass: read from the end, the backward one is a forward one over the moves turned round.
    """
    n, n_tags = emissions.shape
    if n == 0:
        return emissions
    likely = np.exp((emissions - emissions.max(1, keepdims=True)).astype(np.float64))
    either_way = np.hstack([likely, likely[::-1]])
    steps = np.zeros((2 * n_tags, 2 * n_tags))
    steps[:n_tags, :n_tags] = np.exp(moves.astype(np.float64))
    steps[n_tags:, n_tags:] = steps[:n_tags, :n_tags].T
    arrived = np.ones((n, 2 * n_tags))  # what comes to each tag, the word itself not yet weighed
    arrived[0, 2:n_tags:2] = 0.0
    passed = np.empty_like(arrived)
    passed[0] = arrived[0] * either_way[0]
    for i in range(1, n):
        np.dot(passed[i - 1], steps, out=arrived[i])
        np.multiply(arrived[i], either_way[i], out=passed[i])
        if i % _SCALED_EVERY == 0:
            passed[i, :n_tags] /= passed[i, :n_tags].sum()
            passed[i, n_tags:] /= passed[i, n_tags:].sum()
    both = arrived[:, :n_tags] * passed[::-1, n_tags:]
    weights: Floats = (both / both.sum(1, keepdims=True)).astype(np.float32)
    return weights


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

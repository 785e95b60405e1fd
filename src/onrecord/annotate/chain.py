"""Tag chains: the best sequence of BIO tags, and how sure each tag is (linear-chain CRF).

Tags are numbered 0 for outside, then begin and inside of each role: 1, 2, 3, 4, …
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["decode_chain", "find_spans", "forbid_moves", "weigh_tags"]

Floats = NDArray[np.float32]
_NEVER = np.float32(-1e4)


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
    n = len(emissions)
    if n == 0:
        return []
    best = emissions[0].copy()
    best[2::2] = _NEVER
    came_from = np.zeros(emissions.shape, np.int8)
    columns = np.arange(emissions.shape[1])
    for i in range(1, n):
        scores = best[:, None] + moves
        choice = scores.argmax(0)
        came_from[i] = choice
        best = scores[choice, columns] + emissions[i]
    tag = int(best.argmax())
    tags = [tag]
    for i in range(n - 1, 0, -1):
        tag = int(came_from[i, tag])
        tags.append(tag)
    tags.reverse()
    return tags


def weigh_tags(emissions: Floats, moves: Floats) -> Floats:
    """The probability of every tag of every word, `(words, tags)` (forward-backward in scaled probabilities)."""
    n = len(emissions)
    if n == 0:
        return emissions
    shifted = np.exp((emissions - emissions.max(1, keepdims=True)).astype(np.float64))
    steps = np.exp(moves.astype(np.float64))
    forward = np.empty_like(shifted)
    first = shifted[0].copy()
    first[2::2] = 0.0
    forward[0] = first / first.sum()
    for i in range(1, n):
        row = (forward[i - 1] @ steps) * shifted[i]
        forward[i] = row / row.sum()
    backward = np.empty_like(shifted)
    backward[-1] = 1.0
    for i in range(n - 2, -1, -1):
        row = steps @ (backward[i + 1] * shifted[i + 1])
        backward[i] = row / row.sum()
    both = forward * backward
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

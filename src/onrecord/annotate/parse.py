"""From arc scores to dependency trees."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["find_heads"]

Floats = NDArray[np.float32]
_NEVER = np.float32(-1e9)


def find_heads(scores: Floats) -> list[int]:
    """The best tree with one root over the words of a sentence.

    Args:
        scores: `(words, words)`; row = dependent, column = head, the diagonal = being the root.

    Returns:
        Every word's head; the root's is its own index.
    """
    n = len(scores)
    if n == 1:
        return [0]
    shifted = scores - scores.max(1, keepdims=True)
    totals = np.log(np.exp(shifted).sum(1))
    root = int((shifted.diagonal() - totals).argmax())
    np.fill_diagonal(shifted, _NEVER)
    heads: list[int] = shifted.argmax(1).tolist()
    heads[root] = root
    if _find_cycle(heads, root) is None:
        return heads
    return _span_tree(shifted - totals[:, None], root)


def _find_cycle(heads: Sequence[int], root: int) -> list[int] | None:
    """The words of a cycle that the root isn't in, if there is one."""
    state = [0] * len(heads)
    state[root] = 2
    for start in range(len(heads)):
        path = []
        word = start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word]
        if state[word] == 1:
            return path[path.index(word) :]
        for passed in path:
            state[passed] = 2
    return None


def _span_tree(weights: Floats, root: int) -> list[int]:
    """The best tree under a given root, by contracting cycles (Chu and Liu 1965, Edmonds 1967)."""
    n = len(weights)
    weights = weights.copy()
    np.fill_diagonal(weights, _NEVER)
    heads: list[int] = weights.argmax(1).tolist()
    heads[root] = root
    cycle = _find_cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    m = len(outside)
    small = np.full((m + 1, m + 1), _NEVER, np.float32)  # the cycle becomes the last word
    small[:m, :m] = weights[np.ix_(outside, outside)]
    # An arc into the cycle replaces the arc that its entry word has now.
    kept = weights[cycle, [heads[word] for word in cycle]]
    around = np.array(cycle)
    entering = weights[np.ix_(around, outside)] - kept[:, None]
    entry = entering.argmax(0)
    small[m, :m] = entering.max(0)
    leaving = weights[np.ix_(outside, around)]
    exit_word = leaving.argmax(1)
    small[:m, m] = leaving.max(1)
    inner = _span_tree(small, int(np.flatnonzero(outside == root)[0]))
    result = list(heads)
    for i, word in enumerate(outside):
        if word != root:
            result[word] = cycle[int(exit_word[i])] if inner[i] == m else int(outside[inner[i]])
    head_of_cycle = inner[m]
    result[cycle[int(entry[head_of_cycle])]] = int(outside[head_of_cycle])
    return result

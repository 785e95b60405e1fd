"""Which spans may be linked to which, and what is known of each pair besides the reader's vectors.

Used alike when the linker is trained and when it runs. Spans are ranges of word indices here.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["N_FEATURES", "REACH", "Context", "find_candidates", "measure_pairs"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

REACH = 10  # candidates on either side of a span
_FAR = 250  # words; nothing is linked across more
N_FEATURES = 24


@dataclass(frozen=True, slots=True)
class Context:
    """Where the words stand, each `(words,)`: sentence and paragraph numbers, quote states (`marks.QUOTE_STATES`)."""

    sentence: Ints
    paragraph: Ints
    quote: Ints


def find_candidates(spans: Ints, others: Ints) -> Ints:
    """For every span the indices of the `REACH` nearest others that start before it and the `REACH` after; -1 pads.

    Args:
        spans: `(n, 2)` word ranges in text order.
        others: `(m, 2)` word ranges in text order.

    Returns:
        `(n, 2 * REACH)`.
    """
    middle = np.searchsorted(others[:, 0], spans[:, 0])
    index = middle[:, None] + np.arange(-REACH, REACH)[None, :]
    safe = np.clip(index, 0, max(0, len(others) - 1))
    if len(others) == 0:
        return np.full_like(index, -1)
    gap = _gap(spans[:, None], others[safe])
    return np.where((index >= 0) & (index < len(others)) & (gap <= _FAR), index, -1)


def _gap(a: Ints, b: Ints) -> Ints:
    """Words between ranges; 0 if they touch or overlap."""
    gap: Ints = np.maximum(0, np.maximum(b[..., 0] - a[..., 1], a[..., 0] - b[..., 1]))
    return gap


def measure_pairs(spans: Ints, others: Ints, candidates: Ints, context: Context) -> Floats:
    """Features of every span with each candidate, `(n, 2 * REACH, N_FEATURES)`; those of pads mean nothing."""
    n, k = candidates.shape
    features = np.zeros((n, k, N_FEATURES), np.float32)
    if n == 0 or len(others) == 0:
        return features
    a = np.broadcast_to(spans[:, None], (n, k, 2))
    b = others[np.maximum(candidates, 0)]
    after = b[..., 0] >= a[..., 1]
    before = b[..., 1] <= a[..., 0]
    gap = _gap(a, b)
    # Sentence and paragraph steps from the nearest edge of one to the nearest edge of the other.
    near_a = np.where(after, a[..., 1] - 1, a[..., 0])
    near_b = np.where(after, b[..., 0], b[..., 1] - 1)
    sentences = np.abs(context.sentence[near_a] - context.sentence[near_b])
    paragraphs = np.abs(context.paragraph[near_a] - context.paragraph[near_b])
    # How many rivals stand nearer on that side.
    own = np.searchsorted(others[:, 0], spans[:, 0])[:, None]
    rank = np.where(candidates >= own, candidates - own, own - 1 - candidates)
    spans_between = _count_between(spans, a, b, after)
    first_state = context.quote[a[..., 0]]
    last_state = context.quote[a[..., 1] - 1]
    before_word = context.quote[np.maximum(a[..., 0] - 1, 0)]
    length = a[..., 1] - a[..., 0]
    columns = (
        after,
        before,
        np.log1p(gap) / 5.0,
        gap == 0,
        gap == 1,
        gap <= 3,
        sentences == 0,
        (sentences == 0) & before,
        sentences == 1,
        np.minimum(sentences, 4) / 4.0,
        paragraphs == 0,
        np.minimum(paragraphs, 3) / 3.0,
        np.minimum(rank, 4) / 4.0,
        (rank == 0) & after,
        (rank == 0) & before,
        np.minimum(spans_between, 4) / 4.0,
        spans_between == 0,
        first_state == 1,
        last_state == 3,
        (first_state == 2) | (first_state == 5),
        before_word == 3,
        np.log1p(length) / 5.0,
        np.log1p(b[..., 1] - b[..., 0]) / 3.0,
        context.quote[b[..., 0]] == 0,
    )
    for i, column in enumerate(columns):
        features[..., i] = column
    return features


def _count_between(spans: Ints, a: Ints, b: Ints, after: NDArray[np.bool_]) -> Ints:
    """How many of `spans` start strictly between the two of each pair."""
    low = np.where(after, a[..., 1], b[..., 1])
    high = np.where(after, b[..., 0], a[..., 0])
    starts = spans[:, 0]
    between: Ints = np.maximum(0, np.searchsorted(starts, high) - np.searchsorted(starts, low))
    return between

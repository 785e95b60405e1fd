"""Pairs of event mentions seen among the groups that a first scoring makes of them.

Two mentions tell one event the likelier, the better each goes with the other's whole group, and the less so the better
it goes with another.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["GROUP_FEATURES", "group_features"]

GROUP_FEATURES = (
    "score",  # of the pair, the first time
    "odds",  # its log-odds, in tens
    "fits_least",  # mean score of the one with the other's group: the smaller of the two
    "fits_most",  # the larger
    "groups",  # mean score of the two groups
    "together",  # whether they are one group already
    "rival_groups",  # what the two fit the other's group better than any other: summed
    "rival_groups_least",  # the smaller of the two
    "of_best_least",  # score less that of either's likeliest pair: the smaller of the two
    "of_best_most",
    "sizes_differ",  # by how many mentions the two groups differ: the logarithm, in threes
)
_SURE = 1e-4  # no likelihood is less, nor nearer to 1, before its odds are taken
_DECIMALS = 5

Floats = NDArray[np.float32]


def group_features(pairs: NDArray[np.int64], scores: NDArray[np.float64], labels: Sequence[int]) -> Floats:
    """`GROUP_FEATURES` of each pair of mentions of a story.

    Args:
        pairs: Two different indices each, `(n, 2)`.
        scores: How likely each pair is one event, 0 to 1; pairs that are not given count as 0.
        labels: A number for each mention, equal for those of one group.
    """
    if not len(pairs):
        return np.zeros((0, len(GROUP_FEATURES)), dtype=np.float32)
    a, b = pairs[:, 0], pairs[:, 1]
    group = np.unique(np.array(labels), return_inverse=True)[1]
    size = np.bincount(group).astype(np.int32)
    sums = np.zeros((len(group), len(size)), dtype=np.float32)  # of each mention's scores with each group
    np.add.at(sums, (a, group[b]), scores)
    np.add.at(sums, (b, group[a]), scores)
    best = np.zeros(len(group))
    for ends in (a, b):
        np.maximum.at(best, ends, scores)
    between = np.zeros((len(size), len(size)), dtype=np.float32)
    np.add.at(between, group, sums)
    together = group[a] == group[b]
    n_between = size[group[a]] * size[group[b]] - np.where(together, size[group[a]], 0)
    sums /= _others(size, group)
    one, other = sums[a, group[b]], sums[b, group[a]]
    over = np.stack([one, other]) - _rivals(sums, pairs, group)
    sure = np.clip(scores, _SURE, 1 - _SURE)
    beside = scores - np.stack([best[a], best[b]])
    found = np.stack(
        [
            scores,
            np.log(sure / (1 - sure)) / 10,
            np.minimum(one, other),
            np.maximum(one, other),
            between[group[a], group[b]] / np.maximum(n_between, 1),
            together,
            over.sum(axis=0),
            over.min(axis=0),
            beside.min(axis=0),
            beside.max(axis=0),
            np.log1p(np.abs(size[group[a]] - size[group[b]])) / 3,
        ],
        axis=1,
    )
    return np.round(found, _DECIMALS).astype(np.float32)


def _others(size: NDArray[np.int32], group: NDArray[np.int64]) -> NDArray[np.int32]:
    """How many mentions of each group are others than the one, at least 1: `(mentions, groups)`."""
    found = np.tile(size, (len(group), 1))
    found[np.arange(len(group)), group] -= 1
    return np.maximum(found, 1)


def _rivals(means: Floats, pairs: NDArray[np.int64], group: NDArray[np.int64]) -> Floats:
    """For each end of each pair, how well the group that fits it best, the other end's left out, does: `(2, n)`."""
    rows = np.arange(len(means))
    which = means.argmax(axis=1)
    first = means[rows, which]
    rest = means.copy()
    rest[rows, which] = 0.0
    second = rest.max(axis=1)
    found = [
        np.where(which[one] == group[other], second[one], first[one])
        for one, other in ((pairs[:, 0], pairs[:, 1]), (pairs[:, 1], pairs[:, 0]))
    ]
    return np.stack(found)

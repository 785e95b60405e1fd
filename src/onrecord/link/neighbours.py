"""Pairs of event mentions seen among all mentions of their story: what else is as near to either as the other.

Two mentions that lie near each other tell one event the less, the more others lie as near: "said" is near any "said".
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.engine.session import one_thread
from onrecord.link.contexts import Vector

__all__ = ["NEIGHBOUR_FEATURES", "Neighbours"]

NEIGHBOUR_FEATURES = (
    "rivals_least",  # nearness less that of the nearest other mention in the other's article: the smaller of the two
    "rivals_most",  # the larger
    "company",  # whether the two have the same near mentions
    "of_nearest_least",  # nearness as a share of that of the nearest mention at all: the smaller of the two
    "of_nearest_most",
    "crowd",  # near mentions by articles of the story, summed
    "crowd_differs",
    "articles",  # of the story, in forties
)
_NEAR, _VERY_NEAR = 0.4, 0.6
_MANY_ARTICLES = 40
_DECIMALS = 4
_ROWS = 1024  # of a product at once: of a long story the whole would take much memory

Floats = NDArray[np.float32]
Places = NDArray[np.int64]


class Neighbours:
    """The event mentions of one story and how near they lie to each other.

    Args:
        vectors: Each mention's context.
        articles: Each mention's article.
    """

    def __init__(self, vectors: Sequence[Vector], articles: Sequence[int | str]) -> None:
        number = {article: i for i, article in enumerate(dict.fromkeys(articles))}
        self.near = _nearness(vectors)
        self._n_articles = len(number)
        self._place = np.array([number[article] for article in articles])
        self._best, self._which, self._second = _nearest_by_article(self.near, self._place, len(number))
        self._nearest = np.maximum(self.near.max(axis=1), 0.01)
        self._crowd = (self.near > _VERY_NEAR).sum(axis=1) / len(number)

    def features(self, pairs: Places) -> Floats:
        """`NEIGHBOUR_FEATURES` for each pair of two different indices `(n, 2)`."""
        a, b = pairs[:, 0], pairs[:, 1]
        near = self.near[a, b]
        rivals = np.stack([near - self._rival(a, b), near - self._rival(b, a)])
        shares = np.stack([near / self._nearest[a], near / self._nearest[b]])
        found: Floats = np.stack(
            [
                rivals.min(axis=0),
                rivals.max(axis=0),
                self._company(pairs),
                shares.min(axis=0),
                shares.max(axis=0),
                self._crowd[a] + self._crowd[b],
                np.abs(self._crowd[a] - self._crowd[b]),
                np.full(len(pairs), min(self._n_articles, _MANY_ARTICLES) / _MANY_ARTICLES),
            ],
            axis=1,
        ).astype(np.float32)
        return found

    def _rival(self, one: Places, other: Places) -> Floats:
        """How near the nearest mention in the other's article is to the one, the other left out."""
        there = self._place[other]
        found: Floats = np.where(self._which[one, there] == other, self._second[one, there], self._best[one, there])
        return found

    def _company(self, pairs: Places) -> Floats:
        """The cosine of the two mentions' near ones."""
        kept = np.where(self.near > _NEAR, self.near, np.float32(0))
        lengths = np.maximum(np.linalg.norm(kept, axis=1), 1e-6)
        together = np.zeros(len(pairs), dtype=np.float32)
        with one_thread():
            for start in range(0, len(kept), _ROWS):
                here = np.flatnonzero((pairs[:, 0] >= start) & (pairs[:, 0] < start + _ROWS))
                if len(here):
                    rows = kept[start : start + _ROWS] @ kept.T
                    together[here] = rows[pairs[here, 0] - start, pairs[here, 1]]
        found: Floats = np.round(together / (lengths[pairs[:, 0]] * lengths[pairs[:, 1]]), _DECIMALS)
        return found


def _nearness(vectors: Sequence[Vector]) -> Floats:
    """The cosines of all pairs, 0 where negative and on the diagonal."""
    with one_thread():
        matrix = np.stack(vectors).astype(np.float32)
        near: Floats = np.round(np.maximum(matrix @ matrix.T, 0.0), _DECIMALS)
    np.fill_diagonal(near, 0.0)
    return near


def _nearest_by_article(near: Floats, place: Places, n_articles: int) -> tuple[Floats, NDArray[np.int32], Floats]:
    """For each mention and article: how near its nearest mention there is, which that is, and how near the next is."""
    best = np.zeros((len(near), n_articles), dtype=np.float32)
    second = np.zeros_like(best)
    which = np.zeros(best.shape, dtype=np.int32)
    for article in range(n_articles):
        there = np.flatnonzero(place == article)
        of_article = near[:, there]
        order = np.argsort(-of_article, axis=1, kind="stable")
        which[:, article] = there[order[:, 0]]
        best[:, article] = np.take_along_axis(of_article, order[:, :1], axis=1)[:, 0]
        if len(there) > 1:
            second[:, article] = np.take_along_axis(of_article, order[:, 1:2], axis=1)[:, 0]
    return best, which, second

"""Which given event mentions tell one event: within a story, by head, sentence, participants and learned contexts.

block     mentions whose heads are alike, whose sentences share rare words, or whose contexts lie near
compare   the likenesses of `mentions.compare`, the nearness of contexts, and what else is near (`PAIR_FEATURES`)
decide    a learned scorer (`coreference.json`, from `training/linking/coreference.py`)
cluster   average link over the scores
again     score and cluster once more, with what the first groups tell (`groups`, `coreference_again.json`)
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.link.contexts import Vector
from onrecord.link.groups import GROUP_FEATURES, group_features
from onrecord.link.mentions import FEATURES, MAX_STORY, MentionView, block, compare
from onrecord.link.neighbours import NEIGHBOUR_FEATURES, Neighbours
from onrecord.link.scorer import Scorer, load_scorer
from onrecord.link.trees import average_link

__all__ = ["AGAIN_FEATURES", "PAIR_FEATURES", "again_features", "find_pairs", "group_mentions", "pair_features"]

_WITH_NEAR = ("same_head", "head", "sentence", "same_article")
PAIR_FEATURES = (
    *FEATURES, "near", "near_squared", "near_fourth", *(f"{name}_and_near" for name in _WITH_NEAR), *NEIGHBOUR_FEATURES
)  # fmt: skip
AGAIN_FEATURES = (*PAIR_FEATURES, *GROUP_FEATURES)
_PLACES = [FEATURES.index(name) for name in _WITH_NEAR]
_MIN_NEAR = 0.45
_CHUNK = 50_000  # pairs that are scored at once

Floats = NDArray[np.float32]


def group_mentions(views: Sequence[MentionView], vectors: Mapping[str, Vector]) -> list[int]:
    """A cluster number for each mention of one story: the index of its first.

    Args:
        views: The mentions, sorted by what the outcome may hang on.
        vectors: Their contexts by id (`contexts.context_vectors`).
    """
    if len(views) < 2:
        return list(range(len(views)))
    neighbours = Neighbours([vectors[view.id] for view in views], [view.article for view in views])
    pairs = find_pairs(views, neighbours)
    scorer, again = _load_scorers()
    chunks = range(0, len(pairs), _CHUNK)
    features = [pair_features(views, neighbours, pairs[start : start + _CHUNK]) for start in chunks]
    scores = _score(scorer, features)
    beside = again_features(len(views), pairs, scores, scorer.threshold)
    features = [np.hstack([part, beside[start : start + _CHUNK]]) for part, start in zip(features, chunks, strict=True)]
    return _join(len(views), pairs, _score(again, features), again.threshold)


@lru_cache(maxsize=1)
def _load_scorers() -> tuple[Scorer, Scorer]:
    return load_scorer("coreference"), load_scorer("coreference_again")


def _score(scorer: Scorer, features: Sequence[Floats]) -> NDArray[np.float64]:
    return np.concatenate([scorer.score_all(part) for part in features] or [np.zeros(0)])


def _join(n_views: int, pairs: NDArray[np.int64], scores: NDArray[np.float64], threshold: float) -> list[int]:
    return average_link(n_views, dict(zip(map(tuple, pairs.tolist()), scores.tolist(), strict=True)), threshold)


def again_features(n_views: int, pairs: NDArray[np.int64], scores: NDArray[np.float64], threshold: float) -> Floats:
    """`GROUP_FEATURES` of each pair among the groups that its first scores make of a story's mentions."""
    return group_features(pairs, scores, _join(n_views, pairs, scores, threshold))


def find_pairs(views: Sequence[MentionView], neighbours: Neighbours) -> NDArray[np.int64]:
    """Pairs of indices worth comparing, `(n, 2)`, ascending."""
    found = set(block(views))
    if len(views) <= MAX_STORY:
        found.update((a, b) for a, b in np.argwhere(np.triu(neighbours.near >= _MIN_NEAR)).tolist())
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)


def pair_features(views: Sequence[MentionView], neighbours: Neighbours, pairs: NDArray[np.int64]) -> Floats:
    """`PAIR_FEATURES` of each pair of mentions of a story."""
    if not len(pairs):
        return np.zeros((0, len(PAIR_FEATURES)), dtype=np.float32)
    words = np.array([compare(views[a], views[b]) for a, b in pairs.tolist()], dtype=np.float32)
    near = neighbours.near[pairs[:, 0], pairs[:, 1]][:, None]
    return np.hstack([words, near, near**2, near**4, words[:, _PLACES] * near, neighbours.features(pairs)])

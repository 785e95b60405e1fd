"""Which given event mentions tell one event: within a story, by head, sentence, participants and learned contexts.

block     mentions whose heads are alike, whose sentences share rare words, or whose contexts lie near
compare   the likenesses of `mentions.compare`, the nearness of contexts, and what else is near (`PAIR_FEATURES`)
decide    a learned scorer (`coreference.json`, from `training/linking/coreference.py`)
cluster   average link over the scores
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.link.contexts import Vector
from onrecord.link.mentions import FEATURES, MAX_STORY, MentionView, block, compare
from onrecord.link.neighbours import NEIGHBOUR_FEATURES, Neighbours
from onrecord.link.scorer import Scorer, load_scorer
from onrecord.link.trees import average_link

__all__ = ["PAIR_FEATURES", "find_pairs", "group_mentions", "pair_features"]

_WITH_NEAR = ("same_head", "head", "sentence", "same_article")
PAIR_FEATURES = (
    *FEATURES, "near", "near_squared", "near_fourth", *(f"{name}_and_near" for name in _WITH_NEAR), *NEIGHBOUR_FEATURES
)  # fmt: skip
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
    scorer = _load_coreference()
    scores: dict[tuple[int, int], float] = {}
    for start in range(0, len(pairs), _CHUNK):
        part = pairs[start : start + _CHUNK]
        found = scorer.score_all(pair_features(views, neighbours, part))
        scores.update(zip(map(tuple, part.tolist()), found.tolist(), strict=True))
    return average_link(len(views), scores, scorer.threshold)


@lru_cache(maxsize=1)
def _load_coreference() -> Scorer:
    return load_scorer("coreference")


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

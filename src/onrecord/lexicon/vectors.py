"""Short vectors of word meaning from a fixed table, so that "purchase" is near "acquisition" without a model at
hand."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicon.words import rarity

__all__ = ["DIMENSIONS", "mean_vector", "word_likeness", "word_vector"]

DIMENSIONS = 64
_DECIMALS = 6

Vector = NDArray[np.float32]


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], NDArray[np.float32]]:
    with as_file(files(__package__).joinpath("vectors.npz")) as path, np.load(path) as arrays:
        stems = bytes(arrays["stems"]).decode("utf-8").split("\n")
        vectors = arrays["vectors"].astype(np.float32) * float(arrays["scale"])
    return {stem: i for i, stem in enumerate(stems)}, vectors


def word_vector(stem: str) -> Vector | None:
    """A stem's vector of about unit length, None for one that the table doesn't have."""
    index, vectors = _table()
    place = index.get(stem)
    return None if place is None else vectors[place]


@lru_cache(maxsize=200_000)
def word_likeness(left: str, right: str) -> float:
    """How alike two stems are in meaning, -1 to 1; 0 when the table lacks one."""
    if left == right:
        return 1.0
    a, b = word_vector(left), word_vector(right)
    return 0.0 if a is None or b is None else round(float(a @ b), _DECIMALS)


def mean_vector(stems: Iterable[str]) -> Vector:
    """The mean direction of some stems, rare ones counting more; zeros when the table has none of them."""
    total = np.zeros(DIMENSIONS, dtype=np.float32)
    for stem in sorted(stems):
        vector = word_vector(stem)
        if vector is not None:
            total += np.float32(rarity(stem)) * vector
    norm = float(np.sqrt((total * total).sum()))
    return total / np.float32(norm) if norm else total

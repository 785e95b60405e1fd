"""Whether two statements, read together, say the same, differ or answer two questions.

The network (`weights/agreement.onnx`, written by `training/linking/agreement.py`) started from all-MiniLM-L6-v2
(Apache-2.0) and learned from the stories of `data/accounts`. Both orders are read, one at a time on one thread, and the
mean rounded: what two statements are hangs on their own texts alone. The weights are loaded at the first call.
"""

from functools import lru_cache
from itertools import chain
from math import exp
from pathlib import Path

import numpy as np

from onrecord.engine.pieces import CLS, SEP, load_vocabulary
from onrecord.engine.session import OnnxModel

__all__ = ["OUTCOMES", "pair_pieces", "read_together"]

OUTCOMES = ("both", "differs", "other")
WEIGHTS = Path(__file__).parent / "weights" / "agreement.onnx"
_MAX_PIECES = 96  # of two statements together; of longer ones the ends are not read
_DECIMALS = 3
_MARKS = str.maketrans("", "", '“”„«»"')  # who is quoted word for word tells nothing of whether two say the same


@lru_cache(maxsize=1)
def _reader() -> OnnxModel:
    return OnnxModel(WEIGHTS)


def pair_pieces(left: str, right: str) -> tuple[list[int], list[int]]:
    """The pieces of two statements less quotation marks, and for each piece 0 in the first or 1 in the second."""
    encode = load_vocabulary().encode
    words = (text.translate(_MARKS).split() for text in (left, right))
    a, b = (list(chain.from_iterable(map(encode, some))) for some in words)
    room = _MAX_PIECES - 3
    if len(a) + len(b) > room:
        a = a[: max(room // 2, room - len(b))]
        b = b[: room - len(a)]
    return [CLS, *a, SEP, *b, SEP], [0] * (len(a) + 2) + [1] * (len(b) + 1)


def read_together(left: str, right: str) -> tuple[float, ...]:
    """The probabilities of `OUTCOMES`; the order of the two makes no difference.

    Raises:
        ModelError: The weights are missing.
    """
    return _read(*sorted((left, right)))


@lru_cache(maxsize=20_000)
def _read(left: str, right: str) -> tuple[float, ...]:
    there, back = (_probabilities(*pair) for pair in ((left, right), (right, left)))
    return tuple(round((a + b) / 2, _DECIMALS) for a, b in zip(there, back, strict=True))


def _probabilities(left: str, right: str) -> list[float]:
    pieces, parts = (np.array(row, dtype=np.int64) for row in pair_pieces(left, right))
    logits = _reader().run({"pieces": pieces, "parts": parts})["logits"].tolist()
    odds = [exp(value - max(logits)) for value in logits]
    return [value / sum(odds) for value in odds]

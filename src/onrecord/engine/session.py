"""ONNX models on one thread, without spinning."""

from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from onrecord.errors import ModelError

__all__ = ["OnnxModel", "one_thread"]

# Scores are rounded so that what hangs on them does not turn on the last bits of a sum.
_DECIMALS = 4
_WORDS, _WORD_WIDTH = "word.weight_quantized", 384  # the word table's name in a network, and its columns of one byte


class OnnxModel:
    """One ONNX file, run one input at a time.

    Args:
        path: The model file.
        n_threads: Threads within one run. With more than one, results may differ in the last digit kept.
        words: The word table, for a network that has none of its own (`training/linking/share.py`).

    Raises:
        ModelError: The file is missing or ONNX Runtime can't load it.
    """

    def __init__(self, path: Path, n_threads: int = 1, words: Path | None = None) -> None:
        import onnxruntime  # noqa: PLC0415 - half a second, only when a model is needed

        if not path.is_file():
            raise ModelError(
                f"model file {path} is missing: install onrecord again, or train it as training/README.md tells"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = n_threads
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        if words is not None:
            options.add_external_initializers([_WORDS], [onnxruntime.OrtValue.ortvalue_from_numpy(_read_words(words))])
        try:
            # Joined with the addition before it, a layer norm takes five times as long as the two apart.
            self._session: Any = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
            )
        except Exception as err:  # ONNX Runtime's errors share no base class
            raise ModelError(f"model file {path} can't be loaded ({err}): install onrecord again") from err
        self._names = [output.name for output in self._session.get_outputs()]

    def run(self, inputs: dict[str, NDArray[np.int64]]) -> dict[str, NDArray[np.float32]]:
        """Outputs by name for one input without batch axis; floats rounded to four decimals."""
        outputs = self._session.run(self._names, {name: array[None] for name, array in inputs.items()})
        return {name: output[0].round(_DECIMALS, output[0]) for name, output in zip(self._names, outputs, strict=True)}


def one_thread() -> AbstractContextManager[object]:
    """Within it, numpy's products run on one thread.

    They are small: with two threads on a busy machine they took four times the CPU, and sums come in another order.
    """
    limit: AbstractContextManager[object] = _find_libraries().limit(limits=1, user_api="blas")
    return limit


@lru_cache(maxsize=1)
def _read_words(path: Path) -> NDArray[np.uint8]:
    if not path.is_file():
        raise ModelError(f"the networks' word table {path} is missing: install onrecord again")
    return np.fromfile(path, dtype=np.uint8).reshape(-1, _WORD_WIDTH)


@lru_cache(maxsize=1)
def _find_libraries() -> ThreadpoolController:
    return ThreadpoolController()

"""What happens when a model file isn't there or isn't one."""

from pathlib import Path

import pytest

from onrecord.engine.session import OnnxModel
from onrecord.errors import ModelError


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nothing\.onnx is missing"):
        OnnxModel(tmp_path / "nothing.onnx")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "damaged.onnx"
    path.write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"damaged\.onnx can't be loaded"):
        OnnxModel(path)


def test_a_missing_word_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "any.onnx"
    path.write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"word table .*words\.bin is missing"):
        OnnxModel(path, words=tmp_path / "words.bin")

"""A scorer without its file says how it is called, and what is wrong with one that it can't use."""

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.evaluate.statements import read_reports


@pytest.mark.parametrize("module", ["", ".statements", ".events", ".accounts"])
def test_a_scorer_without_a_file_is_wrong_usage(module: str) -> None:
    command = [sys.executable, "-m", f"onrecord.evaluate{module}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].startswith(f"Usage: python -m onrecord.evaluate{module} ")


@pytest.mark.parametrize("module", ["", ".statements", ".events", ".accounts"])
def test_a_file_that_is_not_there_is_told_without_a_traceback(module: str) -> None:
    command = [sys.executable, "-m", f"onrecord.evaluate{module}", "nowhere.jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: nowhere.jsonl: ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{no json\n", ":1: not JSON ("),
        ('\n{"id": "a"}\n', ":2: lacks text, attributions; "),
        ("7\n", ":1: lacks id, "),
    ],
)
def test_a_line_that_is_no_labelled_row_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_reports(path)
    assert str(raised.value).startswith(f"{path}{message}")


def test_bytes_that_are_no_utf8_are_told(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="isn't UTF-8"):
        read_reports(path)

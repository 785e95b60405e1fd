"""The tutorial's commands run, and say what the tutorial shows."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

pytestmark = [pytest.mark.weights, pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")]

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _pattern(shown: str) -> re.Pattern[str]:
    """What is shown, with anything where "…" stands; how lines are wrapped makes no difference."""
    return re.compile(".*".join(re.escape(_squeeze(part)) for part in shown.split("…")).strip())


def test_the_tutorial_does_what_it_shows(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "onrecord").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m onrecord "$@"\n', encoding="utf-8")
    (tmp_path / "onrecord").chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(onrecord.__file__).resolve().parents[1]),  # the package under test, wherever it runs
        "NO_COLOR": "1",
    }
    page = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    commands = [found for block in _BLOCK.findall(page) for found in _COMMAND.findall(block)]
    assert len(commands) > 12
    for command, shown in commands:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        assert _pattern(shown).search(_squeeze(done.stdout)), (
            f"{command}\n{done.stdout}\n--- the page shows ---\n{shown}"
        )

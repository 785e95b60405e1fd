"""A scorer without its file says how it is called."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["", ".statements", ".events", ".accounts"])
def test_a_scorer_without_a_file_is_wrong_usage(module: str) -> None:
    command = [sys.executable, "-m", f"onrecord.evaluate{module}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].startswith(f"Usage: python -m onrecord.evaluate{module} ")

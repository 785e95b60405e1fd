"""Labelled rows from JSON Lines, and how a scorer's command says that a file can't be used."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import InputError

__all__ = ["labelled_rows", "run_scorer"]


def labelled_rows(path: Path, needed: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file, blank lines left out.

    Args:
        path: The file.
        needed: Keys that every row has to have.

    Raises:
        InputError: The file can't be read, or a line is no such row; the message names the place.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it isn't UTF-8 text"
        raise InputError(f"{path}: can't be read ({reason}); check the path") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}:{number}: not JSON ({error}); each line must be one JSON object") from error
        missing = [key for key in needed if not isinstance(row, dict) or key not in row]
        if missing:
            raise InputError(f"{path}:{number}: lacks {', '.join(missing)}; data/README.md tells what a row holds")
        yield row


def run_scorer(score: Callable[[Sequence[str]], None], usage: str) -> None:
    """Score the files of the command line; without any, or with one that can't be used, say so and exit with 2."""
    names = sys.argv[1:]
    if not [name for name in names if not name.startswith("-")]:
        sys.stderr.write(f"Usage: {usage}\n")
        sys.exit(2)
    try:
        score(names)
    except InputError as error:
        sys.stderr.write(f"Error: {error}\n")
        sys.exit(2)

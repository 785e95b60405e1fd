"""Inputs to raw articles.

    inputs (files, folders, globs, archives, "-")
      └─ walk       what is there, in a fixed order, with metadata.csv and sidecars
          ├─ archive    members of zip and tar, bounded and never written out
          └─ READERS    rows (JSON Lines, JSON, ninjs), html, text: one module per format

What can't be read is a `Reject` in the stream, and the rest goes on.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from onrecord.model import RawArticle, Reject, Skipped
from onrecord.read.duplicates import CONFLICT, REPEAT, reject_duplicates
from onrecord.read.metadata import Metadata
from onrecord.read.options import ReadOptions
from onrecord.read.walk import READERS, iter_input

__all__ = ["CONFLICT", "READERS", "REPEAT", "ReadOptions", "iter_raw", "reject_duplicates"]

_DEFAULTS = ReadOptions()


def iter_raw(
    inputs: Sequence[str], *, options: ReadOptions = _DEFAULTS, stdin: IO[bytes] | None = None
) -> Iterator[RawArticle | Reject | Skipped]:
    """The articles of `inputs`, in the order named and within folders by path, with what was refused or skipped.

    An input is a file, a folder (read with all below it), a glob, or "-" for JSON Lines from `stdin`
    (default: standard input). Never raises for what is wrong with an input.
    """
    tables: dict[Path, Metadata] = {}
    for given in inputs:
        yield from iter_input(given, options, stdin, tables)

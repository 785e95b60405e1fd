"""The command line as a user has it, in this process: bytes in, exit code and both outputs back."""

import io
import json
import sys
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from onrecord.cli import main
from onrecord.model.schema import TABLES


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def run(*arguments: object, stdin: bytes = b"") -> Done:
    """Run `onrecord ARGUMENTS`."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    code: object = 0
    given = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    with redirect_stdout(out), redirect_stderr(err), mock.patch.object(sys, "stdin", given):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    return Done(code if isinstance(code, int) else 0 if code is None else 1, *texts)


def must(*arguments: object, stdin: bytes = b"") -> Done:
    """Run a command that has to succeed."""
    done = run(*arguments, stdin=stdin)
    assert done.code == 0, done.err
    return done


def exports(record: Path, tables: Iterable[str] = TABLES) -> dict[str, str]:
    """Every table of a record as JSON Lines."""
    return {table: must("export", record, table).out for table in tables}


def rows_of(record: Path, table: str) -> list[dict[str, Any]]:
    """A table's rows."""
    return must("export", record, table).rows


def write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """Write JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path

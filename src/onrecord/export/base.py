"""What every export format has in common: the shape of an exporter, and writing that is whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from onrecord.errors import InputError
from onrecord.model.rows import Row
from onrecord.model.schema import TABLES, blank_row
from onrecord.store.view import View

__all__ = ["Exporter", "Job", "atomic_file", "table_rows"]


@dataclass(frozen=True, slots=True)
class Job:
    """What to export: a record, one of its tables, with the articles' words or without."""

    view: View
    table: str
    with_text: bool = True


class Exporter(Protocol):
    """One format. `rows` gives what `write` takes; `begin`, `write` for each, `finish` make one file; `close` lets go.

    `name` is the value of `--format`, `tables` lists what it can export, `suffix` ends its file names.
    """

    name: str
    title: str
    media_type: str
    suffix: str
    tables: tuple[str, ...]

    def file_name(self, table: str) -> str:
        """The file's name when none was asked for."""
        ...

    def rows(self, job: Job) -> Iterator[Row]:
        """What is to be written, in the documented order."""
        ...

    def begin(self, out: BinaryIO, job: Job) -> None:
        """Start a file."""
        ...

    def write(self, row: Row) -> None:
        """Write one row."""
        ...

    def finish(self) -> None:
        """Write what comes after the last row."""
        ...

    def close(self) -> None:
        """Let go of everything, finished or not; `out` belongs to the caller."""
        ...


def table_rows(job: Job) -> Iterator[Row]:
    """The rows of the job's table, without the articles' words if so asked."""
    rows = job.view.iter_rows(job.table)
    if job.with_text:
        yield from rows
    else:
        columns = TABLES[job.table].columns
        for row in rows:
            yield blank_row(row, columns)


@contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` when the block ends well; else nothing changes.

    Raises:
        InputError: The folder can't be written.
    """
    if path.exists() and not path.is_file() and not path.is_dir():  # a pipe or a device, which no file may replace
        with path.open("wb") as out:
            yield out
        return
    try:
        # Beside the target, since only a rename within one file system is atomic.
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise InputError(unwritable(path, error)) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise InputError(unwritable(path, error)) from error
    finally:
        part.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> str:
    """The message for a place that can't be written."""
    return f"{path}: can't be written ({error.strerror or error}); check its folder, permissions and free space"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

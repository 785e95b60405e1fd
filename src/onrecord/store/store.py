"""A record file, open."""

import sqlite3
from pathlib import Path
from types import TracebackType

from onrecord.store.connection import connect, connect_read_only
from onrecord.store.view import View
from onrecord.store.writer import Writer

__all__ = ["Store", "open_view"]


class Store:
    """One record open for writing; a context manager.

    Views of it have connections of their own, so that reading never sees a half-written article.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path

    @classmethod
    def open(cls, path: str | Path) -> "Store":
        """Open an existing record and bring its schema up to date.

        Raises:
            RecordError: The file is missing, of another kind, damaged, newer than this version, or unwritable.
        """
        return cls(connect(Path(path), create=False), Path(path))

    @classmethod
    def create(cls, path: str | Path) -> "Store":
        """Open a record, which is made when the file is missing or empty.

        Raises:
            RecordError: The file is of another kind, damaged, newer than this version, or unwritable.
        """
        return cls(connect(Path(path), create=True), Path(path))

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was committed stays."""
        self.connection.close()

    def writer(self) -> Writer:
        """The record's one writer; close it to let other processes write.

        Raises:
            RecordError: Another process is writing.
        """
        return Writer(self.connection, self.path)

    def view(self) -> View:
        """A view of the record as it is; close it after use."""
        return open_view(self.path)


def open_view(path: str | Path) -> View:
    """Open a record to read; nothing in the file can change through it.

    Raises:
        RecordError: The file is missing, of another kind, damaged, or of another schema version.
    """
    return View(connect_read_only(Path(path)), Path(path))

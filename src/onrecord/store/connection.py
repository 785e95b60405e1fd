"""Connections to a record file, and what SQLite's errors mean for people."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from onrecord.errors import RecordError
from onrecord.store.migrations import APPLICATION_ID, SCHEMA_VERSION, migrate

__all__ = ["connect", "connect_read_only", "guarded", "transaction"]

_BUSY_SECONDS = 5.0
_MIN_SQLITE = (3, 37, 0)  # STRICT tables


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into RecordErrors that say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise RecordError(_explain(error, path)) from error
    except json.JSONDecodeError as error:
        raise RecordError(f"{path}: holds a list that can't be read ({error}); run `onrecord check {path}`") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One write transaction; it is rolled back when anything is raised inside."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has rolled back already; a second ROLLBACK would hide that error.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open a record for writing, bringing its schema up to date; with `create` a missing or empty file is made one.

    Raises:
        RecordError: The file is missing, of another kind, damaged, newer than this version, or unwritable.
    """
    _check_sqlite()
    if not path.exists() and not create:
        raise RecordError(f"{path}: no such record; make one with `onrecord build INPUT -o {path}`")
    if path.is_dir():
        raise RecordError(f"{path}: is a folder; name a file for the record")
    with guarded(path):
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        with guarded(path):
            _check_kind(connection, path, may_be_empty=create)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")  # safe with WAL: a power cut may cost the last article
            connection.execute("PRAGMA foreign_keys = ON")
            migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_read_only(path: Path) -> sqlite3.Connection:
    """Open a record for reading only; nothing in the file can change through it.

    Raises:
        RecordError: The file is missing, of another kind, damaged, or of another schema version.
    """
    _check_sqlite()
    if not path.is_file():
        raise RecordError(f"{path}: no such record; make one with `onrecord build INPUT -o {path}`")
    uri = f"file:{quote(str(path.resolve()))}?mode=ro"
    try:
        return _open_read_only(uri, path)
    except RecordError as error:
        # A WAL file needs a place for its shared memory; on read-only media there is none and none is needed.
        cause = error.__cause__
        wal = path.with_name(path.name + "-wal")
        if isinstance(cause, sqlite3.OperationalError) and "unable to open" in str(cause) and not wal.exists():
            return _open_read_only(uri + "&immutable=1", path)
        raise


def _open_read_only(uri: str, path: Path) -> sqlite3.Connection:
    with guarded(path):
        connection = sqlite3.connect(
            uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
    try:
        with guarded(path):
            version = _check_kind(connection, path, may_be_empty=False)
            if version < SCHEMA_VERSION:
                raise RecordError(
                    f"{path}: has schema {version}, this version reads {SCHEMA_VERSION}; "
                    f"bring it up to date with `onrecord rebuild {path}`"
                )
    except BaseException:
        connection.close()
        raise
    return connection


def _check_kind(connection: sqlite3.Connection, path: Path, *, may_be_empty: bool) -> int:
    """The schema version, 0 for an empty file, once it is clear that the file is ours."""
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application == APPLICATION_ID and version > SCHEMA_VERSION:
        raise RecordError(
            f"{path}: was written by a newer onrecord (schema {version}, this version knows {SCHEMA_VERSION}); "
            "install the newer version"
        )
    if application == APPLICATION_ID and version > 0:
        return version
    is_empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if not (is_empty and application == 0 and version == 0):
        raise RecordError(f"{path}: is an SQLite file of another program, not a record; name another file")
    if not may_be_empty:
        raise RecordError(f"{path}: is empty; make a record with `onrecord build INPUT -o {path}`")
    return 0


def _check_sqlite() -> None:
    if sqlite3.sqlite_version_info < _MIN_SQLITE:
        raise RecordError(f"SQLite {sqlite3.sqlite_version} is too old; onrecord needs 3.37 or newer")


def _explain(error: sqlite3.Error, path: Path) -> str:
    # The low byte is the primary result code; the rest tells variants of it.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    advice = {
        sqlite3.SQLITE_FULL: "the disk is full; free some space and run the same command again "
        "(everything before this article is kept)",
        sqlite3.SQLITE_NOTADB: "is not a record (not an SQLite file); name another file",
        sqlite3.SQLITE_CORRUPT: "is damaged; restore it from a copy, or build it again from its articles",
        sqlite3.SQLITE_READONLY: "can't be written; check the permissions of the file and of its folder",
        sqlite3.SQLITE_CANTOPEN: "can't be opened; check that its folder exists and may be read and written",
        sqlite3.SQLITE_BUSY: "is being written by another program; wait until that is done and try again",
        sqlite3.SQLITE_LOCKED: "is being written by another program; wait until that is done and try again",
        sqlite3.SQLITE_CONSTRAINT: f"refused a row that doesn't fit the others ({error}); nothing was changed; "
        "this is a fault of onrecord: please report it with the command that you ran",
        sqlite3.SQLITE_IOERR: "can't be read or written (the disk reports an error); check the disk and try again",
    }.get(code)
    return f"{path}: {advice}" if advice else f"{path}: the record can't be used: {error}; run `onrecord check {path}`"

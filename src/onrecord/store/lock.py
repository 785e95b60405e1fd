"""One writer at a time, by an advisory lock that the system lets go when its process ends, however it ends."""

import os
import sys
from pathlib import Path

from onrecord.errors import RecordError

__all__ = ["WriterLock"]


class WriterLock:
    """The right to write one record, held through a small file beside it.

    SQLite's own lock covers a transaction; a build has one for every article, and two builds that take turns
    would link each other's half. The file is not the record's own since closing any handle of that would drop
    SQLite's locks on it.

    Raises:
        RecordError: Another process holds it, or its folder can't be written.
    """

    def __init__(self, record: Path) -> None:
        self._path = record.with_name(record.name + "-writer")
        self._handle = self._acquire(record)

    def _acquire(self, record: Path) -> int:
        while True:
            try:
                handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
            except OSError as error:
                raise RecordError(
                    f"{record}: can't be written ({error.strerror}); check the permissions of its folder"
                ) from error
            if not _try_lock(handle):
                os.close(handle)
                raise RecordError(
                    f"{record}: another onrecord process is writing it; wait until that is done and try again"
                )
            # The holder before us may have removed the file between our opening and our locking.
            if self._path.exists() and os.path.samestat(os.fstat(handle), self._path.stat()):
                return handle
            os.close(handle)

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._handle >= 0:
            if sys.platform != "win32":  # Windows removes no open file; there it stays, empty and harmless
                self._path.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = -1


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

"""One thing to read: its name, where it came from, how to open it; and streams that stop before they hurt."""

import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from onrecord.errors import ArticleError
from onrecord.read.options import ReadOptions

__all__ = ["HEAD_BYTES", "Blob", "Bounded", "open_unpacked", "read_head", "read_whole"]

HEAD_BYTES = 4096
_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Blob:
    """A file, an archive member or standard input.

    `path` is how people know it (`folder/a.txt`, `story.zip!b.html`), `open` starts reading from its first
    byte, `size` is its size as stored in bytes (None: unknown).
    """

    path: str
    open: Callable[[], IO[bytes]]
    size: int | None = None

    @property
    def name(self) -> str:
        """The file name, lower case and without `.gz`: what the format is told from."""
        name = PurePosixPath(self.path.replace("!", "/").replace("\\", "/")).name.lower()
        return name.removesuffix(".gz")


class Bounded(io.RawIOBase):
    """A readable stream that refuses to go past a size or a ratio of unpacked to packed bytes.

    Raises:
        ArticleError: On the read or seek that would cross a limit (reason "too_large" or "bomb").
    """

    def __init__(
        self,
        stream: IO[bytes],
        path: str,
        limit: int,
        packed: int | None,
        options: ReadOptions,
        *,
        below: IO[bytes] | None = None,
    ) -> None:
        super().__init__()
        self._stream = stream
        self._below = below  # GzipFile leaves the file that it reads from open
        self._path = path
        self._limit = limit
        self._bomb_at = max(options.ratio_from_bytes, (packed or 0) * options.max_ratio) if packed else None
        self._ratio = options.max_ratio

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """As the stream below."""
        return self._stream.seekable()

    def tell(self) -> int:
        """The position in unpacked bytes."""
        return self._stream.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` as far as the stream goes."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._check(self._stream.tell() if self._stream.seekable() else len(data))
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move, unless that means unpacking too much on the way."""
        if whence != io.SEEK_END:
            self._check(offset if whence == io.SEEK_SET else self._stream.tell() + offset)
        return self._stream.seek(offset, whence)

    def close(self) -> None:
        """Close the stream below too."""
        if not self.closed:
            self._stream.close()
            if self._below is not None:
                self._below.close()
        super().close()

    def _check(self, position: int) -> None:
        if self._bomb_at is not None and position > self._bomb_at:
            raise ArticleError(
                "read",
                "bomb",
                f"unpacks to more than {self._ratio} times its size; unpack it yourself if you trust it",
                self._path,
            )
        if position > self._limit:
            raise ArticleError(
                "read", "too_large", f"larger than the limit of {self._limit:,} bytes; split it", self._path
            )


def open_unpacked(blob: Blob, options: ReadOptions, *, limit: int | None = None) -> IO[bytes]:
    """Open `blob`, through gzip when it starts like gzip, bounded by `limit` bytes."""
    stream = blob.open()
    limit = options.max_member_bytes if limit is None else limit
    if not blob.path.lower().endswith((".gz", ".tgz")):
        return io.BufferedReader(Bounded(stream, blob.path, limit, None, options)) if stream.seekable() else stream
    head = stream.read(len(_GZIP_MAGIC))
    stream.seek(0)
    if head != _GZIP_MAGIC:
        return io.BufferedReader(Bounded(stream, blob.path, limit, None, options))
    unpacked: IO[bytes] = gzip.GzipFile(fileobj=stream, mode="rb")  # type: ignore[assignment]
    return io.BufferedReader(Bounded(unpacked, blob.path, limit, blob.size, options, below=stream))


def read_head(blob: Blob, options: ReadOptions) -> bytes:
    """The first bytes, unpacked."""
    with open_unpacked(blob, options) as stream:
        return stream.read(HEAD_BYTES)


def read_whole(blob: Blob, options: ReadOptions) -> bytes:
    """All bytes of one document.

    Raises:
        ArticleError: When it is longer than one article may be (reason "too_large").
    """
    with open_unpacked(blob, options, limit=options.max_article_bytes) as stream:
        return stream.read()

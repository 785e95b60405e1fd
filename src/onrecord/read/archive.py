"""Zip and tar archives as lists of members; nothing is ever written to disk.

Archives are hostile input: members that climb out, links and devices are refused, sizes are bounded while
unpacking (a header may lie), and a damaged archive yields what came before the damage.
"""

import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import PurePosixPath
from typing import IO

from onrecord.errors import ArticleError
from onrecord.model import Reject
from onrecord.read.blob import Blob, Bounded, open_unpacked
from onrecord.read.options import ReadOptions

__all__ = ["DAMAGE", "archive_kind", "iter_members"]

# What the standard library raises on damaged compressed data.
DAMAGE = (EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile, OSError)

_ZIP_SUFFIXES = (".zip",)
_TAR_SUFFIXES = (".tar", ".tar.gz", ".tgz")
_ENCRYPTED_FLAG = 0x1
# Folders that archivers add for themselves.
_LITTER = ("__MACOSX/", ".DS_Store")


def archive_kind(path: str) -> str | None:
    """ "zip", "tar" or None, by the name."""
    lower = path.lower()
    if lower.endswith(_ZIP_SUFFIXES):
        return "zip"
    return "tar" if lower.endswith(_TAR_SUFFIXES) else None


def iter_members(blob: Blob, options: ReadOptions, stack: ExitStack) -> Iterator[Blob | Reject]:
    """The regular files in an archive as `archive!member`, in the archive's order; a reject for what is refused.

    The blobs can be opened until `stack` is closed.

    Raises:
        ArticleError: When the archive as a whole can't be read (reasons "damaged", "bomb", "too_large").
    """
    read = _iter_zip if archive_kind(blob.path) == "zip" else _iter_tar
    total = 0
    stream = stack.enter_context(open_unpacked(blob, options, limit=options.max_total_bytes))
    for n_members, member in enumerate(read(stream, blob, options, stack), start=1):
        if n_members > options.max_members:
            detail = f"more than {options.max_members:,} members; split the archive"
            raise ArticleError("read", "bomb", detail, blob.path)
        if isinstance(member, Blob):
            total += member.size or 0
            if total > options.max_total_bytes:
                detail = f"unpacks to more than {options.max_total_bytes:,} bytes; split the archive"
                raise ArticleError("read", "bomb", detail, blob.path)
        yield member


def _iter_zip(stream: IO[bytes], blob: Blob, options: ReadOptions, stack: ExitStack) -> Iterator[Blob | Reject]:
    try:
        archive = stack.enter_context(zipfile.ZipFile(stream))
    except (*DAMAGE, ValueError, NotImplementedError) as error:
        raise _damaged(blob, error) from error
    for info in archive.infolist():
        path = f"{blob.path}!{info.filename}"
        if info.is_dir() or _is_litter(info.filename):
            continue
        if refusal := _refuse_name(path, info.filename):
            yield refusal
        elif stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
            yield _refuse_kind(path)
        elif info.flag_bits & _ENCRYPTED_FLAG:
            yield Reject(path, "read", "encrypted", "encrypted; unpack it with its password first")
        else:
            yield Blob(path, partial(_open_zip_member, archive, info, path, options), info.file_size)


def _open_zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, options: ReadOptions) -> IO[bytes]:
    try:
        member = archive.open(info)
    except (*DAMAGE, ValueError, NotImplementedError, RuntimeError) as error:
        raise ArticleError("read", "damaged", f"can't be unpacked ({error}); pack it again", path) from error
    bounded = Bounded(member, path, options.max_member_bytes, info.compress_size, options)
    return io.BufferedReader(bounded)


def _iter_tar(stream: IO[bytes], blob: Blob, options: ReadOptions, stack: ExitStack) -> Iterator[Blob | Reject]:
    try:
        archive = stack.enter_context(tarfile.TarFile(fileobj=stream))
        for info in archive:
            path = f"{blob.path}!{info.name}"
            if info.isdir() or _is_litter(info.name):
                continue
            if refusal := _refuse_name(path, info.name):
                yield refusal
            elif not info.isfile():
                yield _refuse_kind(path)
            else:
                yield Blob(path, partial(_open_tar_member, archive, info, path, options), info.size)
        # tarfile takes a header that is cut short or broken for the end of the archive, and says nothing.
        stream.seek(archive.offset)
        if stream.read(tarfile.BLOCKSIZE) != tarfile.NUL * tarfile.BLOCKSIZE:
            raise tarfile.ReadError("no end mark after the last member")
    except (*DAMAGE, ValueError) as error:
        raise _damaged(blob, error) from error


def _open_tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, path: str, options: ReadOptions) -> IO[bytes]:
    member = archive.extractfile(info)
    if member is None:
        raise ArticleError("read", "damaged", "can't be unpacked; pack it again", path)
    return io.BufferedReader(Bounded(member, path, options.max_member_bytes, None, options))


def _refuse_name(path: str, name: str) -> Reject | None:
    """A reject when the member's name leads out of the archive's folder."""
    parts = PurePosixPath(name.replace("\\", "/"))
    climbs = parts.is_absolute() or ".." in parts.parts or (len(name) > 1 and name[1] == ":") or "\0" in name
    if not climbs:
        return None
    detail = "the member's path leads out of the archive; it was not read"
    return Reject(path.replace("\0", "\ufffd"), "read", "unsafe_path", detail)


def _refuse_kind(path: str) -> Reject:
    return Reject(path, "read", "unsafe_member", "a link or device, not a file; it was not read")


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER[0]) or PurePosixPath(name).name == _LITTER[1]


def _damaged(blob: Blob, error: BaseException) -> ArticleError:
    detail = f"the archive is damaged or cut short ({error}); fetch or pack it again"
    return ArticleError("read", "damaged", detail, blob.path)

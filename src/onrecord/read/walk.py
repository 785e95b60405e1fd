"""From what the user names (files, folders, globs, archives) to raw articles, in a fixed order."""

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from onrecord.errors import ArticleError
from onrecord.model import RawArticle, Reject, Skipped
from onrecord.read import html, rows, text
from onrecord.read.archive import DAMAGE, archive_kind, iter_members
from onrecord.read.blob import Blob, read_head
from onrecord.read.metadata import (
    SIDECAR_SUFFIX,
    TABLE_NAME,
    Metadata,
    add_metadata,
    is_metadata,
    load_sidecar,
    load_table,
)
from onrecord.read.options import ReadOptions

__all__ = ["KNOWN_TYPES", "READERS", "UNKNOWN_TYPE", "Found", "iter_input"]

Found = RawArticle | Reject | Skipped


class Reader(Protocol):
    """One input format: a module with these names."""

    name: str
    suffixes: tuple[str, ...]

    def sniff(self, head: bytes) -> bool:
        """Whether a file that begins with `head` can be of this format."""

    def read(self, blob: Blob, options: ReadOptions) -> Iterator[RawArticle | Reject]:
        """The articles of a file."""


READERS: tuple[Reader, ...] = (rows, html, text)  # type: ignore[assignment]  # a module is an object with these names
"""Every input format, in the order in which files without a telling name are tried."""

_FORMATS = ", ".join(suffix for reader in READERS for suffix in reader.suffixes)
UNKNOWN_TYPE = "unknown file type"
KNOWN_TYPES = f"{_FORMATS}, .zip and .tar, each also with .gz"
"""The file types that are read in folders and archives, in words."""


def iter_input(
    given: str, options: ReadOptions, stdin: IO[bytes] | None, tables: dict[Path, Metadata]
) -> Iterator[Found]:
    """What one named input holds; `tables` keeps the metadata tables beside named files, read once each."""
    if given == "-":
        yield from rows.iter_lines(stdin if stdin is not None else sys.stdin.buffer, "-", options)
        return
    path = Path(given)
    try:
        if path.is_dir():
            yield from _iter_folder(path, options)
            return
        exists = path.exists()
    except (OSError, ValueError) as error:
        yield Reject(given, "read", "unreadable", f"can't be looked at ({error}); check the name and its permissions")
        return
    if exists:
        yield from _iter_file(path, options, tables)
        return
    # Path.glob would need the pattern cut into a folder and a rest.
    matches = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []  # noqa: PTH207
    for match in matches:
        yield from iter_input(match, options, stdin, tables)
    if not matches:
        yield Reject(given, "read", "missing", "no such file or folder; check the path")


def _iter_file(path: Path, options: ReadOptions, tables: dict[Path, Metadata]) -> Iterator[Found]:
    """A file that the user names: any name will do, and metadata beside it counts."""
    blob = _file_blob(path)
    if is_metadata(path.name):
        yield Skipped(blob.path, "metadata; it is read with the articles beside it")
        return
    if not path.is_file():
        yield Reject(blob.path, "read", "unreadable", 'not a regular file; use "-" for standard input')
        return
    beside = path.parent / TABLE_NAME
    if beside not in tables:
        # The table's faults are told when the folder itself is read.
        tables[beside] = load_table(_file_blob(beside), options).fields if beside.is_file() else {}
    sidecars = {}
    for name in _sidecar_names(path.name):
        candidate = path.with_name(name)
        if candidate != path and candidate.is_file():
            sidecars[name] = _file_blob(candidate)
    yield from _iter_blob(blob, path.name, tables[beside], sidecars, options, is_named=True)


def _iter_folder(folder: Path, options: ReadOptions) -> Iterator[Found]:
    """All files below `folder`, sorted by path; hidden ones are left alone."""
    paths: list[Path] = []
    errors: list[OSError] = []
    for below, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths.extend(Path(below, name) for name in names if not name.startswith("."))
    for error in errors:
        detail = f"can't be listed ({error.strerror}); check its permissions"
        yield Reject(str(error.filename), "read", "unreadable", detail)
    special = sorted(path for path in paths if _is_special(path))
    for path in special:
        yield Skipped(path.as_posix(), "not a regular file")
    blobs = {path.relative_to(folder).as_posix(): _file_blob(path) for path in paths if path not in special}
    if not blobs and not errors:
        yield Reject(str(folder), "read", "empty", "the folder holds no files; check the path")
        return
    yield from _iter_group(dict(sorted(blobs.items())), options)


def _iter_group(blobs: dict[str, Blob], options: ReadOptions, depth: int = 0) -> Iterator[Found]:
    """Files that stand together, with the tables and sidecars among them."""
    tables: dict[str, Metadata] = {}
    sidecars = {path: blob for path, blob in blobs.items() if path.lower().endswith(SIDECAR_SUFFIX)}
    for path, blob in blobs.items():
        if PurePosixPath(path).name.lower() == TABLE_NAME:
            loaded = load_table(blob, options)
            tables[_parent(path)] = loaded.fields
            yield from loaded.rejects
            for listed in loaded.fields:
                if _join(_parent(path), listed) not in blobs:
                    detail = f"it lists {listed!r}, which is not there; correct the path"
                    yield Reject(blob.path, "read", "bad_metadata", detail)
    owners = {name for path in blobs for name in _sidecar_paths(path)}
    for path, blob in sidecars.items():
        if path not in owners:
            yield Reject(blob.path, "read", "bad_metadata", "a sidecar without its article; correct its name")
    for path, blob in blobs.items():
        if is_metadata(path):
            continue
        own = {name: sidecars[name] for name in _sidecar_paths(path) if name in sidecars}
        yield from _iter_blob(blob, path, _fields_for(path, tables), own, options, depth=depth)


def _fields_for(path: str, tables: dict[str, Metadata]) -> Metadata:
    """What the tables of the file's folder and of those above say of it; the nearest wins."""
    fields: dict[str, str] = {}
    folder = _parent(path)
    while True:
        relative = path[len(folder) + 1 :] if folder else path
        fields = {**tables.get(folder, {}).get(relative, {}), **fields}
        if not folder:
            return {path: fields}
        folder = _parent(folder)


def _iter_blob(
    blob: Blob,
    path: str,
    table: Metadata,
    sidecars: dict[str, Blob],
    options: ReadOptions,
    *,
    depth: int = 0,
    is_named: bool = False,
) -> Iterator[Found]:
    """One file: its articles with its metadata, or the members of the archive that it is."""
    fields = dict(table.get(path, {}))
    for sidecar in sidecars.values():
        try:
            fields = {**fields, **load_sidecar(sidecar, options)}
        except (ArticleError, *DAMAGE) as error:
            yield _reject(sidecar.path, error)
    try:
        if archive_kind(blob.path):
            yield from _iter_archive(blob, options, depth)
            return
        reader = _choose_reader(blob, options, is_named=is_named)
        if isinstance(reader, Skipped):
            yield reader
            return
        for found in reader.read(blob, options):
            if isinstance(found, RawArticle):
                found = add_metadata(found, fields, is_row=reader.name == rows.name)
            yield found
    except (ArticleError, *DAMAGE) as error:
        yield _reject(blob.path, error)


def _iter_archive(blob: Blob, options: ReadOptions, depth: int) -> Iterator[Found]:
    if depth >= options.max_depth:
        detail = f"more than {options.max_depth} archives within each other; unpack the inner ones"
        raise ArticleError("read", "bomb", detail, blob.path)
    members: dict[str, Blob] = {}
    failure: Exception | None = None
    with ExitStack() as stack:
        try:
            for member in iter_members(blob, options, stack):
                if isinstance(member, Reject):
                    yield member
                else:
                    members[member.path[len(blob.path) + 1 :]] = member
        except (ArticleError, *DAMAGE) as error:
            failure = error
        yield from _iter_group(members, options, depth + 1)
    if failure is not None:
        yield _reject(blob.path, failure)
    elif not members:
        yield Reject(blob.path, "read", "empty", "the archive holds no files that can be read")


def _choose_reader(blob: Blob, options: ReadOptions, *, is_named: bool) -> Reader | Skipped:
    """The reader by the file's name, checked against its first bytes; by these alone for a named file.

    Raises:
        ArticleError: When the bytes can't be what the name says (reasons "empty", "binary").
    """
    by_name = next((reader for reader in READERS if blob.name.endswith(reader.suffixes)), None)
    if by_name is None and not is_named:
        return Skipped(blob.path, UNKNOWN_TYPE)
    head = read_head(blob, options)
    if not head:
        raise ArticleError("read", "empty", "the file is empty; remove it or save it again", blob.path)
    if by_name is not None and (by_name.sniff(head) or text.sniff(head)):
        return by_name  # a page without tags or a broken first row is told by its own reader
    by_head = None if by_name else next((reader for reader in READERS if reader.sniff(head)), None)
    if by_head is None:
        detail = "binary data, not a text; convert it to text or HTML first"
        raise ArticleError("read", "binary", detail, blob.path)
    return by_head


def _reject(path: str, error: Exception) -> Reject:
    if isinstance(error, ArticleError):
        return Reject(error.article or path, error.stage, error.reason, error.detail)
    if isinstance(error, PermissionError):
        return Reject(path, "read", "unreadable", "permission denied; make it readable")
    if isinstance(error, OSError) and error.errno is not None:
        return Reject(path, "read", "unreadable", f"can't be read ({error.strerror}); check the disk and try again")
    return Reject(path, "read", "damaged", f"damaged or cut short ({error}); fetch or save it again")


def _file_blob(path: Path) -> Blob:
    try:
        size = path.stat().st_size
    except OSError:
        size = None  # told when it is opened
    return Blob(path.as_posix(), lambda: path.open("rb"), size)


def _is_special(path: Path) -> bool:
    """A pipe, socket or device."""
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False  # told when it is opened


def _sidecar_names(name: str) -> Iterable[str]:
    """`a.txt` may have `a.txt.meta.json` or `a.meta.json`; the longer name counts more, so it comes last."""
    stem = name.split(".", 1)[0] if name.lower().endswith(".gz") else PurePosixPath(name).stem
    return (stem + SIDECAR_SUFFIX, name + SIDECAR_SUFFIX)


def _sidecar_paths(path: str) -> list[str]:
    return [_join(_parent(path), name) for name in _sidecar_names(PurePosixPath(path).name)]


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _join(folder: str, path: str) -> str:
    return f"{folder}/{path}" if folder else path

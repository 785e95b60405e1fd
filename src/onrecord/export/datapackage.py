"""A Data Package: every table as CSV beside a descriptor, in a folder or in one zip file."""

import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from onrecord.errors import InputError
from onrecord.export.base import Job, atomic_file, unwritable
from onrecord.export.csvfile import CsvExporter
from onrecord.model.rows import Row
from onrecord.model.schema import TABLES, Column, ListOf, Struct, Table

__all__ = ["write_package"]

_TYPES = {"day": "date", "moment": "datetime"}
_FOREIGN = {
    "article": "articles",
    "happening": "happenings",
    "statement": "statements",
    "utterance": "utterances",
    "topic": "topics",
}
"""Columns that name a row of another table by its id."""
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold: no clock in exports
OpenMember = Callable[[str], Any]


def write_package(job: Job, path: Path) -> None:
    """Write `datapackage.json` and a CSV file for each table into the folder `path`.

    It is one zip file when `path` ends in .zip. The job's table makes no difference. A folder takes the place
    of an earlier package, whole or not at all.

    Raises:
        InputError: The place can't be written, or holds something else.
    """
    if path.suffix.lower() == ".zip":
        with atomic_file(path) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            _write_members(job, lambda name: archive.open(_member(name), "w", force_zip64=True))
        return
    if path.is_file():
        raise InputError(f"{path}: is a file; name a folder for the package, or a file that ends in .zip")
    if path.is_dir() and any(path.iterdir()) and not (path / "datapackage.json").is_file():
        raise InputError(f"{path}: holds other files; name an empty or a new folder")
    try:
        part = Path(tempfile.mkdtemp(dir=path.resolve().parent, prefix=f".{path.name}."))
    except OSError as error:
        raise InputError(unwritable(path, error)) from error
    try:
        _write_members(job, lambda name: (part / name).open("wb"))
        part.chmod(0o755)
        if path.is_dir():
            old = part.with_name(part.name + ".old")
            path.replace(old)
            part.replace(path)
            shutil.rmtree(old)
        else:
            part.replace(path)
    except OSError as error:
        raise InputError(unwritable(path, error)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write_members(job: Job, open_member: OpenMember) -> None:
    resources = []
    for table in TABLES.values():
        with open_member(f"{table.name}.csv") as out:
            counted = _Counted(out)
            _write_table(replace(job, table=table.name), cast(BinaryIO, counted))
        resources.append(_resource(table, counted))
    descriptor = {
        "profile": "tabular-data-package",
        "name": "onrecord",
        "title": "A sourced record of news reports",
        "resources": resources,
    }
    with open_member("datapackage.json") as out:
        out.write(json.dumps(descriptor, ensure_ascii=False, indent=2).encode("utf-8") + b"\n")


def _write_table(job: Job, out: BinaryIO) -> None:
    exporter = CsvExporter()
    exporter.begin(out, job)
    try:
        for row in exporter.rows(job):
            exporter.write(row)
        exporter.finish()
    finally:
        exporter.close()


class _Counted(io.RawIOBase):
    """A file that counts and hashes what it is given."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.n_bytes = 0
        self.hash = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._out.write(data)
        self.hash.update(data)
        self.n_bytes += len(data)
        return len(data)


def _resource(table: Table, counted: _Counted) -> Row:
    schema: Row = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    keys = [
        {"fields": column.name, "reference": {"resource": _FOREIGN[column.name], "fields": "id"}}
        for column in table.columns
        if column.name in _FOREIGN and column.type == "string" and table.name != "rejects"
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",  # a tabular package demands it of each
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": CsvExporter.media_type,
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "bytes": counted.n_bytes,
        "hash": f"sha256:{counted.hash.hexdigest()}",
        "schema": schema,
    }


def _field(column: Column) -> Row:
    field: Row = {"name": column.name, "type": _type(column), "description": column.about}
    constraints: Row = {}
    if not (column.nullable or column.verbatim):
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if constraints:
        field["constraints"] = constraints
    return field


def _type(column: Column) -> str:
    if isinstance(column.type, ListOf):
        return "array"
    if isinstance(column.type, Struct):
        return "object"
    return _TYPES.get(column.type, column.type)


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _ZIP_MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info

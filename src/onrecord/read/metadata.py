"""Metadata beside the articles: `NAME.meta.json` for one file, `metadata.csv` for a folder."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from onrecord.errors import ArticleError
from onrecord.model import RawArticle, Reject
from onrecord.read.archive import DAMAGE
from onrecord.read.blob import Blob, read_whole
from onrecord.read.decode import decode_bytes
from onrecord.read.options import ReadOptions
from onrecord.read.rows import DATE_FIELDS, METADATA_FIELDS, date_fields, row_fields

__all__ = ["SIDECAR_SUFFIX", "TABLE_NAME", "Metadata", "add_metadata", "is_metadata", "load_sidecar", "load_table"]

SIDECAR_SUFFIX = ".meta.json"
TABLE_NAME = "metadata.csv"

Metadata = dict[str, dict[str, str]]
"""Fields by the file's path relative to the table's folder."""


@dataclass(slots=True)
class Loaded:
    """What a metadata file gave, and what was wrong in it."""

    fields: Metadata = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)


def is_metadata(path: str) -> bool:
    """Whether a file holds metadata, so that it is no article."""
    name = PurePosixPath(path.replace("!", "/")).name.lower()
    return name == TABLE_NAME or name.endswith(SIDECAR_SUFFIX)


def load_sidecar(blob: Blob, options: ReadOptions) -> dict[str, str]:
    """The fields of one sidecar.

    Raises:
        ArticleError: When it is no JSON object of strings (reasons "bad_metadata", "bad_field").
    """
    text, _ = decode_bytes(read_whole(blob, options), blob.path)
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        detail = f"the sidecar is not valid JSON ({error}); its article is read without it"
        raise ArticleError("read", "bad_metadata", detail, blob.path) from error
    if not isinstance(row, dict):
        detail = "the sidecar must be one JSON object; its article is read without it"
        raise ArticleError("read", "bad_metadata", detail, blob.path)
    fields = row_fields(row, blob.path)
    return {key: value for key, value in fields.items() if key in METADATA_FIELDS or key in DATE_FIELDS}


def load_table(blob: Blob, options: ReadOptions) -> Loaded:
    """The rows of a `metadata.csv`, by path; rows that can't be used are told and left out."""
    loaded = Loaded()
    try:
        text, _ = decode_bytes(read_whole(blob, options), blob.path)
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        if "path" not in (rows.fieldnames or ()):
            detail = 'the first line must name the columns, "path" among them; the files are read without it'
            raise ArticleError("read", "bad_metadata", detail, blob.path)
        for number, path, row in _iter_rows(rows):
            if not path or path in loaded.fields:
                why = f"{path!r} stands there twice; the first row counts" if path else "the row has no path"
                loaded.rejects.append(Reject(f"{blob.path}:{number}", "read", "bad_metadata", why))
            else:
                loaded.fields[path] = row
    except ArticleError as error:
        loaded.rejects.append(Reject(error.article, error.stage, error.reason, error.detail))
    except DAMAGE as error:
        detail = f"the table can't be read ({error}); the files are read without it"
        loaded.rejects.append(Reject(blob.path, "read", "bad_metadata", detail))
    except csv.Error as error:
        detail = f"not a valid CSV table ({error}); rows from there on are left out"
        loaded.rejects.append(Reject(blob.path, "read", "bad_metadata", detail))
    return loaded


def _iter_rows(rows: "csv.DictReader[str]") -> Iterator[tuple[int, str, dict[str, str]]]:
    for row in rows:
        path = str(PurePosixPath((row.get("path") or "").strip().replace("\\", "/")))
        fields = {key: value.strip() for key in METADATA_FIELDS if (value := row.get(key)) and value.strip()}
        yield rows.line_num, "" if path == "." else path, date_fields(row) | fields


def add_metadata(raw: RawArticle, fields: dict[str, str], *, is_row: bool) -> RawArticle:
    """`raw` with the fields that it lacks; an id is for one article, so rows of a file don't take it."""
    taken = {key: value for key, value in fields.items() if getattr(raw, key) is None and not (is_row and key == "id")}
    return replace(raw, **taken) if taken else raw  # type: ignore[arg-type]

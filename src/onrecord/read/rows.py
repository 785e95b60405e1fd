"""JSON Lines and JSON: one article per row, in onrecord's own fields or in ninjs (IPTC, versions 1 to 3).

Dates are also read under the names that feeds and archives give them (`DATE_FIELDS`).
"""

import json
from collections.abc import Iterator, Mapping
from typing import IO

from onrecord.errors import ArticleError
from onrecord.model import RawArticle, Reject
from onrecord.read.blob import Blob, open_unpacked, read_whole
from onrecord.read.decode import decode_bytes, is_binary, replace_surrogates
from onrecord.read.options import ReadOptions

__all__ = [
    "DATE_FIELDS",
    "METADATA_FIELDS",
    "date_fields",
    "iter_lines",
    "name",
    "read",
    "read_row",
    "row_fields",
    "sniff",
    "suffixes",
]

name = "json"
suffixes = (".jsonl", ".ndjson", ".json")

METADATA_FIELDS = ("id", "url", "title", "publisher", "byline", "published")
DATE_FIELDS: dict[str, tuple[str, ...]] = {
    "published": ("pubDate", "datePublished", "date_published"),
    "modified": ("modified", "updated", "dateModified", "date_modified", "Last-Modified"),
    "retrieved": ("retrieved", "fetched", "captured", "WARC-Date"),
}
"""Our date fields by the names that RSS, Atom, JSON Feed, schema.org, HTTP and WARC give them; the first there wins."""

# ninjs property -> ours, the first that is there wins.
_NINJS = {
    "id": ("uri",),
    "title": ("headline",),
    "publisher": ("source", "copyrightholder"),
    "byline": ("by",),
    "published": ("versioncreated", "firstcreated"),
    "text": ("body_text",),
    "html": ("body_html", "body_xhtml"),
}
_UTF16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def sniff(head: bytes) -> bool:
    """Whether rows begin like this: an object or an array."""
    start = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    return not is_binary(head) and (not start or start[:1] in (b"{", b"["))


def read(blob: Blob, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The rows of a `.jsonl` or `.json` file, each failing alone."""
    if blob.name.endswith(".json"):
        yield from _read_document(blob, options)
        return
    with open_unpacked(blob, options, limit=options.max_total_bytes) as stream:
        yield from iter_lines(stream, blob.path, options)


def iter_lines(stream: IO[bytes], path: str, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The rows of a JSON Lines stream; blank lines are passed over, and a line that can't be read is one reject."""
    number = n_rows = 0
    while line := stream.readline(options.max_article_bytes + 1):
        number += 1
        where = f"{path}:{number}"
        if number == 1 and line.startswith(_UTF16_OR_32):
            rest = line + stream.read(options.max_member_bytes)
            text, _ = decode_bytes(rest, path)
            yield from _iter_text_lines(text, path)
            return
        if len(line) > options.max_article_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(options.max_article_bytes)
            yield Reject(where, "read", "too_large", f"the row is longer than {options.max_article_bytes:,} bytes")
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        n_rows += 1
        try:
            text, notes = decode_bytes(line, where)
            yield read_row(_parse(text, where), where, notes)
        except ArticleError as error:
            yield _as_reject(error)
    if not n_rows:
        yield Reject(path, "read", "empty", "no rows; one JSON object per line was expected")


def _iter_text_lines(text: str, path: str) -> Iterator[RawArticle | Reject]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                yield read_row(_parse(line, where), where, ())
            except ArticleError as error:
                yield _as_reject(error)


def _read_document(blob: Blob, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """A `.json` file: one row, an array of rows, or JSON Lines under the wrong name."""
    text, notes = decode_bytes(read_whole(blob, options), blob.path)
    if not text.strip():
        raise ArticleError("read", "empty", "the file holds no rows; remove it or save it again", blob.path)
    try:
        document = _parse(text, blob.path)
    except ArticleError:
        first = text.strip().split("\n", 1)[0]
        if not _is_object(first):
            raise
        yield from _iter_text_lines(text, blob.path)
        return
    if not isinstance(document, list):
        yield read_row(document, blob.path, notes)
        return
    if not document:
        raise ArticleError("read", "empty", "the array holds no rows", blob.path)
    for index, row in enumerate(document):
        where = f"{blob.path}[{index}]"
        try:
            yield read_row(row, where, notes)
        except ArticleError as error:
            yield _as_reject(error)


def _is_object(line: str) -> bool:
    try:
        return isinstance(_parse(line, ""), dict)
    except ArticleError:
        return False


def _parse(text: str, where: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        # ValueError: bad syntax, or a number of thousands of digits.
        detail = f"not valid JSON ({error}); correct or remove it"
        raise ArticleError("read", "bad_json", detail, where) from error


def read_row(row: object, where: str, notes: tuple[str, ...] = ()) -> RawArticle:
    """The article in one row.

    Raises:
        ArticleError: The row can't be used (reasons "not_an_object", "bad_field", "no_text").
    """
    if not isinstance(row, dict):
        detail = f"a row must be an object with a text, not {_json_type(row)}"
        raise ArticleError("read", "not_an_object", detail, where)
    fields = row_fields(row, where)
    text, html = fields.pop("text", None), fields.pop("html", None)
    if text is None and html is None:
        detail = 'the row has neither "text" nor "html"; give one of them'
        raise ArticleError("read", "no_text", detail, where)
    return RawArticle(path=where, text=text, html=None if text is not None else html, notes=notes, **fields)


def row_fields(row: Mapping[str, object], where: str) -> dict[str, str]:
    """Our fields that `row` fills with a string; text and page exactly, the others stripped.

    Raises:
        ArticleError: When a field holds something else (reason "bad_field").
    """
    fields: dict[str, str] = {}
    for field in (*METADATA_FIELDS, "text", "html"):
        for key in (field, *_NINJS.get(field, ())):
            value = row.get(key)
            if field == "id" and isinstance(value, int) and not isinstance(value, bool):
                value = str(value)
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            if not isinstance(value, str):
                detail = f'"{key}" must be a string, not {_json_type(value)}'
                raise ArticleError("read", "bad_field", detail, where)
            fields[field] = replace_surrogates(value if field in ("text", "html") else value.strip())
            break
    _add_ninjs_lists(row, fields)
    return date_fields(row) | fields


def date_fields(row: Mapping[str, object]) -> dict[str, str]:
    """The dates in `row` under the names of `DATE_FIELDS`; what is no string there is another format's and no date."""
    found = {}
    for field, keys in DATE_FIELDS.items():
        values = (value.strip() for key in keys if isinstance(value := row.get(key), str))
        if given := next(filter(None, values), None):
            found[field] = replace_surrogates(given)
    return found


def _add_ninjs_lists(row: Mapping[str, object], fields: dict[str, str]) -> None:
    """Headline and body from the lists that ninjs 2 and 3 keep them in."""
    for headline in _objects(row.get("headlines")):
        value = headline.get("value")
        if isinstance(value, str) and value.strip():
            fields.setdefault("title", replace_surrogates(value.strip()))
    for body in _objects(row.get("bodies")):
        value, kind = body.get("value"), str(body.get("contenttype") or "text/plain")
        if isinstance(value, str) and value.strip():
            fields.setdefault("html" if "html" in kind else "text", replace_surrogates(value))


def _objects(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _json_type(value: object) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _as_reject(error: ArticleError) -> Reject:
    return Reject(error.article, error.stage, error.reason, error.detail)

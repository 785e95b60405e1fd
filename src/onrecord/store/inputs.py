"""What arrived, packed so that it can be read again, and told apart by its content."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.errors import RecordError
from onrecord.model import RawArticle, digest
from onrecord.store.codec import dump

__all__ = ["METADATA_FIELDS", "Packed", "amend", "input_digest", "pack", "unpack"]

METADATA_FIELDS = ("url", "title", "publisher", "byline", "published")
"""What is given with an article and may be corrected; an article is read again when one changes."""

_BOUNDS = ("modified", "retrieved")  # of the date; kept, and part of the digest, when given
_COMPRESSION = 6  # zlib's default, fixed so that files don't change with it


@dataclass(frozen=True, slots=True)
class Packed:
    """A raw article as the record keeps it: "text" or "html", JSON metadata, and the compressed body."""

    kind: str
    metadata: str
    body: bytes


def input_digest(raw: RawArticle) -> str:
    """A hash of body and metadata; where a file lies and remarks on it make no difference."""
    kind = "html" if raw.text is None else "text"
    given = [raw.id, *(getattr(raw, name) for name in METADATA_FIELDS), *_bounds(raw).items()]
    return digest(kind, _body(raw), dump(given))


def pack(raw: RawArticle) -> Packed:
    """Pack a raw article."""
    metadata = {
        "path": raw.path,
        "id": raw.id,
        **{name: getattr(raw, name) for name in METADATA_FIELDS},
        **_bounds(raw),
        "notes": list(raw.notes),
    }
    body = zlib.compress(_body(raw).encode("utf-8", "surrogatepass"), _COMPRESSION)
    return Packed("html" if raw.text is None else "text", _plain(dump(metadata)), body)


def unpack(packed: Packed) -> RawArticle:
    """The inverse of `pack`.

    Raises:
        RecordError: The stored body is damaged.
    """
    try:
        body = zlib.decompress(packed.body).decode("utf-8", "surrogatepass")
        metadata = json.loads(packed.metadata)
    except (zlib.error, ValueError) as error:
        raise RecordError(f"a stored input is damaged ({error}); build its article again") from error
    notes = tuple(metadata.pop("notes"))
    if packed.kind == "html":
        return RawArticle(html=body, notes=notes, **metadata)
    return RawArticle(text=body, notes=notes, **metadata)


def amend(raw: RawArticle, article: str, changes: Mapping[str, str | None]) -> RawArticle:
    """`raw` under the id that its article has, with corrected metadata: what a second reading reads."""
    return replace(raw, id=article, **changes)  # type: ignore[arg-type]  # the keys are METADATA_FIELDS


def _bounds(raw: RawArticle) -> dict[str, str]:
    return {name: value for name in _BOUNDS if (value := getattr(raw, name)) is not None}


def _body(raw: RawArticle) -> str:
    body = raw.html if raw.text is None else raw.text
    if body is None:
        raise RecordError(f"{raw.path}: neither text nor HTML to store")
    return body


def _plain(text: str) -> str:
    # A path may hold bytes that aren't UTF-8, as lone surrogates; SQLite stores no such text.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")

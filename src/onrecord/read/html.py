"""Web pages: one article per file, decoded as declared in the page."""

import re
from collections.abc import Iterator

from onrecord.errors import ArticleError
from onrecord.model import RawArticle
from onrecord.read.blob import Blob, read_whole
from onrecord.read.decode import decode_bytes, is_binary, replace_surrogates
from onrecord.read.options import ReadOptions

__all__ = ["name", "read", "sniff", "suffixes"]

name = "html"
suffixes = (".html", ".htm", ".xhtml")

_OPENING = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|article|section|h[1-6])\b", re.IGNORECASE)
# The HTML standard looks for the declaration in the first 1,024 bytes; real pages put it later at times.
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
_DECLARED_WITHIN_BYTES = 8192


def sniff(head: bytes) -> bool:
    """Whether a page begins like this."""
    return not is_binary(head) and bool(_OPENING.search(head.replace(b"\0", b"")))


def read(blob: Blob, options: ReadOptions) -> Iterator[RawArticle]:
    """The one page of an HTML file, decoded and otherwise untouched."""
    data = read_whole(blob, options)
    head = data[:_DECLARED_WITHIN_BYTES]
    match = _XML_DECLARED.search(head) or _DECLARED.search(head)
    html, notes = decode_bytes(data, blob.path, match.group(1).decode("ascii") if match else None)
    if not html.strip():
        raise ArticleError("read", "empty", "the file holds no page; remove it or save it again", blob.path)
    yield RawArticle(path=blob.path, html=replace_surrogates(html), notes=notes)

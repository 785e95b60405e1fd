"""Plain text and Markdown: one article per file, its text exactly as decoded."""

from collections.abc import Iterator

from onrecord.errors import ArticleError
from onrecord.model import RawArticle
from onrecord.read.blob import Blob, read_whole
from onrecord.read.decode import decode_bytes, is_binary, replace_surrogates
from onrecord.read.options import ReadOptions

__all__ = ["name", "read", "sniff", "suffixes"]

name = "text"
suffixes = (".txt", ".text", ".md", ".markdown")


def sniff(head: bytes) -> bool:
    """Whether these can be the first bytes of a text."""
    return not is_binary(head)


def read(blob: Blob, options: ReadOptions) -> Iterator[RawArticle]:
    """The one article of a text file; line ends stay as they are."""
    text, notes = decode_bytes(read_whole(blob, options), blob.path)
    if not text.strip():
        raise ArticleError("read", "empty", "the file holds no text; remove it or save it again", blob.path)
    yield RawArticle(path=blob.path, text=replace_surrogates(text), notes=notes)

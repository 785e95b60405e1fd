"""The public functions; `import onrecord` gives them by these names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.model import Facts, RawArticle
from onrecord.pipeline.stages import AnnotateOptions, annotate_article
from onrecord.read.rows import read_row

if TYPE_CHECKING:
    from onrecord.pipeline.build import Summary
    from onrecord.store import View

__all__ = ["annotate", "build", "open"]


def annotate(
    documents: Iterable[str | Mapping[str, Any]] | Mapping[str, Any], *, published: str | None = None
) -> Iterator[Facts]:
    """The facts of each document, in order; no record is made.

    Args:
        documents: Texts, or rows with the keys of an input row ("text" or "html", and "id", "url", "title",
            "publisher", "byline", "published" where known); or one of these.
        published: Publication day (YYYY-MM-DD) of documents that bring none.

    Raises:
        ArticleError: A document can't be used. Iteration ends there; to have one bad document cost itself only,
            call `annotate` on one at a time.
    """
    options = AnnotateOptions(published=published)
    if isinstance(documents, str | Mapping):
        documents = [documents]  # else a text's letters would pass for documents
    for number, document in enumerate(documents, 1):
        yield annotate_article(_raw(document, f"document {number}"), options)


def _raw(document: str | Mapping[str, Any], path: str) -> RawArticle:
    if isinstance(document, str):
        return RawArticle(path=path, text=document)
    return read_row(dict(document) if isinstance(document, Mapping) else document, path)


def build(
    inputs: Sequence[str | Path],
    path: str | Path,
    *,
    published: str | None = None,
    roles: str | Path | None = None,
    topics: str | Path | None = None,
    workers: int = 1,
) -> "Summary":
    """Read files, folders, globs and archives into the record at `path`, which is made when missing.

    Args:
        inputs: What to read.
        path: The record.
        published: Publication day (YYYY-MM-DD) of articles that bring none.
        roles: A file that says who is who (CSV).
        topics: A file of topics and their words (CSV).
        workers: Processes to use.

    Returns:
        What was added, updated, left as it was, skipped and refused, with reasons.

    Raises:
        RecordError: The record can't be opened or written.
    """
    from onrecord.pipeline.build import BuildOptions  # noqa: PLC0415  nothing that `annotate` needs
    from onrecord.pipeline.build import build as build_record  # noqa: PLC0415

    options = BuildOptions(published=published, roles=_content(roles), topics=_content(topics), workers=workers)
    return build_record([str(item) for item in inputs], path, options=options)


def _content(path: str | Path | None) -> str | None:
    return Path(path).read_text("utf-8-sig") if path is not None else None


def open(path: str | Path) -> "View":
    """Open a record to read.

    Raises:
        RecordError: The file is missing, of another kind, damaged, or of another schema version.
    """
    from onrecord.store import open_view  # noqa: PLC0415  nothing that `annotate` needs

    return open_view(path)

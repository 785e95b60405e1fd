"""W3C Web Annotations: each fact as a body with position and quote selectors into its article."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.export.base import Job, table_rows
from onrecord.export.text import compact_json
from onrecord.model.rows import Row

__all__ = ["WebAnnotationExporter"]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AFFIX_CHARS = 32
"""Code points of prefix and suffix: enough to find a quotation again in a slightly changed text."""
_TARGETS = {
    "statements": ("source", "cue", "content"),
    "events": ("trigger",),
}
"""The columns that hold a fact's places, and so the roles of its targets; other tables have start and end."""


class WebAnnotationExporter:
    """One AnnotationPage with an annotation for each row; a target for each span, with the part that it plays."""

    name = "webannotation"
    title = "W3C Web Annotation"
    media_type = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    suffix = ".anno.jsonld"
    tables = ("statements", "events", "mentions", "timexes", "passages")

    def file_name(self, table: str) -> str:
        """`TABLE.anno.jsonld`."""
        return table + self.suffix

    def rows(self, job: Job) -> Iterator[Row]:
        """One annotation for each row of the table."""
        text, article = "", None
        for row in table_rows(job):
            if article is None or article["id"] != row["article"]:
                found = job.view.article(row["article"])
                article, text = {"id": found.id, "url": found.url}, found.text
            source = article["url"] or f"urn:onrecord:article:{article['id']}"
            yield {
                "id": f"urn:onrecord:{row['id']}" if "id" in row else _passage_id(row),
                "type": "Annotation",
                "motivation": "identifying",
                "body": {"type": "Dataset", "format": "application/json", "table": job.table, "value": row},
                "target": [
                    _target(source, role, span, text if job.with_text else None)
                    for role, span in _iter_spans(job.table, row)
                ],
            }

    def begin(self, out: BinaryIO, job: Job) -> None:
        """Open the page."""
        self._out = out
        self._separator = b"\n"
        head = {"@context": _CONTEXT, "id": f"urn:onrecord:page:{job.table}", "type": "AnnotationPage"}
        out.write(compact_json(head)[:-1] + b',"items":[')

    def write(self, row: Row) -> None:
        """One annotation a line."""
        self._out.write(self._separator + compact_json(row))
        self._separator = b",\n"

    def finish(self) -> None:
        """Close the page."""
        self._out.write(b"\n]}\n")

    def close(self) -> None:
        """Nothing is held."""


def _passage_id(row: Row) -> str:
    return f"urn:onrecord:passage:{row['article']}:{row['start']}-{row['end']}"


def _iter_spans(table: str, row: Row) -> Iterator[tuple[str, list[int]]]:
    if table not in _TARGETS:
        yield table, [row["start"], row["end"]]
        return
    for role in _TARGETS[table]:
        for span in row[role]:
            yield role, span


def _target(source: str, role: str, span: list[int], text: str | None) -> dict[str, Any]:
    start, end = span
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": start, "end": end}]
    if text is not None:
        selectors.append(
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _AFFIX_CHARS) : start],
                "suffix": text[end : end + _AFFIX_CHARS],
            }
        )
    return {"type": "SpecificResource", "source": source, "purpose": role, "selector": selectors}

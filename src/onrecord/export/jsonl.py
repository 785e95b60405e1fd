"""JSON Lines: one row a line, keys in the order of the columns."""

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.export.base import Job, table_rows
from onrecord.export.text import compact_json
from onrecord.model.rows import Row
from onrecord.model.schema import TABLES

__all__ = ["JsonLinesExporter"]


class JsonLinesExporter:
    """UTF-8, no ASCII escapes, lines end in LF."""

    name = "jsonl"
    title = "JSON Lines"
    media_type = "application/jsonl"
    suffix = ".jsonl"
    tables = tuple(TABLES)

    def file_name(self, table: str) -> str:
        """`TABLE.jsonl`."""
        return table + self.suffix

    def rows(self, job: Job) -> Iterator[Row]:
        """The table's rows."""
        return table_rows(job)

    def begin(self, out: BinaryIO, job: Job) -> None:
        """Nothing comes before the first row."""
        self._out = out

    def write(self, row: Row) -> None:
        """One line."""
        self._out.write(compact_json(row) + b"\n")

    def finish(self) -> None:
        """Nothing comes after the last row."""

    def close(self) -> None:
        """Nothing is held."""

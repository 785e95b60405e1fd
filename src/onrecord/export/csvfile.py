"""CSV as in RFC 4180, with a header line.

Values are written as they are: a cell that begins with `=`, `+`, `-` or `@` is data, and a program that
would run it as a formula must be told to read text (docs/reference/export.md says how).
"""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.export.base import Job, table_rows
from onrecord.export.text import cell
from onrecord.model.rows import Row
from onrecord.model.schema import TABLES

__all__ = ["CsvExporter"]


class CsvExporter:
    """UTF-8 without a BOM, lines end in CRLF, unknown is an empty cell, lists and objects are compact JSON."""

    name = "csv"
    title = "Comma-separated values"
    media_type = "text/csv"
    suffix = ".csv"
    tables = tuple(TABLES)

    def file_name(self, table: str) -> str:
        """`TABLE.csv`."""
        return table + self.suffix

    def rows(self, job: Job) -> Iterator[Row]:
        """The table's rows."""
        return table_rows(job)

    def begin(self, out: BinaryIO, job: Job) -> None:
        """Write the header."""
        self._text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
        self._writer = csv.writer(self._text)
        self._writer.writerow(column.name for column in TABLES[job.table].columns)

    def write(self, row: Row) -> None:
        """One record."""
        self._writer.writerow(map(cell, row.values()))

    def finish(self) -> None:
        """Hand on what is buffered."""
        self._text.flush()

    def close(self) -> None:
        """Leave the file to its owner."""
        self._text.detach()

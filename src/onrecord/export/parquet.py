"""Parquet, lists and objects nested, days as dates."""

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.export.base import Job, table_rows
from onrecord.model.rows import Row
from onrecord.model.schema import TABLES
from onrecord.store.arrow import arrow_batches, arrow_schema

__all__ = ["ParquetExporter"]

_GROUP_ROWS = 10_000


class ParquetExporter:
    """Row groups of 10,000 rows, Zstandard."""

    name = "parquet"
    title = "Apache Parquet"
    media_type = "application/vnd.apache.parquet"
    suffix = ".parquet"
    tables = tuple(TABLES)

    def file_name(self, table: str) -> str:
        """`TABLE.parquet`."""
        return table + self.suffix

    def rows(self, job: Job) -> Iterator[Row]:
        """The table's rows."""
        return table_rows(job)

    def begin(self, out: BinaryIO, job: Job) -> None:
        """Start the file."""
        self._table = job.table
        self._rows: list[Row] = []
        # Arrow would close a Python file with its own; the caller still has to flush and rename it.
        self._writer = pq.ParquetWriter(pa.PythonFile(out, mode="w"), arrow_schema(job.table), compression="zstd")

    def write(self, row: Row) -> None:
        """Keep a row until a row group is full."""
        self._rows.append(row)
        if len(self._rows) == _GROUP_ROWS:
            self._flush()

    def finish(self) -> None:
        """Write the last row group and the footer."""
        self._flush()
        self._writer.close()

    def close(self) -> None:
        """Let go of what wasn't written."""
        self._rows = []

    def _flush(self) -> None:
        for batch in arrow_batches(self._table, self._rows):
            self._writer.write_batch(batch)
        self._rows = []

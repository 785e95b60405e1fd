"""Exported tables as Arrow tables."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import Any

import pyarrow as pa

from onrecord.model.rows import Row
from onrecord.model.schema import TABLES, Column, ColumnType, ListOf, Struct

__all__ = ["arrow_batches", "arrow_schema", "arrow_table"]

_SCALARS = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "day": pa.date32(),
    "moment": pa.timestamp("s", tz="UTC"),
}
_BATCH_ROWS = 10_000


def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of an exported table; days are date32, spans lists of two int64."""
    return pa.schema([_field(column) for column in TABLES[table].columns])


def arrow_table(table: str, rows: Iterable[Row]) -> pa.Table:
    """All rows at once."""
    return pa.Table.from_batches(arrow_batches(table, rows), schema=arrow_schema(table))


def arrow_batches(table: str, rows: Iterable[Row]) -> Iterable[pa.RecordBatch]:
    """The rows in batches of 10,000."""
    schema = arrow_schema(table)
    columns = TABLES[table].columns
    source = iter(rows)
    while batch := list(islice(source, _BATCH_ROWS)):
        arrays = [
            pa.array([_convert(row[column.name], column.type) for row in batch], type=schema.field(at).type)
            for at, column in enumerate(columns)
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _field(column: Column) -> pa.Field:
    return pa.field(column.name, _type(column.type), nullable=column.nullable or column.verbatim)


def _type(kind: ColumnType) -> pa.DataType:
    if isinstance(kind, Struct):
        return pa.struct([_field(field) for field in kind.fields])
    if isinstance(kind, ListOf):
        return pa.list_(_type(kind.item))
    return _SCALARS[kind]


def _convert(value: Any, kind: ColumnType) -> Any:
    if value is None:
        return None
    if kind == "day":
        return date.fromisoformat(value)
    if kind == "moment":
        return datetime.fromisoformat(value)
    return value

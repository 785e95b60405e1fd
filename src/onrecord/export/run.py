"""Exporting: the table of formats, and the one function that runs an exporter."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import InputError
from onrecord.export.base import Exporter, Job, atomic_file
from onrecord.model.schema import TABLES
from onrecord.store.view import View

__all__ = ["EXPORTERS", "FORMATS", "PACKAGE", "export", "make_exporter"]

EXPORTERS: dict[str, str] = {
    "jsonl": "onrecord.export.jsonl:JsonLinesExporter",
    "csv": "onrecord.export.csvfile:CsvExporter",
    "parquet": "onrecord.export.parquet:ParquetExporter",
    "webannotation": "onrecord.export.webannotation:WebAnnotationExporter",
    "ics": "onrecord.export.ics:IcsExporter",
    "plover": "onrecord.export.plover:PloverExporter",
    "gdelt": "onrecord.export.gdelt:GdeltExporter",
}
"""Formats that make one file, by name; a module is loaded when its format is asked for."""
PACKAGE = "datapackage"
"""The format that makes a folder of all tables, or one zip file."""
FORMATS = (*EXPORTERS, PACKAGE)


def make_exporter(name: str) -> Exporter:
    """A new exporter of the format `name`.

    Raises:
        InputError: There is no such format.
    """
    if name not in EXPORTERS:
        raise InputError(f"{name}: no such export format; choose from {', '.join(FORMATS)}")
    module, _, attribute = EXPORTERS[name].partition(":")
    make = cast(Callable[[], Exporter], getattr(import_module(module), attribute))
    return make()


def export(view: View, table: str, out: Path | BinaryIO, *, format_name: str = "jsonl", with_text: bool = True) -> int:
    """Export a table, or for some formats the whole record, as it is at this moment.

    Args:
        view: The record.
        table: A table of `TABLES` that the format can export; "datapackage" takes them all whatever is named.
        out: A path, which is written whole or not at all, or an open binary file.
        format_name: One of `FORMATS`.
        with_text: False leaves the articles' text and verbatim words out; spans stay.

    Returns:
        How many rows were written; 0 for a package.

    Raises:
        InputError: There is no such table or format, the two don't go together, or `out` can't be written.
        RecordError: The record is damaged.
    """
    if table not in TABLES:
        raise InputError(f"{table}: no such table; choose from {', '.join(TABLES)}")
    job = Job(view, table, with_text)
    if format_name == PACKAGE:
        if not isinstance(out, Path):
            raise InputError("a data package is many files; name a folder or a .zip file with -o")
        from onrecord.export.datapackage import write_package  # noqa: PLC0415  # loaded when asked for

        with view.snapshot():
            write_package(job, out)
        return 0
    exporter = make_exporter(format_name)
    if table not in exporter.tables:
        raise InputError(f"{format_name} can't hold {table}; it takes {', '.join(exporter.tables)}")
    if isinstance(out, Path):
        with atomic_file(out) as stream:
            return _run(exporter, job, stream)
    return _run(exporter, job, out)


def _run(exporter: Exporter, job: Job, out: BinaryIO) -> int:
    n_rows = 0
    with job.view.snapshot():
        exporter.begin(out, job)
        try:
            for row in exporter.rows(job):
                exporter.write(row)
                n_rows += 1
            exporter.finish()
        finally:
            exporter.close()
    return n_rows

"""View to files: one module for each format, all in `EXPORTERS`."""

from onrecord.export.run import EXPORTERS, FORMATS, export, make_exporter

__all__ = ["EXPORTERS", "FORMATS", "export", "make_exporter"]

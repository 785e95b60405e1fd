"""The one database file: `Store` opens it, `Writer` writes, `View` reads."""

from onrecord.store.store import Store, open_view
from onrecord.store.view import View
from onrecord.store.writer import Writer

__all__ = ["Store", "View", "Writer", "open_view"]

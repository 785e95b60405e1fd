"""The public API as users call it; read by the type checker, never run."""

from pathlib import Path

import onrecord
from onrecord.model import Facts, Happening
from onrecord.model.record import Comparison, RecordedEvent, RecordedStatement

version: str = onrecord.__version__


def read_texts(texts: list[str]) -> list[Facts]:
    """Facts without a record."""
    return list(onrecord.annotate(texts, published="2024-05-02"))


def make_record(folder: Path, record: Path) -> int:
    """How many articles were added."""
    return onrecord.build([folder], record, workers=2).added


def look(record: Path) -> tuple[list[RecordedStatement], list[RecordedEvent], list[Happening]]:
    """What a record holds."""
    with onrecord.open(record) as view:
        return view.statements(terms="anonymous"), view.events(side="FRA"), view.timeline(since="2024-01-01")


def compare(record: Path, happening: str) -> Comparison:
    """Two sides of one happening."""
    with onrecord.open(record) as view:
        return view.compare(happening)

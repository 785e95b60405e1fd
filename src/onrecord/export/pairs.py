"""Events as pairs of actors, the shape of event data sets, with a key to count an event once."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations, product

from onrecord.export.base import Job
from onrecord.model.rows import Row
from onrecord.model.schema import TABLES, blank_row

__all__ = ["Pair", "RootCode", "iter_pairs", "root_codes"]

_REAL = frozenset({"occurred", "in_force", "lifted", "ended", "planned", "pending"})
"""Statuses that event data sets count; a plan is one there by its root (a future CONSULT is AGREE)."""


@dataclass(frozen=True, slots=True)
class RootCode:
    """How event data sets number a PLOVER root."""

    quad: int
    intensity: float
    cameo: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of one event as one article tells it; either side may be missing.

    `key` is the same for every pair and every report of one happening: count distinct keys to count it once.
    """

    key: str
    event: Row
    article: Row
    happening: Row | None
    voice: Row | None
    number: int
    n_pairs: int
    actor: Row | None
    recipient: Row | None


def iter_pairs(job: Job) -> Iterator[Pair]:
    """Pairs of events that have a root and took place, are in force or are planned, by article and text order."""
    happenings = {row["id"]: row for row in job.view.iter_rows("happenings")}
    articles = {row["id"]: {**row, "text": None} for row in job.view.iter_rows("articles")}
    voices = {row["id"]: row for row in job.view.iter_rows("statements")}
    for event in job.view.iter_rows("events"):
        if event["root"] not in root_codes() or event["status"] not in _REAL:
            continue
        row = event if job.with_text else blank_row(event, TABLES["events"].columns)
        pairs = _pairs(row)
        for number, (actor, recipient) in enumerate(pairs, start=1):
            yield Pair(
                key=event["happening"] or event["id"],
                event=row,
                article=articles[event["article"]],
                happening=happenings.get(event["happening"]),
                voice=voices.get(event["statement"] or event["performed_by"]),
                number=number,
                n_pairs=len(pairs),
                actor=actor,
                recipient=recipient,
            )


def _pairs(event: Row) -> list[tuple[Row | None, Row | None]]:
    if len(event["participants"]) > 1:
        return list(combinations(event["participants"], 2))
    actors = event["actors"] or event["participants"] or [None]
    return list(product(actors, event["recipients"] or [None]))


@cache
def root_codes() -> dict[str, RootCode]:
    """The numbers of every PLOVER root, from `roots.csv`."""
    lines = files("onrecord.export").joinpath("roots.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["root"]: RootCode(int(row["quad"]), float(row["intensity"]), row["cameo"]) for row in rows}

"""PLOVER events as JSON Lines with the column names of POLECAT, one row for each pair of actors."""

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.export.base import Job
from onrecord.export.pairs import Pair, iter_pairs, root_codes
from onrecord.export.text import compact_json
from onrecord.model.rows import Row

__all__ = ["PloverExporter"]


class PloverExporter:
    """What POLECAT has and this record knows; "Event Key" counts a happening once, whoever reports it."""

    name = "plover"
    title = "PLOVER events (POLECAT-style JSON Lines)"
    media_type = "application/jsonl"
    suffix = ".plover.jsonl"
    tables = ("events",)

    def file_name(self, table: str) -> str:
        """`TABLE.plover.jsonl`."""
        return table + self.suffix

    def rows(self, job: Job) -> Iterator[Row]:
        """One row for each pair."""
        names = {row["id"]: row["name"] for row in job.view.iter_rows("entities")}
        for pair in iter_pairs(job):
            yield _row(pair, names)

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


def _row(pair: Pair, names: dict[str, str]) -> Row:
    event, article = pair.event, pair.article
    code = root_codes()[event["root"]]
    place = event["place"] or {"name": None}
    return {
        "Event ID": f"{event['id']}-{pair.number}",
        "Event Key": pair.key,
        "Event Report": event["id"],
        "Pair": pair.number,
        "Pairs": pair.n_pairs,
        "Event Date": event["earliest"] if event["earliest"] == event["latest"] else None,
        "Event Date Earliest": event["earliest"],
        "Event Date Latest": event["latest"],
        "Event Type": event["root"],
        "Event Mode": event["mode"],
        "Status": event["status"],
        "Background": event["background"],
        "Intensity": code.intensity,
        "Quad Code": code.quad,
        "Contexts": event["contexts"],
        **_side("Actor", pair.actor, names),
        **_side("Recipient", pair.recipient, names),
        "Placename": place["name"],
        "Told By": pair.voice["speaker"]["name"] if pair.voice and pair.voice["speaker"] else None,
        "Confidence": event["confidence"],
        "Source": article["publisher"],
        "Headline": article["title"],
        "URL": article["url"],
        "Article": article["id"],
        "Trigger": event["trigger"],
        "Publication Date": article["published"],
        "Language": article["language"],
    }


def _side(name: str, actor: Row | None, names: dict[str, str]) -> Row:
    known = actor or dict.fromkeys(("entity", "text", "code", "sector", "role"))
    return {
        f"{name} Name": names.get(known["entity"] or ""),
        f"{name} Name Raw": known["text"],
        f"{name} Country": known["code"],
        f"Primary {name} Sector": known["sector"],
        f"{name} Title": known["role"],
        f"{name} Spans": actor["spans"] if actor else [],
    }

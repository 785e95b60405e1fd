"""An undated article that a dated one cites is bounded by it, whenever that comes, and open again when it goes."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands import exports, must, rows_of
from onrecord.model.schema import TABLES

pytestmark = pytest.mark.weights

NOTE = {
    "id": "note",
    "publisher": "Orrin Water Board",
    "title": "Dam opened",
    "text": "Dam opened\n\nThe Orrin Water Board opened the dam above Orrin and rejected the plan of the valley "
    "farmers. "
    "“We will open it again,” Director Ada Brandt said.\n",
}
POST = {
    "id": "post",
    "publisher": "The Post",
    "title": "Farmers angry at the board",
    "published": "2024-05-09",
    "text": "Farmers angry at the board\n\nFarmers marched in Orrin on Thursday, and several of them were arrested.\n\n"
    "“Opened the dam above Orrin and rejected the plan of the valley farmers,” a page of the Orrin Water Board says.\n",
}
FACTS = [table for table in TABLES if table != "corrections"]


def build(record: Path, *rows: dict[str, Any]) -> None:
    paths = [record.with_name(f"{row['id']}.json") for row in rows]
    for path, row in zip(paths, rows, strict=True):
        path.write_text(json.dumps(row), encoding="utf-8")
    must("build", *paths, "-o", record)


def article(record: Path) -> dict[str, Any]:
    return next(row for row in rows_of(record, "articles") if row["id"] == "note")


def test_what_is_cited_gets_a_bound_with_the_citing_article_as_its_anchor(tmp_path: Path) -> None:
    record = tmp_path / "a.db"
    build(record, NOTE, POST)
    found = article(record)
    assert (found["published_earliest"], found["published_latest"]) == (None, "2024-05-10")
    assert found["published_status"] == "inferred"
    assert found["published_evidence"][-1].startswith("reference: cited by post of 2024-05-09 at [")
    anchored = [row for row in rows_of(record, "events") if row["article"] == "note" and row["basis"]]
    assert anchored
    for row in anchored:
        assert (row["earliest"], row["latest"]) == (None, "2024-05-10")
        assert (row["basis"]["anchor_article"], row["basis"]["anchor_field"]) == ("post", "published")
    must("check", record)


def test_the_order_of_arrival_makes_no_difference(tmp_path: Path) -> None:
    first, second, once = tmp_path / "first.db", tmp_path / "second.db", tmp_path / "once.db"
    build(first, NOTE)
    assert article(first)["published_status"] == "open"
    build(first, POST)
    build(second, POST)
    build(second, NOTE)
    build(once, NOTE, POST)
    assert exports(first, FACTS) == exports(second, FACTS) == exports(once, FACTS)
    must("rebuild", first)
    assert exports(first, FACTS) == exports(once, FACTS)


def test_what_bounds_it_may_be_corrected_or_go(tmp_path: Path) -> None:
    record, alone = tmp_path / "a.db", tmp_path / "alone.db"
    build(alone, NOTE)
    build(record, NOTE, POST)
    must("correct", record, "set", "post", "published", "2024-05-02")
    assert article(record)["published_latest"] == "2024-05-03"
    must("correct", record, "withdraw", "post")
    assert article(record) == article(alone)
    must("correct", record, "undo", "2")
    assert article(record)["published_latest"] == "2024-05-03"


def test_a_date_of_its_own_counts_more(tmp_path: Path) -> None:
    record = tmp_path / "a.db"
    build(record, {**NOTE, "published": "2024-05-07"}, POST)
    assert (article(record)["published_latest"], article(record)["published_status"]) == ("2024-05-07", "stated")


def test_what_can_be_no_date_is_told_by_the_build(tmp_path: Path) -> None:
    text = POST["text"] + "\nOn February 30, 2024, the board had met in the town hall of Orrin, farmers said.\n"
    rows = [{**NOTE, "published": "31/31/2024"}, {**POST, "text": text}]
    done = must("build", "-", "-o", tmp_path / "a.db", stdin="\n".join(map(json.dumps, rows)).encode())
    notes = [line for line in done.err.splitlines() if line.startswith("note: ")]
    assert [("no date that can be read" in note, "no possible time" in note) for note in notes] == [
        (True, False),
        (False, True),
    ]

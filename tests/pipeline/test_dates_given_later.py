"""Without a publication date nothing gets a day but what a printed date fixes; a date given later resolves the rest."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands import exports, must, rows_of
from onrecord.model.schema import TABLES

pytestmark = pytest.mark.weights

TEXT = """Ministers sign a water treaty

The ministers of Norway and Chile signed a water treaty on Tuesday, officials in Oslo said.

The two countries first met on 14 March 2019 in Geneva. “We will open the dam next month,” Foreign Minister Ada Brandt \
said on Monday. Chile’s government said last week that it had withdrawn its troops from the valley.
"""
DAY = "2023-03-08"  # a Wednesday
FIXED = "2019-03-14"
DAYS = ("earliest", "latest", "said_earliest", "said_latest", "published", "published_earliest", "published_latest")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "treaty.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "treaty.meta.json").write_text('{"id": "treaty"}', encoding="utf-8")
    return path


@pytest.fixture
def undated(article: Path, tmp_path: Path) -> Path:
    record = tmp_path / "undated.db"
    must("build", article, "-o", record)
    return record


def _days(record: Path) -> set[str]:
    rows = [row for table in TABLES if table != "corrections" for row in rows_of(record, table)]
    return {row[column] for row in rows for column in DAYS if row.get(column) is not None}


def test_undated_input_gets_no_day_but_the_printed_one(undated: Path) -> None:
    assert _days(undated) == {FIXED}
    values = {row["text"]: row["value"] for row in rows_of(undated, "timexes")}
    assert values["14 March 2019"] == FIXED
    assert not any(value.startswith("20") for words, value in values.items() if words != "14 March 2019")
    assert len(values) >= 4


def _by_flag(article: Path, record: Path) -> None:
    must("build", article, "-o", record, "--published", DAY)


def _by_correction(article: Path, record: Path) -> None:
    must("correct", record, "set", "treaty", "published", DAY, "--who", "reader", "--why", "it stands on the page")


def _by_sidecar(article: Path, record: Path) -> None:
    sidecar = article.with_name("treaty.meta.json")
    sidecar.write_text(json.dumps({"id": "treaty", "published": DAY}), encoding="utf-8")
    assert "1 updated" in must("build", article, "-o", record).err


@pytest.mark.parametrize("give", [_by_flag, _by_correction, _by_sidecar])
def test_a_date_given_later_resolves_what_hung_on_it_and_nothing_else(
    give: Callable[[Path, Path], None], article: Path, undated: Path, tmp_path: Path
) -> None:
    before = {table: rows_of(undated, table) for table in TABLES}
    give(article, undated)
    at_once = tmp_path / "at-once.db"
    must("build", article, "-o", at_once, "--published", DAY)
    tables = [table for table in TABLES if table != "corrections"]
    assert exports(undated, tables) == exports(at_once, tables)

    after = {table: rows_of(undated, table) for table in TABLES}
    values = {row["text"]: row["value"] for row in after["timexes"]}
    assert (values["Tuesday"], values["Monday"], values["14 March 2019"]) == ("2023-03-07", "2023-03-06", FIXED)
    for table in ("passages", "mentions", "timexes", "statements", "events", "entities"):
        assert [_timeless(row) for row in after[table]] == [_timeless(row) for row in before[table]], table
    must("check", undated)


def test_a_date_taken_back_leaves_nothing_behind(undated: Path) -> None:
    tables = [table for table in TABLES if table != "corrections"]
    before = exports(undated, tables)
    must("correct", undated, "set", "treaty", "published", DAY)
    assert _days(undated) > {FIXED}
    must("correct", undated, "undo", "1")
    assert exports(undated, tables) == before


_TIMED = {
    *("value", "mod", "date", "zone", "basis", "said_date", "said_zone", "said_basis"),
    *("happening", "said_in", "about"),
    "background",  # what lies long before the publication day is told as history
}


def _timeless(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in _TIMED and key not in DAYS}

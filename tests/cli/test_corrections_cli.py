"""Corrections on the command line: logged, surviving, undone without a trace in the other tables."""

from pathlib import Path

import pytest

from commands import exports, must, rows_of, run
from onrecord.model.schema import TABLES

pytestmark = pytest.mark.weights

OTHERS = [table for table in TABLES if table != "corrections"]
BY = ("--who", "reader", "--why", "read it again")


def _changes(record: Path) -> list[tuple[object, ...]]:
    statement = next(row for row in rows_of(record, "statements") if row["article"] == "herald-call")
    event = next(row for row in rows_of(record, "events") if row["article"] == "herald-call")
    first, second = [row["id"] for row in rows_of(record, "entities") if row["type"] == "person"][:2]
    happenings = [row["id"] for row in rows_of(record, "happenings")]
    return [
        ("set", statement["id"], "terms", "collective"),
        ("reject", event["id"]),
        ("same", first, second),
        ("different", happenings[0], happenings[1]),
        ("set", "strait-questions", "published", "2024-05-20"),
        ("withdraw", "gazette-call"),
    ]


def test_corrections_applied_and_undone_leave_the_same_exports(story_copy: Path) -> None:
    before = exports(story_copy, OTHERS)
    for number, change in enumerate(_changes(story_copy), 1):
        made = must("correct", story_copy, *change, *BY)
        assert made.out.startswith(f"{number}. ") and "reader" in made.out and "read it again" in made.out
        assert str(change[1]) in made.out
    after = exports(story_copy, OTHERS)
    changed = {table for table in OTHERS if before[table] != after[table]}
    assert {"articles", "statements", "events", "entities"} <= changed
    must("check", story_copy)
    for number in (3, 1, 6, 2, 5, 4):
        assert "(undone)" in must("correct", story_copy, "undo", number).out
    assert exports(story_copy, OTHERS) == before
    log = must("correct", story_copy, "log")
    assert log.out.count("(undone)") == 6
    assert [row["undone"] for row in must("correct", story_copy, "log", "--json").rows] == [True] * 6
    must("check", story_copy)


def test_an_entity_is_logged_by_its_name(story_copy: Path) -> None:
    statement = next(row for row in rows_of(story_copy, "statements") if row["speaker"] and row["speaker"]["name"])
    made = must("correct", story_copy, "set", statement["id"], "speaker", "an aide", *BY)
    assert f'speaker "{statement["speaker"]["name"]}" -> "an aide": read it again' in made.out


def test_corrections_survive_a_rebuild(story_copy: Path) -> None:
    for change in _changes(story_copy):
        must("correct", story_copy, *change, *BY)
    before = exports(story_copy)
    must("rebuild", story_copy)
    assert exports(story_copy) == before
    must("check", story_copy)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("set", "s-nothing", "terms", "named"), "s-nothing"),
        (("set", "herald-call", "text", "other words"), "can't be set"),
        (("reject", "herald-call"), "withdraw"),
        (("same", "herald-call", "herald-call"), "one already"),
        (("undo", "99"), "no correction 99"),
    ],
)
def test_a_change_that_cant_be_made_changes_nothing(story_copy: Path, change: tuple[str, ...], complaint: str) -> None:
    before = exports(story_copy, ["statements", "corrections"])
    done = run("correct", story_copy, *change)
    assert (done.code, done.out) == (1, "")
    assert complaint in done.err
    assert exports(story_copy, ["statements", "corrections"]) == before

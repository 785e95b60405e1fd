import json
import re
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord import validate
from onrecord.store import Store, corrections, open_view
from onrecord.validate import check_record, compare_records
from record_builders import PIPELINE, make_facts, make_links, make_raw

AT = datetime(2031, 6, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    many = make_facts("one"), make_facts("two")
    with Store.create(tmp_path / "r.db") as store, store.writer() as writer:
        for facts in many:
            writer.add(make_raw(facts.article), facts, pipeline=PIPELINE)
        writer.write_links(make_links(*many))
    return tmp_path / "r.db"


def codes(path):
    with open_view(path) as view:
        return {finding.code for finding in check_record(view)}


def break_record(path, *statements):
    """Write past everything that guards the file."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA recursive_triggers = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_whole_record_has_no_findings(path):
    with open_view(path) as view:
        assert check_record(view) == []


def test_the_table_in_the_module_names_every_code_with_its_severity():
    rows = dict(re.findall(r"^(R\d{3})\s+(error|warning)", validate.__doc__, re.MULTILINE))
    assert {code for code, severity in rows.items() if severity == "warning"} == validate.WARNINGS
    source = Path(validate.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r'"(R\d{3})"', source)) == set(rows)
    page = (Path(__file__).parents[1] / "docs/reference/checks.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| (R\d{3}) \|", page, re.MULTILINE)) == set(rows)


STATEMENT = "id = (SELECT min(id) FROM statements WHERE article = 'one' AND position = 0)"
EVENT = "id = (SELECT min(id) FROM events WHERE article = 'one' AND position = 0)"


@pytest.mark.parametrize(
    ("code", "statements"),
    [
        ("R102", ["UPDATE provenance SET component = 99 WHERE article = 'one' AND position = 0"]),
        ("R103", [f"UPDATE events SET contexts = '[' WHERE {EVENT}"]),
        (
            "R104",
            [
                "INSERT INTO statements_fts (statements_fts, rowid, speaker_name, text) "
                "SELECT 'delete', number, speaker_name, text FROM statements WHERE position = 0 AND article = 'one'"
            ],
        ),
        ("R202", [f"UPDATE statements SET terms_span = '[5,99999]' WHERE {STATEMENT}"]),
        ("R203", ["UPDATE timexes SET text = 'Monday' WHERE article = 'one'"]),
        ("R204", ["UPDATE passages SET role = 'caption' WHERE article = 'one' AND role = 'body'"]),
        ("R205", ["UPDATE mentions SET id = 'm-0' WHERE article = 'one' AND position = 0"]),
        ("R301", [f"UPDATE events SET basis = NULL WHERE {EVENT}"]),
        ("R302", [f"UPDATE events SET latest = '2001-01-01' WHERE {EVENT}"]),
        ("R303", ["UPDATE articles SET published_evidence = '[]' WHERE id = 'one'"]),
        ("R401", [f"UPDATE events SET participants = replace(participants, 'n-', 'x-') WHERE {EVENT}"]),
        ("R402", [f"UPDATE statements SET within = id WHERE {STATEMENT}"]),
        ("R403", ["DELETE FROM provenance WHERE article = 'one' AND table_name = 'events'"]),
        ("R501", ["UPDATE accounts SET statements = '[\"s-gone\"]' WHERE id = 'a-1'"]),
        (
            "R502",
            ["DELETE FROM happening_events WHERE happening = (SELECT id FROM happenings WHERE root = 'AGREE')"],
        ),
        ("R503", ["UPDATE topics SET statements = '[]' WHERE id = 't-aid'"]),
        ("R504", ["DELETE FROM linked"]),
    ],
)
def test_each_break_gives_just_its_code(path, code, statements):
    break_record(path, *statements)
    assert codes(path) == {code}


def test_a_changed_text_is_found(path):
    break_record(
        path,
        "DROP TRIGGER articles_fts_delete",
        # In a caption: no fact's words change, only the text under its hash.
        "UPDATE articles SET text = replace(text, 'leaves the harbour', 'enters the harbour') WHERE id = 'one'",
        "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')",
    )
    assert codes(path) == {"R201"}


def test_a_fact_without_a_place_is_found(path):
    break_record(
        path,
        f"UPDATE events SET trigger = '[]', text = '' WHERE {EVENT}",
        "INSERT INTO events_fts (events_fts) VALUES ('rebuild')",
    )
    assert codes(path) == {"R205", "R206"}  # without places there is no id to recompute either


def test_a_damaged_file_is_found(path):
    with Store.open(path) as store:
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    for at in range(4096 * 3, len(data), 4096):
        data[at : at + 64] = b"\xff" * 64
    path.write_bytes(data)
    assert "R101" in codes(path)


def test_a_correction_that_lost_its_fact_is_found_and_kept(path):
    with Store.open(path) as store:
        target = make_facts("one").statements[0].id
        corrections.reject(store, target, who="me", why="no", at=AT)
    assert codes(path) == {"R504"}
    break_record(path, "UPDATE anchors SET now = 's-other'")
    assert codes(path) == {"R504", "R602"}
    one = make_facts("one")
    with Store.open(path) as store, store.writer() as writer:
        kept = replace(one, statements=one.statements[1:])
        writer.add(make_raw(one.article), kept, pipeline="2")
    assert codes(path) == {"R504", "R601"}
    with open_view(path) as view:
        assert len(view.corrections()) == 1


def test_metadata_that_waits_is_found(path):
    with Store.open(path) as store:
        corrections.set_field(store, "one", "published", "2031-05-12", who="me", why="masthead", at=AT)
    assert codes(path) == {"R504", "R603"}


def test_comparing_lists_what_changed(tmp_path, path):
    other = tmp_path / "new.db"
    one, three = make_facts("one"), make_facts("three")
    louder = replace(one, statements=(replace(one.statements[0], terms="unknown"), one.statements[1]))
    with Store.create(other) as store, store.writer() as writer:
        writer.add(make_raw(one.article), louder, pipeline=PIPELINE)
        writer.add(make_raw(three.article), three, pipeline=PIPELINE)
    with open_view(path) as old, open_view(other) as new:
        changes = compare_records(old, new)
        assert compare_records(old, old) == []
    articles = [(change.kind, change.id) for change in changes if change.table == "articles"]
    assert articles == [("added", "three"), ("removed", "two")]
    changed = next(change for change in changes if change.id == one.statements[0].id)
    assert changed.kind == "changed"
    assert changed.article == "one"
    assert "terms" in changed.columns
    assert str(changed).startswith(f"changed statements {changed.id} in one: ")
    assert str(changes[0]) == "added articles three"


def test_findings_are_sorted_and_plain(path):
    break_record(path, "UPDATE timexes SET text = 'Monday'", "DELETE FROM linked")
    with open_view(path) as view:
        findings = check_record(view)
    assert [finding.code for finding in findings] == ["R203", "R203", "R504"]
    assert findings[0].severity == "error"
    assert json.dumps(findings[0].message)
    assert str(findings[2]).startswith(f"R504 warning: {path}: ")

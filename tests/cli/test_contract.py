"""The command line keeps its contract: names, flags, exit codes, which output goes where."""

import importlib
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import jsonschema
import pytest

from commands import must, run
from onrecord.cli import COMMANDS, cli
from onrecord.export.run import FORMATS
from onrecord.model.schema import ANNOTATE, TABLES
from reports import PUBLISHED, call

PROMISED = {
    "build": {"--output", "--published", "--workers", "--roles", "--topics"},
    "rebuild": {"--workers"},
    "annotate": {"--output", "--min-confidence", "--published"},
    "code": {"--output"},
    "link": {"--output", "--stories"},
    "date": {"--output"},
    "show": {"--speaker", "--side", "--topic", "--terms", "--since", "--until", "--certain", "--json"},
    "compare": {"--json"},
    "search": {"--speaker", "--side", "--topic", "--terms", "--since", "--until", "--certain", "--json"},
    "correct": set(),
    "export": {"--format", "--output", "--no-text"},
    "report": {"--output", "--quotes-only"},
    "check": {"--against"},
    "schema": set(),
}
LATER = ("serve", "feed", "feeds", "warc", "pdf", "spark", "mcp", "watch")


def _command(name: str) -> click.Command:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return command


def _iter_commands() -> Iterator[tuple[str, ...]]:
    for name in COMMANDS:
        yield (name,)
    correct = _command("correct")
    assert isinstance(correct, click.Group)
    for name in correct.commands:
        yield "correct", "r.db", name


@pytest.mark.parametrize("name", PROMISED)
def test_promised_flags_are_there(name: str) -> None:
    flags = {flag for parameter in _command(name).params for flag in parameter.opts}
    assert flags >= PROMISED[name]


def test_corrections_are_those_promised_and_signed() -> None:
    correct = _command("correct")
    assert isinstance(correct, click.Group)
    assert set(correct.commands) == {"set", "reject", "same", "different", "withdraw", "undo", "log"}
    for name in ("set", "reject", "same", "different", "withdraw"):
        assert {"--why", "--who"} <= {flag for p in correct.commands[name].params for flag in p.opts}


def test_help_lists_every_command_and_none_of_later() -> None:
    help_ = must("--help").out
    listed = {line.split()[0] for line in help_.partition("Commands:")[2].splitlines() if line.strip()}
    assert listed == set(COMMANDS) == {*PROMISED, "completion"}
    for name in LATER:
        assert run(name).code == 2


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_an_example_of_itself(name: str) -> None:
    help_ = must(name, "--help").out
    assert f"onrecord {name} " in help_.partition("Example")[2]


def test_version() -> None:
    assert must("--version").out.startswith("onrecord, version ")


@pytest.mark.parametrize("command", list(_iter_commands()), ids=" ".join)
def test_an_unknown_flag_is_wrong_usage(command: tuple[str, ...], tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.db").touch()
    done = run(*command, "--no-such-flag")
    assert (done.code, done.out) == (2, "")
    assert "no-such-flag" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "a.txt"),
        ("build", "a.txt", "-o", "r.db", "--published", "02.05.2024"),
        ("build", "a.txt", "-o", "r.db", "--workers", "0"),
        ("build", "a.txt", "-o", "r.db", "--roles", "nowhere.csv"),
        ("annotate",),
        ("annotate", "a.txt", "--min-confidence", "1.5"),
        ("show", "nowhere.db"),
        ("show", "some.db", "nothing"),
        ("show", "some.db", "timeline", "--since", "May"),
        ("show", "some.db", "statements", "--terms", "secret"),
        ("show", "some.db", "statements", "herald-call"),
        ("show", "some.db", "timeline", "--since", "2024-06-01", "--until", "2024-05-01"),
        ("compare", "some.db", "h-0123", "--first"),
        ("compare",),
        ("correct", "some.db", "undo", "first"),
        ("report", "some.db"),
        ("export", "some.db"),
        ("export", "nowhere.db", "events"),
        ("export", "some.db", "nothing"),
        ("export", "some.db", "events", "--format", "nothing"),
        ("export", "some.db", "statements", "--format", "ics"),
        ("export", "some.db", "--format", "datapackage"),
        ("schema",),
        ("schema", "nothing"),
        ("completion", "cmd"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...], tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("some.db").touch()
    done = run(*arguments)
    assert (done.code, done.out) == (2, ""), done
    assert "Usage:" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "other.db"),
        ("check", "other.db"),
        ("rebuild", "other.db"),
        ("rebuild", "nowhere.db"),
        ("correct", "other.db", "log"),
        ("search", "other.db", "words"),
        ("report", "other.db", "-o", "page.html"),
        ("build", "missing.txt", "-o", "other.db"),
        ("code", "nowhere.jsonl"),
    ],
    ids=" ".join,
)
def test_an_error_is_exit_code_1_and_one_plain_message(arguments: tuple[str, ...], tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("other.db").write_text("no record at all " * 50, encoding="utf-8")
    done = run(*arguments)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Error: ") and done.err.count("\n") == 1
    assert Path("other.db").read_text("utf-8").startswith("no record")
    assert not Path("page.html").exists()


@pytest.mark.weights
def test_findings_are_exit_code_3(story_copy: Path) -> None:
    import sqlite3

    assert must("check", story_copy).out == ""
    connection = sqlite3.connect(story_copy)
    connection.execute("UPDATE articles SET text = text || '!' WHERE id = 'herald-call'")
    connection.commit()
    connection.close()
    done = run("check", story_copy)
    assert done.code == 3
    assert "R201" in done.out and "herald-call" in done.out
    assert {"R201"} <= {row["code"] for row in run("check", story_copy, "--json").rows}


@pytest.mark.weights
def test_check_against_itself_finds_nothing(story_record: Path, story_copy: Path) -> None:
    assert must("check", story_record, "--against", story_copy).out == ""


@pytest.mark.weights
@pytest.mark.parametrize("table", TABLES)
def test_every_exported_row_fits_its_schema(story_copy: Path, table: str) -> None:
    if table == "corrections":
        must("correct", story_copy, "withdraw", "gazette-call", "--who", "reader", "--why", "a copy")
    schema = json.loads(must("schema", table).out)
    validator = jsonschema.Draft202012Validator(schema)
    rows = must("export", story_copy, table).rows
    assert rows or table in ("relations", "rejects")
    for row in rows:
        validator.validate(row)
        assert list(row) == [column.name for column in TABLES[table].columns]


@pytest.mark.weights
def test_every_annotate_row_fits_its_schema() -> None:
    rows = must("annotate", Path(__file__).parents[2] / "examples" / "story").rows
    validator = jsonschema.Draft202012Validator(json.loads(must("schema", "annotate").out))
    assert len(rows) == 15
    for row in rows:
        validator.validate(row)
        assert list(row) == [column.name for column in ANNOTATE.columns]


@pytest.mark.weights
def test_annotate_reads_standard_input_in_order_and_writes_a_file(tmp_path: Path) -> None:
    texts = {"b": call(), "a": call() + "More.", "c": ""}
    stdin = "".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in texts.items()).encode()
    to_stdout = run("annotate", "-", "--published", PUBLISHED, stdin=stdin)
    to_file = run("annotate", "-", "--published", PUBLISHED, "-o", tmp_path / "out.jsonl", stdin=stdin)
    assert (to_stdout.code, to_file.code) == (1, 1)
    assert [row["id"] for row in to_stdout.rows] == ["b", "a"]
    assert "-:3: " in to_stdout.err
    assert to_file.out == ""
    assert (tmp_path / "out.jsonl").read_text("utf-8") == to_stdout.out


@pytest.mark.weights
def test_min_confidence_drops_what_is_below_and_what_was_told_in_it() -> None:
    stdin = json.dumps({"id": "a", "text": call()}).encode()
    (whole,) = must("annotate", "-", stdin=stdin).rows
    bar = sorted(row["confidence"] for row in whole["attributions"])[len(whole["attributions"]) // 2]
    (sure,) = must("annotate", "-", "--min-confidence", bar, stdin=stdin).rows
    kept = {row["id"] for row in sure["attributions"]}
    assert 0 < len(kept) < len(whole["attributions"])
    assert all(row["confidence"] >= bar for row in [*sure["attributions"], *sure["events"]])
    for row in sure["attributions"]:
        assert row["within"] is None or row["within"] in kept
    for row in sure["events"]:
        assert {row["statement"], row["performed_by"]} - {None} <= kept


@pytest.mark.weights
@pytest.mark.parametrize(
    "what", ["timeline", "happenings", "statements", "utterances", "positions", "events", "entities"]
)
def test_json_rows_and_readable_tables(story_record: Path, what: str) -> None:
    assert must("show", story_record, what, "--json").rows
    readable = must("show", story_record, what)
    assert "Hartwick" in readable.out or "XAA" in readable.out
    assert readable.err == ""


@pytest.mark.weights
@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_can_be_written(story_record: Path, tmp_path: Path, format_: str) -> None:
    table = ["statements"] if format_ in ("jsonl", "csv", "parquet") else []
    out = tmp_path / "out"
    done = must("export", story_record, *table, "--format", format_, "-o", out)
    assert done.out == ""
    assert out.is_dir() if format_ == "datapackage" else out.stat().st_size > 0


@pytest.mark.weights
def test_an_output_that_cant_be_written_is_named(story_record: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "no" / "folder" / "out"
    article = tmp_path / "a.txt"
    article.write_text(call(), encoding="utf-8")
    for command in (
        ("export", story_record, "events", "-o", nowhere),
        ("report", story_record, "-o", nowhere),
        ("annotate", article, "-o", nowhere),
        ("build", article, "-o", nowhere),
    ):
        done = run(*command)
        assert (done.code, done.out) == (1, ""), command
        assert str(nowhere) in done.err and "Traceback" not in done.err


def test_an_output_leaves_its_neighbours_alone_and_may_be_a_pipe(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "a", "text": "Words."}\n', encoding="utf-8")
    neighbour = tmp_path / "out.jsonl.part"
    neighbour.write_text("somebody's own", encoding="utf-8")
    must("date", rows, "-o", tmp_path / "out.jsonl")
    assert neighbour.read_text("utf-8") == "somebody's own"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "out.jsonl.part", "rows.jsonl"]
    if hasattr(os, "mkfifo"):
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        must("date", rows, "-o", pipe)
        assert json.loads(os.read(reader, 10_000))["id"] == "a"
        os.close(reader)


@pytest.mark.weights
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_told(story_record: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "export", str(story_record), "articles"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ") and "Traceback" not in done.stderr


@pytest.mark.weights
@pytest.mark.skipif(os.name != "posix", reason="streams are closed by a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_stream_is_as_one_that_leads_nowhere(story_record: Path, tmp_path: Path, closed: str) -> None:
    whole = must("export", story_record, "topics").out
    for arguments in (["show", story_record], ["export", story_record, "topics", "-o", tmp_path / "topics.jsonl"]):
        command = f"{shlex.join(map(str, [sys.executable, '-m', 'onrecord', *arguments]))} {closed}"
        done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), command
    assert (tmp_path / "topics.jsonl").read_text("utf-8") == whole


@pytest.mark.weights
def test_no_colour_codes_where_they_arent_wanted(story_record: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "show", str(story_record), "timeline"]
    forced = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    for environment in (forced, {**forced, "FORCE_COLOR": "1", "NO_COLOR": "1"}):
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        assert b"\x1b[3" not in done.stdout and b"\x1b[9" not in done.stdout


def test_completion_is_a_script_of_the_shell() -> None:
    assert "_ONRECORD_COMPLETE" in must("completion", "bash").out


def test_a_fault_of_ours_is_one_plain_message_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("half of nothing")

    monkeypatch.setattr(importlib.import_module("onrecord.annotate.times.dating"), "date_row", fail)
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "a", "text": "Words."}\n', encoding="utf-8")
    done = run("date", path)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "ZeroDivisionError: half of nothing, at cli/reading.py:" in done.err


def test_known_file_types_are_told_once_however_many_files_are_skipped(tmp_path: Path) -> None:
    for name in ("a.png", "b.pdf", "c.doc"):
        (tmp_path / name).write_bytes(b"no text")
    (tmp_path / "d.txt").write_text("The minister said on Monday that the bridge would open.", encoding="utf-8")
    done = must("build", tmp_path, "-o", tmp_path.parent / "types.db")
    assert done.err.count(": unknown file type\n") == 3
    assert done.err.count(".jsonl") == done.err.count("known file types are") == 1


@pytest.mark.weights
def test_a_paraphrase_that_is_no_clause_stands_with_its_cue(
    story_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    ids = [row["id"] for row in must("export", story_record, "happenings").rows]
    shown = "".join(must("compare", story_record, happening).out for happening in ids)
    assert "speaks of 11 fishermen (paraphrase)" in shown
    assert "voiced deep concern about the shelling" in shown
    assert "denied that" not in shown

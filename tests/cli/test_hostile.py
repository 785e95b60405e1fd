"""Hostile inputs on the command line: each is told plainly and costs itself alone."""

import gzip
import io
import json
import os
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import Done, must, rows_of, run, write_rows
from onrecord.model.schema import TABLES
from reports import PUBLISHED, call, dispute

pytestmark = pytest.mark.weights

GOOD = "good.txt"
SCRIPTS = f"""<html><head><title>Fishing boats</title><script>document.write("The minister said nothing.")</script>
<script src="http://127.0.0.1:9/steal.js"></script></head><body onload="alert(1)"><article>
{"".join(f"<p>{line}</p>" for line in dispute().splitlines() if line)}
<script>document.write("The navy said it had sunk a boat.")</script><img src=x onerror="alert(2)"></article>
</body></html>"""


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _climbing_tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name in ("../climbed.txt", "inside.txt"):
            data = f"{dispute()}Told in {name}.".encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


REFUSED: dict[str, tuple[bytes, str]] = {
    "blank.txt": (b"\n \n\t\n", "empty"),
    "empty.txt": (b"", "empty"),
    "binary.txt": (bytes(range(256)) * 20, "binary"),
    "long-line.txt": (b"The talks went on. " * 280_000, "too_large"),
    "truncated.txt.gz": (gzip.compress(os.urandom(3000).hex().encode())[:-900], "damaged"),
    "bomb.zip": (_zip({"bomb.txt": b"0" * 30_000_000}), "bomb"),
    "climber.tar": (_climbing_tar(), "unsafe_path"),
    "cut.zip": (_zip({"a.txt": dispute().encode()})[:-30], "damaged"),
    "no-text.jsonl": (b'{"id": "no-text", "title": "Only a title"}\n', "no_text"),
    "no-object.jsonl": (b'["a list"]\n', "not_an_object"),
    "no-json.jsonl": (b'{"text": \n', "bad_json"),
    "german.txt": (
        ("Der Außenminister sagte am Montag, dass die Gespräche gescheitert seien. " * 5).encode(),
        "not_english",
    ),
    "menu.html": (b"<html><body><nav><a href='/'>Home</a> <a href='/w'>World</a></nav></body></html>", "too_short"),
}
"""File -> its bytes, and the reason for which it, or a part of it, is refused."""

READ: dict[str, bytes] = {
    "stray.txt": call().replace("“We have", "We have").encode(),
    "unbalanced.txt": call().replace("summer,”", "summer,").replace("“a fairy", '"a fairy').encode(),
    "straight.txt": call().replace("“", '"').replace("”", '"').encode(),
    "blank-lines.txt": call().replace("\n", "\n\n\n \n").encode(),
    "crlf.txt": call().replace("\n", "\r\n").encode(),
    "bom.txt": f"\ufeff{call()}".encode(),
    "tabs.txt": call().replace(" said", "\tsaid").encode(),
    "no-break.txt": call().replace("Ada Brandt", "Ada\u00a0Brandt").encode(),
    "emoji.txt": call().replace(" told", " \U0001f469\u200d\U0001f4bb told").encode(),
    "right-to-left.txt": call().replace("“We", "\u202e\u2067“We").encode(),
    "windows-1252.txt": f"{call()}The café was closed.\n".encode("cp1252"),
    "utf-16.txt": f"{call()}The harbour was closed.\n".encode("utf-16"),
    "scripts.html": SCRIPTS.encode(),
    "nul.txt": call().replace("meeting.\n", "meeting.\0\n").encode(),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "in"
    folder.mkdir()
    for name, data in {**READ, **{name: data for name, (data, _) in REFUSED.items()}}.items():
        (folder / name).write_bytes(data)
    (folder / GOOD).write_text(dispute() + "The talks go on.\n", encoding="utf-8")
    twice = [{"id": "twice", "text": dispute() + "One."}, {"id": "twice", "text": dispute() + "Two."}]
    write_rows(folder / "twice.jsonl", [*twice, {"id": "once", "text": dispute() + "Three."}])
    return folder


@pytest.fixture(scope="module")
def built(folder: Path) -> Iterator[tuple[Done, Path]]:
    record = folder.parent / "hostile.db"
    yield run("build", folder, "-o", record, "--published", PUBLISHED), record


def test_the_build_goes_on_and_says_that_something_failed(built: tuple[Done, Path]) -> None:
    done, record = built
    assert done.code == 1
    assert "Traceback" not in done.err
    assert done.out == ""
    assert must("check", record).code == 0


@pytest.mark.parametrize("name", REFUSED)
def test_what_cant_be_used_is_named_with_its_reason(built: tuple[Done, Path], name: str) -> None:
    done, record = built
    found = [row for row in rows_of(record, "rejects") if name in row["article"] or name in row["detail"]]
    reason = REFUSED[name][1]
    assert reason in [row["reason"] for row in found] or (name == "no-text.jsonl" and found)
    told = [line for line in done.err.splitlines() if line.startswith("refused:") and name in line]
    assert told and all(len(line) > len(name) + 25 for line in told)


@pytest.mark.parametrize("name", READ)
def test_what_looks_odd_is_read_all_the_same(built: tuple[Done, Path], name: str) -> None:
    _, record = built
    (article,) = [row for row in rows_of(record, "articles") if row["path"].endswith("/" + name)]
    told = [row for row in rows_of(record, "statements") if row["article"] == article["id"]]
    assert told
    for row in told:
        assert all(article["text"][start:end].strip() for start, end in row["content"] + row["source"] + row["cue"])


def test_a_pages_scripts_are_no_text(built: tuple[Done, Path]) -> None:
    (page,) = [row for row in rows_of(built[1], "articles") if row["path"].endswith("scripts.html")]
    assert "seizing trawlers" in page["text"]
    assert not {"document", "alert", "sunk", "said nothing"} & set(page["text"].replace("(", " ").split())


def test_one_id_with_two_texts_is_refused_and_its_neighbour_read(built: tuple[Done, Path]) -> None:
    done, record = built
    ids = {row["id"] for row in rows_of(record, "articles")}
    assert "once" in ids and "twice" not in ids
    assert done.err.count("refused: twice") == 2


def test_nothing_was_written_outside_the_record(built: tuple[Done, Path], folder: Path) -> None:
    assert not list(folder.parent.glob("climbed*")) and not (folder.parent.parent / "climbed.txt").exists()
    assert [row["path"] for row in rows_of(built[1], "articles") if "climber" in row["path"]] == [
        f"{folder.as_posix()}/climber.tar!inside.txt"
    ]


def test_the_good_article_has_the_facts_that_it_has_alone(
    built: tuple[Done, Path], folder: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "alone.db"
    must("build", folder / GOOD, "-o", alone, "--published", PUBLISHED)
    for table in ("passages", "mentions", "timexes", "statements", "events"):
        (article,) = [row["id"] for row in rows_of(alone, "articles")]
        links = {"happening", "utterance", "said_in", "about", "topics"}
        linked = links | {"entity", "speaker", "principal", "addressee", "actors", "recipients", "participants"}
        here, there = (
            [
                {key: value for key, value in row.items() if key not in linked}
                for row in rows_of(record, table)
                if row["article"] == article
            ]
            for record in (alone, built[1])
        )
        assert here and here == there


def test_building_again_reads_nothing_anew(built: tuple[Done, Path], folder: Path) -> None:
    before = {table: rows_of(built[1], table) for table in TABLES}
    done = run("build", folder, "-o", built[1], "--published", PUBLISHED)
    assert done.code == 1
    assert " 0 added, 0 updated" in done.err
    assert {table: rows_of(built[1], table) for table in TABLES} == before


@pytest.mark.parametrize("name", ["long-line.txt", "binary.txt", "bomb.zip", "truncated.txt.gz", "menu.html"])
def test_annotate_refuses_in_the_same_way(folder: Path, name: str) -> None:
    done = run("annotate", folder / name)
    assert (done.code, done.out) == (1, "")
    assert name in done.err and "Traceback" not in done.err


def test_a_missing_input_is_named(tmp_path: Path) -> None:
    done = run("build", tmp_path / "nothing.txt", "-o", tmp_path / "r.db")
    assert done.code == 1
    assert "nothing.txt" in done.err and "no such file" in done.err


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"caf\xe9.txt")).write_text(dispute(), encoding="utf-8")
        (folder / os.fsdecode(b"vide\xe9.txt")).touch()
    except (OSError, UnicodeError):
        pytest.skip("this file system takes only names that are text")
    record = tmp_path / "r.db"
    done = run("build", folder, "-o", record)
    assert done.code == 1  # the empty one
    assert "vide" in done.err and "1 added" in done.err
    assert [row["path"].rpartition("/")[2] for row in rows_of(record, "articles")] == ["caf\\udce9.txt"]
    assert run("annotate", folder).rows[0]["path"].endswith("caf\\udce9.txt")


def test_lone_surrogates_in_a_row_are_stored_as_marks(tmp_path: Path) -> None:
    row = json.dumps({"id": "odd", "title": "Half \ud800", "text": dispute() + "Half \udc00."}).encode()
    record = tmp_path / "r.db"
    must("build", "-", "-o", record, stdin=row)
    (article,) = rows_of(record, "articles")
    assert article["text"].endswith("Half \ufffd.")
    must("check", record)


@pytest.mark.parametrize("command", ["code", "link", "date"])
@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b'{"id": "a"\n', "not JSON"),
        (b"[1]\n", "not a JSON object"),
        (b'\n{"id": "a"}\n', ":2: lacks"),
        (b"\xff\xfe\x00", "not JSON"),
    ],
)
def test_rows_that_cant_be_used_are_named_by_line(tmp_path: Path, command: str, data: bytes, complaint: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(data)
    done = run(command, path)
    assert (done.code, done.out) == (1, "")
    assert f"Error: {path}:" in done.err and complaint in done.err


@pytest.mark.parametrize(
    ("command", "row"),
    [
        ("code", {"sentence": 5, "source": None, "target": None}),
        ("code", {"sentence": "A met B.", "source": {"text": 1}, "target": None}),
        ("code", {"sentence": "A met B.", "source": {"spans": [["a", "b"]]}, "target": None}),
        ("code", {"sentence": "A met B.", "source": {"spans": 1}, "target": None}),
        ("link", {"text": 5, "mentions": []}),
        ("link", {"text": "A met B.", "mentions": 5}),
        ("link", {"text": "A met B.", "mentions": ["met"]}),
        ("link", {"text": "A met B.", "mentions": [{"id": "m", "start": "2", "end": 5, "kind": "event"}]}),
        ("date", {"text": 5}),
        ("date", {"text": "A met B.", "url": 5}),
    ],
    ids=str,
)
def test_rows_of_wrong_types_are_told_plainly(tmp_path: Path, command: str, row: dict[str, object]) -> None:
    done = run(command, write_rows(tmp_path / "rows.jsonl", [{"id": "a", **row}]))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Error: ") and "must be" in done.err


def test_a_list_that_isnt_utf_8_is_named(tmp_path: Path) -> None:
    roles, good = tmp_path / "roles.csv", tmp_path / "a.txt"
    roles.write_bytes("name,aliases,country,sector,role,from,to\nZoë,,XAA,,,,\n".encode("latin-1"))
    good.write_text(dispute(), encoding="utf-8")
    for command in (["build", good, "-o", tmp_path / "r.db"], ["annotate", good]):
        done = run(*command, "--roles", roles)
        assert done.code == 1
        assert "roles.csv: isn't UTF-8" in done.err
    assert not (tmp_path / "r.db").exists()


@pytest.mark.parametrize(("option", "column"), [("--roles", "aliases"), ("--topics", "topic")])
def test_a_list_that_lacks_a_column_is_refused_before_anything_is_kept(
    story_copy: Path, tmp_path: Path, option: str, column: str
) -> None:
    wrong, good = tmp_path / "wrong.csv", tmp_path / "a.txt"
    wrong.write_text("name,words\nAda,tariff\n", encoding="utf-8")
    good.write_text(dispute(), encoding="utf-8")
    before = story_copy.read_bytes()
    commands = [["build", good, "-o", story_copy], ["build", good, "-o", tmp_path / "new.db"]]
    for command in [*commands, *([["annotate", good]] if option == "--roles" else [])]:
        done = run(*command, option, wrong)
        assert (done.code, done.out) == (1, ""), command
        assert done.err.startswith("Error: ") and done.err.count("\n") == 1
        assert f"no column {column}" in done.err
    assert story_copy.read_bytes() == before
    assert not (tmp_path / "new.db").exists()


def test_names_that_steer_a_terminal_are_shown_not_obeyed(tmp_path: Path) -> None:
    """An id may hold anything; a message about it stays one line without control characters."""
    name = "a\x1b[31mred\r\nb\x9b2J"
    rows = write_rows(tmp_path / "rows.jsonl", [{"id": name, "text": dispute() + word} for word in ("One.", "Two.")])
    record = tmp_path / "r.db"
    refused = run("build", rows, "-o", record)
    assert refused.code == 1
    assert refused.err.count("refused: a␛[31mred␍␊b") == 2
    annotated = run("annotate", rows)
    write_rows(rows, [{"id": name, "text": dispute()}])
    must("build", rows, "-o", record)
    told = [
        refused.err,
        annotated.err,
        run("show", record, "article", name + "!").err,
        must("correct", record, "withdraw", name).out,
        must("correct", record, "log").out,
    ]
    for text in told:
        assert text and all(line.isprintable() for line in text.split("\n"))
    assert must("correct", record, "log", "--json").rows[0]["target"] == name


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_date_at_an_end_of_the_calendar_costs_no_article(tmp_path: Path, day: str) -> None:
    """Forms write 9999-12-31 for "no end"; days can't be added to it."""
    rows = [
        {"id": "given", "text": f"{call()}The licence ran out on Thursday. They met on {day}.", "published": day},
        {"id": "named", "text": f"{call()}The ministers met on {day}. The licence is valid until {day}."},
    ]
    record = tmp_path / "r.db"
    must("build", write_rows(tmp_path / "rows.jsonl", rows), "-o", record, "--published", PUBLISHED)
    must("correct", record, "set", "named", "published", day)
    must("check", record)
    must("report", record, "-o", tmp_path / "page.html")
    must("export", record, "--format", "ics")
    assert len(rows_of(record, "articles")) == 2


def test_a_refused_input_is_named_once_in_its_line(tmp_path: Path) -> None:
    rows = [{"url": "https://example.org/a", "text": f"{dispute()}{word}"} for word in ("One.", "Two.")]
    done = run("annotate", write_rows(tmp_path / "rows.jsonl", rows))
    assert done.code == 1
    assert all(line.count("rows.jsonl") == 1 for line in done.err.splitlines()[:2])

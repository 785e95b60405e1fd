"""Same input, same bytes: whatever the order of the files, the number of workers, and the number of builds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from commands import exports, must, run, write_rows
from reports import PUBLISHED, Names, call, dispute

pytestmark = pytest.mark.weights

EXAMPLES = Path(__file__).parents[2] / "examples"
LISTS = ("--roles", EXAMPLES / "roles.csv", "--topics", EXAMPLES / "topics.csv")
FILES = sorted(
    path for path in (EXAMPLES / "story").iterdir() if path.name != "metadata.csv" and ".meta." not in path.name
)
FORMATS = ("webannotation", "ics", "plover", "gdelt", "datapackage")


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story, its files named in another order, on two workers, in a process with other hashes."""
    record = tmp_path_factory.mktemp("shuffled") / "story.db"
    files = [*FILES[5:], *reversed(FILES[:5])]
    command = [sys.executable, "-m", "onrecord", "build", *files, "-o", record, "--workers", "2", *LISTS]
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    subprocess.run([str(part) for part in command], env=environment, check=True, capture_output=True)
    return record


def test_order_and_workers_make_no_difference(story_record: Path, shuffled: Path) -> None:
    assert exports(shuffled) == exports(story_record)


def test_other_formats_are_the_same_too(story_record: Path, shuffled: Path, tmp_path: Path) -> None:
    written = []
    for record in (story_record, shuffled):
        folder = tmp_path / str(len(written))
        folder.mkdir()
        for format_ in FORMATS:
            must("export", record, "--format", format_, "-o", folder / format_)
        files = (path for path in folder.rglob("*") if path.is_file())
        written.append({path.relative_to(folder): path.read_bytes() for path in files})
    one, two = written
    assert len(one) > len(FORMATS)
    assert one == two


def test_building_again_adds_nothing(story_record: Path, story_copy: Path) -> None:
    done = must("build", EXAMPLES / "story", "-o", story_copy, *LISTS)
    assert "0 added, 0 updated, 15 unchanged, 0 refused" in done.err
    assert exports(story_copy) == exports(story_record)


def test_a_rebuild_changes_nothing(story_record: Path, story_copy: Path) -> None:
    assert "15 updated" in must("rebuild", story_copy).err
    assert exports(story_copy) == exports(story_record)


def test_one_article_later_is_the_same_as_all_at_once(story_record: Path, tmp_path: Path) -> None:
    record = tmp_path / "later.db"
    later = EXAMPLES / "story" / "herald-call.txt"
    must("build", *(path for path in FILES if path != later), "-o", record, *LISTS)
    assert exports(record) != exports(story_record)
    assert "1 added" in must("build", later, "-o", record, *LISTS).err
    assert exports(record) == exports(story_record)


def test_annotate_is_the_same_in_any_order_on_any_number_of_workers(tmp_path: Path) -> None:
    texts = [call(), dispute(), call(Names(day="Friday")), "", dispute(Names(country="Kenya")), "Not enough."]
    rows = [{"id": f"a-{number}", "text": text} for number, text in enumerate(texts)]
    forward, backward = (
        write_rows(tmp_path / f"{name}.jsonl", some) for name, some in (("f", rows), ("b", rows[::-1]))
    )
    one = run("annotate", forward, "--published", PUBLISHED)
    two = run("annotate", backward, "--published", PUBLISHED, "--workers", "2")
    assert (one.code, two.code) == (1, 1)
    found, other = (sorted(_without_path(done.rows), key=lambda row: str(row["id"])) for done in (one, two))
    assert [row["id"] for row in one.rows] == ["a-0", "a-1", "a-2", "a-4"]
    assert [row["id"] for row in two.rows] == ["a-4", "a-2", "a-1", "a-0"]
    assert found == other
    assert [done.err.count(".jsonl:") for done in (one, two)] == [2, 2]


def _without_path(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{key: value for key, value in row.items() if key != "path"} for row in rows]


def test_of_two_copies_of_a_text_the_order_decides_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(call(), encoding="utf-8")
    dated = write_rows(tmp_path / "b.jsonl", [{"text": call(), "published": PUBLISHED, "title": "Boats"}])
    records = [tmp_path / "one.db", tmp_path / "two.db"]
    must("build", tmp_path / "a.txt", dated, "-o", records[0])
    must("build", dated, tmp_path / "a.txt", "-o", records[1])
    one, two = map(exports, records)
    assert one == two
    assert PUBLISHED in one["articles"]

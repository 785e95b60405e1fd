"""Ctrl-C, kill -9 and a full disk in mid-build: the record stays whole, and building again completes it."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from commands import exports, must, run, write_rows
from onrecord.store import Store, connection
from reports import PUBLISHED, Names, call, dispute

pytestmark = [pytest.mark.weights, pytest.mark.slow]

_N_ARTICLES = 24
_PATIENCE_SECONDS = 180.0


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    days = ("Monday", "Tuesday", "Thursday", "Friday")
    texts = [
        (call, dispute)[n % 2](Names(day=days[n % 4])) + f"It was report number {n}.\n" for n in range(_N_ARTICLES)
    ]
    rows = [{"id": f"a-{n:02}", "text": text, "published": PUBLISHED} for n, text in enumerate(texts)]
    return write_rows(tmp_path_factory.mktemp("interrupted") / "articles.jsonl", rows)


@pytest.fixture(scope="module")
def whole(articles: Path) -> dict[str, str]:
    """The exports of a build that nothing interrupted."""
    record = articles.with_name("whole.db")
    must("build", articles, "-o", record)
    return exports(record)


def _n_stored(record: Path) -> int:
    if not record.exists():
        return 0
    with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as reader:
        try:
            return int(reader.execute("SELECT count(*) FROM articles").fetchone()[0])
        except sqlite3.OperationalError:  # not yet laid out
            return 0


def _wait_until_stored(record: Path, n: int, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while _n_stored(record) < n and time.monotonic() < end:
        assert process.poll() is None, "the build ended before it could be interrupted"
        time.sleep(0.02)
    assert _n_stored(record) >= n


def _is_running(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(("kind", "n_workers"), [("interrupt", 1), ("interrupt", 2), ("kill", 1), ("kill", 2)])
def test_a_stopped_build_is_whole_and_goes_on(
    articles: Path, whole: dict[str, str], tmp_path: Path, kind: str, n_workers: int
) -> None:
    record = tmp_path / "r.db"
    command = [sys.executable, "-m", "onrecord", "build", str(articles), "-o", str(record), "--workers", str(n_workers)]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it and hands that on
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    _wait_until_stored(record, 2, process)
    if kind == "interrupt":
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
    else:
        process.kill()
    _, told = process.communicate(timeout=_PATIENCE_SECONDS)
    if kind == "interrupt":
        assert process.returncode == 1
        assert "run the same command again" in told
        assert "Traceback" not in told
    else:
        assert process.returncode == -signal.SIGKILL
    end = time.monotonic() + 20
    while _is_running(process.pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _is_running(process.pid), "workers outlive their build"

    n_stored = _n_stored(record)
    assert 2 <= n_stored < _N_ARTICLES
    findings = run("check", record, "--json").rows
    assert {row["code"] for row in findings} <= {"R504"}  # it says that it wants linking, and nothing worse
    done = must("build", articles, "-o", record)
    assert f"{n_stored} unchanged" in done.err
    assert exports(record) == whole
    assert must("check", record).out == ""


def test_a_full_disk_loses_the_article_in_hand_alone(
    articles: Path, whole: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "r.db"
    Store.create(record).close()
    with closing(sqlite3.connect(record)) as reader:
        n_pages = reader.execute("PRAGMA page_count").fetchone()[0]

    connect = connection.sqlite3.connect

    def connect_to_small_disk(*arguments: object, **options: object) -> sqlite3.Connection:
        opened = connect(*arguments, **options)  # type: ignore[call-overload]
        opened.execute(f"PRAGMA max_page_count = {n_pages + 60}")
        return opened

    with monkeypatch.context() as patched:
        patched.setattr(connection.sqlite3, "connect", connect_to_small_disk)
        done = run("build", articles, "-o", record)
    assert (done.code, done.out) == (1, "")
    assert "the disk is full" in done.err and "Traceback" not in done.err
    assert 1 <= _n_stored(record) < _N_ARTICLES
    assert {row["code"] for row in run("check", record, "--json").rows} <= {"R504"}
    must("build", articles, "-o", record)
    assert exports(record) == whole

import hashlib
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from importlib.resources import files

import pytest

from onrecord.errors import ArticleError, OnrecordError, RecordError
from onrecord.model import RawArticle
from onrecord.store import Store, migrations, open_view
from onrecord.store.connection import connect
from onrecord.validate import check_record
from record_builders import PIPELINE, make_facts, make_links, make_raw


def test_a_missing_record_is_named(tmp_path):
    with pytest.raises(RecordError, match=r"none\.db: no such record; make one with `onrecord build"):
        open_view(tmp_path / "none.db")
    with pytest.raises(RecordError, match="no such record"):
        Store.open(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("content", [b"just some words, no database at all\n" * 40, b"\x00" * 5000])
@pytest.mark.parametrize("opening", [open_view, Store.open, Store.create])
def test_a_file_of_another_kind_is_left_alone(tmp_path, content, opening):
    path = tmp_path / "r.db"
    path.write_bytes(content)
    with pytest.raises(RecordError, match=r"not a record|another program"):
        opening(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("opening", [open_view, Store.open, Store.create])
def test_another_programs_database_is_left_alone(tmp_path, opening):
    path = tmp_path / "r.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE stamps (id INTEGER)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="another program"):
        opening(path)
    assert path.read_bytes() == before


def test_a_newer_record_is_left_alone(tmp_path):
    path = tmp_path / "r.db"
    Store.create(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {migrations.SCHEMA_VERSION + 1}")
    connection.close()
    for opening in (open_view, Store.open, Store.create):
        with pytest.raises(RecordError, match="newer onrecord"):
            opening(path)


def test_an_empty_file_becomes_a_record_only_when_asked(tmp_path):
    path = tmp_path / "r.db"
    path.touch()
    with pytest.raises(RecordError, match="is empty"):
        open_view(path)
    with pytest.raises(RecordError, match="is empty"):
        Store.open(path)
    with Store.create(path), open_view(path) as view:
        assert view.articles() == []


def test_a_folder_is_no_record(tmp_path):
    with pytest.raises(RecordError, match="is a folder"):
        Store.create(tmp_path)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(RecordError, match="folder exists"):
        Store.create(tmp_path / "nowhere" / "r.db")


def test_reading_writes_nothing(tmp_path):
    path = tmp_path / "r.db"
    facts = make_facts()
    with Store.create(path) as store, store.writer() as writer:
        writer.add(make_raw(facts.article), facts, pipeline=PIPELINE)
        writer.write_links(make_links(facts))
    before = path.read_bytes()
    with open_view(path) as view:
        assert check_record(view) == []
        assert view.search("frank")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            view._connection.execute("DELETE FROM articles")
    assert path.read_bytes() == before


def test_a_finished_record_is_one_file(tmp_path):
    facts = make_facts()
    with Store.create(tmp_path / "r.db") as store, store.writer() as writer:
        writer.add(make_raw(facts.article), facts, pipeline=PIPELINE)
    assert [item.name for item in tmp_path.iterdir()] == ["r.db"]


def test_migrations_run_in_order_and_leave_no_half_step(tmp_path):
    path = tmp_path / "r.db"
    connection = connect(path, create=True)

    def second(target):
        target.execute("CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT")

    def third(target):
        target.execute("CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT")
        raise ValueError("broken step")

    with pytest.raises(ValueError, match="broken step"):
        migrations.migrate(connection, (*migrations.MIGRATIONS, second, third))
    assert connection.execute("PRAGMA user_version").fetchone() == (migrations.SCHEMA_VERSION + 1,)
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert "more" in names
    assert "half" not in names
    connection.close()


def test_a_disk_that_is_full_while_the_tables_are_made_is_told_as_that(tmp_path):
    connection = sqlite3.connect(tmp_path / "r.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA max_page_count = 5")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        migrations.migrate(connection)
    connection.close()


def test_an_older_record_is_brought_up_to_date_by_writers_only(tmp_path, monkeypatch):
    path = tmp_path / "r.db"
    Store.create(path).close()
    monkeypatch.setattr("onrecord.store.connection.SCHEMA_VERSION", migrations.SCHEMA_VERSION + 1)
    with pytest.raises(RecordError, match="onrecord rebuild"):
        open_view(path)


def test_the_released_schema_does_not_change_unannounced():
    # A changed schema needs a migration of its own; only then may this name another hash.
    script = files("onrecord.store").joinpath("schema.sql").read_bytes()
    assert migrations.SCHEMA_VERSION == 2
    assert hashlib.sha256(script).hexdigest()[:16] == SCHEMA_HASH


SCHEMA_HASH = "fb4601832334bda2"


def test_a_second_writer_is_turned_away(tmp_path):
    path = tmp_path / "r.db"
    with Store.create(path) as store, store.writer():
        code = textwrap.dedent(
            f"""
            from onrecord.store import Store
            from onrecord.errors import RecordError
            with Store.open({str(path)!r}) as store:
                try:
                    store.writer()
                except RecordError as error:
                    print(error)
            """
        )
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "another onrecord process is writing it" in told.stdout
    with Store.open(path) as store, store.writer():
        pass


def test_readers_go_on_while_one_writes(tmp_path):
    path = tmp_path / "r.db"
    one, two = make_facts("one"), make_facts("two")
    with Store.create(path) as store, store.writer() as writer:
        writer.add(make_raw(one.article), one, pipeline=PIPELINE)
        with open_view(path) as view, view.snapshot():
            assert view.count("articles") == 1
            writer.add(make_raw(two.article), two, pipeline=PIPELINE)
            assert view.count("articles") == 1
        with open_view(path) as view:
            assert view.count("articles") == 2


def test_a_full_disk_costs_the_article_in_hand(tmp_path):
    path = tmp_path / "r.db"
    one, two = make_facts("one"), make_facts("two")
    with Store.create(path) as store, store.writer() as writer:
        writer.add(make_raw(one.article), one, pipeline=PIPELINE)
        n_pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        store.connection.execute(f"PRAGMA max_page_count = {n_pages}")
        long = RawArticle(path="two.txt", id="two", text="".join(chr(0x4E00 + at % 9000) for at in range(200_000)))
        with pytest.raises(RecordError, match="disk is full; free some space"):
            writer.add(long, two, pipeline=PIPELINE)
        store.connection.execute("PRAGMA max_page_count = 1000000")
        writer.add(make_raw(two.article), two, pipeline=PIPELINE)
    with open_view(path) as view:
        assert {finding.code for finding in check_record(view)} == {"R504"}
        assert view.count("articles") == 2


def test_a_text_that_no_file_can_hold_costs_its_article(tmp_path):
    one = make_facts("one")
    bad = make_facts("bad\ud800")
    with Store.create(tmp_path / "r.db") as store, store.writer() as writer:
        with pytest.raises(ArticleError) as caught:
            writer.add(make_raw(bad.article), bad, pipeline=PIPELINE)
        assert caught.value.reason == "not_unicode"
        writer.add(make_raw(one.article), one, pipeline=PIPELINE)
    assert issubclass(ArticleError, OnrecordError)


def test_kill_in_mid_write_loses_the_article_in_hand_only(tmp_path):
    path = tmp_path / "r.db"
    code = textwrap.dedent(
        f"""
        import sys
        sys.path.insert(0, {str(__file__.rsplit("/", 2)[0])!r})
        from record_builders import make_facts, make_raw
        from onrecord.store import Store
        with Store.create({str(path)!r}) as store, store.writer() as writer:
            for at in range(100000):
                facts = make_facts(f"article-{{at:06}}")
                writer.add(make_raw(facts.article), facts, pipeline="1")
                print(at, flush=True)
        """
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        for _ in range(20):
            process.stdout.readline()
        time.sleep(0.013)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
    n_done = int(rest[-1]) + 1 if rest else 20
    with open_view(path) as view:
        assert {finding.code for finding in check_record(view)} == {"R504"}
        assert view.count("articles") in (n_done, n_done + 1)
    with Store.open(path) as store, store.writer() as writer:
        facts = make_facts("after")
        assert writer.add(make_raw(facts.article), facts, pipeline="1")

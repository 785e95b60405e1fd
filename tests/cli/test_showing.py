import json

import pytest
from click.testing import CliRunner

from onrecord.cli import cli
from onrecord.present.tables import TABLES
from onrecord.store import Store
from record_builders import make_facts, make_links, make_raw


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("show") / "r.db"
    many = make_facts("one"), make_facts("two", published=None)
    with Store.create(path) as store, store.writer() as writer:
        for facts in many:
            writer.add(make_raw(facts.article), facts, pipeline="1")
        writer.write_links(make_links(*many))
    return str(path)


def run(*args, columns=None):
    env = {"COLUMNS": columns} if columns else {}
    result = CliRunner().invoke(cli, args, env=env)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("columns", ["80", "100", "160"])
@pytest.mark.parametrize("what", sorted(TABLES))
def test_nothing_is_wider_than_the_terminal_and_all_is_plain(record, what, columns):
    output = run("show", record, what, columns=columns)
    assert output.strip()
    assert "\x1b" not in output
    assert max(len(line) for line in output.splitlines()) <= int(columns)


@pytest.mark.parametrize(
    ("filters", "n_statements"),
    [
        ((), 4),
        (("--speaker", "mira"), 4),
        (("--speaker", "nobody"), 0),
        (("--side", "XAA"), 4),
        (("--side", "XBB"), 0),
        (("--topic", "food aid"), 2),
        (("--terms", "anonymous"), 0),
        (("--since", "2031-05-10"), 3),
        (("--until", "2031-05-08"), 3),
        (("--since", "2031-05-01", "--until", "2031-05-31", "--certain"), 1),
    ],
)
def test_filters_narrow_words_and_rows_alike(record, filters, n_statements):
    rows = [json.loads(line) for line in run("show", record, "statements", "--json", *filters).splitlines()]
    assert len(rows) == n_statements
    output = run("show", record, "statements", *filters)
    assert all(row["id"] in output for row in rows)
    assert ("Nothing found." in output) == (not rows)


@pytest.mark.parametrize(
    ("filters", "n_entities"),
    [
        ((), 3),
        (("--speaker", "dov"), 1),
        (("--side", "XBB"), 1),
        (("--side", "XAA"), 2),
        (("--terms", "anonymous"), 0),
        (("--topic", "food aid"), 1),
        (("--topic", "food aid", "--speaker", "rand"), 0),
    ],
)
def test_entities_are_narrowed_in_words_and_rows_alike(record, filters, n_entities):
    rows = [json.loads(line) for line in run("show", record, "entities", "--json", *filters).splitlines()]
    assert len(rows) == n_entities
    output = run("show", record, "entities", *filters)
    assert all(row["id"] in output for row in rows)
    assert ("Nothing found." in output) == (not rows)


def test_compare_puts_sides_in_columns_and_says_what_is_missing(record):
    output = run("compare", record, "--first", columns="160")
    assert "XAA" in output and "XBB" in output
    assert "not in these articles" in output
    assert "Reports differ on how long it lasted: 90 minutes" in output
    narrow = run("compare", record, "--first", columns="60")
    assert "XBB: not in these articles" in narrow


def test_one_article_with_its_statements(record):
    output = run("show", record, "article", "one")
    assert "[caption]" in output
    assert "[1] Mira Dov" in output


def test_search_finds_and_shows_the_words(record):
    assert "frank" in run("search", record, "frank")
    assert "Nothing found." in run("search", record, "zeppelin")


@pytest.mark.parametrize("extra", [(), ("--json",)])
def test_an_article_that_isnt_there_is_named(record, extra):
    result = CliRunner().invoke(cli, ["show", record, "article", "nowhere", *extra])
    assert (result.stdout, result.exit_code) == ("", 1)
    assert "no article nowhere" in str(result.exception)

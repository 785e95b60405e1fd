from dataclasses import replace
from datetime import date

import pytest

from onrecord.errors import RecordError
from onrecord.model import EntityRef, When
from onrecord.model.record import Filter
from onrecord.store import Store, open_view
from onrecord.store.filters import time_fits
from onrecord.store.search import match_expression
from record_builders import PIPELINE, make_facts, make_links, make_raw


@pytest.fixture
def view(tmp_path):
    later = make_facts("two", published=date(2031, 5, 16))
    many = make_facts("one"), later, make_facts("undated", published=None)
    with Store.create(tmp_path / "r.db") as store, store.writer() as writer:
        for facts in many:
            writer.add(make_raw(facts.article), facts, pipeline=PIPELINE)
        writer.write_links(make_links(*many))
    with open_view(tmp_path / "r.db") as opened:
        yield opened


def test_statements_come_with_words_and_links(view):
    first = view.statements()[0]
    assert first.article == "one"
    assert first.text == "“The talks were frank,”"
    assert first.normal == "The talks were frank,"
    assert first.statement.speaker == EntityRef("e-XAA", "Mira Dov")
    assert first.topics == ("t-tone",)
    assert view.statement(first.id) == first
    assert first.said_in == view.events()[0].happening


@pytest.mark.parametrize(
    ("wanted", "n_found"),
    [
        ({}, 6),
        ({"speaker": "mira dov"}, 6),
        ({"speaker": "Dov"}, 6),
        ({"speaker": "e-XAA"}, 6),
        ({"speaker": "rand"}, 0),
        ({"side": "xaa"}, 6),
        ({"side": "XBB"}, 0),
        ({"topic": "food aid"}, 3),
        ({"topic": "t-tone"}, 3),
        ({"terms": "anonymous"}, 0),
        ({"since": "2031-05-10"}, 5),
        ({"since": "2031-05-10", "certain": True}, 1),
        ({"until": "2031-05-10", "certain": True}, 1),
        ({"topic": "t-tone", "since": "2031-05-01", "until": "2031-05-31"}, 3),
    ],
)
def test_statements_are_filtered(view, wanted, n_found):
    assert len(view.statements(**wanted)) == n_found


@pytest.mark.parametrize(
    ("wanted", "n_found"),
    [({}, 6), ({"side": "XBB"}, 6), ({"speaker": "Dov"}, 3), ({"since": "2031-05-17"}, 4), ({"topic": "t-tone"}, 0)],
)
def test_events_are_filtered(view, wanted, n_found):
    assert len(view.events(**wanted)) == n_found


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({}, ["Call between Arla and Besk", "Arla plans food aid"]),
        ({"topic": "t-tone"}, ["Call between Arla and Besk"]),
        ({"side": "XBB"}, ["Call between Arla and Besk"]),
        ({"since": "2031-05-01", "certain": True}, ["Call between Arla and Besk"]),
        ({"since": "2031-06-01"}, ["Arla plans food aid"]),
    ],
)
def test_the_timeline_is_in_order_of_time_with_open_times_last(view, wanted, titles):
    assert [happening.title for happening in view.timeline(**wanted)] == titles


@pytest.mark.parametrize(
    ("earliest", "latest", "may", "must"),
    [
        ("2031-05-02", "2031-05-03", True, True),
        ("2031-04-01", "2031-05-01", True, False),
        ("2031-04-01", "2031-04-30", False, False),
        (None, "2031-04-30", False, False),
        ("2031-06-01", None, False, False),
        (None, None, True, False),
        ("2031-05-31", None, True, False),
    ],
)
def test_times_may_overlap_or_must_lie_within(earliest, latest, may, must):
    wanted = Filter(since="2031-05-01", until="2031-05-31")
    assert time_fits(earliest, latest, wanted) is may
    assert time_fits(earliest, latest, replace(wanted, certain=True)) is must


def test_a_comparison_has_a_row_for_each_point_and_a_cell_for_each_side(view):
    call = view.timeline()[0]
    compared = view.compare(call.id)
    assert compared.sides == ("XAA", "XBB")
    shape = [(point.topic, [[account.id for account in cell] for cell in point.cells]) for point in compared.points]
    assert shape == [("t-aid", [["a-2"], ["a-3"]]), ("t-tone", [["a-1"], []])]
    assert {statement.id for statement in compared.statements} == {statement.id for statement in view.statements()}


def test_positions_follow_the_time_of_saying(view):
    found = view.positions(side="XAA")
    assert [(position.topic.name, len(position.statements)) for position in found] == [
        ("Food aid", 3),
        ("Tone of the talks", 3),
    ]
    assert [statement.article for statement in found[1].statements] == ["one", "two", "undated"]
    assert [position.topic.id for position in view.positions(topic="t-aid")] == ["t-aid"]


def test_search_finds_words_and_phrases_in_every_table(view):
    assert {hit.table for hit in view.search("call")} == {"events", "articles"}
    assert {hit.table for hit in view.search('"talks were frank"')} == {"statements", "articles"}
    assert view.search('"frank were talks"') == []
    assert {hit.article for hit in view.search("frank", tables=("statements",), since="2031-05-10", certain=True)} == {
        "two"
    }
    assert "\x02frank\x03" in view.search("frank", tables=("statements",))[0].snippet
    assert view.search("fra*", tables=("statements",))
    assert not view.search("fra", tables=("statements",))


ODD_QUERIES = ['"', "AND OR NOT", "a:b", "NEAR(x y)", "(", "*", "-frank", "x'y", "{a b}:c", "\x00", "^", "“frank”"]


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_no_query_is_an_error(view, query):
    view.search(query)


def test_queries_without_words_find_nothing(view):
    assert match_expression(' "" ** ( ') is None
    assert view.search("...") == []


@pytest.mark.parametrize("get", ["article", "statement", "event", "happening", "facts", "input_versions", "compare"])
def test_what_is_not_there_is_named(view, get):
    with pytest.raises(RecordError, match="x-none"):
        getattr(view, get)("x-none")


def test_entities_and_roles_are_the_records(view):
    assert [entity.id for entity in view.entities()] == ["e-XAA", "e-XBB", "e-arla"]
    assert {(role.entity, role.role) for role in view.roles()} == {
        ("e-XAA", "Arlan Foreign Minister"),
        ("e-XBB", "envoy"),
    }


def test_tables_come_as_arrow(view):
    table = view.to_arrow("statements")
    assert table.num_rows == 6
    assert table.column("speaker")[0].as_py()["name"] == "Mira Dov"
    assert table.column("said_earliest")[0].as_py() == date(2031, 5, 9)
    for name in ("articles", "happenings", "corrections", "roles"):
        assert view.to_arrow(name).num_rows == view.count(name)


def test_provenance_names_what_made_the_facts(view):
    assert [item.component for item in view.provenance("one") if item.table == "statements"] == ["reader", "speakers"]
    assert len(view.provenance()) == 5


def test_an_undated_statement_stays_open(view):
    undated = next(s for s in view.statements() if s.article == "undated")
    assert undated.statement.said == replace(undated.statement.said, earliest=None, latest=None, date=None)
    assert undated.statement.said != When()


def test_a_view_sees_what_is_committed_after_it_was_opened(tmp_path):
    one = make_facts("one")
    with Store.create(tmp_path / "r.db") as store, store.view() as opened:
        assert opened.articles() == []
        with store.writer() as writer:
            writer.add(make_raw(one.article), one, pipeline=PIPELINE)
            assert opened.statements()[0].statement.speaker.entity == one.entities[0].id
            writer.write_links(make_links(one))
            assert opened.statements()[0].statement.speaker.entity == "e-XAA"

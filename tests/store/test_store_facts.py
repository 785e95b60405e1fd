import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.model import Actor, EntityRef, Passage, Reject, Span
from onrecord.model.rows import article_row
from onrecord.model.schema import TABLES
from onrecord.store import Store, open_view
from record_builders import PIPELINE, TEXT, any_facts, make_facts, make_links, make_raw, span_of


def store_all(path, *many, links=None):
    with Store.create(path) as store, store.writer() as writer:
        for facts in many:
            writer.add(make_raw(facts.article), facts, pipeline=PIPELINE)
        if links is not None:
            writer.write_links(links)


def dump_all(path):
    with open_view(path) as view:
        return {table: list(view.iter_rows(table)) for table in TABLES}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_what_is_written_is_read(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("record") / "r.db"
    facts = data.draw(any_facts())
    store_all(path, facts)
    with open_view(path) as view:
        assert view.facts("one") == facts


def test_links_are_read_as_written(tmp_path):
    path = tmp_path / "r.db"
    many = make_facts("one"), make_facts("two")
    links = make_links(*many)
    store_all(path, *many, links=links)
    with open_view(path) as view:
        assert view.links() == links


def test_a_second_write_changes_nothing(tmp_path):
    path = tmp_path / "r.db"
    many = make_facts("one"), make_facts("two")
    store_all(path, *many, links=make_links(*many))
    before = dump_all(path)
    store_all(path, *many, links=make_links(*many))
    assert dump_all(path) == before


def test_the_order_of_writing_makes_no_difference(tmp_path):
    many = make_facts("one"), make_facts("two"), make_facts("three", published=None)
    store_all(tmp_path / "a.db", *many)
    store_all(tmp_path / "b.db", *reversed(many))
    assert dump_all(tmp_path / "a.db") == dump_all(tmp_path / "b.db")


def test_rows_have_exactly_the_documented_keys(tmp_path):
    many = make_facts("one"), make_facts("two")
    store_all(tmp_path / "r.db", *many, links=make_links(*many))
    for table, rows in dump_all(tmp_path / "r.db").items():
        assert rows or table in ("corrections",)
        for row in rows:
            assert list(row) == [column.name for column in TABLES[table].columns]


def test_the_same_input_is_current_until_anything_changes(tmp_path):
    facts = make_facts()
    raw = make_raw(facts.article)
    with Store.create(tmp_path / "r.db") as store, store.writer() as writer:
        assert not writer.is_current(raw, "1")
        assert writer.add(raw, facts, pipeline="1")
        assert writer.is_current(raw, "1")
        assert writer.is_current(replace(raw, path="elsewhere/one.txt", notes=("utf-16",)), "1")
        assert not writer.is_current(raw, "2")
        assert not writer.is_current(replace(raw, published="2031-05-10"), "1")
        assert not writer.is_current(replace(raw, text=TEXT + "!"), "1")
        assert not writer.add(raw, facts, pipeline="1")


def test_changed_text_is_a_new_version_and_changed_metadata_is_not(tmp_path):
    first = make_facts()
    changed = make_facts(text=TEXT + " (updated)")
    with Store.create(tmp_path / "r.db") as store, store.writer() as writer:
        writer.add(make_raw(first.article), first, pipeline="1")
        writer.add(replace(make_raw(first.article), publisher="Other"), first, pipeline="1")
        with store.view() as view:
            assert [raw.publisher for raw in view.input_versions("one")] == ["Other"]
        writer.add(make_raw(changed.article), changed, pipeline="1")
        with store.view() as view:
            assert [raw.text for raw in view.input_versions("one")] == [TEXT, TEXT + " (updated)"]
            assert view.article("one").text == TEXT + " (updated)"
            assert len(view.articles()) == 1


def test_html_input_comes_back_as_it_was(tmp_path):
    facts = make_facts()
    raw = replace(make_raw(facts.article), text=None, html="<p>naïve \U0001f600</p>", notes=("declared latin-1",))
    with Store.create(tmp_path / "r.db") as store, store.writer() as writer:
        writer.add(raw, facts, pipeline="1")
        assert list(writer.iter_inputs()) == [("one", raw)]


def test_links_go_when_facts_change(tmp_path):
    path = tmp_path / "r.db"
    many = make_facts("one"), make_facts("two")
    store_all(path, *many, links=make_links(*many))
    with open_view(path) as view:
        assert not view.needs_linking
        assert view.statements()[0].statement.speaker == EntityRef("e-XAA", "Mira Dov")
    store_all(path, many[0])
    with open_view(path) as view:
        assert view.needs_linking
        assert view.happenings() == []
        assert view.statements()[0].statement.speaker.entity == many[0].entities[0].id


def test_links_to_nothing_are_refused_and_leave_the_record_as_it_was(tmp_path):
    path = tmp_path / "r.db"
    one, two = make_facts("one"), make_facts("two")
    store_all(path, one, links=make_links(one))
    before = dump_all(path)
    with pytest.raises(RecordError):
        store_all(path, links=make_links(one, two))
    assert dump_all(path) == before


# --- the gate ------------------------------------------------------------------------------------


def test_facts_that_cannot_be_are_rejected_one_by_one(tmp_path):
    facts = make_facts()
    good, other = facts.statements
    caption = span_of(TEXT, "Harbour Office")
    beyond = Span(len(TEXT) - 1, len(TEXT) + 5)
    facts = replace(
        facts,
        rejects=(),
        statements=(
            good,
            replace(good, confidence=0.1),
            replace(good, id="s-caption", content=(caption,)),
            replace(good, id="s-beyond", content=(beyond,)),
            replace(good, id="s-nowhere", content=(), source=(), cue=()),
            replace(other, speaker=EntityRef("n-nobody", "Nobody"), within="s-nothing"),
        ),
        events=(
            replace(facts.events[0], participants=(Actor("n-nobody", "nobody", ()),)),
            replace(facts.events[1], id="e-voiceless", statement="s-caption"),
        ),
    )
    store_all(tmp_path / "r.db", facts)
    with open_view(tmp_path / "r.db") as view:
        stored = view.facts("one")
        assert [statement.id for statement in stored.statements] == [good.id, other.id]
        assert stored.statements[0] == good
        assert stored.statements[1].speaker == EntityRef(None, "Nobody")
        assert stored.statements[1].within is None
        assert [event.participants[0].entity for event in stored.events] == [None]
        assert [reject.reason for reject in stored.rejects] == [
            "same_place",
            "outside_body",
            "outside_text",
            "no_span",
            "dangling",
            "dangling",
            "dangling",
            "dangling",
        ]


def test_a_gap_between_passages_is_no_bar(tmp_path):
    facts = make_facts()
    body = facts.article.passages[1].span
    split = (Passage(Span(body.start, body.start + 30), "body"), Passage(Span(body.start + 32, body.end), "body"))
    article = replace(facts.article, passages=(facts.article.passages[0], *split))
    long = replace(facts.statements[0], content=(Span(body.start, body.start + 60),))
    store_all(tmp_path / "r.db", replace(facts, article=article, statements=(long,), events=()))
    with open_view(tmp_path / "r.db") as view:
        assert view.facts("one").statements == (long,)


# --- rejects -------------------------------------------------------------------------------------


def test_a_refused_article_is_recorded_once_and_forgotten_when_it_comes_in(tmp_path):
    facts = make_facts()
    refused = Reject(facts.article.path, "read", "empty", "reports/one.txt: holds no text")
    with Store.create(tmp_path / "r.db") as store:
        with store.writer() as writer:
            writer.reject(refused)
            writer.reject(refused)
        with store.view() as view:
            assert view.rejects() == [refused]
        with store.writer() as writer:
            writer.add(make_raw(facts.article), facts, pipeline="1")
        with store.view() as view:
            assert view.rejects() == list(facts.rejects)


# --- for people with an SQL browser --------------------------------------------------------------


def test_every_table_has_a_primary_key_and_every_view_works(tmp_path):
    many = make_facts("one"), make_facts("two")
    store_all(tmp_path / "r.db", *many, links=make_links(*many))
    connection = sqlite3.connect(tmp_path / "r.db")
    tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    for name, strict in tables.fetchall():
        if name.startswith("sqlite_") or "_fts" in name:
            continue
        assert strict, name
        assert connection.execute("SELECT count(*) FROM pragma_table_info(?) WHERE pk", (name,)).fetchone()[0], name
    said = connection.execute("SELECT speaker, text, said_in FROM said").fetchall()
    assert ("Mira Dov", "“The talks were frank,”", "Call between Arla and Besk") in said
    assert connection.execute("SELECT count(*) FROM happened").fetchone() == (4,)
    assert connection.execute("SELECT title FROM timeline").fetchone() == ("Call between Arla and Besk",)
    assert connection.execute("SELECT count(*) FROM made_by").fetchone() == (10,)
    assert connection.execute("SELECT count(*) FROM decisions").fetchone() == (0,)
    connection.close()


def test_article_rows_carry_the_publication_interval():
    row = article_row(make_facts(published=None).article)
    assert row["published"] is None
    assert row["published_status"] == "open"


def test_lists_that_users_give_stay(tmp_path):
    with Store.create(tmp_path / "r.db") as store, store.writer() as writer:
        assert writer.setting("roles") == ""
        writer.put_setting("roles", "name,role\n")
        writer.put_setting("roles", "name,role,from\n")
    with Store.open(tmp_path / "r.db") as store, store.writer() as writer:
        assert writer.setting("roles") == "name,role,from\n"


def test_the_version_that_linked_is_kept_while_links_fit(tmp_path):
    one = make_facts("one")
    with Store.create(tmp_path / "r.db") as store, store.writer() as writer:
        writer.add(make_raw(one.article), one, pipeline="1")
        assert writer.linked_version is None
        writer.write_links(make_links(one), version="7")
        assert writer.linked_version == "7"
        writer.add(make_raw(one.article), one, pipeline="1")
        assert writer.needs_linking

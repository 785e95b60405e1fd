import io
import json
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import CorrectionError
from onrecord.export import export
from onrecord.model import Entity, EntityRef, Judgement, fact_id
from onrecord.model.schema import TABLES
from onrecord.store import Store
from onrecord.store.corrections import SETTABLE, different, log, reject, same, set_field, undo, withdraw
from onrecord.store.days import parse_days
from record_builders import PIPELINE, TEXT, make_facts, make_links, make_raw, span_of

BY = {"who": "reader", "why": "read it again", "at": datetime(2031, 6, 1, 8, 30, tzinfo=UTC)}


def build(path, *many):
    with Store.create(path) as store, store.writer() as writer:
        for facts in many:
            writer.add(make_raw(facts.article), facts, pipeline=PIPELINE)
        writer.write_links(make_links(*many))
    return Store.open(path)


@pytest.fixture
def store(tmp_path):
    with build(tmp_path / "r.db", make_facts("one"), make_facts("two")) as opened:
        yield opened


@pytest.fixture
def facts():
    return make_facts("one")


def read(store):
    return store.view()


def exported(store):
    """Every export but corrections, byte for byte."""
    out = io.BytesIO()
    with store.view() as view:
        for table in TABLES:
            if table != "corrections":
                export(view, table, out)
    return out.getvalue()


def test_a_set_field_shows_and_the_fact_stays(store, facts):
    target = facts.statements[0].id
    made = set_field(store, target, "terms", "anonymous", **BY)
    assert (made.number, made.old, made.new, made.at) == (1, '"named"', '"anonymous"', "2031-06-01T08:30:00Z")
    with read(store) as view:
        assert view.statement(target).statement.terms == "anonymous"
        assert view.facts("one").statements[0].terms == "anonymous"
        assert view.needs_linking
    assert store.connection.execute("SELECT terms FROM statements WHERE id = ?", (target,)).fetchone() == ("named",)
    set_field(store, target, "terms", "collective", **BY)
    with read(store) as view:
        assert view.statement(target).statement.terms == "collective"
    assert [correction.old for correction in log(store)] == ['"named"', '"anonymous"']


def test_a_set_date_has_a_basis(store, facts):
    target = facts.events[1].id
    set_field(store, target, "date", "2031-05", **BY)
    with read(store) as view:
        when = view.event(target).event.when
    assert (str(when.earliest), str(when.latest), when.date, when.basis.rule) == (
        "2031-05-01",
        "2031-05-31",
        "2031-05",
        "correction",
    )
    set_field(store, target, "date", "null", **BY)
    with read(store) as view:
        assert view.event(target).event.when.earliest is None


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02-03/2024-02-05", ("2024-02-03", "2024-02-05")),
        ("../2024-02", (None, "2024-02-29")),
        ("2024-02-03/..", ("2024-02-03", None)),
    ],
)
def test_days_that_people_type(value, days):
    assert parse_days(value) == days


@pytest.mark.parametrize("value", ["Friday", "2024-13", "2024-02-30", "2024-02-05/2024-02-03", "", "..", "0000"])
def test_what_is_no_day_is_refused(value):
    with pytest.raises(CorrectionError):
        parse_days(value)


def test_a_speaker_is_set_by_entity_or_by_name(store, facts):
    target = facts.statements[0].id
    set_field(store, target, "speaker", "e-XBB", **BY)
    with read(store) as view:
        assert view.statement(target).statement.speaker == EntityRef("e-XBB", "Tolo Rand")
        assert view.facts("one").statements[0].speaker == EntityRef(facts.entities[1].id, "Tolo Rand")
    set_field(store, target, "speaker", "an aide", **BY)
    with read(store) as view:
        assert view.statement(target).statement.speaker == EntityRef(None, "an aide")
    set_field(store, target, "speaker", "null", **BY)
    with read(store) as view:
        assert view.statement(target).statement.speaker is None


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("terms", "secret", "isn't one of"),
        ("terms", "null", "can't be empty"),
        ("content", "[[0,1]]", "can't be set; choose from kind"),
        ("nonsense", "1", "can't be set"),
        ("said_date", "soon", "not a date"),
        ("side", " ", "write null to empty it"),
        ("speaker", "", "write null to empty it"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(store, facts, field, value, message):
    with pytest.raises(CorrectionError, match=message):
        set_field(store, facts.statements[0].id, field, value, **BY)
    assert log(store) == []


@pytest.mark.parametrize("value", ["last week", "2031-13-01", "2031-05-10/2031-05-12", "20.5.2031", "2031-02-30T10:00"])
def test_a_publication_day_that_nothing_can_read_is_refused(store, value):
    with pytest.raises(CorrectionError, match="date"):
        set_field(store, "one", "published", value, **BY)
    assert log(store) == []


@pytest.mark.parametrize("value", ["2031-05-10", "2031-05", "2031", "2031-05-10T08:30:00+02:00"])
def test_a_publication_day_may_be_a_day_with_its_time_a_month_or_a_year(store, value):
    assert set_field(store, "one", "published", value, **BY).new == f'"{value}"'


def test_a_category_is_one_of_plovers(store, facts):
    with pytest.raises(CorrectionError, match="'NONSENSE' isn't one of AGREE"):
        set_field(store, facts.events[0].id, "root", "NONSENSE", **BY)
    assert set_field(store, facts.events[0].id, "root", "REQUEST", **BY).new == '"REQUEST"'


def test_a_name_that_one_entity_of_the_article_has_is_that_entity(store, facts):
    target = facts.statements[0].id
    for name in ("Tolo Rand", "tolo rand"):
        set_field(store, target, "speaker", name, **BY)
        with read(store) as view:
            assert view.statement(target).statement.speaker == EntityRef("e-XBB", "Tolo Rand")


def test_an_entity_of_other_articles_only_is_named_not_linked(store, facts):
    alone = make_facts("alone")
    alone = replace(alone, entities=(*alone.entities, Entity("e-elsewhere", "Ann Elsewhere", "person", (), None, None)))
    with store.writer() as writer:
        writer.add(make_raw(alone.article), alone, pipeline=PIPELINE)
    set_field(store, facts.statements[0].id, "speaker", "e-elsewhere", **BY)
    with read(store) as view:
        assert view.statement(facts.statements[0].id).statement.speaker == EntityRef(None, "Ann Elsewhere")


def test_what_is_hidden_is_not_hidden_again(store, facts):
    reject(store, facts.events[0].id, **BY)
    withdraw(store, "two", **BY)
    for change in (lambda: reject(store, facts.events[0].id, **BY), lambda: withdraw(store, "two", **BY)):
        with pytest.raises(CorrectionError, match="before"):
            change()
    assert len(log(store)) == 2


def test_settable_columns_exist():
    for table, fields in SETTABLE.items():
        assert set(fields) <= {column.name for column in TABLES[table].columns}


def test_an_unknown_id_is_refused(store):
    for change in (lambda: reject(store, "x-none", **BY), lambda: same(store, "x-none", "one", **BY)):
        with pytest.raises(CorrectionError, match="nothing in this record has the id x-none"):
            change()


def test_a_rejected_statement_takes_what_was_told_in_it_along(store, facts):
    told, promised = facts.statements
    reject(store, promised.id, **BY)
    with read(store) as view:
        ids = {row["id"] for table in ("statements", "events") for row in view.iter_rows(table)}
        assert promised.id not in ids
        assert facts.events[1].id not in ids
        assert told.id in ids
        assert facts.events[0].id in ids
        for table in ("happenings", "accounts", "topics", "utterances"):
            assert promised.id not in json.dumps(list(view.iter_rows(table)))


def test_a_rejected_happening_is_gone_with_its_accounts(store):
    with read(store) as view:
        call = view.timeline()[0].id
    reject(store, call, **BY)
    with read(store) as view:
        assert call not in {happening.id for happening in view.happenings()}
        assert view.accounts() == []
        assert view.relations() == []


def test_a_withdrawn_article_is_gone_everywhere(store, facts):
    withdraw(store, "one", **BY)
    with read(store) as view:
        assert [article.id for article in view.articles()] == ["two"]
        assert [found.article.id for found in view.iter_facts()] == ["two"]
        for table in TABLES:
            if table not in ("corrections", "rejects"):
                assert '"one"' not in json.dumps(list(view.iter_rows(table))), table
        assert {hit.article for hit in view.search("frank")} == {"two"}


def test_identity_decisions_go_to_linking(store, facts):
    two = make_facts("two")
    with read(store) as view:
        call, plan = view.timeline()
    different(store, call.id, plan.id, **BY)
    same(store, "e-XAA", facts.entities[2].id, **BY)
    same(store, facts.events[0].id, two.events[0].id, **BY)
    with read(store) as view:
        smallest = min(facts.entities[0].id, two.entities[0].id)
        assert view.judgements() == [
            Judgement(call.events[0], plan.events[0], "different", "reader", "read it again"),
            Judgement(smallest, facts.entities[2].id, "same", "reader", "read it again"),
            Judgement(facts.events[0].id, two.events[0].id, "same", "reader", "read it again"),
        ]
    undo(store, 2)
    with read(store) as view:
        assert len(view.judgements()) == 2


def test_what_cannot_be_compared_is_refused(store, facts):
    for left, right in (("one", facts.events[0].id), ("one", "one"), (facts.statements[0].id, facts.statements[1].id)):
        with pytest.raises(CorrectionError):
            same(store, left, right, **BY)
    with pytest.raises(CorrectionError, match="withdraw one"):
        reject(store, "one", **BY)
    with pytest.raises(CorrectionError, match="is no article"):
        withdraw(store, facts.events[0].id, **BY)
    with pytest.raises(CorrectionError, match="set their fields"):
        reject(store, "e-XAA", **BY)


def test_undoing_is_once_and_marked(store, facts):
    reject(store, facts.events[0].id, **BY)
    assert undo(store, 1).undone
    with pytest.raises(CorrectionError, match="undone before"):
        undo(store, 1)
    with pytest.raises(CorrectionError, match="no correction 7"):
        undo(store, 7)
    assert [correction.undone for correction in log(store)] == [True]


def test_corrections_cannot_be_deleted_or_rewritten(store, facts):
    reject(store, facts.events[0].id, **BY)
    for statement in ("DELETE FROM corrections", "UPDATE corrections SET why = 'other'"):
        with pytest.raises(sqlite3.IntegrityError, match="undo them"):
            store.connection.execute(statement)


def _any_correction(facts, links):
    statements = [s.id for s in facts.statements]
    events = [e.id for e in facts.events]
    happenings = [h.id for h in links.happenings]
    return st.one_of(
        st.tuples(st.just(reject), st.sampled_from([*statements, *events, *happenings])),
        st.tuples(st.just(withdraw), st.sampled_from(["one", "two"])),
        st.tuples(
            st.sampled_from([same, different]),
            st.sampled_from(events),
            st.sampled_from(["two"]).map(lambda name: make_facts(name).events[0].id),
        ),
        st.tuples(st.just(same), st.just("e-XAA"), st.sampled_from(["e-XBB", "e-arla"])),
        st.tuples(
            st.just(set_field),
            st.sampled_from(statements),
            st.just("side"),
            st.sampled_from(["XBB", "null"]),
        ),
        st.tuples(st.just(set_field), st.sampled_from(events), st.just("date"), st.sampled_from(["2030", "null"])),
        st.tuples(st.just(set_field), st.sampled_from(happenings), st.just("title"), st.sampled_from(["Another"])),
        st.tuples(st.just(set_field), st.just("e-XAA"), st.just("name"), st.sampled_from(["M. Dov"])),
        st.tuples(st.just(set_field), st.just("one"), st.just("published"), st.sampled_from(["2031-05-10"])),
    )


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_undoing_everything_leaves_the_record_as_before(tmp_path_factory, data):
    many = make_facts("one"), make_facts("two")
    with build(tmp_path_factory.mktemp("record") / "r.db", *many) as store:
        before = exported(store)
        for _ in range(data.draw(st.integers(1, 4))):
            change, *args = data.draw(_any_correction(many[0], make_links(*many)))
            try:
                change(store, *args, **BY)
            except CorrectionError:
                continue  # what an earlier one took away can't be corrected again
        numbers = [correction.number for correction in log(store)]
        for number in data.draw(st.permutations(numbers)):
            undo(store, number)
        assert exported(store) == before
        with store.view() as view:
            assert view.pending_reannotation() == []
            assert view.judgements() == []


# --- after a rebuild -----------------------------------------------------------------------------


def test_corrections_attach_again_to_shifted_facts_and_new_links(store, facts):
    told = facts.statements[0]
    reject(store, told.id, **BY)
    with read(store) as view:
        call = view.timeline()[0].id
    set_field(store, call, "title", "The frank call", **BY)
    shorter = span_of(TEXT, "The talks were frank")
    moved_id = fact_id("one", facts.article.sha256, "statements", (*told.source, *told.cue, shorter))
    trigger = span_of(TEXT, "90-minute call")
    called = replace(facts.events[0], id="e-0", trigger=(trigger,))
    moved = replace(
        facts,
        statements=(replace(told, id=moved_id, content=(shorter,)), facts.statements[1]),
        events=(replace(called, id=fact_id("one", facts.article.sha256, "events", (trigger,))), facts.events[1]),
    )
    with store.writer() as writer:
        ((_, raw), _) = writer.iter_inputs()
        writer.renew(raw, moved, pipeline="2")
        writer.write_links(make_links(moved, make_facts("two")))
    with read(store) as view:
        assert moved_id not in {row["id"] for row in view.iter_rows("statements")}
        if min(facts.events[0].id, make_facts("two").events[0].id) == make_facts("two").events[0].id:
            assert "The frank call" in {happening.title for happening in view.happenings()}
    with store.writer() as writer:
        writer.renew(raw, facts, pipeline="1")
    with read(store) as view:
        assert told.id not in {row["id"] for row in view.iter_rows("statements")}


def test_corrections_follow_their_words_into_a_changed_text(store, facts):
    reject(store, facts.statements[0].id, **BY)
    moved = make_facts("one", text="Update: " + TEXT)
    with store.writer() as writer:
        writer.add(make_raw(moved.article), moved, pipeline=PIPELINE)
    with read(store) as view:
        ids = {row["id"] for row in view.iter_rows("statements") if row["article"] == "one"}
    assert ids == {moved.statements[1].id}


def test_a_correction_whose_words_are_gone_attaches_to_nothing(store, facts):
    reject(store, facts.statements[0].id, **BY)
    gone = make_facts("one", text=TEXT.replace("“The talks were frank,”", "“The talks were frank,” no,"))
    gone = replace(gone, statements=gone.statements[1:])
    with store.writer() as writer:
        writer.add(make_raw(gone.article), gone, pipeline=PIPELINE)
    assert store.connection.execute("SELECT now FROM anchors").fetchall() == [(None,)]
    assert len(log(store)) == 1


def test_a_corrected_publication_day_makes_the_article_be_read_again(store, facts):
    set_field(store, "one", "published", "2031-05-16", **BY)
    with store.writer() as writer:
        ((article, raw),) = writer.pending_reannotation()
        assert (article, raw.published, raw.text) == ("one", "2031-05-16", TEXT)
        writer.renew(raw, make_facts("one", published=date(2031, 5, 16)), pipeline=PIPELINE)
        assert list(writer.pending_reannotation()) == []
        assert writer.is_current(make_raw(facts.article), PIPELINE)
    with read(store) as view:
        assert str(view.article("one").publication.day) == "2031-05-16"
        assert view.input_versions("one")[-1].published == "2031-05-09"
    undo(store, 1)
    with store.writer() as writer:
        ((_, raw),) = writer.pending_reannotation()
        assert raw.published == "2031-05-09"


def test_an_event_with_a_corrected_status_goes_to_linking_corrected(store, facts):
    set_field(store, facts.events[0].id, "status", "cancelled", **BY)
    with read(store) as view:
        assert view.facts("one").events[0].status == "cancelled"


def test_a_mention_is_given_to_another_entity(store, facts):
    with read(store) as view:
        target = next(row["id"] for row in view.iter_rows("mentions") if row["type"] == "pronoun")
    set_field(store, target, "entity", "e-XBB", **BY)
    with read(store) as view:
        assert view.facts("one").mentions[2].entity == facts.entities[1].id
    with pytest.raises(CorrectionError, match="no entity of this article"):
        set_field(store, target, "entity", "somebody", **BY)

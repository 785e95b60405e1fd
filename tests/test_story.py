"""The sample story, from reading to accounts, against its answer key: every planted link that is asked for, none
that is forbidden."""

import json
from pathlib import Path

import pytest

from onrecord.accounts import add_accounts
from onrecord.link import link_facts
from onrecord.model import RawArticle, slice_spans
from onrecord.pipeline.stages import AnnotateOptions, annotate_article
from onrecord.read import iter_raw

pytestmark = [pytest.mark.weights, pytest.mark.slow]

ROOT = Path(__file__).parents[1]
KEY = json.loads((ROOT / "tests/golden/story_key.json").read_text(encoding="utf-8"))
CALL_MAY = {"tol-readout", "kes-readout", "herald-call", "meridian-call", "harbour-call", "gazette-call", "kct-call"}


@pytest.fixture(scope="module")
def story():
    options = AnnotateOptions(roles=(ROOT / "examples/roles.csv").read_text(encoding="utf-8"))
    raws = [raw for raw in iter_raw([str(ROOT / "examples/story")]) if isinstance(raw, RawArticle)]
    return {facts.article.id: facts for facts in (annotate_article(raw, options) for raw in raws)}


@pytest.fixture(scope="module")
def links(story):
    topics = (ROOT / "examples/topics.csv").read_text(encoding="utf-8")
    facts = list(story.values())
    return add_accounts(link_facts(facts), facts, topics)


def entity_named(links, name):
    return next(e.id for e in links.entities if e.name == name)


def happening_on(links, form, *days):
    found = [
        h
        for h in links.happenings
        if h.form == form and str(h.when.earliest) == str(h.when.latest) and str(h.when.latest) in days
    ]
    return max(found, key=lambda h: len(h.events))


def happening_of(links, key):
    """The happening that most of the articles tell in which the key has it, of its form (or root) and days."""
    row = next(row for row in KEY["happenings"] if row["key"] == key)
    found = [
        h
        for h in links.happenings
        if (h.form is None) == (row["form"] is None)
        and (h.form is not None or h.root in row.get("root_any", [row.get("root")]))
        and (h.when.latest is None or "earliest" not in row or str(h.when.latest) >= row["earliest"])
        and (h.when.earliest is None or "latest" not in row or str(h.when.earliest) <= row["latest"])
    ]
    return max(found, key=lambda h: (len(set(h.articles) & set(row["articles"])), len(h.events)))


def words_of(story, statement):
    for facts in story.values():
        for known in facts.statements:
            if known.id == statement:
                return facts.article.id, slice_spans(facts.article.text, known.content)
    raise KeyError(statement)


def test_all_copies_are_found_and_no_other(links):
    wanted = {(row["article"], row["of"], row["kind"]) for row in KEY["copies"]}
    assert {(copy.article, copy.of, copy.kind) for copy in links.copies} == wanted


def test_the_contained_report_is_shown_where_it_stands(story, links):
    [row] = [row for row in KEY["copies"] if row["kind"] == "contained"]
    [copy] = [copy for copy in links.copies if copy.kind == "contained"]
    shown = " ".join(span.of(story[copy.article].article.text) for span in copy.spans)
    assert shown.startswith(row["first_words"]) and row["last_words"].rstrip(".") in shown


def test_the_leaders_are_one_entity_each_in_every_report(story, links):
    entity_of = dict(links.entity_of)
    for name in ("Odile Hartwick", "Javad Temirez"):
        wanted = next(row for row in KEY["entities"] if row["name"] == name)
        one = entity_named(links, name)
        found = {a for a, facts in story.items() if any(entity_of[e.id] == one for e in facts.entities)}
        assert set(wanted["articles"]) <= found, name


def test_namesakes_and_unnamed_speakers_stay_apart(story, links):
    names = {e.name for e in links.entities}
    assert {"Glen Hartwick", "Odile Hartwick"} <= names
    unnamed = [e.id for e in links.entities if e.type == "unnamed"]
    members = {}
    for article_level, record in links.entity_of:
        members.setdefault(record, set()).add(article_level)
    assert all(len(members[e]) == 1 for e in unnamed)


def test_the_call_in_may_is_one_happening_apart_from_the_one_in_november(links):
    may, november = happening_on(links, "call", "2024-05-16"), happening_on(links, "call", "2023-11-09")
    assert set(may.articles) >= CALL_MAY
    assert may.id != november.id and not set(may.events) & set(november.events)
    assert (
        may.independent_sources
        in next(h for h in KEY["happenings"] if h["key"] == "call-may")["independent_sources_any"]
    )


def test_the_lengths_conflict_and_nobody_decides(links):
    conflicts = {conflict.field for conflict in happening_on(links, "call", "2024-05-16").conflicts}
    assert "duration" in conflicts


def test_who_asked_for_the_call_is_laid_side_by_side(links):
    conflicts = {c.field: c for c in happening_on(links, "call", "2024-05-16").conflicts}
    assert {value.value for value in conflicts["initiator"].values} == {"XAA", "XBB"}


@pytest.mark.parametrize(
    ("key", "articles"),
    [
        ("shelling", {"meridian-crossing-1", "meridian-crossing-2", "tol-readout", "kes-readout", "monitor-readouts"}),
        ("tariffs", {"herald-call", "ledger-ports"}),
        ("relief", {"tol-readout", "meridian-call", "harbour-call", "monitor-readouts"}),
        ("fishermen", {"tol-readout", "herald-call"}),
    ],
)
def test_acts_come_together_across_reports(links, key, articles):
    assert set(happening_of(links, key).articles) >= articles


def test_every_planted_happening_is_told_by_all_its_reports(links):
    missing = {}
    for row in KEY["happenings"]:
        if not row.get("optional"):
            missing[row["key"]] = set(row["articles"]) - set(happening_of(links, row["key"]).articles)
    assert not any(missing.values()), missing


def test_the_shelling_is_denied_by_those_who_are_accused_of_it(story, links):
    shelling = happening_of(links, "shelling")
    [claims] = [c for c in shelling.conflicts if c.field == "claim"]
    denying = next(value for value in claims.values if value.value == "denied")
    of_article = {event.id: article for article, facts in story.items() for event in facts.events}
    assert {of_article[event] for event in denying.events} >= {"meridian-crossing-2", "kes-readout"}


def test_the_mining_is_one_happening_that_is_denied(story, links):
    laid = [
        event.id
        for event in story["ledger-mines"].events
        if event.trigger[0].of(story["ledger-mines"].article.text) == "laid"
    ]
    [mining] = [h for h in links.happenings if set(laid) & set(h.events)]
    assert set(laid) == set(mining.events)
    assert mining.root in next(row for row in KEY["happenings"] if row["key"] == "mining")["root_any"]
    assert mining.status == "negated"
    [claims] = [conflict for conflict in mining.conflicts if conflict.field == "claim"]
    assert [value.value for value in claims.values] == ["charged with it", "denied"]
    [charge] = claims.values[0].events
    [charging] = [event for facts in story.values() for event in facts.events if event.id == charge]
    assert charging.root == "ACCUSE" and charging.trigger[0].of(story["ledger-mines"].article.text) == "accused"


def test_the_numbers_of_dead_are_laid_side_by_side(links):
    attacks = [happening for happening in links.happenings if happening.root == "ASSAULT"]
    [amounts] = [c for attack in attacks for c in attack.conflicts if c.field == "amount"]
    assert [value.value.split()[0].lower() for value in amounts.values] == ["six", "nine", "four"]


@pytest.mark.parametrize("key", [row["happening"] for row in KEY["relations"] if row["happening"] != "shelling"])
def test_what_came_before_what(links, key):
    [row] = [row for row in KEY["relations"] if row["happening"] == key]
    first, second = happening_of(links, row["happening"]).id, happening_of(links, row["other"]).id
    assert any((o.happening, o.relation, o.other) == (first, row["relation"], second) for o in links.orderings)


def test_what_must_stay_apart_does(links):
    keys = {row["key"] for row in KEY["happenings"] if row["form"] or row.get("root")}
    pairs = [(row["a"], row["b"]) for row in KEY["never"] if row["kind"] == "happening"]
    for a, b in pairs:
        if {a, b} <= keys:
            assert happening_of(links, a).id != happening_of(links, b).id, (a, b)


@pytest.mark.parametrize(
    "key", ["frank-exchange", "frigates", "damage", "door", "suggested", "victors", "siege", "buses"]
)
def test_sayings_are_found_in_all_their_reports(story, links, key):
    row = next(row for row in KEY["utterances"] if row["key"] == key)
    wanted = {member["article"] for member in row["members"]}
    best = set()
    for utterance in links.utterances:
        told = [words_of(story, statement) for statement in utterance.statements]
        hits = {m["article"] for m in row["members"] for a, w in told if a == m["article"] and m["words"][:25] in w}
        best = max(best, hits, key=len)
    assert best == wanted


def test_a_translation_shows_which_words_differ(links, story):
    [row] = [row for row in KEY["utterances"] if row["key"] == "door"]
    words = [member["words"][:25] for member in row["members"]]
    [utterance] = [
        u
        for u in links.utterances
        if all(any(w in words_of(story, statement)[1] for statement in u.statements) for w in words)
    ]
    assert any("translated" in variant.changes for variant in utterance.variants)


def test_no_saying_has_two_speakers(links, story):
    speakers = {}
    for facts in story.values():
        for statement in facts.statements:
            speakers[statement.id] = statement.side
    for utterance in links.utterances:
        assert len({speakers[s] for s in utterance.statements} - {None}) <= 1


def test_the_meeting_in_june_is_one_from_the_invitation_to_the_cancelling(links):
    june = happening_on(links, "meeting", "2024-06-12")
    assert set(june.articles) >= {"tol-readout", "kes-readout", "meridian-call", "herald-cancelled"}
    assert set(june.articles) >= {"ledger-mines", "monitor-readouts"}
    assert june.status == "cancelled"
    told = {article: status for status, article in june.status_history}
    assert (told["kes-readout"], told["herald-cancelled"]) == ("planned", "cancelled")


def test_the_deputy_ministers_talks_are_told_twice(links):
    [talks] = [
        h for h in links.happenings if {"herald-call", "courier-talks"} == set(h.articles) and h.form is not None
    ]
    assert (str(talks.when.earliest), str(talks.when.latest)) == ("2024-05-06", "2024-05-08")
    assert talks.independent_sources == 2


def test_each_sides_account_of_the_call(links):
    may = happening_on(links, "call", "2024-05-16")
    names = {topic.id: topic.name for topic in links.topics}
    found = {}
    for account in links.accounts:
        if account.happening == may.id and account.side in {"XAA", "XBB"}:
            found.setdefault(names.get(account.topic), {}).setdefault(account.side, set()).add(account.match)
    assert "both" in found["Open channel"]["XAA"] and "both" in found["Open channel"]["XBB"]
    assert "both" in found["Tone of the call"]["XAA"] and "both" in found["Tone of the call"]["XBB"]
    assert "differs" in found["Tariffs and grain"]["XBB"]
    assert set(found.get("Detained fishermen", ())) <= {"XAA"} and set(found["Dovra reservoir"]) == {"XBB"}


def test_an_outlet_that_only_passes_words_on_makes_no_point_of_them(story, links):
    call = happening_on(links, "call", "2024-05-16")
    told = {statement for account in links.accounts if account.happening == call.id for statement in account.statements}
    gazette = [s for s in story["gazette-call"].statements if "suggested the call" in words_of(story, s.id)[1]]
    assert {(s.speaker.name, s.id in told) for s in gazette} == {("Priya Lindqvist", True), ("Meridian Wire", False)}

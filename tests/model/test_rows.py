import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import rows
from onrecord.model.schema import ANNOTATE, TABLES, blank_row, json_schema
from onrecord.model.schema_parts import ListOf, Struct
from record_builders import any_facts, make_facts, make_links


@settings(max_examples=60, deadline=None)
@given(any_facts())
def test_facts_survive_json_in_both_directions(facts):
    row = rows.facts_row(facts)
    assert rows.facts_from_row(json.loads(json.dumps(row))) == facts
    jsonschema.validate(row, json_schema("annotate"))


def test_confidences_have_four_digits():
    assert rows.statement_row(make_facts().statements[0])["confidence"] == 0.9312


def test_annotate_row_leads_with_the_contract_keys():
    row = rows.facts_row(make_facts())
    assert list(row)[:3] == ["id", "text", "published"]
    assert list(row) == [column.name for column in ANNOTATE.columns]


@pytest.mark.parametrize(
    ("to_row", "from_row", "field"),
    [
        (rows.copy_row, rows.copy_from_row, "copies"),
        (rows.entity_row, rows.entity_from_row, "entities"),
        (rows.role_row, rows.role_from_row, "roles"),
        (rows.happening_row, rows.happening_from_row, "happenings"),
        (rows.ordering_row, rows.ordering_from_row, "orderings"),
        (rows.utterance_row, rows.utterance_from_row, "utterances"),
        (rows.topic_row, rows.topic_from_row, "topics"),
        (rows.account_row, rows.account_from_row, "accounts"),
    ],
)
def test_links_survive_json(to_row, from_row, field):
    for item in getattr(make_links(make_facts("one"), make_facts("two")), field):
        assert from_row(json.loads(json.dumps(to_row(item)))) == item


@pytest.mark.parametrize(
    ("words", "normal"),
    [
        ("“It’s  over,”", "It's over,"),
        ("a –\n b", "a - b"),
        ("ﬁne\u00a0print\u200f", "fine print"),
        ("‘quoted’", "quoted"),
    ],
)
def test_normalised_words_compare(words, normal):
    assert rows.normalise_words(words) == normal


@given(st.text())
def test_normalising_twice_changes_nothing(words):
    once = rows.normalise_words(words)
    assert rows.normalise_words(once) == once


@pytest.mark.parametrize("name", [*TABLES, "annotate"])
def test_schemas_are_schemas(name):
    jsonschema.Draft202012Validator.check_schema(json_schema(name))


def test_an_unknown_table_has_no_schema():
    with pytest.raises(KeyError):
        json_schema("nothing")


def _verbatim_values(value, kind):
    if isinstance(kind, Struct):
        for field in kind.fields:
            if field.verbatim:
                yield value[field.name]
            elif value[field.name] is not None:
                yield from _verbatim_values(value[field.name], field.type)
    elif isinstance(kind, ListOf):
        for item in value:
            yield from _verbatim_values(item, kind.item)


def test_blank_rows_keep_places_and_lose_words():
    columns = TABLES["events"].columns
    event = {**rows.event_row(make_facts().events[1]), "article": "one", "text": "send", "happening": None}
    blank = blank_row(event, columns)
    assert blank["text"] is None
    assert blank["trigger"] == event["trigger"]
    assert blank["amounts"][0]["value"] == 3e6
    assert set(_verbatim_values(blank, Struct(columns))) == {None}

"""Entities and coreference inside one article, on readings made by hand."""

import pytest

from onrecord.annotate.mentions import Naming, find_entities
from onrecord.annotate.mentions.tables import GIVEN_NAMES, NOUNS, noun_of
from reading_builders import make_article, make_reading, span_in

HOLM = """Premier Ada Holm spoke. Holm said she would stay."""
HOLM_ARCS = """
Premier NNP compound Holm
Ada NNP compound Holm
Holm NNP nsubj spoke
spoke VBD ROOT
. . punct spoke
Holm NNP nsubj said
said VBD ROOT
she PRP nsubj stay
would MD aux stay
stay VB ccomp said
. . punct said
"""


def entity_at(naming: Naming, text: str, words: str, nth: int = 0) -> str | None:
    span = span_in(text, words, nth)
    ids = {e.id: e.name for e in naming.entities}
    return next((ids.get(m.entity or "") for m in naming.mentions if m.span == span), None)


def test_a_surname_and_a_pronoun_join_the_full_name():
    reading = make_reading(HOLM, HOLM_ARCS, [("Ada Holm", "PERSON"), ("Holm", "PERSON")])
    naming = find_entities(make_article(HOLM), reading)
    assert entity_at(naming, HOLM, "Holm", 1) == "Ada Holm"
    assert entity_at(naming, HOLM, "she") == "Ada Holm"
    assert [role.role for role in naming.roles] == ["Premier"]


def test_a_surname_that_the_reader_takes_for_a_body_is_the_person():
    reading = make_reading(HOLM, HOLM_ARCS, [("Ada Holm", "PERSON"), ("Holm", "ORG")])
    naming = find_entities(make_article(HOLM), reading)
    assert entity_at(naming, HOLM, "Holm", 1) == "Ada Holm"


def test_the_surname_alone_means_the_one_of_whom_most_is_told():
    text = "Otto Holm spoke. Holm met Ada Holm. Holm left."
    arcs = """
    Otto NNP compound Holm
    Holm NNP nsubj spoke
    spoke VBD ROOT
    . . punct spoke
    Holm NNP nsubj met
    met VBD ROOT
    Ada NNP compound Holm
    Holm NNP dobj met
    . . punct met
    Holm NNP nsubj left
    left VBD ROOT
    . . punct left
    """
    names = [("Otto Holm", "PERSON"), ("Holm", "PERSON"), ("Ada Holm", "PERSON"), ("Holm", "PERSON")]
    naming = find_entities(make_article(text), make_reading(text, arcs, names))
    assert entity_at(naming, text, "Holm", 3) == "Otto Holm"


def test_two_people_with_one_surname_stay_two():
    text = "Ada Holm met Otto Holm."
    arcs = """
    Ada NNP compound Holm
    Holm NNP nsubj met
    met VBD ROOT
    Otto NNP compound Holm
    Holm NNP dobj met
    . . punct met
    """
    naming = find_entities(
        make_article(text), make_reading(text, arcs, [("Ada Holm", "PERSON"), ("Otto Holm", "PERSON")])
    )
    assert [e.name for e in naming.entities] == ["Ada Holm", "Otto Holm"]


def test_a_dateline_in_capitals_is_a_place():
    text = "OSTHAVEN — Crews left."
    arcs = """
    OSTHAVEN NNP dep left
    — : punct left
    Crews NNS nsubj left
    left VBD ROOT
    . . punct left
    """
    naming = find_entities(make_article(text), make_reading(text, arcs, [("OSTHAVEN", "PERSON")]))
    assert [(e.name, e.type) for e in naming.entities if e.type == "place"] == [("Osthaven", "place")]


OFFICIALS = "A senior official said no. Another official said yes. The senior official left."
OFFICIALS_ARCS = """
A DT det official
senior JJ amod official
official NN nsubj said
said VBD ROOT
no UH intj said
. . punct said
Another DT det official
official NN nsubj said
said VBD ROOT
yes UH intj said
. . punct said
The DT det official
senior JJ amod official
official NN nsubj left
left VBD ROOT
. . punct left
"""


def test_another_official_is_somebody_else_and_the_senior_official_points_back():
    naming = find_entities(make_article(OFFICIALS), make_reading(OFFICIALS, OFFICIALS_ARCS))
    first = entity_at(naming, OFFICIALS, "A senior official")
    assert entity_at(naming, OFFICIALS, "Another official") != first
    assert entity_at(naming, OFFICIALS, "The senior official") == first


def test_a_description_at_the_top_is_the_minister_named_later():
    text = "Brazil's trade minister said no. Trade Minister Ana Roca left."
    arcs = """
    Brazil NNP poss minister
    's POS case Brazil
    trade NN compound minister
    minister NN nsubj said
    said VBD ROOT
    no UH intj said
    . . punct said
    Trade NNP compound Roca
    Minister NNP compound Roca
    Ana NNP compound Roca
    Roca NNP nsubj left
    left VBD ROOT
    . . punct left
    """
    reading = make_reading(text, arcs, [("Brazil", "GPE"), ("Ana Roca", "PERSON")])
    naming = find_entities(make_article(text), reading)
    assert entity_at(naming, text, "Brazil's trade minister") == "Ana Roca"


def test_the_head_of_a_source_is_an_entity_whatever_noun_it_is():
    text = "One glassblower said no."
    arcs = """
    One CD nummod glassblower
    glassblower NN nsubj said
    said VBD ROOT
    no UH intj said
    . . punct said
    """
    reading = make_reading(text, arcs, relations=[(["One glassblower"], ["said"], ["no"])])
    naming = find_entities(make_article(text), reading)
    assert [(e.name, e.type) for e in naming.entities] == [("glassblower", "unnamed")]


@pytest.mark.parametrize(
    ("word", "kind"),
    [("official", "person"), ("ministries", "organisation"), ("policemen", "person"), ("press", "organisation")],
)
def test_nouns_are_known_in_both_numbers(word, kind):
    noun = noun_of(word)
    assert noun is not None
    assert noun.kind == kind


def test_tables_hold_what_the_rules_need():
    assert NOUNS["side"].weak
    assert GIVEN_NAMES["Ada"] == "f"
    assert GIVEN_NAMES["Kim"] is None


@pytest.mark.parametrize(("before", "mentioned"), [("radio", True), ("bus", False)])
def test_a_station_that_is_hit_is_a_body_unless_buses_leave_from_it(before: str, mentioned: bool):
    text = f"Shells hit the {before} station."
    arcs = f"""
    Shells NNS nsubj hit
    hit VBD ROOT
    the DT det station
    {before} NN compound station
    station NN dobj hit
    . . punct hit
    """
    naming = find_entities(make_article(text), make_reading(text, arcs, []))
    assert (f"the {before} station" in {m.span.of(text) for m in naming.mentions}) is mentioned


@pytest.mark.parametrize(("whose", "tag", "same"), [("its", "PRP$", False), ("the", "DT", True)])
def test_soldiers_of_some_army_are_not_those_of_a_named_state(whose: str, tag: str, same: bool):
    text = f"Georgian soldiers died. The army said {whose} soldiers fled."
    arcs = f"""
    Georgian JJ amod soldiers
    soldiers NNS nsubj died
    died VBD ROOT
    . . punct died
    The DT det army
    army NN nsubj said
    said VBD ROOT
    {whose} {tag} {"det" if same else "poss"} soldiers
    soldiers NNS nsubj fled
    fled VBD ccomp said
    . . punct said
    """
    naming = find_entities(make_article(text), make_reading(text, arcs, []))
    of = {m.span.of(text): m.entity for m in naming.mentions}
    assert (of["Georgian soldiers"] == of[f"{whose} soldiers"]) is same

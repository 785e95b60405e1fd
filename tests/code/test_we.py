"""Who "we" are: the body that a speaker speaks for, in quoted words of nobody else."""

from dataclasses import replace

import pytest

from onrecord.code.we import name_we
from onrecord.model import Actor, Entity, EntityRef, Event, Span, Statement
from reading_builders import make_article, span_in

TEXT = "\u201cWe offered the crew a rise and they asked us to vote,\u201d said Ann Holm of Nordkabel."
HOLM = Entity("e-holm", "Ann Holm", "person")
NORDKABEL = Entity("e-nordkabel", "Nordkabel", "organisation")
SAID = Statement(
    "s-1",
    "direct",
    (span_in(TEXT, "Ann Holm of Nordkabel"),),
    (span_in(TEXT, "said"),),
    (Span(0, TEXT.index(" said")),),
    speaker=EntityRef("e-holm", "Ann Holm"),
    side="Nordkabel",
)


def event(party: str, trigger: str, statement: str | None = "s-1") -> Event:
    actor = Actor(None, party, (span_in(TEXT, party),))
    return Event(id=trigger, trigger=(span_in(TEXT, trigger),), actors=(actor,), statement=statement)


def entities_of(events, statements, text=TEXT):
    return [e.actors[0].entity for e in name_we(events, statements, [HOLM, NORDKABEL], make_article(text))]


def test_we_are_the_body_spoken_for():
    assert entities_of([event("We", "offered"), event("us", "asked")], [SAID]) == ["e-nordkabel", "e-nordkabel"]


@pytest.mark.parametrize("side", ["ITA", "LAB", None])
def test_a_we_for_a_state_or_nobody_known_stays_open(side):
    assert entities_of([event("We", "offered")], [replace(SAID, side=side)]) == [None]


def test_a_body_that_speaks_is_its_own_we():
    said = replace(SAID, speaker=EntityRef("e-nordkabel", "Nordkabel"), side=None)
    assert entities_of([event("We", "offered")], [said]) == ["e-nordkabel"]


def test_others_words_and_words_without_marks_name_nobody():
    inner = replace(SAID, id="s-2", within="s-1")
    assert entities_of([event("us", "asked"), event("us", "asked", "s-2")], [SAID, inner]) == [None, None]
    assert entities_of([event("us", "asked", None)], [SAID]) == [None]
    bare = TEXT.replace("\u201c", "-").replace("\u201d", "-")
    assert entities_of([event("us", "asked")], [SAID], bare) == [None]
    assert entities_of([event("the crew", "offered")], [SAID]) == [None]

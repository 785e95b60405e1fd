"""Whole articles to candidate events, from hand-made readings."""

from dataclasses import replace

from onrecord.annotate.events import find_events
from onrecord.annotate.events.engagements import merge_engagements
from onrecord.annotate.mentions import find_entities
from onrecord.annotate.mentions.phrases import Parse
from onrecord.model import Event, Statement
from reading_builders import make_article, make_reading, span_in

TEXT = "Ada Brandt phoned Bo Lind . The call ended ."
ARCS = """
Ada NNP compound Brandt
Brandt NNP nsubj phoned
phoned VBD ROOT
Bo NNP compound Lind
Lind NNP dobj phoned
. . punct phoned
The DT det call
call NN nsubj ended
ended VBD ROOT
. . punct ended
"""
READING = make_reading(TEXT, ARCS, [("Ada Brandt", "PERSON"), ("Bo Lind", "PERSON")])
ARTICLE = make_article(TEXT)


def found(statements: tuple[Statement, ...] = ()) -> tuple[Event, ...]:
    return find_events(ARTICLE, READING, find_entities(ARTICLE, READING), (), statements)


def test_a_definite_mention_joins_the_engagement_told_before() -> None:
    (event,) = found()
    assert [span.of(TEXT) for span in event.trigger] == ["phoned", "call"]
    assert event.form == "call"
    assert [actor.text for actor in event.participants] == ["Ada Brandt", "Bo Lind"]


def test_every_span_slices_to_its_words() -> None:
    for event in found():
        for actor in (*event.actors, *event.recipients, *event.participants):
            assert [span.of(TEXT) for span in actor.spans] == [actor.text]


def test_what_a_statement_holds_is_its_own() -> None:
    holder = Statement("s-1", "indirect", (), (), (span_in(TEXT, "Ada Brandt phoned Bo Lind"),))
    (event,) = found((holder,))
    assert event.statement == "s-1"
    act = Statement("s-2", "indirect", (), (span_in(TEXT, "phoned"),), ())
    (event,) = found((act,))
    assert (event.statement, event.performed_by) == (None, "s-2")


def test_the_ids_hang_on_the_words_alone() -> None:
    assert found() == found()
    assert found()[0].id.startswith("e-")


def test_engagements_on_other_days_stay_apart() -> None:
    (event,) = found()
    first = replace(event, trigger=event.trigger[:1])
    planned = replace(event, trigger=event.trigger[1:], status="planned")
    parse = Parse(TEXT, READING)
    assert len(merge_engagements(ARTICLE, parse, [first, planned])) == 2


TWICE = "Ada Brandt phoned Bo Lind . The two leaders talked . Their meeting ended ."
TWICE_ARCS = """
Ada NNP compound Brandt
Brandt NNP nsubj phoned
phoned VBD ROOT
Bo NNP compound Lind
Lind NNP dobj phoned
. . punct phoned
The DT det leaders
two CD nummod leaders
leaders NNS nsubj talked
talked VBD ROOT
. . punct talked
Their PRP$ poss meeting
meeting NN nsubj ended
ended VBD ROOT
. . punct ended
"""


def test_two_unnamed_leaders_are_the_two_who_met_last() -> None:
    article = make_article(TWICE)
    reading = make_reading(TWICE, TWICE_ARCS, [("Ada Brandt", "PERSON"), ("Bo Lind", "PERSON")])
    events = find_events(article, reading, find_entities(article, reading), (), ())
    meeting = events[-1]
    assert meeting.form == "meeting"
    assert [p.entity for p in meeting.participants] == [p.entity for p in events[0].participants]
    for event in events:
        for actor in event.participants:
            assert [span.of(TWICE) for span in actor.spans] == [actor.text]


BY_BOTH = "The trips to Norland by Ada Brandt and Bo Lind failed ."
BY_BOTH_ARCS = """
The DT det trips
trips NNS nsubj failed
to IN prep trips
Norland NNP pobj to
by IN prep trips
Ada NNP compound Brandt
Brandt NNP pobj by
and CC cc Brandt
Bo NNP compound Lind
Lind NNP conj Brandt
failed VBD ROOT
. . punct failed
"""


def test_everyone_in_the_by_phrase_of_an_engagement_acts() -> None:
    article = make_article(BY_BOTH)
    reading = make_reading(BY_BOTH, BY_BOTH_ARCS, [("Norland", "GPE"), ("Ada Brandt", "PERSON"), ("Bo Lind", "PERSON")])
    (visit,) = find_events(article, reading, find_entities(article, reading), (), ())
    assert [actor.text for actor in visit.actors] == ["Ada Brandt", "Bo Lind"]
    assert visit.form == "visit"

"""Which happening lies before which, by the words of the reports, and what that leaves of their days."""

import itertools
from dataclasses import replace
from datetime import date

import pytest

from linking_builders import Told, article, day
from onrecord.lexicon.order import find_order_cues
from onrecord.link import link_facts
from onrecord.model import Happening, Links, Span

OPEN_PAST = day(None, "2024-05-20", "tense")


def story(text: str, call=OPEN_PAST, meeting=OPEN_PAST, status: str = "occurred", name: str = "one") -> Told:
    """An article that tells of a call of Lee and Rask and of a meeting of Dahl and Okoro."""
    told = Told(article(name, text, "2024-05-20"))
    ann, bo = told.entity("Ann Lee", country="XAA"), told.entity("Bo Rask", country="XBB")
    cy, di = told.entity("Cy Dahl", country="XCC"), told.entity("Di Okoro", country="XDD")
    told.event("call", ann, bo, form="call", when=call, status=status)
    told.event("met", cy, di, form="meeting", when=meeting)
    return told


def linked(*told: Told) -> tuple[Links, Happening, Happening]:
    links = link_facts([t.facts() for t in told])
    [call] = [h for h in links.happenings if h.form == "call"]
    [meeting] = [h for h in links.happenings if h.form == "meeting"]
    return links, call, meeting


BEFORE = [
    "Cy Dahl met Di Okoro ahead of the call of Ann Lee and Bo Rask.",
    "Cy Dahl met Di Okoro hours before the call of Ann Lee and Bo Rask.",
    "Cy Dahl met Di Okoro two weeks before the long-awaited call of Ann Lee and Bo Rask.",
    "Ahead of the call of Ann Lee and Bo Rask, Cy Dahl met Di Okoro.",
    "The call of Ann Lee and Bo Rask came days after Cy Dahl met Di Okoro.",
    "In the run-up to the call of Ann Lee and Bo Rask, Cy Dahl met Di Okoro.",
]
AFTER = [
    "Cy Dahl met Di Okoro after the call of Ann Lee and Bo Rask.",
    "Following the call of Ann Lee and Bo Rask, Cy Dahl met Di Okoro.",
    "Cy Dahl met Di Okoro in the wake of the call of Ann Lee and Bo Rask.",
    "The call of Ann Lee and Bo Rask took place shortly before Cy Dahl met Di Okoro.",
]
NEITHER = [
    "Cy Dahl met Di Okoro the day before. The call of Ann Lee and Bo Rask was short.",
    "Cy Dahl met Di Okoro the following week and praised the call of Ann Lee and Bo Rask.",
    "Cy Dahl met Di Okoro after all; the call of Ann Lee and Bo Rask was short.",
    "Cy Dahl met Di Okoro and the call of Ann Lee and Bo Rask was short.",
]


@pytest.mark.parametrize("text", BEFORE)
def test_what_comes_before(text):
    links, call, meeting = linked(story(text))
    [ordering] = links.orderings
    assert (ordering.happening, ordering.relation, ordering.other) == (meeting.id, "before", call.id)
    assert "call" in ordering.span.of(text) and "met" in ordering.span.of(text)


@pytest.mark.parametrize("text", AFTER)
def test_what_comes_after(text):
    links, call, meeting = linked(story(text))
    assert [(o.happening, o.relation, o.other) for o in links.orderings] == [(call.id, "before", meeting.id)]


@pytest.mark.parametrize("text", NEITHER)
def test_words_that_only_look_alike_order_nothing(text):
    assert linked(story(text))[0].orderings == ()


def test_during():
    links, call, meeting = linked(
        story("Cy Dahl met Di Okoro during the call of Ann Lee and Bo Rask.", call=day("2024-05-16"))
    )
    assert [(o.happening, o.relation, o.other) for o in links.orderings] == [(meeting.id, "during", call.id)]
    assert (meeting.when.earliest, meeting.when.latest) == (date(2024, 5, 16), date(2024, 5, 16))


def test_an_order_bounds_and_names_its_evidence():
    text = BEFORE[0]
    _, call, meeting = linked(story(text, call=day("2024-05-16")))
    assert (meeting.when.earliest, meeting.when.latest, meeting.when.date) == (None, date(2024, 5, 16), "../2024-05-16")
    assert meeting.when.basis.rule == "order:before" and meeting.when.basis.anchor_article == "one"
    assert meeting.when.basis.anchor_span.of(text).endswith("call")
    assert call.when == day("2024-05-16")  # a known day is not touched


def test_a_later_mention_carries_the_order_too():
    told = story("The call of Ann Lee and Bo Rask was long. After the talk, Cy Dahl met Di Okoro.", day("2024-05-16"))
    [call, meeting] = told.events
    at = told.article.text.index("talk")
    told.events = [replace(call, trigger=(*call.trigger, Span(at, at + 4))), meeting]
    _, _, found = linked(told)
    assert (found.when.earliest, found.when.latest) == (date(2024, 5, 16), date(2024, 5, 20))


def test_what_may_not_take_place_bounds_nothing():
    _, _, meeting = linked(story(BEFORE[0], call=day("2024-05-16"), status="possible"))
    assert meeting.when == OPEN_PAST


def test_an_order_against_the_days_is_recorded_and_mends_nothing():
    links, call, meeting = linked(story(BEFORE[0], call=day("2024-05-14"), meeting=day("2024-05-16")))
    assert (meeting.id, "before", call.id) in {(o.happening, o.relation, o.other) for o in links.orderings}
    assert meeting.when == day("2024-05-16") and call.when == day("2024-05-14")
    [conflict] = meeting.conflicts
    assert conflict.field == "order"
    assert [value.value for value in conflict.values] == ["2024-05-16", f"before “{call.title}”"]


def test_two_orders_against_each_other_are_both_recorded():
    told = [story(BEFORE[0], call=day("2024-05-14")), story(AFTER[0], name="two")]
    links, call, meeting = linked(*told)
    relations = {(o.happening, o.relation, o.other) for o in links.orderings}
    assert {(meeting.id, "before", call.id), (call.id, "before", meeting.id)} <= relations
    assert meeting.when == OPEN_PAST and call.when == day("2024-05-14")
    assert [c.field for c in meeting.conflicts] == ["order"]


def test_the_order_of_articles_is_irrelevant():
    told = [
        story(BEFORE[0], call=day("2024-05-14", "2024-05-16"), name="one"),
        story(BEFORE[1], meeting=day("2024-05-13", "2024-05-20"), name="two"),
        story(AFTER[1], name="three"),
    ]
    results = {link_facts([t.facts() for t in order]) for order in itertools.permutations(told)}
    assert len(results) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hours before the call", [("before", "before", True)]),
        ("Minutes after the call", [("after", "after", True)]),
        ("a day before the call", [("before", "before", False)]),
        ("since the last meeting", [("since", "after", False)]),
        ("since he wants a meeting", []),
        ("on the sidelines of the summit", [("on the sidelines of", "during", False)]),
        ("looking after the guests", []),
        ("a call followed by a meeting", [("followed by", "before", False)]),
        ("a call preceded by a meeting", [("preceded by", "after", False)]),
        ("", []),
    ],
)
def test_cues(text, found):
    cues = find_order_cues(text, 0, len(text))
    assert [(cue.span.of(text), cue.relation, cue.close) for cue in cues] == found

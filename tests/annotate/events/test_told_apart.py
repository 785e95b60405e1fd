"""Words of violence and of talk that tell of neither, and the time of what a "when" clause tells."""

import pytest

from onrecord.annotate.events import as_speaker
from onrecord.model import Actor, EntityRef, Event, RawArticle, Span, Statement
from onrecord.pipeline.stages import annotate_article

pytestmark = pytest.mark.weights

TEXT = """VELORA, July 17 (Coast Post) - The premier fired the police chief, Oto Brandl, on Saturday. Troops fired at \
the minister on Sunday.

The port was shaken by violence after a disputed vote in 2007, when about 1,200 people were killed.

Premier Ada Holm spoke to about 200 family members on Friday. Holm spoke with President Ivo Reis on Monday.
"""


@pytest.fixture(scope="module")
def events() -> list[Event]:
    article = RawArticle(path="a", text=TEXT, publisher="Coast Post", published="2023-07-17")
    return list(annotate_article(article).events)


def told(events: list[Event], word: str) -> list[Event]:
    return [event for event in events if event.trigger[0].of(TEXT) == word]


def test_who_is_fired_from_a_post_is_not_shot_at(events):
    (fired,) = told(events, "fired")
    assert [actor.text for actor in fired.recipients] == ["the minister"]


def test_a_when_clause_tells_of_the_time_before_it(events):
    (killed,) = told(events, "killed")
    assert (str(killed.when.earliest), killed.background) == ("2007-01-01", True)


def test_words_to_an_audience_are_no_call(events):
    (spoke,) = told(events, "spoke")
    assert [actor.text for actor in spoke.recipients] == ["President Ivo Reis"]


def test_the_speaker_is_who_i_is_in_what_he_says():
    actors = (Actor(None, "I", (Span(0, 1),)), Actor(None, "We", (Span(2, 4),)))
    said = Statement("s", "direct", (), (), (Span(0, 9),), speaker=EntityRef("e-1", "Ada Holm"))
    assert [actor.entity for actor in as_speaker(actors, said)] == ["e-1", None]
    assert as_speaker(actors, None) == actors


def test_a_measure_that_is_imposed_is_told_once():
    text = "VELORA, July 14 (Coast Post) - Brevia imposed a night-time curfew on its three largest cities on Friday."
    facts = annotate_article(RawArticle(path="a", text=text, publisher="Coast Post", published="2023-07-14"))
    assert len(facts.events) == 1

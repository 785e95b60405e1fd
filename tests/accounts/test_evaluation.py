"""The evaluation of matched points and entities, on a story made by hand."""

from onrecord.accounts.points import Point
from onrecord.evaluate.accounts import count_matched, sayings_of, score_entities

STORY = {
    "id": "s",
    "articles": [
        {"id": "x", "text": "The yard opens in May. Wages rise by 3 percent."},
        {"id": "y", "text": "In May the yard will open. Nothing was said of wages."},
    ],
    "statements": [
        {"id": "a", "article": "x", "content": [[0, 22]], "side": "XAA", "relation": "about"},
        {"id": "b", "article": "x", "content": [[23, 47]], "side": "XAA", "relation": "about"},
        {"id": "c", "article": "y", "content": [[0, 26]], "side": "XBB", "relation": "said_in"},
        {"id": "d", "article": "y", "content": [[27, 53]], "side": "XBB", "relation": "about"},
        {"id": "e", "article": "y", "content": [[27, 34]], "side": None, "relation": "about"},
    ],
    "points": [
        {"match": "both", "accounts": [{"side": "XAA", "statements": ["a"]}, {"side": "XBB", "statements": ["c"]}]},
        {"match": "differs", "accounts": [{"side": "XAA", "statements": ["b"]}, {"side": "XBB", "statements": ["d"]}]},
    ],
}


def counts(*points):
    sayings = sayings_of(STORY)
    return count_matched(STORY, sayings, points)


def test_only_statements_of_a_side_with_a_relation_are_sayings():
    assert [saying.id for saying in sayings_of(STORY)] == ["a", "b", "c", "d"]


def test_a_matched_point_needs_a_statement_of_each_side():
    assert counts(Point((0, 2), "both")) == (1, 1, 1)
    assert counts(Point((0, 3), "both")) == (0, 1, 1)
    assert counts(Point((0, 2), "differs")) == (0, 0, 1)


def test_a_labelled_point_is_taken_once():
    assert counts(Point((0, 2), "both"), Point((0, 1, 2), "both")) == (1, 2, 1)


def test_a_mention_that_is_not_found_costs_recall_alone():
    agreement = score_entities([("p", "1"), ("p", "1"), ("p", "alone")])
    assert agreement.precision == 1.0
    assert agreement.recall < 1.0

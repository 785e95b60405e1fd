"""What stands where an account lacks a point, and what is told of statements that may belong there."""

from types import SimpleNamespace

from onrecord.present.parties import absence_words, unplaced_words


def comparison(*sides):
    statements = tuple(SimpleNamespace(statement=SimpleNamespace(side=side)) for side in sides)
    return SimpleNamespace(unplaced=statements)


def test_a_point_is_not_in_these_articles_only_when_no_statement_is_left():
    assert absence_words(comparison(), "XAA") == "not in these articles"
    assert absence_words(comparison("XBB"), "XAA") == "not in these articles"
    assert absence_words(comparison("XAA"), "XAA") == "not in these articles, see below"
    assert absence_words(comparison(None), "XAA") == "not in these articles, see below"


def test_statements_without_a_side_are_counted():
    assert unplaced_words(comparison(), ["XAA"]) == []
    [own, unknown] = unplaced_words(comparison("XAA", None, None), ["XAA", "XBB"])
    assert own.startswith("XAA: 1 further statement in these articles")
    assert unknown.startswith("2 statements in these articles whose side is not known")

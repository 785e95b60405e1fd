"""Rows of a comparison: which accounts stand together."""

from types import SimpleNamespace

from onrecord.model import Account, Span
from onrecord.store.compare import lay_side_by_side


def account(name, *statements, topic=None):
    return Account(name, "h", "XAA", (), topic, statements, "one_side", ())


def statement(name, *content, article="a"):
    said = SimpleNamespace(content=content, usage=None, stance=None, side="XAA")
    return SimpleNamespace(id=name, article=article, statement=said)


def rows(accounts, statements):
    laid = lay_side_by_side(SimpleNamespace(id="h"), accounts, tuple(statements), ())
    return [[account.id for cell in point.cells for account in cell] for point in laid.points]


def test_a_paraphrase_within_an_own_sentence_shares_its_row():
    told = [
        statement("whole", Span(10, 90)),
        statement("part", Span(10, 40), Span(50, 89)),
        statement("other", Span(95, 99)),
    ]
    assert rows([account("a1", "whole"), account("a2", "part"), account("a3", "other")], told) == [["a1", "a2"], ["a3"]]


def test_the_same_places_of_two_articles_are_not_one_saying():
    told = [statement("whole", Span(10, 90)), statement("part", Span(10, 40), article="b")]
    assert rows([account("a1", "whole"), account("a2", "part")], told) == [["a1"], ["a2"]]


def test_accounts_of_two_topics_keep_rows_of_their_own():
    told = [statement("whole", Span(10, 90)), statement("part", Span(10, 40))]
    assert len(rows([account("a1", "whole", topic="t1"), account("a2", "part", topic="t2")], told)) == 2

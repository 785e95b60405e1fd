"""Copies: what repeats what, and what only shares a quotation."""

from linking_builders import article
from onrecord.link.copies import find_copies
from onrecord.model import Judgement

WORDS = [f"word{i} of{i} the{i} story{i}" for i in range(60)]


def text(start: int, end: int) -> str:
    return ". ".join(WORDS[start:end]) + "."


def kinds(articles, judgements=()):
    return [(copy.article, copy.of, copy.kind) for copy in find_copies(articles, judgements)]


def test_the_same_words_are_an_exact_copy_of_the_earlier_one():
    found = [article("b", text(0, 30), "2030-01-02"), article("a", text(0, 30), "2030-01-03")]
    assert kinds(found) == [("a", "b", "exact")]


def test_a_shortened_report_is_a_near_copy():
    found = [article("a", text(0, 40), "2030-01-01"), article("b", text(0, 28), "2030-01-02")]
    assert kinds(found) == [("b", "a", "near")]


def test_a_report_inside_a_longer_one_is_contained_with_its_place():
    longer = "Something else entirely was written here first. " + text(0, 20) + " And more of our own. " + text(40, 60)
    copies = find_copies([article("a", text(0, 25), "2030-01-01"), article("b", longer, "2030-01-02")])
    assert [(c.article, c.of, c.kind) for c in copies] == [("b", "a", "contained")]
    shown = " ".join(span.of(longer) for span in copies[0].spans)
    assert shown.startswith("word0 of0") and shown.endswith("story19")


def test_one_address_with_changed_words_is_a_version():
    first = article("v1", text(0, 30), "2030-01-01", url="https://wire.example/1")
    second = article("v2", text(0, 20) + " " + text(40, 55), "2030-01-01", url="https://wire.example/1")
    assert kinds([second, first]) == [("v2", "v1", "version")]


def test_a_shared_quotation_is_no_copy():
    quote = "“" + " ".join(f"said{i}" for i in range(40)) + ",”"
    found = [article("a", text(0, 20) + quote, "2030-01-01"), article("b", text(30, 50) + quote, "2030-01-02")]
    assert kinds(found) == []


def test_who_names_the_agency_is_the_copy_whatever_the_dates():
    agency = article("z", text(0, 30), "2030-01-02", publisher="North Wire")
    paper = article("a", "(North Wire) " + text(0, 30), "2030-01-01", publisher="The Post")
    assert kinds([agency, paper]) == [("a", "z", "near")]


def test_a_copy_of_a_copy_counts_for_the_origin_alone():
    found = [article(name, text(0, 30 - i), f"2030-01-0{i + 1}") for i, name in enumerate("abc")]
    assert kinds(found) == [("b", "a", "near"), ("c", "a", "near")]


def test_people_decide():
    found = [article("a", text(0, 30), "2030-01-01"), article("b", text(0, 30), "2030-01-02")]
    other = article("c", text(35, 60), "2030-01-03")
    assert kinds(found, [Judgement("b", "a", "different", "ed")]) == []
    assert kinds([found[0], other], [Judgement("a", "c", "same", "ed")]) == [("c", "a", "near")]

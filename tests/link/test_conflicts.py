"""What reports differ on: numbers in events and apart from them, who asked, lengths, denials."""

import pytest

from linking_builders import Told, article, call, day
from onrecord.link import link_facts
from onrecord.model import Actor, Amount, Span

LEAD = "A shell hit the bus station at Oru on Tuesday, and {} were killed. {}"


def attack(name, amount, more="", value=None):
    text = LEAD.format(amount, more)
    told = Told(article(name, text, "2024-05-15"))
    at = text.index(amount)
    span = Span(at, at + len(amount))
    told.event(
        "killed",
        root="ASSAULT",
        act="ASSAULT",
        recipients=(Actor(None, amount, (span,)),),
        amounts=(Amount(amount, span, value, "people"),),
        when=day("2024-05-14"),
    )
    return told


def conflicts(*told):
    [happening] = [h for h in link_facts([t.facts() for t in told]).happenings if len(h.events) == len(told)]
    return {c.field: [value.value for value in c.values] for c in happening.conflicts}


def test_numbers_of_dead_are_laid_side_by_side():
    assert conflicts(attack("a", "six people", value=6.0), attack("b", "nine people", value=9.0)) == {
        "amount": ["six people", "nine people"]
    }


def test_the_same_number_in_other_words_is_no_conflict():
    assert conflicts(attack("a", "nine people", value=9.0), attack("b", "9 civilians", value=9.0)) == {}


def test_a_total_told_apart_counts():
    told = attack("a", "nine people", "The army put the number of dead at four.", value=9.0)
    told.statement("put the number of dead at four", None)
    assert conflicts(told) == {"amount": ["nine people", "four"]}


@pytest.mark.parametrize(
    "more", ["The army put its losses at four dead.", "The mayor put the cost at $4 million.", "Four men left."]
)
def test_what_counts_something_else_is_left_out(more):
    told = attack("a", "nine people", more, value=9.0)
    told.statement(more, None)
    assert conflicts(told) == {}


def test_a_denial_stands_beside_the_claim():
    claim = Told(article("a", "Dovan guns were shelling the crossing at Tamsin on Tuesday, Arla said.", "2024-05-15"))
    denial = Told(article("b", "Our units did not fire at the crossing at Tamsin, Dova said.", "2024-05-15"))
    for told, words, status, when in (
        (claim, "shelling", "occurred", day("2024-05-14")),
        (denial, "fire", "negated", day(None, "2024-05-15", "tense")),
    ):
        at = told.article.text.index("the crossing")
        target = Actor(None, "the crossing", (Span(at, at + 12),))
        told.event(words, root="ASSAULT", act="ASSAULT", status=status, recipients=(target,), when=when)
    assert conflicts(claim, denial) == {"claim": ["said to have taken place", "denied"]}


def denied_beside_charged(charge, published="2024-05-16"):
    """The conflicts of a denied act beside a charge that another report brings."""
    denial = Told(article("a", "Dova has laid no mines off Tamsin, its minister said.", "2024-05-15"))
    charging = Told(article("b", charge, published))
    dova = denial.entity("Dova", "country", "XBB")
    at = denial.article.text.index("no mines")
    denial.event(
        "laid",
        root="ASSAULT",
        act="ASSAULT",
        status="negated",
        actors=(Actor(dova, "Dova", (Span(0, 4),), code="XBB"),),
        recipients=(Actor(None, "no mines", (Span(at, at + 8),)),),
        when=day(None, "2024-05-15", "tense"),
    )
    at = charge.index("Dova")
    charging.event(
        "accused",
        root="ACCUSE",
        act="ACCUSE",
        recipients=(Actor(None, "Dova", (Span(at, at + 4),), code="XBB"),),
        when=day(None, published, "tense"),
    )
    happenings = link_facts([denial.facts(), charging.facts()]).happenings
    [found] = [h for h in happenings if h.status == "negated"]
    return found.title, {c.field: [value.value for value in c.values] for c in found.conflicts}


def test_a_charge_stands_beside_the_denial_of_what_it_charges():
    title, found = denied_beside_charged("Arla accused Dova of dropping the mines at night.")
    assert found == {"claim": ["charged with it", "denied"]}
    assert title.startswith("Laid (denied): Dova → mines")


@pytest.mark.parametrize(
    ("charge", "published"),
    [
        ("Arla accused Dova of closing the port at night.", "2024-05-16"),
        ("Arla accused Dova of dropping the mines at night.", "2024-08-16"),
    ],
)
def test_a_charge_of_something_else_or_long_after_is_none(charge, published):
    assert denied_beside_charged(charge, published)[1] == {}


def test_who_asked_for_the_call_is_laid_side_by_side():
    one = call("a", "Ann Lee spoke with Bo Rask at the request of Brevia.", "2024-05-17", day("2024-05-16"))
    one.entity("Brevia", "country", "XCC")
    two = call("b", "Ann Lee spoke with Bo Rask. “Arla suggested the call,” he said.", "2024-05-17", day("2024-05-16"))
    two.entity("Arla", "country", "XAA")
    assert conflicts(one, two) == {"initiator": ["XCC", "XAA"]}


def test_by_how_much_longer_is_no_length():
    from linking_builders import place
    from onrecord.link.lengths import is_difference

    text = "The talks ran for three hours, an hour longer than planned."
    assert is_difference(text, place(text, "an hour"))
    assert not is_difference(text, place(text, "three hours"))


def toll(name, amount, value, published, before="", statement=None):
    """A report of one attack of 14 May with its number of dead."""
    text = f"A shell hit the bus station at Oru on 14 May, and {before}{amount} were killed."
    told = Told(article(name, text, published))
    span = Span(text.index(amount), text.index(amount) + len(amount))
    told.event(
        "killed",
        root="ASSAULT",
        act="ASSAULT",
        recipients=(Actor(None, amount, (span,)),),
        amounts=(Amount(amount, span, value, "people"),),
        when=day("2024-05-14"),
    )
    return told


def counts(*told):
    [happening] = [h for h in link_facts([t.facts() for t in told]).happenings if len(h.events) == len(told)]
    return [(c.field, [(v.value, str(v.day)) for v in c.values]) for c in happening.conflicts]


def test_a_toll_that_grows_from_day_to_day_is_a_count_and_no_conflict():
    told = [
        toll("b", "15 people", 15.0, "2024-05-16"),
        toll("a", "12 people", 12.0, "2024-05-15"),
        toll("c", "15 people", 15.0, "2024-05-17"),
    ]
    expected = [("count", [("12 people", "2024-05-15"), ("15 people", "2024-05-16")])]
    assert counts(*told) == counts(*reversed(told)) == expected
    titles = {h.title for h in link_facts([t.facts() for t in told]).happenings}
    assert any("15 people" in title for title in titles) and not any("12 people" in title for title in titles)


@pytest.mark.parametrize(
    "second",
    [
        toll("b", "15 people", 15.0, "2024-05-15"),  # the same day
        toll("b", "9 people", 9.0, "2024-05-16"),  # fewer, later
    ],
)
def test_numbers_of_one_day_and_ones_that_fall_are_a_conflict(second):
    assert [field for field, _ in counts(toll("a", "12 people", 12.0, "2024-05-15"), second)] == ["amount"]


def test_an_early_number_told_again_later_is_a_conflict():
    told = [("a", 12.0, "2024-05-15"), ("b", 15.0, "2024-05-16"), ("c", 12.0, "2024-05-17")]
    found = counts(*(toll(name, f"{value:g} people", value, published) for name, value, published in told))
    assert [field for field, _ in found] == ["amount"]


def test_a_report_of_the_same_day_may_say_that_the_toll_rose():
    told = [toll("a", "12 people", 12.0, "2024-05-15"), toll("b", "15 people", 15.0, "2024-05-15", "the toll rose to ")]
    assert [field for field, _ in counts(*told)] == ["count"]

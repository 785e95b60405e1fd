"""What a happening is called: the act with who to whom, and days in words."""

from datetime import date

import pytest

from linking_builders import Told, article, day
from onrecord.link import link_facts
from onrecord.link.titles import redated
from onrecord.model import Actor, Span, When


def one_act(text, words, *, who=None, whom=None, **fields):
    told = Told(article("a", text, "2024-05-17"))
    actors = (told.actor(told.entity(who, "country", "XAA")),) if who else ()
    recipients = (Actor(None, whom, (Span(text.index(whom), text.index(whom) + len(whom)),)),) if whom else ()
    told.event(words, recipients=recipients, **{"root": "ASSAULT", **fields})
    told.events = [e.__class__(**{**{f: getattr(e, f) for f in e.__slots__}, "actors": actors}) for e in told.events]
    [happening] = link_facts([told.facts()]).happenings
    return happening.title


def test_an_act_is_called_by_who_did_it_to_whom():
    assert one_act("Arla warned the Dovan envoy.", "warned", who="Arla", whom="the Dovan envoy") == (
        "Warned: Arla → the Dovan envoy"
    )


def test_where_nobody_is_known_to_have_done_it_those_it_was_done_to_stand_alone():
    assert one_act("Nine people were killed in Oru.", "killed", whom="Nine people") == "Killed: nine people"


def test_a_pronoun_is_no_name():
    assert one_act("They killed nine people.", "killed", whom="nine people") == "Killed: nine people"
    assert one_act("It was attacked.", "attacked", whom="It") == "Attacked"


def test_a_verb_that_says_little_takes_its_object_along():
    assert one_act("Arla made a misreading of it.", "made", who="Arla") == "Made a misreading: Arla"
    assert one_act("Arla rejected the offer on Monday.", "rejected", who="Arla") == "Rejected the offer: Arla"


def test_what_is_committed_or_applied_is_told():
    told = one_act("Arla committed $31 million in food to the Dovans.", "committed", who="Arla", whom="the Dovans")
    assert told == "Committed $31 million: Arla → the Dovans"


def test_when_an_act_was_is_no_part_of_its_object():
    assert one_act("Arla reached an early deal last year.", "reached", who="Arla") == "Reached an early deal: Arla"


def test_what_is_denied_is_called_so():
    title = one_act("Arla did not shell the pass.", "shell", who="Arla", whom="the pass", status="negated")
    assert title == "Shell (denied): Arla → the pass"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-05-16", "2024-05-16", ", 2024-05-16"),
        ("2024-05-06", "2024-05-08", ", 6 to 8 May 2024"),
        ("2024-05-01", "2024-05-31", ", May 2024"),
        ("2024-02-01", "2024-05-16", ", February to May 2024"),
        ("2023-01-01", "2023-12-31", ", 2023"),
        ("2022-03-05", "2024-05-16", ""),
    ],
)
def test_days_are_told_in_words(first, last, words):
    title = one_act("Nine people were killed.", "killed", whom="Nine people", when=day(first, last))
    assert title == f"Killed: nine people{words}"


def test_a_party_named_twice_stands_once():
    told = Told(article("a", "Deputy ministers met deputy ministers in Oru.", "2024-05-17"))
    people = [told.entity("Deputy ministers", "group"), told.entity("deputy ministers", "group")]
    told.event("met", *people, form="meeting")
    [happening] = link_facts([told.facts()]).happenings
    assert happening.title.lower() == "meeting: deputy ministers"


def test_a_verb_keeps_the_word_that_makes_it_another():
    assert one_act("Arla called on the Dovans to leave.", "called", who="Arla", whom="the Dovans", root="REQUEST") == (
        "Called on: Arla → the Dovans"
    )
    assert one_act("Arla shot down a drone.", "shot", who="Arla", whom="a drone") == "Shot down: Arla → a drone"
    assert one_act("Arla called the envoy.", "called", who="Arla", whom="the envoy") == "Called: Arla → the envoy"
    assert one_act("Arla killed up to 20 people.", "killed", who="Arla", whom="20 people") == "Killed: Arla → 20 people"


def test_a_sum_does_not_cut_off_what_it_is_of():
    told = one_act("Arla criticised the 400 million euro lithium deal that Oru made.", "criticised", who="Arla")
    assert told == "Criticised the 400 million euro lithium deal: Arla"


def test_a_description_stands_without_a_pronoun_that_nothing_explains():
    assert one_act("Its soldiers were wounded.", "wounded", whom="Its soldiers") == "Wounded: soldiers"


def test_days_that_were_narrowed_are_told_anew():
    first, last = date(2024, 6, 17), date(2024, 6, 19)
    whole, week = When(first, date(2024, 6, 23)), When(first, last)
    assert redated("Signed: Arla, 17 to 23 June 2024", whole, week) == "Signed: Arla, 17 to 19 June 2024"
    assert redated("Signed: 17 to 23 June 2024", whole, week) == "Signed: 17 to 19 June 2024"
    assert redated("Signed: Arla", When(None, None), week) == "Signed: Arla"

"""An amount belongs to one event, the nearest before it that is one, and to what that is the outcome of."""

from dataclasses import replace

import pytest

from onrecord.code.shares import leave_out_parties, share_out, take_over
from onrecord.model import Actor, Amount, Event, Span

TEXT = "They opened fire at the crowd, killing at least four people."
SEIZED = "They opened fire at the crowd, seizing four people."


def _event(word: str, *amounts: Amount, text: str = TEXT, form: str | None = None) -> Event:
    at = text.index(word)
    return Event(id=word, trigger=(Span(at, at + len(word)),), amounts=amounts, form=form, status="occurred")


DEAD = Amount("four people", Span(48, 59), 4.0, "people")


def test_an_amount_is_left_to_the_trigger_nearest_before_it() -> None:
    fire, crowd = share_out([_event("opened", DEAD), _event("crowd", DEAD)], TEXT)
    assert (fire.amounts, crowd.amounts) == ((), (DEAD,))


def test_harm_told_as_the_outcome_measures_both() -> None:
    fire, kill = share_out([_event("opened", DEAD), _event("killing", DEAD)], TEXT)
    assert (fire.amounts, kill.amounts) == ((DEAD,), (DEAD,))


def test_another_outcome_measures_both_only_as_the_same_act() -> None:
    held = Amount("four people", Span(39, 50), 4.0, "people")
    fire = replace(_event("opened", held, text=SEIZED), act="ASSAULT")
    for act, kept in (("ASSAULT", (held,)), ("COERCE", ())):
        seizing = replace(_event("seizing", held, text=SEIZED), act=act)
        assert share_out([fire, seizing], SEIZED)[0].amounts == kept


def test_where_the_nearer_is_no_event_the_farther_keeps_it() -> None:
    (fire,) = share_out([_event("opened", DEAD)], TEXT)
    assert fire.amounts == (DEAD,)


def test_people_measure_no_engagement() -> None:
    money = Amount("$5 million", Span(20, 30), 5e6, "USD")
    (call,) = share_out([_event("opened", money, DEAD, form="call")], TEXT)
    assert call.amounts == (money,)


ORDER = "The court told the maker to pay $28 million while Norland gave $3 million."
MAKER = Actor(None, "the maker", (Span(15, 24),))
NORLAND = Actor(None, "Norland", (Span(50, 57),))
SUM = Amount("$28 million", Span(32, 43), 28e6, "USD")
GIFT = Amount("$3 million", Span(63, 73), 3e6, "USD")


def test_what_is_no_event_leaves_its_sum_to_the_event_whose_party_does_it() -> None:
    told = replace(_event("told", text=ORDER), recipients=(MAKER,))
    pay = replace(_event("pay", SUM, text=ORDER), actors=(MAKER,))
    gave = replace(_event("gave", GIFT, text=ORDER), actors=(NORLAND,))
    (taken,) = take_over([told], [told, pay, gave], ORDER, [0])
    assert taken.amounts == (SUM,)


@pytest.mark.parametrize(("act", "kept"), [("REQUEST", 0), ("PROTEST", 1)])
def test_the_number_of_those_who_act_measures_only_what_crowds_do(act: str, kept: int) -> None:
    nurses = Amount("400 nurses", Span(0, 10), 400.0, "nurses")
    actor = Actor(None, "400 nurses", (Span(0, 10),))
    event = replace(_event("march", nurses, text="400 nurses march"), act=act, actors=(actor,))
    assert len(leave_out_parties(event).amounts) == kept


@pytest.mark.parametrize(("act", "kept"), [("CONSULT", 0), ("COERCE", 1)])
def test_the_number_of_those_addressed_measures_nothing(act: str, kept: int) -> None:
    towns = Amount("31 towns", Span(13, 21), 31.0, "towns")
    recipient = Actor(None, "31 towns", (Span(13, 21),))
    event = replace(_event("called on", towns, text="He called on 31 towns"), act=act, recipients=(recipient,))
    assert len(leave_out_parties(event).amounts) == kept

"""An amount belongs to one event, the nearest before it that is one, and to what that is the outcome of."""

from dataclasses import replace

from onrecord.code.shares import share_out
from onrecord.model import Amount, Event, Span

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

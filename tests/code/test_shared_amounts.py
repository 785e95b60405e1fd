"""An amount belongs to one event: the nearest before it that is one."""

from onrecord.code.facts import _share_out
from onrecord.model import Amount, Event, Span


def _event(name: str, start: int, *amounts: Amount, form: str | None = None) -> Event:
    return Event(id=name, trigger=(Span(start, start + 4),), amounts=amounts, form=form, status="occurred")


DEAD = Amount("four people", Span(40, 51), 4.0, "people")


def test_an_amount_is_left_to_the_trigger_nearest_before_it() -> None:
    fire, kill = _share_out([_event("fire", 0, DEAD), _event("kill", 30, DEAD)])
    assert (fire.amounts, kill.amounts) == ((), (DEAD,))


def test_where_the_nearer_is_no_event_the_farther_keeps_it() -> None:
    (fire,) = _share_out([_event("fire", 0, DEAD)])
    assert fire.amounts == (DEAD,)


def test_people_measure_no_engagement() -> None:
    money = Amount("$5 million", Span(20, 30), 5e6, "USD")
    (call,) = _share_out([_event("call", 0, money, DEAD, form="call")])
    assert call.amounts == (money,)

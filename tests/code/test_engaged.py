"""An engagement of one party is told where that party is several."""

import pytest

from onrecord.code.told import told_by_words
from onrecord.model import Actor, Event, Span

TEXT = "will gather"


@pytest.mark.parametrize(
    ("party", "act"),
    [("the senior political leadership", "CONSULT"), ("the two ministers", "CONSULT"), ("the senior minister", None)],
)
def test_who_gathers_without_a_day_is_several(party: str, act: str | None) -> None:
    trigger = Span(5, 11)
    actor = Actor("x-1", party, (Span(0, 4),))
    event = Event("e-1", (trigger,), form="meeting", status="planned", actors=(actor,), participants=(actor,))
    assert told_by_words(event, TEXT, [(trigger.start, trigger.end)]) == act

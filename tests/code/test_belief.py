"""How far a candidate is believed to be an event."""

from dataclasses import replace

import pytest

from onrecord.code.belief import Candidate, find_confidence, find_signs, is_believed, weigh_signs
from onrecord.model import Actor, Event, Span

NORLAND = Actor(None, "Norland", (Span(0, 7),), code="NOR")
POLICE = Actor(None, "police", (Span(20, 26),), sector="COP")
SOMEBODY = Actor(None, "a man", (Span(30, 35),))


def candidate(*, chosen: float = 0.6, none: float = 0.1, told: bool = False, recipient: Actor = POLICE) -> Candidate:
    event = Event(id="e", trigger=(Span(8, 16),), actors=(NORLAND,), recipients=(recipient,))
    return Candidate(event, chosen=chosen, none=none, told=told)


def test_likely_pairs_of_known_parties_are_events() -> None:
    assert is_believed(candidate())
    assert not is_believed(candidate(chosen=0.12, none=0.95))


def test_what_a_rule_found_needs_a_sure_coder() -> None:
    assert is_believed(candidate(chosen=0.0, none=0.05, recipient=SOMEBODY))
    assert not is_believed(candidate(chosen=0.0, none=0.6, recipient=SOMEBODY))


def test_what_words_tell_is_always_believed() -> None:
    unlikely = candidate(chosen=0.0, none=0.99, recipient=SOMEBODY)
    assert not is_believed(unlikely)
    assert is_believed(replace(unlikely, told=True))


@pytest.mark.parametrize(("sign", "better"), [("chosen", 0.9), ("none", 0.01)])
def test_better_odds_never_make_an_event_less_likely(sign: str, better: float) -> None:
    unsure = candidate(chosen=0.3, none=0.5, recipient=SOMEBODY)
    surer = replace(unsure, **{sign: better})
    weights = dict.fromkeys(("", *find_signs(unsure)), 0.0) | {"chosen": 1.0, "coded": 1.0}
    assert weigh_signs(find_signs(surer), weights) > weigh_signs(find_signs(unsure), weights)


def test_strangers_are_told_from_those_of_whom_something_is_known() -> None:
    assert find_signs(candidate())["stranger"] == find_signs(candidate())["strangers"] == 0.0
    assert find_signs(candidate(recipient=SOMEBODY))["stranger"] == 1.0
    both = candidate(recipient=SOMEBODY)
    nobody_known = replace(both, event=replace(both.event, actors=(SOMEBODY,)))
    assert find_signs(nobody_known)["strangers"] == 1.0


def test_an_act_without_one_of_its_parties_is_told_from_one_with_both() -> None:
    both = candidate()
    assert find_signs(both)["alone"] == 0.0
    assert find_signs(replace(both, event=replace(both.event, actors=())))["alone"] == 1.0


def test_a_coder_that_is_nearly_sure_of_nothing_counts_more() -> None:
    assert [find_signs(candidate(none=none))["doubted"] for none in (0.5, 0.95)] == [0.0, 1.0]


def test_other_weights_may_judge() -> None:
    nothing = dict.fromkeys(("", *find_signs(candidate())), 0.0)
    assert is_believed(candidate(none=0.5), nothing | {"least": -1.0})
    assert not is_believed(candidate(none=0.5), nothing | {"least": 1.0})


def test_odds_of_nought_and_one_are_finite() -> None:
    signs = find_signs(candidate(chosen=1.0, none=0.0))
    assert signs["chosen"] == signs["coded"] == pytest.approx(9.21, abs=0.01)


def test_what_is_believed_more_is_told_with_more_confidence() -> None:
    sure, unsure = find_confidence(candidate(chosen=0.95, none=0.01)), find_confidence(candidate(chosen=0.3, none=0.8))
    assert 0.0 < unsure < sure < 1.0
    halved = {"slope": 1.0, "offset": 0.0} | dict.fromkeys(("", *find_signs(candidate())), 0.0)
    assert find_confidence(candidate(), halved) == 0.5

"""What reads like an act of somebody on somebody and is none."""

import pytest

from onrecord.code.no_acts import is_no_act, only_flies
from onrecord.model import Actor, Event, Span


def event(recipients: tuple[str, ...] = (), form: str | None = None) -> Event:
    parties = tuple(Actor(None, words, (Span(0, 1),)) for words in recipients)
    return Event("e", (Span(0, 1),), recipients=parties, participants=parties, form=form)


def reads(text: str, word: str, made: Event) -> bool:
    at = text.index(word)
    return is_no_act(made, text, [(at, at + len(word))])


@pytest.mark.parametrize(
    ("text", "word", "none"),
    [
        ("A tsunami hit the coast of Norland", "hit", True),
        ("On Saturday, the storm that struck Esmark passed", "struck", True),
        ("Forty people were killed by the disease", "killed", True),
        ("The army hit the coast of Norland", "hit", False),
        ("Forty people were killed by the army", "killed", False),
        ("The clinic does not charge patients", "charge", True),
        ("The yard can not charge the Air Force for the costs", "charge", True),
        ("The court charged the customers with fraud", "charged", False),
        ("The office released a report on Wednesday", "released", True),
        ("The office released the two sailors", "released", False),
        ("The bank warned of a severe recession", "warned", True),
        ("The firm warned that it might run out of money", "warned", True),
        ("The firm warned that it would shut the port", "warned", False),
        ("Norland warned of merciless fire if Esmark moved", "warned", False),
    ],
)
def test_nature_prices_reports_and_risks_do_nothing_to_anybody(text: str, word: str, none: bool) -> None:
    assert reads(text, word, event()) is none


def test_a_warning_to_somebody_of_what_may_follow_is_one() -> None:
    assert not reads("Norland warned Esmark that it could close the strait", "warned", event(("Esmark",)))


def test_ships_that_call_for_help_talk_with_nobody() -> None:
    assert reads("The frigate answered a distress call from the Gibe", "call", event(("the Gibe",), "call"))
    assert not reads("The premier answered a call from the king", "call", event(("the king",), "call"))


def test_aircraft_visit_nobody_but_those_who_fly_in_them_do() -> None:
    assert only_flies(event(("Flight 12",), "visit"), "Flight 12 flew to Paris", [(10, 14)], {})
    assert not only_flies(event(("The minister",), "visit"), "The minister flew to Paris", [(13, 17)], {})

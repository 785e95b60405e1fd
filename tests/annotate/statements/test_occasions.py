"""One speaker's statements read together: neighbours lend each other their channel, the nearer the more."""

import pytest

from onrecord.annotate.statements.occasions import read_together
from onrecord.annotate.statements.telling import CHANNELS


def shares(**likely: float) -> dict[str, float]:
    """The named channels' likelihoods, none told for the rest."""
    return {**dict.fromkeys(CHANNELS, 0.0), **likely, "": 1 - sum(likely.values())}


SURE = shares(speech=0.95)
UNSURE = shares(speech=0.4)


def test_a_single_statement_stays_as_it_is() -> None:
    [alone] = read_together([UNSURE], [3])
    assert alone == pytest.approx(UNSURE, abs=1e-5)


def test_what_is_told_beside_makes_likelier() -> None:
    beside = read_together([UNSURE, SURE], [3, 4])
    assert beside[0]["speech"] > 0.55
    assert sum(beside[0].values()) == pytest.approx(1, abs=1e-4)


def test_the_farther_the_less() -> None:
    gains = [read_together([SURE, UNSURE], [0, gap])[1]["speech"] for gap in (1, 5, 80)]
    assert gains == sorted(gains, reverse=True)
    assert gains[-1] == pytest.approx(UNSURE["speech"], abs=0.01)


def test_another_channel_told_in_between_ends_the_occasion() -> None:
    through = read_together([SURE, UNSURE, UNSURE], [0, 1, 2])[2]["speech"]
    ended = read_together([SURE, shares(document=0.98), UNSURE], [0, 1, 2])[2]["speech"]
    assert ended < through


def test_reading_backwards_gives_the_same() -> None:
    given, places = [SURE, UNSURE, shares(document=0.5), shares(interview=0.2)], [0, 1, 5, 6]
    forth = read_together(given, places)
    back = read_together(given[::-1], places[::-1])[::-1]
    for a, b in zip(forth, back, strict=True):
        assert a == pytest.approx(b, abs=1e-5)

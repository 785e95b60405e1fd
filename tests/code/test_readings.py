"""What descriptions tell by themselves, and what they leave to be looked for."""

import tomllib
from importlib.resources import files

import pytest

from onrecord.code.posts import find_parts
from onrecord.code.readings import READERS, read_part
from onrecord.code.side_choice import Chooser, load_chooser


def read(text):
    """(side, what is sought) of every reading of the first part of a description."""
    return [(reading.side, reading.seeks) for reading in read_part(find_parts("source", text, 0)[0])]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("the French police chief", "FRA"),
        ("a spokesman for the Brevian Ministry in Chile", "CHL"),
        ("a spokeswoman for the miners' union", "miners' union"),
        ("Nordkabel chief executive", "Nordkabel"),
        ("head of the Harbour Pilots' Union", "Harbour Pilots' Union"),
        ("Head of Retail Research at Nordkabel", "Nordkabel"),
        ("Director of Sales for Nordkabel", "Nordkabel"),
        ("director of Nordkabel at Lund", "Nordkabel"),
        ("the church council", "church council"),
        ("an automaker", "automaker"),
        ("the mayor of Nordmark", "Nordmark"),
        ("Nordmark city council", "Nordmark"),
        ("a local rights group", "NGO"),
        ("an aide at the World Health Organization", "UNO"),
        ("the East German negotiator", "DDR"),
        ("the Bank of Peru", "PER"),
        ("guerrillas", "guerrillas"),
        ("opposition leader", "opposition"),
    ],
)
def test_a_description_that_tells_the_side(text, side):
    assert (side, None) in read(text)


@pytest.mark.parametrize(
    ("text", "seeks"),
    [
        ("the health ministry", "state"),
        ("a police spokesman", "state"),
        ("the company", "body"),
        ("the chairman", "body"),
        ("the mayor", "place"),
        ("the report", "issuer"),
        ("an envoy", "sender"),
    ],
)
def test_a_description_that_leaves_something_open_says_what(text, seeks):
    assert seeks in [sought for _, sought in read(text)]


@pytest.mark.parametrize("text", ["residents", "a nurse at Lund Hospital", "the former French minister", "lawmakers"])
def test_private_people_former_officials_and_lawmakers_may_speak_for_nobody(text):
    assert (None, None) in read(text)


def test_every_class_of_nouns_has_a_reader():
    table = tomllib.loads(files("onrecord.code").joinpath("posts.toml").read_text(encoding="utf-8"))
    assert set(READERS) == set(table["nouns"])


def test_a_persons_own_name_is_no_part_of_his_description():
    (part,) = find_parts("source", "Minister Paris Holm", 0, [(9, 19)])
    assert [word.text for chunk in part.chunks for word in chunk.words] == ["Minister"]


def test_odds_are_shares_of_one_and_weights_decide():
    odds = Chooser({"told": 2.0}).score({None: ("guess",), "FRA": ("told",)})
    assert sum(odds.values()) == pytest.approx(1, abs=1e-5)
    assert odds["FRA"] > 0.8


def test_the_learned_weights_are_at_hand():
    assert len(load_chooser().weights) > 1000

"""Word lists of this stage, written for the project (Apache-2.0)."""

import csv
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from onrecord.lexicon.given_names import GENDERS, GIVEN_NAMES
from onrecord.lexicon.kinds import noun_kind

__all__ = [
    "GENDERS",
    "GIVEN_NAMES",
    "HONORIFICS",
    "LEGAL_FORMS",
    "NOUNS",
    "PARTICLES",
    "PORTFOLIOS",
    "RANKS",
    "RECIPROCALS",
    "SUFFIXES",
    "TITLE_WORDS",
    "TURN_LABELS",
    "WEB_ENDINGS",
    "RoleNoun",
    "definite_kind",
    "kin_of",
    "noun_of",
]


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun for a speaker or actor: its kind (person, people, organisation, document, country) and gender.

    A weak one means other things as often ("side", "note") and counts only where it is the source of a statement.
    """

    kind: str
    gender: str | None
    weak: bool


def _load_nouns() -> dict[str, RoleNoun]:
    nouns = {}
    with files(__package__).joinpath("nouns.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            nouns[row["noun"]] = RoleNoun(row["kind"], row["gender"] or None, row["weak"] == "yes")
    return nouns


NOUNS = _load_nouns()


@lru_cache(maxsize=20_000)
def noun_of(word: str) -> RoleNoun | None:
    """The noun for a speaker or actor that a lower-case word is, singular or plural."""
    if word in NOUNS:
        return NOUNS[word]
    if word.endswith("ies"):
        return NOUNS.get(word[:-3] + "y")
    if word.endswith("men"):
        return NOUNS.get(word[:-3] + "man")
    return NOUNS.get(word[:-1]) if word.endswith("s") and not word.endswith("ss") else None


def definite_kind(word: str) -> str | None:
    """What a lower-case noun means where it is definite: person, trade, organisation or site; None for other things."""
    noun = noun_of(word)
    if noun is None:
        kind = noun_kind(word)
        return kind if kind != "matter" else None
    return noun.kind if noun.kind in {"person", "organisation"} else None


def _load_words() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


_WORDS = _load_words()
HONORIFICS: dict[str, str | None] = {word: gender or None for word, gender in _WORDS["honorifics"].items()}
"""Honorifics and the gender that they tell."""
TITLE_WORDS: frozenset[str] = frozenset(_WORDS["titles"])
"""Words that stand before a person's name as a title; lower case."""
TURN_LABELS: frozenset[str] = frozenset(_WORDS["turn_labels"])
"""What a transcript calls a speaker without giving a name; lower case."""
PORTFOLIOS: frozenset[str] = frozenset(_WORDS["portfolios"])
"""What ministries are for ("defence", "mines"); lower case."""
RANKS: frozenset[str] = frozenset(_WORDS["ranks"])
"""Words before an office that make it another one ("vice", "former"); lower case."""
RECIPROCALS: frozenset[str] = frozenset(_WORDS["reciprocals"])
"""Nouns for the other of two ("counterpart"); lower case."""
PARTICLES: frozenset[str] = frozenset(_WORDS["particles"])
"""Small words of surnames; lower case."""
SUFFIXES: frozenset[str] = frozenset(_WORDS["suffixes"])
"""What stands behind a person's name and is no part of it, without full stops; lower case."""
LEGAL_FORMS: frozenset[str] = frozenset(_WORDS["legal_forms"])
"""Legal forms of companies; lower case."""
WEB_ENDINGS: frozenset[str] = frozenset(_WORDS["web_endings"])
"""What an address on the web ends in; lower case."""
_KIN = {word: frozenset(words) for words in _WORDS["kin"] for word in words}


def kin_of(noun: str) -> frozenset[str]:
    """The noun and those that may stand for it ("congresswoman" for "representative"); lower case."""
    return _KIN.get(noun, frozenset((noun,)))

"""Words that tell for whom somebody speaks, in descriptions as printed.

`affiliations.toml` was written for the project (Apache-2.0): nouns for organs of state and bodies, parties, patterns.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from onrecord.code.places import countries_in
from onrecord.gazetteer import find_country, load_countries
from onrecord.gazetteer.bodies import find_body
from onrecord.gazetteer.places import find_place, find_region, find_town

__all__ = [
    "BODY_CODES",
    "about",
    "first_of",
    "group_led",
    "is_code",
    "is_state_code",
    "is_whole_place",
    "nouns",
    "own_body",
    "party_of",
    "pattern",
    "says",
    "speaks_for_state",
    "titled_body",
    "without_article",
]

BODY_CODES = frozenset({"IGO", "UNO", "EUR", "NGO"})
"""Codes of bodies that are no state's."""

_OTHER_CODES = frozenset(
    {"IMG", "ISM", "MNC", "CSK", "DDR", "SUN", "YMD", "YUG"}
)  # kinds of bodies, states that are gone
_LEADING = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that"})
_STOP = _LEADING | {"of", "at", "for", "in", "from", "with", "by", "who", "which", "and", "to", "leads", "heads"}
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "i", "we", "you", "him", "her", "them"})


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("affiliations.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def nouns() -> dict[str, re.Pattern[str]]:
    """Nouns by what they tell: "state", "own", "private" or "third_sector"."""
    return {key: _any_of(words) for key, words in _table()["nouns"].items()}


@lru_cache(maxsize=128)
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of that name in the table."""
    return re.compile(_table()["patterns"][name])


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of the words, sorted by first letters: few of them are then tried at each place."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0].lower(), []).append(re.escape(word[1:]))
    either = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return re.compile(r"(?i)(?<![\w.])(?:" + "|".join(either) + r")(?!\w)")


@lru_cache(maxsize=4096)
def is_code(side: str) -> bool:
    """Whether a side is a code, a state's or a kind of body's, and no body that is known by three letters ("ELN")."""
    if len(side) != 3 or not side.isupper():
        return False
    return side in _codes() or find_body(side) is None


def is_state_code(side: str) -> bool:
    """Whether a side is the code of a state that is or was."""
    return side in _codes() and side not in BODY_CODES


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(country.code for country in load_countries()) | BODY_CODES | _OTHER_CODES


def first_of(texts: Sequence[str], look: Callable[[str], str | None]) -> str | None:
    """What `look` finds in the first text in which it finds anything."""
    return next((found for text in texts if (found := look(text)) is not None), None)


def party_of(text: str) -> str | None:
    """The party that a description of a politician names, in letters or words."""
    if (match := pattern("party_letters").search(text)) or (match := pattern("party_member").search(text)):
        party: str = _table()["parties"].get(match.group("party"), match.group("party"))
        return party
    return None


def group_led(text: str) -> str | None:
    """The group without a name that somebody heads ("head of the election observers")."""
    match = pattern("leads_group").search(text)
    if match is None or nouns()["state"].search(match.group("group")) or nouns()["own"].search(match.group("group")):
        return None
    return str(match.group("group"))


def about(text: str) -> str:
    """A description of private people up to where it tells of others ("economists polled by the agency")."""
    return str(pattern("cut").split(text)[0]) if nouns()["private"].search(text) else text


def says(text: str) -> bool:
    """Whether the words describe somebody, as pronouns don't."""
    return text.strip() == "WHO" or text.strip().lower() not in _PRONOUNS


@lru_cache(maxsize=1 << 14)  # asked for every name that stands beside a speaker
def without_article(name: str) -> str:
    """A name without the articles and possessive pronouns before it."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in _LEADING:
        words = words[1:]
    return " ".join(words)


def is_whole_place(name: str) -> bool:
    """Whether a name is a place's and nothing more ("Riga", not "Riga Times" or "Banco Litoral")."""
    place = find_country(name) or find_place(name) or find_town(name) or find_region(name)
    return place is not None and not nouns()["own"].search(name)


def speaks_for_state(text: str) -> bool:
    """Whether the words name an organ or servant of a state, and no body that speaks for itself."""
    text = pattern("no_state").sub(" ", text)
    return bool(nouns()["state"].search(text)) and not nouns()["own"].search(nouns()["state"].sub(" ", text))


def own_body(text: str) -> str | None:
    """The body that speaks for itself which a description names, as printed ("the fencing federation's president")."""
    rest = nouns()["state"].sub(lambda match: " " * len(match.group()), text)
    match = nouns()["own"].search(rest)
    if match is None:
        return None
    left = text[: match.start()]
    lead = re.search(r"(?:[\w.’'&\-]+ ){0,4}$", left)
    words = lead.group().split() if lead else []
    while words and (words[0].lower() in _STOP or any(w.lower() in _STOP for w in words[1:])):
        words = words[1:]
    tail = re.match(r"(?: (?:of|for|in) (?:the )?[A-ZÀ-Þ][\w\-]+(?: [A-ZÀ-Þ][\w\-]+)*)?", text[match.end() :])
    return " ".join([*words, match.group() + (tail.group() if tail else "")])


def titled_body(text: str) -> str | None:
    """The firm whose name stands before a post in it ("Nordkabel chief executive Jane Doe")."""
    match = pattern("titled_body").search(text)
    if match is None:
        return None
    body: str = match.group("body")
    return None if countries_in(body) or nouns()["state"].search(body) else body

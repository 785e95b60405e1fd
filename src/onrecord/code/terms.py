"""Modes, contexts and plain acts by their words; the tables were written for the project (Apache-2.0)."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.gazetteer import split_names

__all__ = ["Told", "find_act", "find_contexts", "find_idiom", "find_mode", "tells_sport"]

_MAX_CONTEXTS = 3
_OPENING = re.compile(r"(?<!\w)\w{1,4}")  # most contexts have no word that opens like one of the clause's


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of the words or phrases; a trailing asterisk stands for any ending."""
    parts = (re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words)
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _modes() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    table: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    with files(__package__).joinpath("modes.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            table.setdefault(row["act"], []).append((row["mode"], _any_of(split_names(row["words"]))))
    return {act: tuple(modes) for act, modes in table.items()}


@lru_cache(maxsize=1)
def _contexts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    with files(__package__).joinpath("contexts.csv").open("r", encoding="utf-8") as file:
        return tuple((row["context"], _any_of(split_names(row["words"]))) for row in csv.DictReader(file))


def find_mode(act: str, trigger: str, clause: str) -> str | None:
    """The mode of an act: by the trigger's own words, else by its clause's; the table's order decides."""
    modes = _modes().get(act, ())
    for words in (trigger, clause):
        for mode, pattern in modes:
            if pattern.search(words):
                return mode
    return None


@lru_cache(maxsize=1)
def _contexts_by_opening() -> dict[str, frozenset[int]]:
    """The places in the table of the contexts that have a word with that opening, as `_OPENING` finds it."""
    found: dict[str, set[int]] = {}
    with files(__package__).joinpath("contexts.csv").open("r", encoding="utf-8") as file:
        for i, row in enumerate(csv.DictReader(file)):
            for words in split_names(row["words"]):
                found.setdefault(_OPENING.findall(words.casefold())[0], set()).add(i)
    return {opening: frozenset(places) for opening, places in found.items()}


@lru_cache(maxsize=16)  # asked of a sentence for each of its events
def find_contexts(clause: str) -> tuple[str, ...]:
    """The contexts that the words of a clause show, at most three: those with most words, then in the table's order."""
    openings, contexts = _contexts_by_opening(), _contexts()
    folded = clause.replace("İ", "i").casefold().replace("ı", "i")  # as patterns that ignore case take it
    places = {i for opening in {*_OPENING.findall(folded)} & openings.keys() for i in openings[opening]}
    counted = [(-len(contexts[i][1].findall(clause)), i, contexts[i][0]) for i in places]
    return tuple(name for count, _, name in sorted(counted)[:_MAX_CONTEXTS] if count)


@dataclass(frozen=True, slots=True)
class Told:
    """The plain category that a word tells; `sure` if it is an event by itself, `plain` if no other category fits."""

    act: str
    sure: bool
    plain: bool


@lru_cache(maxsize=1)
def _acts() -> dict[str, Told]:
    with files(__package__).joinpath("acts.csv").open("r", encoding="utf-8") as file:
        return {
            row["word"]: Told(row["act"], row["sure"] == "yes", row["sure"] in {"yes", "plain"})
            for row in csv.DictReader(file)
        }


_ENDINGS = (
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("ed", ""),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ies", "y"),
    ("ied", "y"),
)
_IRREGULAR = {"shot": "shoot", "begged": "beg", "vetoes": "veto", "lent": "lend"}


def find_act(trigger: str) -> Told | None:
    """What the trigger's last word tells by itself, None for words that tell no category ("shelling", not "put")."""
    word = trigger.lower().split(" ")[-1]
    bases = (word.removesuffix(ending) + rest for ending, rest in _ENDINGS if word.endswith(ending))
    shapes = (shape for base in bases for shape in (base, base[:-1] if base[-2:-1] == base[-1:] else base))
    return next((act for base in (_IRREGULAR.get(word, word), *shapes) if (act := _acts().get(base))), None)


@lru_cache(maxsize=1)
def _idioms() -> tuple[tuple[re.Pattern[str], str], ...]:
    with files(__package__).joinpath("idioms.csv").open("r", encoding="utf-8") as file:
        return tuple((re.compile(row["pattern"], re.IGNORECASE), row["act"]) for row in csv.DictReader(file))


def find_idiom(text: str, trigger: Sequence[tuple[int, int]]) -> str | None:
    """The plain category that a verb tells together with the words after it ("went on strike"), if any.

    `trigger` are `[start, end)` code points of the text, at one of which the idiom begins.
    """
    starts = [start for start, _ in trigger]
    return next((act for pattern, act in _idioms() if any(pattern.match(text, start) for start in starts)), None)


@lru_cache(maxsize=1)
def _sport() -> re.Pattern[str]:
    with files(__package__).joinpath("sport.csv").open("r", encoding="utf-8") as file:
        patterns = "|".join(row["pattern"] for row in csv.DictReader(file))
    return re.compile(rf"(?<!\w)(?:{patterns})(?!\w)")


@lru_cache(maxsize=16)  # asked of a sentence for each of its events
def tells_sport(clause: str) -> bool:
    """Whether a word of the clause belongs to sport, whose contests are told in the words of war."""
    return _sport().search(clause) is not None

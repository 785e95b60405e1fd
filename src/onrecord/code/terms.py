"""Modes, contexts and plain acts by their words; the tables were written for the project (Apache-2.0)."""

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from onrecord.gazetteer import split_names

__all__ = ["find_act", "find_contexts", "find_mode"]

_MAX_CONTEXTS = 3


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


def find_contexts(clause: str) -> tuple[str, ...]:
    """The contexts that the words of a clause show, at most three: those with most words, then in the table's order."""
    counted = [(-len(pattern.findall(clause)), i, name) for i, (name, pattern) in enumerate(_contexts())]
    return tuple(name for count, _, name in sorted(counted)[:_MAX_CONTEXTS] if count)


@lru_cache(maxsize=1)
def _acts() -> dict[str, tuple[str, bool]]:
    with files(__package__).joinpath("acts.csv").open("r", encoding="utf-8") as file:
        return {row["word"]: (row["act"], row["sure"] == "yes") for row in csv.DictReader(file)}


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
_IRREGULAR = {"shot": "shoot", "begged": "beg", "vetoes": "veto"}


def find_act(trigger: str) -> tuple[str, bool] | None:
    """The plain category that the trigger's last word tells by itself, None for words that tell none.

    True beside it if the word has no other sense in the news ("shelling", "tariffs"; not "strike").
    """
    word = trigger.lower().split(" ")[-1]
    bases = (word.removesuffix(ending) + rest for ending, rest in _ENDINGS if word.endswith(ending))
    return next((act for base in (_IRREGULAR.get(word, word), *bases) if (act := _acts().get(base))), None)

"""The word classes of `words.toml` and the synonyms of `synonyms.csv`, as stems where these are compared."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.lexicon.words import stem

__all__ = ["Wording", "load_synonyms", "load_wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """Word classes; numbers' words have their values; `opposites` hold stems.

    `lengths` gives for a unit's stem how many of which smaller unit it is.
    """

    negations: frozenset[str]
    fillers: frozenset[str]
    outcomes: frozenset[str]
    refusals: frozenset[str]
    positions: frozenset[str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    state_bodies: frozenset[str]
    units: Mapping[str, float]
    tens: Mapping[str, float]
    ordinals: Mapping[str, float]
    months: Mapping[str, float]
    scales: Mapping[str, float]
    shares: Mapping[str, float]
    singles: frozenset[str]
    lengths: Mapping[str, tuple[float, str]]


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """The tables, read once."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    numbers = table["numbers"]
    return Wording(
        negations=frozenset(table["negations"].split()),
        fillers=frozenset(table["fillers"].split()),
        outcomes=frozenset(table["outcomes"].split()),
        refusals=frozenset(table["refusals"].split()),
        positions=frozenset(table["positions"].split()),
        opposites=tuple(
            (frozenset(map(stem, left.split())), frozenset(map(stem, right.split())))
            for left, right in table["opposites"]
        ),
        state_bodies=frozenset(table["state_bodies"].split()),
        units={word: float(n) for n, word in enumerate(numbers["units"].split())},
        tens={word: 10.0 * n for n, word in enumerate(numbers["tens"].split(), 2)},
        ordinals={word: float(n) for n, word in enumerate(numbers["ordinals"].split(), 1)},
        months={word: float(n) for n, word in enumerate(numbers["months"].split(), 1)},
        scales={word: float(n) for word, n in numbers["scales"].items()},
        shares={word: float(n) for word, n in numbers["shares"].items()},
        singles=frozenset(numbers["singles"].split()),
        lengths={stem(word): (float(n), stem(unit)) for word, (n, unit) in numbers["lengths"].items()},
    )


@lru_cache(maxsize=1)
def load_synonyms() -> Mapping[str, str]:
    """Each synonym's stem with the stem that stands for it."""
    with files(__package__).joinpath("synonyms.csv").open("r", encoding="utf-8") as file:
        return {stem(word): stem(row["word"]) for row in csv.DictReader(file) for word in row["synonyms"].split(";")}

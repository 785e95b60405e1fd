"""Currencies by word and sign, and whose a word that several countries share means beside the countries named.

`currencies.csv` was written for the project from general knowledge (Apache-2.0): codes of ISO 4217, those of money
that is gone included, and countries as ISO 3166 alpha-3. A default is what its word means where none of the countries
that share it is named.
"""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.gazetteer import find_country, split_names
from onrecord.gazetteer.places import find_region, find_town, is_surname

__all__ = ["codes_of_currency", "countries_beside", "find_currency", "load_signs"]

_MAX_NAME_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Currency:
    code: str
    signs: tuple[str, ...]
    countries: frozenset[str]
    default: bool


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[_Currency, tuple[str, ...]], ...]:
    with files(__package__).joinpath("currencies.csv").open("r", encoding="utf-8") as file:
        return tuple(
            (
                _Currency(
                    row["code"],
                    split_names(row["signs"]),
                    frozenset(split_names(row["countries"])),
                    row["default"] == "yes",
                ),
                split_names(row["words"]),
            )
            for row in csv.DictReader(file)
        )


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[_Currency, ...]]:
    table: dict[str, tuple[_Currency, ...]] = {}
    for currency, words in _rows():
        for word in (currency.code, *words):
            table[word] = (*table.get(word, ()), currency)
    return table


def _called(word: str) -> tuple[_Currency, ...]:
    """The currencies of a word as printed, else in small letters; codes ("ALL", "TOP") only as printed."""
    return _by_word().get(word) or _by_word().get(word.lower(), ())


def load_signs() -> dict[str, str]:
    """The code of each sign as it stands before a number ("€", "C$", "USD")."""
    return {sign: currency.code for currency, _ in _rows() for sign in currency.signs}


def codes_of_currency(word: str) -> frozenset[str]:
    """The codes that a word for money may mean; empty when it is none."""
    return frozenset(currency.code for currency in _called(word))


def find_currency(word: str, beside: Collection[str]) -> str | None:
    """The code of a word for money beside the countries `beside` (alpha-3), None when it stays open or is none."""
    shared = _called(word)
    if len(shared) == 1:
        return shared[0].code
    named = [currency.code for currency in shared if not currency.countries.isdisjoint(beside)]
    if not named:
        return next((currency.code for currency in shared if currency.default), None)
    return named[0] if len(named) == 1 else None


def countries_beside(text: str) -> frozenset[str]:
    """The countries that a text names by name, demonym or capital, else by town or region."""
    words = [word.strip(".,;:!?()\"“”'’") for word in text.split()]
    runs = tuple(
        " ".join(words[first:last])
        for first in range(len(words))
        if words[first][:1].isupper()
        for last in range(first + 1, min(len(words), first + _MAX_NAME_WORDS) + 1)
    )
    named = frozenset(naming.code for run in runs if (naming := find_country(run)) is not None)
    places = (find_town(run) or find_region(run) for run in runs if not is_surname(run))
    return named or frozenset(code for code in places if code is not None)

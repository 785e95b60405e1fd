"""Bodies by name: international organisations, armed groups, parties, organs of state, companies, media.

`organisations.csv` was written for the project from general knowledge (Apache-2.0). A row lists the names of one body,
or of several with the same code and sector. Names are matched as printed but for a leading "the".
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.gazetteer import split_names

__all__ = ["Body", "body_names", "find_body"]


@dataclass(frozen=True, slots=True)
class Body:
    """A body's code (alpha-3 or PLOVER's), its sector, and whether others share its name outside its country."""

    code: str
    sector: str | None
    only_at_home: bool


@lru_cache(maxsize=1)
def _bodies() -> dict[str, Body]:
    table: dict[str, Body] = {}
    with files(__package__).joinpath("organisations.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            body = Body(row["code"], row["sector"] or None, row["home"] == "yes")
            for name in (row["name"], *split_names(row["aliases"])):
                table[name.removeprefix("the ")] = body
    return table


@lru_cache(maxsize=1 << 15)
def find_body(name: str) -> Body | None:
    """The body of that name."""
    return _bodies().get(name.replace("’", "'").removeprefix("the ").removeprefix("The "))


def body_names() -> Iterator[str]:
    """Every name of the table, without a leading "the"."""
    yield from _bodies()

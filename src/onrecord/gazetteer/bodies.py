"""Bodies by name: international organisations, armed groups, parties, organs of state, companies, media.

`organisations.csv` was written for the project from general knowledge (Apache-2.0). A row lists the names of one body,
or of several with the same code and sector. Names are matched as printed but for a leading "the" and the dots and
blanks of initials ("F.B.I.", "U. S. Geological Survey").
"""

import csv
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.gazetteer import join_initials, split_names

__all__ = ["Body", "body_names", "find_body", "find_organ"]

_OF_STATE = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})  # sectors of a state's own organs
_OF_MANY = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC"})

# Of two letters only those that are no person's initials.
_DOTTED = re.compile(r"\b(?:(?:[A-Z]\.){2,}[A-Z]|U\.[KNS]|E\.U)\b\.?")


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
                table[_plain(name)] = body
    return table


@lru_cache(maxsize=1 << 13)
def find_body(name: str) -> Body | None:
    """The body of that name."""
    return _bodies().get(_plain(name))


def find_organ(name: str, homes: Container[str]) -> str | None:
    """The state (alpha-3) whose organ has that name, where the name is its own or it is one of `homes`."""
    body = find_body(name)
    if body is None or body.sector not in _OF_STATE or body.code in _OF_MANY:
        return None
    return body.code if not body.only_at_home or body.code in homes else None


def body_names() -> Iterator[str]:
    """Every name of the table, without a leading "the" and without the dots of initials."""
    yield from _bodies()


def _plain(name: str) -> str:
    name = name.replace("’", "'").removeprefix("the ").removeprefix("The ")
    if "." not in name:
        return name
    return _DOTTED.sub(lambda match: match.group().replace(".", ""), join_initials(name))

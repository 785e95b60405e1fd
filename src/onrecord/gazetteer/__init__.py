"""What the world's countries are called: names, demonyms, capitals, seats of government.

`countries.csv` was written for the project (Apache-2.0) with the codes of ISO 3166-1 alpha-3 and XKX for
Kosovo, as is usual. Names are looked up as printed, never by likeness: "British" must not become the
British Indian Ocean Territory.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

__all__ = [
    "AMBIGUOUS",
    "Country",
    "Naming",
    "country_names",
    "find_country",
    "join_initials",
    "load_countries",
    "split_names",
]

AMBIGUOUS = frozenset({"Georgia", "Georgian", "Georgians", "Jordan", "Washington", "Guinea", "Chad", "Turkey"})
"""Names that mean something else as often (a U.S. state, a person): context has to confirm them."""

_FORMAL = ("Republic", "Federal Republic", "Islamic Republic", "Kingdom", "Sultanate", "State", "Commonwealth")
"""What states are in full ("Republic of Türkiye")."""

_SPACED = re.compile(r"\b([A-Z]\.) (?=[A-Z]\.)")


@dataclass(frozen=True, slots=True)
class Country:
    """A country's code (alpha-3) and what it is called."""

    code: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """How a form names a country: `kind` is "name", "demonym", "capital" or "seat"."""

    code: str
    kind: str


@lru_cache(maxsize=1)
def load_countries() -> tuple[Country, ...]:
    """Every country of the table, in its order."""
    with files(__package__).joinpath("countries.csv").open("r", encoding="utf-8") as file:
        return tuple(
            Country(
                code=row["code"],
                name=row["name"],
                aliases=split_names(row["aliases"]),
                demonyms=split_names(row["demonyms"]),
                capitals=split_names(row["capital"]),
                seats=split_names(row["seats"]),
            )
            for row in csv.DictReader(file)
        )


def split_names(cell: str) -> tuple[str, ...]:
    """The names in a table's cell, which are parted by semicolons."""
    return tuple(name for part in cell.split(";") if (name := part.strip()))


def join_initials(name: str) -> str:
    """The name without the blanks that tokenised texts print between initials ("U. S. Army")."""
    return _SPACED.sub(r"\1", name) if ". " in name else name


@lru_cache(maxsize=1)
def _namings() -> dict[str, Naming]:
    table: dict[str, Naming] = {}
    for country in load_countries():
        forms = {
            "name": (country.name, *country.aliases),
            "demonym": country.demonyms,
            "capital": country.capitals,
            "seat": country.seats,
        }
        for kind, names in forms.items():
            for name in names:
                table.setdefault(name.removeprefix("the "), Naming(country.code, kind))
    for country in load_countries():
        for form in _FORMAL:
            for name in (country.name, *country.aliases):
                table.setdefault(f"{form} of {name}", Naming(country.code, "name"))
    return table


def country_names() -> Iterator[str]:
    """Every name, demonym, capital and seat of the table, without a leading "the"."""
    yield from _namings()


@lru_cache(maxsize=1 << 14)  # asked for nearly every word of a text, several times
def find_country(form: str) -> Naming | None:
    """The country that `form` names, but for a leading "the", a possessive ending, blanks between initials."""
    bare = form.strip().removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")
    bare = join_initials(bare.replace("’", "'"))
    for article in ("the ", "The "):
        bare = bare.removeprefix(article)
    return _namings().get(bare)

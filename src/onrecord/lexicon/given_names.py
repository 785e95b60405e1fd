"""Given names and the gender that they tell.

`given_names.csv` is written for the project (Apache-2.0). `genders.csv` comes from the United States Census of 1990
(frequently occurring first names, public domain): the names that one gender bears at least twenty times as often as the
other, less those that are men's or both's elsewhere ("Nikita") and the family names of East Asia, which come first
("Li Qiang").
"""

import csv
from importlib.resources import files

__all__ = ["GENDERS", "GIVEN_NAMES", "given_gender"]


def _load(table: str) -> dict[str, str | None]:
    with files(__package__).joinpath(table).open("r", encoding="utf-8") as file:
        return {row["name"]: row["gender"] or None for row in csv.DictReader(file)}


GIVEN_NAMES = _load("given_names.csv")
"""Given names with the gender that they tell, None when they are given to men and women."""
GENDERS = {**_load("genders.csv"), **GIVEN_NAMES}
"""The genders of given names, with many that are surnames, towns or words as often and so don't tell a person."""


def given_gender(name: str) -> str | None:
    """The gender that the first word of a name of several words tells: "m", "f" or None."""
    words = name.split()
    return GENDERS.get(words[0]) if len(words) > 1 else None

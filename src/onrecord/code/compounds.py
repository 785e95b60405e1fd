"""Hyphened words that tell of which country somebody is, or only where a thing was made: "Panamanian-flagged"."""

import re

from onrecord.gazetteer import find_country
from onrecord.gazetteer.places import find_region

__all__ = ["plain_compounds"]

_BASED = re.compile(r"\b([A-ZÀ-Þ][\w.]+(?: [A-ZÀ-Þ][\w.]+)?)-based(?![\w-])")
_OF = re.compile(r"(?<![\w-])([\w.]+(?: [A-ZÀ-Þ]\w+)?)-(?:led|flagged|registered)(?![\w-])")
_TWO = re.compile(r"(?<![\w-])([A-ZÀ-Þ][^\W\d_]+)-([A-ZÀ-Þ][^\W\d_]+)(?![\w-])")
_PREFIXES = {
    "Anglo": "British", "Austro": "Austrian", "Franco": "French", "Greco": "Greek", "Hispano": "Spanish",
    "Indo": "Indian", "Italo": "Italian", "Luso": "Portuguese", "Russo": "Russian", "Sino": "Chinese",
}  # fmt: skip


def plain_compounds(phrase: str) -> str:
    """The phrase with "French-led" as "French", "Lima-based" as "in Lima" behind it, "Swedish-Iranian" as "Swedish".

    A ship is of the country whose flag it flies. Of two peoples the first counts, but who is American by citizenship is
    so whatever comes first, and "Turkish-Cypriot" is one people.
    """
    if "-" not in phrase:
        return phrase
    plain = _TWO.sub(_one_of_two, _OF.sub(lambda match: str(match[1]), phrase))
    if "-based" not in plain:
        return plain
    places = " ".join(f"in {place}" for place in _BASED.findall(plain))
    return f"{_BASED.sub(' ', plain)} {places}".strip()


def _one_of_two(match: re.Match[str]) -> str:
    """The people that counts of "Swedish-Iranian"; as printed where the two don't name two."""
    first, last = _PREFIXES.get(match[1], match[1]), match[2]
    if find_country(match[0]) is not None or find_country(last) is None:
        return match[0]
    if find_region(f"{first} {last}") is not None:
        return f"{first} {last}"
    if match[1] == "Afro" or (last == "American" and find_country(first) is not None):
        return last
    return first if find_country(first) is not None else match[0]

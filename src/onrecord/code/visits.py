"""Which countries an article tells somebody to visit: a visitor speaks for another country."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from onrecord.gazetteer import find_country

__all__ = ["find_visits"]

# From a word's start alone: a long run of letters is then read once.
_NAME = r"(?<![\w’\-])(?P<name>[A-ZÀ-Þ][\w’\-]*[^\W_’])"
_PLACE = r"(?:the )?(?P<place>[A-ZÀ-Þ][\w\-]+(?: [A-ZÀ-Þ][\w\-]+){0,2})"
_AHEAD = r"(?:will |would |has |had |is to |was to |is due to |was due to |plans to |is expected to )?"
_BEGINS = (
    r"(?:beg[aiu]n(?:s|ning)?|start(?:s|ed)?|pa(?:ys?|id)|ma(?:kes?|de)|end(?:s|ed)?|conclude[sd]?|undert(?:akes?|ook)"
    r"|wraps? up|wrapped up|is on|was on|cuts? short|cancell?(?:s|ed)|postpone[sd]?)"
)
_VISITS = (
    re.compile(rf"{_NAME},? (?:who )?{_AHEAD}visit(?:s|ed)? {_PLACE}"),
    re.compile(rf"{_NAME}[’']s? (?:[\w\-]+ ){{0,3}}visit to {_PLACE}"),
    re.compile(rf"{_NAME},? (?:who )?{_AHEAD}{_BEGINS} (?:an?|his|her|the) (?:[\w\-]+ ){{0,3}}visit to {_PLACE}"),
    re.compile(rf"{_NAME},? (?:who )?{_AHEAD}arriv(?:e|es|ed) in {_PLACE} (?:[^\s,.;:]+ ){{0,6}}visit\b"),
)


@lru_cache(maxsize=4)  # asked more than once of the article at hand
def find_visits(text: str) -> Mapping[str, frozenset[str]]:
    """The countries that each visitor, by the last word of his name, is told to visit, by name or by capital.

    A town or a region says nothing: a minister visits those of his own country.
    """
    found: dict[str, set[str]] = defaultdict(set)
    if "visit" not in text:
        return {}
    for pattern in _VISITS:
        for match in pattern.finditer(text):
            place = match["place"]
            naming = find_country(place) or find_country(place.split()[0])
            if naming is not None and naming.kind in {"name", "capital"}:
                found[match["name"].removesuffix("’s").removesuffix("’")].add(naming.code)
    return {name: frozenset(codes) for name, codes in found.items()}

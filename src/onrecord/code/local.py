"""Power that isn't a state's: governors, mayors, counties; and seats of power that are no state's own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.code.affiliations import first_of, pattern
from onrecord.code.places import find_city, find_region_told, one_country
from onrecord.gazetteer import find_country
from onrecord.model import Article

__all__ = ["Local"]

_TOWN = re.compile(r"\b(?:[Tt]own|[Cc]ity|[Vv]illage|[Mm]unicipality) of ([A-ZÀ-Þ][\w’\-]+(?: [A-ZÀ-Þ][\w’\-]+){0,2})")
_NAMED_KINDS = frozenset({"state", "province", "provincial"})


@dataclass(frozen=True, slots=True)
class Local:
    """What one article tells of local power: each method takes a description and gives its side, None for others."""

    article: Article

    def governed(self, text: str) -> str | None:
        """The state, province or county that its governor or sheriff speaks for."""
        match = pattern("local").search(text)
        if match is None:
            return None
        place: str | None = match.group("place") or match.group("owned") or match.group("owner")
        if place is not None:
            return None if find_country(place) else place
        publisher = self.article.publisher or ""
        if "Governor" in publisher and "," in publisher:
            return publisher.rsplit(",", maxsplit=1)[-1].strip()
        return None

    def part_of_state(self, text: str) -> str | None:
        """The side of power below a state's: its name where the report tells one, else its kind ("borough")."""
        if pattern("city_crew").search(text):
            return find_city(self.article)
        match = pattern("part_of_state").search(text)
        if match is None:
            return None
        kind: str = match.group("kind").lower()
        named = find_region_told(self.article) if kind in _NAMED_KINDS else None
        return named or ("province" if kind == "provincial" else kind)

    def city(self, text: str) -> str | None:
        """The city that a mayor or a city council speaks for: by name, by the only "town of …", by the dateline."""
        match = pattern("mayor").search(text)
        if match is None:
            return None
        named: str | None = match.group("city")
        told = set(_TOWN.findall(self.article.text))
        return named or (told.pop() if len(told) == 1 else find_city(self.article))

    def seat(self, texts: Sequence[str]) -> str | None:
        """The code of judges at the European court and of churchmen at the Holy See, in reports from there."""
        for seat, code in (("european_court", "EUR"), ("holy_see", "VAT")):
            staff = pattern(seat + "_staff")
            if any(staff.search(t) for t in texts) and pattern(seat).search(self.article.text):
                return None if first_of(texts, one_country) else code
        return None

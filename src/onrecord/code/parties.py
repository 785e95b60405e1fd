"""Political parties as articles write them: by adjective, by their members' name, by letters.

`parties.csv` was written for the project from general knowledge (Apache-2.0): a party's name, without "Party", what
else it is called, and much-named people who stood for it. A side is a party's fullest form that the article prints.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.gazetteer import split_names

__all__ = ["Parties", "PartyWord"]

_LETTERS = re.compile(
    r"(?:\(|, |— ?)(?P<letter>[A-Z][A-Za-z]{0,3})\.?(?:\)|(?:[-–—/]|, )(?=[A-Z])[A-Z][\w. ]{0,20}?(?:[),;]|\.(?!\w)))"
)


@dataclass(frozen=True, slots=True)
class PartyWord:
    """Words that stand for a party, `[start, end)` in code points; `sort` is "name", "body", "people", "letter"."""

    party: str
    start: int
    end: int
    sort: str


@lru_cache(maxsize=1)
def _forms() -> tuple[dict[str, tuple[str, str]], dict[str, str], re.Pattern[str]]:
    """Each form with its party and sort, each letter's party, and a pattern for the forms."""
    forms: dict[str, tuple[str, str]] = {}
    letters: dict[str, str] = {}
    with files(__package__).joinpath("parties.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            party = row["party"]
            forms[party] = forms[f"{party} Party"] = (party, "name")
            forms |= dict.fromkeys(split_names(row["bodies"]), (party, "body"))
            forms |= dict.fromkeys(split_names(row["people"]), (party, "people"))
            letters |= dict.fromkeys(split_names(row["letters"]), party)
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return forms, letters, re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w’'-])")


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties that one text tells of: every telling, and each by the fullest form in it."""

    words: tuple[PartyWord, ...]
    printed: dict[str, str]

    @classmethod
    def of(cls, text: str) -> "Parties":
        """The parties of a text."""
        forms, letters, pattern = _forms()
        words = [
            PartyWord(*forms[match.group()][:1], match.start(), match.end(), forms[match.group()][1])
            for match in pattern.finditer(text)
        ]
        for match in _LETTERS.finditer(text):
            party = letters.get(match.group("letter"))
            if party is not None:
                words.append(PartyWord(party, *match.span("letter"), "letter"))
        words.sort(key=lambda word: (word.start, word.end))
        printed: dict[str, str] = {}
        for party in sorted({word.party for word in words}):
            printed[party] = _fullest(
                party, {text[w.start : w.end] for w in words if w.party == party and w.sort in {"name", "people"}}
            )
        return cls(tuple(words), printed)

    def named(self, side: str | None) -> str | None:
        """A side, a party by the fullest form that the text prints."""
        if side is None:
            return None
        forms, letters, _ = _forms()
        party = forms[side][0] if side in forms else letters.get(side) if len(side) > 1 else None
        return self.printed.get(party, party) if party is not None else side

    def holds(self, side: str | None) -> bool:
        """Whether a side is one of the table's parties."""
        return side in _forms()[0]

    def of_member(self, name: str) -> str | None:
        """The party that a much-named person stood for, if the text tells of it, by its fullest form."""
        words = name.replace("’", "'").split()
        party = _members().get((words[0], words[-1])) if len(words) > 1 else None
        return self.printed.get(party) if party is not None else None

    def told(self) -> Iterator[tuple[str, int]]:
        """The parties by how often the text tells of them, the most told first, by their fullest forms."""
        counts = Counter(word.party for word in self.words)
        for party in sorted(counts, key=lambda party: (-counts[party], party)):
            yield self.printed[party], counts[party]


@lru_cache(maxsize=1)
def _members() -> dict[tuple[str, str], str]:
    """The party of much-named people by their first and last names."""
    members: dict[tuple[str, str], str] = {}
    with files(__package__).joinpath("parties.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for name in split_names(row["members"]):
                members[name.split()[0], name.split()[-1]] = row["party"]
    return members


def _fullest(party: str, forms: set[str]) -> str:
    """The fullest of a party's printed forms: with "Party", the adjective, its members; else its name."""
    whole = next((form for form in (f"{party} Party", party) if form in forms), None)
    return whole or max(sorted(forms) or [party], key=len)

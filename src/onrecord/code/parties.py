"""Political parties as articles write them: by adjective, by their members' name, by letters.

`parties.csv` was written for the project from general knowledge (Apache-2.0): a party's name, with "Party" where the
rest alone is a common word; its other names; what is its name only where the text also prints one of those; its
committees; its people; and much-named people who stood for it. A name that parties of several countries have to
themselves ("Labour") is one row, which stands for whichever. A side is a party's fullest form that the article prints.
"""

import csv
import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.gazetteer import split_names

__all__ = ["Parties", "PartyWord"]

_LETTERS = re.compile(
    r"(?:\(|, |— ?)(?P<letter>[A-Z][A-Za-z]{0,3})\.?(?:\)|(?:[-–—/]|, )(?=[A-Z])[A-Z][\w. ]{0,20}?(?:[),;]|\.(?!\w)))"
)

_WORD = re.compile(r"(?<![\w-])\w+")
_GOES_ON = re.compile(r"[\w'-]")


@dataclass(frozen=True, slots=True)
class PartyWord:
    """Words that stand for a party, `[start, end)` in code points; `sort` is "name", "body", "people", "letter"."""

    party: str
    start: int
    end: int
    sort: str


@dataclass(frozen=True, slots=True)
class _Table:
    """Forms with party and sort, the parties that share a form, all forms by first word, and letters with party."""

    forms: dict[str, tuple[str, str]]
    shared: dict[str, list[str]]
    by_first: dict[str, list[str]]
    letters: dict[str, str]

    def party_of(self, form: str, told: Container[str]) -> tuple[str, str] | None:
        """The party and sort of a form, where those parties are told of by names of their own."""
        if form in self.shared:
            sharing = [party for party in self.shared[form] if party in told]
            if len(sharing) == 1:
                return sharing[0], "name"
        return self.forms.get(form)


@lru_cache(maxsize=1)
def _table() -> _Table:
    table = _Table({}, {}, {}, {})
    with files(__package__).joinpath("parties.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            party = row["party"]
            table.forms.update(dict.fromkeys((*_whole(party), *split_names(row["names"])), (party, "name")))
            table.forms.update(dict.fromkeys(split_names(row["bodies"]), (party, "body")))
            table.forms.update(dict.fromkeys(split_names(row["people"]), (party, "people")))
            table.letters.update(dict.fromkeys(split_names(row["letters"]), party))
            for form in split_names(row["shared"]):
                table.shared.setdefault(form, []).append(party)
    for form in sorted({*table.forms, *table.shared}, key=lambda form: (-len(form), form)):
        table.by_first.setdefault(_WORD.findall(form)[0], []).append(form)
    return table


def _whole(party: str) -> tuple[str, ...]:
    """A party's own name with "Party", and without where the table has it without."""
    bare = party.removesuffix(" Party")
    return tuple(dict.fromkeys((f"{bare} Party", f"{bare} party", party)))


def _find_forms(plain: str) -> Iterator[tuple[str, int]]:
    """The table's forms in a text and their starts, the longest at each place; none inside another."""
    by_first = _table().by_first
    end = 0
    for match in _WORD.finditer(plain):
        start = match.start()
        if start < end:
            continue
        for form in by_first.get(match.group(), ()):
            if plain.startswith(form, start) and not _GOES_ON.match(plain, start + len(form)):
                yield form, start
                end = start + len(form)
                break


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties that one text tells of: every telling, and each by the fullest form in it."""

    words: tuple[PartyWord, ...]
    printed: dict[str, str]

    @classmethod
    def of(cls, text: str) -> "Parties":
        """The parties of a text."""
        table = _table()
        found = list(_find_forms(_plain(text)))
        own = {table.forms[form][0] for form, _ in found if form in table.forms and form not in table.shared}
        words = []
        for form, start in found:
            if (meant := table.party_of(form, own)) is not None:
                words.append(PartyWord(meant[0], start, start + len(form), meant[1]))
        for match in _LETTERS.finditer(text):
            party = table.letters.get(match.group("letter"))
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
        meant = _table().party_of(_plain(side), self.printed)
        party = meant[0] if meant is not None else _table().letters.get(side) if len(side) > 1 else None
        return self.printed.get(party, party) if party is not None else side

    def holds(self, side: str | None) -> bool:
        """Whether a side is one of the table's parties."""
        return side is not None and _table().party_of(_plain(side), self.printed) is not None

    def of_member(self, name: str) -> str | None:
        """The party that a much-named person stood for, if the text tells of it, by its fullest form."""
        words = _plain(name).split()
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
    """The fullest of a party's printed forms: with "Party", the adjective, else the longest; else its name."""
    plain = {_plain(form): form for form in sorted(forms)}
    whole = next((plain[form] for form in _whole(party) if form in plain), None)
    return whole or max(sorted(forms) or [party], key=len)


def _plain(text: str) -> str:
    """A text with straight apostrophes, character for character."""
    return text.replace("’", "'")

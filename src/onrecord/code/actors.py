"""Who an actor is in codes: country or kind of body, sector, and the rule that decided.

The order of the rules: the article's own words ("Chinese Foreign Ministry spokesman"), the tables that come
with onrecord, the user's roles file. Names are looked up as printed, never by likeness. The tables were
written for the project (Apache-2.0); codes are ISO 3166-1 alpha-3 and PLOVER's.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from io import StringIO

from onrecord.errors import InputError
from onrecord.gazetteer import AMBIGUOUS, find_country, split_names
from onrecord.model import Role

__all__ = ["ActorCode", "ActorTable", "load_actor_table"]

_WORD = re.compile(r"[^\W_](?:[\w.&'’-]*\w)?\.?|&")
_MAX_NAME_WORDS = 7
_FAR_PREPOSITIONS = frozenset({"to", "with", "in", "at", "on", "against", "for", "from", "near", "over", "about"})
_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_ROLE_COLUMNS = ("name", "aliases", "country", "sector", "role", "from", "to")


@dataclass(frozen=True, slots=True)
class ActorCode:
    """A code (alpha-3 or PLOVER), a sector, a role, and the rule: "article_title", "dictionary", "roles_file" or "article_home"."""

    code: str | None
    sector: str | None
    role: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class _Entry:
    code: str | None
    sector: str | None
    role: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class ActorTable:
    """Everything that codes are looked up in; `people` are the user's roles, by folded name."""

    people: dict[str, tuple[_Entry, ...]] = field(default_factory=dict)

    def code(
        self, text: str, *, titles: Sequence[str] = (), on: str | None = None, home: str | None = None
    ) -> ActorCode | None:
        """The code of an actor named or described by `text`, whose titles the article gives as `titles`.

        `on` (YYYY-MM-DD) picks among dated roles. `home` is the country that the article reports from, taken for organs
        and servants of a state that are named without theirs. None when nothing is known.
        """
        for phrase in (text, *titles):
            country = self._country_in(phrase)
            if country is not None:
                return ActorCode(country, self.sector(text, titles), _first_title(titles), "article_title")
            body = _organisation_in(phrase)
            if body is not None:
                sector = self.sector(text, titles) or body.sector
                return ActorCode(body.code, sector, _first_title(titles), "dictionary")
        entry = self._person(text, on)
        if entry is not None:
            sector = entry.sector or self.sector(text, titles)
            return ActorCode(entry.code, sector, entry.role, "roles_file")
        sector = self.sector(text, titles)
        if sector in _STATE_SECTORS and home is not None:
            return ActorCode(home, sector, _first_title(titles), "article_home")
        return ActorCode(None, sector, _first_title(titles), "article_title") if sector else None

    def country_of(self, name: str) -> str | None:
        """The code of a name in the user's roles file, None when it has none."""
        entry = self._person(name, None)
        return entry.code if entry else None

    def sector(self, text: str, titles: Sequence[str] = ()) -> str | None:
        """The PLOVER sector that the words of a title or description tell; longer terms win."""
        for phrase in (text, *titles):
            found = _sector_in(phrase)
            if found is not None:
                return found
        named = find_country(text)
        return "GOV" if named and named.kind in {"seat"} else None

    def _country_in(self, phrase: str) -> str | None:
        """The country that the phrase's own words name, leaving out those after a preposition such as "to"."""
        for name in _names(_near_part(phrase)):
            entry = self.people.get(_fold(name))
            if entry and entry[0].role == "state":
                return entry[0].code
            if name in AMBIGUOUS and name != phrase.strip():
                continue
            country = find_country(name)
            if country is not None and _organisation(name) is None:
                return country.code
        return None

    def _person(self, text: str, on: str | None) -> _Entry | None:
        entries = self.people.get(_fold(text))
        if not entries:
            return None
        if on is not None:
            fitting = [e for e in entries if (not e.start or e.start <= on) and (not e.end or on <= e.end)]
            return fitting[0] if fitting else None
        return entries[0]


def load_actor_table(roles_file: str = "") -> ActorTable:
    """The table with the user's roles file (its content; empty for none).

    Raises:
        InputError: The file lacks a column.
    """
    people: dict[str, list[_Entry]] = {}
    for row in _roles_rows(roles_file):
        entry = _Entry(row["country"] or None, row["sector"] or None, row["role"] or None, row["from"], row["to"])
        for name in (row["name"], *split_names(row["aliases"])):
            people.setdefault(_fold(name), []).append(entry)
    return ActorTable({name: tuple(entries) for name, entries in people.items()})


def _roles_rows(content: str) -> Iterator[dict[str, str]]:
    if not content.strip():
        return
    rows = csv.DictReader(StringIO(content))
    missing = [column for column in _ROLE_COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"roles file: no column {', '.join(missing)}; it needs {', '.join(_ROLE_COLUMNS)}")
    for row in rows:
        yield {column: (row[column] or "").strip() for column in _ROLE_COLUMNS}


def read_roles(roles_file: str) -> tuple[Role, ...]:
    """The roles of the user's file, with the name in place of an entity id."""
    return tuple(
        Role(row["name"], row["role"], row["country"] or None, row["sector"] or None, row["from"], row["to"])
        for row in _roles_rows(roles_file)
    )


def _first_title(titles: Sequence[str]) -> str | None:
    return titles[0] if titles else None


def _fold(name: str) -> str:
    return name.replace("’", "'").casefold().removeprefix("the ").strip()


def _near_part(phrase: str) -> str:
    """The phrase up to a preposition that leads elsewhere ("ambassador to Japan", "talks with Iran")."""
    words = phrase.split()
    for index, word in enumerate(words):
        if index and word.lower() in _FAR_PREPOSITIONS:
            return " ".join(words[:index])
    return phrase


def _names(phrase: str) -> Iterator[str]:
    """The runs of words of a phrase, longer ones first at each place, left to right."""
    words = list(_WORD.finditer(phrase))
    for first in range(len(words)):
        for last in range(min(len(words), first + _MAX_NAME_WORDS) - 1, first - 1, -1):
            yield phrase[words[first].start() : words[last].end()].removesuffix("'s").removesuffix("’s")


@lru_cache(maxsize=1)
def _organisations() -> dict[str, _Entry]:
    table: dict[str, _Entry] = {}
    with files(__package__).joinpath("organisations.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for name in (row["name"], *split_names(row["aliases"])):
                table[name.removeprefix("the ")] = _Entry(row["code"], row["sector"] or None)
    return table


def _organisation(name: str) -> _Entry | None:
    return _organisations().get(name.replace("’", "'").removeprefix("the ").removeprefix("The "))


def _organisation_in(phrase: str) -> _Entry | None:
    return next((entry for name in _names(_near_part(phrase)) if (entry := _organisation(name))), None)


@lru_cache(maxsize=1)
def _sectors() -> dict[str, str]:
    with files(__package__).joinpath("sectors.csv").open("r", encoding="utf-8") as file:
        return {word: row["sector"] for row in csv.DictReader(file) for word in split_names(row["words"])}


def _sector_in(phrase: str) -> str | None:
    """The sector of the longest known term of the phrase; of equals the last, which is the phrase's head."""
    best: tuple[int, int, str] | None = None
    near = _near_part(phrase).lower()
    for position, name in enumerate(_names(near)):
        sector = _sectors().get(name) or _sectors().get(name.removesuffix("s"))
        if sector is not None and (best is None or (name.count(" "), position) >= best[:2]):
            best = (name.count(" "), position, sector)
    return best[2] if best else None


def iter_codes(table: ActorTable, texts: Iterable[str]) -> Iterator[ActorCode | None]:
    """The codes of many descriptions, in order."""
    return (table.code(text) for text in texts)

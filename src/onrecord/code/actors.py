"""Who an actor is in codes: country or kind of body, sector, and the rule that decided.

The order of the rules: the article's own words ("Chinese Foreign Ministry spokesman"), the tables that come
with onrecord, the user's roles file, the country that the article reports from. Names are looked up as printed, never
by likeness. The tables were written for the project (Apache-2.0); codes are ISO 3166-1 alpha-3 and PLOVER's.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from io import StringIO

from onrecord.code.places import countries_in
from onrecord.errors import InputError
from onrecord.gazetteer import AMBIGUOUS, find_country, split_names
from onrecord.model import Role

__all__ = ["ActorCode", "ActorTable", "load_actor_table", "read_roles"]

_WORD = re.compile(r"[^\W_](?:[\w.&'’-]*\w)?\.?|&")
_MAX_NAME_WORDS = 7
_INWARD = frozenset({"of", "from", "in", "at", "near", "on", "inside", "outside", "across", "for"})
_OUTWARD = frozenset({"to", "with", "against", "over", "about", "towards", "toward", "who", "that", "which", "loyal"})
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"})
_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_LOCAL_SECTORS = _STATE_SECTORS | {"LAB", "EDU", "PTY", "OPP", "PRM", "AGR", "ELI", "CVL", "REB"}
_PLACES = re.compile(r"\b(?:in|at|near|outside|of|from) ((?:[A-ZÀ-Þ][\w’'\-]+ ?){1,3})")
_FORMER = re.compile(r"(?i)\b(?:former|ex|ousted|deposed|late|onetime|retired)\b")
_ROLE_COLUMNS = ("name", "aliases", "country", "sector", "role", "from", "to")


@dataclass(frozen=True, slots=True)
class ActorCode:
    """A code (alpha-3 or PLOVER), a sector, a role, and the rule that decided.

    Rules: "article_title" (the words of the article), "dictionary" (the tables of bodies and places), "roles_file"
    (the user's), "sentence" (the only country that the sentence names), "article_home" (an organ of state named without
    its country).
    """

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
    only_at_home: bool = False


@dataclass(frozen=True, slots=True)
class _Parts:
    """A phrase up to its first preposition, and what follows prepositions that lead inward ("of", "in")."""

    near: str
    inward: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorTable:
    """Everything that codes are looked up in.

    `people` are the user's roles, by folded name; `states` the names, as printed, that the user's list gives to states.
    """

    people: dict[str, tuple[_Entry, ...]] = field(default_factory=dict)
    states: frozenset[str] = frozenset()

    def code(
        self,
        text: str,
        *,
        titles: Sequence[str] = (),
        on: str | None = None,
        nearby: str | None = None,
        home: str | None = None,
        person: bool = False,
    ) -> ActorCode | None:
        """The code of an actor named or described by `text`, whose titles the article gives as `titles`.

        `on` (YYYY-MM-DD) picks among dated roles. `nearby` is the only country that the sentence names, taken for
        people and bodies that belong to some country ("police"); `home` the one that the article reports from, taken
        for organs and servants of a state. A `person`'s name holds no towns. None when nothing is known.
        """
        sector = self.sector(text, titles)
        title = titles[0] if titles else None
        for phrase in (text, *titles):
            found = self._place_of(phrase, sector, home, towns=not person)
            if found is not None:
                entry, rule = found
                kind = entry.sector if entry.code in _BODIES else sector or entry.sector
                return ActorCode(entry.code, kind, title, rule)
        listed = self._person(text, on)
        if listed is not None:
            return ActorCode(listed.code, listed.sector or sector, listed.role, "roles_file")
        if sector in _LOCAL_SECTORS and nearby is not None:
            return ActorCode(nearby, sector, title, "sentence")
        if sector in _STATE_SECTORS and home is not None:
            return ActorCode(home, sector, title, "article_home")
        return ActorCode(None, sector, title, "article_title") if sector else None

    def country_of(self, name: str) -> str | None:
        """The code of a name in the user's roles file, None when it has none."""
        entry = self._person(name, None)
        return entry.code if entry else None

    def only_country(self, sentence: str) -> str | None:
        """The country that a sentence names, by whatever kind of name, when it names exactly one."""
        codes = {_sovereign(code) for code in countries_in(sentence)}
        codes |= {
            code for place in _PLACES.findall(sentence) for name in _names(place) if (code := _cities().get(name))
        }
        codes |= {code for name in _names(sentence) if name[:1].isupper() and (code := _states().get(name))}
        return codes.pop() if len(codes) == 1 else None

    def sector(self, text: str, titles: Sequence[str] = ()) -> str | None:
        """The PLOVER sector that the words of a name or title tell."""
        for phrase in (text, *titles):
            found = _sector_in(phrase)
            if found is not None:
                return found
        return None

    def _place_of(self, phrase: str, sector: str | None, home: str | None, *, towns: bool) -> tuple[_Entry, str] | None:
        """The country or body that the phrase's own words name: before its prepositions first, then after."""
        for name in _names(phrase):
            body = (_organisation(name) or self._country_named(name)) if " of " in name else None
            if body is not None:
                return body, "dictionary"
        parts = _split(phrase)
        for part in (parts.near, *parts.inward):
            found = self._named_in(part, sector, home)
            if found is not None:
                return found
        if not towns:
            return None
        near = _cities().get(_bare(parts.near))
        city = near or next(
            (code for part in parts.inward for name in _names(part) if (code := _cities().get(name))), None
        )
        return (_Entry(_sovereign(city), None), "dictionary") if city else None

    def _named_in(self, part: str, sector: str | None, home: str | None) -> tuple[_Entry, str] | None:
        """The first body, state or country named in the words, the longest form at each place."""
        first: tuple[_Entry, str] | None = None
        for name in _names(part):
            body = _organisation(name)
            if body is not None and (not body.only_at_home or home == body.code):
                if first is None or body.code in {"NGO", "MNC"}:
                    return body, "dictionary"
                return first
            if first is None:
                first = self._state(name, part, sector)
        if first is None:
            codes = countries_in(part)
            if codes:
                return _Entry(_sovereign(codes[0]), None), "dictionary"
        return first

    def _country_named(self, name: str) -> _Entry | None:
        naming = find_country(name)
        return _Entry(_sovereign(naming.code), "GOV" if naming.kind == "capital" else None) if naming else None

    def _state(self, name: str, part: str, sector: str | None) -> tuple[_Entry, str] | None:
        entries = self.people.get(_fold(name))
        if entries and entries[0].role == "state":
            return _Entry(entries[0].code, None), "roles_file"
        state = _states().get(_bare(name))
        if state is not None:
            return _Entry(state, None), "article_title"
        naming = find_country(name)
        if naming is None or (name in AMBIGUOUS and _bare(part) != name and not _confirmed(name, sector)):
            return None
        return _Entry(_sovereign(naming.code), None), "article_title"

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
    states = frozenset(role.entity for role in read_roles(roles_file) if role.role == "state")
    return ActorTable({name: tuple(entries) for name, entries in people.items()}, states)


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


def _fold(name: str) -> str:
    return _bare(name.replace("’", "'")).casefold()


def _bare(name: str) -> str:
    return re.sub(r"^(?i:the|a|an)\s+", "", name.strip()).removesuffix("'s").removesuffix("’s")


def _confirmed(name: str, sector: str | None) -> bool:
    """Whether the rest of the phrase makes an ambiguous name a country: it names an organ or people of one."""
    return sector is not None and name != "Washington"


def _split(phrase: str) -> _Parts:
    """The phrase cut at its prepositions; what leads elsewhere ("ambassador to Japan") is left out."""
    near: list[str] = []
    inward: list[list[str]] = []
    target: list[str] | None = near
    for position, word in enumerate(phrase.split()):
        lower = word.lower()
        if position and lower in _OUTWARD:
            target = None
        elif position and lower in _INWARD:
            target = []
            inward.append(target)
        elif target is not None:
            target.append(word)
    return _Parts(" ".join(near), tuple(" ".join(part) for part in inward if part))


def _names(phrase: str) -> Iterator[str]:
    """The runs of words of a phrase, longer ones first at each place, left to right."""
    words = list(_WORD.finditer(phrase))
    for first in range(len(words)):
        for last in range(min(len(words), first + _MAX_NAME_WORDS) - 1, first - 1, -1):
            run = phrase[words[first].start() : words[last].end()]
            yield run.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")


@lru_cache(maxsize=1)
def _organisations() -> dict[str, _Entry]:
    table: dict[str, _Entry] = {}
    with files(__package__).joinpath("organisations.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            entry = _Entry(row["code"], row["sector"] or None, only_at_home=row["home"] == "yes")
            for name in (row["name"], *split_names(row["aliases"])):
                table[name.removeprefix("the ")] = entry
    return table


def _organisation(name: str) -> _Entry | None:
    return _organisations().get(name.replace("’", "'").removeprefix("the ").removeprefix("The "))


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """Towns whose name points to one country; from GeoNames (CC BY 4.0), see docs/reference/events.md."""
    with files(__package__).joinpath("cities.csv").open("r", encoding="utf-8") as file:
        return {row["name"]: row["country"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _state_rows() -> tuple[dict[str, str], ...]:
    with files(__package__).joinpath("states.csv").open("r", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """States that are gone, parts of states and groups of states, by name."""
    return {_bare(name): row["code"] for row in _state_rows() for name in split_names(row["names"])}


def _sovereign(code: str) -> str:
    """The code of the state that a dependent territory belongs to."""
    return _SOVEREIGNS.get(code, code)


# PLOVER codes territories as the state that they belong to, but for ATA, HKG, PSE, TWN and Kosovo.
_SOVEREIGNS = {
    "GRL": "DNK", "FRO": "DNK", "PRI": "USA", "GUM": "USA", "GIB": "GBR", "FLK": "GBR", "BMU": "GBR", "CYM": "GBR",
    "NCL": "FRA", "PYF": "FRA", "GUF": "FRA", "ABW": "NLD", "CUW": "NLD", "COK": "NZL", "NIU": "NZL", "MAC": "CHN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Term:
    sector: str
    weak: bool


@lru_cache(maxsize=1)
def _sectors() -> dict[str, _Term]:
    with files(__package__).joinpath("sectors.csv").open("r", encoding="utf-8") as file:
        return {
            word: _Term(row["sector"], row["weak"] == "weak")
            for row in csv.DictReader(file)
            for word in split_names(row["words"])
        }


def _term(name: str) -> _Term | None:
    """The term as printed, or its singular."""
    found = _sectors().get(name)
    if found is None and name.endswith("ies"):
        found = _sectors().get(name[:-3] + "y")
    return found or (_sectors().get(name[:-1]) if name.endswith("s") else None)


def _sector_in(phrase: str) -> str | None:
    """The sector of the words before the first preposition, else of those after it.

    A weak term ("leader", "delegation") gives way to one that says of whom ("leader of the rebels"). Of equals the
    longest wins, then the last, which is the phrase's head. A bare capital or seat of government stands for it.
    """
    if _bare(phrase) in _states():
        return None
    parts = _split(phrase)
    near = _best_term(parts.near)
    if near is None or near.weak:
        inner = next((term for part in parts.inward if (term := _best_term(part)) and not term.weak), None)
        near = inner if near is None or (inner is not None and inner.sector not in _STATE_SECTORS) else near
    if near is not None:
        former = near.sector == "GOV" and _FORMER.search(parts.near)
        return "ELI" if former else near.sector
    return _sector_of_name(_bare(phrase))


def _best_term(part: str) -> _Term | None:
    best: tuple[bool, int, int, _Term] | None = None
    for position, name in enumerate(_names(part.lower())):
        term = _term(name)
        if term is not None and (best is None or (not term.weak, name.count(" "), position) >= best[:3]):
            best = (not term.weak, name.count(" "), position, term)
    return best[3] if best else None


def _sector_of_name(name: str) -> str | None:
    naming = find_country(name)
    if naming is None:
        first = name.split(" and ", maxsplit=1)[0].split(", ", maxsplit=1)[0]
        naming = find_country(first) if first != name else None
        return "GOV" if naming and naming.kind in {"capital", "seat"} else None
    if naming.kind in {"capital", "seat"}:
        return "GOV"
    return "CVL" if naming.kind == "demonym" and name.endswith("s") else None

"""Who an actor is in codes: country or kind of body, sector, and the rule that decided.

The order of the rules: the article's own words ("Chinese Foreign Ministry spokesman"), the tables that come
with onrecord, the user's roles file, the country that the article reports from. Names are looked up as printed, never
by likeness. The tables were written for the project (Apache-2.0); codes are ISO 3166-1 alpha-3 and PLOVER's.
"""

import csv
import re
from calendar import monthrange
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO

from onrecord.code.belonging import Scene, choose_country
from onrecord.code.compounds import plain_compounds
from onrecord.code.leaders import find_leader, leader_in
from onrecord.code.meanings import (
    BODIES,
    Around,
    begins_name,
    countries_named,
    may_name,
    only_country,
    sovereign,
    states,
)
from onrecord.code.places import countries_in
from onrecord.code.sectors import STATE_SECTORS, bare, office_in, runs, sector_in, sector_of_member, split
from onrecord.code.uprooted import are_uprooted
from onrecord.errors import InputError
from onrecord.gazetteer import AMBIGUOUS, find_country, split_names
from onrecord.gazetteer.bodies import find_body
from onrecord.gazetteer.places import find_region, find_town, is_surname, without_nowhere
from onrecord.model import Role

__all__ = ["ROLE_COLUMNS", "ActorCode", "ActorTable", "load_actor_table", "read_roles"]

_SEATS = {"VAT": "REL"}
# Whose they are said to be is whose they are not.
_OTHERS = re.compile(
    r"(?i)(?:['’]s?|\bits|\btheir|\bhis|\bher) (?:[\w-]+ ){0,2}(?:neighbou?rs?|allies|ally|partners?|creditors?|"
    r"donors?|rivals?|enem(?:y|ies)|foes?|opponents?|hosts?|counterparts?|adversar(?:y|ies)|lenders)$"
)
_OWNING = re.compile(r"['’]|[Ii]ts |[Tt]heir |[Hh](?:is|er) ")  # what the pattern above begins with, found faster
# States of a region that is called after no country of it.
_GROUPS = re.compile(
    r"\b(?:(?:Latin|South|Central|North) American|Pacific(?: islands?)?|Gulf(?: Arab)?) (?:[a-z-]+ ){0,2}(?:states"
    r"|countries|nations|governments|leaders|presidents|premiers|(?:prime )?ministers|rulers|monarchies|heads of state"
    r"|mediators|envoys)\b"
)
_OF_THE_GULF = re.compile(
    r"\b(?:leaders|presidents|ministers|rulers|states|mediators|envoys|negotiators) (?:from|of) the Gulf$"
)
# What stands in a place and is of the body that follows ("the Geneva office of the World Health Organization").
_SEAT_OF = re.compile(r"(?i)\b(?:headquarters|office|offices|branch|secretariat|mission|seat|arm|chapter)$")
# A people with the name that comes after it told of both ("Indian and Chinese troops").
_JOINED = re.compile(r" and (?:the )?(?P<rest>[A-ZÀ-Þ][\w-]+ (?:[a-z][\w-]*[ .,;]?){1,3})")
# Names of bodies that others share, who are told by the words around.
_SHORT_NAMES = frozenset({"Commission", "Council", "Security Council", "General Assembly", "Court of Justice"})
_POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "national", "state", "electoral", "election", "federal"})
_OF_NAMED = re.compile(r" (?:of|for) (?:the )?[A-ZÀ-Þ]")
# Who sits in Brussels and is of Belgium.
_LOCAL_OFFICE = re.compile(r"(?i)\b(?:judges?|courts?|police|mayor|prosecutors?|airport|hospital|university)\b")
_OF_NO_SECTOR = frozenset({"IGO", "UNO", "NGO", "MNC"})  # as the codebook has it
_PERIOD = re.compile(r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2]))?", re.ASCII)  # a year, or a month of it
ROLE_COLUMNS = ("name", "aliases", "country", "sector", "role", "from", "to")
"""What a roles file has to hold."""


@dataclass(frozen=True, slots=True)
class ActorCode:
    """A code (alpha-3 or PLOVER), a sector, a role, and the rule that decided.

    Rules: "article_title" (the words of the article), "dictionary" (the tables of bodies, people and places),
    "roles_file" (the user's), "sentence" (a country that the sentence names), "possessor" (whose "its premier"
    is), "article_home" (an organ of state named without its country).
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


@dataclass(frozen=True, slots=True)
class _Found:
    """A code with the sector of the body that gave it, the rule, and the body's name as printed ("" for places)."""

    code: str | None
    sector: str | None
    rule: str
    name: str


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
        among: Collection[str] = (),
        person: bool = False,
    ) -> ActorCode | None:
        """The code of an actor named or described by `text`, whose titles the article gives as `titles`.

        `on` (YYYY-MM-DD) picks among dated roles. `nearby` is the country named around that the actor is held to be
        of, taken where its own words tell none; `home` the one that the article reports from, taken for organs and
        servants of a state. `among` are the countries named around, which tell what an ambiguous name
        means. A `person`'s name holds no towns. None when nothing is known.
        """
        sector = self.sector(text, titles)
        title = titles[0] if titles else None
        around = Around(home, frozenset(among))
        for phrase in (_titles_in(text) if person else text, *titles):
            found = self._place_of(phrase, sector, around, towns=not person)
            if found is not None:
                return ActorCode(found.code, _kind(phrase, found, sector), title, found.rule)
        leader = find_leader(text, titles, on)
        if leader is not None:
            former = "ELI" if sector == "ELI" else leader.sector
            return ActorCode(leader.code, former, title or leader.role, "dictionary")
        listed = self._person(text, on)
        if listed is not None:
            return ActorCode(listed.code, listed.sector or sector, listed.role, "roles_file")
        told = _led_by(text, titles, sector, on, person=person)
        if told is not None:
            return told
        if nearby is not None and nearby not in BODIES:
            return ActorCode(nearby, sector, title, "sentence")
        if person and not any(office_in(phrase) for phrase in (text, *titles)):
            home = None
        if sector in STATE_SECTORS and home is not None:
            return ActorCode(home, sector, title, "article_home")
        if person and sector in STATE_SECTORS and home is None and not any(office_in(p) for p in (text, *titles)):
            sector = None  # "its leader" may lead anything
        return ActorCode(None, sector, title, "article_title") if sector or (person and title) else None

    def code_in(
        self,
        text: str,
        scene: Scene | None,
        *,
        on: str | None = None,
        home: str | None = None,
        among: Collection[str] = (),
    ) -> ActorCode | None:
        """The code of an actor by its own words, else by the countries named in its scene, else by its article's.

        Where the scene and the article tell two countries it stays open.
        """
        return self.code_around(text, self.code(text, on=on, among=among), scene, on=on, home=home, among=among)

    def code_around(
        self,
        text: str,
        own: ActorCode | None,
        scene: Scene | None,
        *,
        on: str | None = None,
        home: str | None = None,
        among: Collection[str] = (),
    ) -> ActorCode | None:
        """As `code_in`, of an actor whose `own` code is known already."""
        told = self._code_around(text, own, scene, on=on, home=home, among=among)
        if (
            told is not None
            and told.sector in {None, "CVL"}
            and scene is not None
            and are_uprooted(text, scene.sentence)
        ):
            return replace(told, sector="REF")
        return told

    def _code_around(
        self,
        text: str,
        own: ActorCode | None,
        scene: Scene | None,
        *,
        on: str | None,
        home: str | None,
        among: Collection[str],
    ) -> ActorCode | None:
        if own is not None and own.code is not None:
            return own if own.sector or scene is None else replace(own, sector=_sector_joined(text, scene))
        nearby = None if scene is None else choose_country(text, self.sector(text), scene)
        if nearby is not None and home not in {None, nearby}:
            return own
        return self.code(text, on=on, nearby=nearby, home=home, among=among)

    def code_of_possessed(self, text: str, owner: ActorCode) -> ActorCode | None:
        """The code of what belongs to `owner` ("its premier"), None for those that are another's ("its allies")."""
        if owner.code is None or owner.code in BODIES or _OTHERS.search(split(text).near):
            return None
        return ActorCode(owner.code, self.sector(text), None, "possessor")

    def country_of(self, name: str) -> str | None:
        """The code of a name in the user's roles file, None when it has none."""
        entry = self._person(name, None)
        return entry.code if entry else None

    def only_country(self, sentence: str) -> str | None:
        """The country that a sentence names when it names exactly one, but for those abroad."""
        return only_country(sentence)

    def countries_named(self, text: str) -> frozenset[str]:
        """The countries that a text names, by whatever kind of name."""
        return countries_named(text)

    def sector(self, text: str, titles: Sequence[str] = ()) -> str | None:
        """The PLOVER sector that the words of a name or title tell."""
        for phrase in (text, *titles):
            found = _SEATS.get(states().get(bare(phrase), "")) if bare(phrase) in states() else sector_in(phrase)
            if found is not None:
                return found
        return None

    def _place_of(self, phrase: str, sector: str | None, around: "Around", *, towns: bool) -> "_Found | None":
        """The country or body that the phrase's own words name: before its prepositions first, then after."""
        if not self.people and not may_name(phrase):
            return None
        inside = split(phrase)
        if any(_GROUPS.search(part) for part in (inside.near, *inside.inward)) or _OF_THE_GULF.search(phrase):
            return _Found("IGO", None, "dictionary", "")
        phrase = without_nowhere(phrase)
        trimmed = bare(phrase)
        for name in runs(phrase, begins=self._begins):
            within = " of " in name
            whole = " " in name and name == trimmed  # "Action Against Hunger": cut at no preposition
            if not within and not whole:
                continue
            body = find_body(name) if not _is_of_others(name, phrase) else None
            if body is not None and body.only_at_home and around.home != body.code:
                body = None
            country = self._country_named(name) if within and body is None else None
            if country is not None:
                return _Found(country.code, country.sector, "dictionary", name)
            if body is not None:
                return _Found(body.code, body.sector, "dictionary", name)
        parts = split(plain_compounds(phrase))
        if _SEAT_OF.search(parts.near):
            names = (name for part in parts.inward for name in runs(part, begins=self._begins))
            bodies = (find_body(name) for name in names if not _is_of_others(name, phrase))
            seated = next((body for body in bodies if body is not None and body.code in BODIES), None)
            if seated is not None:
                return _Found(seated.code, seated.sector, "dictionary", "")
        others = _OTHERS.search(parts.near) if _OWNING.search(parts.near) else None
        if others and not countries_in(others.group()):
            return None
        for part in (parts.near, *parts.inward):
            found = self._named_in(part, sector, around, phrase)
            if found is not None:
                return found
        if not towns:
            return None
        near = find_town(bare(parts.near))
        city = near or next((code for part in parts.inward for name in runs(part) if (code := find_town(name))), None)
        return _Found(sovereign(city), None, "dictionary", "") if city else None

    def _named_in(self, part: str, sector: str | None, around: "Around", phrase: str) -> "_Found | None":
        """The first body, state, country or region named in a part of the phrase, the longest form at each place."""
        first: _Found | None = None
        for name in runs(part, begins=self._begins):
            body = None if _is_of_others(name, phrase) else find_body(name)
            if body is not None and (not body.only_at_home or around.home == body.code):
                if first is None or body.code in {first.code, "NGO", "MNC"}:
                    return _Found(body.code, body.sector, "dictionary", name)
                return first
            if first is None:
                meant = "BEL" if bare(name) == "Brussels" and _LOCAL_OFFICE.search(phrase) else around.meant(name)
                if meant is None and part.startswith("the "):
                    meant = around.meant(part)  # "the North"
                if meant == "":
                    return None
                first = _Found(meant, None, "dictionary", "") if meant else self._state(name, part, sector)
            shared = is_surname(name) and name != bare(part)
            if first is None and not shared and (region := find_region(name)) is not None:
                first = _Found(sovereign(region), None, "dictionary", "")
        if first is None:
            codes = countries_in(part)
            if codes:
                return _Found(sovereign(codes[0]), None, "dictionary", "")
        return first

    @property
    def _begins(self) -> Callable[[str], bool] | None:
        """Whether a name may begin with a word; the user's names may begin with any."""
        return None if self.people else begins_name

    def _country_named(self, name: str) -> _Entry | None:
        naming = find_country(name)
        return _Entry(sovereign(naming.code), "GOV" if naming.kind == "capital" else None) if naming else None

    def _state(self, name: str, part: str, sector: str | None) -> "_Found | None":
        entries = self._listed(name)
        if entries and entries[0].role == "state":
            return _Found(entries[0].code, None, "roles_file", "")
        state = states().get(bare(name))
        if state is not None:
            return _Found(state, None, "article_title", "")
        naming = find_country(name)
        name = bare(name)
        if naming is None or (name in AMBIGUOUS and bare(part) != name and not _confirmed(name, part, sector)):
            return None
        return _Found(sovereign(naming.code), None, "article_title", "")

    def _listed(self, name: str) -> Sequence[_Entry]:
        """What the user's file tells of a name; most users have none, so that no name need be folded."""
        return self.people.get(_fold(name), ()) if self.people else ()

    def _person(self, text: str, on: str | None) -> _Entry | None:
        entries = self._listed(text)
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
    missing = [column for column in ROLE_COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"roles file: no column {', '.join(missing)}; it needs {', '.join(ROLE_COLUMNS)}")
    for row in rows:
        cells = {column: (row[column] or "").strip() for column in ROLE_COLUMNS}
        yield {**cells, "from": _first_day(cells["from"]), "to": _last_day(cells["to"])}


def _first_day(period: str) -> str:
    """The day on which a year or month begins; anything else as it is."""
    return period + {4: "-01-01", 7: "-01"}.get(len(period), "") if _PERIOD.fullmatch(period) else period


def _last_day(period: str) -> str:
    """The day on which a year or month ends; anything else as it is."""
    if not _PERIOD.fullmatch(period):
        return period
    year, month = int(period[:4]), int(period[5:] or 12)
    return f"{period[:4]}-{month:02}-{monthrange(year, month)[1]:02}"


def read_roles(roles_file: str) -> tuple[Role, ...]:
    """The roles of the user's file, with the name in place of an entity id."""
    return tuple(
        Role(row["name"], row["role"], row["country"] or None, row["sector"] or None, row["from"], row["to"])
        for row in _roles_rows(roles_file)
    )


def _fold(name: str) -> str:
    return bare(name.replace("’", "'")).casefold()


def _kind(phrase: str, found: _Found, sector: str | None) -> str | None:
    """The sector of an actor whose words name a place or body; those of no one state have none."""
    if found.code in _OF_NO_SECTOR and sector != "LAB":
        return None
    if found.name and found.sector:
        return sector_of_member(phrase, found.name, found.sector)
    if found.code == "MNC" and sector == "LAB":
        return sector
    return found.sector if found.code in BODIES else sector or found.sector


def _titles_in(text: str) -> str:
    """What stands before a person's name: up to the last title, small word or possessive ("Indian tycoon")."""
    words = text.split()
    last = max(
        (
            i
            for i, word in enumerate(words)
            if word[:1].islower() or word.endswith(("'s", "’s")) or sector_in(word.strip(",").lower()) in STATE_SECTORS
        ),
        default=-1,
    )
    return " ".join(words[: last + 1])


def _sector_joined(text: str, scene: Scene) -> str | None:
    """The sector of a people whose noun comes only after another people ("Indian and Chinese troops")."""
    naming = find_country(bare(text))
    if naming is None or naming.kind != "demonym" or text.endswith("s"):
        return None
    joined = _JOINED.match(scene.sentence, scene.start + len(text))
    return sector_in(joined["rest"].strip(" .,;")) if joined is not None else None


def _led_by(text: str, titles: Sequence[str], sector: str | None, on: str | None, *, person: bool) -> ActorCode | None:
    """The code of what a leader leads: "Assad's forces", "the Reagan administration"; of people by their titles."""
    for phrase in titles if person else (text, *titles):
        parts = split(phrase)
        for part in (parts.near, *parts.inward):
            found = leader_in(part, on)
            if found is not None:
                leader, name = found
                own = leader.sector if bare(part) == name or leader.sector is None else None
                return ActorCode(leader.code, sector or own, titles[0] if titles else None, "dictionary")
    return None


def _is_of_others(name: str, phrase: str) -> bool:
    """Whether a body's short name is only part of another's ("Electoral Commission", "Armenia's Security Council")."""
    if name not in _SHORT_NAMES:
        return False
    at = phrase.find(name)
    before, after = phrase[:at].rstrip(), phrase[at + len(name) :]
    last = before.rsplit(maxsplit=1)[-1] if before else ""
    own = last[:1].isupper() and last.lower() not in {"the", "a", "an", "un", "u.n.", "eu", "european", "nations"}
    return own or last.endswith(("'s", "’s")) or last.lower() in _POSSESSIVES or bool(_OF_NAMED.match(after))


def _confirmed(name: str, part: str, sector: str | None) -> bool:
    """Whether the rest makes an ambiguous name a country: it names an organ or people of one, or other countries."""
    return (sector is not None and name != "Washington") or bool(countries_in(part))

"""What names of countries mean in a text: ambiguous ones by those beside them, states that are gone, whom a text names.

`ambiguous.csv` lists names of several countries, and peoples that live in several, with the countries beside which each
is meant; `states.csv` states that are gone, parts of states and groups of states. Both were written for the project
from general knowledge (Apache-2.0).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.code.places import Spot, spot_countries
from onrecord.code.sectors import bare, first_run, runs
from onrecord.gazetteer import country_names, find_country, split_names
from onrecord.gazetteer.bodies import body_names, find_body
from onrecord.gazetteer.places import find_place, find_region, find_town, place_names, without_nowhere
from onrecord.lexicon.kinds import noun_kind

__all__ = [
    "BODIES",
    "Around",
    "begins_name",
    "countries_named",
    "may_name",
    "only_country",
    "sovereign",
    "spot_named",
    "states",
]

BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"})
"""Codes that stand for no country."""
_PLACES = re.compile(r"\b(?:in|at|near|outside|of|from) ((?:[A-ZÀ-Þ][\w’'\-]+ ?){1,3})")
# Those who are of a country and abroad, and what lies over its border.
_ABROAD = re.compile(
    r"\b[A-ZÀ-Þ]\w+ (?:ambassadors?|envoys?|consuls?|diplomats?|high commission|nationals|citizens|tourists|convicts"
    r"|migrants|refugees|peacekeepers|hostages|embass(?:y|ies)|consulates?|flags?)(?![\w-])"
    r"|\b(?:borders?|frontiers?|crossings?|bridges?) (?:with|into|to) (?:the )?[A-ZÀ-Þ]\w+"
    r"|\b(?:embass(?:y|ies)|consulates?|flags?) of (?:the )?[A-ZÀ-Þ]\w+"
)
# Countries that people are called after.
_SHARED_NAMES = re.compile(r"(?<![\w-])(?P<name>Chad|Jordan|Turkey)(?![\w-])")
_NAME_AFTER = re.compile(r"(?:,? (?:Jr|Sr)\.| [A-ZÀ-Þ])")
_NAME_BEFORE = re.compile(r"(?<![.!?:;”\"] )(?<!^)\b[A-ZÀ-Þ][\w.’'-]* $")
_INITIAL = re.compile(r"[A-Z]\.")
# Sectors of bodies whose name tells of which country the talk is.
_ORGANS = frozenset({"GOV", "LEG", "JUD", "COP", "PTY", "LAB"})
_SENTENCE_CHARS = 1000


@dataclass(frozen=True, slots=True)
class Around:
    """What an actor's surroundings tell: the article's own country, and the countries named around it."""

    home: str | None
    among: frozenset[str]

    def meant(self, name: str) -> str | None:
        """What an ambiguous name means here: "" when it stays open, None when the name isn't ambiguous."""
        meanings = _ambiguous().get(name) or _ambiguous().get(bare(name))
        if meanings is None:
            return None
        fitting = {meaning.code for meaning in meanings if self.among & meaning.hints}
        if len(fitting) == 1:
            return fitting.pop()
        return next((meaning.code for meaning in meanings if meaning.default), "")


_LONGEST_CODE = 3  # letters of what is always in capitals
_CALLED_AFTER = frozenset("center centre city county district island park prefecture province region state".split())


@dataclass(frozen=True, slots=True)
class _Meaning:
    code: str
    hints: frozenset[str]
    default: bool


def countries_named(text: str) -> frozenset[str]:
    """The countries (alpha-3) that a text names by name, demonym, capital, seat, region, people or town.

    An ambiguous name counts as what the others tell it to mean.
    """
    return frozenset(code for code, _, _ in spot_named(text))


def only_country(sentence: str) -> str | None:
    """The country that a sentence names, by whatever kind of name, when it names exactly one.

    Missions and citizens abroad ("the Brevian ambassador") and what lies over a border say nothing of whose the others
    in the sentence are.
    """
    plain = _ABROAD.sub(" ", sentence)
    codes = countries_named(plain)
    if len(codes) < 2:  # else nothing that organs tell would change it
        codes |= _countries_of_organs(plain)
    return next(iter(codes)) if len(codes) == 1 else None


def spot_named(text: str) -> tuple[Spot, ...]:
    """Where a text names the countries of `countries_named`: code, start and end of every naming."""
    return _spots_of_article(text) if len(text) > _SENTENCE_CHARS else _spots_of_sentence(text)


@lru_cache(maxsize=1024)
def _spots_of_sentence(text: str) -> tuple[Spot, ...]:
    return _spot_named(text)


@lru_cache(maxsize=2)  # an article, and it without those who are abroad
def _spots_of_article(text: str) -> tuple[Spot, ...]:
    return _spot_named(text)


def _spot_named(text: str) -> tuple[Spot, ...]:
    clear = _ambiguous_names().sub(_blank, without_nowhere(text))
    gone = list(_gone_names().finditer(clear))
    spots = {(states()[bare(m.group())], m.start(), m.end()) for m in gone}
    plain = _gone_names().sub(_blank, clear) if gone else clear  # their successors are not named
    spots |= {(sovereign(code), start, end) for code, start, end in spot_countries(plain)}
    for place in _PLACES.finditer(plain):
        spots |= {(sovereign(code), place.start(1), place.end(1)) for code in _towns_in(place[1])}
    names = tuple(runs(plain, capital=True, begins=begins_name))
    spots |= {(code, *_spot_of(name, plain)) for name in names if (code := states().get(name))}
    alone = ((name, find_country(name)) for name in _standing_alone(plain))
    spots |= {(naming.code, *_spot_of(name, plain)) for name, naming in alone if naming}
    unclear = list(_ambiguous_names().finditer(text))
    if unclear:
        bodies = (find_body(name) or find_body(name.removesuffix(".")) for name in names)
        known = {code for code, _, _ in spots}
        around = Around(None, frozenset({*known, *(body.code for body in bodies if body is not None)}))
        spots |= {(code, m.start(), m.end()) for m in unclear if (code := around.meant(_in_small(m.group())))}
    return tuple(sorted(spots, key=lambda spot: (spot[1], -spot[2], spot[0])))


def _in_small(name: str) -> str:
    """A name that datelines print in capitals, as it is printed elsewhere."""
    return name.title() if name.isupper() and len(name) > _LONGEST_CODE else name


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _spot_of(name: str, text: str) -> tuple[int, int]:
    start = text.find(name)
    return start, start + len(name)


def _standing_alone(text: str) -> frozenset[str]:
    """The names in a text that people bear too ("Jordan"), where none stands beside another capitalised word."""
    found = list(_SHARED_NAMES.finditer(text))
    beside = {
        m["name"] for m in found if _NAME_AFTER.match(text, m.end()) or _NAME_BEFORE.search(text[: m.start()][-40:])
    }
    return frozenset(match["name"] for match in found) - beside


def _countries_of_organs(text: str) -> frozenset[str]:
    """The countries of the organs and parties that a text names ("the Seimas")."""
    names = runs(text, capital=True, begins=begins_name)
    bodies = (body for name in names if (body := find_body(name)) and not body.only_at_home)
    return frozenset(body.code for body in bodies if body.sector in _ORGANS and body.code not in BODIES)


def _towns_in(place: str) -> Iterator[str]:
    """The countries of the towns that a few words name, the longest names first: no town within another name.

    A name that nobody knows goes on after a town's in another name ("Cerro Blanco", but "Cerro Hospital").
    """
    words = place.split()
    while words:
        names = (" ".join(words[:size]) for size in range(len(words), 0, -1))
        name = next((n for n in names if _is_known(bare(n))), words[0])
        code = find_town(bare(name))
        words = words[name.count(" ") + 1 :]
        part = " " not in name and bool(words) and not _is_known(bare(words[0])) and not _says_what(words[0])
        if code is not None and not part and find_body(bare(name)) is None:
            yield code


def _says_what(word: str) -> bool:
    """Whether a capitalised word after a town's name says what is called after the town ("Kaduna State")."""
    plain = bare(word).lower().removesuffix("'s").removesuffix("’s")
    return plain in _CALLED_AFTER or noun_kind(plain) is not None


def _is_known(name: str) -> bool:
    """Whether a name is a town's, a place's, a country's or a body's."""
    named = find_town(name) or find_country(name) or find_region(name) or find_place(name) or find_body(name)
    return named is not None


@lru_cache(maxsize=1)
def _ambiguous() -> dict[str, tuple[_Meaning, ...]]:
    """Names of more than one country, with the countries beside which each is meant, and what else is meant."""
    table: dict[str, tuple[_Meaning, ...]] = {}
    with files(__package__).joinpath("ambiguous.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            meaning = _Meaning(row["code"], frozenset(split_names(row["hints"])), row["default"] == "yes")
            for name in split_names(row["names"]):
                table[name] = (*table.get(name, ()), meaning)
    return table


@lru_cache(maxsize=1)
def _ambiguous_names() -> re.Pattern[str]:
    names = {form for name in _ambiguous() for form in (name, name.upper() if len(name) > _LONGEST_CODE else name)}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(names, key=lambda name: (-len(name), name)))})(?![\w-])")


@lru_cache(maxsize=1)
def _gone_names() -> re.Pattern[str]:
    names = [name for row in _state_rows() if row["kind"] == "former" for name in split_names(row["names"])]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?![\w-])")


@lru_cache(maxsize=1 << 15)  # asked for every word of every phrase
def begins_name(word: str) -> bool:
    """Whether the name of a country, body, region or state may begin with the word, an article before it or not."""
    if _INITIAL.fullmatch(word) or word in _first_words() or word.replace(".", "") in _first_words():
        return True
    return word.rstrip(".'’").removesuffix("'s").removesuffix("’s") in _first_words()


def may_name(phrase: str) -> bool:
    """Whether a phrase may name a country, body or place at all: few of the tables' names have no capital."""
    return phrase != phrase.lower() or _small_names().search(phrase) is not None


@lru_cache(maxsize=1)
def _small_names() -> re.Pattern[str]:
    names = (*country_names(), *place_names(), *body_names(), *states(), *_ambiguous())
    return re.compile("|".join(sorted({re.escape(name.split(" ", 1)[0]) for name in names if name == name.lower()})))


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    names = (*country_names(), *place_names(), *body_names(), *states(), *_ambiguous())
    words = {start for name in names for start in (name.split(" ", 1)[0], first_run(name).split(" ", 1)[0])}
    return frozenset({"the", "The", "a", "A", "an", "An", *words, *(word.replace("'", "’") for word in words)})


@lru_cache(maxsize=1)
def _state_rows() -> tuple[dict[str, str], ...]:
    with files(__package__).joinpath("states.csv").open("r", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@lru_cache(maxsize=1)
def states() -> dict[str, str]:
    """States that are gone, parts of states and groups of states, by name."""
    return {bare(name): row["code"] for row in _state_rows() for name in split_names(row["names"])}


def sovereign(code: str) -> str:
    """The code of the state that a dependent territory belongs to."""
    return _SOVEREIGNS.get(code, code)


# PLOVER codes territories as the state that they belong to, but for ATA, HKG, PSE, TWN and Kosovo.
_SOVEREIGNS = {
    "GRL": "DNK", "FRO": "DNK", "PRI": "USA", "GUM": "USA", "GIB": "GBR", "IMN": "GBR", "FLK": "GBR", "BMU": "GBR",
    "CYM": "GBR", "NCL": "FRA", "PYF": "FRA", "GUF": "FRA", "ABW": "NLD", "CUW": "NLD", "COK": "NZL", "NIU": "NZL",
    "MAC": "CHN", "JEY": "GBR", "GGY": "GBR", "SHN": "GBR", "AIA": "GBR", "MSR": "GBR", "TCA": "GBR", "VGB": "GBR",
    "VIR": "USA", "ASM": "USA", "MNP": "USA", "REU": "FRA", "GLP": "FRA", "MTQ": "FRA", "MYT": "FRA", "SPM": "FRA",
    "WLF": "FRA", "BLM": "FRA", "MAF": "FRA", "SXM": "NLD", "BES": "NLD", "ALA": "FIN", "SJM": "NOR", "NFK": "AUS",
    "CXR": "AUS", "TKL": "NZL",
}  # fmt: skip

"""PLOVER sectors that the words of a name, description or title tell.

`sectors.csv` was written for the project (Apache-2.0). A word marked "weak" says little by itself ("leader",
"delegation"), one marked "head" tells it only as the last ("Danish cheese", no "cheese thief"); words without a sector
hold one that means something else in them ("third party").
"""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.gazetteer import find_country, split_names

__all__ = ["STATE_SECTORS", "bare", "first_run", "office_in", "runs", "sector_in", "sector_of_member", "split"]

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_WORD = re.compile(r"[^\W_](?:[\w.&'’-]*\w)?\.?|&")
_MAX_NAME_WORDS = 7
_POSSESSIVES = ("'s", "’s", "'", "’")
_ARTICLE = re.compile(r"^(?i:the|a|an)\s+")
_ARTICLE_STARTS = ("t", "T", "a", "A")
_MAX_CACHED = 8_192  # phrases
_CACHED_CHARS = 300  # what is longer is no phrase, and seldom asked about again
_INWARD = frozenset({"of", "from", "in", "at", "near", "on", "inside", "outside", "across", "for"})
_OUTWARD = frozenset({"to", "with", "against", "over", "about", "towards", "toward", "who", "that", "which", "loyal"})
_FORMER = re.compile(r"(?i)\b(?:former|ex|ousted|deposed|toppled|overthrown|late|onetime|retired)\b")
_EX = re.compile(r"(?i)\bex-(?=\w)")
_OPPOSED = re.compile(r"(?i)\bopposition\b")
# Aircraft, boats and tanks by their designations; no "G-7", no "M-23", who are people.
_ARMS = re.compile(r"\b(?:[BCFTV]|AH|CH|KC|MQ|RQ|UH|Su|MiG|Mi|Tu|Il)-\d{1,3}[A-Z]?s?\b")
# "a 45-year-old Norwegian"
_ONE_OF_A_PEOPLE = re.compile(r"^(?i:an?|one|another) (?:[\w-]+-old |[a-z]+ ){0,2}[A-Z][\w-]+$")
_ARMED = frozenset({"REB", "PRM", "CRM"})
# What somebody of a body may be besides: a party's lawmakers, a rebel movement's police, a ministry's prosecutors.
_MAY_BE = {
    "GOV": frozenset({"JUD", "MIL", "COP", "LEG", "ELI", "SPY"}),
    "PTY": frozenset({"GOV", "LEG", "OPP", "MIL", "ELI", "PRM"}),
    "OPP": frozenset({"LEG", "PTY", "ELI"}),
    "ARMED": frozenset({"GOV", "LEG", "COP", "JUD", "ELI"}),
}


@dataclass(frozen=True, slots=True)
class Parts:
    """A phrase up to its first preposition, and what follows prepositions that lead inward ("of", "in")."""

    near: str
    inward: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    sector: str
    weak: bool
    head: bool


@lru_cache(maxsize=1)
def _sectors() -> dict[str, _Term]:
    with files(__package__).joinpath("sectors.csv").open("r", encoding="utf-8") as file:
        return {
            word: _Term(row["sector"], row["mark"] == "weak", row["mark"] == "head")
            for row in csv.DictReader(file)
            for word in split_names(row["words"])
        }


@lru_cache(maxsize=_MAX_CACHED)
def split(phrase: str) -> Parts:
    """The phrase cut at its prepositions; what leads elsewhere ("ambassador to Japan") is left out."""
    near: list[str] = []
    inward: list[list[str]] = []
    target: list[str] | None = near
    for position, word in enumerate(phrase.replace(" loyal to ", " of ").split()):
        lower = word.lower()
        if position and lower in _OUTWARD and word != "WHO":
            target = None
        elif position and lower in _INWARD:
            target = []
            inward.append(target)
        elif target is not None:
            target.append(word)
    return Parts(" ".join(near), tuple(" ".join(part) for part in inward if part))


def runs(phrase: str, *, capital: bool = False, begins: Callable[[str], bool] | None = None) -> Iterator[str]:
    """The runs of words of a phrase without possessive endings, longer ones first at each place, left to right.

    With `capital` only those that start with one; with `begins` those whose first word it takes.
    """
    find = _runs_of_phrase if len(phrase) <= _CACHED_CHARS else _find_runs
    return iter(find(phrase, capital, begins))


def first_run(phrase: str) -> str:
    """The longest run of words that a phrase begins with, empty for none."""
    return next(_find_runs(phrase, capital=False, begins=None), "")


@lru_cache(maxsize=_MAX_CACHED)
def _runs_of_phrase(phrase: str, capital: bool, begins: Callable[[str], bool] | None) -> tuple[str, ...]:
    return tuple(_find_runs(phrase, capital, begins))


def _find_runs(phrase: str, capital: bool, begins: Callable[[str], bool] | None) -> Iterator[str]:
    words = [match.span() for match in _WORD.finditer(phrase)]
    for first, (start, stop) in enumerate(words):
        if (capital and not phrase[start].isupper()) or (begins is not None and not begins(phrase[start:stop])):
            continue
        for _, end in reversed(words[first : first + _MAX_NAME_WORDS]):
            yield _unowned(phrase[start:end])


def _unowned(words: str) -> str:
    """The words without a possessive ending."""
    if not words.endswith(_POSSESSIVES):
        return words
    return words.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")


@lru_cache(maxsize=1 << 15)
def bare(name: str) -> str:
    """A name without a leading article and without a possessive ending."""
    name = name.strip()
    if name.startswith(_ARTICLE_STARTS):  # a regular expression takes its time, and most names have none
        name = _ARTICLE.sub("", name)
    return name.removesuffix("'s").removesuffix("’s")


@lru_cache(maxsize=_MAX_CACHED)
def sector_in(phrase: str) -> str | None:
    """The sector of the words before the first preposition, else of those after it.

    A weak term gives way to one that says of whom ("leader of the rebels"). Of equals the longest wins, then the
    last, which is the phrase's head. A bare capital or seat of government stands for it.
    """
    naming = find_country(bare(phrase))
    if naming is not None and naming.kind == "name":
        return None
    if naming is not None and phrase.endswith(" House"):
        return "GOV"
    parts = split(_EX.sub("ex ", phrase))
    near = _joined_term(phrase, len(parts.near)) or _best_term(parts.near)
    if near is None or near.weak:
        inner = next((term for part in parts.inward if (term := _best_term(part)) and not term.weak), None)
        near = inner if near is None or (inner is not None and inner.sector not in STATE_SECTORS) else near
    if near is not None:
        office = near.sector == "GOV" or (near.sector in {"MIL", "COP"} and parts.near.endswith(" chief"))
        if office and _FORMER.search(parts.near):
            return "ELI"
        opposed = near.sector == "PTY" and _OPPOSED.search(parts.near)
        return "OPP" if opposed else near.sector or None  # "third party" is no party
    if _ARMS.search(parts.near):
        return "MIL"
    if (
        _ONE_OF_A_PEOPLE.match(phrase)
        and (one := find_country(phrase.rsplit(" ", maxsplit=1)[-1]))
        and one.kind == "demonym"
    ):
        return "CVL"
    return _sector_of_name(bare(phrase), whole=phrase[:4].lower() == "the ")


def office_in(phrase: str) -> str | None:
    """The sector of an office that belongs to a state by its name: "minister", not "leader" or "secretary-general"."""
    term = _best_term(split(phrase).near)
    return term.sector if term is not None and not term.weak and term.sector in STATE_SECTORS else None


def sector_of_member(phrase: str, name: str, body: str | None) -> str | None:
    """The sector of somebody of a body with the sector `body` whose `name` stands in the phrase.

    The body's own, unless the rest of the words say what he is in it ("Hamas police", "BJP lawmakers").
    """
    rest = phrase.replace(name, " ", 1)
    term = _best_term(split(rest).near)
    if body is None or term is None or term.weak:
        return body
    kind = "ELI" if term.sector == "GOV" and _FORMER.search(rest) else term.sector
    allowed = _MAY_BE.get("ARMED" if body in _ARMED else body, frozenset({"ELI"}))
    return kind if kind in allowed else body


def _term(name: str) -> _Term | None:
    """The term as printed, or its singular."""
    found = _sectors().get(name)
    if found is None and name.endswith("ies"):
        found = _sectors().get(name[:-3] + "y")
    return found or (_sectors().get(name[:-1]) if name.endswith("s") else None)


def _best_term(part: str) -> _Term | None:
    best: tuple[bool, int, int, _Term] | None = None
    for position, name in enumerate(runs(part.lower(), begins=_begins_term)):
        term = _term(name)
        if term is not None and term.head and not part.lower().endswith(name):
            continue
        if term is not None and (best is None or (not term.weak, name.count(" "), position) >= best[:3]):
            best = (not term.weak, name.count(" "), position, term)
    return best[3] if best else None


@lru_cache(maxsize=1 << 15)  # asked for every word of every phrase
def _begins_term(word: str) -> bool:
    """Whether a term may begin with the word, or be its singular."""
    word = _unowned(word)
    firsts = _first_words()
    return word in firsts or word.removesuffix("s") in firsts or (word[-3:] == "ies" and word[:-3] + "y" in firsts)


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(_unowned(term.split(" ", 1)[0]) for term in _sectors())


def _joined_term(phrase: str, near_chars: int) -> _Term | None:
    """A term with an "of" of its own that begins before the phrase's first preposition ("head of state")."""
    lower = phrase.lower()
    for name in runs(lower, begins=_begins_term) if " of " in lower else ():
        if " of " in name and lower.find(name) < near_chars and (term := _term(name)) is not None:
            return term
    return None


def _sector_of_name(name: str, *, whole: bool) -> str | None:
    """The sector that the name of a country, capital or people tells; a `whole` one, "the Americans", is its state."""
    naming = find_country(name)
    if naming is None:
        first = name.split(" and ", maxsplit=1)[0].split(", ", maxsplit=1)[0]
        naming = find_country(first) if first != name else None
        if naming is not None:
            return "GOV" if naming.kind in {"capital", "seat"} else None
        last = find_country(name.rsplit(" ", maxsplit=1)[-1])  # "tens of thousands of Colombians"
        return "CVL" if last is not None and last.kind == "demonym" and name.endswith("s") else None
    if naming.kind in {"capital", "seat"}:
        return "GOV"
    return "CVL" if naming.kind == "demonym" and name.endswith("s") and not whole else None

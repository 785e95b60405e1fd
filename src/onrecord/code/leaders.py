"""Who held which office when: heads of state and government, foreign ministers and other much-named people.

`leaders.csv` was written for the project from general knowledge (Apache-2.0): public offices since about 1945, months
as ISO 8601 (`to` empty: still in office when it was written). Names are matched whole, with their marks or without
("Støre", "Store"). A surname counts by itself only where the table says that it means one person ("Yeltsin"), or after
the title that its holder had.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from onrecord.code.sectors import bare
from onrecord.gazetteer import find_country, split_names
from onrecord.lexicon.words import without_marks

__all__ = ["Leader", "find_leader", "leader_in"]

_OFFICIAL = frozenset({"GOV", "LEG", "MIL"})
_WORD = re.compile(r"[^\W_][\w.’'-]*")
_ARTICLES = frozenset({"the", "a", "an"})
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "II", "III", "IV", "VI", "XVI", "XIV", "XXIII"})
# Titles as printed, and the offices of the table that they mean.
_OFFICES = {
    "president": ("president",), "prime minister": ("prime minister",), "premier": ("premier", "prime minister"),
    "chancellor": ("chancellor",), "taoiseach": ("taoiseach",), "vice president": ("vice president",),
    "vice-president": ("vice president",), "secretary of state": ("secretary of state",),
    "secretary of defense": ("secretary of defense",), "defense secretary": ("secretary of defense",),
    "foreign minister": ("foreign minister",), "foreign secretary": ("foreign secretary",),
    "defence minister": ("defence minister",), "defense minister": ("defence minister",),
    "general": ("general",), "gen.": ("general",), "gen": ("general",), "sen.": ("senator",), "senator": ("senator",),
    "secretary-general": ("secretary-general",), "secretary general": ("secretary-general",), "chairman": ("chairman",),
    "speaker": ("speaker",), "emperor": ("emperor",), "king": ("king",), "queen": ("queen",), "shah": ("shah",),
    "treasury secretary": ("treasury secretary",), "secretary": ("secretary of state", "secretary of defense"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leader:
    """An office that somebody held: code (alpha-3 or PLOVER), sector, and when, from month to month, both included."""

    code: str
    sector: str | None
    role: str
    start: str
    end: str


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, tuple[Leader, ...]], dict[str, tuple[Leader, ...]]]:
    """The offices by every name that counts by itself, and by surname."""
    names: dict[str, list[Leader]] = {}
    surnames: dict[str, list[Leader]] = {}
    with files(__package__).joinpath("leaders.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            leader = Leader(row["country"], row["sector"] or None, row["role"], row["from"], row["to"])
            for name in map(without_marks, (row["name"], *split_names(row["aliases"]))):
                names.setdefault(name, []).append(leader)
                words = [word for word in name.split() if word not in _SUFFIXES]
                if words and leader not in surnames.setdefault(words[-1], []):
                    surnames[words[-1]].append(leader)
    return _frozen(names), _frozen(surnames)


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    """The first words of all names that count by themselves."""
    matches = (_WORD.match(name) for name in _tables()[0])
    return frozenset(match.group() for match in matches if match is not None)


def _frozen(table: dict[str, list[Leader]]) -> dict[str, tuple[Leader, ...]]:
    return {name: tuple(leaders) for name, leaders in table.items()}


def find_leader(name: str, titles: Sequence[str] = (), on: str | None = None) -> Leader | None:
    """The office of the person called `name`, which may begin with titles; `titles` are others that the article gives.

    On a day (YYYY-MM-DD) it is the one held then; later on, the last one, held by someone who is now a former
    official (ELI). Without a day it is the last one. None when the offices left are of two countries.
    """
    names, surnames = _tables()
    said = without_marks(bare(name.replace("’", "'")))
    last = said.split()[-1] if said else ""
    if last not in surnames and last not in _SUFFIXES:
        return None
    office = _offices(" ".join((said, *titles)).lower())
    for start in _starts(said):
        found = names.get(start)
        if found is not None:
            return _choose(found, office, on)
    if office and last in surnames and all(_is_title(word) for word in said.split()[:-1]):
        fitting = [leader for leader in surnames[last] if leader.role in office]
        return _choose(fitting, office, on) if fitting else None
    return None


def leader_in(phrase: str, on: str | None = None) -> tuple[Leader, str] | None:
    """The leader whom a description names ("Assad's forces", "the Reagan administration"), and the name."""
    names, _ = _tables()
    phrase = without_marks(phrase)
    words = list(_WORD.finditer(phrase))
    openings = _openings()
    for first in range(len(words)):
        opening = words[first].group()
        named = opening.removesuffix("'s").removesuffix("’s") in openings or opening in openings
        if not named and opening.lower() not in _ARTICLES:
            continue
        for last in range(min(len(words), first + 5) - 1, first - 1, -1):
            run = bare(phrase[words[first].start() : words[last].end()])
            if run not in names:
                continue
            if first and " " not in run and not _may_stand_before(words[first - 1].group()):
                continue
            follows = words[last + 1].group() if last + 1 < len(words) else ""
            if follows[:1].isupper() and not words[last].group().endswith(("'s", "’s")) and follows != "White":
                continue
            found = _choose(names[run], _offices(phrase.lower()), on)
            return (found, run) if found else None
    return None


def _starts(name: str) -> Iterable[str]:
    """The name whole, then without the titles and demonyms before it."""
    words = name.split()
    for first in range(len(words)):
        yield " ".join(words[first:])
        if not _is_title(words[first]):
            return


def _is_title(word: str) -> bool:
    lower = word.lower().rstrip(",")
    naming = find_country(word)
    return (
        any(lower in title.split() for title in _OFFICES)
        or lower
        in {"former", "mr.", "mr", "mrs.", "mrs", "ms.", "ms", "sir", "prime", "vice", "leader", "u.s.", "ex-president"}
        or lower.endswith(("leader", "minister", "secretary"))
        or (naming is not None and naming.kind in {"demonym", "name"})
    )


def _may_stand_before(word: str) -> bool:
    return not word[:1].isupper() or _is_title(word) or word in {"The", "A"} or word.endswith(("'s", "’s"))


def _offices(lowers: str) -> frozenset[str]:
    """The offices that titles in a text of small letters mean, the longest titles first."""
    found: set[str] = set()
    for title, pattern in _title_patterns():
        if title in lowers and pattern.search(lowers):
            found.update(_OFFICES[title])
            lowers = pattern.sub(" ", lowers)
    return frozenset(found)


@lru_cache(maxsize=1)
def _title_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    titles = sorted(_OFFICES, key=len, reverse=True)
    return tuple((title, re.compile(rf"(?<![\w-]){re.escape(title)}(?![\w-])")) for title in titles)


def _choose(leaders: Sequence[Leader], office: frozenset[str], on: str | None) -> Leader | None:
    """The office that fits the title and the day best, None when the country stays open."""
    fitting = [leader for leader in leaders if leader.role in office] or list(leaders)
    if on is not None:
        held = [one for one in fitting if one.start <= on and (not one.end or on[: len(one.end)] <= one.end)]
        if not held:
            past = [one for one in fitting if one.end and one.end < on]
            last = max(past, key=lambda one: one.end, default=None)
            if last is not None:
                return replace(last, sector="ELI" if last.sector in _OFFICIAL else last.sector)
            first = min(fitting, key=lambda one: one.start)
            return replace(first, sector=None)
        fitting = held
    if len({leader.code for leader in fitting}) != 1:
        return None
    return max(fitting, key=lambda one: one.start)

"""What titles and descriptions say that somebody is, and whether a description fits."""

from collections.abc import Iterator, Sequence

from onrecord.annotate.mentions.chains import Chain
from onrecord.annotate.mentions.tables import RANKS, kin_of, noun_of
from onrecord.gazetteer import find_country

__all__ = ["EMPTY", "add_offices", "agrees", "countries_of", "country_code", "fits_office"]

EMPTY = frozenset({"the", "a", "an", "this", "that", "same", "his", "her", "their", "its", "'s", "’s", "one", "of"})
"""Words of a description that tell nothing of whom it describes."""

_PREPOSITIONS = frozenset({"of", "for", "to", "in", "at", "on", "from", "with"})
_JOINTS = frozenset({"and", ",", ";", "&", "/"})
_ALWAYS = frozenset({"senior", "new", "own", "top"})
_ABBREVIATED = {
    "sen.": "senator", "sen": "senator", "gov.": "governor", "gen.": "general", "gen": "general",
    "rep.": "representative", "col.": "colonel", "lt.": "lieutenant", "capt.": "captain", "adm.": "admiral",
    "sgt.": "sergeant", "maj.": "major", "dr": "doctor", "dr.": "doctor", "prof.": "professor", "rev.": "reverend",
    "pres.": "president", "mp": "lawmaker",
}  # fmt: skip


def add_offices(chain: Chain, lowers: Sequence[str]) -> None:
    """Give a chain the words of a title or description, and the offices that they name."""
    words = [_ABBREVIATED.get(lower, lower) for lower in lowers]
    chain.role_words.update(words)
    chain.offices.update(_offices_in(words))


def _offices_in(words: Sequence[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The offices that a title names, each with the words that rank it: "deputy mayor and chief of the port"."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in _JOINTS:
            parts.append([])
        else:
            parts[-1].append(word)
    for part in parts:
        end = next((i for i, word in enumerate(part) if i and word in _PREPOSITIONS), len(part))
        if end and noun_of(part[end - 1]) is not None:
            rank = frozenset(part[: end - 1]) & RANKS
            yield part[end - 1], rank
            if part[max(0, end - 2) : end] == ["press", "secretary"]:
                yield "spokesperson", rank


def fits_office(chain: Chain, noun: str, modifiers: Sequence[str]) -> bool:
    """Whether a chain holds an office of that noun and rank: "the president" is no vice president."""
    ranks = RANKS & set(modifiers)
    kin = kin_of(noun)
    return any(held in kin and rank == ranks for held, rank in chain.offices)


def agrees(modifier: str, words: set[str]) -> bool:
    """A modifier agrees when the chain's own words hold it, or its country's name in another form."""
    if modifier in words or modifier in _ALWAYS:
        return True
    code = country_code(modifier)
    return code is not None and code in countries_of(words)


def country_code(word: str) -> str | None:
    """The country that a lower-case word names or describes."""
    naming = find_country(word.title()) or find_country(word.upper())
    return naming.code if naming else None


def countries_of(words: set[str]) -> set[str]:
    """The countries that some words name or describe."""
    return {code for word in words if (code := country_code(word)) is not None}

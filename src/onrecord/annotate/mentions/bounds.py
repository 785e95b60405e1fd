"""Where a name begins and ends: what the reader cut off, and what is no part of it."""

import re
from collections.abc import Sequence

from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import (
    GIVEN_NAMES,
    HONORIFICS,
    PARTICLES,
    PORTFOLIOS,
    SUFFIXES,
    TITLE_WORDS,
    WEB_ENDINGS,
    noun_of,
)
from onrecord.gazetteer import find_country
from onrecord.gazetteer.bodies import find_body

__all__ = ["bound_name", "is_portfolio", "runs_to_body"]

_BRIDGES = frozenset({"de", "del", "della", "di", "da", "do", "dos", "das", "du", "des"})
_QUARTERS = frozenset({"East", "West", "North", "South"})
_HYPHENS = frozenset({"-", "‑", "‐"})
_OFFICES = frozenset({"secretary", "minister", "ministry", "department", "official", "officials", "ministers"})
_MINISTERS = frozenset({"secretary", "minister", "commissioner", "ministers"})
_BODY_NOUNS = frozenset(
    """alliance association chamber committee commission confederation council federation front guild league movement
    party society syndicate union""".split()
)
_STYLES = [
    [whose, style]
    for whose in ("his", "her")
    for style in ("grace", "excellency", "eminence", "holiness", "honour", "honor", "highness", "majesty", "worship")
]
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_MAX_LAND_WORDS = 3
_MAX_RUN_WORDS = 5
_PROPER = frozenset({"NNP", "NNPS"})
_POSSESSIVE = re.compile(r"(?:'s|’s|'|’)$")


def bound_name(parse: Parse, indices: list[int], kind: str) -> list[int]:
    """The words of a name of that kind, from the indices of those that the reader took for it; may be empty."""
    sentence = parse.words[indices[0]].sentence
    indices = _extend(parse, indices)
    if kind == "person":
        indices = _to_given(parse, _to_particles(parse, _to_head(parse, _after_office(parse, indices))))
    elif kind == "organisation":
        indices = _to_body(parse, indices)
    within = [i for i in indices if parse.words[i].sentence == sentence]
    return _trim(parse, _person_alone(parse, within), kind)


def _extend(parse: Parse, indices: list[int]) -> list[int]:
    """Take in the parts of a hyphenated name that the reader cut off ("Dunleavy" of "Dunleavy-Roy")."""
    first, last = indices[0], indices[-1]
    while last + 2 < len(parse.words) and _joined(parse, last, last + 2):
        last += 2
    while first >= 2 and _joined(parse, first - 2, first):
        first -= 2
    while last + 2 < len(parse.words) and parse.forms[last + 1] in _BRIDGES and _goes_on(parse, last, last + 2):
        last += 2
    if first == last and parse.forms[first] in _QUARTERS and last + 1 < len(parse.words):
        last += find_country(parse.forms[last + 1]) is not None  # "East German"
    return list(range(first, last + 1))


def _goes_on(parse: Parse, left: int, right: int) -> bool:
    """Whether a name goes on behind a small word of its language ("Palacio de Nariño")."""
    return (
        parse.words[left].sentence == parse.words[right].sentence
        and parse.forms[right][:1].isupper()
        and all(parse.words[i].tag in {"NNP", "NNPS", "FW"} for i in (left, right))
    )


def is_portfolio(parse: Parse, indices: Sequence[int]) -> bool:
    """Whether a name is only what an office is for ("Defense" of "Defense Secretary", "State", "Foreign Trade")."""
    first, last = indices[0], indices[-1]
    if first == last and parse.lowers[first] == "state":
        return first > 1 and parse.lowers[first - 2 : first] == ["secretary", "of"]
    if not all(parse.lowers[i] in PORTFOLIOS or parse.lowers[i] in {"and", "&", ","} for i in indices):
        return False
    follows = parse.lowers[last + 1] if last + 1 < len(parse.lowers) else ""
    if follows in _OFFICES:
        return True
    before = first - 1
    if before > 0 and parse.lowers[before] == "the":
        before -= 1
    if before > 0 and parse.lowers[before] in {"and", ","} and parse.lowers[before - 1] in PORTFOLIOS:
        return True
    return before > 0 and parse.lowers[before] in {"of", "for"} and parse.lowers[before - 1] in _MINISTERS


def _to_head(parse: Parse, indices: list[int]) -> list[int]:
    """A person's name goes on to the proper noun that governs it ("VESNA" of "VESNA OBRADIĆ")."""
    last = indices[-1]
    head = parse.words[last].head
    if parse.forms[last] == "-" and last + 1 < len(parse.words) and parse.words[last + 1].tag == "NNP":
        head = last + 1
    if not 0 < head - last <= 2 or parse.words[head].tag != "NNP" or not parse.forms[head][:1].isupper():
        return indices
    between = range(last + 1, head)
    if all(parse.forms[i] == "-" for i in between) and noun_of(parse.lowers[head]) is None:
        return [*indices, *range(last + 1, head + 1)]
    return indices


def _after_office(parse: Parse, indices: list[int]) -> list[int]:
    """A name that begins with the place of the office before it begins after that ("President of Norland Eva Lind")."""
    first = indices[0]
    told = first >= 2 and parse.lowers[first - 1] == "of" and parse.lowers[first - 2] in TITLE_WORDS
    return indices[1:] if told and len(indices) > 2 and parse.forms[first] not in GIVEN_NAMES else indices


def _person_alone(parse: Parse, indices: list[int]) -> list[int]:
    """A name that starts like a person's ends before an "of" ("Jane Doe of the University of …")."""
    if parse.forms[indices[0]] in GIVEN_NAMES:
        for place, i in enumerate(indices):
            if place >= 2 and parse.lowers[i] == "of":
                return indices[:place]
    return indices


def _to_particles(parse: Parse, indices: list[int]) -> list[int]:
    """A surname's small words are part of it ("Nadia van der Meer", "de Klerk")."""
    first, last = indices[0], indices[-1]
    sentence = parse.words[first].sentence
    while first and parse.forms[first - 1] in PARTICLES and parse.words[first - 1].sentence == sentence:
        first -= 1
    if first and parse.forms[first] in PARTICLES and parse.forms[first - 1] in {"Van", "Von"}:
        first -= 1
    end = last
    while end + 1 < len(parse.words) and parse.forms[end + 1] in PARTICLES:
        end += 1
    if end + 1 < len(parse.words) and (end > last or parse.forms[last] in PARTICLES) and _goes_on(parse, end, end + 1):
        last = end + 1
    return list(range(first, last + 1))


def _to_given(parse: Parse, indices: list[int]) -> list[int]:
    """A person's name takes in its hyphenated second half ("Sung-min") and a first name that the reader cut off."""
    first, last = indices[0], indices[-1]
    if parse.forms[last] in _HYPHENS and first < last:
        last -= 1
    if last + 2 < len(parse.words) and parse.forms[last + 1] in _HYPHENS:
        a, mark, b = (parse.words[i].span for i in (last, last + 1, last + 2))
        if a.end == mark.start and mark.end == b.start and parse.forms[last + 2].isalpha():
            last += 2
    single = sum(parse.lowers[i].strip(".") not in SUFFIXES for i in range(first, last + 1)) == 1
    half = single or parse.lowers[first] in PARTICLES or (first < last and parse.forms[first + 1] in _HYPHENS)
    if first and half and _is_first_name(parse, first - 1, first):
        first -= 1
    return list(range(first, last + 1))


def _is_first_name(parse: Parse, index: int, name: int) -> bool:
    """Whether a word before a name is its other half: a proper noun that is no title, country or body."""
    form, word = parse.forms[index], parse.words[index]
    return (
        word.sentence == parse.words[name].sentence
        and word.tag == "NNP"
        and word.dep == "compound"
        and index < word.head
        and form[:1].isupper()
        and form[1:].islower()
        and (not index or parse.words[index - 1].tag not in _PROPER or parse.lowers[index - 1] in TITLE_WORDS)
        and parse.lowers[index] not in TITLE_WORDS | PORTFOLIOS | HONORIFICS.keys()
        and noun_of(parse.lowers[index]) is None
        and find_country(form) is None
        and find_body(form) is None
    )


def _to_body(parse: Parse, indices: list[int]) -> list[int]:
    """A body's name goes on over "and" to the noun that says what it is ("Harbour Workers and Pilots Union")."""
    first, last = indices[0], _to_land(parse, indices)
    indices = list(range(first, last + 1))
    if last + 2 >= len(parse.words) or parse.lowers[last + 1] not in {"and", "&"}:
        return indices
    end = last + 2
    if parse.words[last].tag == parse.words[end].tag == "NNPS" and parse.words[end].head == last:
        return list(range(first, end + 1))  # "Association of Grocers and Bakers"
    while end < len(parse.words) and parse.words[end].tag in _PROPER and parse.lowers[end] not in _BODY_NOUNS:
        end += 1
    if end >= len(parse.words) or parse.lowers[end] not in _BODY_NOUNS or parse.words[end].tag not in _PROPER:
        return indices
    return list(range(first, end + 1)) if parse.words[last].tag == "NNPS" else indices


def _to_land(parse: Parse, indices: Sequence[int]) -> int:
    """The last word of a body's name with the country that it is of ("Electoral Commission of Zambia")."""
    last = indices[-1]
    link = last if parse.lowers[last] == "of" else last + 1
    noun = noun_of(parse.lowers[link - 1]) if link else None
    if link + 1 >= len(parse.words) or parse.lowers[link] != "of" or noun is None or noun.kind != "organisation":
        return last
    for end in range(min(link + _MAX_LAND_WORDS, len(parse.words) - 1), link, -1):
        land = find_country(parse.span(link + 1, end).of(parse.text))
        if land is not None and land.kind == "name" and parse.words[end].sentence == parse.words[last].sentence:
            return end
    return last


def runs_to_body(parse: Parse, last: int) -> int | None:
    """The noun for a body to which the proper nouns behind a word run ("Front" of "Kerala Fishers Front"), by index."""
    for end in range(last + 1, min(last + _MAX_RUN_WORDS, len(parse.words))):
        word = parse.words[end]
        if word.tag not in _PROPER or word.sentence != parse.words[last].sentence or not parse.forms[end][:1].isupper():
            return None
        if parse.lowers[end] in _BODY_NOUNS:
            goes_on = end + 1 < len(parse.words) and parse.words[end + 1].tag in _PROPER
            return None if goes_on or parse.in_title_case(last) else end
    return None


def _joined(parse: Parse, left: int, right: int) -> bool:
    """Whether a hyphen, or the point of an address on the web ("Polygraph.info"), joins two words to one name."""
    a, mark, b = (parse.words[i].span for i in (left, left + 1, right))
    if a.end != mark.start or mark.end != b.start:
        return False
    if parse.forms[left + 1] == ".":
        return parse.forms[left][:1].isalnum() and parse.forms[right] in WEB_ENDINGS
    hyphen = parse.forms[left + 1] in {"-", "‑", "‐"}
    return hyphen and all(parse.forms[i][:1].isupper() and parse.forms[i].isalpha() for i in (left, right))


def _trim(parse: Parse, indices: list[int], kind: str) -> list[int]:
    """Drop articles, possessive endings and, for people, titles at the edges."""
    while indices and parse.lowers[indices[0]] in {"the", "a", "an", ",", "“", '"'}:
        indices = indices[1:]
    while indices and (
        parse.lowers[indices[-1]] in {"of", "and", "for", "the"}
        or _POSSESSIVE.fullmatch(parse.forms[indices[-1]])
        or parse.lowers[indices[-1]] in {",", ".", "”", '"'}
    ):
        indices = indices[:-1]
    if kind == "person":
        while len(indices) > 1 and (parse.lowers[indices[0]] in TITLE_WORDS or parse.lowers[indices[0]] in HONORIFICS):
            indices = indices[1:]
        if len(indices) > 1 and indices[0] and parse.lowers[indices[0] - 1 : indices[0] + 1] in _STYLES:
            indices = indices[1:]
        while len(indices) > 1 and parse.lowers[indices[-1]].strip(".") in SUFFIXES - _GENERATIONS:
            indices = indices[:-1]
    return indices

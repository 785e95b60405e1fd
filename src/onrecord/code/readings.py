"""Whom a description makes somebody speak for, read off its nouns from the outside in.

"A spokesman for the miners' union" is a post for a body; "the French police chief" an office of a state that is told,
"the police chief" of one that isn't. `READERS` names one small function for each class of nouns (`posts.toml`), out of
`post_readings.py` and `body_readings.py`. A reading that leaves the state, body, place or issuer open says what has to
be looked for around the speaker.
"""

import re
from collections.abc import Callable, Iterator

from onrecord.code.affiliations import party_of
from onrecord.code.body_readings import (
    read_body,
    read_candidate,
    read_cause,
    read_lawmaker,
    read_opposition,
    read_party,
    read_rebel,
)
from onrecord.code.phrases import (
    WHOSE,
    Phrase,
    Read,
    Reading,
    capital_runs,
    codes_in,
    find_code,
    find_countries,
)
from onrecord.code.post_readings import (
    read_agent,
    read_expert,
    read_local,
    read_nobody,
    read_paper,
    read_post,
    read_state,
)
from onrecord.code.posts import Chunk, Part, words_of
from onrecord.gazetteer import find_country
from onrecord.gazetteer.places import find_place, find_region, find_town

__all__ = ["READERS", "read_part"]

_FORMER = re.compile(
    r"(?i)\b(?:former|formerly|previous|late|ex-\w+|retired|onetime|one-time|ousted|deposed|dismissed|sacked|then|until)\b"
)
_DEEP = 3  # phrases within phrases that are read by their nouns
_STATE_RUN = re.compile(r"(?i)\b(?:state|government)[- ](?:run|owned|controlled)\b")


def read_part(part: Part) -> list[Reading]:
    """The readings of a part, the outermost first; empty when nothing in it is understood."""
    if part.head in {"none", "outlet", "paper", "organ"} and _STATE_RUN.search(part.text):
        phrase = Phrase(part, part.chunks)
        codes = find_countries(phrase)
        return [Reading("state-run:told", codes[0]) if codes else Reading("state-run", seeks="state")]
    if part.head == "none" and (party := party_of(part.text)) is not None:
        return [Reading("lawmaker:party", party)]
    if part.chunks[0].link in words_of("outward") and part.origin != "of":
        return []
    if part.origin == "paren" and (party := party_of(f"({part.text})")) is not None:
        return [Reading("lawmaker:party", party)]
    at = next((i for i, chunk in enumerate(part.chunks) if chunk.tags), None)
    if at is None:
        return list(_names_in(Phrase(part, part.chunks)))
    if at and part.chunks[at].link not in WHOSE | {"and", ""}:
        return []
    readings = _read(Phrase(part, part.chunks[at:]))
    if at:
        readings = [*_names_in(Phrase(part, part.chunks[:at])), *readings]
    if _FORMER.search(part.text):
        told = [r for r in readings if r.seeks is None and r.side is not None]
        return [Reading("nobody:former"), *(r.under("former:") for r in told)]
    return readings


def _read(phrase: Phrase) -> list[Reading]:
    tag = phrase.tag
    if tag is None or phrase.deep > _DEEP:
        return list(_names_in(phrase))
    return list(READERS[tag.kind](phrase, _read))


def _names_in(phrase: Phrase) -> Iterator[Reading]:
    """Readings of what has no known noun: a country, a body of several states, a name."""
    for chunk in phrase.chunks[:2]:
        if not chunk.words or (
            chunk.link in {"who", "and", "to", "with", "about", "against", "by"} and chunk is not phrase.chunks[0]
        ):
            continue
        found = False
        for reading in find_code(phrase, chunk):
            found = True
            yield reading
        owner = chunk.words[-1].owns
        longer = None if found or owner else _longer_name(chunk)
        if longer is not None:
            yield Reading(f"name:longer:{chunk.link or '-'}", longer, entity=longer)
        for code in codes_in(phrase.text(chunk)):
            found = True
            how = "owner" if owner else chunk.link or "-"
            yield Reading(f"name:country:{how}{'+' if longer is not None else ''}", code)
        if found:
            continue
        for first, last in capital_runs(chunk):
            name = chunk.text(first, last)
            how = "owner" if chunk.words[last].owns else chunk.link or "-"
            if how == "-" and first == last == 0 and chunk.words[0].start == 0:
                how = "opening"
            elif chunk.determiner and chunk.link:
                how = f"{how}-the"
            country = find_place(name) or find_region(name) or find_town(name)
            if country is not None:
                yield Reading(f"name:place:{how}", name)
                yield Reading(f"name:place-country:{how}", country)
            else:
                yield Reading(f"name:{how}", name, entity=name)
            return


def _longer_name(chunk: Chunk) -> str | None:
    """A proper name of several words that only holds a country's or a region's ("Banco Litoral")."""
    for first, last in capital_runs(chunk):
        name = chunk.text(first, last)
        if first < last and not (find_country(name) or find_region(name) or find_place(name) or find_town(name)):
            return name
    return None


Reader = Callable[[Phrase, Read], Iterator[Reading]]
READERS: dict[str, Reader] = {
    "organ": read_state,
    "house": read_state,
    "office": read_state,
    "presiding": read_state,
    "diplomat": read_state,
    "title": read_post,
    "post": read_post,
    "manager": read_post,
    "scholar": read_expert,
    "doctor": read_expert,
    "clergy": read_expert,
    "journalist": read_expert,
    "sport": read_expert,
    "worker": read_nobody,
    "private": read_nobody,
    "firm": read_body,
    "members": read_body,
    "school": read_body,
    "outlet": read_body,
    "cause": read_cause,
    "lawmaker": read_lawmaker,
    "candidate": read_candidate,
    "party": read_party,
    "opposition": read_opposition,
    "rebel": read_rebel,
    "local_office": read_local,
    "local_organ": read_local,
    "agent": read_agent,
    "law": read_paper,
    "paper": read_paper,
}

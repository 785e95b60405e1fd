"""Readings of bodies that speak for themselves: firms, unions, outlets, parties, rebels, and of who stands for a party.

Each function reads a phrase by its governing noun and is handed `read` for what is inside it (`readings.py`).
"""

import re
from collections.abc import Iterator

from onrecord.code.affiliations import party_of
from onrecord.code.phrases import (
    Phrase,
    Read,
    Reading,
    body_name,
    capital_runs,
    codes_in,
    find_code,
    find_countries,
    is_named,
    read_inner,
)
from onrecord.code.post_readings import read_agent, read_state
from onrecord.code.posts import words_of
from onrecord.gazetteer import find_country
from onrecord.gazetteer.outlets import find_outlet
from onrecord.gazetteer.places import find_place, find_region, find_town

__all__ = [
    "read_body",
    "read_candidate",
    "read_cause",
    "read_lawmaker",
    "read_opposition",
    "read_party",
    "read_rebel",
]

_STATE_WORD = re.compile(
    r"(?i)\b(?:state|official|government|semi-official|state-run|state-owned|government-run|national)\b"
)
_PRESIDES = re.compile(r"(?i)\b(?:chairs|chaired|chairing|presides|presiding|speaker|who heads)\b")
_REPS = frozenset({"rep", "reps"})
_SOLE_PARTY = re.compile(r"(?:^|provincial |national )(?:Communist )?Party (?=daily|newspaper|paper|organ|weekly)")


def read_body(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """A body that speaks for itself, by its name or description."""
    tag = phrase.head
    name = body_name(phrase)
    codes = list(find_code(phrase, phrase.chunk))
    country = find_country(name)
    if codes or country is not None:
        yield (
            Reading(f"{tag.kind}:{codes[0].kind}", codes[0].side)
            if codes
            else Reading("name:country", country.code if country else None)
        )
        return
    if phrase.noun == "committee" and tag.first and phrase.chunk.words[tag.first - 1].lower in words_of("portfolios"):
        yield from read_state(phrase, read)
        return
    if phrase.noun == "bank" and len(phrase.chunks) > 1 and phrase.chunks[1].link == "of" and not tag.first:
        for code in codes_in(phrase.text(phrase.chunks[1])):
            yield Reading("bank-of", code)
            return
    capital = is_named(phrase)
    if tag.kind == "outlet":
        yield from _outlet(phrase, name, read)
        return
    plural = "s" if tag.plural and not capital else ""
    yield Reading(f"{tag.kind}{plural}:{'named' if capital else 'small'}", name, entity=name if capital else None)
    owner = next((i for i, w in enumerate(phrase.chunk.words[: tag.first]) if w.owns), None)
    if not capital or owner is not None:
        yield Reading(f"{tag.kind}{plural}:open", seeks="body", noun=phrase.noun)
    if not capital and tag.plural:
        yield Reading(f"nobody:{tag.kind}s")


def _outlet(phrase: Phrase, name: str, read: Read) -> Iterator[Reading]:
    """An outlet: a state's, a party's, or one that speaks for itself."""
    known = find_outlet(name)
    words = phrase.text()
    if known is not None:
        yield Reading(f"outlet:{known.kind}", known.country if known.kind == "state" else known.name)
    elif _STATE_WORD.search(words) or _SOLE_PARTY.search(words):
        codes = find_countries(phrase)
        yield Reading("outlet:of-state:told", codes[0]) if codes else Reading("outlet:of-state", seeks="state")
        if is_named(phrase) and not _STATE_WORD.match(name):
            yield Reading("outlet:of-state:named", name)
    elif any(tag.kind == "party" for tag in phrase.chunk.tags[:-1]):
        before = phrase.before()
        yield from (r.under("outlet>") for r in (read(before) if before else []))
    else:
        capital = is_named(phrase)
        if phrase.head.plural and not capital:
            yield Reading("nobody:outlets")
        for code in codes_in(words)[:1]:  # "Moscow radio"
            yield Reading("outlet:of-place", code)
        yield Reading(f"outlet:{'named' if capital else 'small'}", name, entity=name if capital else None)
        if not capital:
            yield Reading("outlet:open", seeks="body", noun=phrase.noun)


def read_cause(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """A group that works for others or for a cause."""
    yield Reading("cause", "NGO")


def read_lawmaker(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """A lawmaker: his party, as far as it is told. A "rep" in small letters is somebody's agent."""
    tag = phrase.head
    if phrase.noun in _REPS and phrase.chunk.words[tag.first].text.islower():
        yield from read_agent(phrase, read)
        return
    text = phrase.part.text
    party = party_of(text)
    if party is not None:
        yield Reading("lawmaker:party", party)
        return
    if re.search(r"(?i)\bopposition\b", text):
        yield Reading("lawmaker:opposition", "opposition")
        return
    for first, last in capital_runs(phrase.chunk):
        name = phrase.chunk.text(first, last)
        if (
            last < tag.first
            and find_country(name) is None
            and not (find_region(name) or find_town(name) or find_place(name))
        ):
            yield Reading("lawmaker:name-before", name, entity=name)
    for inner in phrase.behind(frozenset({"of", "from", "for", "leads"})):
        for r in read(inner)[:1]:
            yield r.under("lawmaker>")
        break
    if _PRESIDES.search(text):
        yield Reading("lawmaker:presides", seeks="state", noun=phrase.noun)
    yield Reading(f"nobody:lawmaker{'s' if tag.plural else ''}")


def read_candidate(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """A candidate: the party, as far as it is told, else himself."""
    party = party_of(phrase.part.text)
    if party is not None:
        yield Reading("candidate:party", party)
    for r in read_inner(phrase, read, frozenset({"of", "for", "from"}))[:1]:
        if r.kind.split(":")[0] in {"party", "partys", "members", "name", "cause"}:
            yield r.under("candidate>")
    yield Reading("candidate", seeks="himself")


def read_party(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """A party, by its name, its description or its letters."""
    name = body_name(phrase)
    capital = is_named(phrase)
    yield Reading(f"party:{'named' if capital else 'small'}", name, entity=name if capital else None)
    party = party_of(phrase.part.text)
    if party is not None and party != name:
        yield Reading("party:letters", party)
    if not capital:
        yield Reading("party:open", seeks="body", noun=phrase.noun)


def read_opposition(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """Those in opposition, whichever party it is."""
    for inner in phrase.behind(frozenset({"of", "leads", "for"})):
        for r in read(inner)[:1]:
            if r.side is not None:
                yield Reading(f"opposition>{r.kind}", r.side, entity=r.entity)
    yield Reading("opposition", "opposition")


def read_rebel(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """An armed group, by its name or by what its members are called."""
    tag = phrase.head
    noun = phrase.chunk.words[tag.first].lower
    for first, last in capital_runs(phrase.chunk):
        name = phrase.chunk.text(first, last)
        if find_country(name) is None and not find_region(name):
            yield Reading("rebel:named", name, entity=name)
    for inner in phrase.behind(frozenset({"of", "from", "leads"})):
        for r in read(inner)[:1]:
            if r.side is not None:
                yield Reading(f"rebel>{r.kind}", r.side, entity=r.entity)
    yield Reading(
        "rebel", noun if noun.endswith("s") or noun in {"militia", "resistance", "insurgency"} else noun + "s"
    )
    yield Reading("rebel:open", seeks="body", noun=phrase.noun)

"""Readings of what is somebody's: organs and offices of states, posts in bodies, local power, lawyers, papers.

Each function reads a phrase by its governing noun and is handed `read` for what is inside it (`readings.py`).
"""

import re
from collections.abc import Iterator

from onrecord.code.phrases import (
    AT,
    WHOSE,
    Phrase,
    Read,
    Reading,
    body_name,
    capital_runs,
    codes_in,
    find_code,
    find_countries,
    find_region_named,
    read_inner,
)
from onrecord.code.posts import words_of
from onrecord.gazetteer import find_country
from onrecord.gazetteer.places import find_place, find_region, find_town

__all__ = ["read_agent", "read_expert", "read_local", "read_nobody", "read_paper", "read_post", "read_state"]

_LOCAL = re.compile(
    r"(?:regional )?(state|provincial|county|city|municipal|borough|district|town|village|parish|regional)(?:'s|’s)? "
    r"(?!department of|agency|council|security|duma)(?=[a-z])"
)
_PUT_OUT_BY = frozenset(
    """by from of at published issued released commissioned in posted signed written sent drawn compiled prepared
    drafted put circulated produced on for""".split()
)  # what leads from a paper to whose it is


def read_state(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """An organ or office of a state: its country as told, else open; of a body, if it is told to be one's."""
    tag = phrase.head
    kind = tag.kind
    codes = list(find_code(phrase, phrase.chunk))
    portfolio = (
        kind == "office"
        and len(phrase.chunks) > 1
        and not phrase.chunks[1].determiner
        and phrase.chunks[1].link in {"of", "for"}
    )
    inner = [] if portfolio else read_inner(phrase, read, frozenset({"of", "for", "at", "in", "with", "leads", "from"}))
    own = [
        r
        for r in inner
        if r.kind.split(":")[0]
        not in {"office", "organ", "house", "title", "name", "nobody", "paper", "law", "local_organ"}
        and r.side
    ]
    if "minister" in phrase.noun:
        own = []  # "Disaster Management Minister": a portfolio, whatever it sounds like
    before = phrase.before()
    countries = codes_in(before.text()) if before is not None else []
    countries = countries if len(countries) == 1 else find_countries(phrase)
    if not countries and tag.first and (naming := find_country(phrase.chunk.words[tag.first - 1].text)) is not None:
        countries = [naming.code]  # "Georgian", which may be a place elsewhere, before an office is not
    region = find_region_named(phrase)
    if codes:
        yield Reading(f"{kind}:{codes[0].kind}", codes[0].side)
    elif kind != "organ" and own:
        yield from (r.under(f"{kind}>") for r in own)
    elif len(countries) == 1 and region and phrase.noun not in words_of("everywhere_the_states"):
        yield Reading(f"{kind}:region", region)
    elif len(countries) == 1:
        yield Reading(f"{kind}:told", countries[0])
    elif countries:
        yield from (Reading(f"{kind}:told{i}", code) for i, code in enumerate(countries[:3]))
    elif (local := _LOCAL.match(phrase.text())) is not None and kind == "organ":
        yield Reading(f"{kind}:local", seeks="place", noun=local.group(1))
    else:
        shape = _shape(phrase)
        if kind == "diplomat":
            yield Reading(f"{kind}:untold", seeks="sender", noun=phrase.noun)
            return
        if shape == "capital" and body_name(phrase).split()[0].lower() in words_of("worldwide"):
            yield Reading("members:named", body_name(phrase), entity=body_name(phrase))
            return
        yield Reading(f"{kind}:untold:{shape}", seeks="state", noun=phrase.noun)
        if kind == "organ":
            yield from _of_leader(phrase)
        if shape == "capital" and kind in {"organ", "house"}:
            yield Reading(f"{kind}:itself", body_name(phrase))
        owners = [run for run in capital_runs(phrase.chunk) if phrase.chunk.words[run[1]].owns]
        for first, last in owners[:1]:
            name = phrase.chunk.text(first, last)
            if not (find_place(name) or find_region(name) or find_town(name)):
                yield Reading(f"{kind}:owner", name, entity=name)
        if kind == "presiding" or phrase.noun in words_of("shared"):
            yield Reading(f"{kind}:untold:{shape}", seeks="body", noun=phrase.noun)


def _of_leader(phrase: Phrase) -> Iterator[Reading]:
    """The person that an organ is called after ("the Doe administration")."""
    for first, last in capital_runs(phrase.chunk):
        if last + 1 == phrase.head.first and not phrase.chunk.words[last].owns:
            name = phrase.chunk.text(first, last)
            yield Reading(f"{phrase.head.kind}:leader", entity=name)


def _shape(phrase: Phrase) -> str:
    """Whether an untold organ or office is bare, described in small letters, or part of a name."""
    tag = phrase.head
    lead = phrase.chunk.words[: tag.first]
    if any(w.text[:1].isupper() for w in lead) and phrase.chunk.words[tag.first].text[:1].isupper():
        return "capital"
    return "small" if lead else "bare"


def read_post(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """A post in a body of any kind: whatever the body is."""
    tag = phrase.head
    lead = phrase.chunk.words[: tag.first]
    if tag.kind == "title" and lead and lead[-1].lower in words_of("portfolios") and not lead[-1].owns:
        yield from read_state(phrase, read)
        return
    inner = read_inner(phrase, read, WHOSE)
    crowd = next((x for x in phrase.behind(frozenset({"of", "for"})) if x.chunk.tags), None)
    if crowd is not None and crowd.head.plural and crowd.head.kind in {"private", "worker"}:
        yield Reading(f"{tag.kind}:group", crowd.text())
    elif inner:
        yield from (r.under(f"{tag.kind}>") for r in inner)
    else:
        yield Reading(f"{tag.kind}:bare", seeks="body", noun=phrase.noun)


def read_expert(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """Somebody who speaks for his institute, hospital, church, paper or club if it is told, else for nobody."""
    tag = phrase.head
    inner = [r for r in read_inner(phrase, read, AT) if not r.kind.startswith("nobody")]
    for r in inner:
        yield r.under(f"{tag.kind}>")
    if not inner:
        yield Reading(f"{tag.kind}:bare{'s' if tag.plural else ''}", seeks="body", noun=phrase.noun)
        if tag.kind == "journalist":
            yield Reading(f"journalist:{phrase.chunk.determiner or '-'}", seeks="station")


def read_nobody(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """Private people and those who only work somewhere."""
    tag = phrase.head
    leads = next((r for inner in phrase.behind(frozenset({"leads"})) for r in read(inner)), None)
    if leads is not None:
        yield leads.under("leads>")
    inner = next((r.kind.split(":")[0] for r in read_inner(phrase, read, AT)), "-")
    yield Reading(f"nobody:{tag.kind}{'s' if tag.plural else ''}:{inner}")
    for r in read_inner(phrase, read, frozenset({"at", "in", "for", "of"}))[:1]:
        yield r.under(f"{tag.kind}>")


def read_local(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """Elected power below the state's: its place as told, else open; offices in a bank are the bank's."""
    tag = phrase.head
    kind = tag.kind
    of_bank = any("bank" in word.lower for chunk in phrase.chunks for word in chunk.words)
    inner = read_inner(phrase, read, frozenset({"of"})) if of_bank else []
    if inner and kind == "local_office":
        yield from (r.under(f"{kind}>") for r in inner)
        return
    names = []
    for first, last in capital_runs(phrase.chunk):
        if last < tag.first:
            names.append((phrase.chunk.text(first, last), "before"))
    for chunk in phrase.chunks[1:2]:
        if chunk.link in {"of", "in", "for"}:
            names += [(chunk.text(a, b), chunk.link) for a, b in list(capital_runs(chunk))[:1]]
    for name, how in names[-1:]:
        country = find_country(name)
        yield Reading(f"{kind}:country", country.code) if country else Reading(f"{kind}:{how}", name)
    if not names:
        yield Reading(f"{kind}:untold", seeks="place", noun=phrase.noun)
        yield Reading(f"{kind}:untold:{phrase.noun}", seeks="state", noun=phrase.noun)


def read_agent(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """A lawyer: his client's side, else the client himself."""
    tag = phrase.head
    owners = [i for i, w in enumerate(phrase.chunk.words[: tag.first]) if w.owns]
    if owners:
        name = phrase.chunk.text(0, owners[-1])
        yield Reading("agent:owner", name, entity=name)
    for inner in phrase.behind(frozenset({"for", "of", "to"})):
        name = " ".join(word.text for word in inner.chunk.words)
        yield Reading(f"agent:{inner.chunk.link}", name, entity=name)
        break
    if not owners:
        yield Reading("agent:bare", seeks="client")


def read_paper(phrase: Phrase, read: Read) -> Iterator[Reading]:
    """A paper: whose it is by its possessor, by the body before it, or by who put it out."""
    tag = phrase.head
    found = False
    before = phrase.before()
    if before is not None:
        for r in read(before):
            if r.side is not None or r.seeks is not None or r.entity is not None:
                found = True
                yield r.under(f"{tag.kind}<")
    if not found:
        for inner in phrase.behind(_PUT_OUT_BY):
            for r in read(inner):
                if r.side is not None or r.seeks is not None:
                    found = True
                    yield r.under(f"{tag.kind}:{inner.chunk.link}>")
            if found:
                break
    yield Reading(f"{tag.kind}:open", seeks="issuer", noun=phrase.noun)

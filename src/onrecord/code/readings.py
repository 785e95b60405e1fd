"""Whom a description makes somebody speak for, read off its nouns from the outside in.

"A spokesman for the miners' union" is a post for a body; "the French police chief" an office of a state that is told,
"the police chief" of one that isn't. `READERS` holds one small function for each class of nouns (`posts.toml`). A
reading that leaves the state, body, place or issuer open says what has to be looked for around the speaker.
"""

import re
from collections.abc import Callable, Iterator

from onrecord.code.affiliations import party_of
from onrecord.code.phrases import (
    AT,
    WHOSE,
    Phrase,
    Reading,
    body_name,
    capital_runs,
    codes_in,
    find_code,
    find_countries,
    find_region_named,
    is_named,
)
from onrecord.code.posts import Chunk, Part, words_of
from onrecord.gazetteer import find_country
from onrecord.gazetteer.outlets import find_outlet
from onrecord.gazetteer.places import find_place, find_region, find_town

__all__ = ["READERS", "read_part"]

_FORMER = re.compile(
    r"(?i)\b(?:former|formerly|previous|late|ex-\w+|retired|onetime|one-time|ousted|deposed|dismissed|sacked|then|until)\b"
)
_STATE_WORD = re.compile(
    r"(?i)\b(?:state|official|government|semi-official|state-run|state-owned|government-run|national)\b"
)
_DEEP = 3
_SOLE_PARTY = re.compile(r"(?:^|provincial |national )(?:Communist )?Party (?=daily|newspaper|paper|organ|weekly)")
_STATE_RUN = re.compile(r"(?i)\b(?:state|government)[- ](?:run|owned|controlled)\b")
_LOCAL = re.compile(
    r"(?:regional )?(state|provincial|county|city|municipal|borough|district|town|village|parish|regional)(?:'s|’s)? "
    r"(?!department of|agency|council|security|duma)(?=[a-z])"
)


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
    return list(READERS[tag.kind](phrase))


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


# --- readers by the class of the noun


def _state(phrase: Phrase) -> Iterator[Reading]:
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
    inner = [] if portfolio else _of_inner(phrase, frozenset({"of", "for", "at", "in", "with", "leads", "from"}))
    own = [
        r
        for r in inner
        if r.kind.split(":")[0]
        not in {"office", "organ", "house", "title", "name", "nobody", "paper", "law", "local_organ"}
        and r.side
    ]
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


def _of_inner(phrase: Phrase, links: frozenset[str]) -> list[Reading]:
    """Readings of what stands before the noun, else of what its prepositions lead to."""
    before = phrase.before()
    found: list[Reading] = []
    if before is not None:
        found = [r for r in _read(before) if r.kind[:6] != "nobody"]
    if not found:
        for inner in phrase.behind(links):
            found = _read(inner)
            if found:
                break
    return found


def _post(phrase: Phrase) -> Iterator[Reading]:
    """A post in a body of any kind: whatever the body is."""
    tag = phrase.head
    lead = phrase.chunk.words[: tag.first]
    if tag.kind == "title" and lead and lead[-1].lower in words_of("portfolios") and not lead[-1].owns:
        yield from _state(phrase)
        return
    inner = _of_inner(phrase, WHOSE)
    crowd = next((x for x in phrase.behind(frozenset({"of", "for"})) if x.chunk.tags), None)
    if crowd is not None and crowd.head.plural and crowd.head.kind in {"private", "worker"}:
        yield Reading(f"{tag.kind}:group", crowd.text())
    elif inner:
        yield from (r.under(f"{tag.kind}>") for r in inner)
    else:
        yield Reading(f"{tag.kind}:bare", seeks="body", noun=phrase.noun)


def _expert(phrase: Phrase) -> Iterator[Reading]:
    """Somebody who speaks for his institute, hospital, church, paper or club if it is told, else for nobody."""
    tag = phrase.head
    inner = [r for r in _of_inner(phrase, AT) if not r.kind.startswith("nobody")]
    for r in inner:
        yield r.under(f"{tag.kind}>")
    if not inner:
        yield Reading(f"{tag.kind}:bare{'s' if tag.plural else ''}", seeks="body", noun=phrase.noun)
        if tag.kind == "journalist":
            yield Reading(f"journalist:{phrase.chunk.determiner or '-'}", seeks="station")


def _nobody(phrase: Phrase) -> Iterator[Reading]:
    """Private people and those who only work somewhere."""
    tag = phrase.head
    leads = next((r for inner in phrase.behind(frozenset({"leads"})) for r in _read(inner)), None)
    if leads is not None:
        yield leads.under("leads>")
    inner = next((r.kind.split(":")[0] for r in _of_inner(phrase, AT)), "-")
    yield Reading(f"nobody:{tag.kind}{'s' if tag.plural else ''}:{inner}")
    for r in _of_inner(phrase, frozenset({"at", "in", "for", "of"}))[:1]:
        yield r.under(f"{tag.kind}>")


def _body(phrase: Phrase) -> Iterator[Reading]:
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
        yield from _state(phrase)
        return
    if phrase.noun == "bank" and len(phrase.chunks) > 1 and phrase.chunks[1].link == "of" and not tag.first:
        for code in codes_in(phrase.text(phrase.chunks[1])):
            yield Reading("bank-of", code)
            return
    capital = is_named(phrase)
    if tag.kind == "outlet":
        yield from _outlet(phrase, name)
        return
    plural = "s" if tag.plural and not capital else ""
    yield Reading(f"{tag.kind}{plural}:{'named' if capital else 'small'}", name, entity=name if capital else None)
    owner = next((i for i, w in enumerate(phrase.chunk.words[: tag.first]) if w.owns), None)
    if not capital or owner is not None:
        yield Reading(f"{tag.kind}{plural}:open", seeks="body", noun=phrase.noun)
    if not capital and tag.plural:
        yield Reading(f"nobody:{tag.kind}s")


def _outlet(phrase: Phrase, name: str) -> Iterator[Reading]:
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
        yield from (r.under("outlet>") for r in (_read(before) if before else []))
    else:
        capital = is_named(phrase)
        if phrase.head.plural and not capital:
            yield Reading("nobody:outlets")
        yield Reading(f"outlet:{'named' if capital else 'small'}", name, entity=name if capital else None)
        if not capital:
            yield Reading("outlet:open", seeks="body", noun=phrase.noun)


def _cause(phrase: Phrase) -> Iterator[Reading]:
    """A group that works for others or for a cause."""
    yield Reading("cause", "NGO")


def _lawmaker(phrase: Phrase) -> Iterator[Reading]:
    """A lawmaker: his party, as far as it is told."""
    tag = phrase.head
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
        for r in _read(inner)[:1]:
            yield r.under("lawmaker>")
        break
    yield Reading(f"nobody:lawmaker{'s' if tag.plural else ''}")


def _candidate(phrase: Phrase) -> Iterator[Reading]:
    party = party_of(phrase.part.text)
    if party is not None:
        yield Reading("candidate:party", party)
    for r in _of_inner(phrase, frozenset({"of", "for", "from"}))[:1]:
        if r.kind.split(":")[0] in {"party", "partys", "members", "name", "cause"}:
            yield r.under("candidate>")
    yield Reading("candidate", seeks="himself")


def _party(phrase: Phrase) -> Iterator[Reading]:
    name = body_name(phrase)
    capital = is_named(phrase)
    yield Reading(f"party:{'named' if capital else 'small'}", name, entity=name if capital else None)
    party = party_of(phrase.part.text)
    if party is not None and party != name:
        yield Reading("party:letters", party)
    if not capital:
        yield Reading("party:open", seeks="body", noun=phrase.noun)


def _opposition(phrase: Phrase) -> Iterator[Reading]:
    for inner in phrase.behind(frozenset({"of", "leads", "for"})):
        for r in _read(inner)[:1]:
            if r.side is not None:
                yield Reading(f"opposition>{r.kind}", r.side, entity=r.entity)
    yield Reading("opposition", "opposition")


def _rebel(phrase: Phrase) -> Iterator[Reading]:
    tag = phrase.head
    noun = phrase.chunk.words[tag.first].lower
    for first, last in capital_runs(phrase.chunk):
        name = phrase.chunk.text(first, last)
        if find_country(name) is None and not find_region(name):
            yield Reading("rebel:named", name, entity=name)
    for inner in phrase.behind(frozenset({"of", "from", "leads"})):
        for r in _read(inner)[:1]:
            if r.side is not None:
                yield Reading(f"rebel>{r.kind}", r.side, entity=r.entity)
    yield Reading(
        "rebel", noun if noun.endswith("s") or noun in {"militia", "resistance", "insurgency"} else noun + "s"
    )
    yield Reading("rebel:open", seeks="body", noun=phrase.noun)


def _local(phrase: Phrase) -> Iterator[Reading]:
    """Elected power below the state's: its place as told, else open; offices in a bank are the bank's."""
    tag = phrase.head
    kind = tag.kind
    of_bank = any("bank" in word.lower for chunk in phrase.chunks for word in chunk.words)
    inner = _of_inner(phrase, frozenset({"of"})) if of_bank else []
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


def _agent(phrase: Phrase) -> Iterator[Reading]:
    """A lawyer: his client's side, else the client himself."""
    tag = phrase.head
    owners = [i for i, w in enumerate(phrase.chunk.words[: tag.first]) if w.owns]
    if owners:
        words = phrase.chunk.words[: owners[-1] + 1]
        name = " ".join(w.text for w in words)
        yield Reading("agent:owner", name, entity=name)
    for inner in phrase.behind(frozenset({"for", "of", "to"})):
        words = inner.chunk.words
        name = " ".join(w.text for w in words)
        yield Reading(f"agent:{inner.chunk.link}", name, entity=name)
        break
    if not owners:
        yield Reading("agent:bare", seeks="client")


def _paper(phrase: Phrase) -> Iterator[Reading]:
    """A paper: whose it is by its possessor, by the body before it, or by who put it out."""
    tag = phrase.head
    found = False
    before = phrase.before()
    if before is not None:
        for r in _read(before):
            if r.side is not None or r.seeks is not None or r.entity is not None:
                found = True
                yield r.under(f"{tag.kind}<")
    if not found:
        for inner in phrase.behind(
            frozenset(
                {
                    "by",
                    "from",
                    "of",
                    "at",
                    "published",
                    "issued",
                    "released",
                    "commissioned",
                    "in",
                    "posted",
                    "signed",
                    "written",
                    "sent",
                    "drawn",
                    "compiled",
                    "prepared",
                    "drafted",
                    "put",
                    "circulated",
                    "produced",
                    "on",
                    "for",
                }
            )
        ):
            for r in _read(inner):
                if r.side is not None or r.seeks is not None:
                    found = True
                    yield r.under(f"{tag.kind}:{inner.chunk.link}>")
            if found:
                break
    yield Reading(f"{tag.kind}:open", seeks="issuer", noun=phrase.noun)


Reader = Callable[[Phrase], Iterator[Reading]]
READERS: dict[str, Reader] = {
    "organ": _state,
    "house": _state,
    "office": _state,
    "presiding": _state,
    "diplomat": _state,
    "title": _post,
    "post": _post,
    "manager": _post,
    "scholar": _expert,
    "doctor": _expert,
    "clergy": _expert,
    "journalist": _expert,
    "sport": _expert,
    "worker": _nobody,
    "private": _nobody,
    "firm": _body,
    "members": _body,
    "school": _body,
    "outlet": _body,
    "cause": _cause,
    "lawmaker": _lawmaker,
    "candidate": _candidate,
    "party": _party,
    "opposition": _opposition,
    "rebel": _rebel,
    "local_office": _local,
    "local_organ": _local,
    "agent": _agent,
    "law": _paper,
    "paper": _paper,
}

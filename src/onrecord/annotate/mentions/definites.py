"""Whom a description means: "the ministry", "the same official", "her counterpart"."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from onrecord.annotate.mentions.chains import Chain, Found
from onrecord.annotate.mentions.counterparts import clause_mates, other_party, told_by_counterpart
from onrecord.annotate.mentions.introductions import named_next, only_bare
from onrecord.annotate.mentions.joining import head_word
from onrecord.annotate.mentions.nominals import source_heads, whole_phrase
from onrecord.annotate.mentions.offices import EMPTY, add_offices, agrees, countries_of, country_code, fits_office
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import RECIPROCALS, noun_of
from onrecord.gazetteer import find_country
from onrecord.gazetteer.bodies import find_body
from onrecord.gazetteer.outlets import find_outlet

__all__ = ["point_forward", "resolve_nominal"]

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "same", "both"})
_OTHER = frozenset({"another", "other", "second", "third", "separate", "different"})
_ORDINALS = frozenset({"first", "second", "third", "fourth"})
_NOT_COMPANIES = re.compile(
    r"\b(?:Ministry|Department|Council|Commission|Committee|Office|Party|Union|Front|Court|Police|Army|Navy|Parliament|Senate|"
    r"Congress|Assembly|University|Institute|Times|Post|News|Herald|Radio|Television|Agency|Government|Organi[sz]ation|Nations|"
    r"League|Federation|Association|Guild|Alliance|Movement|Forum|Board|Authority|Church|Bureau|Inspectorate|Directorate|"
    r"Administration|Secretariat|Coalition|Foundation|Hospital|School|College|District|County|City|Tribunal)\b"
)
_LIKE_COMPANIES = re.compile(
    r"\b(?:Air|Airlines|Airways|Bank|Brewery|Co|Corp|Corporation|Company|Electric|Energy|Foods|GmbH|Group|Holdings?|Inc|Industries|"
    r"Lines|Ltd|Media|Metals|Mining|Motors|Oil|Pharma|plc|Railways?|Shipping|Shipyards?|Steel|Studios?|Systems|Technologies|"
    r"Telecom|S\.?A)\b"
)
_KINDS = {
    "party": re.compile(r"\b(?:Alliance|Congress|Democrats|Front|League|Movement|Union)\b"),
    "union": re.compile(r"\b(?:Association|Congress|Federation|Guild)\b"),
    "militia": re.compile(r"\b(?:Army|Brigades?|Forces?|Front|Movement)\b"),
}
_PAPERS = frozenset({"newspaper", "daily", "weekly", "paper", "tabloid", "sheet"})
_COMPANIES = frozenset(
    """airline automaker brewer brewery carmaker carrier chipmaker company dairy drugmaker firm insurer lender
    manufacturer refiner retailer shipbuilder shipyard studio utility""".split()
)
_STATE_NOUNS = frozenset({"government", "ministry", "army", "military", "police", "parliament", "court", "embassy"})
_BIG_NUMBERS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million".split())
_BE = frozenset({"is", "was"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FORCES = frozenset({"army", "military", "police", "government"})
_NEAR_SENTENCES = 5
_TOP_SENTENCES = 4
_BESIDE_CHARS = 3
_MIN_TAIL_CHARS = 4
_Score: TypeAlias = tuple[int, bool, float]
_STALE_SENTENCES = 2  # after so many sentences the article's first subject is in mind as much as the nearest


def resolve_nominal(parse: Parse, found: Found, chains: list[Chain]) -> Chain:
    """The chain of a description: an earlier one where the text points back to it, else a new one.

    An indefinite description ("a senior official") joins only one in the very same words; a definite one the
    chain in focus whose roles or description hold its noun and contradict none of its modifiers.
    """
    phrase = parse.phrase(found.head)
    lowers = [parse.lowers[i] for i in range(phrase.first, phrase.last + 1)]
    content = [word for word in lowers if word not in EMPTY]
    chain = _subject_of_be(parse, found, chains) or _meant(parse, found, lowers, content, chains)
    if chain is not None:
        chain.found.append(found)
        if parse.words[found.head].dep == "attr":
            chain.roles.append(whole_phrase(parse, found.head))
            add_offices(chain, lowers)
        return chain
    chain = Chain(found.type, _plain(found.key), [found])
    role = whole_phrase(parse, found.head)
    chain.roles.append(found.span if role.end > found.span.end and found.type != "unnamed" else role)
    chain.role_words.update(content)
    add_offices(chain, [word for word in lowers if word not in EMPTY])
    add_offices(chain, found.key.lower().split())
    noun = noun_of(parse.lowers[found.head])
    chain.gender = noun.gender if noun else None
    chain.plural = parse.words[found.head].tag in {"NNS", "NNPS"}
    chains.append(chain)
    return chain


def _meant(
    parse: Parse, found: Found, lowers: Sequence[str], content: Sequence[str], chains: Sequence[Chain]
) -> Chain | None:
    """The earlier chain that a description means, None when none or more than one may be meant."""
    noun = parse.lowers[found.head]
    if noun in RECIPROCALS:
        return other_party(parse, found, content, chains)
    definite = bool(_DEFINITE & set(lowers[:2])) or parse.words[found.head].tag in {"NNP"}
    if definite and _ORDINALS & set(content):
        return _by_ordinal(parse, found, content, chains)
    if _OTHER & set(lowers):
        return None
    if definite:
        chain = _point_back(parse, found, content, chains) or only_bare(parse, found, chains)
        chain = chain or _last_outlet(found, content, chains)
        if chain is not None:
            return chain
    plain = _plain(found.key)
    return next((c for c in chains if c.type == found.type and c.name == plain), None)


def _last_outlet(found: Found, content: Sequence[str], chains: Sequence[Chain]) -> Chain | None:
    """ "The paper" is the newspaper named or described last, where no document is called so."""
    if list(content) != ["paper"]:
        return None
    told = [
        (last.span, chain)
        for chain in chains
        if chain.type == "organisation"
        and (last := chain.last_before(found.span.start)) is not None
        and (not _PAPERS.isdisjoint(chain.role_words | {head_word(name) for name in chain.names}) or _is_outlet(chain))
    ]
    return max(told, key=lambda pair: pair[0])[1] if told else None


def _is_outlet(chain: Chain) -> bool:
    return any(find_outlet(name) is not None for name in chain.names)


def _subject_of_be(parse: Parse, found: Found, chains: Sequence[Chain]) -> Chain | None:
    """The person whom a sentence says to be somebody ("Lind, who is the president of …")."""
    word = parse.words[found.head]
    verb = word.head
    plural = word.tag in {"NNS", "NNPS"}
    if found.type != "unnamed" or word.dep != "attr" or parse.lowers[verb] not in _BE or plural:
        return None
    below = parse.children[verb]
    if any(parse.words[c].dep in {"neg", "aux"} for c in below):
        return None
    subject = next((c for c in below if parse.words[c].dep in _SUBJECTS), None)
    if subject is not None and parse.lowers[subject] == "who":
        subject = parse.words[verb].head if parse.words[verb].dep == "relcl" else None
    if subject is not None and parse.words[subject].dep == "appos":
        subject = parse.words[subject].head
    return next((c for c in chains if c.type == "person" and any(f.head == subject for f in c.found)), None)


def _by_ordinal(parse: Parse, found: Found, content: Sequence[str], chains: Sequence[Chain]) -> Chain | None:
    """ "The second official" is the one called so before, "the first" the one before "a second"."""
    noun = parse.lowers[found.head]
    same = [c for c in chains if c.type == "unnamed" and noun in c.role_words and c.last_before(found.span.start)]
    ordinal = next(word for word in content if word in _ORDINALS)
    called = [c for c in same if ordinal in c.role_words]
    if not called and ordinal == "first" and any("second" in c.role_words for c in same):
        called = [c for c in same if not c.role_words & (_ORDINALS | _OTHER)]
    return called[0] if len(called) == 1 else None


def _point_back(parse: Parse, found: Found, content: Sequence[str], chains: Sequence[Chain]) -> Chain | None:
    noun = parse.lowers[found.head]
    modifiers = [word for word in content if word != noun]
    served = _served(parse, found.head)
    plural = parse.words[found.head].tag in {"NNS", "NNPS"}
    by_noun = noun_of(noun)
    owned = plural and any(parse.words[child].tag == "PRP$" for child in parse.children[found.head])
    counted = any(parse.words[child].tag == "CD" for child in parse.children[found.head])
    told, abroad = told_by_counterpart(parse, found.head)
    gender = (by_noun.gender if by_noun else None) or told
    mates = clause_mates(parse, found.head)
    fitting: list[tuple[_Score, Chain]] = []
    for chain in chains:
        if chain.plural != plural or not _may_be(chain, found) or not _is_called(chain, noun, modifiers):
            continue
        last = chain.last_before(found.span.start)
        if last is None:
            continue
        words = chain.role_words | {word.lower() for name in chain.names for word in name.split()}
        if not all(agrees(modifier, words) for modifier in modifiers):
            continue
        if counted and words & _BIG_NUMBERS != _BIG_NUMBERS.intersection(modifiers):
            continue  # "the eight deputies" are none of ninety-eight
        if owned and countries_of(words):
            continue  # "its soldiers" may be those of another state than the soldiers told before
        if gender is not None and chain.gender not in {None, gender}:
            continue
        if (served is not None and served not in countries_of(words)) or abroad & countries_of(words):
            continue  # "the Prime Minister of Fiji" isn't any prime minister
        if any(m.sentence == found.sentence and (m.head in mates or _is_ahead(m, found)) for m in chain.found):
            continue  # "the minister thanked Minister Doe": two people
        if noun in _STATE_NOUNS and not modifiers and found.sentence - last.sentence > _NEAR_SENTENCES:
            continue  # another state's "the government" may have come between
        if noun in _STATE_NOUNS and not modifiers and _is_of_others(parse, found, countries_of(words)):
            continue
        matches = sum(modifier in words for modifier in modifiers)
        known = chain.gender is not None and gender is not None
        fitting.append(((matches, known, _focus(parse, chain, found)), chain))
    if fitting:
        return _in_focus(parse, found, fitting)
    company = _only_company(parse, found, content, chains, found.span.start)
    return company or _only_of_kind(found, content, chains) or _only_unnamed(parse, found, content, chains)


def _is_of_others(parse: Parse, found: Found, countries: set[str]) -> bool:
    """Whether the paragraph up to the description names states, and none of `countries`: it has moved to them."""
    line = parse.text.rfind("\n", 0, found.span.start) + 1
    named: set[str] = set()
    for index in range(found.head - 1, -1, -1):
        if parse.words[index].span.start < line:
            break
        naming = find_country(parse.forms[index])
        if naming is not None:
            named.add(naming.code)
    return bool(countries and named) and not named & countries


def _is_called(chain: Chain, noun: str, modifiers: Sequence[str]) -> bool:
    """Whether the noun is an office of the chain, or says what a body of that name is."""
    if fits_office(chain, noun, modifiers):
        return True
    if chain.type not in {"organisation", "document"}:
        return noun in chain.role_words and not chain.offices
    names = chain.names
    if noun in _FORCES:  # "the army" is no National Salvation Army
        names = [name for name in names if _is_state_force(name, noun)]
    heads = {head_word(name) for name in names}
    return noun in heads or (
        len(noun) >= _MIN_TAIL_CHARS and any(len(head) > len(noun) and head.endswith(noun) for head in heads)
    )


def _is_state_force(name: str, noun: str) -> bool:
    """Whether a name calls the army or police of a state nothing but that."""
    others = set(name.lower().replace("’", "'").split()) - {noun, "of", "the", "armed", "national", "royal", "federal"}
    return all(country_code(word.removesuffix("'s")) is not None for word in others)


def _is_ahead(mention: Found, found: Found) -> bool:
    return mention.kind == "name" and mention.span.start > found.span.start


def _focus(parse: Parse, chain: Chain, found: Found) -> float:
    """How much a chain is in mind where a description stands: near mentions, above all as subjects."""
    best = -100.0
    for mention in chain.found:
        if mention.span.start < found.span.start:
            subject = 3.0 if parse.is_main_subject(mention.head) else 0.0
            best = max(best, subject - 2.0 * (found.sentence - mention.sentence))
    return best


def _in_focus(parse: Parse, found: Found, fitting: Sequence[tuple[_Score, Chain]]) -> Chain | None:
    """The one of several that a description means, None where two people are in mind alike."""
    # "The Minister" with a capital, in an office's own text, is the one it introduced first.
    if parse.forms[found.head][0].isupper() and parse.words[found.head].tag == "NNP":
        return min(fitting, key=lambda pair: (-pair[0][0], pair[1].found[0].span))[1]
    ranked = sorted(fitting, key=lambda pair: (*(-value for value in pair[0]), -pair[1].found[-1].span.start))
    score, best = ranked[0]
    if len(ranked) == 1 or found.type != "unnamed" or "person" not in {c.type for _, c in ranked[:2]}:
        return best
    second, _ = ranked[1]
    if score == second:
        return None
    first = min((c for s, c in ranked if s[:2] == score[:2]), key=lambda c: c.found[0].span)
    last = best.last_before(found.span.start)
    stale = last is not None and found.sentence - last.sentence >= _STALE_SENTENCES
    return None if stale and first is not best else best


def _only_unnamed(parse: Parse, found: Found, content: Sequence[str], chains: Sequence[Chain]) -> Chain | None:
    """A definite description in other words ("the senior Biden administration official") of the one unnamed person with
    that noun so far ("a senior U.S. official"): they share a modifier and name no two countries.
    """
    if found.type != "unnamed" or parse.lowers[found.head] not in content:
        return None
    noun = parse.lowers[found.head]
    plural = parse.words[found.head].tag in {"NNS", "NNPS"}
    same = [
        c
        for c in chains
        if c.type == "unnamed" and c.plural == plural and noun in c.role_words and c.last_before(found.span.start)
    ]
    if len(same) != 1:
        return None
    modifiers = set(content) - {noun}
    shared = modifiers & (same[0].role_words - {noun})
    countries, theirs = countries_of(modifiers), countries_of(same[0].role_words)
    return same[0] if shared and not (countries and theirs and countries != theirs) else None


def _served(parse: Parse, head: int) -> str | None:
    """The country after a title's "of" ("the Prime Minister of Fiji")."""
    for word in parse.children[head]:
        if word > head and parse.lowers[word] == "of":
            for child in parse.children[word]:
                phrase = parse.phrase(child)
                naming = find_country(parse.span(phrase.first, phrase.last).of(parse.text).title())
                return naming.code if naming else None
    return None


def point_forward(parse: Parse, chains: list[Chain]) -> None:
    """Let a description at the top ("Britain's industry secretary", a headline's "Mayor") be the one person whom the
    text names later with that role.
    """
    _point_to_company(parse, chains)
    _name_the_unnamed(parse, chains)
    for chain in [c for c in chains if c.type == "unnamed" and not c.plural]:
        first = min(chain.found, key=lambda f: f.span)
        if first.kind != "nominal" or first.sentence > _TOP_SENTENCES or not _is_definite(parse, first):
            continue
        noun = parse.lowers[first.head]
        phrase = parse.phrase(first.head)
        words = {parse.lowers[i] for i in range(phrase.first, first.head)} - EMPTY
        modifiers = {w for w in words if country_code(w) is None and w.isalpha()}
        countries = countries_of(words)
        fitting = []
        for other in chains:
            if other.type != "person" or not fits_office(other, noun, list(words)) or not modifiers <= other.role_words:
                continue
            theirs = countries_of(other.role_words)
            named = [f for f in other.found if f.kind == "name"]
            if (
                named
                and min(named, key=lambda f: f.span).span > first.span
                and not (countries and theirs and countries != theirs)
            ):
                fitting.append(other)
        if len(fitting) == 1:
            _absorb(fitting[0], chain, chains)
        elif not fitting and (person := named_next(parse, chain, first, chains)) is not None:
            _absorb(person, chain, chains)


def _name_the_unnamed(parse: Parse, chains: list[Chain]) -> None:
    """Let "a spokesman for the port" be "the spokesman, Jan Rus," where nobody else was called so before."""
    for person in [c for c in chains if c.type == "person"]:
        start = min(f.span for f in person.found)
        for role in person.roles:
            words = role.of(parse.text).lower().split()
            if len(words) == 2 and words[0] == "the" and role.start < start.end + _BESIDE_CHARS:
                before = [
                    c
                    for c in chains
                    if c is not person and c.found[0].span.start < role.start and fits_office(c, words[1], ())
                ]
                if len(before) == 1 and before[0].type == "unnamed" and not before[0].plural:
                    _absorb(person, before[0], chains)


def _absorb(person: Chain, chain: Chain, chains: list[Chain]) -> None:
    person.found += chain.found
    person.roles += chain.roles
    person.role_words |= chain.role_words
    person.offices |= chain.offices
    chains.remove(chain)


def _point_to_company(parse: Parse, chains: list[Chain]) -> None:
    """Let "the airline" be the one company that the text names only later."""
    for chain in [c for c in chains if c.type == "organisation" and not c.names]:
        first = min(chain.found, key=lambda f: f.span)
        company = _only_company(parse, first, chain.name.split(), chains, len(parse.text))
        definite = parse.lowers[parse.phrase(first.head).first] == "the"
        before = any(_may_be_company(other, first.span.start) for other in chains)
        if definite and not before and company is not None and _LIKE_COMPANIES.search(company.name):
            company.found += chain.found
            chains.remove(chain)


def _is_definite(parse: Parse, found: Found) -> bool:
    """Whether a description points at somebody: definite, possessed, or bare as in a headline."""
    phrase = parse.phrase(found.head)
    first = parse.lowers[phrase.first]
    possessed = any(parse.words[c].dep == "poss" for c in parse.children[found.head])
    return (
        possessed or first in _DEFINITE or (first not in {"a", "an", "one", "another", "some"} and found.sentence <= 1)
    )


def _only_company(
    parse: Parse, found: Found, content: Sequence[str], chains: Sequence[Chain], end: int
) -> Chain | None:
    """ "The company" is the one body before offset `end` that spoke, is called like one, or alone is named right
    before it in its paragraph; with two, nobody knows.
    """
    if parse.lowers[found.head] not in _COMPANIES or len(content) > 1:
        return None
    before = [chain for chain in chains if _may_be_company(chain, end)]
    called = [chain for chain in before if _LIKE_COMPANIES.search(chain.name)]
    if len(called) == 1:
        return called[0]
    speaking = source_heads(parse)
    spoke = [
        chain
        for chain in before
        if any(f.kind == "name" and f.head in speaking and f.span.start < end for f in chain.found)
    ]
    if len(spoke) == 1 and not called:
        return spoke[0]
    line = parse.text.rfind("\n", 0, found.span.start) + 1
    here = [
        chain
        for chain in before
        if any(
            f.kind == "name" and line <= f.span.start < found.span.start and found.sentence - f.sentence <= 1
            for f in chain.found
        )
    ]
    return here[0] if len(here) == 1 else None


def _may_be_company(chain: Chain, end: int) -> bool:
    """Whether a body named before offset `end` may be a company."""
    return (
        chain.type == "organisation"
        and any(f.kind == "name" and f.span.start < end for f in chain.found)
        and not _NOT_COMPANIES.search(chain.name)
        and find_body(chain.name) is None
        and find_outlet(chain.name) is None
    )


def _only_of_kind(found: Found, content: Sequence[str], chains: Sequence[Chain]) -> Chain | None:
    """ "The party" is the one body so far whose name may be a party's; likewise "the union", "the militia"."""
    pattern = _KINDS.get(content[0]) if len(content) == 1 else None
    if pattern is None:
        return None
    called = [
        chain
        for chain in chains
        if chain.type == "organisation"
        and pattern.search(chain.name)
        and any(f.kind == "name" and f.span.start < found.span.start for f in chain.found)
    ]
    return called[0] if len(called) == 1 else None


def _may_be(chain: Chain, found: Found) -> bool:
    if found.type == "unnamed":
        return chain.type in {"person", "unnamed"}
    return chain.type == found.type


def _plain(description: str) -> str:
    """A description without its leading article."""
    head, _, rest = description.partition(" ")
    bare = head.lower() in {"the", "a", "an", "one", "this", "that"} and rest and not rest.startswith("of ")
    return rest if bare else description

"""Descriptions: "a senior administration official", "the ministry", "the same official"."""

import re
from collections.abc import Sequence

from onrecord.annotate.mentions.chains import Chain, Found
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import NOUNS, TURN_LABELS, RoleNoun, noun_of
from onrecord.gazetteer import find_country
from onrecord.model import Span

__all__ = ["describe_people", "find_nominals", "point_forward", "resolve_nominal", "source_heads"]

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "same", "both"})
_OTHER = frozenset({"another", "other", "second", "third", "separate", "different"})
_TYPES = {"person": "unnamed", "people": "unnamed", "organisation": "organisation", "document": "document"}
_PREMODIFIERS = frozenset({"compound", "nmod", "amod"})
_SOURCE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
_SOURCE_WORDS = frozenset(
    ["one", "some", "others", "many", "several", "most", "few", "all", "both", "everyone", "everybody", "somebody",
     "someone", "anyone", "another", "neither", "none", "second", "third", "other", "those"]
)  # fmt: skip
_NOT_COMPANIES = re.compile(
    r"\b(?:Ministry|Department|Council|Commission|Committee|Office|Party|Union|Front|Court|Police|Army|Navy|Parliament|Senate|"
    r"Congress|Assembly|University|Institute|Times|Post|News|Herald|Radio|Television|Agency|Government|Organi[sz]ation|Nations)\b"
)
_STATE_NOUNS = frozenset({"government", "ministry", "army", "military", "police", "parliament", "court", "embassy"})
_NEAR_SENTENCES = 5
_TOP_SENTENCES = 4
_ABBREVIATED = {
    "sen.": "senator", "sen": "senator", "gov.": "governor", "gen.": "general", "rep.": "representative",
    "col.": "colonel", "lt.": "lieutenant", "capt.": "captain", "adm.": "admiral", "sgt.": "sergeant", "maj.": "major",
    "dr": "doctor", "dr.": "doctor", "prof.": "professor", "rev.": "reverend", "pres.": "president", "mp": "lawmaker",
}  # fmt: skip
_COMPANIES = frozenset({"company", "firm", "airline", "carrier", "retailer", "manufacturer", "operator"})
_EMPTY = frozenset({"the", "a", "an", "this", "that", "same", "his", "her", "their", "its", "'s", "’s", "one", "of"})


def find_nominals(parse: Parse, named: Sequence[Found]) -> list[Found]:
    """Phrases headed by a noun for a speaker or actor that are no part of a name and describe no name beside them.

    The head of a statement's source counts whatever noun it is.
    """
    covered = {i for found in named for i in parse.words_in(found.span)}
    sources = source_heads(parse)
    found = []
    for index, lower in enumerate(parse.lowers):
        if index in covered or _describes_name(parse, index, covered):
            continue
        noun = noun_of(lower)
        if index in sources:
            kind: str | None = _source_type(parse, index, noun)
        elif noun is None or noun.weak or not parse.is_noun(index) or parse.words[index].dep in _PREMODIFIERS:
            continue
        else:
            kind = _TYPES.get(noun.kind)
        if kind is None:
            continue
        phrase = parse.phrase(index)
        first = phrase.first
        if parse.in_title_case(index) and index not in sources and parse.forms[index - 1] not in {"-", "‑"}:
            first = index
        span = parse.span(first, phrase.last)
        key = _described(parse, index, span, sources.get(index))
        found.append(Found(span, "nominal", kind, index, key, parse.words[index].sentence))
    return found


def source_heads(parse: Parse) -> dict[int, Span]:
    """The governing word of every statement's source, with the source's span; pronouns are left out."""
    heads: dict[int, Span] = {}
    for relation in parse.reading.relations:
        for span in relation.source:
            inside = list(parse.heads_in(span))
            nouns = [i for i in inside if parse.is_noun(i)]
            for index in (nouns or inside)[:1]:
                if parse.words[index].tag in _SOURCE_TAGS or parse.lowers[index] in _SOURCE_WORDS:
                    heads.setdefault(index, span)
    return heads


def _source_type(parse: Parse, index: int, noun: RoleNoun | None) -> str:
    if noun is not None:
        follows = parse.lowers[index + 1] if index + 1 < len(parse.lowers) else ""
        return "unnamed" if follows == "who" else _TYPES.get(noun.kind, "organisation")
    proper = parse.words[index].tag in {"NNP", "NNPS"} and not parse.forms[index].isupper()
    return "organisation" if proper and parse.lowers[index] not in TURN_LABELS else "unnamed"


def _described(parse: Parse, index: int, span: Span, source: Span | None) -> str:
    """The description as printed; a source's own with the phrases after the noun ("an official in the …")."""
    if source is None:
        return " ".join(span.of(parse.text).split())
    last = index
    while last + 1 < len(parse.words) and parse.words[last + 1].span.end <= source.end:
        if parse.forms[last + 1] in {",", "(", "—", "–", ":", ";"} or parse.words[last + 1].tag in {"WP", "WDT", "WP$"}:
            break
        last += 1
    return " ".join(Span(span.start, parse.words[last].span.end).of(parse.text).split())


def _describes_name(parse: Parse, index: int, covered: set[int]) -> bool:
    """Whether a name stands in apposition to the noun, or the noun to a name ("the minister, Jane Doe,")."""
    word = parse.words[index]
    if word.dep == "appos" and word.head in covered:
        return True
    return any(child in covered and parse.words[child].dep == "appos" for child in parse.children[index])


def describe_people(parse: Parse, chains: Sequence[Chain]) -> None:
    """Give each named chain the roles that stand in apposition to its names."""
    owner = {f.head: chain for chain in chains for f in chain.found if f.kind == "name"}
    for index, word in enumerate(parse.words):
        if word.dep == "appos" and word.head in owner and parse.lowers[index] in NOUNS:
            add_role(parse, owner[word.head], _whole_phrase(parse, index))
        elif parse.lowers[index] in NOUNS:
            for child in parse.children[index]:
                if child in owner and parse.words[child].dep == "appos" and owner[child].type == "person":
                    add_role(parse, owner[child], _until(parse, index, child))


def add_role(parse: Parse, chain: Chain, span: Span) -> None:
    """Record a role of a chain, and the gender that it tells."""
    if span not in chain.roles:
        chain.roles.append(span)
    for i in parse.words_in(span):
        chain.role_words.add(_ABBREVIATED.get(parse.lowers[i], parse.lowers[i]))
        noun = NOUNS.get(parse.lowers[i])
        if noun and noun.gender and chain.gender is None:
            chain.gender = noun.gender


def _whole_phrase(parse: Parse, head: int) -> Span:
    """The phrase around `head` with the prepositional phrases after it ("executive vice president of the …")."""
    phrase = parse.phrase(head)
    last = head
    for child in parse.children[head]:
        if child > head and parse.words[child].dep == "prep":
            last = max(last, *(i for i in parse.subtree(child)))
    for i in range(head + 1, last + 1):  # stop at a comma: what follows is another description
        if parse.forms[i] in {",", ";", "—", "("}:
            return parse.span(phrase.first, i - 1)
    return parse.span(phrase.first, last)


def _until(parse: Parse, head: int, name: int) -> Span:
    """The phrase from the start of `head`'s phrase up to the name that stands in apposition to it."""
    phrase = parse.phrase(head)
    first_of_name = parse.phrase(name).first
    last = min(first_of_name, name) - 1
    while last > head and parse.forms[last] in {",", "—", ":", "-"}:
        last -= 1
    return parse.span(phrase.first, max(head, last))


def resolve_nominal(parse: Parse, found: Found, chains: list[Chain]) -> Chain:
    """The chain of a description: an earlier one where the text points back to it, else a new one.

    An indefinite description ("a senior official") joins only one in the very same words; a definite one the
    nearest earlier chain whose roles or description hold its noun and contradict none of its modifiers.
    """
    phrase = parse.phrase(found.head)
    lowers = [parse.lowers[i] for i in range(phrase.first, phrase.last + 1)]
    content = [word for word in lowers if word not in _EMPTY]
    if not _OTHER & set(lowers):
        if _DEFINITE & set(lowers[:2]) or parse.words[found.head].tag in {"NNP"}:
            chain = _point_back(parse, found, content, chains)
            if chain is not None:
                chain.found.append(found)
                return chain
        for chain in chains:
            if chain.type == found.type and _plain(chain.name) == _plain(found.key):
                chain.found.append(found)
                return chain
    chain = Chain(found.type, _plain(found.key), [found])
    chain.roles.append(found.span)
    chain.role_words.update(content)
    noun = noun_of(parse.lowers[found.head])
    chain.gender = noun.gender if noun else None
    chain.plural = parse.words[found.head].tag in {"NNS", "NNPS"}
    chains.append(chain)
    return chain


def _point_back(parse: Parse, found: Found, content: Sequence[str], chains: Sequence[Chain]) -> Chain | None:
    noun = parse.lowers[found.head]
    modifiers = [word for word in content if word != noun]
    served = _served(parse, found.head)
    plural = parse.words[found.head].tag in {"NNS", "NNPS"}
    best: tuple[int, bool, int] | None = None
    answer = None
    for chain in chains:
        last = chain.last_before(found.span.start)
        if last is None or chain.plural != plural or not _may_be(chain, found):
            continue
        words = chain.role_words | {word.lower() for name in chain.names for word in name.split()}
        if noun not in words or not all(_agrees(modifier, words) for modifier in modifiers):
            continue
        if served is not None and served not in {_country_code(word) for word in words}:
            continue  # "the Prime Minister of Fiji" isn't any prime minister
        if any(
            m.kind == "name" and m.sentence == found.sentence and m.span.start > found.span.start for m in chain.found
        ):
            continue  # "the minister thanked Minister Doe": two people
        # "The Minister" with a capital, in an office's own text, is the one it introduced first.
        capital = parse.forms[found.head][0].isupper()
        near = -chain.found[0].span.start if capital else last.span.start
        if noun in _STATE_NOUNS and not modifiers and found.sentence - last.sentence > _NEAR_SENTENCES:
            continue  # another state's "the government" may have come between
        here = found.sentence - last.sentence <= 1 and not capital  # "a Polish diplomat said. The diplomat …"
        score = (sum(modifier in words for modifier in modifiers), chain.type == "person" or here, near)
        if best is None or score > best:
            best, answer = score, chain
    return answer or _only_company(parse, found, chains) or _only_unnamed(parse, found, content, chains)


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
    countries = {_country_code(word) for word in modifiers} - {None}
    theirs = {_country_code(word) for word in same[0].role_words} - {None}
    return same[0] if shared and not (countries and theirs and countries != theirs) else None


def _country_code(word: str) -> str | None:
    naming = find_country(word.capitalize()) or find_country(word.upper())
    return naming.code if naming else None


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
    for chain in [c for c in chains if c.type == "unnamed" and not c.plural]:
        first = min(chain.found, key=lambda f: f.span)
        if first.kind != "nominal" or first.sentence > _TOP_SENTENCES or not _is_definite(parse, first):
            continue
        noun = parse.lowers[first.head]
        phrase = parse.phrase(first.head)
        words = {parse.lowers[i] for i in range(phrase.first, first.head)} - _EMPTY
        modifiers = {w for w in words if _country_code(w) is None and w.isalpha()}
        countries = {_country_code(w) for w in words} - {None}
        fitting = []
        for other in chains:
            if other.type != "person" or noun not in other.role_words or not modifiers <= other.role_words:
                continue
            theirs = {_country_code(w) for w in other.role_words} - {None}
            named = [f for f in other.found if f.kind == "name"]
            if (
                named
                and min(named, key=lambda f: f.span).span > first.span
                and not (countries and theirs and countries != theirs)
            ):
                fitting.append(other)
        if len(fitting) == 1:
            fitting[0].found += chain.found
            fitting[0].roles += chain.roles
            fitting[0].role_words |= chain.role_words
            chains.remove(chain)


def _is_definite(parse: Parse, found: Found) -> bool:
    """Whether a description points at somebody: definite, possessed, or bare as in a headline."""
    phrase = parse.phrase(found.head)
    first = parse.lowers[phrase.first]
    possessed = any(parse.words[c].dep == "poss" for c in parse.children[found.head])
    return (
        possessed or first in _DEFINITE or (first not in {"a", "an", "one", "another", "some"} and found.sentence <= 1)
    )


def _only_company(parse: Parse, found: Found, chains: Sequence[Chain]) -> Chain | None:
    """ "The company" is the one body that spoke so far and may be one; with two, nobody knows."""
    if parse.lowers[found.head] not in _COMPANIES:
        return None
    speaking = source_heads(parse)
    named = [
        chain
        for chain in chains
        if chain.type == "organisation"
        and any(f.kind == "name" and f.head in speaking and f.span.start < found.span.start for f in chain.found)
        and not _NOT_COMPANIES.search(chain.name)
    ]
    return named[0] if len(named) == 1 else None


def _may_be(chain: Chain, found: Found) -> bool:
    if found.type == "unnamed":
        return chain.type in {"person", "unnamed"}
    return chain.type == found.type


def _agrees(modifier: str, words: set[str]) -> bool:
    """A modifier agrees when the chain's own words hold it, or its country's name in another form."""
    if modifier in words or modifier in {"senior", "former", "new", "own", "top"}:
        return True
    country = find_country(modifier.capitalize())
    if country is None:
        return False
    return any((known := find_country(word.capitalize())) and known.code == country.code for word in words)


def _plain(description: str) -> str:
    """A description without its leading article."""
    head, _, rest = description.partition(" ")
    bare = head.lower() in {"the", "a", "an", "one", "this", "that"} and rest and not rest.startswith("of ")
    return rest if bare else description

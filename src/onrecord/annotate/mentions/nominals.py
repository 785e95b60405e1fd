"""Descriptions: "a senior administration official", "the ministry", "the same official"."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from onrecord.annotate.mentions.chains import Chain, Found
from onrecord.annotate.mentions.joining import head_word
from onrecord.annotate.mentions.offices import add_offices
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.somebody import somebody_at
from onrecord.annotate.mentions.tables import (
    HONORIFICS,
    NOUNS,
    RECIPROCALS,
    TURN_LABELS,
    RoleNoun,
    definite_kind,
    noun_of,
)
from onrecord.gazetteer import find_country
from onrecord.lexicon.kinds import is_premises, noun_kind
from onrecord.model import Span

__all__ = ["add_role", "describe_people", "find_nominals", "source_heads", "whole_phrase"]

_TYPES = {"person": "unnamed", "people": "unnamed", "organisation": "organisation", "document": "document"}
_PREMODIFIERS = frozenset({"compound", "nmod", "amod"})
_SOURCE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
_SOURCE_WORDS = frozenset(
    ["one", "some", "others", "many", "several", "most", "few", "all", "both", "everyone", "everybody", "somebody",
     "someone", "anyone", "another", "neither", "none", "second", "third", "other", "those"]
)  # fmt: skip
_POINTING = frozenset({"the", "this", "that", "his", "her", "its", "their", "our", "my"})
_SINGULAR = frozenset({"NN", "NNP"})
_ACTORS = frozenset({"nsubj", "poss"})
_ROLES = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "dative", "pobj", "conj"})
_MAX_CLIMB = 3
_DIGNITIES = {"dr": "doctor", "dr.": "doctor", "prof": "professor", "prof.": "professor"}


def find_nominals(parse: Parse, named: Sequence[Found], titles: Sequence[Span] = ()) -> list[Found]:
    """Phrases headed by a noun for a speaker or actor that are no part of a name or of the `titles` before names, and
    describe no name beside them.

    The head of a statement's source counts whatever noun it is.
    """
    covered = {i for span in (*(found.span for found in named), *titles) for i in parse.words_in(span)}
    sources = source_heads(parse)
    described = {_described_noun(parse, f.head) for f in named}
    heads = {head_word(f.key) for f in named if f.type == "organisation" and " " in f.key}
    described |= {parse.words[i].head for i in covered if parse.words[i].dep == "appos"}  # "the minister, Jane Doe,"
    found = []
    for index, (lower, word) in enumerate(zip(parse.lowers, parse.words, strict=True)):
        beside = word.dep == "appos" and word.head in covered and not _begins_turn(parse, word.head)
        if index in covered or index in described or beside:
            continue
        if (whole := somebody_at(parse, index)) is not None:
            key = " ".join(whole.of(parse.text).split())
            found.append(Found(whole, "nominal", "unnamed", index, key, word.sentence))
            continue
        if index not in sources and (not parse.is_noun(index) or _is_modifier(parse, index)):
            continue
        noun = noun_of(lower)
        if lower == "number" and parse.lowers[index - 1] == "opposite":
            noun = noun_of("counterpart")
        if index in sources:
            kind: str | None = _source_type(parse, index, noun)
        elif noun is None or noun.weak:
            kind = _definite_type(parse, index, heads)
        else:
            kind = _TYPES.get(noun.kind)
        if kind is None:
            continue
        phrase = parse.phrase(index)
        first = _after_and(parse, phrase.first, index)
        if parse.words[first].tag == "WP$" or parse.lowers[first] == "no":  # "whose contract", "no complaint": nobody
            continue
        if parse.in_title_case(index) and index not in sources and parse.forms[index - 1] not in {"-", "‑"}:
            first = index
        first = _after_bracket(parse, first, index)
        span = parse.span(first, phrase.last)
        key = _described(parse, index, span, sources.get(index))
        found.append(Found(span, "nominal", kind, index, key, word.sentence))
    return found


def _definite_type(parse: Parse, index: int, heads: Collection[str]) -> str | None:
    """What a definite noun means that means other things as often: somebody, or a body that acts or is called so.

    `heads` are the nouns in the names of the article's bodies ("the court" after "the Court of Appeal").
    """
    lower = parse.lowers[index]
    kind = definite_kind(lower)
    if kind is None or parse.words[index].tag not in _SINGULAR or not _points(parse, index):
        return None
    if kind == "person":
        return "unnamed"
    if is_premises(lower, (parse.lowers[index - 1],) if index else ()):
        kind = "site"
    if lower in heads or kind == "trade" or parse.words[index].dep in (_ACTORS if kind == "site" else _ROLES):
        return "organisation"
    return None


def _points(parse: Parse, index: int) -> bool:
    """Whether a phrase points at somebody known: behind "the", a possessive or a genitive."""
    first = parse.phrase(index).first
    return parse.lowers[first] in _POINTING or any(parse.words[c].dep == "poss" for c in parse.children[index])


def _is_modifier(parse: Parse, index: int) -> bool:
    """Whether a noun only modifies another; before an "and" it is a head ("the government and rail unions")."""
    return parse.words[index].dep in _PREMODIFIERS and parse.lowers[index + 1 : index + 2] != ["and"]


def _after_and(parse: Parse, first: int, head: int) -> int:
    """The first word of a phrase, behind the "and" that joins it to another noun for a speaker or actor."""
    for index in range(head - 1, first, -1):
        if parse.lowers[index] == "and" and noun_of(parse.lowers[index - 1]) is not None and index + 1 < head:
            return index + 1
    return first


def _after_bracket(parse: Parse, first: int, head: int) -> int:
    """The first word of a phrase, behind a bracket that closes in it and opened before ("(NHS) inspectors")."""
    closing = next((i for i in range(first, head) if parse.forms[i] == ")"), None)
    return first if closing is None or "(" in parse.forms[first:closing] else closing + 1


@lru_cache(maxsize=1)  # asked for by every description of a speaker
def source_heads(parse: Parse) -> Mapping[int, Span]:
    """The governing word of every statement's source, with the source's span; pronouns are left out."""
    heads: dict[int, Span] = {}
    for relation in parse.reading.relations:
        for span in relation.source:
            inside = list(parse.heads_in(span))
            nouns = [i for i in inside if parse.is_noun(i)] or list(parse.subjects_in(span))
            for index in (nouns or inside)[:1]:
                if parse.words[index].tag in _SOURCE_TAGS or parse.lowers[index] in _SOURCE_WORDS:
                    heads.setdefault(index, span)
    return heads


def _source_type(parse: Parse, index: int, noun: RoleNoun | None) -> str:
    if _opens_title(parse, index):
        return "organisation"  # "Doctors Across Borders"
    if noun is not None:
        follows = parse.lowers[index + 1] if index + 1 < len(parse.lowers) else ""
        return "unnamed" if follows == "who" else _TYPES.get(noun.kind, "organisation")
    proper = parse.words[index].tag in {"NNP", "NNPS"} and not parse.forms[index].isupper()
    return "organisation" if proper and parse.lowers[index] not in TURN_LABELS else "unnamed"


def _opens_title(parse: Parse, index: int) -> bool:
    """Whether a plural with a capital goes on with capitals and so is what a body calls itself."""
    if parse.words[index].tag not in {"NNS", "NNPS"} or parse.in_title_case(index):
        return False
    last = index
    while last + 1 < len(parse.words) and parse.lowers[last + 1] in {"across", "against", "for", "without"}:
        last += 1
    after = parse.forms[last + 1 : last + 2]
    named = bool(after) and after[0][:1].isupper() and parse.words[last + 1].tag not in {"PRP", "DT"}
    alone = index == parse.phrase(index).first
    return alone and parse.forms[index][:1].isupper() and last > index and named and find_country(after[0]) is None


def _described(parse: Parse, index: int, span: Span, source: Span | None) -> str:
    """The description as printed; a source's own with the phrases after the noun ("an official in the …")."""
    if source is None:
        return " ".join(span.of(parse.text).split())
    last = index
    while last + 1 < len(parse.words) and parse.words[last + 1].span.end <= source.end:
        word = parse.words[last + 1]
        if parse.forms[last + 1] in {",", "(", "—", "–", ":", ";"} or word.tag in {"WP", "WDT", "WP$"}:
            break
        if word.tag == "CC" and word.head == index:  # "the army and the committee": two, not one
            break
        last += 1
    return " ".join(Span(span.start, parse.words[last].span.end).of(parse.text).split())


def _begins_turn(parse: Parse, name: int) -> bool:
    """Whether a name in capitals with a colon is a transcript's label ("HOLM: Minister, when …")."""
    return parse.forms[name].isupper() and name + 1 < len(parse.forms) and parse.forms[name + 1] == ":"


def describe_people(parse: Parse, chains: Sequence[Chain]) -> None:
    """Give each named chain the roles that stand in apposition to its names."""
    owner = {f.head: chain for chain in chains for f in chain.found if f.kind == "name"}
    for index, word in enumerate(parse.words):
        lower = parse.lowers[index]
        if word.dep == "appos" and word.head in owner and (lower in NOUNS or noun_kind(lower) == "person"):
            if _begins_turn(parse, word.head):
                continue
            add_role(parse, owner[word.head], whole_phrase(parse, index))
            _share_office(parse, index, owner[word.head], chains)
        elif index in owner and owner[index].type == "person" and (noun := _described_noun(parse, index)) is not None:
            add_role(parse, owner[index], _until(parse, noun, index))
            _share_office(parse, noun, owner[index], chains)
    for chain in chains:
        for found in chain.found:
            if chain.type == "person" and found.kind == "name":
                _add_home(parse, chain, found)


def _described_noun(parse: Parse, name: int) -> int | None:
    """The noun that a name in apposition explains, near or farther off ("the minister for fisheries, Jane Doe")."""
    if parse.words[name].dep != "appos":
        return None
    index = parse.words[name].head
    for _ in range(_MAX_CLIMB):
        noun = noun_of(parse.lowers[index])
        if noun is not None and noun.kind in {"person", "people"}:
            return index
        word = parse.words[index]
        preposition = parse.words[word.head]
        if word.dep != "pobj" or preposition.dep != "prep" or preposition.head >= index:
            return None
        index = preposition.head
    return None


def _share_office(parse: Parse, head: int, chain: Chain, chains: Sequence[Chain]) -> None:
    """A minister's counterpart is a minister: give one the offices of the person named before in the sentence."""
    if parse.lowers[head] not in RECIPROCALS:
        return
    named = [
        (f.span, i)
        for i, other in enumerate(chains)
        if other.type == "person" and other is not chain
        for f in other.found
        if f.sentence == parse.words[head].sentence and f.span.end <= parse.words[head].span.start
    ]
    if named:
        for noun, _ in list(chains[max(named)[1]].offices):
            add_offices(chain, [noun])


def _add_home(parse: Parse, chain: Chain, found: Found) -> None:
    """What an honorific or an "of Bulgaria" beside a name tells."""
    words = parse.words_in(found.span)
    before = parse.lowers[words[0] - 1] if words[0] else ""
    if before in _DIGNITIES and before in HONORIFICS:
        add_offices(chain, [_DIGNITIES[before]])
    after = range(words[-1] + 1, min(words[-1] + 4, len(parse.words)))
    if after and parse.lowers[after[0]] == "of":
        for last in reversed(after[1:]):
            if find_country(parse.span(after[1], last).of(parse.text)) is not None:
                chain.role_words.add(" ".join(parse.lowers[after[1] : last + 1]))
                break


def add_role(parse: Parse, chain: Chain, span: Span) -> None:
    """Record a role of a chain, and the gender that it tells."""
    if span not in chain.roles:
        chain.roles.append(span)
    lowers = [parse.lowers[i] for i in parse.words_in(span)]
    add_offices(chain, lowers)
    for lower in lowers:
        noun = NOUNS.get(lower)
        if noun and noun.gender and chain.gender is None:
            chain.gender = noun.gender


def whole_phrase(parse: Parse, head: int) -> Span:
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

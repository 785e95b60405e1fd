"""The other of two: "her counterpart", "his host", "the American's visitor"."""

from collections.abc import Sequence

from onrecord.annotate.mentions.chains import Chain, Found
from onrecord.annotate.mentions.offices import EMPTY, countries_of, country_code
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import RECIPROCALS, TITLE_WORDS
from onrecord.gazetteer import find_country

__all__ = ["clause_mates", "other_party", "told_by_counterpart"]

_GENDERS = {"his": "m", "her": "f"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative", "pobj"})
_SMALL = frozenset(
    "minister for and affairs mr ms mrs dr hon senior new deputy former acting vice then who was s in".split()
)  # of titles, that tell no portfolio
_AFAR = frozenset({"colleague", "number"})  # without a country these may be anybody's


def other_party(parse: Parse, found: Found, content: Sequence[str], chains: Sequence[Chain]) -> Chain | None:
    """The person that "her Zambian colleague" means: the one who isn't she, by country, else the only other one so far.

    Chains of people known by name or office are looked at; with several that fit nobody is meant.
    """
    owner = _owner(parse, found.head)
    if owner is None:
        return None
    mine = _chain_at(owner, chains)
    gender = _GENDERS.get(parse.lowers[owner])
    countries = countries_of(set(content))
    mates = clause_mates(parse, found.head)
    others = [
        c
        for c in chains
        if c is not mine and not c.plural and (c.type == "person" or _is_officer(c))
        if not any(f.head in mates for f in c.found if f.sentence == found.sentence)
    ]
    before = [c for c in others if c.last_before(found.span.start) is not None]
    beside = [mine] if mine is not None else [c for c in chains if _speaks_before(c, found)]
    if countries:
        fitting = [c for c in others if countries & countries_of(c.role_words) and not _of_other_matters(beside, c)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
        equals = {noun for noun, _ in mine.offices} if mine is not None else set()
        before = [
            c
            for c in others
            if not countries_of(c.role_words) and (equals & {n for n, _ in c.offices} or (c in before and c.offices))
        ]
    elif parse.lowers[found.head] in _AFAR and not any(c.offices for c in before):
        return None
    if mine is None:  # who "he" is may be open; a man's counterpart is then the only one who is no candidate for it
        owners = [c for c in before if c.gender in {None, gender}]
        rest = [c for c in before if c not in owners]
        return rest[0] if len(rest) == len(owners) == 1 else None
    return before[0] if len(before) == 1 else None


def _speaks_before(chain: Chain, found: Found) -> bool:
    """Whether the chain has a name before a description in its sentence, so that "his" may mean it."""
    return any(
        f.sentence == found.sentence and f.kind == "name" and f.span.end <= found.span.start for f in chain.found
    )


def _of_other_matters(beside: Sequence[Chain], other: Chain) -> bool:
    """Whether both are ministers, of other matters: a foreign minister's counterpart is none of water."""
    theirs = _portfolio(other)
    return any(mine and theirs and mine.isdisjoint(theirs) for mine in map(_portfolio, beside))


def _portfolio(chain: Chain) -> set[str]:
    """The words of a minister's titles that tell of what he is one, none for others."""
    if all(noun != "minister" for noun, _ in chain.offices):
        return set()
    words = {word for word in chain.role_words if word.isalpha() and country_code(word) is None}
    return words - EMPTY - RECIPROCALS - _SMALL


def _is_officer(chain: Chain) -> bool:
    """Whether a chain is somebody known by an office alone ("the prime minister", "his counterpart")."""
    return chain.type == "unnamed" and any(noun in TITLE_WORDS | RECIPROCALS for noun, _ in chain.offices)


def told_by_counterpart(parse: Parse, head: int) -> tuple[str | None, set[str]]:
    """What an object like "her Irish colleague" tells of the subject `head`: gender, countries that aren't theirs."""
    word = parse.words[head]
    if word.dep not in _SUBJECTS:
        return None, set()
    abroad: set[str] = set()
    for index in parse.children[word.head]:  # "the minister invited Canada": not Canada's
        naming = find_country(parse.forms[index]) if parse.words[index].dep in {"dobj", "dative"} else None
        if naming is not None and naming.kind == "name":
            abroad.add(naming.code)
    for index in parse.subtree(word.head):
        if parse.lowers[index] in RECIPROCALS and parse.words[index].dep in _OBJECTS:
            owner = _owner(parse, index)
            if owner is not None and parse.lowers[owner] in _GENDERS:
                phrase = parse.phrase(index)
                words = {parse.lowers[i] for i in range(phrase.first, index)}
                return _GENDERS[parse.lowers[owner]], countries_of(words) | abroad
    return None, abroad


def clause_mates(parse: Parse, head: int) -> set[int]:
    """The subject or objects of the same verb, with whom a description can't be one."""
    word = parse.words[head]
    verb = word.head
    if parse.words[verb].tag in {"IN", "TO"} and word.dep == "pobj":
        verb = parse.words[verb].head
    if not parse.words[verb].tag.startswith("V"):
        return set()
    mates = {c for c in parse.children[verb] if parse.words[c].dep in {*_SUBJECTS, "dobj", "dative"}}
    return mates - {head}


def _owner(parse: Parse, head: int) -> int | None:
    """The word that stands for whose counterpart somebody is."""
    return next((c for c in parse.children[head] if c < head and parse.words[c].dep == "poss"), None)


def _chain_at(index: int, chains: Sequence[Chain]) -> Chain | None:
    return next((c for c in chains for f in c.found if f.head == index), None)

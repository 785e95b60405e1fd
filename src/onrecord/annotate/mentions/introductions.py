"""People named in one sentence and described in another: nobody goes on without a word on who he is."""

from collections.abc import Sequence

from onrecord.annotate.mentions.chains import Chain, Found
from onrecord.annotate.mentions.nominals import source_heads
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of

__all__ = ["named_next", "only_bare"]

_NAMED_SENTENCES = 3  # farther off, a name and a description seldom belong together


def only_bare(parse: Parse, found: Found, chains: Sequence[Chain]) -> Chain | None:
    """The only person named so far, when nothing tells who he is till this description of a speaker does."""
    noun = noun_of(parse.lowers[found.head])
    if found.type != "unnamed" or noun is None or noun.kind != "person" or found.head not in source_heads(parse):
        return None
    if parse.words[found.head].tag in {"NNS", "NNPS"} or "the" not in _openers(parse, found):
        return None
    met = [(c, last) for c in chains if c.type == "person" and (last := c.last_before(found.span.start)) is not None]
    if len(met) != 1 or any(c.type == "unnamed" and c.last_before(found.span.start) for c in chains):
        return None
    chain, last = met[0]
    bare = not chain.roles and not chain.offices and any(" " in name for name in chain.names)
    agree = None in {chain.gender, noun.gender} or chain.gender == noun.gender
    near = 0 < found.sentence - last.sentence <= _NAMED_SENTENCES and parse.is_main_subject(last.head)
    return chain if bare and agree and near else None


def named_next(parse: Parse, chain: Chain, first: Found, chains: Sequence[Chain]) -> Chain | None:
    """Who speaks soon after a described speaker by a bare name: only somebody just described needs no description."""
    speaking = source_heads(parse)
    noun = noun_of(parse.lowers[first.head])
    if first.head not in speaking or "the" not in _openers(parse, first) or noun is None or noun.kind != "person":
        return None
    people = [
        (min(f.span for f in c.found), c)
        for c in chains
        if c.type == "person" and any(f.kind == "name" and f.span > first.span for f in c.found)
    ]
    before = [c for span, c in people if span < first.span]
    after = sorted((pair for pair in people if pair[0] > first.span), key=lambda pair: pair[0])
    if before or not after:
        return None
    person = after[0][1]
    named = min(person.found, key=lambda f: f.span)
    bare = not person.roles and not person.offices and " " in named.key
    agree = None in {chain.gender, person.gender} or chain.gender == person.gender
    near = named.sentence - first.sentence <= _NAMED_SENTENCES
    return person if bare and agree and near and named.head in speaking else None


def _openers(parse: Parse, found: Found) -> set[str]:
    """The article of a description; "the" where a possessor stands for it ("Turkey's new trade minister")."""
    possessed = any(parse.words[c].dep == "poss" for c in parse.children[found.head])
    return {"the"} if possessed else {parse.lowers[parse.phrase(found.head).first]}

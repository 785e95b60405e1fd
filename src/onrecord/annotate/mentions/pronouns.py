"""Pronouns outside quotations: he, she, they, it and their kin."""

from collections.abc import Container

from onrecord.annotate.mentions.chains import Chain, Found, Trail
from onrecord.annotate.mentions.counterparts import clause_mates
from onrecord.annotate.mentions.phrases import Parse

__all__ = ["find_pronouns", "resolve_pronoun"]

_PERSON = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_BE = frozenset({"be", "is", "'s", "’s", "was", "been", "being"})
_OBJECTS = frozenset({"dobj", "dative", "pobj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REACH_SENTENCES = 4  # farther back, a pronoun's antecedent is seldom right; open is better


def find_pronouns(parse: Parse, quoted: Container[int]) -> list[Found]:
    """The third-person pronouns in text order, without those among the `quoted` words."""
    found = []
    for index, lower in enumerate(parse.lowers):
        if lower not in _PERSON and lower not in _PLURAL and lower not in _THING:
            continue
        word = parse.words[index]
        if word.tag not in {"PRP", "PRP$"} or index in quoted:
            continue
        if _stands_for_nothing(parse, index):
            continue
        kind = "person" if lower in _PERSON else "group" if lower in _PLURAL else "organisation"
        found.append(Found(word.span, "pronoun", kind, index, lower, word.sentence))
    return found


def _stands_for_nothing(parse: Parse, index: int) -> bool:
    """Whether an "it" only holds the place of a clause ("it was agreed that …", "it is expected to …")."""
    word = parse.words[index]
    if parse.lowers[index] != "it" or word.dep not in _SUBJECTS:
        return False
    below = {parse.words[c].dep for c in parse.children[word.head] if c > index}
    if word.dep == "nsubjpass":
        return bool(below & {"ccomp", "csubj"})
    return parse.lowers[word.head] in _BE and "acomp" in below and bool(below & {"ccomp", "xcomp", "csubj"})


def resolve_pronoun(
    parse: Parse, found: Found, trail: Trail, quoted: Container[int], speakers: Container[int] = ()
) -> Chain | None:
    """The chain that a pronoun refers to, None when two fit equally or none does.

    Candidates agree in gender and number; nearer sentences win, then subjects, then the chain mentioned first
    in its sentence. Mentions inside quotations count less: they are the speaker's, not the reporter's. Those that are
    the source of a statement (`speakers`, word indices) count more.
    """
    gender = _PERSON.get(found.key)
    barred = _clause_mates(parse, found, trail)
    best: dict[int, tuple[float, Chain]] = {}
    for chain, mention in trail.since(found.sentence - _REACH_SENTENCES, found.sentence):
        if mention.span.start < found.span.start and id(chain) not in barred and _fits(chain, found, gender):
            score = _rank(parse, found, mention, quoted, speakers)
            if score > 0 and score > best.get(id(chain), (0.0, chain))[0]:
                best[id(chain)] = (score, chain)
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return None
    chain = ranked[0][1]
    if gender and chain.gender is None:
        chain.gender = gender
    chain.found.append(found)
    return chain


def _clause_mates(parse: Parse, found: Found, trail: Trail) -> set[int]:
    """The chains (by `id`) of a verb's subject, where the pronoun is its object: "he fired him" tells of two."""
    if parse.words[found.head].dep not in _OBJECTS or found.key.endswith(("self", "selves")):
        return set()
    mates = clause_mates(parse, found.head)
    return {id(chain) for chain, mention in trail.since(found.sentence, found.sentence) if mention.head in mates}


def _fits(chain: Chain, found: Found, gender: str | None) -> bool:
    if gender:
        return chain.type in {"person", "unnamed"} and not chain.plural and chain.gender in {None, gender}
    if found.key in _PLURAL:
        return chain.plural or chain.type in {"organisation", "group"}
    return chain.type in {"organisation", "country", "document"} and not chain.plural


def _rank(parse: Parse, found: Found, mention: Found, quoted: Container[int], speakers: Container[int]) -> float:
    distance = found.sentence - mention.sentence
    score = 10.0 - 2.0 * distance
    if parse.is_main_subject(mention.head):
        score += 3.0
    elif parse.words[mention.head].dep in _SUBJECTS:
        score += 2.0
    if mention.kind == "name":
        score += 0.5
    if mention.head in speakers:
        score += 2.0
    if parse.words[mention.head].dep == "poss":
        score -= 1.0
    if mention.head in quoted:
        score -= 4.0
    # Between two in one sentence the earlier one is the more prominent; the fraction never outweighs a rule.
    return score - mention.span.start / (found.span.start + 1) * 0.1

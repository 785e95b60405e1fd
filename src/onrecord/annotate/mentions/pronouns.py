"""Pronouns outside quotations: he, she, they, it and their kin."""

from collections.abc import Container, Sequence

from onrecord.annotate.mentions.chains import Chain, Found
from onrecord.annotate.mentions.phrases import Parse
from onrecord.model import Span

__all__ = ["find_pronouns", "resolve_pronoun"]

_PERSON = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REACH_SENTENCES = 4  # farther back, a pronoun's antecedent is seldom right; open is better


def find_pronouns(parse: Parse, quoted: Sequence[Span]) -> list[Found]:
    """The third-person pronouns outside `quoted` spans, in text order."""
    found = []
    for index, lower in enumerate(parse.lowers):
        if lower not in _PERSON and lower not in _PLURAL and lower not in _THING:
            continue
        word = parse.words[index]
        if word.tag not in {"PRP", "PRP$"} or any(span.contains(word.span) for span in quoted):
            continue
        kind = "person" if lower in _PERSON else "group" if lower in _PLURAL else "organisation"
        found.append(Found(word.span, "pronoun", kind, index, lower, word.sentence))
    return found


def resolve_pronoun(
    parse: Parse, found: Found, chains: Sequence[Chain], quoted: Sequence[Span], speakers: Container[int] = ()
) -> Chain | None:
    """The chain that a pronoun refers to, None when two fit equally or none does.

    Candidates agree in gender and number; nearer sentences win, then subjects, then the chain mentioned first
    in its sentence. Mentions inside quotations count less: they are the speaker's, not the reporter's. Those that are
    the source of a statement (`speakers`, word indices) count more.
    """
    gender = _PERSON.get(found.key)
    ranked = []
    for chain in chains:
        if not _fits(chain, found, gender):
            continue
        score = max((_rank(parse, found, mention, quoted, speakers) for mention in chain.found), default=-1.0)
        if score > 0:
            ranked.append((score, chain))
    if not ranked:
        return None
    ranked.sort(key=lambda pair: -pair[0])
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return None
    chain = ranked[0][1]
    if gender and chain.gender is None:
        chain.gender = gender
    chain.found.append(found)
    return chain


def _fits(chain: Chain, found: Found, gender: str | None) -> bool:
    if gender:
        return chain.type in {"person", "unnamed"} and not chain.plural and chain.gender in {None, gender}
    if found.key in _PLURAL:
        return chain.plural or chain.type in {"organisation", "group"}
    return chain.type in {"organisation", "country", "document"} and not chain.plural


def _rank(parse: Parse, found: Found, mention: Found, quoted: Sequence[Span], speakers: Container[int]) -> float:
    if mention.span.start >= found.span.start:
        return -1.0
    distance = found.sentence - mention.sentence
    if distance > _REACH_SENTENCES:
        return -1.0
    score = 10.0 - 2.0 * distance
    if parse.words[mention.head].dep in _SUBJECTS:
        score += 3.0
    if mention.kind == "name":
        score += 0.5
    if mention.head in speakers:
        score += 2.0
    if parse.words[mention.head].dep == "poss":
        score -= 1.0
    if any(span.contains(mention.span) for span in quoted):
        score -= 4.0
    # Between two in one sentence the earlier one is the more prominent; the fraction never outweighs a rule.
    return score - mention.span.start / (found.span.start + 1) * 0.1

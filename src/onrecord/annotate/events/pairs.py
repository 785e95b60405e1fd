"""Two phrases of a sentence that may stand as actor and recipient of one act, read off the parse.

A pair is two noun phrases that meet at a verb or a noun, or one alone below such a word.
"""

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of
from onrecord.gazetteer import find_country

__all__ = [
    "TIMES",
    "Pair",
    "Phrase",
    "find_pairs",
    "find_phrases",
    "first_act",
    "is_nominal",
    "iter_undergone",
    "may_meet",
    "meet",
]

_MAX_UP = 5  # arcs from a phrase to where it meets the other
_MAX_HEADS = 16  # phrases of a sentence that are paired
TIMES = find_words("pairs", "times")
_EXPLETIVES = find_words("pairs", "expletives")
_TRIGGERS = frozenset("VJ")  # first letters of the tags of words, besides nouns, where two phrases may meet
_PEOPLE = frozenset({"person", "people"})


class Pair(NamedTuple):  # a sentence has hundreds of them, and a tuple is made faster than a dataclass
    """Word indices: heads of actor and recipient (or None), the act's word, where they meet, the paths there."""

    actor: int | None
    recipient: int | None
    trigger: int
    top: int
    up: tuple[int, ...]
    down: tuple[int, ...]


def _heads(parse: Parse, first: int, last: int) -> list[int]:
    """The heads of phrases among words `[first, last)` that may be a party or what it acts on, in text order."""
    heads = []
    for index in range(first, last):
        word = parse.words[index]
        lower = parse.lowers[index]
        if word.tag in {"NN", "NNS", "NNP", "NNPS"}:
            if lower in TIMES and (word.tag[:3] == "NNP" or word.dep in {"npadvmod", "pobj", "compound", "nmod"}):
                continue
            if word.dep in {"compound", "nmod"} and find_country(parse.forms[index]) is None:
                continue
            if lower == "person" and parse.lowers[word.head] == "in":
                continue
            heads.append(index)
        elif (
            (word.tag == "PRP" and lower not in _EXPLETIVES)
            or (word.tag in {"JJ", "NNPS"} and parse.forms[index][:1].isupper() and find_country(parse.forms[index]))
            or (word.tag in {"CD", "DT", "JJ"} and word.dep in {"nsubj", "dobj", "pobj", "nsubjpass"})
        ):
            heads.append(index)
    return heads[:_MAX_HEADS]


def _governor(parse: Parse, index: int) -> int:
    """The word above, where joined nouns hang side by side."""
    word = parse.words[index]
    seen = 0
    while word.dep in {"conj", "appos"} and word.head != index and seen < 6 and is_nominal(parse, word.head):
        index = word.head
        word = parse.words[index]
        seen += 1
    return word.head


def may_meet(parse: Parse, index: int) -> bool:
    """Whether two phrases may meet at the word, or a verb among them tell their act: no name and nobody tells one."""
    tag = parse.words[index].tag
    if tag[:2] != "NN":
        return tag[:1] in _TRIGGERS
    noun = noun_of(parse.lowers[index])
    return tag[:3] != "NNP" and (noun is None or noun.kind not in _PEOPLE)


def is_nominal(parse: Parse, index: int) -> bool:
    """Whether the word may be a phrase's head: a noun, a pronoun, a number or an adjective."""
    return parse.words[index].tag[:1] in {"N", "P", "C", "J", "D"}


class Phrase(NamedTuple):
    """A phrase's head with the words above it; `above` tells where each stands, `verb` where the first verb does."""

    head: int
    path: tuple[int, ...]
    above: dict[int, int]
    verb: int
    joined: bool


def find_phrases(parse: Parse, first: int, last: int) -> list[Phrase]:
    """The phrases of the sentence of words `[first, last)` that may be parties."""
    governors: dict[int, int] = {}  # phrases share most of the words above them
    return [_phrase(parse, index, governors) for index in _heads(parse, first, last)]


def find_pairs(parse: Parse, first: int, last: int) -> Iterator[Pair]:
    """Every candidate of the sentence of words `[first, last)`: two phrases, or an actor or a recipient alone."""
    phrases = find_phrases(parse, first, last)
    for actor in phrases:
        yield from _alone(parse, actor)
        yield from (pair for other in phrases if (pair := meet(parse, actor, other)) is not None)


def _phrase(parse: Parse, head: int, governors: dict[int, int]) -> Phrase:
    words = parse.words
    path, above, verb = [head], {head: 0}, 0
    while len(path) <= _MAX_UP:
        node = governors.get(path[-1])
        if node is None:
            node = governors[path[-1]] = _governor(parse, path[-1])
        if node in above:
            break
        if not verb and words[node].tag[:1] == "V":
            verb = len(path)
        above[node] = len(path)
        path.append(node)
    return Phrase(head, tuple(path), above, verb or len(path), words[head].dep == "conj")


def meet(parse: Parse, actor: Phrase, recipient: Phrase) -> Pair | None:
    """The pair of two phrases, None where they don't meet.

    The trigger is the lowest verb above the recipient on the way, else the verb or noun where the two meet; where the
    actor stands in a clause below the recipient it is that clause's verb ("a man held by", "the man whom A held").
    """
    if recipient is actor:
        return None
    above, path = actor.above, recipient.path
    for n_down, top in enumerate(path):
        if top not in above:
            continue
        n_up = above[top]
        joined = n_down and recipient.joined and recipient.head > actor.head
        if not n_up and (not n_down or joined):
            return None
        clause = actor.path[n_up - 1] if n_up > 1 and not n_down else top
        if _is_clause_of(parse, clause, top):
            return Pair(actor.head, recipient.head, clause, top, actor.path[:n_up], ())
        if recipient.verb < n_down:
            return Pair(actor.head, recipient.head, path[recipient.verb], top, actor.path[:n_up], path[:n_down])
        if may_meet(parse, top):
            return Pair(actor.head, recipient.head, top, top, actor.path[:n_up], path[:n_down])
        return None
    return None


def _is_clause_of(parse: Parse, verb: int, noun: int) -> bool:
    """Whether a participle or a relative clause tells more of the noun."""
    word = parse.words[verb]
    return word.head == noun and word.dep in {"acl", "relcl"} and word.tag[:1] == "V"


def _is_undergone(parse: Parse, verb: int) -> bool:
    """Whether the noun that the clause tells more of is done what its verb tells."""
    if parse.words[verb].dep == "acl":
        return parse.words[verb].tag == "VBN"
    return any(parse.words[c].dep == "nsubjpass" and parse.words[c].tag[:1] == "W" for c in parse.children[verb])


def _alone(parse: Parse, phrase: Phrase) -> Iterator[Pair]:
    """The phrase as the only actor and as the only recipient of the first verb or noun above it.

    Also as the only recipient of a passive clause below it ("a man arrested in", "a man who was arrested").
    """
    head, path = phrase.head, phrase.path
    for clause in iter_undergone(parse, head):
        yield Pair(None, head, clause, head, (), ())
    if depth := first_act(parse, phrase):
        yield Pair(head, None, path[depth], path[depth], path[:depth], ())
        yield Pair(None, head, path[depth], path[depth], (), path[:depth])


def iter_undergone(parse: Parse, head: int) -> Iterator[int]:
    """The verbs of the passive clauses below a noun."""
    for child in parse.children[head]:
        if _is_clause_of(parse, child, head) and _is_undergone(parse, child):
            yield child


def first_act(parse: Parse, phrase: Phrase) -> int:
    """How many arcs above the phrase the first verb or noun stands that may tell an act, 0 for none."""
    for depth, node in enumerate(phrase.path[1:4], 1):
        if parse.words[node].tag[:1] in {"V", "N"} and may_meet(parse, node):
            return depth
    return 0

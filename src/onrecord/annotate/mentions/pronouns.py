"""Pronouns outside quotations: he, she, they, it and their kin.

Whom one means is a learned choice among the chains that agree with it (`pronouns.json`, by `training/mentions`).
"""

import json
import math
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

from onrecord.annotate.mentions.chains import Chain, Found, Trail
from onrecord.annotate.mentions.counterparts import clause_mates
from onrecord.annotate.mentions.phrases import Parse
from onrecord.model import Span

__all__ = ["Candidate", "Setting", "choose", "find_pronouns", "resolve_pronoun", "tell"]

Candidate: TypeAlias = tuple[Chain, Sequence[Found]]
"""A chain and its mentions that stand before a pronoun, nearest first."""

_PERSON = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_MARKS = "\"“«'‘"
_BE = frozenset({"be", "is", "'s", "’s", "was", "been", "being"})
_OBJECTS = frozenset({"dobj", "dative", "pobj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PLACES = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "poss": "poss",
    "appos": "apart",
    "compound": "apart",
    "nmod": "apart",
}
_MAX_UP = 4  # words from "what it called" up to the verb of its clause
_LEAST_SHARE_PERSON = 0.4
_LEAST_SHARE = 0.5
_FAR_SENTENCES = 4
_REACH_SENTENCES = 6  # farther back, a pronoun's antecedent is seldom right; open is better


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


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article's statements tell of its words, by word index.

    `quoted` are the words of contents in quotation marks, `told` those of all contents;
    `own` gives the words of the contents whose source a word is in, `sources` are those as spans, in text order.
    """

    quoted: frozenset[int]
    told: frozenset[int]
    own: dict[int, frozenset[int]]
    sources: tuple[Span, ...]

    @classmethod
    def of(cls, parse: Parse) -> "Setting":
        """The setting that a reading's relations make."""
        contents = [span for relation in parse.reading.relations for span in relation.content]
        own: dict[int, frozenset[int]] = {}
        for relation in parse.reading.relations:
            words = frozenset(i for span in relation.content for i in parse.words_in(span))
            for index in (i for span in relation.source for i in parse.words_in(span)):
                own[index] = own.get(index, frozenset()) | words
        return cls(
            quoted=frozenset(i for s in contents if parse.text[s.start] in _MARKS for i in parse.words_in(s)),
            told=frozenset(i for span in contents for i in parse.words_in(span)),
            own=own,
            sources=tuple(sorted({span for relation in parse.reading.relations for span in relation.source})),
        )


def resolve_pronoun(parse: Parse, found: Found, trail: Trail, setting: Setting) -> Chain | None:
    """The chain that a pronoun refers to, None when none fits or none is likely enough.

    Candidates agree in gender and number; how likely each is, its mentions so far tell (`tell`).
    """
    candidates = [c for c in _candidates(parse, found, trail) if not _speaks_here(parse, found, c)]
    chain = _caller(parse, found, candidates) or choose(parse, found, candidates, setting)
    if chain is not None:
        if found.key in _PERSON and chain.gender is None:
            chain.gender = _PERSON[found.key]
        chain.found.append(found)
    return chain


def _speaks_here(parse: Parse, found: Found, candidate: Candidate) -> bool:
    """Whether a chain is the label of the turn that the pronoun is in: nobody calls himself "he" or "they"."""
    for mention in candidate[1]:
        after = parse.text[mention.span.end : mention.span.end + 1]
        if after == ":" and "\n" not in parse.text[mention.span.end : found.span.start]:
            return True
    return False


def _caller(parse: Parse, found: Found, candidates: Sequence[Candidate]) -> Chain | None:
    """Who does what he gives a name to: "Norland banned the maize over what it called a risk" is Norland's word."""
    word = parse.words[found.head]
    verb = word.head
    if word.dep != "nsubj" or not any(parse.lowers[c] == "what" and c < found.head for c in parse.children[verb]):
        return None
    for _ in range(_MAX_UP):
        if parse.words[verb].head == verb:
            return None
        verb = parse.words[verb].head
        subjects = [c for c in parse.children[verb] if parse.words[c].dep == "nsubj" and c < found.head]
        if subjects and parse.words[verb].tag[:1] == "V":
            fitting = (chain for chain, mentions in candidates if any(m.head == subjects[0] for m in mentions))
            return next(fitting, None)
    return None


def choose(parse: Parse, found: Found, candidates: Sequence[Candidate], setting: Setting) -> Chain | None:
    """The likeliest of the candidates, None when none is likely enough."""
    if not candidates:
        return None
    weights = _weights()
    scores = [
        math.fsum(weights.get(name, 0.0) * value for name, value in tell(parse, found, candidate, setting))
        for candidate in candidates
    ]
    best = max(range(len(scores)), key=scores.__getitem__)
    share = 1.0 / math.fsum(math.exp(score - scores[best]) for score in scores)
    least = _LEAST_SHARE_PERSON if found.key in _PERSON else _LEAST_SHARE
    return candidates[best][0] if share >= least else None


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    table: dict[str, float] = json.loads(files(__package__).joinpath("pronouns.json").read_text(encoding="utf-8"))
    return table


def _candidates(parse: Parse, found: Found, trail: Trail) -> Iterator[Candidate]:
    gender = _PERSON.get(found.key)
    barred = _clause_mates(parse, found, trail)
    met: dict[int, tuple[Chain, list[Found]]] = {}
    for chain, mention in trail.since(found.sentence - _REACH_SENTENCES, found.sentence):
        if mention.span.start < found.span.start and id(chain) not in barred and _fits(chain, found, gender):
            met.setdefault(id(chain), (chain, []))[1].append(mention)
    for chain, mentions in met.values():
        yield chain, sorted(mentions, key=lambda mention: -mention.span.start)


def tell(parse: Parse, found: Found, candidate: Candidate, setting: Setting) -> Iterator[tuple[str, float]]:
    """What speaks for or against a pronoun's meaning a chain: features with their values.

    What the reporter says of somebody counts; what stands in the contents of statements is the speakers' talk,
    and counts only where there is nothing else.
    """
    chain, mentions = candidate
    own = setting.own.get(found.head, frozenset())
    outside = mentions if found.head in setting.told else [m for m in mentions if m.head not in setting.told]
    if any(m.head in own for m in mentions):
        yield "in own content", 1.0
        mentions = [m for m in mentions if m.head not in own] or mentions
    near = (outside or mentions)[0]
    if outside:
        yield from _tell_place(parse, found, near)
        yield from _tell_subject(parse, found, outside, setting)
        if mentions[0] is not near:
            yield "told of nearer", 1.0
    else:
        yield "only told of", 1.0
    yield from _tell_distance(parse, found, near)
    yield from _tell_chain(parse, found, chain, near)
    yield "lately", math.log(1 + len(mentions))
    if len(mentions) == 1 and near.span == min(m.span for m in chain.found):
        yield "just met", 1.0
    if near.head in setting.own:
        yield "speaker", 1.0
    if near.head in setting.quoted:
        yield "quoted", 1.0
    last = bisect_left(setting.sources, found.span)
    if last and any(setting.sources[last - 1].contains(m.span) for m in mentions):
        yield "last speaker", 1.0


def _tell_place(parse: Parse, found: Found, near: Found) -> Iterator[tuple[str, float]]:
    """The nearest mention's place in its sentence."""
    place = _PLACES.get(parse.words[near.head].dep, "object")
    place = "top" if parse.is_main_subject(near.head) else place
    yield f"{'here' if near.sentence == found.sentence else 'before'} {place}", 1.0
    if place in {"top", "subject"} and parse.words[found.head].dep in _SUBJECTS:
        yield "parallel", 1.0


def _tell_subject(
    parse: Parse, found: Found, outside: Sequence[Found], setting: Setting
) -> Iterator[tuple[str, float]]:
    """Whether a mention of this or the last sentence is its main subject, or speaks."""
    recent = [m for m in outside if found.sentence - m.sentence <= 1]
    if any(m.head in setting.own for m in recent):
        yield "speaker near", 1.0
    subjects = {m.sentence for m in recent if parse.is_main_subject(m.head)}
    if found.sentence - 1 in subjects:
        yield "top before", 1.0
    if found.sentence in subjects:
        yield "top here", 1.0


def _tell_distance(parse: Parse, found: Found, near: Found) -> Iterator[tuple[str, float]]:
    gap = found.sentence - near.sentence
    yield f"gap {min(gap, _FAR_SENTENCES)}", 1.0
    if gap == 0:
        yield "offset", near.span.start / (found.span.start + 1)
    if near.span.start > parse.text.rfind("\n", 0, found.span.start):
        yield "same line", 1.0
    elif parse.text.count("\n\n", near.span.end, found.span.start) > 1:
        yield "lines between", 1.0


def _tell_chain(parse: Parse, found: Found, chain: Chain, near: Found) -> Iterator[tuple[str, float]]:
    """What the chain is, and how its nearest mention calls it."""
    yield f"kind {near.kind}", 1.0
    yield "often", math.log(1 + len(chain.names))
    if near.kind == "pronoun" and near.key in _PERSON:
        yield "same word", float(near.key == found.key)
    if parse.words[near.head].tag == "JJ":
        yield "adjective", 1.0
    if found.key in _PERSON:
        yield "gender known", float(chain.gender is not None)
    else:
        yield f"{'it' if found.key in _THING else 'they'}: {chain.type}", 1.0
    if chain.type == "unnamed":
        yield "unnamed", 1.0
        article = parse.lowers[parse.words_in(near.span)[0]] if near.kind == "nominal" else "the"
        if article != "the":
            yield ("indefinite" if article in {"a", "an"} else "bare"), 1.0


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

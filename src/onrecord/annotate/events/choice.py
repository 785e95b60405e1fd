"""Which two phrases of a sentence stand as actor and recipient of one act: candidate pairs, their features, their odds.

A pair is two noun phrases that meet in the parse at a verb or a noun. `choice.json` holds the weights of a logistic
regression over words and paths of the parse, learned as `training/coder/choice.py` tells.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of
from onrecord.gazetteer import find_country

__all__ = ["TIMES", "Pair", "choose_pairs", "find_pairs", "load_weights", "measure_pair", "phrase_heads", "score_pairs"]

_MAX_UP = 5  # arcs from a phrase to where it meets the other
_HOPELESS = -6.0  # log-odds before what hangs on both phrases together, which seldom adds more than 4
_MAX_HEADS = 16  # phrases of a sentence that are paired
_MAX_CACHED = 20_000  # words
TIMES = find_words("choice", "times")
_EXPLETIVES = find_words("choice", "expletives")
_TRIGGERS = frozenset("VNJ")  # first letters of the tags of words where two phrases may meet


@dataclass(frozen=True, slots=True)
class Pair:
    """Word indices: heads of actor and recipient (or None), the act's word, where they meet, the paths there."""

    actor: int | None
    recipient: int | None
    trigger: int
    top: int
    up: tuple[int, ...]
    down: tuple[int, ...]


def phrase_heads(parse: Parse, first: int, last: int) -> list[int]:
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
    while word.dep in {"conj", "appos"} and word.head != index and seen < 6 and _is_nominal(parse, word.head):
        index = word.head
        word = parse.words[index]
        seen += 1
    return word.head


def _is_nominal(parse: Parse, index: int) -> bool:
    return parse.words[index].tag[:1] in {"N", "P", "C", "J", "D"}


def _path(parse: Parse, index: int) -> tuple[int, ...]:
    path = [index]
    while len(path) <= _MAX_UP:
        above = _governor(parse, path[-1])
        if above == path[-1] or above in path:
            break
        path.append(above)
    return tuple(path)


def find_pairs(parse: Parse, first: int, last: int) -> Iterator[Pair]:
    """Every candidate of the sentence of words `[first, last)`: two phrases, or an actor or a recipient alone."""
    for actor, recipients in _iter_heads(parse, first, last):
        yield from _alone(parse, actor.head, actor.path)
        for recipient, n_up, n_down, trigger in recipients:
            top = recipient.path[n_down]
            yield Pair(actor.head, recipient.head, trigger, top, actor.path[:n_up], recipient.path[:n_down])


@dataclass(frozen=True, slots=True)
class _Head:
    """A phrase's head with the words above it; `above` tells where each stands, `verb` where the first verb does."""

    head: int
    path: tuple[int, ...]
    above: dict[int, int]
    verb: int
    joined: bool


_Meeting = tuple[_Head, int, int, int]
"""A recipient, the arcs from the actor and from it to where they meet, and the trigger."""


def _iter_heads(parse: Parse, first: int, last: int) -> Iterator[tuple[_Head, Iterator[_Meeting]]]:
    """Every phrase of the sentence as an actor, with the recipients that it meets."""
    heads = [_head(parse, index) for index in phrase_heads(parse, first, last)]
    kinds = {node: parse.words[node].tag[:1] for head in heads for node in head.path}
    for actor in heads:
        yield actor, _iter_meetings(actor, heads, kinds)


def _head(parse: Parse, index: int) -> _Head:
    path = _path(parse, index)
    verb = next((depth for depth, node in enumerate(path) if depth and parse.words[node].tag[:1] == "V"), len(path))
    above = {node: depth for depth, node in enumerate(path)}
    return _Head(index, path, above, verb, parse.words[index].dep == "conj")


def _iter_meetings(actor: _Head, heads: Sequence[_Head], kinds: Mapping[int, str]) -> Iterator[_Meeting]:
    """The trigger is the lowest verb above the recipient on the way, else the verb or noun where the two meet."""
    above = actor.above
    for recipient in heads:
        if recipient is actor:
            continue
        for n_down, top in enumerate(recipient.path):
            if top not in above:
                continue
            n_up = above[top]
            joined = n_down and recipient.joined and recipient.head > actor.head
            if n_up or (n_down and not joined):
                if recipient.verb < n_down:
                    yield recipient, n_up, n_down, recipient.path[recipient.verb]
                elif kinds[top] in _TRIGGERS:
                    yield recipient, n_up, n_down, top
            break


def _alone(parse: Parse, actor: int, path: tuple[int, ...]) -> Iterator[Pair]:
    """The phrase as the only party, of the first verb or noun above it."""
    for depth, node in enumerate(path[1:4], 1):
        if parse.words[node].tag[:1] == "V" or (parse.words[node].tag[:2] == "NN"):
            yield Pair(actor, None, node, node, path[:depth], ())
            break
    governor = _governor(parse, actor)
    if parse.words[actor].dep in {"nsubjpass", "dobj"} and parse.words[governor].tag[:1] == "V":
        yield Pair(None, actor, governor, governor, (), (actor,))


@lru_cache(maxsize=_MAX_CACHED)
def stem(word: str) -> str:
    """A crude stem: what is left without the usual endings."""
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


def measure_pair(parse: Parse, pair: Pair) -> list[str]:
    """The features that hold for the pair."""
    features = _Features(parse)
    return [
        *features.of_phrase("a", pair.actor),
        *features.of_way("a", pair.actor, pair.up),
        *features.on_way(pair.up),
        *features.of_phrase("r", pair.recipient),
        *features.of_way("r", pair.recipient, pair.down),
        *features.on_way(pair.down),
        *features.of_trigger(pair.trigger),
        *features.of_both(pair),
    ]


_WAYS = {"a": "up", "r": "down"}


class _Features:
    """The features of a text's phrases, triggers and pairs; what each phrase and path is gets told once.

    Actors' features begin with "a", recipients' with "r".
    """

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._kinds: dict[int, str] = {}
        self._paths: dict[tuple[int, ...], str] = {(): "-"}

    def of_phrase(self, role: str, head: int | None) -> list[str]:
        features = [f"{role}.kind={self._kind(head)}"]
        if head is not None:
            features += [f"{role}.word={self._parse.lowers[head]}", f"{role}.dep={self._parse.words[head].dep}"]
        return features

    def of_way(self, role: str, head: int | None, way: tuple[int, ...]) -> list[str]:
        path = self._describe(way)
        return [f"{_WAYS[role]}={path}", f"{role}.kind={self._kind(head)}|{path}"]

    def describe(self, head: int | None, way: tuple[int, ...]) -> tuple[str, str]:
        """The kind of a phrase and its path, on which `of_way` hangs."""
        return self._kind(head), self._describe(way)

    def on_way(self, way: tuple[int, ...]) -> list[str]:
        words, lowers = self._parse.words, self._parse.lowers
        return [f"via={stem(lowers[node])}" for node in way[1:] if words[node].tag[:1] in "VN"]

    def of_trigger(self, trigger: int) -> list[str]:
        words, lowers = self._parse.words, self._parse.lowers
        features = [
            f"tag={words[trigger].tag}",
            f"t={stem(lowers[trigger])}",
            f"dep={words[trigger].dep}",
            f"depth={_depth(self._parse, trigger)}",
        ]
        for child in self._parse.children[trigger]:
            if words[child].dep in {"aux", "neg", "prt", "auxpass"}:
                features.append(f"has={lowers[child]}")
            elif words[child].dep in {"dobj", "attr"}:
                features.append(f"obj={stem(lowers[child])}")
        return features

    def of_both(self, pair: Pair) -> list[str]:
        words, lowers = self._parse.words, self._parse.lowers
        trigger = stem(lowers[pair.trigger])
        up, down = self._describe(pair.up), self._describe(pair.down)
        preposition = next((lowers[node] for node in pair.down if words[node].dep in {"prep", "dative", "agent"}), "-")
        features = [
            f"both={up}|{down}",
            f"t={trigger}|prep={preposition}",
            f"t={trigger}|down={down}",
            f"top={words[pair.top].tag[:2]}|{words[pair.top].dep}",
            f"lengths={len(pair.up)},{len(pair.down)}",
            f"kinds={self._kind(pair.actor)}|{self._kind(pair.recipient)}",
        ]
        if pair.top != pair.trigger:
            features += ["same=False", f"top={stem(lowers[pair.top])}"]
        if pair.actor is not None and pair.recipient is not None:
            gap = abs(pair.recipient - pair.actor)
            features += [f"order={pair.actor < pair.recipient}", f"gap={min(6, gap.bit_length())}"]
        elif pair.recipient is None:
            rest = sorted(
                {words[c].dep for c in self._parse.children[pair.trigger]}
                & {"dobj", "prep", "xcomp", "ccomp", "dative"}
            )
            features.append("rest=" + ",".join(rest))
        return features

    def _describe(self, path: tuple[int, ...]) -> str:
        told = self._paths.get(path)
        if told is None:
            last = _arc(self._parse, path[-1])
            told = self._paths[path] = f"{self._describe(path[:-1])}^{last}" if len(path) > 1 else last
        return told

    def _kind(self, head: int | None) -> str:
        if head is None:
            return "none"
        kind = self._kinds.get(head)
        if kind is None:
            kind = self._kinds[head] = _kind_of(self._parse, head)
        return kind


def _arc(parse: Parse, node: int) -> str:
    word = parse.words[node]
    if word.dep in {"conj", "appos"} and _is_nominal(parse, word.head):
        return "+" + parse.words[word.head].dep
    return (
        f"{word.dep}_{parse.lowers[node]}"
        if word.dep in {"prep", "dative", "agent"} and word.tag in {"IN", "TO"}
        else word.dep
    )


def _depth(parse: Parse, index: int) -> int:
    depth = 0
    while parse.words[index].head != index and depth < 4:
        index = parse.words[index].head
        depth += 1
    return depth


def _kind_of(parse: Parse, head: int) -> str:
    """What sort of phrase it is, from its head and whether a name or country stands in it."""
    word = parse.words[head]
    if word.tag[:3] == "PRP":
        return "pronoun"
    if find_country(parse.forms[head]) is not None:
        return "country" if word.tag[:2] == "NN" else "demonym"
    if word.tag[:3] == "NNP":
        return "name"
    noun = noun_of(parse.lowers[head])
    kind = noun.kind if noun is not None else word.tag[:2]
    phrase = parse.phrase(head)
    inside = range(phrase.first, head)
    if any(find_country(parse.forms[i]) is not None for i in inside):
        return f"{kind}+country"
    return f"{kind}+name" if any(parse.words[i].tag[:3] == "NNP" for i in inside) else kind


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    """The learned weight of every feature; those left out weigh nothing."""
    weights: dict[str, float] = json.loads(files(__package__).joinpath("choice.json").read_text(encoding="utf-8"))
    return weights


@lru_cache(maxsize=1)
def _shipped_ways() -> dict[tuple[str, str, str], float]:
    """What the shipped weights make of role, kind of phrase and path: few of them make up most texts."""
    return {}


class _Scorer:
    """The odds of pairs of one text; what hangs on one phrase or one trigger is summed once."""

    def __init__(self, parse: Parse, weights: dict[str, float] | None) -> None:
        self._features = _Features(parse)
        self._weights = load_weights() if weights is None else weights
        self._intercept = self._weights.get("", 0.0)
        self._ways = _shipped_ways() if weights is None else {}
        self._phrases: dict[tuple[str, int | None], float] = {}
        self._passed: dict[tuple[int, ...], float] = {}
        self._actors: dict[tuple[int | None, int], float] = {}
        self._recipients: dict[tuple[int | None, int], float] = {}
        self._triggers: dict[int, float] = {}

    def score(self, pair: Pair) -> float:
        """How likely the pair acts, 0..1."""
        actor = self._actors.get((pair.actor, len(pair.up)))
        if actor is None:
            actor = self._of_actor(pair.actor, pair.up)
        recipient = self._recipients.get((pair.recipient, len(pair.down)))
        if recipient is None:
            recipient = self._of_recipient(pair.recipient, pair.down)
        total = self._intercept + actor + recipient + self._of_trigger(pair.trigger)
        if total < _HOPELESS:
            return 0.0
        return round(1 / (1 + math.exp(-total - self._sum(self._features.of_both(pair)))), 4)

    def iter_hopeful(self, parse: Parse, first: int, last: int) -> Iterator[Pair]:
        """The pairs of `find_pairs`, in their order, that what hangs on one phrase alone leaves a chance."""
        for actor, recipients in _iter_heads(parse, first, last):
            yield from _alone(parse, actor.head, actor.path)
            up = actor.path
            for recipient, n_up, n_down, trigger in recipients:
                down = recipient.path
                acting = self._actors.get((actor.head, n_up))
                if acting is None:
                    acting = self._of_actor(actor.head, up[:n_up])
                undergoing = self._recipients.get((recipient.head, n_down))
                if undergoing is None:
                    undergoing = self._of_recipient(recipient.head, down[:n_down])
                told = self._triggers.get(trigger)
                if told is None:
                    told = self._of_trigger(trigger)
                if self._intercept + acting + undergoing + told >= _HOPELESS:
                    yield Pair(actor.head, recipient.head, trigger, down[n_down], up[:n_up], down[:n_down])

    def _of_actor(self, head: int | None, up: tuple[int, ...]) -> float:
        # A phrase has one way up, of which a pair takes the first part: its length is the key.
        found = self._actors[head, len(up)] = self._of_phrase("a", head, up)
        return found

    def _of_recipient(self, head: int | None, down: tuple[int, ...]) -> float:
        found = self._recipients[head, len(down)] = self._of_phrase("r", head, down)
        return found

    def _of_phrase(self, role: str, head: int | None, way: tuple[int, ...]) -> float:
        own = self._phrases.get((role, head))
        if own is None:
            own = self._phrases[role, head] = self._sum(self._features.of_phrase(role, head))
        passed = self._passed.get(way)
        if passed is None:
            passed = self._passed[way] = self._sum(self._features.on_way(way))
        key = role, *self._features.describe(head, way)
        told = self._ways.get(key)
        if told is None:
            if len(self._ways) >= _MAX_CACHED:
                self._ways.clear()
            told = self._ways[key] = self._sum(self._features.of_way(role, head, way))
        return own + passed + told

    def _of_trigger(self, trigger: int) -> float:
        found = self._triggers.get(trigger)
        if found is None:
            found = self._triggers[trigger] = self._sum(self._features.of_trigger(trigger))
        return found

    def _sum(self, features: list[str]) -> float:
        get = self._weights.get
        return math.fsum([get(feature, 0.0) for feature in features])


def score_pairs(parse: Parse, pairs: Iterable[Pair], weights: dict[str, float]) -> Iterator[tuple[Pair, float]]:
    """Every pair with its odds (0..1), 0 for one without hope."""
    scorer = _Scorer(parse, weights)
    return ((pair, scorer.score(pair)) for pair in pairs)


def choose_pairs(
    parse: Parse, first: int, last: int, least: float, weights: dict[str, float] | None = None
) -> list[tuple[Pair, float]]:
    """The pairs of a sentence at least as likely as `least` (0..1), the best for each trigger, in text order.

    `weights` other than the shipped ones serve training.
    """
    scorer = _Scorer(parse, weights)
    best: dict[int, tuple[float, Pair]] = {}
    for pair in scorer.iter_hopeful(parse, first, last):
        p = scorer.score(pair)
        if p >= least and (pair.trigger not in best or p > best[pair.trigger][0]):
            best[pair.trigger] = (p, pair)
    return [(pair, p) for _, (p, pair) in sorted(best.items())]

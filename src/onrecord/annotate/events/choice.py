"""Which two phrases of a sentence stand as actor and recipient of one act: the features of pairs and their odds.

`choice.json` holds the weights of a regression over words and paths of the parse, `choice.npz` those of a layer over
the reader's vectors of the words (`states.py`) that is added to it; both learned together as `training/coder/choice.py`
tells. A reading without vectors is judged by words and paths alone.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.annotate.events.pairs import (
    Pair,
    Phrase,
    find_phrases,
    first_act,
    is_nominal,
    iter_undergone,
    may_meet,
    meet,
)
from onrecord.annotate.events.states import StateWeights, load_state_weights, weigh_states
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of
from onrecord.gazetteer import find_country

__all__ = ["ChoiceWeights", "choose_pairs", "load_weights", "measure_pair", "score_pairs"]

_HOPELESS = -2.5  # log-odds before what hangs on both phrases and the vectors: 0.4 % of the pairs chosen have less
_MAX_CACHED = 20_000  # words
# Log-odds by words and paths below which the vectors are not asked: few of the pairs chosen have less.
_DOUBTFUL = -1.2
_SLACK = 1e-6  # for sums in another order
_NOWHERE = "-"  # the path of a phrase that is where the two meet
_NOBODY = "none"


@lru_cache(maxsize=_MAX_CACHED)
def stem(word: str) -> str:
    """A crude stem: what is left without the usual endings."""
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


def measure_pair(parse: Parse, pair: Pair) -> list[str]:
    """The features that hold for the pair; actors' begin with "a", recipients' with "r"."""
    features = _of_trigger(parse, pair.trigger)
    told = []
    for role, head, way in (("a", pair.actor, pair.up), ("r", pair.recipient, pair.down)):
        kind, path = _kind_of(parse, head), "^".join(_arc(parse, node) for node in way) or _NOWHERE
        features += _of_phrase(role, kind, *_word_of(parse, head))
        features += _of_way(role, kind, path)
        features += (_via(parse.lowers[node]) for node in way[1:] if _is_passed(parse, node))
        told.append((kind, path))
    return features + _of_both(parse, pair, *told)


def _word_of(parse: Parse, head: int | None) -> tuple[str, str]:
    """The phrase's head and how it hangs."""
    return ("", "") if head is None else (parse.lowers[head], parse.words[head].dep)


def _of_phrase(role: str, kind: str, word: str, dep: str) -> list[str]:
    return [f"{role}.kind={kind}", *([f"{role}.word={word}", f"{role}.dep={dep}"] if word else [])]


def _of_way(role: str, kind: str, path: str) -> list[str]:
    return [f"{'up' if role == 'a' else 'down'}={path}", f"{role}.kind={kind}|{path}"]


def _is_passed(parse: Parse, node: int) -> bool:
    return parse.words[node].tag[:1] in "VN"


def _via(word: str) -> str:
    return f"via={stem(word)}"


def _of_trigger(parse: Parse, trigger: int) -> list[str]:
    words, lowers = parse.words, parse.lowers
    features = [
        f"tag={words[trigger].tag}",
        f"t={stem(lowers[trigger])}",
        f"dep={words[trigger].dep}",
        f"depth={_depth(parse, trigger)}",
    ]
    for child in parse.children[trigger]:
        if words[child].dep in {"aux", "neg", "prt", "auxpass"}:
            features.append(f"has={lowers[child]}")
        elif words[child].dep in {"dobj", "attr"}:
            features.append(f"obj={stem(lowers[child])}")
    return features


def _of_both(parse: Parse, pair: Pair, acting: tuple[str, str], undergoing: tuple[str, str]) -> list[str]:
    """What hangs on both phrases, of which each has a kind and a path."""
    words, lowers = parse.words, parse.lowers
    trigger = stem(lowers[pair.trigger])
    (actor, up), (recipient, down) = acting, undergoing
    preposition = next((lowers[node] for node in pair.down if words[node].dep in {"prep", "dative", "agent"}), "-")
    features = [
        f"both={up}|{down}",
        f"t={trigger}|prep={preposition}",
        f"t={trigger}|down={down}",
        f"top={words[pair.top].tag[:2]}|{words[pair.top].dep}",
        f"lengths={len(pair.up)},{len(pair.down)}",
        f"kinds={actor}|{recipient}",
    ]
    if pair.top != pair.trigger:
        features += ["same=False", f"top={stem(lowers[pair.top])}"]
    if pair.actor is not None and pair.recipient is not None:
        gap = abs(pair.recipient - pair.actor)
        features += [f"order={pair.actor < pair.recipient}", f"gap={min(6, gap.bit_length())}"]
    elif pair.recipient is None:
        rest = sorted(
            {words[c].dep for c in parse.children[pair.trigger]} & {"dobj", "prep", "xcomp", "ccomp", "dative"}
        )
        features.append("rest=" + ",".join(rest))
    return features


def _arc(parse: Parse, node: int) -> str:
    word = parse.words[node]
    if word.dep in {"conj", "appos"} and is_nominal(parse, word.head):
        return "+" + parse.words[word.head].dep
    if word.dep in {"prep", "dative", "agent"} and word.tag in {"IN", "TO"}:
        return f"{word.dep}_{parse.lowers[node]}"
    return word.dep


def _depth(parse: Parse, index: int) -> int:
    depth = 0
    while parse.words[index].head != index and depth < 4:
        index = parse.words[index].head
        depth += 1
    return depth


def _kind_of(parse: Parse, head: int | None) -> str:
    """What sort of phrase it is, from its head and whether a name or country stands in it."""
    if head is None:
        return _NOBODY
    word = parse.words[head]
    if word.tag[:3] == "PRP":
        return "pronoun"
    if find_country(parse.forms[head]) is not None:
        return "country" if word.tag[:2] == "NN" else "demonym"
    if word.tag[:3] == "NNP":
        return "name"
    noun = noun_of(parse.lowers[head])
    kind = noun.kind if noun is not None else word.tag[:2]
    if not parse.children[head] or parse.children[head][0] > head:
        return kind
    inside = range(parse.phrase(head).first, head)
    if any(find_country(parse.forms[i]) is not None for i in inside):
        return f"{kind}+country"
    return f"{kind}+name" if any(parse.words[i].tag[:3] == "NNP" for i in inside) else kind


@dataclass(frozen=True, slots=True)
class ChoiceWeights:
    """The weight of every feature, those left out weigh nothing; and of the reader's vectors."""

    features: Mapping[str, float]
    states: StateWeights | None = None


@lru_cache(maxsize=1)
def load_weights() -> ChoiceWeights:
    """The weights that ship."""
    features: dict[str, float] = json.loads(files(__package__).joinpath("choice.json").read_text(encoding="utf-8"))
    return ChoiceWeights(features, load_state_weights())


@dataclass(slots=True)
class _Way:
    """A way up from a phrase of some kind: its path, what it weighs in either role, and the ways that go on from it."""

    path: str
    acting: float
    undergoing: float
    onward: dict[str, "_Way"] = field(default_factory=dict)


@dataclass(slots=True)
class _Table:
    """The weights, with what they make of the phrases and ways met before: few of these make up most texts."""

    weights: Mapping[str, float]
    _phrases: dict[tuple[str, str, str], tuple[float, float]] = field(default_factory=dict)
    _paths: dict[str, dict[str, float]] = field(default_factory=dict)
    _ways: dict[str, _Way] = field(default_factory=dict)
    _n_ways: int = 0

    def __post_init__(self) -> None:
        """Sort the weights of paths by what stands before the path, so that none of these names must be made."""
        for name, weight in self.weights.items():
            before, mark, path = name.partition("|" if name[1:7] == ".kind=" else "=")
            if mark == "|" or before in {"up", "down"}:
                self._paths.setdefault(before, {})[path] = weight

    def sum(self, features: Iterable[str]) -> float:
        get = self.weights.get
        return math.fsum([get(feature, 0.0) for feature in features])

    def of_phrase(self, kind: str, word: str, dep: str) -> tuple[float, float]:
        """What a phrase weighs as actor and as recipient."""
        key = kind, word, dep
        found = self._phrases.get(key)
        if found is None:
            if len(self._phrases) >= _MAX_CACHED:
                self._phrases.clear()
            found = self._phrases[key] = self.sum(_of_phrase("a", *key)), self.sum(_of_phrase("r", *key))
        return found

    def nowhere(self, kind: str) -> _Way:
        """The way of no arc from a phrase of the kind, from which all others go on."""
        if self._n_ways >= _MAX_CACHED:
            self._ways.clear()
            self._n_ways = 0
        return self._ways.get(kind) or self._ways.setdefault(kind, self._make_way(kind, _NOWHERE))

    def onward(self, way: _Way, kind: str, arc: str) -> _Way:
        """The way one arc further up."""
        found = way.onward.get(arc)
        if found is None:
            path = arc if way.path == _NOWHERE else f"{way.path}^{arc}"
            found = way.onward[arc] = self._make_way(kind, path)
        return found

    def _make_way(self, kind: str, path: str) -> _Way:
        self._n_ways += 1
        get = self._paths.get
        up, acting = get("up", {}).get(path, 0.0), get(f"a.kind={kind}", {}).get(path, 0.0)
        down, undergoing = get("down", {}).get(path, 0.0), get(f"r.kind={kind}", {}).get(path, 0.0)
        return _Way(path, up + acting, down + undergoing)


@lru_cache(maxsize=1)
def _shipped_table() -> _Table:
    return _Table(load_weights().features)


class _Node(NamedTuple):
    """A word above phrases: the arc to it, and what it weighs where passed and as a trigger (none: nobody acts there).

    What is known of one word serves all phrases below it.
    """

    arc: str
    via: float
    trigger: float


class _Weighed(NamedTuple):
    """A phrase with its ways up by none, one, two, … words, and what acting and undergoing from there weighs.

    `reached` is what it weighs as recipient together with the trigger, where it meets an actor on its way; where it
    stands on an actor's own way (at 0), that depends on the actor.
    """

    phrase: Phrase
    kind: str
    ways: Sequence[_Way]
    acting: Sequence[float]
    undergoing: Sequence[float]
    reached: Sequence[float]

    def told(self, n: int) -> tuple[str, str]:
        """The kind and the path to the word where the way ends."""
        return self.kind, self.ways[n].path


class _Scorer:
    """The odds of pairs of one text; what hangs on one phrase or one word is summed once."""

    def __init__(self, parse: Parse, weights: ChoiceWeights | None) -> None:
        self._parse = parse
        self._table = _shipped_table() if weights is None else _Table(weights.features)
        self._states = (load_weights() if weights is None else weights).states
        self._intercept = self._table.weights.get("", 0.0)
        nobody = self._table.of_phrase(_NOBODY, "", "")
        way = self._table.nowhere(_NOBODY)
        self._no_actor, self._no_recipient = nobody[0] + way.acting, nobody[1] + way.undergoing
        self._nodes: dict[int, _Node] = {}

    def iter_scored(self, first: int, last: int) -> Iterator[tuple[Pair, float]]:
        """The pairs of `find_pairs`, in their order, with their odds; none without hope."""
        vectors = self._parse.reading.states
        if vectors is None or self._states is None:
            weighed = list(self._iter_weighed(first, last))
            told = [0.0] * len(weighed)
        else:
            weighed = [found for found in self._iter_weighed(first, last) if found[1] >= _DOUBTFUL]
            told = weigh_states(vectors[first:last], first, [pair for pair, _ in weighed], self._states)
        for (pair, total), more in zip(weighed, told, strict=True):
            yield pair, round(1 / (1 + math.exp(-total - more)), 4)

    def _iter_weighed(self, first: int, last: int) -> Iterator[tuple[Pair, float]]:
        """The pairs with what their words and paths weigh."""
        phrases = [self._weigh(phrase) for phrase in find_phrases(self._parse, first, last)]
        least = _HOPELESS - self._intercept - _SLACK
        for actor in phrases:
            yield from self._iter_alone(actor)
            acting, above = actor.acting, actor.phrase.above
            for recipient in phrases:
                top = next(filter(above.__contains__, recipient.phrase.path), None)
                if top is None or acting[above[top]] + recipient.reached[recipient.phrase.above[top]] < least:
                    continue
                pair = meet(self._parse, actor.phrase, recipient.phrase)
                if pair is None:
                    continue
                n_up, n_down = len(pair.up), len(pair.down)
                total = self._intercept + acting[n_up] + recipient.undergoing[n_down] + self._node(pair.trigger).trigger
                if total >= _HOPELESS:
                    yield self._add_both(total, pair, actor.told(n_up), recipient.told(n_down))

    def _iter_alone(self, weighed: _Weighed) -> Iterator[tuple[Pair, float]]:
        """The phrase as the only party of the act above it, and of passive clauses below it."""
        phrase, nobody = weighed.phrase, (_NOBODY, _NOWHERE)
        head, path = phrase.head, phrase.path
        for clause in iter_undergone(self._parse, head):
            total = self._intercept + self._node(clause).trigger + (weighed.undergoing[0] + self._no_actor)
            if total >= _HOPELESS:
                yield self._add_both(total, Pair(None, head, clause, head, (), ()), nobody, weighed.told(0))
        depth = first_act(self._parse, phrase)
        if not depth:
            return
        trigger, way = path[depth], path[:depth]
        told = self._intercept + self._node(trigger).trigger
        total = told + (weighed.acting[depth] + self._no_recipient)
        if total >= _HOPELESS:
            yield self._add_both(total, Pair(head, None, trigger, trigger, way, ()), weighed.told(depth), nobody)
        total = told + (weighed.undergoing[depth] + self._no_actor)
        if total >= _HOPELESS:
            yield self._add_both(total, Pair(None, head, trigger, trigger, (), way), nobody, weighed.told(depth))

    def _add_both(
        self, total: float, pair: Pair, acting: tuple[str, str], undergoing: tuple[str, str]
    ) -> tuple[Pair, float]:
        return pair, total + self._table.sum(_of_both(self._parse, pair, acting, undergoing))

    def _weigh(self, phrase: Phrase) -> _Weighed:
        table, path = self._table, phrase.path
        kind = _kind_of(self._parse, phrase.head)
        actor, recipient = table.of_phrase(kind, *_word_of(self._parse, phrase.head))
        way = table.nowhere(kind)
        ways, acting, undergoing, reached = [way], [actor + way.acting], [recipient + way.undergoing], [math.inf]
        known = self._nodes
        below = known.get(phrase.head) or self._node(phrase.head)
        for depth, index in enumerate(path[1:], 1):
            node = known.get(index) or self._node(index)
            if depth > 1:
                actor, recipient = actor + below.via, recipient + below.via
            way = table.onward(way, kind, below.arc)
            trigger = node.trigger if depth <= phrase.verb else self._node(path[phrase.verb]).trigger
            ways.append(way)
            acting.append(actor + way.acting)
            undergoing.append(recipient + way.undergoing)
            reached.append(undergoing[-1] + trigger)
            below = node
        return _Weighed(phrase, kind, ways, acting, undergoing, reached)

    def _node(self, index: int) -> _Node:
        parse, get = self._parse, self._table.weights.get
        if index not in self._nodes:
            via = get(_via(parse.lowers[index]), 0.0) if _is_passed(parse, index) else 0.0
            trigger = self._table.sum(_of_trigger(parse, index)) if may_meet(parse, index) else -math.inf
            self._nodes[index] = _Node(_arc(parse, index), via, trigger)
        return self._nodes[index]


def score_pairs(
    parse: Parse, first: int, last: int, weights: ChoiceWeights | None = None
) -> Iterator[tuple[Pair, float]]:
    """The pairs of the sentence of words `[first, last)` with their odds (0..1); those without hope are left out.

    `weights` other than the shipped ones serve training.
    """
    return _Scorer(parse, weights).iter_scored(first, last)


def choose_pairs(
    parse: Parse, first: int, last: int, least: float, weights: ChoiceWeights | None = None
) -> list[tuple[Pair, float]]:
    """The pairs of a sentence at least as likely as `least` (0..1), the best for each trigger, in text order."""
    best: dict[int, tuple[float, Pair]] = {}
    for pair, p in score_pairs(parse, first, last, weights):
        if p >= least and (pair.trigger not in best or p > best[pair.trigger][0]):
            best[pair.trigger] = (p, pair)
    return [(pair, p) for _, (p, pair) in sorted(best.items())]

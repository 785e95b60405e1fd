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

from onrecord.annotate.events.pairs import Pair, Phrase, alone, find_phrases, is_nominal, may_meet, meet
from onrecord.annotate.events.states import StateWeights, load_state_weights, weigh_states
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of
from onrecord.gazetteer import find_country

__all__ = ["ChoiceWeights", "choose_pairs", "load_weights", "measure_pair", "score_pairs"]

_HOPELESS = -2.5  # log-odds before what hangs on both phrases and the vectors: 0.4 % of the pairs chosen have less
_MAX_CACHED = 20_000  # words
# Log-odds by words and paths below which the vectors are not asked: few of the pairs chosen have less.
_DOUBTFUL = -1.2
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


class _Step(NamedTuple):
    """A way up from a phrase: its path, and what it weighs in either role."""

    path: str
    acting: float
    undergoing: float


@dataclass(slots=True)
class _Table:
    """The weights, with what they make of the phrases and ways met before: few of these make up most texts."""

    weights: Mapping[str, float]
    _phrases: dict[tuple[str, str, str], tuple[float, float]] = field(default_factory=dict)
    _ways: dict[str, dict[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the weights of paths by what stands before the path, so that none of these names must be made."""
        for name, weight in self.weights.items():
            before, mark, path = name.partition("|" if name[1:7] == ".kind=" else "=")
            if mark == "|" or before in {"up", "down"}:
                self._ways.setdefault(before, {})[path] = weight

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

    def ways(self, kind: str, arcs: Iterable[str]) -> list[_Step]:
        """The ways up from a phrase of the kind by none, one, two, … of the arcs."""
        up, down = self._ways.get("up", {}), self._ways.get("down", {})
        acting, undergoing = (self._ways.get(f"{role}.kind={kind}", {}) for role in "ar")
        paths = [_NOWHERE]
        for arc in arcs:
            paths.append(f"{paths[-1]}^{arc}" if len(paths) > 1 else arc)
        return [
            _Step(path, up.get(path, 0.0) + acting.get(path, 0.0), down.get(path, 0.0) + undergoing.get(path, 0.0))
            for path in paths
        ]


@lru_cache(maxsize=1)
def _shipped_table() -> _Table:
    return _Table(load_weights().features)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A phrase with its ways up by none, one, two, … words, and what acting and undergoing from there weighs.

    `most` is the most that any pair can gain from the phrase as recipient and from its trigger.
    """

    phrase: Phrase
    kind: str
    ways: Sequence[_Step]
    acting: Sequence[float]
    undergoing: Sequence[float]
    most: float

    def told(self, n: int) -> tuple[str, str]:
        """The kind and the path to the word where the way ends."""
        return self.kind, self.ways[n].path


class _Scorer:
    """The odds of pairs of one text; what hangs on one phrase or one trigger is summed once."""

    def __init__(self, parse: Parse, weights: ChoiceWeights | None) -> None:
        self._parse = parse
        self._table = _shipped_table() if weights is None else _Table(weights.features)
        self._states = (load_weights() if weights is None else weights).states
        self._intercept = self._table.weights.get("", 0.0)
        nobody = self._table.of_phrase(_NOBODY, "", "")
        way = self._table.ways(_NOBODY, ())[0]
        self._no_actor, self._no_recipient = nobody[0] + way.acting, nobody[1] + way.undergoing
        self._triggers: dict[int, float] = {}

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
        for actor in phrases:
            yield from self._iter_alone(actor)
            wanted = _HOPELESS - self._intercept - max(actor.acting)
            for recipient in phrases:
                if recipient.most < wanted and recipient.phrase.head not in actor.phrase.above:
                    continue
                pair = meet(self._parse, actor.phrase, recipient.phrase)
                if pair is None:
                    continue
                up, down = len(pair.up), len(pair.down)
                total = self._intercept + actor.acting[up] + recipient.undergoing[down] + self._of_trigger(pair.trigger)
                if total >= _HOPELESS:
                    yield pair, self._add_both(total, pair, actor.told(up), recipient.told(down))

    def _iter_alone(self, weighed: _Weighed) -> Iterator[tuple[Pair, float]]:
        nobody = _NOBODY, _NOWHERE
        for pair in alone(self._parse, weighed.phrase):
            total = self._intercept + self._of_trigger(pair.trigger)
            n = len(pair.up or pair.down)
            if pair.recipient is None:
                total += weighed.acting[n] + self._no_recipient
                told = weighed.told(n), nobody
            else:
                total += weighed.undergoing[n] + self._no_actor
                told = nobody, weighed.told(n)
            if total >= _HOPELESS:
                yield pair, self._add_both(total, pair, *told)

    def _add_both(self, total: float, pair: Pair, acting: tuple[str, str], undergoing: tuple[str, str]) -> float:
        return total + self._table.sum(_of_both(self._parse, pair, acting, undergoing))

    def _weigh(self, phrase: Phrase) -> _Weighed:
        parse, get = self._parse, self._table.weights.get
        kind = _kind_of(parse, phrase.head)
        actor, recipient = self._table.of_phrase(kind, *_word_of(parse, phrase.head))
        ways = self._table.ways(kind, [_arc(parse, node) for node in phrase.path])
        acting, undergoing = [], []
        for depth, step in enumerate(ways):
            if depth > 1 and _is_passed(parse, node := phrase.path[depth - 1]):
                via = get(_via(parse.lowers[node]), 0.0)
                actor, recipient = actor + via, recipient + via
            acting.append(actor + step.acting)
            undergoing.append(recipient + step.undergoing)
        triggers = [self._of_trigger(node) for node in phrase.path if may_meet(parse, node)]
        return _Weighed(phrase, kind, ways, acting, undergoing, max(undergoing) + max(triggers, default=-math.inf))

    def _of_trigger(self, trigger: int) -> float:
        found = self._triggers.get(trigger)
        if found is None:
            found = self._triggers[trigger] = self._table.sum(_of_trigger(self._parse, trigger))
        return found


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

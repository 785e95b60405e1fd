"""Which two phrases of a sentence stand as actor and recipient of one act: candidate pairs, their features, their odds.

A pair is two noun phrases that meet in the parse at a verb or a noun. `choice.json` holds the weights of a logistic
regression over words and paths of the parse, learned as `training/coder/choice.py` tells.
"""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of
from onrecord.gazetteer import find_country

__all__ = ["Pair", "choose_pairs", "find_pairs", "load_weights", "measure_pair", "phrase_heads"]

_MAX_UP = 5  # arcs from a phrase to where it meets the other
_MAX_HEADS = 16  # phrases of a sentence that are paired
_INNER = frozenset({"compound", "amod", "nmod", "poss"})
_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december mon. tue. wed. thu. fri. jan. feb. mar. apr. aug. sept. oct. nov. dec. day days week weeks month
    months year years decade decades hour hours minute minutes century today yesterday tomorrow tonight morning afternoon
    evening night spring summer autumn winter weekend time times moment quarter period date noon midnight""".split()
)
_EXPLETIVES = frozenset({"there", "itself", "themselves", "himself", "herself", "myself", "yourself", "ourselves", "one"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Word indices: the actor's head, the recipient's (None without one), the word that tells the act, where they meet."""

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
            if lower in _TIMES and (word.tag[:3] == "NNP" or word.dep in {"npadvmod", "pobj", "compound", "nmod"}):
                continue
            if word.dep in {"compound", "nmod"} and find_country(parse.forms[index]) is None:
                continue
            heads.append(index)
        elif word.tag == "PRP" and lower not in _EXPLETIVES:
            heads.append(index)
        elif word.tag in {"JJ", "NNPS"} and parse.forms[index][:1].isupper() and find_country(parse.forms[index]):
            heads.append(index)
        elif word.tag in {"CD", "DT", "JJ"} and word.dep in {"nsubj", "dobj", "pobj", "nsubjpass"}:
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


def _path(parse: Parse, index: int) -> list[int]:
    path = [index]
    while len(path) <= _MAX_UP:
        above = _governor(parse, path[-1])
        if above == path[-1] or above in path:
            break
        path.append(above)
    return path


def find_pairs(parse: Parse, first: int, last: int) -> Iterator[Pair]:
    """Every candidate of the sentence of words `[first, last)`: two phrases, or an actor or a recipient alone."""
    heads = phrase_heads(parse, first, last)
    paths = {head: _path(parse, head) for head in heads}
    for actor in heads:
        yield from _alone(parse, actor, paths[actor])
        above = {node: depth for depth, node in enumerate(paths[actor])}
        for recipient in heads:
            if recipient == actor:
                continue
            down = paths[recipient]
            depth = next((d for d, node in enumerate(down) if node in above), None)
            if depth is None:
                continue
            top = down[depth]
            if top == actor and recipient > actor and parse.words[recipient].dep == "conj":
                continue
            up = tuple(paths[actor][: above[top]])
            path = tuple(down[:depth])
            if not up and not path:
                continue
            trigger = _trigger(parse, path, top)
            if trigger is not None:
                yield Pair(actor, recipient, trigger, top, up, path)


def _alone(parse: Parse, actor: int, path: list[int]) -> Iterator[Pair]:
    """The phrase as the only party, of the first verb or noun above it."""
    for depth, node in enumerate(path[1:4], 1):
        if parse.words[node].tag[:1] == "V" or (parse.words[node].tag[:2] == "NN"):
            yield Pair(actor, None, node, node, tuple(path[:depth]), ())
            break
    governor = _governor(parse, actor)
    if parse.words[actor].dep in {"nsubjpass", "dobj"} and parse.words[governor].tag[:1] == "V":
        yield Pair(None, actor, governor, governor, (), (actor,))


def _trigger(parse: Parse, down: tuple[int, ...], top: int) -> int | None:
    """The lowest verb above the recipient on the way, else where the two meet."""
    for node in (*down[1:], top):
        if parse.words[node].tag[:1] == "V":
            return node
    return top if parse.words[top].tag[:1] in {"N", "J"} else None


def stem(word: str) -> str:
    """A crude stem: what is left without the usual endings."""
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


def measure_pair(parse: Parse, pair: Pair) -> list[str]:
    """The features that hold for the pair."""
    words, lowers = parse.words, parse.lowers
    up = "^".join(_arc(parse, node) for node in pair.up) or "-"
    down = "v".join(_arc(parse, node) for node in pair.down) or "-"
    trigger = stem(lowers[pair.trigger])
    preposition = next((lowers[node] for node in pair.down if words[node].dep in {"prep", "dative", "agent"}), "-")
    features = [
        f"up={up}",
        f"down={down}",
        f"both={up}|{down}",
        f"tag={words[pair.trigger].tag}",
        f"t={trigger}",
        f"t={trigger}|prep={preposition}",
        f"t={trigger}|down={down}",
        f"dep={words[pair.trigger].dep}",
        f"top={words[pair.top].tag[:2]}|{words[pair.top].dep}",
        f"same={pair.top == pair.trigger}",
        f"depth={_depth(parse, pair.trigger)}",
        f"lengths={len(pair.up)},{len(pair.down)}",
    ]
    features += (f"via={stem(lowers[node])}" for node in (*pair.up[1:], *pair.down[1:]) if words[node].tag[:1] in "VN")
    if pair.top != pair.trigger:
        features.append(f"top={stem(lowers[pair.top])}")
    kinds = []
    for name, head in (("a", pair.actor), ("r", pair.recipient)):
        kind = "none" if head is None else _kind(parse, head)
        kinds.append(kind)
        features += [f"{name}.kind={kind}", f"{name}.kind={kind}|{up if name == 'a' else down}"]
        if head is not None:
            features += [f"{name}.word={lowers[head]}", f"{name}.dep={words[head].dep}"]
    features.append("kinds=" + "|".join(kinds))
    if pair.actor is not None and pair.recipient is not None:
        gap = abs(pair.recipient - pair.actor)
        features += [f"order={pair.actor < pair.recipient}", f"gap={min(6, gap.bit_length())}"]
    elif pair.recipient is None:
        rest = sorted({words[c].dep for c in parse.children[pair.trigger]} & {"dobj", "prep", "xcomp", "ccomp", "dative"})
        features.append("rest=" + ",".join(rest))
    features += (f"has={lowers[c]}" for c in parse.children[pair.trigger] if words[c].dep in {"aux", "neg", "prt", "auxpass"})
    objects = (c for c in parse.children[pair.trigger] if words[c].dep in {"dobj", "attr"})
    features += (f"obj={stem(lowers[c])}" for c in objects)
    return features


def _arc(parse: Parse, node: int) -> str:
    word = parse.words[node]
    if word.dep in {"conj", "appos"} and _is_nominal(parse, word.head):
        return "+" + parse.words[word.head].dep
    return f"{word.dep}_{parse.lowers[node]}" if word.dep in {"prep", "dative", "agent"} and word.tag in {"IN", "TO"} else word.dep


def _depth(parse: Parse, index: int) -> int:
    depth = 0
    while parse.words[index].head != index and depth < 4:
        index = parse.words[index].head
        depth += 1
    return depth


def _kind(parse: Parse, head: int) -> str:
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


def _odds(parse: Parse, pair: Pair, weights: dict[str, float]) -> float:
    return weights.get("", 0.0) + math.fsum(weights.get(feature, 0.0) for feature in measure_pair(parse, pair))


def choose_pairs(
    parse: Parse, first: int, last: int, least: float, allow: Callable[[Pair], bool] = lambda pair: True
) -> list[tuple[Pair, float]]:
    """The pairs of a sentence at least as likely as `least` (0..1), the best for each trigger, in text order of triggers."""
    weights = load_weights()
    best: dict[int, tuple[float, Pair]] = {}
    for pair in find_pairs(parse, first, last):
        if not allow(pair):
            continue
        p = round(1 / (1 + math.exp(-_odds(parse, pair, weights))), 4)
        if p >= least and (pair.trigger not in best or p > best[pair.trigger][0]):
            best[pair.trigger] = (p, pair)
    return [(pair, p) for _, (p, pair) in sorted(best.items())]

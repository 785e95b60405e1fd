"""Which articles tell one story: block by rare words, compare words, names, leads and numbers, decide, cluster.

Word weights come from the fixed table of `words.rarity`, so that two articles are as alike in one batch as in another.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import log

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicon.words import STOP, rarity, sentence_spans, stem, tokens
from onrecord.link.scorer import Scorer, load_scorer
from onrecord.link.trees import average_link

__all__ = ["Profile", "Profiler", "block", "compare", "find_stories", "likenesses"]

_LEAD_SENTENCES = 3
_KEY_WORDS = 16  # the weightiest words, which two articles share three of when they are compared
_SHARED_KEYS = 3  # pairs of words, that is, three words
_MAX_PER_KEY = 5  # articles of one key that are compared with each other
_HANGS = 0.2  # the score from which two articles hang together
_MAX_GROUP = 300  # articles that hang together and are all compared with each other
_LEAST = 0.03  # articles whose words are less alike are not compared further

Weights = tuple[NDArray[np.int32], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Profile:
    """An article's words as unit vectors (word numbers in ascending order, weights), and its weightiest words."""

    words: Weights
    names: Weights
    lead: Weights
    numbers: Weights
    keys: tuple[int, ...]


class Profiler:
    """Makes profiles; words are numbered in the order in which they first come, which no result hangs on."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def profile(self, text: str) -> Profile:
        """The profile of one article's text."""
        sentences = sentence_spans(text)
        lead_end = sentences[min(_LEAD_SENTENCES, len(sentences)) - 1].end if sentences else 0
        starts = {sentence.start for sentence in sentences}
        words: Counter[str] = Counter()
        names: Counter[str] = Counter()
        lead: Counter[str] = Counter()
        numbers: Counter[str] = Counter()
        for token in tokens(text):
            if token.word in STOP:
                continue
            word = stem(token.word)
            words[word] += 1
            if token.start <= lead_end:
                lead[word] += 1
            if text[token.start].isupper() and token.start not in starts:
                names[word] += 1
            if text[token.start].isdigit():
                numbers[token.word] += 1
        weighty = sorted(words, key=lambda w: (-(1 + log(words[w])) * _weight(w), w))[:_KEY_WORDS]
        return Profile(
            words=self._unit(words, _weight),
            names=self._unit(names, rarity),
            lead=self._unit(lead, _weight),
            numbers=self._unit(numbers, lambda _: 1.0),
            keys=tuple(sorted(self._number(word) for word in weighty)),
        )

    def _number(self, word: str) -> int:
        return self._numbers.setdefault(word, len(self._numbers))

    def _unit(self, counts: Counter[str], weigh: Callable[[str], float]) -> Weights:
        items = sorted((self._number(word), (1 + log(n)) * weigh(word)) for word, n in counts.items())
        indices = np.array([index for index, _ in items], dtype=np.int32)
        values = np.array([value for _, value in items], dtype=np.float64)
        norm = float(np.sqrt((values * values).sum()))
        return indices, (values / norm if norm else values).astype(np.float32)


def _weight(word: str) -> float:
    return float(rarity(word) ** 1.5)


def dot(a: Weights, b: Weights) -> float:
    """The cosine of two unit vectors."""
    if len(a[0]) > len(b[0]):
        a, b = b, a
    if not len(a[0]):
        return 0.0
    places = np.searchsorted(b[0], a[0])
    places[places == len(b[0])] = 0
    shared = b[0][places] == a[0]
    return float((a[1][shared].astype(np.float64) * b[1][places[shared]].astype(np.float64)).sum())


def compare(a: Profile, b: Profile) -> tuple[float, ...] | None:
    """How alike two articles are in words, names, lead and numbers, 0 to 1 each; None when hardly at all."""
    words = dot(a.words, b.words)
    if words < _LEAST:
        return None
    return (words, dot(a.names, b.names), dot(a.lead, b.lead), dot(a.numbers, b.numbers))


def block(profiles: Sequence[Profile]) -> Iterable[tuple[int, int]]:
    """Pairs of articles that share three of their weightiest words.

    Articles are found by two words at a time, with the first few that have them; so the cost of an article has a bound
    however many there are.
    """
    known: dict[int, int | list[int]] = {}  # most pairs of words stand in one article only, which needs no list
    for index, profile in enumerate(profiles):
        met: Counter[int] = Counter()
        for first, second in combinations(profile.keys, 2):
            key = first << 32 | second
            others = known.setdefault(key, index)
            if isinstance(others, int):
                if others != index:
                    met[others] += 1
                    known[key] = [others, index]
                continue
            met.update(others)
            if len(others) < _MAX_PER_KEY:
                others.append(index)
        yield from ((other, index) for other in sorted(met) if met[other] >= _SHARED_KEYS)


@lru_cache(maxsize=1)
def story_scorer() -> Scorer:
    """The learned weights of the four likenesses (`training/linking/stories.py`)."""
    return load_scorer("stories")


def likenesses(profiles: Sequence[Profile], scorer: Scorer) -> dict[tuple[int, int], float]:
    """The scores of the pairs that share keys, and of all pairs of articles that hang together by these."""
    values = {pair: found for pair in block(profiles) if (found := compare(profiles[pair[0]], profiles[pair[1]]))}
    scores = {pair: scorer.score(found) for pair, found in values.items()}
    for group in _hanging_together(len(profiles), (pair for pair, score in scores.items() if score >= _HANGS)):
        if len(group) <= _MAX_GROUP:
            for pair in combinations(group, 2):
                if pair not in scores and (found := compare(profiles[pair[0]], profiles[pair[1]])):
                    scores[pair] = scorer.score(found)
    return scores


def _hanging_together(n_items: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    parent = list(range(n_items))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for left, right in pairs:
        a, b = root(left), root(right)
        parent[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = defaultdict(list)
    for item in range(n_items):
        groups[root(item)].append(item)
    return [group for group in groups.values() if len(group) > 2]


def find_stories(texts: Sequence[str]) -> list[int]:
    """A story number for each text, equal for those of one story; numbers are indices of each story's first text."""
    profiler = Profiler()
    profiles = [profiler.profile(text) for text in texts]
    scorer = story_scorer()
    return average_link(len(texts), likenesses(profiles, scorer), scorer.threshold)

"""A side's statement made comparable with another's, and how alike two are: `FEATURES`, 0 to 1 or a small count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p

import numpy as np
from numpy.typing import NDArray

from onrecord.accounts.measures import Measure, find_measures, measures_agree, measures_conflict
from onrecord.accounts.sentences import sentence_vector
from onrecord.accounts.wording import load_synonyms, load_wording
from onrecord.gazetteer import load_countries
from onrecord.lexicon.vectors import mean_vector, word_likeness
from onrecord.lexicon.words import STOP, cosine, rarity, sentence_spans, stem, tokens
from onrecord.model import Span

__all__ = ["FEATURES", "Saying", "compare", "concepts", "party_words", "saying_of", "sentences_of"]

FEATURES = (
    "shared_of_shorter",
    "shared_of_both",
    "meaning",
    "covered_least",
    "covered_most",
    "covered",
    "same_numbers",
    "other_numbers",
    "numbers_conflict",
    "numbers_agree",
    "one_denies",
    "both_deny",
    "names",
    "around_meaning",
    "around_words",
    "length",
    "same_article",
    "near",
    "shared",
    "same_topic",
    "other_topics",
    "said_alike",
    "around_alike",
)
_NEAR_CHARS = 400
_ALIKE_FROM = 0.25  # words whose vectors are less alike say nothing of each other
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement: `concepts` are its stems with synonyms put together, `around` those of its sentences.

    `said` and `sentences` are its words and its sentences without the names of the parties, which all say. `taken_back`
    tells that the speaker denies what the words say.
    """

    id: str
    article: str
    side: str
    start: int
    text: str
    concepts: frozenset[str]
    denies: bool
    measures: tuple[Measure, ...]
    names: frozenset[str]
    topics: frozenset[str]
    meaning: NDArray[np.float32]
    said: str
    sentences: str
    around: frozenset[str]
    around_meaning: NDArray[np.float32]
    taken_back: bool = False

    @property
    def words(self) -> list[str]:
        """The words in order, in lower case."""
        return [token.word for token in tokens(self.text)]


def saying_of(
    identity: str,
    article: str,
    side: str,
    text: str,
    spans: Sequence[Span],
    topics: frozenset[str],
    parties: frozenset[str] = frozenset(),
) -> Saying:
    """A statement's view.

    Args:
        identity: The statement's id.
        article: The article's id.
        side: Whom the speaker speaks for.
        text: The article's text.
        spans: Where the statement's content stands in it, at least one.
        topics: Ids of the topics of its content.
        parties: The stems of the names of those who talk with each other (`party_words`).
    """
    shown = " ".join(span.of(text) for span in spans)
    found = concepts(shown) - parties
    sentences = sentences_of(text, spans)
    around = concepts(sentences) - parties
    words = tokens(shown)
    return Saying(
        id=identity,
        article=article,
        side=side,
        start=spans[0].start,
        text=shown,
        concepts=found,
        denies=any(t.word in load_wording().negations or t.word.endswith("n't") for t in words),
        measures=find_measures(shown),
        names=frozenset(stem(t.word) for t in words[1:] if shown[t.start].isupper() and t.word not in STOP),
        topics=topics,
        meaning=mean_vector(found),
        said=_without(shown, parties),
        sentences=_without(sentences, parties),
        around=around,
        around_meaning=mean_vector(around),
    )


def party_words(sides: Iterable[str], names: Iterable[str]) -> frozenset[str]:
    """The stems of what parties are called: their names, and for a country's code its names and demonyms."""
    called = [*names]
    known = {country.code: country for country in load_countries()}
    for side in sides:
        country = known.get(side)
        of_country = (country.name, *country.aliases, *country.demonyms) if country else (side,)
        called += of_country
    return frozenset(stem(t.word) for name in called for t in tokens(name) if t.word not in STOP)


def _without(text: str, parties: frozenset[str]) -> str:
    """A text less some words."""
    pieces, at = [], 0
    for token in tokens(text) if parties else ():
        if stem(token.word) in parties:
            pieces.append(text[at : token.start])
            at = token.end
    return "".join([*pieces, text[at:]])


def sentences_of(text: str, spans: Sequence[Span]) -> str:
    """The whole sentences in which some spans stand."""
    return " ".join(s.of(text) for s in _sentences(text) if any(s.overlaps(span) for span in spans))


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(sentence_spans(text))


@lru_cache(maxsize=20_000)
def concepts(text: str) -> frozenset[str]:
    """The stems of the words that say something, synonyms put together."""
    fillers, synonyms = load_wording().fillers, load_synonyms()
    stems = (stem(t.word) for t in tokens(text) if t.word not in STOP and t.word not in fillers)
    return frozenset(synonyms.get(word, word) for word in stems)


def compare(a: Saying, b: Saying) -> tuple[float, ...]:
    """The likenesses of two statements, in the order of `FEATURES`."""
    weight_a, weight_b = _weight(a.concepts), _weight(b.concepts)
    shared = _weight(a.concepts & b.concepts)
    covered_a, covered_b = _covered(a.concepts, b.concepts), _covered(b.concepts, a.concepts)
    numbers_a, numbers_b = _numbers(a), _numbers(b)
    same_article = a.article == b.article
    return (
        shared / min(weight_a, weight_b) if weight_a and weight_b else 0.0,
        shared / max(1e-6, weight_a + weight_b - shared),
        _alike(a.meaning, b.meaning),
        min(covered_a, covered_b),
        max(covered_a, covered_b),
        (covered_a * weight_a + covered_b * weight_b) / max(1e-6, weight_a + weight_b),
        min(2.0, len(numbers_a & numbers_b)),
        float(bool(numbers_a) and bool(numbers_b) and not numbers_a & numbers_b),
        float(measures_conflict(a.measures, b.measures)),
        float(measures_agree(a.measures, b.measures)),
        float(a.denies != b.denies),
        float(a.denies and b.denies),
        cosine(a.names, b.names),
        _alike(a.around_meaning, b.around_meaning),
        cosine(a.around, b.around),
        log1p(min(len(a.concepts), len(b.concepts))),
        float(same_article),
        max(0.0, 1 - abs(a.start - b.start) / _NEAR_CHARS) if same_article else 0.0,
        min(4.0, shared / 5),
        float(bool(a.topics & b.topics)),
        float(bool(a.topics) and bool(b.topics) and not a.topics & b.topics),
        _alike(sentence_vector(a.said), sentence_vector(b.said)),
        _alike(sentence_vector(a.sentences), sentence_vector(b.sentences)),
    )


def _alike(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    return round(max(0.0, float(left @ right)), _DECIMALS)


def _weight(stems: frozenset[str]) -> float:
    return sum(rarity(word) for word in sorted(stems))


def _covered(said: frozenset[str], other: frozenset[str]) -> float:
    """How much of what one says the other has a word of like meaning for, rare words counting more."""
    total = _weight(said)
    if not total or not other:
        return 0.0
    best = (rarity(word) * max(_likeness(word, theirs) for theirs in other) for word in sorted(said))
    return sum(best) / total


@lru_cache(maxsize=200_000)
def _likeness(left: str, right: str) -> float:
    return max(0.0, word_likeness(*sorted((left, right))) - _ALIKE_FROM) / (1 - _ALIKE_FROM)


def _numbers(saying: Saying) -> frozenset[float]:
    """The numbers that say something: not a bare one or two."""
    return frozenset(m.value for m in saying.measures if m.value > 2)

"""Copies and versions: which article repeats which, and where.

Block: fingerprints of six-word runs, thinned by winnowing (Schleimer, Wilkerson and Aiken 2003), so that two articles
with a common run of 13 words share one. An article is compared with the earliest ones that share a fingerprint, which
keeps the cost linear however many outlets print one report.
Compare: the words of each article that lie in five-word runs of the other, outside quotation marks: a quotation that
two reports share is no copy. Decide: by the shares of both. Nothing depends on any other article.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicon.words import quoted_spans, tokens
from onrecord.model import Article, Copy, Judgement, Span

__all__ = ["Text", "find_copies", "publication_order", "text_of"]

_BLOCK_WORDS = 6
_WINDOW = 8  # a common run of _BLOCK_WORDS + _WINDOW - 1 words always shares a fingerprint
_RUN_WORDS = 5
_MAX_GAP_WORDS = 2  # between two runs that count as one place
_EARLIEST = 6  # articles that a later one is compared with, per fingerprint
_NEAR_SHARE, _NEAR_OTHER_SHARE = 0.8, 0.5
_VERSION_SHARE = 0.4
_CONTAINED_WORDS, _CONTAINED_SHARE, _CONTAINED_MANY_WORDS, _CONTAINED_RUN = 40, 0.25, 100, 12
_BASE = np.uint64(1_099_511_628_211)  # the FNV prime


@dataclass(frozen=True, slots=True)
class Text:
    """An article's words as numbers; `quoted` marks those in quotation marks, `starts` and `ends` are code points."""

    article: Article
    codes: NDArray[np.uint64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    quoted: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What one article's words share with another's: shares of the words outside quotation marks, and the places."""

    words: int
    share: float
    other_share: float
    longest: int
    spans: tuple[Span, ...]
    other_spans: tuple[Span, ...]


def publication_order(article: Article) -> tuple[date, date, str]:
    """Sorts articles by publication; those without a date come last, then the id decides."""
    publication = article.publication
    latest = publication.latest or date.max
    return (latest, publication.earliest or latest, article.id)


@lru_cache(maxsize=200_000)
def _code(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def text_of(article: Article) -> Text:
    """The words of an article's headline and body as numbers."""
    found = [token for span in article.fact_spans for token in tokens(article.text, span.start, span.end)]
    quotes = quoted_spans(article.text)
    starts = np.array([token.start for token in found], dtype=np.int64)
    edges = np.array([edge for span in quotes for edge in (span.start, span.end)], dtype=np.int64)
    return Text(
        article=article,
        codes=np.array([_code(token.word) for token in found], dtype=np.uint64),
        starts=starts,
        ends=np.array([token.end for token in found], dtype=np.int64),
        quoted=np.searchsorted(edges, starts, side="right") % 2 == 1,
    )


def _runs(codes: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    """A number for every run of `length` words, mixed so that any order of them is as good as random."""
    n = len(codes) - length + 1
    if n <= 0:
        return np.zeros(0, dtype=np.uint64)
    total = np.zeros(n, dtype=np.uint64)
    for offset in range(length):
        total = total * _BASE + codes[offset : offset + n]
    total ^= total >> np.uint64(31)
    total *= np.uint64(0x9E3779B97F4A7C15)
    return total ^ (total >> np.uint64(29))


def fingerprints(text: Text) -> NDArray[np.uint64]:
    """The smallest run of every window of runs, each once."""
    runs = _runs(text.codes, _BLOCK_WORDS)
    if len(runs) <= _WINDOW:
        return np.unique(runs)
    windows = np.lib.stride_tricks.sliding_window_view(runs, _WINDOW)
    return np.unique(windows.min(axis=1))


def block(texts: Sequence[Text]) -> list[tuple[int, int]]:
    """Pairs of indices (later, earlier) that share a fingerprint or an address; `texts` are in order of publication."""
    pairs: set[tuple[int, int]] = set()
    first: dict[int, list[int]] = defaultdict(list)
    addresses: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        for value in fingerprints(text).tolist():
            known = first[value]
            pairs.update((index, other) for other in known)
            if len(known) < _EARLIEST:
                known.append(index)
        if text.article.url:
            pairs.update((index, other) for other in addresses[text.article.url])
            addresses[text.article.url].append(index)
    return sorted(pairs)


def compare(text: Text, other: Text) -> Overlap:
    """What `text` shares with `other`."""
    mine, theirs = _covered(text, other), _covered(other, text)
    free, other_free = ~text.quoted, ~other.quoted
    words = int((mine & free).sum())
    runs = _places(mine & free)
    return Overlap(
        words=words,
        share=words / max(1, int(free.sum())),
        other_share=int((theirs & other_free).sum()) / max(1, int(other_free.sum())),
        longest=max((end - start for start, end in runs), default=0),
        spans=_spans(text, mine),
        other_spans=_spans(other, theirs),
    )


def _covered(text: Text, other: Text) -> NDArray[np.bool_]:
    """Which words of `text` lie in a run of words that `other` has too."""
    runs = _runs(text.codes, _RUN_WORDS)
    found = np.isin(runs, _runs(other.codes, _RUN_WORDS))
    covered = np.zeros(len(text.codes), dtype=np.bool_)
    for offset in range(_RUN_WORDS):
        covered[offset : offset + len(found)] |= found
    return covered


def _places(marked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The stretches `[start, end)` of marked words."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], marked, [False])).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _spans(text: Text, covered: NDArray[np.bool_]) -> tuple[Span, ...]:
    joined: list[tuple[int, int]] = []
    for start, end in _places(covered):
        if joined and start - joined[-1][1] <= _MAX_GAP_WORDS:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(Span(int(text.starts[start]), int(text.ends[end - 1])) for start, end in joined)


def decide(text: Text, other: Text, overlap: Overlap) -> str | None:
    """The kind of copy that `text` is of the earlier `other`, None when it is none."""
    if len(text.codes) and np.array_equal(text.codes, other.codes):
        return "exact"
    article, earlier = text.article, other.article
    most, least = max(overlap.share, overlap.other_share), min(overlap.share, overlap.other_share)
    lineage = article.url is not None and article.url == earlier.url
    lineage |= bool(article.publisher and article.publisher == earlier.publisher) and article.title == earlier.title
    if lineage and most >= _VERSION_SHARE:
        return "version"
    if overlap.words < _RUN_WORDS * 2:
        return None
    if most >= _NEAR_SHARE and least >= _NEAR_OTHER_SHARE:
        return "near"
    enough = overlap.words >= _CONTAINED_WORDS and overlap.longest >= _CONTAINED_RUN
    if enough and (most >= _CONTAINED_SHARE or overlap.words >= _CONTAINED_MANY_WORDS):
        return "contained"
    return None


def find_copies(articles: Iterable[Article], judgements: Sequence[Judgement] = ()) -> tuple[Copy, ...]:
    """Every copy with the article that it repeats, the earliest that fits; people's judgements decide first.

    Of two articles, the later one is the copy; one that names the other's publisher is, whatever the dates.
    """
    texts = sorted((text_of(article) for article in articles), key=lambda text: publication_order(text.article))
    places = {text.article.id: index for index, text in enumerate(texts)}
    verdicts = {frozenset((j.left, j.right)): j.verdict for j in judgements if j.left in places and j.right in places}
    pairs = set(block(texts))
    for together, decided in verdicts.items():
        if decided == "same" and len(together) == 2:
            low, high = sorted(places[article] for article in together)
            pairs.add((high, low))
    copies = []
    for later, earlier in sorted(pairs):
        text, other = texts[later], texts[earlier]
        verdict = verdicts.get(frozenset((text.article.id, other.article.id)))
        if verdict == "different":
            continue
        overlap = compare(text, other)
        kind = decide(text, other, overlap) or ("near" if verdict == "same" else None)
        if kind is None:
            continue
        if kind != "version" and _credits(other.article, text.article) and not _credits(text.article, other.article):
            copies.append(Copy(other.article.id, text.article.id, kind, overlap.other_spans))
        else:
            copies.append(Copy(text.article.id, other.article.id, kind, overlap.spans))
    return tuple(sorted(_to_origins(copies), key=lambda copy: (copy.article, copy.of)))


def _credits(article: Article, other: Article) -> bool:
    """Whether an article names another's publisher, as a newspaper names the agency whose report it prints."""
    name = other.publisher
    return bool(name) and name != article.publisher and str(name) in article.text


def _to_origins(copies: Sequence[Copy]) -> list[Copy]:
    """Leave out that a copy repeats another copy of the same report when the report itself is there."""
    origins: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        origins[copy.article].add(copy.of)
    return [copy for copy in copies if copy.kind == "version" or not (origins[copy.of] & origins[copy.article])]

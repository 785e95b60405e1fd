"""How well the article is found in a web page: the article-extraction-benchmark's own metric.

Tokens are runs of word characters; a page is the multiset of its shingles of four tokens. Precision and
recall are taken page by page and averaged; F1 is the harmonic mean of the two averages.
Source: Scrapinghub, article-extraction-benchmark (MIT), `evaluate.py`; written anew.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["ExtractionScore", "score_extraction"]

_TOKEN = re.compile(r"\w+")
_SHINGLE_TOKENS = 4


@dataclass(frozen=True, slots=True)
class ExtractionScore:
    """Averages over pages, each 0..1."""

    precision: float
    recall: float
    f1: float
    n_pages: int


def score_extraction(pairs: Iterable[tuple[str, str]]) -> ExtractionScore:
    """Score (gold body, predicted body) pairs, at least one."""
    precisions: list[float] = []
    recalls: list[float] = []
    for gold_text, predicted_text in pairs:
        gold, predicted = _shingles(gold_text), _shingles(predicted_text)
        n_common = sum((gold & predicted).values())
        precisions.append(n_common / sum(predicted.values()) if predicted else float(not gold))
        recalls.append(n_common / sum(gold.values()) if gold else 1.0)
    if not precisions:
        raise ValueError("no pages to score")
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return ExtractionScore(precision, recall, f1, len(precisions))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    """The shingles of `text`; a shorter text is one shingle."""
    tokens = _TOKEN.findall(text)
    starts = range(max(1, len(tokens) - _SHINGLE_TOKENS + 1)) if tokens else range(0)
    return Counter(tuple(tokens[start : start + _SHINGLE_TOKENS]) for start in starts)

"""Attribution relations from the spans that the reader found: who is linked to what.

Every content chooses its cue and every cue its source, or none, by a small network over the spans' vectors and the
features of `candidates.py`. A relation is a cue with all contents that chose it. Spans are ranges of word indices here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.candidates import Context, find_candidates, measure_pairs

__all__ = [
    "CONFIDENCE_FEATURES",
    "LinkedSpans",
    "LinkerWeights",
    "RoleSpans",
    "link_spans",
    "measure_relations",
    "score_links",
]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
_CHUNK = 512  # spans scored at a time: bounds memory

CONFIDENCE_FEATURES = (
    "content begins",
    "content goes on",
    "content ends",
    "cue",
    "source",
    "has no source",
    "content link",
    "source link",
    "several contents",
    "quoted",
    "length",
)


@dataclass(frozen=True, slots=True)
class LinkerWeights:
    """One linker: matrices as trained (`output, input`), see `training/reader/network.py`."""

    left: Floats
    left_bias: Floats
    right: Floats
    right_bias: Floats
    features: Floats
    product: Floats
    hidden: Floats
    hidden_bias: Floats
    score: Floats
    score_bias: Floats
    none: Floats
    none_bias: Floats

    @classmethod
    def load(cls, arrays: Mapping[str, Floats], prefix: str) -> "LinkerWeights":
        """From named arrays, "`prefix`.`field`"."""
        return cls(**{field: arrays[f"{prefix}.{field}"].astype(np.float32) for field in cls.__slots__})


@dataclass(frozen=True, slots=True)
class RoleSpans:
    """The spans of one role in text order.

    `ranges` are `(n, 2)` word ranges, `vectors` the pooled vectors, `sureness` the tagger's probabilities that the span
    begins, goes on and ends as it does, `(n, 3)`.
    """

    ranges: Ints
    vectors: Floats
    sureness: Floats


@dataclass(frozen=True, slots=True)
class LinkedSpans:
    """One relation: cue, source and contents as indices into the three `RoleSpans`, with link probabilities."""

    source: int | None
    cue: int
    contents: tuple[int, ...]
    source_link: float
    content_links: tuple[float, ...]


def score_links(weights: LinkerWeights, spans: RoleSpans, others: RoleSpans, context: Context) -> tuple[Ints, Floats]:
    """Candidates `(n, k)` of every span (-1 pads) and probabilities `(n, k + 1)`, the last column that of none."""
    all_candidates = find_candidates(spans.ranges, others.ranges)
    n, k = all_candidates.shape
    probabilities = np.zeros((n, k + 1), np.float32)
    if not len(others.ranges):
        probabilities[:, k] = 1.0
        return all_candidates, probabilities
    right = others.vectors @ weights.right.T + weights.right_bias
    for low in range(0, n, _CHUNK):
        part = slice(low, low + _CHUNK)
        candidates = all_candidates[part]
        left = spans.vectors[part] @ weights.left.T + weights.left_bias
        none = np.maximum(left, 0) @ weights.none.T + weights.none_bias
        logits = np.full((len(left), k + 1), -1e4, np.float32)
        logits[:, k] = none[:, 0]
        rows, columns = np.nonzero(candidates >= 0)
        if len(rows):
            features = measure_pairs(spans.ranges[part], others.ranges, candidates, context)[rows, columns]
            u, v = left[rows], right[candidates[rows, columns]]
            first = np.maximum(u + v + features @ weights.features.T + (u * v) @ weights.product.T, 0)
            second = np.maximum(first @ weights.hidden.T + weights.hidden_bias, 0)
            logits[rows, columns] = (second @ weights.score.T + weights.score_bias)[:, 0]
        logits -= logits.max(1, keepdims=True)
        raised = np.exp(logits)
        probabilities[part] = np.round(raised / raised.sum(1, keepdims=True), 5)
    return all_candidates, probabilities


def link_spans(
    sources: RoleSpans,
    cues: RoleSpans,
    contents: RoleSpans,
    context: Context,
    content_linker: LinkerWeights,
    source_linker: LinkerWeights,
    content_none: float = 1.0,
    source_none: float = 1.0,
) -> list[LinkedSpans]:
    """The relations of one text, by their cues in text order.

    Args:
        sources: Spans that name who speaks.
        cues: Reporting words.
        contents: What is said.
        context: Where the words stand.
        content_linker: Chooses a content's cue.
        source_linker: Chooses a cue's source.
        content_none: What a content's probability of having no cue is multiplied with; below 1 more are linked.
        source_none: The same for a cue's having no source.
    """
    if not len(cues.ranges) or not len(contents.ranges):
        return []
    content_candidates, content_p = score_links(content_linker, contents, cues, context)
    source_candidates, source_p = score_links(source_linker, cues, sources, context)
    chosen: dict[int, list[tuple[int, float]]] = {}
    for i, (cue, p) in enumerate(choose_links(content_candidates, content_p, content_none)):
        if cue is not None:
            chosen.setdefault(cue, []).append((i, p))
    source_of = choose_links(source_candidates, source_p, source_none)
    relations = []
    for cue in sorted(chosen):
        source, p = source_of[cue]
        links = chosen[cue]
        relations.append(LinkedSpans(source, cue, tuple(i for i, _ in links), p, tuple(q for _, q in links)))
    return relations


def choose_links(candidates: Ints, probabilities: Floats, none_weight: float) -> list[tuple[int | None, float]]:
    """The likeliest candidate of every span, or None, with its probability."""
    if not len(candidates):
        return []
    weighted = probabilities.copy()
    weighted[:, -1] *= none_weight
    best = weighted.argmax(1)
    out: list[tuple[int | None, float]] = []
    for i, j in enumerate(best.tolist()):
        found = int(candidates[i, j]) if j < candidates.shape[1] else -1
        out.append((found if found >= 0 else None, float(probabilities[i, j])))
    return out


def measure_relations(
    relations: Sequence[LinkedSpans], sources: RoleSpans, cues: RoleSpans, contents: RoleSpans, context: Context
) -> Iterator[tuple[float, ...]]:
    """What the confidence of each relation is computed from, in the order of `CONFIDENCE_FEATURES`."""
    lengths = (contents.ranges[:, 1] - contents.ranges[:, 0]).tolist()
    places = [max(range(len(each.contents)), key=lambda i: lengths[each.contents[i]]) for each in relations]
    sure = _logit(contents.sureness).tolist()
    of_cues = _logit(cues.sureness).mean(1).tolist()
    of_sources = _logit(sources.sureness).mean(1).tolist()
    links = [(each.content_links[place], each.source_link) for each, place in zip(relations, places, strict=True)]
    linked = _logit(np.array(links, np.float32)).tolist()
    for relation, place, link in zip(relations, places, linked, strict=True):
        largest = relation.contents[place]
        yield (
            *sure[largest],
            of_cues[relation.cue],
            of_sources[relation.source] if relation.source is not None else 0.0,
            float(relation.source is None),
            *link,
            float(len(relation.contents) > 1),
            float(context.quote[contents.ranges[largest, 0]] in (1, 2, 5)),
            float(np.log1p(lengths[largest])),
        )


def _logit(p: Floats | np.float32) -> Floats:
    """Log odds, within ±6."""
    safe = np.clip(p, 0.0025, 0.9975)
    out: Floats = np.log(safe / (1 - safe))
    return out

"""What the linkers are trained on: the spans of a window, gold and wrongly predicted ones, with the right answers."""

from dataclasses import dataclass

import numpy as np

from onrecord.annotate.candidates import Context, find_candidates, measure_pairs

from .examples import Window

Range = tuple[int, int]


@dataclass(slots=True)
class LinkTask:
    """Spans of one window to be linked to others, as word ranges; `right` marks the right candidates, last none."""

    spans: np.ndarray
    others: np.ndarray
    candidates: np.ndarray
    features: np.ndarray
    right: np.ndarray


def read_spans(tags: np.ndarray) -> list[set[Range]]:
    """Word ranges of sources, cues and contents in a BIO tag row; an inside tag without a begin opens a span."""
    found: list[set[Range]] = [set(), set(), set()]
    start, role = 0, -1
    for i, tag in enumerate([*tags.tolist(), 0]):
        here = (tag - 1) // 2 if tag > 0 else -1
        if role >= 0 and (here != role or tag % 2 == 1):
            found[role].add((start, i))
            role = -1
        if here >= 0 and role < 0:
            start, role = i, here
    return found


def overlap(a: Range, b: Range) -> float:
    """Jaccard overlap of two ranges."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common > 0 else 0.0


def make_tasks(window: Window, predicted: np.ndarray, as_found: bool) -> tuple[LinkTask | None, LinkTask | None]:
    """The content-to-cue and cue-to-source tasks of one window.

    Spans to link and candidates are the gold ones and those that the tagger just predicted (`predicted`: tag row), so
    that the linkers also learn what to do with wrong spans. With `as_found`, candidates are the predicted ones alone:
    then the right one may be missing, as it may be when the reader runs, and none is right.
    """
    example, start, end = window.example, window.start, window.end
    gold: list[set[Range]] = [set(), set(), set()]
    relations = []
    for sources, cue, contents in example.relations:
        if not (start <= cue[0] and cue[1] <= end):
            # A content or source whose cue lies outside teaches nothing here.
            continue
        inside = [
            [(a - start, b - start) for a, b in spans if start <= a and b <= end] for spans in (sources, contents)
        ]
        here = (cue[0] - start, cue[1] - start)
        relations.append((inside[0], here, inside[1], bool(sources) and not inside[0]))
        gold[0].update(inside[0])
        gold[1].add(here)
        gold[2].update(inside[1])
    found = read_spans(predicted)
    sources, cues, contents = (_merge(g, f) for g, f in zip(gold, found, strict=True))
    offered_sources, offered_cues = (sorted(found[0]), sorted(found[1])) if as_found else (sources, cues)
    outside = _cut_off(window)
    context = Context(example.sentence[start:end], example.paragraph[start:end], example.quote[start:end])
    content_right = {c: [cue for _, cue, spans, _ in relations if _matches(c, spans)] for c in contents}
    cue_right: dict[Range, list[Range] | None] = {}
    for cue in cues:
        mine = [(spans, cut) for spans, gold_cue, _, cut in relations if overlap(cue, gold_cue) >= 0.5]
        # A wrong cue teaches nothing about sources: "none" is to mean that a cue has no source.
        lost = not mine or any(cut for _, cut in mine)
        cue_right[cue] = None if lost else [s for spans, _ in mine for s in spans]
    first = _make_task({c: r for c, r in content_right.items() if not _touches(c, outside)}, offered_cues, context)
    second = _make_task({c: r for c, r in cue_right.items() if r is not None}, offered_sources, context)
    return first, second


def _merge(gold: set[Range], found: set[Range]) -> list[Range]:
    """Gold spans and found ones; each prediction is its own candidate."""
    return sorted(gold | found)


def _cut_off(window: Window) -> list[Range]:
    """Contents in the window whose cue lies outside, in window positions."""
    start, end = window.start, window.end
    return [
        (max(a, start) - start, min(b, end) - start)
        for _, cue, contents in window.example.relations
        if not (start <= cue[0] and cue[1] <= end)
        for a, b in contents
        if a < end and b > start
    ]


def _touches(span: Range, others: list[Range]) -> bool:
    return any(span[0] < b and a < span[1] for a, b in others)


def _matches(span: Range, others: list[Range]) -> bool:
    return any(overlap(span, other) >= 0.5 for other in others)


def _make_task(right: dict[Range, list[Range]], others: list[Range], context: Context) -> LinkTask | None:
    if not right:
        return None
    spans = sorted(right)
    span_array = np.array(spans, np.int64).reshape(-1, 2)
    other_array = np.array(others, np.int64).reshape(-1, 2)
    candidates = find_candidates(span_array, other_array)
    features = measure_pairs(span_array, other_array, candidates, context)
    answers = np.zeros((len(spans), candidates.shape[1] + 1), bool)
    for i, span in enumerate(spans):
        for j, k in enumerate(candidates[i]):
            if k >= 0 and _matches(others[k], right[span]):
                answers[i, j] = True
        if not answers[i].any():
            answers[i, -1] = True
    return LinkTask(span_array, other_array, candidates, features, answers)

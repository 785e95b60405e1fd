"""Fit the confidence of relations on a development file and write it into the reader's settings.

    python -m training.reader.calibrate GOLD.jsonl --weights FOLDER [--dry-run]

A logistic model over `attribution.CONFIDENCE_FEATURES`; the target is the scorer's "linked" (content overlap of at
least half, sources that share a character or are both empty). The printed calibration error is cross-fitted: each half
of the texts is judged by the model fitted on the other.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from onrecord.annotate.attribution import CONFIDENCE_FEATURES
from onrecord.annotate.reader import WEIGHTS, load_reader, measure_text
from onrecord.model import Span
from onrecord.model.reading import Relation

from .corpora import Relation as GoldRelation
from .corpora import load_attributed


def judge_relations(relations: tuple[Relation, ...], gold: tuple[GoldRelation, ...]) -> list[bool]:
    """Whether each relation is linked right, pairing by largest content overlap first."""
    want = [(letters(g["content"]), letters(g["source"])) for g in gold]
    have = [(letters(spans(r.content)), letters(spans(r.source))) for r in relations]
    pairs = sorted(
        ((overlap(h[0], w[0]), i, j) for i, h in enumerate(have) for j, w in enumerate(want) if h[0] & w[0]),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    right = [False] * len(have)
    used_have: set[int] = set()
    used_want: set[int] = set()
    for dice, i, j in pairs:
        if i in used_have or j in used_want:
            continue
        used_have.add(i)
        used_want.add(j)
        same_source = bool(have[i][1] & want[j][1]) or not (have[i][1] or want[j][1])
        right[i] = dice >= 0.5 and same_source
    return right


def spans(found: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in found]


def letters(found: list[list[int]]) -> set[int]:
    return {i for start, end in found for i in range(start, end)}


def overlap(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def fit_logistic(features: np.ndarray, right: np.ndarray, strength: float = 1.0) -> np.ndarray:
    """Weights and intercept by Newton's method with a quadratic penalty of `strength` on the weights."""
    x = np.hstack([features, np.ones((len(features), 1))])
    weights = np.zeros(x.shape[1])
    penalty = np.diag([strength] * features.shape[1] + [1e-6])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - right) + penalty @ weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + penalty
        weights -= np.linalg.solve(curvature, gradient)
    return weights


def apply_logistic(weights: np.ndarray, features: np.ndarray) -> np.ndarray:
    odds: np.ndarray = 1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1])))
    return odds


def calibration_error(p: np.ndarray, right: np.ndarray, n_bins: int = 10) -> float:
    """Expected calibration error over bins of equal width."""
    bins = np.minimum((p * n_bins).astype(int), n_bins - 1)
    return float(
        sum(
            abs(p[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
            for b in range(n_bins)
            if (bins == b).any()
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--dry-run", action="store_true")
    options = parser.parse_args()
    model = load_reader(options.weights)
    features: list[tuple[float, ...]] = []
    right: list[bool] = []
    fold: list[int] = []
    n_gold = 0
    sources = [source for path in options.gold for source in load_attributed(path)]
    for number, source in enumerate(sources):
        measured = measure_text(source.text, None, model)
        gold = source.attributions or ()
        n_gold += len(gold)
        features += measured.features
        right += judge_relations(measured.reading.relations, gold)
        fold += [number % 2] * len(measured.features)
    x, y, half = np.array(features), np.array(right, float), np.array(fold)
    p = np.zeros(len(y))
    for test in (0, 1):
        p[half == test] = apply_logistic(fit_logistic(x[half != test], y[half != test]), x[half == test])
    print(f"{len(y)} relations, {y.mean():.3f} right")
    print(f"calibration error, cross-fitted: {100 * calibration_error(p, y):.1f} points")
    order = np.argsort(-p, kind="stable")
    precision = np.cumsum(y[order]) / np.arange(1, len(y) + 1)
    recall = np.cumsum(y[order]) / n_gold
    for wanted in (0.8, 0.85, 0.9, 0.95):
        enough = np.flatnonzero(precision >= wanted)
        if len(enough):
            i = enough[-1]
            print(f"precision {precision[i]:.3f} at recall {recall[i]:.3f}: confidence >= {p[order][i]:.3f}")
    weights = fit_logistic(x, y)
    print(dict(zip([*CONFIDENCE_FEATURES, "intercept"], np.round(weights, 3).tolist(), strict=True)))
    if not options.dry_run:
        path = options.weights / "reader.json"
        settings = json.loads(path.read_text(encoding="utf-8"))
        settings["confidence"] = np.round(weights, 4).tolist()
        path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

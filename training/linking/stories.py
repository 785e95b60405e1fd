"""Learn the weights of `onrecord/link/stories.json` from articles with known stories.

    python -m training.linking.stories ecb_dev.jsonl -o src/onrecord/link/stories.json

FILE is ECB+ (topics 1 to 35) with `story` and `topic` in each row. Reports B-cubed F1 over four folds of topics.
"""

import argparse
import itertools
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.evaluate.linking import b_cubed
from onrecord.link.scorer import Scorer
from onrecord.link.stories import Profiler, compare, likenesses
from onrecord.link.trees import average_link

_FEATURES = ("words", "names", "lead", "numbers")
_FOLDS = 4
_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.file.read_text(encoding="utf-8").splitlines()]
    topics = sorted({row["topic"] for row in rows}, key=int)
    order = np.random.RandomState(0).permutation(topics)
    scores: dict[float, list[float]] = {threshold: [] for threshold in _THRESHOLDS}
    for fold in range(_FOLDS):
        held = set(order[fold::_FOLDS])
        scorer = fit([row for row in rows if row["topic"] not in held], 0.0)
        test = [row for row in rows if row["topic"] in held]
        for threshold in _THRESHOLDS:
            scores[threshold].append(evaluate(test, scorer, threshold))
    for threshold, values in scores.items():
        print(threshold, round(float(np.mean(values)), 4), [round(v, 3) for v in values], file=sys.stderr)
    best = max(scores, key=lambda t: float(np.mean(scores[t])))
    scorer = fit(rows, best)
    args.output.write_text(
        json.dumps(
            {
                "features": scorer.features,
                "weights": [round(w, 4) for w in scorer.weights],
                "intercept": round(scorer.intercept, 4),
                "threshold": scorer.threshold,
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )


def pairs(rows: list[dict[str, Any]]) -> tuple[list[tuple[int, int]], np.ndarray]:
    profiler = Profiler()
    profiles = [profiler.profile(row["text"]) for row in rows]
    every = itertools.combinations(range(len(rows)), 2)
    found = [(pair, values) for pair in every if (values := compare(profiles[pair[0]], profiles[pair[1]]))]
    return [pair for pair, _ in found], np.array([values for _, values in found])


def fit(rows: list[dict[str, Any]], threshold: float) -> Scorer:
    found, values = pairs(rows)
    same = np.array([rows[a]["story"] == rows[b]["story"] for a, b in found])
    x = np.hstack([values, np.sqrt(np.maximum(values, 0))])
    model = LogisticRegression(C=10, max_iter=5000).fit(x, same)
    return Scorer(_FEATURES, tuple(model.coef_[0].tolist()), float(model.intercept_[0]), threshold)


def evaluate(rows: list[dict[str, Any]], scorer: Scorer, threshold: float) -> float:
    profiler = Profiler()
    labels = average_link(len(rows), likenesses([profiler.profile(row["text"]) for row in rows], scorer), threshold)
    return b_cubed([row["story"] for row in rows], labels).f1


if __name__ == "__main__":
    main()

"""Learn how far candidates are believed: logistic regression over the signs of `onrecord.code.belief`.

    python -m training.coder.belief data/events/dev.jsonl NEWS/news-dev.jsonl -o src/onrecord/code/belief.json

Few numbers, from sentences that neither the coder nor the choice of pairs has seen. Prints parties' F1 and false alarms
of each file, with the weights learned from all files and from the others alone.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.code.belief import Candidate, find_signs, weigh_signs
from onrecord.errors import ArticleError
from onrecord.evaluate.events import Row, matches_parties, read_rows
from onrecord.model import RawArticle
from onrecord.pipeline.stages import annotate_article

_PENALTY = 1.0  # on the squares of the weights
_LEAST = (
    -0.8
)  # log-odds from which a candidate is believed: own sentences are at their best F1 there, real ones near it


@dataclass(frozen=True, slots=True)
class Weighed:
    """A labelled sentence: the signs of its candidates, which of them are labelled, and how many labels there are."""

    signs: list[dict[str, float]]
    right: list[bool]
    n_labels: int


def weigh_row(row: Row) -> Weighed:
    """All candidates of a sentence, read as an article of its own."""
    found: list[Candidate] = []

    def keep(candidate: Candidate) -> bool:
        found.append(candidate)
        return True

    try:
        annotate_article(RawArticle(path=row["id"], text=row["sentence"]), believe=keep)
    except ArticleError:
        return Weighed([], [], len(row["events"]))
    left = list(row["events"])
    right = []
    for candidate in found:
        label = next((one for one in left if matches_parties(one, candidate.event)), None)
        right.append(label is not None)
        if label is not None:
            left.remove(label)
    return Weighed([find_signs(candidate) for candidate in found], right, len(row["events"]))


def fit(rows: Sequence[Weighed]) -> dict[str, float]:
    """The weights by Newton's method; "" is the intercept, `least` the log-odds from which a candidate is believed."""
    signs = [one for row in rows for one in row.signs]
    names = list(signs[0])
    x = np.array([[one[name] for name in names] + [1.0] for one in signs])
    y = np.array([float(label) for row in rows for label in row.right])
    penalty = np.diag([_PENALTY] * len(names) + [0.0])
    theta: NDArray[np.float64] = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ theta))
        curve = (x * (p * (1 - p))[:, None]).T @ x + penalty
        theta -= np.linalg.solve(curve, x.T @ (p - y) + penalty @ theta)
    return dict(zip([*names, ""], np.round(theta, 2).tolist(), strict=True)) | {"least": _LEAST}


def measure(rows: Sequence[Weighed], weights: Mapping[str, float]) -> str:
    """Parties' F1 over the sentences with events and the share of the others with any, by these weights alone."""
    told = [[weigh_signs(signs, weights) >= weights["least"] for signs in row.signs] for row in rows]
    pairs = [(row, kept) for row, kept in zip(rows, told, strict=True) if row.n_labels]
    matched = sum(sum(r and k for r, k in zip(row.right, kept, strict=True)) for row, kept in pairs)
    n = sum(row.n_labels + sum(kept) for row, kept in pairs)
    alarms = [any(kept) for row, kept in zip(rows, told, strict=True) if not row.n_labels]
    return f"parties F1 {200 * matched / n:.1f}, false alarms {100 * sum(alarms) / max(1, len(alarms)):.1f} %"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    parts = [[weigh_row(row) for row in read_rows(path)] for path in options.files]
    weights = fit([row for part in parts for row in part])
    for i, (path, part) in enumerate(zip(options.files, parts, strict=True)):
        print(f"{path.stem}: {measure(part, weights)}")
        if len(parts) > 1:
            others = fit([row for j, other in enumerate(parts) if j != i for row in other])
            print(f"  learned from the others: {measure(part, others)}")
    options.output.write_text(json.dumps(weights) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

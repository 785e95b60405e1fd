"""Learn how far candidates are believed: logistic regression over the signs of `onrecord.code.belief`.

    python -m training.coder.belief data/events/dev.jsonl NEWS/news-dev.jsonl -o src/onrecord/code/belief.json

Few numbers, from sentences that neither the coder nor the choice of pairs has seen. Events are told from the lowest
log-odds on that give about the best mean F0.5 of the parties over the files, for which a wrong event costs more than a
missing one: every sentence is judged by weights learned from four fifths of the others, where sentences of one article
stay together. Prints these figures, and by how much the confidence of what is told is off: a logistic function of the
same log-odds, fitted to whether parties and category are a label's.
"""

import argparse
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.code.belief import Candidate, find_confidence, find_signs, is_believed, weigh_signs
from onrecord.errors import ArticleError
from onrecord.evaluate.events import Row, matches_parties, read_rows
from onrecord.model import RawArticle
from onrecord.pipeline.stages import annotate_article

_PENALTY = 1.0  # on the squares of the weights
_FOLDS = 5
_BETA = 0.5
_CHANCE = 0.3  # points of the mean F0.5 that a few sentences make
_TRIED = (-1.3, -1.1, -0.9, -0.7, -0.5)  # log-odds from which a candidate may be believed
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A labelled sentence: its fold, its candidates, which of them have a label's parties and which its category too,
    and how many labels there are.
    """

    fold: int
    candidates: list[Candidate]
    right: list[bool]
    coded: list[bool]
    n_labels: int


def weigh_row(row: Row) -> Weighed:
    """All candidates of a sentence, read as an article of its own; sentences that stood in one article share a fold."""
    found: list[Candidate] = []

    def keep(candidate: Candidate) -> bool:
        found.append(candidate)
        return True

    fold = zlib.crc32(row.get("article", row["id"]).encode()) % _FOLDS
    try:
        annotate_article(RawArticle(path=row["id"], text=row["sentence"]), believe=keep)
    except ArticleError:
        return Weighed(fold, [], [], [], len(row["events"]))
    left = list(row["events"])
    right, coded = [], []
    for candidate in found:
        label = next((one for one in left if matches_parties(one, candidate.event)), None)
        right.append(label is not None)
        coded.append(label is not None and label["root"] == candidate.event.root)
        if label is not None:
            left.remove(label)
    return Weighed(fold, found, right, coded, len(row["events"]))


def fit(rows: Sequence[Weighed]) -> Weights:
    """The weights by Newton's method; "" is the intercept."""
    signs = [find_signs(one) for row in rows for one in row.candidates]
    names = list(signs[0])
    x = np.array([[one[name] for name in names] for one in signs])
    y = np.array([float(label) for row in rows for label in row.right])
    return dict(zip([*names, ""], regress(x, y), strict=True))


def fit_confidence(rows: Sequence[Weighed], weights: Weights) -> Weights:
    """The weights with the `slope` and `offset` that turn the log-odds of what is told into a confidence."""
    told = [
        (weigh_signs(find_signs(one), weights), coded)
        for row in rows
        for one, coded in zip(row.candidates, row.coded, strict=True)
        if is_believed(one, weights)
    ]
    x, y = np.array(told, dtype=np.float64).T
    slope, offset = regress(x[:, None], y)
    return weights | {"slope": slope, "offset": offset}


def regress(x: NDArray[np.float64], y: NDArray[np.float64]) -> list[float]:
    """The weights (n) of a logistic regression of y (m) on x (m, n), and the intercept, by Newton's method."""
    x = np.hstack([x, np.ones((len(x), 1))])
    penalty = np.diag([_PENALTY] * (x.shape[1] - 1) + [0.0])
    theta: NDArray[np.float64] = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ theta))
        curve = (x * (p * (1 - p))[:, None]).T @ x + penalty
        theta -= np.linalg.solve(curve, x.T @ (p - y) + penalty @ theta)
    return [float(value) for value in np.round(theta, 2)]


def calibration_error(rows: Sequence[Weighed], weights: Sequence[Mapping[str, float]]) -> float:
    """By how much the confidence of what is told is off, in tenths of it, by the weights for every fold; in points."""
    tenths: dict[int, list[float]] = {}
    for row in rows:
        for one, coded in zip(row.candidates, row.coded, strict=True):
            if is_believed(one, weights[row.fold]):
                confidence = find_confidence(one, weights[row.fold])
                tenths.setdefault(min(9, int(10 * confidence)), []).append(confidence - coded)
    return 100 * sum(abs(sum(many)) for many in tenths.values()) / max(1, sum(map(len, tenths.values())))


@dataclass(frozen=True, slots=True)
class Figures:
    """How many events told have a label's parties, how many labels are told, how often any is where there is none.

    In percent; events told where there is none are among those told.
    """

    precision: float
    recall: float
    alarms: float

    def f(self, beta: float) -> float:
        """The F measure; the smaller beta, the more a wrong event costs."""
        weighed = beta**2 * self.precision + self.recall
        return (1 + beta**2) * self.precision * self.recall / weighed if weighed else 0.0

    def __str__(self) -> str:
        return f"parties F1 {self.f(1):.1f} ({self.precision:.1f} / {self.recall:.1f}), false alarms {self.alarms:.1f}"


def measure(rows: Sequence[Weighed], weights: Sequence[Mapping[str, float]]) -> Figures:
    """The figures of the sentences by the weights for every fold."""
    told = [[is_believed(one, weights[row.fold]) for one in row.candidates] for row in rows]
    matched = sum(
        sum(r and k for r, k in zip(row.right, kept, strict=True)) for row, kept in zip(rows, told, strict=True)
    )
    n_told, n_labels = sum(map(sum, told)), sum(row.n_labels for row in rows)
    alarms = [any(kept) for row, kept in zip(rows, told, strict=True) if not row.n_labels]
    shares = ((matched, n_told), (matched, n_labels), (sum(alarms), len(alarms)))
    return Figures(*(100 * part / max(1, whole) for part, whole in shares))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    parts = {path.stem: [weigh_row(row) for row in read_rows(path)] for path in options.files}
    rows = [row for part in parts.values() for row in part]
    folds = [fit([row for row in rows if row.fold != fold]) for fold in range(_FOLDS)]
    means = {}
    for least in _TRIED:
        figures = {name: measure(part, [one | {"least": least} for one in folds]) for name, part in parts.items()}
        means[least] = round(sum(one.f(_BETA) for one in figures.values()) / len(parts), 1)
        print(f"from {least}: mean F0.5 {means[least]}")
        for name, one in figures.items():
            print(f"  {name}: {one}")
    least = min(
        one for one in _TRIED if means[one] >= max(means.values()) - _CHANCE
    )  # of those the one that finds most
    sure = [
        fit_confidence([row for row in rows if row.fold != fold], one | {"least": least})
        for fold, one in enumerate(folds)
    ]
    for name, part in parts.items():
        print(f"{name}: confidence off by {calibration_error(part, sure):.1f}")
    weights = fit_confidence(rows, fit(rows) | {"least": least})
    options.output.write_text(json.dumps(weights) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

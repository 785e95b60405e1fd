"""Learn how far candidates are believed: logistic regression over the signs of `onrecord.code.belief`.

    python -m training.coder.belief data/events/dev.jsonl:7 NEWS/news-dev.jsonl:14 -o src/onrecord/code/belief.json

Few numbers, from sentences that neither the coder nor the choice of pairs has seen; the number behind a file is the
share of its sentences without an event (percent) in which one may be told. They are told from the odds on that
give the best mean over the files of the parties' F0.5, for which a wrong event costs more than a missing one, every
sentence judged by weights learned from four fifths of the others, where sentences of one article stay together. Prints
figures of these, and of weights learned from the other files alone.
"""

import argparse
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.code.belief import Candidate, find_signs, is_believed
from onrecord.errors import ArticleError
from onrecord.evaluate.events import Row, matches_parties, read_rows
from onrecord.model import RawArticle
from onrecord.pipeline.stages import annotate_article

_PENALTY = 1.0  # on the squares of the weights
_FOLDS = 5
_BETA = 0.5
_LEAST = [round(-1.5 + 0.1 * i, 1) for i in range(16)]  # log-odds that are tried
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A labelled sentence: its fold, its candidates, which of them are labelled, and how many labels there are."""

    fold: int
    candidates: list[Candidate]
    right: list[bool]
    n_labels: int


@dataclass(frozen=True, slots=True)
class Part:
    """The sentences of a file, and the most false alarms that it may give, in percent."""

    name: str
    rows: list[Weighed]
    most: float


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
        return Weighed(fold, [], [], len(row["events"]))
    left = list(row["events"])
    right = []
    for candidate in found:
        label = next((one for one in left if matches_parties(one, candidate.event)), None)
        right.append(label is not None)
        if label is not None:
            left.remove(label)
    return Weighed(fold, found, right, len(row["events"]))


def fit(rows: Sequence[Weighed]) -> Weights:
    """The weights by Newton's method; "" is the intercept."""
    signs = [find_signs(one) for row in rows for one in row.candidates]
    names = list(signs[0])
    x = np.array([[one[name] for name in names] + [1.0] for one in signs])
    y = np.array([float(label) for row in rows for label in row.right])
    penalty = np.diag([_PENALTY] * len(names) + [0.0])
    theta: NDArray[np.float64] = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ theta))
        curve = (x * (p * (1 - p))[:, None]).T @ x + penalty
        theta -= np.linalg.solve(curve, x.T @ (p - y) + penalty @ theta)
    return dict(zip([*names, ""], np.round(theta, 2).tolist(), strict=True))


def fit_folds(parts: Sequence[Part]) -> list[Weights]:
    """The weights for every fold, learned from the sentences of the others."""
    return [fit([row for part in parts for row in part.rows if row.fold != fold]) for fold in range(_FOLDS)]


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


def find_least(parts: Sequence[Part], folds: Sequence[Weights]) -> float:
    """The log-odds with the best mean F0.5 among those that give no more false alarms than every part may have."""
    found: list[tuple[float, float]] = []
    for least in _LEAST:
        figures = [measure(part.rows, [one | {"least": least} for one in folds]) for part in parts]
        if all(one.alarms <= part.most for part, one in zip(parts, figures, strict=True)):
            found.append((sum(one.f(_BETA) for one in figures), least))
    if not found:
        raise SystemExit("no odds give so few false alarms: allow more")
    return max(found)[1]


def parse_file(text: str) -> tuple[Path, float]:
    """A file of labelled sentences and the most false alarms that it may give, from `FILE:PERCENT`."""
    name, _, most = text.rpartition(":")
    return Path(name), float(most)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=parse_file, nargs="+", metavar="FILE:PERCENT")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    parts = [Part(path.stem, [weigh_row(row) for row in read_rows(path)], most) for path, most in options.files]
    folds = fit_folds(parts)
    limit = {"least": find_least(parts, folds)}
    folds = [one | limit for one in folds]
    for part in parts:
        print(f"{part.name}: {measure(part.rows, folds)}")
        if len(parts) > 1:
            others = fit([row for other in parts if other is not part for row in other.rows])
            print(f"  learned from the others: {measure(part.rows, [others | limit] * _FOLDS)}")
    weights = fit([row for part in parts for row in part.rows]) | limit
    options.output.write_text(json.dumps(weights) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

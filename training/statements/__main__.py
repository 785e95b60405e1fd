"""Learn the weights of `channels.json` and `terms.json` from labelled reports.

    python -m training.statements data/statements/train.jsonl -o src/onrecord/annotate/statements

Multinomial logistic regression with a Gaussian prior: a pair's weight is shared by all classes, a plain feature has one
for each class. Prints how many statements are right over five folds of reports. Nothing is random.
"""

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from onrecord.annotate.statements.choice import Choice, load_choice
from onrecord.annotate.statements.evidence import find_hints
from onrecord.annotate.statements.terms import carry_terms, choose_terms, describe_sources

from .examples import Example, Setting, read_settings

_FOLDS = 5
_MIN_REPORTS = 2  # features that stand in fewer reports are left out
_PAIR_PENALTY = 0.5
_PLAIN_PENALTY = {"channels": 8.0, "terms": 3.0}
_INNER_WEIGHT = 0.5  # statements inside statements: labelled alike, but not what is measured
_STEPS = 80
_LEAST = 0.02  # smaller weights are left out of the file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    settings = read_settings(args.files)
    learn_choice("terms", term_examples(settings), args.output)
    for setting in settings:
        choose_terms(setting.scene, setting.drafts, [None] * len(setting.drafts))
        carry_terms(setting.scene, setting.drafts)
    learn_choice("channels", channel_examples(settings), args.output)


def term_examples(settings: Sequence[Setting]) -> list[Example]:
    return [
        example
        for setting in settings
        for example in setting.examples(
            ((plain, ()) for plain in describe_sources(setting.scene, setting.drafts)), lambda label: label.terms
        )
    ]


def channel_examples(settings: Sequence[Setting]) -> list[Example]:
    return [
        example
        for setting in settings
        for example in setting.examples(
            ((hints.plain, sorted(hints.pairs)) for hints in find_hints(setting.scene, setting.drafts)),
            lambda label: label.channel or "",
        )
    ]


def learn_choice(name: str, examples: Sequence[Example], folder: Path) -> None:
    """Print the figures over folds, write the weights of all."""
    right: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for fold in range(_FOLDS):
        choice = fit([e for e in examples if fold_of(e) != fold], _PLAIN_PENALTY[name])
        for example in examples:
            if fold_of(example) == fold and example.outer:
                counts = right[example.report.partition("-")[0]]
                counts[0] += choice.best(example.plain, example.pairs) == example.label
                counts[1] += 1
    total = [sum(counts[i] for counts in right.values()) for i in (0, 1)]
    parts = {writer: f"{100 * good / n:.1f} of {n}" for writer, (good, n) in sorted(right.items())}
    print(name, f"{100 * total[0] / total[1]:.1f} of {total[1]}", parts)
    write(fit(examples, _PLAIN_PENALTY[name]), folder / f"{name}.json")
    load_choice.cache_clear()


def fold_of(example: Example) -> int:
    return int(hashlib.sha256(example.report.encode()).hexdigest(), 16) % _FOLDS


def fit(examples: Sequence[Example], penalty: float) -> Choice:
    classes = sorted({e.label for e in examples})
    places = {name: i for i, name in enumerate(classes)}
    reports: dict[str, set[str]] = defaultdict(set)
    for e in examples:
        for feature in e.plain:
            reports[feature].add(e.report)
    plain = sorted(feature for feature, where in reports.items() if len(where) >= _MIN_REPORTS)
    pairs = sorted({name for e in examples for _, name in e.pairs})
    left = _pair_matrix(examples, {name: i for i, name in enumerate(pairs)}, places)
    right = _plain_matrix(examples, {name: i for i, name in enumerate(plain)})
    answers = np.array([places[e.label] for e in examples])
    weights = np.array([1.0 if e.outer else _INNER_WEIGHT for e in examples])
    shared, own = _minimise(left, right, answers, weights, len(classes), penalty)
    return Choice(
        bias={name: round(float(own[-1, i]), 3) for name, i in places.items()},
        pairs={name: round(float(w), 3) for name, w in zip(pairs, shared, strict=False) if abs(w) >= _LEAST},
        plain={
            feature: kept
            for feature, row in zip(plain, own[:-1], strict=True)
            if (kept := {name: round(float(row[i]), 2) for name, i in places.items() if abs(row[i]) >= _LEAST})
        },
    )


def _pair_matrix(examples: Sequence[Example], columns: dict[str, int], places: dict[str, int]) -> sparse.csr_matrix:
    """One row for every class of every example."""
    cells = {
        (i * len(places) + places[name], columns[feature])
        for i, e in enumerate(examples)
        for name, feature in e.pairs
        if name in places
    }
    shape = (len(examples) * len(places), max(1, len(columns)))
    return _ones(sorted(cells), shape)


def _plain_matrix(examples: Sequence[Example], columns: dict[str, int]) -> sparse.csr_matrix:
    """One row for every example; the last column is the bias."""
    cells = {(i, columns[feature]) for i, e in enumerate(examples) for feature in e.plain if feature in columns}
    cells |= {(i, len(columns)) for i in range(len(examples))}
    return _ones(sorted(cells), (len(examples), len(columns) + 1))


def _ones(cells: Sequence[tuple[int, int]], shape: tuple[int, int]) -> sparse.csr_matrix:
    rows, columns = np.array(cells, np.int64).reshape(-1, 2).T
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape)


def _minimise(
    left: sparse.csr_matrix,
    right: sparse.csr_matrix,
    answers: np.ndarray,
    weights: np.ndarray,
    n_classes: int,
    penalty: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Weights of pairs `(pairs,)` and of plain features `(features, classes)`."""
    n, n_pairs, n_plain = len(answers), left.shape[1], right.shape[1]
    left_t, right_t = left.T.tocsr(), right.T.tocsr()
    rows = np.arange(n)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        shared, own = flat[:n_pairs], flat[n_pairs:].reshape(n_plain, n_classes)
        scores = (left @ shared).reshape(n, n_classes) + right @ own
        scores -= scores.max(1, keepdims=True)
        p = np.exp(scores)
        p /= p.sum(1, keepdims=True)
        value = -(weights * np.log(p[rows, answers] + 1e-12)).sum()
        value += _PAIR_PENALTY * (shared @ shared) / 2 + penalty * (own * own).sum() / 2
        p[rows, answers] -= 1
        p *= weights[:, None]
        slope = np.concatenate([left_t @ p.ravel() + _PAIR_PENALTY * shared, (right_t @ p + penalty * own).ravel()])
        return value / n, slope / n

    found = minimize(
        loss,
        np.zeros(n_pairs + n_plain * n_classes),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": _STEPS, "ftol": 1e-7},
    ).x
    return found[:n_pairs], found[n_pairs:].reshape(n_plain, n_classes)


def write(choice: Choice, path: Path) -> None:
    table = {"bias": choice.bias, "pairs": choice.pairs, "plain": choice.plain}
    lines = [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in choice.plain.items()]
    head = ",\n".join(f"{json.dumps(key)}: {json.dumps(table[key])}" for key in ("bias", "pairs"))
    path.write_text("{\n" + head + ',\n"plain": {\n' + ",\n".join(lines) + "\n}\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

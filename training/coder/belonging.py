"""Learn of which country named around them actors without one are: `onrecord.code.belonging`.

    python -m training.coder.belonging data/events/train.jsonl ... -o src/onrecord/code/belonging.json

Every country that the sentence of a labelled actor names is a case, right or wrong, unless the actor's own words tell
one.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from onrecord.code import load_actor_table
from onrecord.code.belonging import Scene, measure_countries

_PENALTY = 3.0  # on the squares of the weights
_MIN_COUNT = 3  # rarer features are left out
_LEAST_WEIGHT = 0.02  # smaller weights are left out

Case = tuple[list[str], bool]
"""What is told of a country that may be an actor's, and whether it is."""


def iter_cases(rows: list[dict[str, Any]]) -> Iterator[Case]:
    """Every country that may be an actor's."""
    table = load_actor_table()
    for row in rows:
        sentence = row["sentence"]
        among = table.countries_named(sentence)
        for label, other in (pair for e in row["events"] for pair in permutations((e["source"], e["target"]))):
            own, beside = (table.code(side["text"], among=among) if side else None for side in (label, other))
            if label is None or (own is not None and own.code is not None):
                continue
            scene = Scene(sentence, label["spans"][0][0], beside.code if beside else None)
            for code, features in measure_countries(label["text"], table.sector(label["text"]), scene):
                yield features, code == label["code"]


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """The weight of every feature seen often enough; "" is the intercept."""
    counts = Counter(name for features, _ in cases for name in set(features))
    index = {name: at for at, name in enumerate(sorted(name for name, n in counts.items() if n >= _MIN_COUNT))}
    told = [(row, index[name]) for row, (features, _) in enumerate(cases) for name in set(features) & index.keys()]
    rows, columns = zip(*told, strict=True)
    x = sparse.csr_matrix((np.ones(len(told)), (rows, columns)), shape=(len(cases), len(index)))
    y = np.array([right for _, right in cases], float)

    def loss(theta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = x @ theta[:-1] + theta[-1]
        value = (np.logaddexp(0, z) - y * z).sum() + 0.5 * _PENALTY * (theta[:-1] ** 2).sum()
        slope = 1 / (1 + np.exp(-z)) - y
        return float(value), np.append(x.T @ slope + _PENALTY * theta[:-1], slope.sum())

    found = minimize(loss, np.zeros(len(index) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    weights = {name: round(float(found[at]), 3) for name, at in index.items() if abs(found[at]) >= _LEAST_WEIGHT}
    return {"": round(float(found[-1]), 3), **weights}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    rows = [json.loads(line) for path in options.files for line in path.read_text("utf-8").splitlines()]
    weights = fit(list(iter_cases(rows)))
    options.output.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()

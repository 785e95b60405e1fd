"""Learn of which country named around them actors without one are: `onrecord.code.belonging`.

    python -m training.coder.belonging data/events/train.jsonl ... -o src/onrecord/code/belonging.json

Every country that the sentence of a labelled actor names is a case, right or wrong, unless the actor's own words tell
one.
"""

import argparse
import json
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

from onrecord.code import load_actor_table
from onrecord.code.belonging import Scene, measure_countries
from training.coder.choice import Labelled, fit

_PENALTY = 3.0


def iter_cases(rows: list[dict[str, Any]]) -> Iterator[Labelled]:
    """Features, label and weight of every country that may be an actor's."""
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
                yield features, int(code == label["code"]), 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    rows = [json.loads(line) for path in options.files for line in path.read_text("utf-8").splitlines()]
    weights = fit(list(iter_cases(rows)), _PENALTY)
    options.output.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()

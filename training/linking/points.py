"""Learn the weights of `onrecord/accounts/points.json` from stories with labelled points.

    python -m training.linking.points data/accounts/{train,dev}.jsonl --pairs data/accounts/pairs.csv \\
        -o src/onrecord/accounts/points.json

What two statements on one question are, the same or at odds, is learned from the pairs, too; which statements go
together from the stories alone. Reports matched points (F1) over six folds of stories, the statements given, in three
orders of the stories, for each pair of thresholds tried.
"""

import argparse
import csv
import json
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from onrecord.accounts.points import (
    GROUP_FEATURES,
    PAIR_FEATURES,
    Scorer,
    Scorers,
    find_points,
    group_features,
    relate,
    score_pairs,
)
from onrecord.accounts.sayings import FEATURES, compare
from onrecord.evaluate.accounts import Story, count_matched, read_stories, sayings_of, tone_topics

TONES = tone_topics()
_FOLDS = 6
_C_PAIR, _C_GROUP = 0.03, 0.1
_WITHIN, _AVERAGE = 0.6, 1.0  # the latter as a share of the threshold across sides
_THRESHOLDS = [(t, a) for t in (0.5, 0.55) for a in (0.55, 0.6)]
_ORDERS = (0, 1, 2)  # 0 is the files' own


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    measured = [Measured(story) for path in args.files for story in read_stories(path)]
    pairs = [Measured(story) for story in read_pairs(args.pairs)]
    counts = {pair: np.zeros(3) for pair in _THRESHOLDS}
    for order in _ORDERS:
        places = np.random.RandomState(order).permutation(len(measured)) if order else np.arange(len(measured))
        for fold in range(_FOLDS):
            scorers = fit([measured[i] for n, i in enumerate(places) if n % _FOLDS != fold], pairs)
            for m in (measured[i] for i in places[fold::_FOLDS]):
                for pair in _THRESHOLDS:
                    points = find_points(m.sayings, TONES, with_thresholds(scorers, *pair))
                    counts[pair] += count_matched(m.story, m.sayings, points)
    figures = {pair: 2 * c[0] / (c[1] + c[2]) for pair, c in counts.items()}
    for pair, figure in figures.items():
        print(pair, counts[pair].astype(int), round(100 * figure, 1))
    best = max(figures, key=lambda pair: figures[pair])
    write(with_thresholds(fit(measured, pairs), *best), args.output)


def read_pairs(path: Path) -> list[Story]:
    """The pairs of one story as a story of two articles, one a side."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["story"]].append(row)
    return [_story(number, many) for number, many in rows.items()]


def _story(number: str, rows: list[dict[str, str]]) -> Story:
    texts, statements, points = {"left": "", "right": ""}, [], []
    for n, row in enumerate(rows):
        for side in ("left", "right"):
            start = len(texts[side])
            texts[side] += f"{row[side]}.\n"
            span = [start, start + len(row[side])]
            told = {"id": f"{number}-{side}-{n}", "article": side, "content": [span], "side": side}
            statements.append({**told, "relation": "about"})
        accounts = [{"side": side, "statements": [f"{number}-{side}-{n}"]} for side in texts]
        points.append({"match": row["match"], "accounts": accounts})
    articles = [{"id": side, "text": text} for side, text in texts.items()]
    return {"id": number, "articles": articles, "statements": statements, "points": points}


class Measured:
    """A story's sayings with the features of their pairs, and which pairs belong together."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.sayings = sayings_of(story)
        self.pairs = list(combinations(range(len(self.sayings)), 2))
        self.features = {(i, j): compare(self.sayings[i], self.sayings[j]) for i, j in self.pairs}
        place = {saying.id: i for i, saying in enumerate(self.sayings)}
        self.points = [
            ([place[s] for account in p["accounts"] for s in account["statements"] if s in place], p["match"])
            for p in story["points"]
        ]
        self.together = {pair for members, _ in self.points for pair in combinations(sorted(members), 2)}

    def is_across(self, pair: tuple[int, int]) -> bool:
        return self.sayings[pair[0]].side != self.sayings[pair[1]].side


def fit(many: list[Measured], pairs: list[Measured]) -> Scorers:
    across = [(m, pair) for m in many for pair in m.pairs if m.is_across(pair)]
    within = [(m, pair) for m in many for pair in m.pairs if not m.is_across(pair)]
    first = learn([m.features[p] for m, p in across], [p in m.together for m, p in across], _C_PAIR)
    related = {id(m): relate({p: first.score(m.features[p]) for p in m.pairs if m.is_across(p)}) for m in many}
    second = learn(
        [(*m.features[p], *related[id(m)][p]) for m, p in across], [p in m.together for m, p in across], _C_PAIR
    )
    same = learn([m.features[p] for m, p in within], [p in m.together for m, p in within], _C_PAIR)
    scorers = Scorers(first, second, same, first, 0.3, 0.6, 0.18, 0.4)
    groups, agreed = [], []
    for m in [*many, *pairs]:
        scores = score_pairs(m.sayings, m.features, scorers)
        for members, match in m.points:
            if len({m.sayings[i].side for i in members}) > 1:
                groups.append(group_features(members, m.sayings, m.features, scores))
                agreed.append(match == "both")
    return Scorers(first, second, same, learn(groups, agreed, _C_GROUP), 0.3, 0.6, 0.18, 0.4)


def with_thresholds(scorers: Scorers, across_from: float, agree_from: float) -> Scorers:
    return replace(
        scorers,
        across_from=across_from,
        within_from=_WITHIN,
        on_average=_AVERAGE * across_from,
        agree_from=agree_from,
    )


def learn(rows: list[tuple[float, ...]], labels: list[bool], c: float) -> Scorer:
    scaler = StandardScaler().fit(np.array(rows))
    model = LogisticRegression(C=c, max_iter=3000).fit(scaler.transform(np.array(rows)), labels)
    weights = model.coef_[0] / scaler.scale_
    return Scorer(tuple(weights.tolist()), float(model.intercept_[0] - (weights * scaler.mean_).sum()))


def write(scorers: Scorers, path: Path) -> None:
    named = {"first": FEATURES, "across": PAIR_FEATURES, "within": FEATURES, "agree": GROUP_FEATURES}
    table: dict[str, object] = {
        name: {
            "weights": {f: round(w, 4) for f, w in zip(features, getattr(scorers, name).weights, strict=True)},
            "intercept": round(getattr(scorers, name).intercept, 4),
        }
        for name, features in named.items()
    }
    table["thresholds"] = {
        name: round(getattr(scorers, name), 4) for name in ("across_from", "within_from", "on_average", "agree_from")
    }
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

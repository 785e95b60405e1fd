"""Learn the weights of `onrecord/accounts/points.json` from stories with labelled points.

    python -m training.linking.points data/accounts/{train,dev}.jsonl --pairs data/accounts/pairs.csv \\
        --held data/accounts/pairs-more.csv -o src/onrecord/accounts/points.json

The pairs stand in small stories of their own, with statements of one side that nothing answers; what goes together
within a side is learned from the longer stories alone. Reports matched points (F1), the statements given, over six
folds of both kinds of stories, for each pair of thresholds tried; the best of both decides. Reading together has seen
two thirds of the stories, so these figures compare thresholds and tell no quality. `--held` are small stories that the
scorers do not learn from: what those that are written find in every third, which reading together has not seen either.
"""

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Sequence
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
_C_PAIR, _C_GROUP = 0.01, 0.03
_WITHIN, _AVERAGE = 0.6, 1.0  # the latter as a share of the threshold across sides
# Lower ones (0.4, 0.5) do as well here; a wrong match costs more than one that is missed.
_THRESHOLDS = [(0.6, a) for a in (0.55, 0.6)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--held", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    measured = [Measured(story) for path in args.files for story in read_stories(path)]
    pairs = [Measured(story) for story in read_pairs(args.pairs)]
    counts = {(kind, pair): np.zeros(3) for kind in ("stories", "pairs") for pair in _THRESHOLDS}
    for fold in range(_FOLDS):
        kept = [[m for n, m in enumerate(many) if n % _FOLDS != fold] for many in (measured, pairs)]
        scorers = fit(*kept)
        for kind, many in (("stories", measured), ("pairs", pairs)):
            for m in many[fold::_FOLDS]:
                for pair in _THRESHOLDS:
                    points = find_points(m.sayings, TONES, with_thresholds(scorers, *pair))
                    counts[kind, pair] += count_matched(m.story, m.sayings, points)
    figures = {key: round(200 * c[0] / (c[1] + c[2]), 1) for key, c in counts.items()}
    for pair in _THRESHOLDS:
        print(pair, {kind: (counts[kind, pair].astype(int), figures[kind, pair]) for kind in ("stories", "pairs")})
    best = max(_THRESHOLDS, key=lambda pair: figures["stories", pair] + figures["pairs", pair])
    scorers = with_thresholds(fit(measured, pairs), *best)
    write(scorers, args.output)
    if args.held is not None:
        print("held", measure(scorers, read_pairs(args.held)[::3]))


def measure(scorers: Scorers, stories: Sequence[Story]) -> dict[str, float]:
    """Matched points over stories: precision, recall and F1 in percent."""
    counts = np.zeros(3)
    for story in stories:
        sayings = sayings_of(story)
        counts += count_matched(story, sayings, find_points(sayings, TONES, scorers))
    right, found, labelled = counts
    shares = {"precision": right / found, "recall": right / labelled, "F1": 2 * right / (found + labelled)}
    return {name: round(100 * float(share), 1) for name, share in shares.items()}


def read_pairs(path: Path) -> list[Story]:
    """The pairs of one story as a story of two articles, one a side; an empty cell is no statement."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["story"]].append(row)
    return [_story(number, many) for number, many in rows.items()]


def _story(number: str, rows: list[dict[str, str]]) -> Story:
    texts, statements, points = {"left": "", "right": ""}, [], []
    for n, row in enumerate(rows):
        accounts = []
        for side in ("left", "right"):
            if row[side]:
                start = len(texts[side])
                texts[side] += f"{row[side]}.\n"
                span = [start, start + len(row[side])]
                told = {"id": f"{number}-{side}-{n}", "article": side, "content": [span], "side": side}
                statements.append({**told, "relation": "about"})
                accounts.append({"side": side, "statements": [told["id"]]})
        if row["match"] == "other":  # alike, but two questions
            points += [{"match": "one_side", "accounts": [account]} for account in accounts]
        else:
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
    every = [*many, *pairs]
    across = [(m, pair) for m in every for pair in m.pairs if m.is_across(pair)]
    within = [(m, pair) for m in many for pair in m.pairs if not m.is_across(pair)]
    first = learn([m.features[p] for m, p in across], [p in m.together for m, p in across], _C_PAIR)
    related = {id(m): relate({p: first.score(m.features[p]) for p in m.pairs if m.is_across(p)}) for m in every}
    second = learn(
        [(*m.features[p], *related[id(m)][p]) for m, p in across], [p in m.together for m, p in across], _C_PAIR
    )
    same = learn([m.features[p] for m, p in within], [p in m.together for m, p in within], _C_PAIR)
    scorers = Scorers(first, second, same, first, 0.3, 0.6, 0.18, 0.4)
    groups, agreed = [], []
    for m in every:
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

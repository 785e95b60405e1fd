"""Learn the weights of `onrecord/accounts/points.json` from stories with labelled points.

    python -m training.linking.points data/accounts/{train,dev}.jsonl --pairs data/accounts/pairs.csv \\
        --held data/accounts/pairs-more.csv --unread data/accounts/pairs-fourth.csv \\
        --try data/accounts/points-dev.jsonl -o src/onrecord/accounts/points.json

The pairs stand in small stories of their own, with statements of one side that nothing answers; what goes together
within a side is learned from the longer stories alone. What a group is (`both`, `differs`) is learned where reading
together has seen nothing: on every third of the longer stories, on every third small story of `--held` and on all of
`--unread`. Reports matched points (precision, recall, F1), the statements given, for each of these by weights learned
from the others, and for `--try`, which nothing is learned from.
"""

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from onrecord.accounts.points import (
    GROUP_FEATURES,
    MATCH_FEATURES,
    PAIR_FEATURES,
    Scorer,
    Scorers,
    find_points,
    group_features,
    group_sayings,
    is_opposed,
    match_features,
    relate,
    score_pairs,
)
from onrecord.accounts.sayings import FEATURES, compare
from onrecord.evaluate.accounts import Story, count_matched, read_stories, sayings_of, tone_topics

TONES = tone_topics()
_HELD = 3  # of so many stories one is held back from reading together
_C_PAIR, _C_GROUP, _C_MATCH = 0.01, 0.03, 0.1
_OF_LONGER = 3.0  # what a group of a longer story counts for
_ACROSS, _WITHIN = 0.35, 0.6  # of pairs; a group's must reach the former on average
_BOTH, _DIFFERS = 0.6, 0.5  # a wrong match costs more than one that is missed
_NOTHING = Scorer((0.0,) * len(MATCH_FEATURES), 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--held", type=Path, required=True)
    parser.add_argument("--unread", nargs="+", type=Path, required=True)
    parser.add_argument("--try", nargs="*", type=Path, default=[], dest="tried")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    measured = [Measured(story) for path in args.files for story in read_stories(path)]
    scorers = fit(measured, [Measured(story) for story in read_pairs(args.pairs)])
    unread = {"longer stories": measured[::_HELD]}
    unread[args.held.name] = [Measured(story) for story in read_pairs(args.held)[::_HELD]]
    unread |= {path.name: [Measured(story) for story in read_pairs(path)] for path in args.unread}
    groups = {name: groups_of(many, scorers, 1.0 if ".csv" in name else _OF_LONGER) for name, many in unread.items()}
    for name, many in unread.items():
        others = [group for other, some in groups.items() if other != name for group in some]
        print(name, measure(with_matches(scorers, others), many))
    scorers = with_matches(scorers, [group for some in groups.values() for group in some])
    for path in args.tried:
        print(path.name, measure(scorers, [Measured(story) for story in read_stories(path)]))
    write(scorers, args.output)


def measure(scorers: Scorers, many: Sequence["Measured"]) -> dict[str, float]:
    """Matched points over stories: precision, recall and F1 in percent."""
    counts = np.zeros(3)
    for m in many:
        counts += count_matched(m.story, m.sayings, find_points(m.sayings, TONES, scorers))
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
    thresholds = (_ACROSS, _WITHIN, _ACROSS, _BOTH, _DIFFERS)
    scorers = Scorers(first, second, same, _NOTHING, _NOTHING, _NOTHING, *thresholds)
    groups, agreed = [], []
    for m in every:
        scores = score_pairs(m.sayings, m.features, scorers)
        for members, match in m.points:
            if len({m.sayings[i].side for i in members}) > 1:
                groups.append(group_features(members, m.sayings, m.features, scores))
                agreed.append(match == "both")
    return replace(scorers, agree=learn(groups, agreed, _C_GROUP))


@dataclass(frozen=True, slots=True)
class Group:
    """A group of two sides' statements by `MATCH_FEATURES`, what it is, and what it counts for."""

    features: tuple[float, ...]
    match: str | None
    weight: float


def groups_of(many: Sequence["Measured"], scorers: Scorers, weight: float) -> list[Group]:
    """The groups that are found in stories, less those that differ by their numbers or words."""
    found = []
    for m in many:
        places = [i for i, saying in enumerate(m.sayings) if not saying.topics or saying.topics - TONES]
        sayings = [m.sayings[i] for i in places]
        place = {saying.id: i for i, saying in enumerate(sayings)}
        features = {pair: compare(sayings[pair[0]], sayings[pair[1]]) for pair in combinations(range(len(sayings)), 2)}
        scores = score_pairs(sayings, features, scorers)
        labelled = [
            ([{place[s] for s in account["statements"] if s in place} for account in point["accounts"]], point["match"])
            for point in m.story["points"]
            if len(point["accounts"]) > 1
        ]
        for members in group_sayings(sayings, scores, scorers):
            if len({sayings[i].side for i in members}) < 2 or is_opposed(members, sayings, features, scores):
                continue
            matches = {match for sides, match in labelled if all(side & set(members) for side in sides)}
            match = min(matches, default=None)
            told = match_features(members, sayings, features, scores, scorers.agree)
            found.append(Group(told, match, weight))
    return found


def with_matches(scorers: Scorers, groups: Sequence[Group]) -> Scorers:
    """`scorers` with what decides that a group is `both` or `differs`."""
    rows, weights = [group.features for group in groups], [group.weight for group in groups]
    both, differs = (
        learn(rows, [group.match == match for group in groups], _C_MATCH, weights) for match in ("both", "differs")
    )
    return replace(scorers, both=both, differs=differs)


def learn(rows: list[tuple[float, ...]], labels: list[bool], c: float, weights_of: list[float] | None = None) -> Scorer:
    scaler = StandardScaler().fit(np.array(rows))
    model = LogisticRegression(C=c, max_iter=3000).fit(scaler.transform(np.array(rows)), labels, weights_of)
    weights = model.coef_[0] / scaler.scale_
    return Scorer(tuple(weights.tolist()), float(model.intercept_[0] - (weights * scaler.mean_).sum()))


def write(scorers: Scorers, path: Path) -> None:
    named = {"first": FEATURES, "across": PAIR_FEATURES, "within": FEATURES, "agree": GROUP_FEATURES}
    named |= {"both": MATCH_FEATURES, "differs": MATCH_FEATURES}
    table: dict[str, object] = {
        name: {
            "weights": {f: round(w, 4) for f, w in zip(features, getattr(scorers, name).weights, strict=True)},
            "intercept": round(getattr(scorers, name).intercept, 4),
        }
        for name, features in named.items()
    }
    thresholds = ("across_from", "within_from", "on_average", "both_from", "differs_from")
    table["thresholds"] = {name: round(getattr(scorers, name), 4) for name in thresholds}
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

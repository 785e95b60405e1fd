"""Learn the weights of `onrecord/link/mentions.json` from event mentions with known events.

    python -m training.linking.mentions ecb_dev.jsonl --scorer DIR -o src/onrecord/link/mentions.json

FILE is ECB+ (topics 1 to 35) with `topic`, `story` and, for each mention, `cluster` and `scored`. Pairs of one topic
are learned from, so that like events of unlike stories are among them. Reports the CoNLL score's parts over four folds
of topics, stories found as `link_mentions` finds them.
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.link.mentions import FEATURES, MentionView, block, compare, mention_views
from onrecord.link.scorer import Scorer
from onrecord.link.stories import find_stories
from onrecord.link.trees import average_link

_FOLDS = 4
_THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--scorer", type=Path, required=True, help="the folder of score_clusters.py")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    sys.path.insert(0, str(args.scorer))
    from score_clusters import score

    rows = [json.loads(line) for line in args.file.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row["mentions"] = [m for m in row["mentions"] if m["kind"] != "event" or m.get("scored")]
    gold = {m["id"]: m["cluster"] for row in rows for m in row["mentions"] if m["kind"] == "event"}
    views = [mention_views(row, i) for i, row in enumerate(rows)]
    topics = sorted({row["topic"] for row in rows}, key=int)
    data = {
        topic: learn_pairs([v for r, vs in zip(rows, views, strict=True) if r["topic"] == topic for v in vs], gold)
        for topic in topics
    }
    order = np.random.RandomState(0).permutation(topics)
    scores: dict[float, list[float]] = {threshold: [] for threshold in _THRESHOLDS}
    for fold in range(_FOLDS):
        held = set(order[fold::_FOLDS])
        scorer = fit([data[t] for t in topics if t not in held])
        test = [i for i, row in enumerate(rows) if row["topic"] in held]
        found = compare_all([rows[i]["text"] for i in test], [views[i] for i in test], scorer)
        for threshold in _THRESHOLDS:
            labels = cluster(found, threshold)
            scores[threshold].append(score({m: gold[m] for m in labels}, labels)["conll"])
    for threshold, values in scores.items():
        print(threshold, round(float(np.mean(values)), 4), [round(v, 3) for v in values], file=sys.stderr)
    best = max(scores, key=lambda t: float(np.mean(scores[t])))
    scorer = fit(list(data.values()))
    args.output.write_text(
        json.dumps(
            {
                "features": FEATURES,
                "weights": [round(w, 4) for w in scorer.weights],
                "intercept": round(scorer.intercept, 4),
                "threshold": best,
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )


def learn_pairs(views: list[MentionView], gold: dict[str, str]) -> tuple[np.ndarray, np.ndarray]:
    found = block(views)
    x = np.array([compare(views[a], views[b]) for a, b in found], dtype=np.float32)
    return x, np.array([gold[views[a].id] == gold[views[b].id] for a, b in found])


def fit(data: list[tuple[np.ndarray, np.ndarray]]) -> Scorer:
    x = np.vstack([x for x, _ in data])
    y = np.hstack([y for _, y in data])
    model = LogisticRegression(C=1, max_iter=3000).fit(np.hstack([x, np.sqrt(np.maximum(x, 0))]), y)
    return Scorer(FEATURES, tuple(model.coef_[0].tolist()), float(model.intercept_[0]), 0.0)


Likenesses = dict[tuple[int, int], float]


def compare_all(
    texts: list[str], views: list[list[MentionView]], scorer: Scorer
) -> list[tuple[list[MentionView], Likenesses]]:
    stories: dict[int, list[MentionView]] = defaultdict(list)
    for story, found in zip(find_stories(texts), views, strict=True):
        stories[story] += found
    return [
        (group, {(a, b): scorer.score(compare(group[a], group[b])) for a, b in block(group)})
        for group in stories.values()
    ]


def cluster(found: list[tuple[list[MentionView], Likenesses]], threshold: float) -> dict[str, str]:
    return {
        view.id: group[label].id
        for group, scores in found
        for view, label in zip(group, average_link(len(group), scores, threshold), strict=True)
    }


if __name__ == "__main__":
    main()

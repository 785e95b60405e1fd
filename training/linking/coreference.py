"""Learn the weights of `onrecord/link/coreference.json` from event mentions with known events.

    python -m training.linking.coreference ecb_dev.jsonl --vectors DIR/vectors.npz --scorer DIR \\
        -o src/onrecord/link/coreference.json

FILE is ECB+ (topics 1 to 35); the vectors are `training.linking.encoder`'s, each from an encoder that did not see its
topic. Pairs of scored mentions of one story, as `find_stories` finds it, are learned from, twice: once among all given
mentions, once among the scored ones alone. Reports the CoNLL score over four folds for either input; the threshold is
that of which the worse of the two is best.
"""

import argparse
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.link.coreference import PAIR_FEATURES, find_pairs, pair_features
from onrecord.link.mentions import MentionView, mention_views
from onrecord.link.neighbours import Neighbours
from onrecord.link.scorer import Scorer
from onrecord.link.stories import find_stories
from onrecord.link.trees import average_link
from training.linking.encoder import N_FOLDS, fold_of, only_scored, read_rows, read_vectors

_THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(slots=True)
class Story:
    """The mentions of a story with their pairs; `same` holds for those whose events are `known`."""

    fold: int
    views: list[MentionView]
    pairs: list[tuple[int, int]]
    features: np.ndarray
    same: np.ndarray
    known: np.ndarray


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True, help="the folder of score_clusters.py")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    sys.path.insert(0, str(args.scorer))
    from score_clusters import score

    whole, scored = read_rows(args.file), only_scored(read_rows(args.file))
    gold = {m["id"]: m["cluster"] for row in scored for m in row["mentions"] if m["kind"] == "event"}
    vectors = read_vectors(args.vectors)
    inputs = {name: make_stories(rows, gold, vectors) for name, rows in (("all", whole), ("scored", scored))}
    scores: dict[float, list[float]] = {threshold: [] for threshold in _THRESHOLDS}
    for fold in range(N_FOLDS):
        scorer = fit([story for stories in inputs.values() for story in stories if story.fold != fold])
        for stories in inputs.values():
            held = [story for story in stories if story.fold == fold]
            found = [scorer.score_all(story.features) for story in held]
            for threshold in _THRESHOLDS:
                labels = {m: label for m, label in cluster(held, found, threshold).items() if m in gold}
                scores[threshold].append(score({m: gold[m] for m in labels}, labels)["conll"])
    for threshold, values in scores.items():
        for name, some in (("all", values[::2]), ("scored", values[1::2])):
            print(threshold, name, round(float(np.mean(some)), 4), [round(v, 3) for v in some], file=sys.stderr)
    scorer = fit([story for stories in inputs.values() for story in stories])
    content = {
        "features": PAIR_FEATURES,
        "weights": [round(w, 4) for w in scorer.weights],
        "intercept": round(scorer.intercept, 4),
        "threshold": max(scores, key=lambda t: min(np.mean(scores[t][::2]), np.mean(scores[t][1::2]))),
    }
    args.output.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def make_stories(rows: list[dict], gold: dict[str, str], vectors: dict[str, np.ndarray]) -> list[Story]:
    """Each fold's stories as they are found among its articles."""
    folds = fold_of([row["topic"] for row in rows])
    stories = []
    for fold in range(N_FOLDS):
        held = [i for i, row in enumerate(rows) if folds[row["topic"]] == fold]
        grouped: dict[int, list[MentionView]] = defaultdict(list)
        for i, story in zip(held, find_stories([rows[i]["text"] for i in held]), strict=True):
            grouped[story] += mention_views(rows[i], i)
        stories += [make_story(fold, views, gold, vectors) for views in grouped.values() if views]
    return stories


def make_story(fold: int, views: list[MentionView], gold: dict[str, str], vectors: dict[str, np.ndarray]) -> Story:
    ordered = sorted(views, key=lambda view: view.id)
    neighbours = Neighbours([vectors[view.id] for view in ordered], [view.article for view in ordered])
    pairs = find_pairs(ordered, neighbours)
    events = [gold.get(view.id) for view in ordered]
    same = np.array([events[a] == events[b] for a, b in pairs.tolist()], dtype=bool)
    known = np.array([None not in (events[a], events[b]) for a, b in pairs.tolist()], dtype=bool)
    features = pair_features(ordered, neighbours, pairs)
    return Story(fold, ordered, [(a, b) for a, b in pairs.tolist()], features, same, known)


def fit(stories: list[Story]) -> Scorer:
    values = np.vstack([story.features[story.known] for story in stories]).astype(np.float64)
    same = np.hstack([story.same[story.known] for story in stories])
    x = np.hstack([values, np.sqrt(np.maximum(values, 0.0))])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    model = LogisticRegression(solver="newton-cholesky").fit((x - mean) / spread, same)
    weights = model.coef_[0] / spread
    return Scorer(PAIR_FEATURES, tuple(weights.tolist()), float(model.intercept_[0] - weights @ mean), 0.0)


def cluster(stories: list[Story], found: list[np.ndarray], threshold: float) -> dict[str, str]:
    return {
        view.id: story.views[label].id
        for story, scores in zip(stories, found, strict=True)
        for view, label in zip(
            story.views,
            average_link(len(story.views), dict(zip(story.pairs, scores.tolist(), strict=True)), threshold),
            strict=True,
        )
    }


if __name__ == "__main__":
    main()

"""Learn the weights of `onrecord/link/coreference.json` and `coreference_again.json` from mentions with known events.

    python -m training.linking.coreference ecb_dev.jsonl --vectors DIR/vectors.npz --scorer DIR -o src/onrecord/link

FILE is ECB+ (topics 1 to 35); the vectors are `training.linking.encoder`'s, each from an encoder that did not see its
topic. Pairs of scored mentions of one story, as `find_stories` finds it, are learned from, twice: once among all given
mentions, once among the scored ones alone. A pair counts the less the more pairs its mentions are in: few long stories
have most pairs and would decide alone. The second scorer learns from first scores by scorers that did not see the
topic. Reports the CoNLL score of both over four folds for either input; the threshold is that of which the worse of the
two is best.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.link.coreference import AGAIN_FEATURES, PAIR_FEATURES, again_features, find_pairs, pair_features
from onrecord.link.mentions import MentionView, mention_views
from onrecord.link.neighbours import Neighbours
from onrecord.link.scorer import Scorer
from onrecord.link.stories import find_stories
from onrecord.link.trees import average_link
from training.linking.encoder import N_FOLDS, fold_of, only_scored, read_rows, read_vectors

Table = dict[float, dict[str, list[float]]]
"""CoNLL scores by threshold and input, one a fold."""

_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
_FIRST = 0.4  # threshold of the groups that the second scorer learns from
_STRENGTH = 0.03  # of the regressions; of no weight from 0.003 to 1
_RARER = 1.25  # a mention of n pairs gives each of them n ** -_RARER; 0 counts pairs alike, 1 mentions


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
    parser.add_argument("-o", "--output", type=Path, required=True, help="the folder of both files")
    args = parser.parse_args()
    sys.path.insert(0, str(args.scorer))
    from score_clusters import score

    whole, scored = read_rows(args.file), only_scored(read_rows(args.file))
    gold = {m["id"]: m["cluster"] for row in scored for m in row["mentions"] if m["kind"] == "event"}
    vectors = read_vectors(args.vectors)
    inputs = {name: make_stories(rows, gold, vectors) for name, rows in (("all", whole), ("scored", scored))}
    everything = [story for stories in inputs.values() for story in stories]
    tables: dict[str, Table] = {"coreference": {}, "coreference_again": {}}
    for fold in range(N_FOLDS):
        first, again = fit_both([story for story in everything if story.fold != fold])
        for name, stories in inputs.items():
            held = [story for story in stories if story.fold == fold]
            found = [first.score_all(story.features) for story in held]
            second = [again.score_all(features_again(story, s)) for story, s in zip(held, found, strict=True)]
            for stage, of_stage in zip(tables.values(), (found, second), strict=True):
                for threshold in _THRESHOLDS:
                    labels = {m: label for m, label in cluster(held, of_stage, threshold).items() if m in gold}
                    conll = score({m: gold[m] for m in labels}, labels)["conll"]
                    stage.setdefault(threshold, {}).setdefault(name, []).append(conll)
    thresholds = {stage: report(stage, table) for stage, table in tables.items()}
    for (name, threshold), scorer in zip(thresholds.items(), fit_both(everything), strict=True):
        content = {
            "features": scorer.features,
            "weights": [round(w, 4) for w in scorer.weights],
            "intercept": round(scorer.intercept, 4),
            "threshold": _FIRST if name == "coreference" else threshold,
        }
        path = args.output / f"{name}.json"
        path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def report(stage: str, table: Table) -> float:
    """The best threshold; all are told."""
    for threshold, by_input in table.items():
        for name, values in by_input.items():
            print(
                stage, threshold, name, round(float(np.mean(values)), 4), [round(v, 3) for v in values], file=sys.stderr
            )
    return max(table, key=lambda t: min(float(np.mean(values)) for values in table[t].values()))


def make_stories(rows: list[dict[str, Any]], gold: dict[str, str], vectors: dict[str, np.ndarray]) -> list[Story]:
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


def fit_both(stories: Sequence[Story]) -> tuple[Scorer, Scorer]:
    """The first scorer, and the one that scores again: it learns from first scores by scorers that saw other folds."""
    parts = []
    for fold in sorted({story.fold for story in stories}):
        first = fit(stories, [story.features for story in stories], PAIR_FEATURES, but=fold)
        parts += [
            (story, features_again(story, first.score_all(story.features))) for story in stories if story.fold == fold
        ]
    again = fit([story for story, _ in parts], [features for _, features in parts], AGAIN_FEATURES)
    return fit(stories, [story.features for story in stories], PAIR_FEATURES), again


def features_again(story: Story, scores: np.ndarray) -> np.ndarray:
    pairs = np.array(story.pairs, dtype=np.int64).reshape(-1, 2)
    return np.hstack([story.features, again_features(len(story.views), pairs, scores, _FIRST)])


def fit(
    stories: Sequence[Story], features: Sequence[np.ndarray], names: tuple[str, ...], but: int | None = None
) -> Scorer:
    """A scorer learned from the known pairs of all stories but those of one fold."""
    parts = [(story, some[story.known]) for story, some in zip(stories, features, strict=True) if story.fold != but]
    values = np.vstack([some for _, some in parts]).astype(np.float64)
    same = np.hstack([story.same[story.known] for story, _ in parts])
    weights = np.hstack([pair_weights(story) for story, _ in parts])
    x = np.hstack([values, np.sqrt(np.maximum(values, 0.0))])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    model = LogisticRegression(solver="newton-cholesky", C=_STRENGTH)
    model.fit((x - mean) / spread, same, sample_weight=weights / weights.mean())
    slopes = model.coef_[0] / spread
    return Scorer(names, tuple(slopes.tolist()), float(model.intercept_[0] - slopes @ mean), 0.0)


def pair_weights(story: Story) -> np.ndarray:
    """How much each known pair counts: the sum of what its two mentions give it (`_RARER`)."""
    ends = np.array(story.pairs, dtype=np.int64).reshape(-1, 2)[story.known]
    n_pairs = np.bincount(ends.ravel(), minlength=len(story.views))
    found: np.ndarray = (n_pairs[ends].astype(np.float64) ** -_RARER).sum(axis=1)
    return found


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

"""Learn whom descriptions and short names mean (`onrecord/link/referents_*.json`) from stories with known entities.

    python -m training.linking.referents data/accounts/train.jsonl data/accounts/dev.jsonl \\
        data/accounts/entities-{train,dev,more}.jsonl -o src/onrecord/link

FILES are stories with labelled entities (`data/accounts`). Reports B-cubed over folds of stories and over folds of one
writer's stories each, judged by scorers that did not see them.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from onrecord.evaluate.accounts import Story, label_entities, raw_article, read_stories, score_entities
from onrecord.link.entities import freeze, join_by_rules, join_chosen, read_texts, scene_of
from onrecord.link.entities.described import join_described
from onrecord.link.referents import FEATURES, KINDS, ROUNDS, choose, propose
from onrecord.link.scorer import Scorer
from onrecord.model import Facts, Links, RawArticle
from onrecord.pipeline.workers import annotate

NEGATIVE = frozenset(
    """known_place locative office_other gender_clash kind_clash modifiers_other country_clash outlet as_person
    other_unknown rank_clash body_other office_away no_office home_clash rival untold_here gendered
    first_name told_clash trade_clash where kin_clash since_old still_held displaced""".split()
)
"""Features that speak against a pair; those of neither set speak for it."""
FREE = frozenset(
    """two_words person organisation place to_person to_body person_to_body place_to_body body_to_person kind_unknown
    capital same_sentence single possessed topic_untold private kin""".split()
)
"""Features that may speak for or against."""
_FOLDS = 7
_THRESHOLDS = {"short": 0.6, "body": 0.5, "person": 0.5}  # of those tried, as good as any and the surest
_TINY = 1e-300
_C = 3.0  # of the regression: how freely it may weigh


@dataclass(slots=True)
class Pairs:
    """Pairs of one kind with whether they are one; `sizes` says how many in a row are of one item."""

    rows: list[tuple[float, ...]]
    same: list[bool]
    sizes: list[int]


@dataclass(slots=True)
class Told:
    """A story's facts with the labelled entity of each of its articles' entities, as far as known."""

    facts: list[Facts]
    gold: dict[str, str]
    story: Story


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    stories = [story for path in args.files for story in read_stories(path)]
    own = tell_stories(stories)
    pairs = [learn(told) for told in own]
    for kind in KINDS:
        same = [s for p in pairs for s in p[kind].same]
        print(kind, len(same), "pairs,", sum(same), "one", file=sys.stderr)
    order = np.random.RandomState(0).permutation(len(own))
    by_story = [set(order[fold::_FOLDS].tolist()) for fold in range(_FOLDS)]
    writers = sorted({_writer(told) for told in own})
    by_writer = [{i for i, told in enumerate(own) if _writer(told) == writer} for writer in writers]
    for name, folds in (("stories", by_story), ("writers", by_writer)):
        print(name, measure(own, pairs, folds), file=sys.stderr)
    for kind in KINDS:
        scorer = fit(kind, pairs)
        content = {
            "features": FEATURES[kind],
            "weights": scorer.weights,
            "intercept": scorer.intercept,
            "threshold": scorer.threshold,
        }
        (args.output / f"referents_{kind}.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _writer(told: Told) -> str:
    """Who wrote a story: the letter before the first dash of its id."""
    writer: str = told.story["id"].partition("-")[0]
    return writer


def measure(own: Sequence[Told], pairs: Sequence[Mapping[str, Pairs]], folds: Sequence[set[int]]) -> str:
    """B-cubed over all stories, each judged by scorers that saw none of its fold; then each fold's, and the choices."""
    rows: list[tuple[str, str]] = []
    hits: dict[str, Counter[str]] = defaultdict(Counter)
    of_folds = []
    for held in folds:
        seen = [p for i, p in enumerate(pairs) if i not in held]
        scorers = {kind: fit(kind, seen) for kind in KINDS}
        mine: list[tuple[str, str]] = []
        for i in sorted(held):
            mine += judge(own[i], scorers)
            count(own[i], scorers, hits)
        of_folds.append(f"{100 * score_entities(mine).f1:.1f}")
        rows += mine
    found = score_entities(rows)
    told = {kind: f"{c['right']}/{c['made']} of {c['open']}" for kind, c in sorted(hits.items())}
    total = f"P {100 * found.precision:.1f} R {100 * found.recall:.1f} F1 {100 * found.f1:.1f}"
    return f"{total} (folds {', '.join(of_folds)}) {told}"


def read_facts(raws: Iterable[RawArticle]) -> dict[str, Facts]:
    found = (outcome for _, outcome in annotate(list(raws), workers=1))
    return {facts.article.id: facts for facts in found if isinstance(facts, Facts)}


def tell_stories(stories: Sequence[Story]) -> list[Told]:
    facts = read_facts(raw_article(article) for story in stories for article in story["articles"])
    told = []
    for story in stories:
        mine = [facts[a["id"]] for a in story["articles"] if a["id"] in facts]
        told.append(Told(mine, gold_of(story, mine), story))
    return told


def gold_of(story: Story, facts: Sequence[Facts]) -> dict[str, str]:
    """The labelled entity that most mentions of each entity stand for."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for gold, entity in label_entities(story, facts, Links()):
        votes[entity.partition(" ")[2]][gold] += 1
    return {entity: min(counts, key=lambda g: (-counts[g], g)) for entity, counts in votes.items()}


def learn(told: Told) -> dict[str, Pairs]:
    """The pairs of each kind, after the joins of the kinds before it as they should be."""
    named, clusters = join_by_rules(told.facts)
    texts = read_texts(told.facts)
    pairs = {}
    for kind in KINDS:
        scene = scene_of(texts, named, clusters)
        found = pairs[kind] = Pairs([], [], [])
        for proposal in propose(kind, scene):
            if proposal.id not in told.gold:
                continue
            found.sizes.append(len(proposal.groups))
            for group, row in zip(proposal.groups, proposal.rows, strict=True):
                theirs = Counter(g for m in clusters.members(group) if (g := told.gold.get(m)) is not None)
                same = bool(theirs) and theirs.most_common(1)[0][0] == told.gold[proposal.id]
                found.rows.append(row)
                found.same.append(same)
                if same:
                    clusters.join(scene.known[group].first, proposal.id)
    return pairs


def fit(kind: str, own: Sequence[Mapping[str, Pairs]]) -> Scorer:
    """A choice among all that an item may mean and nobody; weights have the sign that a feature's meaning gives.

    So a few dozen stories can't teach that a clash speaks for a pair.
    """
    x = np.array([row for pairs in own for row in pairs[kind].rows])
    y = np.array([same for pairs in own for same in pairs[kind].same])
    sizes = [size for pairs in own for size in pairs[kind].sizes]
    starts = np.cumsum([0, *sizes[:-1]])
    item = np.repeat(np.arange(len(sizes)), sizes)
    x = np.hstack([x, np.sqrt(x), np.ones((len(x), 1))])
    lows = [0.0 if name not in NEGATIVE | FREE else None for name in FEATURES[kind]]
    highs = [0.0 if name in NEGATIVE else None for name in FEATURES[kind]]

    nobody = 1.0 - np.add.reduceat(y.astype(float), starts).clip(max=1.0)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        top = np.maximum(np.maximum.reduceat(z, starts), 0.0)
        odds, none = np.exp(z - top[item]), np.exp(-top)
        total = none + np.add.reduceat(odds, starts)
        right = np.maximum(nobody * none + np.add.reduceat(odds * y, starts), _TINY)
        pull = odds / total[item] - odds * y / right[item]
        penalty = np.append(w[:-1], 0.0) / _C
        return float((np.log(total) - np.log(right)).sum() + 0.5 * (w[:-1] ** 2).sum() / _C), x.T @ pull + penalty

    bounds = [*zip(lows, highs, strict=True)] * 2 + [(None, None)]
    found = minimize(loss, np.zeros(x.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 2000})
    weights = [round(float(w), 4) for w in found.x]
    return Scorer(FEATURES[kind], tuple(weights[:-1]), weights[-1], _THRESHOLDS[kind])


def judge(told: Told, scorers: Mapping[str, Scorer]) -> list[tuple[str, str]]:
    named, clusters = join_by_rules(told.facts)
    texts = read_texts(told.facts)
    for kind in ROUNDS:
        named = join_chosen(kind, texts, named, clusters, scorers[kind])
    join_described(scene_of(texts, named, clusters), clusters)
    identities = freeze(told.facts, named, clusters)
    return label_entities(told.story, told.facts, Links(entity_of=tuple(sorted(identities.entity_of.items()))))


def count(told: Told, scorers: Mapping[str, Scorer], hits: Mapping[str, Counter[str]]) -> None:
    """Choices right and made, of open items whose meaning is among what is proposed."""
    named, clusters = join_by_rules(told.facts)
    texts = read_texts(told.facts)
    for kind in KINDS:
        scene = scene_of(texts, named, clusters)
        for proposal in propose(kind, scene):
            if proposal.id not in told.gold:
                continue
            of = {
                group: Counter(g for m in clusters.members(group) if (g := told.gold.get(m)) is not None)
                for group in proposal.groups
            }
            right = {g for g, c in of.items() if c and c.most_common(1)[0][0] == told.gold[proposal.id]}
            hits[kind]["open"] += bool(right)
            chosen = choose(proposal, scorers[kind])
            hits[kind]["made"] += chosen is not None
            hits[kind]["right"] += chosen in right
        named = join_chosen(kind, texts, named, clusters, scorers[kind])


if __name__ == "__main__":
    main()

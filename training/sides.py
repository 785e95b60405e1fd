"""Learn whom speakers speak for: conditional logistic regression over the features of `onrecord.code.side_choice`.

    python -m training.sides data/statements/train.jsonl news.jsonl -o src/onrecord/code/sides.json

`news.jsonl` stands for real news labelled alike, whose text is not the project's to give.

Prints how often the side is right of speakers who are found, cross-validated by report, for each writer or corpus (what
stands before the first hyphen of a report's id).
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from onrecord.annotate.mentions import Naming, find_entities
from onrecord.annotate.reader import read_text
from onrecord.annotate.statements import find_statements
from onrecord.clean import clean_article
from onrecord.code.actors import load_actor_table
from onrecord.code.side_choice import Chooser, candidates, load_chooser
from onrecord.code.side_rules import SideRules
from onrecord.code.sides import LearnedSides
from onrecord.evaluate.statements import Report, align, read_reports, same_name
from onrecord.model import Article, EntityRef, Relation, Statement

_FOLDS = 5
_MIN_COUNT = 2  # rarer features are left out
_PENALTY = 1.0
_SPARSE = ("tie", "party-tie", "called", "most")  # features seen a few times each, of which there are many
_PENALTY_OF_SPARSE = 4.0
_LEAST_WEIGHT = 0.01  # smaller ones are left out
_CODE_CHARS = 3
_RULED = ("s1-", "s2-")  # by these writers the rules were made: their reports don't teach how far to trust rules

Features = Mapping[str | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """A report as read up to its sides, relations as labelled; `gold` holds its speakers with side and statements."""

    id: str
    article: Article
    naming: Naming
    statements: tuple[Statement, ...]
    gold: tuple[tuple[EntityRef, str | None, int], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One speaker: the features of every candidate, and which candidates are right (none: not to be learned from)."""

    id: str
    features: Features
    right: frozenset[str | None]
    count: int


def read_case(report: Report) -> Case:
    """Read a report with its labelled relations; speakers that are found wrong are left out."""
    article = clean_article(report.raw).article
    reading = read_text(article.text, article.fact_spans)
    relations = tuple(Relation(label.source, label.cue, label.content, 1.0) for label in report.plain)
    reading = replace(reading, relations=relations)
    naming = find_entities(article, reading)
    statements = find_statements(article, reading, naming, ())
    plain = [s for s in statements if s.usage is None and s.within is None]
    counts: dict[str, tuple[EntityRef, Counter[str | None]]] = {}
    for label, statement in align(report.plain, plain):
        ref = statement.speaker
        if ref is not None and any(same_name(form, ref.name) for form in label.speaker_forms):
            counts.setdefault(ref.entity or ref.name, (ref, Counter()))[1][label.side] += 1
    gold = tuple((ref, sides.most_common(1)[0][0], sides.total()) for ref, sides in counts.values())
    return Case(report.id, article, naming, statements, gold)


def is_same(gold: str | None, side: str | None) -> bool:
    """Whether two sides are the same, bodies by whatever part of their name."""
    if gold is None or side is None or min(len(gold), len(side)) <= _CODE_CHARS:
        return gold == side
    return same_name(gold, side)


def make_examples(cases: Sequence[Case], chooser: Chooser) -> list[Example]:
    """The speakers of the cases; what the others of a report speak for is taken from the labels where they tell it."""
    examples = []
    for case in cases:
        for ref, gold, count in case.gold:
            sides = _open(case, chooser)
            for other, side, _ in case.gold:
                if other != ref:
                    sides.know(other, side)
            sides.know(ref, None)
            if case.id.startswith(_RULED):
                sides.around.by_rules = None
            features = candidates(sides.described.speaker(ref), sides.around)
            right = frozenset(side for side in features if is_same(gold, side))
            examples.append(Example(case.id, features, right, count))
    return examples


def _open(case: Case, chooser: Chooser) -> LearnedSides:
    naming = case.naming
    given = (case.article, naming.entities, naming.mentions, naming.roles, case.statements)
    return LearnedSides(*given, chooser, SideRules(*given, load_actor_table()))


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights that make the right candidates likeliest; examples without a right one are left out."""
    usable = [example for example in examples if example.right]
    counts = Counter(f for e in usable for f in {f for names in e.features.values() for f in names})
    index = {f: i for i, f in enumerate(sorted(f for f, count in counts.items() if count >= _MIN_COUNT))}
    rows: list[int] = []
    columns: list[int] = []
    right: list[bool] = []
    starts = [0]
    for example in usable:
        for side, names in example.features.items():
            known = [index[name] for name in dict.fromkeys(names) if name in index]
            rows += [len(right)] * len(known)
            columns += known
            right.append(side in example.right)
        starts.append(len(right))
    row, column, good = np.array(rows), np.array(columns), np.array(right)
    penalty = np.array([_PENALTY_OF_SPARSE if name.startswith(_SPARSE) else _PENALTY for name in index])
    first = np.array(starts[:-1])
    segment = np.repeat(np.arange(len(usable)), np.diff(starts))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = np.bincount(row, weights=weights[column], minlength=len(good))
        powers = np.exp(sums - np.maximum.reduceat(sums, first)[segment])
        total = np.add.reduceat(powers, first)
        hit = np.maximum(np.add.reduceat(np.where(good, powers, 0), first), 1e-300)
        slope = powers / total[segment] - np.where(good, powers, 0) / hit[segment]
        gradient = np.bincount(column, weights=slope[row], minlength=len(index)) + penalty * weights
        return float(-np.log(hit / total).sum() + (penalty * weights) @ weights / 2), gradient

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {f: round(float(found[i]), 3) for f, i in index.items() if abs(found[i]) >= _LEAST_WEIGHT}


def mean(before: Mapping[str, float], after: Mapping[str, float], keep: float) -> dict[str, float]:
    """The weights of two fits averaged, `keep` of those before: what one set taught by chance weighs less."""
    weights = {f: round(keep * before.get(f, 0.0) + (1 - keep) * after.get(f, 0.0), 3) for f in {*before, *after}}
    return {f: weight for f, weight in weights.items() if abs(weight) >= _LEAST_WEIGHT}


def cross_validate(examples: Sequence[Example]) -> dict[str, float]:
    """How often the likeliest side is right, in percent of statements, of all and by the writer or corpus."""
    counts: Counter[str] = Counter()
    for fold in range(_FOLDS):
        chooser = Chooser(fit([example for example in examples if _fold(example.id) != fold]))
        for example in (example for example in examples if _fold(example.id) == fold):
            side = chooser.likeliest(example.features).side
            for name in ("all", example.id.split("-")[0]):
                counts[name] += example.count
                counts[f"{name} right"] += example.count * (side in example.right)
    names = [name for name in counts if not name.endswith(" right")]
    return {name: round(100 * counts[f"{name} right"] / counts[name], 1) for name in sorted(names)}


def _fold(report: str) -> int:
    return int(hashlib.sha256(report.encode()).hexdigest(), 16) % _FOLDS


def main() -> None:
    """Learn from the labelled reports named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--keep", type=float, default=0.0, help="share of the weights that are there already, 0 to 1")
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    cases = [read_case(report) for path in arguments.files for report in read_reports(path)]
    first = load_chooser() if arguments.output.exists() else Chooser({})
    examples = make_examples(cases, first)
    print(json.dumps(cross_validate(examples)))
    weights = mean(first.weights, fit(examples), arguments.keep)
    text = json.dumps(weights, indent=0, ensure_ascii=False, sort_keys=True)
    arguments.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

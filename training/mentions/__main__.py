"""Learn whom a pronoun means from reports whose speakers are labelled by hand.

    PYTHONPATH=src:. python -m training.mentions data/statements/train.jsonl -o WEIGHTS

A conditional logistic regression over the chains that may be meant by a pronoun that is a statement's source. Of each
such pronoun the labelled speaker is taken as known for those behind it; the weights that are there settle the other
pronouns. WEIGHTS is `src/onrecord/annotate/mentions/pronouns.json`. Prints the share that is right over five folds of
reports, then writes the weights learned from all.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.mentions import find_entities, pronouns
from onrecord.annotate.mentions.chains import Chain, Found
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.reader import read_text
from onrecord.clean import clean_article
from onrecord.evaluate.statements import Label, Report, read_reports, same_name

_FOLDS = 5
_STEPS = 400
_RATE = 0.05
_RIDGE = 1.0
_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "his", "its", "their"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A pronoun to be resolved: the features of each candidate, and which of these are the labelled speaker."""

    fold: int
    candidates: tuple[dict[str, float], ...]
    right: tuple[bool, ...]


def collect(report: Report) -> Iterator[Choice]:
    """The choices of one report, with the labelled speakers where the cleaned text is the labelled one."""
    article = clean_article(report.raw).article
    if article.text != report.text:
        return
    labels = {label.source[0].start: label for label in report.labels if _is_pronoun(report, label)}
    fold = hashlib.sha256(report.id.encode()).digest()[0] % _FOLDS
    found: list[Choice] = []
    settle = pronouns.choose

    def choose(
        parse: Parse, mention: Found, candidates: Sequence[pronouns.Candidate], setting: pronouns.Setting
    ) -> Chain | None:
        chosen = settle(parse, mention, candidates, setting)
        label = labels.get(mention.span.start)
        forms = [f for f in label.speaker_forms if f.lower() not in _PRONOUNS] if label is not None else []
        right = tuple(any(same_name(form, chain.name) for form in forms) for chain, _ in candidates)
        if not any(right):
            return chosen
        told = tuple(dict(pronouns.tell(parse, mention, c, setting)) for c in candidates)
        found.append(Choice(fold, told, right))
        meant = [chain for (chain, _), fits in zip(candidates, right, strict=True) if fits]
        return meant[0] if len(meant) == 1 else chosen

    with mock.patch.object(pronouns, "choose", choose):
        find_entities(article, read_text(article.text, article.fact_spans))
    yield from found


def _is_pronoun(report: Report, label: Label) -> bool:
    words = [span.of(report.text).strip(" ,").lower() for span in label.source]
    return label.usage is None and label.speaker is not None and len(words) == 1 and words[0] in _PRONOUNS


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """The weights of features that make the labelled speakers likeliest (Adam, ridge)."""
    names = sorted({name for choice in choices for told in choice.candidates for name in told})
    place = {name: i for i, name in enumerate(names)}
    rows = [(k, told, fits) for k, c in enumerate(choices) for told, fits in zip(c.candidates, c.right, strict=True)]
    table = np.zeros((len(rows), len(names)))
    for row, (_, told, _) in zip(table, rows, strict=True):
        for name, value in told.items():
            row[place[name]] = value
    group = np.array([k for k, _, _ in rows])
    right = np.array([fits for _, _, fits in rows])
    weights, mean, spread = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        shares = _shares(table @ weights, group)
        wanted = np.where(right, shares / np.bincount(group, shares * right)[group], 0.0)
        slope = table.T @ (shares - wanted) + _RIDGE * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        weights -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def _shares(scores: NDArray[np.float64], group: NDArray[np.int64]) -> NDArray[np.float64]:
    top = np.full(group[-1] + 1, -np.inf)
    np.maximum.at(top, group, scores)
    raised = np.exp(scores - top[group])
    shares: NDArray[np.float64] = raised / np.bincount(group, raised)[group]
    return shares


def is_right(choice: Choice, weights: dict[str, float]) -> bool:
    """Whether the weights pick the labelled speaker."""
    scores = [sum(weights.get(name, 0.0) * value for name, value in told.items()) for told in choice.candidates]
    return choice.right[scores.index(max(scores))]


def main() -> None:
    """Learn from the files named, print how well that goes, and write the weights."""
    options = argparse.ArgumentParser(description="Learn whom a pronoun means.")
    options.add_argument("files", nargs="+", type=Path, help="labelled reports as JSON Lines")
    options.add_argument("-o", "--output", type=Path, required=True, help="where the weights go")
    given = options.parse_args()
    choices = [choice for path in given.files for report in read_reports(path) for choice in collect(report)]
    right = 0
    for fold in range(_FOLDS):
        weights = fit([choice for choice in choices if choice.fold != fold])
        right += sum(is_right(choice, weights) for choice in choices if choice.fold == fold)
    sys.stdout.write(f"{right} of {len(choices)} right over {_FOLDS} folds\n")
    given.output.write_text(json.dumps(fit(choices), indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

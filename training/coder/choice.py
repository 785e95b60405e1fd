"""Learn which pair of phrases acts: a regression over features and the reader's vectors (`regression.py`).

    python -m training.coder.choice --plv FILE --own FILE... --readings FILE -o src/onrecord/annotate/events

Writes `choice.json` and `choice.npz`. `--readings` keeps what the reader says of each sentence between runs (pickle).
`--taught` adds pairs of unlabelled texts with a coder's odds that something happens between them, as
`training.coder.likely` writes them.
"""

import argparse
import json
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.annotate.events.choice import measure_pair
from onrecord.annotate.events.pairs import Pair, find_pairs
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.reader import read_text
from onrecord.model import Reading, Span
from training.coder.regression import Example, fit, write_states

_LONE = 0.1  # weight of negatives from PLV under other verbs, which may tell events that are not labelled
_TAUGHT = 0.3  # weight of what a coder says

Row = dict[str, Any]


def sentence_bounds(reading: Reading) -> Iterator[tuple[int, int]]:
    """First and one past the last word of each sentence."""
    first = 0
    for index in range(1, len(reading.words) + 1):
        if index == len(reading.words) or reading.words[index].sentence != reading.words[first].sentence:
            yield first, index
            first = index


Words = tuple[set[int], set[int]]
"""The governing words of an actor's spans, and all of their words."""


def label_pairs(row: Row, parse: Parse) -> Iterator[tuple[Pair, int]]:
    """Every candidate with 1 if it is a labelled event, 0 if none; those that come near one are left out."""
    gold = find_gold(row, parse)
    for first, last in sentence_bounds(parse.reading):
        for pair in find_pairs(parse, first, last):
            best = max((rate_pair(pair, *g) for g in gold), default=0)
            if best in {0, 4}:
                yield pair, int(best == 4)


def find_gold(row: Row, parse: Parse) -> list[tuple[Words, Words]]:
    """Actor and recipient of every labelled event of the sentence."""
    events = row.get("events", [row])
    return [(_words(parse, e["source"]), _words(parse, e["target"])) for e in events]


def _words(parse: Parse, actor: Row | None) -> Words:
    spans = [Span(*span) for span in (actor or {}).get("spans") or []]
    heads = {head for span in spans for head in parse.heads_in(span)}
    return heads, {index for span in spans for index in parse.words_in(span)}


def rate_pair(pair: Pair, actor: Words, recipient: Words) -> int:
    """4 if both phrases are the labelled ones, 2 or 3 if both at least stand inside them, 0 otherwise."""
    fits = _fits(pair.actor, actor), _fits(pair.recipient, recipient)
    return sum(fits) if all(fits) else 0


def _fits(head: int | None, gold: Words) -> int:
    if head is None:
        return 0 if gold[1] else 2
    return 2 if head in gold[0] else int(head in gold[1])


def read_sentences(rows: Iterable[Row], cache: Path) -> dict[str, Reading]:
    """The reading of every sentence, from the cache where it is there."""
    readings: dict[str, Reading] = pickle.loads(cache.read_bytes()) if cache.is_file() else {}
    missing = {row["sentence"] for row in rows} - readings.keys()
    for sentence in sorted(missing):
        readings[sentence] = read_text(sentence, [Span(0, len(sentence))])
    if missing:
        cache.write_bytes(pickle.dumps(readings))
    return readings


def make_examples(rows: Iterable[Row], readings: dict[str, Reading]) -> list[Example]:
    """Every candidate of every row."""
    examples = []
    for row in rows:
        parse = Parse(row["sentence"], readings[row["sentence"]])
        labelled = list(label_pairs(row, parse))
        told = {pair.trigger for pair, label in labelled if label}
        for pair, label in labelled:
            sure = "events" in row or pair.trigger in told
            examples.append(make_example(parse, pair, label, 1.0 if sure else _LONE))
    return examples


def make_example(parse: Parse, pair: Pair, label: float, weight: float = _TAUGHT) -> Example:
    """A pair of a text that the reader has read, with its label or a coder's odds."""
    states = parse.reading.states
    assert states is not None
    actor, recipient = (None if i is None else states[i].astype(np.float16) for i in (pair.actor, pair.recipient))
    trigger = states[pair.trigger].astype(np.float16)
    return Example(measure_pair(parse, pair), actor, recipient, trigger, label, weight)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plv", type=Path, required=True)
    parser.add_argument("--own", type=Path, nargs="*", default=[])
    parser.add_argument("--hold-out", type=int, help="a fold of PLV to leave out")
    parser.add_argument("--taught", type=Path, help="what training.coder.likely wrote")
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True, help="the folder for both files")
    options = parser.parse_args()
    plv = [json.loads(line) for line in options.plv.read_text("utf-8").splitlines()]
    rows = [row for row in plv if row["fold"] != options.hold_out]
    for path in options.own:
        rows += (json.loads(line) for line in path.read_text("utf-8").splitlines())
    examples = make_examples(rows, read_sentences(rows, options.readings))
    if options.taught is not None:
        examples += pickle.loads(options.taught.read_bytes())
    weights = fit(examples)
    assert weights.states is not None
    features = json.dumps(weights.features, ensure_ascii=False, indent=0, sort_keys=True)
    (options.output / "choice.json").write_text(features + "\n", "utf-8")
    write_states(weights.states, options.output / "choice.npz")


if __name__ == "__main__":
    main()

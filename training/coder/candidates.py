"""What the pipeline hands to the coder for the training sentences: right pairs labelled, wrong ones as NONE.

    python -m training.coder.candidates --plv FILE --own FILE... --readings FILE -o candidates.jsonl

Pairs are chosen by weights that were fitted to the other half of the sentences, so that they err as on new text.
"""

import argparse
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.annotate.events.choice import ChoiceWeights, choose_pairs
from onrecord.annotate.events.pairs import Pair
from onrecord.annotate.mentions.phrases import Parse
from onrecord.model import Span
from training.coder.choice import Row, find_gold, make_examples, rate_pair, read_sentences, sentence_bounds
from training.coder.regression import fit

_LEAST = 0.1


def half_of(row: Row) -> int:
    """0 or 1, by a checksum of the sentence."""
    return zlib.crc32(row["sentence"].encode()) % 2


def iter_candidates(row: Row, parse: Parse, weights: ChoiceWeights) -> Iterator[dict[str, Any]]:
    """The likely pairs of a sentence, each with the labelled event that it is, or as NONE."""
    events = row.get("events", [row])
    gold = find_gold(row, parse)
    for first, last in sentence_bounds(parse.reading):
        for pair, _ in choose_pairs(parse, first, last, _LEAST, weights=weights):
            ratings = [rate_pair(pair, *g) for g in gold]
            marked = {
                "source": _spans(parse, pair.actor),
                "target": _spans(parse, pair.recipient),
                "trigger": _trigger(parse, pair),
            }
            hit = next((events[i] for i, rating in enumerate(ratings) if rating == 4), None)
            if hit is not None:
                yield marked | {name: hit.get(name) for name in ("root", "act", "status")}
            elif not any(ratings):
                yield marked | {"root": "NONE", "act": "NONE", "status": None}


def _spans(parse: Parse, head: int | None) -> list[list[int]]:
    if head is None:
        return []
    phrase = parse.phrase(head)
    return [_pair(parse.span(phrase.first, phrase.last))]


def _trigger(parse: Parse, pair: Pair) -> list[list[int]]:
    return [_pair(parse.words[pair.trigger].span)]


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plv", type=Path, required=True)
    parser.add_argument("--own", type=Path, nargs="*", default=[])
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    rows = [json.loads(line) for path in (options.plv, *options.own) for line in path.read_text("utf-8").splitlines()]
    readings = read_sentences(rows, options.readings)
    halves = [[row for row in rows if half_of(row) == half] for half in (0, 1)]
    with options.output.open("w", encoding="utf-8") as file:
        for half in (0, 1):
            weights = fit(make_examples(halves[1 - half], readings))
            for row in halves[half]:
                parse = Parse(row["sentence"], readings[row["sentence"]])
                found = list(iter_candidates(row, parse, weights))
                made = {"sentence": row["sentence"], "fold": row.get("fold"), "candidates": found}
                file.write(json.dumps(made, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

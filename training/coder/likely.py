"""The likely pairs of unlabelled texts, with their features and the coder's odds that nothing happens between them.

    python -m training.coder.likely TEXTS.jsonl --every 2 -o likely.jsonl
    python -m training.coder.choice ... --taught likely.jsonl

Rows of TEXTS have `text`; of each trigger the two likeliest pairs by the present weights are asked about.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.annotate.events.choice import measure_pair, score_pairs
from onrecord.annotate.events.pairs import Pair
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.reader import read_text
from onrecord.code.coder import Coder, load_coder
from onrecord.model import Span
from training.coder.choice import sentence_bounds

_LEAST = 0.004  # odds of a pair below which it isn't asked about
_EACH = 2  # pairs of one trigger
_WORDS = range(5, 81)  # of a sentence


def iter_likely(text: str, coder: Coder) -> Iterator[dict[str, Any]]:
    """The likely pairs of a text, sentence by sentence."""
    parse = Parse(text, read_text(text, [Span(0, len(text))]))
    for first, last in sentence_bounds(parse.reading):
        if last - first not in _WORDS:
            continue
        start = parse.words[first].span.start
        sentence = text[start : parse.words[last - 1].span.end]
        told: dict[int, list[tuple[float, Pair]]] = {}
        for pair, odds in score_pairs(parse, first, last):
            if odds >= _LEAST:
                told.setdefault(pair.trigger, []).append((odds, pair))
        for _, found in sorted(told.items()):
            for _, pair in sorted(found, key=lambda item: -item[0])[:_EACH]:
                none = coder.score(sentence, *_marks(parse, pair, start)).none
                yield {"none": round(none, 4), "features": measure_pair(parse, pair)}


def _marks(parse: Parse, pair: Pair, start: int) -> list[list[tuple[int, int]]]:
    """Actor, recipient and trigger in code points from the sentence's start."""
    marks = []
    for head in (pair.actor, pair.recipient):
        phrase = None if head is None else parse.phrase(head)
        span = None if phrase is None else parse.span(phrase.first, phrase.last)
        marks.append([] if span is None else [(span.start - start, span.end - start)])
    trigger = parse.words[pair.trigger].span
    return [marks[0], [m for m in marks[1] if m not in marks[0]], [(trigger.start - start, trigger.end - start)]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--every", type=int, default=1, help="read only each so manieth text")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    coder = load_coder()
    with options.output.open("w", encoding="utf-8") as file:
        for line in options.texts.read_text("utf-8").splitlines()[:: options.every]:
            for row in iter_likely(json.loads(line)["text"], coder):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

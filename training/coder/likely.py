"""The likely pairs of unlabelled texts with a coder's odds, for the choice of pairs and a smaller coder to learn from.

    python -m training.coder.likely --polnear DIR --shared DIR --weights FOLDER -o likely.pkl --pairs taught.jsonl
    python -m training.coder.choice ... --taught likely.pkl
    python -m training.coder.train ... --taught taught.jsonl

The texts are all articles of the corpora whose sentences would be train part, labelled or not. Of each trigger the two
likeliest pairs by the present choice are asked about; `--pairs` gets those that `annotate` would ask about: their
pieces, roles and the odds of root, act and status.
"""

import argparse
import json
import pickle
from collections.abc import Iterator
from pathlib import Path

from onrecord.annotate.events.choice import score_pairs
from onrecord.annotate.events.pairs import Pair
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.reader import read_text
from onrecord.code.coder import WEIGHTS, Coder, Scores
from onrecord.code.pairs import MarkedPair, mark_pair
from onrecord.engine.pieces import PieceVocabulary, load_vocabulary
from onrecord.model import Span
from training.coder.choice import make_example, sentence_bounds
from training.coder.fields import is_of_train
from training.coder.regression import Example
from training.fields import read_articles

_LEAST = (0.02, 0.06)  # odds of a trigger's first and second pair below which it isn't asked about
_ASKED = 0.15  # odds from which a trigger's first pair teaches a coder
_WORDS = range(5, 81)  # of a sentence


def iter_likely(text: str, coder: Coder) -> Iterator[tuple[Example, float, MarkedPair, Scores]]:
    """The likely pairs of a text: its odds as a trigger's first pair (0 as the second), what was asked and answered."""
    parse = Parse(text, read_text(text, [Span(0, len(text))]))
    for first, last in sentence_bounds(parse.reading):
        if last - first not in _WORDS:
            continue
        start = parse.words[first].span.start
        sentence = text[start : parse.words[last - 1].span.end]
        told: dict[int, list[tuple[float, Pair]]] = {}
        for pair, odds in score_pairs(parse, first, last):
            told.setdefault(pair.trigger, []).append((odds, pair))
        for _, found in sorted(told.items()):
            best = sorted(found, key=lambda item: -item[0])
            for place, ((odds, pair), least) in enumerate(zip(best, _LEAST, strict=False)):
                if odds < least:
                    continue
                marked = mark_pair(sentence, *_marks(parse, pair, start))
                scores = coder.score_pair(marked)
                yield make_example(parse, pair, 1 - scores.none), 0.0 if place else odds, marked, scores


Marks = list[tuple[int, int]]


def _marks(parse: Parse, pair: Pair, start: int) -> tuple[Marks, Marks, PieceVocabulary, Marks]:
    """Actor, recipient, the vocabulary and the trigger, in code points from the sentence's start."""
    marks: list[Marks] = []
    for head in (pair.actor, pair.recipient):
        phrase = None if head is None else parse.phrase(head)
        span = None if phrase is None else parse.span(phrase.first, phrase.last)
        marks.append([] if span is None else [(span.start - start, span.end - start)])
    trigger = parse.words[pair.trigger].span
    recipient = [m for m in marks[1] if m not in marks[0]]
    return marks[0], recipient, load_vocabulary(), [(trigger.start - start, trigger.end - start)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train.jsonl")
    parser.add_argument("--shared", type=Path, required=True, help="folder with crossdoc, timex and extraction")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the coder that is asked")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    options = parser.parse_args()
    coder = Coder(options.weights)
    examples = []
    with options.pairs.open("w", encoding="utf-8") as file:
        for (corpus, name), article in sorted(read_articles(options.polnear, options.shared).items()):
            if not is_of_train(corpus, name) or article.get("part") == "dev":
                continue
            for example, odds, marked, scores in iter_likely(article["text"], coder):
                examples.append(example)
                if odds >= _ASKED:
                    said = {name: [round(p, 4) for p in getattr(scores, name).tolist()] for name in _SAID}
                    file.write(json.dumps({"pieces": marked.pieces, "roles": marked.roles, **said}) + "\n")
    options.output.write_bytes(pickle.dumps(examples))


_SAID = ("root", "act", "status")

if __name__ == "__main__":
    main()

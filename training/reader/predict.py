"""Read a file of texts and write the attributions, for the scorer; prints the speed.

python -m training.reader.predict TEXTS.jsonl -o PRED.jsonl [--weights FOLDER] [--min-confidence X]
"""

import argparse
import json
import sys
import time
from pathlib import Path

from onrecord.annotate.reader import WEIGHTS, load_reader, measure_text

from .corpora import read_rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--min-confidence", type=float, default=0.0)
    options = parser.parse_args()
    model = load_reader(options.weights)
    n_words, started = 0, time.process_time()
    with options.out.open("w", encoding="utf-8") as out:
        for row in read_rows(options.texts):
            measured = measure_text(row["text"], None, model)
            n_words += len(row["text"].split())
            attributions = []
            for relation, features in zip(measured.reading.relations, measured.features, strict=True):
                if relation.confidence >= options.min_confidence:
                    spans = {
                        role: [[s.start, s.end] for s in getattr(relation, role)]
                        for role in ("source", "cue", "content")
                    }
                    attributions.append({**spans, "confidence": relation.confidence, "features": features})
            out.write(json.dumps({"id": row["id"], "attributions": attributions}) + "\n")
    seconds = time.process_time() - started
    print(f"{n_words} words in {seconds:.1f} CPU-seconds: {n_words / seconds:.0f} words a second", file=sys.stderr)


if __name__ == "__main__":
    main()

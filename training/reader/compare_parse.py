"""How well the reader's tags, trees and names agree with the teacher's silver labels on PolNeAR's development part.

python -m training.reader.compare_parse --polnear DIR --silver DIR [--weights FOLDER]
"""

import argparse
from collections import Counter
from pathlib import Path

from onrecord.annotate.reader import WEIGHTS, load_reader, measure_text
from onrecord.model.reading import Reading

from .corpora import load_attributed, read_rows

Named = tuple[int, int, str]


def read_names(labels: list[str]) -> set[Named]:
    """Names as word ranges with their label, from BIO labels."""
    found: set[Named] = set()
    start = -1
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and not label.startswith("I-"):
            found.add((start, i, labels[start][2:]))
            start = -1
        if label.startswith("B-"):
            start = i
    return found


def place_names(reading: Reading) -> set[Named]:
    starts = {word.span.start: i for i, word in enumerate(reading.words)}
    ends = {word.span.end: i + 1 for i, word in enumerate(reading.words)}
    return {(starts[name.span.start], ends[name.span.end], name.label) for name in reading.names}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    model = load_reader(options.weights)
    sources = {source.id: source for source in load_attributed(options.polnear / "dev.jsonl")}
    counts: Counter[str] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    for row in read_rows(options.silver / "dev.jsonl"):
        reading = measure_text(sources[row["id"]].text, None, model).reading
        if len(reading.words) != row["n"]:
            counts["texts with other words"] += 1
            continue
        for word, tag, head, dep in zip(reading.words, row["tag"], row["head"], row["dep"], strict=True):
            if dep != "punct":
                counts["words"] += 1
                counts["tags"] += word.tag == tag
                counts["heads"] += word.head == head
                counts["heads and labels"] += word.head == head and word.dep == dep
        gold, found = read_names(row["ner"]), place_names(reading)
        for key, names in (("gold", gold), ("found", found), ("both", gold & found)):
            kinds.update((key, kind) for _, _, kind in names)
    print(f"{counts['words']} words but marks, {counts['texts with other words']} texts left out")
    for name in ("tags", "heads", "heads and labels"):
        print(f"{name:18} {100 * counts[name] / counts['words']:.1f}")
    labels = sorted({kind for _, kind in kinds})
    sums = {key: sum(kinds[key, kind] for kind in labels) for key in ("gold", "found", "both")}
    print(f"names F1           {200 * sums['both'] / (sums['gold'] + sums['found']):.1f}")
    for kind in labels:
        total = kinds["gold", kind] + kinds["found", kind]
        print(f"  {kind:16} {200 * kinds['both', kind] / total:.1f} of {kinds['gold', kind]}")


if __name__ == "__main__":
    main()

"""Silver labels from a spaCy pipeline (tags, heads, labels, names) over our own words and sentences.

python -m training.reader.silver --teacher DIR --polnear DIR --shared DIR -o FOLDER
"""

import argparse
import itertools
import json
import multiprocessing
from pathlib import Path
from typing import Any

from onrecord.engine.words import split_sentences, split_words

from .corpora import Source, load_attributed, load_plain

_WORKER: dict[str, Any] = {}  # the teacher, once per process


def start_worker(teacher: str) -> None:
    import spacy

    _WORKER["teacher"] = spacy.load(teacher, exclude=["lemmatizer", "attribute_ruler"])


def label_text(source: Source) -> dict[str, Any]:
    """Words, sentence starts and the teacher's labels of one text."""
    from spacy.tokens import Doc

    teacher = _WORKER["teacher"]
    words = split_words(source.text)
    starts = split_sentences(source.text, words)
    labels: dict[str, list[Any]] = {"tag": [], "head": [], "dep": [], "ner": []}
    row: dict[str, Any] = {"id": source.id, "n": len(words), "starts": starts, **labels}
    first_of = set(starts)
    # In pieces of whole sentences: the teacher's memory grows with the document.
    cuts = [0]
    for start in starts:
        if start - cuts[-1] > 2000:
            cuts.append(start)
    cuts.append(len(words))
    for low, high in itertools.pairwise(cuts):
        if low == high:
            continue
        bounds = words[low:high]
        forms = [source.text[s:e].replace("\n", " ") for s, e in bounds]
        spaces = [b[0] > a[1] for a, b in itertools.pairwise(bounds)] + [True]
        doc = Doc(
            teacher.vocab, words=forms, spaces=spaces, sent_starts=[low + i in first_of for i in range(len(forms))]
        )
        doc = teacher(doc)
        for word in doc:
            row["tag"].append(word.tag_)
            row["head"].append(word.head.i + low)
            row["dep"].append(word.dep_)
            row["ner"].append("O" if word.ent_iob_ in ("O", "") else f"{word.ent_iob_}-{word.ent_type_}")
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", required=True)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--shared", type=Path, help="folder with crossdoc, timex, extraction")
    parser.add_argument("--extra", type=Path, nargs="*", default=[], help="further files with attributions")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    parts = [(name, load_attributed(options.polnear / f"{name}.jsonl")) for name in ("train", "dev")]
    if options.shared:
        parts.append(("plain", load_plain(options.shared)))
    parts += [(path.parent.name + "-" + path.stem, load_attributed(path)) for path in options.extra]
    with multiprocessing.Pool(options.workers, start_worker, (options.teacher,)) as pool:
        for name, sources in parts:
            path = options.out / f"{name}.jsonl"
            if path.exists():
                continue
            rows = pool.imap(label_text, sources, chunksize=4)
            with path.with_suffix(".part").open("w", encoding="utf-8") as out:
                for row in rows:
                    out.write(json.dumps(row) + "\n")
            path.with_suffix(".part").rename(path)


if __name__ == "__main__":
    main()

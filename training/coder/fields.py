"""Sentences of corpora's articles with their labelled events, joined with their texts: rows as if written here.

    python -m training.coder.fields data/events/news-train.jsonl --polnear DIR --shared DIR -o FOLDER

The corpora may not be passed on, so `data/events` holds offsets and codes alone, in code points of the sentence; a
sentence whose text isn't at hand, or is another than the one labelled (SHA-256), is left out and named. Writes
FOLDER/NAME.jsonl, in the shape of `data/events/train.jsonl`.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from training.reader.corpora import read_rows
from training.statements.fields import read_texts

Row = dict[str, Any]


def join(fields: Mapping[str, Any], text: str) -> Row:
    """A labelled sentence, out of the fields and the text of the article that it stands in.

    Raises:
        ValueError: The sentence isn't the one that was labelled.
    """
    sentence = text[fields["start"] : fields["end"]]
    if hashlib.sha256(sentence.encode("utf-8")).hexdigest() != fields["text_sha256"]:
        raise ValueError("the sentence isn't the one that was labelled")
    return {
        "id": fields["sentence_id"],
        "sentence": sentence,
        "events": [_event(event, sentence) for event in fields["events"]],
    }


def _event(event: Mapping[str, Any], sentence: str) -> Row:
    parties = {side: _party(event[side], sentence) for side in ("source", "target")}
    amounts = [{"text": _words(amount["span"], sentence), **amount} for amount in event["amounts"]]
    return {**event, **parties, "amounts": amounts}


def _party(party: Mapping[str, Any] | None, sentence: str) -> Row | None:
    return None if party is None else {"text": _words(party["spans"][0], sentence), **party}


def _words(span: tuple[int, int], sentence: str) -> str:
    return sentence[span[0] : span[1]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--shared", type=Path, required=True, help="folder with crossdoc, timex and extraction")
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    articles = read_texts(options.polnear, options.shared)
    options.out.mkdir(parents=True, exist_ok=True)
    for path in options.files:
        rows = []
        for fields in read_rows(path):
            try:
                rows.append(join(fields, articles[fields["corpus"], fields["id"]]["text"]))
            except (KeyError, ValueError) as err:
                print(f"{fields['corpus']} {fields['id']} is left out: {err}", file=sys.stderr)
        with (options.out / path.name).open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        print(f"{path.stem}: {len(rows)} sentences")


if __name__ == "__main__":
    main()

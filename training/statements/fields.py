"""The labelled fields of corpora's articles, joined with their texts: reports and evidence as if written here.

    python -m training.statements.fields data/statements/news-train.jsonl --polnear DIR --shared DIR -o FOLDER

The corpora may not be passed on, so `data/statements` holds offsets and codes alone; a line whose text isn't at hand,
or is another than the one labelled (SHA-256), is left out and named. Writes FOLDER/NAME-reports.jsonl, in the shape of
`data/statements/train.jsonl`, and FOLDER/NAME-evidence.jsonl, in that of `evidence-train.jsonl`.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from training.reader.corpora import read_rows

Row = dict[str, Any]
_KEPT = ("id", "kind", "source", "cue", "content", "speaker_key", "channel", "terms", "usage")
_OWN = "own"  # a body that is its own side, by the name that the article has for it


def read_texts(polnear: Path, shared: Path) -> dict[tuple[str, str], Row]:
    """The articles of the corpora at hand, by corpus and id: text, title, publisher, publication day."""
    corpora: dict[str, Iterator[Row]] = {
        "polnear": _polnear(polnear),
        "extraction": _extraction(shared),
        "dating": _dating(shared),
        "ecb": _ecb(shared),
    }
    return {(corpus, row["id"]): row for corpus, rows in corpora.items() for row in rows}


def _polnear(folder: Path) -> Iterator[Row]:
    for name in ("train", "dev"):
        if (path := folder / f"{name}.jsonl").is_file():
            for row in read_rows(path):
                yield {**row, "published": row["date"]}


def _extraction(shared: Path) -> Iterator[Row]:
    if (path := shared / "extraction" / "ground-truth.json").is_file():
        for name, page in json.loads(path.read_text(encoding="utf-8")).items():
            publisher = page["url"].partition("//")[2].partition("/")[0] or page["url"].partition("/")[0]
            yield {"id": name, "text": page["articleBody"], "publisher": publisher}


def _dating(shared: Path) -> Iterator[Row]:
    if (path := shared / "timex" / "dating_dev.jsonl").is_file():
        for row in read_rows(path):
            yield {**row, "publisher": "Wikinews", "published": row["dct"]}


def _ecb(shared: Path) -> Iterator[Row]:
    if (path := shared / "crossdoc" / "ecb_dev.jsonl").is_file():
        for row in read_rows(path):
            yield {**row, "publisher": (row.get("url") or "").partition("//")[2].partition("/")[0] or None}


def join(fields: Mapping[str, Any], article: Mapping[str, Any]) -> tuple[Row, Row]:
    """A report and its evidence, out of the fields and the article that they were labelled on.

    Raises:
        ValueError: The text isn't the one that was labelled.
    """
    text = article["text"]
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != fields["text_sha256"]:
        raise ValueError("the text isn't the one that was labelled")
    name = f"{fields['corpus']}-{fields['id']}"
    report = {
        "id": name,
        "publisher": article.get("publisher"),
        "published": article.get("published"),
        "title": article.get("title"),
        "text": text,
        "attributions": [_attribution(row, text) for row in fields["attributions"]],
    }
    evidence = {
        "id": name,
        "channels": fields.get("channels", []),
        "posts": [[a, b, _words(side, text), keys] for a, b, side, keys in fields.get("posts", [])],
    }
    return report, evidence


def _attribution(row: Mapping[str, Any], text: str) -> Row:
    speaker = _words(row["speaker"], text)
    return {
        **{key: row[key] for key in _KEPT},
        "speaker": {"name": speaker} if speaker is not None else None,
        "principal": None,
        "side": _words(row["side_span"], text) if row["side"] == _OWN else row["side"],
        "terms_span": row.get("terms_span"),
        "relayed_by": None,
        "addressee": None,
        "within": row.get("within"),
    }


def _words(given: str | Sequence[Any] | None, text: str) -> str | None:
    """What is given as spans, in words; a code stays one."""
    if given is None or isinstance(given, str):
        return given
    spans = given if given and not isinstance(given[0], int) else [given]
    return " ".join(" ".join(text[a:b].split()) for a, b in spans) or None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--shared", type=Path, required=True, help="folder with crossdoc, timex and extraction")
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    texts = read_texts(options.polnear, options.shared)
    options.out.mkdir(parents=True, exist_ok=True)
    for path in options.files:
        joined = []
        for fields in read_rows(path):
            try:
                joined.append(join(fields, texts[fields["corpus"], fields["id"]]))
            except (KeyError, ValueError) as err:
                print(f"{fields['corpus']} {fields['id']} is left out: {err}", file=sys.stderr)
        for i, kind in enumerate(("reports", "evidence")):
            with (options.out / f"{path.stem}-{kind}.jsonl").open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(pair[i], ensure_ascii=False) + "\n" for pair in joined)
        print(f"{path.stem}: {len(joined)} articles")


if __name__ == "__main__":
    main()

"""Labels of corpora's articles meet the texts, which may not be passed on: the articles at hand, and the joining.

`data` holds offsets and codes alone. A line whose text isn't at hand, or is another than the one labelled, is left out
and named.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from training.reader.corpora import read_rows

__all__ = ["Row", "iter_joined", "parse_options", "read_articles", "write_rows"]

Row = dict[str, Any]
Joined = TypeVar("Joined")


def parse_options(description: str | None) -> argparse.Namespace:
    """The command line of a joiner: `files`, the folders `polnear` and `shared` of the corpora, the folder `out`."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--shared", type=Path, required=True, help="folder with crossdoc, timex and extraction")
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    return options


def read_articles(polnear: Path, shared: Path) -> dict[tuple[str, str], Row]:
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
                yield {**row, "published": row["date"], "part": name}


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


def iter_joined(
    path: Path, articles: Mapping[tuple[str, str], Row], join: Callable[[Row, Row], Joined]
) -> Iterator[Joined]:
    """What `join` makes of each line of a file and its article; it raises ValueError where the two don't fit."""
    for fields in read_rows(path):
        try:
            article = articles[fields["corpus"], fields["id"]]
        except KeyError:
            print(f"{fields['corpus']} {fields['id']} is left out: the text isn't at hand", file=sys.stderr)
            continue
        try:
            yield join(fields, article)
        except ValueError as err:
            print(f"{fields['corpus']} {fields['id']} is left out: {err}", file=sys.stderr)


def write_rows(rows: Iterable[Row], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

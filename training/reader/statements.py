"""The hand-written reports as training texts: outer statements, and inner ones as texts of their own.

    python -m training.reader.statements data/statements/train.jsonl -o OUT.jsonl [--repeat N]

The reader learns the outermost statements of a text, as PolNeAR marks them. Read alone, the content of "a readout said
that Xi pointed out …" has the inner statement as its outermost one, so it becomes a further text.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from .corpora import read_rows

ROLES = ("source", "cue", "content")


def make_rows(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The report itself, and one text for every content that holds further statements."""
    outer = [a for a in row["attributions"] if not a.get("within")]
    rows = [{"id": row["id"], "text": row["text"], "attributions": outer}]
    for attribution in row["attributions"]:
        inner = [a for a in row["attributions"] if a.get("within") == attribution["id"]]
        for start, end in attribution["content"]:
            held = [shifted for a in inner if (shifted := shift(a, start, end))]
            if held:
                part = {"id": f"{row['id']}#{start}-{end}", "text": row["text"][start:end], "attributions": held}
                rows.append(part)
    return rows


def shift(attribution: dict[str, Any], start: int, end: int) -> dict[str, Any] | None:
    """The attribution with offsets into `[start, end)`; None if it isn't wholly inside."""
    spans = {role: attribution[role] for role in ROLES}
    if not all(start <= a and b <= end for role in ROLES for a, b in spans[role]):
        return None
    moved = {role: [[a - start, b - start] for a, b in spans[role]] for role in ROLES}
    return {**moved, "usage": attribution.get("usage")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path, nargs="+")
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    rows = [made for path in options.reports for row in read_rows(path) for made in make_rows(row)]
    with options.out.open("w", encoding="utf-8") as out:
        for number in range(options.repeat):
            for row in rows:
                out.write(json.dumps({**row, "id": f"{row['id']}*{number}"}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

"""The labelled fields of corpora's articles, joined with their texts: reports and evidence as if written here.

    python -m training.statements.fields data/statements/news-train.jsonl --polnear DIR --shared DIR -o FOLDER

Writes FOLDER/NAME-reports.jsonl, in the shape of `data/statements/train.jsonl`, and FOLDER/NAME-evidence.jsonl, in that
of `evidence-train.jsonl`. Sources, cues and contents are the corpus's own where it has them (PolNeAR), by their ids.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from training.fields import Row, iter_joined, parse_options, read_articles, write_rows

_SPANS = ("source", "cue", "content")
_KEPT = ("id", "kind", "speaker_key", "channel", "terms", "usage")
_OWN = "own"  # a body that is its own side, by the name that the article has for it


def join(fields: Mapping[str, Any], article: Mapping[str, Any]) -> tuple[Row, Row]:
    """A report and its evidence, out of the fields and the article that they were labelled on.

    Raises:
        ValueError: The text isn't the one that was labelled, or lacks a relation that was.
    """
    text = article["text"]
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != fields["text_sha256"]:
        raise ValueError("the text isn't the one that was labelled")
    relations = {relation["id"]: relation for relation in article.get("attributions", ())}
    name = f"{fields['corpus']}-{fields['id']}"
    report = {
        "id": name,
        "publisher": article.get("publisher"),
        "published": article.get("published"),
        "title": article.get("title"),
        "text": text,
        "attributions": [_attribution(row, relations.get(row["id"], row), text) for row in fields["attributions"]],
    }
    evidence = {
        "id": name,
        "channels": fields.get("channels", []),
        "posts": [[a, b, _words(side, text), keys] for a, b, side, keys in fields.get("posts", [])],
    }
    return report, evidence


def _attribution(row: Mapping[str, Any], relation: Mapping[str, Any], text: str) -> Row:
    """A labelled row, its spans those of the corpus's relation of that id or, without one, its own."""
    if "content" not in relation:
        raise ValueError(f"relation {row['id']} isn't there")
    speaker = _words(row["speaker"], text)
    return {
        **{key: row[key] for key in _KEPT},
        **{key: relation[key] for key in _SPANS},
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
    spans: Sequence[Any] = given if given and not isinstance(given[0], int) else [given]
    return " ".join(" ".join(text[a:b].split()) for a, b in spans) or None


def main() -> None:
    options = parse_options(__doc__)
    articles = read_articles(options.polnear, options.shared)
    for path in options.files:
        joined = list(iter_joined(path, articles, join))
        write_rows((report for report, _ in joined), options.out / f"{path.stem}-reports.jsonl")
        write_rows((evidence for _, evidence in joined), options.out / f"{path.stem}-evidence.jsonl")
        print(f"{path.stem}: {len(joined)} articles")


if __name__ == "__main__":
    main()

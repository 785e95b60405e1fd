"""The texts that the reader learns from, in one shape."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Relation = dict[str, list[list[int]]]


@dataclass(frozen=True, slots=True)
class Source:
    """One text; `attributions` is None where nobody annotated them (then only silver labels are learned from it)."""

    id: str
    text: str
    attributions: tuple[Relation, ...] | None


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def load_attributed(path: Path) -> list[Source]:
    """Texts with attribution relations: PolNeAR's rows, or hand-written ones in the shape of `annotate` rows."""
    sources = []
    for row in read_rows(path):
        # Term quotes and inner statements aren't marked in PolNeAR: its guidelines want the outermost ones only.
        kept = [a for a in row["attributions"] if not a.get("within") and not a.get("usage")]
        relations = tuple({role: a[role] for role in ("source", "cue", "content")} for a in kept)
        sources.append(Source(row["id"], row["text"], relations))
    return sources


def load_plain(folder: Path) -> list[Source]:
    """Unannotated texts of the other development corpora (their training parts only), each text once."""
    texts: list[tuple[str, str]] = []
    if (path := folder / "crossdoc" / "ecb_dev.jsonl").exists():
        texts += [(row["id"], row["text"]) for row in read_rows(path) if row["split"] == "train"]
    if (path := folder / "crossdoc" / "timeline_dev_docs.jsonl").exists():
        texts += [(row["id"], "\n".join(row["sentences"])) for row in read_rows(path)]
    for name in ("wikiwars", "dating_dev"):
        if (path := folder / "timex" / f"{name}.jsonl").exists():
            texts += [(row["id"], row["text"]) for row in read_rows(path)]
    if (path := folder / "extraction" / "ground-truth.json").exists():
        bodies = json.loads(path.read_text(encoding="utf-8"))
        texts += [(key, value["articleBody"]) for key, value in sorted(bodies.items())]
    seen: set[str] = set()
    sources = []
    for name, text in texts:
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        if digest not in seen and is_latin(text):
            seen.add(digest)
            sources.append(Source(f"plain:{name}:{digest[:8]}", text, None))
    return sources


def is_latin(text: str) -> bool:
    """Whether nearly all letters are of the Latin script (the extraction set also holds other languages)."""
    letters = [character for character in text[:5000] if character.isalpha()]
    return len(letters) > 100 and sum(character < "\u0250" for character in letters) > 0.97 * len(letters)

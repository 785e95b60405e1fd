"""What a trained coder says of the pairs that `annotate` hands it on unlabelled texts, for a smaller one to learn from.

    python -m training.coder.teach TEXTS.jsonl --weights FOLDER -o taught.jsonl

Rows of TEXTS have `text`; each pair is written once, with its pieces, roles and the odds of root, act and status.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from onrecord.code import coder as coding
from onrecord.code.pairs import MarkedPair
from onrecord.model import RawArticle
from onrecord.pipeline.stages import annotate_article


class _Teacher(coding.Coder):
    """A coder that remembers what it was asked and what it said."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.said: dict[MarkedPair, dict[str, Any]] = {}

    def score_pair(self, pair: MarkedPair) -> coding.Scores:
        scores = super().score_pair(pair)
        odds = {name: [round(p, 4) for p in getattr(scores, name).tolist()] for name in ("root", "act", "status")}
        self.said[pair] = {"pieces": pair.pieces, "roles": pair.roles, **odds}
        return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--weights", type=Path, default=coding.WEIGHTS)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    teacher = _Teacher(options.weights)
    for line in options.texts.read_text("utf-8").splitlines():
        annotate_article(RawArticle(path="text", text=json.loads(line)["text"]), coder=teacher)
    options.output.write_text("".join(json.dumps(row) + "\n" for row in teacher.said.values()), encoding="utf-8")


if __name__ == "__main__":
    main()

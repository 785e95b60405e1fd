"""Count in how many news articles each stem stands, for `onrecord/lexicon/rarity.csv`.

    python -m training.linking.rarity FILE.jsonl... -o src/onrecord/lexicon/rarity.csv

FILEs hold rows with `text`; only counts are kept. Used: ECB+ train (CC BY 3.0), MEANTIME's articles (CC BY 4.0) and the
PolNeAR train articles (counts only; its texts are not to be passed on).
"""

import argparse
import json
import math
from collections import Counter
from pathlib import Path

from onrecord.lexicon.words import STOP, stem, tokens

_MIN_ARTICLES = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    n_articles = 0
    for path in args.files:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("split", "train") != "train":
                continue
            text = row.get("text") or " ".join(row["sentences"])
            n_articles += 1
            counts.update({stem(token.word) for token in tokens(text) if token.word not in STOP})
    with args.output.open("w", encoding="utf-8") as file:
        file.write("stem,rarity\n")
        for word, n in sorted(counts.items()):
            if n >= _MIN_ARTICLES and word.isalpha():
                file.write(f"{word},{math.log(n_articles / n):.2f}\n")
    print(f"{n_articles} articles, {sum(n >= _MIN_ARTICLES for n in counts.values())} stems")


if __name__ == "__main__":
    main()

"""Sentences of corpora's articles with their labelled events, joined with their texts: rows as if written here.

    python -m training.coder.fields data/events/news-train.jsonl --polnear DIR --shared DIR -o FOLDER

`data/events` holds offsets and codes alone, in code points of the sentence. Writes FOLDER/NAME.jsonl, in the shape of
`data/events/train.jsonl`.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from training.fields import Row, iter_joined, parse_options, read_articles, write_rows

_TRAIN = 66  # of 100 groups of articles


def is_of_train(corpus: str, article: str) -> bool:
    """Whether an article's sentences, labelled or not, may be learned from: the SHA-256 of its id decides.

    ECB+ is split by topic, which begins its ids.
    """
    group = article.partition("_")[0] if corpus == "ecb" else article
    digest = hashlib.sha256(f"news-events {corpus}{group}".encode()).hexdigest()
    return int(digest[:8], 16) % 100 < _TRAIN


def join(fields: Mapping[str, Any], article: Mapping[str, Any]) -> Row:
    """A labelled sentence, out of the fields and the article that it stands in.

    Raises:
        ValueError: The sentence isn't the one that was labelled.
    """
    sentence = article["text"][fields["start"] : fields["end"]]
    if hashlib.sha256(sentence.encode("utf-8")).hexdigest() != fields["text_sha256"]:
        raise ValueError("the sentence isn't the one that was labelled")
    return {
        "id": fields["sentence_id"],
        "article": fields["id"],
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
    options = parse_options(__doc__)
    articles = read_articles(options.polnear, options.shared)
    for path in options.files:
        rows = list(iter_joined(path, articles, join))
        write_rows(rows, options.out / path.name)
        print(f"{path.stem}: {len(rows)} sentences")


if __name__ == "__main__":
    main()

"""The fields labelled on corpora's articles: offsets and codes, no words of the articles; how they meet their text."""

import hashlib
import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from training.statements.fields import join

from onrecord.annotate.statements.telling import CHANNELS, TERMS

DATA = Path(__file__).parents[2] / "data" / "statements"
FILES = ("news-train", "news-dev", "news-test", "polnear_dev_fields")
_LONGEST_SIDE = 6  # words: a party's or body's name that the article spells otherwise


@cache
def articles(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_an_article_stands_in_one_file_once() -> None:
    keys = [(row["corpus"], row["id"]) for name in FILES for row in articles(name)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", FILES)
def test_codes_are_known_and_references_meet(name: str) -> None:
    for article in articles(name):
        rows = {row["id"]: row for row in article["attributions"]}
        keys = {row["speaker_key"] for row in rows.values()}
        assert len(rows) == len(article["attributions"]), article["id"]
        for row in rows.values():
            assert (row["channel"] or "") in CHANNELS and row["terms"] in TERMS, row
            assert row.get("within") is None or row["within"] in rows, row
            assert row["side"] != "own" or row["side_span"], row
            assert row["side"] is None or len(row["side"].split()) <= _LONGEST_SIDE, row
            assert ("content" in row) == (article["corpus"] != "polnear"), row  # its spans stay with the corpus
            for role in ("source", "cue", "content") if "content" in row else ():
                assert all(0 <= start < end for start, end in row[role]), row
                assert all(a[1] <= b[0] for a, b in pairwise(row[role])), row
        for start, end, channel, told in article["channels"]:
            assert start < end and channel in CHANNELS and set(told) <= set(rows), article["id"]
        for start, end, _, speakers in article["posts"]:
            assert start < end and set(speakers) <= keys, article["id"]


SPANS = {"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 26]]}


def fields_of(text: str, **spans: Any) -> dict[str, Any]:
    said = {
        "id": "r0",
        **spans,
        "speaker": [[4, 8]],
        "speaker_key": "A",
        "side": "own",
        "side_span": [30, 39],
        "channel": "interview",
        "terms": "named",
        "usage": None,
        "kind": "indirect",
    }
    return {
        "corpus": "polnear",
        "id": "x",
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "attributions": [said],
        "channels": [[9, 13, "interview", ["r0"]]],
        "posts": [[30, 39, [30, 39], ["A"]]],
    }


def test_fields_joined_with_their_text_are_a_report() -> None:
    text = "Mr. Lund said it was over. At Fjordbank, all wait."
    report, evidence = join(fields_of(text, **SPANS), {"text": text, "publisher": "wire"})
    [row] = report["attributions"]
    assert (report["id"], report["publisher"], report["published"]) == ("polnear-x", "wire", None)
    assert (row["speaker"], row["side"], row["within"]) == ({"name": "Lund"}, "Fjordbank", None)
    assert evidence["posts"] == [[30, 39, "Fjordbank", ["A"]]]


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="isn't the one"):
        join(fields_of("one text"), {"text": "another text"})


def test_spans_of_the_corpus_come_from_it() -> None:
    text = "Mr. Lund said it was over. At Fjordbank, all wait."
    given, _ = join(fields_of(text, **SPANS), {"text": text})
    taken, _ = join(fields_of(text), {"text": text, "attributions": [{"id": "r0", **SPANS}]})
    assert taken == given
    with pytest.raises(ValueError, match="r0 isn't there"):
        join(fields_of(text), {"text": text, "attributions": []})

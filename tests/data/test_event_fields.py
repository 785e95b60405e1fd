"""Events labelled on corpora's sentences: offsets and codes, no words of the articles; how they meet their text."""

import hashlib
import json
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from training.coder.fields import is_of_train, join

from onrecord.code.pairs import ROOTS
from onrecord.code.rewrites import rewrite

DATA = Path(__file__).parents[2] / "data" / "events"
FILES = ("news-train", "news-dev", "news-test")
FORMS = {None, "call", "video_call", "meeting", "visit", "summit", "talks"}
_LONGEST_UNIT = 4  # words


@cache
def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_an_article_stands_in_one_file() -> None:
    articles = [{(row["corpus"], row["id"]) for row in rows(name)} for name in FILES]
    assert len(set().union(*articles)) == sum(map(len, articles))


@pytest.mark.parametrize("name", FILES)
def test_only_train_articles_may_be_learned_from(name: str) -> None:
    assert all(is_of_train(row["corpus"], row["id"]) == (name == "news-train") for row in rows(name))


@pytest.mark.parametrize("name", FILES)
def test_codes_are_known_and_spans_within(name: str) -> None:
    for row in rows(name):
        length = row["end"] - row["start"]
        for event in row["events"]:
            assert {event["root"], event["act"]} <= set(ROOTS), row
            assert event["root"] == rewrite(event["act"], event["status"]) and event["form"] in FORMS, row
            parties = [event[side]["spans"] for side in ("source", "target") if event[side] is not None]
            amounts = [amount["span"] for amount in event["amounts"]]
            spans = [*event["trigger"], *chain(*parties), *amounts]
            assert event["trigger"] and all(0 <= start < end <= length for start, end in spans), row
            assert all("text" not in event[side] for side in ("source", "target") if event[side]), row
            assert all(len(amount["unit"].split()) <= _LONGEST_UNIT for amount in event["amounts"]), row


def fields_of(sentence: str, start: int) -> dict[str, Any]:
    event = {
        "root": "AID",
        "act": "AID",
        "mode": None,
        "contexts": [],
        "status": "occurred",
        "form": None,
        "trigger": [[5, 9]],
        "source": {"spans": [[0, 4]], "code": "NOR", "sector": "GOV"},
        "target": None,
        "amounts": [{"span": [10, 20], "value": 3000000, "unit": "USD"}],
    }
    return {
        "corpus": "ecb",
        "id": "x",
        "start": start,
        "end": start + len(sentence),
        "sentence_id": "r-1",
        "text_sha256": hashlib.sha256(sentence.encode()).hexdigest(),
        "events": [event],
    }


def test_fields_joined_with_their_text_are_a_row() -> None:
    text = "Rain fell. Oslo sent $3 million north."
    row = join(fields_of(text[11:], 11), {"text": text})
    [event] = row["events"]
    assert (row["id"], row["sentence"]) == ("r-1", "Oslo sent $3 million north.")
    assert event["source"] == {"text": "Oslo", "spans": [[0, 4]], "code": "NOR", "sector": "GOV"}
    assert event["amounts"] == [{"text": "$3 million", "span": [10, 20], "value": 3000000, "unit": "USD"}]


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="isn't the one"):
        join(fields_of("Oslo sent $3 million north.", 0), {"text": "Oslo sent $9 million north."})

"""The labelled sets under `data/`: whole, apart from each other, varied, and as frozen."""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[2] / "data"
PARTS = ("train", "dev", "test", "fresh")
SETS = ("statements/", "events/", "times/", "times/unseen-", "accounts/")
_NEAR = 0.5  # of the words of two texts, as data/README.md says
_MOST_OF_ONE_FRAME = 0.02
_LEAST_OF_A_CLASS = 30


@cache
def rows(name: str, part: str) -> list[dict[str, Any]]:
    """The rows of a part; none where a set has no such part."""
    path = DATA / f"{name}{part}.jsonl"
    if part == "fresh" and not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def texts_of(row: dict[str, Any]) -> Iterator[str]:
    """The texts of a row: a sentence, a report or a story's articles."""
    if "articles" in row:
        yield from (article["text"] for article in row["articles"])
    else:
        yield row.get("sentence") or row["text"]


def words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def near_pairs(ours: list[frozenset[str]], theirs: list[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs whose Jaccard overlap of words is at least `_NEAR`."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(theirs):
        for word in words:
            holders[word].append(number)
    for number, words in enumerate(ours):
        shared = Counter(other for word in words for other in holders.get(word, ()))
        for other, n in shared.items():
            if n >= _NEAR * (len(words) + len(theirs[other]) - n):
                yield number, other


def test_test_parts_are_as_frozen() -> None:
    for line in (DATA / "DIGESTS").read_text("utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("name", SETS)
def test_an_id_stands_once(name: str) -> None:
    ids = Counter(row["id"] for part in PARTS for row in rows(name, part))
    assert [i for i, n in ids.items() if n > 1] == []


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(("ours", "theirs"), list(combinations(PARTS, 2)))
def test_no_text_has_a_near_copy_in_another_part(name: str, ours: str, theirs: str) -> None:
    sides = [[words_of(text) for row in rows(name, part) for text in texts_of(row)] for part in (ours, theirs)]
    assert list(near_pairs(*sides)) == []


@pytest.mark.parametrize("name", SETS)
def test_no_frame_makes_up_more_than_a_fiftieth(name: str) -> None:
    texts = [text for part in PARTS for row in rows(name, part) for text in texts_of(row)]
    frames = Counter(re.sub(r"\b(?:[A-Z]\w*|\d[\d,.]*)", "_", text) for text in texts)
    assert max(frames.values()) <= max(1, _MOST_OF_ONE_FRAME * len(texts))


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("quantities-dev", "quantities-judge"),
        *product(("quantities-dev", "quantities-judge"), (*PARTS, "amounts-dev")),
        *product(("quantities-more",), (*PARTS, "amounts-dev", "quantities-dev", "quantities-judge")),
    ],
)
def test_sentences_on_quantities_stand_apart(part: str, other: str) -> None:
    sides = [[words_of(row["sentence"]) for row in rows("events/", name)] for name in (part, other)]
    assert list(near_pairs(*sides)) == []


def test_each_category_has_its_rows() -> None:
    roots = Counter(event["root"] for part in PARTS for row in rows("events/", part) for event in row["events"])
    assert min(roots.values()) >= _LEAST_OF_A_CLASS
    assert sum(not row["events"] for part in PARTS for row in rows("events/", part)) >= 400


def test_words_of_events_stand_in_their_sentence() -> None:
    for part in (*PARTS, "amounts-dev", "quantities-dev", "quantities-more", "quantities-judge"):
        for row in rows("events/", part):
            for event in row["events"]:
                for actor in filter(None, (event["source"], event["target"])):
                    start, end = actor["spans"][0][0], actor["spans"][-1][1]
                    assert row["sentence"][start:end], row["id"]
                    assert all(0 <= s < e <= len(row["sentence"]) for s, e in actor["spans"]), row["id"]
                for amount in event["amounts"]:
                    start, end = amount["span"]
                    assert row["sentence"][start:end] == amount["text"], row["id"]

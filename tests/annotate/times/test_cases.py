"""The labelled cases of data/times: what was reached stays reached."""

import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.annotate.times import find_timexes
from onrecord.model import Publication

CASES = Path(__file__).parents[3] / "data" / "times"


def read_cases(part: str) -> list[dict]:
    return [json.loads(line) for line in (CASES / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]


def as_rows(case: dict) -> list[tuple]:
    day = date.fromisoformat(case["published"]) if case["published"] else None
    rows = []
    for timex in find_timexes(case["text"], Publication(day, day)):
        low, high = timex.when.earliest, timex.when.latest
        bounds = (low.isoformat() if low else None, high.isoformat() if high else None)
        rows.append((timex.span.start, timex.span.end, timex.type, timex.value, *bounds))
    return rows


def gold_rows(case: dict) -> list[tuple]:
    return [(t["start"], t["end"], t["type"], t["value"], t["earliest"], t["latest"]) for t in case["timexes"]]


@pytest.mark.parametrize(("part", "floor"), [("train", 0.97), ("dev", 0.98), ("test", 0.98)])
def test_share_of_cases_wholly_right(part: str, floor: float) -> None:
    cases = read_cases(part)
    wrong = [case["id"] for case in cases if as_rows(case) != gold_rows(case)]
    assert 1 - len(wrong) / len(cases) >= floor, wrong


@pytest.mark.parametrize("part", ["train", "dev", "test"])
def test_cases_are_well_formed(part: str) -> None:
    cases = read_cases(part)
    assert len({case["id"] for case in cases}) == len(cases)
    for case in cases:
        for timex in case["timexes"]:
            assert 0 <= timex["start"] < timex["end"] <= len(case["text"])
            assert case["text"][timex["start"] : timex["end"]].strip() == case["text"][timex["start"] : timex["end"]]


@pytest.mark.parametrize("part", ["train", "dev", "test"])
def test_without_publication_only_printed_dates_are_absolute(part: str) -> None:
    for case in read_cases(part):
        for timex in find_timexes(case["text"], Publication()):
            if timex.when.earliest is None and timex.when.latest is None:
                continue
            # Whatever is dated prints its year, or hangs on an expression of the text that does.
            assert timex.when.basis is not None
            assert timex.when.basis.anchor_field is None, (case["id"], timex)

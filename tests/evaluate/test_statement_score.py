"""The scorer of the project's own labelled reports."""

import json

import pytest

from onrecord.evaluate.statements import align, read_reports, same_name, score_reports
from onrecord.model import EntityRef, Span, Statement

TEXT = "Ada Holm said no. The premier said yes."
ROW = {
    "source": [[0, 8]],
    "cue": [[9, 13]],
    "content": [[14, 16]],
    "kind": "indirect",
    "speaker": {"name": "Ada Holm"},
    "speaker_key": "A",
    "principal": None,
    "side": "XAA",
    "channel": None,
    "terms": "named",
    "terms_span": None,
    "relayed_by": None,
    "addressee": None,
    "usage": None,
    "within": None,
}
REPORT = {
    "id": "r",
    "text": TEXT,
    "attributions": [ROW, {**ROW, "source": [[18, 29]], "cue": [[30, 34]], "content": [[35, 38]]}],
    "speakers": [{"key": "A", "name": "Ada Holm", "side": "XAA"}],
}


def statement(content: Span, name: str | None, **fields) -> Statement:
    speaker = EntityRef(None, name) if name else None
    return Statement("s", "indirect", (), (), (content,), speaker=speaker, **{"terms": "named", **fields})


@pytest.fixture
def reports(tmp_path):
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps(REPORT) + "\n", encoding="utf-8")
    return read_reports(path)


def test_all_right_scores_one(reports):
    found = [statement(Span(14, 16), "Holm", side="XAA"), statement(Span(35, 38), "the premier", side="XAA")]
    tally = score_reports(reports, lambda _: found)
    assert tally.speaker_right == tally.speaker_precision == 1.0
    assert tally.accuracy("terms") == tally.accuracy("side") == tally.accuracy("channel") == 1.0


def test_a_wrong_speaker_costs_both_and_an_open_one_recall_only(reports):
    found = [statement(Span(14, 16), "Otto Roca"), statement(Span(35, 38), None, channel="speech")]
    tally = score_reports(reports, lambda _: found)
    assert tally.speaker_right == 0.0
    assert tally.speaker["claimed"] == 1
    assert tally.accuracy("channel") == 0.5
    assert tally.classes[("channel", "None")] == [2, 1, 1]


def test_each_statement_is_used_once(reports):
    found = [statement(Span(14, 16), "Holm")]
    assert len(align(reports[0].plain, found)) == 1


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [("Ada Holm", "Holm", True), ("Ada Holm", "Otto Holm", False), ("the union", "union", True), ("the", "a", False)],
)
def test_names_match_by_their_words(left, right, same):
    assert same_name(left, right) is same

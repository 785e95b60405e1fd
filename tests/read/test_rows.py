"""JSON Lines, JSON and ninjs rows, each failing alone."""

import io
import json
from pathlib import Path

import pytest

from onrecord.model import RawArticle, Reject
from onrecord.read import CONFLICT, REPEAT, iter_raw, reject_duplicates


def read_lines(*lines: str) -> list[object]:
    return list(iter_raw(["-"], stdin=io.BytesIO("\n".join(lines).encode("utf-8", "surrogatepass"))))


def test_fields_are_taken_over_and_text_is_exact() -> None:
    row = {
        "id": "x-1",
        "url": "https://news.example/1",
        "title": "A title",
        "publisher": "The Wire",
        "byline": "By A. Writer",
        "published": "2031-05-06T07:08:09Z",
        "text": "  Indented \r\n“text”. ",
    }
    (raw,) = read_lines(json.dumps(row))
    assert raw == RawArticle(path="-:1", **row)


def test_lone_surrogates_become_replacement_characters() -> None:
    (raw,) = read_lines('{"id": "a\\ud800", "text": "A\\ud800b \\ud83d\\ude00"}')
    assert isinstance(raw, RawArticle)
    assert raw.text == "A\ufffdb \U0001f600"
    assert raw.id == "a\ufffd"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "bad_json"),
        ('"a string"', "not_an_object"),
        ("17", "not_an_object"),
        ("null", "not_an_object"),
        ('["a"]', "not_an_object"),
        ("{}", "no_text"),
        ('{"text": "  "}', "no_text"),
        ('{"text": null, "title": "Only a title"}', "no_text"),
        ('{"text": 5}', "bad_field"),
        ('{"text": "Words.", "url": ["x"]}', "bad_field"),
        ('{"text": "Words.", "published": 20310506}', "bad_field"),
        ("[" * 100_000, "bad_json"),
        ('{"text": "Words.", "id": ' + "9" * 10_000 + "}", "bad_json"),
    ],
)
def test_only_the_bad_line_fails(line: str, reason: str) -> None:
    first, bad, last = read_lines('{"text": "One."}', line, "", '{"text": "Three."}')
    assert isinstance(first, RawArticle)
    assert isinstance(last, RawArticle)
    assert (first.path, last.path) == ("-:1", "-:4")
    assert isinstance(bad, Reject)
    assert (bad.article, bad.stage, bad.reason) == ("-:2", "read", reason)


def test_line_in_another_encoding_fails_or_is_read_alone(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    cp1252 = '{"text": "“Fine,” the minister’s aide said in Zürich – at a café."}'.encode("cp1252")
    path.write_bytes(b'{"text": "One."}\n' + cp1252 + b'\n{"text": "Three."}\n')
    one, two, three = iter_raw([str(path)])
    assert isinstance(one, RawArticle)
    assert isinstance(three, RawArticle)
    assert isinstance(two, RawArticle)
    assert two.text == "“Fine,” the minister’s aide said in Zürich – at a café."
    assert two.notes[0].startswith("encoding: cp1252")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_before_rows(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes('{"text": "One."}\r\n{"text": "Zwölf."}\r\n'.encode(encoding))
    texts = [raw.text for raw in iter_raw([str(path)]) if isinstance(raw, RawArticle)]
    assert texts == ["One.", "Zwölf."]


def test_number_ids_and_html_rows() -> None:
    (raw,) = read_lines('{"id": 17, "html": "<p>Words.</p>"}')
    assert raw == RawArticle(path="-:1", id="17", html="<p>Words.</p>")
    (both,) = read_lines('{"text": "Words.", "html": "<p>Other.</p>"}')
    assert both == RawArticle(path="-:1", text="Words.")


def test_ninjs_of_all_versions(tmp_path: Path) -> None:
    first = {
        "uri": "tag:wire.example,2031:1",
        "headline": "Ministers meet",
        "body_text": "They met.",
        "versioncreated": "2031-05-06T07:08:09Z",
        "firstcreated": "2031-05-06T01:00:00Z",
        "by": "A. Writer",
        "source": "Example Wire",
    }
    second = {
        "uri": "tag:wire.example,2031:2",
        "headlines": [{"value": "Ministers part"}],
        "bodies": [{"contenttype": "text/html", "value": "<p>They left.</p>"}],
        "versioncreated": "2031-05-07T07:08:09Z",
    }
    path = tmp_path / "wire.json"
    path.write_text(json.dumps([first, second]), encoding="utf-8")
    assert list(iter_raw([str(path)])) == [
        RawArticle(
            path=f"{path.as_posix()}[0]",
            id="tag:wire.example,2031:1",
            title="Ministers meet",
            text="They met.",
            published="2031-05-06T07:08:09Z",
            byline="A. Writer",
            publisher="Example Wire",
        ),
        RawArticle(
            path=f"{path.as_posix()}[1]",
            id="tag:wire.example,2031:2",
            title="Ministers part",
            html="<p>They left.</p>",
            published="2031-05-07T07:08:09Z",
        ),
    ]


def test_json_document_that_is_one_row_or_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{\n "text": "One."\n}', encoding="utf-8")
    assert list(iter_raw([str(path)])) == [RawArticle(path=path.as_posix(), text="One.")]
    path.write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    assert [raw.text for raw in iter_raw([str(path)]) if isinstance(raw, RawArticle)] == ["One.", "Two."]


def test_ids_in_a_metadata_file_are_not_given_to_every_row(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    (tmp_path / "rows.jsonl.meta.json").write_text('{"id": "x", "publisher": "The Wire"}', encoding="utf-8")
    found = [raw for raw in iter_raw([str(tmp_path)]) if isinstance(raw, RawArticle)]
    assert [(raw.id, raw.publisher) for raw in found] == [(None, "The Wire"), (None, "The Wire")]


def test_duplicate_ids() -> None:
    pairs = [("a", "1"), ("b", "1"), ("a", "2"), ("c", "3"), ("b", "1"), ("a", "1")]
    assert reject_duplicates(pairs) == {0: CONFLICT, 2: CONFLICT, 5: CONFLICT, 4: REPEAT}
    assert reject_duplicates([]) == {}

"""Dates that come with an article, under the names that feeds and archives give them, from file to evidence."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.annotate.times.dating import date_article, date_problems, date_row
from onrecord.clean import clean_article
from onrecord.model import DateHints, Publication, RawArticle
from onrecord.read import iter_raw
from onrecord.store.inputs import input_digest, pack, unpack

TEXT = "Ferry sinks\n\nA ferry sank in the harbour, and nobody on it was hurt, the port said.\n"
PAGE = "<html><head><title>Ferry sinks</title></head><body><article><p>A ferry sank in the harbour, and nobody on it \
was hurt, the port said. The crew swam to the shore.</p></article></body></html>"


def read_row(**fields: object) -> RawArticle:
    [raw] = iter_raw(["-"], stdin=io.BytesIO(json.dumps({"text": TEXT, **fields}).encode()))
    assert isinstance(raw, RawArticle)
    return raw


def date_raw(raw: RawArticle) -> Publication:
    cleaned = clean_article(raw)
    return date_article(cleaned.article.text, passages=cleaned.article.passages, hints=cleaned.hints)


@pytest.mark.parametrize(
    ("fields", "earliest", "latest", "status"),
    [
        ({"pubDate": "Wed, 01 May 2024 10:00:00 +0200"}, "2024-05-01", "2024-05-01", "stated"),
        ({"date_published": "2024-05-01T10:00:00Z"}, "2024-05-01", "2024-05-01", "stated"),
        ({"published": "2024-04-30", "pubDate": "2024-05-01"}, "2024-04-30", "2024-04-30", "stated"),
        ({"updated": "2024-05-01T10:00:00Z"}, None, "2024-05-01", "inferred"),
        ({"Last-Modified": "Wed, 01 May 2024 10:00:00 GMT"}, None, "2024-05-01", "inferred"),
        ({"retrieved": "2024-05-02"}, None, "2024-05-02", "inferred"),
        ({"WARC-Date": "2024-05-02T01:02:03Z"}, None, "2024-05-02", "inferred"),
        ({"retrieved": "2024-05-02", "modified": "2024-05-01"}, None, "2024-05-01", "inferred"),
        ({"retrieved": "2024-05-02", "published": "2024-06-01"}, None, "2024-05-02", "inferred"),
        ({"updated": 1714557600, "fetched": None}, None, None, "open"),
    ],
)
def test_rows(fields: dict[str, object], earliest: str | None, latest: str | None, status: str) -> None:
    found = date_raw(read_row(**fields))
    days = [day and date.fromisoformat(day) for day in (earliest, latest)]
    assert [found.earliest, found.latest, found.status] == [*days, status]


def test_a_sidecar_and_a_table_may_say_when_an_article_was_fetched(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a.meta.json").write_text('{"captured": "2024-05-02"}', encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("path,retrieved\nb.txt,2024-05-03\n", encoding="utf-8")
    found = [raw for raw in iter_raw([str(tmp_path)]) if isinstance(raw, RawArticle)]
    assert [raw.retrieved for raw in found] == ["2024-05-02", "2024-05-03"]
    assert [date_raw(raw).latest for raw in found] == [date(2024, 5, 2), date(2024, 5, 3)]
    assert all(date_raw(raw).earliest is None for raw in found)


def test_a_record_keeps_them_and_knows_when_they_change() -> None:
    raw = read_row(retrieved="2024-05-02", updated="2024-05-01")
    assert unpack(pack(raw)) == raw
    assert input_digest(raw) != input_digest(read_row(retrieved="2024-05-03", updated="2024-05-01"))


def test_date_rows_take_the_day_of_retrieval() -> None:
    found = date_row({"id": "a", "text": TEXT, "retrieved": "2024-05-02"})
    assert (found["earliest"], found["latest"], found["status"]) == (None, "2024-05-02", "inferred")


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        (TEXT, DateHints(given="31/31/2024")),
        (TEXT, DateHints(retrieved="the other day")),
        (TEXT, DateHints(given="2030-01-01", retrieved="2024-05-02")),
        (TEXT.replace("\n\n", "\nPublished: Friday, May 1, 2024\n\n", 1), DateHints()),
    ],
)
def test_what_can_be_no_date_is_told(text: str, hints: DateHints) -> None:
    assert len(date_problems(date_article(text, hints=hints))) == 1


def test_a_good_date_is_no_problem() -> None:
    found = date_article(TEXT, hints=DateHints(given="2024-05-01", retrieved="2024-05-02"))
    assert found.status == "stated" and not date_problems(found)

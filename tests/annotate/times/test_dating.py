from datetime import date

import pytest

from onrecord.annotate.times.dating import date_article, date_row, read_date
from onrecord.model import DateHints, Publication

BODY = "\nThe ferry sank off the northern coast, the ministry said.\nNo one was hurt."


def bounds(publication: Publication) -> tuple[date | None, date | None]:
    return publication.earliest, publication.latest


def test_the_given_date_wins_and_others_are_kept_as_evidence() -> None:
    hints = DateHints(given="2024-05-02", published=(("json-ld:datePublished", "2024-05-01T10:00:00Z"),))
    found = date_article("May 1, 2024" + BODY, hints=hints)
    assert found.day == date(2024, 5, 2)
    assert found.status == "stated"
    assert found.evidence[0] == "given"
    assert any("date line" in piece for piece in found.evidence)


def test_metadata_comes_before_what_is_printed() -> None:
    hints = DateHints(published=(("json-ld:datePublished", "2024-05-01T10:00:00+02:00"),))
    found = date_article("May 3, 2024" + BODY, hints=hints)
    assert (found.day, found.status, found.zone) == (date(2024, 5, 1), "stated", "+02:00")


@pytest.mark.parametrize(
    "line",
    [
        "May 1, 2024",
        "Published: Wednesday, May 1, 2024, 1:32 PM EDT",
        "1 May 2024",
        "By Staff Writer | 01 May 2024 09:15",
        "Posted on 2024-05-01",
        "Wed 1 May 2024 13.00 BST",
        "LODRA, May 1, 2024 (Wire) -",
        "01.05.2024",
        "2024.05.01 09:01",
        "Updated: May 1, 2024, 6:03 p.m. ET",
    ],
)
def test_a_date_line_at_the_head_gives_the_day(line: str) -> None:
    text = "Ferry sinks off the coast\n" + line + BODY
    found = date_article(text)
    assert found.day == date(2024, 5, 1)
    assert found.status == "inferred"
    assert found.spans[0].of(text) == line


def test_a_date_in_running_text_is_no_evidence() -> None:
    text = (
        "The company, founded on April 1, 1976, made its first loss in years, its chairman said.\nIt has 900 workers."
    )
    assert date_article(text) == Publication()


def test_a_weekday_that_contradicts_its_date_is_said_and_not_used() -> None:
    found = date_article("Ferry sinks\nMonday, May 1, 2024" + BODY)
    assert found.status == "open"
    assert "contradicts" in found.evidence[0]


def test_published_and_updated_bound_the_day() -> None:
    text = "Ferry sinks\nPUBLISHED: MAY 1, 2024, 9:00 AM\nUPDATED: MAY 2, 2024, 8:00 AM" + BODY
    assert bounds(date_article(text)) == (date(2024, 5, 1), date(2024, 5, 2))


def test_an_address_alone_bounds_the_day() -> None:
    found = date_article("Ferry sinks" + BODY, url="https://news.example/2024/05/01/ferry-sinks")
    assert bounds(found) == (date(2024, 4, 30), date(2024, 5, 3))
    assert found.evidence == ("url: 2024/05/01",)


@pytest.mark.parametrize(
    "url",
    [
        "https://blog.example/2024_05_01_archive.html",
        "https://x.example/20249999",
        "https://x.example/a-2024-b",
        "",
        "not a url",
    ],
)
def test_addresses_that_tell_no_day(url: str) -> None:
    assert date_article("Ferry sinks" + BODY, url=url).status == "open"


def test_an_order_of_day_and_month_that_nothing_tells_stays_open() -> None:
    text = "Ferry sinks\n03/04/2024" + BODY
    assert bounds(date_article(text)) == (date(2024, 3, 4), date(2024, 4, 3))
    assert date_article(text, url="https://news.example/2024/04/03/ferry").day == date(2024, 4, 3)
    assert date_article(text, url="https://news.example.co.uk/ferry").day == date(2024, 4, 3)
    assert date_article("Ferry sinks\n03/04/2024 1:00 PM EST" + BODY).day == date(2024, 3, 4)


def test_nothing_is_published_after_it_was_fetched() -> None:
    found = date_article("Ferry sinks\nMay 1, 2030" + BODY, retrieved=date(2024, 5, 2))
    assert bounds(found) == (None, date(2024, 5, 2))
    assert any("after retrieval" in piece for piece in found.evidence)


def test_modification_is_an_upper_bound_only() -> None:
    hints = DateHints(modified=(("json-ld:dateModified", "2024-05-09"),))
    assert bounds(date_article("Ferry sinks" + BODY, hints=hints)) == (None, date(2024, 5, 9))


def test_an_unreadable_given_date_is_said() -> None:
    found = date_article("Ferry sinks" + BODY, hints=DateHints(given="soon"))
    assert found.status == "open"
    assert "'soon' is no date" in found.evidence[0]


@pytest.mark.parametrize(
    ("given", "day", "zone"),
    [
        ("2024-05-01", date(2024, 5, 1), None),
        ("2024-05-01T23:30:00-04:00", date(2024, 5, 1), "-04:00"),
        ("2024-05-01T10:00Z", date(2024, 5, 1), "UTC"),
        ("2024-05-01 10:00:00", date(2024, 5, 1), None),
        ("Wed, 01 May 2024 10:00:00 +0200", date(2024, 5, 1), "+02:00"),
        ("May 1, 2024", date(2024, 5, 1), None),
        ("1 May 2024", date(2024, 5, 1), None),
        ("20240501", date(2024, 5, 1), None),
    ],
)
def test_metadata_strings(given: str, day: date, zone: str | None) -> None:
    assert read_date(given) == (day, day, zone)


@pytest.mark.parametrize("given", ["", "now", "2024-13-01", "31 February 2024", "May 2024", "99999999999999999999"])
def test_metadata_strings_that_tell_no_day(given: str) -> None:
    assert read_date(given) is None


def test_rows() -> None:
    row = date_row({"id": "a", "text": "Ferry sinks\nMay 1, 2024" + BODY, "url": None})
    assert row == {
        "id": "a",
        "earliest": "2024-05-01",
        "latest": "2024-05-01",
        "status": "inferred",
        "evidence": ["date line [12, 23)"],
    }
    assert date_row({"id": "b", "text": ""})["status"] == "open"

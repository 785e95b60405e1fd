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


def test_a_month_or_a_year_bounds_the_day() -> None:
    assert read_date("2024-02") == (date(2024, 2, 1), date(2024, 2, 29), None)
    assert read_date("2023") == (date(2023, 1, 1), date(2023, 12, 31), None)
    found = date_article("Ferry sinks" + BODY, hints=DateHints(given="2024-02"))
    assert (found.earliest, found.latest, found.day) == (date(2024, 2, 1), date(2024, 2, 29), None)


@pytest.mark.parametrize(
    "given", ["", "now", "2024-13", "0999", "2024-13-01", "31 February 2024", "May 2024", "99999999999999999999"]
)
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


@pytest.mark.parametrize(
    "line",
    [
        "2024/05/01 10:22",
        "2024-05-01T10:22:00Z",
        "Published 2024-05-01T10:22:00+02:00",
        "2024. 5. 1",
        "1-May-2024",
        "01-MAY-24",
        "May-01-2024",
        "1. Mai 2024",
        "Mercredi 1 mai 2024",
        "miércoles, 1 de mayo de 2024",
        "LODRA, 01. Mai 2024",
        "WEDNESDAY 1ST MAY 2024",
        "1st of May, 2024",
        "Wed 05/01/2024",
        "Wednesday, 01/05/2024",
        "01/05/2024 10:00 BST",
        "05/01/2024 at 11:00 AM EDT",
        "05.13.2024",
        "First Published: Wed, May 01 2024. 11 45 AM IST",
        "(Agency) 09:12, May 01, 2024",
        "May 1, 2024|By Staff Writer",
        "The Lodra Times Wednesday May 1, 2024",
        "First published: 1 May 2024; Last modified: 3 June 2025",
        "Created: 1 May 2024 Modified: 4 May 2025",
        "1 May 2024\nPrinted from news.example on 12 June 2025",
        "This page was archived on 12 May 2025.\n1 May 2024",
    ],
)
def test_dates_as_outlets_of_many_countries_print_them(line: str) -> None:
    day = date(2024, 5, 13) if line.startswith("05.13") else date(2024, 5, 1)
    assert date_article("Ferry sinks off the coast\n" + line + BODY).day == day


@pytest.mark.parametrize(
    "line",
    [
        "Archived from the original on 3 June 2025",
        "Retrieved 3 June 2025",
        "Last modified: 3 June 2025",
        "Page last reviewed: 3 June 2025",
        "Snapshot of 3 June 2025",
    ],
)
def test_what_came_later_is_an_upper_bound(line: str) -> None:
    found = date_article("Ferry sinks off the coast\n" + line + BODY)
    assert bounds(found) == (None, date(2025, 6, 3))
    assert found.status == "inferred" and found.evidence


def test_a_page_that_was_changed_long_after_is_bounded_by_the_foot() -> None:
    foot = "\nMore of it.\nMore of it.\nMore of it.\nMore of it.\nPage last updated: 3 June 2025"
    assert bounds(date_article("Ferry sinks off the coast" + BODY + foot)) == (None, date(2025, 6, 3))


@pytest.mark.parametrize(
    "line",
    [
        "File photo, 3 March 2011",
        "In this May 1, 2013 file photo, the ferry Orla",
        "Joined: 12 Mar 2005",
        "Born May 1, 1930",
        "Deadline: June 3, 2025",
        "Expires June 3, 2025",
        "When: June 3, 2025",
        "Effective January 1, 2014",
        "Season 2, Episode 3: May 1, 2011",
        "On this day: May 3, 1978",
        "Posted 3 hours ago",
        "© 2008-2012 Example Media",
        "Copyright May 1, 2013 Example Media",
        "3 May 2556",
        "31 December 9999",
        "29 February 2023",
        "0000-00-00",
    ],
)
def test_dates_of_other_things_date_nothing(line: str) -> None:
    assert bounds(date_article("Ferry sinks off the coast\n" + line + BODY)) == (None, None)


@pytest.mark.parametrize("headline", ["Remembering September 11, 2001", "Transcript of the briefing of April 28, 2012"])
def test_a_date_within_the_headline_is_the_subjects(headline: str) -> None:
    assert date_article(headline + BODY).status == "open"


@pytest.mark.parametrize("tail", ["\nRelated\nOld ferry scrapped\nMarch 3, 2009", "\nPosted by ann on June 3, 2015"])
def test_a_bare_date_below_the_report_heads_something_else(tail: str) -> None:
    more = "\nMore of it.\nMore of it.\nMore of it.\nMore of it."
    assert date_article("Ferry sinks" + BODY + tail).status == "open"
    assert date_article("Ferry sinks" + BODY + more + tail).status == "open"


@pytest.mark.parametrize(
    ("head", "low", "high"),
    [
        ("Tuesday, March 5, 2024\nHome | World | Sport\nFerry sinks\nMay 1, 2019", date(2019, 5, 1), date(2024, 3, 5)),
        ("Ferry week\nMay 1, 2013 to May 5, 2013", date(2013, 5, 1), date(2013, 5, 5)),
        ("Ferry sinks\n04-05-2021", date(2021, 4, 5), date(2021, 5, 4)),
    ],
)
def test_bare_dates_that_differ_leave_all_days_between(head: str, low: date, high: date) -> None:
    assert bounds(date_article(head + BODY)) == (low, high)


def test_of_bare_dates_that_differ_the_address_chooses() -> None:
    head = "Tuesday, March 5, 2024\nFerry sinks\nMay 1, 2019"
    assert date_article(head + BODY, url="https://news.example/2019/05/01/ferry").day == date(2019, 5, 1)


def test_a_dateline_bounds_the_day_by_the_next() -> None:
    text = "Ferry sinks\nLODRA, May 1, 2024 (Wire) - The ferry sank off the northern coast, the ministry said."
    found = date_article(text)
    assert bounds(found) == (date(2024, 5, 1), date(2024, 5, 2))
    assert found.spans[0].of(text) == "LODRA, May 1, 2024 (Wire)"


@pytest.mark.parametrize("place", ["Lodra, May 1, 2024", "Lodra, 1 May 2024", "Port Lodra, North Region, May 1, 2024"])
def test_a_place_in_small_letters_heads_a_dateline_when_a_whole_date_follows(place: str) -> None:
    told = "The president received the envoy at noon, her office said."
    assert bounds(date_article(f"Presidency\n\n{place} – {told}")) == (date(2024, 5, 1), date(2024, 5, 2))
    assert date_article(f"Presidency\n\nThe long road to {place} – {told}").status == "open"


@pytest.mark.parametrize(
    ("line", "url", "low", "high"),
    [
        ("LODRA, May 1 (Wire) — The ferry sank off the coast.", "2024/05/01", date(2024, 5, 1), date(2024, 5, 1)),
        ("LODRA, May 1 (Wire) — The ferry sank off the coast.", "2024/05/02", date(2024, 5, 1), date(2024, 5, 2)),
        ("Jul. 7 5:59 PM EDT", "2024/07/07", date(2024, 7, 7), date(2024, 7, 7)),
        ("Dec. 31 5:59 PM EST", "2024/01/01", date(2023, 12, 31), date(2024, 1, 1)),
        ("Jul. 7 5:59 PM EDT", "2024/09/08", date(2024, 9, 7), date(2024, 9, 10)),
    ],
)
def test_day_and_month_take_the_year_of_an_address_that_agrees(line: str, url: str, low: date, high: date) -> None:
    found = date_article("Ferry sinks\n" + line + BODY, url=f"https://news.example/{url}/ferry")
    assert bounds(found) == (low, high)
    assert date_article("Ferry sinks\n" + line + BODY).status == "open"


def test_the_day_of_capture_in_a_web_archive_is_an_upper_bound() -> None:
    captured = "https://web.archive.org/web/20240504123456/"
    assert bounds(date_article("Ferry sinks" + BODY, url=captured + "http://news.example/ferry")) == (
        None,
        date(2024, 5, 4),
    )
    inside = captured + "http://news.example/2024/05/01/ferry"
    assert bounds(date_article("Ferry sinks" + BODY, url=inside)) == (date(2024, 4, 30), date(2024, 5, 3))
    later = date_article("Ferry sinks\nJune 1, 2024" + BODY, url=captured + "http://news.example/ferry")
    assert bounds(later) == (None, date(2024, 5, 4))


def test_a_day_before_there_was_news_is_no_date():
    assert read_date("0001-01-01T00:00:00Z") is None
    assert read_date("1704-04-24") == (date(1704, 4, 24), date(1704, 4, 24), None)

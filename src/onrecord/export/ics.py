"""iCalendar (RFC 5545): planned happenings as all-day entries.

A happening whose day isn't known takes all the days on which it may fall, says so in its summary, and
doesn't make anybody busy. One whose time is open on both sides has no entry.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import BinaryIO

from onrecord.export.base import Job
from onrecord.model.rows import Row

__all__ = ["IcsExporter", "fold"]

_STATUSES = {"planned": "CONFIRMED", "pending": "TENTATIVE", "possible": "TENTATIVE", "cancelled": "CANCELLED"}
_LINE_OCTETS = 75  # RFC 5545, 3.1, without the line break
_NO_STAMP = "19700101T000000Z"


class IcsExporter:
    """Planned, pending, possible and cancelled happenings; UTF-8, CRLF, folded lines."""

    name = "ics"
    title = "iCalendar"
    media_type = "text/calendar; charset=utf-8"
    suffix = ".ics"
    tables = ("happenings",)

    def file_name(self, table: str) -> str:
        """`TABLE.ics`."""
        return table + self.suffix

    def rows(self, job: Job) -> Iterator[Row]:
        """The entries, with the last publication day of their articles: no clock is asked."""
        published = {row["id"]: row["published_latest"] for row in job.view.iter_rows("articles")}
        for row in job.view.iter_rows("happenings"):
            if row["status"] in _STATUSES and (row["earliest"] or row["latest"]):
                days = [published[article] for article in row["articles"] if published.get(article)]
                yield {**row, "stamp": max(days, default=None)}

    def begin(self, out: BinaryIO, job: Job) -> None:
        """Open the calendar."""
        self._out = out
        self._lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//onrecord//onrecord//EN", "CALSCALE:GREGORIAN")

    def write(self, row: Row) -> None:
        """One entry."""
        first = date.fromisoformat(row["earliest"] or row["latest"])
        last = date.fromisoformat(row["latest"] or row["earliest"])
        hint = _hint(row["earliest"], row["latest"])
        n_sources = row["independent_sources"]
        told = f"{row['status']}; told by {len(row['articles'])} article(s), {n_sources} independent"
        self._lines(
            "BEGIN:VEVENT",
            f"UID:{row['id']}@onrecord",
            f"DTSTAMP:{row['stamp'].replace('-', '') + 'T000000Z' if row['stamp'] else _NO_STAMP}",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            # The end is the first day after it.
            f"DTEND;VALUE=DATE:{min(last, date.max - timedelta(1)) + timedelta(1):%Y%m%d}",
            f"SUMMARY:{_escape(row['title'] + hint)}",
            f"DESCRIPTION:{_escape(told)}",
            f"STATUS:{_STATUSES[row['status']]}",
            f"TRANSP:{'TRANSPARENT' if hint else 'OPAQUE'}",
            *([f"CATEGORIES:{_escape(row['root'])}"] if row["root"] else []),
            "END:VEVENT",
        )

    def finish(self) -> None:
        """Close the calendar."""
        self._lines("END:VCALENDAR")

    def close(self) -> None:
        """Nothing is held."""

    def _lines(self, *lines: str) -> None:
        for line in lines:
            self._out.write(fold(line))


def fold(line: str) -> bytes:
    """A content line with its line break, folded so that no part has more than 75 octets or splits a character."""
    parts: list[bytes] = []
    part = b""
    for char in line:
        octets = char.encode("utf-8")
        if len(part) + len(octets) > _LINE_OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"


def _hint(earliest: str | None, latest: str | None) -> str:
    if earliest is None:
        return f" (on or before {latest})"
    if latest is None:
        return f" (on or after {earliest})"
    return "" if earliest == latest else f" (on a day from {earliest} to {latest})"


def _escape(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n")):
        text = text.replace(plain, escaped)
    return "".join("\\n" if char == "\n" else " " if char < " " or char == "\x7f" else char for char in text)

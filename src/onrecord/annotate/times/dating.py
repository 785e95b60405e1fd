"""When an article was published, from what came with it, its page, its head (`datelines`) and its address.

Rules and cautions were measured on 252 web pages: a date in the URL alone is right to the day 51 times in 75, so that
it bounds the day and doesn't give it; a year named in running text says nothing, a third of all bodies name a later
one.
"""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

from onrecord.annotate.times.datelines import CONTRADICTION, Clue, Yearless, full_dates, read_lines, read_yearless
from onrecord.annotate.times.periods import add_days
from onrecord.model import DateHints, Passage, Publication

__all__ = ["date_article", "date_problems", "date_row", "read_date"]

_MAX_GIVEN_CHARS = 160
_FIRST_YEAR = 1605  # of the first newspaper
_MONTH_OR_YEAR = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>0[1-9]|1[0-2]))?", re.ASCII)
_UNREADABLE = "is no date that can be read"
_TOO_LATE = "lies after retrieval and is left out"
_AGREE_DAYS = 2  # a page and its address are often stamped a day apart
_URL_DAYS = (-1, 2)  # how far the day may lie from the one in the address

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_URL_DATE = re.compile(
    r"(?<!\d)(?P<year>19\d\d|20\d\d)(?:[/_-](?P<month>\d{1,2}|[a-z]{3,9})[/_-](?P<day>\d{1,2})(?!\d)|(?P<packed>\d{4})(?!\d))"
)
_CAPTURED = re.compile(r"(?:web\.archive\.org/web|archive\.(?:ph|today|is))/(\d{4})(\d\d)(\d\d)\d*[a-z_]*/(.*)")


def date_article(
    text: str,
    *,
    url: str | None = None,
    title: str | None = None,
    passages: Sequence[Passage] = (),
    hints: DateHints | None = None,
    retrieved: date | None = None,
) -> Publication:
    """The publication date of an article with its evidence; open where nothing safe tells it.

    Args:
        text: The stored text; spans of the result are half-open code points of it.
        url: The article's address.
        title: Its title; a date there is no evidence.
        passages: The parts of the text; without them its first lines are its head.
        hints: What came with the article and its page's metadata.
        retrieved: The day on which it was fetched, a bound that every date must keep to.
    """
    del title
    hints = hints or DateHints()
    url = url or hints.url
    url, captured = _uncaptured(url)
    notes: list[str] = []
    fetched = _fetched(hints, notes)
    retrieved = min((day for day in (retrieved, captured, fetched) if day is not None), default=None)
    address = _read_url(url)
    stated = _stated(hints, retrieved, notes)
    printed = [clue for clue in read_lines(text, passages, url, notes) if _is_past(clue, retrieved, notes)]
    if stated is not None:
        return _publication(
            stated, "stated", (*notes, *(f"also {clue.name}" for clue in printed if clue.earliest != stated.earliest))
        )
    if address is not None and not any(clue.kind in ("published", "") for clue in printed):
        printed += _with_year(read_yearless(text, passages), address)
    inferred = _weigh(printed, address)
    if inferred is not None and _is_past(inferred, retrieved, notes):
        agreeing = (f"url: {address.name}",) if address is not None and not inferred.name.startswith("url") else ()
        return _publication(inferred, "inferred", (*agreeing, *notes))
    changed = [clue for clue in printed if clue.kind in ("amended", "kept")]
    updated = min([*_modified(hints, retrieved), *(clue.latest for clue in changed)], default=None)
    bounds = [day for day in (updated, retrieved) if day is not None]
    if bounds:
        notes.extend(clue.name for clue in changed)
        if updated is not None:
            notes.append(f"modified: {updated.isoformat()}")
        if retrieved is not None:
            notes.append(f"retrieved: {retrieved.isoformat()}")
        return Publication(latest=min(bounds), status="inferred", evidence=tuple(notes))
    return Publication(evidence=tuple(notes))


def date_row(row: Mapping[str, object]) -> dict[str, object]:
    """The row `{"id", "earliest", "latest", "status", "evidence"}` for `{"id", "text", "url"?, "retrieved"?}`."""
    url, title, retrieved = row.get("url"), row.get("title"), row.get("retrieved")
    publication = date_article(
        str(row.get("text") or ""),
        url=url if isinstance(url, str) else None,
        title=title if isinstance(title, str) else None,
        hints=DateHints(retrieved=retrieved if isinstance(retrieved, str) else None),
    )
    return {
        "id": row.get("id"),
        "earliest": publication.earliest.isoformat() if publication.earliest else None,
        "latest": publication.latest.isoformat() if publication.latest else None,
        "status": publication.status,
        "evidence": list(publication.evidence),
    }


def date_problems(publication: Publication) -> tuple[str, ...]:
    """What came with an article, or stands in its head, as its date and can't be one, as the evidence tells it."""
    return tuple(note for note in publication.evidence if note.endswith((_UNREADABLE, _TOO_LATE, CONTRADICTION)))


def read_date(given: str) -> tuple[date, date, str | None] | None:
    """The day bounds and the zone offset that a metadata string tells; None when it tells no day.

    ISO 8601, RFC 5322 and dates in English words are read; "03/04/2021" is bounded by both readings, "2021-03" and
    "2021" by the month's and the year's first and last day. A day before there was news in print, such as the
    "0001-01-01" of a page whose date was never set, is none.
    """
    found = _read_day(given.strip())
    return found if found is not None and found[0].year >= _FIRST_YEAR else None


def _read_day(given: str) -> tuple[date, date, str | None] | None:
    if (whole := _MONTH_OR_YEAR.fullmatch(given)) is not None:
        year, month = int(whole["year"]), int(whole["month"] or 0)
        last = monthrange(year, month or 12)[1]
        return date(year, month or 1, 1), date(year, month or 12, last), None
    try:
        moment = datetime.fromisoformat(given.replace(" ", "T", 1) if re.match(r"\d{4}-\d\d-\d\d \d", given) else given)
    except ValueError:
        moment = None
    if moment is None and re.match(r"[A-Za-z]{3},? \d", given):
        try:
            moment = parsedate_to_datetime(given)
        except (ValueError, TypeError, IndexError):
            moment = None
    if moment is not None:
        offset = moment.utcoffset()
        zone = None if offset is None else moment.isoformat()[-6:]
        return moment.date(), moment.date(), "UTC" if zone == "+00:00" else zone
    head = re.match(r"\d{4}-\d\d-\d\d(?=T|$)", given)
    if head:
        try:
            day = date.fromisoformat(head[0])
        except ValueError:
            return None
        return day, day, None
    found = full_dates(given[:_MAX_GIVEN_CHARS])
    if len({timex.when for timex in found}) != 1:
        return None
    when = found[0].when
    return (when.earliest, when.latest, None) if when.earliest and when.latest else None


def _stated(hints: DateHints, retrieved: date | None, notes: list[str]) -> Clue | None:
    fields = [("given", hints.given)] if hints.given else []
    for name, value in [*fields, *hints.published]:
        if not value:
            continue
        read = read_date(value)
        if read is None:
            notes.append(f"{name}: {value[:60]!r} {_UNREADABLE}")
            continue
        clue = Clue(
            read[0], read[1], "published", f"{name}: {value[:60]}" if name != "given" else "given", zone=read[2]
        )
        if _is_past(clue, retrieved, notes):
            return clue
    return None


def _fetched(hints: DateHints, notes: list[str]) -> date | None:
    if not hints.retrieved:
        return None
    read = read_date(hints.retrieved)
    if read is None:
        notes.append(f"retrieved: {hints.retrieved[:60]!r} {_UNREADABLE}")
    return read[1] if read is not None else None


def _modified(hints: DateHints, retrieved: date | None) -> list[date]:
    days = [read[1] for _, value in hints.modified if (read := read_date(value)) is not None]
    return [day for day in days if retrieved is None or day <= add_days(retrieved, 1)]  # type: ignore[operator]


def _is_past(clue: Clue, retrieved: date | None, notes: list[str]) -> bool:
    """Whether the clue keeps to the day of retrieval (one day more for zones ahead)."""
    limit = add_days(retrieved, 1)
    if limit is None or clue.earliest <= limit:
        return True
    notes.append(f"{clue.name} {_TOO_LATE}")
    return False


def _publication(clue: Clue, status: str, notes: Sequence[str]) -> Publication:
    spans = (clue.span,) if clue.span is not None else ()
    return Publication(clue.earliest, clue.latest, status, clue.zone, (clue.name, *notes), spans)


def _weigh(printed: Sequence[Clue], address: Clue | None) -> Clue | None:
    """The day that the page's date lines tell, checked by the address; the address alone only bounds it."""
    published = [clue for clue in printed if clue.kind == "published"][:1]
    published = published or _agreeing([clue for clue in printed if clue.kind == ""], address)
    updated = [clue for clue in printed if clue.kind == "updated"]
    if not published:
        if not updated:
            return None if address is None else replace(address, name=f"url: {address.name}")
        # An update alone is what the page shows of its date; the address tells when it is a later one.
        published, updated = updated[:1], []
    first = _settle_order(published[0], address)
    if updated and updated[0].latest > first.latest:
        first = replace(first, latest=updated[0].latest, name=f"{first.name}; {updated[0].name}")
    if address is None:
        return first
    near = first.earliest - timedelta(
        days=_AGREE_DAYS
    ) <= address.latest and address.earliest <= first.latest + timedelta(days=_AGREE_DAYS)
    if near and first.evening and address.earliest - timedelta(days=_URL_DAYS[0]) == first.latest + timedelta(days=1):
        # Posted in the evening under the next day's address: either may be the day that the outlet counts.
        return replace(first, latest=first.latest + timedelta(days=1))
    if near:
        return first
    return replace(
        first,
        earliest=min(first.earliest, address.earliest),
        latest=max(first.latest, address.latest),
        name=f"{first.name} against url: {address.name}",
    )


def _agreeing(clues: Sequence[Clue], address: Clue | None) -> list[Clue]:
    """What unlabelled dates tell together: their common days, those near the address, or all from first to last.

    A page that shows the day of its visit beside that of its report gives two, and nothing says which is which.
    """
    if len(clues) < 2:
        return list(clues)
    settled = [_settle_order(clue, address) for clue in clues]
    if address is not None:
        near = [c for c in settled if c.earliest <= address.latest and address.earliest <= c.latest]
        settled = near or settled
    low, high = max(clue.earliest for clue in settled), min(clue.latest for clue in settled)
    if low > high:
        low, high = min(clue.earliest for clue in settled), max(clue.latest for clue in settled)
    names = "; ".join(dict.fromkeys(clue.name for clue in settled))
    return [replace(settled[0], earliest=low, latest=high, name=names)]


def _with_year(found: Sequence[Yearless], address: Clue) -> list[Clue]:
    """Day and month of the head with the year of the address, when that is days off at most."""
    stamped = address.earliest - timedelta(days=_URL_DAYS[0])
    clues = []
    for line in found:
        try:
            day = min(
                (date(year, line.month, line.day) for year in range(stamped.year - 1, stamped.year + 2)),
                key=lambda day: abs((day - stamped).days),
            )
        except ValueError:
            continue
        if abs((day - stamped).days) <= _AGREE_DAYS:
            name = f"date line [{line.span.start}, {line.span.end}) with the year of the url"
            clues.append(Clue(min(day, stamped), max(day, stamped), "", name, line.span))
    return clues[:1]


def _uncaptured(url: str | None) -> tuple[str | None, date | None]:
    """The address of a page that a web archive keeps, and the day on which it was captured."""
    match = _CAPTURED.search(url) if url else None
    if match is None:
        return url, None
    try:
        return match[4], date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return match[4], None


def _settle_order(clue: Clue, address: Clue | None) -> Clue:
    """A date that can be read both ways, by the reading that the address agrees with."""
    if clue.earliest == clue.latest or address is None:
        return clue
    agreeing = [day for day in (clue.earliest, clue.latest) if address.earliest <= day <= address.latest]
    return replace(clue, earliest=agreeing[0], latest=agreeing[0]) if len(agreeing) == 1 else clue


def _read_url(url: str | None) -> Clue | None:
    """Bounds of the day from a full date in the address; archives by month or day 1 are no evidence."""
    if not url:
        return None
    path = url.lower()[:2000].partition("?")[0]
    if "archive" in path.rpartition("/")[2]:
        return None
    days = []
    for match in _URL_DATE.finditer(path):
        month, day = (match["packed"][:2], match["packed"][2:]) if match["packed"] else (match["month"], match["day"])
        number = int(month) if month.isdecimal() else (_MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else 0)
        try:
            days.append((date(int(match["year"]), number, int(day)), match[0]))
        except ValueError:
            continue
    if not days or (max(days)[0] - min(days)[0]).days > _AGREE_DAYS:
        return None
    low, high = min(days)[0], max(days)[0]
    earliest, latest = add_days(low, _URL_DAYS[0]), add_days(high, _URL_DAYS[1])
    return Clue(earliest or low, latest or high, "", days[0][1])

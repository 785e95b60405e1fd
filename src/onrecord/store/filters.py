"""Which rows a `Filter` lets through."""

from collections.abc import Iterator
from functools import cached_property

from onrecord.model.record import Filter
from onrecord.model.rows import Row
from onrecord.store.tables import TableRows

__all__ = ["RowFilter", "time_fits"]


def time_fits(earliest: str | None, latest: str | None, wanted: Filter) -> bool:
    """Whether a time may overlap the filter's days, or, with `certain`, must lie within them."""
    since, until = wanted.since, wanted.until
    if wanted.certain:
        return (since is None or (earliest is not None and earliest >= since)) and (
            until is None or (latest is not None and latest <= until)
        )
    is_before = since is not None and latest is not None and latest < since
    is_after = until is not None and earliest is not None and earliest > until
    return not (is_before or is_after)


class RowFilter:
    """A filter with what it takes to decide: names of entities and topics, the statements that match."""

    def __init__(self, rows: TableRows, wanted: Filter) -> None:
        self._rows = rows
        self._wanted = wanted
        self._asks_for_words = bool(wanted.speaker or wanted.topic or wanted.terms)

    def statement(self, row: Row) -> bool:
        """Statements: by speaker or principal, side, topic, terms, and when it was said."""
        return (
            self._words_fit(row)
            and self._side_fits(row["side"])
            and time_fits(row["said_earliest"], row["said_latest"], self._wanted)
        )

    def event(self, row: Row) -> bool:
        """Events: speaker, topic and terms are those of the statement that tells them; side is anyone's in them."""
        if not time_fits(row["earliest"], row["latest"], self._wanted):
            return False
        voice = {row["statement"], row["performed_by"]}
        if self._asks_for_words and not voice & self._statements:
            return False
        codes = [actor["code"] for key in ("actors", "recipients", "participants") for actor in row[key]]
        return self._wanted.side is None or any(self._side_fits(code) for code in codes)

    def happening(self, row: Row) -> bool:
        """Happenings: speaker, topic and terms are those of statements in or about them; side takes part or tells."""
        if not time_fits(row["earliest"], row["latest"], self._wanted):
            return False
        if self._asks_for_words and row["id"] not in self._told_happenings:
            return False
        if self._wanted.side is None:
            return True
        return row["id"] in self._sided_happenings or any(
            self._side_fits(actor["code"]) for actor in row["participants"]
        )

    def article(self, row: Row) -> bool:
        """Articles: by publication day, and by having a statement that fits."""
        if not time_fits(row["published_earliest"], row["published_latest"], self._wanted):
            return False
        if self._wanted.side is None and not self._asks_for_words:
            return True
        return row["id"] in self._articles

    def entity(self, row: Row) -> bool:
        """Entities: speaker is their name, side theirs or one they speak for; topic, terms and days of their words."""
        wanted = self._wanted
        if wanted.speaker is not None and row["id"] not in self._speakers:
            return False
        if wanted.topic or wanted.terms or wanted.since or wanted.until:
            return row["id"] in self._heard
        return self._side_fits(row["country"]) or row["id"] in self._heard

    def statement_list(self, row: Row) -> bool:
        """Utterances, topics and accounts: by having a statement that fits."""
        everything = Filter()
        return self._wanted == everything or any(item in self._whole_statements for item in row["statements"])

    def _words_fit(self, row: Row) -> bool:
        wanted = self._wanted
        return (
            (wanted.terms is None or row["terms"] == wanted.terms)
            and (wanted.topic is None or not self._topics.isdisjoint(row["topics"]))
            and (wanted.speaker is None or self._is_speaker(row["speaker"]) or self._is_speaker(row["principal"]))
        )

    def _side_fits(self, side: str | None) -> bool:
        wanted = self._wanted.side
        return wanted is None or (side is not None and side.casefold() == wanted.casefold())

    def _is_speaker(self, ref: Row | None) -> bool:
        wanted = self._wanted.speaker or ""
        return ref is not None and (wanted.casefold() in ref["name"].casefold() or ref["entity"] in self._speakers)

    @cached_property
    def _speakers(self) -> frozenset[str]:
        wanted = self._wanted.speaker or ""
        return frozenset(
            row["id"]
            for row in self._rows.iter("entities")
            if row["id"] == wanted
            or any(wanted.casefold() in name.casefold() for name in (row["name"], *row["aliases"]))
        )

    @cached_property
    def _topics(self) -> frozenset[str]:
        wanted = self._wanted.topic or ""
        return frozenset(
            row["id"]
            for row in self._rows.iter("topics")
            if row["id"] == wanted or row["name"].casefold() == wanted.casefold()
        )

    def _iter_told(self) -> Iterator[Row]:
        return (row for row in self._rows.iter("statements") if self._words_fit(row))

    @cached_property
    def _statements(self) -> frozenset[str]:
        return frozenset(row["id"] for row in self._iter_told())

    @cached_property
    def _whole_statements(self) -> frozenset[str]:
        return frozenset(row["id"] for row in self._rows.iter("statements") if self.statement(row))

    @cached_property
    def _heard(self) -> frozenset[str | None]:
        return frozenset(
            ref["entity"]
            for row in self._rows.iter("statements")
            if self.statement(row)
            for ref in (row["speaker"], row["principal"])
            if ref is not None
        )

    @cached_property
    def _told_happenings(self) -> frozenset[str]:
        return frozenset(happening for row in self._iter_told() for happening in (row["said_in"], *row["about"]))

    @cached_property
    def _sided_happenings(self) -> frozenset[str]:
        return frozenset(row["happening"] for row in self._rows.iter("accounts") if self._side_fits(row["side"]))

    @cached_property
    def _articles(self) -> frozenset[str]:
        return frozenset(row["article"] for row in self._iter_told() if self._side_fits(row["side"]))

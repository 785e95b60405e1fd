"""What a user's roles file may hold, checked before any article is read with it."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from onrecord.code.actors import read_roles
from onrecord.errors import InputError

__all__ = ["refuse_bad_roles"]

# PLOVER's codes that no word of the table tells: partly recognised entities, unknown.
_FURTHER_SECTORS = frozenset({"PRE", "UNK"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def refuse_bad_roles(content: str) -> None:
    """Make sure that a roles file's sectors and dates are ones that articles can be compared with.

    Raises:
        InputError: A column is missing, or a sector or a date is none; the message names the entry.
    """
    problem = next(_problems(content), None)
    if problem is not None:
        raise InputError(f"roles file: {problem}")


def _problems(content: str) -> Iterator[str]:
    sectors = _known_sectors()
    for role in read_roles(content):
        if role.sector is not None and role.sector not in sectors:
            known = ", ".join(sorted(sectors))
            yield f"{role.entity!r} has sector {role.sector!r}; leave it empty or write one of {known}"
        for column, day in (("from", role.start), ("to", role.end)):
            if day and not _is_day(day):
                dates = "YYYY, YYYY-MM or YYYY-MM-DD"
                yield f"{role.entity!r} has {column} {day!r}, which is no date; leave it empty or write {dates}"


def _known_sectors() -> frozenset[str]:
    table = files("onrecord.code").joinpath("sectors.csv").read_text(encoding="utf-8")
    return _FURTHER_SECTORS | {row["sector"] for row in csv.DictReader(table.splitlines()) if row["sector"]}


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False

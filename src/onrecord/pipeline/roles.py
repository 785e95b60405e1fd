"""What a user's roles file may hold, checked before any article is read with it."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from onrecord.code.actors import read_roles
from onrecord.code.meanings import BODIES
from onrecord.errors import InputError
from onrecord.gazetteer import load_countries
from onrecord.model import Role

__all__ = ["refuse_bad_roles"]

# PLOVER's codes that no word of the table tells: partly recognised entities, unknown.
_FURTHER_SECTORS = frozenset({"PRE", "UNK"})
# ISO 3166-1 alpha-3 leaves these to users, as for states that are invented or not recognised.
_USER_ASSIGNED = re.compile(r"AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def refuse_bad_roles(content: str) -> None:
    """Make sure that a roles file's countries, sectors and dates are ones that articles can be compared with.

    Raises:
        InputError: A column is missing, a country, sector or date is none, or a role ends before it begins; the
            message names the entry.
    """
    problem = next(_problems(content), None)
    if problem is not None:
        raise InputError(f"roles file: {problem}")


def _problems(content: str) -> Iterator[str]:
    sectors, countries = _known_sectors(), _known_countries()
    for role in read_roles(content):
        if role.country is not None and role.country not in countries and not _USER_ASSIGNED.fullmatch(role.country):
            codes = f"an ISO 3166-1 alpha-3 code (FRA; XAA to XZZ are free for your own) or {', '.join(sorted(BODIES))}"
            unknown = f"{role.entity!r} has country {role.country!r}, which is no code known here"
            yield f"{unknown}; leave it empty or write {codes}"
        if role.sector is not None and role.sector not in sectors:
            known = ", ".join(sorted(sectors))
            yield f"{role.entity!r} has sector {role.sector!r}; leave it empty or write one of {known}"
        for column, day in (("from", role.start), ("to", role.end)):
            if day and not _is_day(day):
                dates = "YYYY, YYYY-MM or YYYY-MM-DD"
                yield f"{role.entity!r} has {column} {day!r}, which is no date; leave it empty or write {dates}"
        if _ends_first(role):
            yield f"{role.entity!r} has from {role.start} after to {role.end}; swap them"


def _known_sectors() -> frozenset[str]:
    table = files("onrecord.code").joinpath("sectors.csv").read_text(encoding="utf-8")
    return _FURTHER_SECTORS | {row["sector"] for row in csv.DictReader(table.splitlines()) if row["sector"]}


def _known_countries() -> frozenset[str]:
    table = files("onrecord.code").joinpath("states.csv").read_text(encoding="utf-8")
    former = {row["code"] for row in csv.DictReader(table.splitlines())}
    return BODIES | former | {country.code for country in load_countries()}


def _ends_first(role: Role) -> bool:
    return bool(role.start and role.end and role.start > role.end)


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False

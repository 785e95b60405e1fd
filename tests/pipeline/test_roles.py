"""A user's roles file is refused before any article is read with it."""

import pytest

from onrecord.code.actors import read_roles
from onrecord.errors import InputError
from onrecord.pipeline.stages import check_roles

_HEAD = "name,aliases,country,sector,role,from,to\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Ada Quell,,XAA,NOPE,minister,,", "'Ada Quell' has sector 'NOPE'"),
        ("Ada Quell,,XAA,GOV,minister,2024-99-01,", "'Ada Quell' has from '2024-99-01'"),
        ("Ada Quell,,XAA,GOV,minister,,May 2024", "'Ada Quell' has to 'May 2024'"),
    ],
)
def test_a_sector_or_date_that_is_none_is_refused(row: str, message: str) -> None:
    with pytest.raises(InputError, match=f"roles file: {message}.*leave it empty or write"):
        check_roles(_HEAD + row + "\n")


def test_known_sectors_days_and_empty_cells_pass() -> None:
    check_roles(_HEAD + "Ada Quell,,XAA,GOV,minister,2024-01-01,2024-12-31\nOrrin,,XAA,,state,,\n")


def test_a_year_or_a_month_lasts_from_its_first_to_its_last_day() -> None:
    [role] = read_roles(_HEAD + "Ada Quell,,XAA,GOV,minister,2023,2024-02\n")
    assert (role.start, role.end) == ("2023-01-01", "2024-02-29")
    check_roles(_HEAD + "Ada Quell,,XAA,PRE,leader,2023-05,2024\n")

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
        ("Ada Quell,,UK,GOV,minister,,", "'Ada Quell' has country 'UK'"),
        ("Ada Quell,,fra,GOV,minister,,", "'Ada Quell' has country 'fra'"),
    ],
)
def test_a_sector_or_date_that_is_none_is_refused(row: str, message: str) -> None:
    with pytest.raises(InputError, match=f"roles file: {message}.*leave it empty or write"):
        check_roles(_HEAD + row + "\n")


def test_a_role_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InputError, match="'Ada Quell' has from 2024-05-01 after to 2023-12-31; swap them"):
        check_roles(_HEAD + "Ada Quell,,XAA,GOV,minister,2024-05,2023\n")


@pytest.mark.parametrize("code", ["FRA", "XKX", "SUN", "XAA", "QMA", "ZZZ", "IGO", ""])
def test_codes_of_states_former_states_bodies_and_invented_states_pass(code: str) -> None:
    check_roles(_HEAD + f"Ada Quell,,{code},GOV,minister,,\n")


def test_known_sectors_days_and_empty_cells_pass() -> None:
    check_roles(_HEAD + "Ada Quell,,XAA,GOV,minister,2024-01-01,2024-12-31\nOrrin,,XAA,,state,,\n")


def test_a_year_or_a_month_lasts_from_its_first_to_its_last_day() -> None:
    [role] = read_roles(_HEAD + "Ada Quell,,XAA,GOV,minister,2023,2024-02\n")
    assert (role.start, role.end) == ("2023-01-01", "2024-02-29")
    check_roles(_HEAD + "Ada Quell,,XAA,PRE,leader,2023-05,2024\n")

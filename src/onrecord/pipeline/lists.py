"""Whether a user's list (roles, topics) is a whole table, checked before any article is read with it."""

import csv
from collections.abc import Sequence
from io import StringIO

from onrecord.errors import InputError

__all__ = ["refuse_broken_list"]


def refuse_broken_list(content: str, what: str, needed: Sequence[str]) -> None:
    """Make sure that a list has its columns and that no row of it runs over or into the next.

    Args:
        content: The file's text; an empty one is an empty list.
        what: What the message calls it, such as "roles file".
        needed: The columns that it must have.

    Raises:
        InputError: A column is missing, a row has more cells than there are columns, or a quotation mark is not closed.
    """
    rows = csv.reader(StringIO(content.removeprefix("\ufeff")), strict=True)
    try:
        columns = next(rows, [])
        missing = [column for column in needed if column not in columns]
        if columns and missing:
            wanted = ", ".join(needed)
            raise InputError(f"{what}: no column {', '.join(missing)}; its first line must be {wanted}, with commas")
        for row in rows:
            if any(cell.strip() for cell in row[len(columns) :]):
                n_cells = f"{len(row)} cells for {len(columns)} columns"
                raise InputError(
                    f"{what}: line {rows.line_num} has {n_cells}; put what holds a comma in quotation marks"
                )
    except csv.Error as error:
        raise InputError(f"{what}: line {rows.line_num} can't be read ({error}); close its quotation marks") from error

"""Tables on the terminal; plain and wide where the output goes to a file or a pipe."""

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from onrecord.present.tables import Table

__all__ = ["print_table", "print_texts"]

_PIPE_WIDTH = 200  # a table that no terminal limits stays readable in an editor
_MATCH_START, _MATCH_END = "\x02", "\x03"


def _console() -> Console:
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(width=width, highlight=False)


def print_table(table: Table) -> None:
    """Print a table with its title and notes; an empty one says so."""
    console = _console()
    console.print(Text(table.title, style="bold"))
    if not table.rows:
        console.print("Nothing found.")
    else:
        grid = RichTable(show_lines=True, pad_edge=False)
        for column in table.columns:
            grid.add_column(column, overflow="fold")
        for row in table.rows:
            grid.add_row(*(_marked(cell) for cell in row))
        console.print(grid)
    print_texts(table.notes, console)


def print_texts(lines: Iterable[str], console: Console | None = None) -> None:
    """Print lines as they are, without markup."""
    console = console or _console()
    for line in lines:
        console.print(Text(line))


def _marked(cell: str) -> Text:
    """A cell with a search's matches in bold."""
    text = Text()
    for position, part in enumerate(cell.split(_MATCH_START)):
        match, closed, rest = part.partition(_MATCH_END)
        if position and closed:
            text.append(match, style="bold")
            text.append(rest)
        else:
            text.append(part)
    return text

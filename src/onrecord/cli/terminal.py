"""Tables and listings on the terminal; plain, and as wide as they need to be, in a file or a pipe."""

import os
import sys
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from onrecord.present.safety import show_controls
from onrecord.present.tables import Entry, Listing, Table

__all__ = ["print_shown", "print_texts"]

_PIPE_WIDTH = 160  # a table that no terminal limits stays readable in an editor
_WIDE_COLUMN = 26
"""A column whose longest line is no longer than this never wraps; wider ones need at least as much."""
_MATCH_START, _MATCH_END = "\x02", "\x03"


def _console() -> Console:
    """A console as wide as the terminal or COLUMNS; without either, wide."""
    is_limited = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
    return Console(width=None if is_limited else _PIPE_WIDTH, highlight=False, emoji=False, markup=False)


def print_shown(shown: Table | Listing) -> None:
    """Print a table or listing with its title and notes; an empty one says so."""
    console = _console()
    console.print(_words(shown.title, "bold"))
    if isinstance(shown, Listing):
        _print_listing(shown, console)
    elif not shown.rows:
        console.print("Nothing found.")
    elif sum(min(_WIDE_COLUMN, width) + 2 for width in _widths(shown)) > console.width:
        _print_stacked(shown, console)
    else:
        _print_grid(shown, console)
    print_texts(shown.notes, console)


def print_texts(lines: Iterable[str], console: Console | None = None) -> None:
    """Print lines as they are, without markup."""
    console = console or _console()
    for line in lines:
        console.print(_words(line))


def _print_grid(table: Table, console: Console) -> None:
    grid = RichTable(box=box.HORIZONTALS, show_lines=True, pad_edge=False)
    for column, width in zip(table.columns, _widths(table), strict=True):
        grid.add_column(column, overflow="fold", no_wrap=width <= _WIDE_COLUMN)
    for row in table.rows:
        grid.add_row(*(_marked(cell) for cell in row))
    console.print(grid)


def _widths(table: Table) -> list[int]:
    """Each column's longest line, in characters."""
    columns = zip(table.columns, *table.rows, strict=True)
    return [max(len(line) for cell in column for line in (cell.split("\n") or [""])) for column in columns]


def _print_stacked(table: Table, console: Console) -> None:
    """A table that is too wide for the terminal: each row's cells under each other, with their columns' heads."""
    for row in table.rows:
        console.print()
        console.print(_words(" — ".join(part for part in row[0].split("\n") if part), "bold"))
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            if cell:
                console.print(Padding(_words(f"{column}: ").append_text(_marked(cell)), (0, 0, 0, 2), expand=False))


def _print_listing(listing: Listing, console: Console) -> None:
    groups = [group for group in listing.groups if group.entries]
    if not groups:
        console.print("Nothing found.")
    for group in groups:
        if group.title:
            console.print()
            console.print(_words(group.title, "bold underline"))
        for entry in group.entries:
            _print_entry(entry, console)


def _print_entry(entry: Entry, console: Console) -> None:
    console.print()
    console.print(_words(entry.head))
    for line in entry.lines:
        console.print(Padding(_marked(line), (0, 0, 0, 4), expand=False))
    if entry.id:
        console.print(Padding(_words(entry.id, "dim"), (0, 0, 0, 4), expand=False))


def _words(text: str, style: str = "") -> Text:
    """Text for the terminal: control characters, which could steer it, become visible."""
    return Text(str(show_controls(text)), style=style)


def _marked(cell: str) -> Text:
    """A cell with a search's matches in bold."""
    text = Text()
    for position, part in enumerate(cell.split(_MATCH_START)):
        match, closed, rest = part.partition(_MATCH_END)
        if position and closed:
            text.append_text(_words(match, "bold"))
            text.append_text(_words(rest))
        else:
            text.append_text(_words(part))
    return text

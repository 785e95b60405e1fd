"""Progress on standard error, only where somebody watches."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

__all__ = ["count_progress"]

Item = TypeVar("Item")


def count_progress(items: Iterable[Item], noun: str) -> Iterator[Item]:
    """Pass `items` on and count them on the terminal; silent when standard error is no terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} " + noun), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(noun, total=None)
        for item in items:
            yield item
            progress.advance(task)

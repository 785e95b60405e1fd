"""When Python looks for garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collect_after"]


@contextmanager
def collect_after() -> Iterator[None]:
    """Within it, no search for cycles of dead objects; what it would have found goes after it.

    One article makes so many short-lived objects that the tables loaded for all articles were searched every few
    articles: 3 to 4 % of the time. A program that has switched the search off finds it so again.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()

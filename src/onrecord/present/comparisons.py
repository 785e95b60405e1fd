"""Which happenings can be compared: those of which more than one side gives an account."""

from dataclasses import dataclass

from onrecord.model import Happening
from onrecord.present.tables import Table
from onrecord.present.words import when_words
from onrecord.store import View

__all__ = ["Comparable", "comparable", "comparable_table"]

_TWO = 2  # sides make a comparison; a third party adds less to it than points do


@dataclass(frozen=True, slots=True)
class Comparable:
    """A happening, the sides that give an account of it, and how many points they make."""

    happening: Happening
    sides: tuple[str, ...]
    n_points: int


def comparable(view: View) -> list[Comparable]:
    """Happenings with accounts: those of two sides first, then the most points, then by id."""
    sides: dict[str, set[str]] = {}
    points: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    for account in view.accounts():
        sides.setdefault(account.happening, set()).add(account.side)
        points.setdefault(account.happening, set()).add((account.side, account.statements))  # once, on all its topics
    found = [
        Comparable(happening, tuple(sorted(sides[happening.id])), len(points[happening.id]))
        for happening in view.happenings()
        if happening.id in sides
    ]
    return sorted(found, key=lambda c: (-min(len(c.sides), _TWO), -c.n_points, c.happening.id))


def comparable_table(view: View) -> Table:
    """The list that `compare` prints when no happening is named."""
    rows = tuple(
        (c.happening.id, c.happening.title, when_words(c.happening.when), ", ".join(c.sides), str(c.n_points))
        for c in comparable(view)
    )
    notes = ("Name one: onrecord compare RECORD ID",) if rows else ()
    return Table("Happenings with accounts", ("Id", "What", "When", "Sides", "Points"), rows, notes)

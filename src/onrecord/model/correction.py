"""What people change."""

from dataclasses import dataclass

__all__ = ["ACTIONS", "Correction"]

ACTIONS = ("set", "reject", "same", "different", "withdraw")


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's change.

    `number` counts from 1 in the order made. `at` is UTC, ISO 8601 to the second. `target` is a fact's,
    happening's, entity's or article's id; `field`, `old` and `new` are JSON texts for "set", `new` is the
    other id for "same" and "different". `undone` is true once withdrawn by `undo`.
    """

    number: int
    id: str
    at: str
    who: str
    why: str
    action: str
    target: str
    field: str | None = None
    old: str | None = None
    new: str | None = None
    undone: bool = False

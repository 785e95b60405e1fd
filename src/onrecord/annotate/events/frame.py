"""One candidate of an act, by its words."""

from dataclasses import dataclass

__all__ = ["Frame"]


@dataclass(frozen=True, slots=True)
class Frame:
    """Word indices of trigger, actors and recipients; `form` of an engagement; `odds` that it is an event, 0..1.

    `verb` is that of a measure which is its object ("raised tariffs"): it belongs to the trigger. `again` names another
    for whom its word holds too, at another time ("trips by A in May, and B last week").
    """

    trigger: int
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    form: str | None
    odds: float
    verb: int | None = None
    again: int | None = None

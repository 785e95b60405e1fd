"""People's corrections as rows and back."""

from onrecord.model.correction import Correction
from onrecord.model.rows.parts import Row

__all__ = [
    "correction_from_row",
    "correction_row",
]


def correction_row(correction: Correction) -> Row:
    """A person's change."""
    return {
        "number": correction.number,
        "id": correction.id,
        "at": correction.at,
        "who": correction.who,
        "why": correction.why,
        "action": correction.action,
        "target": correction.target,
        "field": correction.field,
        "old": correction.old,
        "new": correction.new,
        "undone": correction.undone,
    }


def correction_from_row(row: Row) -> Correction:
    """The inverse of `correction_row`."""
    return Correction(**row)

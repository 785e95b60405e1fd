"""Whose accounts stand side by side: those of the sides that took part, with third parties apart."""

from onrecord.model.record import Comparison

__all__ = ["split_parties"]


def split_parties(comparison: Comparison) -> tuple[list[str], list[str]]:
    """The sides that took part in the happening, and third parties.

    A side took part when a participant is of it, by code or by name, or speaks for it in these statements. All are
    parties when nobody who took part gives an account.
    """
    participants = comparison.happening.participants
    parties = {actor.code for actor in participants} | {actor.text for actor in participants}
    entities = {actor.entity for actor in participants} - {None}
    for found in comparison.statements:
        for ref in (found.statement.speaker, found.statement.principal):
            if ref is not None and ref.entity in entities:
                parties.add(found.statement.side)
    own = [side for side in comparison.sides if side in parties]
    if not own:
        return list(comparison.sides), []
    return own, [side for side in comparison.sides if side not in parties]

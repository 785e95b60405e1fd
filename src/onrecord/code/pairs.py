"""A sentence with an actor, a recipient and perhaps a trigger as the coder reads it: word pieces with these marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from onrecord.engine.pieces import CLS, SEP, PieceVocabulary
from onrecord.engine.words import split_words

__all__ = ["ROOTS", "STATUS_LABELS", "MarkedPair", "mark_pair"]

ROOTS = (
    "NONE", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The coder's labels in the order of its outputs: PLOVER's sixteen categories after "no event"."""

STATUS_LABELS = (
    "occurred", "planned", "possible", "pending", "hypothetical", "negated", "cancelled", "in_force", "lifted", "ended",
)  # fmt: skip

_MAX_PIECES = 48  # a longer sentence is cut around its actors; held-out pairs lose 0.4 points against 64

# Unused places of the BERT vocabulary serve as marks before and after the actor, the recipient and the trigger.
_MARKS = {1: (1, 2), 2: (3, 4), 3: (5, 6)}


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """Piece ids with a role for each: 0 none, 1 actor, 2 recipient, 3 trigger."""

    pieces: tuple[int, ...]
    roles: tuple[int, ...]


def mark_pair(
    sentence: str,
    actor: Sequence[tuple[int, int]],
    recipient: Sequence[tuple[int, int]],
    vocabulary: PieceVocabulary,
    trigger: Sequence[tuple[int, int]] = (),
) -> MarkedPair:
    """The sentence's pieces with the words of the actor, the recipient and the trigger marked.

    Spans are `[start, end)` code points of `sentence`; each list may be empty. The first that covers a word has it.
    """
    words = _encode(sentence, vocabulary)
    pieces: list[int] = []
    roles: list[int] = []
    before = 0
    for (_, _, encoded), role in zip(words, _roles(words, (actor, recipient, trigger)), strict=True):
        if role != before:
            _add_mark(pieces, roles, before, 1)
            _add_mark(pieces, roles, role, 0)
        pieces.extend(encoded)
        roles.extend([role] * len(encoded))
        before = role
    _add_mark(pieces, roles, before, 1)
    first, last = _window(roles)
    return MarkedPair((CLS, *pieces[first:last], SEP), (0, *roles[first:last], 0))


_Word = tuple[int, int, tuple[int, ...]]
"""Where a word starts and ends, and its pieces."""


@lru_cache(maxsize=16)
def _encode(sentence: str, vocabulary: PieceVocabulary) -> tuple[_Word, ...]:
    """The words of a sentence, of which one pair after the other is asked about."""
    return tuple((start, end, vocabulary.encode(sentence[start:end])) for start, end in split_words(sentence))


def _roles(words: Sequence[_Word], marked: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    """The role of each word: that of the first spans that cover it, 0 for none."""
    roles = [0] * len(words)
    for role, spans in reversed(list(enumerate(marked, 1))):
        for start, end in spans:
            first, last = bisect_right(words, start, key=itemgetter(1)), bisect_left(words, end, key=itemgetter(0))
            roles[first:last] = [role] * (last - first)
    return roles


def _add_mark(pieces: list[int], roles: list[int], role: int, which: int) -> None:
    if role:
        pieces.append(_MARKS[role][which])
        roles.append(role)


def _window(roles: Sequence[int]) -> tuple[int, int]:
    """The stretch of at most `_MAX_PIECES` pieces that holds the actors, or the start of the sentence."""
    if len(roles) <= _MAX_PIECES:
        return 0, len(roles)
    marked = [i for i, role in enumerate(roles) if role] or [0]
    middle = (marked[0] + marked[-1]) // 2
    first = max(0, min(middle - _MAX_PIECES // 2, len(roles) - _MAX_PIECES))
    return first, first + _MAX_PIECES

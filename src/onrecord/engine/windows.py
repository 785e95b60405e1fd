"""A long text as overlapping windows, each word read in the one where it stands most central."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Window", "iter_windows"]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[start, end)` are shown to the model; its answers are kept for `[core_start, core_end)` of them."""

    start: int
    end: int
    core_start: int
    core_end: int


def iter_windows(
    piece_starts: Sequence[int], sentence_starts: Sequence[int], max_pieces: int, context_pieces: int
) -> Iterator[Window]:
    """Windows over the words whose pieces start at `piece_starts`; their cores tile the words.

    Args:
        piece_starts: Where each word's pieces start, and the total at the end; no word has more than `max_pieces`.
        sentence_starts: Words that start a sentence, ascending. Cores end between sentences where they can, so that a
            sentence of at most half a window is never read in two parts.
        max_pieces: Most pieces of a window.
        context_pieces: How many pieces of context a core has on either side, about.
    """
    n = len(piece_starts) - 1
    core_start = 0
    while core_start < n:
        start = min(core_start, bisect_left(piece_starts, piece_starts[core_start] - context_pieces))
        start = max(start, 0)
        end = _last_word_within(piece_starts, start, max_pieces)
        if end <= core_start:  # a context of long words left no room: read on without it
            start = core_start
            end = max(core_start + 1, _last_word_within(piece_starts, start, max_pieces))
        core_end = n if end >= n else _choose_core_end(piece_starts, sentence_starts, core_start, end, context_pieces)
        yield Window(start, end, core_start, core_end)
        core_start = core_end


def _last_word_within(piece_starts: Sequence[int], start: int, max_pieces: int) -> int:
    """The end of the longest word range from `start` that has at most `max_pieces` pieces."""
    return min(bisect_right(piece_starts, piece_starts[start] + max_pieces) - 1, len(piece_starts) - 1)


def _choose_core_end(
    piece_starts: Sequence[int], sentence_starts: Sequence[int], core_start: int, end: int, context_pieces: int
) -> int:
    """The last sentence start that leaves the context, else the last in the latter half, else a cut anywhere."""
    wanted = bisect_right(piece_starts, piece_starts[end] - context_pieces) - 1
    middle = (core_start + end) // 2
    for limit in (wanted, end):
        i = bisect_right(sentence_starts, limit) - 1
        if i >= 0 and sentence_starts[i] > max(core_start, middle):
            return sentence_starts[i]
    return max(core_start + 1, wanted)

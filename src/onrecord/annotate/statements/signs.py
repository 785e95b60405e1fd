"""Signs: words that hint at the means by which somebody's words got out, wherever they stand.

`signs.toml` lists them by kind. The same word may be a sign of several kinds; a phrase hides the words inside it.
"""

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from onrecord.annotate.statements.tables import SOURCE_NOUNS, load_sign_kinds

__all__ = ["CHANNEL_OF", "find_signs"]

CHANNEL_OF: dict[str, str] = {kind: row.channel for kind, row in load_sign_kinds().items() if row.channel}
"""The channel that a kind of sign speaks for; some speak for none alone."""


@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The signs by their first word, longest phrases first."""
    listed = [
        (tuple(phrase.split()), kind)
        for kind, row in load_sign_kinds().items()
        for phrase in (*row.words, *row.phrases)
    ]
    listed += [((noun,), "document") for noun, row in SOURCE_NOUNS.items() if row.channel == "document"]
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, kind in listed:
        table.setdefault(words[0], []).append((words, kind))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[1]))) for first, rows in table.items()}


@lru_cache(maxsize=20_000)
def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@lru_cache(maxsize=20_000)
def _starting(word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    table = _by_first_word()
    single = _singular(word)
    return table.get(word, ()) + (table.get(single, ()) if single != word else ())


def find_signs(lowers: Sequence[str], words: Sequence[int]) -> Iterator[tuple[str, int]]:
    """The signs among some words of a text (indices into `lowers`, ascending), each with the index of its last word."""
    members = words if isinstance(words, range) else set(words)
    done = -1
    for i in words:
        if i <= done or not (rows := _starting(lowers[i])):
            continue
        following = (lowers[i + 1], _singular(lowers[i + 1])) if i + 1 in members else ()
        for phrase, kind in rows:
            last = i + len(phrase) - 1
            if last <= done:
                continue
            if len(phrase) == 1:
                yield kind, last
            elif phrase[1] in following and _goes_on(phrase, lowers, i, members):
                yield kind, last
                done = last


def _goes_on(phrase: Sequence[str], lowers: Sequence[str], first: int, members: Container[int]) -> bool:
    """Whether the words from the third on, all of them members, go on as the phrase does, whose first is `first`."""
    for i, wanted in enumerate(phrase[2:], first + 2):
        if i not in members or (wanted != lowers[i] and wanted != _singular(lowers[i])):
            return False
    return True

"""Words into the word pieces of an uncased BERT vocabulary."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from onrecord.errors import ModelError

__all__ = [
    "CLS", "MAX_PIECES_PER_WORD", "PAD", "SEP", "UNKNOWN", "VOCABULARY", "PieceVocabulary", "load_vocabulary",
]  # fmt: skip

VOCABULARY = Path(__file__).parent / "vocab.txt"
"""The pieces of uncased BERT in the order of their ids; the reader and the coder were made over them."""

PAD, UNKNOWN, CLS, SEP = 0, 100, 101, 102
MAX_PIECES_PER_WORD = 8
_MAX_WORD_CHARS = 64
_MAX_CACHED_WORDS = 200_000


class PieceVocabulary:
    """Greedy longest-match word pieces (WordPiece), with a bounded cache.

    Args:
        path: A BERT `vocab.txt`: one piece a line, its line number being its id.

    Raises:
        ModelError: The file is missing.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise ModelError(f"the vocabulary {path} is missing: install onrecord again")
        pieces = path.read_text(encoding="utf-8").split("\n")
        self._ids = {piece: i for i, piece in enumerate(pieces) if piece}
        self._cache: dict[str, tuple[int, ...]] = {}

    def encode(self, word: str) -> tuple[int, ...]:
        """The piece ids of one word: at least one, at most `MAX_PIECES_PER_WORD`."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= _MAX_CACHED_WORDS:
                self._cache.clear()
            found = self._cache[word] = tuple(self._split(word)[:MAX_PIECES_PER_WORD]) or (UNKNOWN,)
        return found

    def _split(self, word: str) -> list[int]:
        pieces: list[int] = []
        for part in _iter_parts(_normalise(word[:_MAX_WORD_CHARS])):
            pieces.extend(self._split_part(part))
            if len(pieces) >= MAX_PIECES_PER_WORD:
                break
        return pieces

    def _split_part(self, part: str) -> list[int]:
        pieces: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = part[start:end] if start == 0 else "##" + part[start:end]
                if (number := self._ids.get(piece)) is not None:
                    pieces.append(number)
                    start = end
                    break
            else:
                return [UNKNOWN]
        return pieces


@lru_cache(maxsize=1)
def load_vocabulary() -> PieceVocabulary:
    """The vocabulary that ships with onrecord, loaded once for all models."""
    return PieceVocabulary(VOCABULARY)


def _normalise(word: str) -> str:
    """Lower case without accents, as the vocabulary was made; two single quotes count as one double."""
    if word.isascii():
        return '"' if word in ("''", "``") else word.lower()
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))


def _iter_parts(word: str) -> list[str]:
    """Runs of letters and digits, and every other character alone."""
    parts: list[str] = []
    run_start = -1
    for i, character in enumerate(word):
        if character.isalnum():
            if run_start < 0:
                run_start = i
            continue
        if run_start >= 0:
            parts.append(word[run_start:i])
            run_start = -1
        parts.append(character)
    if run_start >= 0:
        parts.append(word[run_start:])
    return parts

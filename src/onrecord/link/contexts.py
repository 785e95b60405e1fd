"""Event mentions as vectors of what their sentences say, from a learned encoder (`training/linking/encoder.py`).

Mentions of one event lie close, whatever their words. One sentence a run, one thread, rounded: a vector hangs on its
own row alone. The weights are loaded at the first call.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.engine.pieces import CLS, SEP, load_vocabulary
from onrecord.engine.session import OnnxModel
from onrecord.engine.words import split_words
from onrecord.lexicon.words import sentence_spans
from onrecord.model import Span

__all__ = ["ROLES", "WEIGHTS", "WORDS", "MarkedSentence", "Vector", "context_vectors", "mark_sentences"]

WEIGHTS = Path(__file__).parent / "weights"
WORDS = Path(__file__).parents[1] / "accounts" / "weights" / "words.bin"  # frozen: one table for several networks
ROLES = ("none", "event", "human", "location", "time", "thing")
"""What a word piece belongs to, in the order of the encoder's role numbers; an event wins over the others."""
_MAX_PIECES = 128  # of a sentence; a longer one is read in parts

Vector = NDArray[np.float16]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence, or a part of a long one, as the encoder reads it.

    `pieces` are ids with [CLS] and [SEP], `roles` numbers of `ROLES`; `mentions` gives, by the mention's id, the places
    of its pieces: at least one.
    """

    pieces: tuple[int, ...]
    roles: tuple[int, ...]
    mentions: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Piece:
    number: int
    role: int
    word: Span


def context_vectors(row: Row, encoder: OnnxModel | None = None) -> dict[str, Vector]:
    """A vector of unit length for each event mention, by its id.

    Args:
        row: `{"text", "mentions": [{"id", "start", "end", "kind"}]}`.
        encoder: Another than the one that ships.
    """
    model = encoder or _load_encoder()
    found: dict[str, Vector] = {}
    for sentence in mark_sentences(row):
        places = np.zeros((len(sentence.mentions), len(sentence.pieces)), dtype=np.int64)
        for i, of_mention in enumerate(sentence.mentions.values()):
            places[i, list(of_mention)] = 1
        inputs = {"pieces": np.array(sentence.pieces), "roles": np.array(sentence.roles), "places": places}
        vectors = model.run(inputs)["vectors"]
        found.update(zip(sentence.mentions, vectors.astype(np.float16), strict=True))
    return found


@lru_cache(maxsize=1)
def _load_encoder() -> OnnxModel:
    return OnnxModel(WEIGHTS / "mentions.onnx", words=WORDS)


def mark_sentences(row: Row) -> Iterator[MarkedSentence]:
    """The sentences of a row that hold event mentions, with these and the participants marked."""
    text = row["text"]
    sentences = sentence_spans(text) or [Span(0, max(1, len(text)))]
    starts = [sentence.start for sentence in sentences]
    beside: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for mention in row["mentions"]:
        beside[max(0, bisect_right(starts, mention["start"]) - 1)].append(mention)
    for at, mentions in sorted(beside.items()):
        events = [mention for mention in mentions if mention["kind"] == "event"]
        if events:
            pieces = _split_pieces(text, sentences[at], mentions)
            places = {mention["id"]: _find_places(pieces, mention) for mention in events}
            yield from _in_parts(pieces, places)


def _split_pieces(text: str, sentence: Span, mentions: Sequence[Mapping[str, Any]]) -> list[_Piece]:
    """A sentence's pieces with their roles; of several participants that share a word, the last given has it."""
    marks = sorted((m for m in mentions if m["kind"] in ROLES), key=lambda m: m["kind"] == "event")
    pieces = []
    for start, end in split_words(text, sentence.start, sentence.end):
        role = 0
        for mark in marks:
            if start < mark["end"] and mark["start"] < end:
                role = ROLES.index(mark["kind"])
        pieces += [_Piece(number, role, Span(start, end)) for number in load_vocabulary().encode(text[start:end])]
    return pieces


def _find_places(pieces: Sequence[_Piece], mention: Mapping[str, Any]) -> list[int]:
    return [i for i, p in enumerate(pieces) if p.word.start < mention["end"] and mention["start"] < p.word.end]


def _in_parts(pieces: Sequence[_Piece], places: Mapping[str, Sequence[int]]) -> Iterator[MarkedSentence]:
    """Parts of at most `_MAX_PIECES`; a mention is in the part of its first piece, one without pieces at [CLS]."""
    for first in range(0, max(1, len(pieces)), _MAX_PIECES):
        part = pieces[first : first + _MAX_PIECES]
        mentions = {
            name: tuple(1 + i - first for i in of_mention if i < first + _MAX_PIECES) or (0,)
            for name, of_mention in places.items()
            if first <= (of_mention[0] if of_mention else 0) < first + _MAX_PIECES
        }
        if mentions:
            yield MarkedSentence(
                (CLS, *(piece.number for piece in part), SEP), (0, *(piece.role for piece in part), 0), mentions
            )

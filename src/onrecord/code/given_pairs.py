"""Coding of sentences whose actor and recipient are given."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.code.coder import Coder, decide, load_coder
from onrecord.code.pairs import ROOTS
from onrecord.errors import InputError

__all__ = ["code_pairs"]

_SURE_OF_NONE = 0.9  # who gives a pair mostly means one between which something happens


def code_pairs(rows: Iterable[Mapping[str, Any]], coder: Coder | None = None) -> Iterator[dict[str, Any]]:
    """The category, plain act and status of each row, with the scores of all categories.

    Args:
        rows: `{"id", "sentence", "source": {"text", "spans"}, "target": {"text", "spans"}}`; source acts on target;
            spans are `[start, end)` code points of the sentence, their list may be empty.

    Raises:
        InputError: A row lacks a field, or a span lies outside its sentence.
    """
    for number, row in enumerate(rows, 1):
        sentence, actor, recipient = _read_row(number, row)
        scores = (coder or load_coder()).score(sentence, actor, recipient)
        coded = decide(scores)
        none = scores.none >= _SURE_OF_NONE
        yield {
            "id": row["id"],
            "root": "NONE" if none else coded.root,
            "act": "NONE" if none else coded.act,
            "status": coded.status,
            "scores": {name: round(float(p), 4) for name, p in zip(ROOTS, scores.root, strict=True)},
        }


def _read_row(number: int, row: Mapping[str, Any]) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    if "id" not in row or not isinstance(row.get("sentence"), str):
        raise InputError(f'row {number}: "id" and "sentence" are needed, see onrecord code --help')
    sentence = row["sentence"]
    return sentence, _read_spans(number, row, "source", sentence), _read_spans(number, row, "target", sentence)


def _read_spans(number: int, row: Mapping[str, Any], name: str, sentence: str) -> list[tuple[int, int]]:
    """The given spans, else the first place where the given text stands."""
    actor = row.get(name) or {}
    if not isinstance(actor, Mapping):
        raise InputError(f'row {number}: "{name}" must be an object with "text" and "spans"')
    given = actor.get("spans") or []
    if not isinstance(given, Sequence) or not all(_is_span(pair) for pair in given):
        raise InputError(f'row {number}: "spans" of "{name}" must be pairs of whole numbers, [[start, end], …]')
    spans = [(start, end) for start, end in given]
    if any(not 0 <= start < end <= len(sentence) for start, end in spans):
        raise InputError(f'row {number}: a span of "{name}" lies outside the sentence of {len(sentence)} characters')
    text = actor.get("text") or ""
    if not isinstance(text, str):
        raise InputError(f'row {number}: "text" of "{name}" must be a string')
    if not spans and text and (start := sentence.find(text)) >= 0:
        return [(start, start + len(text))]
    return spans


def _is_span(pair: object) -> bool:
    return isinstance(pair, list | tuple) and len(pair) == 2 and all(type(place) is int for place in pair)

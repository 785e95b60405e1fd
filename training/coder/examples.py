"""Labelled sentences to arrays: word pieces with the actors marked, and what each row teaches."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from onrecord.code.pairs import ROOTS, STATUS_LABELS, MarkedPair, mark_pair
from onrecord.engine.pieces import PieceVocabulary

__all__ = ["Row", "load_candidates", "load_own", "load_penta", "load_plv", "load_taught", "make_batches"]

_TRIGGER_SHARE = 0.5  # given pairs come without a trigger, the pipeline's with one
NONE = ROOTS.index("NONE")
PENTA = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4, "NONE": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One training row; `roots` are the right answers (two for YIELD), the rest None where the source has no label.

    `taught` is what another coder says of the pair: its odds of root, act and status.
    """

    pair: MarkedPair
    roots: tuple[int, ...] | None
    penta: int | None = None
    act: int | None = None
    status: int | None = None
    fold: int | None = None
    taught: tuple[list[float], list[float], list[float]] | None = None


def _spans(actor: dict[str, Any] | None) -> list[tuple[int, int]]:
    return [(start, end) for start, end in (actor or {}).get("spans") or []]


def load_plv(path: Path, vocabulary: PieceVocabulary) -> list[Row]:
    """PLV's training rows; YIELD may be CONCEDE or RETREAT."""
    rows = []
    for raw in _iter_json(path):
        names = ("CONCEDE", "RETREAT") if raw["root"] == "YIELD" else (raw["root"],)
        pair = mark_pair(raw["sentence"], _spans(raw["source"]), _spans(raw["target"]), vocabulary)
        rows.append(Row(pair, tuple(ROOTS.index(n) for n in names), raw["penta"], fold=raw["fold"]))
    return rows


def load_penta(path: Path, vocabulary: PieceVocabulary) -> list[Row]:
    """Sentences with a coarse label only; label 0 mixes in appeals and is left out."""
    return [
        Row(mark_pair(raw["sentence"], [], [], vocabulary), None, raw["penta"])
        for raw in _iter_json(path)
        if raw["penta"] > 0
    ]


def load_own(paths: Iterable[Path], vocabulary: PieceVocabulary, random: Random) -> list[Row]:
    """The project's own sentences: their events, and as NONE the reversed or unrelated pairs and the eventless ones."""
    rows = []
    for path in paths:
        for raw in _iter_json(path):
            sentence, events = raw["sentence"], raw["events"]
            for event in events:
                trigger = event["trigger"] if random.random() < _TRIGGER_SHARE else ()
                pair = mark_pair(sentence, _spans(event["source"]), _spans(event["target"]), vocabulary, trigger)
                root = ROOTS.index(event["root"])
                act, status = ROOTS.index(event["act"]), STATUS_LABELS.index(event["status"])
                rows.append(Row(pair, (root,), PENTA[event["root"]], act, status))
            rows += (Row(pair, (NONE,), None, NONE) for pair in _unrelated(raw, vocabulary, random))
    return rows


def load_candidates(path: Path, vocabulary: PieceVocabulary) -> Iterator[Row]:
    """What `training.coder.candidates` wrote: the pipeline's own pairs with triggers; of the right ones every other.

    The right ones are in the labelled sentences once already.
    """
    for number, raw in enumerate(_iter_json(path)):
        for found in raw["candidates"]:
            if found["root"] != "NONE" and number % 2:
                continue
            sides = ([tuple(span) for span in found[name]] for name in ("source", "target", "trigger"))
            actor, recipient, trigger = sides
            names = ("CONCEDE", "RETREAT") if found["root"] == "YIELD" else (found["root"],)
            yield Row(
                mark_pair(raw["sentence"], actor, recipient, vocabulary, trigger),
                tuple(ROOTS.index(name) for name in names),
                PENTA.get(found["root"], 2) or None,
                ROOTS.index(found["act"]) if found["act"] else None,
                STATUS_LABELS.index(found["status"]) if found["status"] else None,
                raw["fold"],
            )


def load_taught(path: Path) -> list[Row]:
    """What `training.coder.likely` wrote."""
    return [
        Row(
            MarkedPair(tuple(raw["pieces"]), tuple(raw["roles"])), None, taught=(raw["root"], raw["act"], raw["status"])
        )
        for raw in _iter_json(path)
    ]


def _unrelated(raw: dict[str, Any], vocabulary: PieceVocabulary, random: Random) -> Iterator[MarkedPair]:
    """Pairs between which nothing happens: phrases of eventless sentences, and actors with words that are none."""
    sentence = raw["sentence"]
    phrases = [(s, e) for s, e in raw.get("phrases", [])]
    if not raw["events"]:
        random.shuffle(phrases)
        if len(phrases) > 1:
            yield mark_pair(sentence, [phrases[0]], [phrases[1]], vocabulary)
        if phrases:
            yield mark_pair(sentence, [phrases[-1]], [], vocabulary)
        yield mark_pair(sentence, [], [], vocabulary)
        return
    taken = [span for event in raw["events"] for role in ("source", "target") for span in _spans(event[role])]
    free = [p for p in phrases if not any(p[0] < e and s < p[1] for s, e in taken)]
    if free and taken and random.random() < 0.4:
        yield mark_pair(sentence, [random.choice(free)], [random.choice(taken)], vocabulary)


def _iter_json(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def make_batches(rows: Sequence[Row], size: int, random: Random) -> Iterator[list[Row]]:
    """Shuffled batches of rows of like length."""
    order = sorted(rows, key=lambda row: len(row.pair.pieces) + random.random() * 12)
    batches = [list(order[i : i + size]) for i in range(0, len(order), size)]
    random.shuffle(batches)
    yield from batches

"""Texts with their labels as arrays, and the windows that a training step sees."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from onrecord.annotate.marks import find_paragraphs, find_quote_states, find_shapes
from onrecord.engine.pieces import PieceVocabulary
from onrecord.engine.words import find_word_range, split_sentences, split_words

from .corpora import Source, read_rows

IGNORE = -100
ROLES = ("source", "cue", "content")
MAX_PIECES = 252  # and two for [CLS] and [SEP]


@dataclass(slots=True)
class Labels:
    """The silver label sets, in the order of the heads' outputs."""

    tags: list[str]
    deps: list[str]
    names: list[str]


@dataclass(slots=True)
class Example:
    """One text; arrays are indexed by word unless said otherwise."""

    id: str
    pieces: np.ndarray  # all piece ids
    piece_starts: np.ndarray  # (words + 1,)
    shape: np.ndarray
    quote: np.ndarray
    place: np.ndarray  # 2 starts a paragraph, 1 a sentence, 0 neither
    sentence: np.ndarray
    paragraph: np.ndarray
    roles: np.ndarray | None  # BIO: 0 O, 1/2 source, 3/4 cue, 5/6 content
    relations: list[
        tuple[list[tuple[int, int]], tuple[int, int], list[tuple[int, int]]]
    ]  # source, cue, content as word ranges
    tag: np.ndarray
    head: np.ndarray
    dep: np.ndarray
    name: np.ndarray

    @property
    def n_words(self) -> int:
        return len(self.piece_starts) - 1


def collect_labels(silver: Path) -> Labels:
    """The labels that the teacher gave anywhere in the training files, sorted."""
    tags: set[str] = set()
    deps: set[str] = set()
    names: set[str] = set()
    for row in read_rows(silver / "train.jsonl"):
        tags.update(row["tag"])
        deps.update(row["dep"])
        names.update(label for label in row["ner"] if label != "O")
    types = sorted({label[2:] for label in names})
    return Labels(sorted(tags), sorted(deps), ["O", *(f"{mark}-{kind}" for kind in types for mark in "BI")])


def make_examples(sources: list[Source], silver: Path, labels: Labels, vocabulary: PieceVocabulary) -> list[Example]:
    """The texts with gold and silver labels; a text that the silver file lacks or cuts otherwise is an error."""
    rows = {row["id"]: row for row in read_rows(silver)}
    tag_ids = {label: i for i, label in enumerate(labels.tags)}
    dep_ids = {label: i for i, label in enumerate(labels.deps)}
    name_ids = {label: i for i, label in enumerate(labels.names)}
    return [_make_example(source, rows[source.id], tag_ids, dep_ids, name_ids, vocabulary) for source in sources]


def _make_example(
    source: Source,
    row: dict[str, Any],
    tag_ids: dict[str, int],
    dep_ids: dict[str, int],
    name_ids: dict[str, int],
    vocabulary: PieceVocabulary,
) -> Example:
    text = source.text
    words = split_words(text)
    starts = split_sentences(text, words)
    if row["n"] != len(words) or row["starts"] != starts:
        raise ValueError(f"{source.id}: the silver labels were made over other words; make them again")
    n = len(words)
    forms = [text[s:e] for s, e in words]
    paragraphs = find_paragraphs(text, words, starts)
    encoded = [vocabulary.encode(form) for form in forms]
    place = np.zeros(n, np.int64)
    place[starts] = 1
    place[paragraphs] = 2
    roles, relations = _make_roles(source, words)
    return Example(
        id=source.id,
        pieces=np.array([p for word in encoded for p in word], np.int64),
        piece_starts=np.cumsum([0, *map(len, encoded)]),
        shape=np.array(find_shapes(forms), np.int64),
        quote=np.array(find_quote_states(text, words, forms, paragraphs), np.int64),
        place=place,
        sentence=np.cumsum(place > 0) - 1,
        paragraph=np.cumsum(place > 1) - 1,
        roles=roles,
        relations=relations,
        tag=np.array([tag_ids.get(label, IGNORE) for label in row["tag"]], np.int64),
        head=np.array(row["head"], np.int64),
        dep=np.array([dep_ids.get(label, IGNORE) for label in row["dep"]], np.int64),
        name=np.array([name_ids.get(label, 0) for label in row["ner"]], np.int64),
    )


def _make_roles(source: Source, words: list[tuple[int, int]]) -> tuple[np.ndarray | None, list[Any]]:
    if source.attributions is None:
        return None, []
    roles = np.zeros(len(words), np.int64)
    relations = []
    spans: dict[str, set[tuple[int, int]]] = {role: set() for role in ROLES}
    for attribution in source.attributions:
        ranges: dict[str, list[tuple[int, int]]] = {}
        for role in ROLES:
            found = [find_word_range(words, *span) for span in attribution[role]]
            ranges[role] = sorted({(r.start, r.stop) for r in found if len(r)})
            spans[role].update(ranges[role])
        if ranges["cue"]:
            relations.append((ranges["source"], (ranges["cue"][0][0], ranges["cue"][-1][1]), ranges["content"]))
    # One tag a word: where roles overlap (slips, mostly), the cue wins over the source, the source over the content.
    for role in ("content", "source", "cue"):
        begin = 1 + 2 * ROLES.index(role)
        for first, last in sorted(spans[role]):
            roles[first] = begin
            roles[first + 1 : last] = begin + 1
    for i, tag in enumerate(roles):  # what is left of a span behind one that won begins anew
        if tag and tag % 2 == 0 and (i == 0 or (roles[i - 1] - 1) // 2 != (tag - 1) // 2):
            roles[i] = tag - 1
    return roles, relations


@dataclass(slots=True)
class Window:
    """Words `[start, end)` of an example."""

    example: Example
    start: int
    end: int

    @property
    def n_pieces(self) -> int:
        return int(self.example.piece_starts[self.end] - self.example.piece_starts[self.start]) + 2


def cut_windows(example: Example, random: Random) -> list[Window]:
    """Windows over a text, the first one of random length; half of the cuts fall between sentences, half anywhere."""
    windows = []
    start = 0
    budget = random.randint(40, MAX_PIECES)
    while start < example.n_words:
        end = int(np.searchsorted(example.piece_starts, example.piece_starts[start] + budget, "right")) - 1
        end = max(end, start + 1)
        if end < example.n_words and random.random() < 0.5:
            back = end
            while back > start + 1 and example.place[back] == 0:
                back -= 1
            if back - start > 0.6 * (end - start):
                end = back
        windows.append(Window(example, start, end))
        start, budget = end, MAX_PIECES
    return windows


def iter_batches(examples: list[Example], random: Random, max_pieces: int) -> Iterator[list[Window]]:
    """One epoch: batches of windows of like length, at most `max_pieces` with padding."""
    windows = [window for example in examples for window in cut_windows(example, random)]
    random.shuffle(windows)
    batches = []
    for low in range(0, len(windows), 64):
        pool = sorted(windows[low : low + 64], key=lambda window: window.n_pieces)
        batch: list[Window] = []
        for window in pool:
            if batch and window.n_pieces * (len(batch) + 1) > max_pieces:
                batches.append(batch)
                batch = []
            batch.append(window)
        batches.append(batch)
    random.shuffle(batches)
    yield from batches


def collate(batch: list[Window]) -> dict[str, np.ndarray]:
    """Padded arrays of a batch: inputs `(windows, pieces)`, labels `(windows, words)`; pads are 0 or IGNORE."""
    n, p = len(batch), max(window.n_pieces for window in batch)
    w = max(window.end - window.start for window in batch)
    piece_keys = ("pieces", "shape", "quote", "place")
    out = {key: np.zeros((n, p), np.int64) for key in piece_keys}
    out["attend"] = np.zeros((n, p), bool)
    out["first_piece"] = np.zeros((n, w), np.int64)
    out["is_word"] = np.zeros((n, w), bool)
    out["sentence"] = np.full((n, w), -1, np.int64)
    for key in ("roles", "tag", "name", "head", "dep"):
        out[key] = np.full((n, w), IGNORE, np.int64)
    for row, window in enumerate(batch):
        fill_row(out, row, window)
    return out


def fill_row(out: dict[str, np.ndarray], row: int, window: Window) -> None:
    example, start, end = window.example, window.start, window.end
    low, high = example.piece_starts[start], example.piece_starts[end]
    m, k = int(high - low), end - start
    out["pieces"][row, : m + 2] = [101, *example.pieces[low:high], 102]
    out["attend"][row, : m + 2] = True
    counts = np.diff(example.piece_starts[start : end + 1])
    for key in ("shape", "quote", "place"):
        out[key][row, 1 : m + 1] = np.repeat(getattr(example, key)[start:end], counts) + 1
    out["first_piece"][row, :k] = example.piece_starts[start:end] - low + 1
    out["is_word"][row, :k] = True
    out["sentence"][row, :k] = example.sentence[start:end]
    if example.roles is not None:
        out["roles"][row, :k] = example.roles[start:end]
    out["tag"][row, :k] = example.tag[start:end]
    out["name"][row, :k] = example.name[start:end]
    # The parse is learned on sentences that lie wholly inside the window.
    head = example.head[start:end] - start
    inside = np.ones(k, bool)
    if start > 0 and example.place[start] == 0:
        inside &= example.sentence[start:end] != example.sentence[start]
    if end < example.n_words and example.place[end] == 0:
        inside &= example.sentence[start:end] != example.sentence[end - 1]
    inside &= (head >= 0) & (head < k)
    out["head"][row, :k] = np.where(inside, head, IGNORE)
    out["dep"][row, :k] = np.where(inside, example.dep[start:end], IGNORE)

"""The one learned pass over a text: words, sentences, parse, names, attribution relations.

1. words and sentences (`engine/words.py`), their looks and quotation marks (`marks.py`)
2. the encoder and its word heads, window by window (`engine/`)
3. per block of a few thousand words: role tags (`chain.py`), trees (`parse.py`), tags and names
4. over the whole text: links between spans (`attribution.py`)

The weights are loaded at the first call. Results hang on the text alone: one window a run, one thread, rounded scores.
"""

import hashlib
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.attribution import LinkedSpans, LinkerWeights, RoleSpans, link_spans, measure_relations
from onrecord.annotate.candidates import Context
from onrecord.annotate.chain import decode_chain, find_spans, forbid_moves, weigh_tags
from onrecord.annotate.marks import find_paragraphs, find_quote_states, find_shapes
from onrecord.annotate.mends import mend_reading
from onrecord.annotate.parse import find_heads
from onrecord.engine.pieces import CLS, SEP, VOCABULARY, PieceVocabulary, load_vocabulary
from onrecord.engine.session import OnnxModel, one_thread
from onrecord.engine.windows import Window, iter_windows
from onrecord.engine.words import Bounds, split_sentences, split_words
from onrecord.errors import ModelError
from onrecord.model.reading import Name, Reading, Relation, Word
from onrecord.model.span import Span

__all__ = [
    "WEIGHTS",
    "Measured",
    "ReaderModel",
    "TextInput",
    "cut_windows",
    "iter_blocks",
    "load_reader",
    "measure_text",
    "model_checksum",
    "model_version",
    "prepare_text",
    "read_text",
]

WEIGHTS = Path(__file__).parent / "weights"
_FILES = ("reader.onnx", "linker.npz", "reader.json")
_MAX_PIECES = 252  # with [CLS] and [SEP] 254, as trained
_CONTEXT_PIECES = 20
_BLOCK_WORDS = 4000  # decoded at a time, so that memory doesn't grow with the scores of a long text

# Role tags: 0 outside, then begin and inside of source, cue and content.
_INSIDE_SOURCE_OR_CUE = (2, 4)
_INSIDE_CONTENT = 6
_NEVER = np.float32(-1e4)

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReaderModel:
    """The loaded weights."""

    version: str
    encoder: OnnxModel
    vocabulary: PieceVocabulary
    tags: list[str]
    deps: list[str]
    names: list[str]
    moves: Floats
    role_bias: Floats
    arc_weight: Floats
    arc_bias: Floats
    label_weight: Floats  # a row for every number of a head's, and one for the bias
    content_linker: LinkerWeights
    source_linker: LinkerWeights
    content_none: float
    source_none: float
    confidence: Floats  # one weight a feature, then the intercept


@lru_cache(maxsize=1)
def load_reader(folder: Path = WEIGHTS) -> ReaderModel:
    """The reader's weights, loaded once.

    Raises:
        ModelError: A file is missing or damaged.
    """
    _check_files(folder)
    settings: dict[str, Any] = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    with np.load(folder / "linker.npz") as arrays:
        weights = {name: arrays[name].astype(np.float32) for name in arrays.files}
    return ReaderModel(
        version=settings["version"],
        encoder=OnnxModel(folder / "reader.onnx"),
        vocabulary=load_vocabulary(),
        tags=settings["tags"],
        deps=settings["deps"],
        names=settings["names"],
        moves=forbid_moves(weights["transitions"]),
        role_bias=np.array(settings["role_bias"], np.float32),
        arc_weight=weights["arc_weight"],
        arc_bias=weights["arc_bias"],
        label_weight=_by_head(weights["label_weight"]),
        content_linker=LinkerWeights.load(weights, "content"),
        source_linker=LinkerWeights.load(weights, "source"),
        content_none=float(settings["content_none"]),
        source_none=float(settings["source_none"]),
        confidence=np.array(settings["confidence"], np.float32),
    )


def _by_head(label_weight: Floats) -> Floats:
    """Weights by dependent, label and head turned into a row for each of the head's."""
    return np.ascontiguousarray(label_weight.transpose(2, 1, 0)).reshape(label_weight.shape[2], -1)


@lru_cache(maxsize=1)
def model_checksum(folder: Path = WEIGHTS) -> str:
    """SHA-256 of the reader's files and the vocabulary together, in hexadecimal."""
    _check_files(folder)
    digest = hashlib.sha256()
    for path in (*(folder / name for name in _FILES), VOCABULARY):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _check_files(folder: Path) -> None:
    for name in _FILES:
        if not (folder / name).is_file():
            advice = "install onrecord again, or train it as training/README.md tells"
            raise ModelError(f"the reader's file {folder / name} is missing: {advice}")


def model_version(folder: Path = WEIGHTS) -> str:
    """The version of the reader's weights."""
    return load_reader(folder).version


def read_text(text: str, passages: Sequence[Span] | None = None, model: ReaderModel | None = None) -> Reading:
    """Read a text.

    Args:
        text: An article's stored text.
        passages: The spans to read, in text order and without overlap; the rest yields nothing. None reads all.
        model: Weights; by default those shipped.

    Raises:
        ModelError: The weights are missing or damaged.
    """
    return mend_reading(text, measure_text(text, passages, model).reading)


@dataclass(frozen=True, slots=True)
class Measured:
    """A reading, with what each relation's confidence was computed from (`attribution.CONFIDENCE_FEATURES`)."""

    reading: Reading
    features: tuple[tuple[float, ...], ...] = ()


@dataclass(slots=True)
class TextInput:
    """A text cut into words, with what the encoder wants to know of each."""

    words: list[Bounds]
    sentence_starts: list[int]
    shape: Ints
    quote: Ints
    place: Ints
    sentence: Ints
    paragraph: Ints
    pieces: list[tuple[int, ...]]
    piece_starts: list[int]

    @property
    def context(self) -> Context:
        """What linking wants to know of each word."""
        return Context(self.sentence, self.paragraph, self.quote)


@dataclass(slots=True)
class _Found:
    """What has been decoded so far; ranges are of words of the whole text."""

    tags: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    names: list[tuple[Range, str, float]] = field(default_factory=list)
    ranges: tuple[list[Range], list[Range], list[Range]] = field(default_factory=lambda: ([], [], []))
    vectors: tuple[list[Floats], list[Floats], list[Floats]] = field(default_factory=lambda: ([], [], []))
    sureness: tuple[list[Floats], list[Floats], list[Floats]] = field(default_factory=lambda: ([], [], []))
    told: list[Floats] = field(default_factory=list)
    states: list[Floats] = field(default_factory=list)


def measure_text(text: str, passages: Sequence[Span] | None = None, model: ReaderModel | None = None) -> Measured:
    """As `read_text`, with the features of every relation's confidence (for calibration)."""
    model = model or load_reader()
    given = prepare_text(text, passages, model.vocabulary)
    if not given.words:
        return Measured(Reading())
    found = _Found()
    with one_thread():
        for first, last in iter_blocks(given):
            _read_block(model, given, first, last, found)
        return _assemble(model, given, found)


def prepare_text(text: str, passages: Sequence[Span] | None, vocabulary: PieceVocabulary) -> TextInput:
    """Words of the passages, with their looks; every passage starts a paragraph."""
    words: list[Bounds] = []
    sentence_starts: list[int] = []
    paragraphs: list[int] = []
    for start, end in [(0, len(text))] if passages is None else [(p.start, p.end) for p in passages]:
        part = split_words(text, start, end)
        starts = split_sentences(text, part)
        sentence_starts += [len(words) + i for i in starts]
        paragraphs += [len(words) + i for i in find_paragraphs(text, part, starts)]
        words += part
    n = len(words)
    forms = [text[s:e] for s, e in words]
    pieces = [vocabulary.encode(form) for form in forms]
    place = np.zeros(n, np.int64)
    place[sentence_starts] = 1
    place[paragraphs] = 2
    piece_starts = [0]
    for word in pieces:
        piece_starts.append(piece_starts[-1] + len(word))
    return TextInput(
        words=words,
        sentence_starts=sentence_starts,
        shape=np.array(find_shapes(forms), np.int64),
        quote=np.array(find_quote_states(text, words, forms, paragraphs), np.int64),
        place=place,
        sentence=np.cumsum(place > 0) - 1,
        paragraph=np.cumsum(place > 1) - 1,
        pieces=pieces,
        piece_starts=piece_starts,
    )


def iter_blocks(given: TextInput) -> list[Range]:
    """Word ranges of at most about `_BLOCK_WORDS`, cut where a sentence starts, best a paragraph."""
    n = len(given.words)
    cuts = [0]
    last_sentence = last_paragraph = 0
    for i in given.sentence_starts:
        if i - cuts[-1] > _BLOCK_WORDS:
            cut = last_paragraph if last_paragraph > cuts[-1] else last_sentence
            if cut > cuts[-1]:
                cuts.append(cut)
        last_sentence = i
        if given.place[i] == 2:
            last_paragraph = i
    out: list[Range] = []
    for first, last in zip(cuts, [*cuts[1:], n], strict=True):
        # A text without sentence ends is cut anywhere.
        out += [(low, min(low + 2 * _BLOCK_WORDS, last)) for low in range(first, last, 2 * _BLOCK_WORDS)]
    return out


def _run_window(model: ReaderModel, given: TextInput, window: Window) -> dict[str, Floats]:
    """The word heads' outputs for the core words of one window."""
    words = slice(window.start, window.end)
    core = slice(window.core_start, window.core_end)
    counts = [len(pieces) for pieces in given.pieces[words]]
    total = sum(counts)

    def spread(values: Ints) -> Ints:
        out = np.zeros(total + 2, np.int64)  # 0 stands for no word
        out[1:-1] = np.repeat(values[words], counts) + 1
        return out

    inputs = {
        "pieces": np.array([CLS, *(piece for word in given.pieces[words] for piece in word), SEP], np.int64),
        "shape": spread(given.shape),
        "quote": spread(given.quote),
        "place": spread(given.place),
        "first_piece": np.array(given.piece_starts[core], np.int64) - given.piece_starts[window.start] + 1,
    }
    return model.encoder.run(inputs)


def cut_windows(given: TextInput, first: int, last: int) -> list[Window]:
    """The windows that the words `[first, last)` are read in; their bounds are words of the whole text."""
    starts = [start - given.piece_starts[first] for start in given.piece_starts[first : last + 1]]
    sentence_starts = _starts_within(given, first, last)
    return [
        Window(window.start + first, window.end + first, window.core_start + first, window.core_end + first)
        for window in iter_windows(starts, sentence_starts, _MAX_PIECES, _CONTEXT_PIECES)
    ]


def _starts_within(given: TextInput, first: int, last: int) -> list[int]:
    """Where sentences start among the words `[first, last)`, counted from `first`."""
    low, high = np.searchsorted(given.sentence_starts, (first, last))
    return [i - first for i in given.sentence_starts[low:high]]


def _read_block(model: ReaderModel, given: TextInput, first: int, last: int, found: _Found) -> None:
    """Run and decode the words `[first, last)`."""
    sentence_starts = _starts_within(given, first, last)
    parts: list[dict[str, Floats]] = []
    for window in cut_windows(given, first, last):
        parts.append(_run_window(model, given, window))
        _parse_core(model, given, window, parts[-1], found)
    wanted = ("role", "link", "tag", "name", "tell", "state")
    out = {name: np.concatenate([part[name] for part in parts]) for name in wanted}
    found.told.append(out["tell"])
    found.states.append(out["state"])
    found.tags += [model.tags[i] for i in out["tag"].argmax(1)]
    _find_names(model, out["name"], first, sentence_starts, found)
    _find_roles(model, _bar_crossings(out["role"], given.place[first:last]), out["link"], first, found)


def _parse_core(model: ReaderModel, given: TextInput, window: Window, out: dict[str, Floats], found: _Found) -> None:
    """Append heads and labels of a window's core words, each sentence a tree of its own."""
    sentence = given.sentence[window.core_start : window.core_end]
    cuts = [0, *(np.flatnonzero(np.diff(sentence)) + 1).tolist(), len(sentence)]
    heads: list[int] = []
    toward = out["arc_dep"] @ model.arc_weight + model.arc_bias
    for low, high in itertools.pairwise(cuts):
        scores = toward[low:high] @ out["arc_head"][low:high].T
        heads += [low + head for head in find_heads(scores.astype(np.float32, copy=False))]
    labels = _find_labels(model, out["label_dep"], out["label_head"], heads)
    for low, high in itertools.pairwise(cuts):
        offset = window.core_start + low
        tree = [window.core_start + head for head in heads[low:high]]
        if given.place[offset] == 0:
            _attach_rest(given, tree, labels, low, offset, found)
        found.heads += tree
    found.deps += labels


def _attach_rest(given: TextInput, heads: list[int], labels: list[str], first: int, offset: int, found: _Found) -> None:
    """Hang the later part of a sentence that was too long for one window under the root of its first part.

    `heads` are the part's, of words from `offset` on; their labels start at `first`.
    """
    start = int(np.searchsorted(given.sentence, given.sentence[offset]))
    root = next(i for i in range(start, offset) if found.heads[i] == i)
    for i, head in enumerate(heads):
        if head == offset + i:
            heads[i], labels[first + i] = root, "dep"


def _find_labels(model: ReaderModel, dep: Floats, head: Floats, heads: list[int]) -> list[str]:
    """The best label of every arc; "ROOT" for the root and for it alone. `dep` and `head` have a row for every word.

    What a label wants of dependents is worked out once for a head, and more than half of the words are nobody's.
    """
    n = len(dep)
    order = np.argsort(heads, kind="stable")
    governors, firsts = np.unique(np.array(heads)[order], return_index=True)
    wanted = (_with_one(head[governors]) @ model.label_weight).reshape(len(governors), len(model.deps), -1)
    given = _with_one(dep[order])
    scores = np.empty((n, len(model.deps)), np.float32)
    for of_labels, first, last in zip(wanted, firsts, [*firsts[1:], n], strict=True):
        np.dot(given[first:last], of_labels.T, out=scores[first:last])
    scores[:, model.deps.index("ROOT")] = -1e9
    best = dict(zip(order.tolist(), scores.argmax(1).tolist(), strict=True))
    return ["ROOT" if head == i else model.deps[best[i]] for i, head in enumerate(heads)]


def _with_one(rows: Floats) -> Floats:
    """Rows with a last column of ones, for a bias."""
    return np.hstack([rows, np.ones((len(rows), 1), np.float32)])


def _find_names(model: ReaderModel, scores: Floats, first: int, sentence_starts: list[int], found: _Found) -> None:
    """Append the names of a block; a name ends with its sentence, its score is the mean probability of its tags."""
    raised = np.exp(scores - scores.max(1, keepdims=True))
    best = raised.argmax(1).tolist()
    p = raised.max(1) / raised.sum(1)
    breaks = set(sentence_starts)
    start, kind = -1, ""
    for i in range(len(best) + 1):
        label = model.names[best[i]] if i < len(best) else "O"
        goes_on = start >= 0 and label == f"I-{kind}" and i not in breaks
        if start >= 0 and not goes_on:
            found.names.append(((first + start, first + i), kind, round(float(p[start:i].mean()), 4)))
            start = -1
        if label != "O" and not goes_on:
            start, kind = i, label[2:]


def _bar_crossings(emissions: Floats, place: Ints) -> Floats:
    """Role scores with spans kept from crossing what none crosses: sources and cues no sentence, contents no paragraph.

    No span of PolNeAR's development part does (2,066 sources, 2,192 cues, 2,514 contents).
    """
    barred = emissions.copy()
    for inside in _INSIDE_SOURCE_OR_CUE:
        barred[place > 0, inside] = _NEVER
    barred[place == 2, _INSIDE_CONTENT] = _NEVER
    return barred


def _find_roles(model: ReaderModel, emissions: Floats, link: Floats, first: int, found: _Found) -> None:
    """Append the sources, cues and contents of a block, with pooled vectors and how sure the tagger is of each."""
    weights = weigh_tags(emissions, model.moves)
    tags = decode_chain(emissions + model.role_bias, model.moves)
    for role, spans in enumerate(find_spans(tags, 3)):
        if not spans:
            continue
        starts, ends = np.array(spans, np.int64).T
        edges = np.ravel(spans)[: -1 if ends[-1] == len(link) else None]  # what lies between spans is passed over
        means = np.add.reduceat(link, edges)[::2] / (ends - starts)[:, None]
        begins, goes_on = weights[:, 1 + 2 * role], weights[:, 2 + 2 * role]
        least = np.minimum.reduceat(begins + goes_on, edges)[::2]
        beyond = np.append(goes_on, np.float32(0))[ends]
        found.ranges[role].extend((first + start, first + end) for start, end in spans)
        found.vectors[role].append(np.hstack([link[starts], link[ends - 1], means.astype(np.float32)]))
        found.sureness[role].append(np.stack([begins[starts], least, 1 - beyond], axis=1))


def _assemble(model: ReaderModel, given: TextInput, found: _Found) -> Measured:
    """Link the spans and put everything in the model's types."""
    roles = [_stack(*columns) for columns in zip(found.ranges, found.vectors, found.sureness, strict=True)]
    sources, cues, contents = roles
    context = given.context
    links = link_spans(
        sources,
        cues,
        contents,
        context,
        model.content_linker,
        model.source_linker,
        model.content_none,
        model.source_none,
    )
    features = tuple(measure_relations(links, sources, cues, contents, context))
    relations = [_make_relation(model, given, link, roles, row) for link, row in zip(links, features, strict=True)]
    bounds = [*given.sentence_starts, len(given.words)]
    sentences = tuple(Span(given.words[a][0], given.words[b - 1][1]) for a, b in itertools.pairwise(bounds))
    columns = zip(given.words, found.tags, found.heads, found.deps, given.sentence.tolist(), strict=True)
    words = tuple(Word(Span(*span), tag, head, dep, sentence) for span, tag, head, dep, sentence in columns)
    kept = [((first + (found.tags[first] == "POS"), last), kind, score) for (first, last), kind, score in found.names]
    names = tuple(Name(_cover_words(given, span), kind, score) for span, kind, score in kept if span[0] < span[1])
    vectors, states = np.concatenate(found.told), np.concatenate(found.states)
    return Measured(Reading(words, sentences, names, tuple(relations), vectors, states), features)


def _stack(ranges: list[Range], vectors: list[Floats], sureness: list[Floats]) -> RoleSpans:
    n = len(ranges)
    return RoleSpans(
        np.array(ranges, np.int64).reshape(n, 2),
        np.concatenate(vectors) if n else np.zeros((0, 0), np.float32),
        np.concatenate(sureness) if n else np.zeros((0, 3), np.float32),
    )


def _make_relation(
    model: ReaderModel, given: TextInput, link: LinkedSpans, roles: list[RoleSpans], features: tuple[float, ...]
) -> Relation:
    sources, cues, contents = roles
    strength = float(np.dot(model.confidence[:-1], features) + model.confidence[-1])
    source = () if link.source is None else (_cover_words(given, sources.ranges[link.source]),)
    return Relation(
        source,
        (_cover_words(given, cues.ranges[link.cue]),),
        tuple(_cover_words(given, contents.ranges[i]) for i in link.contents),
        round(1 / (1 + float(np.exp(-strength))), 3),
    )


def _cover_words(given: TextInput, span: Range | Ints) -> Span:
    """The code points from the first to the last of a range of words."""
    return Span(given.words[int(span[0])][0], given.words[int(span[1]) - 1][1])

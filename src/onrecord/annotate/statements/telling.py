"""By what means, on what terms and for whom words got out, as the reader hears it.

The reader's encoder gives every word a vector (`Reading.vectors`), by which it is told whether the word belongs to
those that tell an occasion ("told reporters", "in a notice", "on her page"), and of what channel. Each statement then
points at the words that tell of it, or at none: its channel is what the words that it points at tell. For whom a
speaker speaks, a state or a body of its own or nobody, is told by his first statement in the same way. Trained with the
reader (`training/reader/telling.py`); the arrays stand in the reader's `linker.npz`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.reader import WEIGHTS
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.signs import find_signs
from onrecord.annotate.statements.tables import load_sign_kinds
from onrecord.engine.session import one_thread
from onrecord.model import Span

__all__ = [
    "CHANNELS",
    "N_FLAGS",
    "N_RELATIONS",
    "PARTS",
    "POSTS",
    "TERMS",
    "Row",
    "Told",
    "describe_rows",
    "find_rows",
    "mark_signs",
    "relate",
    "sign_kinds",
    "tell",
]

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

CHANNELS = (
    "",
    "background",
    "document",
    "interview",
    "media",
    "other",
    "press_briefing",
    "readout",
    "social_media",
    "speech",
    "state_media",
    "statement",
)
# What words tell of for whom somebody speaks; the first stands for nothing.
POSTS = ("", "nobody", "state", "UNO", "EUR", "IGO", "NGO", "own")
TERMS = ("anonymous", "collective", "document", "institution", "named", "unknown")
PARTS = ("source", "cue", "content", "frame", "mentions")
N_FLAGS = 9
N_RELATIONS = 30
_KINDS = {"direct": 0, "mixed": 1, "indirect": 2}
_REACH = 600  # words before and after a statement's anchor that may tell of it
_MENTIONS = 40  # of a speaker that are looked at
_SALIENT = 0.01  # how likely a word must tell something to be pointed at
_HEADS = 6  # of a pointer
_LEAST = -12.0
_CHUNK = 48  # statements worked on at a time, so that memory doesn't grow with a text


@dataclass(frozen=True, slots=True)
class Row:
    """A statement as words of its reading (indices, ascending).

    `frame` are the words of its sentence outside of what is told, `mentions` those that name its speaker; `key` is the
    same for statements of one speaker, `outer` the number of the statement that it stands in.
    """

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    frame: tuple[int, ...]
    mentions: tuple[int, ...]
    key: str | None
    outer: int | None
    paragraph: int
    kind: str

    @property
    def anchor(self) -> int:
        """The first word of the source, else of the cue, else of the content."""
        return next((part[0] for part in (self.source, self.cue, self.content) if part), 0)

    def part(self, name: str) -> tuple[int, ...]:
        """The words of one of `PARTS`."""
        words: tuple[int, ...] = getattr(self, name)
        return words


@dataclass(frozen=True, slots=True)
class Told:
    """Logarithms of how likely each channel ("" for none), each of the terms, and each sort of side is.

    `sides` are those of `POSTS` from "nobody" on, None but for a speaker's first statement.
    """

    channels: Mapping[str, float]
    terms: Mapping[str, float]
    sides: Mapping[str, float] | None = None


def find_rows(scene: Scene, drafts: Sequence[Draft]) -> list[Row]:
    """The drafts of an article as rows; they are placed in the scene and have speakers."""
    places = {id(draft): i for i, draft in enumerate(drafts)}
    speakers = {draft.speaker.entity for draft in drafts if draft.speaker and draft.speaker.entity}
    mentions = {each: _words(scene, [m.span for m in scene.mentions_of(each)[:_MENTIONS]]) for each in speakers}
    return [_row(scene, draft, places, mentions) for draft in drafts]


def _words(scene: Scene, spans: Sequence[Span]) -> tuple[int, ...]:
    if len(spans) == 1:
        return tuple(scene.parse.words_in(spans[0]))
    return tuple(sorted({i for span in spans for i in scene.parse.words_in(span)}))


def _row(scene: Scene, draft: Draft, places: Mapping[int, int], mentions: Mapping[str, tuple[int, ...]]) -> Row:
    entity = draft.speaker.entity if draft.speaker else None
    return Row(
        source=_words(scene, draft.source),
        cue=_words(scene, draft.cue),
        content=_words(scene, draft.content),
        frame=_frame(scene, draft),
        mentions=mentions[entity] if entity else (),
        key=(entity or draft.speaker.name) if draft.speaker else None,
        outer=places.get(id(draft.outer)),
        paragraph=draft.paragraph,
        kind=draft.kind,
    )


def _frame(scene: Scene, draft: Draft) -> tuple[int, ...]:
    """The words of the sentences of source and cue that no content holds which doesn't hold the statement itself."""
    spans = (*draft.source, *draft.cue) or draft.content[:1]
    sentences = [scene.parse.reading.sentences[i] for span in spans for i in scene.sentences_of(span)]
    if not sentences:
        return ()
    bounds = Span(min(s.start for s in sentences), max(s.end for s in sentences))
    hidden = {
        i
        for other in scene.near(bounds)
        for span in other.content
        if other is draft or not all(span.contains(own) for own in spans)
        for i in scene.parse.words_in(span)
    }
    return tuple(sorted({i for s in sentences for i in scene.parse.words_in(s)} - hidden))


@lru_cache(maxsize=1)
def sign_kinds() -> dict[str, int]:
    """The kinds of signs, numbered."""
    return {kind: i for i, kind in enumerate(sorted({*load_sign_kinds(), "document"}))}


def mark_signs(lowers: Sequence[str]) -> Floats:
    """Which kinds of signs end with each word, `(words, kinds)` of zeros and ones."""
    kinds = sign_kinds()
    marks = np.zeros((len(lowers), len(kinds)), np.float32)
    for kind, last in find_signs(lowers, range(len(lowers))):
        marks[last, kinds[kind]] = 1
    return marks


def describe_rows(rows: Sequence[Row]) -> Floats:
    """What is known of each statement whatever its words, `(rows, N_FLAGS)`."""
    flags = np.zeros((len(rows), N_FLAGS), np.float32)
    for i, row in enumerate(rows):
        flags[i, _KINDS[row.kind]] = 1
        flags[i, 3:] = (
            row.key is None,
            not row.source,
            not row.cue,
            row.outer is not None,
            row.paragraph == 1,
            row.paragraph == 2,
        )
    return flags


@dataclass(frozen=True, slots=True)
class Surface:
    """What stands at each word of a text: what is told, and how many frames and contents, in all and by speaker."""

    sentence: Ints
    paragraph: Ints
    told: Bools
    frames: Ints
    frames_of: Mapping[str, "_Counted"]
    contents_of: Mapping[str, "_Counted"]

    @classmethod
    def of(cls, rows: Sequence[Row], sentence: Ints, paragraph: Ints) -> "Surface":
        """The surface under the rows; `sentence` and `paragraph` number those of each word."""
        told = np.zeros(len(sentence), bool)
        frames = np.zeros(len(sentence), np.int64)
        frames_of: dict[str, list[int]] = {}
        contents_of: dict[str, list[int]] = {}
        for row in rows:
            if row.outer is None:
                told[list(row.content)] = True
            own = _own_words(row)
            frames[own] += 1
            if row.key is not None:
                frames_of.setdefault(row.key, []).extend(own)
                contents_of.setdefault(row.key, []).extend(row.content)
        by_frame = {key: _Counted.of(words) for key, words in frames_of.items()}
        by_content = {key: _Counted.of(words) for key, words in contents_of.items()}
        return cls(sentence, paragraph, told, frames, by_frame, by_content)


@dataclass(frozen=True, slots=True)
class _Counted:
    """Some words of a text, ascending, and how often each stands among them."""

    words: Ints
    counts: Ints

    @classmethod
    def of(cls, words: Sequence[int]) -> "_Counted":
        return cls(*np.unique(np.array(words, np.int64), return_counts=True))

    def count(self, asked: Ints) -> Ints:
        """How often each of the words asked for stands among these."""
        if not len(self.words):
            return np.zeros(len(asked), np.int64)
        at = np.minimum(np.searchsorted(self.words, asked), len(self.words) - 1)
        return np.where(self.words[at] == asked, self.counts[at], 0)


def _own_words(row: Row) -> list[int]:
    return list({*row.source, *row.cue, *row.frame})


def _mark(several: Sequence[Iterable[int]], place_of: Ints, n_places: int) -> Bools:
    """Which places are those of words among each of several lots, `(several, n_places)`; -1 is the place of none."""
    out = np.zeros((len(several), n_places + 1), bool)
    lots = [(lot, word) for lot, words in enumerate(several) for word in words]
    if lots:
        which, words = np.array(lots, np.int64).T
        out[which, place_of[words]] = True
    return out[:, :-1]


def relate(rows: Sequence[Row], which: Sequence[int], surface: Surface, words: Ints) -> tuple[Floats, Bools]:
    """How each of some words stands to each of some statements, `(which, words, N_RELATIONS)`, and what is in reach."""
    some = [rows[number] for number in which]
    place_of = np.full(len(surface.told), -1)
    place_of[words] = np.arange(len(words))
    anchors = np.array([row.anchor for row in some], np.int64)
    found = np.zeros((N_RELATIONS, len(some), len(words)), np.float32)
    steps = _bucket(surface.sentence[words] - surface.sentence[anchors][:, None])
    np.put_along_axis(found, steps[None], 1, axis=0)
    paragraph, here = surface.paragraph[words], surface.paragraph[anchors][:, None]
    same = paragraph == here
    parts = [_mark([row.part(name) for row in some], place_of, len(words)) for name in PARTS]
    beyond = surface.told[words] & ~parts[PARTS.index("content")]
    own = _mark([_own_words(row) for row in some], place_of, len(words))
    frames: dict[str | None, Ints] = {
        key: surface.frames_of[key].count(words) for row in some if (key := row.key) is not None
    }
    contents: dict[str | None, Bools] = {
        key: surface.contents_of[key].count(words) > 0 for row in some if (key := row.key) is not None
    }
    nowhere = np.zeros(len(words), np.int64)
    by_speaker = np.array([frames.get(row.key, nowhere) for row in some]) > own
    by_others = (surface.frames[words] > 0) & ~by_speaker & ~own
    in_contents = np.array([contents.get(row.key, nowhere > 0) for row in some]) & ~parts[PARTS.index("content")]
    outer = [_own_words(rows[row.outer]) if row.outer is not None else () for row in some]
    columns = (
        same,
        paragraph == here - 1,
        paragraph == here + 1,
        paragraph == 0,
        *parts,
        beyond,
        beyond & same,
        by_speaker,
        by_others,
        by_speaker & same,
        by_others & same,
        in_contents,
        _mark(outer, place_of, len(words)),
        np.array([[row.outer is not None] for row in some]),
        True,
    )
    for k, column in enumerate(columns, N_RELATIONS - len(columns)):
        found[k] = column
    return found.transpose(1, 2, 0), np.abs(words - anchors[:, None]) <= _REACH


def _bucket(distance: Ints) -> Ints:
    """A distance in sentences as one of eleven classes: 5 for none, less for before, more for after."""
    size = np.abs(distance)
    step = np.where(size <= 2, size, np.where(size <= 4, 3, np.where(size <= 8, 4, 5)))
    return 5 + np.where(distance >= 0, step, -step)


def tell(scene: Scene, drafts: Sequence[Draft]) -> list[Told | None]:
    """What is heard of every draft, None where the reading has no vectors; they are placed and have speakers."""
    vectors = scene.parse.reading.vectors
    if vectors is None or not drafts:
        return [None] * len(drafts)
    with one_thread():
        return list(_tell(vectors, scene, find_rows(scene, drafts)))


@lru_cache(maxsize=1)
def _load_weights() -> Mapping[str, Floats]:
    with np.load(WEIGHTS / "linker.npz") as arrays:
        return {name.removeprefix("tell."): arrays[name] for name in arrays.files if name.startswith("tell.")}


def _tell(vectors: Floats, scene: Scene, rows: Sequence[Row]) -> list[Told]:
    weights = _load_weights()
    reading = scene.parse.reading
    words = vectors.copy()
    for kind, last in find_signs(scene.parse.lowers, range(len(words))):
        words[last] += weights["signs.weight"][:, sign_kinds()[kind]]
    words = _gelu(words)
    classes = _log_softmax(_linear(weights, "occasion", words))
    small = _linear(weights, "small", words)
    pooled = [_pool(weights, rows[low : low + _CHUNK], small) for low in range(0, len(rows), _CHUNK)]
    seen = np.hstack([np.concatenate(pooled), describe_rows(rows)])
    asking = _gelu(_linear(weights, "row", seen))
    terms = _log_softmax(_linear(weights, "terms", seen))
    sentence = np.array([word.sentence for word in reading.words], np.int64)
    lines = np.array([scene.paragraph_of(word.span.start) for word in reading.words], np.int64)
    paragraph = np.cumsum(np.diff(lines, prepend=lines[0]) > 0).astype(np.int64)
    pointing = _Pointing(weights, rows, asking, small, Surface.of(rows, sentence, paragraph))
    channels = pointing.hear("occasion", classes, range(len(rows)))
    firsts = list({row.key: i for i, row in reversed(list(enumerate(rows))) if row.key is not None}.values())
    posts = pointing.hear("post", _log_softmax(_linear(weights, "post", words)), firsts)
    posts[:, 1] = np.logaddexp(posts[:, 0], posts[:, 1])  # where no words tell, nobody's
    sides = {i: dict(zip(POSTS[1:], p[1:], strict=True)) for i, p in zip(firsts, _rounded(posts), strict=True)}
    return [
        Told(dict(zip(CHANNELS, c, strict=True)), dict(zip(TERMS, t, strict=True)), sides.get(i))
        for i, (c, t) in enumerate(zip(_rounded(channels), _rounded(terms), strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Pointing:
    """The statements of a text as they ask, and its words as they answer."""

    weights: Mapping[str, Floats]
    rows: Sequence[Row]
    asking: Floats
    words: Floats
    surface: Surface

    def hear(self, what: str, classes: Floats, which: Sequence[int]) -> Floats:
        """What the words that each of some statements points at tell: logarithms, `(which, classes)`.

        `classes` are the words' own, `(words, classes)`, the first for those that tell nothing; a statement's first is
        that it points at none.
        """
        salient = np.flatnonzero(1 - np.exp(classes[:, 0]) > _SALIENT)
        heard = np.full((len(which), classes.shape[1]), -np.inf, np.float32)
        for low in range(0, len(which), _CHUNK):
            part = which[low : low + _CHUNK]
            anchors = [self.rows[i].anchor for i in part]
            chosen = salient[(salient >= min(anchors) - _REACH) & (salient <= max(anchors) + _REACH)]
            related = relate(self.rows, part, self.surface, chosen)
            pointed = _point(
                self.weights, f"{what}_pointer", self.asking[part], self.words[chosen], classes[chosen], related
            )
            heard[low : low + _CHUNK, 0] = pointed[:, -1]
            if len(chosen):
                by_word = pointed[:, :-1, None] + _log_softmax(classes[chosen, 1:])
                top = by_word.max(1)
                heard[low : low + _CHUNK, 1:] = top + np.log(np.exp(by_word - top[:, None]).sum(1))
        return heard


def _point(
    weights: Mapping[str, Floats],
    pointer: str,
    asking: Floats,
    words: Floats,
    classes: Floats,
    related: tuple[Floats, Bools],
) -> Floats:
    """Log-likelihoods of where rows point: `(rows, words + 1)`, the last for none of the words."""
    relations, near = related
    m, n = near.shape
    size = weights[f"{pointer}.query.weight"].shape[0] // _HEADS
    left = _linear(weights, f"{pointer}.query", asking).reshape(m, _HEADS, size).transpose(1, 0, 2)
    right = _linear(weights, f"{pointer}.key", words).reshape(n, _HEADS, size).transpose(1, 2, 0)
    fit = (left @ right).transpose(1, 2, 0) / np.float32(size**0.5)
    told = np.broadcast_to(np.maximum(classes, -8) / 4, (m, *classes.shape))
    seen = np.concatenate([relations, fit, told], 2)
    seen = seen.reshape(m * n, seen.shape[2])
    hidden = np.maximum(_linear(weights, f"{pointer}.hidden", seen), 0)
    score = (hidden @ weights[f"{pointer}.score.weight"].T + seen @ weights[f"{pointer}.direct.weight"].T).reshape(m, n)
    score = np.where(near, score, np.float32(-1e4))
    return _log_softmax(np.hstack([score, _linear(weights, f"{pointer}.none", asking)]))


def _pool(weights: Mapping[str, Floats], rows: Sequence[Row], words: Floats) -> Floats:
    """The mean vectors of each statement's parts, `(rows, parts * size)`."""
    parts = [row.part(name) for row in rows for name in PARTS]
    lengths = np.array([len(part) for part in parts])
    told = lengths > 0
    flat = np.array([word for part in parts for word in part], np.int64)
    means = np.tile(weights["absent"], (len(rows), 1))
    if len(flat):
        lengths = lengths[told]
        means[told] = np.add.reduceat(words[flat], np.cumsum(lengths) - lengths) / lengths[:, None]
    return means.reshape(len(rows), -1)


def _linear(weights: Mapping[str, Floats], name: str, x: Floats) -> Floats:
    out: Floats = x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return out


def _gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit, by the hyperbolic tangent (off by less than a thousandth)."""
    out: Floats = x * x
    out *= np.float32(0.044715)
    out += 1
    out *= x
    out *= np.float32(0.79788456)
    np.tanh(out, out=out)
    out += 1
    out *= x
    out *= np.float32(0.5)
    return out


def _log_softmax(x: Floats) -> Floats:
    moved = x - x.max(1, keepdims=True)
    out: Floats = moved - np.log(np.exp(moved).sum(1, keepdims=True))
    return out


def _rounded(logs: Floats) -> list[list[float]]:
    """Log-likelihoods to three decimals, none below e to the -12."""
    rows: list[list[float]] = np.round(np.maximum(logs.astype(np.float64), _LEAST), 3).tolist()
    return rows

"""What the one learned pass over an article's text tells: words, sentences, names, relations."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.model.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Name", "Reading", "Relation", "Word"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark.

    `tag` is the Penn Treebank tag, `head` the index of the governing word in `Reading.words` (its own
    index for a sentence's root), `dep` the relation to it in spaCy's English (ClearNLP) labels,
    `sentence` the index in `Reading.sentences`.
    """

    span: Span
    tag: str
    head: int
    dep: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Name:
    """A named span with its OntoNotes label (PERSON, ORG, GPE, NORP, LOC, FAC, EVENT, LAW, …)."""

    span: Span
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution as the reader links it; the source may be empty. `confidence` is calibrated, 0..1."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole pass: words in text order, sentences as spans, names, attribution relations.

    `vectors` and `states` have one row a word, for what later stages tell by it: the former of occasions and posts, the
    latter are what the parse is made from. None in a reading made otherwise.
    """

    words: tuple[Word, ...] = ()
    sentences: tuple[Span, ...] = ()
    names: tuple[Name, ...] = ()
    relations: tuple[Relation, ...] = ()
    vectors: "NDArray[np.float32] | None" = field(default=None, compare=False, repr=False)
    states: "NDArray[np.float32] | None" = field(default=None, compare=False, repr=False)

"""Whose time a word shares: the word above it, and below it what belongs to the same act.

"Told reporters on Monday that …" dates the telling, "speaking on Monday, she said" the saying, "discussed it in a call
on Monday" the discussion. A clause that is said, relative or adverbial has its own time otherwise.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.annotate.times.tense import shares_time
from onrecord.model import Reading

__all__ = ["words_above", "words_below"]

_CARRIES_DATE = frozenset(
    (
        "conj xcomp aux auxpass "
        "nsubj nsubjpass dobj obj pobj prep attr agent dative oprd compound nmod amod pcomp csubj"
    ).split()
)
"""Relations over which an event shares the time of the word that governs it."""

_OPEN_QUESTIONS = frozenset({"whether", "if"})
_HELPERS = frozenset({"aux", "auxpass"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MAX_CLIMB = 12
_NEAR = 24  # children are looked for this many words off


@dataclass(frozen=True, slots=True)
class _Tables:
    same: frozenset[str]
    occasions: frozenset[str]
    at_occasion: frozenset[str]
    telling: frozenset[str]
    uttering: frozenset[str]
    issuing: frozenset[str]


@cache
def _load() -> _Tables:
    table = tomllib.loads(files(__package__).joinpath("sharing.toml").read_text(encoding="utf-8"))
    return _Tables(**{name: frozenset(words) for name, words in table.items()})


def words_above(reading: Reading, text: str, word: int) -> Iterator[tuple[int, int]]:
    """The words over `word` that take place when it does, nearest first.

    Each comes with the code point before which an expression must begin to date `word` too: what a verb with another
    subject is joined to shares only a time that stands before both ("On Monday the army fired and rebels fled").
    """
    limit = len(text)
    for _ in range(_MAX_CLIMB):
        entry = reading.words[word]
        if entry.head == word or not _goes_up(reading, text, word):
            return
        if entry.dep == "conj" and entry.tag.startswith("VB") and _has_other_subject(reading, text, word):
            limit = min(limit, reading.words[entry.head].span.start, entry.span.start)
        word = entry.head
        yield word, limit
        yield from ((child, limit) for child in _children(reading, word) if _is_gapped(reading, word, child))


def _goes_up(reading: Reading, text: str, word: int) -> bool:
    entry = reading.words[word]
    if entry.dep == "advcl":
        return _is_result(reading, word) or _is_when(reading, text, word)
    if entry.dep == "conj" and entry.tag.startswith("VB"):
        return _aspect(reading, text, word) in ("", _aspect(reading, text, entry.head))
    if any(reading.words[c].span.of(text).lower() in _OPEN_QUESTIONS for c in _children(reading, word) if c < word):
        return False  # "yielded nothing on Thursday about whether they would meet"
    above = reading.words[entry.head]
    is_part = above.tag.startswith("VB") and not entry.tag.startswith("VB") and entry.dep not in _HELPERS
    if is_part and above.span.of(text).lower() in _load().telling:
        return False  # "condemned the attack on Monday" tells the day of the condemning
    return entry.dep in _CARRIES_DATE and shares_time(reading, text, word)


def words_below(reading: Reading, text: str, word: int) -> Iterator[int]:
    """The words under `word` whose time is its own.

    They are the occasion that it took place at ("said in a statement"), how that was issued ("read on Monday"), the
    uttering ("speaking on Monday"), and the last of verbs that share one auxiliary ("were killed and nine hurt").
    """
    yield from _occasions(reading, text, word)
    for child in _children(reading, word):
        entry = reading.words[child]
        is_participle = entry.dep == "advcl" and entry.tag in ("VBG", "VBN")
        if is_participle and entry.span.of(text).lower() in _load().uttering:
            yield child
            yield from _occasions(reading, text, child)
        elif _is_gapped(reading, word, child):
            yield child


def _occasions(reading: Reading, text: str, word: int) -> Iterator[int]:
    """The nouns that a verb took place at, each with the participles of how it came out."""
    tables = _load()
    for preposition in _children(reading, word):
        entry = reading.words[preposition]
        if entry.dep != "prep" or entry.span.of(text).lower() not in tables.at_occasion:
            continue
        for noun in _children(reading, preposition):
            if reading.words[noun].dep == "pobj" and reading.words[noun].span.of(text).lower() in tables.occasions:
                yield noun
                yield from (c for c in _issued(reading, noun) if _is_issuing(reading, text, c))


def _issued(reading: Reading, noun: int) -> list[int]:
    """The participles of a noun, and the word right after it, which parses often hang higher."""
    after = [noun + 1] if noun + 1 < len(reading.words) else []
    return [*after, *(c for c in _children(reading, noun) if reading.words[c].dep == "acl" and c != noun + 1)]


def _is_issuing(reading: Reading, text: str, word: int) -> bool:
    entry = reading.words[word]
    return entry.tag.startswith("VB") and entry.span.of(text).lower() in _load().issuing


def _is_gapped(reading: Reading, first: int, second: int) -> bool:
    """Whether two participles share one auxiliary, the second with its own subject: "were killed and nine hurt"."""
    one, other = reading.words[first], reading.words[second]
    if (one.tag, other.tag, other.dep) != ("VBN", "VBN", "conj"):
        return False
    joints = [n for n in range(first + 1, second) if reading.words[n].tag in ("CC", ",")]
    between = reading.words[joints[-1] + 1 : second] if joints else ()
    has_own = any(word.tag.startswith(("CD", "NN")) for word in between)
    helped = [any(reading.words[c].dep == "auxpass" for c in _children(reading, word)) for word in (first, second)]
    return has_own and helped == [True, False]


def _is_result(reading: Reading, word: int) -> bool:
    """Whether a clause without a tense follows what it is part of: "opened fire, killing three"."""
    entry = reading.words[word]
    helped = any(reading.words[c].dep in _HELPERS or reading.words[c].dep == "mark" for c in _children(reading, word))
    return entry.tag == "VBG" and word > entry.head and not helped


def _is_when(reading: Reading, text: str, word: int) -> bool:
    """Whether the clause tells by "when" what took place just then: "were hurt when troops opened fire"."""
    entry, above = reading.words[word], reading.words[reading.words[word].head]
    if entry.tag != "VBD" or above.tag not in ("VBD", "VBN"):
        return False
    children = _children(reading, word)
    when = any(reading.words[c].span.of(text).lower() == "when" for c in children if c < word)
    return when and not any(reading.words[c].dep in _HELPERS for c in children)


def _aspect(reading: Reading, text: str, word: int) -> str:
    """The auxiliaries that set the time of a verb, or its own form: "has", "will", "VBD"; "" for a bare participle."""
    helpers = [reading.words[c] for c in _children(reading, word) if reading.words[c].dep in _HELPERS]
    forms = [w.span.of(text).lower() for w in helpers if w.tag != "RB"]
    if forms:
        return {"were": "VBD", "was": "VBD", "did": "VBD", "have": "has"}.get(forms[0], forms[0])
    tag = reading.words[word].tag
    return tag if tag in ("VBD", "VBZ", "VBP") else ""


def _has_other_subject(reading: Reading, text: str, word: int) -> bool:
    """Whether the verb has a subject of its own; a pronoun, "both" or "the two" most often is the verb's before it."""
    subjects = [c for c in _children(reading, word) if reading.words[c].dep in _SUBJECTS]
    return any(reading.words[c].span.of(text).lower() not in _load().same for c in subjects)


def _children(reading: Reading, word: int) -> list[int]:
    low, high = max(0, word - _NEAR), min(len(reading.words), word + _NEAR)
    return [n for n in range(low, high) if reading.words[n].head == word and n != word]

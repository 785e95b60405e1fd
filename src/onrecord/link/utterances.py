"""One saying in several reports: the same words of the same speaker, aligned word by word.

Block: three-word runs per speaker. Compare: a statement's verbatim parts (what stands in quotation marks, cut at dots)
against the other's words, in order; a translation is the same words' share in the same order. Decide: every part of one
side found in the other, or enough of a translation at the same happening.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.link.clusters import Clusters
from onrecord.link.words import STOP, quoted_spans, tokens
from onrecord.model import Statement, Utterance, Variant, digest, slice_spans

__all__ = ["Said", "align", "find_utterances", "said_of"]

_PARTS = re.compile(r"\.\s?\.\s?\.|…|\[[^\]]*\]")
_MIN_WORDS, _MIN_CONTENT_WORDS = 3, 1
_TRANSLATION_WORDS, _TRANSLATION_SHARE = 8, 0.55
_LONG_WORDS = 8
_RUN_WORDS = 2
_MAX_COMPARED = 60  # statements of one speaker that share one run of words


@dataclass(frozen=True, slots=True)
class Said:
    """A statement made comparable: its words, and its verbatim parts as word lists (none when nothing is quoted)."""

    id: str
    article: str
    speaker: str
    body: bool
    text: str
    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    happenings: frozenset[str]
    day: str | None


def said_of(statement: Statement, article: str, text: str, speaker: str, *, body: bool, happenings: frozenset[str], day: str | None) -> Said:
    """The words of a statement; `speaker` is the record's id of who said it, or side and kind for a body's text."""
    parts = []
    quotes = quoted_spans(text)
    for span in statement.content:
        for quote in quotes:
            start, end = max(span.start, quote.start), min(span.end, quote.end)
            if start < end:
                parts += [_words(piece) for piece in _PARTS.split(text[start:end])]
    shown = slice_spans(text, statement.content)
    words = tuple(word for span in statement.content for word in _words(span.of(text)))
    return Said(statement.id, article, speaker, body, shown, words, tuple(p for p in parts if p), happenings, day)


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(_PARTS.sub(" ", text)))


def find_utterances(said: Sequence[Said]) -> tuple[Utterance, ...]:
    """Every saying that two statements or more report."""
    ordered = sorted(said, key=lambda s: s.id)
    by_id = {item.id: item for item in ordered}
    clusters = Clusters(by_id)
    for left, right in _block(ordered):
        if same_words(by_id[left], by_id[right]):
            clusters.join(left, right)
    groups = (group for group in clusters.groups().values() if len(group) > 1)
    found = [_utterance([by_id[member] for member in group]) for group in groups]
    return tuple(sorted(found, key=lambda utterance: utterance.id))


def _block(said: Sequence[Said]) -> list[tuple[str, str]]:
    """Pairs of one speaker that share a run of words."""
    keyed: dict[tuple[str, ...], list[str]] = defaultdict(list)
    pairs: dict[tuple[str, str], None] = {}
    for item in said:
        runs = {item.words[i : i + _RUN_WORDS] for i in range(len(item.words) - _RUN_WORDS + 1)}
        for run in sorted(runs):
            if all(word in STOP for word in run):
                continue
            known = keyed[(item.speaker, *run)]
            for other in known:
                pairs.setdefault((other, item.id))
            if len(known) < _MAX_COMPARED:
                known.append(item.id)
    return sorted(pairs)


def same_words(a: Said, b: Said) -> bool:
    """Whether two statements of one speaker report one saying."""
    if a.article == b.article and not (a.parts and b.parts):
        return False
    if _found_in(a.parts, b.words) or _found_in(b.parts, a.words):
        return True
    if a.words == b.words and len(a.words) >= _LONG_WORDS:
        return True
    return _is_translation(a, b)


def _found_in(parts: Sequence[tuple[str, ...]], words: tuple[str, ...]) -> bool:
    """Whether all verbatim parts stand in `words` one after the other, and say enough to be told apart."""
    if not parts:
        return False
    flat = [word for part in parts for word in part]
    if len(flat) < _MIN_WORDS or sum(word not in STOP for word in flat) < _MIN_CONTENT_WORDS:
        return False
    at = 0
    for part in parts:
        place = _index(words, part, at)
        if place < 0:
            return False
        at = place + len(part)
    return True


def _index(words: tuple[str, ...], part: tuple[str, ...], start: int) -> int:
    return next((i for i in range(start, len(words) - len(part) + 1) if words[i : i + len(part)] == part), -1)


def _is_translation(a: Said, b: Said) -> bool:
    """Two quotations of like length with most words the same and in order, of one happening or day."""
    left = [word for part in a.parts for word in part]
    right = [word for part in b.parts for word in part]
    if min(len(left), len(right)) < _TRANSLATION_WORDS or not (a.happenings & b.happenings or (a.day and a.day == b.day)):
        return False
    if left == right:
        return False
    limit = min(len(left), len(right))
    best = max(_ratio(left[:limit], right[:limit]), _ratio(left, right))
    return best >= _TRANSLATION_SHARE


def _ratio(left: Sequence[str], right: Sequence[str]) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def align(longest: Sequence[str], words: Sequence[str]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Word by word: ("same" | "cut" | "inserted" | "translated", words of the longest form, words of this one)."""
    names = {"equal": "same", "delete": "cut", "insert": "inserted", "replace": "translated"}
    matcher = SequenceMatcher(None, list(longest), list(words), autojunk=False)
    return [
        (names[tag], tuple(longest[i1:i2]), tuple(words[j1:j2])) for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    ]


def _utterance(group: Sequence[Said]) -> Utterance:
    longest = max(group, key=lambda item: (sum(map(len, item.parts)) > 0, len(item.words), item.id))
    whole = [word for part in longest.parts for word in part] or list(longest.words)
    members = tuple(sorted(item.id for item in group))
    return Utterance(
        id="u-" + digest(members[0]),
        speaker=longest.speaker,
        statements=members,
        longest=longest.text,
        variants=tuple(
            Variant(item.id, item.text, _changes(whole, item)) for item in sorted(group, key=lambda i: i.id)
        ),
    )


def _changes(whole: Sequence[str], item: Said) -> tuple[str, ...]:
    """What was done to the longest form: "cut", "inserted", "translated"; words around a short form count as cut."""
    words = [word for part in item.parts for word in part] or list(item.words)
    return tuple(sorted({name for name, _, _ in align(whole, words)} - {"same"}))


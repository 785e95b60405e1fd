"""One saying in several reports: the same words of the same speaker, aligned word by word.

A statement that quotes several times is compared quotation by quotation, for each may be a saying of its own. Block:
runs of words per speaker. Compare: a statement's verbatim parts (what stands in quotation marks, cut at dots)
against the other's words, in order; a translation is the same words' share in the same order. Decide: every part of one
side found in the other, or enough of a translation at the same happening.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from onrecord.lexicon.words import STOP, quoted_spans, tokens
from onrecord.link.clusters import Clusters
from onrecord.model import Statement, Utterance, Variant, digest, slice_spans

__all__ = ["Said", "align", "find_utterances", "said_of"]

_PARTS = re.compile(r"\.\s?\.\s?\.|…|\[[^\]]*\]")
_MIN_WORDS, _MIN_CONTENT_WORDS = 3, 1
_TRANSLATION_WORDS, _TRANSLATION_SHARE = 8, 0.55
_UNJOINED_SHARE = 0.6  # of two quotations that no day or happening joins
_LONG_WORDS = 8
_ENOUGH_WORDS = 4  # of one quoted part, to tell a saying without the others
_RUN_WORDS = 2
_MAX_COMPARED = 60  # statements of one speaker that share one run of words


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, or one of its several quotations, made comparable: its words, and its verbatim parts as word lists
    (none when nothing is quoted). `number` counts a statement's quotations from 1 and is 0 for a whole statement."""

    id: str
    number: int
    article: str
    speaker: str
    body: bool
    text: str
    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    happenings: frozenset[str]
    day: str | None


def said_of(
    statement: Statement,
    article: str,
    text: str,
    speaker: str,
    *,
    body: bool,
    happenings: frozenset[str],
    day: str | None,
) -> list[Said]:
    """The words of a statement; `speaker` is the record's id of who said it, or side and kind for a body's text."""
    quoted: list[tuple[tuple[str, ...], ...]] = []
    quotes = quoted_spans(text)
    for span in statement.content:
        for quote in quotes:
            start, end = max(span.start, quote.start), min(span.end, quote.end)
            pieces = [_words(piece) for piece in _PARTS.split(text[start:end])] if start < end else []
            if any(pieces):
                quoted.append(tuple(piece for piece in pieces if piece))
    shown = slice_spans(text, statement.content)
    words = tuple(word for span in statement.content for word in _words(span.of(text)))

    def said(number: int, words: tuple[str, ...], parts: tuple[tuple[str, ...], ...]) -> Said:
        return Said(statement.id, number, article, speaker, body, shown, words, parts, happenings, day)

    if len(quoted) > 1 and statement.kind == "mixed":
        return [said(n, tuple(w for part in parts for w in part), parts) for n, parts in enumerate(quoted, 1)]
    return [said(0, words, tuple(part for parts in quoted for part in parts))]


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(_PARTS.sub(" ", text)))


def find_utterances(said: Sequence[Said]) -> tuple[Utterance, ...]:
    """Every saying that two statements or more report."""
    ordered = sorted(said, key=_key)
    by_id = {_key(item): item for item in ordered}
    same, apart = [], []
    for left, right in _block(ordered):
        a, b = by_id[left], by_id[right]
        length = same_words(a, b)
        if length:
            same.append((-length, left, right))
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for item in ordered:
        told[item.article, item.speaker].append(_key(item))
    together = {(left, right) for _, left, right in same}
    for ids in told.values():  # one report's two sayings stay two, whatever a third report puts into one
        apart += [pair for pair in combinations(ids, 2) if pair not in together]
    clusters = Clusters(by_id, apart)
    for _, left, right in sorted(same):
        clusters.join(left, right)
    groups = ([by_id[member] for member in group] for group in clusters.groups().values())
    found = [_utterance(group) for group in groups if len({item.id for item in group}) > 1]
    return tuple(sorted(found, key=lambda utterance: utterance.id))


def _key(item: Said) -> str:
    return f"{item.id}/{item.number}" if item.number else item.id


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
                pairs.setdefault((other, _key(item)))
            if len(known) < _MAX_COMPARED:
                known.append(_key(item))
    return sorted(pairs)


def same_words(a: Said, b: Said) -> int:
    """How many words make two statements of one speaker one saying; 0 when they are two."""
    if a.article == b.article and not (a.parts and b.parts):
        return 0
    found = max(_found_in(a.parts, b.words), _found_in(b.parts, a.words))
    if found:
        return found
    if a.words == b.words and len(a.words) >= _LONG_WORDS:
        return len(a.words)
    return min(len(a.words), len(b.words)) if _is_translation(a, b) else 0


def _found_in(parts: Sequence[tuple[str, ...]], words: tuple[str, ...]) -> int:
    """How many words of the verbatim parts stand in `words`, in order: all of them, or a part that says enough
    alone."""
    at = total = 0
    longest: tuple[str, ...] = ()
    for part in parts:
        place = _index(words, part, at)
        if place >= 0:
            at = place + len(part)
            total += len(part)
            longest = max(longest, part, key=len)
    whole = total == sum(map(len, parts))
    content = sum(word not in STOP for word in longest)
    if whole and total >= _MIN_WORDS and content >= _MIN_CONTENT_WORDS:
        return total
    return total if len(longest) >= _ENOUGH_WORDS and content > 1 else 0


def _index(words: tuple[str, ...], part: tuple[str, ...], start: int) -> int:
    return next((i for i in range(start, len(words) - len(part) + 1) if words[i : i + len(part)] == part), -1)


def _is_translation(a: Said, b: Said) -> bool:
    """Two quotations of like length with most words the same and in order; more of them where no day or talk joins."""
    left = [word for part in a.parts for word in part]
    right = [word for part in b.parts for word in part]
    if min(len(left), len(right)) < _TRANSLATION_WORDS or left == right:
        return False
    if a.day and b.day and a.day != b.day:
        return False
    joined = bool(a.happenings & b.happenings) or (a.day is not None and a.day == b.day)
    limit = min(len(left), len(right))
    best = max(_ratio(left[:limit], right[:limit]), _ratio(left, right))
    return best >= (_TRANSLATION_SHARE if joined else _UNJOINED_SHARE)


def _ratio(left: Sequence[str], right: Sequence[str]) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def align(longest: Sequence[str], words: Sequence[str]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Word by word: ("same" | "cut" | "inserted" | "translated", words of the longest form, words of this one)."""
    names = {"equal": "same", "delete": "cut", "insert": "inserted", "replace": "translated"}
    matcher = SequenceMatcher(None, list(longest), list(words), autojunk=False)
    return [(names[tag], tuple(longest[i1:i2]), tuple(words[j1:j2])) for tag, i1, i2, j1, j2 in matcher.get_opcodes()]


def _utterance(group: Sequence[Said]) -> Utterance:
    longest = max(group, key=lambda item: (sum(map(len, item.parts)) > 0, len(item.words), _key(item)))
    whole = [word for part in longest.parts for word in part] or list(longest.words)
    of_statement = {
        item.id: item for item in sorted(group, key=_key, reverse=True)
    }  # its first quotation stands for it
    return Utterance(
        id="u-" + digest(min(map(_key, group))),
        speaker=longest.speaker,
        statements=tuple(sorted(of_statement)),
        longest=longest.text,
        variants=tuple(Variant(item.id, item.text, _changes(whole, item)) for _, item in sorted(of_statement.items())),
    )


def _changes(whole: Sequence[str], item: Said) -> tuple[str, ...]:
    """What was done to the longest form: "cut", "inserted", "translated"; words around a short form count as cut."""
    words = [word for part in item.parts for word in part] or list(item.words)
    return tuple(sorted({name for name, _, _ in align(whole, words)} - {"same"}))

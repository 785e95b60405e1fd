"""Event mentions made comparable by their words: head, sentence, participants, place and time.

block     mentions of one story whose head words are alike, or whose sentences share rare words
compare   likenesses (`FEATURES`), 0 to 1 each
score     how likely the two tell one event, by these alone (`mentions.json`, from `training/linking/mentions.py`)
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicon.vectors import mean_vector, word_likeness
from onrecord.lexicon.words import STOP, content_stems, cosine, rarity, sentence_spans, stem, tokens
from onrecord.link.scorer import Scorer, load_scorer
from onrecord.model import Span

__all__ = ["FEATURES", "MAX_STORY", "MentionView", "block", "compare", "mention_scorer", "mention_views"]

FEATURES = (
    "same_head",
    "head",
    "same_rare_head",
    "prefix",
    "phrase",
    "sentence",
    "meaning",
    "around",
    "humans",
    "before",
    "after",
    "window",
    "window_meaning",
    "places",
    "times",
    "same_article",
    "same_sentence",
    "same_head_and_sentence",
    "same_head_and_meaning",
    "same_head_and_humans",
    "head_and_sentence",
    "head_and_window",
    "head_and_parties",
    "plain_head",
)
_LIGHT = frozenset("make take have give do get go hold carry come put set be".split())
_PARTIES = frozenset({"human", "thing", "location"})
_WINDOW_WORDS = 6
_MIN_HEAD, _MIN_CONTEXT = 0.3, 0.15
MAX_STORY = 1500  # event mentions of one story that are all compared; of longer ones, those of like heads only

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class MentionView:
    """An event mention made comparable; sets hold stems, vectors have unit length or are zero.

    `before` and `after` are the nearest participants on either side, `window` the few words around.
    """

    id: str
    article: int | str
    sentence: int
    head: str
    phrase: frozenset[str]
    words: frozenset[str]
    around: frozenset[str]
    meaning: Vector
    humans: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    window: frozenset[str]
    window_meaning: Vector
    places: frozenset[str]
    times: frozenset[str]


def mention_views(row: Mapping[str, Any], article: int | str) -> list[MentionView]:
    """The event mentions of one row with their contexts; other kinds of mentions serve as participants.

    Args:
        row: `{"id", "text", "mentions": [{"id", "start", "end", "kind"}]}`.
        article: What tells the row from others: its number, or the article's id.
    """
    text = row["text"]
    sentences = sentence_spans(text) or [Span(0, max(1, len(text)))]
    starts = [sentence.start for sentence in sentences]
    beside: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for mention in row["mentions"]:
        if mention["kind"] != "event":
            at = max(0, bisect_right(starts, mention["start"]) - 1)
            beside[at][mention["kind"]] |= content_stems(text, mention["start"], mention["end"])
    stems = [content_stems(text, sentence.start, sentence.end) for sentence in sentences]
    views = []
    for mention in row["mentions"]:
        if mention["kind"] != "event":
            continue
        at = max(0, bisect_right(starts, mention["start"]) - 1)
        phrase = [stem(token.word) for token in tokens(text, mention["start"], mention["end"])]
        head = _head(text, mention)
        words = stems[at] - set(phrase)
        near = stems[at - 1] if at else frozenset()
        near |= stems[at + 1] if at + 1 < len(stems) else frozenset()
        given = beside[at] if row["mentions"] else {}
        names = frozenset(given.get("human", ())) or _names(text, sentences[at])
        before, after = _nearest(row, mention, sentences[at])
        window = _window(text, mention, sentences[at])
        views.append(
            MentionView(
                id=mention["id"],
                article=article,
                sentence=at,
                head=head,
                phrase=frozenset(phrase) - STOP,
                words=frozenset(words),
                around=frozenset(near),
                meaning=mean_vector(words),
                humans=frozenset(names),
                before=before,
                after=after,
                window=window,
                window_meaning=mean_vector(window),
                places=frozenset(given.get("location", ())),
                times=frozenset(given.get("time", ())),
            )
        )
    return views


def _nearest(row: Mapping[str, Any], event: Mapping[str, Any], sentence: Span) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of the nearest participants before and after an event in its sentence."""
    before: tuple[int, frozenset[str]] = (-1, frozenset())
    after: tuple[int, frozenset[str]] = (sentence.end + 1, frozenset())
    for other in row["mentions"]:
        if other["kind"] not in _PARTIES or not sentence.start <= other["start"] < sentence.end:
            continue
        stems = content_stems(row["text"], other["start"], other["end"])
        if stems and other["end"] <= event["start"] and other["end"] > before[0]:
            before = (other["end"], stems)
        elif stems and other["start"] >= event["end"] and other["start"] < after[0]:
            after = (other["start"], stems)
    return before[1], after[1]


def _window(text: str, event: Mapping[str, Any], sentence: Span) -> frozenset[str]:
    """The stems of the few words before and after an event."""
    left = tokens(text, sentence.start, event["start"])[-_WINDOW_WORDS:]
    right = tokens(text, event["end"], max(event["end"], sentence.end))[:_WINDOW_WORDS]
    return frozenset(stem(token.word) for token in (*left, *right) if token.word not in STOP)


def _head(text: str, mention: Mapping[str, Any]) -> str:
    """The stem of a mention's main word: the last that is neither small nor light."""
    words = [token.word for token in tokens(text, mention["start"], mention["end"])]
    heavy = [stem(word) for word in words if word not in STOP]
    main = [word for word in heavy if word not in _LIGHT]
    return (main or heavy or [stem(word) for word in words] or [text[mention["start"] : mention["end"]].lower()])[-1]


def _names(text: str, sentence: Span) -> frozenset[str]:
    """The capitalised words of a sentence after its first, for rows without mentions of people."""
    found = tokens(text, sentence.start, sentence.end)
    return frozenset(stem(t.word) for t in found[1:] if text[t.start].isupper() and t.word not in STOP)


def compare(a: MentionView, b: MentionView) -> tuple[float, ...]:
    """The likenesses of two mentions, in the order of `FEATURES`."""
    same = 1.0 if a.head == b.head else 0.0
    head = max(0.0, word_likeness(*sorted((a.head, b.head))))
    sentence = cosine(a.words, b.words)
    meaning = max(0.0, float(a.meaning @ b.meaning))
    humans = cosine(a.humans, b.humans)
    before, after = cosine(a.before, b.before), cosine(a.after, b.after)
    window = cosine(a.window, b.window)
    return (
        same,
        head,
        same * rarity(a.head) / 7.3,
        _prefix(a.head, b.head),
        cosine(a.phrase, b.phrase),
        sentence,
        meaning,
        max(cosine(a.around, b.words), cosine(a.words, b.around), cosine(a.around, b.around)),
        humans,
        before,
        after,
        window,
        max(0.0, float(a.window_meaning @ b.window_meaning)),
        cosine(a.places, b.places),
        cosine(a.times, b.times),
        1.0 if a.article == b.article else 0.0,
        1.0 if (a.article, a.sentence) == (b.article, b.sentence) else 0.0,
        same * sentence,
        same * meaning,
        same * humans,
        head * sentence,
        head * window,
        head * (before + after) / 2,
        max(0.0, 1 - min(rarity(a.head), rarity(b.head)) / 3.0),
    )


def _prefix(left: str, right: str) -> float:
    """How much of the longer head both begin with: "acquir" and "acquisition"."""
    shared = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        shared += 1
    return shared / max(len(left), len(right), 1)


def block(views: Sequence[MentionView]) -> list[tuple[int, int]]:
    """Pairs of indices worth comparing: heads alike in form or meaning, or the same rare words around them."""
    whole = len(views) <= MAX_STORY
    found = []
    for j, b in enumerate(views):
        for i in range(j):
            a = views[i]
            if (
                a.head == b.head
                or word_likeness(*sorted((a.head, b.head))) >= _MIN_HEAD
                or (whole and _prefix(a.head, b.head) >= 0.5)
                or (
                    whole
                    and a.article != b.article
                    and len(a.words & b.words) > 1
                    and cosine(a.words, b.words) >= _MIN_CONTEXT
                )
            ):
                found.append((i, j))
    return found


@lru_cache(maxsize=1)
def mention_scorer() -> Scorer:
    """The learned weights of `FEATURES`."""
    return load_scorer("mentions")

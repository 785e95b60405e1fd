"""Which points of two sides' accounts say the same, which differ, and which only one side has.

Two points of one topic are matched when some statement of each says the same thing: most of the rarer words of the
shorter are in the other, or both are named by the words of a topic that is itself a saying ("Tone: candid"). Synonyms
come from `synonyms.csv` (written for the project, Apache-2.0). Words that deny or reverse keep two statements apart.
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.accounts.topics import tone_words
from onrecord.lexicon.words import STOP, rarity, stem, tokens

__all__ = ["Point", "likeness", "match_points"]

_SAME = 0.5
_ALONE = 0.65  # without a shared topic, more has to agree
_NEGATIONS = frozenset("not no never without cannot n't neither nor deny denied refuse refused reject rejected".split())
_FILLERS = frozenset(
    """two side sides country countries government governments leader leaders president minister prime must should both
    each other point state states exchange call conversation talk""".split()
)


@dataclass(frozen=True, slots=True)
class Point:
    """One side's words on one topic of one happening; `tone` whether the topic is how the talk was."""

    id: str
    side: str
    topic: str | None
    texts: tuple[str, ...]
    tone: bool = False


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    with files(__package__).joinpath("synonyms.csv").open("r", encoding="utf-8") as file:
        return {stem(word): stem(row["word"]) for row in csv.DictReader(file) for word in row["synonyms"].split(";")}


@lru_cache(maxsize=20_000)
def _concepts(text: str) -> tuple[frozenset[str], bool]:
    """What a text says as stems with synonyms put together, and whether it denies."""
    words = [token.word for token in tokens(text)]
    stems = (stem(word) for word in words if word not in STOP and word not in _FILLERS)
    denies = any(word in _NEGATIONS or word.endswith("n't") for word in words)
    return frozenset(_synonyms().get(s, s) for s in stems), denies


def likeness(left: str, right: str) -> float:
    """How much of what the shorter text says the other says too, 0 to 1, rare words counting more."""
    (a, a_denies), (b, b_denies) = _concepts(left), _concepts(right)
    if not a or not b or a_denies != b_denies:
        return 0.0
    shared = sum(rarity(word) for word in sorted(a & b))
    return shared / max(1e-9, min(sum(map(rarity, sorted(a))), sum(map(rarity, sorted(b)))))


def _same_tone(left: Point, right: Point) -> bool:
    """Whether both describe the talk by words of one tone, such as "candid" and "frank"."""
    tones = [
        {
            tone_words()[word]
            for text in point.texts
            for token in tokens(text)
            if (word := stem(token.word)) in tone_words()
        }
        for point in (left, right)
    ]
    return left.tone and right.tone and bool(tones[0] & tones[1])


def match_points(points: Sequence[Point]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """For every point of one happening: "both", "differs" or "one_side", and the other sides' points concerned."""
    same: dict[str, set[str]] = defaultdict(set)
    differs: dict[str, set[str]] = defaultdict(set)
    ordered = sorted(points, key=lambda point: point.id)
    for i, left in enumerate(ordered):
        for right in ordered[i + 1 :]:
            if left.side == right.side:
                continue
            best = max(likeness(a, b) for a in left.texts for b in right.texts)
            together = left.topic is not None and left.topic == right.topic
            if together and _same_tone(left, right):
                best = 1.0
            if best >= (_SAME if together else _ALONE):
                same[left.id].add(right.id)
                same[right.id].add(left.id)
            elif together:
                differs[left.id].add(right.id)
                differs[right.id].add(left.id)
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for point in ordered:
        if point.id in same:
            found[point.id] = ("both", tuple(sorted(same[point.id])))
        elif point.id in differs:
            found[point.id] = ("differs", tuple(sorted(differs[point.id])))
        else:
            found[point.id] = ("one_side", ())
    return found

"""Which points of two sides' accounts say the same, which differ, and which only one side has.

compare   two statements by `sayings.FEATURES`, then by how much better they fit each other than any third
decide    two learned scorers (`points.json`, from `training/linking/points.py`): whether statements of two sides, or of
          one, answer one question
cluster   the surest first; a group's pairs must fit on average
match     a group with two sides is `both` or `differs` by two more scorers over what a third makes of the group
          and what comes of reading its best pair together (`agreement.onnx`); where neither is sure, and for groups
          of one side, `one_side`

A topic that is itself a saying ("Tone: candid") needs no comparison: sides that use a word of that tone say the same.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from math import exp, log

from onrecord.accounts.agreement import read_together
from onrecord.accounts.measures import measures_agree, measures_conflict
from onrecord.accounts.sayings import FEATURES, Saying, compare
from onrecord.accounts.topics import find_tones
from onrecord.accounts.wording import load_wording
from onrecord.lexicon.words import stem

__all__ = [
    "GROUP_FEATURES",
    "MATCH_FEATURES",
    "PAIR_FEATURES",
    "Point",
    "Scorer",
    "Scorers",
    "find_points",
    "group_features",
    "group_sayings",
    "is_opposed",
    "match_features",
    "relate",
    "score_pairs",
]

PAIR_FEATURES = (*FEATURES, "first_score", "beats_first", "beats_second", "beats_both")
GROUP_FEATURES = (
    "shared_of_shorter",
    "meaning",
    "covered",
    "covered_most",
    "same_numbers",
    "numbers_conflict",
    "numbers_agree",
    "other_numbers",
    "one_has_numbers",
    "one_denies",
    "both_deny",
    "denied_words",
    "statements",
    "outcomes",
    "refusals",
    "positions",
    "quoted",
    "best",
    "said_alike",
    "said_alike_most",
)
MATCH_FEATURES = ("agree", "read_both", "read_differs")
"""What decides what a group is, as log odds."""
_DECIMALS = 6
# A pair of less than _WEAK, or a wording that tells against agreement, needs reading to be likelier than not, and to be
# sure where a statement is longer than 99 in 100 of those that it has learned from: it takes kindred ones for one.
_WEAK, _READ_OF_DOUBTFUL, _READ_OF_LONG = 0.6, 0.6, 0.95
_LONG = 20  # words
_SAME_WORDS = 0.75  # of the rarer words of the shorter statement
_ANSWERED_ON_AVERAGE = 0.6  # of the pairs across two groups that each hold an answer already
_MAX_COMPARED = 150  # statements of one happening that are all compared; of more, those that share a rarer word
_SMALL = 1e-4

Pair = tuple[int, int]
Features = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Scorer:
    """Logistic regression over named features."""

    weights: tuple[float, ...]
    intercept: float

    def score(self, values: Sequence[float]) -> float:
        """The probability, 0 to 1."""
        total = self.intercept + sum(w * v for w, v in zip(self.weights, values, strict=True))
        return round(1.0 / (1.0 + exp(-max(-30.0, min(30.0, total)))), _DECIMALS)


@dataclass(frozen=True, slots=True)
class Scorers:
    """`first` and `across` compare statements of two sides, `within` those of one.

    `agree` tells by its wording whether a group's sides agree, `both` and `differs` by `MATCH_FEATURES` what it is.
    """

    first: Scorer
    across: Scorer
    within: Scorer
    agree: Scorer
    both: Scorer
    differs: Scorer
    across_from: float
    within_from: float
    on_average: float
    both_from: float
    differs_from: float


@dataclass(frozen=True, slots=True)
class Point:
    """Statements that answer one question, as indices of what was given; `match` as in an account.

    `tone` is the topic, for one of tone.
    """

    members: tuple[int, ...]
    match: str
    tone: str | None = None


@lru_cache(maxsize=1)
def load_scorers() -> Scorers:
    """The learned weights and the thresholds that go with them."""
    table = json.loads(files(__package__).joinpath("points.json").read_text(encoding="utf-8"))
    first, across, within, agree, both, differs = (
        Scorer(tuple(table[name]["weights"].values()), table[name]["intercept"])
        for name in ("first", "across", "within", "agree", "both", "differs")
    )
    return Scorers(first, across, within, agree, both, differs, **table["thresholds"])


def find_points(
    sayings: Sequence[Saying], tones: frozenset[str] = frozenset(), scorers: Scorers | None = None
) -> list[Point]:
    """The points of one happening; a saying belongs to one, and to one more for each tone that it gives the talk.

    Args:
        sayings: What the sides say of it.
        tones: Ids of the topics that are themselves sayings; a saying that has only such ones has no other point.
        scorers: The learned weights, ours when None.
    """
    found = [point for tone in sorted(tones) for point in _tone_points(tone, sayings)]
    places = [i for i, saying in enumerate(sayings) if not saying.topics or saying.topics - tones]
    learned = _learned_points([sayings[i] for i in places], scorers or load_scorers())
    return [*found, *(replace(point, members=tuple(places[i] for i in point.members)) for point in learned)]


def _learned_points(sayings: Sequence[Saying], scorers: Scorers) -> list[Point]:
    features = {pair: compare(sayings[pair[0]], sayings[pair[1]]) for pair in _block(sayings)}
    scores = score_pairs(sayings, features, scorers)
    found = []
    for members in group_sayings(sayings, scores, scorers):
        if len({sayings[i].side for i in members}) < 2:
            found.append(Point(members, "one_side"))
            continue
        if (match := _match(members, sayings, features, scores, scorers)) is not None:
            found.append(Point(members, match))
            continue
        pair = _best_pair(members, sayings, scores)
        is_sure = _match(pair, sayings, features, scores, scorers) == "both"
        found += [Point(pair, "both")] if is_sure else []
        found += _apart([i for i in members if not is_sure or i not in pair], sayings)
    return found


def _match(
    members: Sequence[int],
    sayings: Sequence[Saying],
    features: Mapping[Pair, Features],
    scores: Mapping[Pair, float],
    scorers: Scorers,
) -> str | None:
    """What a group of two sides is, None where nobody can tell.

    Sides differ where one gives another number, denies in the other's words or says the opposite. They say the same
    where no sign of it is weak, or reading makes up for it.
    """
    if is_opposed(members, sayings, features, scores):
        return "differs"
    told = match_features(members, sayings, features, scores, scorers.agree)
    if scorers.both.score(told) >= scorers.both_from:
        pair = _best_pair(members, sayings, scores)
        is_doubtful = told[0] < 0.0 or scores[pair] < _WEAK
        is_long = max(len(sayings[i].words) for i in pair) > _LONG
        least = _READ_OF_LONG if is_long else _READ_OF_DOUBTFUL
        return "both" if not is_doubtful or told[1] >= _log_odds(least) else None
    return "differs" if scorers.differs.score(told) >= scorers.differs_from else None


def match_features(
    members: Sequence[int],
    sayings: Sequence[Saying],
    features: Mapping[Pair, Features],
    scores: Mapping[Pair, float],
    agree: Scorer,
) -> Features:
    """What a group's wording tells, and the pair that fits best, read together; in the order of `MATCH_FEATURES`."""
    i, j = _best_pair(members, sayings, scores)
    both, differs, _ = read_together(sayings[i].text, sayings[j].text)
    if sayings[i].taken_back != sayings[j].taken_back:
        both, differs = differs, both  # what agrees with the words disagrees with who denies them
    wording = agree.score(group_features(members, sayings, features, scores))
    return _log_odds(wording), _log_odds(both), _log_odds(differs)


def is_opposed(
    members: Sequence[int], sayings: Sequence[Saying], features: Mapping[Pair, Features], scores: Mapping[Pair, float]
) -> bool:
    """Whether a side gives another number of the same thing, denies in the other's words or says the opposite."""
    named = dict(zip(GROUP_FEATURES, group_features(members, sayings, features, scores), strict=True))
    is_denied = named["denied_words"] >= _SAME_WORDS
    return bool(named["numbers_conflict"]) or is_denied or _have_opposites([sayings[i] for i in members])


def _best_pair(members: Sequence[int], sayings: Sequence[Saying], scores: Mapping[Pair, float]) -> Pair:
    """The two statements of two sides that fit best."""
    pairs = (p for p in combinations(sorted(members), 2) if p in scores and _is_across(sayings, p))
    return max(pairs, key=lambda p: (scores[p], p))


def _log_odds(probability: float) -> float:
    kept = min(1.0 - _SMALL, max(_SMALL, probability))
    return log(kept / (1.0 - kept))


def _apart(members: Sequence[int], sayings: Sequence[Saying]) -> list[Point]:
    """Each side's part of a group of which nobody can tell whether it is one point."""
    sides = sorted({sayings[i].side for i in members})
    return [Point(tuple(i for i in members if sayings[i].side == side), "one_side") for side in sides]


def _tone_points(tone: str, sayings: Sequence[Saying]) -> list[Point]:
    """The points of one topic of tone.

    Sides with a word of one tone in common ("candid", "frank") say the same; of a topic that holds several tones, sides
    that have none in common differ.
    """
    told: dict[str, list[int]] = {}
    for i, saying in enumerate(sayings):
        if tone in saying.topics:
            told.setdefault(saying.side, []).append(i)
    words = {side: {t for i in members for t in find_tones(sayings[i].text)} for side, members in told.items()}
    groups: list[list[str]] = []
    for side in sorted(told):
        known = next((group for group in groups if any(words[side] & words[other] for other in group)), None)
        if known is None:
            groups.append([side])
        else:
            known.append(side)
    if len(groups) > 1 and all(len(group) == 1 for group in groups):
        return [Point(tuple(sorted(i for members in told.values() for i in members)), "differs", tone)]
    return [
        Point(tuple(sorted(i for side in group for i in told[side])), "both" if len(group) > 1 else "one_side", tone)
        for group in groups
    ]


def _block(sayings: Sequence[Saying]) -> list[Pair]:
    """The pairs to compare."""
    pairs = combinations(range(len(sayings)), 2)
    if len(sayings) <= _MAX_COMPARED:
        return list(pairs)
    return [(i, j) for i, j in pairs if sayings[i].concepts & sayings[j].concepts]


def score_pairs(sayings: Sequence[Saying], features: Mapping[Pair, Features], scorers: Scorers) -> dict[Pair, float]:
    """For each pair, how likely the two answer one question."""
    across = {pair: values for pair, values in features.items() if _is_across(sayings, pair)}
    related = relate({pair: scorers.first.score(values) for pair, values in across.items()})
    scores = {pair: scorers.across.score((*values, *related[pair])) for pair, values in across.items()}
    for pair, values in features.items():
        if pair not in across:
            scores[pair] = scorers.within.score(values)
    return scores


def relate(scores: Mapping[Pair, float]) -> dict[Pair, Features]:
    """Each pair's score, and how far it lies above the best other score of its first, second and either member."""
    best: dict[int, list[tuple[float, Pair]]] = {}
    for pair, score in scores.items():
        for item in pair:
            best[item] = sorted([*best.get(item, ()), (score, pair)], reverse=True)[:2]
    found: dict[Pair, Features] = {}
    for pair, score in scores.items():
        others = [next((s for s, other in best[item] if other != pair), 0.0) for item in pair]
        first, second = score - others[0], score - others[1]
        found[pair] = (score, first, second, min(first, second))
    return found


def _is_across(sayings: Sequence[Saying], pair: Pair) -> bool:
    return sayings[pair[0]].side != sayings[pair[1]].side


def group_sayings(sayings: Sequence[Saying], scores: Mapping[Pair, float], scorers: Scorers) -> list[tuple[int, ...]]:
    """Groups of sayings, the surest pairs joined first, as long as all pairs of a group fit on average.

    Two groups that each hold an answer are joined only if they fit better than by chance.
    """
    group = list(range(len(sayings)))
    members = {i: [i] for i in group}
    wanted = [
        (-score, pair)
        for pair, score in scores.items()
        if score >= (scorers.across_from if _is_across(sayings, pair) else scorers.within_from)
    ]
    for _, (i, j) in sorted(wanted):
        a, b = group[i], group[j]
        if a == b:
            continue
        values = [scores.get((min(x, y), max(x, y)), 0.0) for x in members[a] for y in members[b]]
        are_answered = all(len({sayings[x].side for x in members[m]}) > 1 for m in (a, b))
        least = _ANSWERED_ON_AVERAGE if are_answered else scorers.on_average
        if len(values) > 1 and sum(values) / len(values) < least:
            continue
        for x in members[b]:
            group[x] = a
        members[a] += members.pop(b)
    return [tuple(sorted(found)) for found in members.values()]


def group_features(
    members: Sequence[int], sayings: Sequence[Saying], features: Mapping[Pair, Features], scores: Mapping[Pair, float]
) -> Features:
    """What tells whether the sides of a group say the same, in the order of `GROUP_FEATURES`."""
    pairs = [pair for pair in combinations(sorted(members), 2) if pair in features and _is_across(sayings, pair)]
    best = max(pairs, key=lambda pair: (scores[pair], pair))
    named = dict(zip(FEATURES, features[best], strict=True))
    sides = sorted({sayings[i].side for i in members})
    ours = [sayings[i] for i in members if sayings[i].side == sides[0]]
    theirs = [sayings[i] for i in members if sayings[i].side != sides[0]]
    left, right = ([m for saying in some for m in saying.measures] for some in (ours, theirs))
    numbers_left, numbers_right = ({m.value for m in many if m.value > 2} for many in (left, right))
    denied = [any(saying.denies for saying in some) for some in (ours, theirs)]
    every = [*ours, *theirs]
    wording = load_wording()
    return (
        named["shared_of_shorter"],
        named["meaning"],
        named["covered"],
        max(features[pair][FEATURES.index("covered")] for pair in pairs),
        float(bool(numbers_left & numbers_right)),
        float(measures_conflict(left, right)),
        float(measures_agree(left, right)),
        float(bool(numbers_left) and bool(numbers_right) and not numbers_left & numbers_right),
        float(bool(numbers_left) != bool(numbers_right)),
        float(denied[0] != denied[1]),
        float(all(denied)),
        named["one_denies"] * named["shared_of_shorter"],
        log(len(every)),
        *(_share_with(every, some) for some in (wording.outcomes, wording.refusals, wording.positions)),
        sum("“" in saying.text or '"' in saying.text for saying in every) / len(every),
        scores[best],
        named["said_alike"],
        max(features[pair][FEATURES.index("said_alike")] for pair in pairs),
    )


def _have_opposites(sayings: Sequence[Saying]) -> bool:
    """Whether one side says of a thing the opposite of the other's word ("stay", "be withdrawn")."""
    told: dict[str, set[str]] = {}
    for saying in sayings:
        told.setdefault(saying.side, set()).update(stem(word) for word in saying.words)
    return any(
        (a & one and b & other and not a & other) or (a & other and b & one and not b & other)
        for a, b in combinations(told.values(), 2)
        for one, other in load_wording().opposites
    )


def _share_with(sayings: Sequence[Saying], words: frozenset[str]) -> float:
    """How many of some sayings have one of the words."""
    return sum(not words.isdisjoint(saying.words) for saying in sayings) / len(sayings)

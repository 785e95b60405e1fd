"""Words for one and the same act: "froze" and "frozen", "raid" and "stormed", "released" and "freed"."""

import csv
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files

from onrecord.lexicon.vectors import word_likeness
from onrecord.lexicon.words import STOP, stem, tokens

__all__ = ["NEAR_ACT", "act_groups", "act_likeness", "act_rows", "acts_of", "is_light"]

_PARTICLES = frozenset("up down out off away over in on back to into".split())
_HOLLOW = frozenset("make take have hold do get see put keep begin start set".split())
_LIGHT = _HOLLOW | frozenset(
    "raise impose give introduce announce slap open launch carry stage conduct provide".split()
)
_N_OBJECT_WORDS = 3  # words after a verb that says little, of which one may tell the act: "kept tariffs of 25 percent"
_LONG = 5  # stems that may have doubled their last letter
_ONE_ACT = 0.8  # the likeness of two words of one row
NEAR_ACT = 0.4  # that of words whose rows are near each other
_LEAST = 0.45  # likenesses of word vectors that are lower say nothing


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """The rows of `acts.csv` (written for this project, Apache-2.0): those of each act, and what each is near to."""
    rows: dict[str, set[str]] = defaultdict(set)
    near = {}
    with files(__package__).joinpath("acts.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            near[row["act"]] = row["near"] or row["act"]
            for words in row["words"].split(";"):
                rows[_act_of(words)].add(row["act"])
    return {act: frozenset(names) for act, names in rows.items()}, near


def _act_of(words: str) -> str:
    """The stem of the last word that is no particle, and the particle at the end: "struck down" is "strik down"."""
    said = [token.word for token in tokens(words)]
    heads = [word for word in said if word not in _PARTICLES]
    if not heads:
        return stem(said[-1]) if said else words.lower()
    particle = said[-1] if said[-1] in _PARTICLES else ""
    head = stem(heads[-1])
    if head.endswith("ll") and len(head) > _LONG:  # "annulled", "expelled", "cancelled"
        head = head[:-1]
    return f"{head} {particle}".strip()


@lru_cache(maxsize=1)
def _light() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(stem, _HOLLOW)), frozenset(map(stem, _LIGHT))


def is_light(trigger: str) -> bool:
    """Whether a trigger says little without what it is done to: "made", "kept", "opened"."""
    return _act_of(trigger).split()[0] in _light()[1]


def acts_of(trigger: str, after: str = "") -> tuple[str, ...]:
    """A trigger made comparable, by its own word; by what it is done to, after a verb that says little.

    "Kept tariffs" is known by "tariffs", "raised tariffs" by both words.

    Args:
        trigger: The trigger's words.
        after: What follows in its sentence.
    """
    act = _act_of(trigger)
    if not is_light(trigger):
        return (act,)
    objects = [stem(token.word) for token in tokens(after)[:_N_OBJECT_WORDS] if token.word not in STOP]
    if act in _light()[0]:
        return tuple(objects) or (act,)
    return (act, *(word for word in objects if act_rows(word)))


def act_rows(act: str) -> frozenset[str]:
    """The names of the rows of `acts.csv` that an act stands in."""
    return _rows()[0].get(act, frozenset())


def act_groups(act: str) -> frozenset[str]:
    """What an act may be told as: itself, its rows of `acts.csv`, and the rows near them."""
    rows = act_rows(act)
    return frozenset({act, *rows, *(_rows()[1][row] for row in rows)})


def act_likeness(left: Collection[str], right: Collection[str]) -> float:
    """How alike two events' acts (from `acts_of`) are, by the likest two of them.

    1 for the same word, 0.8 for words of one row, 0.4 for rows near each other (killing and shelling), else the
    likeness of the words' vectors from 0.45 up; 0 for other acts.
    """
    return max(_likeness(a, b) for a in left for b in right)


@lru_cache(maxsize=100_000)
def _likeness(left: str, right: str) -> float:
    if left == right:
        return 1.0
    a, b = act_rows(left), act_rows(right)
    if a & b:
        return _ONE_ACT
    near = _rows()[1]
    if {near[name] for name in a} & {near[name] for name in b}:
        return NEAR_ACT
    found = word_likeness(*sorted((left, right)))
    return min(found, _ONE_ACT) if found > _LEAST else 0.0

"""Of which of the countries that its sentence names an actor is who is named without one ("the premier", "its police").

A logistic regression over the words that lie between an actor and the countries named around it; its weights,
`belonging.json`, are learned as `training/belonging.py` tells. Where no country is likely enough it stays open.
"""

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.code.domestic import is_domestic, may_be_from_elsewhere
from onrecord.code.meanings import BODIES, spot_named
from onrecord.code.places import Spot
from onrecord.gazetteer import find_country

__all__ = ["Scene", "choose_country", "measure_countries"]

_LEAST = 0.65  # odds from which a country is taken
_LEAST_OF_THING = 0.85  # the same for what no word tells to be of some sector: most often a thing
_WORD = re.compile(r"[\w-]+|[,;:—–\"“”]")
_OWNED = frozenset({"its", "their", "his", "her", "our"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "we", "us", "i", "who", "both", "his", "its"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "another", "some", "one"})
_LINKS = frozenset(
    """in at of from to for with against by on near outside over between across into and or who which that after
    as when while because if before where whose""".split()
)
_SENT_TO = re.compile(r"\b(?:ambassadors?|envoys?|emissar(?:y|ies)|consuls?|delegates?) (?:to|in) (?:the )?$")
_SENT_CHARS = 30  # longer than what the pattern matches
_NEAR, _FAR = 3, 8  # words between


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, where the actor begins in it, and the code of the act's other party where its own words tell it."""

    sentence: str
    start: int
    other: str | None = None


def choose_country(text: str, sector: str | None, scene: Scene) -> str | None:
    """The country named in the scene's sentence that an actor described by `text` is likely of, None when open.

    Envoys, guests and those of a people may be from anywhere.
    """
    described = not text.rsplit(maxsplit=1)[-1][:1].isupper()
    if described and may_be_from_elsewhere(text, sector):
        return None
    found = [(_odds(features), code) for code, features in measure_countries(text, sector, scene)]
    best = max(found, default=(0.0, None))
    return best[1] if best[0] >= (_LEAST_OF_THING if described and sector is None else _LEAST) else None


def measure_countries(text: str, sector: str | None, scene: Scene) -> Iterator[tuple[str, list[str]]]:
    """Each country (alpha-3) that the sentence names, with the features that hold for it."""
    end = scene.start + len(text)
    spots = [
        (code, first, last)
        for code, first, last in spot_named(scene.sentence)
        if code not in BODIES
        and (last <= scene.start or first >= end)
        and not _SENT_TO.search(scene.sentence, max(0, first - _SENT_CHARS), first)
    ]
    codes = list(dict.fromkeys(code for code, _, _ in spots))
    if not codes:
        return
    own = _of_actor(text, sector)
    kind = own[0]
    before = [s for s in spots if s[2] <= scene.start]
    after = [s for s in spots if s[1] >= end]
    for code in codes:
        features = [*own, f"many={min(3, len(codes))}"]
        if scene.other is not None:
            same = "same" if scene.other == code else "other" if scene.other in codes else "strange"
            features += [f"party={same}", f"party={same}|{min(2, len(codes))}", f"party={same}|{kind}"]
        last = next((s for s in reversed(before) if s[0] == code), None)
        following = next((s for s in after if s[0] == code), None)
        for side, spot, nearest in (("b", last, before[-1:]), ("a", following, after[:1])):
            if spot is None:
                features.append(f"{side}=none")
                continue
            near = "near" if spot in nearest else "far"
            words = _between(scene.sentence, spot, scene.start, end)
            features += [f"{side}={near}", f"{side}={near}|{kind}"]
            features += (f"{side}.{name}" for name in _of_way(scene.sentence, spot, words))
        if codes[0] == code:
            features += ["first", f"first|{kind}"]
        yield code, features


def _of_actor(text: str, sector: str | None) -> list[str]:
    words = text.split()
    first, last = words[0].lower(), words[-1]
    if len(words) == 1 and first in _PRONOUNS and words[0] != "US":
        kind = "pronoun"
    elif first in _OWNED:
        kind = "owned"
    elif first in _DEFINITE:
        kind = "the"
    elif first in _INDEFINITE:
        kind = "a"
    elif last[:1].isupper() and words[0][:1].isupper():
        kind = "name"
    else:
        kind = "bare"
    domestic = is_domestic(text, sector)
    return [
        f"kind={kind}",
        f"sector={sector}",
        f"domestic={domestic}",
        f"domestic={domestic}|{kind}",
        f"sector={sector}|{kind}",
        f"word={last.lower().strip('.,')}",
        *(["named"] if any(w[:1].isupper() for w in words[1:]) else []),
    ]


def _between(sentence: str, spot: Spot, start: int, end: int) -> Sequence[str]:
    first, last = (spot[2], start) if spot[2] <= start else (end, spot[1])
    return [word.lower() for word in _WORD.findall(sentence[first:last])]


def _of_way(sentence: str, spot: Spot, words: Sequence[str]) -> Iterator[str]:
    """What tells how a naming stands to the actor: how far, across what, and how the country is named."""
    far = "beside" if not words else "near" if len(words) <= _NEAR else "mid" if len(words) <= _FAR else "far"
    yield f"far={far}"
    naming = find_country(sentence[spot[1] : spot[2]])
    yield f"form={naming.kind if naming else 'place'}"
    if sentence.startswith(("'s", "’s", "' ", "’ "), spot[2]):
        yield "owns"
    ahead = sentence[: spot[1]].rsplit(maxsplit=2)[-2:]
    if ahead and ahead[-1].lower() in {"the", "a"}:
        ahead = ahead[:-1]
    if ahead and ahead[-1].lower() in _LINKS:
        yield f"in={ahead[-1].lower()}"
    if spot[1] <= 4:
        yield "opens"
    marks = [word for word in words if not word[0].isalnum()]
    yield f"marks={min(2, len(marks))}"
    for word in {*words} & _LINKS:
        yield f"over={word}"


def _odds(features: Sequence[str]) -> float:
    weights = _weights()
    return 1 / (1 + math.exp(-weights[""] - sum(weights.get(name, 0.0) for name in features)))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(files(__package__).joinpath("belonging.json").read_text(encoding="utf-8"))
    return weights

"""Which side the evidence speaks for: learned weights over hints, the open side among the candidates.

A candidate's score is the sum of the weights of what speaks for it and of what its kind is worth for a speaker of that
description; `sides.json` holds the weights of a conditional logistic regression, learned as `training/sides.py` tells.
"""

import json
import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.code.affiliations import is_code, is_state_code
from onrecord.code.descriptions import Speaker
from onrecord.code.evidence import Hint, find_hints, side_class
from onrecord.code.surroundings import Surroundings
from onrecord.gazetteer.places import find_place, find_region, find_town

__all__ = ["Chooser", "Likeliest", "candidates", "load_chooser", "may_be_short_for"]

_FORMER = re.compile(r"(?i)\b(?:former|ex-\w+|retired|onetime|one-time|ousted|deposed|dismissed|outgoing|late)\b")
_KIN = re.compile(
    r"(?i)(?:[’']s?|\bhis|\bher|\btheir) (?:[\w\-]+ ){0,2}(?:daughter|son|wife|husband|mother|father|brother|sister"
    r"|widow|cousin|uncle|aunt|nephew|niece|friend|neighbou?r|parents?|relatives?|family)\b"
)
_SECRET = re.compile(
    r"(?i)\b(?:fear(?:ed|s|ing)?|afraid) (?:of |for )|\btold (?:staff|employees) not to\b|\bnot to (?:talk|speak)"
    r"|forb[ia]d|ban on|without permission|job|contract|reprisal|dismiss|sacked|fired"
)
_CLOSE = re.compile(r"(?i)\b(?:close to|familiar with|with knowledge of|briefed on|aware of|knowledge of)\b")
_REGION = re.compile(
    r"\b(?:[Ee]uropean|[Ww]estern|[Ff]oreign|[Rr]egional|[Aa]sian|[Aa]rab|[Aa]frican"
    r"|[Nn]ordic|[Bb]altic|[Ll]atin American|[Gg]ulf|[Aa]llied)\b"
)
_BOTH = re.compile(
    r"(?i)^(?:both|the two|two|neither|either|all (?:three|four|sides))\b"
    r"|\b(?:both|two) (?:countries|sides|governments|states|nations|parties|capitals)\b"
    r"|^(?:the )?(?:ministers|leaders|sides|presidents|parties)$"
)
_OWNED = re.compile(r"[’']s? \w")  # a body of another's ("Valve's board")
_GATHERED = re.compile(r"\b(?:and|including|representing|like|against|among|groups?|coalition|chapter|branch)\b")
_TEAM = re.compile(r" [A-ZÀ-Þ]\w+s")  # "New Orleans" is the New Orleans Saints where they are told of
_PARTISAN = re.compile(
    r"(?i)(?:republican|democrat(?:ic)?|conservative|labou?r|liberal|socialist|communist|national|green|progressive)s?"
)
_TRUST = 0.7  # in what the reader hears of the sort of side, against the weights; from 0.5 to 1 dev is the same
_LEAST = -6.0  # logarithms below it weigh no more
_WORD = re.compile(r"\w+")
_SMALL_WORDS = frozenset({"the", "a", "an", "his", "her", "its", "their", "one", "of", "and", "s"})


def candidates(speaker: Speaker, around: Surroundings) -> dict[str | None, tuple[str, ...]]:
    """Every side that something speaks for, None included, with the names of its features."""
    found = _gather(speaker, around)
    return {side: (*names, *found.known[found.kinds[side]]) for side, names in found.grounds.items()}


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What speaks for each side, what sort of side each is, and what is known of the speaker, for each such sort."""

    grounds: Mapping[str | None, Iterable[str]]
    kinds: Mapping[str | None, str]
    known: Mapping[str, Sequence[str]]


def _gather(speaker: Speaker, around: Surroundings) -> _Gathered:
    hints = find_hints(speaker, around)
    sides = _joined(hints)
    running = around.links.is_campaigning(speaker) if speaker.kind == "person" else 0
    traits = (*_traits(speaker), f"running={running}|{speaker.kind}")
    grounds: dict[str | None, dict[str, None]] = {None: {}}
    for hint in hints:
        side = sides[hint.side] if hint.side is not None else None
        grounds.setdefault(side, {}).update(dict.fromkeys(hint.grounds))
    kinds = {side: "party" if around.parties.holds(side) else side_class(side) for side in grounds}
    return _Gathered(grounds, kinds, {kind: [f"{kind}:{trait}" for trait in traits] for kind in kinds.values()})


def _joined(hints: Sequence[Hint]) -> dict[str, str]:
    """Each side with the fullest name of the same body: "Airways" is "Gulf Airways", but not "Gulf Airways’ board"."""
    sides = dict.fromkeys(hint.side for hint in hints if hint.side is not None)
    words = {side: _words_of(side) for side in sides if not is_code(side)}
    joined = {side: side for side in sides}
    parties = {side.casefold(): side for side in sorted(words) if _PARTISAN.fullmatch(side)}
    for side in words:  # "Democratic groups" are the Democratic party's
        party = parties.get(side.partition(" ")[0].casefold())
        if party is not None and side.partition(" ")[2].islower():
            joined[side] = party
    longest = sorted(words, key=lambda side: (-len(words[side]), side))
    for side in (side for side in longest if joined[side] == side):
        bigger = next(
            (
                other
                for other in longest
                if words[side] and words[side] < words[other] and joined[other] == other
                if (not _OWNED.search(other) or _OWNED.search(side)) and may_be_short_for(side, other)
            ),
            None,
        )
        if bigger is not None:
            joined[side] = bigger
    same: dict[frozenset[str], str] = {}
    for side in longest:
        if joined[side] == side:
            joined[side] = same.setdefault(words[side], side)
    return {side: joined[joined[side]] for side in sides}


def may_be_short_for(side: str, fuller: str) -> bool:
    """Whether a name may be a fuller one's short form, and not a place, a party or a member that the fuller one names.

    "Airways" of "Gulf Airways", but not "Maryland" of "Maryland Senate" or "Republican" of "Republican Governors
    Association", nor one of those whom "a coalition of groups including the Academy" tells of.
    """
    cut = " " in side and fuller.startswith(f"{side} and ")  # "Council for Trade" of "Council for Trade and Industry"
    if _GATHERED.search(fuller) and not _GATHERED.search(side) and not cut:
        return False
    if fuller.casefold().startswith(f"{side.casefold()} ") and _PARTISAN.fullmatch(side):
        return fuller.casefold().endswith(("party", "parties"))
    if find_region(side) or find_place(side) or find_town(side):
        return _TEAM.fullmatch(fuller, len(side)) is not None and fuller.startswith(side)
    return True


def _traits(speaker: Speaker) -> tuple[str, ...]:
    """What is known of a speaker whatever his side."""
    words = [part.text for part in speaker.parts]
    first = next((part for part in speaker.parts if part.head != "none"), None)
    traits = ["", f"kind={speaker.kind}"]
    if first is not None and first.tag is not None:
        plural = "s" if first.tag.plural else ""
        traits += [f"first={first.head}{plural}", f"first={first.head}{plural}|{speaker.kind}"]
        opening = first.text.split()[0].lower() if first.text.split() else ""
        determiner = opening if opening in {"a", "an", "the", "his", "her", "its", "their", "one", "another"} else "-"
        traits += [f"det={first.head}|{determiner}"]
    else:
        traits += [f"first=none|{speaker.kind}", "parts=0" if not words else "parts"]
    for name, pattern in (("former", _FORMER), ("kin", _KIN), ("close", _CLOSE), ("region", _REGION)):
        matched = sum(bool(pattern.search(text)) for text in words)
        if matched:
            traits += [name, f"{name}|{'all' if matched == len(words) else 'some'}"]
    if speaker.kind == "unnamed" and any(_SECRET.search(part.text) for part in speaker.parts):
        traits += ["secret", f"secret|{first.head if first else 'none'}"]
    if _BOTH.search(speaker.name) or _BOTH.search(speaker.ref.name):
        traits.append("both")
    if speaker.ref.entity is None and " and " in speaker.ref.name:
        traits.append("joined")
    return tuple(traits)


@lru_cache(maxsize=2048)  # the bodies of an article stand around most of its speakers
def _words_of(side: str) -> frozenset[str]:
    return frozenset(_WORD.findall(side.casefold())) - _SMALL_WORDS


@dataclass(frozen=True, slots=True)
class Likeliest:
    """A side with its odds, 0..1: against all candidates, and among those of its sort."""

    side: str | None
    odds: float
    odds_of_sort: float


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses by the weights of features; those left out weigh nothing."""

    weights: Mapping[str, float]

    def choose(
        self,
        speaker: Speaker,
        around: Surroundings,
        heard: Mapping[str, float] | None = None,
        *,
        without: Collection[str | None] = (),
        of_state: bool = False,
    ) -> Likeliest:
        """The likeliest side but those `without`, a state where there is any if it must be; `heard` as in `score`."""
        found = _gather(speaker, around)
        states = {side for side in found.grounds if side is not None and is_state_code(side)} - set(without)
        if of_state and states:
            without = found.grounds.keys() - states
        known = {kind: self._weights_of(names) for kind, names in found.known.items()}
        weights = {
            side: self._weights_of(names) + known[found.kinds[side]]
            for side, names in found.grounds.items()
            if side not in without
        }
        return _likeliest(_share(weights, heard))

    def likeliest(
        self, found: Mapping[str | None, Iterable[str]], heard: Mapping[str, float] | None = None
    ) -> Likeliest:
        """The likeliest candidate, of equals the alphabet's first."""
        return _likeliest(self.score(found, heard))

    def score(
        self, found: Mapping[str | None, Iterable[str]], heard: Mapping[str, float] | None = None
    ) -> dict[str | None, float]:
        """How likely each candidate is, 0..1, all together 1; `heard` are logarithms of each sort of side's odds."""
        return _share({side: self._weights_of(names) for side, names in found.items()}, heard)

    def _weights_of(self, names: Iterable[str]) -> list[float]:
        get = self.weights.get
        return [weight for name in names if (weight := get(name))]


def _likeliest(scored: Mapping[str | None, float]) -> Likeliest:
    side, odds = min(scored.items(), key=lambda pair: (-pair[1], pair[0] or ""))
    alike = math.fsum(value for other, value in scored.items() if side_class(other) == side_class(side))
    return Likeliest(side, odds, odds / alike)


def _share(found: Mapping[str | None, Sequence[float]], heard: Mapping[str, float] | None) -> dict[str | None, float]:
    """How likely each candidate is by its weights and what is heard."""
    sums = {side: math.fsum(weights) for side, weights in found.items()}
    if heard is not None:
        sums = {side: value + _TRUST * max(_LEAST, heard[_heard_as(side)]) for side, value in sums.items()}
    top = max(sums.values())
    powers = {side: math.exp(value - top) for side, value in sums.items()}
    total = math.fsum(powers.values())
    return {side: round(power / total, 6) for side, power in powers.items()}


def _heard_as(side: str | None) -> str:
    return "nobody" if side is None else side_class(side)


@lru_cache(maxsize=1)
def load_chooser() -> Chooser:
    """The chooser with the learned weights."""
    content = json.loads(files(__package__).joinpath("sides.json").read_text(encoding="utf-8"))
    return Chooser(content)

"""How far a candidate is believed to be an event: by its odds, its words and what is known of its parties.

`belief.json` holds the weights of a logistic regression, and how its log-odds turn into the confidence of an event
that is told, learned as `training/coder/belief.py` tells.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.model import Event

__all__ = ["Candidate", "find_confidence", "find_signs", "is_believed", "weigh_signs"]

# By hand: between 0.1 and 0.8 they change two events of a thousand labelled sentences.
_MAX_NONE_OF_UNCHOSEN = 0.1
_MAX_NONE_OF_ENGAGEMENT = 0.6  # of one that a word with a form tells, and somebody known took part in
_DOUBT = 0.9  # odds of "no event" above which the coder's word counts more
_FLOOR = 1e-4  # odds below, and above one less this, count alike


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event with its categories and its actors' codes, and what tells whether it is one.

    `chosen` are the odds (0..1) that its phrases act on each other, 0 for one found by its words alone; `none` the
    coder's odds (0..1) of "no event"; `told` whether its words alone tell an act.
    """

    event: Event
    chosen: float
    none: float
    told: bool


def is_believed(candidate: Candidate, weights: Mapping[str, float] | None = None) -> bool:
    """Whether the candidate is likely enough an event to be told.

    What its words tell always is, and so is what a rule found and the coder is sure of: labelled sentences hold few
    summits and sanctions, by which to weigh them.

    `weights` other than the shipped ones serve training; `least` is the log-odds from which what was weighed is one.
    """
    weights = _load_weights() if weights is None else weights
    event = candidate.event
    known = event.form is not None and any(party.code for party in event.participants)
    limit = _MAX_NONE_OF_ENGAGEMENT if known else _MAX_NONE_OF_UNCHOSEN
    if candidate.told or (not candidate.chosen and candidate.none <= limit):
        return True
    return weigh_signs(find_signs(candidate), weights) >= weights["least"]


def find_confidence(candidate: Candidate, weights: Mapping[str, float] | None = None) -> float:
    """How likely a candidate that is believed is an event of that category between those parties, 0..1.

    `weights` other than the shipped ones serve training.
    """
    weights = _load_weights() if weights is None else weights
    odds = weights["offset"] + weights["slope"] * weigh_signs(find_signs(candidate), weights)
    return round(1 / (1 + math.exp(-odds)), 4)


def find_signs(candidate: Candidate) -> dict[str, float]:
    """The signs that are weighed, by name."""
    event = candidate.event
    known = [any(a.code or a.sector for a in side) for side in (event.actors, event.recipients) if side]
    return {
        "chosen": _log_odds(candidate.chosen) if candidate.chosen else 0.0,
        "unchosen": float(not candidate.chosen),
        "coded": _log_odds(1 - candidate.none),
        "doubted": float(candidate.none > _DOUBT),
        "told": float(candidate.told),
        "alone": float((not event.actors or not event.recipients) and len(event.participants) < 2),
        "engagement": float(event.form is not None),
        "stranger": float(any(known) and not all(known)),
        "strangers": float(bool(known) and not any(known)),
    }


def _log_odds(odds: float) -> float:
    odds = min(max(odds, _FLOOR), 1 - _FLOOR)
    return math.log(odds / (1 - odds))


def weigh_signs(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The log-odds that the candidate is an event; "" is the intercept."""
    return weights[""] + math.fsum(weights[name] * value for name, value in signs.items())


@lru_cache(maxsize=1)
def _load_weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(files(__package__).joinpath("belief.json").read_text(encoding="utf-8"))
    return weights

"""What a noun mostly means: a person, a firm of some trade, a body, a site that acts for the body which runs it, or a
matter: an act, thought, message, sum or state, which can't act.

`kinds.csv` comes from WordNet 3.0 (Princeton University, WordNet 3.0 licence), by `training/linking/nouns.py`; the
endings are written for the project.
"""

import csv
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

__all__ = ["KINDS", "body_kind", "is_premises", "noun_kind"]

KINDS = ("person", "trade", "organisation", "site", "matter")
_ENDINGS = {
    "trade": ("maker", "builder", "grower", "packer", "producer"),
    "person": ("master", "mistress", "keeper", "owner", "holder", "ologist", "woman", "person", "player", "driver"),
    "site": ("works", "mill", "yard", "plant"),
}


_PREMISES = {
    "station": frozenset(
        """bus charging coach ferry filling fuel gas metro petrol polling pumping rail railroad railway subway train
        tram tube underground weather""".split()
    ),
    "channel": frozenset("drainage irrigation navigation shipping".split()),
}
"""What stands before a noun that names a body or outlet as often, where it is a place ("bus station")."""


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, str]]:
    with files(__package__).joinpath("kinds.csv").open("r", encoding="utf-8") as file:
        return {row["noun"]: (row["kind"], row["body"]) for row in csv.DictReader(file)}


def _row(word: str) -> tuple[str, str]:
    singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return _table().get(word) or _table().get(singular) or ("", "")


@lru_cache(maxsize=20_000)
def noun_kind(word: str) -> str | None:
    """The one of `KINDS` that a lower-case noun mostly means, singular or plural; None for other things."""
    singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    found = _row(word)[0]
    return found or next(
        (kind for kind, ends in _ENDINGS.items() if singular.endswith(ends) or word.endswith(ends)), None
    )


def body_kind(word: str) -> str | None:
    """The kind of body that a lower-case noun names ("school", "shop"), None where WordNet's classes tell none."""
    return _row(word)[1] or None


def is_premises(noun: str, before: Iterable[str]) -> bool:
    """Whether a lower-case noun is a place and no body by the lower-case words before it: "the railway station"."""
    return not _PREMISES.get(noun, frozenset()).isdisjoint(before)

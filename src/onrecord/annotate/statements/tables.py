"""Word lists and patterns of this stage; written for the project (Apache-2.0) but for the outlets' names, which are facts."""

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = [
    "LEXICON",
    "SOURCE_NOUNS",
    "ChannelRule",
    "Outlet",
    "SourceNoun",
    "find_outlet",
    "load_channel_rules",
    "pattern",
]


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """A pattern that tells a channel; `where` is what it is tried on: "frame" (the sentence less the content) or "cue"."""

    channel: str
    where: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet with its country (ISO 3166 alpha-3); `kind` is "state" or "media"."""

    name: str
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class SourceNoun:
    """What a noun for a text tells of its channel and terms; the channel may be unknown."""

    channel: str | None
    terms: str


def _rows(name: str) -> list[dict[str, str]]:
    with files(__package__).joinpath(name).open("r", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _load_toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


LEXICON: dict[str, dict[str, Any]] = _load_toml("lexicon.toml")
SOURCE_NOUNS = {row["noun"]: SourceNoun(row["channel"] or None, row["terms"]) for row in _rows("sources.csv")}
_OUTLETS = {row["name"].casefold(): Outlet(row["name"], row["country"], row["kind"]) for row in _rows("outlets.csv")}


@lru_cache(maxsize=1)
def load_channel_rules() -> tuple[ChannelRule, ...]:
    """The rules that tell a channel from words, in the order in which they are tried."""
    return tuple(
        ChannelRule(row["channel"], row["where"], re.compile(row["pattern"])) for row in _load_toml("channels.toml")["rule"]
    )


@lru_cache(maxsize=64)
def pattern(section: str, key: str) -> re.Pattern[str]:
    """A pattern of the lexicon, or one that matches any of a list of patterns in either case."""
    value = LEXICON[section][key]
    return re.compile(value if isinstance(value, str) else "(?i)" + "|".join(value))


def find_outlet(name: str) -> Outlet | None:
    """The outlet of that name, with or without a leading "the"."""
    folded = name.strip().casefold()
    return _OUTLETS.get(folded) or _OUTLETS.get(folded.removeprefix("the "))

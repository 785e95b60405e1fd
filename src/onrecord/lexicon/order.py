"""Words that say which happening comes first: "ahead of the call", "hours before", "following the talks".

order.toml   the words; written for the project
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.model import Span

__all__ = ["REACH_WORDS", "OrderCue", "find_order_cues"]

REACH_WORDS = 7
"""How many words may stand between the cue and what it names ("before the leaders' long-awaited call")."""


@dataclass(frozen=True, slots=True)
class OrderCue:
    """Words at `span` that put what is told with them "before", "after" or "during" what follows.

    `close` is true when they tell a distance of some hours at most ("hours before", "immediately after").
    """

    span: Span
    relation: str
    close: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    relations: dict[str, str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    nominal: frozenset[str]
    determiners: frozenset[str]
    hours: tuple[str, ...]


@lru_cache(maxsize=1)
def _load() -> _Words:
    table = tomllib.loads(files(__package__).joinpath("order.toml").read_text(encoding="utf-8"))
    relations = {phrase: name for name in ("before", "after", "during") for phrase in table[name]}
    sets = {name: frozenset(table[name]) for name in ("not_after", "not_before", "nominal", "determiners")}
    return _Words(relations, hours=tuple(table["hours"]), **sets)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    phrases = sorted(_load().relations, key=lambda phrase: (-len(phrase), phrase))
    forms = (r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


def find_order_cues(text: str, start: int, end: int) -> tuple[OrderCue, ...]:
    """The cues in `text[start:end]` in order; spans are half-open code points of `text`."""
    words, found = _load(), []
    for match in _pattern().finditer(text, start, end):
        phrase = " ".join(match[0].lower().split())
        before = re.findall(r"[\w’'-]+", text[max(start, match.start() - 30) : match.start()].lower())
        after = re.search(r"[\w’'-]+", text[match.end() : min(end, match.end() + 30)])
        if after is None or after[0].lower() in words.not_before:
            continue
        if before and before[-1] in words.not_after and not _is_clock_distance(before):
            continue
        if phrase in words.nominal and after[0].lower() not in words.determiners:
            continue
        close = any(" ".join(before[-len(form.split()) :]) == form for form in words.hours)
        found.append(OrderCue(Span(match.start(), match.end()), words.relations[phrase], close))
    return tuple(found)


def _is_clock_distance(before: list[str]) -> bool:
    """Whether "day", "week" or the like closes a distance: "a day before the call"."""
    return len(before) > 1 and before[-1] in ("day", "week", "month", "year") and before[-2] not in ("the", "that")

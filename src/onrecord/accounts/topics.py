"""What statements are about: a table of issues with their words, to which users add their own.

`topics.csv` was written for the project (Apache-2.0). A user's table has the same columns, `topic` and `words` (with ";"
between them); a topic of the same name replaces ours, and a word that a user's topic claims is taken out of ours.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.link.words import stem, tokens
from onrecord.model import digest

__all__ = ["Issue", "find_issues", "load_issues"]

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """A topic's id and name, with the phrases that show it, each as stems."""

    id: str
    name: str
    phrases: tuple[Phrase, ...]


@lru_cache(maxsize=8)
def load_issues(topics_csv: str = "") -> tuple[Issue, ...]:
    """Our topics and the user's, by name; rows without a topic or words are passed over."""
    ours = _read(files(__package__).joinpath("topics.csv").read_text(encoding="utf-8"))
    theirs = _read(topics_csv)
    claimed = {phrase for phrases in theirs.values() for phrase in phrases}
    table = {name: tuple(p for p in phrases if p not in claimed) for name, phrases in ours.items() if name not in theirs}
    table.update(theirs)
    return tuple(
        Issue("t-" + digest(name), name, phrases) for name, phrases in sorted(table.items()) if phrases
    )


def _read(content: str) -> dict[str, tuple[Phrase, ...]]:
    table: dict[str, tuple[Phrase, ...]] = {}
    for row in csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))):
        name = (row.get("topic") or "").strip()
        phrases = tuple(dict.fromkeys(p for word in (row.get("words") or "").split(";") if (p := phrase_of(word))))
        if name and phrases:
            table[name] = phrases
    return table


@lru_cache(maxsize=50_000)
def phrase_of(words: str) -> Phrase:
    """A phrase as stems, so that "tariff" finds "tariffs"."""
    return tuple(stem(token.word) for token in tokens(words))


def find_issues(texts: Iterable[str], names: Iterable[str], issues: Sequence[Issue]) -> tuple[str, ...]:
    """The ids of the topics whose phrases stand in one of `texts` or name one of the linked entities `names`."""
    runs = [phrase_of(text) for text in texts]
    entities = {phrase_of(name) for name in names}
    index = _index(tuple(issues))
    found = {topic for entity in entities for topic in index.get(entity, ())}
    for run in runs:
        for start in range(len(run)):
            for length in range(1, min(_LONGEST, len(run) - start) + 1):
                found.update(index.get(run[start : start + length], ()))
    return tuple(sorted(found))


_LONGEST = 6  # words of a phrase that is looked for


@lru_cache(maxsize=8)
def _index(issues: tuple[Issue, ...]) -> Mapping[Phrase, tuple[str, ...]]:
    index: dict[Phrase, tuple[str, ...]] = {}
    for issue in issues:
        for phrase in issue.phrases:
            index[phrase] = (*index.get(phrase, ()), issue.id)
    return index

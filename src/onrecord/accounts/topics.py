"""What statements are about: a table of issues with their words, to which users add their own.

`topics.csv` was written for the project (Apache-2.0). A user's table has the same columns, `topic` and `words` (with
";"
between them); a topic of the same name replaces ours, and a word that a user's topic claims is taken out of ours.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.lexicon.words import STOP, stem, tokens
from onrecord.model import digest

__all__ = ["Issue", "find_issues", "find_tones", "is_tone", "load_issues"]

Phrase = tuple[str, ...]

_LONGEST = 6  # words of a phrase that is looked for
_FEW_WORDS = 12
_SENTENCE_WORDS = 25
_NEAR_WORDS = 5
_TONE = "Tone: "
_TALK_WORDS = """call talk talks conversation discussion discussions exchange meeting dialogue tone atmosphere
session spoke summit encounter visit manner""".split()
_TALKS = frozenset(map(stem, _TALK_WORDS))


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
    table = {
        name: tuple(p for p in phrases if p not in claimed) for name, phrases in ours.items() if name not in theirs
    }
    table.update(theirs)
    return tuple(Issue("t-" + digest(name), name, phrases) for name, phrases in sorted(table.items()) if phrases)


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


def find_issues(
    texts: Iterable[str], names: Iterable[str], issues: tuple[Issue, ...], around: str | None = None
) -> tuple[str, ...]:
    """The ids of the topics whose phrases stand in one of `texts` or name one of the linked entities `names`.

    A topic of tone counts only where a talk is described: beside a word for a talk, or in a few words whose sentence
    (`around`) has one, unless it goes with another noun. With no `around`, a few words are taken to describe a talk.
    """
    index = _index(issues)
    speaks_of_talk = around is None or bool(_TALKS & set(phrase_of(around)))
    found = {topic for name in names for topic, tone in index.get(phrase_of(name), ()) if not tone}
    for text in texts:
        run = phrase_of(text)
        for start in range(len(run)):
            for length in range(1, min(_LONGEST, len(run) - start) + 1):
                for topic, tone in index.get(run[start : start + length], ()):
                    if not tone or _describes_talk(run, start, start + length, speaks_of_talk):
                        found.add(topic)
    return tuple(sorted(found))


def _describes_talk(run: Phrase, start: int, end: int, speaks_of_talk: bool) -> bool:
    beside = run if len(run) <= _SENTENCE_WORDS else run[max(0, start - _NEAR_WORDS) : end + _NEAR_WORDS]
    if _TALKS & set(beside):
        return True
    ends = end == len(run) or run[end] in STOP  # "friendly relationship" describes something else
    return ends and speaks_of_talk and len(run) <= _FEW_WORDS


@lru_cache(maxsize=8)
def _index(issues: tuple[Issue, ...]) -> Mapping[Phrase, tuple[tuple[str, bool], ...]]:
    """The topics of each phrase, with whether they are of tone."""
    index: dict[Phrase, tuple[tuple[str, bool], ...]] = {}
    for issue in issues:
        for phrase in issue.phrases:
            index[phrase] = (*index.get(phrase, ()), (issue.id, is_tone(issue)))
    return index


def is_tone(issue: Issue) -> bool:
    """Whether a topic is how a talk was: one of ours, or a user's whose words are most of them of tone."""
    if issue.name.startswith(_TONE):
        return True
    known = _tone_phrases()
    return sum(phrase in known for phrase in issue.phrases) * 2 > len(issue.phrases)


def find_tones(text: str) -> frozenset[str]:
    """The names of our topics of tone whose phrases stand in a text, wherever."""
    run, phrases = phrase_of(text), _tone_phrases()
    return frozenset(
        phrases[run[start:end]]
        for start in range(len(run))
        for end in range(start + 1, min(start + _LONGEST, len(run)) + 1)
        if run[start:end] in phrases
    )


@lru_cache(maxsize=1)
def _tone_phrases() -> Mapping[Phrase, str]:
    """Each phrase of our topics of tone with its topic's name."""
    ours = _read(files(__package__).joinpath("topics.csv").read_text(encoding="utf-8"))
    return {phrase: name for name, phrases in ours.items() if name.startswith(_TONE) for phrase in phrases}

"""For whom a speaker speaks: a country, an international body's code, or a body that speaks for itself.

Tried in this order: the actor table (a user's roles file first), names of international bodies, countries and seats of
government; then the words for the speaker's office or body in the article. An organ of a state that is named without
its country takes the article's own country where evidence fixes one; private people have no side.
"""

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Protocol

from onrecord.gazetteer import AMBIGUOUS, find_country
from onrecord.model import Article, Entity, EntityRef, Mention, Role, Span, Statement

__all__ = ["ActorCodes", "Described", "add_sides", "find_home", "side_of"]

_LOCAL = frozenset({"mayor", "councillor", "cr", "alderman", "council"})
_LAWS = frozenset(
    {"law", "decree", "constitution", "act", "bill", "ruling", "judgment", "judgement", "verdict", "regulations", "order"}
)
_LEADING = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that"})
_OUTLET = re.compile(
    r"(?i)\b(?:television|tv|radio|newspaper|daily|weekly|magazine|news agency|broadcaster|station|agency|times|post|gazette)\b"
)
_DATELINE = re.compile(r"^\W*(?P<city>[A-ZÀ-Þ][A-ZÀ-Þ.’' \-]{2,40}?)(?:, (?P<region>[A-Z][\w. ]{2,30}?))?(?:, \w+\.? \d{1,2})?\s*(?:\([^)\n]{1,30}\)\s*)?[—–:.\-]", re.M)
_HEAD_CHARS = 300
_MIN_HOME_SHARE = 0.6  # of the article's words for countries, when no dateline tells its own


class ActorCodes(Protocol):
    """What is asked of an actor table: the country (or PLOVER non-state) code of a name, None when unknown."""

    def country_of(self, name: str) -> str | None:
        """The code, None when the table doesn't have the name."""


@dataclass(frozen=True, slots=True)
class Described:
    """A speaker with all that the article says about it; `texts` are its roles and sources as printed."""

    ref: EntityRef
    type: str
    texts: tuple[str, ...]


@lru_cache(maxsize=1)
def _bodies() -> dict[str, str]:
    with files(__package__).joinpath("bodies.csv").open("r", encoding="utf-8", newline="") as file:
        return {row["name"]: row["code"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _nouns() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads(files(__package__).joinpath("affiliations.toml").read_text(encoding="utf-8"))
    return {
        key: re.compile(r"(?i)(?<![\w.])(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + r")(?!\w)")
        for key, words in table.items()
    }


def add_sides(
    article: Article,
    entities: Iterable[Entity],
    mentions: Sequence[Mention],
    roles: Iterable[Role],
    statements: Sequence[Statement],
    actors: ActorCodes | None = None,
) -> tuple[Statement, ...]:
    """The statements with their sides filled in where the article or the actor table tells them."""
    known = {entity.id: entity for entity in entities}
    texts: dict[str, list[str]] = {}
    for role in roles:
        texts.setdefault(role.entity, []).append(role.role)
    for statement in statements:
        if statement.speaker is not None and statement.speaker.entity and statement.source:
            words = " ".join(span.of(article.text) for span in statement.source)
            texts.setdefault(statement.speaker.entity, []).append(words)
    home = find_home(article)
    done: dict[tuple[str | None, str], str | None] = {}
    result = []
    for statement in statements:
        ref = statement.speaker
        if ref is None:
            result.append(statement)
            continue
        key = (ref.entity, ref.name)
        if key not in done:
            entity = known.get(ref.entity or "")
            described = Described(
                ref, entity.type if entity else "organisation", tuple(dict.fromkeys(texts.get(ref.entity or "", ())))
            )
            done[key] = side_of(described, home, actors)
        result.append(replace(statement, side=done[key]))
    return tuple(result)


def side_of(speaker: Described, home: str | None, actors: ActorCodes | None = None) -> str | None:
    """The side of one speaker; `home` is the country that the article's unmarked organs of state belong to."""
    name = speaker.ref.name
    if actors is not None and (code := actors.country_of(name)):
        return code
    if speaker.type in {"country", "place"}:
        return _country_of_words(name)
    if (code := _bodies().get(_bare(name))) is not None:
        return code
    if speaker.type == "organisation":
        return _side_of_body(name, speaker.texts, home)
    if speaker.type == "document":
        return _side_of_document(name, speaker.texts, home)
    return _side_of_person(speaker, home)


def _bare(name: str) -> str:
    words = name.split()
    while words and words[0].lower() in _LEADING:
        words = words[1:]
    return " ".join(words)


def _body_code(text: str) -> str | None:
    """The code of an international body that the words name."""
    found = [(len(body), code) for body, code in _bodies().items() if re.search(rf"(?<![\w.]){re.escape(body)}(?!\w)", text)]
    return max(found)[1] if found else None


def _country_of_words(text: str) -> str | None:
    """The one country that the words name (by name, demonym, capital or seat); None for none or for two."""
    codes = {code for code, _ in _countries_in(text)}
    return codes.pop() if len(codes) == 1 else None


def _countries_in(text: str) -> list[tuple[str, int]]:
    words = [(m.group(), m.start(), m.end()) for m in re.finditer(r"[\w.’'&\-]+", text)]
    found = []
    i = 0
    while i < len(words):
        for n in (4, 3, 2, 1):
            if i + n > len(words):
                continue
            form = text[words[i][1] : words[i + n - 1][2]]
            naming = find_country(form) or find_country(form.rstrip(".,")) or _dotted(form)
            if naming is not None and form[:1].isupper():
                found.append((naming, words[i][1]))
                i += n - 1
                break
        i += 1
    return found


def _dotted(form: str) -> str | None:
    return None


def _side_of_body(name: str, texts: Sequence[str], home: str | None) -> str | None:
    phrases = [name, *texts]
    for text in phrases:
        if (code := _body_code(text)) is not None:
            return code
    return _bare(name) or home


def _side_of_document(name: str, texts: Sequence[str], home: str | None) -> str | None:
    return None


def _side_of_person(speaker: Described, home: str | None) -> str | None:
    return None


def find_home(article: Article) -> str | None:
    """The country an article reports from: its issuer's, its dateline's, else the one that most of its words name."""
    return None


_ = (AMBIGUOUS, Counter, Span)

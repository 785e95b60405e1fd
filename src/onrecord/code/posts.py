"""What the nouns of a description tell: a post, an organ of a state, a body of its own, somebody private.

`posts.toml` was written for the project from general knowledge (Apache-2.0).
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["SEATED_ABROAD", "Chunk", "Part", "Tag", "Word", "find_parts", "kind_of", "words_of"]

_MAX_WORDS = 4
_WORD = re.compile(r"[^\W_](?:[\w&.\-’']*\w)?|[^\w\s]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_POSSESSIVE_ENDS = ("s", "'", "’")
_CUTS = frozenset(',;:—–()[]“”"!?…')
_PLURALS = (("ies", "y"), ("men", "man"), ("women", "woman"), ("es", ""), ("s", ""))
_DETERMINERS = frozenset(
    """the a an this that these those his her its their our your my some several two three four five six many one
    another other both each every no any few most all dozens hundreds thousands""".split()
)
_LINKS = frozenset("of for at from in on to with by near against over about under among behind between".split())
SEATED_ABROAD = re.compile(
    r"(?i:\b(?:embass(?:y|ies)|consulates?(?: general)?|high commissions?|diplomatic missions?|ambassadors?|envoys?"
    r"|consuls?(?: general)?|high commissioners?))(?P<place> (?:in|at) (?:the )?[A-ZÀ-Þ][\w.\-]+(?: [A-ZÀ-Þ][\w\-]+)*)"
)
"""A mission or its head with the place where it sits, which is not whose it is ("its embassy in Lima")."""
_RELATIVES = frozenset("who which that whose where whom".split())
_LEADING = frozenset(
    """leads heads runs chairs represents speaks chaired led headed founded owns edits manages directs presides
    coaches commands governs represented teaches""".split()
)
_PARTICIPLES = frozenset(
    """sent drawn compiled prepared drafted put circulated produced seen obtained quoted polled interviewed reached
    published issued released commissioned hired employed appointed named known called styled led run owned
    backed based posted carried broadcast familiar close signed written representing calling styling leading
    heading elected working serving speaking reporting""".split()
)
_LEADING_FORMS = {"representing": "leads", "leading": "leads", "heading": "leads", "speaking": "leads"}


class Word(NamedTuple):  # made for every word of every description, and a tuple is made faster than a dataclass
    """A word of a description; offsets are code points of the description's text, without a possessive ending."""

    text: str
    lower: str
    owns: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A noun of a known class: words `[first, last]` of its chunk."""

    kind: str
    first: int
    last: int
    plural: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words without a preposition between them, what leads to them ("" for the first), and their determiner."""

    link: str
    words: tuple[Word, ...]
    tags: tuple[Tag, ...]
    determiner: str = ""

    def text(self, first: int, last: int) -> str:
        """The words `[first, last]`, one space between any two."""
        return " ".join(word.text for word in self.words[first : last + 1])


@dataclass(frozen=True, slots=True)
class Part:
    """One description, as printed, from `start` of the article's text (None when it stands nowhere).

    `origin` tells where it was found: "source", "title", "name", or the place beside a name (`descriptions.py`).
    """

    origin: str
    text: str
    start: int | None
    chunks: tuple[Chunk, ...]

    @property
    def tag(self) -> Tag | None:
        """The known noun that governs the description: the last of the first chunk that has one."""
        return next((chunk.tags[-1] for chunk in self.chunks if chunk.tags), None)

    @property
    def head(self) -> str:
        """The class of the governing noun, "none" without one."""
        return self.tag.kind if self.tag is not None else "none"


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    table: dict[str, str] = {}
    for kind, cell in _content()["nouns"].items():
        for noun in _split(cell):
            table.setdefault(noun.rstrip("."), kind)
    return table


@lru_cache(maxsize=32)  # as many as the table has, and more
def words_of(name: str) -> frozenset[str]:
    """A list of words or phrases of the table."""
    return frozenset(_split(_content()["words"][name]))


@lru_cache(maxsize=1)
def _content() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("posts.toml").read_text(encoding="utf-8"))


def _split(cell: str) -> list[str]:
    return [" ".join(noun.split()) for noun in cell.replace("\n", " ").split(";")]


def kind_of(words: Sequence[str]) -> tuple[str, bool] | None:
    """The class of a noun in lower case, and whether it stands in the plural."""
    table, phrase = _kinds(), " ".join(words)
    if phrase in table:
        return table[phrase], phrase.endswith("s") and phrase[:-1] in table
    for ending, single in _PLURALS:
        if phrase.endswith(ending) and phrase[: -len(ending)] + single in table:
            return table[phrase[: -len(ending)] + single], True
    if words[0].endswith("s") and len(words) > 2 and words[1] in {"of", "general"}:
        return kind_of((words[0][:-1], *words[1:]))
    return None


@lru_cache(maxsize=1 << 14)  # asked for every word of every description
def _may_end(word: str) -> bool:
    """Whether a known noun may end in the word."""
    lasts = _last_words()
    return word in lasts or any(
        word.endswith(ending) and word[: -len(ending)] + single in lasts for ending, single in _PLURALS
    )


@lru_cache(maxsize=1)
def _last_words() -> frozenset[str]:
    return frozenset(noun.rsplit(" ", 1)[-1] for noun in _kinds())


def _find_words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        form = match.group()
        bare = _POSSESSIVE.sub("", form) if form.endswith(_POSSESSIVE_ENDS) else form
        lower = "w.h.o." if bare == "WHO" else bare.lower()  # a body, no relative pronoun
        yield Word(bare, lower, bare != form, match.start(), match.start() + len(bare))


def _find_tags(words: Sequence[Word]) -> Iterator[Tag]:
    at = 0
    while at < len(words):
        step = 1
        for n in range(min(_MAX_WORDS, len(words) - at), 0, -1):
            if not _may_end(words[at + n - 1].lower):
                continue
            run = words[at : at + n]
            if any(word.owns for word in run[:-1]) and n > 2:
                continue
            lowers = [word.lower + ("'s" if word.owns and i < n - 1 else "") for i, word in enumerate(run)]
            found = kind_of(lowers)
            if found is not None:
                yield Tag(found[0], at, at + n - 1, found[1])
                step = n
                break
        at += step


def find_parts(origin: str, text: str, start: int | None, hidden: Sequence[tuple[int, int]] = ()) -> list[Part]:
    """The descriptions in a text, one between two commas, without the words that overlap `hidden` (offsets in it)."""
    parts: list[Part] = []
    chunks: list[Chunk] = []
    words: list[Word] = []
    link = determiner = ""

    def close(next_link: str) -> None:
        nonlocal link, words, determiner
        if words or link in _RELATIVES:
            chunks.append(Chunk(link, tuple(words), tuple(_find_tags(words)), determiner))
        words, link, determiner = [], next_link, ""

    def finish() -> None:
        nonlocal chunks
        close("")
        if any(chunk.words for chunk in chunks) and not (chunks[0].link == "who" and chunks[0].words):
            parts.append(Part(origin, text, start, tuple(chunks)))
        chunks = []

    silent = words_of("honorifics")
    hidden = [*hidden, *(match.span("place") for match in SEATED_ABROAD.finditer(text))]
    found = [
        word
        for word in _find_words(text)
        if word.lower not in silent and not any(a < word.end and word.start < b for a, b in hidden)
    ]
    for i, word in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        if word.text in _CUTS:
            finish()
        elif word.lower in _RELATIVES and (i or after is not None):
            close("leads" if after is not None and after.lower in _LEADING else "who")
        elif link == "leads" and not words and word.lower in _LEADING | {"for"}:
            continue
        elif word.lower in _PARTICIPLES and (words or chunks):
            close(_LEADING_FORMS.get(word.lower, word.lower))
        elif word.lower in _LINKS and after is not None:
            if not words and link:
                continue  # "published by"
            close(word.lower)
        elif word.lower in {"and", "&"} and not _joins_name(found, i):
            close("and")
        elif word.lower in _DETERMINERS and not words:
            determiner = determiner or word.lower
        else:
            words.append(word)
    finish()
    return parts


def _joins_name(words: Sequence[Word], at: int) -> bool:
    """Whether an "and" stands within a name ("Ministry of Industry and Trade")."""
    inside = 0 < at < len(words) - 1
    return inside and words[at - 1].text[:1].isupper() and words[at + 1].text[:1].isupper()

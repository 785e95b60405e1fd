"""Words made comparable: their places in a text, their stems, what stands in quotation marks, how rare they are."""

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.model import Span

__all__ = [
    "STOP",
    "Token",
    "content_stems",
    "cosine",
    "fold",
    "quoted_spans",
    "rarity",
    "sentence_spans",
    "stem",
    "tokens",
    "without_marks",
]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+|[.\-](?=[^\W_])[^\W_]+)*|[$€£%]")
_POSSESSIVE = re.compile(r"(?:'s|’s)$")
_QUOTED = re.compile(r"“[^”\n]*(?:”|(?=\n|$))|\"[^\"\n]*(?:\"|(?=\n|$))")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|vs|etc|a\.m|p\.m|U\.S|U\.N|U\.K)\.)$"
)

_UNKNOWN = 7.3  # the logarithm of the number of articles that were counted

STOP = frozenset(
    """a an the this that these those and or but nor so yet if then than as of in on at by for with from to into onto
    over
    under about after before between during through against without within near i me my we our us you your he him his
    she
    her it its they them their who whom whose which what when where why how is are was were be been being am has have
    had
    do does did will would shall should can could may might must not no n't also just only very more most such some any
    all both each other others there here said say says told tell tells one two s t $ %""".split()
)
"""Words that say nothing of what is told."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case without a possessive ending, at code points `[start, end)`."""

    word: str
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of `text[start:end]` in order; offsets are those of `text`."""
    stop = len(text) if end is None else end
    return [Token(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text, start, stop)]


_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "Ð": "D", "æ": "ae", "Æ": "Ae"}
    | {"þ": "th", "Þ": "Th", "ß": "ss"}
)  # that have no mark to take off


def without_marks(text: str) -> str:
    """The text in the plain Latin letters that English news often prints ("Støre" as "Store"); offsets may change."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(char for char in parts if not unicodedata.combining(char))


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """A word in lower case, with plain apostrophes and without a possessive ending."""
    return _POSSESSIVE.sub("", word.lower()).replace("’", "'")


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    with files(__package__).joinpath("irregular.csv").open("r", encoding="utf-8") as file:
        return {form: row["base"] for row in csv.DictReader(file) for form in row["forms"].split(";")}


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A rough base form of a folded word: "searches", "searching" and "searched" fall together, "spoke" with
    "speak"."""
    if (base := _irregular().get(word)) is not None:
        word = base
    if len(word) <= 3 or not word.isalpha():
        return word
    for ending, replacement in (("ies", "y"), ("sses", "ss"), ("ied", "y")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + replacement
    for ending in ("ings", "ing", "ed", "es", "s"):
        left = word[: -len(ending)]
        if word.endswith(ending) and len(left) >= 3 and any(c in "aeiouy" for c in left) and not word.endswith("ss"):
            word = left
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


def content_stems(text: str, start: int = 0, end: int | None = None) -> frozenset[str]:
    """The stems of the words that say something in `text[start:end]`."""
    return frozenset(stem(token.word) for token in tokens(text, start, end) if token.word not in STOP)


@lru_cache(maxsize=1)
def _rarities() -> dict[str, float]:
    with files(__package__).joinpath("rarity.csv").open("r", encoding="utf-8") as file:
        return {row["stem"]: float(row["rarity"]) for row in csv.DictReader(file)}


def rarity(word_stem: str) -> float:
    """How rare a stem is in news, from a fixed table (`rarity.csv`): 0 for the commonest words to 7.3 for unknown ones.

    The table never depends on the articles at hand, so that a decision on two articles does not turn on a third.
    """
    return _rarities().get(word_stem, _UNKNOWN)


def cosine(left: Iterable[str], right: Iterable[str]) -> float:
    """The likeness of two sets of stems, 0 to 1, rare ones counting more."""
    a, b = set(left), set(right)
    shared = sum(rarity(word) ** 2 for word in sorted(a & b))
    if not shared:
        return 0.0
    norms = sum(rarity(word) ** 2 for word in sorted(a)) * sum(rarity(word) ** 2 for word in sorted(b))
    return float(shared / norms**0.5)


def quoted_spans(text: str) -> list[Span]:
    """What stands in double quotation marks, marks included; an opened one ends with its paragraph at the latest."""
    return [Span(m.start(), m.end()) for m in _QUOTED.finditer(text) if m.end() - m.start() > 1]


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a text, by its marks and lines; good enough to compare words around a place."""
    found = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" not in match.group() and _ABBREVIATION.search(text, max(start, match.start() - 6), match.start()):
            continue
        if text[start : match.start()].strip():
            found.append(Span(start, match.start()))
        start = match.end()
    if text[start:].strip():
        found.append(Span(start, len(text)))
    return found

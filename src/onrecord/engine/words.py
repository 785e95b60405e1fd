"""Words and sentences of a text, as code-point offsets into it.

The words follow the Penn Treebank's habits ("do" + "n't", "Dana" + "'s", "U.S." whole, hyphens apart) because the
reader's parse was learned over such words: they are part of the model (see training/README.md). Nothing here fails on
odd input: what no rule knows is a word of one character. Every pattern is linear in the length of the text.
"""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

Bounds = tuple[int, int]
"""Half-open code-point offsets of one word."""

_APOSTROPHES = "'\u2019\u02bc"
_LETTER = r"[^\W\d_]"
_MARKS = r"\u0300-\u036f\u00ad\u200d"  # combining marks, soft hyphen and joiner stay inside a word


_LISTS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_ABBREVIATIONS = frozenset(_LISTS["abbreviations"])
_TITLES = frozenset(_LISTS["titles"])
_STARTERS = frozenset(_LISTS["starters"])

_WORD = re.compile(
    rf"""
(?=\S)(?:
    (?P<plain>{_LETTER}++(?![\w{_MARKS}{_APOSTROPHES}.@:+-]))  # nearly all words, and nothing below is any of them
  | (?P<url>(?:https?://|www\.)[^\s<>"\u201c\u201d]{{1,2000}})
  | (?P<email>(?<![\w.])[A-Za-z0-9_+-]{{1,64}}(?:\.[A-Za-z0-9_+-]{{1,64}}){{0,4}}
              @[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{1,4}})
  | (?P<handle>@\w+)
  | (?P<initials>(?:(?<![^\W_])[A-Za-z]\.){{2,}}(?:[A-Za-z](?!\w))?)
  | (?P<initial>(?<![\w.])[A-Z]\.(?=\s+[A-Z]))
  | (?P<clitic>(?<=[\w.])[{_APOSTROPHES}](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)(?!\w))
  | (?P<number>\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?(?!\w))
  | (?P<word>[^\W_](?:[\w{_MARKS}])*(?:[{_APOSTROPHES}]{_LETTER}[\w{_MARKS}]*)*)
  | (?P<dots>\.\s\.\s\.(?:\s\.)?|\.{{2,}})
  | (?P<doubled>''|``|-{{2,}}|[*_=~]+)
  | (?P<other>\S))
    """,
    re.VERBOSE,
)
_NEGATION = re.compile(rf"(?<=\w)n[{_APOSTROPHES}]t$", re.IGNORECASE)
_CLITIC = re.compile(rf"(?<=\w)[{_APOSTROPHES}](?:s|re|ve|ll|d|m)$", re.IGNORECASE)
_UNIT = re.compile(r"^(\d+(?:[.,]\d+)*)(am|pm|km|kg|mm|cm|m|k|bn|tn|mn|ft|mph|kph|b|p)$", re.IGNORECASE)
_URL_TAIL = re.compile(r"[.,;:!?)\]}'\u2019\u201d]+$")
_ENDERS = frozenset(".!?\u2026\u203d")
_CLOSERS = frozenset("\"'\u201d\u2019)]}\u00bb")
_OPENERS = frozenset("\"'\u201c\u2018([{\u00ab\u201e`\u00bf\u00a1")
_MAX_MARKS = 6  # looked at on either side of a sentence end: keeps runs of marks linear
_BREAK = re.compile(r"[ \t\xa0]*(?:\r\n|\r|\n|\x0b|\x0c|\x85|\u2028|\u2029)")


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Bounds]:
    """The words of `text[start:end]` in order, as offsets into `text`; white space belongs to no word."""
    stop = len(text) if end is None else end
    words: list[Bounds] = []
    position: int | None = start
    while position is not None:
        position = _add_words(text, position, stop, words)
    return words


def _add_words(text: str, start: int, stop: int, words: list[Bounds]) -> int | None:
    """Append the words up to one that ends elsewhere than its pattern does, and give its end; None at the text's."""
    for match in _WORD.finditer(text, start, stop):
        first, last = end = match.span()
        kind = match.lastgroup
        if kind == "word" or (kind == "plain" and last - first == len("cannot")):
            if last < stop and text[last] == ".":
                last = _take_abbreviation_stop(text, first, last, stop)
            _add_word(text, first, last, words)
        elif kind == "url":
            last -= len(found.group()) if (found := _URL_TAIL.search(match.group())) else 0
            words.append((first, last))
        else:
            words.append(end)
        if last != end[1]:
            return last
    return None


def _take_abbreviation_stop(text: str, first: int, last: int, stop: int) -> int:
    """The end of a word, which a full stop follows, with that taken in where it is an abbreviation's."""
    if last - first > 6:
        return last
    word = text[first:last]
    if word.lower() in ("no", "nos"):  # "No. 3", but "No." alone is an answer
        return last + 1 if text[last + 1 : last + 3].strip()[:1].isdigit() else last
    if word.lower() in _ABBREVIATIONS and (word[0].isupper() or word in ("vs", "etc", "al", "approx")):
        return last + 1
    return last


def _add_word(text: str, first: int, last: int, words: list[Bounds]) -> None:
    """Append `text[first:last]`, cut before n't, 's and their like, after "can" of "cannot" and before a unit."""
    word = text[first:last]
    if word.isalpha() and len(word) != len("cannot"):  # nearly all
        words.append((first, last))
        return
    lowered = word.lower()
    cut = 0
    if len(word) > 2 and word[-2] in _APOSTROPHES and lowered[-1] == "t" and _NEGATION.search(word):
        cut = len(word) - 3
    elif len(word) > 2 and (word[-2] in _APOSTROPHES or word[-3] in _APOSTROPHES) and _CLITIC.search(word):
        cut = max(word.rfind(mark) for mark in _APOSTROPHES)
    elif lowered == "cannot":
        cut = 3
    elif word[0].isdigit() and (unit := _UNIT.match(word)):
        cut = len(unit.group(1))
    if cut > 0:
        words.append((first, first + cut))
        words.append((first + cut, last))
    else:
        words.append((first, last))


def split_sentences(text: str, words: Sequence[Bounds]) -> list[int]:
    """Indices of the words that start a sentence, ascending; the first is 0 unless there are no words.

    A paragraph break always ends a sentence. A single line break does too, except where lines are wrapped.
    """
    if not words:
        return []
    soft = is_wrapped(text)
    starts = [0]
    for i, ((before, gap_start), (gap_end, _)) in enumerate(pairwise(words), 1):
        if gap_start < gap_end:
            breaks = count_breaks(text, gap_start, gap_end)
            if breaks > 1 or (breaks == 1 and not (soft or text[gap_end].islower())):
                starts.append(i)
                continue
        # Only a closing mark, or a word with a sentence's end in it, can end one.
        if (text[gap_start - 1] in _ENDERS or text[before] in _CLOSERS) and _ends_sentence(text, words, i):
            starts.append(i)
    return starts


def count_breaks(text: str, start: int, end: int) -> int:
    """How many line breaks `text[start:end]` holds; CR LF is one."""
    if end - start == 1 and text[start] == " ":
        return 0
    return sum(1 for _ in _BREAK.finditer(text, start, end))


@lru_cache(maxsize=4)  # asked for each passage of a text
def is_wrapped(text: str) -> bool:
    """Whether single line breaks only wrap lines: many lines of nearly the same length that stop in mid sentence."""
    lines = [line.rstrip() for line in text[:20_000].splitlines() if line.strip()]
    if len(lines) < 6:
        return False
    lengths = sorted(len(line) for line in lines)
    width = lengths[int(len(lengths) * 0.95)]
    if not 40 <= width <= 100:
        return False
    unfinished = sum(
        1 for line in lines if line[-1] not in _ENDERS and line[-1] not in _CLOSERS and len(line) > 0.75 * width
    )
    return unfinished > 0.6 * len(lines)


def _ends_sentence(text: str, words: Sequence[Bounds], i: int) -> bool:
    """Whether a sentence ends between words `i - 1` and `i` of one line."""
    k = i - 1
    last_start, last_end = words[k]
    lowest = max(0, i - _MAX_MARKS)
    while k > lowest and text[last_start] in _CLOSERS and last_end - last_start <= 2:
        if words[k - 1][1] != last_start:
            return False  # a quotation mark standing alone opens rather than closes
        k -= 1
        last_start, last_end = words[k]
    final = text[last_end - 1]
    if final not in _ENDERS:
        return False
    start = words[i][0]
    if start == words[i - 1][1]:
        # No blank between: "said.Then" (lost blank after a closing mark) only.
        return k < i - 1 and text[start].isupper() and text[words[i - 1][0]] in '\u201d"'
    j = i
    while j < min(len(words) - 1, i + _MAX_MARKS) and text[words[j][0]] in _OPENERS:
        j += 1
    following = text[words[j][0]]
    if following.islower():
        return False
    if following in _ENDERS or following in ",;:" or following in _CLOSERS:
        return False
    if final != ".":
        return final != "\u2026" or following.isupper()
    body = text[last_start : last_end - 1]
    if not body:
        return True  # a full stop of its own
    if body.strip(". ") == "":
        return following.isupper()  # an ellipsis
    if k < i - 1:
        return True  # abbreviation, then a closing mark, then a capital
    return _abbreviation_may_end(text, body, words, j)


def _abbreviation_may_end(text: str, body: str, words: Sequence[Bounds], j: int) -> bool:
    """Whether the abbreviation `body`, given without its last full stop, ends a sentence before word `j`."""
    lowered = body.lower()
    if lowered in _TITLES or len(body) == 1:
        return False
    following = text[slice(*words[j])]
    return following.lower() in _STARTERS and following[0].isupper()


def find_word_range(words: Sequence[Bounds], start: int, end: int) -> range:
    """Indices of the words that the code points `[start, end)` overlap."""
    first = bisect_right(words, start, key=itemgetter(1))
    last = bisect_left(words, end, key=itemgetter(0))
    return range(first, max(first, last))

"""Numbers in a statement, in figures or in words, with what they count: "thirty-two feet", "32 ft", "a fifth"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.accounts.wording import load_wording
from onrecord.lexicon.words import STOP, stem, tokens

__all__ = ["Measure", "find_measures", "measures_agree", "measures_conflict"]

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ORDINAL_FIGURE = re.compile(r"(\d+)(?:st|nd|rd|th)")
_PERCENT, _MONTH = "percent", "month of the year"
_PERCENT_WORDS = frozenset({"%", "per", "percent"})
_N_COUNTED = 3  # words after a number that may tell what it counts
_TELLING = 12  # larger numbers are seldom the same by chance


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and the stems of what it may count; a month of the year has its number, a length its smallest unit."""

    value: float
    counted: frozenset[str]


@lru_cache(maxsize=20_000)
def find_measures(text: str) -> tuple[Measure, ...]:
    """The numbers of a text in order."""
    found = tokens(text)
    words = [token.word for token in found]
    months = load_wording().months
    measures: list[Measure] = []
    at = 0
    while at < len(words):
        word = words[at]
        is_month = word in months and text[found[at].start].isupper() and not (word == "may" and at == 0)
        if is_month:
            measures.append(Measure(months[word], frozenset({_MONTH})))
            at += 1
        elif (share := _share(words, at)) is not None:
            measures.append(share)
            at += 2
        elif (read := _number(words, at)) is not None:
            measure, at = _counted(words, *read)
            measures.append(measure)
        else:
            at += 1
    return tuple(measures)


def _share(words: Sequence[str], at: int) -> Measure | None:
    """ "A fifth" as 20 percent."""
    shares = load_wording().shares
    if words[at] in {"a", "an"} and at + 1 < len(words) and words[at + 1] in shares:
        return Measure(shares[words[at + 1]], frozenset({_PERCENT}))
    return None


def _number(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """The number that starts at a word, with its scale words, and the place after it."""
    read = _simple(words, at)
    if read is None:
        return None
    scales = load_wording().scales
    current, total, place = read[0], 0.0, at + read[1]
    while place < len(words):
        if words[place] in scales:
            current *= scales[words[place]]
            place += 1
            continue
        skip = 1 if words[place] == "and" else 0
        more = _simple(words, place + skip) if current >= min(scales.values()) and words[place - 1] in scales else None
        if more is None or more[0] >= current:
            break
        total, current, place = total + current, more[0], place + skip + more[1]
    return total + current, place


def _simple(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """A number below a hundred in words, any in figures, or the day before a month; how many words it takes."""
    if at >= len(words):
        return None
    wording, word = load_wording(), words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if _FIGURE.fullmatch(word):
        return float(word.replace(",", "")), 1
    if (match := _ORDINAL_FIGURE.fullmatch(word)) is not None:
        return float(match[1]), 1
    ten, _, unit = word.partition("-")
    if ten in wording.tens and (not unit or unit in wording.units):
        if not unit and 0 < wording.units.get(following, 0) < 10:
            return wording.tens[ten] + wording.units[following], 2
        return wording.tens[ten] + wording.units.get(unit, 0.0), 1
    if wording.units.get(word):
        return wording.units[word], 1
    if word in wording.ordinals and (following == "of" or following in wording.months):
        return wording.ordinals[word], 1
    if word in {"a", "an"} and (following in wording.singles or following in wording.scales):
        return 1.0, 1
    return None


def _counted(words: Sequence[str], value: float, at: int) -> tuple[Measure, int]:
    """A number with the words after it that may tell what it counts; hours become minutes, years months."""
    rest = list(words[at : at + 6])
    half = rest[:3] == ["and", "a", "half"]
    if half:
        value, rest = value + 0.5, rest[3:]
    elif rest[1:4] == ["and", "a", "half"]:
        value += 0.5
    if rest and rest[0] in _PERCENT_WORDS:
        return Measure(value, frozenset({_PERCENT})), at
    counted = [stem(word) for word in rest[: _N_COUNTED + 1] if word not in STOP][:_N_COUNTED]
    if counted and (length := load_wording().lengths.get(counted[0])) is not None:
        factor, unit = length
        return Measure(value * factor, frozenset({unit})), at
    return Measure(value, frozenset(counted)), at


def measures_agree(left: Sequence[Measure], right: Sequence[Measure]) -> bool:
    """Whether one number of both counts the same, or is too large to be the same by chance."""
    return any(a.value == b.value and (a.counted & b.counted or a.value > _TELLING) for a in left for b in right)


def measures_conflict(left: Sequence[Measure], right: Sequence[Measure]) -> bool:
    """Whether one thing is counted in both and the numbers differ, neither standing in the other."""
    lefts, rights = ({measure.value for measure in many} for many in (left, right))
    return any(a.counted & b.counted and a.value not in rights and b.value not in lefts for a in left for b in right)

"""Amounts told as part of something: "two of the seven plotters", "one in four of you", "a third of its fleet"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.events.numbers import NUMBER, ONES
from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of
from onrecord.gazetteer import find_country
from onrecord.model import Amount, Span

__all__ = ["FRACTION", "Portion", "antecedent", "find_fraction", "find_portion", "is_fraction", "is_who"]

_PART = r"(?:half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
_ANY = rf"(?:{NUMBER}|\b(?:{ONES})\b)"
_IN = rf"(?:\b(?:one|1)[ \u00a0]in|{_ANY}[ \u00a0](?:of|in|out of) every|{_ANY}[ \u00a0]out of)"
FRACTION = re.compile(
    rf"(?=[\daefnost])(?:(?P<part>\b(?:an?|{ONES})[ \u00a0-]{_PART}\b)"
    rf"|(?P<ratio>{_IN}[ \u00a0](?:{NUMBER}|(?:{ONES})\b)(?![\d,]|[ \u00a0](?:a|the)\b)))",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?i)\bby (?:(?:about|some|almost|nearly|over|up to|as much as|more than|at least|roughly|around) )?$"
)
_BY_CHARS = 24
_APART = re.compile(
    r"(?:(?:,|—|–) ?(?:(?:just |well )?(?:about|almost|nearly|over|under|some|(?:more|fewer|less) than) )?|\bthe )$"
)  # "Ten thousand people, a quarter of them children"
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_STRONG = re.compile(r"-strong (?=[a-z])")
_TIMES = find_words("pairs", "times") | frozenset({"time", "times", "way", "century", "hour", "hours", "mile", "miles"})
_PEOPLE = find_words("amounts", "people")
_POINTING = frozenset({"them", "whom", "which", "whose"})
_BEFORE = frozenset({"DT", "PDT", "PRP$", "POS", "CD", ",", "WP$"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MAX_UP = 4


@dataclass(frozen=True, slots=True)
class Portion:
    """Where a partitive ends, and its unit; None for what only points to something told before ("of them")."""

    end: int
    unit: str | None


def find_fraction(parse: Parse, match: re.Match[str], end: int) -> Amount | None:
    """The share that a match of `FRACTION` tells with its whole: without a value, its words as the unit.

    A part alone is a share only as what something changes by ("by a third"). What stands apart tells of another number.
    """
    text = parse.text
    if _APART.search(text, max(0, match.start() - _BY_CHARS), match.start()):
        return None
    if match["ratio"] and _YEAR.search(match["ratio"]):
        return None
    last = match.end()
    inside = parse.words_in(Span(match.start(), last))
    if inside and _is_of(parse, inside[-1] + 1):
        head = _whole(parse, inside[-1] + 1)
        if head is None or parse.lowers[head] in _TIMES or parse.words[head].span.end > end:
            return None
        last = parse.words[head].span.end
    elif match["ratio"]:
        following = inside[-1] + 1 if inside else len(parse.words)
        head = _head_from(parse, following)
        if head is None or parse.lowers[head] in _TIMES:
            return None
        last = parse.words[head].span.end
    elif not _BY.search(text, max(0, match.start() - _BY_CHARS), match.start()) or _goes_on(parse, match.end()):
        return None
    span = Span(match.start(), last)
    return Amount(span.of(text), span, None, span.of(text))


def is_fraction(amount: Amount) -> bool:
    """Whether the amount is a share of something told in words."""
    return amount.value is None and FRACTION.match(amount.unit or "") is not None


def find_portion(parse: Parse, match: re.Match[str], end: int) -> Portion | None:
    """What follows a number that counts some "of" others or a group that is so many strong, None where nothing does."""
    strong = _STRONG.match(parse.text, match.end(), end)
    inside = parse.words_in(Span(match.start(), match.end()))
    if strong is not None:
        group = parse.words_in(Span(strong.end(), strong.end() + 1))
        head = _head_from(parse, group[0]) if group else None
        if head is None:
            return None
        whole = _whole(parse, head + 1) if _is_of(parse, head + 1) else None
        return Portion(
            parse.words[head if whole is None else whole].span.end, _unit(parse, head if whole is None else whole)
        )
    if not inside or not _is_of(parse, inside[-1] + 1):
        return None
    head = _whole(parse, inside[-1] + 1)
    if head is None or parse.words[head].span.end > end:
        return None
    stop = parse.words[head].span.end
    pointing = parse.lowers[head] in _POINTING or parse.lowers[head] == "own"
    if not pointing and parse.words[head].tag in {"PRP", "DT"}:
        return None
    return Portion(stop, None if pointing else _unit(parse, head))


def antecedent(parse: Parse, index: int, before: Sequence[Amount]) -> str | None:
    """What a number that names nothing counts.

    What was counted last in the sentence, else the people told of last who don't act on them ("opened fire on
    protesters, killing five").
    """
    acting = {c for node in _above(parse, index) for c in parse.children[node] if parse.words[c].dep in _SUBJECTS}
    sentence = parse.words[index].sentence
    people = next(
        (i for i in range(index - 1, -1, -1) if parse.words[i].sentence == sentence and _is_many(parse, i, acting)),
        None,
    )
    if before and (people is None or before[-1].span.start <= parse.words[people].span.start):
        return before[-1].unit
    return parse.lowers[people] if people is not None else None


def is_who(parse: Parse, head: int) -> bool:
    """Whether people are counted."""
    if parse.lowers[head] in _PEOPLE or parse.lowers[head].endswith("ists"):
        return True
    noun = noun_of(parse.lowers[head])
    return (noun is not None and noun.kind in {"person", "people"}) or find_country(parse.forms[head]) is not None


def _goes_on(parse: Parse, at: int) -> bool:
    """Whether a noun or an adjective follows ("by a third party")."""
    following = parse.words_in(Span(at + 1, at + 2))
    return bool(following) and parse.words[following[0]].tag[:2] in {"NN", "JJ", "VB"}


def _is_many(parse: Parse, index: int, acting: set[int]) -> bool:
    return index not in acting and parse.words[index].tag in {"NNS", "NNPS"} and is_who(parse, index)


def _above(parse: Parse, index: int) -> list[int]:
    nodes = [index]
    while len(nodes) <= _MAX_UP and parse.words[nodes[-1]].head != nodes[-1]:
        nodes.append(parse.words[nodes[-1]].head)
    return nodes


def _is_of(parse: Parse, index: int) -> bool:
    return index < len(parse.words) and parse.lowers[index] == "of"


def _whole(parse: Parse, preposition: int) -> int | None:
    """The head of what a preposition leads to."""
    return next((c for c in parse.children[preposition] if c > preposition and parse.words[c].dep == "pobj"), None)


def _head_from(parse: Parse, index: int) -> int | None:
    """The noun that ends the run of nouns and adjectives from a word on."""
    last = None
    while index < len(parse.words) and parse.words[index].tag[:2] in {"NN", "JJ"}:
        last = index if parse.is_noun(index) else last
        index += 1
    return last


def _unit(parse: Parse, head: int) -> str:
    """The noun with its modifiers, without article, owner and number."""
    first = head
    while (
        first > 0 and parse.words[first - 1].tag not in _BEFORE and parse.words[first - 1].tag[:2] in {"NN", "JJ", "VB"}
    ):
        if first - 1 < parse.phrase(head).first:
            break
        first -= 1
    return parse.text[parse.words[first].span.start : parse.words[head].span.end]

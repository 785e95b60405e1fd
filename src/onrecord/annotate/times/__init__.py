"""Time expressions of an article, normalised as far as the text and its publication date fix them.

The steps, one module each: words get classes (`lexicon`), patterns over classes find expressions (`grammar`, `checks`),
the tense around each is read (`tense`), and each gets its TimeML value and day bounds (`resolve`, with `dates`,
`clocks` and `lengths`). `dating` dates whole articles, `when` dates events and statements.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from onrecord.annotate.times.dates import IMPOSSIBLE
from onrecord.annotate.times.grammar import Found, find_expressions
from onrecord.annotate.times.lexicon import Token, tokenize
from onrecord.annotate.times.resolve import resolve
from onrecord.annotate.times.tense import FUTURE, NO_TENSE, announces, clause_verb, tense_around, tense_of_verb
from onrecord.model import Publication, Reading, Span, Timex

__all__ = ["find_problems", "find_timexes"]

_NAME_LABELS = frozenset({"PERSON", "ORG", "LOC", "GPE", "FAC"})
_NAME_SCORE = 0.6


def find_timexes(
    text: str,
    publication: Publication,
    *,
    spans: Sequence[Span] | None = None,
    reading: Reading | None = None,
) -> tuple[Timex, ...]:
    """The time expressions of `text`, in text order, with spans as half-open code points of it.

    Args:
        text: The article's stored text.
        publication: What is known of its publication; without a day, relative expressions keep TimeML's X-values and
            null bounds, and only what the text prints in full is dated.
        spans: The passages to look in (default: the whole text); no expression crosses their edges.
        reading: The learned reader's parse, for the tense of clauses where the words near by don't tell it.
    """
    tokens: list[Token] = []
    for span in spans if spans is not None else ([Span(0, len(text))] if text else []):
        if tokens:
            tokens.append(Token(span.start, span.start, "", "BREAK"))
        tokens.extend(tokenize(text, span.start, span.end))
    found = find_expressions(tokens)
    if reading is not None:
        found = _outside_names(tokens, found, reading)
    return tuple(resolve(tokens, found, publication, _tense_reader(text, tokens, reading)))


def _tense_reader(text: str, tokens: Sequence[Token], reading: Reading | None) -> Callable[[Found], int]:
    """The tense around an expression: from the words near it, and where they are silent from the parse."""
    starts = [word.span.start for word in reading.words] if reading is not None else []
    known: dict[int, int] = {}

    def tense_of(found: Found) -> int:
        if found.first not in known:
            known[found.first] = tense_around(tokens, found.first, found.last) or _parsed(found)
        return known[found.first]

    def _parsed(found: Found) -> int:
        word = bisect_right(starts, tokens[found.first].start) - 1
        if reading is None or word < 0:
            return NO_TENSE
        if "weekday" in found.parts:
            day = bisect_right(starts, found.parts["weekday"][0].start) - 1
            if announces(reading, text, day):
                return FUTURE
        verb = clause_verb(reading, word)
        return NO_TENSE if verb is None else tense_of_verb(reading, text, verb)

    return tense_of


def _outside_names(tokens: Sequence[Token], found: Sequence[Found], reading: Reading) -> list[Found]:
    """The expressions that are no parts of names: "April Osei", "the Sunday Courier"."""
    names = sorted(name.span for name in reading.names if name.label in _NAME_LABELS and name.score >= _NAME_SCORE)
    starts = [span.start for span in names]
    kept = []
    for each in found:
        span = Span(tokens[each.first].start, tokens[each.last - 1].end)
        at = bisect_right(starts, span.start) - 1
        if at < 0 or not names[at].contains(span) or names[at] == span:
            kept.append(each)
    return kept


def find_problems(timexes: Sequence[Timex]) -> tuple[Span, ...]:
    """The expressions that name no possible time (31 February, month 13, a weekday that contradicts its date).

    They stay among the timexes, with null bounds and the rule "impossible", and are never mended.
    """
    return tuple(
        timex.span for timex in timexes if timex.when.basis is not None and timex.when.basis.rule == IMPOSSIBLE
    )

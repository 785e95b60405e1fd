"""When an event happened or words were said: by its own expression, a governing one, the tense, else open."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.annotate.times.edtf import format_edtf
from onrecord.annotate.times.lexicon import load_zones
from onrecord.annotate.times.sharing import words_above, words_below
from onrecord.annotate.times.tense import FUTURE, NO_TENSE, PAST, certain_tense
from onrecord.model import OPEN, Basis, Publication, Reading, Span, Timex, When

__all__ = ["date_event"]

_STRETCHES = frozenset({"minutes", "hours", "days", "weeks", "months"})
_LINKS_TIME = frozenset(
    (
        "prep pcomp npadvmod advmod pobj tmod nmod compound amod poss nummod det case appos dep "
        "quantmod nsubj attr obl obl:tmod nmod:tmod"
    ).split()
)
"""Relations over which an expression belongs to the word above it."""

_BREAKS_CLAUSE = re.compile(
    r"[;:—“”\"]|\b(?:that|who|which|whose|when|while|but|after|before|because|although|if|as|said|says|told)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_SINCE_CHARS = 40
_SUPERLATIVES = frozenset({"JJS", "RBS"})
_RANK = re.compile(r"(?i)first|only|second|third|worst|best|\w{2,}iest")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SENTENCE_ENDS = (". ", "! ", "? ", "\n")
_MAX_SENTENCE_CHARS = 2_000  # without a parse; a longer one is no sentence
_MAX_CLIMB = 12


@dataclass(frozen=True, slots=True)
class _Limit:
    """What a preposition leaves of an expression's bounds."""

    keeps_earliest: bool
    keeps_latest: bool


# "since March" fixes no end, "until March" no start, …; all others leave both.
_LIMITS = {
    "since": _Limit(keeps_earliest=True, keeps_latest=False),
    "after": _Limit(keeps_earliest=True, keeps_latest=False),
    "from": _Limit(keeps_earliest=True, keeps_latest=False),
    "until": _Limit(keeps_earliest=False, keeps_latest=True),
    "till": _Limit(keeps_earliest=False, keeps_latest=True),
    "by": _Limit(keeps_earliest=False, keeps_latest=True),
    "before": _Limit(keeps_earliest=False, keeps_latest=True),
    "to": _Limit(keeps_earliest=False, keeps_latest=True),
    "through": _Limit(keeps_earliest=False, keeps_latest=True),
    "within": _Limit(keeps_earliest=False, keeps_latest=True),
}


_RANGE = "range"
_THAN = re.compile(r"\s+than\b")
_CITING = frozenset({"according", "citing", "per"})
"""What is passed on was said by publication, whatever its verb would be."""


def date_event(
    anchor: Span,
    *,
    text: str,
    timexes: Sequence[Timex],
    reading: Reading | None,
    publication: Publication,
    zone_hints: Sequence[str] = (),
) -> When:
    """The time of what `anchor` (a trigger or cue) tells, with the rule that decided as its basis.

    The rules, first match wins: "clause" (an expression that hangs on the trigger itself), "governing" (on the word
    that governs it, unless a clause edge lies between), "same_clause" (without a parse: the only expression of the
    clause), "tense" (a past verb: not after publication; a certain future: not before it), else open.

    Args:
        anchor: The trigger's place in `text`, code points.
        text: The article's text.
        timexes: Its expressions, resolved, in text order.
        reading: The parse; None falls back on punctuation.
        publication: The publication's day bounds.
        zone_hints: Names of places that the event is said to be in, the most trusted first; a known one gives the zone.
    """
    sentence = _sentence(anchor, text, reading)
    candidates = [
        timex
        for timex in _join_ranges(_inside(timexes, sentence), text)
        if sentence.contains(timex.span) and not timex.span.contains(anchor) and _dates(timex)
    ]
    if reading is not None and reading.words:
        candidates = [timex for timex in candidates if not _ranks_since(timex, sentence, text, reading)]
        when = _by_parse(anchor, text, candidates, reading, publication)
    else:
        when = _by_clause(anchor, text, candidates, publication)
    if when.basis is None:
        return when
    return when if when.zone or when.basis.rule == "tense" else replace(when, zone=_zone_of(zone_hints))


def _inside(timexes: Sequence[Timex], sentence: Span) -> Sequence[Timex]:
    first = bisect_left(timexes, sentence.start, key=lambda timex: timex.span.start)
    return timexes[first : bisect_left(timexes, sentence.end, key=lambda timex: timex.span.start)]


_BETWEEN_ENDS = re.compile(r"\s*(?:to|[-\u2013\u2014]|until|till|through)\s*")
_AND = re.compile(r"\s*and\s*")


def _join_ranges(timexes: Sequence[Timex], text: str) -> list[Timex]:
    """The expressions with the two ends of a range ("from 6 to 8 May", "between 4 and 9 June") as one."""
    joined: list[Timex] = []
    for timex in timexes:
        before = joined[-1] if joined else None
        if before is not None and _is_range(before, timex, text):
            low, high = before.when.earliest, timex.when.latest
            when = When(low, high, f"{low}/{high}", timex.when.zone, Basis(_RANGE, timex.span, before.span))
            joined[-1] = Timex(Span(before.span.start, timex.span.end), "DATE", f"{before.value}/{timex.value}", when)
        else:
            joined.append(timex)
    return joined


def _is_range(first: Timex, second: Timex, text: str) -> bool:
    if first.type != "DATE" or second.type != "DATE" or first.span.end > second.span.start:
        return False
    low, high = first.when, second.when
    if low.earliest is None or low.latest is None or high.earliest is None or high.latest is None:
        return False
    gap = text[first.span.end : second.span.start]
    told = _BETWEEN_ENDS.fullmatch(gap) or (
        _AND.fullmatch(gap)
        and text[max(0, first.span.start - 12) : first.span.start].rstrip().lower().endswith("between")
    )
    return bool(told) and low.latest < high.earliest


def _dates(timex: Timex) -> bool:
    """Whether the expression can date an event: it has a bound, or is a date that publication would fix."""
    if timex.type == "SET" or timex.value in ("PRESENT_REF", "FUTURE_REF", "PAST_REF"):
        return False
    if timex.type == "DURATION":
        return timex.when.earliest is not None or timex.when.latest is not None
    return True


def _ranks_since(timex: Timex, sentence: Span, text: str, reading: Reading) -> bool:
    """Whether the expression is only the last time that something was so ("the first visit since 2015")."""
    if not _SINCE.search(text, max(sentence.start, timex.span.start - _SINCE_CHARS), timex.span.start):
        return False
    for index in reversed(_words_in(Span(sentence.start, timex.span.start), reading)):
        word = reading.words[index]
        if word.tag in _SUPERLATIVES or _RANK.fullmatch(word.span.of(text)):
            return True
        if word.tag in _FINITE:
            return False
    return False


def _sentence(anchor: Span, text: str, reading: Reading | None) -> Span:
    if reading is not None:
        at = bisect_right(reading.sentences, anchor.start, key=lambda s: s.start) - 1
        if at >= 0 and anchor.start < reading.sentences[at].end:
            return reading.sentences[at]
    low, high = max(0, anchor.start - _MAX_SENTENCE_CHARS), min(len(text), anchor.end + _MAX_SENTENCE_CHARS)
    start = max(low, *(text.rfind(mark, low, anchor.start) + 1 for mark in _SENTENCE_ENDS))
    ends = [found for mark in _SENTENCE_ENDS if (found := text.find(mark, anchor.end, high)) >= 0]
    return Span(start, max(anchor.end, min(ends, default=high)))


def _by_parse(anchor: Span, text: str, candidates: Sequence[Timex], reading: Reading, publication: Publication) -> When:
    own = set(_words_in(anchor, reading))
    if not own:
        return OPEN
    top = _top(own, reading)
    if not candidates:
        return _by_tense(top, text, reading, candidates, {}, publication)
    holders = {id(timex): _holder(timex, text, reading) for timex in candidates}
    hanging = [timex for timex in candidates if holders[id(timex)] in own]
    if hanging:
        return _from_expressions(hanging, "clause", text, publication)
    naming = {id(timex) for timex in candidates if _names_noun(timex, reading)}
    for below in words_below(reading, text, top):
        hanging = [t for t in candidates if holders[id(t)] == below and id(t) not in naming]
        if hanging:
            return _from_expressions(hanging, "governing", text, publication)
    for above, limit in words_above(reading, text, top):
        hanging = [t for t in candidates if holders[id(t)] == above and t.span.start < limit]
        if hanging:
            hanging = _counted_from(hanging, anchor, text, candidates, reading) or hanging
            return _from_expressions(hanging, "governing", text, publication)
    return _by_tense(top, text, reading, candidates, holders, publication)


def _counted_from(
    above: Sequence[Timex], anchor: Span, text: str, candidates: Sequence[Timex], reading: Reading
) -> list[Timex]:
    """The expression behind a noun that counts from the one before it: "spoke on Monday of a call a day earlier".

    None behind another verb, whose time it is, nor in a comparison ("a day earlier than planned").
    """
    spans = {timex.span for timex in above if timex.span.end <= anchor.start}
    return [
        timex
        for timex in candidates
        if timex.span.start >= anchor.end
        and timex.when.basis is not None
        and timex.when.basis.anchor_span in spans
        and not _THAN.match(text, timex.span.end)
        and not any(
            reading.words[i].tag.startswith(("VB", "MD"))
            for i in _words_in(Span(anchor.end, timex.span.start), reading)
        )
    ]


def _words_in(span: Span, reading: Reading) -> range:
    first = bisect_right(reading.words, span.start, key=lambda w: w.span.start) - 1
    if first < 0 or reading.words[first].span.end <= span.start:
        first += 1
    return range(first, bisect_left(reading.words, span.end, key=lambda w: w.span.start))


def _top(words: Iterable[int], reading: Reading) -> int:
    """The word among `words` that governs the others: the first whose governor lies outside."""
    inside = set(words)
    return next(
        (n for n in sorted(inside) if reading.words[n].head not in inside or reading.words[n].head == n), min(inside)
    )


def _holder(timex: Timex, text: str, reading: Reading) -> int | None:
    """The word that the expression hangs on; prepositions and stretches of time ("in the last days of") passed over."""
    words = set(_words_in(timex.span, reading))
    if not words:
        return None
    if _names_noun(timex, reading):
        return max(words) + 1
    word = _top(words, reading)
    for _ in range(_MAX_CLIMB):
        entry = reading.words[word]
        if entry.head == word or entry.dep not in _LINKS_TIME:
            return word if word not in words else None
        word = entry.head
        if word in words or reading.words[word].tag in ("IN", "TO", "RB"):
            continue
        if reading.words[word].dep != "pobj" or reading.words[word].span.of(text).lower() not in _STRETCHES:
            return word
    return None


def _names_noun(timex: Timex, reading: Reading) -> bool:
    """Whether an expression names the noun right behind it, though the parse hangs both on one preposition.

    "Acquitted in 2009 crash": the crash was in 2009, the acquittal was not.
    """
    words = _words_in(timex.span, reading)
    if not words or words[-1] + 1 >= len(reading.words):
        return False
    last, noun = reading.words[words[-1]], reading.words[words[-1] + 1]
    return last.dep == noun.dep == "pobj" and noun.head == last.head and noun.tag in {"NN", "NNS"}


def _from_expressions(hanging: Sequence[Timex], rule: str, text: str, publication: Publication) -> When:
    """The time that expressions on one word tell together: their common days, or the first one's."""
    first = min(hanging, key=lambda timex: timex.span)
    narrowest = min(hanging, key=lambda timex: (_width(timex), timex.span))
    limited = [_limited(timex, text, publication) for timex in sorted(hanging, key=lambda timex: timex.span)]
    earliest = max((low for low, _ in limited if low is not None), default=None)
    latest = min((high for _, high in limited if high is not None), default=None)
    basis_timex = narrowest
    if earliest is not None and latest is not None and earliest > latest:
        (earliest, latest), basis_timex = limited[0], first
    same = (earliest, latest) == (basis_timex.when.earliest, basis_timex.when.latest)
    known = basis_timex.when.basis
    return When(
        earliest,
        latest,
        basis_timex.when.date if same else format_edtf(None, earliest, latest),
        next((timex.when.zone for timex in hanging if timex.when.zone), None),
        Basis(
            rule=rule,
            span=basis_timex.span,
            anchor_span=known.anchor_span if known else None,
            anchor_field=known.anchor_field if known else None,
        ),
    )


def _width(timex: Timex) -> int:
    low, high = timex.when.earliest, timex.when.latest
    return (high - low).days if low is not None and high is not None else 10_000_000


def _limited(timex: Timex, text: str, publication: Publication) -> tuple[date | None, date | None]:
    """The bounds that the preposition before the expression leaves: "since March" ends by publication."""
    if timex.when.basis is not None and timex.when.basis.rule == _RANGE:
        return timex.when.earliest, timex.when.latest
    words = re.findall(r"[a-z]+", text[max(0, timex.span.start - 24) : timex.span.start].lower())
    limit = _LIMITS.get("by" if words[-2:] == ["as", "of"] else words[-1]) if words else None
    if limit is None:
        return timex.when.earliest, timex.when.latest
    latest = timex.when.latest if limit.keeps_latest else (publication.latest if words[-1] == "since" else None)
    return timex.when.earliest if limit.keeps_earliest else None, latest


def _by_tense(
    word: int,
    text: str,
    reading: Reading,
    candidates: Sequence[Timex],
    holders: dict[int, int | None],
    publication: Publication,
) -> When:
    """Past: by publication. Certain future: from publication, or from the dated saying that it stands in."""
    entry = reading.words[word]
    tense = PAST if entry.span.of(text).lower() in _CITING else NO_TENSE
    if tense == NO_TENSE and not entry.tag.startswith(("VB", "MD")):
        return OPEN
    tense = tense or certain_tense(reading, text, word)
    if tense == NO_TENSE and entry.tag == "VBG":  # "resigned, telling reporters": as the verb that it goes with
        tenses = (certain_tense(reading, text, n) for n, _ in words_above(reading, text, word))
        tense = PAST if next(filter(None, tenses), NO_TENSE) == PAST else NO_TENSE
    if tense == PAST and publication.latest is not None:
        basis = Basis("tense", entry.span, anchor_article=publication.latest_from, anchor_field="published")
        return When(None, publication.latest, format_edtf(None, None, publication.latest), None, basis)
    if tense != FUTURE or publication.earliest is None:
        return OPEN
    earliest, above, anchor = publication.earliest, word, None
    for _ in range(_MAX_CLIMB):
        if reading.words[above].head == above:
            break
        above = reading.words[above].head
        for timex in candidates:
            said = timex.when.earliest
            if holders[id(timex)] == above and said is not None and said < earliest:
                earliest, anchor = said, timex.span
    cited = None if anchor else publication.earliest_from
    basis = Basis("tense", entry.span, anchor, cited, None if anchor else "published")
    return When(earliest, None, format_edtf(None, earliest, None), None, basis)


def _by_clause(anchor: Span, text: str, candidates: Sequence[Timex], publication: Publication) -> When:
    near = []
    for timex in candidates:
        low, high = sorted((anchor, timex.span))
        if not _BREAKS_CLAUSE.search(text, low.end, high.start):
            near.append(timex)
    if not near:
        return OPEN
    days = {(timex.when.earliest, timex.when.latest) for timex in near}
    # Two expressions without a parse: no telling which is the event's.
    return _from_expressions(near, "same_clause", text, publication) if len(days) == 1 else OPEN


def _zone_of(hints: Sequence[str]) -> str | None:
    cities = load_zones("city")
    return next((cities[hint.lower()] for hint in hints if hint.lower() in cities), None)

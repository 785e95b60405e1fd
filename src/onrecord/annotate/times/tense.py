"""Whether a clause tells of what was or of what will be, from its words alone or from the reader's parse."""

import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.annotate.times.lexicon import Token
from onrecord.model import Reading

__all__ = [
    "FUTURE",
    "NEAREST",
    "NO_TENSE",
    "PAST",
    "announces",
    "certain_tense",
    "clause_verb",
    "has_past_form",
    "shares_time",
    "tense_around",
    "tense_of_verb",
]

PAST, NO_TENSE, FUTURE = -1, 0, 1
NEAREST = 2
"""The clause is past, but what the expression dates may lie ahead: "the meeting set for Tuesday was cancelled"."""

_REACH_TOKENS = 30  # how far from an expression its verb is looked for
_STOPS = frozenset(["STOP", "BREAK"])
_CLAUSE_EDGES = frozenset([",", "and", "but", "that", "which", "who", "as", "while", "when", "(", "–", "—"])
_FUTURE_NOUNS = frozenset(["upcoming", "forthcoming", "scheduled", "planned", "expected"])
_PLANNED_REACH = 5  # "a planned meeting of ministers on Tuesday"
_CALLED_OFF_REACH = 14
_TITLES = frozenset(["mr", "ms", "mrs", "dr", "gen", "sen", "gov", "rep", "col", "lt", "st", "prof"])
_DETERMINERS = frozenset(["a", "an", "the", "this", "that", "any", "no", "his", "her", "its", "their", "our"])


@dataclass(frozen=True, slots=True)
class _Words:
    future: frozenset[str]
    possible: frozenset[str]
    neutral: frozenset[str]
    awaited: frozenset[str]
    pending: frozenset[str]
    scheduled: frozenset[str]
    scheduled_phrases: frozenset[str]
    deferring: frozenset[str]
    proposing: frozenset[str]
    called_off: frozenset[str]
    be_present: frozenset[str]
    be_past: frozenset[str]
    have_present: frozenset[str]
    not_past: frozenset[str]
    past: frozenset[str]
    unchanged: frozenset[str]
    sharing: frozenset[str]

    def is_past(self, token: Token) -> bool:
        form = token.form
        if form in self.past or form in self.be_past:
            return True
        if token.kind != "OTHER" or token.capital or form in self.not_past:
            return False
        return form.endswith("ed") and len(form) > 4


@cache
def _load() -> _Words:
    table = tomllib.loads(files(__package__).joinpath("tense.toml").read_text(encoding="utf-8"))
    return _Words(**{name: frozenset(words) for name, words in table.items()})


def has_past_form(token: Token) -> bool:
    """Whether the word looks like a past form or a participle of a verb."""
    return _load().is_past(token)


def tense_around(tokens: Sequence[Token], first: int, last: int) -> int:
    """PAST, FUTURE, NEAREST or NO_TENSE for the clause around tokens `[first, last)`: by the nearest verb."""
    words = _load()
    tense = _tense_around(tokens, first, last, words)
    planned = tense == FUTURE or _is_planned(tokens, first, words)
    return NEAREST if planned and _is_called_off(tokens, last, words) else tense


def _tense_around(tokens: Sequence[Token], first: int, last: int, words: _Words) -> int:
    before = tokens[first - 1] if first else None
    if before is not None and before.kind in ("SINCE", "AFTER"):
        return PAST
    if before is not None and before.kind == "OF" and first > 1 and tokens[first - 2].form == "as":
        # What holds "as of 20 March" is told after it, unless it is to hold from then on.
        return _look_back(tokens, first, words) or PAST
    possessive = last < len(tokens) and tokens[last].kind == "POSSESSIVE"
    ahead = before is not None and (
        before.kind == "BEFORE" or (before.kind == "OF" and first > 1 and tokens[first - 2].form == "ahead")
    )
    if ahead and possessive:
        return _tense_of_what_follows(tokens, first, last, words)
    if before is not None and before.kind == "BEFORE" and _is_denied(tokens, first - 1, words):
        return FUTURE
    if before is not None and before.form in _FUTURE_NOUNS:
        return FUTURE
    if before is not None and (before.form == "for" or before.form in words.be_present - {"be", "'s"}):
        return FUTURE
    if before is not None and before.form in ("until", "till", "to") and _defers(tokens, first, words):
        return FUTURE
    tense = _look_back(tokens, first, words)
    if tense is None:
        planned = _is_headline_plan(tokens, first, last, words)
        tense = FUTURE if planned else _look_ahead(tokens, first, last, words)
    if not tense and before is not None and before.form == "by":
        return FUTURE
    return tense or NO_TENSE


def _tense_of_what_follows(tokens: Sequence[Token], first: int, last: int, words: _Words) -> int:
    """The tense of "Tuesday's vote" in "before Tuesday's vote": ahead, unless what came before it is told as past."""
    tense = _look_back(tokens, first, words)
    if tense is None:
        tense = _look_ahead(tokens, first, last, words)
    if tense != PAST:
        return FUTURE
    near = tokens[max(0, first - _REACH_TOKENS) : last + _REACH_TOKENS]
    return PAST if any(token.form in ("had", "hadn't") for token in near) else NEAREST


def _is_headline_plan(tokens: Sequence[Token], first: int, last: int, words: _Words) -> bool:
    """Whether an infinitive without a verb over it tells what is to come, in a line without a full stop.

    So headlines do: "Dockers to walk out on Friday after talks collapsed".
    """
    end = next((at for at in range(last, len(tokens)) if _is_sentence_end(tokens, at)), len(tokens))
    if end < len(tokens) and tokens[end].kind != "BREAK":
        return False
    for position in range(first - 1, max(0, first - 1 - _REACH_TOKENS), -1):
        if _is_sentence_end(tokens, position):
            return False
        if tokens[position].form == "to" and _is_infinitive(tokens, position, first, words):
            return not _is_sentence_end(tokens, position - 1)
    return False


def _is_denied(tokens: Sequence[Token], position: int, words: _Words) -> bool:
    """Whether "not" stands before the word, and no past verb before that: "not before the spring"."""
    if position < 1 or tokens[position - 1].form != "not":
        return False
    return position < 2 or tokens[position - 2].form not in words.be_past


def _is_planned(tokens: Sequence[Token], first: int, words: _Words) -> bool:
    """Whether the expression belongs to a noun that "planned" or the like stands before: "a planned call on Friday"."""
    for position in range(first - 1, max(-1, first - 1 - _PLANNED_REACH), -1):
        token = tokens[position]
        if token.form in _FUTURE_NOUNS:
            before = tokens[position - 1] if position else None
            return before is None or before.form in _DETERMINERS or before.kind in ("POSSESSIVE", *_STOPS, "DOT")
        if token.form in _CLAUSE_EDGES or words.is_past(token) or _is_sentence_end(tokens, position):
            return False
    return False


def _is_called_off(tokens: Sequence[Token], last: int, words: _Words) -> bool:
    """Whether what the expression belongs to is told to have been cancelled, later in the clause."""
    for position in range(last, min(len(tokens), last + _CALLED_OFF_REACH)):
        if _is_sentence_end(tokens, position) or tokens[position].form in _CLAUSE_EDGES - {",", "and"}:
            return False
        pair = f"{tokens[position].form} {tokens[position + 1].form}" if position + 1 < len(tokens) else ""
        if tokens[position].form in words.called_off or pair in words.called_off:
            return tokens[position - 1].form in words.be_past or tokens[position - 1].form.endswith("ly")
    return False


def _defers(tokens: Sequence[Token], first: int, words: _Words) -> bool:
    """Whether a verb like "adjourned" stands shortly before "until" and the expression."""
    return any(token.form in words.deferring for token in tokens[max(0, first - 5) : first - 1])


def _is_sentence_end(tokens: Sequence[Token], position: int) -> bool:
    token = tokens[position]
    if token.kind in _STOPS:
        return True
    if token.kind != "DOT":
        return False
    # A stop inside "U.S.", after an initial or a title ends nothing.
    return position == 0 or (len(tokens[position - 1].form) > 1 and tokens[position - 1].form not in _TITLES)


def _is_progressive(tokens: Sequence[Token], position: int, words: _Words) -> bool:
    """Whether "is" or "are" stands before the -ing form, an adverb between them or not."""
    before = position - 1
    if before > 0 and (tokens[before].form.endswith("ly") or tokens[before].form in ("also", "now", "not", "still")):
        before -= 1
    return before >= 0 and tokens[before].form in words.be_present


def _is_verb(tokens: Sequence[Token], position: int, words: _Words) -> bool:
    """Whether a form like "vote", "open" or "ends" is a verb here: no article, possessive or verb stands before it."""
    before = tokens[position - 1] if position else None
    if before is not None and before.form in ("not", "never") and position > 1:
        before = tokens[position - 2]  # "did not meet"
    if before is None or before.form in ("to", "the", "a", "an", "of"):
        return False
    return before.kind != "POSSESSIVE" and not words.is_past(before) and before.form not in words.be_present


def _is_infinitive(tokens: Sequence[Token], position: int, first: int, words: _Words) -> bool:
    """Whether "to" at `position` stands before a verb: a plain lower-case word that is no participle."""
    after = position + 1
    if after >= first or tokens[after].capital:
        return False
    return tokens[after].kind in ("OTHER", "MERE")


def _look_back(tokens: Sequence[Token], first: int, words: _Words) -> int | None:
    infinitive = False
    for position in range(first - 1, max(-1, first - 1 - _REACH_TOKENS), -1):
        if _is_sentence_end(tokens, position):
            return None
        token = tokens[position]
        form = token.form
        previous = tokens[position - 1].form if position else ""
        if form == "to" and _is_infinitive(tokens, position, first, words):
            infinitive = True
            if previous in words.pending:
                return FUTURE
            continue
        if form in words.future or form.endswith("'ll"):
            return FUTURE
        if form in words.possible and token.kind != "MONTH_OR_VERB":
            return FUTURE
        if (
            form in words.awaited
            and position + 1 < len(tokens)
            and tokens[position + 1].form in ("for", "on", "by", "in", "at", "until", tokens[first].form)
        ):
            if previous in words.be_past:
                return PAST if previous == "been" else NO_TENSE
            return FUTURE
        if form.endswith("ing") and not infinitive and _is_progressive(tokens, position, words):
            return FUTURE
        if form in words.neutral:
            return NO_TENSE
        if form in ("is", "are") and tokens[position + 1].form in ("at", "on"):
            return FUTURE
        if form in words.scheduled and _is_verb(tokens, position, words):
            return FUTURE
        if (
            position + 1 < first
            and f"{form} {tokens[position + 1].form}" in words.scheduled_phrases
            and previous != "to"
        ):
            return FUTURE
        if words.is_past(token):
            after = tokens[position + 1].form
            if form in words.proposing and (after == "that" or after.endswith("ing")):
                return FUTURE
            tense = _voice(tokens, position, words)
            # "resolved to attend": what the infinitive tells may lie on either side of the writing.
            return NO_TENSE if infinitive and tense == PAST else tense
    return None


def _voice(tokens: Sequence[Token], position: int, words: _Words) -> int:
    """PAST, or FUTURE when the past form at `position` is a participle of what is to be: "should be completed"."""
    passive = False
    for before in range(position - 1, max(-1, position - 5), -1):
        form = tokens[before].form
        if form in words.future or (form in words.possible and tokens[before].kind != "MONTH_OR_VERB"):
            return FUTURE
        if form in words.neutral:
            return NO_TENSE
        if form == "to" and passive:
            return FUTURE
        if form in words.be_present and form != "be":
            return NO_TENSE
        passive = passive or form == "be"
        if form not in ("be", "been", "not", "have", "also", "only", "then") and not form.endswith("ly"):
            return PAST
    return PAST


def _look_ahead(tokens: Sequence[Token], first: int, last: int, words: _Words) -> int | None:
    # "On Friday, ministers will meet": only at a sentence's head does the clause go on after a comma.
    fronted = any(place < 0 or _is_sentence_end(tokens, place) for place in (first - 1, first - 2))
    for position in range(last, min(len(tokens), last + _REACH_TOKENS)):
        if _is_sentence_end(tokens, position):
            return None
        if not fronted and tokens[position].form in _CLAUSE_EDGES:
            return None
        token = tokens[position]
        previous = tokens[position - 1].form
        if token.form in words.future or token.form.endswith("'ll"):
            return FUTURE
        if token.form in words.possible and token.kind != "MONTH_OR_VERB":
            return FUTURE
        if token.form in words.neutral:
            return NO_TENSE
        if words.is_past(token):
            return PAST if previous not in words.be_present or token.form not in words.pending else FUTURE
    return None


def clause_verb(reading: Reading, word: int) -> int | None:
    """The verb that governs `reading.words[word]`: itself or the first verb among its governors; None without one."""
    seen = 0
    position = word
    while seen <= len(reading.words):
        if reading.words[position].tag.startswith(("VB", "MD")):
            return position
        head = reading.words[position].head
        if head == position:
            return None
        position = head
        seen += 1
    return None


def tense_of_verb(reading: Reading, text: str, verb: int) -> int:
    """PAST, FUTURE or NO_TENSE of the verb at `reading.words[verb]`, from its tag and its auxiliaries."""
    words = _load()
    word = reading.words[verb]
    sentence = [
        n
        for n in range(max(0, verb - 12), min(len(reading.words), verb + 4))
        if reading.words[n].sentence == word.sentence
    ]
    helpers = [reading.words[n].span.of(text).lower() for n in sentence if reading.words[n].head == verb and n != verb]
    tags = [
        reading.words[n].tag
        for n in sentence
        if reading.words[n].head == verb and reading.words[n].dep in ("aux", "auxpass")
    ]
    if any(form in words.future for form in helpers):
        return FUTURE
    if "MD" in tags:
        return FUTURE
    if word.tag == "VBD" or "VBD" in tags:
        return PAST
    if word.tag == "VBN" and any(form in words.have_present for form in helpers):
        return PAST
    if word.tag == "VB" and "TO" in tags:
        governor = reading.words[word.head].span.of(text).lower()
        return FUTURE if governor in words.pending and word.head != verb else NO_TENSE
    if word.tag == "VBG" and any(form in words.be_present for form in helpers):
        return FUTURE
    if word.tag in ("VBZ", "VBP") and word.span.of(text).lower() in words.scheduled:
        return FUTURE
    return NO_TENSE


def shares_time(reading: Reading, text: str, word: int) -> bool:
    """Whether the word takes place when its governor does; an infinitive lies ahead of most verbs that govern one."""
    entry = reading.words[word]
    if entry.dep != "xcomp" or entry.tag != "VB":
        return True
    near = range(max(0, word - 4), word)
    if not any(reading.words[n].head == word and reading.words[n].tag == "TO" for n in near):
        return True
    return reading.words[entry.head].span.of(text).lower() in _load().sharing


def announces(reading: Reading, text: str, word: int) -> bool:
    """Whether the day at `reading.words[word]` is that of a present-tense verb: "the lander touches down Friday".

    Only a verb that the day hangs on itself counts, in a whole sentence: headlines tell in the present what was.
    """
    entry = reading.words[word]
    verb = entry.head
    while verb != word and reading.words[verb].tag in ("IN", "TO", "NNP") and reading.words[verb].head != verb:
        verb = reading.words[verb].head
    found = reading.words[verb]
    form, words = found.span.of(text).lower(), _load()
    if found.tag not in ("VBZ", "VBP") or entry.dep in ("nsubj", "nsubjpass", "dobj", "attr", "poss", "compound"):
        return False
    if form in words.be_present | words.have_present | words.unchanged or form in _REPORTING_PRESENT:
        return False
    last = bisect_right(reading.words, entry.sentence, key=lambda each: each.sentence) - 1
    return any(reading.words[n].span.of(text)[-1] in ".?!;" for n in range(max(verb, last - 1), last + 1))


_CERTAIN_FUTURE = frozenset(["will", "shall", "'ll", "’ll", "wo"])  # "wo" + "n't"
_REPORTING_PRESENT = frozenset(
    [
        "says",
        "say",
        "tells",
        "adds",
        "notes",
        "writes",
        "reports",
        "argues",
        "claims",
        "insists",
        "warns",
        "informs",
        "states",
        "announces",
        "confirms",
    ]
)


def certain_tense(reading: Reading, text: str, verb: int) -> int:
    """PAST or FUTURE when the verb's form leaves no doubt, as seen from the writing; else NO_TENSE.

    "would", "could", "may" and infinitives say nothing certain; a perfect is past, and so is the present in which
    words are reported.
    """
    words = _load()
    word = reading.words[verb]
    low, high = max(0, verb - 12), min(len(reading.words), verb + 4)
    helpers = [
        n for n in range(low, high) if reading.words[n].head == verb and reading.words[n].dep in ("aux", "auxpass")
    ]
    forms = [reading.words[n].span.of(text).lower() for n in helpers]
    tags = [reading.words[n].tag for n in helpers]
    if any(form in _CERTAIN_FUTURE for form in forms):
        return NO_TENSE if any(form in words.have_present or form == "have" for form in forms) else FUTURE
    if "MD" in tags or "TO" in tags:
        return NO_TENSE
    if word.tag == "VBD" or "VBD" in tags:
        return PAST
    if word.tag == "VBN" and any(form in words.have_present for form in forms):
        return PAST
    if word.span.of(text).lower() in _REPORTING_PRESENT and word.tag in ("VBZ", "VBP"):
        return PAST
    return NO_TENSE

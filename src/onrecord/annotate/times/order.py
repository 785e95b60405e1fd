"""When words were said, by what the article orders them against: "said ahead of the call", "hours after the talks".

The saying gets bounds from the happening that it is ordered against, never a day of its own. Where the bounds leave no
day they stay as they are, and the basis says so.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.annotate.times.edtf import format_edtf
from onrecord.annotate.times.periods import add_days
from onrecord.lexicon.order import REACH_WORDS, OrderCue, find_order_cues
from onrecord.model import Basis, Event, Reading, Span, Statement, When

__all__ = ["AGAINST_ORDER", "ORDERED", "order_statements"]

ORDERED = "order"
"""The rule of a time that an order narrowed; the relation follows after a colon."""

AGAINST_ORDER = "against_order"
"""What a basis's rule ends in when the text orders the saying in a way that its days don't admit."""

_SETTLED = frozenset({"occurred", "ended", "in_force", "lifted", "planned"})
_MAX_CLIMB = 12
_CLAUSE_MARKS = ',;“”"—'
_Bounds = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span
    event: Event


def order_statements(
    text: str, reading: Reading, statements: Sequence[Statement], events: Sequence[Event]
) -> tuple[Statement, ...]:
    """The statements, in the given order, with `said` narrowed by the article's order constraints."""
    mentions = sorted(
        (_Mention(span, event) for event in events if event.status in _SETTLED for span in event.trigger),
        key=lambda mention: (mention.span, mention.event.id),
    )
    if not mentions:
        return tuple(statements)
    scene = _Scene(text, reading, mentions)
    return tuple(scene.order(statement) for statement in statements)


class _Scene:
    """One article's words and the places of its happenings."""

    def __init__(self, text: str, reading: Reading, mentions: Sequence[_Mention]) -> None:
        self.text = text
        self.reading = reading
        self.mentions = mentions
        self.word_starts = [word.span.start for word in reading.words]
        self.mention_starts = [mention.span.start for mention in mentions]

    def order(self, statement: Statement) -> Statement:
        """The statement with what the orders around its cue leave of its time."""
        if not statement.cue or statement.usage is not None:
            return statement
        own = frozenset(n for span in statement.cue for n in self._words_in(span))
        sentence = self._sentence(statement.cue[0])
        if not own or sentence is None:
            return statement
        said = statement.said
        for cue in find_order_cues(self.text, sentence.start, sentence.end):
            if any(content.overlaps(cue.span) for content in statement.content):
                continue
            mention = self._ordered_against(cue, sentence)
            if mention is not None and self._hangs_on(mention.span, own):
                said = _narrowed(said, cue, mention)
        return replace(statement, said=said) if said != statement.said else statement

    def _ordered_against(self, cue: OrderCue, sentence: Span) -> _Mention | None:
        """The first happening after the cue, some words off at most."""
        at = bisect_left(self.mention_starts, cue.span.end)
        if at == len(self.mentions) or self.mentions[at].span.start >= sentence.end:
            return None
        between = self.text[cue.span.end : self.mentions[at].span.start]
        if len(between.split()) > REACH_WORDS or any(mark in between for mark in _CLAUSE_MARKS):
            return None
        return self.mentions[at]

    def _hangs_on(self, span: Span, cue_words: frozenset[int]) -> bool:
        """Whether the happening's word hangs on the saying itself, no other verb between."""
        inside = self._words_in(span)
        if not inside:
            return False
        word = inside[-1]
        for _ in range(_MAX_CLIMB):
            head = self.reading.words[word].head
            if head in cue_words:
                return True
            if head == word or (head not in inside and self.reading.words[head].tag.startswith(("VB", "MD"))):
                return False
            word = head
        return False

    def _words_in(self, span: Span) -> range:
        first = max(0, bisect_right(self.word_starts, span.start) - 1)
        if first < len(self.word_starts) and self.reading.words[first].span.end <= span.start:
            first += 1
        return range(first, bisect_left(self.word_starts, span.end))

    def _sentence(self, span: Span) -> Span | None:
        return next((s for s in self.reading.sentences if s.start <= span.start < s.end), None)


def _narrowed(said: When, cue: OrderCue, mention: _Mention) -> When:
    bounds = _bounds(cue, mention.event.when)
    earliest = max((day for day in (said.earliest, bounds[0]) if day is not None), default=None)
    latest = min((day for day in (said.latest, bounds[1]) if day is not None), default=None)
    if (earliest, latest) == (said.earliest, said.latest):
        return said
    if earliest is not None and latest is not None and earliest > latest:
        if said.basis is None or said.basis.rule.endswith(AGAINST_ORDER):
            return said
        return replace(said, basis=replace(said.basis, rule=f"{said.basis.rule}:{AGAINST_ORDER}"))
    basis = Basis(f"{ORDERED}:{cue.relation}", span=cue.span, anchor_span=mention.span)
    return When(earliest, latest, format_edtf(None, earliest, latest), said.zone, basis)


def _bounds(cue: OrderCue, when: When) -> _Bounds:
    """The days that a time before, after or during `when` leaves; hours before may be the evening before."""
    if cue.relation == "during":
        return when.earliest, when.latest
    if cue.relation == "before":
        return (add_days(when.earliest, -1) if cue.close else None), when.latest
    return when.earliest, (add_days(when.latest, 1) if cue.close else None)

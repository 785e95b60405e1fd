"""Candidate events: a trigger with who acts and who is acted on; categories come from `onrecord.code`.

choice.py       which two phrases act on each other (learned)
triggers.py     words that name engagements, and their form
frames.py       trigger, actors and recipients of every candidate
arguments.py    actors and recipients of an engagement by the parse
parties.py      the words and entities of a phrase
status.py       occurred, planned, possible, …
amounts.py      quantities; durations.py: how long an engagement lasted
engagements.py  participants, level, initiator; mentions of one engagement joined
"""

from collections.abc import Sequence
from datetime import timedelta

from onrecord.annotate.events.amounts import find_amounts
from onrecord.annotate.events.durations import find_duration
from onrecord.annotate.events.engagements import find_initiator, find_level, find_participants, merge_engagements
from onrecord.annotate.events.frames import Frame, find_frames
from onrecord.annotate.events.parties import Parties
from onrecord.annotate.events.status import find_status
from onrecord.annotate.mentions import Naming
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.times.when import date_event
from onrecord.model import Actor, Article, Event, Publication, Reading, Span, Statement, Timex, When, fact_id

__all__ = ["find_events"]

_HISTORY = timedelta(days=365)  # what ended longer before publication is told as background
_CLAUSES = frozenset({"conj", "advcl", "ccomp", "relcl", "parataxis"})


def find_events(
    article: Article, reading: Reading, naming: Naming, timexes: Sequence[Timex], statements: Sequence[Statement]
) -> tuple[Event, ...]:
    """Every candidate event of the article in text order, uncoded: `root` and `act` are None.

    A candidate has at least one party; the coder drops those that are no events. `confidence` is the odds that the
    phrases were chosen right, 0..1.
    """
    parse = Parse(article.text, reading)
    build = _Builder(article, reading, parse, Parties(parse, naming), timexes, statements)
    events = [event for frame in find_frames(parse) if (event := build.event(frame)) is not None]
    return merge_engagements(article, parse, events)


class _Builder:
    """Makes events of frames, with all that one article tells at hand."""

    def __init__(
        self,
        article: Article,
        reading: Reading,
        parse: Parse,
        parties: Parties,
        timexes: Sequence[Timex],
        statements: Sequence[Statement],
    ) -> None:
        self._article = article
        self._reading = reading
        self._parse = parse
        self._parties = parties
        self._timexes = timexes
        self._statements = statements

    def event(self, frame: Frame) -> Event | None:
        """The event of a frame; None for an act without any party."""
        parse, text = self._parse, self._article.text
        actors = self._actors(frame.actors)
        recipients = tuple(r for r in self._actors(frame.recipients) if not _is_among(r, actors))
        if not actors and not recipients and frame.form is None:
            return None
        span = _trigger_span(parse, frame.trigger)
        clause = parse.span(*_clause(parse, frame.trigger))
        holder = _statement_over(self._statements, span)
        form = frame.form
        participants = find_participants(actors, recipients, form) if form else ()
        when = date_event(
            parse.words[frame.trigger].span,
            text=text,
            timexes=self._timexes,
            reading=self._reading,
            publication=self._article.publication,
        )
        return Event(
            id=fact_id(self._article.id, self._article.sha256, "events", [span]),
            trigger=(span,),
            form=form,
            status=find_status(parse, frame.trigger),
            actors=actors,
            recipients=recipients,
            participants=participants,
            place=self._parties.place(frame.trigger),
            amounts=tuple(
                amount
                for amount in find_amounts(text, clause.start, clause.end, parse)
                if not any(span.contains(amount.span) for p in participants for span in p.spans)  # "the two leaders"
            ),
            duration=find_duration(self._timexes, text, clause) if form else None,
            initiator=find_initiator(parse, frame.trigger, _verb_above(parse, frame.trigger), _first(actors))
            if form
            else None,
            level=find_level(parse, frame.trigger, participants) if form else None,
            when=when,
            statement=holder.id if holder else None,
            performed_by=next((s.id for s in self._statements if any(c.contains(span) for c in s.cue)), None),
            background=_is_history(when, self._article.publication),
            confidence=frame.odds,
        )

    def _actors(self, heads: Sequence[int]) -> tuple[Actor, ...]:
        found = (self._parties.actor(head) for head in heads if not self._is_time(head))
        return tuple(dict.fromkeys(actor for actor in found if actor is not None))

    def _is_time(self, head: int) -> bool:
        """Whether the word belongs to a time expression: "their call on Thursday" has no party called Thursday."""
        return any(timex.span.contains(self._parse.words[head].span) for timex in self._timexes)


def _first(actors: Sequence[Actor]) -> Actor | None:
    return actors[0] if actors else None


def _is_among(actor: Actor, others: Sequence[Actor]) -> bool:
    return any(actor.spans == o.spans or (actor.entity is not None and actor.entity == o.entity) for o in others)


def _trigger_span(parse: Parse, trigger: int) -> Span:
    """The word with the particle right after it ("broke off")."""
    last = trigger
    if trigger + 1 in parse.children[trigger] and parse.words[trigger + 1].dep == "prt":
        last = trigger + 1
    return parse.span(trigger, last)


def _verb_above(parse: Parse, index: int) -> int | None:
    head = parse.words[index].head
    return head if head != index and parse.words[head].tag.startswith("V") else None


def _statement_over(statements: Sequence[Statement], span: Span) -> Statement | None:
    """The innermost statement whose content holds the span."""
    over = [s for s in statements if s.usage is None and any(c.contains(span) for c in s.content)]
    return min(over, key=lambda s: sum(len(c) for c in s.content)) if over else None


def _clause(parse: Parse, trigger: int) -> tuple[int, int]:
    """First and last word of the trigger's own clause: its subtree without the clauses joined to it."""
    first = last = trigger
    stack = [trigger]
    while stack:
        index = stack.pop()
        first, last = min(first, index), max(last, index)
        for child in parse.children[index]:
            word = parse.words[child]
            if not (word.dep in _CLAUSES and word.tag.startswith(("V", "MD"))):
                stack.append(child)
    return first, last


def _is_history(when: When, publication: Publication) -> bool:
    """Whether the event ended long before the article was published."""
    return (
        when.latest is not None and publication.earliest is not None and when.latest + _HISTORY < publication.earliest
    )

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
from dataclasses import replace
from datetime import timedelta

from onrecord.annotate.events.amounts import find_amounts, is_measure
from onrecord.annotate.events.arguments import holder_of
from onrecord.annotate.events.durations import find_duration
from onrecord.annotate.events.engagements import find_initiator, find_level, find_participants, merge_engagements
from onrecord.annotate.events.frames import Frame, find_frames
from onrecord.annotate.events.parties import Parties
from onrecord.annotate.events.status import find_status
from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions import Naming
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.times.when import date_event
from onrecord.model import (
    OPEN,
    Actor,
    Amount,
    Article,
    Event,
    Publication,
    Reading,
    Span,
    Statement,
    Timex,
    When,
    fact_id,
)

__all__ = ["find_events"]

_HISTORY = timedelta(days=365)  # what ended longer before publication is told as background
_JOURNEYS = find_words("events", "journeys")
_HARM = frozenset({"killed", "wounded", "injured", "killing", "wounding", "injuring"})
_APPOINTED = frozenset({"planned", "scheduled", "due", "set", "held", "called"})
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
    return merge_engagements(article, parse, _share_out(events))


def _share_out(events: Sequence[Event]) -> list[Event]:
    """The events with each amount left to the trigger nearest before it ("exchanged fire, killing four")."""
    nearest: dict[Span, int] = {}
    for event in events:
        for amount in event.amounts:
            starts = [span.start for span in event.trigger if span.start < amount.span.end]
            nearest[amount.span] = max(nearest.get(amount.span, -1), *starts, -1)

    def keeps(event: Event, amount: Amount) -> bool:
        limit = nearest[amount.span]
        return limit < 0 or any(span.start == limit for span in event.trigger)

    return [replace(event, amounts=tuple(a for a in event.amounts if keeps(event, a))) for event in events]


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
        amounts = self._amounts(frame)
        if not actors and not recipients and frame.form is None and not amounts:
            return None
        span = _trigger_span(parse, frame.trigger)
        trigger = (span,) if frame.verb is None else tuple(sorted((_trigger_span(parse, frame.verb), span)))
        clause = parse.span(*_clause(parse, frame.trigger))
        holder = _statement_over(self._statements, span)
        form = frame.form
        participants = find_participants(actors, recipients, form) if form else ()
        when = self._when(frame)
        return Event(
            id=fact_id(self._article.id, self._article.sha256, "events", trigger),
            trigger=trigger,
            form=form,
            status=find_status(parse, frame.trigger),
            actors=actors,
            recipients=recipients,
            participants=participants,
            place=self._parties.place(frame.trigger),
            amounts=amounts,
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

    def _when(self, frame: Frame) -> When:
        """The trigger's date; that of the journey for "to meet", that of a "when" clause for what it tells more of."""
        parse, trigger = self._parse, frame.trigger
        end = parse.words[trigger].span.end
        beside = [t for t in self._timexes if t.span.start > end and not self._article.text[end : t.span.start].strip()]
        phrase = parse.phrase(trigger)
        inside = parse.span(phrase.first, phrase.last)
        within = [t for t in self._timexes if inside.contains(t.span) and t.type == "DATE"]
        if parse.is_noun(trigger) and len(within) == 1 and within[0].when.earliest is not None:
            return within[0].when  # "that November session"
        noun = parse.is_noun(trigger)
        when = self._date(trigger, beside if noun and beside else self._timexes)
        word = parse.words[trigger]
        if noun and frame.form is None and when.basis is not None and when.basis.rule == "governing":
            told = holder_of(parse, trigger) is not None or word.dep in {"nsubj", "nsubjpass", "dobj"}
            return when if told else OPEN
        if when.earliest is not None and when.latest is not None:
            return when
        if word.dep in {"advcl", "xcomp"} and any(parse.lowers[c] == "to" for c in parse.children[trigger]):
            above = self._date(word.head, self._timexes)
            if frame.form is not None and parse.lowers[word.head] in _JOURNEYS and above.earliest is not None:
                return above
        hurt = [c for c in parse.children[trigger] if {parse.lowers[c], parse.lowers[trigger]} <= _HARM]
        for child in (c for index in (trigger, *hurt) for c in parse.children[index]):
            told = parse.words[child].dep == "advcl" and any(parse.lowers[c] == "when" for c in parse.children[child])
            if told or (parse.words[child].dep in {"relcl", "acl"} and parse.lowers[child] in _APPOINTED):
                inner = self._date(child, self._timexes)
                if inner.earliest is not None and inner.latest is not None:
                    return inner
        return when

    def _date(self, index: int, timexes: Sequence[Timex]) -> When:
        return date_event(
            self._parse.words[index].span,
            text=self._article.text,
            timexes=timexes,
            reading=self._reading,
            publication=self._article.publication,
        )

    def _amounts(self, frame: Frame) -> tuple[Amount, ...]:
        """What measures the act in its own clause; an engagement is measured by money and shares at most."""
        parse = self._parse
        clause = _measured_words(parse, frame)
        span = parse.span(min(clause), max(clause))
        return tuple(
            amount
            for amount in find_amounts(self._article.text, span.start, span.end, parse)
            if is_measure(parse, amount, frame.trigger if frame.verb is None else frame.verb, clause)
            and not any(timex.span.overlaps(amount.span) for timex in self._timexes)
            and (frame.form is None or not (amount.unit or "").islower() or amount.unit == "percent")
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


def _clause_words(parse: Parse, trigger: int) -> set[int]:
    """The words of the trigger's own clause: its subtree without the clauses joined to it, but for "killing nine"."""
    found: set[int] = set()
    stack = [trigger]
    while stack:
        index = stack.pop()
        found.add(index)
        for child in parse.children[index]:
            word = parse.words[child]
            joined = word.dep in _CLAUSES and word.tag.startswith(("V", "MD"))
            same = index == trigger < child
            hurt = word.dep == "conj" and {parse.lowers[child], parse.lowers[trigger]} <= _HARM
            if not joined or (same and (hurt or (word.dep == "advcl" and word.tag == "VBG"))):
                stack.append(child)
    return found


def _clause(parse: Parse, trigger: int) -> tuple[int, int]:
    """First and last word of the trigger's own clause."""
    words = _clause_words(parse, trigger)
    return min(words), max(words)


def _measured_words(parse: Parse, frame: Frame) -> set[int]:
    """The clause with the frame's own phrases that stand outside it ("six hundred doctors are to be sent")."""
    words = _clause_words(parse, frame.trigger if frame.verb is None else frame.verb)
    for head in (*frame.actors, *frame.recipients):
        if head not in words:
            phrase = parse.phrase(head)
            words |= set(range(phrase.first, phrase.last + 1))
    trigger = parse.words[frame.trigger]
    if trigger.dep in {"acl", "relcl"} and trigger.tag != "VBG":  # "ten tonnes of flour sent to"
        heads = [trigger.head, parse.words[parse.words[trigger.head].head].head]
        phrases = [parse.phrase(head) for head in heads if parse.is_noun(head)]
        words |= {index for phrase in phrases for index in range(phrase.first, phrase.last + 1)}
    elif trigger.dep == "xcomp":
        for child in parse.children[trigger.head]:
            if parse.words[child].dep in {"nsubj", "nsubjpass"}:
                words |= _clause_words(parse, child)
    return words


def _is_history(when: When, publication: Publication) -> bool:
    """Whether the event ended long before the article was published."""
    return (
        when.latest is not None and publication.earliest is not None and when.latest + _HISTORY < publication.earliest
    )

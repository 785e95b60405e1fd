"""Candidate events: a trigger with who acts and who is acted on; categories come from `onrecord.code`.

pairs.py        two phrases that may act on each other
choice.py       which of them do (learned)
states.py       what the reader's vectors tell of that
triggers.py     words that name engagements, and their form
frames.py       trigger, actors and recipients of every candidate
clauses.py      whether a pair's actor acts in the trigger's clause, and on whom
frame.py        one candidate by its words; repeats.py: what says the same as another
arguments.py    actors and recipients of an engagement by the parse
parties.py      the words and entities of a phrase
status.py       occurred, planned, possible, …
amounts.py      quantities; portions.py: parts of something; currencies.py: which money is meant; durations.py: how long
                an engagement lasted, on which days
questions.py    what is only asked about
engagements.py  participants, level, initiator; mentions of one engagement joined
words.py        the word lists of the rules, from `words.toml`
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Generic, TypeVar

from onrecord.annotate.events.amounts import find_amounts, is_sum
from onrecord.annotate.events.arguments import holder_of
from onrecord.annotate.events.clauses import is_missed, whose_violence
from onrecord.annotate.events.durations import find_duration, over_its_days
from onrecord.annotate.events.engagements import (
    find_asking,
    find_initiator,
    find_level,
    find_participants,
    merge_engagements,
)
from onrecord.annotate.events.frames import Frame, find_frames
from onrecord.annotate.events.measured import clause_of, give_unclaimed, is_measure, measured_words
from onrecord.annotate.events.parties import Parties
from onrecord.annotate.events.status import find_status
from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions import Naming
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.times.when import date_event
from onrecord.engine.session import one_thread
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

__all__ = ["as_speaker", "find_events"]

_HISTORY = timedelta(days=365)  # what ended longer before publication is told as background
_NEWS = timedelta(days=1)
_JOURNEYS = find_words("events", "journeys")
_VIOLENCE = find_words("frames", "violence")
_HARM = find_words("amounts", "harm")
_APPOINTED = frozenset({"planned", "scheduled", "due", "set", "held", "called"})
_FIRING = frozenset({"fire", "fires", "fired", "firing"})
_FIRST_PERSON = frozenset({"I", "me", "myself"})
_AIMED = frozenset({"at", "on", "upon", "into", "toward", "towards"})
_AFTER_SIGN = 4  # words from a phrase that money begins ("NZ") to the end of the money ("NZ$2.1 billion")


def find_events(
    article: Article, reading: Reading, naming: Naming, timexes: Sequence[Timex], statements: Sequence[Statement]
) -> tuple[Event, ...]:
    """Every candidate event of the article in text order, uncoded: `root` and `act` are None.

    A candidate has at least one party; the coder drops those that are no events. `confidence` is the odds that the
    phrases were chosen right, 0..1.
    """
    parse = naming.parse_of(article.text, reading)
    build = _Builder(article, reading, parse, Parties(parse, naming), timexes, statements)
    with one_thread():
        frames = find_frames(parse)
    events = [event for frame in frames if (event := build.event(frame)) is not None]
    return merge_engagements(article, parse, give_unclaimed(parse, events))


_Value = TypeVar("_Value")


class _Cover(Generic[_Value]):
    """Values by the words that their spans touch, in the order given."""

    def __init__(self, parse: Parse, items: Iterable[tuple[Span, _Value]]) -> None:
        self._parse = parse
        self._at: dict[int, list[tuple[Span, _Value]]] = {}
        for span, value in items:
            for index in parse.words_in(span):
                self._at.setdefault(index, []).append((span, value))

    def at(self, index: int) -> Iterator[_Value]:
        """The values at a word."""
        return (value for _, value in self._at.get(index, ()))

    def over(self, span: Span) -> Iterator[_Value]:
        """The values whose span holds the words of `span`."""
        first = next(iter(self._parse.words_in(span)), -1)
        return (value for held, value in self._at.get(first, ()) if held.contains(span))


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
        # An article has hundreds of each, and every frame asks for those around it.
        self._times = _Cover(parse, ((timex.span, timex) for timex in timexes))
        self._contents = _Cover(parse, ((c, s) for s in statements if s.usage is None for c in s.content))
        self._cues = _Cover(parse, ((cue, s) for s in statements for cue in s.cue))

    def event(self, frame: Frame) -> Event | None:
        """The event of a frame; None for an act without any party."""
        parse = self._parse
        if self._is_dismissal(frame.trigger) or (frame.form is not None and is_missed(parse, frame.trigger)):
            return None
        acting = (whose_violence(parse, head) if head != frame.trigger else head for head in frame.actors)
        actors = self._actors([head for head in acting if head is not None and self._may_act(frame, head)])
        met = [head for head in frame.recipients if frame.form is None or not self._parties.is_matter(head)]
        met = [head for head in met if not self._is_sum(head)]
        recipients = tuple(r for r in self._recipients(met, actors) if not _is_among(r, actors))
        amounts = self._amounts(frame)
        if not actors and not recipients and frame.form is None and not amounts:
            return None
        if frame.form is not None and not actors and frame.actors and not parse.is_noun(frame.trigger):
            return None  # "the denials speak volumes"
        span = _trigger_span(parse, frame.trigger)
        trigger = (span,) if frame.verb is None else tuple(sorted((_trigger_span(parse, frame.verb), span)))
        timex = None if frame.again is None else self._timex_after(frame.again)
        if timex is not None:
            trigger = (span, timex.span)  # "trips … last week"
        elif frame.again is not None:
            return None
        clause = parse.span(*clause_of(parse, frame.trigger))
        holder = min(self._contents.over(span), key=lambda s: sum(len(c) for c in s.content), default=None)  # innermost
        form = frame.form
        actors, recipients = (as_speaker(found, holder) for found in (actors, recipients))
        participants = find_participants(actors, recipients, form) if form else ()
        when = self._when(frame) if timex is None else timex.when
        if form and when.earliest is None and when.latest is None and parse.is_noun(frame.trigger):
            beside = (self._timex_after(actor) for actor in frame.actors)
            when = next((found.when for found in beside if found is not None), when)  # "trips by Brandt in May"
        duration = find_duration(parse, frame.trigger, self._timexes, clause) if form else None
        when = over_its_days(parse, frame.trigger, when, duration)
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
            duration=duration,
            initiator=self._initiator(frame, actors) if form else None,
            level=find_level(parse, frame.trigger, participants) if form else None,
            when=when,
            statement=holder.id if holder else None,
            performed_by=next((s.id for s in self._cues.over(span)), None),
            background=_is_history(when, self._article.publication),
            confidence=frame.odds,
        )

    def _initiator(self, frame: Frame, actors: Sequence[Actor]) -> Actor | None:
        """Who sought an engagement: at whose request it is told to be, else who began it."""
        asking = find_asking(self._parse, frame.trigger)
        if asking is not None:
            return self._parties.actor(asking)
        return find_initiator(self._parse, frame.trigger, _verb_above(self._parse, frame.trigger), _first(actors))

    def _is_dismissal(self, trigger: int) -> bool:
        """Whether somebody is fired from a post: no shot is fired at "the police chief" without an "at"."""
        parse = self._parse
        below = parse.children[trigger]
        if parse.lowers[trigger] not in _FIRING:
            return False
        aims = (g for c in below if parse.lowers[c] in _AIMED for g in parse.children[c])
        if any(not self._is_time(target) for target in aims):
            return False
        objects = [c for c in below if parse.words[c].dep in {"dobj", "nsubjpass"}]
        return any(self._parties.is_person(child) for child in objects)

    def _when(self, frame: Frame) -> When:
        """The trigger's date; that of the journey for "to meet", that of a "when" clause for what it tells more of."""
        parse, trigger = self._parse, frame.trigger
        end = parse.words[trigger].span.end
        following = (t for t in self._times.at(trigger + 1) if t.span.start > end)
        beside = [t for t in following if not self._article.text[end : t.span.start].strip()]
        phrase = parse.phrase(trigger)
        inside = parse.span(phrase.first, phrase.last)
        near = {t.span: t for i in range(phrase.first, phrase.last + 1) for t in self._times.at(i)}
        within = [t for t in near.values() if inside.contains(t.span) and t.type == "DATE"]
        if parse.is_noun(trigger) and len(within) == 1 and within[0].when.earliest is not None:
            return within[0].when  # "that November session"
        if (after := self._day_after(trigger)) is not None:
            return after
        if frame.form is not None and (appointed := self._day_appointed(trigger)) is not None:
            return appointed
        if (then := self._time_before_when(trigger)) is not None:
            return then
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
        if frame.form == "summit" and not noun and (inner := self._day_of_occasion(trigger)) is not None:
            return inner
        hurt = [c for c in parse.children[trigger] if {parse.lowers[c], parse.lowers[trigger]} <= _HARM]
        for child in (c for index in (trigger, *hurt) for c in parse.children[index]):
            told = parse.words[child].dep == "advcl" and any(parse.lowers[c] == "when" for c in parse.children[child])
            if told or (parse.words[child].dep in {"relcl", "acl"} and parse.lowers[child] in _APPOINTED):
                inner = self._date(child, self._timexes)
                if inner.earliest is not None and inner.latest is not None:
                    return inner
        return when

    def _day_appointed(self, noun: int) -> When | None:
        """The time for which a verb sets an engagement ("a meeting had been scheduled for May 21")."""
        parse, word = self._parse, self._parse.words[noun]
        if word.dep != "nsubjpass" or parse.lowers[word.head] not in _APPOINTED:
            return None
        for_ = [c for c in parse.children[word.head] if c > word.head and parse.lowers[c] == "for"]
        told = [t.when for c in for_ for i in parse.subtree(c) for t in self._times.at(i) if t.type == "DATE"]
        return next((when for when in told if when.earliest is not None and when.latest is not None), None)

    def _time_before_when(self, trigger: int) -> When | None:
        """The time that a "when" clause tells more of ("a vote in 2007, when 1,200 people were killed")."""
        parse = self._parse
        when = next((c for c in parse.children[trigger] if parse.lowers[c] == "when" and c < trigger), None)
        if when is None:
            return None
        at = parse.words[when].span.start
        before = (t for i in (when - 1, when - 2) if i >= 0 for t in self._times.at(i) if t.span.end <= at)
        told = next((t for t in before if self._article.text[t.span.end : at].strip() in {"", ","}), None)
        return told.when if told is not None and told.when.earliest is not None else None

    def _day_of_occasion(self, verb: int) -> When | None:
        """The bounded time told of the summit that a verb of meeting names ("met for a summit this fall")."""
        parse = self._parse
        phrases = (g for c in parse.children[verb] if parse.words[c].dep == "prep" for g in parse.children[c])
        for noun in (g for g in phrases if parse.lowers[g] == "summit"):
            words = list(parse.subtree(noun))
            inside = parse.span(min(words), max(words))
            told = [t.when for t in self._timexes if t.type == "DATE" and inside.contains(t.span)]
            if len(told) == 1 and told[0].earliest is not None and told[0].latest is not None:
                return told[0]
        return None

    def _timex_after(self, name: int) -> Timex | None:
        """The time right after a name ("and Brandt last week")."""
        end = self._parse.words[name].span.end
        between = ((t, self._article.text[end : t.span.start].strip()) for t in self._timexes if t.span.start >= end)
        return next((t for t, words in between if words in {"", "on", "in"}), None)

    def _day_after(self, trigger: int) -> When | None:
        """The day right after a phrase of violence ("deplored the shelling of the bridge on Tuesday"), if it is the
        act's: reports tell of what was said on the day or the day before, so that an older one is not the verb's."""
        parse, published = self._parse, self._article.publication.earliest
        if parse.lowers[trigger] not in _VIOLENCE or published is None:
            return None
        end = parse.words[max(parse.subtree(trigger))].span.end
        for timex in self._timexes:
            between = self._article.text[end : timex.span.start] if timex.span.start >= end else "-"
            day = timex.when.latest if timex.when.earliest == timex.when.latest else None
            if between.strip() in {"", "on"} and day is not None and published - day > _NEWS:
                return timex.when
        return None

    def _date(self, index: int, timexes: Sequence[Timex]) -> When:
        return date_event(
            self._parse.words[index].span,
            text=self._article.text,
            timexes=timexes,
            reading=self._reading,
            publication=self._article.publication,
        )

    def _amounts(self, frame: Frame) -> tuple[Amount, ...]:
        """What may measure the act in its own clause; which of several events it measures is told by their codes."""
        parse = self._parse
        clause = measured_words(parse, frame)
        span = parse.span(min(clause), max(clause))
        return tuple(
            amount
            for amount in find_amounts(self._article.text, span.start, span.end, parse)
            if is_measure(parse, amount, frame.trigger if frame.verb is None else frame.verb, clause, frame.recipients)
            and not any(t.span.overlaps(amount.span) for i in parse.words_in(amount.span) for t in self._times.at(i))
        )

    def _actors(self, heads: Sequence[int]) -> tuple[Actor, ...]:
        found = (self._parties.actor(head) for head in heads if not self._is_time(head))
        return tuple(dict.fromkeys(actor for actor in found if actor is not None))

    def _recipients(self, heads: Sequence[int], actors: Sequence[Actor]) -> tuple[Actor, ...]:
        found = (self._parties.recipient(head, actors) for head in heads if not self._is_time(head))
        return tuple(dict.fromkeys(actor for actor in found if actor is not None))

    def _may_act(self, frame: Frame, head: int) -> bool:
        """Whether a phrase may be an actor: nobody meets a demand, and none acts but for whoever makes it."""
        owned = any(self._parse.words[child].dep == "poss" for child in self._parse.children[head])
        return not self._parties.is_matter(head) or (owned and frame.form is None)

    def _is_sum(self, head: int) -> bool:
        """Whether the phrase is money or a share of nothing named: nobody offers to "NZ$5" or refuses "6 percent"."""
        parse = self._parse
        if any(parse.lowers[child] == "of" for child in parse.children[head]):
            return False
        phrase = parse.phrase(head)
        start = parse.words[phrase.first].span.start
        end = parse.words[min(phrase.last + _AFTER_SIGN, len(parse.words) - 1)].span.end
        whole = Span(start, parse.words[head].span.end)
        return any(
            is_sum(amount) and amount.span.contains(whole)
            for amount in find_amounts(self._article.text, start, end, parse)
        )

    def _is_time(self, head: int) -> bool:
        """Whether the word belongs to a time expression: "their call on Thursday" has no party called Thursday."""
        return any(timex.span.contains(self._parse.words[head].span) for timex in self._times.at(head))


def _first(actors: Sequence[Actor]) -> Actor | None:
    return actors[0] if actors else None


def as_speaker(actors: Sequence[Actor], holder: Statement | None) -> tuple[Actor, ...]:
    """The actors with "I" and "me" in what somebody says (`holder`) as the speaker, unless they are resolved."""
    speaker = holder.speaker.entity if holder is not None and holder.speaker is not None else None
    return tuple(
        replace(a, entity=speaker) if speaker is not None and a.entity is None and a.text in _FIRST_PERSON else a
        for a in actors
    )


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


def _is_history(when: When, publication: Publication) -> bool:
    """Whether the event ended long before the article was published."""
    return (
        when.latest is not None and publication.earliest is not None and publication.earliest - when.latest > _HISTORY
    )

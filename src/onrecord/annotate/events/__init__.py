"""Candidate events: a trigger with who acts and who is acted on, from one clause; categories come from `onrecord.code`."""

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.annotate.events.amounts import find_amounts
from onrecord.annotate.events.arguments import find_arguments
from onrecord.annotate.events.durations import find_duration
from onrecord.annotate.events.status import find_status
from onrecord.annotate.events.triggers import form_of, iter_triggers
from onrecord.annotate.mentions import Naming
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.times.when import date_event
from onrecord.model import Actor, Article, Entity, EntityRef, Event, Mention, Reading, Span, Statement, Timex, fact_id

__all__ = ["find_events"]

_PARTIES = frozenset({"person", "organisation", "country", "group", "unnamed", "place"})


def find_events(
    article: Article, reading: Reading, naming: Naming, timexes: Sequence[Timex], statements: Sequence[Statement]
) -> tuple[Event, ...]:
    """Every candidate event of the article in text order, uncoded: `root` and `act` are None.

    A candidate has at least one party among its actors and recipients; the coder drops those that are no events.
    """
    parse = Parse(article.text, reading)
    parties = _Parties(article.text, naming)
    events = []
    for trigger in iter_triggers(parse):
        event = _build(article, reading, parse, parties, timexes, statements, trigger)
        if event is not None:
            events.append(event)
    return tuple(events)


class _Parties:
    """Which entity a phrase refers to."""

    def __init__(self, text: str, naming: Naming) -> None:
        self.text = text
        self.entities = {entity.id: entity for entity in naming.entities}
        self.mentions = sorted(naming.mentions, key=lambda m: m.span)
        self.starts = [m.span.start for m in self.mentions]
        self.roles: dict[str, str] = {}
        for role in naming.roles:
            self.roles.setdefault(role.entity, role.role)

    def at(self, head: Span) -> tuple[Mention, Entity | None] | None:
        """The innermost mention over the head word, with its entity."""
        best = None
        for mention in self.mentions[max(0, bisect_right(self.starts, head.start) - 12) :]:
            if mention.span.start > head.start:
                break
            if mention.span.contains(head) and (best is None or len(mention.span) < len(best.span)):
                best = mention
        return (best, self.entities.get(best.entity or "")) if best else None

    def actor(self, parse: Parse, head: int) -> Actor | None:
        """The actor at a phrase's head: the words as printed and the entity, None when it can be no party."""
        found = self.at(parse.words[head].span)
        phrase = parse.phrase(head)
        span = parse.span(phrase.first, phrase.last)
        if found is None:
            if parse.words[head].tag not in {"NNP", "NNPS"} and not _names_inside(parse, phrase.first, head):
                return None
            return Actor(None, span.of(self.text), (span,))
        mention, entity = found
        if entity is None or entity.type not in _PARTIES:
            return None
        if mention.span.contains(span) or mention.type == "pronoun":
            span = mention.span
        return Actor(entity.id, span.of(self.text), (span,), role=self.roles.get(entity.id))


def _names_inside(parse: Parse, first: int, last: int) -> bool:
    return any(parse.words[i].tag in {"NNP", "NNPS"} for i in range(first, last + 1))


def _build(
    article: Article,
    reading: Reading,
    parse: Parse,
    parties: _Parties,
    timexes: Sequence[Timex],
    statements: Sequence[Statement],
    trigger: int,
) -> Event | None:
    arguments = find_arguments(parse, trigger)
    actors = tuple(a for head in arguments.actors if (a := parties.actor(parse, head)))
    recipients = tuple(a for head in arguments.recipients if (a := parties.actor(parse, head)))
    if not actors and not recipients:
        return None
    form = form_of(parse, trigger)
    span = parse.words[trigger].span
    first, last = _clause(parse, trigger)
    clause = parse.span(first, last)
    holder = _statement_over(statements, span)
    return Event(
        id=fact_id(article.id, article.sha256, "events", [span]),
        trigger=(span,),
        form=form,
        status=find_status(parse, trigger),
        actors=actors,
        recipients=recipients,
        participants=_participants(actors, recipients) if form else (),
        place=_place(parse, parties, trigger),
        amounts=tuple(find_amounts(article.text, clause.start, clause.end)),
        duration=find_duration(timexes, article.text, clause) if form else None,
        when=date_event(span, text=article.text, timexes=timexes, reading=reading, publication=article.publication),
        statement=holder.id if holder else None,
        performed_by=next((s.id for s in statements if any(c.contains(span) for c in s.cue)), None),
    )


def _participants(actors: Sequence[Actor], recipients: Sequence[Actor]) -> tuple[Actor, ...]:
    return tuple(sorted({*actors, *recipients}, key=lambda actor: actor.spans))


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
            if parse.words[child].dep in {"conj", "advcl", "ccomp", "relcl", "parataxis"} and parse.words[
                child
            ].tag.startswith(("V", "MD")):
                continue
            stack.append(child)
    return first, last


def _place(parse: Parse, parties: _Parties, trigger: int) -> EntityRef | None:
    """The place in an "in", "at" or "near" phrase of the trigger itself."""
    for child in parse.children[trigger]:
        if parse.words[child].dep == "prep" and parse.lowers[child] in {"in", "at", "near", "outside"}:
            for grandchild in parse.children[child]:
                found = parties.at(parse.words[grandchild].span)
                if found and found[1] and found[1].type in {"place", "country"}:
                    return EntityRef(found[1].id, found[1].name, found[0].span)
    return None

"""The gate before the record: what can't be true of an article is refused, with its reason, and the rest goes in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from onrecord.model import Actor, EntityRef, Event, Facts, Mention, Reject, Span, Statement, Timex, fact_id
from onrecord.model.article import FACT_ROLES

__all__ = ["event_spans", "mention_id", "sift", "statement_spans", "timex_id"]

Fact = TypeVar("Fact", Mention, Timex, Statement, Event)


def statement_spans(statement: Statement) -> tuple[Span, ...]:
    """All places that make a statement: source, cue and content."""
    return (*statement.source, *statement.cue, *statement.content)


def event_spans(event: Event) -> tuple[Span, ...]:
    """All places that make an event: its trigger's."""
    return event.trigger


def mention_id(facts: Facts, mention: Mention) -> str:
    """The id of a mention."""
    return fact_id(facts.article.id, facts.article.sha256, "mentions", (mention.span,))


def timex_id(facts: Facts, timex: Timex) -> str:
    """The id of a time expression."""
    return fact_id(facts.article.id, facts.article.sha256, "timexes", (timex.span,))


def sift(facts: Facts) -> Facts:
    """`facts` without what the record can't hold, which is added to its rejects.

    Refused is a fact with a span outside the text ("outside_text"), with a span that touches a passage other
    than headline and body ("outside_body"), without any span ("no_span"), or with the id of an earlier one
    ("same_place"). A reference to a fact or entity that isn't there is taken out ("dangling"); an event whose
    voice isn't there goes with it, since without its speaker it would pass for the reporter's own word.
    """
    gate = _Gate.of(facts)
    mentions = gate.let("mentions", facts.mentions, lambda m: (m.span,), lambda m: mention_id(facts, m))
    timexes = gate.let("timexes", facts.timexes, lambda t: (t.span,), lambda t: timex_id(facts, t))
    statements = gate.let("statements", facts.statements, statement_spans, lambda s: s.id)
    events = gate.let("events", facts.events, event_spans, lambda e: e.id)
    known = {statement.id for statement in statements}
    voiced = tuple(
        event
        for event in events
        if event.statement is None or gate.statement(event.statement, known, f"events {event.id}") is not None
    )
    return replace(
        facts,
        mentions=tuple(gate.mend_mention(m) for m in mentions),
        roles=tuple(role for role in facts.roles if gate.entity(role.entity, "roles") is not None),
        timexes=timexes,
        statements=tuple(gate.mend_statement(s, known) for s in statements),
        events=tuple(gate.mend_event(e, known) for e in voiced),
        rejects=(*facts.rejects, *gate.rejects),
    )


@dataclass(slots=True)
class _Gate:
    article: str
    n_chars: int
    parts: tuple[tuple[Span, bool], ...]  # passages, and whether facts may come from them
    entities: frozenset[str]
    rejects: list[Reject]

    @classmethod
    def of(cls, facts: Facts) -> "_Gate":
        return cls(
            article=facts.article.id,
            n_chars=len(facts.article.text),
            parts=tuple((p.span, p.role in FACT_ROLES) for p in facts.article.passages),
            entities=frozenset(entity.id for entity in facts.entities),
            rejects=[],
        )

    def refuse(self, reason: str, detail: str) -> None:
        self.rejects.append(Reject(self.article, "store", reason, detail))

    def let(
        self,
        table: str,
        facts: Iterable[Fact],
        spans_of: Callable[[Fact], tuple[Span, ...]],
        id_of: Callable[[Fact], str],
    ) -> tuple[Fact, ...]:
        def iter_good() -> Iterator[Fact]:
            seen: set[str] = set()
            for fact in facts:
                spans = spans_of(fact)
                identity = id_of(fact)
                fault = self._fault(spans) or ("same_place" if identity in seen else None)
                if fault is None:
                    seen.add(identity)
                    yield fact
                else:
                    places = ", ".join(f"[{span.start}, {span.end})" for span in spans)
                    self.refuse(fault, f"{table} {identity} at {places or 'no place'}")

        return tuple(iter_good())

    def _fault(self, spans: tuple[Span, ...]) -> str | None:
        if not spans:
            return "no_span"
        if any(span.end > self.n_chars for span in spans):
            return "outside_text"
        for span in spans:
            is_inside = False
            for part, is_allowed in self.parts:  # plain loops: this runs for every span of every fact
                if span.start < part.end and part.start < span.end:
                    if not is_allowed:
                        return "outside_body"
                    is_inside = True
            if not is_inside:
                return "outside_body"
        return None

    def entity(self, entity: str | None, where: str) -> str | None:
        if entity is None or entity in self.entities:
            return entity
        self.refuse("dangling", f"{where} name the entity {entity}, which this article doesn't have")
        return None

    def statement(self, statement: str | None, known: set[str], where: str) -> str | None:
        if statement is None or statement in known:
            return statement
        self.refuse("dangling", f"{where} names the statement {statement}, which this article doesn't have")
        return None

    def ref(self, ref: EntityRef | None, where: str) -> EntityRef | None:
        if ref is None or ref.entity is None or ref.entity in self.entities:
            return ref
        return replace(ref, entity=self.entity(ref.entity, where))

    def actors(self, actors: tuple[Actor, ...], where: str) -> tuple[Actor, ...]:
        if self._are_known(actors):
            return actors
        return tuple(replace(actor, entity=self.entity(actor.entity, where)) for actor in actors)

    def mend_mention(self, mention: Mention) -> Mention:
        if mention.entity is None or mention.entity in self.entities:
            return mention
        return replace(mention, entity=self.entity(mention.entity, "mentions"))

    def mend_statement(self, statement: Statement, known: set[str]) -> Statement:
        refs = (statement.speaker, statement.principal, statement.relayed_by, statement.addressee)
        if self._are_known(refs) and (statement.within is None or statement.within in known):
            return statement
        where = f"statements {statement.id}"
        return replace(
            statement,
            speaker=self.ref(statement.speaker, where),
            principal=self.ref(statement.principal, where),
            relayed_by=self.ref(statement.relayed_by, where),
            addressee=self.ref(statement.addressee, where),
            within=self.statement(statement.within, known, where),
        )

    def _are_known(self, refs: Iterable[EntityRef | Actor | None]) -> bool:
        return all(ref is None or ref.entity is None or ref.entity in self.entities for ref in refs)

    def mend_event(self, event: Event, known: set[str]) -> Event:
        people = (*event.actors, *event.recipients, *event.participants, event.place, event.initiator)
        if self._are_known(people) and (event.performed_by is None or event.performed_by in known):
            return event
        where = f"events {event.id}"
        (initiator,) = self.actors((event.initiator,), where) if event.initiator else (None,)
        return replace(
            event,
            actors=self.actors(event.actors, where),
            recipients=self.actors(event.recipients, where),
            participants=self.actors(event.participants, where),
            place=self.ref(event.place, where),
            initiator=initiator,
            performed_by=self.statement(event.performed_by, known, where),
        )

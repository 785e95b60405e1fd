"""The facts of one article as rows and back: names, times, statements, events."""

from onrecord.model.event import Actor, Amount, Duration, Event
from onrecord.model.facts import Facts, Provenance
from onrecord.model.mention import Entity, Mention, Role
from onrecord.model.rows.articles import (
    article_from_row,
    article_row,
    passage_from_row,
    passage_row,
    reject_from_row,
    reject_row,
)
from onrecord.model.rows.parts import (
    Row,
    ref_from_row,
    ref_row,
    span_from_row,
    span_row,
    spans_from_row,
    spans_row,
    when_from_row,
    when_row,
)
from onrecord.model.span import Span
from onrecord.model.statement import Statement
from onrecord.model.when import Timex

__all__ = [
    "actor_from_row",
    "actor_row",
    "amount_from_row",
    "amount_row",
    "duration_from_row",
    "duration_row",
    "entity_from_row",
    "entity_row",
    "event_from_row",
    "event_row",
    "facts_from_row",
    "facts_row",
    "mention_from_row",
    "mention_row",
    "provenance_from_row",
    "provenance_row",
    "role_from_row",
    "role_row",
    "statement_from_row",
    "statement_row",
    "timex_from_row",
    "timex_row",
]

_CONFIDENCE_DIGITS = 4


def entity_row(entity: Entity) -> Row:
    """An entity as `{id, name, type, aliases, country, sector}`."""
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "aliases": list(entity.aliases),
        "country": entity.country,
        "sector": entity.sector,
    }


def entity_from_row(row: Row) -> Entity:
    """The inverse of `entity_row`."""
    return Entity(row["id"], row["name"], row["type"], tuple(row["aliases"]), row["country"], row["sector"])


def mention_row(mention: Mention) -> Row:
    """A mention as `{start, end, type, entity}`."""
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "type": mention.type,
        "entity": mention.entity,
    }


def mention_from_row(row: Row) -> Mention:
    """The inverse of `mention_row`."""
    return Mention(Span(row["start"], row["end"]), row["type"], row["entity"])


def role_row(role: Role) -> Row:
    """A role as `{entity, role, country, sector, from, to, article, span}`."""
    return {
        "entity": role.entity,
        "role": role.role,
        "country": role.country,
        "sector": role.sector,
        "from": role.start,
        "to": role.end,
        "article": role.article,
        "span": span_row(role.span),
    }


def role_from_row(row: Row) -> Role:
    """The inverse of `role_row`."""
    return Role(
        entity=row["entity"],
        role=row["role"],
        country=row["country"],
        sector=row["sector"],
        start=row["from"],
        end=row["to"],
        article=row["article"],
        span=span_from_row(row["span"]),
    )


def timex_row(timex: Timex) -> Row:
    """A time expression with its TimeML type, value and modifier, and its bounds."""
    return {
        "start": timex.span.start,
        "end": timex.span.end,
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        **when_row(timex.when),
    }


def timex_from_row(row: Row) -> Timex:
    """The inverse of `timex_row`."""
    return Timex(Span(row["start"], row["end"]), row["type"], row["value"], when_from_row(row), row["mod"])


def statement_row(statement: Statement) -> Row:
    """A statement; the time when it was said has the keys of `when_row`, led by `said_`."""
    return {
        "id": statement.id,
        "kind": statement.kind,
        "source": spans_row(statement.source),
        "cue": spans_row(statement.cue),
        "content": spans_row(statement.content),
        "speaker": ref_row(statement.speaker),
        "principal": ref_row(statement.principal),
        "side": statement.side,
        "channel": statement.channel,
        "terms": statement.terms,
        "terms_span": span_row(statement.terms_span),
        "relayed_by": ref_row(statement.relayed_by),
        "addressee": ref_row(statement.addressee),
        "usage": statement.usage,
        "stance": statement.stance,
        "within": statement.within,
        "confidence": round(statement.confidence, _CONFIDENCE_DIGITS),
        **when_row(statement.said, "said_"),
    }


def statement_from_row(row: Row) -> Statement:
    """The inverse of `statement_row`."""
    return Statement(
        id=row["id"],
        kind=row["kind"],
        source=spans_from_row(row["source"]),
        cue=spans_from_row(row["cue"]),
        content=spans_from_row(row["content"]),
        speaker=ref_from_row(row["speaker"]),
        principal=ref_from_row(row["principal"]),
        side=row["side"],
        channel=row["channel"],
        terms=row["terms"],
        terms_span=span_from_row(row["terms_span"]),
        relayed_by=ref_from_row(row["relayed_by"]),
        addressee=ref_from_row(row["addressee"]),
        usage=row["usage"],
        stance=row.get("stance"),
        within=row["within"],
        confidence=row["confidence"],
        said=when_from_row(row, "said_"),
    )


def actor_row(actor: Actor) -> Row:
    """Someone who takes part as `{entity, text, spans, code, sector, role, rule}`."""
    return {
        "entity": actor.entity,
        "text": actor.text,
        "spans": spans_row(actor.spans),
        "code": actor.code,
        "sector": actor.sector,
        "role": actor.role,
        "rule": actor.rule,
    }


def actor_from_row(row: Row) -> Actor:
    """The inverse of `actor_row`."""
    return Actor(
        entity=row["entity"],
        text=row["text"],
        spans=spans_from_row(row["spans"]),
        code=row["code"],
        sector=row["sector"],
        role=row["role"],
        rule=row["rule"],
    )


def amount_row(amount: Amount) -> Row:
    """A quantity as `{text, span, value, unit}`."""
    return {"text": amount.text, "span": span_row(amount.span), "value": amount.value, "unit": amount.unit}


def amount_from_row(row: Row) -> Amount:
    """The inverse of `amount_row`."""
    return Amount(row["text"], Span(*row["span"]), row["value"], row["unit"])


def duration_row(duration: Duration | None) -> Row | None:
    """A length of time as `{text, span, minutes}`."""
    if duration is None:
        return None
    return {"text": duration.text, "span": span_row(duration.span), "minutes": duration.minutes}


def duration_from_row(row: Row | None) -> Duration | None:
    """The inverse of `duration_row`."""
    return None if row is None else Duration(row["text"], Span(*row["span"]), row["minutes"])


def event_row(event: Event) -> Row:
    """An event with the keys of `when_row`."""
    return {
        "id": event.id,
        "root": event.root,
        "act": event.act,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "form": event.form,
        "status": event.status,
        "trigger": spans_row(event.trigger),
        "actors": [actor_row(actor) for actor in event.actors],
        "recipients": [actor_row(actor) for actor in event.recipients],
        "participants": [actor_row(actor) for actor in event.participants],
        "place": ref_row(event.place),
        "amounts": [amount_row(amount) for amount in event.amounts],
        "duration": duration_row(event.duration),
        "initiator": None if event.initiator is None else actor_row(event.initiator),
        "level": event.level,
        **when_row(event.when),
        "statement": event.statement,
        "performed_by": event.performed_by,
        "background": event.background,
        "confidence": round(event.confidence, _CONFIDENCE_DIGITS),
    }


def event_from_row(row: Row) -> Event:
    """The inverse of `event_row`."""
    return Event(
        id=row["id"],
        trigger=spans_from_row(row["trigger"]),
        root=row["root"],
        act=row["act"],
        mode=row["mode"],
        contexts=tuple(row["contexts"]),
        form=row["form"],
        status=row["status"],
        actors=tuple(actor_from_row(actor) for actor in row["actors"]),
        recipients=tuple(actor_from_row(actor) for actor in row["recipients"]),
        participants=tuple(actor_from_row(actor) for actor in row["participants"]),
        place=ref_from_row(row["place"]),
        amounts=tuple(amount_from_row(amount) for amount in row["amounts"]),
        duration=duration_from_row(row["duration"]),
        initiator=None if row["initiator"] is None else actor_from_row(row["initiator"]),
        level=row["level"],
        when=when_from_row(row),
        statement=row["statement"],
        performed_by=row["performed_by"],
        background=row["background"],
        confidence=row["confidence"],
    )


def provenance_row(provenance: Provenance) -> Row:
    """What made a table's facts as `{table, component, version, model}`."""
    return {
        "table": provenance.table,
        "component": provenance.component,
        "version": provenance.version,
        "model": provenance.model,
    }


def provenance_from_row(row: Row) -> Provenance:
    """The inverse of `provenance_row`."""
    return Provenance(row["table"], row["component"], row["version"], row["model"])


def facts_row(facts: Facts) -> Row:
    """The row that `onrecord annotate` prints for one article."""
    article = article_row(facts.article)
    return {
        "id": article.pop("id"),
        "text": article.pop("text"),
        "published": article.pop("published"),
        **article,
        "passages": [passage_row(passage) for passage in facts.article.passages],
        "entities": [entity_row(entity) for entity in facts.entities],
        "mentions": [mention_row(mention) for mention in facts.mentions],
        "roles": [role_row(role) for role in facts.roles],
        "timexes": [timex_row(timex) for timex in facts.timexes],
        "attributions": [statement_row(statement) for statement in facts.statements],
        "events": [event_row(event) for event in facts.events],
        "rejects": [reject_row(reject) for reject in facts.rejects],
        "provenance": [provenance_row(provenance) for provenance in facts.provenance],
    }


def facts_from_row(row: Row) -> Facts:
    """The inverse of `facts_row`."""
    return Facts(
        article=article_from_row(row, tuple(passage_from_row(passage) for passage in row["passages"])),
        entities=tuple(entity_from_row(entity) for entity in row["entities"]),
        mentions=tuple(mention_from_row(mention) for mention in row["mentions"]),
        roles=tuple(role_from_row(role) for role in row["roles"]),
        timexes=tuple(timex_from_row(timex) for timex in row["timexes"]),
        statements=tuple(statement_from_row(statement) for statement in row["attributions"]),
        events=tuple(event_from_row(event) for event in row["events"]),
        rejects=tuple(reject_from_row(reject) for reject in row["rejects"]),
        provenance=tuple(provenance_from_row(provenance) for provenance in row["provenance"]),
    )

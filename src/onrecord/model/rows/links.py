"""What articles have in common, as rows and back: copies, happenings, accounts, utterances, topics."""

from onrecord.model.link import Account, Conflict, Copy, Happening, Ordering, Reported, Topic, Utterance, Variant
from onrecord.model.rows.facts import actor_from_row, actor_row
from onrecord.model.rows.parts import (
    Row,
    day_from_row,
    day_row,
    span_from_row,
    span_row,
    spans_from_row,
    spans_row,
    when_from_row,
    when_row,
)

__all__ = [
    "account_from_row",
    "account_row",
    "conflict_from_row",
    "conflict_row",
    "copy_from_row",
    "copy_row",
    "happening_from_row",
    "happening_row",
    "ordering_from_row",
    "ordering_row",
    "topic_from_row",
    "topic_row",
    "utterance_from_row",
    "utterance_row",
]


def copy_row(copy: Copy) -> Row:
    """A copy as `{article, of, kind, spans}`."""
    return {"article": copy.article, "of": copy.of, "kind": copy.kind, "spans": spans_row(copy.spans)}


def copy_from_row(row: Row) -> Copy:
    """The inverse of `copy_row`."""
    return Copy(row["article"], row["of"], row["kind"], spans_from_row(row["spans"]))


def conflict_row(conflict: Conflict) -> Row:
    """A conflict as `{field, values: [{value, events, statements, day}]}`."""
    return {
        "field": conflict.field,
        "values": [
            {
                "value": value.value,
                "events": list(value.events),
                "statements": list(value.statements),
                "day": day_row(value.day),
            }
            for value in conflict.values
        ],
    }


def conflict_from_row(row: Row) -> Conflict:
    """The inverse of `conflict_row`."""
    return Conflict(
        row["field"],
        tuple(
            Reported(
                value["value"],
                tuple(value["events"]),
                tuple(value["statements"]),
                day_from_row(value.get("day")),
            )
            for value in row["values"]
        ),
    )


def happening_row(happening: Happening) -> Row:
    """A happening with the keys of `when_row`; `status_history` is `[{status, article}]`."""
    return {
        "id": happening.id,
        "title": happening.title,
        "root": happening.root,
        "form": happening.form,
        "status": happening.status,
        "status_history": [{"status": status, "article": article} for status, article in happening.status_history],
        **when_row(happening.when),
        "participants": [actor_row(actor) for actor in happening.participants],
        "articles": list(happening.articles),
        "events": list(happening.events),
        "independent_sources": happening.independent_sources,
        "conflicts": [conflict_row(conflict) for conflict in happening.conflicts],
    }


def happening_from_row(row: Row) -> Happening:
    """The inverse of `happening_row`."""
    return Happening(
        id=row["id"],
        title=row["title"],
        root=row["root"],
        form=row["form"],
        status=row["status"],
        events=tuple(row["events"]),
        articles=tuple(row["articles"]),
        participants=tuple(actor_from_row(actor) for actor in row["participants"]),
        when=when_from_row(row),
        status_history=tuple((change["status"], change["article"]) for change in row["status_history"]),
        independent_sources=row["independent_sources"],
        conflicts=tuple(conflict_from_row(conflict) for conflict in row["conflicts"]),
    )


def ordering_row(ordering: Ordering) -> Row:
    """A row of `relations`: `{happening, relation, other, evidence: {article, span}}`."""
    return {
        "happening": ordering.happening,
        "relation": ordering.relation,
        "other": ordering.other,
        "evidence": {"article": ordering.article, "span": span_row(ordering.span)},
    }


def ordering_from_row(row: Row) -> Ordering:
    """The inverse of `ordering_row`."""
    evidence = row["evidence"]
    return Ordering(
        row["happening"], row["relation"], row["other"], evidence["article"], span_from_row(evidence["span"])
    )


def account_row(account: Account) -> Row:
    """One point of one side's account."""
    return {
        "id": account.id,
        "happening": account.happening,
        "side": account.side,
        "channels": list(account.channels),
        "topic": account.topic,
        "statements": list(account.statements),
        "match": account.match,
        "matched_with": list(account.matched_with),
        "paraphrase": account.paraphrase,
    }


def account_from_row(row: Row) -> Account:
    """The inverse of `account_row`."""
    return Account(
        id=row["id"],
        happening=row["happening"],
        side=row["side"],
        channels=tuple(row["channels"]),
        topic=row["topic"],
        statements=tuple(row["statements"]),
        match=row["match"],
        matched_with=tuple(row["matched_with"]),
        paraphrase=row["paraphrase"],
    )


def utterance_row(utterance: Utterance) -> Row:
    """An utterance; `variants` is `[{statement, text, changes}]`."""
    return {
        "id": utterance.id,
        "speaker": utterance.speaker,
        "statements": list(utterance.statements),
        "longest": utterance.longest,
        "variants": [
            {"statement": variant.statement, "text": variant.text, "changes": list(variant.changes)}
            for variant in utterance.variants
        ],
    }


def utterance_from_row(row: Row) -> Utterance:
    """The inverse of `utterance_row`."""
    return Utterance(
        id=row["id"],
        speaker=row["speaker"],
        statements=tuple(row["statements"]),
        longest=row["longest"],
        variants=tuple(
            Variant(variant["statement"], variant["text"], tuple(variant["changes"])) for variant in row["variants"]
        ),
    )


def topic_row(topic: Topic) -> Row:
    """A topic as `{id, name, statements}`."""
    return {"id": topic.id, "name": topic.name, "statements": list(topic.statements)}


def topic_from_row(row: Row) -> Topic:
    """The inverse of `topic_row`."""
    return Topic(row["id"], row["name"], tuple(row["statements"]))

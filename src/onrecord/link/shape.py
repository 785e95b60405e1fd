"""A group of events as a happening: its name, time, status with its history, and who takes part."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.link.conflicts import Told, find_conflicts
from onrecord.link.copies import publication_order
from onrecord.link.entities import Identities
from onrecord.link.names import person_words
from onrecord.link.sources import Origins
from onrecord.link.titles import title_of
from onrecord.model import Actor, Basis, Entity, Event, Facts, Happening, When, digest

__all__ = ["shape_happening"]

_SETTLED = frozenset({"occurred", "cancelled", "ended", "lifted", "in_force"})
_RANK = (
    "cancelled",
    "lifted",
    "ended",
    "occurred",
    "in_force",
    "negated",
    "planned",
    "pending",
    "possible",
    "hypothetical",
)


def shape_happening(
    told: Sequence[Told], facts: dict[str, Facts], identities: Identities, origins: Origins
) -> Happening:
    """The happening that a group of events (at least one) makes."""
    events = [event for _, event in told]
    articles = sorted({view.article for view, _ in told}, key=lambda a: publication_order(facts[a].article))
    in_order = sorted(told, key=lambda item: (articles.index(item[0].article), item[0].start))
    history = _history(told, articles)
    participants = _participants(events, identities)
    when = _when(told)
    form = _commonest([event.form for event in events])
    return Happening(
        id="h-" + digest(min(event.id for event in events)),
        title=title_of(in_order, {a: facts[a].article.text for a in articles}, identities, form, participants, when),
        root=_commonest([event.root for event in events]),
        form=form,
        status=_status([status for status, _ in history]),
        events=tuple(sorted(event.id for event in events)),
        articles=tuple(articles),
        participants=participants,
        when=when,
        status_history=history,
        independent_sources=origins.count([(view.article, event) for view, event in told]),
        conflicts=find_conflicts(in_order),
    )


def _commonest(values: Sequence[str | None]) -> str | None:
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _history(told: Sequence[Told], articles: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Each article's status, in the order of publication: the one that settles most of those it gives."""
    given: dict[str, set[str]] = defaultdict(set)
    for view, _ in told:
        given[view.article].add(view.status)
    return tuple((min(given[article], key=_RANK.index), article) for article in articles)


def _status(told: Sequence[str]) -> str:
    """The last status told; what took place or was called off is not undone by a later word of plans."""
    status = told[0]
    for later in told[1:]:
        if later in _SETTLED or status not in _SETTLED:
            status = later
    return status


def _participants(events: Sequence[Event], identities: Identities) -> tuple[Actor, ...]:
    """Who takes part, each once: engagements' participants, else actors and recipients; ids are the record's."""
    found: dict[str, list[Actor]] = defaultdict(list)
    for event in events:
        for actor in event.participants or (*event.actors, *event.recipients):
            known = identities.of(actor.entity)
            if known is not None:
                found[known].append(actor)
    if any(identities.by_id[entity].type == "person" for entity in found) and events[0].form is not None:
        found = {
            e: a for e, a in found.items() if identities.by_id[e].type not in {"unnamed", "group", "country", "place"}
        }
    full = [
        e for e in found if identities.by_id[e].type == "person" and len(person_words(identities.by_id[e].name)) > 1
    ]
    if len(full) > 1:
        states = {identities.by_id[e].country for e in full} | {None}
        found = {e: a for e, a in found.items() if e in full or not _is_bare_name(identities.by_id[e], states)}
    participants = []
    for identity, actors in found.items():
        entity = identities.by_id[identity]
        first = min(actors, key=lambda actor: (actor.role is None, actor.text, actor.spans))
        participants.append(
            replace(
                first,
                entity=identity,
                text=entity.name,
                spans=(),
                code=entity.country or first.code,
                sector=entity.sector or first.sector,
            )
        )
    return tuple(sorted(participants, key=lambda actor: (actor.text, actor.entity or "")))


def _is_bare_name(entity: Entity, states: set[str | None]) -> bool:
    """Whether somebody has one word for a name, beside people with whole names: most often a place misread.

    A body that is of one of these people's `states`, or of none known, is the capital that stands for the state.
    """
    is_capital = len(entity.name.split()) == 1 and entity.country in states
    return entity.type == "person" or (entity.type == "organisation" and is_capital)


def _when(told: Sequence[Told]) -> When:
    """The days that all reports admit; the narrowest report's own when it says just that."""
    earliest = max((view.earliest for view, _ in told if view.earliest), default=None)
    latest = min((view.latest for view, _ in told if view.latest), default=None)
    if earliest is not None and latest is not None and latest < earliest:  # only people put such reports together
        latest = max(view.latest for view, _ in told if view.latest)
        earliest = min(view.earliest for view, _ in told if view.earliest)
    exact = [e.when for v, e in told if (v.earliest, v.latest) == (earliest, latest)]
    if exact:
        return min(exact, key=lambda when: (when.date is None, when.zone is None, when.date or "", when.zone or ""))
    first, last = (day.isoformat() if day else ".." for day in (earliest, latest))
    text = first if first == last else f"{first}/{last}"
    return When(earliest, latest, text, None, Basis("all_reports"))

"""One story from many reports: copies, entities, happenings, utterances; the same whatever the order of the articles.

    copies      who repeats whom                                     copies
    references  when an undated article came out, by who cites whom  references
    entities    people, bodies and countries across articles         entities, names, scenes, referents, apart
    happenings  events judged the same                               views, acts, contradictions, happenings, sources
    shape       their names, days, status and participants           shape, titles
    conflicts   what reports of one happening differ on              conflicts, lengths, numbers, initiators, charges
    orderings   what lies before what, and what that leaves of days  orderings, narrowing
    statements  what was said in or about a happening                telling
    utterances  the same words of the same speaker                   utterances

Stories and mentions that are given without a record (`onrecord link`) are linked by `given`:

    stories     articles about one course of things                  stories
    mentions    mentions of one event, within a story                mentions, contexts, neighbours, groups, coreference

Learned weights are read by `scorer`; `clusters` groups what may be one and holds apart what may not, `trees` groups by
average link.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.link.charges import find_charges
from onrecord.link.conflicts import with_charges, with_initiators, with_lengths, with_numbers
from onrecord.link.copies import find_copies, publication_order
from onrecord.link.entities import Identities, link_entities
from onrecord.link.given_mentions import link_mentions, link_stories
from onrecord.link.happenings import group_events
from onrecord.link.initiators import Initiator, find_initiators
from onrecord.link.lengths import Length, find_lengths, is_difference
from onrecord.link.narrowing import narrow_by_order
from onrecord.link.numbers import Number, event_numbers, find_totals
from onrecord.link.orderings import find_orderings
from onrecord.link.shape import shape_happening
from onrecord.link.sources import Origins
from onrecord.link.telling import Telling, link_statements
from onrecord.link.utterances import Said, find_utterances, said_of
from onrecord.link.views import EventView, event_views
from onrecord.model import Event, Facts, Happening, Judgement, Links, Statement, StatementLink

__all__ = ["link_facts", "link_mentions", "link_stories"]


def link_facts(facts: Sequence[Facts], judgements: Sequence[Judgement] = ()) -> Links:
    """Everything that spans articles, from all of a record's facts and people's decisions.

    Pure and independent of the order of `facts`: adding an article later gives what building from scratch gives.
    Topics and accounts are left empty (`onrecord.accounts.add_accounts`).
    """
    many = sorted(facts, key=lambda f: f.article.id)
    copies = find_copies([f.article for f in many], judgements)
    identities = link_entities(many, judgements)
    views_of = {f.article.id: event_views(f, identities) for f in many}
    views = [view for found in views_of.values() for view in found]
    events = {event.id: event for f in many for event in f.events}
    by_article = {f.article.id: f for f in many}
    origins = Origins.of(many, identities, copies)
    happenings = sorted(
        (
            shape_happening([(view, events[view.id]) for view in group], by_article, identities, origins)
            for group in group_events(views, judgements)
        ),
        key=lambda happening: happening.id,
    )
    happenings = _with_conflicts(many, views_of, events, happenings, identities)
    orderings = find_orderings(views, happenings, events, {a: f.article.text for a, f in by_article.items()})
    happenings = narrow_by_order(happenings, orderings, {view.id: view.article for view in views})
    of_event = {event: happening for happening in happenings for event in happening.events}
    tellings: dict[str, Telling] = {}
    for f in many:
        tellings.update(link_statements(f, views_of[f.article.id], of_event, identities))
    utterances = find_utterances([s for f in many for s in _said(f, identities, tellings)])
    fewest_first = sorted(utterances, key=lambda u: (len(u.statements), u.id))
    utterance_of = {statement: u.id for u in fewest_first for statement in u.statements}  # told most, of several
    return Links(
        copies=copies,
        entities=identities.entities,
        entity_of=tuple(sorted(identities.entity_of.items())),
        roles=identities.roles,
        happenings=tuple(happenings),
        orderings=orderings,
        statements=tuple(
            StatementLink(
                statement=statement,
                utterance=utterance_of.get(statement),
                said_in=telling.said_in,
                about=tuple(sorted(telling.about)),
            )
            for statement, telling in sorted(tellings.items())
        ),
        utterances=utterances,
    )


def _with_conflicts(
    many: Sequence[Facts],
    views_of: Mapping[str, Sequence[EventView]],
    events: Mapping[str, Event],
    happenings: Sequence[Happening],
    identities: Identities,
) -> list[Happening]:
    """The happenings with conflicts on lengths, numbers and who asked for them, values in order of publication."""
    of_event = {event: happening for happening in happenings for event in happening.events}
    lengths: dict[str, list[Length]] = defaultdict(list)
    numbers: dict[str, list[Number]] = defaultdict(list)
    initiators: dict[str, list[Initiator]] = defaultdict(list)
    for facts in sorted(many, key=lambda f: publication_order(f.article)):
        mine = views_of[facts.article.id]
        found = find_lengths(facts, mine, of_event)
        for view in mine:
            duration = events[view.id].duration
            if duration is None or duration.minutes is None or is_difference(facts.article.text, duration.span):
                continue
            length = Length(duration.minutes, duration.text, view.id, events[view.id].statement)
            found.append((of_event[view.id].id, length))
        for view in mine:
            numbers[of_event[view.id].id] += event_numbers(view, events[view.id], facts.article.text)
        for happening, length in found:
            lengths[happening].append(length)
        told = [(view, events[view.id]) for view in mine]
        for happening, number in find_totals(facts, told, of_event):
            numbers[happening].append(number)
        for happening, initiator in find_initiators(facts, told, of_event, identities):
            initiators[happening].append(initiator)
    charges = find_charges(many, views_of, events)
    return [
        with_charges(
            with_numbers(with_initiators(with_lengths(h, lengths[h.id]), initiators[h.id]), numbers[h.id]),
            [events[event] for event in h.events if event in charges],
            [charge for event in h.events for charge in charges.get(event, ())],
        )
        for h in happenings
    ]


def _said(facts: Facts, identities: Identities, tellings: Mapping[str, Telling]) -> list[Said]:
    """The article's statements whose speaker is known across articles."""
    found = []
    for statement in facts.statements:
        speaker, body = _speaker(statement, identities)
        if speaker is None or statement.usage is not None or not statement.content:
            continue
        telling = tellings[statement.id]
        happenings = frozenset({*telling.about, *([telling.said_in] if telling.said_in else [])})
        said = statement.said
        day = said.date if said.earliest is not None and said.earliest == said.latest else None
        found += said_of(
            statement, facts.article.id, facts.article.text, speaker, body=body, happenings=happenings, day=day
        )
    return found


def _speaker(statement: Statement, identities: Identities) -> tuple[str | None, bool]:
    """Who said it, by the record's id: the principal of a document, else the speaker; unnamed ones stay apart."""
    for ref in (statement.principal, statement.speaker):
        entity = identities.by_id.get(identities.of(ref.entity) or "") if ref is not None else None
        if entity is not None:
            if entity.type in {"organisation", "document"} and statement.side is not None:
                return f"{statement.side}", True
            return entity.id, entity.type == "organisation"
    return None, False

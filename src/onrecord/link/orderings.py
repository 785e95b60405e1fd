"""Which happening lies before, after or during another: as the words say, or as the days of one report show."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.lexicon.order import REACH_WORDS, OrderCue, find_order_cues
from onrecord.link.views import EventView, sentence_at
from onrecord.model import Event, Happening, Ordering, Span

__all__ = ["find_orderings"]

_MAX_ORDERED = 6
_NOT_PLANNED = frozenset({"hypothetical", "negated"})
_CLAUSE_MARKS = re.compile(r"[,;:“”\"—–]")


@dataclass(frozen=True, slots=True)
class _Place:
    """One mention of an event."""

    span: Span
    view: EventView
    happening: Happening


def find_orderings(
    views: Sequence[EventView],
    happenings: Sequence[Happening],
    events: Mapping[str, Event],
    texts: Mapping[str, str],
) -> tuple[Ordering, ...]:
    """The orderings of happenings, each with the article and place that say so.

    What the words say is kept also where the days, or another report's words, say otherwise.
    """
    of_event = {event: happening for happening in happenings for event in happening.events}
    by_article: dict[str, list[EventView]] = defaultdict(list)
    for view in sorted(views, key=lambda v: v.key):
        by_article[view.article].append(view)
    found: dict[tuple[str, str, str], Ordering] = {}
    for article, told in by_article.items():
        for ordering in (*_by_words(told, of_event, events, texts[article]), *_by_days(told, of_event)):
            found.setdefault((ordering.happening, ordering.relation, ordering.other), ordering)
    return tuple(found[key] for key in sorted(found))


def _by_words(
    told: Sequence[EventView], of_event: Mapping[str, Happening], events: Mapping[str, Event], text: str
) -> list[Ordering]:
    """Two events of one sentence, the second right after a cue; one of them at least is an engagement."""
    by_sentence: dict[Span, list[_Place]] = defaultdict(list)
    sentences = sorted({view.sentence for view in told})
    for view in told:
        for span in events[view.id].trigger if view.status not in _NOT_PLANNED else ():
            sentence = sentence_at(sentences, span.start)
            if sentence.start <= span.start < sentence.end:
                by_sentence[sentence].append(_Place(span, view, of_event[view.id]))
    found = []
    for sentence in sorted(by_sentence):
        places = sorted(by_sentence[sentence], key=lambda place: (place.span, place.view.id))
        for cue in find_order_cues(text, sentence.start, sentence.end) if len(places) > 1 else ():
            ordered = _ordered(cue, places, text)
            if ordered is not None:
                found.append(_ordering(cue, *ordered))
    return found


def _ordered(cue: OrderCue, places: Sequence[_Place], text: str) -> tuple[_Place, _Place] | None:
    """The happening that the cue places, and the one that it is placed against.

    "The two met after the call": the last before the cue. "Hours before the call, the ministers met": the first of the
    main clause.
    """
    after = [place for place in places if place.span.start >= cue.span.end]
    if not after:
        return None
    against = after[0]
    between = text[cue.span.end : against.span.start]
    if len(between.split()) > REACH_WORDS or _CLAUSE_MARKS.search(between):
        return None
    others = [place for place in places if place.span.end <= cue.span.start]
    placed = others[-1] if others else None
    if placed is None:
        placed = next((p for p in after[1:] if "," in text[against.span.end : p.span.start]), None)
    if placed is None or placed.happening.id == against.happening.id:
        return None
    if placed.view.form is None and against.view.form is None:
        return None
    return placed, against


def _ordering(cue: OrderCue, placed: _Place, against: _Place) -> Ordering:
    first, second, relation = placed, against, cue.relation
    if relation == "after":
        first, second, relation = against, placed, "before"
    ends = (cue.span, placed.span, against.span)
    place = Span(min(span.start for span in ends), max(span.end for span in ends))
    return Ordering(first.happening.id, relation, second.happening.id, placed.view.article, place)


def _by_days(told: Sequence[EventView], of_event: Mapping[str, Happening]) -> list[Ordering]:
    """Engagements of one article whose days don't overlap, the first few of them with each other."""
    dated: dict[str, tuple[Happening, EventView]] = {}
    for view in told:
        happening = of_event[view.id]
        if (
            happening.form
            and happening.when.latest
            and happening.when.earliest
            and happening.status not in _NOT_PLANNED
        ):
            dated.setdefault(happening.id, (happening, view))
    ordered = sorted(
        dated.values(), key=lambda item: (str(item[0].when.earliest), str(item[0].when.latest), item[0].id)
    )
    found = []
    for (first, view), (second, _) in combinations(ordered[:_MAX_ORDERED], 2):
        if first.when.latest and second.when.earliest and first.when.latest < second.when.earliest:
            found.append(Ordering(first.id, "before", second.id, view.article, view.sentence))
    return found

"""Which happening lies before, after or during another: as the words say, or as the days of one report show."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from onrecord.link.views import EventView
from onrecord.model import Happening, Ordering, Span

__all__ = ["find_orderings"]

_BEFORE = re.compile(r"(?i)\b(?:before|ahead of|prior to|in advance of|paved the way for|preceded|led to)\b")
_AFTER = re.compile(r"(?i)\b(?:after|following|followed|in the wake of|came on the heels of|since|follows)\b")
_FOLLOWED_BY = re.compile(r"(?i)\b(?:followed by|preceded by)\b")
_DURING = re.compile(r"(?i)\b(?:during|at the same time as|on the sidelines of|as part of)\b")
_MAX_WORDS_BETWEEN = 6  # from the cue to what it governs
_MAX_ORDERED = 6
_NOT_PLANNED = frozenset({"hypothetical", "negated"})


def find_orderings(
    views: Sequence[EventView], happenings: Sequence[Happening], texts: Mapping[str, str]
) -> tuple[Ordering, ...]:
    """The orderings of happenings, each with the article and place that say so."""
    of_event = {event: happening for happening in happenings for event in happening.events}
    by_id = {happening.id: happening for happening in happenings}
    by_article: dict[str, list[EventView]] = defaultdict(list)
    for view in sorted(views, key=lambda v: v.key):
        by_article[view.article].append(view)
    found: dict[tuple[str, str, str], Ordering] = {}
    for article, told in by_article.items():
        for ordering in (*_by_words(told, of_event, texts[article]), *_by_days(told, of_event)):
            key = (ordering.happening, ordering.relation, ordering.other)
            reverse = (ordering.other, ordering.relation, ordering.happening)
            if not _excluded(ordering, by_id) and reverse not in found:
                found.setdefault(key, ordering)
    return tuple(found[key] for key in sorted(found))


def _by_words(told: Sequence[EventView], of_event: Mapping[str, Happening], text: str) -> list[Ordering]:
    """Two events of one sentence with a cue between them that governs the second."""
    found = []
    for first, second in pairwise(told):
        if first.sentence != second.sentence or of_event[first.id].id == of_event[second.id].id:
            continue
        if first.form is None and second.form is None:
            continue
        relation = _relation(text[first.start : second.start])
        if relation is not None:
            place = Span(first.start, second.start)
            left, right = of_event[first.id].id, of_event[second.id].id
            if relation == "after":
                left, right, relation = right, left, "before"
            found.append(Ordering(left, relation, right, first.article, place))
    return found


def _relation(between: str) -> str | None:
    """What the last cue between two events says of the first, when it stands close to the second."""
    for pattern, relation in ((_FOLLOWED_BY, "before"), (_BEFORE, "before"), (_DURING, "during"), (_AFTER, "after")):
        matches = list(pattern.finditer(between))
        if matches and len(between[matches[-1].end() :].split()) <= _MAX_WORDS_BETWEEN:
            if pattern is _FOLLOWED_BY and matches[-1].group().lower().startswith("preceded"):
                return "after"
            return relation
    return None


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


def _excluded(ordering: Ordering, by_id: Mapping[str, Happening]) -> bool:
    """Whether the happenings' days say otherwise."""
    first, second = by_id[ordering.happening].when, by_id[ordering.other].when
    if ordering.relation == "before":
        return bool(first.earliest and second.latest and first.earliest > second.latest)
    return False

"""The order of happenings under uncertainty."""

import heapq
from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.model import Happening, Ordering

__all__ = ["has_date", "order_happenings"]


def has_date(happening: Happening) -> bool:
    """Whether at least one end of the happening's time is known."""
    return happening.when.earliest is not None or happening.when.latest is not None


def order_happenings(happenings: Iterable[Happening], relations: Iterable[Ordering]) -> list[Happening]:
    """Happenings by their first, then by their last possible day, undated ones last.

    Where reports say that one lies before another, it comes before it here too, whatever the bounds allow
    (topological order; relations that run in a circle are passed over). What has no day of its own but lies before
    something that has one stands right before that.
    """
    ranked = sorted(happenings, key=_rank)
    place = {happening.id: at for at, happening in enumerate(ranked)}
    later: dict[int, set[int]] = {}
    n_earlier = [0] * len(ranked)
    for relation in relations:
        if relation.relation not in ("before", "after") or not {relation.happening, relation.other} <= place.keys():
            continue
        first, second = place[relation.happening], place[relation.other]
        if relation.relation == "after":
            first, second = second, first
        # Bounds that contradict the relation stay as they are: the days are evidence of their own.
        if first != second and second not in later.setdefault(first, set()) and _may_precede(ranked, first, second):
            later[first].add(second)
            n_earlier[second] += 1
    return [ranked[at] for at in _sorted_places(later, n_earlier)]


def _sorted_places(later: dict[int, set[int]], n_earlier: list[int]) -> list[int]:
    due = _due_places(later, len(n_earlier))
    ready = [(due[at], at) for at, count in enumerate(n_earlier) if count == 0]
    heapq.heapify(ready)
    done: list[int] = []
    waiting = set(range(len(n_earlier))) - {at for _, at in ready}
    while ready or waiting:
        if not ready:  # a circle: let its first member go
            freed = min(waiting)
            waiting.discard(freed)
            heapq.heappush(ready, (due[freed], freed))
        _, at = heapq.heappop(ready)
        done.append(at)
        for after in later.get(at, ()):
            n_earlier[after] -= 1
            if n_earlier[after] == 0 and after in waiting:
                waiting.discard(after)
                heapq.heappush(ready, (due[after], after))
    return done


def _due_places(later: dict[int, set[int]], n: int) -> list[int]:
    """For each place the first of those that must not come before it."""
    earlier: dict[int, set[int]] = {}
    for first, seconds in later.items():
        for second in seconds:
            earlier.setdefault(second, set()).add(first)
    due = list(range(n))
    waiting = sorted(later)
    while waiting:
        at = waiting.pop()
        soonest = min((due[after] for after in later.get(at, ())), default=due[at])
        if soonest < due[at]:
            due[at] = soonest
            waiting.extend(sorted(earlier.get(at, ())))
    return due


def _may_precede(ranked: Sequence[Happening], first: int, second: int) -> bool:
    one, other = ranked[first].when, ranked[second].when
    return one.earliest is None or other.latest is None or one.earliest <= other.latest


def _rank(happening: Happening) -> tuple[bool, date, date, str]:
    first, last = happening.when.earliest, happening.when.latest
    return (not has_date(happening), first or last or date.max, last or date.max, happening.id)

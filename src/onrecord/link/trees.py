"""Average-link clustering of a sparse graph: join what is alike on average, the surest first."""

import heapq
from collections.abc import Mapping

__all__ = ["average_link"]


def average_link(n_items: int, likeness: Mapping[tuple[int, int], float], threshold: float) -> list[int]:
    """A cluster number for each of `n_items`; pairs that are not in `likeness` count as 0.

    Two clusters join while the mean likeness of all their pairs is `threshold` or more; of equal ones, the pair with
    the smallest items joins first, so that the outcome hangs on the pairs alone.
    """
    size = dict.fromkeys(range(n_items), 1)
    first = {item: item for item in range(n_items)}
    members = {item: [item] for item in range(n_items)}
    links: dict[int, dict[int, float]] = {item: {} for item in range(n_items)}
    heap: list[tuple[float, int, int, int, int]] = []
    for (a, b), value in likeness.items():
        links[a][b] = links[b][a] = value
        if value >= threshold:
            heap.append((-value, min(a, b), max(a, b), a, b))
    heapq.heapify(heap)
    latest = n_items
    while heap:
        _, _, _, a, b = heapq.heappop(heap)
        if a not in size or b not in size:
            continue
        joined, latest = latest, latest + 1
        total_a, total_b = size.pop(a), size.pop(b)
        size[joined] = total_a + total_b
        first[joined] = min(first.pop(a), first.pop(b))
        members[joined] = members.pop(a) + members.pop(b)
        ours: dict[int, float] = {}
        left, right = links.pop(a), links.pop(b)
        for other in left.keys() | right.keys():
            if other in (a, b):
                continue
            mean = (left.get(other, 0.0) * total_a + right.get(other, 0.0) * total_b) / (total_a + total_b)
            ours[other] = mean
            theirs = links[other]
            theirs.pop(a, None)
            theirs.pop(b, None)
            theirs[joined] = mean
            if mean >= threshold:
                low, high = sorted((first[joined], first[other]))
                heapq.heappush(heap, (-mean, low, high, joined, other))
        links[joined] = ours
    labels = [0] * n_items
    for cluster, items in members.items():
        for item in items:
            labels[item] = first[cluster]
    return labels

"""Groups of ids that never hold two that must stay apart."""

from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Clusters"]


class Clusters:
    """A union-find whose groups respect pairs to keep apart.

    Args:
        items: The ids, each a group of its own at first.
        apart: Pairs of ids that must never share a group.
    """

    def __init__(self, items: Iterable[str], apart: Iterable[tuple[str, str]] = ()) -> None:
        self._group = {item: item for item in items}
        self._members = {item: [item] for item in self._group}
        self._apart: dict[str, set[str]] = {}
        for left, right in apart:
            if left in self._group and right in self._group and left != right:
                self._apart.setdefault(left, set()).add(right)
                self._apart.setdefault(right, set()).add(left)

    def __contains__(self, item: str) -> bool:
        return item in self._group

    def find(self, item: str) -> str:
        """The id that stands for the item's group."""
        return self._group[item]

    def members(self, item: str) -> Sequence[str]:
        """The items of the item's group, in the order of joining."""
        return self._members[self._group[item]]

    def barred(self, left: str, right: str) -> bool:
        """Whether a pair to keep apart would come together if the two items' groups were joined."""
        a, b = self.find(left), self.find(right)
        if a == b or not self._apart:
            return False
        if len(self._members[a]) > len(self._members[b]):
            a, b = b, a
        return any(self._group[other] == b for item in self._members[a] for other in self._apart.get(item, ()))

    def join(self, left: str, right: str) -> bool:
        """Join the groups of two items unless that is barred; returns whether the two are together now."""
        if left not in self._group or right not in self._group or self.barred(left, right):
            return False
        a, b = sorted((self.find(left), self.find(right)))
        if a != b:
            if len(self._members[a]) < len(self._members[b]):
                a, b = b, a
            for item in self._members[b]:
                self._group[item] = a
            self._members[a] += self._members.pop(b)
        return True

    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """Every group, its members sorted, by its smallest member."""
        groups = (tuple(sorted(members)) for members in self._members.values())
        return {group[0]: group for group in sorted(groups)}

"""Chains: the mentions of one entity as they are gathered while an article is read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.model import Span

__all__ = ["Chain", "Found", "Trail"]


@dataclass(frozen=True, slots=True)
class Found:
    """A mention before its entity is known.

    `kind` is "name", "nominal" or "pronoun"; `type` an entity type; `head` the index of its governing
    word; `key` the bare name (without title, article or possessive).
    """

    span: Span
    kind: str
    type: str
    head: int
    key: str
    sentence: int


@dataclass(slots=True)
class Chain:
    """One entity in the making.

    `roles` are the spans of titles and descriptions that the article gives it, `role_words` their words, `offices`
    their nouns with the words that rank them ("deputy"); `gender` is "m", "f" or None as far as a title or a pronoun
    has told.
    """

    type: str
    name: str
    found: list[Found] = field(default_factory=list)
    roles: list[Span] = field(default_factory=list)
    role_words: set[str] = field(default_factory=set)
    offices: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    gender: str | None = None
    plural: bool = False

    @property
    def names(self) -> list[str]:
        """The keys of its named mentions, in text order."""
        return [found.key for found in self.found if found.kind == "name"]

    def last_before(self, offset: int) -> Found | None:
        """The nearest mention that starts before `offset`."""
        before = [found for found in self.found if found.span.start < offset]
        return max(before, key=lambda found: found.span.start) if before else None


class Trail:
    """The mentions of all chains by sentence, to find what stands near without reading the whole article."""

    def __init__(self, chains: Iterable[Chain]) -> None:
        self._by_sentence: dict[int, list[tuple[Chain, Found]]] = {}
        for chain in chains:
            for found in chain.found:
                self.add(chain, found)

    def add(self, chain: Chain, found: Found) -> None:
        """Note a mention that has joined a chain."""
        self._by_sentence.setdefault(found.sentence, []).append((chain, found))

    def since(self, first: int, last: int) -> Iterator[tuple[Chain, Found]]:
        """The mentions in sentences `first` to `last`, both included."""
        for sentence in range(first, last + 1):
            yield from self._by_sentence.get(sentence, ())

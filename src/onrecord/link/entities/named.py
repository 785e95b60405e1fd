"""An article's entity with what tells it apart, and which articles tell of the same people and bodies."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.link.clusters import Clusters
from onrecord.link.names import is_generic, person_words
from onrecord.model import Entity

__all__ = ["BODIES", "PLACES", "Company", "Named", "countries_agree"]

BODIES = frozenset({"organisation"})
PLACES = frozenset({"country", "place", "group"})
_MAX_ARTICLES = 20  # who is named in more ties no two articles together


@dataclass(frozen=True, slots=True)
class Named:
    """An article's entity with what tells it apart."""

    entity: Entity
    article: str
    names: tuple[str, ...]
    genders: frozenset[str] = frozenset()  # what titles and given names tell
    offices: frozenset[str] = frozenset()  # the nouns of its titles
    lands: frozenset[str] = frozenset()  # the countries that its titles tell

    @property
    def id(self) -> str:
        """The article's entity's id."""
        return self.entity.id

    @property
    def best(self) -> str:
        """The name that says most."""
        return max(self.names, key=lambda name: (len(person_words(name)), len(name), name))


def countries_agree(left: Entity, right: Entity) -> bool:
    """Whether no two countries are told."""
    return left.country is None or right.country is None or left.country == right.country


class Company:
    """Which articles tell of the same people and bodies, so that what one leaves out another may tell."""

    def __init__(self, named: Sequence[Named], clusters: Clusters) -> None:
        self.people: dict[str, dict[str, Named]] = defaultdict(dict)
        self.bodies: dict[str, dict[str, Named]] = defaultdict(dict)
        self._groups: dict[str, set[str]] = defaultdict(set)
        self._articles: dict[str, set[str]] = defaultdict(set)
        for item in named:
            group = clusters.find(item.id)
            if item.entity.type == "person":
                self.people[item.article][group] = item
            elif item.entity.type in BODIES and not is_generic(item.entity.name) and item.entity.name[:1].isupper():
                self.bodies[item.article][group] = item
            else:
                continue
            self._groups[item.article].add(group)
            self._articles[group].add(item.article)

    def of(self, article: str) -> list[str]:
        """The articles that name somebody or some body whom `article` names too, and itself.

        Whom everybody names tells nothing.
        """
        near = {article}
        for group in self._groups[article]:
            if len(self._articles[group]) <= _MAX_ARTICLES:
                near |= self._articles[group]
        return sorted(near)

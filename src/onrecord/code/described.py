"""Which body by name a description stands for: "the company", "the group", "the hotel's owners"."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.code.affiliations import nouns, pattern, titled_body
from onrecord.code.places import countries_in
from onrecord.gazetteer.outlets import find_outlet
from onrecord.model import Article, Entity, Mention

__all__ = ["Described"]


@dataclass(frozen=True, slots=True)
class Described:
    """The bodies that one article names.

    `known` are its entities by id; `body_code` gives the code of a body that has one of its own.
    """

    article: Article
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    known: Mapping[str, Entity]
    body_code: Callable[[str], str | None]

    def named(self, name: str) -> str | None:
        """The firm or body by name that "the company" or "the union" stands for: the most mentioned one of its kind."""
        noun = name.rsplit(maxsplit=1)[-1].lower()
        if not name.islower() or name.lower() != noun:
            return None
        firm = bool(pattern("firm").fullmatch(noun))
        counts: dict[str, int] = {}
        for mention in self.mentions:
            entity = self.known.get(mention.entity or "")
            if entity is None or entity.type != "organisation" or not entity.name.split()[-1][:1].isupper():
                continue
            if noun in entity.name.lower().split() or (firm and self._may_be_firm(entity.name)):
                counts[entity.name] = counts.get(entity.name, 0) + 1
        if noun == "team" and (school := pattern("school").search(self.article.text)) is not None:
            return str(school.group("name"))
        if not counts and pattern("some_group").fullmatch(noun):
            return self._armed_group()
        if firm and not counts and (titled := pattern("titled_firm").search(self.article.text)) is not None:
            return titled_body(titled.group())
        if not counts or (not firm and len(counts) > 1):
            return None
        return min(counts, key=lambda known: (-counts[known], known))

    def house(self, name: str, texts: Sequence[str]) -> str | None:
        """The hotel or park, by its whole name, that "the hotel's owners" speak for."""
        match = pattern("owners_of").match(name)
        if match is None or any("," in text for text in texts):
            return None
        noun = match.group("house")
        names = (entity.name.split(" in ")[0] for entity in self.entities)
        named = {name for name in names if name.split()[-1] == noun and " " in name and "’" not in name}
        return named.pop() if len(named) == 1 else None

    def _armed_group(self) -> str | None:
        """The one movement by name that "the group" can be."""
        named = {
            entity.name
            for entity in self.entities
            if entity.type == "organisation"
            and entity.name[:1].isupper()
            and " and " not in entity.name
            and pattern("movement").search(entity.name)
        }
        return min(named) if len(named) == 1 else None

    def _may_be_firm(self, name: str) -> bool:
        return not (
            nouns()["state"].search(name)
            or nouns()["own"].search(pattern("firm").sub(" ", name))
            or pattern("outlet").search(name)
            or find_outlet(name)
            or countries_in(name)
            or self.body_code(name)
            or name in (self.article.publisher or "")
        )

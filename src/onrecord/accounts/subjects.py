"""Which topics a record's statements are about: issues by their words, and the entities that several name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.accounts.sayings import sentences_of
from onrecord.accounts.topics import Issue, find_issues
from onrecord.model import Entity, Facts, Links, Statement, Topic, digest

__all__ = ["Placed", "find_topics"]

Placed = tuple[Facts, Statement]

_NAMED_TYPES = frozenset({"person", "organisation", "country"})
_MIN_TOLD = 2  # statements that name an entity, to make it a topic


def find_topics(links: Links, placed: Mapping[str, Placed], issues: tuple[Issue, ...]) -> tuple[Topic, ...]:
    """Every topic that a statement is about, with its statements, in order of id."""
    entities = {entity.id: entity for entity in links.entities}
    entity_of = dict(links.entity_of)
    of_issue: dict[str, list[str]] = defaultdict(list)
    of_entity: dict[str, list[str]] = defaultdict(list)
    for link in links.statements:
        facts, statement = placed[link.statement]
        named = _named(facts, statement, entity_of, entities)
        for issue in _issues(facts, statement, named, issues):
            of_issue[issue].append(link.statement)
        for entity in named:
            if _is_worth_naming(entity, statement, issues):
                of_entity[entity.id].append(link.statement)
    found = [Topic(i.id, i.name, tuple(sorted(of_issue[i.id]))) for i in issues if i.id in of_issue]
    found += [
        Topic("t-" + digest("entity", identity), entities[identity].name, tuple(sorted(told)))
        for identity, told in of_entity.items()
        if len(told) >= _MIN_TOLD
    ]
    return tuple(sorted(found, key=lambda topic: topic.id))


def _named(
    facts: Facts, statement: Statement, entity_of: Mapping[str, str], entities: Mapping[str, Entity]
) -> list[Entity]:
    """The record's entities that a statement's words name, in order of id."""
    inside = {
        entity_of.get(mention.entity or "", "")
        for mention in facts.mentions
        if mention.type == "name" and any(content.contains(mention.span) for content in statement.content)
    }
    return [entities[identity] for identity in sorted(inside) if identity in entities]


def _issues(facts: Facts, statement: Statement, named: Sequence[Entity], issues: tuple[Issue, ...]) -> tuple[str, ...]:
    text = facts.article.text
    names = sorted({name for entity in named for name in (entity.name, *entity.aliases)})
    words = [span.of(text) for span in statement.content]
    return find_issues(words, names, issues, sentences_of(text, statement.content))


def _is_worth_naming(entity: Entity, statement: Statement, issues: tuple[Issue, ...]) -> bool:
    """Whether an entity is what is talked about: not the speaker's own side, nor an issue under its own name."""
    return (
        entity.type in _NAMED_TYPES
        and statement.side not in {entity.country, entity.name}
        and not any(issue.name == entity.name for issue in issues)
    )

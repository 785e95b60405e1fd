"""Who and what an article names, and which mentions mean the same one.

Names come from the reader, descriptions and pronouns from its parse; chains are built by rules that prefer to
leave a mention unresolved to merging two people.
"""

from collections.abc import Collection
from dataclasses import dataclass

from onrecord.annotate.mentions.chains import Chain, Found
from onrecord.annotate.mentions.names import chain_names, find_names, title_before
from onrecord.annotate.mentions.nominals import (
    add_role,
    describe_people,
    find_nominals,
    point_forward,
    resolve_nominal,
    source_heads,
)
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.pronouns import find_pronouns, resolve_pronoun
from onrecord.annotate.mentions.tables import GIVEN_NAMES, HONORIFICS
from onrecord.model import Article, Entity, Mention, Reading, Role, Span, fact_id

__all__ = ["Naming", "find_entities"]


@dataclass(frozen=True, slots=True)
class Naming:
    """The entities of one article, their mentions in text order, and the roles that the article gives them."""

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()


def find_entities(article: Article, reading: Reading, *, states: Collection[str] = ()) -> Naming:
    """Every entity that the reading names or describes; `states` are countries that only the user's list knows."""
    parse = Parse(article.text, reading)
    quoted = _quoted(article.text, reading)
    names = find_names(parse, states)
    chains = chain_names(parse, names)
    for chain in chains:
        _add_titles(parse, chain)
        _add_gender(chain)
    describe_people(parse, chains)
    pending = sorted([*find_nominals(parse, names), *find_pronouns(parse, quoted)], key=lambda f: f.span)
    speakers = source_heads(parse)
    unresolved = []
    for found in pending:
        if found.kind == "nominal":
            resolve_nominal(parse, found, chains)
        elif resolve_pronoun(parse, found, chains, quoted, speakers) is None:
            unresolved.append(found)
    point_forward(parse, chains)
    return _freeze(article, chains, unresolved)


def _quoted(text: str, reading: Reading) -> list[Span]:
    """The contents that stand in quotation marks."""
    contents = (span for relation in reading.relations for span in relation.content)
    return [span for span in contents if text[span.start] in "\"“«'‘"]


def _add_titles(parse: Parse, chain: Chain) -> None:
    if chain.type != "person":
        return
    for found in chain.found:
        before = parse.words_in(found.span)[0] - 1
        if before >= 0 and (gender := HONORIFICS.get(parse.lowers[before])) and chain.gender is None:
            chain.gender = gender
        if (title := title_before(parse, found)) is not None:
            add_role(parse, chain, title)


def _add_gender(chain: Chain) -> None:
    """The gender that a person's given name tells."""
    if chain.type == "person" and chain.gender is None and " " in chain.name:
        chain.gender = GIVEN_NAMES.get(chain.name.split()[0])


def _freeze(article: Article, chains: list[Chain], unresolved: list[Found]) -> Naming:
    entities, mentions, roles = [], [], []
    for chain in sorted(chains, key=lambda c: min(f.span for f in c.found)):
        spans = sorted({f.span for f in chain.found})
        entity = fact_id(article.id, article.sha256, "entities", spans)
        aliases = tuple(sorted({f.key for f in chain.found if f.kind == "name"} - {chain.name}))
        entities.append(Entity(entity, chain.name, chain.type, aliases))
        mentions += [Mention(f.span, f.kind, entity) for f in chain.found]
        roles += [
            Role(entity, span.of(article.text), article=article.id, span=span) for span in sorted(set(chain.roles))
        ]
    mentions += [Mention(f.span, f.kind, None) for f in unresolved]
    return Naming(tuple(entities), tuple(sorted(set(mentions), key=lambda m: (m.span, m.type))), tuple(roles))

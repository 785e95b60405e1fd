"""Who and what an article names, and which mentions mean the same one.

Names come from the reader, descriptions and pronouns from its parse; chains are built by rules that prefer to
leave a mention unresolved to merging two people.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from onrecord.annotate.mentions.chains import Chain, Found, Trail
from onrecord.annotate.mentions.definites import point_forward, resolve_nominal
from onrecord.annotate.mentions.joining import chain_names
from onrecord.annotate.mentions.names import find_names, title_before
from onrecord.annotate.mentions.nominals import add_role, describe_people, find_nominals
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.pronouns import Setting, find_pronouns, resolve_pronoun
from onrecord.model import Article, Entity, Mention, Reading, Role, fact_id

__all__ = ["Naming", "find_entities"]


@dataclass(frozen=True, slots=True)
class Naming:
    """The entities of one article, their mentions in text order, and the roles that the article gives them.

    `parse` is the reading's, for the stages that come after.
    """

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    parse: Parse | None = field(default=None, compare=False, repr=False)

    def parse_of(self, text: str, reading: Reading) -> Parse:
        """The parse of a reading of `text`: this one's where it is the same reading."""
        if self.parse is not None and self.parse.reading is reading:
            return self.parse
        return Parse(text, reading)


def find_entities(article: Article, reading: Reading, *, states: Collection[str] = ()) -> Naming:
    """Every entity that the reading names or describes; `states` are countries that only the user's list knows."""
    parse = Parse(article.text, reading)
    setting = Setting.of(parse)
    names = find_names(parse, states, article.publisher)
    chains = chain_names(parse, names)
    for chain in chains:
        _add_titles(parse, chain)
    titles = [role for chain in chains for role in chain.roles]
    describe_people(parse, chains)
    pending = sorted(
        [*find_nominals(parse, names, titles), *find_pronouns(parse, setting.quoted)], key=lambda f: f.span
    )
    trail = Trail(chains)
    unresolved = []
    for found in pending:
        if found.kind == "nominal":
            trail.add(resolve_nominal(parse, found, chains), found)
        elif (meant := resolve_pronoun(parse, found, trail, setting)) is not None:
            trail.add(meant, found)
        else:
            unresolved.append(found)
    point_forward(parse, chains)
    return _freeze(article, parse, chains, unresolved)


def _add_titles(parse: Parse, chain: Chain) -> None:
    if chain.type != "person":
        return
    for found in chain.found:
        if (title := title_before(parse, found)) is not None:
            add_role(parse, chain, title)


def _freeze(article: Article, parse: Parse, chains: list[Chain], unresolved: list[Found]) -> Naming:
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
    mentions = sorted(set(mentions), key=lambda m: (m.span.start, m.span.end, m.type))
    return Naming(tuple(entities), tuple(mentions), tuple(roles), parse)

"""Whom a description or a short name means: "the lender", "the mayor", "Svea", chosen among those named nearby.

What the rules of `entities` leave alone is weighed against every body or person that its article, or one that names
the same people and bodies, names in full: what the words say that it is, whose text it stands in, how near the other
was named. A learned scorer (`training/linking/referents.py`) decides; in doubt a description stays alone. Indefinite
descriptions ("a player") mean nobody named, and two unnamed people are never compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.link.referents import bodies, people, shorts
from onrecord.link.referents.items import open_item
from onrecord.link.scenes import Scene
from onrecord.link.scorer import Scorer

__all__ = ["FEATURES", "KINDS", "ROUNDS", "Proposal", "choose", "propose", "weigh"]

KINDS = ("short", "body", "person")
"""Short names, descriptions of bodies, descriptions of people."""
ROUNDS = (*KINDS, "short", "body", "person")
"""The order in which they are settled: what one description has told of a name helps the next."""
FEATURES: Mapping[str, tuple[str, ...]] = {
    "short": shorts.FEATURES,
    "body": bodies.FEATURES,
    "person": people.FEATURES,
}
"""What pairs of each kind are compared by, each 0 to 1; `training/linking/referents.py` weighs them."""

_MARGIN = 0.2  # by which the likeliest must lead


@dataclass(frozen=True, slots=True)
class Proposal:
    """A description or short name with the groups that it may mean, and what each pair is compared by."""

    id: str
    article: str
    groups: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]


def choose(proposal: Proposal, scorer: Scorer) -> str | None:
    """The group that an item means, None where none is likely enough or two are."""
    ranked = weigh(proposal, scorer)
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    best, group = ranked[0]
    return group if best >= scorer.threshold and best - second >= _MARGIN else None


def weigh(proposal: Proposal, scorer: Scorer) -> list[tuple[float, str]]:
    """How likely an item means each group, against all others and nobody; the likeliest first."""
    odds = [1.0 / max(1e-6, 1.0 - p) - 1.0 for p in map(scorer.score, proposal.rows)]
    total = 1.0 + sum(odds)
    return sorted(((round(o / total, 6), group) for o, group in zip(odds, proposal.groups, strict=True)), reverse=True)


def propose(kind: str, scene: Scene) -> list[Proposal]:
    """What the open descriptions or short names of one of the `KINDS` may mean, in order of id."""
    found = []
    make = {"short": shorts.short_rows, "body": bodies.body_rows, "person": people.person_rows}[kind]
    for article in sorted(scene.texts):
        for entity in sorted({e for k in scene.by_article[article].values() for e in k.members[article]}):
            item = open_item(kind, scene, article, scene.entities[entity])
            if item is not None and (pairs := make(scene, item)):
                found.append(Proposal(item.id, article, tuple(g for g, _ in pairs), tuple(row for _, row in pairs)))
    return found

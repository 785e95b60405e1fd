"""Bodies that no article names: "the embassy" of two reports on the same people is one where each tells of one."""

from collections import defaultdict

from onrecord.link.clusters import Clusters
from onrecord.link.referents.items import Open, open_item
from onrecord.link.scenes import Scene, word_lists

__all__ = ["join_described"]

_BODIES = frozenset({"organisation"})
_MIN_SHARED = 2  # named people and bodies that both articles tell of
_MAX_ARTICLES = 20  # who is named in more ties no two articles together


def join_described(scene: Scene, clusters: Clusters) -> None:
    """Join descriptions of institutions by one noun in articles near each other, without a contradiction.

    Each article must describe one such body alone. A story may well have two companies, clubs or courts: they are left.
    """
    nouns = frozenset(word_lists()["institutions"]["single"])
    by_noun: dict[str, dict[str, list[Open]]] = defaultdict(lambda: defaultdict(list))
    for article in sorted(scene.texts):
        for entity in sorted({e for known in scene.by_article[article].values() for e in known.members[article]}):
            if scene.entities[entity].type not in _BODIES:
                continue
            item = open_item("body", scene, article, scene.entities[entity])
            if item is not None and item.noun in nouns:
                by_noun[item.noun][article].append(item)
    for _, articles in sorted(by_noun.items()):
        alone = {article: items[0] for article, items in sorted(articles.items()) if len(items) == 1}
        for article, left in alone.items():
            for other in scene.near(article):
                if other > article and other in alone and _may_be_one(scene, left, alone[other]):
                    clusters.join(left.id, alone[other].id)


def _may_be_one(scene: Scene, left: Open, right: Open) -> bool:
    """Whether nothing tells two descriptions apart, and their articles tell of the same."""
    if (
        left.possessed
        or right.possessed
        or not (left.modifiers <= right.modifiers or right.modifiers <= left.modifiers)
    ):
        return False
    countries = {scene.entities[item.id].country for item in (left, right)} - {None}
    if len(countries) > 1 or (left.bodies and right.bodies and left.bodies.isdisjoint(right.bodies)):
        return False
    return len(_named(scene, left) & _named(scene, right)) >= _MIN_SHARED


def _named(scene: Scene, item: Open) -> set[str]:
    """The people and bodies that an article names, without those whom everybody names."""
    known = scene.by_article[item.article].values()
    named = (k for k in known if k.names and k.type in {"person", "organisation"})
    return {k.group for k in named if len(k.members) <= _MAX_ARTICLES}

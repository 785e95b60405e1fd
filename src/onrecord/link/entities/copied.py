"""Whom a sentence describes that stands in two articles alike: one sentence, one official."""

from collections.abc import Sequence

from onrecord.lexicon.words import sentence_spans
from onrecord.link.clusters import Clusters
from onrecord.model import Facts

__all__ = ["join_copied"]

_MIN_WORDS = 10  # shorter sentences are alike by chance
_DESCRIBED = frozenset({"unnamed", "organisation"})


def join_copied(many: Sequence[Facts], clusters: Clusters) -> None:
    """Join those whom two articles describe in the same place of the same sentence, word for word."""
    first: dict[tuple[str, int, int], str] = {}
    for facts in sorted(many, key=lambda f: f.article.id):
        text = facts.article.text
        types = {entity.id: entity.type for entity in facts.entities}
        described = [
            (m.span, m.entity)
            for m in facts.mentions
            if m.entity is not None and m.type == "nominal" and types[m.entity] in _DESCRIBED
        ]
        for sentence in sentence_spans(text) if described else ():
            words = " ".join(sentence.of(text).split())
            if words.count(" ") + 1 < _MIN_WORDS:
                continue
            for span, entity in sorted(described):
                if sentence.contains(span):
                    place = (words, span.start - sentence.start, span.end - sentence.start)
                    clusters.join(first.setdefault(place, entity), entity)

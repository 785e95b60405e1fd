"""To whom a statement was made."""

from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.tables import LEXICON
from onrecord.model import EntityRef, Span

__all__ = ["find_addressee"]

_TELLING = frozenset(LEXICON["spoken"]["telling"])
_OBJECTS = frozenset({"dobj", "dative", "iobj", "obj"})
_LEADING = frozenset({"the", "a", "an"})


def find_addressee(scene: Scene, draft: Draft) -> EntityRef | None:
    """The one spoken to: the object of a telling verb, or who follows "said to", "called on", "appealed to"."""
    parse = scene.parse
    for cue in draft.cue:
        for word in parse.words_in(cue):
            if parse.lowers[word] in _TELLING:
                for child in parse.children[word]:
                    if child > word and parse.words[child].dep in _OBJECTS and _outside(scene, draft, child):
                        return _ref(scene, child)
            for child in parse.children[word]:
                if (
                    child > word
                    and parse.lowers[child] in {"to", "on"}
                    and parse.words[child].dep in {"prep", "dative"}
                ):
                    if parse.lowers[child] == "on" and parse.lowers[word] not in {"called", "calls", "call", "calling"}:
                        continue
                    for noun in parse.children[child]:
                        if (
                            parse.words[noun].dep == "pobj"
                            and _outside(scene, draft, noun)
                            and _is_somebody(scene, noun)
                        ):
                            return _ref(scene, noun)
    return None


def _outside(scene: Scene, draft: Draft, word: int) -> bool:
    place = scene.parse.words[word].span
    return not any(span.contains(place) for span in (*draft.content, *draft.source))


def _is_somebody(scene: Scene, noun: int) -> bool:
    mention = scene.mention_at_head(noun)
    if mention is None or mention.entity is None:
        return False
    return scene.entities[mention.entity].type in {"person", "unnamed", "organisation", "country"}


def _ref(scene: Scene, noun: int) -> EntityRef:
    mention = scene.mention_at_head(noun)
    if mention is not None and mention.entity is not None:
        return scene.ref(mention.entity, mention.span)
    phrase = scene.parse.phrase(noun)
    first = phrase.first
    if scene.parse.lowers[first] in _LEADING and first < phrase.last:
        first += 1
    span: Span = scene.parse.span(phrase.first, phrase.last)
    return EntityRef(None, scene.parse.span(first, phrase.last).of(scene.text), span)

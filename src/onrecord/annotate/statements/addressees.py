"""To whom a statement was made."""

from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.tables import LEXICON
from onrecord.model import EntityRef, Span

__all__ = ["find_addressee"]

_TELLING = frozenset(LEXICON["spoken"]["telling"])
_OBJECTS = frozenset({"dobj", "dative", "iobj", "obj"})
_LEADING = frozenset({"the", "a", "an"})
_LETTERS = frozenset({"letter", "note", "message", "memo", "telegram", "cable", "email", "e-mail"})
_OCCASIONS = frozenset(LEXICON["spoken"]["occasions"])


def find_addressee(scene: Scene, draft: Draft) -> EntityRef | None:
    """The one spoken to: the object of a telling verb, or who follows "said to", "called on", "appealed to"."""
    parse = scene.parse
    for cue in draft.cue:
        for word in parse.words_in(cue):
            if parse.lowers[word] in _TELLING:
                for child in parse.children[word]:
                    if (
                        child > word
                        and parse.words[child].dep in _OBJECTS | {"nsubj"}
                        and _asked_to(scene, draft, child)
                    ):
                        return _ref(scene, child)
                    if child > word and parse.words[child].dep in _OBJECTS and _outside(scene, draft, child):
                        return None if parse.lowers[child] in _OCCASIONS else _ref(scene, child)
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
                            and (_outside(scene, draft, noun) or _asked_to(scene, draft, noun))
                            and _is_somebody(scene, noun)
                        ):
                            return _ref(scene, noun)
    return _written_to(scene, draft)


def _written_to(scene: Scene, draft: Draft) -> EntityRef | None:
    """The one to whom the letter goes that the words stand in: "in a letter to Doe, the firm demands …"."""
    first = next(iter(scene.sentences_of(draft.anchor)), None)
    if first is None:
        return None
    parse = scene.parse
    sentence = parse.reading.sentences[first]
    for word in parse.words_in(sentence):
        letter = parse.lowers[word] in _LETTERS and parse.lowers[max(0, word - 2)] in {"in", "by", "with"}
        if not letter or not _outside(scene, draft, word) or parse.words[word].span.start > draft.anchor.start:
            continue
        to = next((c for c in parse.children[word] if c == word + 1 and parse.lowers[c] == "to"), None)
        nouns = parse.children[to] if to is not None else []
        noun = next((n for n in nouns if parse.words[n].dep == "pobj" and _is_somebody(scene, n)), None)
        if noun is not None:
            return _ref(scene, noun)
    return None


def _asked_to(scene: Scene, draft: Draft, noun: int) -> bool:
    """Whether a content opens with those who are to do something ("urged | the council to wait")."""
    parse = scene.parse
    if noun + 1 >= len(parse.words) or parse.lowers[noun + 1] != "to" or not _is_somebody(scene, noun):
        return False
    start = parse.words[parse.phrase(noun).first].span.start
    return any(span.start == start for span in draft.content)


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

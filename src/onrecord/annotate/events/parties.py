"""The parties of an event: a phrase's words as printed, with the entity that they refer to."""

from bisect import bisect_right

from onrecord.annotate.mentions import Naming
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of
from onrecord.model import Actor, Entity, EntityRef, Mention, Span

__all__ = ["Parties"]

_NO_PARTIES = frozenset({"document"})
_QUANTITIES = frozenset(
    """one two three some many several most all both dozens hundreds thousands millions number numbers group
    groups part parts members member majority half series lot total handful pair team crowd hundreds scores
    spate wave head heads""".split()
)
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside"})
_MAX_APPOSITION_WORDS = 9


class Parties:
    """Which entity a phrase refers to."""

    def __init__(self, parse: Parse, naming: Naming) -> None:
        self._parse = parse
        self._entities = {entity.id: entity for entity in naming.entities}
        self._mentions = sorted(naming.mentions, key=lambda m: m.span)
        self._starts = [m.span.start for m in self._mentions]
        self._roles: dict[str, str] = {}
        for role in naming.roles:
            self._roles.setdefault(role.entity, role.role)

    def at(self, head: int) -> tuple[Mention, Entity | None] | None:
        """The innermost mention over the word, with its entity."""
        span = self._parse.words[head].span
        best = None
        for mention in self._mentions[max(0, bisect_right(self._starts, span.start) - 12) :]:
            if mention.span.start > span.start:
                break
            if mention.span.contains(span) and (best is None or len(mention.span) < len(best.span)):
                best = mention
        return (best, self._entities.get(best.entity or "")) if best else None

    def actor(self, head: int) -> Actor | None:
        """The actor at a phrase's head; None for what can be no party, such as a document."""
        head = self._owner(head)
        span = self._phrase(head)
        found = self.at(head)
        if found is None:
            return Actor(None, span.of(self._parse.text), (span,))
        mention, entity = found
        if entity is None:
            return Actor(None, span.of(self._parse.text), (span,))
        if entity.type in _NO_PARTIES:
            return None
        if mention.type == "pronoun":
            span = self._named_before(mention, entity) or span
        elif mention.span.contains(span):
            span = mention.span
        return Actor(entity.id, span.of(self._parse.text), (span,), role=self._roles.get(entity.id))

    def _owner(self, head: int) -> int:
        """The head itself, or the person or body that owns what can't act ("Biden's outreach")."""
        parse = self._parse
        if parse.words[head].tag != "NN" or noun_of(parse.lowers[head]) is not None:
            return head
        for child in parse.children[head]:
            found = self.at(child) if parse.words[child].dep == "poss" else None
            if found and found[1] and found[1].type == "person":
                return child
        return head

    def _named_before(self, pronoun: Mention, entity: Entity) -> Span | None:
        """The name or description that the pronoun points back to within its sentence."""
        words = self._parse.words
        sentence = words[self._parse.words_in(pronoun.span)[0]].sentence
        found = None
        for mention in self._mentions:
            if mention.span.start >= pronoun.span.start:
                break
            if mention.entity == entity.id and mention.type != "pronoun":
                inside = self._parse.words_in(mention.span)
                if inside and words[inside[0]].sentence == sentence:
                    found = mention.span
        return found

    def _phrase(self, head: int) -> Span:
        """The noun phrase, with what it counts ("dozens of settlers") and a name set beside it."""
        parse = self._parse
        phrase = parse.phrase(head)
        last = head
        for child in parse.children[head]:
            word = parse.words[child]
            if child < head or (child != last + 1 and word.dep != "appos"):
                continue
            if word.dep == "prep" and parse.lowers[child] == "of" and parse.lowers[head] in _QUANTITIES:
                last = max((g for g in parse.children[child] if parse.words[g].dep == "pobj"), default=last)
            elif word.dep == "appos" and child - head <= _MAX_APPOSITION_WORDS and word.tag[:3] == "NNP":
                last = max(last, child)
        return parse.span(phrase.first, last)

    def place(self, trigger: int) -> EntityRef | None:
        """The place in an "in", "at" or "near" phrase that hangs on the trigger itself."""
        parse = self._parse
        for child in parse.children[trigger]:
            if parse.words[child].dep != "prep" or parse.lowers[child] not in _PLACE_PREPOSITIONS:
                continue
            for grandchild in parse.children[child]:
                found = self.at(grandchild)
                if found and found[1] and found[1].type in {"place", "country"}:
                    return EntityRef(found[1].id, found[1].name, found[0].span)
        return None

"""The parties of an event: a phrase's words as printed, with the entity that they refer to."""

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.annotate.events.pairs import TIMES
from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions import Naming
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of
from onrecord.gazetteer import find_country
from onrecord.lexicon.kinds import noun_kind
from onrecord.model import Actor, Entity, EntityRef, Mention, Span

__all__ = ["Parties"]

_NO_PARTIES = frozenset({"document"})
_OWNING = frozenset({"amod", "compound", "nmod", "poss"})
_QUANTITIES = find_words("parties", "quantities")
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside"})
_MAX_APPOSITION_WORDS = 9
_MAX_TITLE_WORDS = 14  # from a title to the name that it belongs to
_CHOSEN = find_words("parties", "chosen")


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

    def is_person(self, head: int) -> bool:
        """Whether the word names or describes one person."""
        found = self.at(head)
        if found is not None and found[1] is not None and found[1].type == "person":
            return True
        noun = noun_of(self._parse.lowers[head])
        return noun is not None and noun.kind == "person" and self._parse.words[head].tag in {"NN", "NNP"}

    def recipient(self, head: int, actors: Sequence[Actor]) -> Actor | None:
        """The actor at the head of a phrase on which `actors` act: nobody acts on himself under another description.

        A document stands for the country or body that is named as its owner ("a Norland resolution").
        """
        mention, entity = self.at(head) or (None, None)
        if mention is not None and entity is not None and mention.type == "nominal":
            paper = entity.type in _NO_PARTIES
            same = any(actor.entity == entity.id and actor.spans != (mention.span,) for actor in actors)
            if same or (paper and (head not in self._parse.heads_in(mention.span) or self._is_owned(head))):
                span = self._phrase(head)
                return Actor(None, span.of(self._parse.text), (span,))
        return self.actor(head)

    def _is_owned(self, head: int) -> bool:
        """Whether a country or body is named before the word or as its possessor."""
        parse = self._parse
        before = (c for c in parse.children[head] if c < head and parse.words[c].dep in _OWNING)
        return any(parse.words[c].tag[:3] == "NNP" or find_country(parse.forms[c]) is not None for c in before)

    def actor(self, head: int) -> Actor | None:
        """The actor at a phrase's head; None for what can be no party, such as a document."""
        named = self._name_beside(head)
        head = self._owner(head) if named is None else head
        span = self._phrase(head)
        found = self.at(head)
        if named is not None and (found is None or found[1] is None or found[1].type != "person"):
            first = self._parse.words_in(span)[0]
            last = self._parse.words_in(named[0].span)[-1]
            if last - first <= _MAX_TITLE_WORDS:
                span = self._parse.span(first, last)
            return Actor(named[1].id, span.of(self._parse.text), (span,), role=self._roles.get(named[1].id))
        if found is None:
            return Actor(None, span.of(self._parse.text), (span,))
        mention, entity = found
        if entity is None:
            return Actor(None, span.of(self._parse.text), (span,))
        if entity.type in _NO_PARTIES:
            return None
        if mention.type == "pronoun":
            span = self._named_before(mention, entity) or span
        elif mention.span.contains(span) or self._begins_with_month(span, mention):
            span = mention.span
        return Actor(entity.id, span.of(self._parse.text), (span,), role=self._roles.get(entity.id))

    def _begins_with_month(self, span: Span, mention: Mention) -> bool:
        """Whether the parse took the month before the name for part of it ("In February Norland raised")."""
        inside = self._parse.words_in(span)
        rest = [self._parse.lowers[i] for i in inside if self._parse.words[i].span.end <= mention.span.start]
        return len(rest) == 1 and rest[0] in TIMES and span.end == mention.span.end

    def _name_beside(self, head: int) -> tuple[Mention, Entity] | None:
        """The person whom a title or description names ("Minister of Trade Ada Brandt", "the envoy, Bo Lind").

        The name is the last word of the title's own "of" phrase, or stands between commas within the phrase.
        """
        parse = self._parse
        noun = noun_of(parse.lowers[head])
        if (noun is None or noun.kind != "person") and parse.lowers[head] not in _CHOSEN:
            return None
        if parse.words[head].tag in {"NNS", "NNPS"}:
            return None  # "supporters of the candidate, Bo Lind" are several
        below = [i for i in self._after(head) if i > head]
        for index in below:
            found = self.at(index)
            if found is None or found[1] is None or found[1].type != "person" or found[0].type == "pronoun":
                continue
            inside = parse.words_in(found[0].span)
            first, last = inside[0], inside[-1]
            closed = last + 1 >= len(parse.words) or (not parse.is_noun(last + 1) and parse.lowers[last + 1] != "’s")
            set_off = any(parse.lowers[i] == "," for i in range(head + 1, first)) and parse.words[first].dep != "poss"
            run_on = first - head <= _MAX_APPOSITION_WORDS and parse.words[index].tag == "NNP"
            direct = run_on and all(parse.words[i].tag in {"NNP", "NNPS", "IN", "CC"} for i in range(head + 1, first))
            if closed and (set_off or (direct and first > head + 1)):
                return found[0], found[1]
            return None
        return None

    def _after(self, head: int) -> list[int]:
        """The words below the head in text order, as far as no clause of its own begins."""
        parse = self._parse
        reach: list[int] = []
        stack = [head]
        while stack:
            index = stack.pop()
            for child in parse.children[index]:
                word = parse.words[child]
                joined = word.dep == "conj" and index == head
                if child > head and not joined and not (word.tag.startswith("V") and parse.lowers[child] != "be"):
                    reach.append(child)
                    stack.append(child)
        return sorted(reach)

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

    def is_matter(self, head: int) -> bool:
        """Whether the word is a common noun for what can't act ("the demand") and no part of a name."""
        if self._parse.words[head].tag not in {"NN", "NNS"} or noun_kind(self._parse.lowers[head]) != "matter":
            return False
        found = self.at(head)
        return found is None or found[0].type != "name"

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

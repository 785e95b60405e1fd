"""In which happening a statement was said, and which happenings it is about; never by the day alone.

A statement is said in an engagement when a participant says it to another ("Xi told Biden that …"), when a readout or
an outlet's report of the engagement gives a participant's words, or when it goes on from such a statement. It is
about a
happening when its words hold one of the happening's events, when its sentence speaks of it ("after the call, the
official described the tone …"), or when it goes on from such a statement of the same speaker. A readout, or another
text of a side's own, that opens with an engagement is about it in all that it says for a side that took part.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.lexicon.words import sentence_spans
from onrecord.link.entities import Identities
from onrecord.link.views import EventView, sentence_at
from onrecord.model import EntityRef, Facts, Happening, Span, Statement, cover

__all__ = ["Telling", "link_statements"]

_READOUTS = frozenset({"readout", "state_media"})
_DOCUMENTS = frozenset({"readout", "statement", "document"})
_OWN_TEXTS = frozenset({"readout", "statement", "state_media", "press_briefing", "document", "speech"})
_SPOKEN = frozenset({"occurred", "ended"})
_ELSEWHERE = re.compile(
    r"(?i)\b(?:told|tells?)\s+(?:his|her|its|the|a)?\s*(?:cabinet|reporters|journalists|parliament|lawmakers|"
    r"supporters|newspaper|broadcaster|television|press)|press conference|news conference|interview|briefing|"
    r"speech|tweet|posted"
)
_ABOUT_CUES = re.compile(
    r"(?i)\b(?:after|following|ahead of|before|on|about|of|during|in|from|described?|calls?|called|called)\b"
)
_THE_TWO = re.compile(
    r"(?i)\b(?:the two(?: of them| leaders| men| women| presidents| sides)?|both leaders|the leaders|the other side|"
    r"the tone|the exchange|the conversation|the discussion)\b"
)
_MAX_PARAGRAPHS_ON = 1


@dataclass(slots=True)
class Telling:
    """The happenings of one statement."""

    said_in: str | None = None
    about: set[str] = field(default_factory=set)


def link_statements(
    facts: Facts,
    views: Sequence[EventView],
    of_event: Mapping[str, Happening],
    identities: Identities,
) -> dict[str, Telling]:
    """For every statement of one article, the happenings that it was said in or is about."""
    scene = _Scene(facts, views, of_event, identities)
    found: dict[str, Telling] = {}
    last: list[Statement] = []
    ordered = sorted((s for s in facts.statements), key=lambda s: (cover(_places(s)).start, -cover(_places(s)).end))
    for statement in ordered:
        telling = Telling()
        telling.said_in = scene.said_in(statement)
        telling.about = scene.about(statement)
        if telling.said_in is None and not telling.about and last:
            before = last[-1]
            if scene.goes_on(before, statement):
                earlier = found[before.id]
                telling.said_in, telling.about = earlier.said_in, set(earlier.about)
                if telling.said_in and not scene.takes_part(statement.speaker, telling.said_in):
                    telling.said_in = None
        if telling.said_in is not None:
            telling.about.discard(telling.said_in)
        found[statement.id] = telling
        if statement.usage is None:
            last.append(statement)
    for statement in ordered:
        telling = found[statement.id]
        if telling.said_in is None and not any(scene.is_engagement(h) for h in telling.about):
            telling.about |= scene.subject_of(statement)
    return found


def _sides_of(happening: Happening) -> frozenset[str]:
    """The codes and names of the parties."""
    return frozenset(side for actor in happening.participants for side in (actor.code, actor.text) if side)


def _places(statement: Statement) -> tuple[Span, ...]:
    return (*statement.source, *statement.cue, *statement.content)


class _Scene:
    """One article's happenings, and which of them a statement belongs to."""

    def __init__(
        self,
        facts: Facts,
        views: Sequence[EventView],
        of_event: Mapping[str, Happening],
        identities: Identities,
    ) -> None:
        self.text = facts.article.text
        self.views = sorted(views, key=lambda v: v.start)
        self.of_event = of_event
        self.identities = identities
        self.statements = {statement.id: statement for statement in facts.statements}
        self.sentences = sentence_spans(self.text)
        self.n_mentions = {event.id: self._n_mentions(event.trigger) for event in facts.events}
        self.people_of: dict[str, frozenset[str]] = {}
        self.happenings: dict[str, Happening] = {}
        for view in self.views:
            happening = of_event[view.id]
            self.happenings[happening.id] = happening
        for identity, happening in self.happenings.items():
            people = {actor.entity for actor in happening.participants if actor.entity}
            self.people_of[identity] = frozenset(people)
        self._subject = self._find_subject()

    def _n_mentions(self, trigger: Sequence[Span]) -> int:
        """How often an event is told: once in a sentence, for "called … off" are two spans of one mention."""
        return len({sentence_at(self.sentences, span.start) for span in trigger})

    def takes_part(self, ref: EntityRef | None, happening: str) -> bool:
        """Whether an entity is among a happening's participants."""
        entity = self.identities.of(ref.entity) if ref else None
        return entity is not None and entity in self.people_of[happening]

    def said_in(self, statement: Statement) -> str | None:
        """The engagement that the statement was made in, None unless the article tells it as said there."""
        speaker = self._speaker(statement)
        if speaker is None or statement.usage is not None or _ELSEWHERE.search(self._around(statement)):
            return None
        open_to = [
            h
            for h in self.happenings.values()
            if h.form and h.status in _SPOKEN and speaker in self.people_of[h.id] and self._days_agree(statement, h)
        ]
        if not open_to:
            return None
        addressee = self.identities.of(statement.addressee.entity) if statement.addressee else None
        if addressee is not None:
            open_to = [h for h in open_to if addressee in self.people_of[h.id] and addressee != speaker]
            return self._nearest(open_to, statement)
        if statement.channel in _READOUTS or self._is_readout(statement):
            return self._nearest(open_to, statement, main=True)
        return None

    def about(self, statement: Statement) -> set[str]:
        """The happenings whose events stand in the statement's words or are spoken of beside them."""
        found = {
            self.of_event[view.id].id
            for view in self.views
            if any(content.start <= view.start < content.end for content in statement.content)
        }
        engaged = {h for h in found if self.happenings[h].form}
        if engaged:
            return found
        beside = [
            self.of_event[view.id]
            for view in self.views
            if view.form is not None
            and any(view.sentence == sentence for sentence in self._sentences(statement))
            and not any(content.start <= view.start < content.end for content in statement.content)
            and self._speaks_of(statement, view)
        ]
        found |= {happening.id for happening in beside}
        if not beside and (main := self._main()) is not None and self._mentions_the_two(statement, main):
            found.add(main.id)
        return found

    def is_engagement(self, happening: str) -> bool:
        """Whether a happening of the article is a call, meeting, visit or the like."""
        return self.happenings[happening].form is not None

    def subject_of(self, statement: Statement) -> set[str]:
        """The engagement that the article is about, for what is said of it on behalf of a side that took part.

        All that a side's own text says for its side belongs there; of a report, only what comes from a readout or a
        written statement does, unless its sentence speaks of another engagement alone.
        """
        subject = self._subject
        if subject is None or statement.usage is not None or not self._days_agree(statement, subject):
            return set()
        for_a_side = self._speaker(statement) in self._people(subject) or statement.side in _sides_of(subject)
        if self._is_own_text:
            return {subject.id} if for_a_side or self._is_issuers(statement) else set()
        here = {
            self.of_event[view.id].id
            for view in self.views
            if view.form is not None and any(view.sentence == sentence for sentence in self._sentences(statement))
        }
        told = for_a_side and statement.channel in _DOCUMENTS and (not here or subject.id in here)
        return {subject.id} if told else set()

    def _find_subject(self) -> Happening | None:
        """The engagement that a side's own text tells of most, or that a report opens with and tells of most."""
        main = self._main()
        opening = {self.of_event[view.id].id for view in self.views if view.lead and view.form is not None}
        return main if main is not None and (self._is_own_text or main.id in opening) else None

    def _people(self, happening: Happening) -> frozenset[str]:
        return frozenset(actor.entity for actor in happening.participants if actor.entity)

    @property
    def _is_own_text(self) -> bool:
        """Whether the article is a side's own readout or statement: it says things in nobody else's voice."""
        return any(self._is_issuers(statement) for statement in self.statements.values())

    def _is_issuers(self, statement: Statement) -> bool:
        return (
            not statement.source and not statement.cue and statement.channel in _OWN_TEXTS and statement.within is None
        )

    def goes_on(self, before: Statement, statement: Statement) -> bool:
        """Whether a statement carries on from the one before: the same speaker, no paragraph further than the next."""
        first, second = self._speaker(before), self._speaker(statement)
        if first is None or first != second or statement.usage is not None:
            return False
        start, end = cover(_places(before)).end, cover(_places(statement)).start
        between = self.text[min(start, end) : max(start, end)]
        return len(re.findall(r"\n\s*\n|\n", between)) <= _MAX_PARAGRAPHS_ON and not self._dated_apart(
            before, statement
        )

    def _dated_apart(self, before: Statement, statement: Statement) -> bool:
        a, b = before.said, statement.said
        return bool(
            (a.latest and b.earliest and a.latest < b.earliest) or (b.latest and a.earliest and b.latest < a.earliest)
        )

    def _speaker(self, statement: Statement) -> str | None:
        principal = self.identities.of(statement.principal.entity) if statement.principal else None
        speaker = self.identities.of(statement.speaker.entity) if statement.speaker else None
        return principal or speaker or (statement.speaker.name if statement.speaker else None)

    def _sentences(self, statement: Statement) -> list[Span]:
        spans = statement.cue or statement.source or statement.content
        return [sentence_at(self.sentences, span.start) for span in spans]

    def _around(self, statement: Statement) -> str:
        """The statement's sentences without its own content."""
        pieces = []
        for sentence in dict.fromkeys(self._sentences(statement)):
            at = sentence.start
            for content in statement.content:
                if content.overlaps(sentence):
                    pieces.append(self.text[at : max(at, content.start)])
                    at = max(at, content.end)
            pieces.append(self.text[at : sentence.end])
        return " ".join(pieces)

    def _speaks_of(self, statement: Statement, view: EventView) -> bool:
        """Whether the words before an engagement, outside the content, say that the statement is about it."""
        before = self.text[max(view.sentence.start, view.start - 60) : view.start]
        return bool(_ABOUT_CUES.search(before)) or view.definite

    def _mentions_the_two(self, statement: Statement, main: Happening) -> bool:
        content = " ".join(span.of(self.text) for span in statement.content)
        around = self._around(statement)
        return bool(
            _THE_TWO.search(content) or re.search(r"(?i)\bthe (?:tone|call|meeting|conversation|discussion)\b", around)
        )

    def _main(self) -> Happening | None:
        """The engagement that the article speaks of most; of equals the first."""
        mentions: dict[str, int] = {}
        for view in self.views:
            happening = self.of_event[view.id]
            if view.form is not None and happening.status in _SPOKEN:
                mentions[happening.id] = mentions.get(happening.id, 0) + self.n_mentions.get(view.id, 1)
        if not mentions:
            return None
        order = list(mentions)
        # What other reports tell too is likelier the subject.
        shared = {h: 2 * (len(self.happenings[h].articles) > 1) for h in order}
        return self.happenings[max(order, key=lambda h: (mentions[h] + shared[h], -order.index(h)))]

    def _is_readout(self, statement: Statement) -> bool:
        """Whether an outer statement, or a relay, gives the words as an account of an engagement."""
        outer = self.statements.get(statement.within or "")
        return outer is not None and outer.channel in _READOUTS

    def _nearest(self, happenings: Sequence[Happening], statement: Statement, *, main: bool = False) -> str | None:
        """The article's main engagement among them, else the one told last before the statement."""
        ids = {happening.id for happening in happenings}
        if not ids:
            return None
        chief = self._main()
        if chief is not None and chief.id in ids:
            return chief.id
        if main:
            return None
        at = cover(_places(statement)).end
        before = [
            self.of_event[view.id].id for view in self.views if view.start < at and self.of_event[view.id].id in ids
        ]
        return before[-1] if before else min(ids)

    @staticmethod
    def _days_agree(statement: Statement, happening: Happening) -> bool:
        said, when = statement.said, happening.when
        if said.basis is None or said.basis.rule == "tense":
            return True
        too_early = said.latest is not None and when.earliest is not None and said.latest < when.earliest
        too_late = said.earliest is not None and when.latest is not None and said.earliest > when.latest
        return not (too_early or too_late)

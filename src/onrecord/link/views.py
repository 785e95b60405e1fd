"""What linking looks at: an event with all that tells whether another is the same, worked out once."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from onrecord.lexicon.words import content_stems, sentence_spans, tokens
from onrecord.link.acts import acts_of
from onrecord.link.entities import Identities
from onrecord.link.mentions import MentionView, mention_views
from onrecord.link.names import person_words
from onrecord.model import Actor, Article, Event, Facts, Span, Statement

__all__ = ["EventView", "event_views", "sentence_at"]

_DEFINITE = re.compile(
    r"(?i)(?:\b(?:the|this|that|these|those|his|her|their|its|both|same)\b|\w[’']s\b|s[’'](?=\s))(?:\s+[\w\-.]+){0,4}\s*$"
    r"|\b(?:it|this|that) (?:was|is|had been|has been) an?\b(?:\s+[\w\-.]+){0,4}\s*$"
)
_INDEFINITE = re.compile(
    r"(?i)\b(?:an?|another|any|some|no|more|several|many|few|one|first|second|third)\b(?:\s+[\w\-’'.]+){0,4}\s*$"
)
_NOUNS = frozenset(
    """call calls conversation conversations talk talks meeting meetings visit visits trip trips tour summit summits
    session discussion discussions exchange dialogue negotiation negotiations conference gathering videoconference
    round""".split()
)
_PREVIOUS = re.compile(r"(?i)\b(?:last|previously|previous|earlier|second-last|most recently)\s*$")
_ASKED_FOR = re.compile(r"(?i)\b(?:suggested|proposed|requested|initiated|sought|asked for)\s+(?:the|this)\s*$")
_LEAD_CHARS = 500
_SUBJECT_CHARS = 700
_UNITS = (("weekday", re.compile(r"XXXX-WXX-\d")), ("month", re.compile(r"XXXX-\d\d$")))
_OWN_TIME = frozenset({"clause", "governing", "same_clause"})
_COLLECTIVE = re.compile(
    r"(?i)^(?:the |both |their )?(?:two|both|leaders|presidents|sides|they"
    r"|two (?:leaders|presidents|sides|men|women|of them))$"
)


@dataclass(frozen=True, slots=True)
class EventView:
    """An event made comparable.

    `actors` and `recipients` are countries' codes, else record ids, `known_actors` those with a country or a name;
    `people` are record ids of the named people who take part, `codes` the country codes of all parties, `near_people`
    and `near_codes` those named in the same sentence, `described` the stems by which unnamed ones are described, `whom`
    the stems of the recipients' words; `lead` whether it stands in the article's first lines; `earliest` and `latest`
    are days or None, `own_time` whether the text itself dates the event, `unit` what an expression of its own that
    nothing dates names ("weekday", "month"); `definite` whether it points back ("the call",
    "the two spoke"), `previous` whether it is told as an earlier one ("the two last met"), `asked_for` whether someone
    is said to have asked for it ("suggested the call"); `stem` is the trigger's main word and `acts` all that tell the
    act ("kept tariffs"); `words` are the stems of its sentence, `line` is that sentence made comparable as a whole,
    `subject` are the stems of the article's first lines, which tell the story; `mention` is the event as the learned
    likeness of mentions sees it; `weekday` (1 is Monday) is the day of the week that an undated text tells it by, and
    `sides` are the country codes of `people`.
    """

    id: str
    article: str
    start: int
    form: str | None
    root: str | None
    status: str
    people: frozenset[str]
    actors: frozenset[str]
    known_actors: frozenset[str]
    recipients: frozenset[str]
    codes: frozenset[str]
    near_people: frozenset[str]
    near_codes: frozenset[str]
    described: frozenset[str]
    lead: bool
    earliest: date | None
    latest: date | None
    own_time: bool
    unit: str | None
    published: date | None
    plural: bool
    definite: bool
    indefinite: bool
    stem: str
    acts: tuple[str, ...]
    words: frozenset[str]
    line: str
    sentence: Span
    amounts: frozenset[tuple[float, str]]
    minutes: int | None
    place: str | None
    level: str | None
    voice: str | None
    background: bool
    previous: bool
    asked_for: bool
    whom: frozenset[str]
    subject: frozenset[str]
    mention: MentionView
    weekday: int | None = None
    sides: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, int, str]:
        """Sorts views by article and place."""
        return (self.article, self.start, self.id)

    @property
    def days(self) -> int | None:
        """How many days the bounds leave, None when a side is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1


def sentence_at(sentences: Sequence[Span], offset: int) -> Span:
    """The sentence over a place, or the one before it."""
    starts = [span.start for span in sentences]
    return sentences[max(0, bisect_right(starts, offset) - 1)] if sentences else Span(offset, offset + 1)


def event_views(facts: Facts, identities: Identities) -> list[EventView]:
    """The article's events in text order."""
    sentences = sentence_spans(facts.article.text)
    voices = {statement.id: statement for statement in facts.statements}
    named = _named_by_sentence(facts, identities, sentences)
    pair = _leading_pair(facts, identities, sentences)
    subject = content_stems(facts.article.text, 0, _SUBJECT_CHARS)
    mentions = {mention.id: mention for mention in mention_views(_row(facts), facts.article.id)}
    times = {timex.span: timex.value for timex in facts.timexes if _unit(timex.value) is not None}
    views = [
        _view(facts.article, event, identities, sentences, voices, named, pair, subject, mentions[event.id], times)
        for event in facts.events
    ]
    return sorted(views, key=lambda view: view.key)


def _unit(value: str | None) -> str | None:
    """What a time of no known year names: "weekday" or "month", None for anything else."""
    return next((unit for unit, pattern in _UNITS if pattern.match(value or "")), None)


def _row(facts: Facts) -> dict[str, Any]:
    """An article's facts as a row of mentions: events, who is named, times."""
    mentions: list[dict[str, Any]] = []
    for event in facts.events:
        trigger = event.trigger[0]
        mentions.append({"id": event.id, "start": trigger.start, "end": trigger.end, "kind": "event"})
    for kind, spans in (("human", [m.span for m in facts.mentions]), ("time", [t.span for t in facts.timexes])):
        mentions += [{"id": f"{kind}-{s.start}", "start": s.start, "end": s.end, "kind": kind} for s in spans]
    return {"id": facts.article.id, "text": facts.article.text, "mentions": mentions}


def _named_by_sentence(facts: Facts, identities: Identities, sentences: Sequence[Span]) -> dict[Span, set[str]]:
    """The record's entities that each sentence names."""
    named: dict[Span, set[str]] = {}
    for mention in facts.mentions:
        entity = identities.of(mention.entity)
        if entity is not None:
            named.setdefault(sentence_at(sentences, mention.span.start), set()).add(entity)
    return named


def _leading_pair(facts: Facts, identities: Identities, sentences: Sequence[Span]) -> frozenset[str]:
    """Whom "the two" means: the people of the first engagement that names two, else those named together most often."""
    for event in sorted(facts.events, key=lambda e: e.trigger):
        people = _people({e for a in event.participants if (e := identities.of(a.entity))}, identities)
        if event.form is not None and len(people) == 2:
            return people
    named: dict[Span, set[str]] = {}
    for mention in facts.mentions:
        entity = identities.of(mention.entity)
        if entity is not None and mention.type == "name":
            named.setdefault(sentence_at(sentences, mention.span.start), set()).add(entity)
    pairs: Counter[tuple[str, str]] = Counter(
        (people[0], people[1])
        for together in named.values()
        for people in combinations(sorted(_people(together, identities)), 2)
    )
    if not pairs:
        return frozenset()
    best = min(pairs, key=lambda pair: (-pairs[pair], pair))
    return frozenset(best)


def _view(
    article: Article,
    event: Event,
    identities: Identities,
    sentences: Sequence[Span],
    voices: dict[str, Statement],
    named: dict[Span, set[str]],
    pair: frozenset[str],
    subject: frozenset[str],
    mention: MentionView,
    times: dict[Span, str],
) -> EventView:
    text = article.text
    trigger = event.trigger[0]
    sentence = sentence_at(sentences, trigger.start)
    parties = (*event.actors, *event.recipients, *event.participants)
    before = text[max(sentence.start, trigger.start - 60) : trigger.start]
    word = trigger.of(text).split()[-1]
    collective = any(_COLLECTIVE.match(actor.text) for actor in parties)
    implied = collective or (event.form is not None and not parties)
    beside = named.get(sentence, set())
    named_people = {entity for actor in parties if (entity := identities.of(actor.entity))}
    voice = voices.get(event.statement or "")
    holding = event.act == "COERCE"  # who is held, unlike a meeting, is the act's own object
    acts = acts_of(trigger.of(text), "" if holding else text[trigger.end : sentence.end])
    undated = event.when.earliest is None and event.when.latest is None
    told_by = event.when.basis.span if event.when.basis is not None else None
    own_time = event.when.basis is None or event.when.basis.rule in _OWN_TIME
    untold = times.get(told_by) if undated and told_by is not None else None
    people = _people(named_people, identities, full=True)
    return EventView(
        id=event.id,
        article=article.id,
        start=trigger.start,
        form=event.form,
        root=event.act or event.root,
        status=_status(event, article),
        people=people,
        actors=_keys(event.actors, identities),
        known_actors=_keys([actor for actor in event.actors if _is_known(actor, identities)], identities),
        recipients=_keys(event.recipients, identities),
        codes=frozenset(code for actor in parties if (code := _code(actor, identities))),
        near_people=_people(beside | named_people, identities) | (pair if implied else frozenset()),
        near_codes=frozenset(
            code for e in beside if identities.by_id[e].type != "person" and (code := identities.by_id[e].country)
        ),
        described=_described(parties, identities),
        lead=trigger.start < _LEAD_CHARS,
        earliest=event.when.earliest,
        latest=event.when.latest,
        own_time=own_time and not undated,
        unit=_unit(untold),
        published=article.publication.latest,
        plural=event.form is not None and word.lower() in {"calls", "meetings", "visits", "summits", "conversations"},
        definite=collective or (word.lower() in _NOUNS and bool(_DEFINITE.search(before))),
        indefinite=bool(_INDEFINITE.search(before)) and not _DEFINITE.search(before),
        stem=acts[0],
        acts=acts,
        words=content_stems(text, sentence.start, sentence.end),
        line=" ".join(token.word for token in tokens(text, sentence.start, sentence.end)),
        sentence=sentence,
        amounts=frozenset((a.value, a.unit or "") for a in event.amounts if a.value is not None),
        minutes=event.duration.minutes if event.duration else None,
        place=identities.of(event.place.entity) if event.place else None,
        level=event.level,
        voice=voice.side if voice else None,
        background=event.background,
        previous=bool(_PREVIOUS.search(before)),
        asked_for=bool(_ASKED_FOR.search(before)),
        whom=frozenset(stem for actor in event.recipients for stem in content_stems(actor.text)),
        subject=subject,
        mention=mention,
        weekday=int(untold[-1]) if _unit(untold) == "weekday" and untold is not None else None,
        sides=frozenset(code for a in parties if identities.of(a.entity) in people and (code := _code(a, identities))),
    )


def _people(entities: Collection[str], identities: Identities, *, full: bool = False) -> frozenset[str]:
    """The people among some entities; `full` leaves out those of one name, which may be a misread place."""
    return frozenset(
        entity
        for entity in entities
        if (known := identities.by_id[entity]).type == "person" and not (full and len(person_words(known.name)) < 2)
    )


def _status(event: Event, article: Article) -> str:
    """The event's status; what lies after publication can't have taken place yet."""
    published, earliest = article.publication.latest, event.when.earliest
    if event.status == "occurred" and published is not None and earliest is not None and earliest > published:
        return "planned"
    return event.status


def _described(actors: Sequence[Actor], identities: Identities) -> frozenset[str]:
    found = (
        content_stems(actor.text)
        for actor in actors
        if not _COLLECTIVE.match(actor.text)
        and ((e := identities.of(actor.entity)) is None or identities.by_id[e].type == "unnamed")
    )
    return frozenset(stem for stems in found for stem in stems)


def _code(actor: Actor, identities: Identities) -> str | None:
    entity = identities.of(actor.entity)
    return actor.code or (identities.by_id[entity].country if entity else None)


def _is_known(actor: Actor, identities: Identities) -> bool:
    """Whether an actor has a country or a name: "the government" may be anyone's."""
    entity = identities.of(actor.entity)
    name = identities.by_id[entity].name if entity is not None else ""
    return _code(actor, identities) is not None or any(char.isupper() for char in name)


def _keys(actors: Sequence[Actor], identities: Identities) -> frozenset[str]:
    """What to compare actors by: the country's code, else the record's entity."""
    return frozenset(key for actor in actors if (key := _code(actor, identities) or identities.of(actor.entity)))

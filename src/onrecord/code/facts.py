"""The codes of one article's facts: entities, actors, events, sides."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.code.actors import ActorCode, ActorTable
from onrecord.code.belief import Candidate, find_confidence, is_believed
from onrecord.code.belonging import Scene
from onrecord.code.coder import Coded, Coder, decide, load_coder
from onrecord.code.no_acts import is_no_act, only_flies
from onrecord.code.pairs import ROOTS
from onrecord.code.places import countries_in, find_home, find_told_home
from onrecord.code.rewrites import rewrite
from onrecord.code.shares import leave_out_parties, share_out, take_over
from onrecord.code.sides import add_sides
from onrecord.code.terms import find_contexts, find_mode, tells_sport
from onrecord.code.told import (
    gives_money,
    hits_a_matter,
    is_accident,
    is_attended,
    is_harm,
    is_plea,
    is_sure,
    leaves_something,
    only_travels,
    spends_at_home,
    told_by_words,
    told_plainly,
)
from onrecord.code.visits import find_visits
from onrecord.code.we import name_we
from onrecord.model import Actor, Article, Entity, Event, Facts, Reading, Role, Span, Statement, fact_id

__all__ = ["code_facts"]

_MAY_BE_ENGAGED = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "AID"})  # what else is done by meeting
_MAX_NONE_OF_CODED = 0.9  # above it the words of what is kept tell its act too
_MAX_NONE_OF_PLAIN = 0.5  # up to it a word with one sense tells an event by itself ("demanded")
_MAX_NONE_OF_SURE = 0.2  # above it a word with one sense only tells the act
_LEAST_OF_PLAIN = 0.001  # what the coder must give the act that a plain word tells, for the word to win
_MODE_OF_FORM = {"call": "phone", "video_call": "phone", "visit": "visit"}
_AHEAD = frozenset({"planned", "possible", "pending"})
_COMMITTING = frozenset(
    """commit commits committed committing pledge pledges pledged pledging promise promises promised promising vow
    vowed offer offers offered earmark earmarked""".split()
)
_UTTERED = {  # what is done by saying that something is to come has been done
    "THREATEN": frozenset({"planned", "possible", "hypothetical"}),
    "AGREE": frozenset({"planned"}),
}
_VOICING = frozenset("threaten threatens threatened threatening agree agrees agreed agreeing".split())
_ABOUT_MEASURES = frozenset({"SANCTION", "COERCE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "ASSAULT"})
_GIVEN = frozenset({"AID", "COOPERATE", "SUPPORT", "RETREAT"})  # what is only to come once it is promised
_UNDONE = re.compile(
    r"(?i)\b(?:cancel\w*|call\w* off|postpon\w*|put\w* off|scrap\w*|shelv\w*|drop\w*|reject\w*|refus\w*|declin\w*"
    r"|abandon\w*|boycott\w*|turn\w* down|snub\w*|not|no|never|nobody|nor|neither|stay\w* away|walk\w* out|withdr\w+"
    r"|pull\w* out|skip\w*|suspend\w*|br[eo]a?k\w*|delay\w*|rul\w+ out|fail\w*|without|storm\w* out|den\w+)\b|n[’']t\b"
)  # without one of these nothing was called off
_IN_SPORT = frozenset({"ACCUSE", "AGREE", "ASSAULT", "CONCEDE", "CONSULT", "RETREAT", "SUPPORT", "THREATEN"})
_SPEECH_ACTS = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# Those of several sides, whom the country that a report comes from tells nothing about.
_OF_SEVERAL = re.compile(
    r"(?i)(?:the |these |those )?(?:both|two|three|several|all) (?:of the )?(?:[a-z]+ )?"
    r"(?:ministers|leaders|presidents|premiers|sides|parties|delegations|governments|countries|nations|neighbou?rs"
    r"|capitals|envoys|negotiators|diplomats|states|armies|powers)\b"
    r"|(?:the |these |those |their )?(?:foreign|prime|defen[cs]e|finance|trade|economy|interior|energy) ministers\b"
    r"|governments$|nations$|countries$"
)
_ISO = re.compile(r"(?!IGO|UNO|EUR|NGO|ISM|IMG|MNC)[A-Z]{3}")  # a side that is a state
_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_OFTEN = 3  # so many times a country is named before ministers without a country are taken for its own
_TRUST_IN_WORDS = 0.75  # the status that the governing words tell, against the model's


def code_facts(
    facts: Facts,
    reading: Reading,
    table: ActorTable,
    coder: Coder | None = None,
    believe: Callable[[Candidate], bool] = is_believed,
) -> Facts:
    """The facts with their codes filled in; candidate events that are not believed are left out."""
    sided = add_sides(facts.article, facts.entities, facts.mentions, facts.roles, facts.statements, table)
    actors = _Actors(facts, table, _sides_of(sided))
    statements = {statement.id: statement for statement in facts.statements}
    starts = [sentence.start for sentence in reading.sentences]
    entities = tuple(actors.add_codes(entity) for entity in facts.entities)
    kinds = {entity.id: entity.type for entity in facts.entities}
    events = []
    candidates = name_we(facts.events, sided, facts.entities, facts.article)
    for event in share_out(candidates, facts.article.text):
        sentence = reading.sentences[max(0, bisect_right(starts, event.trigger[0].start) - 1)]
        coded = _code_event(event, facts.article, sentence, coder or load_coder(), kinds)
        if coded is None:
            continue
        known = replace(coded, event=actors.add_to(coded.event, sentence))
        if believe(known):
            events.append(_perform(replace(known.event, confidence=find_confidence(known)), statements))
    claimed = {event.id: event.amounts for event in facts.events}
    events = [e if e.amounts == claimed[e.id] else replace(e, amounts=claimed[e.id]) for e in events]
    events = share_out(events, facts.article.text)
    events = [leave_out_parties(event) for event in take_over(events, facts.events, facts.article.text, starts)]
    return replace(facts, entities=entities, events=_join(facts.article, events), statements=sided)


def _code_event(
    event: Event, article: Article, sentence: Span, coder: Coder, kinds: Mapping[str, str]
) -> Candidate | None:
    """The event with its categories, None where nothing is done to anybody.

    That is an accident, a journey, an accused's plea, money spent, sport, what is only left behind, a matter "killed"
    and what is none of anybody's acts (`no_acts.py`).

    `kinds` are the types of entities by id.
    """
    text = sentence.of(article.text)
    trigger = _inside(event.trigger, sentence)
    actor = [span for a in event.actors for span in _inside(a.spans, sentence)]
    recipient = [span for a in event.recipients for span in _inside(a.spans, sentence) if span not in actor]
    if is_plea(text, trigger) or (is_harm(text, trigger) and is_accident(event, text)):
        return None
    if is_no_act(event, text, trigger):
        return None
    scores = coder.score(text, actor, recipient, trigger)
    plain = told_plainly(event, text, trigger)
    told = told_by_words(event, text, trigger)
    coded = decide(scores, event.status, trust=_TRUST_IN_WORDS)
    if coded.act == "RETREAT" and leaves_something(text, trigger):
        return None
    if coded.act in {"RETREAT", "REJECT"} and only_travels(event, text, trigger, kinds):
        return None
    doubtful = scores.none > _MAX_NONE_OF_SURE or event.status != "occurred" or coded.act not in _ABOUT_MEASURES
    doubtful = doubtful or (coded.status == "lifted") != (event.status == "lifted")
    if told is not None and doubtful and event.form is None and is_sure(event, text, trigger):
        coded = Coded(rewrite(told, event.status), told, event.status, coded.score)
    elif scores.none > _MAX_NONE_OF_CODED and (told is not None or event.form is not None):
        act = told or "CONSULT"
        coded = Coded(rewrite(act, event.status), act, event.status, coded.score)
    elif event.form and coded.root == "AGREE" and rewrite("CONSULT", coded.status) == "AGREE":
        coded = replace(coded, act="CONSULT")  # an engagement agreed on
    elif (
        event.form
        and (len(event.participants) > 1 or scores.none > _MAX_NONE_OF_SURE)
        and coded.act not in _may_be(event.form)
    ):
        # A call is one, whatever was said in it.
        coded = replace(coded, act="CONSULT", root=rewrite("CONSULT", coded.status))
    least = 0.0 if is_harm(text, trigger) else _LEAST_OF_PLAIN
    if plain is not None and plain != coded.act and scores.act[ROOTS.index(plain)] >= least:
        coded = Coded(rewrite(plain, coded.status), plain, coded.status, coded.score)
    if event.form and coded.act == "CONSULT" and event.status != coded.status:
        unsaid = coded.status in {"cancelled", "negated"} and _UNDONE.search(text) is None
        if event.status != "occurred" or unsaid:
            coded = replace(coded, root=rewrite("CONSULT", event.status), status=event.status)
    if gives_money(event, text, trigger) and coded.act == "AGREE" and scores.act[ROOTS.index("AID")] >= _LEAST_OF_PLAIN:
        coded = replace(coded, act="AID", root=rewrite("AID", event.status), status=event.status)
    voiced = {text[start:end].lower() for start, end in trigger} & _VOICING
    if coded.act in _UTTERED and coded.status in _UTTERED[coded.act] and not voiced:
        coded = replace(coded, root=coded.act, status="occurred")
    committed = any(text[start:end].lower() in _COMMITTING for start, end in trigger)
    if committed and coded.act in _GIVEN and coded.status == "occurred":
        coded = replace(coded, root=rewrite(coded.act, "planned"), status="planned")
    held = event.form is not None and (is_attended(text, trigger) or _is_over(event, article))
    if held and event.status == "occurred" and coded.status in _AHEAD:
        coded = replace(coded, root=coded.act, status="occurred")
    elif coded.status == "occurred" and _is_to_come(event, article):
        coded = replace(coded, root=rewrite(coded.act, "planned"), status="planned")
    if coded.act == "ASSAULT" and hits_a_matter(event):
        return None
    if coded.act == "CONSULT" and only_flies(event, text, trigger, kinds):
        return None
    if coded.act == "AID" and spends_at_home(event, text, trigger):
        return None
    if coded.act in _IN_SPORT and told is None and tells_sport(text):
        return None
    words = " ".join(text[start:end] for start, end in trigger)
    coded_event = replace(
        event,
        root=coded.root,
        act=coded.act,
        status=coded.status,
        mode=_MODE_OF_FORM.get(event.form or "") if coded.act == "CONSULT" else find_mode(coded.act, words, text),
        contexts=find_contexts(text),
        form=event.form if coded.act == "CONSULT" else None,
        participants=event.participants if coded.act == "CONSULT" else (),
    )
    sure = told is not None or (plain is not None and scores.none <= _MAX_NONE_OF_PLAIN)
    return Candidate(coded_event, chosen=event.confidence, none=scores.none, told=sure)


def _may_be(form: str) -> frozenset[str]:
    """The acts that an engagement of the form may be instead of CONSULT; who telephones does no more than talk."""
    return frozenset({"CONSULT", "AGREE"}) if form in _MODE_OF_FORM and form != "visit" else _MAY_BE_ENGAGED


def _is_over(event: Event, article: Article) -> bool:
    """Whether the event's days had passed before the article appeared."""
    latest, published = event.when.latest, article.publication.earliest
    return latest is not None and published is not None and latest < published


def _is_to_come(event: Event, article: Article) -> bool:
    """Whether the event's days begin only after the article appeared."""
    earliest, published = event.when.earliest, article.publication.latest
    return earliest is not None and published is not None and earliest > published


def _perform(event: Event, statements: Mapping[str, Statement]) -> Event:
    """A threat, demand, charge, promise or refusal that its own speaker voices is performed by the statement.

    "We will answer", said the minister: the threat is in the statement and is the statement.
    """
    if event.performed_by is not None or event.root not in _SPEECH_ACTS or event.statement is None:
        return event
    holder = statements.get(event.statement)
    speaker = holder.speaker.entity if holder and holder.speaker else None
    if speaker is None or all(actor.entity != speaker for actor in event.actors):
        return event
    return replace(event, performed_by=event.statement)


def _join(article: Article, events: Sequence[Event]) -> tuple[Event, ...]:
    """One event for what one article tells twice: same category, status, days and the same known parties."""
    joined: dict[object, Event] = {}
    for event in events:
        key = _identity(event)
        earlier = joined.get(key)
        if earlier is None:
            joined[key] = event
            continue
        trigger = tuple(sorted({*earlier.trigger, *event.trigger}))
        joined[key] = replace(
            earlier,
            id=fact_id(article.id, article.sha256, "events", trigger),
            trigger=trigger,
            amounts=tuple(dict.fromkeys((*earlier.amounts, *event.amounts))),
            place=earlier.place or event.place,
            confidence=max(earlier.confidence, event.confidence),
        )
    return tuple(sorted(joined.values(), key=lambda event: event.trigger))


def _identity(event: Event) -> object:
    """What two tellings of one event share; the event's own id when a party is not known well enough."""
    actors = frozenset(actor.entity for actor in event.actors)
    recipients = frozenset(actor.entity for actor in event.recipients)
    if not actors or not recipients or None in actors | recipients or event.form is not None:
        return event.id
    if event.when.earliest is None or event.when.latest is None:
        return event.id
    return (
        event.root,
        event.act,
        event.status,
        actors,
        recipients,
        event.when.earliest,
        event.when.latest,
        event.statement,
    )


def _inside(spans: Sequence[Span], sentence: Span) -> list[tuple[int, int]]:
    """The spans that stand in the sentence, counted from its start."""
    return [(s.start - sentence.start, s.end - sentence.start) for s in spans if sentence.contains(s)]


@dataclass(slots=True)
class _Actors:
    """The codes of one article's entities, each worked out once."""

    facts: Facts
    table: ActorTable
    sides: Mapping[str, str | None] = field(default_factory=dict)
    _done: dict[str, ActorCode | None] = field(default_factory=dict)
    _titles: dict[str, list[str]] = field(default_factory=dict)
    _entities: dict[str, Entity] = field(default_factory=dict)
    _own: dict[tuple[str, bool], ActorCode | None] = field(default_factory=dict)
    _pronouns: dict[int, str] = field(default_factory=dict)
    _home: str | None = None
    _person_home: str | None = None
    _among: frozenset[str] = frozenset()
    _visits: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._entities = {entity.id: entity for entity in self.facts.entities}
        for role in self.facts.roles:
            self._titles.setdefault(role.entity, []).append(_words_of(role, self.facts.article))
        self._pronouns = {m.span.start: m.entity for m in self.facts.mentions if m.type == "pronoun" and m.entity}
        article = self.facts.article
        self._among = self.table.countries_named(article.text)
        only = self.table.only_country(article.text)
        named = len(countries_in(article.text)) if only else 0
        self._person_home = find_told_home(article) if only is None else only if named >= _OFTEN else None
        self._visits = find_visits(article.text)
        self._home = only or (find_home(article) if article.publisher else None)

    @property
    def _day(self) -> str | None:
        """The day of publication, on which dated roles are looked up."""
        day = self.facts.article.publication.day
        return day.isoformat() if day else None

    def of(self, entity: Entity) -> ActorCode | None:
        """The codes of an entity by its names and the titles that the article gives it."""
        if entity.id not in self._done:
            titles = tuple(dict.fromkeys(self._titles.get(entity.id, ())))
            self._done[entity.id] = self.table.code(
                entity.name,
                titles=titles,
                on=self._day,
                home=self._home_of(entity),
                among=self._among,
                person=entity.type == "person",
            )
            self._done[entity.id] = self._as_speaker(entity, self._done[entity.id])
            done = self._done[entity.id]
            if done is not None and done.rule == "article_home" and _OF_SEVERAL.match(entity.name):
                self._done[entity.id] = replace(done, code=None)
        return self._done[entity.id]

    def _home_of(self, entity: Entity) -> str | None:
        """The country that an officer or organ without one is taken to be of; none for who only visits it."""
        if entity.type != "person":
            return self._home
        visited = self._visits.get(entity.name.split()[-1], frozenset()) if entity.name.strip() else frozenset()
        return None if self._person_home in visited else self._person_home

    def _as_speaker(self, entity: Entity, code: ActorCode | None) -> ActorCode | None:
        """The code, or the country that an officer speaks for where only the article's own country told it."""
        if code is None or entity.id not in self.sides or code.rule not in {"article_home", "article_title"}:
            return code
        side = self.sides[entity.id]
        if code.rule == "article_home":
            if side is None or not _ISO.fullmatch(side):
                return replace(code, code=None, rule="article_title")
            return replace(code, code=side)
        stated = code.code is None and code.sector in _STATE and side is not None and _ISO.fullmatch(side)
        return replace(code, code=side, rule="article_home") if stated else code

    def add_codes(self, entity: Entity) -> Entity:
        """The entity with country and sector."""
        code = self.of(entity)
        return replace(entity, country=code.code, sector=code.sector) if code else entity

    def add_to(self, event: Event, sentence: Span) -> Event:
        """The event with its actors coded."""
        actor, recipient = (self._told(party) for party in (_first(event.actors), _first(event.recipients)))
        return replace(
            event,
            actors=tuple(self._code(a, sentence, recipient) for a in event.actors),
            recipients=tuple(self._code(a, sentence, actor) for a in event.recipients),
            participants=tuple(self._code(a, sentence, None) for a in event.participants),
            initiator=self._code(event.initiator, sentence, None) if event.initiator else None,
        )

    def _told(self, actor: Actor | None) -> str | None:
        """The code that an actor's own words and all that the article says of its entity tell."""
        named = None if actor is None else self._named(actor)[0]
        return named.code if named else None

    def _named(self, actor: Actor) -> tuple[ActorCode | None, ActorCode | None, ActorCode | None]:
        """What tells a country without those around: the best, the actor's own words, its entity."""
        entity = self._entities.get(actor.entity or "")
        person = entity is not None and entity.type == "person"
        key = (actor.text, person)
        if key not in self._own:
            self._own[key] = self.table.code(actor.text, on=self._day, among=self._among, person=person)
        own = self._own[key]
        whole = self.of(entity) if entity else None
        named = next((code for code in (own, whole) if code and code.code and code.rule != "article_home"), None)
        return named, own, whole

    def _code(self, actor: Actor, sentence: Span, other: str | None) -> Actor:
        """The actor's own words first, then all that the article says of the entity, then its sentence.

        `other` is the code of the act's other party, where its own words tell it.
        """
        named, own, whole = self._named(actor)
        entity = self._entities.get(actor.entity or "")
        person = entity is not None and entity.type == "person"
        code = named or self._by_possessor(actor)
        code = code or (None if person else self._by_place(actor, own, sentence, other)) or whole or own
        if code is None:
            return actor
        if named is None and _OF_SEVERAL.match(actor.text):
            code = replace(code, code=None)
        sector = code.sector or (whole.sector if whole and whole.code == code.code else None)
        return replace(actor, code=code.code, sector=sector, role=code.role or actor.role, rule=code.rule)

    def _by_possessor(self, actor: Actor) -> ActorCode | None:
        """The code of what a pronoun claims for somebody known ("its premier")."""
        start = actor.spans[0].start if actor.spans else -1
        owner = self._entities.get(self._pronouns.get(start, ""))
        code = self.of(owner) if owner is not None and owner.id != actor.entity and " " in actor.text else None
        return self.table.code_of_possessed(actor.text, code) if code else None

    def _by_place(self, actor: Actor, own: ActorCode | None, sentence: Span, other: str | None) -> ActorCode | None:
        span = actor.spans[0] if actor.spans else None
        scene = None
        if span is not None and sentence.contains(span):
            scene = Scene(sentence.of(self.facts.article.text), span.start - sentence.start, other)
        return self.table.code_around(actor.text, own, scene, on=self._day, home=self._home, among=self._among)


def _sides_of(statements: Sequence[Statement]) -> dict[str, str | None]:
    """The side of each entity that speaks."""
    return {s.speaker.entity: s.side for s in statements if s.speaker is not None and s.speaker.entity is not None}


def _first(actors: Sequence[Actor]) -> Actor | None:
    return actors[0] if actors else None


def _words_of(role: Role, article: Article) -> str:
    return role.span.of(article.text) if role.span else role.role

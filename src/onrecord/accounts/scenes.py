"""Which reports tell of an engagement, whose own texts are among them, and for whom each statement speaks.

An article tells of an engagement when its events hold it, or when it came out in the days after and goes with an
article whose events do: both begin with the same story, or both are sides' own texts and make the same points. A
side's own text may go with another own text that does. Such a text (a readout, a statement) gives that side's account
in all that it says, whoever it lets speak. In the other reports a person speaks for the side whose text gives most of
that person's words, else for the one that reports give most often, and a body for the side that bears its name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.accounts.points import load_scorers
from onrecord.accounts.sayings import Saying, compare, party_words, saying_of
from onrecord.accounts.wording import load_wording
from onrecord.gazetteer import find_country
from onrecord.gazetteer.outlets import find_outlet
from onrecord.lexicon.words import STOP, content_stems, cosine, rarity, sentence_spans, stem, tokens
from onrecord.model import Facts, Happening, Links, Statement, shift_day

__all__ = ["Scene", "find_scenes", "is_engagement", "is_issuers"]

_TOOK_PLACE = frozenset({"occurred", "ended"})
_OWN_CHANNELS = frozenset({"readout", "statement", "state_media", "document", "speech"})
_AGENCIES = frozenset({"agency", "broadcaster", "television", "radio"})
_DAYS_BEFORE, _DAYS_AFTER = 1, 10  # an engagement's first and last reports
_DAYS_EARLIER = 2  # by which another report may go before the first of an undated engagement
_MOST_VAGUE = timedelta(days=31)  # an engagement of which less is known has no reports but its own
_OPENING_CHARS = 700
_TOLD_BY_OTHERS = 2  # what another report of an engagement counts for, in mentions
_SAME_STORY, _SURE_STORY = 0.16, 0.22  # likeness of the openings, where they share two names or one
_RARE, _VERY_RARE = 4.5, 6.0  # rarity of a capitalised word, and of one that starts a sentence, to be a name
_SAME_POINT, _MIN_POINTS = 0.5, 2  # of two texts that share a name
_VOTE = 0.5  # of a side read in one statement, against a statement in a side's own text
_MOST_WORDS = 4  # of a country's name
_NAMED_VOTES = 5  # of the country that a publisher's name tells, against one statement's


@dataclass(frozen=True, slots=True)
class Scene:
    """An engagement with the articles that tell of it.

    `same` are the engagements that may be this one told apart, with itself; `documents` the articles that are a side's
    own text, with that side; `reports` the others; `sides` whom the statements of all of them speak for, where anything
    tells; `parties` the sides that took part or whose own texts are among the articles, `names` the stems of what they
    and those who took part are called.
    """

    happening: str
    same: frozenset[str]
    documents: Mapping[str, str]
    reports: frozenset[str]
    sides: Mapping[str, str]
    parties: frozenset[str]
    names: frozenset[str]


def is_engagement(happening: Happening) -> bool:
    """Whether a happening is a call, meeting, visit or the like that took place."""
    return happening.form is not None and happening.status in _TOOK_PLACE


def _may_be_engagement(happening: Happening) -> bool:
    """Whether people talked with each other in a form that is not told ("received", "sat down with")."""
    return happening.root == "CONSULT" and happening.status in _TOOK_PLACE


def find_scenes(links: Links, facts: Sequence[Facts]) -> tuple[Scene, ...]:
    """The scene of every engagement that is some article's subject, in order of its id.

    Of engagements that may be one, the one that most articles are about has the scene of all; one whose form is told
    goes before any other.
    """
    stage = _Stage(links, facts)
    scenes = {h: stage.scene(stage.happenings[h]) for h in sorted(stage.articles)}
    merged: set[str] = set()
    found = []
    for chief in sorted(scenes, key=stage.rank):
        if chief not in merged:
            merged |= scenes[chief].same
            found.append(scenes[chief])
    return tuple(sorted(found, key=lambda scene: scene.happening))


class _Stage:
    """A record's articles, with which engagement each is about."""

    def __init__(self, links: Links, facts: Sequence[Facts]) -> None:
        self.facts = {f.article.id: f for f in sorted(facts, key=lambda f: f.article.id)}
        self.entities = {entity.id: entity for entity in links.entities}
        self.entity_of = dict(links.entity_of)
        self.happenings = {h.id: h for h in links.happenings if is_engagement(h) or _may_be_engagement(h)}
        self.openings = {a: content_stems(f.article.text, 0, _OPENING_CHARS) for a, f in self.facts.items()}
        self.names = {a: _proper_names(f.article.text) for a, f in self.facts.items()}
        self.on_day: dict[date, list[str]] = defaultdict(list)
        for article, f in self.facts.items():
            if (day := f.article.publication.day) is not None:
                self.on_day[day].append(article)
        self.sayings: dict[str, list[Saying]] = {}
        self.subjects = self._find_subjects()
        self.articles: dict[str, list[str]] = defaultdict(list)
        for article, subject in self.subjects.items():
            self.articles[subject].append(article)

    def _find_subjects(self) -> dict[str, str]:
        """The engagement that each article tells of most; of equals one that others tell of, then the first.

        One without a form is an article's subject only where it tells of no other.
        """
        of_event = {event: h for h in self.happenings.values() for event in h.events}
        found = {}
        for article, facts in self.facts.items():
            told: Counter[str] = Counter()
            for event in sorted(facts.events, key=lambda e: e.trigger):
                happening = of_event.get(event.id)
                if happening is None or _is_history(facts, happening):
                    continue
                if happening.id not in told and len(happening.articles) > 1:
                    told[happening.id] += _TOLD_BY_OTHERS
                told[happening.id] += len(event.trigger)
            formed = Counter({h: n for h, n in told.items() if is_engagement(self.happenings[h])})
            if told:
                found[article] = (formed or told).most_common(1)[0][0]
        return found

    def rank(self, happening: str) -> tuple[bool, int, int, str]:
        """What goes first of engagements that may be one."""
        told = self.happenings[happening]
        return not is_engagement(told), -len(self.articles[happening]), -len(told.events), happening

    def scene(self, happening: Happening) -> Scene:
        """An engagement's scene."""
        articles = self.articles[happening.id]
        others = self._others(happening, articles)
        within = sorted({*articles, *others})
        codes = sorted({actor.code for actor in happening.participants if actor.code})
        issued = {a: votes for a in within if (votes := _issuer_sides(self.facts[a], codes))}
        documents = _name_documents(issued, codes)
        return Scene(
            happening=happening.id,
            same=frozenset({happening.id, *(self.subjects[a] for a in others if a in self.subjects)}),
            documents=documents,
            reports=frozenset(within) - documents.keys(),
            sides=self._sides(within, documents, happening),
            parties=_parties(sorted(set(documents.values())), codes),
            names=party_words(sorted({*documents.values(), *codes}), _names_of(happening)),
        )

    # --- which articles ------------------------------------------------------------------------------

    def _others(self, happening: Happening, articles: Sequence[str]) -> list[str]:
        """The articles that go with those of an engagement, and sides' own texts that go with such own texts."""
        near = [a for a in self._published_around(happening, articles) if a not in articles]
        others = [a for a in near if self._tells(a, happening, articles)]
        own = {a: _is_own_text(self.facts[a]) for a in near}
        known = [a for a in others if own[a]]
        return others + [a for a in near if own[a] and a not in others and self._tells(a, happening, known)]

    def _tells(self, article: str, happening: Happening, articles: Sequence[str]) -> bool:
        """Whether an article that has no event of an engagement, or a vague one, tells of it all the same."""
        own = self.subjects.get(article)
        if own is not None and not _may_be_one(self.happenings[own], happening):
            return False
        return any(self._go_together(article, other) for other in articles)

    def _published_around(self, happening: Happening, articles: Sequence[str]) -> list[str]:
        """The articles that came out in the days after an engagement; of an undated one, around its dated reports."""
        first, last = happening.when.earliest, happening.when.latest
        if first is None or last is None:
            days = [day for a in articles if (day := self.facts[a].article.publication.day) is not None]
            first, last = min(days, default=None), max(days, default=None)
            first = shift_day(first, -_DAYS_EARLIER) if first is not None else None
        if first is None or last is None or last - first > _MOST_VAGUE:
            return []
        first, last = shift_day(first, -_DAYS_BEFORE), shift_day(last, _DAYS_AFTER)
        around = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
        return sorted(a for day in around for a in self.on_day.get(day, ()))

    def _go_together(self, article: str, other: str) -> bool:
        """Whether two articles share names and begin with the same story, or are own texts with the same points."""
        n_names = len(self.names[article] & self.names[other])
        if not n_names:
            return False
        if cosine(self.openings[article], self.openings[other]) >= (_SAME_STORY if n_names > 1 else _SURE_STORY):
            return True
        if not (_is_own_text(self.facts[article]) and _is_own_text(self.facts[other])):
            return False
        scorer = load_scorers().first
        theirs = self._sayings(other)
        points = [
            any(scorer.score(compare(saying, their)) >= _SAME_POINT for their in theirs)
            for saying in self._sayings(article)
        ]
        return sum(points) >= _MIN_POINTS

    def _sayings(self, article: str) -> list[Saying]:
        if article not in self.sayings:
            text = self.facts[article].article.text
            self.sayings[article] = [
                saying_of(s.id, article, "", text, s.content, frozenset())
                for s in self.facts[article].statements
                if s.content and s.usage is None
            ]
        return self.sayings[article]

    # --- whose words -----------------------------------------------------------------------------------

    def _speaker(self, statement: Statement) -> str | None:
        for ref in (statement.principal, statement.speaker):
            if ref is not None and ref.entity in self.entity_of:
                return self.entity_of[ref.entity]
        return None

    def _read_side(self, article: str, statement: Statement) -> str | None:
        """The side read in one statement: a body by the record's name for it, none where it is only a person's name."""
        side = statement.side
        if side is None or _is_code(side):
            return side
        named = [e.id for e in self.facts[article].entities if side in (e.name, *e.aliases) and e.id in self.entity_of]
        if not named:
            return side
        entity = self.entities[self.entity_of[min(named)]]
        return entity.name if entity.type != "person" else None

    def _sides(self, articles: Sequence[str], documents: Mapping[str, str], happening: Happening) -> dict[str, str]:
        """For each statement of some articles whose side anything tells, that side."""
        spoken: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        codes = {actor.code for actor in happening.participants if actor.code}
        is_between_countries = len(codes) > 1
        known = {*documents.values(), *codes}
        for actor in happening.participants:
            if actor.entity is not None and actor.code is not None:
                spoken[actor.entity][actor.code] += _VOTE
        for article in articles:
            for statement in self.facts[article].statements:
                speaker = self._speaker(statement)
                if speaker is not None and article in documents:
                    spoken[speaker][documents[article]] += 1.0
                side = self._read_side(article, statement)
                if speaker is not None and side is not None and (side in known or not _is_code(side)):
                    spoken[speaker][side] += _VOTE
        bearers: dict[str, frozenset[str]] = defaultdict(frozenset)
        for article, side in documents.items():
            bearers[side] |= _name_words(side, self.facts[article].article.publisher or "")
        found: dict[str, str] = {}
        for article in articles:
            for statement in self.facts[article].statements:
                told = documents.get(article) or self._side(article, statement, spoken, bearers, is_between_countries)
                if told is not None:
                    found[statement.id] = told
        return found

    def _side(
        self,
        article: str,
        statement: Statement,
        spoken: Mapping[str, Mapping[str, float]],
        bearers: Mapping[str, frozenset[str]],
        is_between_countries: bool,
    ) -> str | None:
        """Whom a report's statement speaks for: where no countries talk and no body is told, a person for himself."""
        speaker, side = self._speaker(statement), self._read_side(article, statement)
        if speaker is not None and self.entities[speaker].type == "person" and (len(bearers) > 1 or side is None):
            votes = spoken.get(speaker, {})
            most = [known for known, n in votes.items() if n == max(votes.values())]
            if len(most) == 1:
                return most[0]
            if side is None and not is_between_countries:
                return self.entities[speaker].name
        if side is None or side in bearers or _is_code(side):
            return side
        words = _name_words(side)
        alike = [known for known, theirs in bearers.items() if words and words <= theirs]
        return alike[0] if len(alike) == 1 else side


def _parties(issuers: Iterable[str], codes: Sequence[str]) -> frozenset[str]:
    """The countries that took part and the sides with own texts; of two countries' engagement no third is a party."""
    third = {side for side in issuers if _is_code(side) and side not in codes} if len(codes) > 1 else set()
    return frozenset({*issuers, *codes} - third)


def _names_of(happening: Happening) -> list[str]:
    """The names of those who took part, without descriptions ("two ministers")."""
    return [actor.text for actor in happening.participants if actor.text[:1].isupper()]


def _is_history(facts: Facts, happening: Happening) -> bool:
    """Whether an engagement lies too far back to be what an article reports."""
    published, last = facts.article.publication.earliest, happening.when.latest
    return published is not None and last is not None and published > shift_day(last, _DAYS_AFTER)


def _may_be_one(left: Happening, right: Happening) -> bool:
    """Whether two engagements that were not judged one may be one all the same: their days don't exclude it."""
    a, b = left.when, right.when
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return True
    return max((a.earliest - b.latest).days, (b.earliest - a.latest).days) <= _DAYS_BEFORE


def _is_own_text(facts: Facts) -> bool:
    return any(is_issuers(statement) for statement in facts.statements)


def is_issuers(statement: Statement) -> bool:
    """Whether a statement stands in nobody else's voice: in a press report none does."""
    is_plain = not statement.source and not statement.cue and statement.within is None
    return is_plain and statement.channel in _OWN_CHANNELS


def _issuer_sides(facts: Facts, codes: Sequence[str]) -> Counter[str]:
    """The sides of an article's statements in nobody else's voice, and its publisher's: none for a press report."""
    publisher = facts.article.publisher or ""
    own = [statement for statement in facts.statements if is_issuers(statement)]
    votes = Counter(s.side for s in own if s.side is not None)
    if own and not votes and own[0].speaker is not None:
        votes[own[0].speaker.name] += 1
    code = _publisher_code(publisher, is_issuer=bool(votes))
    if code is not None and (votes or code in codes or (len(codes) < 2 and _is_state_body(publisher))):
        votes[code] += _NAMED_VOTES
    return votes


def _publisher_code(publisher: str, *, is_issuer: bool) -> str | None:
    """The country of a state's outlet, or that an issuer's, agency's or state body's name tells.

    "Hungarian Government"; a capital tells the country of a body of a state ("Ministry of Trade, Manila").
    """
    outlet = find_outlet(publisher)
    if outlet is not None:
        return outlet.country if outlet.kind == "state" else None
    is_state = _is_state_body(publisher)
    if not (is_issuer or is_state or any(word.lower() in _AGENCIES for word in publisher.split())):
        return None
    found = _countries_named(publisher)
    if not found and is_state:
        parts = (find_country(part.strip()) for part in publisher.split(","))
        found = {n.code for n in parts if n is not None and n.kind == "capital"}
    return min(found) if len(found) == 1 else None


def _is_state_body(publisher: str) -> bool:
    """Whether a publisher is called what bodies of a state call themselves."""
    return not load_wording().state_bodies.isdisjoint(re.findall(r"[^\W_]+", publisher.lower()))


def _countries_named(publisher: str) -> set[str]:
    """The codes of the countries whose names or demonyms stand in a publisher's name, the longest names first."""
    words = [word.rstrip(",;)").lstrip("(") for word in publisher.split()]
    found, at = set(), 0
    while at < len(words):
        phrases = (" ".join(words[at:end]) for end in range(min(len(words), at + _MOST_WORDS), at, -1))
        known = [(n, p) for p in phrases if (n := find_country(p)) is not None and n.kind in {"name", "demonym"}]
        if known:
            naming, phrase = known[0]
            found.add(naming.code)
        at += len(phrase.split()) if known else 1
    return found


def _name_documents(issued: Mapping[str, Counter[str]], codes: Sequence[str]) -> dict[str, str]:
    """The side of each own text: the commonest of its issuer's.

    Of the texts of two countries that took part, one is the other country's where its own side is not surer.
    """
    named = {article: min(votes, key=lambda s: (-votes[s], s)) for article, votes in issued.items()}
    if len(named) == 2 and len(codes) == 2:
        weaker, surer = sorted(named, key=lambda a: (named[a] in codes, issued[a][named[a]], a))
        if named[surer] in codes and (named[weaker] not in codes or named[weaker] == named[surer]):
            named[weaker] = next(code for code in codes if code != named[surer])
    return named


def _proper_names(text: str) -> frozenset[str]:
    """The stems of the rarer words that are capitalised; the rarest alone where a sentence starts."""
    starts = {span.start for span in sentence_spans(text)}
    words = [(stem(t.word), t.start in starts) for t in tokens(text) if text[t.start].isupper() and t.word not in STOP]
    return frozenset(word for word, is_first in words if rarity(word) >= (_VERY_RARE if is_first else _RARE))


def _is_code(side: str) -> bool:
    return re.fullmatch("[A-Z]{3}", side) is not None


def _name_words(*names: str) -> frozenset[str]:
    return frozenset(stem(token.word) for name in names for token in tokens(name) if token.word not in STOP)

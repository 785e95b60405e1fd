"""For whom a speaker speaks, by rules.

Tried in this order: the user's roles file; the party of a member of parliament or a candidate; names of international
bodies, countries and seats of government; the words for the speaker's office or body in the article, through those whom
he speaks for ("its lawyer"). An organ of a state that is named without its country takes the country that the article
reports from, where evidence fixes one. Private people, relatives, analysts and former officials have no side.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.code.actors import ActorTable
from onrecord.code.affiliations import (
    BODY_CODES,
    about,
    first_of,
    group_led,
    is_code,
    is_whole_place,
    nouns,
    own_body,
    party_of,
    pattern,
    says,
    speaks_for_state,
    titled_body,
    without_article,
)
from onrecord.code.context import Context
from onrecord.code.described import Described
from onrecord.code.leaders import find_leader
from onrecord.code.local import Local
from onrecord.code.places import countries_in, find_city, one_country
from onrecord.gazetteer import find_country
from onrecord.gazetteer.outlets import find_outlet
from onrecord.model import Article, Entity, EntityRef, Mention, Role, Span, Statement

__all__ = ["SideRules"]

_LAWS = frozenset("law decree constitution act bill ruling judgment judgement verdict regulations order".split())
_AGENT_CHARS = 40  # how far a possessor's mouthpiece may stand from it
_HOSTS = frozenset({"host", "presenter", "interviewer", "moderator", "anchor", "announcer"})
_PREDECESSORS = (("RUS", "SUN", "soviet", "russian"), ("SRB", "YUG", "yugoslav", "serbian"))
_UNNAMED = "Doe"  # stands for the speaker's name where it must not be taken for a place's
_POSSESSIVE = re.compile(r"(?i)(?:its|their|his|her)\b")
_CITY_HALLS = frozenset({"council", "city hall", "town hall"})
_JOINT = re.compile(
    r"\band (?:his|her|their|its) \w+(?: \w+)? ?(?:counterpart|colleague|opposite number|guest|host|rival)s?\b"
)
_IN_OFFICE = frozenset({"GOV", "MIL", None})  # lawmakers and former officials speak for no state
_RECENT = 2  # paragraphs back in which an organ that stood with its country is still the one meant
_SPOKESPEOPLE = frozenset({"spokesman", "spokeswoman", "spokesperson"})


@dataclass(slots=True)
class SideRules:
    """The sides of one article's speakers by rules in a fixed order, each worked out once."""

    article: Article
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    roles: Sequence[Role]
    statements: Sequence[Statement]
    actors: ActorTable
    _known: dict[str, Entity] = field(default_factory=dict)
    _spans: dict[str, list[Span]] = field(default_factory=dict)
    _done: dict[tuple[str | None, str], str | None] = field(default_factory=dict)
    _told: str | None = None
    _home: str | None = None
    _context: Context = field(init=False)
    _local: Local = field(init=False)
    _described: Described = field(init=False)
    _ordered: list[Mention] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ordered = sorted(self.mentions, key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self._ordered]
        self._known = {entity.id: entity for entity in self.entities}
        self._local = Local(self.article)
        self._described = Described(self.article, self.entities, self.mentions, self._known, self._body_code)
        self._context = Context(self.article, self._local.governed(self.article.publisher or ""))
        self._told, self._home = self._context.told, self._context.home
        for statement in self.statements:
            if statement.speaker is not None and statement.speaker.entity:
                own = [self._own_words(statement.speaker.entity, span) for span in statement.source]
                self._spans.setdefault(statement.speaker.entity, []).extend(own)
        for role in self.roles:
            if role.span is not None:
                self._spans.setdefault(role.entity, []).append(role.span)

    @property
    def context(self) -> Context:
        """What the article tells of organs without a country."""
        return self._context

    def _own_words(self, entity: str, source: Span) -> Span:
        """A source up to its speaker's name where that owns what follows ("Doe’s call with the Brevian premier")."""
        for mention in self.mentions:
            if mention.entity == entity and mention.type == "name" and source.contains(mention.span):
                after = self.article.text[mention.span.end : mention.span.end + 2]
                if after in {"'s", "’s"} or after[:1] in {"'", "’"}:
                    return Span(source.start, mention.span.end)
        return source

    def of(self, ref: EntityRef | None) -> str | None:
        """The side of a speaker, None when nothing tells it."""
        if ref is None:
            return None
        key = (ref.entity, ref.name)
        if key not in self._done:
            self._done[key] = None  # a speaker described by another who is described by the first has no side
            side = self._in_its_time(self._find(ref))
            self._done[key] = None if side is not None and not is_code(side) and self._is_secret(ref) else side
        return self._done[key]

    def _is_secret(self, ref: EntityRef) -> bool:
        """Whether somebody unnamed talks behind the back of his employer, for fear of his job or against its ban."""
        entity = self._known.get(ref.entity or "")
        if entity is None or entity.type != "unnamed":
            return False
        return any(pattern("secret").search(span.of(self.article.text)) for span in self._spans.get(entity.id, ()))

    def _in_its_time(self, side: str | None) -> str | None:
        """The predecessor state where the article names that alone (codes of ISO 3166-3)."""
        for code, former, named, now in _PREDECESSORS:
            if side == code and pattern(named).search(self.article.text):
                return side if pattern(now).search(self.article.text) else former
        return side

    def _find(self, ref: EntityRef) -> str | None:
        entity = self._known.get(ref.entity or "")
        if pattern("many_sides").search(ref.name) or (" and " in ref.name and len(set(countries_in(ref.name))) > 1):
            return None
        if ref.entity is None and _JOINT.search(ref.name):
            return None  # two people, of two sides for all that is known
        known = self.actors.code(ref.name)
        if known is not None and known.rule == "roles_file" and known.code is not None:
            return known.code
        spans = self._spans.get(ref.entity or "", [])
        if entity is not None and pattern("titled").match(entity.name):
            return self._of_person(entity, spans)
        if entity is None or entity.type in {"organisation", "country", "place", "group"}:
            return self._of_body(ref.name, spans, entity)
        if entity.type == "document":
            return self._of_document(ref.name, spans)
        return self._of_person(entity, spans)

    def _body_code(self, text: str) -> str | None:
        """The code of a body in the actor table, such as an international organisation, that the words name."""
        known = None if pattern("domestic").search(without_article(text)) else self.actors.code(text)
        if known is None or known.rule != "dictionary" or known.code not in BODY_CODES:
            return None
        if known.code == "EUR" and "Commission" in text and "Europ" not in text and not self._is_of_europe():
            return None
        return known.code

    def _is_of_europe(self) -> bool:
        """Whether the article speaks of the European Union, so that "the Commission" is its."""
        return any(pattern(name).search(self.article.text) for name in ("european_union", "european_court"))

    def _of_body(self, name: str, spans: Sequence[Span], entity: Entity | None) -> str | None:
        texts = [name, *(span.of(self.article.text) for span in spans)]
        bare = without_article(name)
        if (naming := find_country(bare)) is not None:
            return "EUR" if bare == "Brussels" and self._home != "BEL" else naming.code
        if bare.startswith("@"):
            return first_of([text for text in texts if speaks_for_state(text)], one_country)
        if (code := first_of(texts, self._body_code)) is not None:
            return code
        if (
            self._home
            and pattern("state_publisher").search(self.article.publisher or "")
            and (bare in (self.article.publisher or "") or pattern("bare_outlet").match(bare))
        ):
            return self._home
        if (outlet := find_outlet(bare)) is not None:
            return outlet.country if outlet.kind == "state" else bare
        if pattern("plural_outlets").search(bare):
            return None
        if (known_outlet := self._outlet_by_noun(bare, spans)) is not None:
            return self.of(known_outlet)
        of_state = any(
            (pattern("outlet").search(text) and pattern("state_outlet").search(text))
            or pattern("state_run").search(text)
            for text in texts
        )
        if pattern("outlet").search(bare) or of_state:
            if of_state:
                return (
                    first_of([*texts, *self._owners(entity)], one_country) or self._home or self._context.nearest(spans)
                )
            return bare
        if any(nouns()["third_sector"].search(text) for text in (bare, *texts)):
            return "NGO"
        if (seat := self._local.seat(texts)) is not None:
            return seat
        if (part := first_of(texts, self._local.part_of_state)) is not None:
            return part
        if (side := self._spoken_for(name, spans)) is not None:
            return side
        if pattern("plural_bodies").search(bare):
            return None
        if (country := one_country(bare)) is not None and pattern("small_bodies").search(bare):
            return country
        if bare.lower() in _CITY_HALLS and find_city(self.article):
            return find_city(self.article)
        if bare.lower() == "office" and speaks_for_state(self.article.publisher or ""):
            return self._home
        if pattern("mayor").search(bare):
            return self._local.city(bare)
        if (house := self._described.house(bare, texts)) is not None:
            return house
        if speaks_for_state(bare):
            return self._of_organ(bare, texts, spans, entity)
        if one_country(bare) is not None and (is_whole_place(bare) or bare.endswith(" side")):
            return one_country(bare)
        return self._described.named(bare) or bare

    def _of_organ(self, name: str, texts: Sequence[str], spans: Sequence[Span], entity: Entity | None) -> str | None:
        """The country of an organ of state: as printed, by what stands near it, then the article's own."""
        context = self._context
        return (
            first_of([*texts, *self._owners(entity)], one_country)
            or self._of_person_named(name)
            or self._near(name, spans, paragraphs=_RECENT)
            or (context.just_named(spans) if name.islower() else None)
            or self._near(name, spans)
            or self._told
            or first_of(context.paragraphs(spans), one_country)
            or self._home
        )

    def _spoken_for(self, name: str, spans: Sequence[Span]) -> str | None:
        """The side of those whose office or members say something ("her office", "rebels of the Doe Front")."""
        if not pattern("mouthpiece").search(name) and not pattern("members").match(name):
            return None
        return next((side for ref in self._bodies_in(spans) if (side := self.of(ref)) is not None), None)

    def _outlet_by_noun(self, name: str, spans: Sequence[Span]) -> EntityRef | None:
        """The outlet by name that "the station" or "the agency" is: the one named last before it."""
        match = pattern("bare_outlet").match(name)
        if match is None or not spans:
            return None
        noun, at = match.group("noun").lower(), spans[0].start
        before: list[tuple[int, Entity]] = []
        for mention in self.mentions:
            entity = self._known.get(mention.entity or "")
            if mention.type == "pronoun" or entity is None or mention.span.start >= at or entity.type == "person":
                continue
            known = find_outlet(entity.name) or pattern("outlet").search(entity.name)
            if known and (noun in entity.name.lower() or not entity.name.islower()) and entity.name.lower() != noun:
                before.append((mention.span.start, entity))
        if not before:
            return None
        last = max(before, key=lambda pair: pair[0])[1]
        return EntityRef(last.id, last.name)

    def _near(self, words: str, spans: Sequence[Span], *, paragraphs: int | None = None) -> str | None:
        """The country that the words before a source give to the organ in it; `paragraphs` as in `Context`."""
        for span in spans:
            owner = self._possessor(span)
            if owner is not None:
                side = self.of(owner) if owner.entity else None
                return side if side is not None and is_code(side) and side not in BODY_CODES else None
        context = self._context
        named = (context.owner_before(words, span.start, paragraphs=paragraphs) for span in spans)
        return next((code for code in named if code), None) or next(
            (code for span in spans if (code := context.setting(span.start))), None
        )

    def _possessor(self, span: Span) -> EntityRef | None:
        """Whom a leading "its" or "their" stands for, without an entity when that is open; None without such a word."""
        match = _POSSESSIVE.match(self.article.text, span.start, span.end)
        if match is None:
            return None
        at = bisect_left(self._starts, span.start)
        for mention in self._ordered[at : at + 2]:
            entity = self._known.get(mention.entity or "")
            if mention.span.start == span.start and mention.type == "pronoun" and entity is not None:
                return EntityRef(entity.id, entity.name)
        return EntityRef(None, match.group())

    def _of_document(self, name: str, spans: Sequence[Span]) -> str | None:
        texts = [name, *(span.of(self.article.text) for span in spans)]
        if (code := first_of(texts, self._body_code)) is not None:
            return code
        if (part := self._local.seat(texts) or first_of(texts, self._local.part_of_state)) is not None:
            return part
        inside = self._bodies_in(spans, text_by_others=True)
        if inside:
            return self.of(inside[0])
        untold = not any(countries_in(text) for text in texts)
        if untold and (issuer := self._issuer(name, spans)) is not None:
            return self.of(issuer)
        if any(nouns()["state"].search(text) for text in texts) or (
            any(pattern("official_texts").search(text) for text in texts) and first_of(texts, one_country)
        ):
            return first_of(texts, one_country) or self._home
        return self._home if set(name.lower().split()) & _LAWS else None

    def _issuer(self, name: str, spans: Sequence[Span]) -> EntityRef | None:
        """Who speaks last in the paragraph before "the statement", which is then his."""
        text = self.article.text
        for span in spans:
            if not pattern("the_text").match(text, span.start, span.end):
                continue
            start = text.rfind("\n", 0, span.start) + 1
            before = [
                (source.start, statement.speaker)
                for statement in self.statements
                if statement.speaker is not None and statement.speaker.name != name
                for source in statement.source
                if start <= source.start < span.start
            ]
            if before:
                return max(before, key=lambda pair: pair[0])[1]
            noun = text[span.start : span.end].split()[-1].lower()
            told = [
                (cue.start, statement.speaker)
                for statement in self.statements
                if statement.speaker is not None and statement.speaker.name != name
                for cue in statement.cue
                if cue.start < span.start and noun in cue.of(text).lower().split()
            ]
            if told:
                return max(told, key=lambda pair: pair[0])[1]
        return None

    def _of_person(self, entity: Entity, spans: Sequence[Span]) -> str | None:
        spans = [span for span in spans if not pattern("former").search(span.of(self.article.text))] or spans
        printed = [span.of(self.article.text) for span in spans] or [entity.name]
        printed += self._origins(entity)
        if not any(speaks_for_state(text) or own_body(text) for text in printed):
            printed += self._introductions(entity)
        printed = [pattern("clause").split(pattern("accredited").sub("envoy", text))[0] for text in printed]
        texts = [text for text in dict.fromkeys(printed) if says(text)]
        if entity.type == "person":
            texts = [self._nameless(text, entity) for text in texts]
        if (sender := self._context.sender(spans)) is not None:
            return sender
        if (first := self._other_of(entity, spans)) is not None:
            return first
        if any(pattern("kin").search(text) for text in texts):
            return None
        if texts and all(pattern("former").search(text) for text in texts):
            return None
        if (party := first_of(texts, party_of)) is not None:
            return party
        if (code := first_of(texts, self._body_code)) is not None:
            return code
        if any(pattern("untold").search(text) or pattern("close").search(text) for text in texts):
            return None
        if any(pattern("opposition").search(text) for text in texts):
            return "opposition"
        whole = [*texts, *(span.of(self.article.text) for span in spans)]
        if entity.type == "person" and any(pattern("candidate").search(text) for text in whole):
            return entity.name
        if (led := first_of(texts, group_led)) is not None:
            return led
        if (stand_in := self._of_politician(texts)) is not None:
            return stand_in or None
        if entity.name.isupper() and entity.name.lower() in _HOSTS:
            if speaks_for_state(self.article.publisher or ""):
                return None
            return pattern("transcript").sub("", self.article.publisher or "").strip() or None
        if (armed := next((m for text in texts if (m := pattern("armed").search(text))), None)) is not None:
            return armed.group(1).lower() + "s"
        if (seat := self._local.seat(texts)) is not None:
            return seat
        if any(pattern("mayor").search(text) for text in texts):
            return first_of(texts, self._local.city)
        if any(pattern("academic").search(text) for text in texts):
            school = pattern("school").search(self.article.text) or pattern("bare_school").search(self.article.text)
            return school.group("name") if school else None
        if (client := first_of(texts, self._client)) is not None:
            return client
        own_name = entity.name if entity.type == "person" else _UNNAMED
        posts = [text.replace(own_name, _UNNAMED).strip(" ,") for text in texts]
        bare = bool(posts) and all(pattern("bare_post").fullmatch(post) for post in posts)
        if bare and (last := self._of_last_body(spans)) is not None:
            return last
        stately = [text for text in texts if speaks_for_state(about(text))]
        if (named := first_of(stately, one_country)) is not None and not any(
            pattern("former").search(text) for text in stately
        ):
            return named
        agent = any(pattern("agents").search(text) for text in texts)
        private = not agent and any(nouns()["private"].search(text) for text in texts)
        for ref in self._bodies_in(spans):
            if (side := self.of(ref)) is not None and not (private and side.islower()):
                return side
        near = [pattern("cut").split(text)[0] for text in texts]
        if (short := first_of(near, self._short_named)) is not None:
            return short
        if any(nouns()["third_sector"].search(text) for text in texts):
            return "NGO"
        if (house := self._described.house(entity.name, texts)) is not None:
            return house
        if (own := first_of(near, own_body)) is not None and not (private and own.islower()):
            return self._described.named(own) or own
        if (employer := first_of(near, self._printed_employer)) is not None:
            return employer
        if (firm := first_of(near, titled_body)) is not None:
            return firm
        if any(pattern("management").search(text) for text in texts):
            chief = any(pattern("chief").search(text) for text in texts)
            employer = self._employer(entity) or (self._described.named("company") if chief else None)
            if employer is not None:
                return employer
        if (held := self._by_office(entity, texts)) is not None:
            return held
        if not texts or all(without_article(text.strip()).lower() in _SPOKESPEOPLE for text in texts):
            return self._home if speaks_for_state(self.article.publisher or "") else None
        if not stately or all(pattern("former").search(text) for text in stately):
            return None
        if (named := first_of(texts, one_country)) is not None:
            return named
        if any(pattern("foreign_service").search(text) for text in stately):
            return None
        owners = [owner for span in spans if (owner := self._possessor(span)) and owner.entity != entity.id]
        if owners and (owners[0].entity or self._told is None):
            return self.of(owners[0]) if owners[0].entity else None
        told = first_of(stately, lambda text: self._near(text, spans)) or self._called_alike(stately)
        return told or (self._home if self._context.may_be_home(stately) else None)

    def _called_alike(self, texts: Sequence[str]) -> str | None:
        """What the article's named administrations agree on, for an "administration official" of none by name."""
        if not any(re.search(r"\badministration\b", text) for text in texts):
            return None
        named = (e for e in self.entities if e.type == "organisation" and e.name.endswith(" administration"))
        sides = {self.of(EntityRef(entity.id, entity.name)) for entity in named}
        return sides.pop() if len(sides) == 1 else None

    def _by_office(self, entity: Entity, titles: Sequence[str]) -> str | None:
        """The state or body whose office a much-named person held on the day, or by his title."""
        if entity.type != "person":
            return None
        day = self.article.publication.day
        leader = find_leader(entity.name, titles, day.isoformat() if day else None)
        if leader is None or leader.sector not in _IN_OFFICE:
            return None
        titled = any(leader.role in text.lower() for text in titles)
        return leader.code if day is not None or titled else None

    def _other_of(self, entity: Entity, spans: Sequence[Span]) -> str | None:
        """The side of the one told before, for "a second adviser" and the like."""
        match = pattern("another").match(entity.name)
        if match is None or not spans:
            return None
        noun, before = (match.group("noun") or "").lower(), list[tuple[int, Entity]]()
        for other, sources in self._spans.items():
            known = self._known.get(other)
            if known is not None and known.id != entity.id and known.type in {"unnamed", "person"}:
                before += [
                    (span.start, known)
                    for span in sources
                    if span.start < spans[0].start
                    and (
                        re.search(rf"(?i)\b{noun}\b", span.of(self.article.text))
                        if noun
                        else known.name.startswith("one of")
                    )
                ]
        if not before:
            return None
        last = max(before, key=lambda pair: pair[0])[1]
        return self.of(EntityRef(last.id, last.name))

    def _nameless(self, text: str, entity: Entity) -> str:
        """A person's description without the given name and surname, which may be a place's too ("Gao Zhen")."""
        for name in sorted({entity.name, *entity.aliases}, key=lambda name: (-len(name), name)):
            at = text.find(name)
            if at >= 0 and not pattern("titled").match(name) and not speaks_for_state(name):
                return text[:at] + _UNNAMED + text[at + len(name) :]
        return text

    def _of_last_body(self, spans: Sequence[Span]) -> str | None:
        """The side of the body named last in this paragraph or the one before, for "a spokeswoman" without a body."""
        if not spans:
            return None
        text, at = self.article.text, spans[0].start
        line = text.rfind("\n", 0, at) + 1
        start = text.rfind("\n", 0, max(0, len(text[:line].rstrip()) - 1)) + 1
        before = self._ordered[bisect_left(self._starts, start) : bisect_left(self._starts, at)]
        bodies = [self._known[m.entity] for m in reversed(before) if m.entity in self._known and m.type != "pronoun"]
        bodies = [body for body in bodies if body.type == "organisation"]
        speakers = {statement.speaker.entity for statement in self.statements if statement.speaker is not None}
        speaking = [body for body in bodies if body.id in speakers]  # rather than those spoken of ("the parties")
        return self.of(EntityRef(body.id, body.name)) if (body := next(iter(speaking or bodies), None)) else None

    def _client(self, text: str) -> str | None:
        """Whom a lawyer without a party of his own speaks for ("the owner's lawyer")."""
        match = pattern("client").search(text)
        if match is None:
            return None
        noun = (match.group("members") or match.group("client")).lower()
        if match.group("members"):
            return str(noun)
        if find_country(match.group("client")) or nouns()["own"].search(noun):
            return None
        for entity in self.entities:
            own = [span.of(self.article.text) for span in self._spans.get(entity.id, ())]
            titled = any(re.search(rf"(?i)\b{noun}\b", words) for words in own)
            if entity.type == "person" and titled and not any(pattern("client").search(words) for words in own):
                return entity.name
        return noun if noun.isalpha() else None

    def _of_politician(self, texts: Sequence[str]) -> str | None:
        """The side of one without a party: "" for members of parliament, who speak for nobody, the place for elected
        local power; None for anybody else.
        """
        if (place := first_of(texts, self._local.governed) or first_of(texts, self._local.part_of_state)) is not None:
            return place
        sitting = [text for text in texts if pattern("lawmaker").search(text)]
        if not sitting or any(pattern("house_office").search(text) for text in texts):
            return None
        if (party := next((found for text in texts if (found := pattern("of_party").search(text))), None)) is not None:
            return str(party.group("party"))
        rest = [pattern("lawmaker").sub(" ", text) for text in texts]
        if any(speaks_for_state(text) or own_body(text) for text in rest):
            return None
        return ""

    def _bodies_in(self, spans: Sequence[Span], *, text_by_others: bool = False) -> list[EntityRef]:
        """The organisations and named people that a description holds ("spokesman for the company")."""
        found = []
        for span in spans:
            first = bisect_left(self._starts, span.start)
            for mention in self._ordered[first : bisect_left(self._starts, span.end)]:
                entity = self._known.get(mention.entity or "")
                if entity is None or not span.contains(mention.span) or mention.span == span:
                    continue
                if len(entity.name) < 3 or (entity.type == "organisation" and is_whole_place(entity.name)):
                    continue
                before = self.article.text[span.start : mention.span.start]
                if text_by_others and before.endswith(("published by ", "published by the ")):
                    return [EntityRef(entity.id, entity.name)]
                if pattern("cut").search(before) or pattern("title_lead").search(before):
                    continue
                titled = pattern("title_part").match(self.article.text, mention.span.end, span.end)
                if titled and mention.type != "pronoun":
                    continue
                if self._spans.get(entity.id) and span in self._spans[entity.id]:
                    continue
                if entity.type == "organisation" or (
                    entity.type in {"person", "group"} and self._speaks_through(mention, before)
                ):
                    found.append(EntityRef(entity.id, entity.name))
        return found

    def _speaks_through(self, mention: Mention, before: str) -> bool:
        """Whether the words around somebody make the one described a mouthpiece ("his lawyer", "an aide to Doe")."""
        text, end = self.article.text, mention.span.end
        possessor = mention.type == "pronoun" or text[end : end + 2] in {"'s", "’s", "s'", "s’"}
        if possessor and pattern("agents").search(text[end : end + _AGENT_CHARS].split(",")[0]):
            return True
        return bool(pattern("governs").match(text, end) or pattern("agent_for").search(before))

    def _of_person_named(self, name: str) -> str | None:
        """The side of the person that a body is called after ("Biden administration")."""
        first = name.split(maxsplit=1)[0]
        for entity in self.entities:
            if entity.type == "person" and entity.name.split()[-1] == first:
                return self.of(EntityRef(entity.id, entity.name))
        return None

    def _origins(self, entity: Entity) -> list[str]:
        """A person's names with the place right after them ("Prime Minister Jane Doe of Brevia")."""
        text = self.article.text
        found = []
        for mention in self.mentions:
            if mention.entity == entity.id and mention.type == "name":
                match = pattern("of_place").match(text, mention.span.end)
                if match:
                    line = text.rfind("\n", 0, mention.span.start) + 1
                    before = text[max(line, mention.span.start - 25) : mention.span.start]
                    found.append(before.split(". ")[-1] + text[mention.span.start : match.end()])
        return found

    def _introductions(self, entity: Entity) -> list[str]:
        """What stands right before or after a person's full name ("the head of the board, Jane Doe")."""
        text = self.article.text
        found = []
        for mention in self.mentions:
            span = mention.span
            if entity.type != "person" or mention.entity != entity.id or " " not in span.of(text):
                continue
            line = text.rfind("\n", 0, span.start) + 1
            before = pattern("introduced").search(text[line : span.start])
            after = pattern("described").match(text, span.end)
            found += [match.group("text") for match in (before, after) if match]
        return found

    def _employer(self, entity: Entity) -> str | None:
        """The body named last before a manager's first mention, unless it is a state's."""
        first = min((m.span.start for m in self.mentions if m.entity == entity.id), default=0)
        for mention in sorted(self.mentions, key=lambda m: -m.span.start):
            other = self._known.get(mention.entity or "")
            if (
                mention.span.start < first
                and mention.type == "name"
                and other
                and other.type == "organisation"
                and other.id in self._spans
                and other.name not in (self.article.publisher or "")
            ):
                side = self.of(EntityRef(other.id, other.name))
                return side if side is not None and not is_code(side) else None
        return None

    def _printed_employer(self, text: str) -> str | None:
        """The body that a post is held at, by its capitals ("managing director of Nordkabel")."""
        match = pattern("employed").search(text)
        if match is None or countries_in(match.group("body")):
            return None
        return self._of_body(match.group("body"), (), None)

    def _short_named(self, text: str) -> str | None:
        """The side of the body whose name's last word stands before a post in it ("Front secretary-general")."""
        match = pattern("short_body").match(text)
        if match is None:
            return None
        word = match.group("body")
        full = {
            entity.name: entity
            for entity in self.entities
            if entity.type == "organisation"
            and word in entity.name.split()
            and word != entity.name
            and " and " not in entity.name
        }
        if len(full) != 1:
            return None
        body = next(iter(full.values()))
        return self.of(EntityRef(body.id, body.name))

    def _owners(self, entity: Entity | None) -> list[str]:
        """The words right before a body's mentions that own it ("Moldova's defence ministry")."""
        if entity is None:
            return []
        text = self.article.text
        return [
            text[max(0, mention.span.start - 25) : mention.span.start].split("\n")[-1].split(".")[-1]
            for mention in self.mentions
            if mention.entity == entity.id and re.search(r"['’]s?\s$", text[: mention.span.start][-3:])
        ]

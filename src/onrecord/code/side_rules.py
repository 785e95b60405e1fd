"""For whom a speaker speaks, by rules.

Tried in this order: the user's roles file; the party of a member of parliament or a candidate; names of international
bodies, countries and seats of government; the words for the speaker's office or body in the article, through those whom
he speaks for ("its lawyer"). An organ of a state that is named without its country takes the country that the article
reports from, where evidence fixes one. Private people, relatives, analysts and former officials have no side.
"""

import re
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
from onrecord.code.pointers import UNNAMED, Pointers
from onrecord.code.posts import SEATED_ABROAD, words_of
from onrecord.gazetteer import find_country
from onrecord.gazetteer.bodies import find_organ
from onrecord.gazetteer.outlets import find_outlet
from onrecord.model import Article, Entity, EntityRef, Mention, Role, Span, Statement

__all__ = ["REALMS", "SideRules"]

REALMS = frozenset({"Republic", "Nation", "Sultanate", "Emirate", "Federation", "Commonwealth"})
"""What a state's own texts call it without its name ("the President of the Republic")."""

_LAWS = frozenset("law decree constitution act bill ruling judgment judgement verdict regulations order".split())
_HOSTS = frozenset({"host", "presenter", "interviewer", "moderator", "anchor", "announcer"})
# A state by default, the other of its name, the words for that one and for the first: states that are gone, two Congos.
_PREDECESSORS = (
    ("RUS", "SUN", "soviet", "russian"),
    ("SRB", "YUG", "yugoslav", "serbian"),
    ("COD", "COG", "brazzaville", "kinshasa"),
)
_CITY_HALLS = frozenset({"council", "city hall", "town hall"})
_JOINT = re.compile(
    r"\band (?:his|her|their|its) \w+(?: \w+)? ?(?:counterpart|colleague|opposite number|guest|host|rival)s?\b"
)
_COUNTERPART = re.compile(
    r"(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he) (?P<said>[A-ZÀ-Þ][\w.’'\- ]*?) (?:counterpart|opposite number|homologue)$"
)
_OWN_COUNTERPART = re.compile(r"(?:[Hh]is|[Hh]er) (?P<said>[A-ZÀ-Þ][\w.’'\-]*(?: [A-ZÀ-Þ][\w\-]*)?) counterpart\b")
_OF_TWO = re.compile(r"(?i)(?:the )?(?:two|both|three|four) \w")  # "the two ministers, Roe and Doe": of whichever state
_COMMISSION = re.compile(r"(?:[Tt]he )?[Cc]ommission(?:$|['’]s? | (?:spokes|vice|president|trade|official))")
_OTHER_COMMISSIONS = re.compile(
    r"\b(?!The |European |EU |Brussels )[A-ZÀ-Þ][\w\-]+ [Cc]ommission\b|\b[Cc]ommission (?:of|on|for) "
    r"|\b(?:a|an|this|that|\w+al|\w+ory|inquiry|truth|peace|state|rights) commission\b"
)
_IN_OFFICE = frozenset({"GOV", "MIL", None})  # lawmakers and former officials speak for no state
_RECENT = 2  # paragraphs back in which an organ that stood with its country is still the one meant
_SPOKESPEOPLE = frozenset({"spokesman", "spokeswoman", "spokesperson"})


@dataclass(slots=True)
class SideRules:
    """The sides of one article's speakers by rules in a fixed order, each worked out once.

    `context` is what the article tells of organs without a country.
    """

    article: Article
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    roles: Sequence[Role]
    statements: Sequence[Statement]
    actors: ActorTable
    context: Context = field(init=False)
    _pointers: Pointers = field(init=False)
    _done: dict[tuple[str | None, str], str | None] = field(default_factory=dict)
    _codes: dict[str, str | None] = field(default_factory=dict)
    _told: str | None = None
    _home: str | None = None
    _local: Local = field(init=False)
    _described: Described = field(init=False)

    def __post_init__(self) -> None:
        self._pointers = Pointers(self.article, self.entities, self.mentions, self.roles, self.statements)
        self._local = Local(self.article)
        self._described = Described(self.article, self.entities, self.mentions, self._pointers.known, self._body_code)
        self.context = Context(self.article, self._local.governed(self.article.publisher or ""))
        self._told, self._home = self.context.told, self.context.home

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

    def issuing(self, name: str) -> str | None:
        """The side of a state's or an international body that is named as a text's issuer, None for other names."""
        told = self._body_code(name)
        return told or (self.of(EntityRef(None, name)) if speaks_for_state(name) else None)

    def counterpart(self, entity: Entity) -> str | None:
        """The country of whom the article calls somebody's "Brevian counterpart"."""
        return self._pointers.first_said(entity, _COUNTERPART, one_country)

    def counterparts_of(self, entity: Entity) -> frozenset[str]:
        """The countries of those whom the article calls somebody's counterparts, who is then of another."""
        text = self.article.text
        owned = (m.span.start for m in self.mentions if m.entity == entity.id and m.type == "pronoun")
        found = (_OWN_COUNTERPART.match(text, start) for start in owned)
        return frozenset(code for match in found if match and (code := one_country(match.group("said"))) is not None)

    def _is_secret(self, ref: EntityRef) -> bool:
        """Whether somebody unnamed talks behind the back of his employer, for fear of his job or against its ban."""
        entity = self._pointers.known.get(ref.entity or "")
        if entity is None or entity.type != "unnamed":
            return False
        return any(
            pattern("secret").search(span.of(self.article.text)) for span in self._pointers.spans.get(entity.id, ())
        )

    def _in_its_time(self, side: str | None) -> str | None:
        """The predecessor state (codes of ISO 3166-3), or the other of its name, where the article names that alone."""
        for code, former, named, now in _PREDECESSORS:
            if side == code and pattern(named).search(self.article.text):
                return side if pattern(now).search(self.article.text) else former
        return side

    def _find(self, ref: EntityRef) -> str | None:
        entity = self._pointers.known.get(ref.entity or "")
        if pattern("many_sides").search(ref.name) or (" and " in ref.name and len(set(countries_in(ref.name))) > 1):
            return None
        if ref.entity is None and _JOINT.search(ref.name):
            return None  # two people, of two sides for all that is known
        known = self.actors.code(ref.name) if self.actors.people else None
        if known is not None and known.rule == "roles_file" and known.code is not None:
            return known.code
        spans = self._pointers.spans.get(ref.entity or "", [])
        if entity is not None and pattern("titled").match(entity.name):
            return self._of_person(entity, spans)
        if entity is None or entity.type in {"organisation", "country", "place", "group"}:
            return self._of_body(ref.name, spans, entity)
        if entity.type == "document":
            return self._of_document(ref.name, spans)
        return self._of_person(entity, spans)

    def _body_code(self, text: str) -> str | None:
        """The code of a body in the actor table, such as an international organisation, that the words name."""
        if text not in self._codes:
            self._codes[text] = self._find_body_code(text)
        return self._codes[text]

    def _find_body_code(self, text: str) -> str | None:
        if _COMMISSION.match(text) and self._is_of_europe() and not _OTHER_COMMISSIONS.search(self.article.text):
            return "EUR"
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
        texts = [_without_seat(text) for text in (name, *(span.of(self.article.text) for span in spans))]
        bare = without_article(_without_seat(name))
        if (naming := find_country(bare)) is not None:
            return "EUR" if bare == "Brussels" and self._home != "BEL" else naming.code
        if bare in REALMS:
            return self._home
        if bare.startswith("@"):
            return first_of([text for text in texts if speaks_for_state(text)], one_country)
        if (code := first_of(texts, self._body_code)) is not None:
            return code
        if (organ := find_organ(bare, {self._home or ""})) is not None:
            return organ
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
        if (known_outlet := self._pointers.outlet_meant(bare, spans)) is not None:
            return self.of(known_outlet)
        of_state = any(
            (pattern("outlet").search(text) and pattern("state_outlet").search(text))
            or pattern("state_run").search(text)
            for text in texts
        )
        if pattern("outlet").search(bare) or of_state:
            if of_state:
                return (
                    first_of([*texts, *self._pointers.owners(entity)], one_country)
                    or self._home
                    or self.context.nearest(spans)
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
        if bare.split(" ", 1)[0].lower() in words_of("worldwide"):
            return bare
        if speaks_for_state(bare):
            return self._of_organ(bare, texts, spans, entity)
        if one_country(bare) is not None and (is_whole_place(bare) or bare.endswith(" side")):
            return one_country(bare)
        return self._described.named(bare) or bare

    def _of_organ(self, name: str, texts: Sequence[str], spans: Sequence[Span], entity: Entity | None) -> str | None:
        """The country of an organ of state: as printed, by what stands near it, then the article's own."""
        context = self.context
        return (
            first_of([*texts, *self._pointers.owners(entity)], one_country)
            or self.of(self._pointers.person_named(name))
            or next((side for ref in self._pointers.people_owning(entity) if is_code(side := self.of(ref) or "")), None)
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
        return next((side for ref in self._pointers.bodies_in(spans) if (side := self.of(ref)) is not None), None)

    def _near(self, words: str, spans: Sequence[Span], *, paragraphs: int | None = None) -> str | None:
        """The country that the words before a source give to the organ in it; `paragraphs` as in `Context`."""
        for span in spans:
            owner = self._pointers.possessor(span)
            if owner is not None:
                side = self.of(owner) if owner.entity else None
                return side if side is not None and is_code(side) and side not in BODY_CODES else None
        context = self.context
        named = (context.owner_before(words, span.start, paragraphs=paragraphs) for span in spans)
        return next((code for code in named if code), None) or next(
            (code for span in spans if (code := context.setting(span.start))), None
        )

    def _of_document(self, name: str, spans: Sequence[Span]) -> str | None:
        texts = [name, *(span.of(self.article.text) for span in spans)]
        if (code := first_of(texts, self._body_code)) is not None:
            return code
        if (part := self._local.seat(texts) or first_of(texts, self._local.part_of_state)) is not None:
            return part
        inside = self._pointers.bodies_in(spans, text_by_others=True)
        if inside:
            return self.of(inside[0])
        untold = not any(countries_in(text) for text in texts)
        if untold and (issuer := self._pointers.issuer(name, spans)) is not None:
            return self.of(issuer)
        if any(nouns()["state"].search(text) for text in texts) or (
            any(pattern("official_texts").search(text) for text in texts) and first_of(texts, one_country)
        ):
            return first_of(texts, one_country) or self._home
        return self._home if set(name.lower().split()) & _LAWS else None

    def _of_person(self, entity: Entity, spans: Sequence[Span]) -> str | None:
        spans = [span for span in spans if not pattern("former").search(span.of(self.article.text))] or spans
        printed = [span.of(self.article.text) for span in spans] or [entity.name]
        printed += self._pointers.origins(entity)
        if not any(speaks_for_state(text) or own_body(text) for text in printed):
            printed += self._pointers.introductions(entity)
        printed = [_without_seat(pattern("accredited").sub("envoy", text)) for text in printed]
        printed = [pattern("clause").split(text)[0] for text in printed]
        texts = [text for text in dict.fromkeys(printed) if says(text) and not _OF_TWO.match(text)]
        if entity.type == "person":
            texts = [self._pointers.nameless(text, entity) for text in texts]
        if (sender := self.context.sender(spans) or self.counterpart(entity)) is not None:
            return sender
        if (first := self._pointers.one_before(entity, spans)) is not None and (side := self.of(first)) is not None:
            return side
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
        if (client := first_of(texts, self._pointers.client)) is not None:
            return client
        own_name = entity.name if entity.type == "person" else UNNAMED
        posts = [text.replace(own_name, UNNAMED).strip(" ,") for text in texts]
        bare = bool(posts) and all(pattern("bare_post").fullmatch(post) for post in posts)
        if bare and (side := self.of(self._pointers.last_body(spans))) is not None:
            return side
        stately = [text for text in texts if speaks_for_state(about(text))]
        if (named := first_of(stately, one_country)) is not None and not any(
            pattern("former").search(text) for text in stately
        ):
            return named
        agent = any(pattern("agents").search(text) for text in texts)
        private = not agent and any(nouns()["private"].search(text) for text in texts)
        for ref in self._pointers.bodies_in(spans):
            if (side := self.of(ref)) is not None and not (private and side.islower()):
                return side
        near = [pattern("cut").split(text)[0] for text in texts]
        if (short := first_of(near, lambda text: self.of(self._pointers.short_named(text)))) is not None:
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
        owners = [owner for span in spans if (owner := self._pointers.possessor(span)) and owner.entity != entity.id]
        if owners and (owners[0].entity or self._told is None):
            return self.of(owners[0]) if owners[0].entity else None
        told = first_of(stately, lambda text: self._near(text, spans)) or self._called_alike(stately)
        if told is not None or (self._told is None and (told := self._of_its_paragraph(entity, stately, spans))):
            return told
        return (
            self._home
            if self.context.may_be_home(stately, entity.name)
            else self._of_its_paragraph(entity, stately, spans)
        )

    def _of_its_paragraph(self, entity: Entity, titles: Sequence[str], spans: Sequence[Span]) -> str | None:
        """The only country that an officer's paragraphs begin with, unless somebody else there holds his office."""
        opening = (self.context.opening(text) for text in self.context.paragraphs(spans))
        told = {code for code in opening if code and not self.context.is_held_by_another(code, titles, entity.name)}
        return told.pop() if len(told) == 1 else None

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

    def _employer(self, entity: Entity) -> str | None:
        """The body that a manager's first mention follows, unless it is a state's."""
        side = self.of(self._pointers.employer(entity))
        return side if side is not None and not is_code(side) else None

    def _printed_employer(self, text: str) -> str | None:
        """The body that a post is held at, by its capitals ("managing director of Nordkabel")."""
        match = pattern("employed").search(text)
        if match is None or countries_in(match.group("body")):
            return None
        return self._of_body(match.group("body"), (), None)


def _without_seat(text: str) -> str:
    """A description of a mission or its head without the place where it sits."""
    return SEATED_ABROAD.sub(lambda match: match.group().removesuffix(match.group("place")), text)

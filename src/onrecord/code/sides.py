"""For whom a speaker speaks: a country, an international body's code, or a body that speaks for itself.

Hints of all kinds (`evidence.py`) are gathered from what describes a speaker (`descriptions.py`, `readings.py`), from
what stands around him (`surroundings.py`) and from what rules in a fixed order tell (`side_rules.py`), and weighed
(`side_choice.py`). The rules decide between two states where the choice is unsure, and where the user's list of actors
tells of speakers.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.code.actors import ActorTable, load_actor_table
from onrecord.code.affiliations import BODY_CODES, pattern, without_article
from onrecord.code.clients import side_of_client
from onrecord.code.descriptions import Descriptions, Speaker
from onrecord.code.evidence import side_class
from onrecord.code.local import Local
from onrecord.code.places import countries_in
from onrecord.code.side_choice import Chooser, Likeliest, load_chooser
from onrecord.code.side_rules import REALMS, SideRules
from onrecord.code.surroundings import Surroundings
from onrecord.gazetteer import find_country
from onrecord.model import Article, Entity, EntityRef, Mention, Role, Statement

__all__ = ["LearnedSides", "add_sides", "decide"]

_SURE = 0.85  # between two states: from 0.85 to 0.95 dev is the same; below, what stands around a speaker deceives
# Less likely ones stay open: on dev 11 of 37 such states and 4 of 17 such bodies were right.
_LEAST_OF_STATE, _LEAST_OF_BODY = 0.5, 0.4
_MAX_TITLE = 300  # characters of a title that are looked through for an office
_JOINS = re.compile(r",? and (?:the )?|, (?:the )?")
_SEVERAL = re.compile(
    r"(?i)^(?:both|the two|two sides|neither|all (?:three|four|sides))\b"
    r"|\b(?:both|two) (?:countries|sides|governments|states|nations|parties|capitals)\b"
    r"|^(?:the )?(?:two )?(?:ministers|leaders|sides|presidents)$"
)


def add_sides(
    article: Article,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    roles: Sequence[Role],
    statements: Sequence[Statement],
    actors: ActorTable | None = None,
) -> tuple[Statement, ...]:
    """The statements with their sides filled in where the article or the actor table tells them."""
    actors = actors or load_actor_table()
    rules = SideRules(article, entities, mentions, roles, statements, actors)
    learned = LearnedSides(article, entities, mentions, roles, statements, load_chooser(), rules)

    def side(ref: EntityRef) -> str | None:
        if actors.states or actors.country_of(ref.name) is not None:
            return rules.of(ref)  # what the user's list tells is unknown to the learned choice
        found = learned.weigh(ref)
        told = decide(found, lambda: rules.of(ref))
        unsure = side_class(told) == "state" and found.odds_of_sort < _SURE
        return None if unsure and learned.relays_another(ref, told) else told

    bodies = {entity.name for entity in entities if entity.type == "organisation"}
    sided = [replace(s, side=_as_named(side(s.speaker), bodies)) if s.speaker else s for s in statements]
    small = {s.side.casefold(): s.side for s in sided if s.side is not None and s.side.islower()}
    return tuple(replace(s, side=small.get(s.side.casefold(), s.side)) if s.side else s for s in sided)


def _as_named(side: str | None, bodies: Collection[str]) -> str | None:
    """The side by its body's own name where small words describe it besides ("opposition Farmers' Front")."""
    words = side.split() if side is not None and side not in bodies else []
    first = next((at for at, word in enumerate(words) if word[:1].isupper()), 0)
    name = " ".join(words[first:])
    return name if first and name in bodies else side


def decide(found: Likeliest, rules: Callable[[], str | None]) -> str | None:
    """The side to tell, None where neither the choice nor, between states, the rules are sure enough of one."""
    sort = side_class(found.side)
    if sort == "own":
        return found.side if found.odds >= _LEAST_OF_BODY else None
    if sort != "state" or (found.odds_of_sort >= _SURE and found.odds >= _LEAST_OF_STATE):
        return found.side
    ruled = rules()
    if ruled == found.side or (found.odds_of_sort < _SURE and side_class(ruled) == "state"):
        return ruled
    return found.side if found.odds >= _LEAST_OF_STATE else None


@dataclass(slots=True)
class LearnedSides:
    """The likeliest sides of one article's speakers, each worked out once."""

    article: Article
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    roles: Sequence[Role]
    statements: Sequence[Statement]
    chooser: Chooser
    rules: SideRules
    described: Descriptions = field(init=False)
    around: Surroundings = field(init=False)
    _heard: dict[str, Mapping[str, float]] = field(init=False)
    _passed_on: dict[str, list[EntityRef]] = field(default_factory=dict)
    _done: dict[str, Likeliest] = field(default_factory=dict)
    _beside: dict[str, Likeliest] = field(default_factory=dict)
    _asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.described = Descriptions(self.article, self.entities, self.mentions, self.roles, self.statements)
        self.around = Surroundings(
            self.article, self.described, self.statements, self.rules.context, self.of, self.rules.of
        )

        self._heard = {_key(s.speaker): s.heard_sides for s in self.statements if s.speaker and s.heard_sides}
        for s in self.statements:
            if s.speaker and s.relayed_by and _key(s.relayed_by) != _key(s.speaker):
                self._passed_on.setdefault(_key(s.relayed_by), []).append(s.speaker)

    def of(self, ref: EntityRef) -> str | None:
        """The likeliest side of somebody, None when it is likeliest open."""
        return self.weigh(ref).side

    def weigh(self, ref: EntityRef) -> Likeliest:
        """The likeliest side; speakers joined by an "and" have one if each of them has the same.

        Who is asked for because he stands beside a speaker is weighed without those who stand beside himself: so nobody
        is described by whom he describes, and each is worked out twice at most.
        """
        key = _key(ref)
        known = self._beside if self._asked else self._done
        for found in (self._done, known):
            if key in found:
                return found[key]
        if key in self._asked or len(self._asked) > 1:
            return Likeliest(None, 0.0, 0.0)
        self._asked.append(key)
        known[key] = self._of_several(ref) if _are_several(ref) else self._choose(ref)
        self._asked.pop()
        return known[key]

    def _of_several(self, ref: EntityRef) -> Likeliest:
        """The side that all whom an "and" joins are likeliest of, else none ("Minister Roe and Secretary Doe")."""
        speaker = self.described.speaker(ref)
        names = [name for name in _JOINS.split(without_article(ref.name)) if name.strip()]
        called = [
            self.around.entity_called(name, speaker) or self.around.entity_called(name.split()[-1], speaker)
            for name in names
        ]
        found = [self.weigh(other) for other in called if other is not None]
        if len(names) > 1 and len(found) == len(names) and len({one.side for one in found}) == 1:
            return min(found, key=lambda one: (one.odds, one.odds_of_sort))
        return Likeliest(None, 1.0, 1.0)

    def relays_another(self, ref: EntityRef, side: str | None) -> bool:
        """Whether all whose words somebody passes on are surely of another state than `side`.

        "According to State House, Roe told Doe": the house is hardly Doe's.
        """
        others = [self.weigh(speaker) for speaker in self._passed_on.get(_key(ref), ())]
        return bool(others) and all(
            side_class(other.side) == "state" and other.side != side and other.odds_of_sort >= _SURE for other in others
        )

    def know(self, ref: EntityRef, side: str | None) -> None:
        """Take a side as known, as training does for those that stand around a speaker."""
        self._done[_key(ref)] = Likeliest(side, 1.0, 1.0)

    def _choose(self, ref: EntityRef) -> Likeliest:
        speaker = self.described.speaker(ref)
        seat = Local(self.article).seat([part.text for part in speaker.parts])
        if seat is not None:
            return Likeliest(seat, 1.0, 1.0)
        silent = not self.described.sources_of(ref)  # "the Australian said": a person
        if silent and _is_state_by_name(ref.name) and (named := self.rules.of(ref)) is not None:
            return Likeliest(named, 1.0, 1.0)
        if speaker.entity is not None and (land := self.rules.counterpart(speaker.entity)) is not None:
            return Likeliest(land, 1.0, 1.0)
        issued = self._issued(speaker)
        if issued is not None:
            return Likeliest(issued, 1.0, 1.0)
        client = side_of_client(speaker, self.around) if speaker.kind in {"person", "unnamed"} else None
        if client is not None:
            return Likeliest(client, 1.0, 1.0)
        taken = self._offices_of_others(speaker)
        heard = self._heard.get(_key(ref))
        presides = _presides(speaker)
        found = self.chooser.choose(speaker, self.around, heard, without=taken, of_state=presides)
        if presides and side_class(found.side) != "state":
            land = self.around.country_of_organ(speaker)
            return Likeliest(land, 1.0, 1.0) if land is not None else found
        return found

    def _is_officer_here(self, speaker: Speaker) -> bool:
        """Whether somebody's titles tell an office, and neither a country nor a body whose it is."""
        titles = [part for part in speaker.parts if part.origin in {"source", "title"}]
        plain = all(len(part.chunks) == 1 and not countries_in(part.text) for part in titles)
        return plain and any(part.head in {"title", "office", "presiding"} for part in titles)

    def _offices_of_others(self, speaker: Speaker) -> frozenset[str]:
        """The countries around in which somebody else is named in the speaker's office or is his counterpart, and those
        that he visits."""
        if speaker.kind != "person":
            return frozenset()
        titles = [part.text for part in speaker.parts if part.origin in {"source", "title"}]
        context = self.rules.context
        held = frozenset(code for code in context.held if context.is_held_by_another(code, titles, speaker.name))
        held |= context.visited_by(titles, speaker.name)
        return held | (self.rules.counterparts_of(speaker.entity) if speaker.entity is not None else frozenset())

    def _issued(self, speaker: Speaker) -> str | None:
        """The side of the body whose press briefing the article is, for its people whom nothing describes.

        In an international body's own text its officers are those whose description names nobody else.
        """
        key = _key(speaker.ref)
        if speaker.kind == "person" and self._is_officer_here(speaker):
            body = self.rules.issuing(self.article.publisher or "")
            if body in BODY_CODES:
                return body
        if speaker.kind != "person" or any(part.head != "none" for part in speaker.parts):
            return None
        text = self.article.text
        own = (s for s in self.statements if s.speaker and _key(s.speaker) == key and s.channel == "press_briefing")
        turns = [s for s in own if any(span.of(text).strip() == ":" for span in s.cue)]
        if all(s.content[-1].of(text).endswith("?") for s in turns):
            return None  # who only asks is a reporter
        heads = (self.article.publisher or "", text.lstrip().split("\n", maxsplit=1)[0])
        return next((side for head in heads if (side := self.rules.issuing(head)) is not None), None)


def _presides(speaker: Speaker) -> bool:
    """Whether somebody presides over a house of parliament or one of its committees, and so speaks for the state."""
    titles = [part.text[:_MAX_TITLE] for part in speaker.parts if part.origin in {"source", "title"}]
    if speaker.kind not in {"person", "unnamed"} or any(pattern("no_house").search(text) for text in titles):
        return False
    sits = any(part.head == "lawmaker" for part in speaker.parts)
    for text in titles:
        of = pattern("house_committee").search(text)
        if pattern("presiding_house").search(text.strip(" ,")):
            return True
        if of is not None and (sits or pattern("houses").search(of.group("of") or of.group("by") or "")):
            return True
    return False


def _is_state_by_name(name: str) -> bool:
    """Whether a name is a country's adjective or its word for itself ("Turkish", "the Republic"), whoever is near."""
    bare = without_article(name)
    naming = find_country(bare)
    return bare in REALMS or (naming is not None and naming.kind == "demonym" and not bare.endswith("s"))


def _key(ref: EntityRef) -> str:
    return ref.entity or f"\0{ref.name}"


def _are_several(ref: EntityRef) -> bool:
    """Whether a reference joins speakers, who are of two sides for all that is known."""
    several = _SEVERAL.search(ref.name) is not None
    return several or (" and " in ref.name and (ref.entity is None or len(set(countries_in(ref.name))) > 1))

"""What the text around a speaker tells of whose he may be: countries, bodies, offices, possessors, issuers."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from onrecord.code.affiliations import pattern, without_article
from onrecord.code.context import Context
from onrecord.code.descriptions import Descriptions, Speaker
from onrecord.code.leaders import find_leader
from onrecord.code.links import Links
from onrecord.code.parties import Parties
from onrecord.code.phrases import Reading
from onrecord.code.places import countries_in, find_city, find_region_told, one_country
from onrecord.code.posts import find_parts, words_of
from onrecord.code.readings import read_part
from onrecord.gazetteer import find_country
from onrecord.gazetteer.outlets import find_outlet
from onrecord.gazetteer.places import find_region, find_town
from onrecord.model import Article, EntityRef, Mention, Statement

__all__ = ["Surroundings"]

_POSSESSIVE = re.compile(r"(?:its|their|his|her|our|my)\b", re.IGNORECASE)
_RECENT = 2  # paragraphs back in which an organ that stood with its country is still the one meant
_FIRMS = frozenset(
    """company firm operator airline carrier manufacturer maker bank utility group owner owners management
    corporation developer retailer contractor""".split()
)
_NOT_FIRMS = frozenset("organ house local_organ members school cause outlet party rebel law paper office".split())
_IN_OFFICE = frozenset({"GOV", "MIL", None})
_MAX_BEARERS = 3
_FITTING = {
    "manager": frozenset({"none", "firm"}),
    "firm": frozenset({"none", "firm"}),
    "scholar": frozenset({"school", "none"}),
    "doctor": frozenset({"school"}),
    "clergy": frozenset({"members"}),
    "sport": frozenset({"members", "none"}),
    "journalist": frozenset({"outlet"}),
    "outlet": frozenset({"outlet"}),
    "members": frozenset({"members"}),
    "school": frozenset({"school"}),
    "party": frozenset({"party"}),
    "rebel": frozenset({"rebel", "none"}),
    "post": frozenset({"none", "firm", "members", "school", "cause", "party", "rebel"}),
}  # classes of nouns of the bodies in which somebody of a class holds a post
_MAX_BODIES = 5
_HEAD_CHARS = 400
_PREDECESSORS = (
    (
        "RUS",
        "SUN",
        re.compile(r"\b(?:Soviets?|USSR|U\.S\.S\.R\.|TASS|Pravda|Izvestia)(?!\w)"),
        re.compile(r"\b(?:Russia\b|Russian (?:Federation|president|government|foreign|troops|officials?))"),
    ),
    ("SRB", "YUG", re.compile(r"\bYugoslav(?:ia|ian|s)?\b|Tanjug"), re.compile(r"\bSerbia\b")),
    ("COD", "COG", pattern("brazzaville"), pattern("kinshasa")),
    (
        "DEU",
        "DDR",
        re.compile(r"\b(?:East German[ys]?|GDR|German Democratic Republic|East Berlin)\b"),
        re.compile(r"\b(?:West German[ys]?|Bonn|Federal Republic)\b"),
    ),
    ("CZE", "CSK", re.compile(r"\bCzechoslovak(?:ia|ian|s)?\b"), re.compile(r"\b(?:Czech Republic|Czechia)\b")),
)
_COUNTY = re.compile(r"\b([A-ZÀ-Þ][\w\-]+(?: [A-ZÀ-Þ][\w\-]+)?) (?:County|Province|District|Municipality|Canton)\b")
_OUTLETS = frozenset(
    """newspaper paper daily weekly magazine station channel broadcaster agency radio television""".split()
)


@dataclass(frozen=True, slots=True)
class _Body:
    """An organisation by name: the words of the name, the class of its noun, its mentions, where the first starts."""

    name: str
    words: frozenset[str]
    noun: str
    n_mentions: int
    start: int


@dataclass  # without slots, so that properties can be cached
class Surroundings:
    """One article around its speakers; `side_of` gives the side of somebody else in it, `by_rules` what rules tell."""

    article: Article
    described: Descriptions
    statements: Sequence[Statement]
    context: Context
    side_of: Callable[[EntityRef], str | None]
    by_rules: Callable[[EntityRef], str | None] | None = None
    _ordered: list[Mention] = field(init=False)
    _starts: list[int] = field(init=False)
    parties: Parties = field(init=False)
    links: Links = field(init=False)
    _readings: dict[tuple[str | None, str], list[tuple[str, Reading]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ordered = sorted(self.described.mentions, key=lambda m: m.span)
        self._starts = [mention.span.start for mention in self._ordered]
        self.parties = Parties.of(self.article.text)
        self.links = Links(self.article, self.described, self.parties)

    def readings(self, speaker: Speaker) -> list[tuple[str, Reading]]:
        """What each description of a speaker says, with where the description was found."""
        if speaker.key not in self._readings:
            self._readings[speaker.key] = [(part.origin, r) for part in speaker.parts for r in read_part(part)]
        return self._readings[speaker.key]

    # --- countries

    @cached_property
    def homes(self) -> tuple[tuple[str, str], ...]:
        """The countries that the article may report from, each with how that is known."""
        found = []
        if self.context.told is not None:
            found.append((self.context.told, "told"))
        elif self.context.home is not None:
            found.append((self.context.home, "guessed"))
        named = Counter(countries_in(self.article.text))
        for code, count in sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))[:1]:
            alone = "alone" if len(named) == 1 else "most" if 2 * count > sum(named.values()) else "first"
            found.append((code, alone))
        for rank, (code, _) in enumerate(sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))[1:6], 1):
            found.append((code, f"rank{rank}"))
        dateline = find_city(self.article)
        town = find_town(dateline) if dateline else None
        if town is not None:
            found.append((town, "town"))
        outlet = find_outlet(self.article.publisher or "")
        if outlet is not None:
            found.append((outlet.country, "publisher"))
        return tuple(found)

    @cached_property
    def publishing_state(self) -> str | None:
        """The country of the organ of a state that puts out the article itself."""
        parts = find_parts("name", self.article.publisher or "", None)
        organ = any(tag.kind in {"organ", "house", "office"} for part in parts for c in part.chunks for tag in c.tags)
        return self.context.told if organ else None

    def countries_near(self, speaker: Speaker) -> Iterator[tuple[str, str]]:
        """Countries that the words before and around a source tell, each with how."""
        context, spans = self.context, speaker.spans
        words = " ".join(part.text for part in speaker.parts)
        for span in spans[:3]:
            for how, code in (
                ("organ_recent", context.owner_before(words, span.start, paragraphs=_RECENT)),
                ("organ", context.owner_before(words, span.start)),
                ("setting", context.setting(span.start)),
            ):
                if code is not None:
                    yield code, how
        for how, code in (
            ("just", context.just_named(spans[:1])),
            ("nearest", context.nearest(spans[:1])),
            ("sender", context.sender(spans[:1])),
        ):
            if code is not None:
                yield code, how
        for paragraph in context.paragraphs(spans[:1]):
            if (code := one_country(paragraph)) is not None:
                yield code, "paragraph"

    def country_of_organ(self, speaker: Speaker) -> str | None:
        """The likeliest country of an organ or officer without one, by what told the more surely in news."""
        context, spans = self.context, speaker.spans
        words = " ".join(part.text for part in speaker.parts)
        recent = (context.owner_before(words, span.start, paragraphs=_RECENT) for span in spans)
        near = next((code for code in recent if code), None) or next(
            (code for span in spans if (code := context.setting(span.start))), None
        )
        again = next((code for span in spans if (code := context.owner_before(words, span.start))), None)
        if speaker.kind in {"person", "unnamed"}:
            return near or again or context.home
        return (
            near
            or (context.just_named(spans) if speaker.name.islower() else None)
            or again
            or context.told
            or next((code for text in context.paragraphs(spans) if (code := one_country(text))), None)
            or context.home
        )

    def office_held(self, speaker: Speaker) -> tuple[str | None] | None:
        """The state whose office a much-named person held on the day or by his title, None for a past holder's."""
        if speaker.kind != "person":
            return None
        titles = [part.text for part in speaker.parts]
        day = self.article.publication.day
        leader = find_leader(speaker.name, titles, day.isoformat() if day else None)
        if leader is None:
            return None
        if leader.sector not in _IN_OFFICE:
            return (None,)
        titled = any(leader.role in text.lower() for text in titles)
        return (leader.code,) if day is not None or titled else None

    @cached_property
    def _times(self) -> dict[str, str]:
        text = self.article.text
        return {now: then for now, then, named, later in _PREDECESSORS if named.search(text) and not later.search(text)}

    def in_its_time(self, side: str | None) -> str | None:
        """The predecessor state (codes of ISO 3166-3), or the other of its name, where the article names that alone."""
        return self._times.get(side, side) if side is not None else None

    # --- bodies

    def possessor(self, start: int) -> EntityRef | None:
        """Whom a possessive pronoun at an offset stands for, without an entity when that is open."""
        match = _POSSESSIVE.match(self.article.text, start)
        if match is None:
            return None
        at = bisect_left(self._starts, start)
        for mention in self._ordered[at : at + 2]:
            entity = self.described.entity(mention.entity)
            if mention.span.start == start and mention.type == "pronoun" and entity is not None:
                return EntityRef(entity.id, entity.name)
        return EntityRef(None, match.group())

    @cached_property
    def _bodies(self) -> list[_Body]:
        """The article's organisations that have a name."""
        found = []
        for entity in self.described.entities:
            mentions = self.described.mentions_of(entity.id)
            if entity.type == "organisation" and any(word[:1].isupper() for word in entity.name.split()) and mentions:
                parts = find_parts("name", entity.name, None)
                head = parts[0].head if parts else "none"
                words = frozenset(entity.name.lower().split())
                found.append(_Body(entity.name, words, head, len(mentions), mentions[0].span.start))
        return found

    @cached_property
    def _ranked_bodies(self) -> list[_Body]:
        """The bodies that the article tells of most first."""
        return sorted(self._bodies, key=lambda body: (-body.n_mentions, body.start))

    @cached_property
    def _private_bodies(self) -> list[_Body]:
        """The bodies whose name tells no country, but for the publisher."""
        publisher = self.article.publisher or ""
        return [body for body in self._bodies if not countries_in(body.name) and body.name not in publisher]

    @cached_property
    def _refs(self) -> dict[str, EntityRef]:
        """The first entity of each name."""
        return {entity.name: EntityRef(entity.id, entity.name) for entity in reversed(self.described.entities)}

    def bearing(self, noun: str, speaker: Speaker) -> Iterator[tuple[str, str]]:
        """The sides of the bodies by name that "the company" or "the union" may be, those that bear the noun first."""
        noun = noun.rsplit(maxsplit=1)[-1]
        single = noun.removesuffix("s")
        bearers = [body for body in self._bodies if {noun, single} & body.words and body.name != speaker.name]
        for rank, body in enumerate(bearers[:_MAX_BEARERS]):
            yield self._side_of_body(body.name), f"bears{len(bearers[:_MAX_BEARERS])}|{rank}"
        if bearers or (noun not in _FIRMS and noun not in _OUTLETS):
            return
        firms = [
            body
            for body in self._private_bodies
            if body.noun not in (_NOT_FIRMS if noun in _FIRMS else _NOT_FIRMS - {"outlet"})
            and (noun in _FIRMS or find_outlet(body.name) or body.noun == "outlet")
        ]
        for rank, body in enumerate(sorted(firms, key=lambda b: (-b.n_mentions, b.start))[:_MAX_BEARERS]):
            yield body.name, f"firm|{rank}|{min(3, len(firms))}"

    def bodies_told(self, speaker: Speaker) -> Iterator[tuple[str, str]]:
        """The bodies that the article tells of most, each with its rank and the class of its noun."""
        title = self.article.title or ""
        head = self.article.text[:_HEAD_CHARS]
        others = (body for body in self._ranked_bodies if body.name != speaker.name)
        for rank, body in enumerate(islice(others, _MAX_BODIES)):
            side = self._side_of_body(body.name)
            yield side, f"told|{body.noun}"
            yield side, f"told{'-title' if body.name in title else '-head' if body.name in head else ''}|{min(rank, 2)}"

    def likeliest_body(self, speaker: Speaker, kind: str) -> tuple[str, str] | None:
        """The body that a post without one is likeliest held in: of a fitting kind, named last before, else most."""
        fitting = _FITTING.get(kind, _FITTING["post"])
        bodies = [body for body in self._private_bodies if body.noun in fitting]
        if not bodies:
            return None
        at = speaker.at or 0
        if speaker.entity is not None:
            at = min([at, *(m.span.start for m in self.described.mentions_of(speaker.entity.id)[:1])])
        names = {body.name for body in bodies}
        for mention in reversed(self._ordered[: bisect_left(self._starts, at)]):
            entity = self.described.entity(mention.entity)
            if entity is not None and entity.name in names and mention.type == "name":
                return self._side_of_body(entity.name), "last"
        most = min(bodies, key=lambda body: (-body.n_mentions, body.start))
        return self._side_of_body(most.name), "most"

    def _side_of_body(self, name: str) -> str:
        return self.side_of(self._refs[name]) or name

    def entity_called(self, name: str, speaker: Speaker) -> EntityRef | None:
        """The entity that a name within a description means, by its full name or a word of it."""
        bare = without_article(name)
        return self._called.get(bare) if self._called.get(bare, speaker.ref).entity != speaker.ref.entity else None

    @cached_property
    def _called(self) -> dict[str, EntityRef]:
        called: dict[str, EntityRef] = {}
        for entity in self.described.entities:
            if entity.type not in {"organisation", "person", "group", "unnamed"}:
                continue
            ref = EntityRef(entity.id, entity.name)
            for name in (entity.name, *entity.aliases):
                called.setdefault(without_article(name), ref)
            if entity.type in {"person", "organisation"} and entity.name.split()[-1][:1].isupper():
                called.setdefault(entity.name.split()[-1], ref)
        return called

    def bodies_near(self, speaker: Speaker) -> Iterator[tuple[str, str]]:
        """The sides of the bodies named last before somebody, in his paragraph or the one before it."""
        if speaker.at is None or speaker.kind not in {"person", "unnamed"}:
            return
        text, at = self.article.text, speaker.at
        if speaker.entity is not None:
            at = min([at, *(m.span.start for m in self.described.mentions_of(speaker.entity.id)[:1])])
        line = text.rfind("\n", 0, at) + 1
        start = text.rfind("\n", 0, max(0, len(text[:line].rstrip()) - 1)) + 1
        seen = 0
        for mention in reversed(self._ordered[bisect_left(self._starts, start) : bisect_left(self._starts, at)]):
            entity = self.described.entity(mention.entity)
            if entity is None or entity.type != "organisation" or mention.type == "pronoun":
                continue
            side = self.side_of(EntityRef(entity.id, entity.name))
            if side is not None:
                speaks = "speaking" if self.described.sources_of(EntityRef(entity.id, entity.name)) else "silent"
                yield side, f"{speaks}|{'same' if mention.span.start >= line else 'before'}|{min(seen, 1)}"
            seen += 1
            if seen > 2:
                return

    # --- places, outlets, documents

    @cached_property
    def is_of_europe(self) -> bool:
        """Whether the article speaks of the European Union, so that "the Commission" may be its."""
        return any(name in self.article.text for name in words_of("europe"))

    @cached_property
    def is_of_holy_see(self) -> bool:
        """Whether the article speaks of the Holy See."""
        return any(name in self.article.text for name in words_of("holy_see"))

    def local_places(self) -> Iterator[tuple[str, str]]:
        """The places that local power without a name may be of: the dateline's city, the region, the publisher's."""
        for how, name in self._local:
            yield name, how

    @cached_property
    def _local(self) -> tuple[tuple[str, str], ...]:
        found = []
        if (city := find_city(self.article)) is not None:
            found.append(("city", city))
        if (region := find_region_told(self.article)) is not None:
            found.append(("region", region))
        publisher = self.article.publisher or ""
        if "," in publisher:
            found.append(("publisher", publisher.rsplit(",", maxsplit=1)[-1].strip()))
        regions = Counter(
            {
                e.name: len(self.described.mentions_of(e.id))
                for e in self.described.entities
                if find_region(e.name) and find_country(e.name) is None
            }
        )
        if regions:
            found.append(("region_named", min(regions, key=lambda name: (-regions[name], name))))
        counts = Counter(
            {e.name: len(self.described.mentions_of(e.id)) for e in self.described.entities if e.type == "place"}
        )
        if counts:
            found.append(("named", min(counts, key=lambda name: (-counts[name], name))))
        counties = Counter(match.group(1) for match in _COUNTY.finditer(self.article.text))
        for rank, name in enumerate(sorted(counties, key=lambda name: (-counts[name], name))[:2]):
            found.append((f"county{rank or ''}", name))
        return tuple(found)

    def station(self) -> str:
        """The publisher, for whom an interviewer speaks."""
        return re.sub(r"(?i)\s*\btranscript\b", "", self.article.publisher or "").strip(" ,")

    def issuers(self, speaker: Speaker) -> Iterator[tuple[str, str]]:
        """The sides of those who spoke last before a document, or whose cue names it ("said in a statement")."""
        text = self.article.text
        for span in speaker.spans[:1]:
            noun = speaker.name.split()[-1].lower()
            line = text.rfind("\n", 0, span.start) + 1
            before = [
                (place.start, statement.speaker, how)
                for statement in self.statements
                if statement.speaker is not None and statement.speaker != speaker.ref
                for how, places in (("paragraph", statement.source), ("cue", statement.cue))
                for place in places
                if place.start < span.start
                and (place.start >= line if how == "paragraph" else noun in place.of(text).lower().split())
            ]
            for how in ("paragraph", "cue"):
                last = max((item for item in before if item[2] == how), key=lambda item: item[0], default=None)
                if last is not None and (side := self.side_of(last[1])) is not None:
                    yield side, how
        if speaker.at is None:
            return
        line = text.rfind("\n", 0, speaker.at) + 1
        for mention in reversed(self._ordered[bisect_left(self._starts, line) : bisect_left(self._starts, speaker.at)]):
            entity = self.described.entity(mention.entity)
            if entity is not None and entity.type == "organisation" and mention.type != "pronoun":
                if (side := self.side_of(EntityRef(entity.id, entity.name))) is not None:
                    yield side, "body_before"
                return

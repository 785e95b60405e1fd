"""What ties a speaker to the bodies, places, parties and people of the article: where they stand, the words between.

"Nordkabel chief executive Jane Doe", "Jane Doe, a fellow at the Peipsi Institute", "the Doe campaign": whatever stands
within a few words of a speaker may be whom he speaks for. Which ties tell a side is learned (`side_choice.py`).
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from onrecord.code.descriptions import Descriptions, Speaker
from onrecord.code.parties import Parties
from onrecord.code.posts import kind_of
from onrecord.gazetteer.outlets import find_outlet
from onrecord.model import Article, Entity, Span

__all__ = ["Anchor", "Links", "Tie"]

_FAR = 150  # characters beside a mention in which a tie is looked for
_MAX_PLACES = 5  # of a speaker that are looked around at
_MAX_TIES = 14  # of a speaker
_MAX_WORDS = 4  # between the two that count as a pattern of their own
_WORD = re.compile(r"[^\W\d_][\w’'.\-]*|\d[\d,.]*|[^\w\s]")
_TOP = 4
_TELLING = frozenset(
    ", and of for at with said told who is was ( ” “ : in on by 's to from former against as the".split()
)
_MAX_NAMES = 30  # of a speaker beside which a party is looked for
_FAR_PARTY = 80
_CAMPAIGN = re.compile(
    r"(?i)\b(?=[cdefnprv])(?:campaign\w*|candida\w+|nomin\w+|primar(?:y|ies)|rall(?:y|ies)|debates?|polls?|front-?runners?|voters?"
    r"|delegates?|elect\w*|caucus\w*|running mate|rivals?|presidential|convention)\b"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something named at a place of the text: an entity, or a party by its own words; `sort` tells which."""

    start: int
    end: int
    sort: str
    entity: Entity | None
    side: str | None


@dataclass(frozen=True, slots=True)
class _Anchors:
    """Anchors in text order with where each starts."""

    anchors: Sequence[Anchor]
    starts: Sequence[int]

    @classmethod
    def of(cls, anchors: Sequence[Anchor]) -> "_Anchors":
        return cls(anchors, [anchor.start for anchor in anchors])


@dataclass(frozen=True, slots=True)
class Tie:
    """An anchor, the characters between it and a speaker, and the names of what ties the two."""

    anchor: Anchor
    gap: int
    grounds: tuple[str, ...]


@dataclass  # without slots, so that properties can be cached
class Links:
    """One article's anchors and what ties them to its speakers."""

    article: Article
    described: Descriptions
    parties: Parties
    _ties: dict[tuple[str | None, str], list[Tie]] = field(default_factory=dict)
    _party_ties: dict[tuple[str | None, str], list[Tie]] = field(default_factory=dict)
    _campaigning: dict[tuple[str | None, str], int] = field(default_factory=dict)

    @cached_property
    def _anchors(self) -> _Anchors:
        named = self.parties.named
        found = [Anchor(w.start, w.end, f"party-{w.sort}", None, named(w.party)) for w in self.parties.words]
        taken = {at for word in self.parties.words for at in range(word.start, word.end)}
        for mention in self.described.mentions:
            entity = self.described.entity(mention.entity)
            if entity is None or mention.type == "pronoun":
                continue
            if mention.type == "nominal" and entity.type != "organisation":
                continue
            if mention.span.start in taken and mention.span.end - 1 in taken:
                continue
            sort = _sort(entity, self.article) + ("-nominal" if mention.type == "nominal" else "")
            found.append(Anchor(mention.span.start, mention.span.end, sort, entity, None))
        return _Anchors.of(sorted(found, key=lambda a: (a.start, a.end)))

    def ties(self, speaker: Speaker) -> list[Tie]:
        """What stands within or beside the first places where a speaker is named or described, the nearest first."""
        if speaker.key not in self._ties:
            self._ties[speaker.key] = self._find_ties(speaker)
        return self._ties[speaker.key]

    def _find_ties(self, speaker: Speaker) -> list[Tie]:
        found: list[tuple[int, int, Anchor, str, str]] = []
        for order, place in enumerate(self._places(speaker)):
            beside = self._beside(place, speaker)
            found += [(gap, order, anchor, where, between) for gap, anchor, where, between in beside]
        found.sort(key=lambda item: (item[0], item[1], item[2].start))
        kind = speaker.kind
        return [
            Tie(anchor, gap, tuple(_grounds(anchor.sort, where, between, kind)))
            for gap, _, anchor, where, between in found[:_MAX_TIES]
        ]

    def party_ties(self, speaker: Speaker) -> list[Tie]:
        """The parties that stand nearest to any of a speaker's names, each at its nearest place."""
        if speaker.key not in self._party_ties:
            self._party_ties[speaker.key] = list(self._find_party_ties(speaker))
        return self._party_ties[speaker.key]

    def _find_party_ties(self, speaker: Speaker) -> Iterator[Tie]:
        if speaker.entity is None or not self.parties.words:
            return
        own = [m.span for m in self.described.mentions_of(speaker.entity.id) if m.type != "pronoun"]
        best: dict[str | None, tuple[int, Anchor, str, str]] = {}
        for place in own[:_MAX_NAMES]:
            for gap, anchor, where, between in self._beside(place, speaker, self._party_anchors, _FAR_PARTY):
                if anchor.side not in best or gap < best[anchor.side][0]:
                    best[anchor.side] = gap, anchor, where, between
        for gap, anchor, where, between in best.values():
            names = (f"party-{name}" for name in _grounds(anchor.sort, where, between, speaker.kind))
            yield Tie(anchor, gap, (*names, f"party-tie|{len(best)}|{gap // 20}"))

    @cached_property
    def _party_anchors(self) -> _Anchors:
        return _Anchors.of([anchor for anchor in self._anchors.anchors if anchor.sort.startswith("party")])

    def is_campaigning(self, speaker: Speaker) -> int:
        """How many of a speaker's first names stand among words of an election, at most 3."""
        if speaker.key not in self._campaigning:
            text, places = self.article.text, self._places(speaker)
            among = sum(bool(_CAMPAIGN.search(text, max(0, p.start - 80), p.end + 80)) for p in places)
            self._campaigning[speaker.key] = min(3, among)
        return self._campaigning[speaker.key]

    def _places(self, speaker: Speaker) -> list[Span]:
        spans: list[Span] = []
        if speaker.entity is not None:
            own = self.described.mentions_of(speaker.entity.id)
            spans += [m.span for m in own if m.type != "pronoun"][:_MAX_PLACES]
        spans += [span for span in speaker.spans[:_MAX_PLACES] if not any(span.overlaps(other) for other in spans)]
        return spans

    def _beside(
        self, place: Span, speaker: Speaker, among: _Anchors | None = None, far: int = _FAR
    ) -> Iterator[tuple[int, Anchor, str, str]]:
        text = self.article.text
        among = self._anchors if among is None else among
        line = text.rfind("\n", 0, place.start) + 1
        stop = text.find("\n", place.end)
        stop = len(text) if stop < 0 else stop
        own = speaker.ref.entity
        first = bisect_left(among.starts, max(line, place.start - far))
        last = bisect_right(among.starts, min(stop, place.end + far))
        for anchor in among.anchors[first:last]:
            if anchor.entity is not None and anchor.entity.id == own:
                continue
            if anchor.end <= place.start:
                gap, where, between = place.start - anchor.end, "before", text[anchor.end : place.start]
            elif anchor.start >= place.end:
                gap, where, between = anchor.start - place.end, "after", text[place.end : anchor.start]
            elif place.start <= anchor.start and anchor.end <= place.end:
                gap, where, between = 0, "in", text[anchor.end : place.end]
            else:
                continue
            yield gap, anchor, where, between

    @cached_property
    def most_told(self) -> list[tuple[Entity, int]]:
        """The bodies by name that the article tells of most, with how often."""
        counts: Counter[str] = Counter()
        for anchor in self._anchors.anchors:
            if anchor.entity is not None and anchor.sort in {"body", "outlet"}:
                counts[anchor.entity.id] += 1
        ranked = sorted(counts, key=lambda key: (-counts[key], self.described.mentions_of(key)[0].span.start))
        return [(entity, counts[key]) for key in ranked[:_TOP] if (entity := self.described.entity(key)) is not None]


def _sort(entity: Entity, article: Article) -> str:
    if entity.type != "organisation":
        return entity.type
    if entity.name in (article.publisher or "\0"):
        return "publisher"
    return "outlet" if find_outlet(entity.name) is not None else "body"


def _grounds(sort: str, where: str, between: str, kind: str) -> Iterator[str]:
    """The names of a tie: its sort and place, the words between as they are and by what their nouns tell."""
    forms = [_form(word) for word in _WORD.findall(between)]
    if between[:2] in {"'s", "’s"}:
        forms = ["'s", *forms[1:]]
    lead = f"tie|{sort}|{where}"
    yield lead
    yield f"{lead}|{kind}"
    if len(forms) <= _MAX_WORDS:
        joined = " ".join(forms)
        yield f"{lead}|={joined}"
        yield f"tie|{where}|={joined}"
    size = len(forms) if len(forms) < 4 else 4 if len(forms) < 8 else 8 if len(forms) < 16 else 16
    yield f"{lead}|~{size}"
    if forms:
        yield f"{lead}|<{forms[0]}"
        yield f"{lead}|>{forms[-1]}"
        yield f"tie|{where}|{forms[0]}..{forms[-1]}|{min(size, 8)}"
    for form in sorted(set(forms[:12])):
        if form.startswith("<") or form in _TELLING:
            yield f"{lead}|has {form}"
    if "." in forms[:-1] or ";" in forms:
        yield f"{lead}|cut"


@lru_cache(maxsize=8192)
def _form(word: str) -> str:
    lower = word.lower().rstrip(".") or word
    for ending in ("'s", "’s"):
        lower = lower.removesuffix(ending)
    kind = kind_of((lower,)) if word[0].isalpha() else None
    if kind is not None:
        return f"<{kind[0]}{'s' if kind[1] else ''}>"
    if word[0].isdigit():
        return "0"
    if word[0].isupper() and len(word) > 1:
        return "Aa"
    return lower

"""Whose an organ or officer of a state is that stands without a country, by the words around it.

"China's Foreign Ministry … a ministry spokesman": the organ was named with its country before. "In Manila, the palace
…": the paragraph has moved there. Only then comes the country that the whole article reports from.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.code.affiliations import pattern
from onrecord.code.places import countries_in, find_home, find_told_home, one_country, spot_countries
from onrecord.code.visits import find_visits
from onrecord.gazetteer import find_country
from onrecord.gazetteer.places import find_town
from onrecord.model import Article, Span

__all__ = ["Context"]

_ORGANS = re.compile(
    r"(?i)\b(?:ministry|department|palace|presidency|government|cabinet|parliament|army|military|navy|police|court"
    r"|embassy|treasury|junta|chancellery|central bank|air force|coast ?guard|secret service|commission)\b"
)
_OWNER_BEFORE = re.compile(r"((?:[A-ZÀ-Þ][\w.&\-]*(?:['’]s?)? )+(?:[a-z][\w\-]+ ){0,2})$")
_OWNER_AFTER = re.compile(r" of (?:the )?([A-ZÀ-Þ][\w\-]+(?: [A-ZÀ-Þ][\w\-]+)*)")
_SETTING = re.compile(
    r"(?:^|[.!?]['\"”’]? )(?:In|At|From) (?:the )?([A-ZÀ-Þ][\w.’'\-]+(?: [A-ZÀ-Þ][\w.’'\-]+){0,2}),? "
)
# People and bodies of a country whose word says nothing of whose government is meant next.
# Whose country tells nothing of an organ beside them.
_PRIVATE = re.compile(
    r"\b[A-ZÀ-Þ]\w+(?:[ -]flagged)? (?:[a-z]+ )?(?:group|company|firm|bank|lender|newspaper|scientists?|researchers?"
    r"|experts?|tourists?|journalists?|visitors?|ambassador|embassy|envoy|diplomats?|citizens?|nationals?|language"
    r"|translation|restaurants?|caf[eé]s?|food|dishes|goods|products|cars?|planes?|jets?|airliners?|ships?|vessels?"
    r"|boats?|trawlers?|tankers?|supertankers?|freighters?|flags?|passports?|pirates?|immigrants?|migrants?|refugees?|students?|couple|origin|descent)\b"
)
_OPENING = re.compile(r"\W*(?:The )?")
_OPENING_CHARS = 60  # of a paragraph, in which the country that it begins with ends
_OWNER_CHARS = 60  # how far before an organ its country may stand
_TOP = re.compile(
    r"\b(?:(?:[Vv]ice|[Dd]eputy)[ -])?(?:[Pp]resident|[Pp]rime [Mm]inister|[Pp]remier|[Cc]hancellor|[Kk]ing|[Qq]ueen"
    r"|[Ee]mperor|[Ff]oreign [Mm]inister|[Ff]oreign [Ss]ecretary|[Dd]efen[cs]e [Mm]inister)\b(?!['’ -][Ee]lect)"
)
_HOLDER = re.compile(r",? ((?:[A-ZÀ-Þ][\w.’'\-]+ )(?:(?:[a-zà-ÿ]{1,3} )?[A-ZÀ-Þ][\w’'\-]+ ?){1,3})(?=\W|[a-z]|$)")
# Before an office: a word that is no name right before it, or one that tells that it is held no more or not yet.
_APART = re.compile(
    r"(?:^|[^\w'’])[a-zß-ÿ][\w\-]* $"
    r"|(?i:\b(?:former|ex-\w*|late|then-?|ousted|deposed|self-declared|incoming) (?:[\w’'\-]+ ){0,2}$)"
)
_DEPUTY = re.compile(r"(?i)\b(?:vice|deputy)\b")  # of whom there may be several


@dataclass(slots=True)
class Context:
    """What one article tells of organs without a country; `told` is its dateline's or publisher's country."""

    article: Article
    told: str | None = None
    home: str | None = None
    _organs: dict[str, tuple[list[int], list[str]]] = field(default_factory=dict)
    _offices: dict[str, frozenset[str]] = field(default_factory=dict)
    _holders: dict[tuple[str, str], str] = field(default_factory=dict)
    _visits: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.told = self.told or find_told_home(self.article)
        self.home = self.told or find_home(self.article)
        self._visits = find_visits(self.article.text)
        self._find_organs()
        self._find_offices()

    def _find_organs(self) -> None:
        """Each organ that stands with its country, in the order of the text."""
        text = self.article.text
        for match in _ORGANS.finditer(text):
            owner = _owner(text, match.start(), match.end())
            if owner is not None:
                starts, owners = self._organs.setdefault(match.group().lower(), ([], []))
                starts.append(match.start())
                owners.append(owner)

    def _find_offices(self) -> None:
        """The countries of each office that stands with one ("the Brevian premier"), and who holds it by name."""
        text, found = self.article.text, dict[str, set[str]]()
        for match in _TOP.finditer(text):
            owner = _owner(text, match.start(), match.end())
            if owner is None:
                continue
            office = _office(match.group())
            found.setdefault(office, set()).add(owner)
            before = text[max(0, match.start() - _OWNER_CHARS) : match.start()]
            holder = _HOLDER.match(text, match.end())
            if holder is not None and before[-2:-1].isalpha() and not _APART.search(before):
                self._holders.setdefault((office, owner), holder.group(1).strip())
        self._offices = {office: frozenset(codes) for office, codes in found.items()}

    def owner_before(self, words: str, at: int, *, paragraphs: int | None = None) -> str | None:
        """The country of the organ of the same name that stood with its country last before.

        No further back than in so many `paragraphs` before the one of `at`, if told.
        """
        for match in _ORGANS.finditer(words):
            starts, owners = self._organs.get(match.group().lower(), ([], []))
            last = bisect_left(starts, at) - 1
            if last >= 0:
                if paragraphs is None:
                    return owners[last]
                between = sum(bool(line.strip()) for line in self.article.text[starts[last] : at].split("\n")) - 1
                return owners[last] if between <= paragraphs else None
        return None

    def setting(self, at: int) -> str | None:
        """The country where the paragraph has moved to ("In Manila, …")."""
        text = self.article.text
        start = text.rfind("\n", 0, at) + 1
        places = _SETTING.findall(text[start : at + 1])
        return next((code for place in reversed(places) if (code := _country_of(place)) is not None), None)

    def nearest(self, spans: Sequence[Span]) -> str | None:
        """The only country that the paragraphs up to a source name last, where nothing tells the article's own."""
        if not spans:
            return None
        end = spans[0].start
        while end >= 0:
            start = self.article.text.rfind("\n", 0, end) + 1
            if found := set(countries_in(_PRIVATE.sub(" ", self.article.text[start:end]))):
                return found.pop() if len(found) == 1 else None
            end = start - 1
        return None

    def just_named(self, spans: Sequence[Span]) -> str | None:
        """The country that "the government" is of: the only one that its paragraph names before it."""
        text = self.article.text
        before = [_PRIVATE.sub(" ", text[text.rfind("\n", 0, span.start) + 1 : span.start]) for span in spans]
        return next((code for words in before if (code := one_country(words)) is not None), None)

    def paragraphs(self, spans: Sequence[Span]) -> list[str]:
        """The paragraphs in which a speaker's sources stand, without foreign goods and visitors."""
        text = self.article.text
        return [
            _PRIVATE.sub(
                " ", text[text.rfind("\n", 0, s.start) + 1 : (text.find("\n", s.end) + 1 or len(text) + 1) - 1]
            )
            for s in spans
        ]

    def opening(self, paragraph: str) -> str | None:
        """The country that a paragraph begins with ("Brevia, which …", "Brevia’s army …")."""
        first = next(iter(spot_countries(paragraph[:_OPENING_CHARS])), None)
        return first[0] if first is not None and _OPENING.fullmatch(paragraph, 0, first[1]) else None

    def sender(self, spans: Sequence[Span]) -> str | None:
        """The country that sends an "ambassador to" another: the only other one that his paragraph names."""
        for span, paragraph in zip(spans, self.paragraphs(spans), strict=True):
            post = pattern("accredited").search(span.of(self.article.text))
            if post is None or countries_in(span.of(self.article.text).replace(post.group(), "")):
                continue
            to = find_country(post.group("post"))
            others = set(countries_in(paragraph)) - {to.code if to else None}
            if len(others) == 1:
                return others.pop()
        return None

    def may_be_home(self, titles: Collection[str], name: str = "") -> bool:
        """Whether no office in the titles is told to be another country's ("a Brevian premier"), or somebody else's.

        `name` is whose titles they are.
        """
        for title in titles:
            for match in _TOP.finditer(title):
                codes = self._offices.get(_office(match.group()), frozenset())
                if codes and self.home not in codes:
                    return False
        if self.home is None:
            return True
        return self.home not in self.visited_by(titles, name) and not self.is_held_by_another(self.home, titles, name)

    @property
    def held(self) -> frozenset[str]:
        """The countries of which the article names an office with its holder."""
        return frozenset(country for _, country in self._holders)

    def visited_by(self, titles: Collection[str], name: str) -> frozenset[str]:
        """The countries that a head of state or government, or one of their ministers, is told to visit."""
        if not name or not any(_TOP.search(title) for title in titles):
            return frozenset()
        return self._visits.get(name.rsplit(maxsplit=1)[-1], frozenset())

    def is_held_by_another(self, country: str, titles: Collection[str], name: str) -> bool:
        """Whether the article names somebody else in a country's office that `name` holds by his titles.

        A "President Doe" is no Brevian where "Brevian President Roe" is named: a state has one of each.
        """
        for title in titles:
            for match in _TOP.finditer(title):
                if _DEPUTY.search(match.group()):
                    continue
                holder = self._holders.get((_office(match.group()), country))
                if holder is not None and name and not set(holder.split()) & set(name.split()):
                    return True
        return False


def _office(title: str) -> str:
    return title.lower().replace("premier", "prime minister").replace("defense", "defence").replace("-", " ")


def _owner(text: str, start: int, end: int) -> str | None:
    """The country right before or after an organ or office."""
    line = text.rfind("\n", 0, start) + 1
    before = _OWNER_BEFORE.search(text, max(line, start - _OWNER_CHARS), start)
    if before is not None and (country := one_country(before.group(1))) is not None:
        return country
    after = _OWNER_AFTER.match(text, end)
    return one_country(after.group(1)) if after is not None else None


@lru_cache(maxsize=4096)
def _country_of(place: str) -> str | None:
    codes = countries_in(place)
    return codes[0] if codes else find_town(place)

"""A description's words from the governing noun on, and what they name: countries, bodies, names."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from onrecord.code.affiliations import BODY_CODES
from onrecord.code.places import countries_in
from onrecord.code.posts import Chunk, Part, Tag, Word, words_of
from onrecord.code.sectors import runs
from onrecord.gazetteer import find_country
from onrecord.gazetteer.bodies import find_body
from onrecord.gazetteer.places import find_place, find_region, find_town

__all__ = [
    "AT",
    "WHOSE",
    "Phrase",
    "Read",
    "Reading",
    "body_name",
    "capital_runs",
    "codes_in",
    "find_code",
    "find_countries",
    "find_region_named",
    "is_named",
    "read_inner",
]

WHOSE = frozenset({"of", "for", "at", "in", "from", "with", "on", "leads", "to", "by"})
_WITH_FIELDS = frozenset({"post", "manager", "title", "scholar", "doctor"})
AT = frozenset({"of", "at", "for", "with", "from", "leads", "in"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a description says: `kind` names how it was read, `side` the side that it tells.

    Without a side or an entity it either tells that there is none (`seeks` None) or leaves open what `seeks` names:
    "state", "sender", "body", "place", "issuer", "station", "client" or "himself"; `noun` is then what the body or
    paper is called. `entity` is a name within the description that may be one of the article's entities.
    """

    kind: str
    side: str | None = None
    seeks: str | None = None
    noun: str = ""
    entity: str | None = None

    def under(self, outer: str) -> "Reading":
        """The same as read by an outer noun or word."""
        return replace(self, kind=f"{outer}{self.kind}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The chunks of a part from the first known noun on."""

    part: Part
    chunks: tuple[Chunk, ...]
    deep: int = 0

    @property
    def chunk(self) -> Chunk:
        """The chunk of the governing noun."""
        return self.chunks[0]

    @property
    def tag(self) -> Tag | None:
        """The governing noun."""
        return self.chunk.tags[-1] if self.chunk.tags else None

    @property
    def noun(self) -> str:
        """The governing noun in lower case, as printed."""
        tag = self.tag
        return " ".join(w.lower for w in self.chunk.words[tag.first : tag.last + 1]) if tag else ""

    @property
    def head(self) -> Tag:
        """The governing noun of a phrase that has one."""
        return self.chunk.tags[-1]

    def text(self, chunk: Chunk | None = None) -> str:
        """The words of a chunk, as printed."""
        chunk = chunk or self.chunk
        return self.part.text[chunk.words[0].start : chunk.words[-1].end] if chunk.words else ""

    def before(self) -> "Phrase | None":
        """What stands before the governing noun in its chunk ("union" of "union leader")."""
        tag = self.tag
        if tag is None or not tag.first:
            return None
        chunk = Chunk(self.chunk.link, self.chunk.words[: tag.first], self.chunk.tags[:-1], self.chunk.determiner)
        return Phrase(self.part, (chunk,), self.deep + 1)

    def behind(self, links: frozenset[str] = WHOSE) -> "Iterator[Phrase]":
        """What prepositions lead to, the nearest first."""
        for at, chunk in enumerate(self.chunks[1:], 1):
            if chunk.link in {"who", "and"}:
                return
            if chunk.link in links and chunk.words and not self._is_field(at):
                yield Phrase(self.part, self.chunks[at:], self.deep + 1)

    def _is_field(self, at: int) -> bool:
        """Whether a chunk tells what a post is about, before its body ("head of Sales at Nordkabel")."""
        tag, chunk = self.tag, self.chunks[at]
        if tag is None or tag.kind not in _WITH_FIELDS or chunk.link != "of" or chunk.determiner or at != 1:
            return False
        body = next(iter(self.chunks[at + 1 : at + 2]), None)
        if body is None or body.link not in {"at", "for", "with"} or not body.words or not self._names_a_body(body):
            return False
        return self._names_a_body(chunk)

    def _names_a_body(self, chunk: Chunk) -> bool:
        """Whether a chunk opens with a name that is no place's."""
        name = self.text(chunk)
        known = find_country(name) or find_place(name) or find_region(name) or find_town(name)
        return chunk.words[0].text[:1].isupper() and known is None and not codes_in(name)

    def named_after(self) -> str | None:
        """The name that follows the governing noun ("the magazine Agora")."""
        tag = self.tag
        if tag is None or tag.last + 1 >= len(self.chunk.words):
            return None
        rest = self.chunk.words[tag.last + 1 :]
        return " ".join(w.text for w in rest) if all(w.text[:1].isupper() for w in rest[:1]) else None


Read = Callable[[Phrase], list[Reading]]
"""Reads a phrase by its governing noun."""


def find_code(phrase: Phrase, chunk: Chunk) -> Iterator[Reading]:
    """The United Nations, Europe, bodies of several states, known relief bodies: named in a chunk or from it on."""
    if not chunk.words:
        return
    end = chunk.words[-1].end
    for other in phrase.chunks[phrase.chunks.index(chunk) + 1 :]:
        if (
            other.link not in {"of", "for", "on", "and", "in"}
            or not other.words
            or not other.words[0].text[:1].isupper()
        ):
            break
        end = other.words[-1].end
    for name in runs(phrase.part.text[chunk.words[0].start : end], capital=True):
        body = find_body(name)
        if body is None or name.lower() in words_of("generic"):
            continue
        if body.code in BODY_CODES and not body.only_at_home:
            yield Reading(f"code:{body.code}", body.code)
            return


def is_named(phrase: Phrase) -> bool:
    """Whether a noun is part of a proper name rather than of a description, which may open a sentence."""
    tag, words = phrase.head, phrase.chunk.words
    if phrase.named_after() is not None:
        return True
    if words[tag.last].text[:1].isupper() and (tag.last > 0 or len(words) == 1):
        return not phrase.part.text.isupper() or len(words) > 1
    lead = words[: tag.first]
    names = [w for w in lead[1:] if w.text[:1].isupper()]
    opening = bool(lead) and lead[0].text[:1].isupper() and (lead[0].start > 0 or len(lead) > 1)
    return bool(names) or (opening and find_country(lead[0].text) is None)


def capital_runs(chunk: Chunk) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words outside known nouns, first and last index; a possessive ends one."""
    covered = {i for tag in chunk.tags for i in range(tag.first, tag.last + 1)}
    at = 0
    while at < len(chunk.words):
        end = at
        while end < len(chunk.words) and end not in covered and _is_name_word(chunk.words[end], first=end == at):
            end += 1
            if chunk.words[end - 1].owns:
                break
        if end > at:
            yield at, end - 1
        at = max(end, at + 1)


_GONE = (
    ("East German", "DDR"),
    ("GDR", "DDR"),
    ("German Democratic", "DDR"),
    ("Soviet", "SUN"),
    ("Yugoslav", "YUG"),
    ("Czechoslovak", "CSK"),
)


def _is_name_word(word: Word, *, first: bool) -> bool:
    return (
        word.text[:1].isupper()
        and word.lower not in words_of("days")
        and not (first and word.lower in words_of("ranks"))
    )


def codes_in(text: str) -> list[str]:
    """The countries that a text names, those that are gone by their own codes (ISO 3166-3)."""
    gone = [code for name, code in _GONE if name in text]
    return gone or list(dict.fromkeys(countries_in(text)))


def find_countries(phrase: Phrase) -> list[str]:
    """The countries that a phrase names up to its last inward preposition, by name or by a place in them."""
    codes: dict[str, None] = {}
    for chunk in phrase.chunks:
        if chunk is not phrase.chunk and chunk.link not in AT:
            break
        text = phrase.text(chunk)
        codes.update(dict.fromkeys(codes_in(text)))
        if not codes:
            for first, last in capital_runs(chunk):
                town = find_town(chunk.text(first, last))
                if town is not None:
                    codes[town] = None
    return list(codes)


def find_region_named(phrase: Phrase) -> str | None:
    """The region within a country that a phrase names first."""
    for chunk in phrase.chunks[:2]:
        for first, last in capital_runs(chunk):
            name = chunk.text(first, last)
            if find_region(name) and find_country(name) is None:
                return name
    return None


def body_name(phrase: Phrase) -> str:
    """A body's name around its noun: the words that lead to it, and what follows "of" or "for"."""
    chunk, tag = phrase.chunk, phrase.head
    first, last = tag.first, tag.last
    while first and not (
        chunk.words[first - 1].lower in words_of("ranks") and not chunk.words[first - 1].text[:1].isupper()
    ):
        first -= 1
    after = phrase.named_after()
    words = list(chunk.words[first:])
    if after is not None and chunk.words[tag.last].text[:1].islower():
        return after
    text = [phrase.part.text[words[0].start : words[-1].end]] if words else []
    if last == len(chunk.words) - 1 and len(phrase.chunks) > 1 and not chunk.words[last].owns:
        following = phrase.chunks[1]
        capital = bool(following.words) and following.words[0].text[:1].isupper()
        if following.link == "of" or (following.link in {"for", "in", "against"} and capital):
            text += [following.link, *(w.text for w in following.words)]
            if len(phrase.chunks) > 2 and phrase.chunks[2].link in {"of", "and"} and capital:
                text += [phrase.chunks[2].link, *(w.text for w in phrase.chunks[2].words)]
    return " ".join(text)


def read_inner(phrase: Phrase, read: Read, links: frozenset[str]) -> list[Reading]:
    """Readings of what stands before the noun, else of what its prepositions lead to."""
    before = phrase.before()
    found: list[Reading] = []
    if before is not None:
        found = [r for r in read(before) if r.kind[:6] != "nobody"]
    if not found:
        for inner in phrase.behind(links):
            found = read(inner)
            if found:
                break
    return found

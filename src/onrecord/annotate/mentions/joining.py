"""From named mentions to chains of one person, organisation or place each."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from onrecord.annotate.mentions.chains import Chain, Found
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import (
    GIVEN_NAMES,
    HONORIFICS,
    LEGAL_FORMS,
    NOUNS,
    PARTICLES,
    SUFFIXES,
    noun_of,
)
from onrecord.annotate.mentions.types import fold
from onrecord.gazetteer import find_country
from onrecord.gazetteer.bodies import find_body
from onrecord.gazetteer.outlets import find_outlet
from onrecord.gazetteer.places import find_place, find_region, find_town
from onrecord.lexicon.given_names import given_gender

__all__ = ["chain_names", "head_word"]

_CONNECTORS = frozenset({"of", "and", "the", "for", "de", "al", "van", "von", "der", "la", "el", "&", "-", "'s", "’s"})
_MAX_LETTERS = 8
_WHERE = frozenset({"in", "at", "near", "from", "to", "outside", "around", "across", "through", "towards"})
_KIN = frozenset({"wife", "husband", "widow", "widower", "son", "daughter", "brother", "sister", "mother", "father"})
_OTHER = frozenset({"elder", "older", "younger", "other"})
_OPENING = " ("
_TOP_SENTENCES = 0  # a headline
_MAX_SURNAME_WORDS = 3
_ARTICLE = re.compile(r"^(?:al|el)[-‑]")


def chain_names(parse: Parse, found: Sequence[Found]) -> list[Chain]:
    """Chains of the named mentions: people by full name then surname, the rest by name, acronym or country."""
    people = _People(parse)
    may_be = [f for f in found if _may_be_person(f)]
    full = [f for f in may_be if len(_name_words(f.key)) > 1 and f.type == "person"]
    for mention in sorted(full, key=lambda f: (-len(_name_words(f.key)), f.span)):
        people.add_full(mention)
    taken = {id(f) for f in full}
    for mention in may_be:
        if id(mention) not in taken and len(_name_words(mention.key)) == 1 and people.add_single(mention):
            taken.add(id(mention))
    people.join_kin()
    things = _Things()
    for mention in found:
        if id(mention) not in taken:
            things.add(mention)
    chains = [*people.chains, *_without_short(parse, _without_bracketed(parse, things.chains))]
    for chain in chains:
        chain.found.sort(key=lambda f: f.span)
    return chains


# --- people ----------------------------------------------------------------------------------------


class _People:
    """The people of an article, looked up by the words of their names."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.chains: list[Chain] = []
        self._by_last: dict[str, list[Chain]] = defaultdict(list)
        self._by_word: dict[str, list[Chain]] = defaultdict(list)

    def add_full(self, mention: Found) -> None:
        """Put a name of several words into the chain of the same person, or start one."""
        told = gender_told(self.parse, mention)
        for chain in self._by_last[_name_words(mention.key)[-1]]:
            if _same_person(chain.name, mention.key) and _agree(chain.gender, told):
                if len(mention.key) > len(chain.name):
                    chain.name = mention.key
                chain.found.append(mention)
                chain.gender = chain.gender or told
                return
        self._start(mention, told or given_gender(mention.key))

    def add_single(self, mention: Found) -> bool:
        """Put a single name into the chain of the person that it means; a person's that means none starts one."""
        told = gender_told(self.parse, mention)
        chain = None if self._is_namesake(mention) else self._meant(mention, told)
        if chain is None:
            if mention.type == "person":
                self._start(mention, told)
            return mention.type == "person"
        chain.found.append(mention)
        chain.gender = chain.gender or told
        return True

    def _is_titled(self, mention: Found) -> bool:
        first = self.parse.words_in(mention.span)[0]
        return first > 0 and HONORIFICS.get(self.parse.lowers[first - 1]) is not None

    def _is_namesake(self, mention: Found) -> bool:
        """Whether the words around a single name set it apart ("the younger Claes", "Mrozek, no relation,")."""
        words = self.parse.words_in(mention.span)
        before = tuple(self.parse.lowers[max(0, words[0] - 2) : words[0]])
        behind = self.parse.lowers[words[-1] + 1 : words[-1] + 4]
        modifies = self.parse.words[words[-1]].dep in {"compound", "nmod"}  # "the other Lee aides"
        other = before[:1] == ("the",) and before[-1] in _OTHER and not modifies
        return other or behind[1:] == ["no", "relation"]

    def join_kin(self) -> None:
        """Join "Mrs Hale" to "his wife, Ada," where Hale is the name of another person of the article."""
        surnames = {_name_words(c.name)[-1] for c in self.chains if len(_name_words(c.name)) > 1}
        kin = [c for c in self.chains if len(_name_words(c.name)) == 1 and any(self._is_kin(f) for f in c.found)]
        for chain in list(self.chains):
            titled = chain not in kin and all(self._is_titled(f) for f in chain.found)
            meant = [c for c in kin if c.gender == chain.gender]
            if titled and len(meant) == 1 and _name_words(chain.name)[0] in surnames:
                meant[0].found += chain.found
                self.chains.remove(chain)

    def _is_kin(self, mention: Found) -> bool:
        """Whether a name explains a relative ("his wife, Ada")."""
        head = self.parse.words[mention.head]
        first = self.parse.words_in(mention.span)[0]
        beside = {self.parse.lowers[head.head]} if head.dep == "appos" else set()
        return bool(_KIN & (beside | {self.parse.lowers[first - 1] if first else ""}))

    def _start(self, mention: Found, gender: str | None) -> None:
        chain = Chain("person", mention.key, [mention], gender=gender)
        words = _name_words(mention.key)
        self.chains.append(chain)
        self._by_last[words[-1]].append(chain)
        for word in {*words, words[-1].split()[-1], " ".join(words[-2:])}:
            self._by_word[word].append(chain)

    def _meant(self, mention: Found, told: str | None) -> Chain | None:
        """The person that a single name means: by last word, else by another.

        Of several who were named before it, the one named most often: relatives are told by their given names.
        """
        word = _name_words(mention.key)[0]
        by_place: dict[int, list[Chain]] = defaultdict(list)
        for chain in self._by_word[word]:
            by_place[_place(_name_words(chain.name), word)].append(chain)
        for place in sorted(by_place):
            matches = [c for c in by_place[place] if _agree(c.gender, told) and (place or _is_known_by(c, mention))]
            if len(matches) == 1:
                return matches[0]
            if matches:
                if told is not None and len(sure := [c for c in matches if c.gender == told]) == 1:
                    return sure[0]
                before = [
                    (len(c.names), f.span.start, i)
                    for i, c in enumerate(matches)
                    if (f := c.last_before(mention.span.start)) is not None
                ]
                return matches[max(before)[2]] if before else None
        return None


def _is_known_by(chain: Chain, mention: Found) -> bool:
    """Whether the person is named before a bare surname; in a headline it may come first."""
    return mention.sentence <= _TOP_SENTENCES or any(f.span.start < mention.span.start for f in chain.found)


def _place(words: Sequence[str], word: str) -> int:
    """How likely a word of a full name stands for all of it: 0 the last, 1 the first, then those between."""
    if word in {words[-1], words[-1].split()[-1]} or " " in word:
        return 0
    return 1 if words[0] == word else 2


def _agree(left: str | None, right: str | None) -> bool:
    return left is None or right is None or left == right


def gender_told(parse: Parse, mention: Found) -> str | None:
    """The gender that the honorific, title or description beside a name tells ("Ms.", "spokeswoman", "his wife,")."""
    first = parse.words_in(mention.span)[0]
    before = parse.lowers[first - 1] if first else ""
    if gender := HONORIFICS.get(before):
        return gender
    if before in NOUNS and (gender := NOUNS[before].gender):
        return gender
    head = parse.words[mention.head]
    beside = [c for c in parse.children[mention.head] if parse.words[c].dep == "appos"]
    beside += [head.head] if head.dep == "appos" else []
    return next((noun.gender for i in beside if (noun := noun_of(parse.lowers[i])) and noun.gender), None)


def _may_be_person(found: Found) -> bool:
    """People, and single capitalised words that the reader took for something else ("Viidalepp")."""
    if found.type == "person":
        return True
    return len(_name_words(found.key)) == 1 and found.type in {"organisation", "place"} and found.key[:1].isupper()


def _name_words(name: str) -> list[str]:
    """The words of a person's name in small letters; a particle belongs to the word behind it ("van der Meer")."""
    words = [word for word in name.split() if word.lower().strip(".") not in SUFFIXES]
    words = [word for word in words if word.lower() not in HONORIFICS] or words
    joined: list[str] = []
    held: list[str] = []
    for place, word in enumerate(words):
        small = word.lower()
        # "Van" opens a surname at the start of a sentence, and is a name of its own within "Nguyen Van Khoa".
        if small in PARTICLES and (word.islower() or (not place and 1 < len(words) <= _MAX_SURNAME_WORDS)):
            held.append(small)
        else:
            joined.append(" ".join([*held, _ARTICLE.sub("", small)]))
            held = []
    return [*joined, *held]


def _same_person(left: str, right: str) -> bool:
    """Whether two full names can be one person's: the last word and the first (or its initial) agree."""
    a, b = _name_words(left), _name_words(right)
    if a == b:
        return True
    if a[-1] != b[-1] or len(a) < 2 or len(b) < 2:
        return False
    if len(a) != len(b) and (a[-len(b) :] == b or b[-len(a) :] == a):  # two surnames without the given name
        return True
    first, second = a[0].rstrip("."), b[0].rstrip(".")
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])


# --- bodies, countries, places ---------------------------------------------------------------------


class _Things:
    """Organisations, countries, places and groups, looked up by name, country and initials."""

    def __init__(self) -> None:
        self.chains: list[Chain] = []
        self._numbers: dict[tuple[str, str], set[int]] = defaultdict(set)

    def add(self, mention: Found) -> None:
        """Put a mention into the first chain of the same thing, or start one."""
        keys = list(_keys(mention))
        numbers = sorted(set().union(*(self._numbers.get(_sought(key), ()) for key in keys)))
        number = next((n for n in numbers if {self.chains[n].type, mention.type} != {"group", "country"}), None)
        if number is None:
            number = len(self.chains)
            self.chains.append(Chain(mention.type, mention.key, [mention]))
        else:
            chain = self.chains[number]
            chain.found.append(mention)
            if len(mention.key) > len(chain.name) and mention.type != "country":
                chain.name = mention.key
        for key in keys:
            self._numbers[key].add(number)


def _keys(mention: Found) -> Iterable[tuple[str, str]]:
    """What a mention is looked up by: (kind of key, key)."""
    yield "name", _without_form(fold(mention.key))
    country = find_country(mention.key)
    if country is not None and country.kind == "name":
        yield "country", country.code
    elif mention.type == "organisation":
        letters = mention.key.replace(".", "")
        if 2 <= len(letters) <= _MAX_LETTERS and letters.isupper():
            yield "short", letters
        for initials in _initials(mention.key):
            yield "long", initials


def _sought(key: tuple[str, str]) -> tuple[str, str]:
    """The key of what a key matches: an abbreviation its long form, and the other way round."""
    kind, value = key
    return {"short": "long", "long": "short"}.get(kind, kind), value


def _initials(name: str) -> set[str]:
    """The letters that may stand for a name of several words, with and without its small words."""
    every = [word for word in re.split(r"[\s\-]+", name) if word]
    words = [word for word in every if word.lower() not in _CONNECTORS]
    if len(words) < 2:
        return set()
    return {"".join(word[0] for word in some).upper() for some in (words, every)}


def _without_form(name: str) -> str:
    """A company's folded name without its legal form ("Ltd")."""
    words = name.split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=50_000)
def head_word(name: str) -> str:
    """The word that says what a body is: the last, or that before "of", "for" or "in"; lower case."""
    words = name.lower().split()
    cut = next((i for i, word in enumerate(words) if i and word in {"of", "for", "in", "on", "to"}), len(words))
    return words[cut - 1] if words else ""


def _without_bracketed(parse: Parse, chains: Sequence[Chain]) -> list[Chain]:
    """The chains with a body's other name in brackets joined to it ("the National Water Commission (Conagua)")."""
    by_end = {f.span.end: chain for chain in chains if chain.type == "organisation" for f in chain.found}
    kept = []
    for chain in chains:
        first = min(f.span for f in chain.found)
        outer = by_end.get(first.start - len(_OPENING)) if chain.type == "organisation" else None
        around = parse.text[first.start - len(_OPENING) : first.start] + parse.text[first.end : first.end + 1]
        if outer is None or outer is chain or around != _OPENING + ")":
            kept.append(chain)
        else:
            outer.found += chain.found
    return kept


def _without_short(parse: Parse, chains: Sequence[Chain]) -> list[Chain]:
    """The chains with short forms joined to the one long name that they can mean.

    "The Front" is the one body here whose name has that head; "Northgate" the one that was called so in full before.
    """
    long = [c for c in chains if c.type == "organisation" and " " in c.name]
    by_head: dict[str, list[Chain]] = defaultdict(list)
    by_first: dict[str, list[Chain]] = defaultdict(list)
    for chain in long:
        if find_country(chain.name) is None:  # "the House" is not the White House
            by_head[head_word(chain.name)].append(chain)
        by_first[fold(chain.name).split()[0]].append(chain)
    kept = []
    for chain in chains:
        word = chain.name.lower()
        meant: list[Chain] = []
        if chain.type in {"organisation", "place"} and " " not in word and not _is_known(parse, chain):
            if all(_has_article(parse, f) for f in chain.found):
                # "the League" is the Northern League, but "the NHL" no NHL Alumni nor an NHL of some paper's
                meant = [] if chain.name.isupper() else by_head.get(word, [])
            elif noun_of(word) is None and chain.name not in GIVEN_NAMES:
                first = min(f.span for f in chain.found)
                meant = by_first.get(word, [])
                meant = meant if all(min(f.span for f in c.found) < first for c in meant) else []
        if len(meant) == 1:
            meant[0].found += chain.found
        else:
            kept.append(chain)
    return kept


def _has_article(parse: Parse, mention: Found) -> bool:
    first = parse.words_in(mention.span)[0]
    return parse.lowers[first] == "the" or (first > 0 and parse.lowers[first - 1] == "the")


def _is_known(parse: Parse, chain: Chain) -> bool:
    """Whether a name names a country, place, body or outlet of its own; a town's may be short for a body's name."""
    if any(find(chain.name) for find in (find_country, find_body, find_outlet, find_region, find_place)):
        return True
    return find_town(chain.name) is not None and any(_says_where(parse, f) for f in chain.found)


def _says_where(parse: Parse, mention: Found) -> bool:
    first = parse.words_in(mention.span)[0]
    return first > 0 and parse.lowers[first - 1] in _WHERE

"""Named mentions: from the reader's names to chains of one person, organisation or place each."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from onrecord.annotate.mentions.chains import Chain, Found
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import GIVEN_NAMES, HONORIFICS, NOUNS, TITLE_WORDS, TURN_LABELS, noun_of
from onrecord.annotate.mentions.types import fold, settle_types
from onrecord.gazetteer import AMBIGUOUS, find_country
from onrecord.gazetteer.bodies import find_body
from onrecord.gazetteer.outlets import find_outlet
from onrecord.model import Span

__all__ = ["chain_names", "find_names"]

_TYPES = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PRODUCT": "organisation",
    "WORK_OF_ART": "organisation",
}
_CONNECTORS = frozenset(
    {"of", "and", "the", "for", "de", "al", "bin", "van", "von", "der", "la", "el", "&", "-", "'s", "’s"}
)
_BRIDGES = frozenset({"de", "del", "della", "di", "da", "do", "dos", "das", "du", "des"})
_HALVES = frozenset({("person", "person"), ("organisation", "person"), ("organisation", "organisation")})
_QUARTERS = frozenset({"East", "West", "North", "South"})
_MAX_BODY_WORDS = 7
# Names of ministries that the reader cuts off before "Secretary" or "Ministry".
_PORTFOLIOS = frozenset(
    ["defense", "defence", "interior", "foreign", "labour", "labor", "trade", "finance", "health", "justice",
     "treasury"]
)  # fmt: skip
_OFFICES = frozenset({"secretary", "minister", "ministry", "department", "official", "officials"})
_SUFFIXES = frozenset({"jr.", "sr.", "jr", "sr", "ii", "iii", "iv"})
_POSSESSIVE = re.compile(r"(?:'s|’s|'|’)$")


def find_names(parse: Parse, states: Collection[str] = ()) -> list[Found]:
    """The named mentions in text order, each without its article, title and possessive ending.

    `states` are names of countries beside those of the gazetteer. The reader's labels are put right by what stands
    around a name and by its other mentions; the names of sources that the reader missed are added.
    """
    found = [
        mention
        for name in parse.reading.names
        for span in _split(parse, name.span)
        if (mention := _found(parse, span, _TYPES.get(name.label)))
    ]
    found = _join_halves(parse, _whole([*found, *_known_names(parse)]))
    taken = {i for mention in found for i in parse.words_in(mention.span)}
    for first, last in _missed_sources(parse, taken):
        mention = _found(parse, parse.span(first, last), "person")
        if mention is not None:
            found.append(mention)
    named = [replace(f, type="country") if f.key in states else f for f in found]
    return settle_types(parse, _without_headlines(parse, sorted(named, key=lambda f: f.span)))


def _without_headlines(parse: Parse, found: Sequence[Found]) -> list[Found]:
    """The mentions without people and bodies that only a headline In Title Case names: its capitals tell nothing."""
    elsewhere = Counter(parse.forms[i] for i in range(len(parse.words)) if not parse.in_title_case(i))
    kept = []
    for mention in found:
        words = parse.words_in(mention.span)
        told = any(elsewhere[parse.forms[i]] for i in words) or find_body(mention.key) or len(words) > 1
        if told or mention.type not in {"person", "organisation"} or not parse.in_title_case(words[0]):
            kept.append(mention)
    return kept


def _split(parse: Parse, span: Span) -> Iterator[Span]:
    """The name, or both halves of two known names that the reader took for one ("Amnesty International and …")."""
    words = parse.words_in(span)
    for i in words[1:-1]:
        if parse.lowers[i] == "and":
            left, right = parse.span(words[0], i - 1), parse.span(i + 1, words[-1])
            if find_body(right.of(parse.text)) and find_body(left.of(parse.text)):
                yield from (left, right)
                return
    yield span


def _known_names(parse: Parse) -> Iterator[Found]:
    """Bodies and countries of the gazetteer with a name of several words, whether the reader saw them or not."""
    for first, form in enumerate(parse.forms):
        if not form[:1].isupper():
            continue
        for last in range(min(len(parse.words), first + _MAX_BODY_WORDS) - 1, first, -1):
            if not (parse.forms[last][:1].isupper() or parse.forms[last].isdigit()):
                continue
            key = " ".join(parse.span(first, last).of(parse.text).split())
            country = find_country(key)
            kind = "organisation" if find_body(key) is not None else None
            if country is not None:
                kind = {"name": "place", "seat": "organisation"}.get(country.kind)
            if kind is not None:
                found = _found(parse, parse.span(first, last), kind)
                if found is not None and found.key == key:
                    yield found
                break


def _whole(found: Sequence[Found]) -> list[Found]:
    """The mentions without those that stand inside a longer one."""
    kept: list[Found] = []
    for mention in sorted(found, key=lambda f: (f.span.start - f.span.end, f.span)):
        if not any(mention.span.start < k.span.end and k.span.start < mention.span.end for k in kept):
            kept.append(mention)
    return sorted(kept, key=lambda f: f.span)


def _join_halves(parse: Parse, found: Sequence[Found]) -> list[Found]:
    """Two names of one word side by side, of a person or a body, are one name ("Qin" "Gang")."""
    joined: list[Found] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and _are_halves(parse, before, mention):
            span = Span(before.span.start, mention.span.end)
            joined[-1] = replace(mention, span=span, key=" ".join(span.of(parse.text).split()))
        else:
            joined.append(mention)
    return joined


def _are_halves(parse: Parse, left: Found, right: Found) -> bool:
    a, b = parse.words_in(left.span), parse.words_in(right.span)
    return (
        len(a) == len(b) == 1
        and a[0] + 1 == b[0]
        and (left.type, right.type) in _HALVES
        and not left.key.isupper()
        and all(parse.words[i].tag in {"NNP", "NNPS"} for i in (a[0], b[0]))
        and all(find_country(m.key) is None and find_body(m.key) is None for m in (left, right))
        and find_outlet(left.key) is None
    )


def _found(parse: Parse, place: Span, kind: str | None) -> Found | None:
    indices = list(parse.words_in(place))
    if kind is None or not indices:
        return None
    indices = _extend(parse, indices)
    if _is_portfolio(parse, indices):
        return None
    if kind == "person":
        indices = _to_head(parse, indices)
    indices = _trim(parse, _person_alone(parse, indices), kind)
    if not indices or not any(parse.forms[i][:1].isupper() or parse.forms[i][:1].isdigit() for i in indices):
        return None
    span = parse.span(indices[0], indices[-1])
    key = " ".join(span.of(parse.text).split())
    if key.isupper() and kind == "person" and len(key) > 3:
        key = key.title()
    country = find_country(key) or find_country(key.title())
    if (
        country is not None
        and country.kind == "name"
        and (kind == "place" or (key not in AMBIGUOUS and kind == "person"))
    ):
        kind = "country"
    elif country is not None and country.kind == "demonym" and kind in {"person", "organisation"}:
        kind = "group"
    elif kind == "group" and find_country(key) is None:
        kind = "organisation" if parse.words[indices[-1]].tag in {"NNP", "NNPS"} else "group"
    head = next(iter(parse.heads_in(span)))
    return Found(span, "name", kind, head, key, parse.words[head].sentence)


def _extend(parse: Parse, indices: list[int]) -> list[int]:
    """Take in the parts of a hyphenated name that the reader cut off ("Dunleavy" of "Dunleavy-Roy")."""
    first, last = indices[0], indices[-1]
    while last + 2 < len(parse.words) and _joined(parse, last, last + 2):
        last += 2
    while first >= 2 and _joined(parse, first - 2, first):
        first -= 2
    while last + 2 < len(parse.words) and parse.forms[last + 1] in _BRIDGES and _goes_on(parse, last, last + 2):
        last += 2
    if first == last and parse.forms[first] in _QUARTERS and last + 1 < len(parse.words):
        last += find_country(parse.forms[last + 1]) is not None  # "East German"
    return list(range(first, last + 1))


def _goes_on(parse: Parse, left: int, right: int) -> bool:
    """Whether a name goes on behind a small word of its language ("Palacio de Nariño")."""
    return (
        parse.words[left].sentence == parse.words[right].sentence
        and parse.forms[right][:1].isupper()
        and all(parse.words[i].tag in {"NNP", "NNPS", "FW"} for i in (left, right))
    )


def _is_portfolio(parse: Parse, indices: Sequence[int]) -> bool:
    """Whether a name is only what an office is for ("Defense" of "Defense Secretary", "State")."""
    if len(indices) != 1:
        return False
    index = indices[0]
    if parse.lowers[index] == "state":
        return index > 1 and parse.lowers[index - 2 : index] == ["secretary", "of"]
    follows = parse.lowers[index + 1] if index + 1 < len(parse.lowers) else ""
    return parse.lowers[index] in _PORTFOLIOS and follows in _OFFICES


def _to_head(parse: Parse, indices: list[int]) -> list[int]:
    """A person's name goes on to the proper noun that governs it ("VESNA" of "VESNA OBRADIĆ")."""
    last = indices[-1]
    head = parse.words[last].head
    if parse.forms[last] == "-" and last + 1 < len(parse.words) and parse.words[last + 1].tag == "NNP":
        head = last + 1
    if not 0 < head - last <= 2 or parse.words[head].tag != "NNP" or not parse.forms[head][:1].isupper():
        return indices
    between = range(last + 1, head)
    if all(parse.forms[i] == "-" for i in between) and noun_of(parse.lowers[head]) is None:
        return [*indices, *range(last + 1, head + 1)]
    return indices


def _person_alone(parse: Parse, indices: list[int]) -> list[int]:
    """A name that starts like a person's ends before an "of" ("Jane Doe of the University of …")."""
    if parse.forms[indices[0]] in GIVEN_NAMES:
        for place, i in enumerate(indices):
            if place >= 2 and parse.lowers[i] == "of":
                return indices[:place]
    return indices


def _joined(parse: Parse, left: int, right: int) -> bool:
    a, mark, b = (parse.words[i].span for i in (left, left + 1, right))
    return (
        a.end == mark.start
        and mark.end == b.start
        and parse.forms[left + 1] in {"-", "‑", "‐"}
        and all(parse.forms[i][:1].isupper() and parse.forms[i].isalpha() for i in (left, right))
    )


def _missed_sources(parse: Parse, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns that head a statement's source and are no name yet; transcripts' SPEAKER: turns, too."""
    surnames = {
        parse.forms[parse.words_in(n.span)[-1]]
        for n in parse.reading.names
        if n.label == "PERSON" and parse.words_in(n.span)
    }
    for relation in parse.reading.relations:
        for source in relation.source:
            words = parse.words_in(source)
            if len(words) == 1 and words[0] not in taken and parse.forms[words[0]] in surnames:
                yield words[0], words[0]
                continue
            if any(i in taken for i in words):
                continue
            bare = [i for i in words if parse.lowers[i].rstrip(".") not in TITLE_WORDS | HONORIFICS.keys()]
            bare = [i for i in bare if parse.lowers[i] not in TURN_LABELS and noun_of(parse.lowers[i]) is None]
            run = []
            for i in bare:
                form = parse.forms[i]
                if (
                    form[:1].isupper()
                    and (parse.words[i].tag in {"NNP", "NNPS"} or form.isupper())
                    and not form.isdigit()
                ):
                    run.append(i)
                elif run and form not in {"-", "‑", "’"}:
                    break
            if run and run[-1] - run[0] < 6 and _is_whole(parse, run, words):
                yield run[0], run[-1]


def _is_whole(parse: Parse, run: Sequence[int], source: range) -> bool:
    """Whether a run of capitals is what the source names: alone, up to a comma, or all capitals before a colon."""
    after = run[-1] + 1
    before = [parse.words[i].tag for i in range(source.start, run[0])]
    if any(tag in {"IN", "DT", "POS", "TO", "WP"} for tag in before):
        return False
    return after >= source.stop or parse.forms[after] in {",", "(", ":"}


def _trim(parse: Parse, indices: list[int], kind: str) -> list[int]:
    """Drop articles, possessive endings and, for people, titles at the edges."""
    while indices and parse.lowers[indices[0]] in {"the", "a", "an", ",", "“", '"'}:
        indices = indices[1:]
    while indices and (
        _POSSESSIVE.fullmatch(parse.forms[indices[-1]]) or parse.lowers[indices[-1]] in {",", ".", "”", '"'}
    ):
        indices = indices[:-1]
    if kind == "person":
        while len(indices) > 1 and (parse.lowers[indices[0]] in TITLE_WORDS or parse.lowers[indices[0]] in HONORIFICS):
            indices = indices[1:]
    return indices


def chain_names(parse: Parse, found: Sequence[Found]) -> list[Chain]:
    """Chains of the named mentions: people by full name then surname, the rest by name, acronym or country."""
    chains: list[Chain] = []
    people = [f for f in found if _may_be_person(parse, f)]
    full = [f for f in people if len(_name_words(f.key)) > 1 and f.type == "person"]
    for mention in sorted(full, key=lambda f: (-len(_name_words(f.key)), f.span)):
        chain = next((c for c in chains if _same_person(c.name, mention.key)), None)
        if chain is None:
            chain = Chain("person", mention.key)
            chains.append(chain)
        elif len(mention.key) > len(chain.name):
            chain.name = mention.key
        chain.found.append(mention)
    taken = {id(f) for f in full}
    for mention in people:
        if id(mention) in taken or len(_name_words(mention.key)) > 1:
            continue
        chain = _chain_of_surname(chains, mention)
        if chain is None and mention.type == "person":
            chain = Chain("person", mention.key)
            chains.append(chain)
        if chain is not None:
            chain.found.append(mention)
            taken.add(id(mention))
    for mention in found:
        if id(mention) not in taken:
            _chain_thing(chains, mention, parse.text)
    for chain in chains:
        chain.found.sort(key=lambda f: f.span)
    return chains


def _may_be_person(parse: Parse, found: Found) -> bool:
    """People, and single capitalised words that the reader took for something else ("Viidalepp")."""
    if found.type == "person":
        return True
    return len(_name_words(found.key)) == 1 and found.type in {"organisation", "place"} and found.key[:1].isupper()


def _name_words(name: str) -> list[str]:
    words = [word for word in re.split(r"\s+", name.lower()) if word and word not in _SUFFIXES]
    return [word for word in words if word not in HONORIFICS]


def _same_person(left: str, right: str) -> bool:
    """Whether two full names can be one person's: the last word and the first (or its initial) agree."""
    a, b = _name_words(left), _name_words(right)
    if not a or not b:
        return False
    if a == b:
        return True
    if a[-1] != b[-1] or len(a) < 2 or len(b) < 2:
        return False
    if len(a) != len(b) and (a[-len(b) :] == b or b[-len(a) :] == a):  # two surnames without the given name
        return True
    first, second = a[0].rstrip("."), b[0].rstrip(".")
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])


def _chain_of_surname(chains: Sequence[Chain], mention: Found) -> Chain | None:
    """The person that a single name means: by last word, else by first, the nearest before it."""
    word = mention.key.lower()
    for position in (-1, 0, 1):  # the last: the first of two surnames ("Herrera" of "Lucía Herrera Salinas")
        matches = [
            c
            for c in chains
            if c.type == "person" and (w := _name_words(c.name)) and position < len(w) - 1 and w[position] == word
        ]
        if len(matches) == 1:
            return matches[0]
        if matches:
            before = [(f.span.start, i) for i, c in enumerate(matches) if (f := c.last_before(mention.span.start))]
            return matches[max(before)[1]] if before else None
    return None


def _chain_thing(chains: list[Chain], mention: Found, text: str) -> None:
    """Put an organisation, country, place or group into its chain, or start one."""
    for chain in chains:
        if chain.type == "person" or {chain.type, mention.type} == {"group", "country"}:
            continue
        if _same_thing(chain, mention, text):
            chain.found.append(mention)
            if len(mention.key) > len(chain.name) and mention.type != "country":
                chain.name = mention.key
            return
    chains.append(Chain(mention.type, mention.key, [mention]))


def _same_thing(chain: Chain, mention: Found, text: str) -> bool:
    country = find_country(mention.key)
    for known in chain.found:
        if known.kind != "name":
            continue
        if fold(known.key) == fold(mention.key):
            return True
        other = find_country(known.key)
        if country and other and country.kind == other.kind == "name":
            if country.code == other.code:
                return True
            continue
        if mention.type == known.type == "organisation" and (
            _is_acronym(mention.key, known.key) or _is_acronym(known.key, mention.key)
        ):
            return True
    return False


def _is_acronym(short: str, long: str) -> bool:
    """Whether `short` is made of the initials of `long` ("IAEA")."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isupper()):
        return False
    words = [w for w in re.split(r"[\s\-]+", long) if w and w.lower() not in _CONNECTORS]
    every = [w for w in re.split(r"[\s\-]+", long) if w]
    return len(words) > 1 and letters in {
        "".join(w[0] for w in words).upper(),
        "".join(w[0] for w in every).upper(),
    }


def title_before(parse: Parse, mention: Found) -> Span | None:
    """The title that stands before a person's name in its phrase: "Chinese Foreign Ministry spokesman"."""
    first = parse.words_in(mention.span)[0]
    start = first
    steps = 0
    while start > 0 and steps < 10:
        word = parse.words[start - 1]
        lower = parse.lowers[start - 1]
        if word.sentence != parse.words[first].sentence:
            break
        joins = word.tag in {"NN", "NNS", "NNP", "NNPS", "JJ", "POS", "HYPH"} or lower in {
            "-",
            "of",
            "and",
            "for",
            "the",
        }
        if not joins or (lower in {"and", "the", "of", "for"} and not _reaches_title(parse, start - 1)):
            break
        start -= 1
        steps += 1
    while start < first and parse.lowers[start] in {"the", "of", "and", "for", "'s", "’s", "-"}:
        start += 1
    words = range(start, first)
    if not any(parse.lowers[i] in NOUNS or parse.lowers[i].rstrip(".") in TITLE_WORDS for i in words):
        return None
    return parse.span(start, first - 1)


def _reaches_title(parse: Parse, index: int) -> bool:
    """Whether an "of the" before a name still belongs to a title ("Secretary of State X")."""
    return index > 0 and parse.lowers[index] in {"of", "for"} and parse.lowers[index - 1] in NOUNS

"""Named mentions: where the reader's names begin and end, and those that it missed."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from onrecord.annotate.mentions.bounds import bound_name, is_portfolio, runs_to_body
from onrecord.annotate.mentions.chains import Found
from onrecord.annotate.mentions.joining import head_word
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.somebody import is_compatriot
from onrecord.annotate.mentions.tables import (
    GIVEN_NAMES,
    HONORIFICS,
    NOUNS,
    PORTFOLIOS,
    TITLE_WORDS,
    TURN_LABELS,
    noun_of,
)
from onrecord.annotate.mentions.types import has_legal_form, settle_types
from onrecord.gazetteer import AMBIGUOUS, find_country
from onrecord.gazetteer.bodies import find_body
from onrecord.gazetteer.outlets import find_outlet
from onrecord.gazetteer.places import find_place, find_region, find_town
from onrecord.lexicon.kinds import noun_kind
from onrecord.model import Span

__all__ = ["find_names", "title_before"]

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
_TITLE_HALVES = frozenset({("cabinet", "secretary"), ("cabinet", "secretaries"), ("principal", "secretary")})
_HALVES = frozenset({("person", "person"), ("organisation", "person"), ("organisation", "organisation")})
_BODY_HALVES = frozenset({("place", "organisation"), ("organisation", "place")})
_MONEY_SIGNS = frozenset({"$", "£", "€", "¥", "₹"})  # the letters before one tell which money: "NZ$5"
_STORMS = frozenset({"cyclone", "hurricane", "storm", "typhoon"})
_MAX_BODY_WORDS = 7
_MIN_LETTERS = 2  # of a name; one is what a broken line or an initial leaves
_GENERALS = frozenset(
    {"attorney", "auditor", "consul", "director", "governor", "inspector", "secretary", "solicitor", "surgeon"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_POINTING = frozenset({"the", "its", "his", "her", "their", "our"})
_FUNCTION_TAGS = frozenset({"PRP", "PRP$", "DT", "WP", "WP$", "WDT", "IN", "CC", "MD"})


def find_names(parse: Parse, states: Collection[str] = (), publisher: str | None = None) -> list[Found]:
    """The named mentions in text order, each without its article, title and possessive ending.

    `states` are names of countries beside those of the gazetteer, `publisher` is who put the article out. The reader's
    labels are put right by what stands around a name and by its other mentions; the names of sources that the reader
    missed are added.
    """
    found = [
        mention
        for name in parse.reading.names
        for span in _split(parse, name.span)
        if (mention := _found(parse, span, _TYPES.get(name.label)))
    ]
    found = _join_halves(parse, _whole(parse, [*found, *_known_names(parse)]))
    taken = {i for mention in found for i in parse.words_in(mention.span)}
    for first, last in _missed_sources(parse, taken):
        mention = _found(parse, parse.span(first, last), "person")
        if mention is not None:
            found.append(mention)
    found += _short_forms(parse, found)
    found += _missed_subjects(parse, found)
    named = [replace(f, type="country") if f.key in states else f for f in found]
    return settle_types(parse, _without_headlines(parse, sorted(named, key=lambda f: f.span)), publisher)


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
    """Bodies and countries of the gazetteer with a name of several words, or one with a figure ("M23").

    Whether the reader saw them or not.
    """
    for first, form in enumerate(parse.forms):
        if not form[:1].isupper():
            continue
        if form[-1:].isdigit() and find_body(form) is not None:
            found = _found(parse, parse.span(first, first), "organisation")
            if found is not None:
                yield found
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


def _whole(parse: Parse, found: Sequence[Found]) -> list[Found]:
    """The mentions without those that stand inside a longer one."""
    kept: list[Found] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda f: (f.span.start - f.span.end, f.span)):
        words = parse.words_in(mention.span)
        if taken.isdisjoint(words):
            kept.append(mention)
            taken.update(words)
    return sorted(kept, key=lambda f: f.span)


def _join_halves(parse: Parse, found: Sequence[Found]) -> list[Found]:
    """Two names of one word side by side, of a person or a body, are one name ("Qin" "Gang")."""
    joined: list[Found] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and _are_halves(parse, before, mention):
            span = Span(before.span.start, mention.span.end)
            kind = "organisation" if "place" in {before.type, mention.type} else mention.type
            kind = "organisation" if has_legal_form(f"{before.key} {mention.key}") else kind
            joined[-1] = replace(mention, span=span, type=kind, key=" ".join(span.of(parse.text).split()))
        else:
            joined.append(mention)
    return joined


def _are_halves(parse: Parse, left: Found, right: Found) -> bool:
    a, b = parse.words_in(left.span), parse.words_in(right.span)
    if parse.words[a[-1]].sentence != parse.words[b[0]].sentence:
        return False
    if a[-1] + 1 == b[0] and has_legal_form(f"{left.key} {right.key}"):
        return True
    halves = (left.type, right.type)
    return (
        len(a) == len(b) == 1
        and a[0] + 1 == b[0]
        and (halves in _HALVES or (halves in _BODY_HALVES and not _is_place(left.key) and not _is_place(right.key)))
        and not left.key.isupper()
        and all(parse.words[i].tag in {"NNP", "NNPS"} for i in (a[0], b[0]))
        and all(find_country(m.key) is None and find_body(m.key) is None for m in (left, right))
        and find_outlet(left.key) is None
    )


def _without_portfolio(parse: Parse, indices: list[int]) -> list[int]:
    """A name without the end of the title before it ("Elise" of "Minister of International Trade Elise")."""
    first = 0
    while first + 1 < len(indices) and parse.lowers[indices[first]] in PORTFOLIOS | {"and"}:
        first += 1
    given = first and parse.forms[indices[first]] in GIVEN_NAMES
    return indices[first:] if given and is_portfolio(parse, indices[:first]) else indices


def _follows_given(parse: Parse, indices: Sequence[int]) -> bool:
    """Whether a single name stands right behind a first name that the reader left out ("Lubomír" before "Brzák")."""
    first = indices[0]
    if len(indices) > 1 or not first or parse.words[first].tag != "NNP":
        return False
    before = parse.words[first - 1]
    given = parse.forms[first - 1] in GIVEN_NAMES and before.tag == "NNP" and before.head == first
    return given and find_country(parse.forms[first]) is None and noun_of(parse.lowers[first]) is None


def _is_place(name: str) -> bool:
    return bool(find_place(name) or find_region(name) or find_town(name) or find_country(name))


def _found(parse: Parse, place: Span, kind: str | None) -> Found | None:
    indices = list(parse.words_in(place))
    if kind is None or not indices:
        return None
    indices = _without_portfolio(parse, indices)
    if kind in {"place", "organisation"} and (end := runs_to_body(parse, indices[-1])) is not None:
        indices, kind = list(range(indices[0], end + 1)), "organisation"
    if kind == "organisation" and (_follows_given(parse, indices) or parse.forms[indices[0]] in GIVEN_NAMES):
        kind = "person" if len(indices) == 1 else kind
    indices = bound_name(parse, indices, kind)
    if (
        not indices
        or parse.lowers[indices[0]] in _STORMS
        or is_portfolio(parse, indices)
        or _is_office(parse, indices)
        or _is_half_title(parse, indices)
    ):
        return None
    if len(indices) == 1 and is_compatriot(parse, indices[0]):
        return None
    if not any(parse.forms[i][:1].isupper() or parse.forms[i][:1].isdigit() for i in indices):
        return None
    span = parse.span(indices[0], indices[-1])
    if parse.text[span.end : span.end + 1] in _MONEY_SIGNS:
        return None
    key = " ".join(span.of(parse.text).split())
    letters = sum(char.isalpha() for char in key)
    if letters < _MIN_LETTERS and not (letters and key[-1:].isdigit()):  # "M23" is a name, "75" none
        return None
    if key.isupper() and kind == "person" and len(key) > 3:
        key = key.title()
    country = find_country(key) or find_country(key.title())
    if (
        country is not None
        and country.kind == "name"
        and (kind == "place" or (key not in AMBIGUOUS and kind == "person") or (key.isupper() and "." in key))
    ):
        kind = "country"
    elif country is not None and country.kind == "demonym" and kind in {"person", "organisation", "place"}:
        kind = "group"
    elif kind == "group" and find_country(key) is None:
        kind = "organisation" if parse.words[indices[-1]].tag in {"NNP", "NNPS"} else "group"
    head = next(iter(parse.heads_in(span)))
    return Found(span, "name", kind, head, key, parse.words[head].sentence)


def _is_half_title(parse: Parse, indices: list[int]) -> bool:
    """Whether a name is the beginning of a title ("Trade Cabinet" of "Trade Cabinet Secretary")."""
    return (parse.lowers[indices[-1]], *parse.lowers[indices[-1] + 1 : indices[-1] + 2]) in _TITLE_HALVES


def _is_office(parse: Parse, indices: Sequence[int]) -> bool:
    """Whether a name only says who somebody is ("the Taoiseach", "Surgeon General"), or is no noun at all ("Its")."""
    if len(indices) > 1:
        return parse.lowers[indices[-1]] == "general" and parse.lowers[indices[-2]] in _GENERALS
    index = indices[0]
    if parse.words[index].tag in _FUNCTION_TAGS:
        return True
    if parse.lowers[index] in HONORIFICS:
        return True
    noun = NOUNS.get(parse.lowers[index])
    return noun is not None and noun.kind == "person" and index > 0 and parse.lowers[index - 1] in _POINTING


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
                words = _last_part(parse, words)  # "the head of the Port Authority's rescue team, Jane Doe,"
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


def _last_part(parse: Parse, words: range) -> range:
    """The words of a source behind its last comma but one that ends it."""
    end = words.stop - (parse.forms[words[-1]] == ",")
    comma = next((i for i in range(end - 1, words.start, -1) if parse.forms[i] == ","), end - 1)
    described = any((noun := noun_of(parse.lowers[i])) and noun.kind == "person" for i in range(words.start, comma))
    capital = all(parse.forms[i][:1].isupper() for i in range(comma + 1, end))
    return range(comma + 1, end) if described and capital and end - comma > 2 else words


def _short_forms(parse: Parse, found: Sequence[Found]) -> Iterator[Found]:
    """Single proper nouns that the reader missed and that a full name of the article explains ("the Front", "Holm")."""
    taken = {i for mention in found for i in parse.words_in(mention.span)}
    people = [words for f in found if f.type == "person" and len(words := f.key.split()) > 1]
    surnames = {words[-1] for words in people} | {words[0] for words in people if _is_family_first(words)}
    bodies = [f.key for f in found if f.type == "organisation" and " " in f.key]
    heads = {head_word(name) for name in bodies}
    firsts = {name.split()[0] for name in bodies}
    for index, form in enumerate(parse.forms):
        if index in taken or not form[:1].isupper() or parse.words[index].tag not in {"NN", "NNP", "NNPS"}:
            continue
        if parse.in_title_case(index) or index + 1 in taken or index - 1 in taken:
            continue
        before = parse.words[index - 1] if index else None
        within = before is not None and before.tag in {"NNP", "NNPS"}
        titled = index > 0 and parse.lowers[index - 1].rstrip(".") in TITLE_WORDS | HONORIFICS.keys()
        kind = None
        if form in surnames and (titled or not within) and noun_of(form.lower()) is None:
            kind = "person"
        elif _ends_phrase(parse, index):
            called = index > 0 and parse.lowers[index - 1] == "the" and form.lower() in heads
            if called or (form in firsts and not within and noun_of(form.lower()) is None):
                kind = "organisation"
        if kind is not None and (mention := _found(parse, parse.span(index, index), kind)) is not None:
            yield mention


def _missed_subjects(parse: Parse, found: Sequence[Found]) -> Iterator[Found]:
    """Single proper nouns that do something, are no name yet, and are surely somebody's.

    A given name ("Liv was …"), or one that "who" or a body goes on from ("Beddoes, who …", "Tran of the FDIC said").
    """
    taken = {i for mention in found for i in parse.words_in(mention.span)}
    bodies = {parse.words_in(f.span)[0] for f in found if f.type == "organisation"}
    for index, word in enumerate(parse.words):
        form = parse.forms[index]
        if word.tag != "NNP" or word.dep not in _SUBJECTS or index in taken or not form[:1].isupper():
            continue
        if parse.phrase(index).first != index or form.isupper() or parse.in_title_case(index):
            continue
        if noun_of(parse.lowers[index]) is not None or noun_kind(parse.lowers[index]) is not None:
            continue
        behind = parse.lowers[index + 1 : index + 3]
        body = index + 2 + (behind[-1:] == ["the"])
        named = form in GIVEN_NAMES or behind == [",", "who"] or (behind[:1] == ["of"] and body in bodies)
        if named and (mention := _found(parse, parse.span(index, index), "person")) is not None:
            yield mention


def _is_family_first(words: Sequence[str]) -> bool:
    """Whether a full name starts with the family name, as its hyphenated second half tells ("Park Sung-min")."""
    return len(words) == 2 and "-" in words[1] and words[1].rpartition("-")[2].islower()


def _ends_phrase(parse: Parse, index: int) -> bool:
    """Whether no other noun goes on where a word ends ("the Front", not "the Front Street fire")."""
    return index + 1 >= len(parse.words) or parse.words[index + 1].tag not in {"NN", "NNS", "NNP", "NNPS", "HYPH"}


def _is_whole(parse: Parse, run: Sequence[int], source: range) -> bool:
    """Whether a run of capitals is what the source names: alone, up to a comma, or all capitals before a colon."""
    after = run[-1] + 1
    before = [parse.words[i].tag for i in range(source.start, run[0])]
    if any(tag in {"IN", "DT", "POS", "TO", "WP"} for tag in before):
        return False
    return after >= source.stop or parse.forms[after] in {",", "(", ":"}


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
        if not joins or (lower in {"and", "the", "of", "for"} and not _reaches_title(parse, start - 1, first)):
            break
        start -= 1
        steps += 1
    while start < first and parse.lowers[start] in {"the", "of", "and", "for", "'s", "’s", "-"}:
        start += 1
    words = range(start, first)
    if not any(parse.lowers[i] in NOUNS or parse.lowers[i].rstrip(".") in TITLE_WORDS for i in words):
        return None
    last = first - 1
    while last > start and parse.lowers[last] in HONORIFICS:
        last -= 1  # "Health Minister Dr": the office alone
    return parse.span(start, last)


def _reaches_title(parse: Parse, index: int, name: int) -> bool:
    """Whether a small word before the name that starts at `name` still belongs to its title.

    It does in "Minister of the Interior and Justice X" and "Bank of Norland Governor X", not in "a spokesman for Mayor
    X" and "the camp of Mayor X", where the title of another's ends.
    """
    before = parse.lowers[index - 1] if index else ""
    if parse.lowers[index] == "and":
        return {before, parse.lowers[index + 1]} <= PORTFOLIOS
    if parse.lowers[index] == "the":
        return index > 1 and before in {"of", "for"} and _is_post(parse, index - 2, range(index + 1, name))
    return _is_post(parse, index - 1, range(index + 1, name))


def _is_post(parse: Parse, index: int, of: range) -> bool:
    """Whether a noun and what it is "of" or "for" make one post: a person's noun and no title, a body's and a title."""
    noun = NOUNS.get(parse.lowers[index])
    if noun is None or not of:
        return False
    last = parse.lowers[of[-1]]
    titled = last.rstrip(".") in TITLE_WORDS or ((held := noun_of(last)) is not None and held.kind == "person")
    if noun.kind == "organisation":
        return titled and parse.forms[index][:1].isupper()
    return not titled or last in PORTFOLIOS

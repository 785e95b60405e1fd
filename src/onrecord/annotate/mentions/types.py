"""What a name names: person, organisation, place or country, by the votes of all its mentions in an article."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from onrecord.annotate.mentions.chains import Found
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import (
    GIVEN_NAMES,
    HONORIFICS,
    LEGAL_FORMS,
    NOUNS,
    TITLE_WORDS,
    WEB_ENDINGS,
    noun_of,
)
from onrecord.gazetteer import AMBIGUOUS, find_country
from onrecord.gazetteer.bodies import find_body
from onrecord.gazetteer.outlets import find_outlet
from onrecord.gazetteer.places import find_place, find_region, find_town
from onrecord.lexicon.kinds import noun_kind

__all__ = ["fold", "has_legal_form", "settle_types"]

_UNSURE = frozenset({"person", "organisation", "place"})
_ORGANISATION_WORDS = re.compile(
    r"\b(?:Ministry|Department|Bank|Council|Commission|Committee|Agency|Office|Party|Union|Front|Alliance|League|Company|Corp|"
    r"Corporation|Inc|Ltd|plc|Group|University|Institute|College|School|Hospital|Court|Police|Army|Navy|Association|Federation|"
    r"Organi[sz]ation|Society|Church|Times|Post|News|Herald|Radio|Television|Service|Authority|Administration|Parliament|Senate|"
    r"Congress|Assembly|Club|Fund|Foundation|Centre|Center|Chamber|Embassy|Press|Command|Bureau|Trust|Airways|Airlines)\b"
)
_PLACE_WORDS = re.compile(
    r"\b(?:Palace|Palacio|Palazzo|Square|Plaza|Street|Avenue|River|Mount|Lake|Airport|Bridge|Valley|Province|Island|"
    r"Islands|Bay|Strait|Sea|Ocean|Mountains|Prison|Stadium|Hotel|Gate|Hills|Peninsula|Desert|Canal|Port|Fort)\b"
)
_NO_SURNAMES = re.compile(
    r"\b(?:Township|County|Gardens?|Village|Boulevard)$"
)  # even behind a given name: "Rose Garden"
# Words of companies, newspapers and movements; behind a given name they are surnames ("Jane Power").
_BODY_WORDS = re.compile(
    r"\b(?:Banco|Banca|Banque|Banka|Bancorp|Energy|Petroleum|Oil|Gas|Power|Electric|Mining|Minerals|Metals|Steel|Cement|Holdings?|"
    r"Industries|Industrie|Shipping|Lines?|Logistics|Motors?|Foods|Pharma|Telecom|Systems|Technologies|Capital|Partners|Securities|"
    r"Insurance|Analytics|Consulting|Research|Media|Newswire|Wire|Broadcasting|TV|FM|Daily|Weekly|Evening|Tribune|Chronicle|"
    r"Gazette|Courier|Observer|Bulletin|Review|Dispatch|Telegraph|Examiner|Corriere|Gazzetta|Giornale|Gazeta|Gazete|Gazetesi|"
    r"Correo|Diario|Jornal|Journal|Voce|Voz|Voix|Vestnik|Novosti|Zeitung|Nachrichten|Kurier|Tageblatt|Dagblad|Tidende|Samachar|"
    r"Movement|Convergence|Coalition|Network|Forum|Initiative|Campaign|Watch|Monitor|Brigades?|Guild|Syndicate|Cooperative|"
    r"Partido|Parti|Partei|Partito|Frente|Sindicato|Société|Sociedad|Compañía|Compagnie|Gesellschaft|Werke|Verband|Syndicat)\b"
    r"|\w(?:blatt|bote|zeitung|bank|werke|petrol|telecom)\b"
)
_FOREIGN_ARTICLES = frozenset(
    {"Le", "La", "Les", "Los", "Las", "El", "Il", "Lo", "Das", "Die", "Der", "Het", "O", "Os"}
)
_DOMAIN = re.compile(rf"\w\.(?:{'|'.join(sorted(WEB_ENDINGS))})$")
_NUMBERED = re.compile(r"\b(?:Flight|Boeing|Airbus|Unit|Channel|Local) [A-Z]*\d")  # "Adam Air Flight 574" is nobody
_OUTLET_NOUNS = frozenset(
    """blog broadcaster channel daily journal magazine monthly newsletter newspaper newswire outlet paper portal
    sheet site station tabloid website weekly""".split()
)
_PUBLIC = frozenset(
    {"official", "state-run", "state-owned", "independent", "private", "pro-government", "semi-official"}
)
_SHORT_FORM = 2  # letters of a legal form that is a form in capitals alone ("AB", not "As")
_ACTING = frozenset({"nsubj"})
_WHERE = frozenset("in at near outside from to toward towards around across through of for on into".split())
_WITHIN = frozenset({"near", "outside", "in"})
_RELIANCE = frozenset({"confidence", "trust", "faith", "interest", "belief", "believe", "believed", "role"})
_ARTICLES = frozenset({"Le", "La", "Los", "Las", "El", "Il", "Das", "Die", "Der", "Al"})


def settle_types(parse: Parse, found: Sequence[Found], publisher: str | None = None) -> list[Found]:
    """The same mentions with one type for each name: person, organisation or place by the votes of all its mentions.

    A name of the `publisher` is a body's.
    """
    issuer = fold((publisher or "").split(",")[0])
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in found:
        if mention.type in _UNSURE:
            kinds = votes[fold(mention.key)]
            kinds[mention.type] += 1.0
            for kind, weight in _evidence(parse, mention):
                kinds[kind] += weight
            if _is_issuer(mention.key, issuer):
                kinds["organisation"] += 4.0
    elected = {name: min(kinds, key=lambda kind: (-kinds[kind], kind)) for name, kinds in votes.items()}
    settled = [
        replace(m, type=kind) if m.type in _UNSURE and (kind := elected[fold(m.key)]) != m.type else m for m in found
    ]
    seats = _acting_seats(parse, settled)
    settled = [replace(m, type="country") if m.key in seats else m for m in settled]
    return [_as_elsewhere(mention, settled) for mention in settled]


def _acting_seats(parse: Parse, found: Sequence[Found]) -> set[str]:
    """The capitals that act in an article, and stand nowhere in it as a place: they mean the government."""
    places: dict[str, list[Found]] = {}
    for mention in found:
        naming = find_country(mention.key) if mention.type == "place" else None
        if naming is not None and naming.kind == "capital" and mention.key not in AMBIGUOUS:
            places.setdefault(mention.key, []).append(mention)
    return {
        key
        for key, mentions in places.items()
        if any(parse.words[m.head].dep in _ACTING for m in mentions)
        and not any(_stands_as_place(parse, m) for m in mentions)
    }


def _stands_as_place(parse: Parse, mention: Found) -> bool:
    """Whether a name says where: behind a preposition of place, before a noun, at the head of a line."""
    words = parse.words_in(mention.span)
    word = parse.words[mention.head]
    before = parse.lowers[words[0] - 1] if words[0] else ""
    opens = not mention.span.start or parse.text[mention.span.start - 1] == "\n"
    dateline = opens and parse.forms[words[-1] + 1 : words[-1] + 2] in ([","], ["-"], ["–"], ["—"], [":"], ["("])
    return dateline or before in _WHERE or word.dep in {"compound", "nmod", "npadvmod"}


def _as_elsewhere(mention: Found, found: Sequence[Found]) -> Found:
    """A name that may be a person's ("Chad") is the country that it is elsewhere, unless somebody here bears it."""
    if mention.type != "person" or mention.key not in AMBIGUOUS:
        return mention
    country = any(f.type == "country" and f.key == mention.key for f in found)
    borne = any(f.type == "person" and mention.key in f.key.split() and f.key != mention.key for f in found)
    return replace(mention, type="country") if country and not borne else mention


def _evidence(parse: Parse, mention: Found) -> Iterator[tuple[str, float]]:
    """What stands in or beside a name and tells what it names, with weights set by judgement."""
    words = parse.words_in(mention.span)
    first, last = words[0], words[-1]
    if _is_dateline(parse, mention, last):
        yield "place", 20.0
    given = parse.forms[first] in GIVEN_NAMES and parse.forms[first] not in _ARTICLES
    site = len(words) > 1 and _NO_SURNAMES.search(mention.key)
    if site:
        yield "place", 3.0
    elif len(words) > 1 and given and not _ORGANISATION_WORDS.search(mention.key):
        yield "person", 2.0
    trade = not given and len(words) > 1 and _BODY_WORDS.search(mention.key)
    if trade or _ORGANISATION_WORDS.search(mention.key):
        yield "organisation", 2.0
    if has_legal_form(mention.key):
        yield "organisation", 5.0
    if _DOMAIN.search(mention.key) or _NUMBERED.search(mention.key):
        yield "organisation", 5.0
    if find_outlet(mention.key) is not None:
        yield "organisation", 3.0
    if parse.words[last].tag == "NNPS" and len(words) > 1:
        yield "organisation", 2.5  # "Free Railwaymen"
    if "-" in mention.key and find_town(mention.key.partition("-")[0]) and not given:
        yield "place", 2.0  # "Brussels-South"
    if _PLACE_WORDS.search(mention.key):
        yield "place", 2.0
    yield from _known_name(mention.key)
    before = parse.lowers[first - 1] if first else ""
    if before in _OUTLET_NOUNS:
        yield "organisation", 2.5  # "the paper Le Phare"
    if (parse.forms[first] in _FOREIGN_ARTICLES and len(words) > 1) or _has_article(parse, first, last):
        yield "organisation", 2.0
    if before in HONORIFICS or before.rstrip(".") in TITLE_WORDS:
        yield "person", 2.0
    elif (noun := NOUNS.get(before)) is not None and parse.words[first - 1].tag in {"NN", "NNP", "JJ"}:
        yield from ((kind, 2.0) for kind in ("person", "organisation") if noun.kind == kind)
    if len(words) == 1 and before in _WITHIN and (first < 2 or parse.lowers[first - 2] not in _RELIANCE):
        yield "place", 1.5
    after = [parse.lowers[i] for i in range(last + 1, min(last + 4, len(parse.words)))]
    if after[:1] == [","] and len(after) > 2 and after[1].isdigit() and after[2] in {",", "."}:
        yield "person", 3.0
    if after[:2] in ([",", "who"], [",", "whose"]):
        yield "person", 2.0
    if before == "," and _closes_description(parse, first, last):
        yield "person", 2.5
    if after[:2] in ([",", "which"],):
        yield "organisation", 1.5
    yield from (pair for i in words for pair in _apposition(parse, i, words))


def _is_issuer(key: str, issuer: str) -> bool:
    """Whether a name is that of the article's publisher, or its first words, and no place's ("Svea Kraft")."""
    name = fold(key)
    places = (find_country, find_region, find_place, find_town)
    return bool(name) and f"{issuer} ".startswith(f"{name} ") and not any(find(key) for find in places)


def has_legal_form(name: str) -> bool:
    """Whether a name ends in a company's legal form ("Kraft AB", "Harbor Corp.")."""
    words = name.split()
    last = words[-1].strip(".,")
    short = len(last) <= _SHORT_FORM
    return len(words) > 1 and last.lower() in LEGAL_FORMS and (last.isupper() if short else last[0].isupper())


def _has_article(parse: Parse, first: int, last: int) -> bool:
    """Whether "the" stands before a whole name, which no person bears ("the Azawad Convergence")."""
    start = first - 1 if first and parse.lowers[first - 1] not in _PUBLIC else first - 2
    follows = parse.words[last + 1].tag if last + 1 < len(parse.words) else ""
    return start >= 0 and parse.lowers[start] == "the" and follows not in {"NN", "NNS", "NNP", "NNPS", "POS", "HYPH"}


def _known_name(key: str) -> Iterator[tuple[str, float]]:
    """What the gazetteer knows by a name. Towns are weak evidence: many people are called after one."""
    if key in AMBIGUOUS:
        return
    naming = find_country(key)
    if naming is not None and naming.kind in {"capital", "seat"}:
        yield ("place" if naming.kind == "capital" else "organisation"), 3.0
    elif (body := find_body(key)) is not None and not body.only_at_home:
        yield "organisation", 3.0
    elif find_region(key) or find_place(key):
        yield "place", 3.0
    elif key not in GIVEN_NAMES and find_town(key):
        yield "place", 1.5


def _closes_description(parse: Parse, first: int, last: int) -> bool:
    """Whether a name ends a source that describes a person ("The ambassador to Lima, Jane Doe,").

    A body without a name of its own may be what is named ("a spokesman for the company, Nordkabel,").
    """
    for words in parse.sources_by_end.get(last, ()):
        if first == last or words[0] >= first - 1:
            continue
        nouns = [(i, noun) for i in words if i < first and (noun := noun_of(parse.lowers[i])) is not None]
        bodies = any(noun.kind == "organisation" and parse.forms[i].islower() for i, noun in nouns)
        if nouns and nouns[0][1].kind == "person" and not bodies:
            return True
    return False


def _is_dateline(parse: Parse, mention: Found, last: int) -> bool:
    """Whether a name in capitals opens a line and a dash or colon follows soon ("MANILA —")."""
    start = mention.span.start
    if not mention.span.of(parse.text).isupper() or (start and parse.text[start - 1] != "\n"):
        return False
    return any(parse.forms[i] in {"—", "–", "-", "--"} for i in range(last + 1, min(last + 8, len(parse.forms))))


def _apposition(parse: Parse, index: int, words: range) -> Iterator[tuple[str, float]]:
    """What a noun in apposition to the name says: "Marehold, a consultancy in …", "his counterpart, Jane Doe"."""
    word = parse.words[index]
    nouns = [c for c in parse.children[index] if parse.words[c].dep == "appos" and c not in words]
    if word.dep == "appos" and word.head not in words:
        nouns.append(word.head)
    for i in nouns:
        noun = noun_of(parse.lowers[i])
        if parse.lowers[i] in _OUTLET_NOUNS:
            yield "organisation", 2.5
        elif noun is not None and noun.kind in {"person", "organisation"}:
            yield noun.kind, 2.5
        elif noun is None and noun_kind(parse.lowers[i]) == "person":
            yield "person", 2.5


@lru_cache(maxsize=1000)  # of each mention several times
def fold(name: str) -> str:
    """A name in small letters without marks and without a leading "the", for comparing."""
    return re.sub(r"[^\w]+", " ", name.lower().removeprefix("the ")).strip()

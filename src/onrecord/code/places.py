"""Which countries a text names, and which one an article reports from."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from onrecord.gazetteer import AMBIGUOUS, country_names, find_country
from onrecord.gazetteer.outlets import find_outlet
from onrecord.gazetteer.places import find_place, find_region, is_surname, place_names, without_nowhere
from onrecord.model import Article

__all__ = [
    "Spot",
    "countries_in",
    "find_city",
    "find_home",
    "find_region_told",
    "find_told_home",
    "one_country",
    "spot_countries",
]

Spot = tuple[str, int, int]
"""A code with the start and end of the words for it."""

_WORD = re.compile(r"[\w.&\-]+(?:[’'](?!s\b)\w+)?")
_MAX_NAME_WORDS = 4
_CACHED_CHARS = 500  # phrases come again and again, whole articles don't
_DAY = r"(?:\w+\.? \d{1,2}|\d{1,2} \w+\.?)(?:,? \d{4})?"
_AGENCY = r"\([^)\n]{1,30}\)"
_REGION_OF_DATELINE = r"(?:, (?P<region>[A-Z][\w. ]{2,30}?))?"
_DATELINES = (
    re.compile(
        r"^\W*(?P<city>[A-ZÀ-Þ][A-ZÀ-Þ.’' \-]{2,40}?)"
        rf"{_REGION_OF_DATELINE}(?:,? (?:\| )?{_DAY})?\s*(?:{_AGENCY}\s*)?[—–:.|\-]",
        re.M,
    ),
    re.compile(  # in small letters only with a day or an agency
        r"^\W*(?P<city>[A-ZÀ-Þ][a-zß-ÿ]+(?:[ \-][A-ZÀ-Þ][a-zß-ÿ]+){0,2})"
        rf"{_REGION_OF_DATELINE}(?:,? {_DAY}\s*(?:{_AGENCY}\s*)?|\s*{_AGENCY}\s*)[—–|\-]",
        re.M,
    ),
    re.compile(  # on a line of its own with a whole date
        r"^(?P<city>[A-ZÀ-Þ][\w’'\-]+(?: [A-ZÀ-Þ][\w’'\-]+){0,2})"
        rf"{_REGION_OF_DATELINE}, (?:\w+\.? \d{{1,2}}|\d{{1,2}} \w+\.?),? \d{{4}}[ \t]*$",
        re.M,
    ),
)
_SMALL_WORDS = re.compile(r" (?:Of|And|The) ")
# A capitalised word that makes its neighbour a person's name.
_BESIDE_NAME = re.compile(
    r"(?:^|(?<=\s))(?!(?:The|In|At|From|To|For|Of|And|But|Near|With|By|On)\b)[A-ZÀ-Þ][\w.'’\-]* $"
)
_BESIDE_CHARS = 80  # longer than any word
_BEFORE_NAME = re.compile(r" (?!Province|State|Region|Governor|County|Prefecture|Island)[A-ZÀ-Þ]")
_REGION_NAME = re.compile(r"\b[A-ZÀ-Þ][\w\-]+(?: [A-ZÀ-Þ][\w\-]+)?")
# U.S. states as datelines shorten them.
_POSTAL = {
    "Ala.": "Alabama", "Ariz.": "Arizona", "Ark.": "Arkansas", "Calif.": "California", "Colo.": "Colorado",
    "Conn.": "Connecticut", "Del.": "Delaware", "Fla.": "Florida", "Ga.": "Georgia", "Ill.": "Illinois",
    "Ind.": "Indiana", "Kan.": "Kansas", "Ky.": "Kentucky", "La.": "Louisiana", "Md.": "Maryland",
    "Mass.": "Massachusetts", "Mich.": "Michigan", "Minn.": "Minnesota", "Miss.": "Mississippi", "Mo.": "Missouri",
    "Mont.": "Montana", "Neb.": "Nebraska", "Nev.": "Nevada", "N.C.": "North Carolina", "N.H.": "New Hampshire",
    "N.J.": "New Jersey", "N.M.": "New Mexico", "N.Y.": "New York", "Okla.": "Oklahoma", "Ore.": "Oregon",
    "Pa.": "Pennsylvania", "R.I.": "Rhode Island", "S.C.": "South Carolina", "S.D.": "South Dakota",
    "Tenn.": "Tennessee", "Va.": "Virginia", "Vt.": "Vermont", "Wash.": "Washington", "Wis.": "Wisconsin",
    "W.Va.": "West Virginia", "Wyo.": "Wyoming",
}  # fmt: skip
_GENERIC_SEATS = frozenset({"Chancellery", "Congress", "State Department", "Supreme Court", "English"})
_EDITION = re.compile(r"\(?(?:in )?English(?: (?:edition|service))?\)?")
_INSTITUTION = re.compile(r"\b(?:of|Ministry|Government|Office|Department|Embassy|Chancellery|Police|Service)\b")
_HEAD_CHARS = 300
_OPENING_CHARS = 60
_OUTLET_SHARE = 0.5  # how often, against the country named most, a publisher's own must be named to be home
_MIN_HOME_SHARE = 0.4  # of the words for countries, when neither a dateline nor the publisher's name tells


@lru_cache(maxsize=1 << 15)
def _code_of(form: str) -> str | None:
    """The country that a form names by name, demonym, capital, seat or place."""
    if form in AMBIGUOUS or form in _GENERIC_SEATS:
        return None
    naming = find_country(form)
    return naming.code if naming else find_place(form) or find_region(form)


def countries_in(text: str) -> list[str]:
    """The alpha-3 codes of the countries that a text names, in text order, the longest forms first."""
    return [code for code, _, _ in spot_countries(text)]


def spot_countries(text: str) -> tuple[Spot, ...]:
    """The alpha-3 code, start and end of each naming of a country in a text, in text order."""
    return _countries_in(text) if len(text) <= _CACHED_CHARS else _countries_in_article(text)


@lru_cache(maxsize=8192)
def _countries_in(text: str) -> tuple[Spot, ...]:
    return _find_countries(text)


@lru_cache(maxsize=4)  # asked more than once of the article at hand
def _countries_in_article(text: str) -> tuple[Spot, ...]:
    return _find_countries(text)


def _find_countries(text: str) -> tuple[Spot, ...]:
    text = without_nowhere(text)
    words = [match.span() for match in _WORD.finditer(text)]
    found: list[Spot] = []
    i = 0
    while i < len(words):
        step = 1
        start, end = words[i]
        if not text[start].isupper() or not _may_begin(text[start:end]):
            i += 1
            continue
        for n in range(min(_MAX_NAME_WORDS, len(words) - i), 0, -1):
            form = text[words[i][0] : words[i + n - 1][1]]
            code = _code_of(form) or (_code_of(form[:-1]) if form.endswith(".") else None)
            if code is None and form.isupper() and len(form) > 3:
                code = _code_of(_SMALL_WORDS.sub(lambda m: m.group().lower(), form.title())) or _code_of(
                    form.capitalize()
                )
            if code is not None and is_surname(form):
                before = text[max(0, start - _BESIDE_CHARS) : start]
                code = None if _BESIDE_NAME.search(before) or _BEFORE_NAME.match(text, end) else code
            if code is not None:
                found.append((code, start, words[i + n - 1][1]))
                step = n
                break
        i += step
    return tuple(found)


@lru_cache(maxsize=1 << 15)  # asked for every capitalised word
def _may_begin(word: str) -> bool:
    """Whether a country's or place's name may begin with the word, or be the word in capitals."""
    return word in _first_words() or word.removesuffix(".") in _first_words() or word == "The" or word.isupper()


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    names = (*country_names(), *place_names())
    words = {match.group() for name in names if (match := _WORD.match(name)) is not None}
    return frozenset(words | {word.replace("'", "’") for word in words})


def one_country(text: str) -> str | None:
    """The country that a text names when it names exactly one."""
    codes = set(countries_in(text))
    return codes.pop() if len(codes) == 1 else None


def find_home(article: Article) -> str | None:
    """The country an article reports from: as told, else the one that it names most, by far or in its publisher's.

    Where none is, the one that both its title and its text begin with.
    """
    told = find_told_home(article)
    if told is not None:
        return told
    ranked = Counter([*countries_in(article.title or ""), *countries_in(article.text)]).most_common()
    if not ranked:
        return None
    first, most = ranked[0]
    tied = [code for code, count in ranked if count == most]
    if len(tied) == 1 and most >= _MIN_HOME_SHARE * sum(count for _, count in ranked):
        return first
    outlet = find_outlet(article.publisher or "")
    often = [code for code, count in ranked if count >= _OUTLET_SHARE * most]
    if outlet is not None:
        return outlet.country if outlet.country in often else None
    opening = {_opening_country(article.title or ""), _opening_country(article.text)}
    return opening.pop() if len(opening) == 1 else None


def _opening_country(text: str) -> str | None:
    """The country whose name a text begins with."""
    first = next(iter(spot_countries(text[:_OPENING_CHARS])), None)
    return first[0] if first is not None and not text[: first[1]].strip() else None


def find_told_home(article: Article) -> str | None:
    """The country of an article's dateline or in its publisher's name.

    An institution's own text is its country's, wherever it was written.
    """
    publisher = _EDITION.sub(" ", article.publisher or "")
    if _INSTITUTION.search(publisher):
        of_country = find_country(publisher.rsplit(" of ", maxsplit=1)[-1].split(",")[0])
        if of_country is not None or one_country(publisher):
            return of_country.code if of_country else one_country(publisher)
    for match in _find_datelines(article):
        for part in (match.group("region"), match.group("city")):
            if part and (code := one_country(part.strip())):
                return code
    return one_country(publisher) if publisher else None


def _find_datelines(article: Article) -> Iterator[re.Match[str]]:
    head = article.text[:_HEAD_CHARS]
    return (match for pattern in _DATELINES for match in pattern.finditer(head))


def find_region_told(article: Article) -> str | None:
    """The state or province that an article reports from: of its dateline, else the only one of its country named."""
    home = find_home(article)
    dateline = next(_find_datelines(article), None)
    region = (dateline.group("region") or "").strip() if dateline else ""
    region = _POSTAL.get(region.rstrip(".") + ".", region)
    states = frozenset(_POSTAL.values())
    if region and (region in states or find_region(region) == home is not None):
        return region
    named = {name for name in _REGION_NAME.findall(article.text) if find_region(name) == home or name in states}
    return named.pop() if len(named) == 1 else None


def find_city(article: Article) -> str | None:
    """The city of an article's dateline, in title case."""
    match = next(_find_datelines(article), None)
    city = match.group("city").strip() if match else None
    return city.title() if city and city.isupper() and len(city.split()) <= 3 else None

"""Quantities with their unit and span: money, percentages, people, weapons, distances; which of them measure an act."""

import re
from collections.abc import Collection, Iterator

from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of
from onrecord.gazetteer import find_country
from onrecord.model import Amount, Span

__all__ = ["CURRENCY_WORDS", "find_amounts", "is_measure"]

_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "half a dozen": 6, "a dozen": 12, "two dozen": 24, "three dozen": 36, "four dozen": 48,
}  # fmt: skip
_SCALES = {"hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9,
           "trillion": 1e12, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "k": 1e3}  # fmt: skip
_CURRENCIES = {"$": "USD", "US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "HK$": "HKD", "€": "EUR", "£": "GBP",
               "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY", "R$": "BRL", "₦": "NGN", "₩": "KRW"}  # fmt: skip
CURRENCY_WORDS: dict[str, str | None] = {
    "dollar": None, "dollars": None, "euro": "EUR", "euros": "EUR", "pounds": "GBP", "yen": "JPY", "yuan": "CNY",
    "renminbi": "CNY", "rupees": None, "rubles": "RUB", "roubles": "RUB", "francs": None, "crowns": None, "pesos": None,
    "rand": "ZAR", "lira": "TRY", "riyals": None, "dinars": None, "shillings": None, "won": "KRW", "real": "BRL",
    "reais": "BRL", "zloty": "PLN", "forints": "HUF", "hryvnia": "UAH", "hryvnias": "UAH", "taka": "BDT",
    "naira": "NGN", "dong": "VND", "pula": "BWP", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "shekels": "ILS",
    "birr": "ETB", "cedis": "GHS", "leva": "BGN", "tenge": "KZT", "lari": "GEL", "drams": "AMD", "kyat": "MMK",
    "guaranis": "PYG", "soles": "PEN", "afghanis": "AFN", "rial": None, "rials": None, "zlotys": "PLN",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "jpy": "JPY", "cny": "CNY",
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,10})?"
_WORDS = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_SCALE = (
    r"(?:[ \u00a0-]?(?P<scale>hundred|thousand|lakh|million|crore|billion|trillion|mn|bn|tn|[mbk])(?!\w)"
    r"(?:[ \u00a0](?P<more>thousand|million|billion|trillion)\b)?)?"
)
_SIGN = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_LOW = (
    rf"(?:(?P<low>between[ \u00a0](?:{_NUMBER}|\b(?:{_WORDS})\b)[ \u00a0]and[ \u00a0]"
    rf"|\b(?:{_NUMBER}|(?:{_WORDS})\b)(?:[ \u00a0](?:to|or)[ \u00a0]|–|-(?=\d))))?"
)  # the lower end of a range

_MONEY = re.compile(rf"(?P<sign>{_SIGN})\s?(?P<number>{_NUMBER}){_SCALE}", re.IGNORECASE)
_COUNTED = re.compile(
    rf"(?<![\w$€£¥.,]){_LOW}(?P<number>{_NUMBER}|\b(?:{_WORDS})(?:-(?:{_WORDS}))?\b"
    rf"|\b(?:half )?an?(?= (?:hundred|thousand|lakh|million|crore|billion)\b)){_SCALE}"
    r"(?P<percent>\s?%|[ \u00a0-](?:percent|per cent|percentage points?))?",
    re.IGNORECASE,
)
_NOUN = re.compile(r"[ \u00a0]([^\W\d_][\w.\-’']{0,30})")
_HYPHENED = re.compile(r"-([a-z]{3,12})s?\b")
_MAX_BETWEEN = 3  # words between a number and its unit ("13 young coastal soldiers")

# Nouns that are counted in news of conflict, aid and trade. Time units are the time stage's.
_UNITS = find_words("amounts", "units")
_MEASURES = find_words("amounts", "measures")
_UNCOUNTED = find_words("amounts", "uncounted")
_MONTHS = find_words("amounts", "months")
_SMALL = 5  # characters of a number such as "three"
_FATES = find_words("amounts", "fates")
_FATAL = find_words("amounts", "fatal")
_MONEY_LIKE = re.compile(r"[A-Z]{3}|percent")
_WHAT_COUNTS = find_words("amounts", "what_counts")
_CROWD = 20  # acting parties from which their number measures the act; a smaller one tells who they are
_MAX_UP = 4
_FEW = frozenset({2.0, 3.0})


def find_amounts(text: str, start: int, end: int, parse: Parse | None = None) -> Iterator[Amount]:
    """The quantities of `text[start:end]` in order; a bare number without a unit is none.

    With a parse, whatever noun the number counts is its unit, but for times, states and parts of a law. A range
    ("between 40 and 50 people") is one amount without a value.
    """
    taken = -1
    for match in sorted(
        [*_MONEY.finditer(text, start, end), *_COUNTED.finditer(text, start, end)], key=lambda m: (m.start(), -m.end())
    ):
        if match.start() < taken:
            continue
        amount = _money(text, match) if "sign" in match.groupdict() else _count(text, match, end, parse)
        if amount is not None:
            taken = amount.span.end
            yield amount


def is_measure(parse: Parse, amount: Amount, trigger: int, clause: Collection[int]) -> bool:
    """Whether the amount measures the act at word `trigger`, whose own clause is made of the words `clause`.

    Money and shares do wherever they stand in the clause; a number of people or things only as what the act is done to
    or with, or as a crowd that acts.
    """
    inside = parse.words_in(amount.span)
    if not inside or inside[-1] not in clause:
        return False
    if _MONEY_LIKE.fullmatch(amount.unit or ""):
        return True
    index = next((i for i in reversed(inside) if parse.is_noun(i)), inside[-1])
    if amount.value in _FEW and _is_who(parse, index) and parse.lowers[trigger] not in _FATAL:
        return False
    if amount.value == 1 and parse.words[index].dep not in {"dobj", "nsubjpass"}:
        return False  # "worked as one team"
    for _ in range(_MAX_UP):
        word = parse.words[index]
        if index == trigger or word.head in {trigger, index}:
            break
        if word.dep == "poss" or (word.dep == "pobj" and parse.lowers[word.head] not in _WHAT_COUNTS):
            return False
        index = word.head
    return parse.words[index].dep != "nsubj" or amount.value is None or amount.value >= _CROWD


def _is_who(parse: Parse, head: int) -> bool:
    """Whether people are counted: two or three of them are named for who they are ("convicted two ministers")."""
    noun = noun_of(parse.lowers[head])
    return (noun is not None and noun.kind in {"person", "people"}) or find_country(parse.forms[head]) is not None


def _value(match: re.Match[str]) -> float | None:
    if match.groupdict().get("low"):
        return None
    number = match["number"].lower()
    if number in {"a", "an"}:
        value = 1.0
    elif number in {"half a", "half an"}:
        value = 0.5
    elif number[0].isdigit():
        value = float(number.replace(",", ""))
    else:
        value = float(
            _NUMBER_WORDS[number] if number in _NUMBER_WORDS else sum(_NUMBER_WORDS[part] for part in number.split("-"))
        )
    for scale in (match["scale"], match["more"]):
        value *= _SCALES[scale.lower()] if scale else 1.0
    return value


def _money(text: str, match: re.Match[str]) -> Amount:
    span = Span(match.start(), match.end())
    return Amount(span.of(text), span, _value(match), _CURRENCIES[match["sign"].upper()])


def _count(text: str, match: re.Match[str], end: int, parse: Parse | None) -> Amount | None:
    span = Span(match.start(), match.end())
    if match["percent"]:
        return Amount(span.of(text), span, _value(match), "percent")
    found = _hyphened_unit(text, match.end(), end) or _find_unit(text, match.end(), end)
    if parse is not None and not (found and _MONEY_LIKE.fullmatch(found[0])):
        found = _counted_by(parse, match, end) or _hurt(parse, match) or found
    if found is None:
        return None
    unit, last = found
    span = Span(match.start(), last)
    return Amount(span.of(text), span, _value(match), unit)


def _counted_by(parse: Parse, match: re.Match[str], end: int) -> tuple[str, int] | None:
    """The noun that the number counts, with the words between, and where it ends."""
    inside = parse.words_in(Span(match.start(), match.end()))
    if not inside:
        return None
    head = inside[-1]
    for _ in range(3):
        if parse.words[head].head == head or parse.is_noun(head):
            break
        head = parse.words[head].head
    last = parse.words[head].span.end
    if not parse.is_noun(head) or not inside[-1] < head <= inside[-1] + _MAX_BETWEEN + 1 or last > end:
        return None
    word = parse.words[head]
    if parse.lowers[head].removesuffix("s") in _UNCOUNTED or word.dep in {"compound", "nmod"}:
        return None
    if word.tag == "NNP" and parse.lowers[head].removesuffix(".") in _MONTHS:
        return None
    if word.dep == "nsubj" and len(match.group()) <= _SMALL and match.group().isalpha():
        return None  # who acts ("two senators called")
    unit = parse.text[match.end() : last].strip(" -\u00a0")
    return (CURRENCY_WORDS.get(unit.lower()) or unit, last) if unit and "," not in unit else None


def _hurt(parse: Parse, match: re.Match[str]) -> tuple[str, int] | None:
    """People where the number alone is who was hurt or held ("wounding 30", "at least 12 were killed")."""
    inside = parse.words_in(Span(match.start(), match.end()))
    for index in inside[-1:]:
        word = parse.words[index]
        if word.dep in {"dobj", "nsubjpass"} and parse.lowers[word.head] in _FATAL:
            return "people", match.end()
    return None


def _hyphened_unit(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The unit of "a 400-megawatt cable"."""
    match = _HYPHENED.match(text, start, end)
    return (match[1], match.end()) if match and match[1] in _MEASURES else None


def _find_unit(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The unit that the next few words name and where it ends."""
    between: list[str] = []
    for _ in range(_MAX_BETWEEN + 1):
        match = _NOUN.match(text, start, end)
        if match is None:
            return None
        word = match.group(1).lower()
        if word in CURRENCY_WORDS:
            return CURRENCY_WORDS[word] or " ".join([*between, word]), match.end()
        if word in _FATES:
            return "people", match.end()
        if word in _UNITS:
            return word, match.end()
        if match.group(1)[0].isupper() and find_country(match.group(1)) is not None and not between:
            return match.group(1), match.end()
        between.append(word)
        start = match.end()
    return None

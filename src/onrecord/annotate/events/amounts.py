"""Quantities: money, percentages, people, weapons, distances, with their unit and span."""

import re
from collections.abc import Iterator

from onrecord.model import Amount, Span

__all__ = ["find_amounts"]

_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "a dozen": 12, "two dozen": 24,
}  # fmt: skip
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "mn": 1e6,
           "bn": 1e9, "b": 1e9, "tn": 1e12, "k": 1e3}  # fmt: skip
_CURRENCIES = {"$": "USD", "US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "HK$": "HKD", "€": "EUR", "£": "GBP",
               "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY", "R$": "BRL", "₦": "NGN", "₩": "KRW"}  # fmt: skip
_CURRENCY_WORDS = {
    "dollar": None, "dollars": None, "euro": "EUR", "euros": "EUR", "pounds": "GBP", "yen": "JPY", "yuan": "CNY",
    "renminbi": "CNY", "rupees": None, "rubles": "RUB", "roubles": "RUB", "francs": None, "crowns": None, "pesos": None,
    "rand": "ZAR", "lira": "TRY", "riyals": None, "dinars": None, "shillings": None, "won": "KRW", "real": "BRL",
    "reais": "BRL", "zloty": "PLN", "forints": "HUF", "hryvnia": "UAH", "hryvnias": "UAH", "taka": "BDT",
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,10})?"
_WORDS = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_SCALE = r"(?:[ \u00a0-]?(?P<scale>hundred|thousand|million|billion|trillion|mn|bn|tn|[mbk])(?![\w]))?"
_SIGN = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))

_MONEY = re.compile(rf"(?P<sign>{_SIGN})\s?(?P<number>{_NUMBER}){_SCALE}", re.IGNORECASE)
_COUNTED = re.compile(
    rf"(?<![\w$€£¥.,])(?P<number>{_NUMBER}|\b(?:{_WORDS})\b){_SCALE}"
    r"(?P<percent>\s?%|[ \u00a0-](?:percent|per cent|percentage points?))?",
    re.IGNORECASE,
)
_NOUN = re.compile(r"[ \u00a0]((?:[A-Za-z][\w.\-’']{0,30}[ \u00a0]){0,3}?)([A-Za-z][a-z\-]{1,30})\b")

# Nouns that are counted in news of conflict, aid and trade. Time units are the time stage's.
_UNITS = frozenset(
    """troops soldiers people civilians fighters militants rebels police officers guards personnel protesters demonstrators
    workers employees refugees migrants families children women men hostages prisoners detainees passengers victims
    missiles rockets drones tanks aircraft jets planes helicopters ships vessels boats warheads shells bombs guns rifles
    vehicles trucks buses tons tonnes barrels kilometers kilometres miles hectares acres doses vaccines megawatts seats votes
    members countries states villages houses homes buildings observers peacekeepers diplomats sailors fishermen students
    residents inmates cases deaths injuries""".split()
)
_FATES = frozenset("killed dead wounded injured arrested detained missing displaced hurt held".split())


def find_amounts(text: str, start: int, end: int) -> Iterator[Amount]:
    """The quantities of `text[start:end]` in order; a bare number without a unit is none."""
    taken = -1
    for match in sorted(
        [*_MONEY.finditer(text, start, end), *_COUNTED.finditer(text, start, end)], key=lambda m: (m.start(), -m.end())
    ):
        if match.start() < taken:
            continue
        amount = _money(text, match) if "sign" in match.groupdict() else _count(text, match, end)
        if amount is not None:
            taken = amount.span.end
            yield amount


def _value(match: re.Match[str]) -> float:
    number = match["number"].lower()
    value = float(_NUMBER_WORDS[number]) if number in _NUMBER_WORDS else float(number.replace(",", ""))
    scale = match["scale"]
    return value * _SCALES[scale.lower()] if scale else value


def _money(text: str, match: re.Match[str]) -> Amount:
    span = Span(match.start(), match.end())
    return Amount(span.of(text), span, _value(match), _CURRENCIES[match["sign"].upper()])


def _count(text: str, match: re.Match[str], end: int) -> Amount | None:
    if match["percent"]:
        span = Span(match.start(), match.end())
        return Amount(span.of(text), span, _value(match), "percent")
    noun = _NOUN.match(text, match.end(), end)
    if noun is None:
        return None
    word = noun.group(2).lower()
    between = noun.group(1).split()
    if word in _CURRENCY_WORDS:
        unit = _CURRENCY_WORDS[word] or " ".join([*between, word]).lower()
    elif word in _UNITS:
        unit = word
    elif word in _FATES:
        unit = "people"
    else:
        return None
    span = Span(match.start(), noun.end())
    return Amount(span.of(text), span, _value(match), unit)

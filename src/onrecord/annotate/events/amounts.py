"""Quantities: money, percentages, people, weapons, distances, with their unit and span."""

import re
from collections.abc import Iterator

from onrecord.annotate.mentions.phrases import Parse
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
    rf"(?<![\w$€£¥.,])(?P<number>{_NUMBER}|\b(?:{_WORDS})(?:-(?:{_WORDS}))?\b"
    rf"|\b(?:half )?an?(?= (?:hundred|thousand|million|billion)\b)){_SCALE}"
    r"(?P<percent>\s?%|[ \u00a0-](?:percent|per cent|percentage points?))?",
    re.IGNORECASE,
)
_NOUN = re.compile(r"[ \u00a0]([^\W\d_][\w.\-’']{0,30})")
_MAX_BETWEEN = 3  # words between a number and its unit ("13 young coastal soldiers")

# Nouns that are counted in news of conflict, aid and trade. Time units are the time stage's.
_UNITS = frozenset(
    """troops soldiers people civilians fighters militants rebels police officers guards personnel protesters
    demonstrators workers employees refugees migrants families children women men hostages prisoners detainees
    passengers victims missiles rockets drones tanks aircraft jets planes helicopters ships vessels boats
    warheads shells bombs guns rifles vehicles trucks buses tons tonnes barrels kilometers kilometres miles
    hectares acres doses vaccines megawatts seats votes members countries states villages houses homes
    buildings observers peacekeepers diplomats sailors fishermen students residents inmates cases deaths
    injuries""".split()
)
_UNCOUNTED = frozenset(
    """year month week day hour minute second decade century time round article page chapter part side people's
    point session leg edition anniversary occasion age step stage phase way thing reason""".split()
)
_SMALL = 5  # characters of a number such as "three"
_FATES = frozenset("killed dead wounded injured arrested detained missing displaced hurt held".split())


def find_amounts(text: str, start: int, end: int, parse: Parse | None = None) -> Iterator[Amount]:
    """The quantities of `text[start:end]` in order; a bare number without a unit is none.

    With a parse, whatever noun the number counts is its unit, but for times and parts of a law.
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


def _value(match: re.Match[str]) -> float:
    number = match["number"].lower()
    if number in {"a", "an"}:
        value = 1.0
    elif number.startswith("half"):
        value = 0.5
    elif number[0].isdigit():
        value = float(number.replace(",", ""))
    else:
        value = float(
            _NUMBER_WORDS[number] if number in _NUMBER_WORDS else sum(_NUMBER_WORDS[part] for part in number.split("-"))
        )
    scale = match["scale"]
    return value * _SCALES[scale.lower()] if scale else value


def _money(text: str, match: re.Match[str]) -> Amount:
    span = Span(match.start(), match.end())
    return Amount(span.of(text), span, _value(match), _CURRENCIES[match["sign"].upper()])


def _count(text: str, match: re.Match[str], end: int, parse: Parse | None) -> Amount | None:
    if match["percent"]:
        span = Span(match.start(), match.end())
        return Amount(span.of(text), span, _value(match), "percent")
    found = _find_unit(text, match.end(), end)
    if parse is not None and (found is None or found[0].islower()):
        found = _counted_by(parse, match, end) or found
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
    if word.tag == "NNP" or (word.dep == "nsubj" and len(match.group()) <= _SMALL):
        return None  # dates ("4 June"), and who acts ("two senators called")
    unit = parse.text[match.end() : last].strip(" -\u00a0")
    return (_CURRENCY_WORDS.get(unit.lower()) or unit, last) if unit and "," not in unit else None


def _find_unit(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The unit that the next few words name and where it ends."""
    between: list[str] = []
    for _ in range(_MAX_BETWEEN + 1):
        match = _NOUN.match(text, start, end)
        if match is None:
            return None
        word = match.group(1).lower()
        if word in _CURRENCY_WORDS:
            return _CURRENCY_WORDS[word] or " ".join([*between, word]), match.end()
        if word in _FATES:
            return "people", match.end()
        if word in _UNITS:
            return word, match.end()
        between.append(word)
        start = match.end()
    return None

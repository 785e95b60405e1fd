"""Quantities with their unit and span: money, percentages, people, weapons, distances."""

import re
from collections.abc import Iterator
from functools import lru_cache

from onrecord.annotate.events.currencies import codes_of_currency, countries_beside, find_currency, load_signs
from onrecord.annotate.events.numbers import NUMBER, ONES, SCALE, SPELLED, TO, scale_of, value_of
from onrecord.annotate.events.portions import (
    FRACTION,
    Portion,
    antecedent,
    find_fraction,
    find_portion,
    is_who,
)
from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions.phrases import Parse
from onrecord.gazetteer import find_country
from onrecord.model import Amount, Span

__all__ = ["find_amounts", "is_money_or_rate", "is_sum"]

_SIGNS = load_signs()
_RUPEES = "Rs"  # whose is told by the country beside it
_SIGN = "|".join(
    rf"(?<!\w){re.escape(sign)}" if sign[0].isalpha() else re.escape(sign)
    for sign in sorted((*_SIGNS, _RUPEES + ".", _RUPEES), key=len, reverse=True)
)
_RAND = r"(?<!\w)R(?=\d[\d.,]* ?(?:million|billion|trillion|bn|m)\b)"
_BIG = r"[ \u00a0]?(?:thousand|million|billion|trillion|mn|bn|tn|[mbk])(?!\w)"
_AND = r"[ \u00a0]and[ \u00a0]"
# The scale of a range's lower end, where the upper end has one too: no "20 million to 3 banks".
_SOME = rf"(?:{_BIG}(?=(?:{TO}|{_AND})(?:[$€£¥]|(?:{NUMBER}){_BIG})))?"
_LOW = (
    rf"(?:(?P<low>between[ \u00a0](?:{NUMBER}|{SPELLED}){_SOME}{_AND}"
    rf"|(?<!from[ \u00a0])\b(?:{NUMBER}|(?:{ONES})\b){_SOME}{TO}))?"
)  # the lower end of a range; what rises "from 5 to 18 percent" is no range

_MONEY = re.compile(
    rf"(?P<from>(?<=from[ \u00a0]))?(?P<between>(?<=between[ \u00a0]))?(?P<sign>(?-i:{_SIGN}|{_RAND}))\s?"
    rf"(?(from)|(?P<low>(?:{NUMBER}){_SOME}(?(between){_AND}|{TO})(?-i:{_SIGN})?)?)"
    rf"(?P<number>{NUMBER}){SCALE}",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?=[\dabefhnoqst])(?<![\w$€£¥.,])(?<![^\W\d]-){_LOW}(?P<number>{NUMBER}|{SPELLED})(?![\d,]*(?:st|nd|rd|th)\b){SCALE}"
    r"(?P<rate>\s?%|[ \u00a0-](?P<points>percentage points?|basis points?)|[ \u00a0-](?:percent|per cent|pct)\b)?",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(rf"[ \u00a0]of[ \u00a0](?:(?:about|up to|some|over)[ \u00a0])?(?-i:{_SIGN}|{_RAND})")
# Every amount has a digit or one of these words: looking for them first is ten times as fast.
_NUMERIC = re.compile(
    rf"\d|\b(?=[bcdefhlmnoqst])(?:{ONES}|dozen|hundred|thousand|lakh|million|crore|billion|trillion"
    r"|half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)\b",
    re.IGNORECASE,
)
# Every sum of money has the end of a sign before a digit.
_PRICED = re.compile(rf"[{re.escape(''.join(sorted({sign[-1] for sign in (*_SIGNS, _RUPEES, 'R.')})))}R]\s?\d")
_BEFORE_NUMBER = len("between ")  # characters, at most, of a count before its first digit or word for a number
_TO_OR_FROM = re.compile(r"[ \u00a0](?:to|from)[ \u00a0](?:(?:just|only|about|some|under|over|nearly)[ \u00a0])?")
_FROM = re.compile(r"(?i)\bfrom[ \u00a0](?:[a-z]+[ \u00a0]){0,2}$")
_TO = re.compile(r"(?i)\bto[ \u00a0](?:[a-z]+[ \u00a0]){0,2}$")
_AHEAD = 24  # characters before an amount in which these stand
_STANDS_ALONE = re.compile(r"[ \u00a0]*(?:$|[.,;:!?)”\"—–]|(?:in|on|at|by|for|from|as|after|before|and|but|if|to)\b)")
_NOUN = re.compile(r"[ \u00a0]([^\W\d_][\w.\-’']{0,30})")
_HYPHENED = re.compile(r"-([a-z]{3,12})s?\b")
_OF_WEIGHT = re.compile(r"[ \u00a0]of (?!aid|debt|credit|loans?|help|relief|assistance|money)")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")  # "the 1973 war": a number without a comma
_RATES = frozenset({"percent", "percentage point", "percentage points", "basis point", "basis points", "points"})
_MAX_BETWEEN = 3  # words between a number and its unit ("13 young coastal soldiers")

# Nouns that are counted in news of conflict, aid and trade. Time units are the time stage's.
_UNITS = find_words("amounts", "units")
_MEASURES = find_words("amounts", "measures")
_UNCOUNTED = find_words("amounts", "uncounted")
_COUNTED_IF_MANY = find_words("amounts", "counted_if_many")
_POINTS = frozenset({"point", "points"})
_CONVERTED = re.compile(
    r"[ \u00a0][(\[](?:(?:about|some|around|roughly|approximately|nearly|almost|over|or)[ \u00a0])*"
)
_MONTHS = find_words("amounts", "months")
_SMALL = 5  # characters of a number such as "three"
_IN_ALL = re.compile(r" (?:in all|in total|altogether|of them)\b")
_GROUPS = find_words("amounts", "groups")
_FATES = find_words("amounts", "fates")
_FATAL = find_words("amounts", "fatal")
_DONE_TO_PEOPLE = _FATAL | find_words("amounts", "done_to_people")
_CODE = re.compile(r"[A-Z]{3}")
_NO_UNIT = re.compile(r",|\b(?:to|or|and) \d")
_THOUSAND = 1000
_SCALE = re.compile(r"(?i)(?<![^\W\d])(?P<scale>lakh|thousand|million|crore|billion|trillion|mn|bn|tn|[mbk])\b")
_MANY = 10  # things counted beside a preposition ("sanctions on eleven banks")
_LONG_SENTENCE = 1000  # characters: longer ones are lists and damaged text


def find_amounts(text: str, start: int, end: int, parse: Parse | None = None) -> Iterator[Amount]:
    """The quantities of `text[start:end]` in order; a bare number without a unit is none.

    With a parse, whatever noun the number counts is its unit, but for times, states and parts of a law. A range
    ("between 40 and 50 people") is one amount without a value; money told again in brackets, in another currency, is
    told once. A currency has its code where the words tell which one is meant, else its noun.
    """
    numeric = _NUMERIC.search(text, start, end)
    if numeric is None:
        return
    taken, paid = -1, False
    found = [*_COUNTED.finditer(text, max(start, numeric.start() - _BEFORE_NUMBER), end)]
    if _PRICED.search(text, start, end) is not None:
        found = [*_MONEY.finditer(text, start, end), *found]
    if parse is not None:
        found += FRACTION.finditer(text, start, end)
    for match in sorted(found, key=lambda m: (m.start(), -m.end())):
        if match.start() < taken:
            continue
        if match.re is FRACTION:
            amount = find_fraction(parse, match, end) if parse is not None else None
        elif match.re is _MONEY:
            amount = _money(text, match)
        elif parse is not None and not match["rate"] and (portion := find_portion(parse, match, end)) is not None:
            taken = portion.end
            amount = _part(parse, match, portion)
        else:
            amount = _count(text, match, end, parse)
        if amount is not None:
            money = _is_money(amount.unit or "")
            converted = paid and money and _CONVERTED.fullmatch(text, taken, match.start()) is not None
            taken, paid = amount.span.end, money
            if not converted:
                yield amount


def is_sum(amount: Amount) -> bool:
    """Whether an amount is money or a rate, and counts no people or things."""
    return is_money_or_rate(amount.unit or "")


def is_money_or_rate(unit: str) -> bool:
    """Whether a unit is a currency's or a share's."""
    return unit in _RATES or _is_money(unit)


def _is_money(unit: str) -> bool:
    return _CODE.fullmatch(unit) is not None or bool(codes_of_currency(unit))


def _money(text: str, match: re.Match[str]) -> Amount:
    span = Span(match.start(), match.end())
    sign = match["sign"].removesuffix(".")
    if sign == _RUPEES:
        return Amount(span.of(text), span, value_of(match), _currency("rupees", text, span))
    return Amount(span.of(text), span, value_of(match), "ZAR" if sign == "R" else _SIGNS[sign])


def _currency(word: str, text: str, span: Span) -> str:
    """The code of a word for money by the countries that its line and sentence name, else the word."""
    start = max(text.rfind("\n", 0, span.start), text.rfind(". ", 0, span.start)) + 1
    ends = [end for end in (text.find("\n", span.end), text.find(". ", span.end)) if end >= 0]
    return find_currency(word, countries_beside(text[start : min(ends, default=len(text))])) or word


def _count(text: str, match: re.Match[str], end: int, parse: Parse | None) -> Amount | None:
    span = Span(match.start(), match.end())
    if match["rate"]:
        points = match["points"]
        return Amount(span.of(text), span, value_of(match), points.lower() if points else "percent")
    if match.group().lower() == "one":
        return None
    found = _hyphened_unit(text, match, end) or _find_unit(text, match, end)
    if parse is not None and not (found and (_CODE.fullmatch(found[0]) or codes_of_currency(found[0]))):
        found = _counted_by(parse, match, end) or _hurt(parse, match) or found
        if found is None:
            return _group_of(parse, match) or _elliptic(parse, match, end)
    if found is None:
        return None
    unit, last = found
    if _OF_MONEY.match(text, last):
        return None
    if _YEAR.fullmatch(match["number"]) and not match["scale"] and unit.split()[-1].lower() not in _UNITS:
        return None
    span = Span(match.start(), last)
    return Amount(span.of(text), span, value_of(match), unit)


def _part(parse: Parse, match: re.Match[str], portion: Portion) -> Amount | None:
    """So many of some; one alone is told for who it is."""
    inside = parse.words_in(Span(match.start(), match.end()))
    value = value_of(match)
    if value == 1 or not inside:
        return None
    span = Span(match.start(), portion.end)
    if portion.unit is not None:
        money = codes_of_currency(portion.unit)
        unit = _currency(portion.unit, parse.text, span) if money else portion.unit
        return Amount(span.of(parse.text), span, value, unit)
    before = _before(parse, match.start())
    told = antecedent(parse, inside[-1], before)
    unit = told or "people"
    scaled = _scaled(match, value, before[-1]) if before and before[-1].unit == unit else value
    return Amount(span.of(parse.text), span, scaled, unit)


def _group_of(parse: Parse, match: re.Match[str]) -> Amount | None:
    """So many in a group ("a crowd of 700"), or of those just named ("tanks, eighteen in all")."""
    inside = parse.words_in(Span(match.start(), match.end()))
    if not inside or match["low"]:
        return None
    word = parse.words[inside[-1]]
    group = word.head if word.dep == "appos" else parse.words[word.head].head
    if word.dep == "appos":
        fitting = parse.words[group].tag == "NNS" and _IN_ALL.match(parse.text, match.end()) is not None
    else:
        fitting = word.dep == "pobj" and parse.lowers[word.head] == "of" and parse.lowers[group] in _GROUPS
    if not fitting or group + _MAX_BETWEEN < inside[0] - 2:
        return None
    span = Span(match.start(), match.end())
    return Amount(span.of(parse.text), span, value_of(match), parse.lowers[group])


def _elliptic(parse: Parse, match: re.Match[str], end: int) -> Amount | None:
    """The end or beginning of a change whose other end has the unit ("from 90 leva to 35", "from 5 to 18 percent")."""
    text = parse.text
    if not match.group().strip("., ") or match["low"]:
        return None
    span = Span(match.start(), match.end())
    if _STANDS_ALONE.match(text, match.end()):
        before = _before(parse, match.start())
        if before and _is_other_end(text, before[-1], match.start()):
            return Amount(span.of(text), span, _scaled(match, value_of(match), before[-1]), before[-1].unit)
    if _FROM.search(text, max(0, match.start() - 6), match.start()) and text.startswith(" to ", match.end()):
        after = next(find_amounts(text, match.end(), end, parse), None)
        if after and is_money_or_rate(after.unit or "") and after.span.start == match.end() + len(" to "):
            return Amount(span.of(text), span, _scaled(match, value_of(match), after), after.unit)
    return None


def _is_other_end(text: str, amount: Amount, at: int) -> bool:
    """Whether the number at `at` is the other end of a change of the amount: no "58 percent to 42"."""
    joined = _TO_OR_FROM.fullmatch(text, amount.span.end, at)
    if joined is None or not is_money_or_rate(amount.unit or ""):
        return False
    changed = _FROM if "to" in joined.group() else _TO
    return changed.search(text, max(0, amount.span.start - _AHEAD), amount.span.start) is not None


def _before(parse: Parse, at: int) -> list[Amount]:
    """The amounts told before in the sentence, none in one that goes on for more than a thousand characters.

    Each is worked out once: what stands before a number may hang on what stands before another.
    """
    known = _known_before(parse)
    if at not in known:
        sentence = next((s for s in parse.reading.sentences if s.start <= at < s.end), None)
        near = sentence is not None and at - sentence.start <= _LONG_SENTENCE
        known[at] = list(find_amounts(parse.text, sentence.start, at, parse)) if sentence and near else []
    return known[at]


@lru_cache(maxsize=1)
def _known_before(parse: Parse) -> dict[int, list[Amount]]:
    """Where the amounts of one parse that are known already are kept, by where they were asked for."""
    return {}


def _scaled(match: re.Match[str], value: float | None, other: Amount) -> float | None:
    """The value with the scale of the amount that it goes with, where it has none of its own."""
    if value is None or match["scale"] or value >= _THOUSAND:
        return value
    scale = _SCALE.search(other.text)
    return value * scale_of(scale["scale"]) if scale else value


def _counted_by(parse: Parse, match: re.Match[str], end: int) -> tuple[str, int] | None:
    """The noun that the number counts, with the words between, and where it ends."""
    inside = parse.words_in(Span(match.start(), match.end()))
    if not inside:
        return None
    spaced = parse.text[match.end() : match.end() + 1].isspace()
    head = _noun_above(parse, inside[-1], spaced=spaced)
    following = inside[-1] + 1
    if head < following < len(parse.words) and parse.words[following].tag[:2] in {"NN", "JJ"}:
        # "gave Tunisia 200 trucks", where the number hangs on the name
        head = _noun_above(parse, following, spaced=spaced)
    last = parse.words[head].span.end
    if not parse.is_noun(head) or not inside[-1] < head <= inside[-1] + _MAX_BETWEEN + 1 or last > end:
        return None
    word = parse.words[head]
    unit = parse.text[match.end() : last].strip(" -\u00a0")
    if _is_fraction(match) and unit in _POINTS:
        return unit, last
    if _tells_which(parse.lowers[head].removesuffix("s"), value_of(match)) or word.dep in {"compound", "nmod"}:
        return None
    if word.tag == "NNP" and parse.lowers[head].removesuffix(".") in _MONTHS:
        return None
    if word.dep == "nsubj" and len(match.group()) <= _SMALL and match.group().isalpha():
        return None  # who acts ("two senators called")
    if codes_of_currency(unit):
        return _currency(unit, parse.text, Span(match.start(), last)), last
    return (unit, last) if unit and not _NO_UNIT.search(unit) else None


def _noun_above(parse: Parse, index: int, *, spaced: bool) -> int:
    """The noun that the word or what it hangs on is, the word itself or where the search ended when there is none."""
    for _ in range(3):
        inner = spaced and parse.words[index].dep == "compound"  # "200 lorry-loads", but not "a 17-nation coalition"
        if parse.words[index].head == index or (parse.is_noun(index) and not inner):
            break
        index = parse.words[index].head
    return index


def _tells_which(noun: str, value: float | None) -> bool:
    """Whether a number of such things tells which ones they are ("the two leaders"), not how many."""
    return noun in _UNCOUNTED or (noun in _COUNTED_IF_MANY and value is not None and value < _MANY)


def _is_fraction(match: re.Match[str]) -> bool:
    return "." in match["number"]


def _hurt(parse: Parse, match: re.Match[str]) -> tuple[str, int] | None:
    """People where the number alone is who was hurt or held ("wounding 30", "at least 12 were killed")."""
    inside = parse.words_in(Span(match.start(), match.end()))
    for index in inside[-1:]:
        word = parse.words[index]
        if word.dep in {"dobj", "nsubjpass"} and parse.lowers[word.head] in _DONE_TO_PEOPLE:
            if (joined := _counted_by_verb_before(parse, index)) is not None:
                return joined, match.end()
            before = [a for a in _before(parse, match.start()) if _counts_people(parse, a)]
            return antecedent(parse, index, before) or "people", match.end()
    return None


def _counted_by_verb_before(parse: Parse, index: int) -> str | None:
    """The noun that the verb before it harms so many of ("killed 32 diners and wounded 60")."""
    verb = parse.words[parse.words[index].head]
    if verb.dep != "conj" or parse.lowers[verb.head] not in _FATAL:
        return None
    objects = (c for c in parse.children[verb.head] if parse.words[c].dep in {"dobj", "nsubjpass"} and c < index)
    counted = (c for c in objects if any(parse.words[n].dep == "nummod" for n in parse.children[c]))
    return next((parse.lowers[c] for c in counted), None)


def _counts_people(parse: Parse, amount: Amount) -> bool:
    inside = parse.words_in(amount.span)
    return bool(inside) and parse.is_noun(inside[-1]) and is_who(parse, inside[-1])


def _hyphened_unit(text: str, match: re.Match[str], end: int) -> tuple[str, int] | None:
    """The unit of "a 400-megawatt cable", "a 50-billion-euro loan"."""
    unit = _HYPHENED.match(text, match.end(), end)
    if unit is None:
        return None
    if match["scale"] and codes_of_currency(unit[1]):
        return _currency(unit[1], text, Span(match.start(), unit.end())), unit.end()
    return (unit[1], unit.end()) if unit[1] in _MEASURES else None


def _find_unit(text: str, match: re.Match[str], end: int) -> tuple[str, int] | None:
    """The unit that the next few words name and where it ends."""
    between: list[str] = []
    start = match.end()
    for _ in range(_MAX_BETWEEN + 1):
        noun = _NOUN.match(text, start, end)
        if noun is None:
            return None
        form = noun[1].rstrip("'’")
        form = form.removesuffix(".") if form.find(".") == len(form) - 1 else form
        last = noun.start(1) + len(form)
        word = form.lower()
        if codes_of_currency(form):
            return _money_unit(text, match, " ".join([*between, form]), last), last
        if word in _FATES:
            return word, last
        if word in _UNITS:
            return word, last
        if form[0].isupper() and find_country(form) is not None and not between:
            following = _NOUN.match(text, last, end)
            if following is None or not codes_of_currency(following[1].rstrip("'’.")):
                return form, last
        between.append(form)
        start = noun.end()
    return None


def _money_unit(text: str, match: re.Match[str], words: str, last: int) -> str:
    """The currency of "Canadian dollars", "dollars"; of "1,000 pounds of explosives" the noun."""
    noun = words.rsplit(" ", maxsplit=1)[-1]
    if noun.lower() in {"pound", "pounds"} and not match["scale"] and _OF_WEIGHT.match(text, last):
        return noun
    span = Span(match.start(), last)
    if words != noun and codes_of_currency(words):
        return _currency(words, text, span)
    return _currency(noun, text, span)

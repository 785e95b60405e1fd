"""Numbers as news writes them: digits with words of scale, spelled numbers, ranges, halves and quarters."""

import re

__all__ = ["NUMBER", "ONES", "SCALE", "SPELLED", "TO", "scale_of", "value_of"]

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "a": 1, "an": 1,
}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9,
           "trillion": 1e12, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "k": 1e3}  # fmt: skip
_PARTS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
ONES = "|".join(sorted((word for word in _WORDS if len(word) > len("an")), key=len)[::-1])
_ONE = rf"(?:{ONES})(?:-(?:{ONES}))?\b"
_BIG = r"(?:dozen|hundred|thousand|lakh|million|crore|billion|trillion)\b"
# "a hundred and twenty", "three thousand five hundred"; the last word of scale is left to `SCALE`.
_JOINED = rf"(?: (?:hundred|thousand)(?= and {_ONE}| {_ONE}| thousand)(?:(?: and)? {_ONE})?)*"
_PART = r"(?:half|(?:(?:an?|one|two|three|four)[ -])?(?:third|quarter|fifth|tenth)s?)(?: of)? "
_COMMA = r"\d{1,3},\d{1,2}(?=[ \u00a0]?(?:%|per ?cent|million|billion|m\b|bn\b))"  # "6,5 percent"
NUMBER = rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|{_COMMA}|\d{{1,15}}(?:\.\d{{1,10}})?"
SPELLED = rf"\b(?:(?:{_PART})?an?(?= {_BIG})|{_ONE}(?: and a half(?= {_BIG}))?){_JOINED}"
SCALE = (
    r"(?:[ \u00a0-]?(?P<scale>dozen|hundred|thousand|lakh|million|crore|billion|trillion|mn|bn|tn|[mbk])(?!\w)"
    r"(?:[ \u00a0](?P<more>thousand|million|billion|trillion)\b)?(?P<half>[ \u00a0]and[ \u00a0]a[ \u00a0]half\b)?)?"
)
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}")
TO = r"(?:[ \u00a0](?:to|or)[ \u00a0]|–|-(?=[\d$€£¥]))"


def value_of(match: re.Match[str]) -> float | None:
    """The number that a match tells by its groups `number`, `scale`, `more` and `half`; None for one with a `low`."""
    if match["low"]:
        return None
    total, current, part = 0.0, 0.0, 1.0
    words = re.findall(r"[\d.,]+|[a-z]+", match["number"].lower())
    for first, word in enumerate(words[:2]):  # "half a", "three quarters of a"
        if word.removesuffix("s") in _PARTS:
            part = (_WORDS.get(words[0], 1) if first else 1) * _PARTS[word.removesuffix("s")]
            words = words[first + 1 :]
            break
    for word in (*words, match["scale"], match["more"]):
        scale = _SCALES.get((word or "and").lower())
        if word and word[0].isdigit():
            current = float(word.replace(",", "." if _DECIMAL_COMMA.fullmatch(word) else ""))
        elif word == "half":
            current += _PARTS["half"]
        elif scale is None:
            current += _WORDS.get(word or "and", 0) if word != "a" or not current else 0
        elif scale <= _SCALES["hundred"]:
            current *= scale
        else:
            total, current = ((total + current) * scale if not total or not current else total + current * scale), 0.0
    if match["half"]:
        last = (match["more"] or match["scale"]).lower()
        current += _PARTS["half"] * _SCALES[last]
    return (total + current) * part


def scale_of(word: str) -> float:
    """The number that a word of scale stands for."""
    return float(_SCALES[word.lower()])

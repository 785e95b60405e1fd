"""Text to tokens with word classes: the alphabet of the grammar of time expressions."""

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["CLASSES", "Token", "load_holidays", "load_zones", "tokenize"]

_TOKEN = re.compile(
    r"""(?=[\S\n])(?:
    (?P<word>o['\u2019]clock|[^\W\d_AaFHPpQ][^\W\d_]*(?:['\u2019](?:t|ll|re|ve|d|m)(?!\w))?)  # what is nothing else
  | (?P<ISO>\d{4}-\d\d-\d\d(?![\w-]))
  | (?P<SLASH_DATE>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/]))
  | (?P<CLOCK>\d{1,2}:\d\d(?::\d\d)?(?![\d:])
      |\d{1,2}:\ \d\d(?=\ ?(?:[APap]\.?\ ?[Mm]|(?:GMT|UTC|[BI]ST|CET|[ECMP][SD]?T)\b)))
  | (?P<DECADE>['\u2019\u2018]?\d0['\u2019]?s(?!\w)|[12]\d\d0['\u2019]?s(?!\w))
  | (?P<ORDINAL>\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w))
  | (?P<QUARTER_CODE>(?<!\w)[QH][1-4](?!\w))
  | (?P<FISCAL_CODE>(?<!\w)FY\ ?['\u2019]?\d{2}(?:\d\d)?(?!\w))
  | (?P<SHORT_YEAR>(?<!\w)['\u2019\u2018]\d\d(?!\w))
  | (?P<AMPM>(?:(?<=\d)|(?<=\d\s)|(?<=\s))(?:[ap]\.\ ?m\.?|[ap]m(?!\w)|[AP]\.\ ?M\.?|[AP]M(?!\w)))
  | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
  | (?P<POSSESSIVE>['\u2019]s(?!\w))
  | (?P<letters>[^\W\d_]+(?:['\u2019](?:t|ll|re|ve|d|m)(?!\w))?)
  | (?P<BREAK>\n)
  | (?P<mark>\S)
    )""",
    re.VERBOSE,
)
_MARKS = {
    ",": "COMMA",
    ".": "DOT",
    "-": "HYPHEN",
    "\u2010": "HYPHEN",
    "\u2011": "HYPHEN",
    "\u2013": "DASH",
    "\u2014": "DASH",
    "/": "SLASH_MARK",
    "(": "LPAREN",
    ")": "RPAREN",
    "+": "PLUS",
    '"': "QUOTE",
    "\u201c": "QUOTE",
    "\u201d": "QUOTE",
    "!": "STOP",
    "?": "STOP",
    ";": "STOP",
    "'": "APOSTROPHE",
    "\u2019": "APOSTROPHE",
}
_TOKEN_KINDS = (
    "ISO SLASH_DATE CLOCK DECADE ORDINAL QUARTER_CODE FISCAL_CODE SHORT_YEAR AMPM POSSESSIVE BREAK "
    "ZERO SMALL TEEN TWENTY INTEGER DECIMAL COMMA_NUMBER YEAR COMMA DOT HYPHEN DASH SLASH_MARK LPAREN RPAREN PLUS "
    "QUOTE STOP APOSTROPHE HOLIDAY ZONE DAY_NAME OTHER"
).split()
_NO_CLASS: tuple[str, object] = ("OTHER", None)
_WRAPPED_LINE_CHARS = 50  # a line at least this long that stops at a letter, digit or comma goes on in the next


@dataclass(slots=True)
class Token:
    """One token at `[start, end)` of the text: its word class, and what the lexicon says of it (or None).

    `form` is in lower case; `capital` tells whether a word began with a capital letter.
    """

    start: int
    end: int
    form: str
    kind: str
    value: object = None
    capital: bool = False


def _read_rows(name: str) -> list[dict[str, str]]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def load_holidays() -> dict[str, str]:
    """The holidays' names in lower case, each with its rule (see `holidays.csv`)."""
    return {row["form"]: row["rule"] for row in _read_rows("holidays.csv")}


@cache
def load_zones(kind: str) -> dict[str, str]:
    """Lower-case names of `kind` ("abbreviation" or "city") with the IANA zone, empty for "local time"."""
    return {row["form"]: row["zone"] for row in _read_rows("zones.csv") if row["kind"] == kind}


def _load_words() -> tuple[
    list[str], dict[str, tuple[str, object]], dict[tuple[str, ...], list[tuple[tuple[str, ...], str, object]]]
]:
    """The class names, single words, and phrases by their first two words (longest first)."""
    sections = tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))
    entries = [(form, kind, value) for kind, forms in sections.items() for form, value in forms.items()]
    entries += [(form, "HOLIDAY", rule) for form, rule in load_holidays().items()]
    entries += [(form, "ZONE", zone) for form, zone in load_zones("abbreviation").items()]
    words: dict[str, tuple[str, object]] = {}
    phrases: dict[tuple[str, ...], list[tuple[tuple[str, ...], str, object]]] = {}
    for form, kind, value in entries:
        parts = tuple(match[0] for match in _TOKEN.finditer(form))
        if len(parts) == 1:
            words[form] = (kind, value)
        else:
            phrases.setdefault(parts[:2], []).append((parts, kind, value))
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase[0]))
    return list(sections), words, phrases


_SECTIONS, _WORDS, _PHRASES = _load_words()
_OPENING_PHRASES = frozenset(first for first, _ in _PHRASES)
_NAMES = _TOKEN_KINDS + [name for name in _SECTIONS if name not in _TOKEN_KINDS]
CLASSES: dict[str, str] = {name: chr(0x4E00 + number) for number, name in enumerate(_NAMES)}
"""Each word class with the one character that stands for it in the grammar's patterns."""

_MONTH_CONTEXT = frozenset(
    (
        "PREPOSITION IN SINCE BEFORE AFTER OF EARLY LATE MID LAST THIS NEXT AND OR_TO COMMA SMALL TEEN TWENTY ORDINAL "
        "HYPHEN DASH THE A"
    ).split()
)
_CAPITAL_ONLY = frozenset("WEEKDAY WEEKDAYS WEEKDAY_SHORT MONTH MONTH_SHORT MONTH_OR_VERB HOLIDAY NAME_TAIL".split())
_NUMERIC = frozenset("ZERO SMALL TEEN TWENTY ORDINAL YEAR".split())
_AFTER_SHORT = _NUMERIC | {"DOT", "COMMA", "MONTH", "MONTH_SHORT", "MONTH_OR_VERB"}
# Said with a capital inside a sentence these are parts of names: "USA Today", "the Daily Planet".
_LOWER_ONLY = frozenset("DEICTIC FREQUENCY PRESENT_REF TONIGHT".split())
_UNSETTLED = _CAPITAL_ONLY | _LOWER_ONLY | {"UNIT"}
_SENTENCE_OPENERS = frozenset("DOT STOP QUOTE BREAK LPAREN DASH COMMA".split())


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]` with their classes, in text order; time linear in the length."""
    tokens = list(_merge_phrases(list(_split(text, start, end))))
    for position, token in enumerate(tokens):
        if token.kind in _UNSETTLED:
            _settle(tokens, position)
    return tokens


def _split(text: str, start: int, end: int) -> Iterator[Token]:
    line_start = start
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or "OTHER"
        form = match[0]
        if kind in ("word", "letters"):
            small = form.lower().replace("\u2019", "'")
            named, value = _WORDS.get(small, _NO_CLASS)
            yield Token(match.start(), match.end(), small, named, value, form[0].isupper())
            continue
        token = Token(match.start(), match.end(), form, "OTHER")
        if kind == "mark":
            token.kind = _MARKS.get(form, "OTHER")
        elif kind == "number":
            _classify_number(text, token)
        elif kind == "BREAK":
            wrapped = token.start - line_start >= _WRAPPED_LINE_CHARS and (
                text[token.start - 1].isalnum() or text[token.start - 1] == ","
            )
            line_start = token.end
            if wrapped and not text.startswith("\n", token.end):
                continue
            token.kind = "BREAK"
        else:
            token.kind = kind
            token.form = form.lower().replace("\u2019", "'")
        yield token


def _classify_number(text: str, token: Token) -> None:
    form = token.form
    glued = text[token.end : token.end + 2]
    if glued[:1].isalpha() and glued.lower() not in ("am", "pm", "a.", "p."):
        return
    if token.start and (text[token.start - 1].isalnum() or text[token.start - 1] in "$€£¥#_"):
        return
    if "," in form:
        token.kind, token.value = "COMMA_NUMBER", float(form.replace(",", ""))
    elif "." in form:
        token.kind, token.value = "DECIMAL", float(form)
    elif form.isascii():
        number = int(form[:12])
        token.value = number
        if len(form) == 4 and 1000 <= number <= 2999:
            token.kind = "YEAR"
        elif len(form) > 2:
            token.kind = "INTEGER"
        else:
            token.kind = next(
                name
                for top, name in ((0, "ZERO"), (12, "SMALL"), (24, "TEEN"), (31, "TWENTY"), (99, "INTEGER"))
                if number <= top
            )


def _merge_phrases(tokens: list[Token]) -> Iterator[Token]:
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.form not in _OPENING_PHRASES:
            yield token
            position += 1
            continue
        following = tokens[position + 1].form if position + 1 < len(tokens) else ""
        for parts, kind, value in _PHRASES.get((token.form, following), ()):
            last = position + len(parts)
            if last <= len(tokens) and all(tokens[position + n].form == part for n, part in enumerate(parts)):
                capital = any(part.capital for part in tokens[position:last])
                yield Token(token.start, tokens[last - 1].end, " ".join(parts), kind, value, capital)
                position = last
                break
        else:
            yield token
            position += 1


def _settle(tokens: list[Token], position: int) -> None:
    """Take back the class of a word that is not meant: "may", "USA Today", "sun"."""
    token = tokens[position]
    before = tokens[position - 1] if position else None
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    capital = token.capital
    plain = False
    if token.kind in _CAPITAL_ONLY:
        plain = not capital
        if token.kind == "MONTH_OR_VERB":
            dotted = (
                after is not None
                and after.kind == "DOT"
                and position + 2 < len(tokens)
                and tokens[position + 2].kind in _NUMERIC
            )
            numeric = dotted or (after is not None and (after.kind in _NUMERIC or after.kind == "SHORT_YEAR"))
            opened = before is None or before.kind in _SENTENCE_OPENERS
            plain = plain or not (
                numeric
                or (before is not None and before.kind in _MONTH_CONTEXT and not (opened and token.form == "may"))
                or (token.form == "march" and not opened)
                or (before is not None and before.kind in _NUMERIC)
            )
        elif token.kind in ("WEEKDAY_SHORT", "MONTH_SHORT"):
            plain = plain or after is None or after.kind not in _AFTER_SHORT
    elif token.kind in _LOWER_ONLY:
        inside = before is not None and before.kind not in _SENTENCE_OPENERS
        plain = capital and inside and before is not None and before.capital
        plain = plain or (capital and token.kind == "FREQUENCY" and after is not None and after.capital)
    elif token.form == "day" and capital and after is not None and after.value is not None:
        token.kind = "DAY_NAME"
    if plain:
        token.kind, token.value = "OTHER", None

"""What part each passage of an article plays: the report itself, or what stands around it on a page.

The order of decisions, each for one line or paragraph (a unit); the first that applies counts:

    1. the title's own words                                    headline
    2. a line pattern of roles.toml                             boilerplate, dateline, credit, caption, related, …
    3. a photographer's or agency's name at the end             caption, and the name itself a credit
    4. above the first paragraph: mastheads, section labels     boilerplate; the first headline-like line: headline
    5. after a line such as "Related": lines that aren't sentences, up to the next paragraph    related
    6. between paragraphs: a line like a headline, alone        related; a shorter one is a subheading: body
    7. near the end: notes on the author                        credit
    8. a line that stands word for word inside a paragraph      promo (a pull quote)
    9. everything else                                          body

A note that corrects an earlier version tells what was wrong, so it is boilerplate, on a line of its own or at the end
of a paragraph.

Errors aren't equal: a body paragraph under another label loses its facts for good, a leftover line
labelled body adds a little noise. So every rule needs evidence, and what is unclear is body.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from onrecord.clean.units import Unit, split_units
from onrecord.model import Passage, Span

__all__ = ["label_passages"]

_NAME_TAIL_CHARS = 160  # where a photographer's name can stand at the end of a caption
_DATELINE_CHARS = 120
_GLUED = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_LABEL = re.compile(r"[A-Z][A-Z.’' -]{1,40}:\s")
_BULLET = re.compile(r"(?:[-*•·▪◦‣–—]|\d{1,2}[.)])\s")
_NOT_WORD = re.compile(r"[\W_]+")
_PREFIX_END = re.compile(r"\s*[-–—:|]\s*")  # between an outlet's name and the headline on the same line
_OPENERS = "\"“‘'«"


@dataclass(frozen=True, slots=True)
class _Rules:
    """roles.toml, compiled."""

    limits: dict[str, int]
    lines: tuple[tuple[str, bool, re.RegexFlag, tuple[str, ...]], ...]
    any_line: tuple[re.Pattern[str], ...]  # what any of the lines' patterns matches, one of these does
    author_note: tuple[re.Pattern[str], ...]
    caption_end: tuple[re.Pattern[str], ...]
    dateline_start: tuple[re.Pattern[str], ...]
    dateline_colon: re.Pattern[str]
    masthead: re.Pattern[str]
    name_line: re.Pattern[str]
    reported: re.Pattern[str]
    correction: re.Pattern[str]
    sections: frozenset[str]
    verbs: frozenset[str]
    starts: frozenset[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    import tomllib  # noqa: PLC0415  only needed once an article is cleaned

    table: dict[str, Any] = tomllib.loads(files("onrecord.clean").joinpath("roles.toml").read_text("utf-8"))

    def flag(*, cased: bool) -> re.RegexFlag:
        return re.NOFLAG if cased else re.IGNORECASE

    def compiled(patterns: list[str], *, cased: bool = True) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern, flag(cased=cased)) for pattern in patterns)

    def all_lines(*, cased: bool) -> str:
        rows = [row for row in table["line"] if row.get("cased", False) is cased]
        return "|".join(f"(?:{pattern})" for row in rows for pattern in row["patterns"])

    return _Rules(
        limits=table["limits"],
        lines=tuple(
            (row["role"], row.get("of_photo", False), flag(cased=row.get("cased", False)), tuple(row["patterns"]))
            for row in table["line"]
        ),
        any_line=tuple(compiled([all_lines(cased=cased)], cased=cased)[0] for cased in (False, True)),
        author_note=compiled(table["author_note"]["patterns"]),
        caption_end=compiled(table["caption_end"]["patterns"]),
        dateline_start=compiled(table["dateline_start"]["patterns"]),
        dateline_colon=re.compile(table["dateline_start"]["colon"]),
        masthead=re.compile(table["masthead"]["pattern"]),
        name_line=re.compile(table["name_line"]["pattern"]),
        reported=re.compile(table["reported"]["pattern"]),
        correction=re.compile(table["correction"]["pattern"]),
        sections=frozenset(table["sections"]["words"]),
        verbs=frozenset(table["headline_words"]["verbs"]),
        starts=frozenset(table["headline_words"]["starts"]),
    )


def label_passages(text: str, *, title: str | None = None, publisher: str | None = None) -> tuple[Passage, ...]:
    """The passages of `text` in order: every non-blank character is in exactly one.

    `title` and `publisher` are the article's, when given; they help but aren't needed.
    """
    page = _Page(split_units(text), title, publisher)
    passages: list[Passage] = []
    for index, role in enumerate(page.roles()):
        passages.extend(_split_unit(page, index, role))
    return tuple(passages)


class _Page:
    """The units of one text with what is known of the whole."""

    def __init__(self, units: tuple[Unit, ...], title: str | None, publisher: str | None) -> None:
        self.units = units
        self.rules = _rules()
        self.title = _squash(title or "")
        self.publisher = _squash(publisher or "")
        matched = [self._match_line(unit) for unit in units]
        self.by_pattern = ["credit" if role == "photo" else role for role in matched]
        self.photo_lines = frozenset(index for index, role in enumerate(matched) if role == "photo")
        self.lede = self._find_lede()
        self.tail = self._find_tail()
        self.has_labels = sum(bool(_LABEL.match(unit.text)) for unit in units) > 1
        self.related = self._find_related()

    def roles(self) -> list[str]:
        """One role for each unit."""
        roles: list[str] = []
        headline = self._find_headline()
        in_related = False
        for index, unit in enumerate(self.units):
            role = self._role(index, headline, in_related=in_related)
            if role == "related":
                # A label such as "Read more:" speaks for the lines below it too.
                in_related = in_related or self._opens_list(unit)
            elif role == "body" or index == headline:
                in_related = False
            roles.append(role)
        return roles

    def _role(self, index: int, headline: int | None, *, in_related: bool) -> str:
        unit = self.units[index]
        if index == headline:
            return "headline"
        if index < self.lede and self._is_masthead(index):
            return "boilerplate"  # a name and a motto glued together can look like a byline
        role = self.by_pattern[index]
        if role == "related" and index < self.lede and unit.n_words <= self.rules.limits["max_label_words"]:
            role = "boilerplate"  # "Opinion" above the text names a section
        if role is None and self._ends_with_name(unit):
            role = "caption"
        if role is None and index < self.lede:
            role = self._role_above(index, headline)
        if role is None and in_related and not (self._is_paragraph(unit) and self._is_closed_off(unit)):
            role = "body" if unit.text.startswith(tuple(_OPENERS)) else "related"
        if role is None and index > self.lede:
            role = self._role_within(index)
        return role or "body"

    # ---- single lines

    def _match_line(self, unit: Unit) -> str | None:
        """The role by pattern; "photo" for a photographer's or agency's line."""
        if len(unit.text) > self.rules.limits["max_pattern_chars"]:
            return None
        text = unit.text.lstrip("—–-*•_ ").rstrip("*_ ")  # dashes, and Markdown's emphasis
        if not any(pattern.match(text) for pattern in self.rules.any_line):
            return None
        is_reported = self._is_closed_off(unit) and bool(self.rules.reported.search(text))
        for role, of_photo, flag, patterns in self.rules.lines:
            if any(re.match(pattern, text, flag) for pattern in patterns):  # few lines come here: compiled when met
                return None if is_reported and role in ("promo", "related") else "photo" if of_photo else role
        return None

    def _ends_with_name(self, unit: Unit) -> bool:
        return _find_name(unit.text) is not None and not unit.text.startswith(tuple(_OPENERS))

    def _is_sentence(self, unit: Unit) -> bool:
        return unit.is_closed and unit.n_words >= self.rules.limits["min_sentence_words"]

    def _is_paragraph(self, unit: Unit) -> bool:
        """Running text: a sentence, or too long for anything else."""
        return self._is_sentence(unit) or unit.n_words > self.rules.limits["max_headline_words"]

    def _opens_list(self, unit: Unit) -> bool:
        """A bare label ("Related stories", "READ MORE:") is followed by what it announces."""
        return unit.n_words <= 5

    def _is_title(self, unit: Unit) -> bool:
        if not self.title or unit.n_words > 2 * self.rules.limits["max_headline_words"]:
            return False
        own = _squash(unit.text)
        return own == self.title or (len(own) > 20 and self.title.startswith(own) and unit.n_words >= 4)

    # ---- the top of the page

    def _find_lede(self) -> int:
        """The first unit of running text; 0 when there is none."""
        for index, unit in enumerate(self.units):
            if index + 1 in self.photo_lines and index + 2 < len(self.units) and self.by_pattern[index] is None:
                continue  # a caption in a full sentence
            if (
                self.by_pattern[index] is None
                and self._is_paragraph(unit)
                and not self._is_title(unit)
                and not self._ends_with_name(unit)
            ):
                return index
        return 0

    def _find_headline(self) -> int | None:
        for index, unit in enumerate(self.units[: self.lede + 1]):
            if self._is_title(unit):
                return index
        candidates = [
            index
            for index in range(self.lede)
            if self.by_pattern[index] is None
            and not self._is_masthead(index)
            and not self._ends_with_name(self.units[index])
            and not self._is_closed_off(self.units[index])
            and index + 1 not in self.photo_lines
        ]
        named = [index for index in candidates if not self._is_label(self.units[index])]
        return next(iter(named or candidates), None)

    def _is_label(self, unit: Unit) -> bool:
        """A section's name rather than a headline."""
        if unit.n_words > self.rules.limits["max_label_words"]:
            return False
        words = unit.text.lower().split()
        return len(words) == 1 or not self.rules.sections.isdisjoint(words)

    def _is_closed_off(self, unit: Unit) -> bool:
        """A full stop ends sentences, hardly ever headlines; question and exclamation marks end both."""
        return unit.is_closed and unit.text.rstrip("\"'”’)]» ")[-1:] == "."

    def _is_masthead(self, index: int) -> bool:
        unit = self.units[index]
        if index > 2 or (unit.is_closed and not _GLUED.search(unit.text)):
            return False
        squashed = _squash(unit.text)
        if self.publisher and squashed in (self.publisher, "the" + self.publisher):
            return True
        if self.publisher and squashed.startswith((self.publisher, "the" + self.publisher)) and unit.n_words <= 12:
            return not self._is_prefixed_headline(index)
        return bool(self.rules.masthead.match(unit.text))

    def _is_prefixed_headline(self, index: int) -> bool:
        """Whether a line is the outlet's name, a dash and the headline ("VNS - Minister holds talks"), not a motto."""
        unit = self.units[index]
        parts = _PREFIX_END.split(unit.text, maxsplit=1)
        if len(parts) < 2 or _squash(parts[0]) not in (self.publisher, "the" + self.publisher):
            return False
        if len(parts[1].split()) <= self.rules.limits["max_label_words"]:
            return False
        return self._reads_like_headline(unit) or index + 1 == self.lede

    def _role_above(self, index: int, headline: int | None) -> str | None:
        unit = self.units[index]
        if index + 1 in self.photo_lines:
            return "caption"
        if headline is None or unit.is_closed or unit.goes_on:
            return None
        if index < headline:
            return "boilerplate" if unit.n_words <= 2 * self.rules.limits["max_label_words"] else None
        if self.rules.name_line.match(unit.text) and not self._reads_like_headline(unit):
            return "byline"
        if unit.n_words <= self.rules.limits["max_label_words"] and not _BULLET.match(unit.text):
            return "boilerplate"  # a section or a place name between headline and text
        is_next = all(self.by_pattern[i] is not None for i in range(headline + 1, index))
        return "headline" if is_next else None  # one line under the headline may say more

    # ---- the text and below

    def _find_tail(self) -> int:
        """The first unit after the last paragraph of running text."""
        for index in range(len(self.units) - 1, -1, -1):
            if self.by_pattern[index] is None and self._is_paragraph(self.units[index]):
                return index + 1
        return len(self.units)

    def _role_within(self, index: int) -> str | None:
        unit = self.units[index]
        limits = self.rules.limits
        is_last = index >= len(self.units) - limits["tail_units"] and unit.n_words <= limits["max_tail_words"]
        if is_last and any(pattern.match(unit.text) for pattern in self.rules.author_note):
            return "credit"
        if self._is_pull_quote(index):
            return "promo"
        return "related" if index in self.related else None

    def _is_pull_quote(self, index: int) -> bool:
        unit = self.units[index]
        if not self.rules.limits["min_repeat_words"] <= unit.n_words <= 40:
            return False
        own = _squash(unit.text)
        return any(
            other is not unit and len(other.text) > len(unit.text) + 20 and own in _squash(other.text)
            for other in self.units[max(0, index - 12) : index + 13]
        )

    def _find_related(self) -> frozenset[int]:
        """Other reports' headlines; when there are many, they are this report's own subheadings."""
        found = [index for index in range(self.lede + 1, len(self.units)) if self._is_related(index)]
        within = [index for index in found if index < self.tail]
        too_many = len(within) > self.rules.limits["max_related_lines"]
        return frozenset(index for index in found if index >= self.tail or not too_many)

    def _is_related(self, index: int) -> bool:
        """A headline of another report, alone between two paragraphs of running text or below the last one."""
        unit = self.units[index]
        limits = self.rules.limits
        if not limits["min_related_words"] <= unit.n_words <= limits["max_related_words"]:
            return False
        if unit.is_closed or unit.goes_on or _LABEL.match(unit.text) or _BULLET.match(unit.text):
            return False
        if unit.text.startswith(tuple(_OPENERS)) or not unit.text[0].isupper():
            return False
        before, after = self._neighbour(index, -1), self._neighbour(index, 1)
        if before is None or not self._is_paragraph(before) or before.goes_on:
            return False
        if after is not None and not self._is_paragraph(after):
            return False
        return self._reads_like_headline(unit)

    def _neighbour(self, index: int, step: int) -> Unit | None:
        """The next unit that no pattern labels, in the direction of `step`."""
        position = index + step
        while 0 <= position < len(self.units):
            if self.by_pattern[position] is None and not self._ends_with_name(self.units[position]):
                return self.units[position]
            position += step
        return None

    def _reads_like_headline(self, unit: Unit) -> bool:
        words = [word.strip(".,:;!?’'\"“”‘()").lower() for word in unit.text.split()]
        return any(word in self.rules.verbs for word in words[1:]) or words[0] in self.rules.starts


def _split_unit(page: _Page, index: int, role: str) -> list[Passage]:
    """The passages of one unit: a dateline stands apart from its paragraph, a name from its caption."""
    unit = page.units[index]
    start, end = unit.span.start, unit.span.end
    cut = None
    if role == "body":
        n_chars = _find_dateline(page, index)
        note = page.rules.correction.search(unit.text)
        if n_chars:
            cut = (start + n_chars, "dateline", "body")
        elif note is not None and note.start() > 0:
            cut = (start + note.start(), "body", "boilerplate")
    elif role == "caption":
        place = _find_name(unit.text)
        if place is not None and place > 0:
            cut = (start + place, "caption", "credit")
        elif place == 0:
            role = "credit"
    if cut is None:
        return [Passage(unit.span, role)]
    middle, first, second = cut
    head = unit.text[: middle - start].rstrip()
    return [Passage(Span(start, start + len(head)), first), Passage(Span(middle, end), second)]


@lru_cache(maxsize=64)  # asked for several times of each line
def _find_name(text: str) -> int | None:
    """Where a photographer's or agency's name begins that ends `text`, as an offset into it."""
    rules = _rules()
    offset = max(0, len(text) - _NAME_TAIL_CHARS)
    if len(text) > rules.limits["max_pattern_chars"]:
        return None
    tail = text[offset:]
    found = [match.start() for pattern in rules.caption_end if (match := pattern.search(tail))]
    return offset + min(found) if found else None


def _find_dateline(page: _Page, index: int) -> int:
    """How many characters of a paragraph are its dateline with the dash and blanks after it; 0 for none."""
    text = page.units[index].text
    head = text[:_DATELINE_CHARS]
    patterns = list(page.rules.dateline_start)
    if index == page.lede and not page.has_labels:
        patterns.append(page.rules.dateline_colon)
    for pattern in patterns:
        match = pattern.match(head)
        if match and match.end() < len(text):
            # Capitals and a dash alone may be a run-in heading further down.
            is_bare = not any(char in ",(" or char.isdigit() for char in match.group())
            if is_bare and index > page.lede + 1:
                continue
            rest = text[match.end() :]
            if rest[0].isupper() or rest[0].isdigit() or rest[0] in _OPENERS + "[":
                return match.end()
    return 0


@lru_cache(maxsize=64)  # a paragraph is held against each of its neighbours
def _squash(text: str) -> str:
    """Letters and digits only, lower case: what is left when marks and spaces differ."""
    return _NOT_WORD.sub("", text).lower()

"""A text cut into its lines, or into its paragraphs where lines are wrapped by hand."""

import re
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Span

__all__ = ["Unit", "split_units"]

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_CLOSERS = "\"'”’»)]}* \t\u00a0\u200b\u200f\u202c"
_ENDS = ".!?…。！？"
_GOES_ON = ",;:–—-"
# Widths between which lines wrapped by hand end.
_WRAP_CHARS = (50, 95)


@dataclass(frozen=True, slots=True)
class Unit:
    """A line or paragraph without the blanks around it; `n_blank_before` counts blank lines above."""

    span: Span
    text: str
    n_words: int
    n_blank_before: int

    @property
    def is_closed(self) -> bool:
        """Whether it ends like a sentence, closing quotation marks and brackets aside."""
        return self.text.rstrip(_CLOSERS)[-1:] in tuple(_ENDS)

    @property
    def goes_on(self) -> bool:
        """Whether its end promises more."""
        return self.text.rstrip(_CLOSERS)[-1:] in tuple(_GOES_ON)


def split_units(text: str) -> tuple[Unit, ...]:
    """The units of `text` in order; every non-blank character is in exactly one."""
    lines = _split_lines(text)
    if _is_hard_wrapped(lines):
        lines = _join_wrapped(text, lines)
    return tuple(lines)


def _split_lines(text: str) -> list[Unit]:
    units: list[Unit] = []
    start = n_blank = 0
    for end, after in [*((m.start(), m.end()) for m in _LINE_END.finditer(text)), (len(text), len(text))]:
        unit = _make_unit(text, start, end, n_blank)
        if unit is None:
            n_blank += 1
        else:
            units.append(unit)
            n_blank = 0
        start = after
    return units


def _make_unit(text: str, start: int, end: int, n_blank: int) -> Unit | None:
    line = text[start:end]
    stripped = line.strip()
    if not stripped:
        return None
    begin = start + len(line) - len(line.lstrip())
    n_words = len(_WORD.findall(stripped))
    return Unit(Span(begin, begin + len(stripped)), stripped, n_words, n_blank)


def _is_hard_wrapped(lines: list[Unit]) -> bool:
    """Most lines that are followed by another without a blank line break off in mid-sentence at like widths."""
    inner = [unit for unit, following in pairwise(lines) if not following.n_blank_before]
    if len(inner) < 4 or not any(unit.n_blank_before for unit in lines[1:]):
        return False
    wrapped = [u for u in inner if _WRAP_CHARS[0] <= len(u.text) <= _WRAP_CHARS[1] and not u.is_closed]
    return len(wrapped) > 0.6 * len(inner)


def _join_wrapped(text: str, lines: list[Unit]) -> list[Unit]:
    units: list[Unit] = []
    group: list[Unit] = []
    for unit in [*lines, None]:
        breaks = unit is None or unit.n_blank_before or (group and len(group[-1].text) < _WRAP_CHARS[0])
        if breaks and group:
            span = Span(group[0].span.start, group[-1].span.end)
            n_words = sum(u.n_words for u in group)
            units.append(Unit(span, span.of(text), n_words, group[0].n_blank_before))
            group = []
        if unit is not None:
            group.append(unit)
    return units

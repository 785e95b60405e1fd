"""How transcripts and interviews are laid out: turns under a speaker's label, questions that stand as paragraphs."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.mentions.tables import HONORIFICS, TITLE_WORDS, TURN_LABELS
from onrecord.annotate.statements.tables import pattern
from onrecord.model import Span

__all__ = ["Question", "Turn", "find_questions", "find_turns", "plain_label"]

_TITLES = frozenset(HONORIFICS) | TITLE_WORDS
_LEAST_QUESTIONS = 3
_QUESTION_CHARS = 300


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a transcript: its label, the colon and the words, in code points of the text.

    `told` is true where the label comes twice, begins with a title, or is one of a transcript's own ("Q", "HOST").
    """

    label: Span
    colon: Span
    words: Span
    told: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is a paragraph of its own, and the paragraphs that answer it."""

    asked: Span
    answer: tuple[Span, ...]


def find_turns(text: str) -> tuple[Turn, ...]:
    """The SPEAKER: turns of a text in text order; a turn's later paragraphs are in the first person."""
    found = list(pattern("genre", "turn").finditer(text))
    labels = [plain_label(match.group(1)) for match in found]
    turns = []
    for i, match in enumerate(found):
        following = found[i + 1].start() if i + 1 < len(found) else None
        end = _line_end(text, match.end()) if following is None else _spoken_end(text, match.end(), following)
        words = _trim(text, match.end(), end)
        if words is not None:
            label = Span(*match.span(1))
            titled = labels[i].split()[0] in _TITLES
            told = titled or labels[i] in TURN_LABELS or labels.count(labels[i]) > 1
            turns.append(Turn(label, Span(label.end, label.end + 1), words, told))
    return tuple(turns)


def find_questions(text: str) -> tuple[Question, ...]:
    """Questions that are paragraphs, with their answers; none unless the text is laid out as an interview."""
    lines = [Span(*m.span()) for m in pattern("turns", "line").finditer(text)]
    marked = [line for line in lines if pattern("turns", "marked").fullmatch(line.of(text))]
    asked = marked if len(marked) >= _LEAST_QUESTIONS else [line for line in lines if _asks(line.of(text))]
    asking = [line for line in asked if line.of(text).rstrip("*_ ").endswith("?")]
    if len(asked) < _LEAST_QUESTIONS or len(asking) * 2 < len(asked) or not pattern("turns", "interview").search(text):
        return ()
    starts = [line.start for line in asked]
    answers: list[list[Span]] = [[] for _ in asked]
    for line in lines:
        at = bisect_right(starts, line.start) - 1
        if at >= 0 and line != asked[at]:
            words = _trim(text, line.start, line.end)
            if words is not None and not _is_aside(text, words, answers[at], last=at == len(asked) - 1):
                answers[at].append(words)
    personal = [a for a in answers if any(_is_personal(text, words) for words in a)]
    if len(personal) * 2 < len(asked) or sum(bool(a) for a in answers) < _LEAST_QUESTIONS:
        return ()
    return tuple(Question(line, tuple(a)) for line, a in zip(asked, answers, strict=True))


def _asks(line: str) -> bool:
    if len(line) > _QUESTION_CHARS or pattern("turns", "labelled").match(line):
        return False
    return line.rstrip().endswith("?") and not re.search(r"[“”\"]", line)


def _is_aside(text: str, words: Span, before: Sequence[Span], *, last: bool) -> bool:
    """Whether a paragraph below a question is the outlet's: a note, or what follows the last answer."""
    if pattern("turns", "aside").match(words.of(text)):
        return True
    return last and bool(before) and not _is_personal(text, words)


def _is_personal(text: str, words: Span) -> bool:
    return bool(pattern("turns", "personal").search(re.sub(r"“[^”]*”|\"[^\"]*\"", "", words.of(text))))


def _spoken_end(text: str, start: int, following: int) -> int:
    """Where a turn ends that another one follows: paragraphs in the first person go on, reported ones don't."""
    end = _line_end(text, start)
    for line in pattern("turns", "line").finditer(text, end, following):
        words = Span(*line.span())
        if pattern("turns", "labelled").match(line.group()) or not _is_personal(text, words):
            break
        end = words.end
    return end


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def plain_label(label: str) -> str:
    """A turn's label in lower case, without the full stop of an abbreviation at its end."""
    return label.strip(" .").lower()

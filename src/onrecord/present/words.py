"""How times, speakers and statuses are put into words; the same in the terminal and on the page."""

import re
from calendar import month_name, monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from onrecord.gazetteer import load_countries
from onrecord.model import Article, Conflict, Entity, Span, Statement, When

__all__ = [
    "MATCH_WORDS",
    "NOT_HERE",
    "NO_TOPIC",
    "THIRD_ONLY",
    "article_label",
    "clip",
    "conflict_words",
    "count_words",
    "day_words",
    "difference_words",
    "pieces",
    "plain",
    "rule_words",
    "said_by",
    "side_names",
    "side_words",
    "status_mark",
    "status_words",
    "terms_words",
    "when_prose",
    "when_words",
]

NOT_HERE = "not in these articles"
"""What is said of a point that an account lacks: articles that we don't have may well hold it."""

_STATUS_MARKS = {
    "occurred": "●",
    "in_force": "●",
    "ended": "◐",
    "lifted": "◐",
    "planned": "○",
    "pending": "○",
    "possible": "◌",
    "hypothetical": "◌",
    "negated": "✕",
    "cancelled": "✕",
}

_TEXT_ID = re.compile(r"t-[0-9a-f]{20}")
_MAX_LABEL_CHARS = 60

_TERMS = {
    "named": "by name",
    "anonymous": "not named",
    "institution": "an institution",
    "document": "a document",
    "collective": "a group",
    "unknown": "terms not told",
}

# What a rule adds to the words that it rests on; see `rule_words`.
_RULES = {
    "governing": "said of the clause around it",
    "same_clause": "the only date in its clause",
    "all_reports": "what all reports together allow",
}

MATCH_WORDS = {
    "both": "more than one side says it",
    "differs": "the accounts differ",
    "one_side": "one side only, in these articles",
}
"""How a point of one account stands to the other accounts."""

THIRD_ONLY = "third parties only, in these articles"
NO_TOPIC = "other points"


def article_label(article: Article) -> str:
    """What an article is called where it is cited: its id, or for one made from its text, its outlet or headline."""
    if _TEXT_ID.fullmatch(article.id) is None:
        return article.id
    name = article.publisher or article.title
    if not name:
        headline = next((p.span for p in article.passages if p.role == "headline"), None)
        name = clip(headline.of(article.text), _MAX_LABEL_CHARS) if headline is not None else article.id
    day = article.publication.day
    return f"{name}, {day}" if day is not None else name


def status_mark(status: str) -> str:
    """A mark for a status, told apart by shape; always used beside the word."""
    return _STATUS_MARKS.get(status, "●")


def status_words(status: str) -> str:
    """A status as people write it."""
    return {"negated": "denied"}.get(status, plain(status))


def plain(code: str) -> str:
    """A code such as `press_briefing` as words."""
    return code.replace("_", " ")


_DIFFERENCES = {
    "amount": "numbers",
    "claim": "whether it took place",
    "date": "the day",
    "duration": "how long it lasted",
    "initiator": "who asked for it",
    "order": "what came first",
}


def difference_words(field: str) -> str:
    """What reports differ on, by the field of a conflict."""
    return _DIFFERENCES.get(field, plain(field))


def conflict_words(conflict: Conflict, values: Sequence[str] = ()) -> str:
    """What reports differ on, with the values; of a count that rose, what it came to and on which days.

    Args:
        conflict: The conflict.
        values: Its values as they are to stand there, the reports' own words when empty.
    """
    shown = list(values) or [value.value for value in conflict.values]
    if conflict.field != "count":
        return f"reports differ on {difference_words(conflict.field)}: {' / '.join(shown)}"
    told = (
        f"{words} ({day_words(value.day)})" if value.day else words
        for words, value in zip(shown, conflict.values, strict=True)
    )
    return f"the count rose: {', then '.join(told)}"


def when_words(when: When) -> str:
    """The days of `when` in short: a day, an interval, an open end, or "no date"; ISO 8601, for columns."""
    first, last = when.earliest, when.latest
    if first and last:
        return first.isoformat() if first == last else f"{first} to {last}"
    if first:
        return f"{first} or later"
    if last:
        return f"{last} or earlier"
    return "no date"


def when_prose(when: When) -> str:
    """The days of `when` as people write them: "16 May 2024", "some time in May 2024", "no date"."""
    first, last = when.earliest, when.latest
    if first and last:
        text = _interval_prose(first, last)
    elif first:
        text = f"on or after {day_words(first)}"
    elif last:
        text = f"on or before {day_words(last)}"
    else:
        return "no date"
    return f"{text} ({when.zone})" if when.zone else text


def _interval_prose(first: date, last: date) -> str:
    if first == last:
        return day_words(first)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"some time in {month_name[first.month]} {first.year}"
    if whole_months and (first.month, last.month) == (1, 12):
        return f"some time in {first.year}" if first.year == last.year else f"between {first.year} and {last.year}"
    return f"between {day_words(first)} and {day_words(last)}"


def day_words(day: date) -> str:
    """A day as people write it: "16 May 2024"."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def said_by(statement: Statement, source: str) -> str:
    """Who said it: the speaker's name, else the source's own words marked as unresolved."""
    if statement.speaker is not None:
        name = statement.speaker.name
    else:
        name = f"“{source}” (unresolved)" if source else "no source told"
    if statement.relayed_by is not None:
        name += f", relayed by {statement.relayed_by.name}"
    return name


def rule_words(when: When) -> str:
    """How the evidence fixes the days, where its words alone don't say; "" for an expression that stands with the verb.

    The rules are those of `docs/reference/time.md`.
    """
    if when.basis is None:
        return ""
    rule, _, detail = when.basis.rule.partition(":")
    words = _RULES.get(rule, "")
    if rule == "tense":
        words = "told as over by then" if when.earliest is None else "told as still to come then"
    elif rule == "order":
        words = f"told as {detail.partition(':')[0]} it"
    if detail.endswith("against_order"):
        words = "; ".join(part for part in (words, "the order in which it is told speaks against it") if part)
    return words


def terms_words(terms: str) -> str:
    """The terms of attribution in words."""
    return _TERMS.get(terms, terms)


def side_names(entities: Iterable[Entity]) -> dict[str, str]:
    """What the sides' codes are called: as the gazetteer does, else as the record's countries are named."""
    known: dict[str, str] = {}
    for entity in sorted(entities, key=lambda entity: (len(entity.name), entity.name)):
        if entity.type == "country" and entity.country:
            known.setdefault(entity.country, entity.name.removeprefix("the "))
    return known | {country.code: country.name.removeprefix("the ") for country in load_countries()}


def side_words(side: str, sides: Mapping[str, str]) -> str:
    """A side's name with its code, or the name of a body that speaks for itself."""
    return f"{sides[side]} ({side})" if side in sides else side


def count_words(count: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 report", "1,200 reports"."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def pieces(text: str, spans: Iterable[Span]) -> str:
    """The words at `spans` on one line, an ellipsis in brackets between pieces."""
    return " […] ".join(" ".join(span.of(text).split()) for span in spans)


def clip(text: str, length: int) -> str:
    """`text` on one line, cut at a word to at most `length` characters."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"

"""Nouns to plain JSON-able rows and back.

A row is a dictionary of None, booleans, numbers, strings, lists and rows. Every key is always there:
unknown is None, none is []. A span is `[start, end]` in code points, a day `YYYY-MM-DD`; confidences have
four digits. For every `X_row` that loses nothing there is an `X_from_row`.
"""

from onrecord.model.rows.articles import (
    article_from_row,
    article_row,
    passage_from_row,
    passage_row,
    reject_from_row,
    reject_row,
)
from onrecord.model.rows.corrections import correction_from_row, correction_row
from onrecord.model.rows.facts import (
    entity_from_row,
    entity_row,
    event_from_row,
    event_row,
    facts_from_row,
    facts_row,
    mention_from_row,
    mention_row,
    provenance_from_row,
    role_from_row,
    role_row,
    statement_from_row,
    statement_row,
    timex_from_row,
    timex_row,
)
from onrecord.model.rows.links import (
    account_from_row,
    account_row,
    copy_from_row,
    copy_row,
    happening_from_row,
    happening_row,
    ordering_from_row,
    ordering_row,
    topic_from_row,
    topic_row,
    utterance_from_row,
    utterance_row,
)
from onrecord.model.rows.parts import Row, day_row, normalise_words, spans_from_row, spans_row

__all__ = [
    "Row",
    "account_from_row",
    "account_row",
    "article_from_row",
    "article_row",
    "copy_from_row",
    "copy_row",
    "correction_from_row",
    "correction_row",
    "day_row",
    "entity_from_row",
    "entity_row",
    "event_from_row",
    "event_row",
    "facts_from_row",
    "facts_row",
    "happening_from_row",
    "happening_row",
    "mention_from_row",
    "mention_row",
    "normalise_words",
    "ordering_from_row",
    "ordering_row",
    "passage_from_row",
    "passage_row",
    "provenance_from_row",
    "reject_from_row",
    "reject_row",
    "role_from_row",
    "role_row",
    "spans_from_row",
    "spans_row",
    "statement_from_row",
    "statement_row",
    "timex_from_row",
    "timex_row",
    "topic_from_row",
    "topic_row",
    "utterance_from_row",
    "utterance_row",
]

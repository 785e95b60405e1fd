"""The nouns: frozen values that the stages hand to each other."""

from onrecord.model.article import (
    FACT_ROLES,
    PASSAGE_ROLES,
    Article,
    DateHints,
    Passage,
    Publication,
    RawArticle,
    Reject,
    Skipped,
)
from onrecord.model.correction import Correction
from onrecord.model.event import Actor, Amount, Duration, Event
from onrecord.model.facts import Facts, Provenance
from onrecord.model.ids import article_id, digest, fact_id, text_sha256
from onrecord.model.link import (
    Account,
    Conflict,
    Copy,
    Happening,
    Judgement,
    Links,
    Ordering,
    Reported,
    StatementLink,
    Topic,
    Utterance,
    Variant,
)
from onrecord.model.mention import Entity, Mention, Role
from onrecord.model.reading import Name, Reading, Relation, Word
from onrecord.model.span import Span, cover, slice_spans
from onrecord.model.statement import EntityRef, Statement
from onrecord.model.when import OPEN, Basis, Timex, When, shift_day

__all__ = [
    "FACT_ROLES",
    "OPEN",
    "PASSAGE_ROLES",
    "Account",
    "Actor",
    "Amount",
    "Article",
    "Basis",
    "Conflict",
    "Copy",
    "Correction",
    "DateHints",
    "Duration",
    "Entity",
    "EntityRef",
    "Event",
    "Facts",
    "Happening",
    "Judgement",
    "Links",
    "Mention",
    "Name",
    "Ordering",
    "Passage",
    "Provenance",
    "Publication",
    "RawArticle",
    "Reading",
    "Reject",
    "Relation",
    "Reported",
    "Role",
    "Skipped",
    "Span",
    "Statement",
    "StatementLink",
    "Timex",
    "Topic",
    "Utterance",
    "Variant",
    "When",
    "Word",
    "article_id",
    "cover",
    "digest",
    "fact_id",
    "shift_day",
    "slice_spans",
    "text_sha256",
]

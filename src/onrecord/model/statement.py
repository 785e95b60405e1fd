"""Statements: who said what, on what terms, to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.model.span import Span
from onrecord.model.when import OPEN, When

__all__ = ["CHANNELS", "KINDS", "STANCES", "TERMS", "USAGES", "EntityRef", "Statement"]

KINDS = ("direct", "indirect", "mixed")
CHANNELS = (
    "readout",
    "statement",
    "press_briefing",
    "interview",
    "speech",
    "state_media",
    "media",
    "social_media",
    "document",
    "background",
    "other",
)
TERMS = ("named", "anonymous", "institution", "document", "collective", "unknown")
USAGES = ("term", "not_used")
STANCES = ("not_said", "denied", "asked")


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity by id with its name at hand, and the words that refer to it here when they stand apart."""

    entity: str | None
    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution, resolved.

    `source`, `cue` and `content` are zero or more spans in text order. `speaker` is None when the
    source can't be resolved. `side` is an ISO 3166 alpha-3 code, a PLOVER non-state code, an entity's
    name for a body that speaks for itself, or None. `within` is the id of the statement whose content
    holds this one. `stance` is None for what the speaker puts forward, else how the cue takes it back: "not_said"
    ("made no mention of", "declined to say"), "denied", or "asked" (a reporter's question). `confidence` is
    calibrated, 0..1. `heard_sides` is what later stages choose the side by, logarithms of how likely each sort of side
    is for the speaker, at his first statement; it is not part of the fact.
    """

    id: str
    kind: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: EntityRef | None = None
    principal: EntityRef | None = None
    side: str | None = None
    channel: str | None = None
    terms: str = "unknown"
    terms_span: Span | None = None
    relayed_by: EntityRef | None = None
    addressee: EntityRef | None = None
    usage: str | None = None
    stance: str | None = None
    within: str | None = None
    confidence: float = 1.0
    said: When = OPEN
    heard_sides: Mapping[str, float] | None = field(default=None, compare=False, repr=False)

    def is_paraphrase(self, text: str) -> bool:
        """Whether the words are the reporter's, where `text` is the article's text.

        Nothing of them is quoted; a transcript's turn ("SPOKESWOMAN: …") and a sentence of the own text of the speaker,
        which has neither source nor cue, are told in nobody else's words.
        """
        if self.kind != "indirect":
            return False
        cue = "".join(span.of(text) for span in self.cue).strip()
        source = " ".join(span.of(text) for span in self.source)
        return not (source.isupper() and cue == ":") and bool(source or cue or self.usage)

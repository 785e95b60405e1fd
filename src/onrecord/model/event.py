"""Events: who did what to whom."""

from dataclasses import dataclass

from onrecord.model.span import Span
from onrecord.model.statement import EntityRef
from onrecord.model.when import OPEN, When

__all__ = ["FORMS", "ROOTS", "STATUSES", "Actor", "Amount", "Duration", "Event"]

FORMS = ("call", "video_call", "meeting", "visit", "summit", "talks")
ROOTS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""PLOVER's categories."""
STATUSES = (
    "occurred",
    "planned",
    "possible",
    "pending",
    "hypothetical",
    "negated",
    "cancelled",
    "in_force",
    "lifted",
    "ended",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who takes part in an event.

    `text` is the words as printed, `code` an ISO 3166 alpha-3 or PLOVER non-state code, `sector` a PLOVER
    sector, `rule` the rule that decided the code ("article_title", "dictionary", "roles_file", …).
    """

    entity: str | None
    text: str
    spans: tuple[Span, ...]
    code: str | None = None
    sector: str | None = None
    role: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity that belongs to an event: the words, the number and its unit ("USD", "percent", "troops")."""

    text: str
    span: Span
    value: float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Duration:
    """How long an engagement lasted, as printed and in minutes when the words fix it."""

    text: str
    span: Span
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Event:
    """One event as one article tells it, with all its mentions in `trigger`.

    `act` is the plain PLOVER category, `root` the final one after the codebook's rewrites. `form` is
    set for engagements only, which list their `participants`. `statement` is the id of the statement
    whose content holds the event (None: the reporter's own voice), `performed_by` of the statement that
    is the act.
    """

    id: str
    trigger: tuple[Span, ...]
    root: str | None = None
    act: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    form: str | None = None
    status: str = "occurred"
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    participants: tuple[Actor, ...] = ()
    place: EntityRef | None = None
    amounts: tuple[Amount, ...] = ()
    duration: Duration | None = None
    initiator: Actor | None = None
    level: str | None = None
    when: When = OPEN
    statement: str | None = None
    performed_by: str | None = None
    background: bool = False
    confidence: float = 1.0

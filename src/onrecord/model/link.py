"""What many reports tell together: copies, happenings, accounts, utterances, topics."""

from dataclasses import dataclass
from datetime import date

from onrecord.model.event import Actor
from onrecord.model.mention import Entity, Role
from onrecord.model.span import Span
from onrecord.model.when import OPEN, When

__all__ = [
    "Account",
    "Conflict",
    "Copy",
    "Happening",
    "Judgement",
    "Links",
    "Ordering",
    "Reported",
    "StatementLink",
    "Topic",
    "Utterance",
    "Variant",
]


@dataclass(frozen=True, slots=True)
class Copy:
    """`article` repeats `of`: kind "exact", "near", "contained" or "version"; `spans` of `article` that do."""

    article: str
    of: str
    kind: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision about a pair of ids: verdict "same" or "different", by a person or a component."""

    left: str
    right: str
    verdict: str
    who: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """One value that reports give, with the events and statements that give it.

    `day` is the day of the first report that gives it, for a count that grew.
    """

    value: str
    events: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """What differs in one `field` ("duration", "date", "amount", "initiator", "claim", "order"); never decided.

    Of a "count" the values are what reports of successive days came to: each takes the place of the one before.
    """

    field: str
    values: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """Events of one or several articles judged the same.

    `status_history` lists (status, article id) in the order of publication. `independent_sources` counts
    origins net of copies and relays.
    """

    id: str
    title: str
    root: str | None
    form: str | None
    status: str
    events: tuple[str, ...]
    articles: tuple[str, ...]
    participants: tuple[Actor, ...] = ()
    when: When = OPEN
    status_history: tuple[tuple[str, str], ...] = ()
    independent_sources: int = 1
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Ordering:
    """`happening` lies before, after or during `other`; `evidence` names the article and span that say so."""

    happening: str
    relation: str
    other: str
    article: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class StatementLink:
    """What linking adds to a statement: its utterance, topics, and the happenings that it is said in or about."""

    statement: str
    utterance: str | None = None
    topics: tuple[str, ...] = ()
    said_in: str | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One point of one side's account of a happening: the statements on one topic.

    `match` is "both" (another side says it too), "differs" or "one_side"; `matched_with` are ids of
    other sides' accounts. `paraphrase` is true for the reporter's own words about what a side said.
    """

    id: str
    happening: str
    side: str
    channels: tuple[str, ...]
    topic: str | None
    statements: tuple[str, ...]
    match: str
    matched_with: tuple[str, ...] = ()
    paraphrase: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """One report's form of an utterance; `changes` against the longest: "cut", "inserted", "translated"."""

    statement: str
    text: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Utterance:
    """The same words of the same speaker in several reports."""

    id: str
    speaker: str
    statements: tuple[str, ...]
    longest: str
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What statements are about."""

    id: str
    name: str
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """Everything that linking makes of a record's facts.

    `entity_of` maps article-level entity ids to the record's entities (pairs, sorted).
    """

    copies: tuple[Copy, ...] = ()
    entities: tuple[Entity, ...] = ()
    entity_of: tuple[tuple[str, str], ...] = ()
    roles: tuple[Role, ...] = ()
    happenings: tuple[Happening, ...] = ()
    orderings: tuple[Ordering, ...] = ()
    statements: tuple[StatementLink, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    topics: tuple[Topic, ...] = ()
    accounts: tuple[Account, ...] = ()

"""What the tables of `schema` are made of: column types, and the columns of each noun."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onrecord.model.article import PASSAGE_ROLES
from onrecord.model.correction import ACTIONS
from onrecord.model.event import FORMS, ROOTS
from onrecord.model.event import STATUSES as EVENT_STATUSES
from onrecord.model.mention import ENTITY_TYPES
from onrecord.model.statement import CHANNELS, KINDS, STANCES, TERMS, USAGES

__all__ = [
    "ACCOUNT",
    "CORRECTION",
    "ENTITY",
    "EVENT",
    "HAPPENING",
    "ID",
    "MENTION",
    "PASSAGE",
    "PLACE_IN_TEXT",
    "PROVENANCE",
    "REJECT",
    "ROLE",
    "SPAN",
    "SPANS",
    "STATEMENT",
    "TIMEX",
    "UTTERANCE",
    "Column",
    "ColumnType",
    "ListOf",
    "Struct",
    "blank",
    "column",
    "struct_schema",
]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; `size` is its fixed length, None when it varies."""

    item: "ColumnType"
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Struct:
    """An object with fixed keys."""

    fields: tuple["Column", ...]


ColumnType = str | ListOf | Struct


@dataclass(frozen=True, slots=True)
class Column:
    """One column or key.

    `verbatim` marks words of an article, which `--no-text` leaves out; `values` lists what a string may be.
    """

    name: str
    type: ColumnType
    about: str
    nullable: bool = False
    verbatim: bool = False
    values: tuple[str, ...] = ()


column = Column
SPAN = ListOf("integer", size=2)
SPANS = ListOf(SPAN)


def _when(prefix: str = "", what: str = "it happened") -> tuple[Column, ...]:
    return (
        column(f"{prefix}date", "string", f"When {what}, EDTF level 1.", nullable=True),
        column(f"{prefix}earliest", "day", f"The first day on which {what}, if it did.", nullable=True),
        column(f"{prefix}latest", "day", "The last such day, included.", nullable=True),
        column(f"{prefix}zone", "string", "The time zone of these days: an IANA name or an offset.", nullable=True),
        column(f"{prefix}basis", _BASIS, "The evidence that the date rests on.", nullable=True),
    )


_BASIS = Struct(
    (
        column("rule", "string", "The rule that decided."),
        column("span", SPAN, "The expression in the article.", nullable=True),
        column("anchor_span", SPAN, "The expression that it was resolved against.", nullable=True),
        column("anchor_article", "string", "The article of that expression.", nullable=True),
        column("anchor_field", "string", "The field that it was resolved against.", nullable=True),
    )
)
_REF = Struct(
    (
        column("entity", "string", "The entity's id.", nullable=True),
        column("name", "string", "Its name."),
        column("span", SPAN, "The words that refer to it here, when they stand apart.", nullable=True),
    )
)
_ACTOR = Struct(
    (
        column("entity", "string", "The entity's id.", nullable=True),
        column("text", "string", "The words as printed.", nullable=True, verbatim=True),
        column("spans", SPANS, "Where they stand."),
        column("code", "string", "ISO 3166 alpha-3 or a PLOVER non-state code.", nullable=True),
        column("sector", "string", "A PLOVER sector.", nullable=True),
        column("role", "string", "The role as stated.", nullable=True),
        column("rule", "string", "The rule that decided the code.", nullable=True),
    )
)
_AMOUNT = Struct(
    (
        column("text", "string", "The words as printed.", nullable=True, verbatim=True),
        column("span", SPAN, "Where they stand."),
        column("value", "number", "The number.", nullable=True),
        column("unit", "string", 'Its unit, such as "USD", "percent" or "troops".', nullable=True),
    )
)
_DURATION = Struct(
    (
        column("text", "string", "The words as printed.", nullable=True, verbatim=True),
        column("span", SPAN, "Where they stand."),
        column("minutes", "integer", "The length in minutes, when the words fix it.", nullable=True),
    )
)
PLACE_IN_TEXT = Struct(
    (
        column("article", "string", "The article's id."),
        column("span", SPAN, "The place in its text.", nullable=True),
    )
)

ID = column("id", "string", "A hash of what the row is about: the same in every run.")
_START = column("start", "integer", "The first code point.")
_END = column("end", "integer", "The code point after the last.")

PASSAGE = (_START, _END, column("role", "string", "The part that it plays.", values=PASSAGE_ROLES))
MENTION = (
    _START,
    _END,
    column("type", "string", "How the words refer.", values=("name", "nominal", "pronoun")),
    column("entity", "string", "The entity's id.", nullable=True),
)
TIMEX = (
    _START,
    _END,
    column("type", "string", "The TimeML type.", values=("DATE", "TIME", "DURATION", "SET")),
    column("value", "string", "The TimeML value; it has X where no evidence fixes a digit."),
    column("mod", "string", "The TimeML modifier.", nullable=True),
    *_when(what="it is"),
)
STATEMENT = (
    ID,
    column("kind", "string", "How it is quoted.", values=KINDS),
    column("source", SPANS, "Who said it, as printed."),
    column("cue", SPANS, "The reporting words."),
    column("content", SPANS, "What was said, quotation marks included."),
    column("speaker", _REF, "The entity that the source resolves to.", nullable=True),
    column("principal", _REF, "The one whose words a document reports.", nullable=True),
    column("side", "string", "Whom the speaker speaks for: a code or a name.", nullable=True),
    column("channel", "string", "By what means it was said.", nullable=True, values=CHANNELS),
    column("terms", "string", "On what terms, as the article states them.", values=TERMS),
    column("terms_span", SPAN, "The words that state the terms.", nullable=True),
    column("relayed_by", _REF, "The outlet or document that passes it on.", nullable=True),
    column("addressee", _REF, "To whom it was said.", nullable=True),
    column("usage", "string", "Set where words are talked about, not said.", nullable=True, values=USAGES),
    column("stance", "string", "Set where the speaker doesn't put the content forward.", nullable=True, values=STANCES),
    column("within", "string", "The statement whose content holds this one.", nullable=True),
    column("confidence", "number", "Calibrated, 0 to 1."),
    *_when("said_", "it was said"),
)
EVENT = (
    ID,
    column("root", "string", "The final PLOVER category.", nullable=True, values=ROOTS),
    column("act", "string", "The plain PLOVER category, before the codebook's rewrites.", nullable=True, values=ROOTS),
    column("mode", "string", "The PLOVER mode.", nullable=True),
    column("contexts", ListOf("string"), "PLOVER contexts."),
    column("form", "string", "The form of an engagement.", nullable=True, values=FORMS),
    column("status", "string", "Whether it took place.", values=EVENT_STATUSES),
    column("trigger", SPANS, "The words that tell it, at every mention."),
    column("actors", ListOf(_ACTOR), "Who acts."),
    column("recipients", ListOf(_ACTOR), "On whom."),
    column("participants", ListOf(_ACTOR), "Who takes part in an engagement."),
    column("place", _REF, "Where.", nullable=True),
    column("amounts", ListOf(_AMOUNT), "Quantities that belong to it."),
    column("duration", _DURATION, "How long an engagement lasted.", nullable=True),
    column("initiator", _ACTOR, "Who asked for an engagement.", nullable=True),
    column("level", "string", "The level of an engagement.", nullable=True),
    *_when(),
    column("statement", "string", "The statement whose content holds it; null: the reporter's voice.", nullable=True),
    column("performed_by", "string", "The statement that is the act.", nullable=True),
    column("background", "boolean", "Whether it is told as history."),
    column("confidence", "number", "Calibrated, 0 to 1."),
)
ENTITY = (
    ID,
    column("name", "string", "The fullest name that a text gives, or the description."),
    column("type", "string", "What it is.", values=ENTITY_TYPES),
    column("aliases", ListOf("string"), "Other forms seen, sorted."),
    column("country", "string", "ISO 3166 alpha-3 or a PLOVER non-state code.", nullable=True),
    column("sector", "string", "A PLOVER sector.", nullable=True),
)
ROLE = (
    column("entity", "string", "The entity's id."),
    column("role", "string", "The role as stated."),
    column("country", "string", "The country served.", nullable=True),
    column("sector", "string", "A PLOVER sector.", nullable=True),
    column("from", "string", "The first day.", nullable=True),
    column("to", "string", "The last day.", nullable=True),
    column("article", "string", "The article that states it; null: a roles file.", nullable=True),
    column("span", SPAN, "Where it stands.", nullable=True),
)
HAPPENING = (
    column("id", "string", "A hash of its smallest member event's id."),
    column("title", "string", "A few words that name it."),
    column("root", "string", "The PLOVER category.", nullable=True, values=ROOTS),
    column("form", "string", "The form of an engagement.", nullable=True, values=FORMS),
    column("status", "string", "The last status told.", values=EVENT_STATUSES),
    column(
        "status_history",
        ListOf(
            Struct(
                (
                    column("status", "string", "The status.", values=EVENT_STATUSES),
                    column("article", "string", "The article that tells it."),
                )
            )
        ),
        "Each status with the article that tells it, in order of publication.",
    ),
    *_when(),
    column("participants", ListOf(_ACTOR), "Who takes part."),
    column("articles", ListOf("string"), "Ids of the articles that report it."),
    column("events", ListOf("string"), "Ids of its events."),
    column("independent_sources", "integer", "Origins, net of copies and relays."),
    column(
        "conflicts",
        ListOf(
            Struct(
                (
                    column("field", "string", "What reports differ on."),
                    column(
                        "values",
                        ListOf(
                            Struct(
                                (
                                    column("value", "string", "One value."),
                                    column("events", ListOf("string"), "Events that give it."),
                                    column("statements", ListOf("string"), "Statements that give it."),
                                    column(
                                        "day",
                                        "day",
                                        "Of a count that grew, the day of the first report that gives it.",
                                        nullable=True,
                                    ),
                                )
                            )
                        ),
                        "Each value with who gives it.",
                    ),
                )
            )
        ),
        "What reports differ on; never decided.",
    ),
)
ACCOUNT = (
    ID,
    column("happening", "string", "The happening."),
    column("side", "string", "The side: a code or a name."),
    column("channels", ListOf("string"), "By what means it was told."),
    column("topic", "string", "The topic's id.", nullable=True),
    column("statements", ListOf("string"), "Ids of the statements that tell it."),
    column("match", "string", "Whether another side says it.", values=("both", "differs", "one_side")),
    column("matched_with", ListOf("string"), "Ids of other sides' accounts."),
    column("paraphrase", "boolean", "Whether these are the reporter's own words about what a side said."),
)
UTTERANCE = (
    ID,
    column("speaker", "string", "The speaker's id."),
    column("statements", ListOf("string"), "Ids of the statements that report it."),
    column("longest", "string", "The longest form.", nullable=True, verbatim=True),
    column(
        "variants",
        ListOf(
            Struct(
                (
                    column("statement", "string", "The statement's id."),
                    column("text", "string", "Its form of the words.", nullable=True, verbatim=True),
                    column("changes", ListOf("string"), "What was done to the longest form."),
                )
            )
        ),
        "Each report's form of the words.",
    ),
)
CORRECTION = (
    column("number", "integer", "Counts from 1, in the order made."),
    column("id", "string", "A hash of what was corrected, when and by whom."),
    column("at", "moment", "When, in UTC."),
    column("who", "string", "By whom."),
    column("why", "string", "Why."),
    column("action", "string", "What was done.", values=ACTIONS),
    column("target", "string", "The id of what it was done to."),
    column("field", "string", "The column that was set.", nullable=True),
    column("old", "string", "The value before, as JSON.", nullable=True),
    column("new", "string", "The value after, as JSON; the other id for same and different.", nullable=True),
    column("undone", "boolean", "Whether it was undone."),
)
REJECT = (
    column("article", "string", "The article's id, or where it came from."),
    column("stage", "string", "The stage that refused it."),
    column("reason", "string", "A reason code."),
    column("detail", "string", "What happened and what to do."),
)
PROVENANCE = (
    column("table", "string", "The table whose facts it made."),
    column("component", "string", "The component."),
    column("version", "string", "Its version."),
    column("model", "string", "Its model's checksum.", nullable=True),
)

_SCALARS: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
}


def _type_schema(kind: ColumnType) -> dict[str, Any]:
    if isinstance(kind, Struct):
        return struct_schema(kind.fields)
    if isinstance(kind, ListOf):
        sizes = {} if kind.size is None else {"minItems": kind.size, "maxItems": kind.size}
        return {"type": "array", "items": _type_schema(kind.item), **sizes}
    return dict(_SCALARS[kind])


def struct_schema(fields: Iterable[Column]) -> dict[str, Any]:
    """The JSON Schema of an object with these keys, all of them required and no others."""
    properties: dict[str, Any] = {}
    for field in fields:
        schema = _type_schema(field.type)
        if field.values:
            schema["enum"] = [*field.values, None] if field.nullable else list(field.values)
        if field.nullable:
            schema["type"] = [schema["type"], "null"]
        properties[field.name] = {"description": field.about, **schema}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def blank(value: Any, field: Column) -> Any:
    """`value` of the column `field` without the verbatim words in it."""
    if field.verbatim or value is None:
        return None
    return _blank_inside(value, field.type)


def _blank_inside(value: Any, kind: ColumnType) -> Any:
    if isinstance(kind, Struct):
        return {field.name: blank(value[field.name], field) for field in kind.fields}
    if isinstance(kind, ListOf) and not isinstance(kind.item, str):
        return [_blank_inside(item, kind.item) for item in value]
    return value

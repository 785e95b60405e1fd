"""What arrives and what is stored: raw articles, articles, passages, publication dates, rejects."""

from dataclasses import dataclass
from datetime import date

from onrecord.model.span import Span

__all__ = [
    "FACT_ROLES",
    "PASSAGE_ROLES",
    "Article",
    "DateHints",
    "Passage",
    "Publication",
    "RawArticle",
    "Reject",
    "Skipped",
]

PASSAGE_ROLES = (
    "headline",
    "body",
    "dateline",
    "byline",
    "caption",
    "credit",
    "related",
    "promo",
    "boilerplate",
)
FACT_ROLES = frozenset({"headline", "body"})
"""Facts come from these passages only; the others serve publication dating at most."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One report as it arrived, with the metadata that was given for it.

    `path` says where it came from (`folder/a.txt`, `story.zip!b.html`, `rows.jsonl:3`); exactly one
    of `text` and `html` is set. `published`, `modified` and `retrieved` (when it was fetched) are the
    strings as given. `notes` are remarks for the user, such as a detected encoding.
    """

    path: str
    text: str | None = None
    html: str | None = None
    id: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: str | None = None
    modified: str | None = None
    retrieved: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's text and the part that it plays (`PASSAGE_ROLES`)."""

    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article was published, as far as evidence tells.

    `earliest` and `latest` are days, both included, None where that side is open. `status` is
    "stated" (given with the article or in its metadata), "inferred" (from its text or URL) or "open".
    `evidence` names each piece: "given", "json-ld: 2024-05-01T10:00Z", "dateline [0, 25)", …;
    `spans` are the places in the text among them. `zone` is the publisher's IANA name or offset
    when the evidence tells it. `earliest_from` and `latest_from` are the articles whose references give a bound.
    """

    earliest: date | None = None
    latest: date | None = None
    status: str = "open"
    zone: str | None = None
    evidence: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    earliest_from: str | None = None
    latest_from: str | None = None

    @property
    def day(self) -> date | None:
        """The publication day, when it is known to the day."""
        return self.earliest if self.earliest == self.latest else None


@dataclass(frozen=True, slots=True)
class Article:
    """One report with its immutable text; every span of every fact refers to `text`."""

    id: str
    text: str
    sha256: str
    path: str
    passages: tuple[Passage, ...]
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    publication: Publication = Publication()
    language: str = "en"

    @property
    def fact_spans(self) -> tuple[Span, ...]:
        """The passages that facts may come from, in text order."""
        return tuple(p.span for p in self.passages if p.role in FACT_ROLES)


@dataclass(frozen=True, slots=True)
class DateHints:
    """What an article's metadata says of its dates, as printed; reading the strings is for publication dating.

    `given` came with the article, and so did `retrieved`, the day on which it was fetched. `published` and
    `modified` list (field, string), from a web page the most trusted first: "json-ld:datePublished",
    "meta:article:published_time", "time", …
    """

    given: str | None = None
    published: tuple[tuple[str, str], ...] = ()
    modified: tuple[tuple[str, str], ...] = ()
    url: str | None = None
    title: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was passed over on purpose (an unknown file type in a folder): a note, no error."""

    path: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reject:
    """What was refused: an article, or a fact of one, with the stage and a reason code."""

    article: str
    stage: str
    reason: str
    detail: str

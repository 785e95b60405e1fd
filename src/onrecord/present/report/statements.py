"""A statement as the page shows it: who, on what terms, when, the words, and where they stand."""

from dataclasses import dataclass

from onrecord.model import EntityRef, Statement
from onrecord.model.record import RecordedStatement
from onrecord.present.report.gathered import ArticleRef, Gathered
from onrecord.present.safety import anchor
from onrecord.present.words import clip, pieces, plain, said_by, terms_words, when_prose

__all__ = ["LEFT_OUT", "Link", "StatementView", "place_anchor", "show_statement", "shown_words", "speaker_key"]

_MAX_QUOTE_CHARS = 400
_MAX_PARAPHRASE_CHARS = 160
"""What `--quotes-only` shows at most of one statement: a quote is whole, as a rule; a paraphrase never runs on."""

LEFT_OUT = "[left out: this page shows no more of that article]"

MANNERS = {"direct": "own words", "indirect": "paraphrase", "mixed": "partly own words"}


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a place on the page; without a place of their own `anchor` is empty."""

    words: str
    anchor: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement in words; `place` is where it stands in its article, `notes` what else is told of it."""

    anchor: str
    place: str
    number: int
    article: ArticleRef
    who: str
    speaker: str
    side: str
    side_code: str
    terms: str
    terms_code: str
    channel: str
    manner: str
    words: str
    said: str
    basis: str
    notes: tuple[str, ...]
    topics: tuple[Link, ...]
    happenings: tuple[tuple[str, Link], ...]
    within: Link | None
    utterance: str | None

    @property
    def topic_keys(self) -> str:
        """The anchors of the topics, joined by blanks, as the page's filter reads them."""
        return " ".join(topic.key for topic in self.topics)

    @property
    def is_paraphrase(self) -> bool:
        """Whether all the words are the reporter's."""
        return self.manner == MANNERS["indirect"]


def place_anchor(statement: str) -> str:
    """The anchor of a statement's place in its article."""
    return anchor("at", statement)


def speaker_key(found: RecordedStatement) -> str:
    """The anchor under which a statement's speaker stands, one for all that are unresolved."""
    speaker = found.statement.speaker
    return anchor("speaker", (speaker.entity or speaker.name) if speaker else "unresolved")


def shown_words(found: RecordedStatement, record: Gathered) -> str:
    """The statement's words on one line; shortened on a page of quotes only, none once the article's share is full."""
    words = record.words(found.article, found.statement.content)
    if not record.quotes_only:
        return words
    if found.id in record.left_out:
        return LEFT_OUT
    return clip(words, _MAX_PARAPHRASE_CHARS if found.statement.kind == "indirect" else _MAX_QUOTE_CHARS)


def show_statement(found: RecordedStatement, record: Gathered) -> StatementView:
    """One statement in words."""
    statement = found.statement
    text = record.articles[found.article].text
    return StatementView(
        anchor=anchor("say", found.id),
        place=place_anchor(found.id),
        number=record.numbers[found.id],
        article=record.refs[found.article],
        who=said_by(statement, clip(pieces(text, statement.source), 100)),
        speaker=speaker_key(found),
        side=record.side(statement.side) if statement.side else "",
        side_code=statement.side or "",
        terms=terms_words(statement.terms),
        terms_code=statement.terms,
        channel=plain(statement.channel or ""),
        manner=_manner(statement, text),
        words=shown_words(found, record),
        said=when_prose(statement.said),
        basis=record.basis(statement.said, found.article),
        notes=tuple(_notes(found, text)),
        topics=tuple(_topic(topic, record) for topic in found.topics if topic in record.topics),
        happenings=tuple(_happenings(found, record)),
        within=_within(found, record),
        utterance=anchor("utterance", found.utterance) if found.utterance in record.shared_utterances else None,
    )


def _manner(statement: Statement, text: str) -> str:
    """Whose words they are; a transcript's turn is its speaker's own."""
    unmarked = statement.kind == "indirect" and not statement.is_paraphrase(text)
    return MANNERS["direct" if unmarked else statement.kind]


def _topic(topic: str, record: Gathered) -> Link:
    """A topic, with a link when it has a place of its own."""
    key = anchor("topic", topic)
    return Link(record.topics[topic].name, key if topic in record.shown_topics else "", key)


def _notes(found: RecordedStatement, text: str) -> list[str]:
    statement = found.statement
    notes = []
    if statement.usage == "term":
        notes.append("a term that the speaker uses, no whole sentence")
    elif statement.usage == "not_used":
        notes.append("a word that the speaker is said not to use")
    if statement.terms_span is not None:
        notes.append(f"terms as stated: “{clip(statement.terms_span.of(text), 160)}”")
    for label, ref in (("words of", statement.principal), ("said to", statement.addressee)):
        if ref is not None and not _is_speaker(ref, statement.speaker):
            notes.append(f"{label} {ref.name}")
    return notes


def _is_speaker(ref: EntityRef, speaker: EntityRef | None) -> bool:
    return speaker is not None and (ref.entity, ref.name) == (speaker.entity, speaker.name)


def _happenings(found: RecordedStatement, record: Gathered) -> list[tuple[str, Link]]:
    links = []
    for label, ids in (("said in", (found.said_in,)), ("about", found.about)):
        for happening in ids:
            if happening in record.happenings:
                link = Link(record.happenings[happening].title, anchor("happening", happening))
                links.append((label, link))
    return links


def _within(found: RecordedStatement, record: Gathered) -> Link | None:
    outer = found.statement.within
    if outer not in record.statements:
        return None
    return Link(str(record.numbers[outer]), anchor("say", outer))

"""Small articles with their facts, built by hand for linking: places are found by the words that stand there."""

from dataclasses import replace
from datetime import date

from onrecord.model import (
    Actor,
    Article,
    Basis,
    Duration,
    Entity,
    EntityRef,
    Event,
    Facts,
    Mention,
    Passage,
    Publication,
    Span,
    Statement,
    When,
    fact_id,
    text_sha256,
)


def article(name: str, text: str, published: str | None = None, **fields: object) -> Article:
    day = date.fromisoformat(published) if published else None
    publication = Publication(day, day, "stated" if day else "open")
    made = Article(name, text, text_sha256(text), name, (Passage(Span(0, len(text)), "body"),), publication=publication)
    return replace(made, **fields)  # type: ignore[arg-type]


def place(text: str, words: str, nth: int = 1) -> Span:
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def day(first: str | None, last: str | None = None, rule: str = "clause") -> When:
    earliest = date.fromisoformat(first) if first else None
    latest = date.fromisoformat(last or first) if last or first else None
    text = f"{earliest or '..'}" if earliest == latest else f"{earliest or '..'}/{latest or '..'}"
    return When(earliest, latest, text, None, Basis(rule))


class Told:
    """One article's facts in the making."""

    def __init__(self, made: Article) -> None:
        self.article = made
        self.entities: list[Entity] = []
        self.mentions: list[Mention] = []
        self.statements: list[Statement] = []
        self.events: list[Event] = []

    def entity(self, name: str, type: str = "person", country: str | None = None, nth: int = 1) -> str:
        span = place(self.article.text, name, nth)
        identity = fact_id(self.article.id, self.article.sha256, "entities", [span])
        self.entities.append(Entity(identity, name, type, country=country))
        self.mentions.append(Mention(span, "name", identity))
        return identity

    def actor(self, entity: str) -> Actor:
        known = next(e for e in self.entities if e.id == entity)
        return Actor(entity, known.name, (Span(0, 1),), code=known.country)

    def event(self, words: str, *people: str, nth: int = 1, minutes: int | None = None, **fields: object) -> str:
        span = place(self.article.text, words, nth)
        actors = tuple(self.actor(person) for person in people)
        duration = Duration(f"{minutes} minutes", span, minutes) if minutes else None
        form = fields.get("form")
        made = Event(
            fact_id(self.article.id, self.article.sha256, "events", [span]),
            (span,),
            actors=actors,
            participants=actors if form else (),
            duration=duration,
        )
        self.events.append(replace(made, **fields))  # type: ignore[arg-type]
        return made.id

    def statement(self, content: str, speaker: str | None, cue: str = "", nth: int = 1, **fields: object) -> str:
        text = self.article.text
        span = place(text, content, nth)
        known = next((e for e in self.entities if e.id == speaker), None)
        made = Statement(
            fact_id(self.article.id, self.article.sha256, "statements", [span]),
            "direct" if content.startswith(("“", '"')) else "indirect",
            (),
            (place(text, cue),) if cue else (),
            (span,),
            speaker=EntityRef(known.id, known.name) if known else None,
            side=known.country if known else None,
        )
        self.statements.append(replace(made, **fields))  # type: ignore[arg-type]
        return made.id

    def facts(self) -> Facts:
        return Facts(
            self.article,
            tuple(self.entities),
            tuple(self.mentions),
            statements=tuple(self.statements),
            events=tuple(self.events),
        )


def call(
    name: str, text: str, published: str | None, when: When, *, minutes: int | None = None, **fields: object
) -> Told:
    """An article on a call between two leaders, "Ann Lee" and "Bo Rask", told by the word "spoke"."""
    told = Told(article(name, text, published))
    ann, bo = told.entity("Ann Lee", country="XAA"), told.entity("Bo Rask", country="XBB")
    told.event("spoke", ann, bo, form="call", when=when, minutes=minutes, root="CONSULT", act="CONSULT", **fields)
    return told

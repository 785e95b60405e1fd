"""How many origins a happening's reports have: outlets net of copies, and of those that only pass on another's word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.link.entities import Identities
from onrecord.link.names import name_words
from onrecord.model import Copy, Event, Facts, Span, Statement

__all__ = ["Origins"]

_WHOLE = frozenset({"exact", "near", "version"})


@dataclass(frozen=True, slots=True)
class Origins:
    """Counts the independent origins of what is told in several articles.

    `outlets` maps folded names and aliases of bodies to record ids, so that "KCT" as a publisher and "Keshara Central
    Television" as a source are one origin; `copied` lists, for each article, what it repeats and where.
    """

    facts: dict[str, Facts]
    identities: Identities
    outlets: dict[str, str]
    copied: dict[str, tuple[Copy, ...]]

    @classmethod
    def of(cls, many: Sequence[Facts], identities: Identities, copies: Sequence[Copy]) -> "Origins":
        """The origins in a record."""
        outlets: dict[str, str] = {}
        for entity in identities.entities:
            if entity.type == "organisation":
                for name in (entity.name, *entity.aliases):
                    outlets.setdefault(" ".join(name_words(name)).removeprefix("the "), entity.id)
        copied: dict[str, tuple[Copy, ...]] = {}
        for copy in copies:
            copied[copy.article] = (*copied.get(copy.article, ()), copy)
        return cls({facts.article.id: facts for facts in many}, identities, outlets, copied)

    def count(self, events: Iterable[tuple[str, Event]]) -> int:
        """The number of origins of the events, given as (article id, event)."""
        by_article: dict[str, list[Event]] = {}
        for article, event in events:
            by_article.setdefault(article, []).append(event)
        origins = {origin for article in sorted(by_article) for origin in self._origins(article, by_article)}
        return max(1, len(origins))

    def _origins(self, article: str, by_article: dict[str, list[Event]], depth: int = 0) -> set[str]:
        """Where an article has it from: the report that it repeats, those it passes on, else its own outlet."""
        for copy in self.copied.get(article, ()):
            if copy.of in self.facts and depth < len(self.facts) and self._is_copied(copy, by_article.get(article, [])):
                return self._origins(copy.of, by_article, depth + 1)
        statements = {statement.id: statement for statement in self.facts[article].statements}
        relays = [self._relay(statements.get(event.statement or "")) for event in by_article.get(article, [])]
        passed_on = {relay for relay in relays if relay is not None}
        if passed_on and len(passed_on) <= len(relays) and None not in relays:
            return passed_on
        return {self._outlet(article)}

    @staticmethod
    def _is_copied(copy: Copy, events: Sequence[Event]) -> bool:
        """Whether the events stand in what is repeated; a whole copy adds nothing anywhere."""
        return copy.kind in _WHOLE or any(_inside(trigger, copy.spans) for event in events for trigger in event.trigger)

    def _relay(self, statement: Statement | None) -> str | None:
        """The outlet whose word is passed on: "according to CCTV", "the agency reported"."""
        if statement is None:
            return None
        if statement.relayed_by is not None:
            return self.identities.of(statement.relayed_by.entity) or self._named(statement.relayed_by.name)
        speaker = statement.speaker
        if speaker is not None and statement.channel in {"readout", "document", "state_media", "media", "statement"}:
            return self.identities.of(speaker.entity) or self._named(speaker.name)
        return None

    def _outlet(self, article: str) -> str:
        """An article's own outlet; without a publisher it is an origin by itself."""
        publisher = self.facts[article].article.publisher
        return self._named(publisher) if publisher else f"article {article}"

    def _named(self, name: str) -> str:
        folded = " ".join(name_words(name)).removeprefix("the ")
        return self.outlets.get(folded, folded)


def _inside(trigger: Span, spans: Sequence[Span]) -> bool:
    return any(span.overlaps(trigger) for span in spans)

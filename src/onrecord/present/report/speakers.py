"""Who speaks in the record: for whom, on what terms, through what, how often, with what roles."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import Role
from onrecord.model.record import RecordedStatement
from onrecord.present.report.gathered import Gathered
from onrecord.present.report.statements import Link, place_anchor, speaker_key
from onrecord.present.words import clip, pieces, plain, terms_words

__all__ = ["SpeakerView", "Unresolved", "list_speakers", "list_unresolved"]

_MAX_ROLES = 6


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """One speaker with counts: of statements, of articles, by terms, by channel."""

    anchor: str
    name: str
    type: str
    sides: str
    n_statements: int
    n_articles: int
    terms: str
    channels: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A source that couldn't be resolved, as printed, with the places where it stands."""

    source: str
    places: tuple[Link, ...]


def list_speakers(record: Gathered) -> list[SpeakerView]:
    """Resolved speakers, the most statements first, then by name."""
    groups: dict[str, list[RecordedStatement]] = {}
    for found in record.statements.values():
        if found.statement.speaker is not None:
            groups.setdefault(speaker_key(found), []).append(found)
    roles: dict[str, list[Role]] = {}
    for role in record.roles:
        roles.setdefault(role.entity, []).append(role)
    speakers = [_speaker(key, said, roles, record) for key, said in groups.items()]
    return sorted(speakers, key=lambda view: (-view.n_statements, view.name, view.anchor))


def _speaker(key: str, said: list[RecordedStatement], roles: Mapping[str, list[Role]], record: Gathered) -> SpeakerView:
    speaker = said[0].statement.speaker
    entity = speaker.entity if speaker else None
    known = record.entities.get(entity or "")
    return SpeakerView(
        anchor=key,
        name=known.name if known else speaker.name if speaker else "",
        type=known.type if known else "",
        sides=", ".join(record.side(s) for s in sorted({f.statement.side for f in said if f.statement.side})),
        n_statements=len(said),
        n_articles=len({found.article for found in said}),
        terms=_counted(terms_words(found.statement.terms) for found in said),
        channels=_counted(plain(found.statement.channel) for found in said if found.statement.channel),
        roles=tuple(dict.fromkeys(_role(role) for role in roles.get(entity or "", ())))[:_MAX_ROLES],
    )


def _role(role: Role) -> str:
    if role.start and role.end:
        return f"{role.role} ({role.start} to {role.end})"
    if role.start:
        return f"{role.role} (from {role.start})"
    return f"{role.role} (to {role.end})" if role.end else role.role


def _counted(values: Iterable[str]) -> str:
    counts = sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{value} {count}" for value, count in counts)


def list_unresolved(record: Gathered) -> list[Unresolved]:
    """Sources that no speaker was found for, the most frequent first; "" where none is printed."""
    groups: dict[str, list[Link]] = {}
    for found in record.statements.values():
        if found.statement.speaker is None:
            text = record.articles[found.article].text
            source = clip(pieces(text, found.statement.source), 100)
            link = Link(f"{record.refs[found.article].outlet}, {record.numbers[found.id]}", place_anchor(found.id))
            groups.setdefault(source, []).append(link)
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Unresolved(source, tuple(places)) for source, places in ranked]

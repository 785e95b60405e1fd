"""Statements that reports make of an engagement without saying so, tied to it: never by the day alone.

A side's own text on an engagement is about it in all that it says. In a report, a party's statement is about it when it
answers a question that a statement of another report answers which is tied already or another side's. Where fewer than
two parties are known, as in talks between bodies that are no states, any side may be one, and sides may answer each
other within one report: what reports of two states' talks quote of them was often said on other days.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.accounts.points import load_scorers
from onrecord.accounts.sayings import Saying, compare, saying_of
from onrecord.accounts.scenes import Scene
from onrecord.accounts.subjects import Placed
from onrecord.model import StatementLink

__all__ = ["tie_statements"]

_SAME_QUESTION = 0.6
_MIN_PARTIES = 2


def tie_statements(
    links: Sequence[StatementLink], placed: Mapping[str, Placed], scenes: Sequence[Scene], engagements: frozenset[str]
) -> tuple[StatementLink, ...]:
    """`links` with what else is about the engagements of `scenes`.

    Args:
        links: What each statement was said in and is about.
        placed: Each statement with its article's facts.
        scenes: The engagements with their reports.
        engagements: Ids of all engagements. What was said in one is not tied to another, nor what is about one that an
            article tells of most. One only mentioned ("as in the talks of May") keeps nothing away.
    """
    by_article: dict[str, list[StatementLink]] = defaultdict(list)
    for link in links:
        by_article[placed[link.statement][0].article.id].append(link)
    found = {link.statement: link for link in links}
    subjects = frozenset(scene.happening for scene in scenes)
    for scene in scenes:
        for statement in _tied(scene, by_article, placed, engagements, subjects):
            link = found[statement]
            found[statement] = replace(link, about=tuple(sorted({*link.about, scene.happening})))
    return tuple(found[link.statement] for link in links)


def _tied(
    scene: Scene,
    by_article: Mapping[str, Sequence[StatementLink]],
    placed: Mapping[str, Placed],
    engagements: frozenset[str],
    subjects: frozenset[str],
) -> list[str]:
    """The statements that a scene adds to its engagement, in order."""
    mine: list[str] = []
    added: list[str] = []
    open_: list[Saying] = []
    for article in sorted({*scene.documents, *scene.reports}):
        for link in by_article.get(article, ()):
            told = ({*link.about} & subjects) | ({link.said_in} & engagements)
            if scene.happening in told:
                mine.append(link.statement)
            elif not _is_told(link.statement, scene, placed):
                continue
            elif article in scene.documents:
                if told <= scene.same:
                    added.append(link.statement)
            elif told <= scene.same and _may_be_partys(link.statement, scene):
                open_.append(_saying(link.statement, scene, placed))
    known = [_saying(statement, scene, placed) for statement in (*mine, *added) if _is_told(statement, scene, placed)]
    first = load_scorers().first
    may_answer_within = len(scene.parties) < _MIN_PARTIES
    for saying in open_:
        others = (*known, *(other for other in open_ if other.side != saying.side))
        if any(
            first.score(compare(saying, other)) >= _SAME_QUESTION
            for other in others
            if other.article != saying.article or (may_answer_within and other.side != saying.side)
        ):
            added.append(saying.id)
    return added


def _may_be_partys(statement: str, scene: Scene) -> bool:
    return len(scene.parties) < _MIN_PARTIES or scene.sides[statement] in scene.parties


def _is_told(statement: str, scene: Scene, placed: Mapping[str, Placed]) -> bool:
    found = placed[statement][1]
    return statement in scene.sides and found.usage is None and bool(found.content)


def _saying(statement: str, scene: Scene, placed: Mapping[str, Placed]) -> Saying:
    facts, found = placed[statement]
    return saying_of(
        statement,
        facts.article.id,
        scene.sides[statement],
        facts.article.text,
        found.content,
        frozenset(),
        scene.names,
    )

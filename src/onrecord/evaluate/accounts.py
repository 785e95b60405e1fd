"""Labelled stories of one engagement each: entities across articles, and the points that two sides' accounts share.

    python -m onrecord.evaluate.accounts data/accounts/dev.jsonl

- `entities`: B-cubed over the labelled mentions. A mention is found when one of ours lies in it or holds it; of
  several, one of the labelled type, then the one that shares most. A mention that is not found stands alone.
- `matched points`: a found point of `both` is right when it has a statement of each side of one labelled point of
  `both` that no other has taken. First with the labelled statements given, then with the statements that are read.
  Not printed for stories that label entities alone (`entities-*.jsonl`).
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.accounts import add_accounts
from onrecord.accounts.points import Point, find_points
from onrecord.accounts.sayings import Saying, party_words, saying_of, sentences_of
from onrecord.accounts.topics import find_issues, is_tone, load_issues
from onrecord.evaluate.linking import Agreement, b_cubed
from onrecord.evaluate.rows import labelled_rows, run_scorer
from onrecord.link import link_facts
from onrecord.model import Account, Facts, Links, Mention, RawArticle, Span
from onrecord.pipeline.workers import annotate

__all__ = [
    "Counts",
    "Story",
    "count_matched",
    "count_read",
    "label_entities",
    "raw_article",
    "read_stories",
    "sayings_of",
    "score_entities",
    "tone_topics",
]

Story = Mapping[str, Any]
Counts = tuple[int, int, int]
"""Right, found and labelled."""


def read_stories(path: Path) -> list[Story]:
    """The stories of one file of `data/accounts`."""
    return list(labelled_rows(path, ("id", "articles", "entities")))


# --- points, statements given ----------------------------------------------------------------------


def sayings_of(story: Story) -> list[Saying]:
    """The labelled statements of the sides about the engagement."""
    texts = {article["id"]: article["text"] for article in story["articles"]}
    issues = load_issues()
    sides = {account["side"] for point in story["points"] for account in point["accounts"]}
    parties = party_words(sorted(sides), story["happening"]["participants"] if "happening" in story else ())
    found = []
    for row in story["statements"]:
        if row["relation"] is None or row["side"] is None:
            continue
        spans = [Span(start, end) for start, end in row["content"]]
        text = texts[row["article"]]
        topics = frozenset(find_issues([span.of(text) for span in spans], [], issues, sentences_of(text, spans)))
        found.append(saying_of(row["id"], row["article"], row["side"], text, spans, topics, parties))
    return found


def tone_topics() -> frozenset[str]:
    """Our topics that are themselves sayings."""
    return frozenset(issue.id for issue in load_issues() if is_tone(issue))


def count_matched(story: Story, sayings: Sequence[Saying], points: Iterable[Point]) -> Counts:
    """Matched points right, found and labelled, for points over the labelled statements."""
    found = [[{sayings[i].id} for i in point.members] for point in points if point.match == "both"]
    return _count(story, [set().union(*group) for group in found])


def _count(story: Story, found: Sequence[set[str]]) -> Counts:
    labelled = [
        [frozenset(account["statements"]) for account in point["accounts"]]
        for point in story["points"]
        if point["match"] == "both"
    ]
    taken: set[int] = set()
    for group in found:
        hits = (i for i, sides in enumerate(labelled) if i not in taken and all(group & side for side in sides))
        if (hit := next(hits, None)) is not None:
            taken.add(hit)
    return len(taken), len(found), len(labelled)


# --- points and entities, from the texts -----------------------------------------------------------


def count_read(story: Story, facts: Sequence[Facts], links: Links) -> Counts:
    """Matched points right, found and labelled, for the accounts of the record.

    A statement stands for the labelled one of its article with which it shares most characters of content.
    """
    stands_for = _stands_for(story, facts)
    accounts = {account.id: account for account in links.accounts if account.match == "both"}
    groups = _together(accounts)
    return _count(
        story,
        [{s for i in group for s in accounts[i].statements for s in stands_for.get(s, ())} for group in groups],
    )


def _together(accounts: Mapping[str, Account]) -> list[list[str]]:
    """The accounts that are matched with each other."""
    seen: set[str] = set()
    groups = []
    for identity in sorted(accounts):
        open_, group = [identity], []
        while open_:
            current = open_.pop()
            if current in seen or current not in accounts:
                continue
            seen.add(current)
            group.append(current)
            open_ += accounts[current].matched_with
        if group:
            groups.append(group)
    return groups


def _stands_for(story: Story, facts: Sequence[Facts]) -> dict[str, list[str]]:
    labelled: dict[str, list[tuple[str, list[Span]]]] = {}
    for row in story["statements"]:
        spans = [Span(start, end) for start, end in row["content"]]
        labelled.setdefault(row["article"], []).append((row["id"], spans))
    found: dict[str, list[str]] = {}
    for f in facts:
        for statement in f.statements:
            for identity, spans in labelled.get(f.article.id, ()):
                common = sum(_shared(a, b) for a in statement.content for b in spans)
                if 2 * common >= sum(map(len, spans)):
                    found.setdefault(statement.id, []).append(identity)
    return found


def _shared(left: Span, right: Span) -> int:
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def label_entities(story: Story, facts: Sequence[Facts], links: Links) -> list[tuple[str, str]]:
    """For each labelled mention its entity, and the record's: (labelled, found)."""
    entity_of = dict(links.entity_of)
    mentions = {f.article.id: f.mentions for f in facts}
    types = {entity.id: entity.type for f in facts for entity in f.entities}
    texts = {article["id"]: article["text"] for article in story["articles"]}
    rows = []
    for number, entity in enumerate(story["entities"]):
        for mention in entity["mentions"]:
            span = Span(mention["start"], mention["end"])
            text = texts[mention["article"]]
            here = [m for m in mentions.get(mention["article"], ()) if not _is_possessor(m.span, span, text)]
            best = _best(span, entity["type"], here, types)
            found = entity_of.get(best.entity or "", best.entity) if best is not None else None
            alone = f"{mention['article']} {span.start}"
            rows.append((f"{story['id']} {number}", f"{story['id']} {found or alone}"))
    return rows


def _is_possessor(mention: Span, labelled: Span, text: str) -> bool:
    """Whether a mention in a labelled phrase only says whose it is ("the coach's" in "the coach's wife, Folake")."""
    return mention.end < labelled.end and text[mention.end : mention.end + 2] in {"’s", "'s"}


def _best(span: Span, kind: str, mentions: Iterable[Mention], types: Mapping[str, str]) -> Mention | None:
    """The mention that stands for a labelled one: of its type if there is one, then the one that shares most."""
    inside = [
        m
        for m in mentions
        if m.entity is not None and (span.contains(m.span) or m.span.contains(span))
        if m.type != "pronoun" or m.span == span  # "her" in "her counterpart" is somebody else
    ]
    return max(
        inside,
        key=lambda m: (types.get(m.entity or "") == kind, _shared(m.span, span), -m.span.start),
        default=None,
    )


def score_entities(rows: Sequence[tuple[str, str]]) -> Agreement:
    """B-cubed of (labelled, found)."""
    return b_cubed([gold for gold, _ in rows], [found for _, found in rows])


@dataclass(slots=True)
class Figures:
    """Counts over stories."""

    given: Counter[str]
    read: Counter[str]
    entities: list[tuple[str, str]]


def score_stories(stories: Sequence[Story], *, workers: int = 2) -> Figures:
    """Every figure over some stories; each story is a record of its own."""
    figures = Figures(Counter(), Counter(), [])
    raws = [raw_article(article) for story in stories for article in story["articles"]]
    facts = {}
    for _, outcome in annotate(raws, workers=workers):
        if isinstance(outcome, Facts):
            facts[outcome.article.id] = outcome
    for story in stories:
        mine = [facts[article["id"]] for article in story["articles"] if article["id"] in facts]
        links = link_facts(mine)
        if "points" in story:
            sayings = sayings_of(story)
            _add(figures.given, count_matched(story, sayings, find_points(sayings, tone_topics())))
            links = add_accounts(links, mine)
            _add(figures.read, count_read(story, mine, links))
        figures.entities += label_entities(story, mine, links)
    return figures


def raw_article(article: Mapping[str, Any]) -> RawArticle:
    """A story's article as it would arrive."""
    return RawArticle(
        path=article["id"],
        id=article["id"],
        text=article["text"],
        publisher=article["publisher"],
        published=article["published"],
        title=article["title"],
    )


def _add(counter: Counter[str], counts: Counts) -> None:
    counter.update(dict(zip(("right", "found", "labelled"), counts, strict=True)))


def _f1(counts: Counter[str]) -> float:
    total = counts["found"] + counts["labelled"]
    return 200 * counts["right"] / total if total else 0.0


def main(names: Sequence[str]) -> None:
    """Print the figures of one file."""
    figures = score_stories(read_stories(Path(names[0])))
    agreement = score_entities(figures.entities)
    sys.stdout.write(
        f"entities B-cubed: precision {100 * agreement.precision:.1f}, recall {100 * agreement.recall:.1f}, "
        f"F1 {100 * agreement.f1:.1f} over {len(figures.entities)} mentions\n"
    )
    for name, counts in (("given", figures.given), ("read", figures.read)):
        if not counts:
            continue
        sys.stdout.write(
            f"matched points, statements {name}: F1 {_f1(counts):.1f} "
            f"({counts['right']} right, {counts['found']} found, {counts['labelled']} labelled)\n"
        )


if __name__ == "__main__":
    run_scorer(main, "python -m onrecord.evaluate.accounts FILE")

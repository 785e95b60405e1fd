"""Each side's account of each happening, topic by topic, and where the sides say the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.accounts.points import Point, match_points
from onrecord.accounts.topics import Issue, find_issues, is_tone, load_issues
from onrecord.model import Account, Facts, Links, Statement, StatementLink, Topic, digest

__all__ = ["add_accounts"]

Placed = tuple[Facts, Statement]


def add_accounts(links: Links, facts: Sequence[Facts], topics_csv: str = "") -> Links:
    """`links` with each statement's topics, the topics, and the accounts of every happening.

    Args:
        links: What `link_facts` made of `facts`.
        facts: All of a record's facts, in any order.
        topics_csv: The content of the user's topics table, empty for none.
    """
    issues = load_issues(topics_csv)
    placed = {s.id: (f, s) for f in sorted(facts, key=lambda f: f.article.id) for s in f.statements}
    names = {entity.id: (entity.name, *entity.aliases) for entity in links.entities}
    entity_of = dict(links.entity_of)
    statements = tuple(
        replace(link, topics=_topics(placed[link.statement], entity_of, names, issues)) for link in links.statements
    )
    by_topic: dict[str, list[str]] = defaultdict(list)
    for link in statements:
        for topic in link.topics:
            by_topic[topic].append(link.statement)
    topics = tuple(
        Topic(issue.id, issue.name, tuple(sorted(by_topic[issue.id]))) for issue in issues if issue.id in by_topic
    )
    return replace(
        links,
        statements=statements,
        topics=tuple(sorted(topics, key=lambda topic: topic.id)),
        accounts=_accounts(statements, placed, frozenset(issue.id for issue in issues if is_tone(issue))),
    )


def _topics(
    placed: Placed, entity_of: Mapping[str, str], names: Mapping[str, tuple[str, ...]], issues: tuple[Issue, ...]
) -> tuple[str, ...]:
    facts, statement = placed
    linked = {
        name
        for mention in facts.mentions
        if mention.type == "name" and any(content.contains(mention.span) for content in statement.content)
        for name in names.get(entity_of.get(mention.entity or "", ""), ())
    }
    return find_issues([span.of(facts.article.text) for span in statement.content], sorted(linked), issues)


def _accounts(
    links: Sequence[StatementLink], placed: Mapping[str, Placed], tones: frozenset[str]
) -> tuple[Account, ...]:
    """One account for each happening, side, topic and manner (the side's own words, or the reporter's)."""
    grouped: dict[tuple[str, str, str | None, bool], list[str]] = defaultdict(list)
    for link in links:
        _, statement = placed[link.statement]
        if statement.side is None or statement.usage is not None or not statement.content:
            continue
        for happening in sorted({*link.about, *([link.said_in] if link.said_in else [])}):
            for topic in link.topics or (None,):
                grouped[happening, statement.side, topic, _is_paraphrase(placed[link.statement])].append(link.statement)
    accounts = {
        key: Account(
            id="a-" + digest(key[0], key[1], key[2] or "", "paraphrase" if key[3] else ""),
            happening=key[0],
            side=key[1],
            channels=tuple(sorted({c for s in statements if (c := placed[s][1].channel) is not None})),
            topic=key[2],
            statements=tuple(sorted(statements)),
            match="one_side",
            paraphrase=key[3],
        )
        for key, statements in grouped.items()
    }
    return tuple(sorted(_matched(list(accounts.values()), placed, tones), key=lambda account: account.id))


def _is_paraphrase(placed: Placed) -> bool:
    """Whether the words are the reporter's: nothing of them is quoted, and the article is not the side's own text."""
    facts, statement = placed
    return statement.kind == "indirect" and not _own_text(facts, statement)


def _own_text(facts: Facts, statement: Statement) -> bool:
    """Whether the article itself is the side's readout or statement: it has no outer voice and no reporter."""
    return statement.channel in {"readout", "document"} and facts.article.byline is None and statement.within is None


def _matched(accounts: Sequence[Account], placed: Mapping[str, Placed], tones: frozenset[str]) -> list[Account]:
    """The accounts with what other sides' accounts they are matched with, happening by happening."""
    by_happening: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        by_happening[account.happening].append(account)
    done = []
    for group in by_happening.values():
        points = [
            Point(a.id, a.side, a.topic, tuple(_words(placed[s]) for s in a.statements), a.topic in tones)
            for a in group
        ]
        matches = match_points(points)
        done += [replace(a, match=matches[a.id][0], matched_with=matches[a.id][1]) for a in group]
    return done


def _words(placed: Placed) -> str:
    facts, statement = placed
    return " ".join(span.of(facts.article.text) for span in statement.content)

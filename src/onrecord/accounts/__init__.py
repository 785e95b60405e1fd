"""Each side's account of each happening, topic by topic, and where the sides say the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.accounts.points import find_points
from onrecord.accounts.sayings import Saying, saying_of
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
        accounts=_accounts(statements, placed, issues),
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
    links: Sequence[StatementLink], placed: Mapping[str, Placed], issues: tuple[Issue, ...]
) -> tuple[Account, ...]:
    """One account for each point of each side of a happening, the side's own words apart from the reporter's."""
    told: dict[str, list[StatementLink]] = defaultdict(list)
    for link in links:
        _, statement = placed[link.statement]
        if statement.side is not None and statement.usage is None and statement.content:
            for happening in {*link.about, *([link.said_in] if link.said_in else [])}:
                told[happening].append(link)
    tones = frozenset(issue.id for issue in issues if is_tone(issue))
    accounts = []
    for happening in sorted(told):
        mine = sorted(told[happening], key=lambda link: link.statement)
        accounts += _points(happening, mine, placed, tones)
    return tuple(sorted(accounts, key=lambda account: account.id))


def _points(
    happening: str, links: Sequence[StatementLink], placed: Mapping[str, Placed], tones: frozenset[str]
) -> list[Account]:
    """The points that the sides make of one happening; all reports of one saying count once."""
    sayings: dict[tuple[str, str], Saying] = {}
    reported: dict[tuple[str, str], list[StatementLink]] = defaultdict(list)
    for link in links:
        facts, statement = placed[link.statement]
        side = statement.side or ""
        saying = saying_of(
            link.statement, facts.article.id, side, facts.article.text, statement.content, frozenset(link.topics)
        )
        key = (side, link.utterance or link.statement)
        reported[key].append(link)
        if key not in sayings or len(saying.text) > len(sayings[key].text):
            sayings[key] = saying
    keys = sorted(sayings)
    accounts = []
    for point in find_points([sayings[key] for key in keys], tones):
        members = [(keys[i][0], link) for i in point.members for link in reported[keys[i]]]
        statements = [(side, link.statement) for side, link in members]
        for topic in (point.tone,) if point.tone else _topics_of(members, tones):
            accounts += _of_point(happening, topic, statements, point.match, placed)
    return accounts


def _topics_of(members: Sequence[tuple[str, StatementLink]], tones: frozenset[str]) -> tuple[str | None, ...]:
    """The topics of a point: those that all its sides speak of, else the commonest, else none."""
    told: dict[str, set[str]] = defaultdict(set)
    for side, link in members:
        told[side] |= set(link.topics) - tones
    common = set.intersection(*told.values())
    if common:
        return tuple(sorted(common))
    every = [topic for _, link in members for topic in link.topics if topic not in tones]
    return (min(every, key=lambda topic: (-every.count(topic), topic), default=None),)


def _of_point(
    happening: str,
    topic: str | None,
    statements: Sequence[tuple[str, str]],
    match: str,
    placed: Mapping[str, Placed],
) -> list[Account]:
    """The accounts of one point, one for each side and manner; other sides' accounts are what each is matched with."""
    told: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for side, statement in statements:
        told[side, _is_paraphrase(placed[statement])].append(statement)
    ids = {
        (side, paraphrase): "a-"
        + digest(happening, side, topic or "", min(members), "paraphrase" if paraphrase else "")
        for (side, paraphrase), members in told.items()
    }
    return [
        Account(
            id=ids[side, paraphrase],
            happening=happening,
            side=side,
            channels=tuple(sorted({c for s in members if (c := placed[s][1].channel) is not None})),
            topic=topic,
            statements=tuple(sorted(set(members))),
            match=match,
            matched_with=tuple(sorted(i for (other, _), i in ids.items() if other != side)),
            paraphrase=paraphrase,
        )
        for (side, paraphrase), members in told.items()
    ]


def _is_paraphrase(placed: Placed) -> bool:
    """Whether the words are the reporter's: nothing of them is quoted, and the article is not the side's own text."""
    facts, statement = placed
    return statement.kind == "indirect" and not _own_text(facts, statement)


def _own_text(facts: Facts, statement: Statement) -> bool:
    """Whether the article itself is the side's readout or statement: it has no outer voice and no reporter."""
    return statement.channel in {"readout", "document"} and facts.article.byline is None and statement.within is None


def _words(placed: Placed) -> str:
    facts, statement = placed
    return " ".join(span.of(facts.article.text) for span in statement.content)

"""Each side's account of each happening, topic by topic, and where the sides say the same.

topics.py     the table of issues with their words
subjects.py   which topics statements are about
scenes.py     which reports tell of an engagement, whose own texts they are, for whom each statement speaks
ties.py       statements tied to an engagement that they answer
clauses.py    a statement cut into what it says
sayings.py    a statement made comparable with another's: `FEATURES`
sentences.py  what a sentence says as a vector, from a learned encoder
measures.py   numbers with what they count
wording.py    word classes and synonyms
points.py     which points the sides have in common: learned scorers, clusters, match
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.accounts.clauses import split_content
from onrecord.accounts.points import Point, find_points
from onrecord.accounts.sayings import Saying, concepts, party_words, saying_of
from onrecord.accounts.scenes import Scene, find_scenes, is_engagement, is_issuers
from onrecord.accounts.subjects import Placed, find_topics
from onrecord.accounts.ties import tie_statements
from onrecord.accounts.topics import Issue, find_tones, is_tone, load_issues
from onrecord.lexicon.words import cosine
from onrecord.model import Account, Facts, Links, Span, Statement, StatementLink, digest

__all__ = ["add_accounts"]

_PUT_FORWARD = (None, "denied")
_CALLING = re.compile(
    r"(?i)(?:(?:has|have|had) )?call(?:s|ed)?|(?:has |have |had )?(?:described|termed|dubbed|labell?ed)"
)
_BORROWED = re.compile(r"(?i)(?<=\bwhat )")
_POINTING = frozenset({"it", "so", "that", "the same", "these", "this", "those", "which"})
_MIN_PARTIES = 2


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which topics are issues from a list, and which of these are how a talk was; others are entities."""

    issues: frozenset[str]
    tones: frozenset[str]


def add_accounts(links: Links, facts: Sequence[Facts], topics_csv: str = "") -> Links:
    """`links` with each statement's topics, the topics, and the accounts of every happening.

    Args:
        links: What `link_facts` made of `facts`.
        facts: All of a record's facts, in any order.
        topics_csv: The content of the user's topics table, empty for none.
    """
    issues = load_issues(topics_csv)
    placed = {s.id: (f, s) for f in sorted(facts, key=lambda f: f.article.id) for s in f.statements}
    scenes = find_scenes(links, facts)
    scene_of = {scene.happening: scene for scene in scenes}
    engagements = frozenset(h.id for h in links.happenings if is_engagement(h)) | {scene.happening for scene in scenes}
    links = replace(links, statements=tie_statements(links.statements, placed, scenes, engagements))
    topics = find_topics(links, placed, issues)
    of_statement: dict[str, list[str]] = defaultdict(list)
    for topic in topics:
        for statement in topic.statements:
            of_statement[statement].append(topic.id)
    statements = tuple(replace(link, topics=tuple(of_statement[link.statement])) for link in links.statements)
    return replace(
        links,
        statements=statements,
        topics=topics,
        accounts=_accounts(statements, placed, issues, scene_of, _find_tellers(facts)),
    )


def _accounts(
    links: Sequence[StatementLink],
    placed: Mapping[str, Placed],
    issues: tuple[Issue, ...],
    scenes: Mapping[str, Scene],
    tellers: Mapping[str, Statement],
) -> tuple[Account, ...]:
    """One account for each point of each side of a happening, the side's own words apart from the reporter's."""
    told: dict[str, list[StatementLink]] = defaultdict(list)
    passed_on = _passed_on(placed)
    for link in links:
        article, statement = placed[link.statement]
        text = article.article.text
        teller = tellers.get(statement.id)
        if statement.speaker is None and not statement.source and teller is not None and is_issuers(teller):
            continue  # "nets were promised", in a sentence that the issuer says as a whole
        said = (article.article.id, statement.speaker.entity if statement.speaker else None, statement.content)
        if statement.speaker is not None and said in passed_on:
            continue
        if _is_told(statement) and not _is_naming(text, statement) and not _only_points(text, statement):
            for happening in {*link.about, *([link.said_in] if link.said_in else [])}:
                if _side(statement, scenes.get(happening), tellers) is not None:
                    told[happening].append(link)
    kinds = Kinds(frozenset(i.id for i in issues), frozenset(i.id for i in issues if is_tone(i)))
    accounts = []
    for happening in sorted(told):
        mine = sorted(told[happening], key=lambda link: link.statement)
        scene = scenes.get(happening)
        side_of = {link.statement: _side(placed[link.statement][1], scene, tellers) or "" for link in mine}
        names = scene.names if scene is not None else party_words(sorted(set(side_of.values())), ())
        for some in _by_party(mine, side_of, scene.parties if scene is not None else frozenset()):
            accounts += _points(happening, some, placed, kinds, side_of, names, tellers)
    return tuple(sorted(accounts, key=lambda account: account.id))


def _by_party(
    links: Sequence[StatementLink], side_of: Mapping[str, str], parties: frozenset[str]
) -> list[list[StatementLink]]:
    """The parties' statements together, and those of each third side by itself; all where fewer than two are told."""
    if len(parties & set(side_of.values())) < _MIN_PARTIES:
        return [list(links)]
    sides = sorted(set(side_of.values()) - parties)
    groups = [[link for link in links if side_of[link.statement] in parties]]
    return groups + [[link for link in links if side_of[link.statement] == side] for side in sides]


def _side(statement: Statement, scene: Scene | None, tellers: Mapping[str, Statement]) -> str | None:
    """Whom a statement speaks for in a happening's accounts: what a side lays in another's mouth is its own claim."""
    own = statement.side if scene is None else scene.sides.get(statement.id, statement.side)
    teller = tellers.get(statement.id)
    if teller is None:
        return own
    told = _side(teller, scene, tellers)
    is_sides = is_issuers(teller) or (scene is not None and told in scene.parties)
    return told if told is not None and is_sides else own


def _find_tellers(facts: Sequence[Facts]) -> dict[str, Statement]:
    """The statement that tells of another: the one it lies within, or the issuer's own sentence that holds it."""
    found = {}
    for article in facts:
        by_id = {statement.id: statement for statement in article.statements}
        issuers = [statement for statement in article.statements if is_issuers(statement)]
        for statement in article.statements:
            spans = (*statement.source, *statement.cue, *statement.content)
            told = [
                o
                for o in issuers
                if o is not statement and any(all(held.contains(span) for span in spans) for held in o.content)
            ]
            outer = by_id.get(statement.within or "", told[0] if told else None)
            if outer is not None:
                found[statement.id] = outer
    return found


def _is_naming(text: str, statement: Statement) -> bool:
    """Whether a reporter only borrows somebody's name for a thing ("toward what he calls the threats of the age")."""
    calling = any(_CALLING.fullmatch(cue.of(text)) for cue in statement.cue)
    return calling and any(_BORROWED.match(text, source.start) for source in statement.source)


def _only_points(text: str, statement: Statement) -> bool:
    """Whether what was said is only pointed at, so that it says nothing beside another point ("welcomed this")."""
    return all(span.of(text).strip(" ,.\n").lower() in _POINTING for span in statement.content)


def _passed_on(placed: Mapping[str, Placed]) -> frozenset[tuple[str, str | None, tuple[Span, ...]]]:
    """Article, relayer and words of every relay: what stands under the relayer's own name is its speaker's point."""
    return frozenset(
        (facts.article.id, statement.relayed_by.entity, statement.content)
        for facts, statement in placed.values()
        if statement.relayed_by is not None
    )


def _is_told(statement: Statement) -> bool:
    """Whether a statement is a point of its side's account: put forward, or denied."""
    return statement.usage is None and statement.stance in _PUT_FORWARD and bool(statement.content)


def _points(
    happening: str,
    links: Sequence[StatementLink],
    placed: Mapping[str, Placed],
    kinds: Kinds,
    side_of: Mapping[str, str],
    names: frozenset[str],
    tellers: Mapping[str, Statement],
) -> list[Account]:
    """The points that the sides make of one happening; all reports of one saying count once."""
    told: dict[tuple[str, str], list[StatementLink]] = defaultdict(list)
    for link in links:
        statement, side = placed[link.statement][1], side_of[link.statement]
        told[side, link.utterance or _outer(statement, side, side_of, tellers) or link.statement].append(link)
    sayings: list[Saying] = []
    reported: list[list[StatementLink]] = []
    for (side, _), tellings in sorted(told.items()):
        parts = _say(max(tellings, key=lambda link: _n_chars(placed[link.statement][1])), side, placed, kinds, names)
        sayings += parts
        reported += _share_out(tellings, parts, placed)
    accounts: list[Account] = []
    for point in _whole(find_points(sayings, kinds.tones), sayings):
        members = [(sayings[i].side, link) for i in point.members for link in reported[i]]
        statements = [(side, link.statement) for side, link in members]
        for topic in (point.tone,) if point.tone else _topics_of(members, kinds):
            known = frozenset(account.id for account in accounts)
            accounts += _of_point(happening, topic, statements, point.match, placed, known)
    return accounts


def _whole(points: Sequence[Point], sayings: Sequence[Saying]) -> list[Point]:
    """`points`, each statement that nothing answers once, and none of whose clauses one is answered."""
    answered = {sayings[i].id for p in points if p.match != "one_side" and p.tone is None for i in p.members}
    found = [p for p in points if p.match != "one_side" or p.tone is not None]
    alone = sorted((p.members for p in points if p.match == "one_side" and p.tone is None), key=min)
    for members in alone:
        left = tuple(i for i in members if sayings[i].id not in answered)
        answered |= {sayings[i].id for i in left}
        found += [Point(left, "one_side")] if left else []
    return found


def _n_chars(statement: Statement) -> int:
    return sum(map(len, statement.content))


def _say(
    link: StatementLink, side: str, placed: Mapping[str, Placed], kinds: Kinds, names: frozenset[str]
) -> list[Saying]:
    """What a statement says, clause by clause; only clauses with a word of a tone give the talk one."""
    facts, statement = placed[link.statement]
    text, topics = facts.article.text, kinds.issues & frozenset(link.topics)
    found = []
    for spans in split_content(text, statement.content):
        saying = saying_of(link.statement, facts.article.id, side, text, spans, topics, names)
        if statement.stance == "denied":
            saying = replace(saying, denies=not saying.denies, taken_back=True)
        found.append(saying)
    if len(found) > 1:
        found = [s if find_tones(s.text) else replace(s, topics=s.topics - kinds.tones) for s in found]
    return found


def _share_out(
    tellings: Sequence[StatementLink], parts: Sequence[Saying], placed: Mapping[str, Placed]
) -> list[list[StatementLink]]:
    """The statements that tell each clause of a saying: another telling gives the one that it shares most with."""
    shared: list[list[StatementLink]] = [[] for _ in parts]
    for link in tellings:
        facts, statement = placed[link.statement]
        if link.statement == parts[0].id:
            places = range(len(parts))
        else:
            said = concepts(" ".join(span.of(facts.article.text) for span in statement.content))
            best = max(range(len(parts)), key=lambda i: (cosine(said, parts[i].concepts), -i))
            places = range(best, best + 1)
        for i in places:
            shared[i].append(link)
    return shared


def _outer(statement: Statement, side: str, side_of: Mapping[str, str], tellers: Mapping[str, Statement]) -> str | None:
    """The statement that holds another of the same side ("they agreed that …"): its clauses are told once."""
    outer = tellers.get(statement.id)
    return outer.id if outer is not None and side_of.get(outer.id) == side else None


def _topics_of(members: Sequence[tuple[str, StatementLink]], kinds: Kinds) -> tuple[str | None, ...]:
    """The issues of a point: those that all its sides speak of, else the commonest, else none."""
    told: dict[str, set[str]] = defaultdict(set)
    for side, link in members:
        told[side] |= (set(link.topics) & kinds.issues) - kinds.tones
    common = set.intersection(*told.values())
    if common:
        return tuple(sorted(common))
    every = [topic for _, link in members for topic in link.topics if topic in kinds.issues - kinds.tones]
    return (min(every, key=lambda topic: (-every.count(topic), topic), default=None),)


def _of_point(
    happening: str,
    topic: str | None,
    statements: Sequence[tuple[str, str]],
    match: str,
    placed: Mapping[str, Placed],
    known: frozenset[str],
) -> list[Account]:
    """The accounts of one point, one for each side and manner; other sides' accounts are what each is matched with.

    A statement may make two points, so that ids that are `known` already are told apart by all their statements.
    """
    told: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for side, statement in statements:
        told[side, _is_paraphrase(placed[statement])].append(statement)
    ids = {}
    for (side, paraphrase), members in told.items():
        manner = "paraphrase" if paraphrase else ""
        ids[side, paraphrase] = "a-" + digest(happening, side, topic or "", min(members), manner)
        if ids[side, paraphrase] in known:
            others = sorted({statement for _, statement in statements})
            ids[side, paraphrase] = "a-" + digest(happening, side, topic or "", *others, manner)
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
    return statement.is_paraphrase(facts.article.text) and not _own_text(facts, statement)


def _own_text(facts: Facts, statement: Statement) -> bool:
    """Whether the article itself is the side's readout or statement: it has no outer voice and no reporter."""
    return statement.channel in {"readout", "document"} and facts.article.byline is None and statement.within is None

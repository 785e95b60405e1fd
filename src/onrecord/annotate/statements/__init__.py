"""Statements: from the reader's attribution relations to who said what, by what means, on what terms, to whom.

Every relation gives one plain statement, but for those that only tell of moving somebody to say a word. Statements
inside a content and words that are only talked about give rows of their own, marked by `within` and `usage`. `side` is
left open here: it takes the actor tables (`onrecord.code.sides`).

scene.py        what the rules look at: the article's parse, entities, quotations, and the drafts
quotes.py       quotation marks, and the kind that they tell
genre.py        news, or an institution's own text, and whose
mends.py        gaps that the layout fills
layouts.py      turns under a speaker's label, questions that are paragraphs
turns.py        one statement for every turn or answer, and whose answers they are
tails.py        quotations that were given to the wrong words, or to nobody
nested.py       statements inside statements, principals, who relays
relays.py       outlets that quote, are quoted from, or cite somebody
own.py          what an institution's own text says in its own voice
speakers.py     the speaker of a source
antecedents.py  several speakers at once, namesakes, pronouns that go on
addressees.py   to whom
stances.py      what is left unsaid, denied or only asked
usages.py       words talked about
terms.py        on what terms: a learned choice (`terms.json`), the stated reason
channels.py     by what means: a learned choice (`channels.json`)
evidence.py     the features that channels are chosen by
telling.py      what the reader's encoder hears of channels and terms
signs.py        words that hint at a channel
outlets.py      news outlets among speakers and those spoken to
choice.py       a learned choice among classes by weights
tables.py       word lists and patterns
"""

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.annotate.mentions import Naming
from onrecord.annotate.statements.addressees import find_addressee
from onrecord.annotate.statements.antecedents import name_several, settle_speakers
from onrecord.annotate.statements.channels import carry_relays, choose_channels
from onrecord.annotate.statements.mends import (
    find_blocks,
    mend_blocks,
    mend_paragraphs,
    mend_passives,
    mend_quotations,
    part_headlines,
    without_labels,
)
from onrecord.annotate.statements.nested import find_inner, link_inner, set_principals, set_relays
from onrecord.annotate.statements.own import find_own_words
from onrecord.annotate.statements.quotes import kind_of
from onrecord.annotate.statements.relays import find_cited, mend_quoted_by, note_relays
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.annotate.statements.speakers import carry_speakers, find_speaker
from onrecord.annotate.statements.stances import drop_unspoken, find_stance
from onrecord.annotate.statements.tails import add_lone_quotes, mend_tails
from onrecord.annotate.statements.telling import tell
from onrecord.annotate.statements.terms import carry_terms, choose_terms
from onrecord.annotate.statements.turns import find_answers, mend_turns, settle_answers
from onrecord.annotate.statements.usages import drop_moved, find_usages
from onrecord.annotate.times.when import date_event
from onrecord.model import OPEN, Article, Reading, Relation, Span, Statement, Timex, When, fact_id

__all__ = ["find_statements", "gather_drafts"]


def find_statements(
    article: Article, reading: Reading, naming: Naming, timexes: Sequence[Timex]
) -> tuple[Statement, ...]:
    """The statements of one article in text order; spans are code points of `article.text`."""
    scene, drafts = gather_drafts(article, reading, naming)
    told = tell(scene, drafts)
    for draft, heard in zip(drafts, told, strict=True):
        draft.heard_sides = heard.sides if heard is not None else None
    choose_terms(scene, drafts, told)
    carry_terms(scene, drafts)
    choose_channels(scene, drafts, told)
    set_relays(scene, drafts)
    note_relays(scene, drafts)
    carry_relays(drafts)
    set_principals(scene, drafts)
    usages = find_usages(scene, drafts)
    drafts = drop_moved(drafts, usages)
    drafts = sorted(
        [*drafts, *usages, *find_own_words(scene, drafts)], key=lambda d: (d.start, -d.cover.end, d.usage or "")
    )
    return _freeze(scene, drafts, sorted(timexes, key=lambda t: t.span))


def gather_drafts(article: Article, reading: Reading, naming: Naming) -> tuple[Scene, list[Draft]]:
    """An article's statements in text order with all but terms, channel, relays and words talked about."""
    scene = Scene.of(article, reading, naming)
    drafts = without_labels(scene, [_draft(scene, relation) for relation in reading.relations if relation.content])
    part_headlines(scene, drafts)
    drafts = drop_unspoken(scene, mend_tails(scene, drafts))
    mend_blocks(scene, drafts)
    drafts = [*drafts, *find_blocks(scene, drafts)]
    mend_paragraphs(scene, drafts)
    mend_quotations(scene, drafts)
    mend_passives(scene, drafts)
    drafts = mend_turns(scene, add_lone_quotes(scene, drafts))
    mend_quoted_by(scene, drafts)
    drafts = [*drafts, *find_answers(scene, drafts)]
    drafts.sort(key=lambda d: (d.start, d.cover.end))
    scene.place(drafts)
    link_inner(scene, drafts)
    cited, replaced = find_cited(scene, drafts)
    drafts = [d for d in drafts if not any(d is other for other in replaced)]
    drafts = sorted([*drafts, *find_inner(scene, drafts), *cited], key=lambda d: (d.start, -d.cover.end))
    scene.place(drafts)
    for draft in drafts:
        draft.kind = kind_of(article.text, draft.content, scene.quotes_in(draft.cover))
    for draft in drafts:
        draft.speaker = name_several(scene, draft) or find_speaker(scene, draft) or draft.speaker
    settle_answers(scene, drafts)
    settle_speakers(scene, drafts)
    carry_speakers(scene, drafts)
    for draft in drafts:
        draft.stance = find_stance(scene, draft)
        draft.addressee = find_addressee(scene, draft)
    return scene, drafts


def _date(scene: Scene, draft: Draft, timexes: Sequence[Timex]) -> When:
    """When it was said, by the cue; times inside what was said tell of something else, as do other sentences'."""
    if not draft.cue:
        return OPEN
    article, reading = scene.article, scene.parse.reading
    sentences = [reading.sentences[i] for i in scene.sentences_of(draft.cue[0])]
    near = timexes
    if sentences:
        first = bisect_left(timexes, sentences[0].start, key=lambda t: t.span.start)
        near = timexes[first : bisect_left(timexes, sentences[-1].end, key=lambda t: t.span.start)]
    outside = [t for t in near if not any(span.overlaps(t.span) for span in draft.content)]
    return date_event(
        draft.cue[0], text=article.text, timexes=outside, reading=reading, publication=article.publication
    )


def _draft(scene: Scene, relation: Relation) -> Draft:
    spans = relation.source or relation.cue or relation.content
    return Draft(
        source=relation.source,
        cue=relation.cue,
        content=relation.content,
        confidence=relation.confidence,
        paragraph=scene.paragraph_of(spans[0].start),
    )


def _freeze(scene: Scene, drafts: Sequence[Draft], timexes: Sequence[Timex]) -> tuple[Statement, ...]:
    article = scene.article
    ids: dict[int, str] = {}
    seen: set[str] = set()
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.usage is not None, d.start)):
        identity = _id(article, draft)
        if identity in seen:
            draft.source, draft.cue = (), ()  # a term that is all of a statement's content is a row of its own
            identity = _id(article, draft)
            if identity in seen:
                continue
        seen.add(identity)
        ids[id(draft)] = identity
        kept.append(draft)
    order = {id(draft): i for i, draft in enumerate(drafts)}
    kept.sort(key=lambda d: order[id(d)])
    return tuple(_statement(draft, ids, _date(scene, draft, timexes)) for draft in kept)


def _id(article: Article, draft: Draft) -> str:
    spans: list[Span] = [*draft.source, *draft.cue, *draft.content]
    return fact_id(article.id, article.sha256, "statements", spans)


def _statement(draft: Draft, ids: dict[int, str], said: When) -> Statement:
    return Statement(
        id=ids[id(draft)],
        kind=draft.kind,
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        speaker=draft.speaker,
        principal=draft.principal,
        channel=draft.channel,
        terms=draft.terms,
        terms_span=draft.terms_span,
        relayed_by=draft.relayed_by,
        addressee=draft.addressee,
        usage=draft.usage,
        stance=draft.stance,
        within=ids.get(id(draft.outer)) if draft.outer else None,
        confidence=draft.confidence,
        said=said,
        heard_sides=draft.heard_sides,
    )

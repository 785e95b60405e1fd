"""Articles, facts and links built by hand, without any model, and hypothesis strategies for them."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from onrecord.model import (
    Account,
    Actor,
    Amount,
    Article,
    Basis,
    Conflict,
    Copy,
    Duration,
    Entity,
    EntityRef,
    Event,
    Facts,
    Happening,
    Links,
    Mention,
    Ordering,
    Passage,
    Provenance,
    Publication,
    RawArticle,
    Reject,
    Reported,
    Role,
    Span,
    Statement,
    StatementLink,
    Timex,
    Topic,
    Utterance,
    Variant,
    When,
    digest,
    fact_id,
    text_sha256,
)

PIPELINE = "1"
TEXT = (
    "Ministers meet in Port Avel\n\n"
    "“The talks were frank,” Arlan Foreign Minister Mira Dov said on Friday after a 90-minute call with "
    "Besk envoy Tolo Rand. She said Arla would send $3 million in food aid.\n\n"
    "A ferry leaves the harbour. Photo: Harbour Office"
)


def span_of(text: str, words: str, nth: int = 0) -> Span:
    """The nth place of `words` in `text`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def make_article(name: str = "one", text: str = TEXT, published: date | None = date(2031, 5, 9)) -> Article:
    caption = text.find("A ferry")
    end = caption if caption >= 0 else len(text)
    passages = [Passage(Span(0, text.index("\n")), "headline"), Passage(Span(text.index("\n") + 2, end), "body")]
    if caption >= 0:
        passages.append(Passage(Span(caption, len(text)), "caption"))
    return Article(
        id=name,
        text=text,
        sha256=text_sha256(text),
        path=f"reports/{name}.txt",
        passages=tuple(passages),
        title="Ministers meet in Port Avel",
        publisher="The Avel Courier",
        publication=Publication(published, published, "stated" if published else "open", evidence=("given",)),
    )


def make_raw(article: Article) -> RawArticle:
    day = article.publication.day
    return RawArticle(
        path=article.path,
        text=article.text,
        id=article.id,
        title=article.title,
        publisher=article.publisher,
        published=day.isoformat() if day else None,
    )


def make_facts(name: str = "one", text: str = TEXT, published: date | None = date(2031, 5, 9)) -> Facts:
    """One article of an invented story, with a fact of every kind."""
    article = make_article(name, text, published)

    def place(table: str, *spans: Span) -> str:
        return fact_id(article.id, article.sha256, table, spans)

    dov, rand, arla = (f"n-{digest(name, who)}" for who in ("dov", "rand", "arla"))
    friday = span_of(text, "Friday")
    when = When(
        published, published, published.isoformat() if published else None, "Etc/GMT", Basis("weekday_before", friday)
    )
    when = when if published else When(basis=Basis("no_anchor", friday))
    content = span_of(text, "“The talks were frank,”")
    source = span_of(text, "Arlan Foreign Minister Mira Dov")
    said = Statement(
        id=place("statements", source, span_of(text, "said"), content),
        kind="direct",
        source=(source,),
        cue=(span_of(text, "said"),),
        content=(content,),
        speaker=EntityRef(dov, "Mira Dov"),
        side="XAA",
        channel="statement",
        terms="named",
        confidence=0.9312,
        said=when,
    )
    promise = span_of(text, "Arla would send $3 million in food aid")
    promised = Statement(
        id=place("statements", span_of(text, "She"), span_of(text, "said", 1), promise),
        kind="indirect",
        source=(span_of(text, "She"),),
        cue=(span_of(text, "said", 1),),
        content=(promise,),
        speaker=EntityRef(dov, "Mira Dov", span_of(text, "She")),
        side="XAA",
        terms="named",
        confidence=0.8,
    )
    call = span_of(text, "call")
    people = (
        Actor(dov, "Mira Dov", (span_of(text, "Mira Dov"),), "XAA", "GOV", "foreign minister", "article_title"),
        Actor(rand, "Tolo Rand", (span_of(text, "Tolo Rand"),), "XBB", "GOV", "envoy", "article_title"),
    )
    length = span_of(text, "90-minute")
    called = Event(
        id=place("events", call),
        trigger=(call,),
        root="CONSULT",
        act="CONSULT",
        form="call",
        participants=people,
        duration=Duration("90-minute", length, 90),
        when=when,
        confidence=0.75,
    )
    send = span_of(text, "send")
    aid = Event(
        id=place("events", send),
        trigger=(send,),
        root="AGREE",
        act="AID",
        status="planned",
        contexts=("humanitarian",),
        actors=(Actor(arla, "Arla", (span_of(text, "Arla", 1),), "XAA"),),
        recipients=(people[1],),
        place=EntityRef(None, "Port Avel"),
        amounts=(Amount("$3 million", span_of(text, "$3 million"), 3e6, "USD"),),
        statement=promised.id,
        confidence=0.6,
    )
    return Facts(
        article=article,
        entities=(
            Entity(dov, "Mira Dov", "person", ("Dov",), "XAA", "GOV"),
            Entity(rand, "Tolo Rand", "person", (), "XBB", "GOV"),
            Entity(arla, "Arla", "country", (), "XAA"),
        ),
        mentions=(
            Mention(span_of(text, "Mira Dov"), "name", dov),
            Mention(span_of(text, "Tolo Rand"), "name", rand),
            Mention(span_of(text, "She"), "pronoun", dov),
            Mention(span_of(text, "envoy"), "nominal", None),
        ),
        roles=(Role(dov, "Arlan Foreign Minister", "XAA", "GOV", article=name, span=source),),
        timexes=(Timex(friday, "DATE", published.isoformat() if published else "XXXX-WXX-5", when),),
        statements=(said, promised),
        events=(called, aid),
        rejects=(Reject(name, "annotate", "no_actor", "an event without anybody in it"),),
        provenance=(
            Provenance("statements", "reader", "1", "a" * 64),
            Provenance("statements", "speakers", "1"),
            Provenance("mentions", "names", "1"),
            Provenance("timexes", "times", "1"),
            Provenance("events", "coder", "1"),
        ),
    )


def make_links(*many: Facts) -> Links:
    """Links of articles made by `make_facts`: one call told by all of them, one plan of aid."""
    calls = tuple(sorted(facts.events[0].id for facts in many))
    plans = tuple(sorted(facts.events[1].id for facts in many))
    frank = tuple(sorted(facts.statements[0].id for facts in many))
    promised = tuple(sorted(facts.statements[1].id for facts in many))
    articles = tuple(sorted(facts.article.id for facts in many))
    first = many[0]
    call, plan = f"h-{digest(calls[0])}", f"h-{digest(plans[0])}"
    tone, aid = Topic("t-tone", "Tone of the talks", frank), Topic("t-aid", "Food aid", promised)
    people = tuple(replace(actor, entity=f"e-{actor.code}") for actor in first.events[0].participants)
    utterance = Utterance(
        f"u-{digest(frank[0])}",
        "e-XAA",
        frank,
        "“The talks were frank,”",
        tuple(Variant(statement, "“The talks were frank,”") for statement in frank),
    )
    conflict = Conflict("duration", (Reported("90 minutes", calls), Reported("two hours", (), promised[:1])))
    return Links(
        copies=tuple(Copy(other, articles[0], "near", (Span(0, 10),)) for other in articles[1:]),
        entities=(
            Entity("e-XAA", "Mira Dov", "person", ("Dov",), "XAA", "GOV"),
            Entity("e-XBB", "Tolo Rand", "person", (), "XBB", "GOV"),
            Entity("e-arla", "Arla", "country", (), "XAA"),
        ),
        entity_of=tuple(
            sorted(
                (facts.entities[at].id, name) for facts in many for at, name in enumerate(("e-XAA", "e-XBB", "e-arla"))
            )
        ),
        roles=(Role("e-XBB", "envoy", "XBB", "GOV", "2030-01-01", None),),
        happenings=tuple(
            sorted(
                (
                    Happening(
                        call,
                        "Call between Arla and Besk",
                        "CONSULT",
                        "call",
                        "occurred",
                        calls,
                        articles,
                        people,
                        first.events[0].when,
                        tuple(("occurred", article) for article in articles),
                        1,
                        (conflict,),
                    ),
                    Happening(plan, "Arla plans food aid", "AGREE", None, "planned", plans, articles),
                ),
                key=lambda happening: happening.id,
            )
        ),
        orderings=(Ordering(plan, "after", call, articles[0], Span(3, 9)),),
        statements=tuple(
            sorted(
                [StatementLink(s, utterance.id, ("t-tone",), call) for s in frank]
                + [StatementLink(s, None, ("t-aid",), None, (call, plan)) for s in promised],
                key=lambda link: link.statement,
            )
        ),
        utterances=(utterance,),
        topics=(aid, tone),
        accounts=(
            Account("a-1", call, "XAA", ("statement",), "t-tone", frank, "one_side"),
            Account("a-2", call, "XAA", (), "t-aid", promised, "both", ("a-3",), True),
            Account("a-3", call, "XBB", ("readout",), "t-aid", promised[:1], "both", ("a-2",)),
        ),
    )


# --- strategies ----------------------------------------------------------------------------------

_CHARS = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
_words = st.text(_CHARS, min_size=1, max_size=12)
_maybe_words = st.none() | _words
_days = st.none() | st.dates()
_confidences = st.integers(0, 10_000).map(lambda n: n / 10_000)


def _spans(n_chars: int) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, n_chars - 1), st.integers(1, 8)).map(
        lambda pair: Span(pair[0], min(n_chars, pair[0] + pair[1]))
    )


def _span_lists(n_chars: int, min_size: int = 0) -> st.SearchStrategy[tuple[Span, ...]]:
    return st.lists(_spans(n_chars), min_size=min_size, max_size=2, unique=True).map(lambda s: tuple(sorted(s)))


@st.composite
def whens(draw: st.DrawFn, n_chars: int) -> When:
    spans = st.none() | _spans(n_chars)
    basis = st.none() | st.builds(
        Basis, rule=_words, span=spans, anchor_span=spans, anchor_article=_maybe_words, anchor_field=_maybe_words
    )
    return When(draw(_days), draw(_days), draw(_maybe_words), draw(_maybe_words), draw(basis))


@st.composite
def any_facts(draw: st.DrawFn, name: str = "one") -> Facts:
    """Facts with every field filled in some way; references hold, places are inside the text, ids are right."""
    text = draw(st.text(_CHARS, min_size=12, max_size=40))
    n_chars = len(text)
    sha256 = text_sha256(text)
    spans = _spans(n_chars)
    times = whens(n_chars)
    entities = tuple(
        Entity(
            f"n-{digest(name, str(at))}",
            draw(_words),
            draw(st.sampled_from(("person", "country"))),
            tuple(sorted(draw(st.sets(_words, max_size=2)))),
            draw(_maybe_words),
            draw(_maybe_words),
        )
        for at in range(draw(st.integers(1, 3)))
    )
    ids = st.sampled_from([entity.id for entity in entities])
    refs = st.none() | st.builds(EntityRef, entity=st.none() | ids, name=_words, span=st.none() | spans)
    actors = st.builds(
        Actor,
        entity=st.none() | ids,
        text=_words,
        spans=_span_lists(n_chars),
        code=_maybe_words,
        sector=_maybe_words,
        role=_maybe_words,
        rule=_maybe_words,
    )
    actor_lists = st.lists(actors, max_size=2).map(tuple)
    places = st.lists(_span_lists(n_chars, 1), max_size=3, unique=True)
    statements: list[Statement] = []
    for content in draw(places):
        statements.append(
            Statement(
                id=fact_id(name, sha256, "statements", content),
                kind=draw(st.sampled_from(("direct", "indirect", "mixed"))),
                source=draw(_span_lists(n_chars)),
                cue=draw(_span_lists(n_chars)),
                content=content,
                speaker=draw(refs),
                principal=draw(refs),
                side=draw(_maybe_words),
                channel=draw(st.sampled_from((None, "readout", "media"))),
                terms=draw(st.sampled_from(("named", "unknown"))),
                terms_span=draw(st.none() | spans),
                relayed_by=draw(refs),
                addressee=draw(refs),
                usage=draw(st.sampled_from((None, "term"))),
                within=draw(st.sampled_from([None, *(s.id for s in statements)])),
                confidence=draw(_confidences),
                said=draw(times),
            )
        )
    voices = st.sampled_from([None, *(s.id for s in statements)])
    events = tuple(
        Event(
            id=fact_id(name, sha256, "events", trigger),
            trigger=trigger,
            root=draw(st.sampled_from((None, "AGREE"))),
            act=draw(st.sampled_from((None, "AID"))),
            mode=draw(_maybe_words),
            contexts=tuple(draw(st.lists(_words, max_size=2))),
            form=draw(st.sampled_from((None, "call"))),
            status=draw(st.sampled_from(("occurred", "planned"))),
            actors=draw(actor_lists),
            recipients=draw(actor_lists),
            participants=draw(actor_lists),
            place=draw(refs),
            amounts=tuple(
                draw(
                    st.lists(
                        st.builds(
                            Amount,
                            text=_words,
                            span=spans,
                            value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
                            unit=_maybe_words,
                        ),
                        max_size=2,
                    )
                )
            ),
            duration=draw(
                st.none() | st.builds(Duration, text=_words, span=spans, minutes=st.none() | st.integers(0, 9999))
            ),
            initiator=draw(st.none() | actors),
            level=draw(_maybe_words),
            when=draw(times),
            statement=draw(voices),
            performed_by=draw(voices),
            background=draw(st.booleans()),
            confidence=draw(_confidences),
        )
        for trigger in draw(places)
    )
    article = Article(
        id=name,
        text=text,
        sha256=sha256,
        path=draw(_words),
        passages=(Passage(Span(0, 1), "headline"), Passage(Span(1, n_chars), "body")),
        url=draw(_maybe_words),
        title=draw(_maybe_words),
        publisher=draw(_maybe_words),
        byline=draw(_maybe_words),
        publication=Publication(
            draw(_days),
            draw(_days),
            draw(st.sampled_from(("stated", "inferred", "open"))),
            draw(_maybe_words),
            tuple(draw(st.lists(_words, max_size=2))),
            draw(_span_lists(n_chars)),
        ),
    )
    return Facts(
        article=article,
        entities=entities,
        mentions=tuple(
            Mention(span, draw(st.sampled_from(("name", "nominal", "pronoun"))), draw(st.none() | ids))
            for span in draw(st.lists(spans, max_size=3, unique=True))
        ),
        roles=tuple(
            Role(
                draw(ids),
                draw(_words),
                draw(_maybe_words),
                draw(_maybe_words),
                draw(_maybe_words),
                draw(_maybe_words),
                name,
                draw(st.none() | spans),
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
        timexes=tuple(
            Timex(
                span,
                draw(st.sampled_from(("DATE", "TIME", "DURATION", "SET"))),
                draw(_words),
                draw(times),
                draw(_maybe_words),
            )
            for span in draw(st.lists(spans, max_size=3, unique=True))
        ),
        statements=tuple(statements),
        events=events,
        rejects=tuple(Reject(name, draw(_words), draw(_words), draw(_words)) for _ in range(draw(st.integers(0, 2)))),
        provenance=tuple(
            Provenance(table, draw(_words), draw(_words), draw(_maybe_words)) for table in ("statements", "events")
        ),
    )

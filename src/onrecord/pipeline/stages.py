"""The order of the stages on one article.

    clean       raw article          -> article, date hints     onrecord.clean
    dating      hints, text          -> publication date        onrecord.annotate.times.dating
    reader      article              -> words, names, relations onrecord.annotate.reader (the one learned pass)
    times       reading              -> time expressions        onrecord.annotate.times
    mentions    reading              -> entities, mentions      onrecord.annotate.mentions
    statements  reading, mentions    -> statements              onrecord.annotate.statements
    events      all of these         -> events                  onrecord.annotate.events
                events, statements   -> when words were said    onrecord.annotate.times.order
    code        facts                -> sides, countries, sectors, PLOVER categories    onrecord.code

Each looks at one article alone, so that articles can be read in any order on any worker. What spans
articles (`link`, `accounts`) stands in `build.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord import __version__
from onrecord.annotate.events import find_events
from onrecord.annotate.mentions import find_entities
from onrecord.annotate.reader import model_checksum, read_text
from onrecord.annotate.statements import find_statements
from onrecord.annotate.times import find_timexes
from onrecord.annotate.times.dating import date_article
from onrecord.annotate.times.order import order_statements
from onrecord.clean import clean_article
from onrecord.code import ActorTable, code_facts, load_actor_table
from onrecord.code.actors import ROLE_COLUMNS
from onrecord.code.belief import Candidate, is_believed
from onrecord.code.coder import Coder, coder_checksum
from onrecord.engine.garbage import collect_after
from onrecord.model import Facts, Provenance, Publication, RawArticle, digest
from onrecord.pipeline.lists import refuse_broken_list
from onrecord.pipeline.roles import refuse_bad_roles

__all__ = ["STAGES", "AnnotateOptions", "Stage", "annotate_article", "check_roles", "pipeline_version"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step on one article: what it needs, what it adds, and its version, raised when its output changes."""

    name: str
    requires: tuple[str, ...]
    assigns: tuple[str, ...]
    version: str
    learned: bool = False


STAGES: tuple[Stage, ...] = (
    Stage("clean", ("raw",), ("article", "passages"), "4"),
    Stage("dating", ("article",), ("publication",), "5"),
    Stage("reader", ("article", "passages"), ("reading",), "7", learned=True),
    Stage("times", ("reading", "publication"), ("timexes",), "6"),
    Stage("mentions", ("reading",), ("entities", "mentions", "roles"), "11", learned=True),
    Stage("statements", ("reading", "mentions", "timexes"), ("statements",), "10", learned=True),
    Stage("events", ("reading", "mentions", "timexes", "statements"), ("events",), "11", learned=True),
    Stage("code", ("statements", "events"), ("codes",), "11", learned=True),
)

# Which stage makes the rows of which table.
_MADE_BY = {
    "entities": "mentions",
    "events": "events",
    "mentions": "mentions",
    "passages": "clean",
    "roles": "mentions",
    "statements": "statements",
    "timexes": "times",
}


@dataclass(frozen=True, slots=True)
class AnnotateOptions:
    """What a user may set for reading articles.

    `published` (YYYY-MM-DD) is the publication day of articles that bring none; `roles` is the content of
    a roles file (CSV), empty for none.
    """

    published: str | None = None
    roles: str = ""


@collect_after()
def annotate_article(
    raw: RawArticle,
    options: AnnotateOptions | None = None,
    *,
    bounds: Publication | None = None,
    coder: Coder | None = None,
    believe: Callable[[Candidate], bool] = is_believed,
) -> Facts:
    """All facts of one article.

    `bounds` is what other articles tell of its publication, for one whose own evidence tells nothing; `coder` and
    `believe` stand in for the shipped coder and for what it takes to believe it (in training).

    Raises:
        ArticleError: When the article can't be used; the message says why and what to do.
    """
    options = options or AnnotateOptions()
    if raw.published is None and options.published:
        raw = replace(raw, published=options.published)
    cleaned = clean_article(raw)
    article = cleaned.article
    publication = date_article(
        article.text, url=article.url, title=article.title, passages=article.passages, hints=cleaned.hints
    )
    if publication.status == "open" and bounds is not None:
        publication = bounds
    article = replace(article, publication=publication)
    reading = read_text(article.text, article.fact_spans)
    timexes = find_timexes(article.text, publication, spans=article.fact_spans, reading=reading)
    actors = _actor_table(options.roles)
    naming = find_entities(article, reading, states=actors.states)
    statements = find_statements(article, reading, naming, timexes)
    events = find_events(article, reading, naming, timexes, statements)
    statements = order_statements(article.text, reading, statements, events)
    facts = Facts(
        article=article,
        entities=naming.entities,
        mentions=naming.mentions,
        roles=naming.roles,
        timexes=timexes,
        statements=statements,
        events=events,
        provenance=_provenance(),
    )
    return code_facts(facts, reading, actors, coder, believe)


def check_roles(roles: str) -> None:
    """Make sure that articles can be read with a roles file's content.

    Raises:
        InputError: It is no whole table, or a country, sector or date in it is none; the message says which.
    """
    if roles:
        refuse_broken_list(roles, "roles file", ROLE_COLUMNS)
        refuse_bad_roles(roles)
        _actor_table(roles)


@lru_cache(maxsize=4)
def _actor_table(roles: str) -> ActorTable:
    return load_actor_table(roles)


@lru_cache(maxsize=1)
def _provenance() -> tuple[Provenance, ...]:
    stages = {stage.name: stage for stage in STAGES}
    models = {name: model_checksum() for name, stage in stages.items() if stage.learned}
    models["events"] = coder_checksum()  # what decides an event last; the reader's stands with the other tables
    return tuple(Provenance(table, name, stages[name].version, models.get(name)) for table, name in _MADE_BY.items())


def pipeline_version(options: AnnotateOptions) -> str:
    """A digest of all that decides an article's facts besides the article: stages, model, options."""
    stages = ",".join(f"{stage.name}={stage.version}" for stage in STAGES)
    return digest(__version__, stages, model_checksum(), coder_checksum(), options.published or "", options.roles)

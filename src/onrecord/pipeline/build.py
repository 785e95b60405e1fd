"""From inputs to a record: read what is new, keep what is unchanged, link the whole, say what failed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple

from onrecord.accounts import add_accounts
from onrecord.annotate.times import find_problems
from onrecord.annotate.times.dating import date_problems
from onrecord.clean import clean_article
from onrecord.errors import ArticleError
from onrecord.link import link_facts
from onrecord.link.copies import find_copies
from onrecord.link.references import bound_undated, own_publication
from onrecord.model import Article, Facts, Judgement, RawArticle, Reject, Skipped, article_id, digest, text_sha256
from onrecord.pipeline.lists import refuse_broken_list
from onrecord.pipeline.stages import AnnotateOptions, annotate_article, check_roles, pipeline_version
from onrecord.pipeline.workers import annotate
from onrecord.read import CONFLICT, REPEAT, iter_raw, reject_duplicates
from onrecord.store import Store, Writer

__all__ = ["LINK_VERSION", "BuildOptions", "Summary", "build", "iter_unique", "rebuild", "refresh"]

LINK_VERSION = "1"
"""Raised when linking or accounts change, so that a record built before is linked anew."""

Watch = Callable[[Iterable[Facts | Reject]], Iterator[Facts | Reject]]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a user may set for a build.

    `published` (YYYY-MM-DD) is for articles that bring no date. `roles` and `topics` are the contents of the
    user's lists (CSV); None keeps those that the record has. `workers` is the number of processes.
    """

    published: str | None = None
    roles: str | None = None
    topics: str | None = None
    workers: int = 1


@dataclass(slots=True)
class Summary:
    """What a build did: counts of articles, and what was skipped or refused and why."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rejected: list[Reject] = field(default_factory=list)


def build(
    inputs: Sequence[str],
    record: str | Path,
    *,
    options: BuildOptions | None = None,
    stdin: IO[bytes] | None = None,
    watch: Watch = iter,
) -> Summary:
    """Read `inputs` into the record, which is made when missing; what is unchanged is skipped.

    Each article is committed by itself, so that a stopped build goes on where it was. `watch` sees every
    outcome go by (for a progress bar).

    Raises:
        InputError: A list of the user's can't be used; nothing was written.
        RecordError: The record can't be opened or written.
    """
    options = options or BuildOptions()
    _check_lists(options)
    held = BytesIO(stdin.read()) if stdin is not None else None
    with Store.create(record) as store, store.writer() as writer:
        _keep_lists(writer, options)
        settings = AnnotateOptions(roles=writer.setting("roles"))
        version = pipeline_version(settings)
        summary = Summary()
        raws = _iter_new(_dated(iter_unique(inputs, stdin=held), options.published), writer, version, summary)
        for raw, outcome in _watched(annotate(raws, settings, workers=options.workers), watch):
            _store(writer, raw, outcome, version, summary)
        refresh(store, writer, workers=options.workers)
    return summary


def rebuild(record: str | Path, *, workers: int = 1, watch: Watch = iter) -> Summary:
    """Read the record's stored inputs again with the present version and link anew; corrections attach again.

    Raises:
        RecordError: The record can't be opened or written.
    """
    with Store.open(record) as store, store.writer() as writer:
        settings = AnnotateOptions(roles=writer.setting("roles"))
        version = pipeline_version(settings)
        summary = Summary()
        raws = (raw for _, raw in writer.iter_inputs())
        for raw, outcome in _watched(annotate(raws, settings, workers=workers), watch):
            if raw is not None and isinstance(outcome, Facts):
                writer.renew(raw, outcome, pipeline=version)
                summary.updated += 1
            elif isinstance(outcome, Reject):
                writer.reject(outcome)
                summary.rejected.append(outcome)
        refresh(store, writer, workers=workers, force=True)
    return summary


def refresh(store: Store, writer: Writer, *, workers: int = 1, force: bool = False) -> None:
    """Bring a record in step with its corrections: read again what they touch, then link the whole anew."""
    settings = AnnotateOptions(roles=writer.setting("roles"))
    pending = [raw for _, raw in writer.pending_reannotation()]
    for raw, outcome in annotate(pending, settings, workers=workers):
        if raw is not None and isinstance(outcome, Facts):
            writer.renew(raw, outcome, pipeline=pipeline_version(settings))
    topics = writer.setting("topics")
    version = digest(LINK_VERSION, topics)
    if not (force or pending or writer.linked_version != version):
        return
    with store.view() as view:
        facts = list(view.iter_facts())
        judgements = view.judgements()
    if _refer(writer, [each.article for each in facts], judgements, settings):
        with store.view() as view:
            facts = list(view.iter_facts())
    links = link_facts(facts, judgements)
    writer.write_links(add_accounts(links, facts, topics), version=version)


def _refer(
    writer: Writer, articles: Sequence[Article], judgements: Sequence[Judgement], settings: AnnotateOptions
) -> bool:
    """Read undated articles again with the bounds that dated ones give by citing them; whether any changed."""
    if all(own_publication(article).status != "open" for article in articles):
        return False
    bounds = bound_undated(articles, find_copies(articles, judgements))
    wanted = {
        article.id: bounds.get(article.id)
        for article in articles
        if article.publication.evidence != bounds.get(article.id, own_publication(article)).evidence
    }
    changed = [(identity, raw) for identity, raw in writer.iter_inputs() if identity in wanted] if wanted else []
    for identity, raw in changed:
        try:
            facts = annotate_article(raw, settings, bounds=wanted[identity])
        except ArticleError:  # it was read by another version, and stays as that one left it
            continue
        writer.renew(raw, facts, pipeline=pipeline_version(settings))
    return bool(changed)


def iter_unique(inputs: Sequence[str], *, stdin: IO[bytes] | None = None) -> Iterator[RawArticle | Reject | Skipped]:
    """The inputs' articles, each id once: repeats of a text pass once, one id with different texts never.

    Reads the inputs twice, so that no article's fate hangs on the order in which they come. Of repeats the one with
    the most metadata is kept.
    """
    keys = list(_iter_keys(map(_printable, iter_raw(inputs, stdin=stdin))))
    best_first = sorted(range(len(keys)), key=lambda position: keys[position].rank)
    pairs = ((keys[position].id, keys[position].sha256) for position in best_first)
    verdicts = {best_first[place]: verdict for place, verdict in reject_duplicates(pairs).items()}
    if stdin is not None:
        stdin.seek(0)
    position = -1
    for raw in map(_printable, iter_raw(inputs, stdin=stdin)):
        if not isinstance(raw, RawArticle):
            yield raw
            continue
        position += 1
        verdict = verdicts.get(position)
        if verdict == CONFLICT:
            detail = "Another article of this input has the same id but a different text; give each its own id."
            yield Reject(raw.id or raw.path, "read", CONFLICT, f"{raw.path}: {detail}" if raw.id else detail)
        elif verdict != REPEAT:
            yield raw


def _printable(found: RawArticle | Reject | Skipped) -> RawArticle | Reject | Skipped:
    """The same with a name that can be stored and printed: a file's name need not be text."""
    name = found.article if isinstance(found, Reject) else found.path
    printable = name.encode("utf-8", "backslashreplace").decode("utf-8")
    if printable == name:
        return found
    return replace(found, article=printable) if isinstance(found, Reject) else replace(found, path=printable)


class _Key(NamedTuple):
    id: str
    sha256: str
    rank: tuple[int, str]  # the lowest of equals is kept


def _iter_keys(raws: Iterable[RawArticle | Reject | Skipped]) -> Iterator[_Key]:
    """Each article's id and text hash; a page's are known once its text is found."""
    for raw in raws:
        if not isinstance(raw, RawArticle):
            continue
        n_missing = (raw.url, raw.title, raw.publisher, raw.byline, raw.published).count(None)
        rank = (n_missing, raw.path)
        if raw.text is not None:
            yield _Key(article_id(raw.id, raw.url, raw.publisher, raw.text), text_sha256(raw.text), rank)
            continue
        try:
            article = clean_article(raw).article
        except ArticleError:  # refused again, and then reported, when its turn comes
            yield _Key(raw.path, digest(raw.html or ""), rank)
        else:
            yield _Key(article.id, article.sha256, rank)


def _dated(
    raws: Iterable[RawArticle | Reject | Skipped], published: str | None
) -> Iterator[RawArticle | Reject | Skipped]:
    for raw in raws:
        undated = published is not None and isinstance(raw, RawArticle) and raw.published is None
        yield replace(raw, published=published) if undated and isinstance(raw, RawArticle) else raw


def _iter_new(
    raws: Iterable[RawArticle | Reject | Skipped], writer: Writer, version: str, summary: Summary
) -> Iterator[RawArticle | Reject]:
    """What has to be read; counts what is unchanged and notes what was skipped."""
    for raw in raws:
        if isinstance(raw, Skipped):
            summary.skipped.append(raw)
        elif isinstance(raw, Reject):
            yield raw
        elif writer.is_current(raw, version):
            summary.unchanged += 1
        else:
            summary.notes += (f"{raw.path}: {note}" for note in raw.notes)
            yield raw


def _watched(
    outcomes: Iterable[tuple[RawArticle | None, Facts | Reject]], watch: Watch
) -> Iterator[tuple[RawArticle | None, Facts | Reject]]:
    raws: list[RawArticle | None] = []

    def results() -> Iterator[Facts | Reject]:
        for raw, outcome in outcomes:
            raws.append(raw)
            yield outcome

    for outcome in watch(results()):
        yield raws.pop(0), outcome


def _store(writer: Writer, raw: RawArticle | None, outcome: Facts | Reject, version: str, summary: Summary) -> None:
    if isinstance(outcome, Facts) and raw is not None:
        try:
            is_new = writer.add(raw, outcome, pipeline=version)
        except ArticleError as error:
            outcome = Reject(error.article, error.stage, error.reason, error.detail)
        else:
            summary.added += is_new
            summary.updated += not is_new
            summary.notes += (f"{raw.path}: {problem}" for problem in _impossible_dates(outcome))
    if isinstance(outcome, Reject):
        writer.reject(outcome)
        summary.rejected.append(outcome)


def _impossible_dates(facts: Facts) -> Iterator[str]:
    """What the article gives as a date and can't be one: its own, and those that its text names."""
    yield from date_problems(facts.article.publication)
    for span in find_problems(facts.timexes):
        yield f"{span.of(facts.article.text)!r} at [{span.start}, {span.end}) names no possible time"


def _check_lists(options: BuildOptions) -> None:
    """Refuse a list of the user's before it is kept: no article could be read with it."""
    check_roles(options.roles or "")
    refuse_broken_list(options.topics or "", "topics file", ("topic", "words"))


def _keep_lists(writer: Writer, options: BuildOptions) -> None:
    for name, content in (("roles", options.roles), ("topics", options.topics)):
        if content is not None:
            writer.put_setting(name, content)

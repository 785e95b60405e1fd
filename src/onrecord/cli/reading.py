"""Commands that read inputs without a record: annotate, code, link, date."""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.messages import tell
from onrecord.cli.options import check_day, iter_json_lines, open_output, output_option, read_list, write_json_lines
from onrecord.cli.progress import count_progress

if TYPE_CHECKING:
    from onrecord.model import Facts


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@output_option
@click.option(
    "--published", callback=check_day, metavar="DATE", help="Publication day of articles that bring none (YYYY-MM-DD)."
)
@click.option("--roles", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A roles file (CSV).")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Leave out statements and events below this confidence.",
)
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes to use.")
def annotate(
    inputs: tuple[str, ...],
    output: Path | None,
    published: str | None,
    roles: Path | None,
    min_confidence: float,
    workers: int,
) -> int:
    """Print each article's facts as JSON Lines, one article a line; no record is made.

    INPUT is a file, a folder, a glob, an archive, or - for JSON Lines on standard input. A refused article
    gives no line; the reason goes to standard error and the exit code is 1.

    \b
    Example: onrecord annotate report.txt --published 2024-05-02 | jq .attributions
    """
    from onrecord.model import Facts, Skipped
    from onrecord.model.rows import facts_row
    from onrecord.pipeline.build import iter_unique
    from onrecord.pipeline.stages import AnnotateOptions
    from onrecord.pipeline.workers import annotate as annotate_all

    options = AnnotateOptions(published=published, roles=read_list(roles) or "")
    failed = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal failed
        stdin = BytesIO(sys.stdin.buffer.read()) if "-" in inputs else None
        raws = (raw for raw in iter_unique(inputs, stdin=stdin) if not isinstance(raw, Skipped))
        for _, outcome in count_progress(annotate_all(raws, options, workers=workers), "articles"):
            if isinstance(outcome, Facts):
                yield facts_row(_above(outcome, min_confidence))
            else:
                failed += 1
                tell(f"{outcome.article}: {outcome.detail}")

    with open_output(output) as file:
        write_json_lines(rows(), file)
    if failed:
        tell(f"{failed} article(s) refused, see above.")
    return 1 if failed else 0


def _above(facts: "Facts", min_confidence: float) -> "Facts":
    """The facts without what is less certain, and without what was told in it: that would lose its voice."""
    from dataclasses import replace

    below = {s.id for s in facts.statements if s.confidence < min_confidence}
    dropped: set[str] = set()
    while below - dropped:
        dropped |= below
        below = {s.id for s in facts.statements if s.within in dropped}
    return replace(
        facts,
        statements=tuple(s for s in facts.statements if s.id not in dropped),
        events=tuple(
            e for e in facts.events if e.confidence >= min_confidence and not {e.statement, e.performed_by} & dropped
        ),
    )


@click.command()
@click.argument("pairs", metavar="PAIRS.jsonl")
@output_option
def code(pairs: str, output: Path | None) -> None:
    """PLOVER-code sentences whose actor and recipient are given.

    \b
    Rows: {"id", "sentence", "source": {"text", "spans"}, "target": {"text", "spans"}}, where source is the
    actor and target the recipient. Each gives {"id", "root", "act", "status", "scores"}.

    \b
    Example: onrecord code pairs.jsonl -o coded.jsonl
    """
    from onrecord.code import code_pairs

    rows = (row for _, row in iter_json_lines(pairs, required=("id", "sentence", "source", "target")))
    with open_output(output) as file:
        write_json_lines(code_pairs(rows), file)


@click.command()
@click.argument("articles", metavar="ARTICLES.jsonl")
@output_option
@click.option("--stories", is_flag=True, help="Group the articles into stories instead of linking mentions.")
def link(articles: str, output: Path | None, stories: bool) -> None:
    """Link given event mentions across articles, or group articles into stories.

    \b
    Rows: {"id", "text", "published"?, "mentions": [{"id", "start", "end", "kind"}]}. Each mention of kind
    "event" gives {"id", "cluster"}; with --stories each article does.

    \b
    Example: onrecord link articles.jsonl --stories
    """
    from onrecord.link import link_mentions, link_stories

    required = ("id", "text") if stories else ("id", "text", "mentions")
    rows = (row for _, row in iter_json_lines(articles, required))
    with open_output(output) as file:
        write_json_lines(link_stories(rows) if stories else link_mentions(rows), file)


@click.command()
@click.argument("articles", metavar="ARTICLES.jsonl")
@output_option
def date(articles: str, output: Path | None) -> None:
    """Infer when articles were published, from their text, title and URL.

    \b
    Rows: {"id", "text", "url"?, "title"?}. Each gives {"id", "earliest", "latest", "status", "evidence"}.

    \b
    Example: onrecord date articles.jsonl
    """
    from onrecord.annotate.times.dating import date_row

    rows = (row for _, row in iter_json_lines(articles, required=("id", "text")))
    with open_output(output) as file:
        write_json_lines((date_row(row) for row in rows), file)

"""Commands that make records: build, rebuild."""

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.messages import tell
from onrecord.cli.options import check_day, read_list
from onrecord.cli.progress import count_progress

if TYPE_CHECKING:
    from onrecord.pipeline.build import Summary

_RECORD = click.Path(dir_okay=False, path_type=Path)
_LIST = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", "record", type=_RECORD, required=True, help="The record: made, or added to.")
@click.option(
    "--published", callback=check_day, metavar="DATE", help="Publication day of articles that bring none (YYYY-MM-DD)."
)
@click.option("--roles", type=_LIST, help="Your list of who is who (CSV); kept in the record.")
@click.option("--topics", type=_LIST, help="Your list of topics and their words (CSV); kept in the record.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes to use.")
def build(
    inputs: tuple[str, ...],
    record: Path,
    published: str | None,
    roles: Path | None,
    topics: Path | None,
    workers: int,
) -> int:
    """Read articles into a record.

    INPUT is a file, a folder, a glob, a zip or tar archive of these, or - for JSON Lines on standard input.
    The record is made when it doesn't exist; what it has already is skipped, so an interrupted build is
    finished by running it again. An article that can't be used is named with the reason, and the exit code
    is then 1.

    \b
    Example: onrecord build reports/ archive.zip -o story.db --published 2024-05-02
    """
    from onrecord.pipeline.build import BuildOptions
    from onrecord.pipeline.build import build as build_record

    options = BuildOptions(published=published, roles=read_list(roles), topics=read_list(topics), workers=workers)
    stdin = sys.stdin.buffer if "-" in inputs else None
    summary = build_record(inputs, record, options=options, stdin=stdin, watch=partial(count_progress, noun="articles"))
    return _tell(summary, record)


@click.command()
@click.argument("record", type=_RECORD)
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes to use.")
def rebuild(record: Path, workers: int) -> int:
    """Read a record's stored inputs again with the present version of onrecord.

    People's corrections are attached again to the same words; one that no longer attaches is kept and
    reported by `onrecord check`.

    \b
    Example: onrecord rebuild story.db
    """
    from onrecord.pipeline.build import rebuild as rebuild_record

    summary = rebuild_record(record, workers=workers, watch=partial(count_progress, noun="articles"))
    return _tell(summary, record)


def _tell(summary: "Summary", record: Path) -> int:
    """Print what was done; the exit code is 1 when an article was refused."""
    for line in _lines(summary):
        tell(line)
    done = f"{summary.added} added, {summary.updated} updated, {summary.unchanged} unchanged"
    tell(f"{record}: {done}, {len(summary.rejected)} refused, {len(summary.skipped)} skipped.")
    return 1 if summary.rejected else 0


def _lines(summary: "Summary") -> Iterable[str]:
    from onrecord.read.walk import KNOWN_TYPES, UNKNOWN_TYPE

    yield from (f"note: {note}" for note in summary.notes)
    yield from (f"skipped: {skipped.path}: {skipped.detail}" for skipped in summary.skipped)
    if any(skipped.detail == UNKNOWN_TYPE for skipped in summary.skipped):
        yield f"note: known file types are {KNOWN_TYPES}"
    yield from (f"refused: {reject.article}: {reject.detail}" for reject in summary.rejected)

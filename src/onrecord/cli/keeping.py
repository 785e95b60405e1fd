"""Commands that keep a record true: correct, check."""

import getpass
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.cli.messages import say, tell

if TYPE_CHECKING:
    from onrecord.model import Correction
    from onrecord.store import Store
    from onrecord.validate import Change, Finding

Command = TypeVar("Command", bound=Callable[..., Any])

_RECORD = click.Path(exists=True, dir_okay=False, path_type=Path)


def _signed(function: Command) -> Command:
    """`--who NAME --why TEXT`, kept with the correction."""
    function = click.option("--why", default="", help="The reason, kept with the correction.")(function)
    return click.option("--who", default=getpass.getuser, show_default="you", help="Who decides.")(function)


@click.group()
@click.argument("record", type=_RECORD)
@click.pass_context
def correct(ctx: click.Context, record: Path) -> None:
    """Change what a record says; every change is logged, survives a rebuild and can be undone.

    \b
    Examples:
      onrecord correct story.db set s-0123 speaker "Jane Doe" --why "named in the next paragraph"
      onrecord correct story.db different x-0123 x-4567 --why "father and son"
      onrecord correct story.db log
    """
    ctx.obj = record


def _apply(record: Path, change: "Callable[[Store], Correction]") -> None:
    """Make one change, bring the record in step with it, and say what was done."""
    from onrecord.pipeline.build import refresh
    from onrecord.store import Store

    with Store.open(record) as store:
        correction = change(store)
        with store.writer() as writer:
            refresh(store, writer)
    say(_line(correction))


def _line(correction: "Correction") -> str:
    what = [correction.action, correction.target]
    if correction.field:
        what += [correction.field, f"{_told(correction.old)} -> {_told(correction.new)}"]
    elif correction.new:
        what.append(correction.new)  # the other id of same and different
    undone = " (undone)" if correction.undone else ""
    why = f": {correction.why}" if correction.why else ""
    return f"{correction.number}. {correction.at} {correction.who} {' '.join(map(str, what))}{why}{undone}"


def _told(value: str | None) -> str | None:
    """A value as people read it: an entity by its name in quotes, all else as JSON."""
    known = json.loads(value) if value is not None and value.startswith("{") else None
    return value if known is None or "name" not in known else json.dumps(known["name"], ensure_ascii=False)


@correct.command("set")
@click.argument("target", metavar="ID")
@click.argument("field")
@click.argument("value")
@_signed
@click.pass_obj
def set_(record: Path, target: str, field: str, value: str, who: str, why: str) -> None:
    """Set a field of a statement, event, happening, entity or article to VALUE.

    VALUE is JSON or plain words; null empties. A speaker is named by an entity's id or by a name, a date is
    2024-05-01, 2024-05, 2024 or two of these with / between.

    \b
    Example: onrecord correct story.db set s-0123 speaker "Jane Doe" --why "named in the next paragraph"
    """
    from onrecord.store import corrections

    _apply(record, lambda store: corrections.set_field(store, target, field, value, who=who, why=why))


@correct.command()
@click.argument("target", metavar="ID")
@_signed
@click.pass_obj
def reject(record: Path, target: str, who: str, why: str) -> None:
    """Hide a statement, event or happening that is wrong.

    \b
    Example: onrecord correct story.db reject e-0123 --why "a figure of speech"
    """
    from onrecord.store import corrections

    _apply(record, lambda store: corrections.reject(store, target, who=who, why=why))


@correct.command()
@click.argument("left", metavar="ID")
@click.argument("right", metavar="ID")
@_signed
@click.pass_obj
def same(record: Path, left: str, right: str, who: str, why: str) -> None:
    """Decide that two entities, events, happenings or articles are one.

    \b
    Example: onrecord correct story.db same x-0123 x-4567 --why "one person, two spellings"
    """
    from onrecord.store import corrections

    _apply(record, lambda store: corrections.same(store, left, right, who=who, why=why))


@correct.command()
@click.argument("left", metavar="ID")
@click.argument("right", metavar="ID")
@_signed
@click.pass_obj
def different(record: Path, left: str, right: str, who: str, why: str) -> None:
    """Decide that two entities, events, happenings or articles are not one.

    \b
    Example: onrecord correct story.db different x-0123 x-4567 --why "father and son"
    """
    from onrecord.store import corrections

    _apply(record, lambda store: corrections.different(store, left, right, who=who, why=why))


@correct.command()
@click.argument("article")
@_signed
@click.pass_obj
def withdraw(record: Path, article: str, who: str, why: str) -> None:
    """Take an article, its facts and its counts out of the record.

    \b
    Example: onrecord correct story.db withdraw herald-call --why "retracted by the paper"
    """
    from onrecord.store import corrections

    _apply(record, lambda store: corrections.withdraw(store, article, who=who, why=why))


@correct.command()
@click.argument("number", type=click.IntRange(1), metavar="N")
@click.pass_obj
def undo(record: Path, number: int) -> None:
    """Undo correction N; it stays in the log.

    \b
    Example: onrecord correct story.db undo 3
    """
    from onrecord.store import corrections

    _apply(record, lambda store: corrections.undo(store, number))


@correct.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@click.pass_obj
def log(record: Path, as_json: bool) -> None:
    """List all corrections, undone ones too.

    \b
    Example: onrecord correct story.db log
    """
    from onrecord.model.rows import correction_row
    from onrecord.store import open_view

    with open_view(record) as view:
        for correction in view.corrections():
            if as_json:
                click.echo(json.dumps(correction_row(correction), ensure_ascii=False))
            else:
                say(_line(correction))


@click.command()
@click.argument("record", type=_RECORD)
@click.option("--against", type=_RECORD, metavar="OLD", help="An earlier record: say what changed since.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
def check(record: Path, against: Path | None, as_json: bool) -> int:
    """Check that a record is whole and true to its articles.

    Every finding has a code, which the reference explains. The exit code is 3 when something was found.

    \b
    Examples:
      onrecord check story.db
      onrecord check story.db --against story-last-week.db
    """
    from contextlib import ExitStack
    from dataclasses import asdict

    from onrecord.store import open_view
    from onrecord.validate import check_record, compare_records

    with ExitStack() as stack:
        view = stack.enter_context(open_view(record))
        findings = check_record(view)
        changes = compare_records(stack.enter_context(open_view(against)), view) if against else []
    items: list[Finding | Change] = [*findings, *changes]
    for item in items:
        if as_json:
            click.echo(json.dumps(asdict(item), ensure_ascii=False, default=str))
        else:
            say(str(item))
    if not findings:
        tell(f"{record}: no findings.")
    if against and not changes:
        tell(f"{record}: no changes since {against}.")
    return 3 if findings else 0

"""Commands that write a record out: export, report, schema, and shell completion."""

import sys
from pathlib import Path

import click

from onrecord.cli.messages import tell
from onrecord.cli.options import open_output
from onrecord.export.run import FORMATS, PACKAGE, make_exporter
from onrecord.model.schema import ANNOTATE, TABLES

_DEFAULT_TABLES = {
    "datapackage": "articles",
    "gdelt": "events",
    "ics": "happenings",
    "plover": "events",
    "webannotation": "statements",
}
"""What a format writes when no table is named; the package holds them all."""

_RECORD = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("record", type=_RECORD)
@click.argument("table", type=click.Choice(list(TABLES)), required=False, metavar="[TABLE]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="jsonl",
    show_default=True,
    metavar="TEXT",
    help="See the list below.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder to write (default: stdout).")
@click.option("--no-text", is_flag=True, help="Leave the articles' words out; offsets stay.")
def export(record: Path, table: str | None, format_: str, output: Path | None, no_text: bool) -> None:
    """Write a record's tables to files.

    \b
    Formats: jsonl, csv, parquet (one TABLE each); plover, gdelt (events); webannotation
    (statements); ics (planned happenings); datapackage (a folder with every table).

    \b
    Examples:
      onrecord export story.db statements --format csv -o statements.csv
      onrecord export story.db --format datapackage -o story-data/
    """
    from onrecord.export import export as export_rows
    from onrecord.store import open_view

    table = table or _DEFAULT_TABLES.get(format_)
    if table is None:
        raise click.UsageError(f"Which table? --format {format_} writes one; name it after the record.")
    if format_ == PACKAGE and output is None:
        raise click.UsageError("A data package is many files; name a folder or a .zip file with -o.")
    if format_ != PACKAGE and table not in (tables := make_exporter(format_).tables):
        raise click.UsageError(f"{format_} can't hold {table}; it takes {', '.join(tables)}.")
    with open_view(record) as view:
        export_rows(view, table, output or sys.stdout.buffer, format_name=format_, with_text=not no_text)


@click.command()
@click.argument("record", type=_RECORD)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The page.")
@click.option("--quotes-only", is_flag=True, help="Show the quoted words only, not the articles' whole text.")
def report(record: Path, output: Path, quotes_only: bool) -> None:
    """Write one self-contained HTML page: timeline, accounts side by side, speakers, articles.

    \b
    Example: onrecord report story.db -o story.html
    """
    from onrecord.present.report import render_report
    from onrecord.store import open_view

    with open_view(record) as view, open_output(output) as file:
        file.write(render_report(view, quotes_only=quotes_only))
    tell(f"{output}: written.")


@click.command()
@click.argument("table", type=click.Choice([*TABLES, ANNOTATE.name]), metavar="TABLE")
def schema(table: str) -> None:
    """Print the JSON Schema of an exported table, or of annotate's rows (TABLE "annotate").

    \b
    Example: onrecord schema statements
    """
    import json

    from onrecord.model.schema import json_schema

    click.echo(json.dumps(json_schema(table), indent=2, ensure_ascii=False))


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that turns on completion in your shell.

    \b
    Example: onrecord completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    from onrecord.cli import cli

    completer = get_completion_class(shell)
    if completer is None:  # the shells offered above are those that click knows
        raise click.UsageError(f"no completion for {shell}")
    click.echo(completer(cli, {}, "onrecord", "_ONRECORD_COMPLETE").source())

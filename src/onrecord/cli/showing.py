"""Commands that print what a record holds: show, compare, search."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from onrecord.cli.options import check_day
from onrecord.model.statement import TERMS

Command = TypeVar("Command", bound=Callable[..., Any])

_RECORD = click.Path(exists=True, dir_okay=False, path_type=Path)
_WHAT = ("timeline", "happenings", "statements", "utterances", "positions", "events", "entities", "article")


def _filters(function: Command) -> Command:
    """The options that narrow what is shown."""
    for option in (
        click.option("--certain", is_flag=True, help="Only what must lie within the days, not what may."),
        click.option("--until", callback=check_day, metavar="DATE", help="Up to this day (YYYY-MM-DD)."),
        click.option("--since", callback=check_day, metavar="DATE", help="From this day on (YYYY-MM-DD)."),
        click.option("--terms", type=click.Choice(TERMS), metavar="TERMS", help=f"One of {', '.join(TERMS)}."),
        click.option("--topic", help="A topic's name or id."),
        click.option("--side", help="A side: a country code, or the name of a body that speaks for itself."),
        click.option("--speaker", help="An entity's id, or part of a name."),
    ):
        function = option(function)
    return function


def _chosen(options: Mapping[str, Any]) -> dict[str, Any]:
    since, until = options.get("since"), options.get("until")
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}; swap them.")
    return {name: value for name, value in options.items() if value not in (None, False)}


def _print_rows(rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False, separators=(",", ":")))


@click.command()
@click.argument("record", type=_RECORD)
@click.argument("what", type=click.Choice(_WHAT), default="timeline")
@click.argument("article", required=False, metavar="[ID]")
@click.option("--json", "as_json", is_flag=True, help="Print export rows as JSON Lines.")
@_filters
def show(record: Path, what: str, article: str | None, as_json: bool, **options: Any) -> None:
    """Print a record's timeline, happenings, statements, utterances, positions, events, entities or an article.

    \b
    Examples:
      onrecord show story.db timeline --since 2024-05-01
      onrecord show story.db statements --speaker Lindqvist --terms anonymous
      onrecord show story.db article herald-call
    """
    from onrecord.cli.terminal import print_shown, print_texts
    from onrecord.present.article import article_lines
    from onrecord.present.tables import TABLES
    from onrecord.store import open_view

    wanted = _chosen(options)
    if article is not None and what != "article":
        raise click.UsageError(f"{what} takes no ID; narrow it with --speaker, --side, --topic and the like.")
    with open_view(record) as view:
        if what == "article":
            if article is None:
                raise click.UsageError("Which article? Name its id; `onrecord export RECORD articles` lists them.")
            if as_json:
                view.article(article)  # an unknown id is an error, not an empty answer
                _print_rows(row for row in view.iter_rows("articles") if row["id"] == article)
            else:
                print_texts(article_lines(view.facts(article)))
        elif as_json:
            _print_rows(_json_rows(view, what, wanted))
        else:
            print_shown(TABLES[what](view, wanted))


def _json_rows(view: Any, what: str, wanted: dict[str, Any]) -> Iterable[Mapping[str, Any]]:
    from onrecord.model.rows import happening_row
    from onrecord.present.timeline import order_happenings

    if what in ("timeline", "happenings"):
        return map(happening_row, order_happenings(view.happenings(**wanted), view.relations()))
    if what == "positions":
        return (
            {"side": p.side, "topic": p.topic.name, "statements": [s.id for s in p.statements]}
            for p in view.positions(**wanted)
        )
    rows: Iterable[Mapping[str, Any]] = view.iter_fitting_rows(what, **wanted)
    return rows


@click.command()
@click.argument("record", type=_RECORD)
@click.argument("happening", required=False)
@click.option("--first", is_flag=True, help="Compare the happening that most sides tell of.")
@click.option("--json", "as_json", is_flag=True, help="Print the accounts' rows as JSON Lines.")
def compare(record: Path, happening: str | None, first: bool, as_json: bool) -> None:
    """Lay the sides' accounts of one happening side by side; without HAPPENING, list those that can be compared.

    What one account has and another lacks is "not in these articles": nobody can tell from these whether it
    was left out.

    \b
    Examples:
      onrecord compare story.db
      onrecord compare story.db h-0123
    """
    from onrecord.cli.terminal import print_shown
    from onrecord.model.rows import account_row
    from onrecord.present.comparisons import comparable, comparable_table
    from onrecord.present.tables import comparison_table
    from onrecord.store import open_view

    if first and happening is not None:
        raise click.UsageError("Name a HAPPENING or take --first, not both.")
    with open_view(record) as view:
        if first:
            happening = next((row.happening.id for row in comparable(view)), None)
        if happening is None:
            if as_json:
                _print_rows({"happening": c.happening.id, "sides": list(c.sides)} for c in comparable(view))
            else:
                print_shown(comparable_table(view))
        elif as_json:
            view.happening(happening)  # an unknown id is an error, not an empty answer
            _print_rows(account_row(account) for account in view.accounts(happening))
        else:
            articles = {article.id: article for article in view.iter_articles()}
            print_shown(comparison_table(view.compare(happening), articles))


@click.command()
@click.argument("record", type=_RECORD)
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="Print the finds as JSON Lines.")
@_filters
def search(record: Path, query: str, as_json: bool, **options: Any) -> None:
    """Search the words of statements, events and articles.

    All words of QUERY must occur; "in quotes" they must stand together; word* finds beginnings.

    \b
    Example: onrecord search story.db '"grain tariff*"' --side XAA
    """
    from dataclasses import asdict

    from onrecord.cli.terminal import print_shown
    from onrecord.present.tables import hits_table
    from onrecord.store import open_view

    wanted = _chosen(options)
    with open_view(record) as view:
        if as_json:
            _print_rows(asdict(hit) for hit in view.search(query, **wanted))
        else:
            print_shown(hits_table(view, query, wanted))

"""The command line: thin commands over library calls, loaded when they are called for.

Exit codes: 0 done, 1 an error (some article or the run failed), 2 wrong usage, 3 findings (`check`).
"""

import importlib
import os
import sys
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb
from typing import Any

import click

from onrecord import __version__
from onrecord.errors import OnrecordError

__all__ = ["COMMANDS", "cli", "main"]

COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("onrecord.cli.building:build", "Read articles into a record."),
    "rebuild": ("onrecord.cli.building:rebuild", "Read a record's stored inputs again with the present version."),
    "annotate": ("onrecord.cli.reading:annotate", "Print each article's facts as JSON Lines."),
    "code": ("onrecord.cli.reading:code", "PLOVER-code sentences with given actor pairs."),
    "link": ("onrecord.cli.reading:link", "Link given event mentions, or articles into stories."),
    "date": ("onrecord.cli.reading:date", "Infer publication dates."),
    "show": ("onrecord.cli.showing:show", "Print a record's timeline, statements, events or entities."),
    "compare": ("onrecord.cli.showing:compare", "Lay the sides' accounts of a happening side by side."),
    "search": ("onrecord.cli.showing:search", "Search the words of a record."),
    "correct": ("onrecord.cli.keeping:correct", "Change, reject, merge, part or undo; every change is logged."),
    "check": ("onrecord.cli.keeping:check", "Check that a record is whole and true to its articles."),
    "export": ("onrecord.cli.writing:export", "Write a record's tables to files."),
    "report": ("onrecord.cli.writing:report", "Write one self-contained HTML page."),
    "schema": ("onrecord.cli.writing:schema", "Print the JSON Schema of a table or of annotate's rows."),
    "completion": ("onrecord.cli.writing:completion", "Print the line that turns on shell completion."),
}
"""Command name -> where it is defined, and its line in `onrecord --help`."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of a day's work, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
def cli() -> None:
    """Turn news reports into a sourced record: who said what, who did what to whom, when.

    \b
    onrecord build reports/ -o story.db
    onrecord show story.db timeline
    onrecord report story.db -o story.html
    """


def main(argv: list[str] | None = None) -> None:
    """Run the command line; every error of ours becomes one plain message and exit code 1."""
    _open_closed_streams()
    try:
        outcome: Any = cli.main(args=argv, prog_name="onrecord", standalone_mode=False)
        sys.stdout.flush()  # here, so that a full disk behind it is told as any other error
    except click.exceptions.Abort:
        _tell("Stopped. What was written is whole; run the same command again to go on.")
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except OnrecordError as error:
        _tell(f"Error: {error}")
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing is left to tell it
        sys.exit(1)
    except OSError as error:
        where = error.filename or "output"
        _tell(f"Error: {where}: {error.strerror or error}. Mend that and run the same command again.")
        _drop_output()
        sys.exit(1)
    except Exception as error:  # a fault of ours, which a traceback would not explain to a user
        _tell(f"Error: onrecord failed ({_fault(error)}). Please report this line together with what you typed.")
        _drop_output()
        sys.exit(1)
    sys.exit(outcome if isinstance(outcome, int) else 0)


def _open_closed_streams() -> None:
    """Give a program that was started with a standard stream closed (by cron, `>&-`) one that leads nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  the program's own end closes it


def _tell(message: str) -> None:
    from onrecord.cli.messages import tell

    tell(message)


def _fault(error: Exception) -> str:
    """The error's kind and words, and the line of this program that it came from."""
    package = Path(__file__).parents[1]
    places = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    path, line = [(path, line) for path, line in places if path.is_relative_to(package)][-1]
    return f"{type(error).__name__}: {error}, at {'/'.join(path.parts[-2:])}:{line}"


def _drop_output() -> None:
    """Send what is still buffered for standard output nowhere, so that exiting doesn't fail on it again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()

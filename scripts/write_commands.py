"""Write docs/reference/commands.md from the program's own help.

    python scripts/write_commands.py [--check]

With --check nothing is written; the exit code is 1 when the file is out of date.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from onrecord.cli import COMMANDS, cli

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "commands.md"
_WIDTH = 100

_HEAD = """# Commands

Written by `python scripts/write_commands.py` from the program's help; do not edit.

Data goes to standard output, messages to standard error. Exit codes: 0 done, 1 an error (some article or the run
failed), 2 wrong usage, 3 findings (`check`). `NO_COLOR` turns colours off; progress is shown on a terminal only.
"""


def iter_helps(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """Each command's full name and help text, subcommands after their group."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=_WIDTH, max_content_width=_WIDTH)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group) and command is not cli:
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None:
                yield from iter_helps(found, child, context)


def render() -> str:
    """The whole page."""
    root = click.Context(cli, info_name="onrecord", terminal_width=_WIDTH, max_content_width=_WIDTH)
    parts = [_HEAD]
    for name in COMMANDS:
        command = cli.get_command(root, name)
        if command is not None:
            for path, text in iter_helps(command, name, root):
                parts.append(f"## {path}\n\n```text\n{text.rstrip()}\n```\n")
    return "\n".join(parts)


def main() -> int:
    """Write the page, or with --check say whether it is up to date."""
    page = render()
    if "--check" in sys.argv[1:]:
        return int(not PAGE.exists() or PAGE.read_text("utf-8") != page)
    PAGE.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Options and small habits that several commands share."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from onrecord.errors import InputError

__all__ = ["DAY", "iter_json_lines", "open_output", "output_option", "write_json_lines"]

Command = TypeVar("Command", bound=Callable[..., Any])


class _Day(click.ParamType):
    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as YYYY-MM-DD.", param, ctx)


DAY = _Day()
"""A day on the command line, YYYY-MM-DD."""


def output_option(function: Command) -> Command:
    """`-o PATH`: where to write, standard output by default."""
    option = click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write to this file instead of standard output.",
    )
    return option(function)


@contextmanager
def open_output(path: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that appears only when it is whole."""
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        partial.replace(path)
    except OSError as error:
        raise InputError(f"{path}: can't be written ({error.strerror}). Choose another place with -o.") from error
    finally:
        partial.unlink(missing_ok=True)


def write_json_lines(rows: Iterable[Mapping[str, Any]], file: IO[str]) -> None:
    """Write rows as compact JSON Lines, keys in the given order."""
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def iter_json_lines(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a JSON Lines file (`-`: standard input) with their line numbers, from 1.

    Raises:
        InputError: When the file can't be read or a line is no JSON object.
    """
    try:
        file = sys.stdin if path == "-" else Path(path).open(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}).") from error
    with file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}:{number}: not JSON ({error}). Each line must be one JSON object.") from error
            if not isinstance(row, dict):
                raise InputError(f"{path}:{number}: not a JSON object. Each line must be one JSON object.")
            yield number, row

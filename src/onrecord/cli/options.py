"""Options and small habits that several commands share."""

import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from onrecord.errors import InputError

__all__ = ["check_day", "iter_json_lines", "open_output", "output_option", "read_list", "write_json_lines"]

_WORDS = frozenset({"text", "sentence", "title", "url", "published", "retrieved"})
"""What is words in the rows of every command; null where it isn't required."""

Command = TypeVar("Command", bound=Callable[..., Any])


def check_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A day given on the command line, YYYY-MM-DD; anything else is wrong usage."""
    try:
        return date.fromisoformat(value).isoformat() if value is not None else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a day; write it as YYYY-MM-DD.", ctx, param) from None


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
    from onrecord.export.base import atomic_file

    with atomic_file(path) as out:
        text = TextIOWrapper(out, encoding="utf-8", newline="\n")
        try:
            yield text
        finally:
            text.detach()  # hands on what is buffered; the file is closed by its owner


def write_json_lines(rows: Iterable[Mapping[str, Any]], file: IO[str]) -> None:
    """Write rows as compact JSON Lines, keys in the given order."""
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def read_list(path: Path | None) -> str | None:
    """The content of a user's list (CSV), None when none is given.

    Raises:
        InputError: When the file can't be read or isn't UTF-8.
    """
    try:
        return path.read_text("utf-8-sig") if path else None
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: isn't UTF-8 (byte {error.start}); save it as UTF-8.") from error


def iter_json_lines(path: str, required: Collection[str] = ()) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a JSON Lines file (`-`: standard input) with their line numbers, from 1.

    Raises:
        InputError: When the file can't be read, a line is no JSON object with the `required` keys, or words no string.
    """
    with ExitStack() as stack:
        try:
            file = sys.stdin.buffer if path == "-" else stack.enter_context(Path(path).open("rb"))
        except OSError as error:
            raise InputError(f"{path}: can't be read ({error.strerror}).") from error
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            except ValueError as error:
                raise InputError(f"{path}:{number}: not JSON ({error}). Each line must be one JSON object.") from error
            if not isinstance(row, dict):
                raise InputError(f"{path}:{number}: not a JSON object. Each line must be one JSON object.")
            missing = [key for key in required if key not in row]
            if missing:
                raise InputError(f"{path}:{number}: lacks {', '.join(missing)}; see --help for what a row holds.")
            for key in sorted(_WORDS & row.keys()):
                if not isinstance(row[key], str) and (key in required or row[key] is not None):
                    raise InputError(f'{path}:{number}: "{key}" must be a string.')
            yield number, row

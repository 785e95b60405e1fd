"""Messages to people: each is one line, and what an input calls itself can't steer the terminal."""

import click

__all__ = ["say", "tell"]


def tell(message: str) -> None:
    """Print a message to standard error."""
    click.echo(_plain(message), err=True)


def say(line: str) -> None:
    """Print a line for people to standard output."""
    click.echo(_plain(line))


def _plain(line: str) -> str:
    """The line with control characters, line ends too, as their pictures."""
    if line.isprintable():
        return line
    from onrecord.present.safety import show_controls

    shown = str(show_controls(line))
    return shown.replace("\r", "␍").replace("\n", "␊").replace("\t", "␉")

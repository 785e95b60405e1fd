"""How a record's schema came to be: ordered, named steps, each in one transaction.

`PRAGMA user_version` is the number of steps that a file has been through. A released step never changes;
a new schema adds one, and a test opens a file of every version.
"""

import sqlite3
from collections.abc import Callable, Sequence
from importlib.resources import files

__all__ = ["APPLICATION_ID", "MIGRATIONS", "SCHEMA_VERSION", "migrate"]

APPLICATION_ID = 0x6F6E7263  # "onrc": tells our files from other SQLite files

Migration = Callable[[sqlite3.Connection], None]


def create_tables(connection: sqlite3.Connection) -> None:
    """Version 1: everything in `schema.sql`."""
    script = files("onrecord.store").joinpath("schema.sql").read_text(encoding="utf-8")
    for statement in _split(script):
        connection.execute(statement)


def add_stance(connection: sqlite3.Connection) -> None:
    """Version 2: how a statement's cue takes its content back."""
    connection.execute("ALTER TABLE statements ADD COLUMN stance TEXT")


MIGRATIONS: tuple[Migration, ...] = (create_tables, add_stance)
SCHEMA_VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Take the file through the steps that it lacks; a step that fails leaves the version before it."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    for number, step in enumerate(steps[version:], start=version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            step(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk has rolled back already
                connection.execute("ROLLBACK")
            raise


def _split(script: str) -> list[str]:
    """The script's statements; `executescript` would commit the transaction that holds them."""
    statements: list[str] = []
    lines: list[str] = []
    for line in script.splitlines(keepends=True):
        lines.append(line)
        if line.rstrip().endswith(";") and sqlite3.complete_statement("".join(lines)):
            statements.append("".join(lines))
            lines = []
    return statements

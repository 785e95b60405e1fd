"""The docs say what the program does: every command, option and column, and no link leads nowhere."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from onrecord.cli import COMMANDS, cli
from onrecord.model.schema import ANNOTATE, TABLES

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")])
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_commands_page_is_the_programs_help() -> None:
    done = subprocess.run([sys.executable, "scripts/write_commands.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run `python scripts/write_commands.py`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    context = click.Context(cli, info_name="onrecord")
    command = cli.get_command(context, name)
    assert command is not None
    assert "Example" in command.get_help(click.Context(command, info_name=name, parent=context))


@pytest.mark.parametrize("table", [*TABLES.values(), ANNOTATE], ids=lambda table: table.name)
def test_every_column_is_documented(table) -> None:
    page = (ROOT / "docs" / "reference" / "record.md").read_text("utf-8")
    missing = [column.name for column in table.columns if f"`{column.name}`" not in page]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = [t for t in _LINK.findall(page.read_text("utf-8")) if "://" not in t and not t.startswith("mailto:")]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_reason_of_a_refusal_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "inputs.md").read_text("utf-8").partition("## What is refused")[2]
    source = "".join(path.read_text("utf-8") for path in sorted((ROOT / "src" / "onrecord").rglob("*.py")))
    refusals = r'(?:ArticleError|Reject)\((?:[^()"]*,)?\s*"(?:read|clean|annotate|store)",\s*"([a-z_]+)"'
    reasons = set(re.findall(refusals, source))
    assert len(reasons) > 15
    assert {reason for reason in reasons if f"`{reason}`" not in page} == set()

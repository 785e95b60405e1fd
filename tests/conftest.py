"""Fixtures that several folders share; the builders beside this file are importable from every test."""

import shutil
from pathlib import Path

import pytest

from commands import must

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="session")
def story_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story's record, built once; read it only."""
    record = tmp_path_factory.mktemp("story") / "story.db"
    lists = ("--roles", EXAMPLES / "roles.csv", "--topics", EXAMPLES / "topics.csv")
    must("build", EXAMPLES / "story", "-o", record, *lists)
    return record


@pytest.fixture
def story_copy(story_record: Path, tmp_path: Path) -> Path:
    """A copy of the sample story's record that a test may change."""
    return Path(shutil.copy(story_record, tmp_path / "story.db"))

"""`__all__` is what the package shows, and importing it costs nothing."""

import json
import subprocess
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import onrecord
from onrecord.errors import ArticleError
from onrecord.model.record import Filter

ROOT = Path(__file__).parent.parent
HEAVY = (
    "numpy",
    "onnxruntime",
    "trafilatura",
    "pyarrow",
    "rich",
    "tokenizers",
    "lxml",
    "jinja2",
    "py3langid",
    "htmldate",
)
MODULES = sorted(
    module.name for module in walk_packages(onrecord.__path__, "onrecord.") if "__main__" not in module.name
)


def _loaded_after(statement: str) -> set[str]:
    program = f"import json, sys\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return {
        name.partition(".")[0] if name.partition(".")[0] in HEAVY else name
        for name in json.loads(done.stdout.splitlines()[-1])
    }


def test_the_package_shows_its_functions() -> None:
    assert onrecord.__all__ == ["__version__", "annotate", "build", "open"]
    assert all(getattr(onrecord, name) for name in onrecord.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        onrecord.nothing  # noqa: B018


@pytest.mark.parametrize(
    "before", ["pass", "onrecord.annotate", "import onrecord.annotate.times", "from onrecord.annotate import reader"]
)
def test_annotate_can_be_called_whatever_was_loaded_before(before: str) -> None:
    calls = (
        "for _ in range(2): print(len(list(onrecord.annotate(['The minister said on Monday that talks had ended.']))))"
    )
    program = f"import onrecord\n{before}\n{calls}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "1"]


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("", "empty"),
        (7, "not_an_object"),
        ({"id": "a"}, "no_text"),
        ({"text": 7}, "bad_field"),
        ("Two words", "too_short"),
    ],
)
def test_a_document_that_cant_be_used_is_told_with_its_reason(document: object, reason: str) -> None:
    with pytest.raises(ArticleError, match="document 1: ") as told:
        list(onrecord.annotate([document]))
    assert told.value.reason == reason


@pytest.mark.parametrize("day", ["May", "20310501", "2031-02-30", date(2031, 5, 1)])
def test_a_filter_takes_days_as_they_are_stored(day: object) -> None:
    with pytest.raises(ValueError, match="write YYYY-MM-DD"):
        Filter(since=day)
    assert Filter(until="2031-05-01").until == "2031-05-01"


@pytest.mark.weights
def test_one_text_is_one_document() -> None:
    (facts,) = onrecord.annotate("The minister said on Monday that talks had ended.")
    assert facts.article.text.startswith("The minister")


def test_importing_the_package_loads_nothing_else() -> None:
    loaded = _loaded_after("import onrecord")
    assert not loaded & set(HEAVY)
    assert [name for name in loaded if name.startswith("onrecord")] == ["onrecord"]


def test_the_command_line_starts_without_what_its_commands_need() -> None:
    loaded = _loaded_after("from onrecord.cli import cli\ncli.main(['--help'], standalone_mode=False)")
    assert not loaded & {*HEAVY, "sqlite3"}
    assert not [name for name in loaded if name.startswith("onrecord.") and name.count(".") > 1]


@pytest.mark.parametrize("name", MODULES)
def test_what_a_module_names_as_public_is_there(name: str) -> None:
    module = import_module(name)
    for public in getattr(module, "__all__", ()):
        assert hasattr(module, public), f"{name}.{public}"


def test_the_version_is_the_projects() -> None:
    import tomllib

    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == onrecord.__version__

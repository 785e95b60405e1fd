"""The wheel holds all that is needed and nothing else, and what is installed from it works."""

import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.weights]

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
_MAX_BYTES = 80_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    hatchling = pytest.importorskip("hatchling.builders.wheel", reason="needs hatchling, the project's build backend")
    folder = tmp_path_factory.mktemp("wheel")
    builder = hatchling.WheelBuilder(str(ROOT))
    return Path(next(builder.build(directory=str(folder), versions=["standard"])))


def test_the_wheel_holds_all_code_and_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {name for name in names if ".dist-info/" not in name}
    present = {
        path.relative_to(SOURCE).as_posix()
        for path in (SOURCE / "onrecord").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert shipped == present
    assert any(name.endswith("licenses/LICENSE") for name in names)
    for needed in ("reader.onnx", "vocab.txt", "schema.sql", "lexicon.toml", ".html", "py.typed"):
        assert any(name.endswith(needed) for name in shipped), needed
    assert wheel.stat().st_size < _MAX_BYTES


def test_what_is_installed_runs_the_sample_story(wheel: Path, tmp_path: Path) -> None:
    # The dependencies are those of this environment; the project itself comes from the wheel alone.
    venv.create(tmp_path / "venv", with_pip=False)
    python = next((tmp_path / "venv").glob("[bS]*/python*"))
    code = next(Path(path) for path in sys.path if (Path(path) / "click").is_dir())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    program = (
        f"import sys; sys.path[:0] = [{str(tmp_path / 'installed')!r}]; sys.path.append({str(code)!r});"
        "from onrecord.cli import main; main(sys.argv[1:])"
    )

    def onrecord(*arguments: object) -> str:
        command = [str(python), "-I", "-c", program, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        return done.stdout

    onrecord("build", ROOT / "examples" / "story", "-o", "story.db", "--roles", ROOT / "examples" / "roles.csv")
    assert "Hartwick" in onrecord("show", "story.db", "timeline")
    onrecord("report", "story.db", "-o", "story.html")
    assert (tmp_path / "story.html").stat().st_size > 20_000


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    for dependency in tomllib.loads(text)["project"]["dependencies"]:
        (line,) = [line for line in text.splitlines() if f'"{dependency}"' in line]
        assert "#" in line, dependency


def test_every_dependency_is_pinned_for_setup() -> None:
    pins = {
        line.partition("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {name.partition(">=")[0].lower().replace("_", "-") for name in named} <= pins

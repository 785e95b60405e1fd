"""Install the wheel as a user would, and run the sample story with what was installed.

    python scripts/check_wheel.py

Builds the wheel, installs it with its dependencies into a new environment in a temporary folder, and there, far from
the project, builds the sample story's record, shows, compares, reports and checks it. Needs the package index that
`make setup` needs.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "examples"


def build_wheel(folder: Path) -> Path:
    """The project's wheel, made in `folder`."""
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """A new environment with the wheel and the dependencies that it names; where its programs are."""
    venv.create(folder, with_pip=True)
    programs = next(path for path in (folder / "bin", folder / "Scripts") if path.is_dir())
    run(programs / "python", "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt", wheel)
    return programs


def run(*command: object, cwd: Path | None = None) -> str:
    """What a command prints; its messages and a stop when it fails."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=outside, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(str(part) for part in command)}\n{done.stdout}{done.stderr}exit code {done.returncode}")
    return done.stdout


def try_story(programs: Path, folder: Path) -> None:
    """The demo's commands and `check`, in `folder`."""

    def onrecord(*arguments: object) -> str:
        return run(programs / "onrecord", *arguments, cwd=folder)

    lists = ("--roles", STORY / "roles.csv", "--topics", STORY / "topics.csv")
    onrecord("build", STORY / "story", "-o", "story.db", *lists)
    timeline = onrecord("show", "story.db", "timeline")
    accounts = onrecord("compare", "story.db", "--first")
    onrecord("report", "story.db", "-o", "story.html")
    onrecord("check", "story.db")
    for name, text in (("timeline", timeline), ("accounts", accounts)):
        if "Hartwick" not in text:
            sys.exit(f"the {name} of the sample story don't name its president:\n{text}")
    if (folder / "story.html").stat().st_size < 20_000:
        sys.exit("the sample story's report is too small to be whole")


def main() -> None:
    """Build, install, try."""
    with tempfile.TemporaryDirectory(prefix="onrecord-wheel-") as name:
        folder = Path(name)
        wheel = build_wheel(folder / "wheel")
        programs = install(wheel, folder / "environment")
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        try_story(programs, elsewhere)
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB; installed, and the sample story runs from it")


if __name__ == "__main__":
    main()

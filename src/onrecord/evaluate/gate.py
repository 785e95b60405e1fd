"""Hold the readers to their floors on the public corpora, which stay outside the project.

Each measure runs the shipped commands' own functions on a development set, hands both sides to that corpus's
scorer, and compares a figure of the report with its floor in `floors.toml`. Lowering a floor is a change to that
file, which a reviewer sees.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.evaluate.quotations import load_quotations, share_right
from onrecord.model import Facts, RawArticle
from onrecord.model.rows import facts_row
from onrecord.pipeline.workers import annotate

__all__ = ["Measured", "measure_all"]

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure in percent with its floor."""

    name: str
    value: float
    floor: float

    @property
    def holds(self) -> bool:
        """Whether the figure reaches its floor."""
        return self.value >= self.floor


@dataclass(frozen=True, slots=True)
class _Task:
    """A development set, how its rows are read, and the scorer with its options.

    `gold` names the answers where they stand in a file of their own; only rows with an id in it are scored.
    """

    rows: str
    predict: Callable[[list[Row], int], Iterable[Row]]
    scorer: str
    options: tuple[str, ...] = ("--json",)
    keep: Callable[[Row], bool] = lambda row: True
    gold: str | None = None


def _annotations(rows: list[Row], workers: int) -> Iterator[Row]:
    raws = [
        RawArticle(path=row["id"], id=row["id"], text=row["text"], published=row.get("dct") or row.get("date"))
        for row in rows
    ]
    for _, outcome in annotate(raws, workers=workers):
        if isinstance(outcome, Facts):
            yield facts_row(outcome)


def _attributions(rows: list[Row], workers: int) -> Iterator[Row]:
    for row in _annotations(rows, workers):
        plain = [a for a in row["attributions"] if a["within"] is None and a["usage"] is None]
        yield {"id": row["id"], "attributions": plain}


def _timexes(rows: list[Row], workers: int) -> Iterator[Row]:
    return ({"id": row["id"], "timexes": row["timexes"]} for row in _annotations(rows, workers))


def _pairs(rows: list[Row], workers: int) -> Iterable[Row]:
    from onrecord.code import code_pairs  # noqa: PLC0415  only this measure needs it

    return code_pairs(iter(rows))


def _mentions(rows: list[Row], workers: int) -> Iterable[Row]:
    from onrecord.link import link_mentions  # noqa: PLC0415  only this measure needs it

    return link_mentions(iter(rows))


def _stories(rows: list[Row], workers: int) -> Iterable[Row]:
    from onrecord.link import link_stories  # noqa: PLC0415  only this measure needs it

    return link_stories(iter(rows))


def _is_dev(row: Row) -> bool:
    return bool(row["split"] == "dev")


_TASKS: dict[str, _Task] = {
    "attribution": _Task("data/polnear/dev.jsonl", _attributions, "score_attribution.py", ()),
    "times": _Task("data/timex/train.jsonl", _timexes, "score_timex.py"),
    "pairs": _Task("data/plover/plv_train.jsonl", _pairs, "score_events.py", keep=lambda row: bool(row["fold"] == 0)),
    "mentions": _Task(
        "data/crossdoc/ecb_dev.jsonl",
        _mentions,
        "score_clusters.py",
        keep=_is_dev,
        gold="data/crossdoc/ecb_dev_events.gold.jsonl",
    ),
    "stories": _Task(
        "data/crossdoc/ecb_dev.jsonl",
        _stories,
        "score_clusters.py",
        keep=_is_dev,
        gold="data/crossdoc/ecb_dev_stories.gold.jsonl",
    ),
}


def measure_all(shared: Path, *, workers: int = 2) -> Iterator[Measured]:
    """Every figure that has a floor: quotations, then in the order of `floors.toml`.

    Raises:
        FileNotFoundError: A corpus or scorer is missing under `shared`.
        subprocess.CalledProcessError: A scorer refused what it was given.
    """
    floors = tomllib.loads(files(__package__).joinpath("floors.toml").read_text("utf-8"))
    right = floors.pop("quotations")["right"]
    yield Measured("quotations: right", 100 * _quotations_right(shared, workers), right)
    for name, wanted in floors.items():
        report = _score(shared, _TASKS[name], workers)
        for path, floor in wanted.items():
            yield Measured(f"{name}: {path}", 100 * _figure(report, path), floor)


def _quotations_right(shared: Path, workers: int) -> float:
    """The share of right fields of the labelled quotations in the two reports, dated and undated, 0..1."""
    rows = _read(shared / "seeds_dated/seeds.jsonl")
    shares = []
    for dated in (True, False):
        raws = [
            RawArticle(path=row["id"], id=row["id"], text=row["text"], published=row["published"] if dated else None)
            for row in rows
        ]
        read = [outcome for _, outcome in annotate(raws, workers=workers) if isinstance(outcome, Facts)]
        shares.append(share_right(read, load_quotations()))
    return min(shares)


def _score(shared: Path, task: _Task, workers: int) -> Mapping[str, Any]:
    rows = [row for row in _read(shared / task.rows) if task.keep(row)]
    gold_rows = _read(shared / task.gold) if task.gold else rows
    wanted = {row["id"] for row in gold_rows}
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder, "gold.jsonl"), Path(folder, "predicted.jsonl")
        _write(gold, gold_rows)
        _write(predicted, (row for row in task.predict(rows, workers) if row["id"] in wanted))
        command = [sys.executable, str(shared / "eval" / task.scorer), str(gold), str(predicted), *task.options]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    report: Mapping[str, Any] = json.loads(done.stdout)
    return report


def _read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _write(path: Path, rows: Iterable[Row]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def _figure(report: Mapping[str, Any], path: str) -> float:
    """The figure at a dotted path of a scorer's report, 0..1."""
    value: Any = report
    for key in path.split("."):
        value = value[key]
    return float(value)

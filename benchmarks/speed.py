"""Words a second of `annotate` beside spaCy's full pipeline, textacy's quotations, and itself without events.

Same texts, same run, one thread:

    python -m benchmarks.speed [--peers PYTHON] [--model NAME] [--texts FILE.jsonl] [--words N] [--rounds N]

PYTHON is an interpreter that has spaCy with a model, and perhaps textacy; a peer that it lacks is named and left
out. NAME is the model's package or folder. Every tool runs in a process of its own, in turn, and loads and warms up
before the clock starts. Words are runs of non-blank characters, seconds those of the processor. A ratio is the median
over the rounds: within a round all tools meet the machine in about the same mood.
"""

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODEL = "en_core_web_md"
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def load_texts(rows: Path | None, n_words: int) -> list[str]:
    """The `text` of JSON Lines, or the sample story and the labelled time expressions; about the first `n_words`."""
    if rows:
        texts = read_rows(rows)
    else:
        texts = [path.read_text("utf-8") for path in sorted((ROOT / "examples" / "story").glob("*.[tm][xd]*"))]
        texts += read_rows(ROOT / "examples" / "story" / "wire-and-web.jsonl")
        texts += read_rows(ROOT / "data" / "times" / "dev.jsonl")
    before = itertools.accumulate((len(text.split()) for text in texts), initial=0)
    return [text for text, n in zip(texts, before, strict=False) if n < n_words]


def read_rows(path: Path) -> list[str]:
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]


def load_onrecord(model: str) -> Callable[[str], object]:
    """All stages of `annotate` on one text."""
    from onrecord.model import RawArticle
    from onrecord.pipeline.stages import annotate_article

    return lambda text: annotate_article(RawArticle(path="text", text=text))


def load_attribution(model: str) -> Callable[[str], object]:
    """`annotate` without events: all that statements with their speakers, sides and times need."""
    from onrecord.pipeline import stages

    setattr(stages, "find_events", lambda *_: ())  # noqa: B010  another module's name, which only this process loses
    return load_onrecord(model)


def load_spacy(model: str) -> Callable[[str], object]:
    """The full pipeline: tags, parse, names, lemmas."""
    import spacy

    pipeline: Callable[[str], object] = spacy.load(model)
    return pipeline


def load_textacy(model: str) -> Callable[[str], object]:
    """The same pipeline and the quotations in it."""
    from textacy.extract import direct_quotations

    read = load_spacy(model)

    def extract(text: str) -> object:
        try:
            return list(direct_quotations(read(text)))
        except ValueError:  # it refuses a text with an odd number of quotation marks
            return None

    return extract


TOOLS: dict[str, Callable[[str], Callable[[str], object]]] = {
    "onrecord": load_onrecord,
    "attribution": load_attribution,
    "spacy": load_spacy,
    "textacy": load_textacy,
}


def time_tool(name: str, model: str, texts: list[str]) -> float:
    """Words a second of processor time over all texts, in this process."""
    read = TOOLS[name](model)
    for text in texts[:3]:
        read(text)
    begin = time.process_time()
    for text in texts:
        read(text)
    seconds = time.process_time() - begin
    return sum(len(text.split()) for text in texts) / seconds


def iter_rounds(python_of: dict[str, str], n_rounds: int, arguments: list[str]) -> Iterator[dict[str, float]]:
    """Each tool's words a second, round by round; a tool that can't run is named once and left out."""
    missing: set[str] = set()
    for _ in range(n_rounds):
        speeds: dict[str, float] = {}
        for name, python in python_of.items():
            if name in missing:
                continue
            command = [python, str(Path(__file__)), "--tool", name, *arguments]
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, env={**os.environ, **_ONE_THREAD}
            )
            if done.returncode:
                missing.add(name)
                print(f"{name}: left out ({done.stderr.strip().rpartition(chr(10))[2]})")
            else:
                speeds[name] = float(done.stdout)
        yield speeds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--model", default=MODEL, help="spaCy's model: a package or a folder")
    parser.add_argument("--texts", type=Path, metavar="FILE.jsonl", help="rows with `text`, instead of the project's")
    parser.add_argument("--words", type=int, default=20_000, help="read about so many")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tool", choices=TOOLS, help="time this one here and print words a second")
    args = parser.parse_args()
    if args.tool:
        print(time_tool(args.tool, args.model, load_texts(args.texts, args.words)))
        return 0
    python_of = {"onrecord": sys.executable, "attribution": sys.executable, "spacy": args.peers, "textacy": args.peers}
    arguments = ["--model", args.model, "--words", str(args.words)]
    if args.texts:
        arguments += ["--texts", str(args.texts)]
    rounds = list(iter_rounds(python_of, args.rounds, arguments))
    if not all("onrecord" in speeds for speeds in rounds):
        return 1
    for name in rounds[-1]:
        speed = statistics.median(speeds[name] for speeds in rounds)
        ratios = sorted(speeds["onrecord"] / speeds[name] for speeds in rounds)
        print(
            f"{name}: {speed:.0f} words/s; onrecord has {statistics.median(ratios):.2f} times that"
            f" ({ratios[0]:.2f} to {ratios[-1]:.2f} over {len(rounds)} rounds)"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Words a second of `annotate` beside spaCy's full pipeline and textacy's quotations: same texts, same run, one thread.

    python -m benchmarks.speed [--peers PYTHON] [--rounds N]

PYTHON is an interpreter that has spaCy with a model, and perhaps textacy; a peer that it lacks is named and left
out. Every tool runs in a process of its own, in turn, and loads and warms up before the clock starts. Words are runs
of non-blank characters.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODELS = ("en_core_web_md", "en_core_web_sm")
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def load_texts() -> list[str]:
    """The texts of the sample story and of the project's labelled sets of time expressions."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "examples" / "story").glob("*.[tm][xd]*"))]
    for path in (ROOT / "examples" / "story" / "wire-and-web.jsonl", ROOT / "data" / "times" / "dev.jsonl"):
        texts += [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    return texts


def load_onrecord() -> Callable[[str], object]:
    """All stages of `annotate` on one text."""
    from onrecord.model import RawArticle
    from onrecord.pipeline.stages import annotate_article

    return lambda text: annotate_article(RawArticle(path="text", text=text))


def load_spacy() -> Callable[[str], object]:
    """The full pipeline of the largest model that is installed, the medium one at most."""
    import spacy

    found = [name for name in MODELS if spacy.util.is_package(name)]
    if not found:
        raise ImportError(f"none of {', '.join(MODELS)} is installed")
    return spacy.load(found[0])


def load_textacy() -> Callable[[str], object]:
    """The same pipeline and the quotations in it."""
    from textacy.extract import direct_quotations

    read = load_spacy()

    def extract(text: str) -> object:
        try:
            return list(direct_quotations(read(text)))
        except ValueError:  # it refuses a text with an odd number of quotation marks
            return None

    return extract


TOOLS: dict[str, Callable[[], Callable[[str], object]]] = {
    "onrecord": load_onrecord,
    "spacy": load_spacy,
    "textacy": load_textacy,
}


def time_tool(name: str) -> float:
    """Words a second over all texts, in this process."""
    texts = load_texts()
    read = TOOLS[name]()
    for text in texts[:3]:
        read(text)
    begin = time.process_time()
    for text in texts:
        read(text)
    seconds = time.process_time() - begin  # not the wall's: what else runs on the machine doesn't count
    return sum(len(text.split()) for text in texts) / seconds


def iter_rounds(python_of: dict[str, str], n_rounds: int) -> Iterator[tuple[str, float | str]]:
    """Each tool's words a second, round by round, or why it can't run."""
    missing: set[str] = set()
    for _ in range(n_rounds):
        for name, python in python_of.items():
            if name in missing:
                continue
            command = [python, str(Path(__file__)), "--tool", name]
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, env={**os.environ, **_ONE_THREAD}
            )
            if done.returncode:
                missing.add(name)
                yield name, done.stderr.strip().rpartition("\n")[2]
            else:
                yield name, float(done.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tool", choices=TOOLS, help="time this one here and print words a second")
    args = parser.parse_args()
    if args.tool:
        print(time_tool(args.tool))
        return 0
    speeds: dict[str, list[float]] = {}
    for name, found in iter_rounds(
        {"onrecord": sys.executable, "spacy": args.peers, "textacy": args.peers}, args.rounds
    ):
        if isinstance(found, str):
            print(f"{name}: left out ({found})")
        else:
            speeds.setdefault(name, []).append(found)
    if "onrecord" not in speeds:
        return 1
    ours = statistics.median(speeds["onrecord"])
    for name, found_speeds in speeds.items():
        speed = statistics.median(found_speeds)
        print(f"{name}: {speed:.0f} words/s; onrecord has {ours / speed:.2f} times that")
    return 0


if __name__ == "__main__":
    sys.exit(main())

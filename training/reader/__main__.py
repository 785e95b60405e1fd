"""Make the reader from the data in one command; what is already there is kept, so it can be stopped and run again.

python -m training.reader --polnear DIR --shared DIR --teacher DIR --base DIR --work DIR
"""

import argparse
import subprocess
import sys
from pathlib import Path

WEIGHTS = Path("src/onrecord/annotate/weights")


def run(module: str, *arguments: object, room: str = "reader") -> None:
    command = [sys.executable, "-m", f"training.{room}.{module}", *map(str, arguments)]
    print("+", *command[1:], file=sys.stderr)
    subprocess.run(command, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--shared", type=Path, required=True, help="folder with crossdoc, timex and extraction")
    parser.add_argument("--statements", type=Path, default=Path("data/statements/train.jsonl"))
    parser.add_argument("--evidence", type=Path, default=Path("data/statements/evidence-train.jsonl"))
    parser.add_argument("--news", type=Path, default=Path("data/statements/news-train.jsonl"))
    parser.add_argument("--teacher", type=Path, required=True, help="a spaCy pipeline with tagger, parser and ner")
    parser.add_argument("--base", type=Path, required=True, help="folder with model.safetensors")
    parser.add_argument("--work", type=Path, required=True, help="silver labels and checkpoints go here")
    parser.add_argument("--steps", type=int, default=4200)
    parser.add_argument("--narrow-steps", type=int, default=2100)
    parser.add_argument("--tell-steps", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--version", default="1")
    parser.add_argument("-o", "--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    names = ("silver", "wide", "cut", "narrow", "told", "mean")
    silver, wide, cut, narrow, told, mean = (options.work / name for name in names)
    late = options.work / "statements" / "train.jsonl"
    late.parent.mkdir(parents=True, exist_ok=True)
    data = ("--polnear", options.polnear, "--shared", options.shared)
    if not late.exists():
        run("statements", options.statements, "-o", late)
    run("silver", "--teacher", options.teacher, *data, "--extra", late, "-o", silver)
    learning = ("--silver", silver, "--late", late, "--base", options.base / "model.safetensors")
    run("train", *data, *learning, "--steps", options.steps, "--seed", options.seed, "-o", wide)
    if not (cut / "last.pt").exists():
        run("prune", "--run", wide, "--polnear", options.polnear, "--silver", silver, "-o", cut)
    schedule = ("--steps", options.narrow_steps, "--rate", 1.5e-4, "--head-rate", 5e-4, "--late-from", 0)
    run("train", *data, *learning, *schedule, "--seed", options.seed + 6, "--start", cut, "-o", narrow)
    news = options.work / "news"
    if not news.exists():
        run("fields", options.news, *data, "-o", news, room="statements")
    last: tuple[object, ...] = ("--steps", options.tell_steps, "--rate", 1.2e-4, "--head-rate", 4e-4, "--late-from", 0)
    last += ("--batch-pieces", 1024, "--reports-a-step", 4)
    reports, evidence = (news / f"{options.news.stem}-{kind}.jsonl" for kind in ("reports", "evidence"))
    own = ("--reports", options.statements, reports, "--evidence", options.evidence, evidence)
    run("train", *data, *learning, *last, *own, "--seed", options.seed + 16, "--start", narrow, "-o", told)
    run("average", f"{narrow}:0.35", f"{told}:0.65", "-o", mean)
    run("export", "--run", mean, "--version", options.version, "-o", options.out)
    run("calibrate", options.polnear / "dev.jsonl", "--weights", options.out)


if __name__ == "__main__":
    main()

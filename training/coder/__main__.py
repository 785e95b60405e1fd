"""Make the coder from the data in one command; what is already there is kept, so it can be stopped and run again.

python -m training.coder --plv FILE --penta FILE --news FILE --polnear DIR --shared DIR --base DIR --work DIR
"""

import argparse
import subprocess
import sys
from pathlib import Path

CHOICE = Path("src/onrecord/annotate/events")
WEIGHTS = Path("src/onrecord/code/weights")


def run(made: Path | None, module: str, *arguments: object) -> None:
    """Run a program of this folder unless what it makes is there; None for one that always runs."""
    if made is not None and made.exists():
        return
    command = [sys.executable, "-m", f"training.coder.{module}", *map(str, arguments)]
    print("+", *command[1:], file=sys.stderr)
    subprocess.run(command, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plv", type=Path, required=True, help="labelled sentences of PLV")
    parser.add_argument("--penta", type=Path, required=True, help="its coarsely labelled ones")
    parser.add_argument("--own", type=Path, default=Path("data/events/train.jsonl"))
    parser.add_argument("--news", type=Path, required=True, help="sentences of real news, joined with their labels")
    parser.add_argument("--polnear", type=Path, required=True, help="folder of unlabelled news, as for the reader")
    parser.add_argument("--shared", type=Path, required=True, help="folder with more of it, as for the reader")
    parser.add_argument("--base", type=Path, required=True, help="folder with model.safetensors")
    parser.add_argument("--work", type=Path, required=True, help="readings, pairs and checkpoints go here")
    parser.add_argument("--fold", type=int, default=-1, help="fold of PLV to hold out; -1 trains on all")
    parser.add_argument("-o", "--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    readings, likely, taught = work / "readings.pkl", work / "likely.pkl", work / "taught.jsonl"
    ours = ("--plv", options.plv, "--own", options.own)
    heard = (*ours, options.news)
    # The sentences of real news are few, and what annotators found in them counts twice.
    chosen = (*heard, options.news, "--readings", readings)
    run(readings, "choice", *chosen, "-o", CHOICE)
    pairs, pairs_of_news = work / "candidates.jsonl", work / "candidates-news.jsonl"
    run(pairs, "candidates", *ours, "--readings", readings, "-o", pairs)
    run(pairs_of_news, "candidates", *heard, "--readings", readings, "-o", pairs_of_news)
    rest = ("--penta", options.penta, "--dev-fold", options.fold, "--base", options.base / "model.safetensors")
    rows = (*ours, "--candidates", pairs, *rest)
    rows_of_news = (*heard, options.news, "--candidates", pairs_of_news, *rest)
    wide, wide_of_news, thin = (work / name / "coder-1.pt" for name in ("wide", "heard", "thin"))
    run(wide, "train", *rows, "--epochs", 13, "-o", wide.parent)
    run(wide_of_news, "train", *rows_of_news, "--start", wide, "--rate", 5e-5, "--epochs", 2, "-o", wide_of_news.parent)
    teacher = work / "teacher"
    run(teacher / "coder.onnx", "export", wide_of_news, "-o", teacher)
    texts = ("--polnear", options.polnear, "--shared", options.shared)
    run(likely, "likely", *texts, "--weights", teacher, "-o", likely, "--pairs", taught)
    run(None, "choice", *chosen, "--taught", likely, "-o", CHOICE)
    run(thin, "train", *rows, "--start", wide, "--layers", 3, "--taught", taught, "--epochs", 6, "-o", thin.parent)
    run(None, "export", thin, "-o", options.out)


if __name__ == "__main__":
    main()

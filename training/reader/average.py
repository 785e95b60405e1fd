"""A checkpoint whose weights are the averages of several runs' (Wortsman et al. 2022, "Model soups").

python -m training.reader.average RUN:SHARE ... -o FOLDER

Weights that only some of the runs have are averaged over these. Runs that go on from one another keep what the earlier
did better at little cost to what the later learned.
"""

import argparse
import shutil
from pathlib import Path

import torch
from torch import Tensor


def average(states: list[tuple[dict[str, Tensor], float]]) -> dict[str, Tensor]:
    """The weights averaged by shares; shares are taken relative to those of the runs that have a weight."""
    out = {}
    for name in {name: None for state, _ in states for name in state}:
        held = [(state[name], share) for state, share in states if name in state]
        total = sum(share for _, share in held)
        out[name] = torch.stack([value * (share / total) for value, share in held]).sum(0)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", help="FOLDER:SHARE, the last one the newest")
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    given = [(Path(folder), float(share)) for folder, _, share in (run.rpartition(":") for run in options.runs)]
    loaded = [(torch.load(folder / "last.pt", weights_only=True), share) for folder, share in given]
    options.out.mkdir(parents=True, exist_ok=True)
    state = {"reader": average([(run["reader"], share) for run, share in loaded]), "step": loaded[-1][0]["step"]}
    torch.save(state, options.out / "last.pt")
    shutil.copy(given[-1][0] / "labels.json", options.out / "labels.json")


if __name__ == "__main__":
    main()

"""Train the telling heads alone on from a run, over what its encoder gives as it is.

python -m training.reader.retune --run FOLDER --reports FILE ... --evidence FILE ... -o FOLDER
"""

import argparse
import shutil
from pathlib import Path

import torch
from torch import Tensor

from .export import load_checkpoint
from .network import Reader
from .telling import Case, iter_cases, read_cases, split_vectors, telling_losses

_A_STEP = 3
_WARM = 30
_SEED = 41


@torch.no_grad()
def encode(reader: Reader, case: Case) -> Tensor:
    """The mixed layers of a case's words, `(words, width)`."""
    names = ("pieces", "shape", "quote", "place", "attend")
    layers = reader.encode(*(case.inputs[name] for name in names))
    places = case.inputs["first_piece"][:, :, None]
    shares = torch.softmax(reader.tell_mix, 0)
    mixed = [shares[i] * layer.gather(1, places.expand(-1, -1, layer.shape[2])) for i, layer in enumerate(layers)]
    return split_vectors(torch.stack(mixed).sum(0), [case])[0]


def retune(reader: Reader, cases: list[Case], n_steps: int, rate: float) -> None:
    """Train the heads in place; batches and dropout are the same each time."""
    words = {id(case): encode(reader.eval(), case) for case in cases}
    parameters = [*reader.tell.parameters(), *reader.teller.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.01)
    reader.train()
    batches = iter_cases(cases, _A_STEP, _SEED)
    for step in range(n_steps):
        torch.manual_seed(step)
        batch = next(batches)
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1, (step + 1) / _WARM) * (n_steps - step) / n_steps
        vectors = [reader.tell(reader.tell_dropout(words[id(case)])) for case in batch]
        outs = [
            reader.teller(told, case.signs, case.relations, case.near, case.flags, case.pools)
            for told, case in zip(vectors, batch, strict=True)
        ]
        optimizer.zero_grad()
        torch.stack(list(telling_losses(outs, batch).values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--reports", type=Path, nargs="+", required=True)
    parser.add_argument("--evidence", type=Path, nargs="+", required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    reader, _, step = load_checkpoint(options.run)
    cases = read_cases(options.reports, options.evidence)
    retune(reader, cases, options.epochs * -(-len(cases) // _A_STEP), options.rate)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({"reader": reader.state_dict(), "step": step}, options.out / "last.pt")
    shutil.copy(options.run / "labels.json", options.out / "labels.json")


if __name__ == "__main__":
    main()

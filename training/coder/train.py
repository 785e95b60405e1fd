"""Train the coder; fixed seed, schedule by steps.

python -m training.coder.train --plv FILE --penta FILE --own FILE... --base FILE --vocabulary FILE -o FOLDER
"""

import argparse
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from random import Random

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from onrecord.code.pairs import ROOTS
from onrecord.engine.pieces import VOCABULARY, PieceVocabulary
from training.coder.examples import (
    PENTA,
    Row,
    load_candidates,
    load_own,
    load_penta,
    load_plv,
    load_taught,
    make_batches,
)
from training.coder.network import Coder, find_sizes
from training.reader.network import Reader, Sizes

LOG = logging.getLogger("training.coder")
_DECAY = 0.99  # of the running mean, a step
_GROUPS = torch.tensor([PENTA[name] for name in ROOTS])


def collate(rows: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, roles and mask of a batch, padded on the right."""
    longest = max(len(row.pair.pieces) for row in rows)
    pieces = torch.zeros(len(rows), longest, dtype=torch.long)
    roles = torch.zeros_like(pieces)
    attend = torch.zeros(len(rows), longest, dtype=torch.bool)
    for i, row in enumerate(rows):
        n = len(row.pair.pieces)
        pieces[i, :n] = torch.tensor(row.pair.pieces)
        roles[i, :n] = torch.tensor(row.pair.roles)
        attend[i, :n] = True
    return pieces, roles, attend


def compute_loss(coder: Coder, rows: Sequence[Row]) -> Tensor:
    """Root, coarse group, act and status, each over the rows that have the label or a teacher's odds of it."""
    root, act, status = coder(*collate(rows))
    log_p = torch.log_softmax(root, 1)
    total = root.sum() * 0.0
    known = [i for i, row in enumerate(rows) if row.roots is not None]
    if known:
        right = torch.zeros(len(known), len(ROOTS), dtype=torch.bool)
        for k, i in enumerate(known):
            right[k, list(rows[i].roots or ())] = True
        hit = torch.logsumexp(log_p[known].masked_fill(~right, -1e4), 1)
        smooth = log_p[known].mean(1)
        total = total - (0.95 * hit + 0.05 * smooth).mean()
    taught = [i for i, row in enumerate(rows) if row.taught is not None]
    if taught:
        for k, (logits, weight) in enumerate(((root, 1.0), (act, 0.4), (status, 0.4))):
            odds = torch.tensor([(rows[i].taught or ())[k] for i in taught])
            log_q = torch.log_softmax(logits[taught], 1)
            total = total + weight * F.kl_div(log_q, odds, reduction="batchmean")
    grouped = [i for i, row in enumerate(rows) if row.penta is not None]
    if grouped:
        wanted = torch.tensor([rows[i].penta for i in grouped])
        inside = _GROUPS[None, :] == wanted[:, None]
        total = total - 0.5 * torch.logsumexp(log_p[grouped].masked_fill(~inside, -1e4), 1).mean()
    for logits, name in ((act, "act"), (status, "status")):
        labelled = [i for i, row in enumerate(rows) if getattr(row, name) is not None]
        if labelled:
            wanted = torch.tensor([getattr(rows[i], name) for i in labelled])
            total = total + 0.4 * F.cross_entropy(logits[labelled], wanted)
    return total


def train(
    coder: Coder, rows: Sequence[Row], *, epochs: int, rate: float, seed: int, save: Path, batch: int = 16
) -> None:
    """Fit the coder to the rows: AdamW, linear warm-up over 6 % of the steps, then linear decay.

    What is kept is the running mean of the weights; `save` gets it after every epoch.
    """
    random = Random(seed)
    torch.manual_seed(seed)
    body = [p for n, p in coder.named_parameters() if n.startswith(("layers", "norm", "position", "kind"))]
    heads = [p for n, p in coder.named_parameters() if n.startswith(("inner", "root", "act", "status", "role"))]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": rate * 5}], weight_decay=0.01)
    steps = epochs * (-(-len(rows) // batch))
    warm = max(1, int(0.06 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm)))
    )
    mean = torch.optim.swa_utils.AveragedModel(coder, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(_DECAY))
    coder.train()
    for epoch in range(epochs):
        seen = 0.0
        for rows_of_batch in make_batches(rows, batch, random):
            loss = compute_loss(coder, rows_of_batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(coder)
            seen += loss.item() * len(rows_of_batch)
        LOG.info("epoch %d loss %.4f", epoch, seen / len(rows))
        torch.save(mean.module.state_dict(), save)
    coder.load_state_dict(mean.module.state_dict())


@torch.no_grad()
def predict(coder: Coder, rows: Sequence[Row]) -> Tensor:
    """Root probabilities `(rows, labels)`."""
    coder.eval()
    parts = [torch.softmax(coder(*collate(rows[i : i + 32]))[0], 1) for i in range(0, len(rows), 32)]
    return torch.cat(parts)


def macro_f1(gold: Sequence[str], guess: Sequence[str]) -> float:
    """Mean F1 over the gold classes, in percent."""
    scores = []
    for label in sorted(set(gold)):
        hit = sum(g == label == p for g, p in zip(gold, guess, strict=True))
        scores.append(2 * hit / (gold.count(label) + guess.count(label)))
    return 100 * sum(scores) / len(scores)


def _folded(index: int) -> str:
    name = ROOTS[index]
    return "YIELD" if name in {"CONCEDE", "RETREAT"} else name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plv", type=Path, required=True)
    parser.add_argument("--penta", type=Path)
    parser.add_argument("--own", type=Path, nargs="*", default=[])
    parser.add_argument("--candidates", type=Path, help="what training.coder.candidates wrote")
    parser.add_argument("--taught", type=Path, help="what training.coder.likely wrote")
    parser.add_argument("--own-dev", type=Path, nargs="*", default=[])
    parser.add_argument("--layers", type=int, default=6, help="of the base's six, evenly picked")
    parser.add_argument("--base", type=Path, required=True, help="safetensors of the uncased base encoder")
    parser.add_argument("--reader", type=Path, help="a checkpoint of the reader to start from instead")
    parser.add_argument("--start", type=Path, help="a checkpoint of the coder to go on from, or to thin to `--layers`")
    parser.add_argument("--vocabulary", type=Path, default=VOCABULARY)
    parser.add_argument("--dev-fold", type=int, default=0, help="PLV fold to hold out; -1 trains on all")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    vocabulary = PieceVocabulary(args.vocabulary)
    plv = load_plv(args.plv, vocabulary)
    dev = [row for row in plv if row.fold == args.dev_fold]
    rows = [row for row in plv if row.fold != args.dev_fold]
    rows += load_own(args.own, vocabulary, Random(args.seed))
    rows += load_penta(args.penta, vocabulary) if args.penta else []
    if args.candidates:
        rows += (
            row for row in load_candidates(args.candidates, vocabulary) if row.fold is None or row.fold != args.dev_fold
        )
    rows += load_taught(args.taught) if args.taught else []
    LOG.info("%d rows to train, %d to develop", len(rows), len(dev))
    coder = make_coder(args)
    args.output.mkdir(parents=True, exist_ok=True)
    train(coder, rows, epochs=args.epochs, rate=args.rate, seed=args.seed, save=args.output / f"coder-{args.seed}.pt")
    own = load_own(args.own_dev, vocabulary, Random(0))
    for name, held_out in (("plv", dev), ("own", own)):
        if held_out:
            LOG.info("%s %s", name, json.dumps(measure(coder, held_out)))


def make_coder(args: argparse.Namespace) -> Coder:
    """The coder to train: a checkpoint's, thinned if it has more layers than wanted, else one made of the base."""
    if args.start:
        state = torch.load(args.start, weights_only=True)
        state = state if find_sizes(state).n_layers == args.layers else pick_layers(state, args.layers)
        coder = Coder(find_sizes(state))
        coder.load_state_dict(state)
        return coder
    base = Reader(Sizes(1, 1, 1))
    base.load_base(args.base)
    state = base.state_dict()
    if args.reader:
        state |= {k: v for k, v in torch.load(args.reader, weights_only=False)["reader"].items() if k in state}
    coder = Coder(Sizes(1, 1, 1, n_layers=args.layers))
    coder.load_base(pick_layers(state, args.layers))
    return coder


def pick_layers(state: dict[str, Tensor], n_layers: int) -> dict[str, Tensor]:
    """The tensors of a six-layer encoder thinned to `n_layers`, the last one always kept."""
    kept = [round(6 * (i + 1) / n_layers) - 1 for i in range(n_layers)]
    picked = {name: value for name, value in state.items() if not name.startswith("layers.")}
    for new, old in enumerate(kept):
        prefix = f"layers.{old}."
        picked |= {f"layers.{new}." + k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)}
    return picked


def measure(coder: Coder, rows: Sequence[Row]) -> dict[str, float]:
    """Macro-F1 of root (CONCEDE and RETREAT as one) and group without NONE; how well NONE is told, if labelled."""
    p = predict(coder, rows)
    gold = [(row.roots or (0,))[0] for row in rows]
    acts = [i for i, root in enumerate(gold) if root]
    forced = p.clone()
    forced[:, ROOTS.index("NONE")] = 0.0
    forced[:, ROOTS.index("CONCEDE")] += forced[:, ROOTS.index("RETREAT")]
    forced[:, ROOTS.index("RETREAT")] = 0.0
    guess = forced.argmax(1).tolist()
    groups = [str(rows[i].penta if rows[i].penta is not None else PENTA[ROOTS[gold[i]]]) for i in acts]
    found = {
        "root_macro_f1": macro_f1([_folded(gold[i]) for i in acts], [_folded(guess[i]) for i in acts]),
        "penta_macro_f1": macro_f1(groups, [str(PENTA.get(_folded(guess[i]), 2)) for i in acts]),
    }
    if len(acts) < len(rows):
        none = p.argmax(1) == 0
        wanted = torch.tensor([root == 0 for root in gold])
        found["none_recall"] = 100 * (none & wanted).sum().item() / wanted.sum().item()
        found["lost_events"] = 100 * (none & ~wanted).sum().item() / len(acts)
    return {name: round(value, 2) for name, value in found.items()}


if __name__ == "__main__":
    main()

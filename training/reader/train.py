"""Train the reader; resumable, with a fixed seed and schedules by steps.

python -m training.reader.train --polnear DIR --silver DIR --base FILE --vocabulary FILE --steps N -o FOLDER
"""

import argparse
import json
import logging
import math
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from onrecord.engine.pieces import VOCABULARY, PieceVocabulary

from .corpora import load_attributed, load_plain
from .examples import IGNORE, Example, Labels, Window, collate, collect_labels, iter_batches, make_examples
from .linking import LinkTask, make_tasks
from .network import Linker, Reader, Sizes, chain_loss
from .telling import Case, iter_cases, read_cases, tell_cases, telling_losses

LOG = logging.getLogger("training.reader")

# Attribution is what the reader is for; the other heads share what is left. Set by hand, not tuned.
LOSS_WEIGHTS = {
    "role": 1.5,
    "content_link": 0.15,
    "source_link": 0.15,
    "name": 0.4,
    "tag": 0.15,
    "arc": 0.3,
    "label": 0.15,
}

# All that reports with evidence teach, against the other heads.
TELLING_SHARE = 0.2

# How often the linkers' candidates are the predicted spans alone.
AS_FOUND = 0.6


def pool_spans(flat: Tensor, spans: Tensor) -> Tensor:
    """First, last and mean vector of every span, `(n, 3 * LINK_SIZE)`; spans index the rows of `flat`."""
    total = F.pad(flat.cumsum(0), (0, 0, 1, 0))
    length = (spans[:, 1] - spans[:, 0]).unsqueeze(1)
    mean = (total[spans[:, 1]] - total[spans[:, 0]]) / length
    return torch.cat([flat[spans[:, 0]], flat[spans[:, 1] - 1], mean], 1)


def link_loss(linker: Linker, flat: Tensor, tasks: list[tuple[int, LinkTask]]) -> tuple[Tensor, float]:
    """Mean loss of a batch's tasks (marginal over right candidates), and how often the best candidate is right."""
    if not tasks:
        return flat.sum() * 0.0, 0.0
    spans, others, candidates, offset = [], [], [], 0
    for row_start, task in tasks:
        spans.append(task.spans + row_start)
        others.append(task.others + row_start)
        candidates.append(np.where(task.candidates >= 0, task.candidates + offset, -1))
        offset += len(task.others)
    all_others = torch.from_numpy(np.concatenate(others))
    if not len(all_others):
        return flat.sum() * 0.0, 0.0
    features = torch.from_numpy(np.concatenate([task.features for _, task in tasks]))
    right = torch.from_numpy(np.concatenate([task.right for _, task in tasks]))
    logits = linker(
        pool_spans(flat, torch.from_numpy(np.concatenate(spans))),
        pool_spans(flat, all_others),
        features,
        torch.from_numpy(np.concatenate(candidates)),
    )
    log_p = torch.log_softmax(logits, 1)
    loss = -torch.logsumexp(log_p.masked_fill(~right, -1e4), 1).mean()
    hits = right.gather(1, logits.argmax(1, keepdim=True)).float().mean()
    return loss, float(hits)


def compute_losses(reader: Reader, batch: list[Window]) -> tuple[dict[str, Tensor], dict[str, float]]:
    """The loss of every head on one batch, and a few accuracies for the log."""
    arrays = {key: torch.from_numpy(value) for key, value in collate(batch).items()}
    out = reader(
        arrays["pieces"], arrays["shape"], arrays["quote"], arrays["place"], arrays["first_piece"], arrays["attend"]
    )
    lengths = arrays["is_word"].sum(1)
    losses: dict[str, Tensor] = {}
    known = [i for i, window in enumerate(batch) if window.example.roles is not None]
    if known:
        rows = torch.tensor(known)
        n_words = lengths[rows].sum()
        losses["role"] = (
            chain_loss(out["role"][rows], arrays["roles"][rows], lengths[rows], reader.transitions) / n_words
        )
        chooser = Random(int(arrays["pieces"].sum()))  # the same for a resumed run
        guesses = out["role"].detach().argmax(2).numpy()
        width = out["link"].shape[1]
        flat = out["link"].reshape(-1, out["link"].shape[2])
        tasks = [
            (i * width, *make_tasks(batch[i], guesses[i, : int(lengths[i])], chooser.random() < AS_FOUND))
            for i in known
        ]
        losses["content_link"], content_hits = link_loss(
            reader.content_linker, flat, [(o, a) for o, a, _ in tasks if a]
        )
        losses["source_link"], source_hits = link_loss(reader.source_linker, flat, [(o, b) for o, _, b in tasks if b])
    else:
        content_hits = source_hits = 0.0
    losses["tag"] = F.cross_entropy(out["tag"].flatten(0, 1), arrays["tag"].flatten(), ignore_index=IGNORE)
    losses["name"] = F.cross_entropy(out["name"].flatten(0, 1), arrays["name"].flatten(), ignore_index=IGNORE)
    arcs = reader.score_arcs(out, arrays["sentence"])
    heads = arrays["head"]
    mask = heads != IGNORE
    arc_hits = 0.0
    if mask.any():
        losses["arc"] = F.cross_entropy(arcs[mask], heads[mask])
        dep = out["label_dep"][mask]
        head = out["label_head"].gather(1, heads.clamp(min=0)[:, :, None].expand(-1, -1, dep.shape[1]))[mask]
        losses["label"] = F.cross_entropy(reader.score_labels(dep, head), arrays["dep"][mask], ignore_index=IGNORE)
        arc_hits = float((arcs[mask].argmax(1) == heads[mask]).float().mean())
    return losses, {"content_hits": content_hits, "source_hits": source_hits, "arc_hits": arc_hits}


def choose_epoch(
    gold: list[Example], plain: list[Example], late: list[Example], random: Random, plain_share: float
) -> list[Example]:
    """The texts of one epoch: all gold ones, a fresh sample of plain ones, and those of late files."""
    n_plain = min(len(plain), int(len(plain) * plain_share))
    return [*gold, *random.sample(plain, n_plain), *late]


def iter_steps(
    gold: list[Example], plain: list[Example], options: argparse.Namespace, labels: Labels, vocabulary: PieceVocabulary
) -> Iterator[tuple[int, list[Window]]]:
    """Batches for ever, with the epoch's number; late files join in later."""
    epoch = 0
    while True:
        random = Random(f"{options.seed}:{epoch}")
        late: list[Example] = []
        for path in options.late if epoch >= options.late_from else ():
            silver = options.silver / f"{path.parent.name}-{path.stem}.jsonl"
            if path.exists() and silver.exists():
                late += make_examples(load_attributed(path), silver, labels, vocabulary)
        LOG.info("epoch %d: %d gold, %d late", epoch, len(gold), len(late))
        for batch in iter_batches(
            choose_epoch(gold, plain, late, random, options.plain_share), random, options.batch_pieces
        ):
            yield epoch, batch
        epoch += 1


def make_optimizer(reader: Reader, options: argparse.Namespace) -> torch.optim.AdamW:
    base = ("layers.", "norm.", "position.", "kind")
    groups: dict[tuple[float, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in reader.named_parameters():
        if parameter.requires_grad:
            decays = parameter.dim() > 1 and "norm" not in name
            rate = options.head_rate
            if name.startswith(base):
                rate = options.rate
            elif name.startswith("tell"):
                rate = options.tell_rate
            groups.setdefault((rate, decays), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": parameters, "lr": rate, "peak": rate, "weight_decay": 0.01 if decays else 0.0}
            for (rate, decays), parameters in groups.items()
        ]
    )


def set_rate(optimizer: torch.optim.Optimizer, step: int, total: int) -> None:
    """6 % warm-up, then a straight line to zero at the last step."""
    warm = max(1, int(0.06 * total))
    factor = step / warm if step < warm else max(0.0, (total - step) / (total - warm))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * factor


def save(path: Path, reader: Reader, optimizer: torch.optim.Optimizer, step: int) -> None:
    part = path.with_suffix(".part")
    torch.save({"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, part)
    part.rename(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--shared", type=Path)
    parser.add_argument(
        "--late", type=Path, nargs="*", default=[], help="further attributed files (with silver labels)"
    )
    parser.add_argument("--late-from", type=int, default=2, help="the epoch, from 0, that late files join in")
    parser.add_argument("--reports", type=Path, nargs="*", default=[], help="labelled reports with evidence")
    parser.add_argument("--evidence", type=Path, nargs="*", default=[], help="their words that tell channels and posts")
    parser.add_argument("--reports-a-step", type=int, default=3)
    parser.add_argument("--base", type=Path, required=True, help="safetensors of an uncased BERT, 6 x 384")
    parser.add_argument(
        "--start", type=Path, help="a run's folder to take weights and sizes from, with a schedule of its own"
    )
    parser.add_argument("--vocabulary", type=Path, default=VOCABULARY)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--stop-at", type=int, help="stop early (smoke runs)")
    parser.add_argument("--batch-pieces", type=int, default=2048)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--tell-rate", type=float, default=2e-3)
    parser.add_argument("--plain-share", type=float, default=0.15)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--save-every", type=int, default=400)
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    vocabulary = PieceVocabulary(options.vocabulary)
    labels = collect_labels(options.silver)
    gold = make_examples(
        load_attributed(options.polnear / "train.jsonl"), options.silver / "train.jsonl", labels, vocabulary
    )
    plain = (
        make_examples(load_plain(options.shared), options.silver / "plain.jsonl", labels, vocabulary)
        if options.shared
        else []
    )
    sizes = Sizes(len(labels.tags), len(labels.deps), len(labels.names))
    if options.start:
        sizes = Sizes(**json.loads((options.start / "labels.json").read_text())["sizes"])
    (options.out / "labels.json").write_text(json.dumps({**asdict(labels), "sizes": asdict(sizes)}, indent=1))
    LOG.info("%d gold texts, %d plain; %s", len(gold), len(plain), sizes)
    reader = Reader(sizes)
    optimizer = make_optimizer(reader, options)
    first = 0
    checkpoint = options.out / "last.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["step"]
        LOG.info("resumed at step %d", first)
    elif options.start:
        # A run from before the telling heads lacks their weights.
        reader.load_state_dict(torch.load(options.start / "last.pt", weights_only=True)["reader"], strict=False)
    else:
        reader.load_base(options.base)
    cases = read_cases(options.reports, options.evidence)
    LOG.info("%d reports with evidence", len(cases))
    train(reader, optimizer, iter_steps(gold, plain, options, labels, vocabulary), cases, first, options)


def train(
    reader: Reader,
    optimizer: torch.optim.AdamW,
    steps: Iterator[Any],
    cases: list[Case],
    first: int,
    options: argparse.Namespace,
) -> None:
    """Run the steps from `first` on; earlier batches are drawn and thrown away, so a resumed run sees the same ones."""
    reader.train()
    sums: dict[str, float] = {}
    last_stop = min(options.steps, options.stop_at or options.steps)
    started, n_pieces = time.perf_counter(), 0
    own = iter_cases(cases, options.reports_a_step, options.seed)
    for step, (epoch, batch) in enumerate(steps):
        told = next(own, [])
        if step >= last_stop:
            break
        if step < first:
            continue
        torch.manual_seed(options.seed * 1_000_003 + step)  # dropout, the same for a resumed run
        set_rate(optimizer, step + 1, options.steps)
        losses, hits = compute_losses(reader, batch)
        total = sum((LOSS_WEIGHTS[name] * loss for name, loss in losses.items()), start=torch.zeros(()))
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        if told:
            parts = telling_losses(tell_cases(reader, told), told)
            (TELLING_SHARE * sum(parts.values(), start=torch.zeros(()))).backward()
            losses |= parts
        norm = float(torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0))
        if math.isfinite(norm):
            optimizer.step()
        for name, value in {**{k: float(v.detach()) for k, v in losses.items()}, **hits, "norm": norm}.items():
            sums[name] = sums.get(name, 0.0) + value
        n_pieces += sum(window.n_pieces for window in batch)
        if (step + 1) % 25 == 0:
            seconds = time.perf_counter() - started
            text = " ".join(f"{name} {value / 25:.3f}" for name, value in sums.items())
            LOG.info(
                "step %d epoch %d %.0f pieces/s %.2f s/step %s", step + 1, epoch, n_pieces / seconds, seconds / 25, text
            )
            sums, started, n_pieces = {}, time.perf_counter(), 0
        if (step + 1) % options.save_every == 0 or step + 1 == last_stop:
            save(options.out / "last.pt", reader, optimizer, step + 1)


if __name__ == "__main__":
    main()

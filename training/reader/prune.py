"""A narrower reader: the attention heads and inner units of every layer that matter least are cut out.

What a head or a unit is worth is the size of the loss's slope along its output, summed over training windows (Michel,
Levy and Neubig 2019, "Are sixteen heads really better than one?"). The result is a checkpoint to train on from.

python -m training.reader.prune --run FOLDER --polnear DIR --silver DIR [--heads N] [--inner N] -o FOLDER
"""

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn

from onrecord.engine.pieces import VOCABULARY, PieceVocabulary

from .corpora import load_attributed
from .examples import Labels, Window, iter_batches, make_examples
from .network import Layer, Reader, Sizes
from .train import LOSS_WEIGHTS, compute_losses


class _Gates(nn.Module):
    """Ones that the inputs of a layer's two narrowing products are multiplied by, to take slopes along them."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.heads = torch.ones(layer.mix.in_features, requires_grad=True)
        self.inner = torch.ones(layer.outer.in_features, requires_grad=True)
        layer.mix.register_forward_pre_hook(lambda _module, args: (args[0] * self.heads,))
        layer.outer.register_forward_pre_hook(lambda _module, args: (args[0] * self.inner,))


def weigh(reader: Reader, batches: Iterable[list[Window]], head_width: int) -> list[tuple[Tensor, Tensor]]:
    """What every head and every inner unit of each layer is worth."""
    gates = [_Gates(layer) for layer in reader.layers]
    worth = [(torch.zeros(len(g.heads) // head_width), torch.zeros(len(g.inner))) for g in gates]
    for batch in batches:
        losses, _ = compute_losses(reader, batch)
        sum((LOSS_WEIGHTS[name] * loss for name, loss in losses.items()), start=torch.zeros(())).backward()
        for gate, (heads, inner) in zip(gates, worth, strict=True):
            heads += gate.heads.grad.view(-1, head_width).sum(1).abs()
            inner += gate.inner.grad.abs()
            gate.heads.grad = gate.inner.grad = None
    return worth


def cut(state: dict[str, Tensor], worth: list[tuple[Tensor, Tensor]], sizes: Sizes) -> dict[str, Tensor]:
    """The weights with the best `sizes.n_heads` heads and `sizes.inner` units of every layer, in their old order."""
    out = dict(state)
    for i, (heads, inner) in enumerate(worth):
        best = heads.topk(sizes.n_heads).indices.sort().values
        columns = (best[:, None] * sizes.head_width + torch.arange(sizes.head_width)).flatten()
        units = inner.topk(sizes.inner).indices.sort().values
        for wide, narrow, kept in ((("query", "key", "value"), "mix", columns), (("inner",), "outer", units)):
            for part in wide:
                for kind in ("weight", "bias"):
                    out[f"layers.{i}.{part}.{kind}"] = state[f"layers.{i}.{part}.{kind}"][kept]
            out[f"layers.{i}.{narrow}.weight"] = state[f"layers.{i}.{narrow}.weight"][:, kept]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="the folder of the wide reader's training")
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, default=VOCABULARY)
    parser.add_argument("--heads", type=int, default=8)
    parser.add_argument("--inner", type=int, default=1152)
    parser.add_argument("--batches", type=int, default=40)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    state = torch.load(options.run / "last.pt", weights_only=True)["reader"]
    stored = json.loads((options.run / "labels.json").read_text())
    wide = Sizes(**stored.pop("sizes"))
    labels = Labels(**stored)
    narrow = replace(wide, n_heads=options.heads, inner=options.inner)
    reader = Reader(wide, dropout=0.0)
    reader.load_state_dict(state)
    examples = make_examples(
        load_attributed(options.polnear / "train.jsonl"),
        options.silver / "train.jsonl",
        labels,
        PieceVocabulary(options.vocabulary),
    )
    batches = islice(iter_batches(examples, Random(7), 2048), options.batches)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(
        {"reader": cut(state, weigh(reader, batches, wide.head_width), narrow), "step": 0}, options.out / "last.pt"
    )
    (options.out / "labels.json").write_text(json.dumps({**stored, "sizes": asdict(narrow)}, indent=1))


if __name__ == "__main__":
    main()

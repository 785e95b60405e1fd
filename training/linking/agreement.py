"""Learn whether two statements say the same, differ or answer two questions, and write what ships: int8 ONNX.

    python -m training.linking.agreement data/accounts/{train,dev}.jsonl --base model.safetensors \\
        --pairs data/accounts/pairs.csv data/accounts/pairs-third.csv data/accounts/pairs-more.csv \\
        -o src/onrecord/accounts/weights/agreement.onnx

Both statements are read together, as one text of two parts. Of the stories in the FILEs and of those of the last of
`--pairs`, every third is held back and tells the figures; what ships is the network that did not see them.
"""

import argparse
import logging
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from onrecord.accounts.agreement import OUTCOMES, pair_pieces
from onrecord.accounts.sayings import FEATURES
from onrecord.evaluate.accounts import read_stories
from training.linking.encoder import QuickLayer
from training.linking.points import Measured, read_pairs
from training.reader.network import Reader, Sizes

LOG = logging.getLogger("training.linking")
_EPOCHS, _RATE, _HEAD_RATE, _BATCH, _SEED = 4, 8e-5, 1e-3, 32, 1
_HELD = 3  # one story of so many is held back
_OTHERS = {"stories": 1.5, "pairs": 1.2}  # for each pair that belongs together, the most alike that do not
_ALIKE = FEATURES.index("said_alike")
_SCALE = 6.0  # of the two means, whose product would otherwise be too small to learn from
_SMOOTHING = 0.05


@dataclass(frozen=True, slots=True)
class Example:
    """Two statements and what they are to each other, as an index into `OUTCOMES`."""

    left: str
    right: str
    outcome: int


class AgreementReader(nn.Module):
    """A small BERT over two statements: the logits of `OUTCOMES`."""

    def __init__(self, base: Path | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        sizes = Sizes(1, 1, 1)
        reader = Reader(sizes)
        if base is not None:
            reader.load_base(base)
        self.word, self.position, self.norm = reader.word, reader.position, reader.norm
        self.kind = nn.Parameter(torch.zeros(2, sizes.width))
        if base is not None:
            rows = {key.removeprefix("bert."): value for key, value in load_file(str(base)).items()}
            self.kind.data.copy_(rows["embeddings.token_type_embeddings.weight"])
        self.layers = nn.ModuleList(QuickLayer(sizes, dropout) for _ in range(sizes.n_layers))
        self.layers.load_state_dict(reader.layers.state_dict())
        self.drop = nn.Dropout(dropout)
        self.head = nn.Sequential(
            nn.Linear(4 * sizes.width, 192), nn.GELU(), nn.Dropout(2 * dropout), nn.Linear(192, len(OUTCOMES))
        )
        for still in (self.word, self.position):
            still.requires_grad_(False)

    def forward(self, pieces: Tensor, parts: Tensor, attend: Tensor | None = None) -> Tensor:
        """`parts` is 0 on the first statement and 1 on the second."""
        kind = F.embedding(parts, self.kind)
        x = self.drop(self.norm(self.word(pieces) + self.position.weight[: pieces.shape[1]] + kind))
        bias = None if attend is None else torch.zeros(attend.shape).masked_fill(~attend, -1e4)[:, None, None, :]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            for layer in self.layers:
                x = layer(x, bias)
        x = x.float()
        second = parts.to(x.dtype)
        first = 1 - second if attend is None else (1 - second) * attend.to(x.dtype)
        a, b = (F.normalize((x * part[..., None]).sum(1), dim=1) * _SCALE for part in (first, second))
        found: Tensor = self.head(torch.cat([x[:, 0], a + b, a * b, (a - b).abs()], 1))
        return found


def collate(rows: Sequence[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, parts and mask, padded on the right."""
    shape = (len(rows), max(len(pieces) for pieces, _ in rows))
    pieces, parts = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    attend = torch.zeros(shape, dtype=torch.bool)
    for i, (of_row, parts_of_row) in enumerate(rows):
        n = len(of_row)
        pieces[i, :n], parts[i, :n], attend[i, :n] = torch.tensor(of_row), torch.tensor(parts_of_row), True
    return pieces, parts, attend


def outcomes_of(story: Measured) -> dict[tuple[int, int], int]:
    """For each pair of two sides, what it is."""
    match_of = {pair: match for members, match in story.points for pair in story.pairs if set(pair) <= set(members)}
    across = [pair for pair in story.pairs if story.is_across(pair)]
    return {pair: OUTCOMES.index(match_of.get(pair, "other")) for pair in across}


def examples_of(stories: Sequence[Measured], others: float, chance: random.Random) -> list[Example]:
    """All pairs that belong together, the most alike that do not, and some of the rest."""
    found = []
    for story in stories:
        outcomes = outcomes_of(story)
        apart = [pair for pair, outcome in outcomes.items() if OUTCOMES[outcome] == "other"]
        apart.sort(key=lambda pair: (-story.features[pair][_ALIKE], pair))
        n = max(2, int(others * (len(outcomes) - len(apart))))
        rest = apart[n:]
        chance.shuffle(rest)
        chosen = [pair for pair in outcomes if pair not in set(apart)] + apart[:n] + rest[: max(1, n // 3)]
        found += [Example(story.sayings[i].text, story.sayings[j].text, outcomes[i, j]) for i, j in chosen]
    return found


def batches_of(examples: Sequence[Example], chance: random.Random) -> Iterator[tuple[list[Example], list[bool]]]:
    """Examples of like length, each in either order."""
    order = list(examples)
    chance.shuffle(order)
    wide = _BATCH * 16
    sorted_parts = [
        sorted(order[at : at + wide], key=lambda e: len(e.left) + len(e.right)) for at in range(0, len(order), wide)
    ]
    flat = [example for part in sorted_parts for example in part]
    batches = [flat[at : at + _BATCH] for at in range(0, len(flat), _BATCH)]
    chance.shuffle(batches)
    for batch in batches:
        yield batch, [chance.random() < 0.5 for _ in batch]


def train(network: AgreementReader, examples: Sequence[Example]) -> None:
    """Fit by cross-entropy; the rate rises over a tenth of the steps and falls to nothing."""
    chance = random.Random(_SEED)
    body = [p for name, p in network.named_parameters() if p.requires_grad and not name.startswith("head")]
    head = list(network.head.parameters())
    optimiser = torch.optim.AdamW([{"params": body, "lr": _RATE}, {"params": head, "lr": _HEAD_RATE}])
    steps = _EPOCHS * -(-len(examples) // _BATCH)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm)))
    )
    network.train()
    for epoch in range(_EPOCHS):
        losses = []
        for batch, swapped in batches_of(examples, chance):
            texts = [(e.right, e.left) if swap else (e.left, e.right) for e, swap in zip(batch, swapped, strict=True)]
            logits = network(*collate([pair_pieces(*pair) for pair in texts]))
            right = torch.tensor([e.outcome for e in batch])
            loss = F.cross_entropy(logits, right, label_smoothing=_SMOOTHING)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *head], 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        LOG.info("epoch %d loss %.4f", epoch, np.mean(losses))
    network.eval()


def export(network: AgreementReader, path: Path) -> None:
    """Write the graph, int8 weights per channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    example = (torch.tensor([[101, *range(2000, 2010), 102, 2000, 102]]), torch.tensor([[0] * 12 + [1, 1]]))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            network.eval(), example, str(plain), input_names=["pieces", "parts"], output_names=["logits"],
            dynamic_axes={"pieces": {1: "n"}, "parts": {1: "n"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        # reduce_range: without it, AVX2's int8 products overflow.
        quantize_dynamic(plain, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pairs", nargs="+", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="safetensors of the base encoder")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    stories = [Measured(story) for path in args.files for story in read_stories(path)]
    *all_read, last = [[Measured(story) for story in read_pairs(path)] for path in args.pairs]
    pairs = [story for many in all_read for story in many] + [m for n, m in enumerate(last) if n % _HELD]
    chance = random.Random(0)
    examples = examples_of([m for n, m in enumerate(stories) if n % _HELD], _OTHERS["stories"], chance)
    examples += examples_of(pairs, _OTHERS["pairs"], chance)
    torch.manual_seed(_SEED)
    network = AgreementReader(args.base)
    train(network, examples)
    export(network, args.output)


if __name__ == "__main__":
    main()

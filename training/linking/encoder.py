"""Train the encoder of event mentions and write what ships: int8 ONNX.

    python -m training.linking.encoder ecb_dev.jsonl --base model.safetensors --work DIR -o src/onrecord/link/weights

FILE is ECB+ (topics 1 to 35) with `topic` and, for each mention, `cluster` and `scored`. Four encoders learn from three
quarters of the topics each and give `DIR/vectors.npz`, every mention's vector from the one that did not see its topic:
what `training.linking.coreference` learns from. A fifth learns from all topics and is exported. What DIR holds already
is not made again.
"""

import argparse
import json
import logging
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from onrecord.engine.session import OnnxModel
from onrecord.link.contexts import ROLES, MarkedSentence, context_vectors, mark_sentences
from training.reader.network import Layer, Reader, Sizes

LOG = logging.getLogger("training.linking")
N_FOLDS = 4
SIZE = 128
_FROZEN = 2  # layers that stay as they are; roles come in after them
_EPOCHS, _RATE, _HEAD_RATE, _SENTENCES = 5, 1.5e-4, 1.5e-3, 40
_SEEDS = (1, 2)
_CHUNK = 14  # sentences of like length that go through the layers at once


def fold_of(topics: Sequence[str]) -> dict[str, int]:
    """Which fold holds each topic out; the same for all of `training.linking`."""
    order = np.random.RandomState(0).permutation(sorted(set(topics), key=int))
    return {topic: fold for fold in range(N_FOLDS) for topic in order[fold::N_FOLDS]}


def read_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def only_scored(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The articles, of event mentions only those of the sentences that the corpus's authors validated."""
    return [row | {"mentions": [m for m in row["mentions"] if m["kind"] != "event" or m.get("scored")]} for row in rows]


@dataclass(slots=True)
class Told:
    """A marked sentence of a topic with the events that its mentions tell."""

    topic: str
    sentence: MarkedSentence
    events: list[str]


class QuickLayer(Layer):
    """A layer whose attention is spelt out: on a CPU its gradient takes a third of the fused one's time."""

    def forward(self, x: Tensor, bias: Tensor | None, wanted: Tensor | None = None) -> Tensor:
        if torch.onnx.is_in_onnx_export() or wanted is not None:
            return super().forward(x, bias, wanted)
        n, p, width = x.shape
        size = width // self.n_heads
        q, k, v = (part(x).view(n, p, -1, size).transpose(1, 2) for part in (self.query, self.key, self.value))
        odds = torch.matmul(q * size**-0.5, k.transpose(2, 3))
        seen = torch.matmul(torch.softmax(odds if bias is None else odds + bias, -1).to(v.dtype), v)
        x = self.norm1(x + self.dropout(self.mix(seen.transpose(1, 2).reshape(n, p, width))))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class MentionEncoder(nn.Module):
    """A small BERT whose vectors of an event mention's words and of its sentence make the mention's vector."""

    def __init__(self, n_layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        sizes = Sizes(1, 1, 1, n_layers=n_layers)
        self.word = nn.Embedding(sizes.vocabulary, sizes.width)
        self.position = nn.Embedding(512, sizes.width)
        self.kind = nn.Parameter(torch.zeros(sizes.width))
        self.role = nn.Embedding(len(ROLES), sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(QuickLayer(sizes, dropout) for _ in range(n_layers))
        self.out = nn.Linear(2 * sizes.width, SIZE)
        self.scale = nn.Parameter(torch.tensor(8.0))
        self.bias = nn.Parameter(torch.tensor(-6.0))
        nn.init.normal_(self.role.weight, std=0.02)
        for still in (self.word, self.position, self.norm, *self.layers[:_FROZEN]):
            still.requires_grad_(False)
        self.kind.requires_grad_(False)

    def load_base(self, path: Path) -> None:
        """Start from the weights of an uncased BERT of the same size, in a safetensors file."""
        base = Reader(Sizes(1, 1, 1))
        base.load_base(path)
        own = self.state_dict()
        own.update({k: v for k, v in base.state_dict().items() if k in own and own[k].shape == v.shape})
        self.load_state_dict(own)

    def read(self, pieces: Tensor, roles: Tensor, attend: Tensor | None = None) -> Tensor:
        """The last layer's vectors `(n, pieces, width)`."""
        x = self.norm(self.word(pieces) + self.position.weight[: pieces.shape[1]] + self.kind)
        bias = None if attend is None else torch.zeros(attend.shape).masked_fill(~attend, -1e4)[:, None, None, :]
        for layer in self.layers[:_FROZEN]:
            x = layer(x, bias)
        x = x + self.role(roles)
        for layer in self.layers[_FROZEN:]:
            x = layer(x, bias)
        return x

    def pool(self, x: Tensor, places: Tensor) -> Tensor:
        """Unit vectors `(mentions, SIZE)` of one sentence: `x` is `(pieces, width)`, `places` 0 or 1 a piece."""
        share = places.to(x.dtype)
        own = share @ x / share.sum(1, keepdim=True)
        whole = x[1:-1].mean(0, keepdim=True).expand(own.shape)
        return F.normalize(self.out(self.dropout(torch.cat([own, whole], 1))), dim=1)

    def forward(self, sentences: Sequence[MarkedSentence]) -> Tensor:
        """The vectors of all mentions in the order given."""
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].pieces))
        found: dict[int, Tensor] = {}
        for start in range(0, len(order), _CHUNK):
            chunk = order[start : start + _CHUNK]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                x = self.read(*collate([sentences[i] for i in chunk])).float()
            for row, i in enumerate(chunk):
                found[i] = self.pool(x[row, : len(sentences[i].pieces)], places_of(sentences[i]))
        return torch.cat([found[i] for i in range(len(sentences))])


def places_of(sentence: MarkedSentence) -> Tensor:
    places = torch.zeros(len(sentence.mentions), len(sentence.pieces), dtype=torch.long)
    for i, of_mention in enumerate(sentence.mentions.values()):
        places[i, list(of_mention)] = 1
    return places


def collate(sentences: Sequence[MarkedSentence]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, roles and mask, padded on the right."""
    shape = (len(sentences), max(len(sentence.pieces) for sentence in sentences))
    pieces, roles = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    attend = torch.zeros(shape, dtype=torch.bool)
    for i, sentence in enumerate(sentences):
        n = len(sentence.pieces)
        pieces[i, :n], roles[i, :n], attend[i, :n] = torch.tensor(sentence.pieces), torch.tensor(sentence.roles), True
    return pieces, roles, attend


def train(encoder: MentionEncoder, told: Sequence[Told], seed: int) -> None:
    """Fit to pairs: of all mentions of a batch, from one topic, whether the two tell one event (cross-entropy)."""
    random = Random(seed)
    torch.manual_seed(seed)
    free = {name: p for name, p in encoder.named_parameters() if p.requires_grad}
    body = [p for name, p in free.items() if name.startswith("layers")]
    head = [p for name, p in free.items() if not name.startswith("layers")]
    optimiser = torch.optim.AdamW([{"params": body, "lr": _RATE}, {"params": head, "lr": _HEAD_RATE}])
    steps = _EPOCHS * len(make_batches(told, Random(0)))
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm)))
    )
    encoder.train()
    for epoch in range(_EPOCHS):
        seen = []
        for batch in make_batches(told, random):
            events = np.array([event for one in batch for event in one.events])
            if len(events) < 2:
                continue
            vectors = encoder([one.sentence for one in batch])
            left, right = np.triu_indices(len(events), 1)
            odds = encoder.scale * (vectors @ vectors.T)[left, right] + encoder.bias
            same = torch.tensor(events[left] == events[right], dtype=torch.float32)
            loss = F.binary_cross_entropy_with_logits(odds, same, reduction="sum") / len(events)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *head], 1.0)
            optimiser.step()
            schedule.step()
            seen.append(loss.item())
        LOG.info("epoch %d loss %.4f", epoch, np.mean(seen))


def make_batches(told: Sequence[Told], random: Random) -> list[list[Told]]:
    """Sentences of one topic each, about `_SENTENCES` of them: its two stories are told in like words."""
    by_topic: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_topic[one.topic].append(one)
    batches = []
    for _, ones in sorted(by_topic.items()):
        random.shuffle(ones)
        n = max(1, round(len(ones) / _SENTENCES))
        batches += [ones[i::n] for i in range(n)]
    random.shuffle(batches)
    return batches


class _Shipped(nn.Module):
    def __init__(self, encoder: MentionEncoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor, roles: Tensor, places: Tensor) -> Tensor:
        return self.encoder.pool(self.encoder.read(pieces, roles)[0], places[0])[None]


def export(encoder: MentionEncoder, path: Path) -> None:
    """Write the graph of one sentence: pieces, roles and places of mentions in, their vectors out."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    example = (
        torch.tensor([[101, *range(2000, 2010), 102]]),
        torch.tensor([[0, 1, 1, 2, 3, 4, 5, 0, 0, 0, 0, 0]]),
        torch.tensor([[[0, 1, 1, *[0] * 9], [0, 0, 0, 1, *[0] * 8]]]),
    )
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            _Shipped(encoder.eval()), example, str(plain),
            input_names=["pieces", "roles", "places"], output_names=["vectors"],
            dynamic_axes={"pieces": {1: "n"}, "roles": {1: "n"}, "places": {1: "m", 2: "n"}, "vectors": {1: "m"}},
            opset_version=17, dynamo=False,
        )  # fmt: skip
        # reduce_range: without it, AVX2's int8 products overflow.
        quantize_dynamic(plain, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--base", type=Path, required=True, help="safetensors of the uncased base encoder")
    parser.add_argument("--work", type=Path, required=True, help="checkpoints and vectors")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    args.work.mkdir(parents=True, exist_ok=True)
    rows = read_rows(args.file)
    event_of = {m["id"]: m["cluster"] for row in rows for m in row["mentions"]}
    told = [
        Told(row["topic"], sentence, [event_of[name] for name in sentence.mentions])
        for row in only_scored(rows)
        for sentence in mark_sentences(row)
    ]
    fold = fold_of([row["topic"] for row in rows])
    vectors: dict[str, np.ndarray] = {}
    for held in range(N_FOLDS):
        path = args.work / f"fold-{held}.onnx"
        if not path.exists():
            export(learn(args, [one for one in told if fold[one.topic] != held], f"fold-{held}"), path)
        model = OnnxModel(path)  # as it would ship
        for row in (row for row in rows if fold[row["topic"]] == held):
            vectors.update(context_vectors(row, model))
    write_vectors(vectors, args.work / "vectors.npz")
    args.output.mkdir(parents=True, exist_ok=True)
    export(learn(args, told, "all"), args.output / "mentions.onnx")


def learn(args: argparse.Namespace, told: Sequence[Told], name: str) -> MentionEncoder:
    """The mean of the encoders of that name, one a seed: each from the working folder, else trained and put there."""
    states = []
    for seed in _SEEDS:
        torch.manual_seed(_SEEDS[0])  # all start from the same new layers, else their mean is nothing
        encoder = MentionEncoder()
        path = args.work / f"{name}-{seed}.pt"
        if not path.exists():
            LOG.info("%s: %d sentences, seed %d", name, len(told), seed)
            encoder.load_base(args.base)
            train(encoder, told, seed)
            torch.save(encoder.state_dict(), path)
        states.append(torch.load(path, weights_only=True))
    encoder.load_state_dict({key: sum(state[key] for state in states) / len(states) for key in states[0]})
    return encoder


def write_vectors(vectors: Mapping[str, np.ndarray], path: Path) -> None:
    names = sorted(vectors)
    np.savez(path, ids=np.array(names), vectors=np.stack([vectors[name] for name in names]))


def read_vectors(path: Path) -> dict[str, np.ndarray]:
    """Each mention's vector, from an encoder that did not see its topic."""
    with np.load(path) as content:
        return dict(zip(content["ids"].tolist(), content["vectors"], strict=True))


if __name__ == "__main__":
    main()

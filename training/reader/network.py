"""The reader as a torch module: a small BERT with extra inputs, heads on words, linkers on spans."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from onrecord.annotate.candidates import N_FEATURES
from onrecord.annotate.statements.telling import CHANNELS, N_FLAGS, N_RELATIONS, PARTS, POSTS, TERMS, sign_kinds

N_ROLE_TAGS = 7
ARC_SIZE = 128
LABEL_SIZE = 64
LINK_SIZE = 128
LINK_HIDDEN = 96
TELL_SIZE = 192
TELL_SMALL = 96
POINT_HEADS = 6
POINT_SIZE = 16
POINT_HIDDEN = 24


@dataclass(slots=True)
class Sizes:
    n_tags: int
    n_deps: int
    n_names: int
    n_layers: int = 6
    width: int = 384
    n_heads: int = 12
    head_width: int = 32
    inner: int = 1536
    vocabulary: int = 30522


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        width = sizes.width
        self.n_heads = sizes.n_heads
        seen = sizes.n_heads * sizes.head_width
        self.query = nn.Linear(width, seen)
        self.key = nn.Linear(width, seen)
        self.value = nn.Linear(width, seen)
        self.mix = nn.Linear(seen, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, sizes.inner)
        self.outer = nn.Linear(sizes.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None, wanted: Tensor | None = None) -> Tensor:
        """The layer's output at all places of `x`, or at those `wanted` of each window, `(windows, words)`."""
        if torch.onnx.is_in_onnx_export():
            seen = self._attend_fused(x)
        else:
            n, p, _ = x.shape
            q, k, v = (
                part(x).view(n, p, self.n_heads, -1).transpose(1, 2) for part in (self.query, self.key, self.value)
            )
            seen = F.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(n, p, -1)
        if wanted is not None:
            x, seen = _take_words(x, wanted), _take_words(seen, wanted)
        x = self.norm1(x + self.dropout(self.mix(seen)))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))

    def _attend_fused(self, x: Tensor) -> Tensor:
        """Self-attention as one operator of ONNX Runtime, which takes a third of the time of its parts."""
        parts = (self.query, self.key, self.value)
        weight = torch.cat([part.weight for part in parts]).t().contiguous()
        bias = torch.cat([part.bias for part in parts])
        seen: Tensor = _FusedAttention.apply(x, weight, bias, self.n_heads, self.query.out_features)
        return seen


class _FusedAttention(torch.autograd.Function):
    """Stands for `com.microsoft.Attention` when a graph is exported; not for training."""

    @staticmethod
    def forward(ctx: object, x: Tensor, weight: Tensor, bias: Tensor, n_heads: int, width: int) -> Tensor:
        return x.new_empty(*x.shape[:2], width)

    @staticmethod
    def symbolic(g: Any, x: Any, weight: Any, bias: Any, n_heads: int, width: int) -> Any:
        seen = x.type().with_sizes([None, None, width])
        return g.op("com.microsoft::Attention", x, weight, bias, num_heads_i=n_heads).setType(seen)


def _take_words(layer: Tensor, first_piece: Tensor) -> Tensor:
    """The vectors of each window's words: those of their first pieces."""
    if torch.onnx.is_in_onnx_export():
        return layer.index_select(1, first_piece[0])  # the one window of a run; far quicker there than a gather
    return torch.gather(layer, 1, first_piece[:, :, None].expand(-1, -1, layer.shape[2]))


class Linker(nn.Module):
    """Scores of a span with each candidate span, and of its having none."""

    def __init__(self) -> None:
        super().__init__()
        self.left = nn.Linear(3 * LINK_SIZE, LINK_HIDDEN)
        self.right = nn.Linear(3 * LINK_SIZE, LINK_HIDDEN)
        self.features = nn.Linear(N_FEATURES, LINK_HIDDEN, bias=False)
        self.product = nn.Linear(LINK_HIDDEN, LINK_HIDDEN, bias=False)
        self.hidden = nn.Linear(LINK_HIDDEN, LINK_HIDDEN)
        self.score = nn.Linear(LINK_HIDDEN, 1)
        self.none = nn.Linear(LINK_HIDDEN, 1)

    def forward(self, left: Tensor, right: Tensor, features: Tensor, candidates: Tensor) -> Tensor:
        """Logits `(n, k + 1)`, the last column for none.

        `left` is `(n, 3 * LINK_SIZE)`, `right` `(m, 3 * LINK_SIZE)`, `candidates` `(n, k)` with -1 as pad.
        """
        u = self.left(left)
        v = self.right(right)[candidates.clamp(min=0)]
        first = F.relu(u[:, None] + v + self.features(features) + self.product(u[:, None] * v))
        scores = self.score(F.relu(self.hidden(first))).squeeze(-1)
        scores = scores.masked_fill(candidates < 0, -1e4)
        return torch.cat([scores, self.none(F.relu(u))], 1)


class Pointer(nn.Module):
    """Where statements point: log-odds over the words of a text and, last, over none of them."""

    def __init__(self, n_classes: int) -> None:
        super().__init__()
        self.query = nn.Linear(TELL_SMALL, POINT_HEADS * POINT_SIZE)
        self.key = nn.Linear(TELL_SMALL, POINT_HEADS * POINT_SIZE)
        self.hidden = nn.Linear(N_RELATIONS + POINT_HEADS + n_classes, POINT_HIDDEN)
        self.score = nn.Linear(POINT_HIDDEN, 1, bias=False)
        self.direct = nn.Linear(N_RELATIONS + POINT_HEADS + n_classes, 1, bias=False)
        self.none = nn.Linear(TELL_SMALL, 1)

    def forward(self, query: Tensor, words: Tensor, relations: Tensor, near: Tensor, classes: Tensor) -> Tensor:
        """Logarithms `(rows, words + 1)`; `classes` are the words' log-likelihoods, `(words, n_classes)`."""
        m, n = near.shape
        left = self.query(query).view(m, POINT_HEADS, POINT_SIZE)
        right = self.key(words).view(n, POINT_HEADS, POINT_SIZE)
        fit = torch.einsum("mhk,nhk->mnh", left, right) / POINT_SIZE**0.5
        told = classes.clamp(min=-8.0)[None].expand(m, -1, -1) / 4
        seen = torch.cat([relations, fit, told], 2)
        scores = (self.score(F.relu(self.hidden(seen))) + self.direct(seen)).squeeze(2)
        scores = scores.masked_fill(~near, -1e4)
        return torch.log_softmax(torch.cat([scores, self.none(query)], 1), 1)


class Teller(nn.Module):
    """What words tell of occasions and posts, and which of them each statement points at."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.signs = nn.Linear(len(sign_kinds()), TELL_SIZE, bias=False)
        self.occasion = nn.Linear(TELL_SIZE, len(CHANNELS))
        self.post = nn.Linear(TELL_SIZE, len(POSTS))
        self.small = nn.Linear(TELL_SIZE, TELL_SMALL)
        self.absent = nn.Parameter(torch.zeros(len(PARTS), TELL_SMALL))
        self.row = nn.Linear(len(PARTS) * TELL_SMALL + N_FLAGS, TELL_SMALL)
        self.terms = nn.Linear(len(PARTS) * TELL_SMALL + N_FLAGS, len(TERMS))
        self.occasion_pointer = Pointer(len(CHANNELS))
        self.post_pointer = Pointer(len(POSTS))
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, vectors: Tensor, signs: Tensor, relations: Tensor, near: Tensor, flags: Tensor, pools: Tensor
    ) -> dict[str, Tensor]:
        """Logarithms: of the words' classes, of where rows point, of the rows' channels, sides' kinds and terms."""
        words = F.gelu(vectors + self.signs(self.dropout(signs)))
        occasion = torch.log_softmax(self.occasion(self.dropout(words)), 1)
        post = torch.log_softmax(self.post(self.dropout(words)), 1)
        if not len(flags):
            return {"occasion": occasion, "post": post}
        small = self.small(words)
        pooled = torch.where((pools.sum(2) == 0)[:, :, None], self.absent, pools @ small)
        seen = self.dropout(torch.cat([pooled.flatten(1), flags], 1))
        row = F.gelu(self.row(seen))
        occasion_of = self.occasion_pointer(row, small, relations, near, occasion)
        post_of = self.post_pointer(row, small, relations, near, post)
        # What the words tell that a row points at; the first class stands for none.
        by_channel = occasion_of[:, :-1, None] + torch.log_softmax(occasion[:, 1:], 1)
        by_post = torch.logsumexp(post_of[:, :-1, None] + torch.log_softmax(post[:, 1:], 1), 1)
        nobody = torch.logaddexp(post_of[:, -1:], by_post[:, :1])
        return {
            "occasion": occasion,
            "post": post,
            "occasion_of": occasion_of,
            "post_of": post_of,
            "channel": torch.cat([occasion_of[:, -1:], torch.logsumexp(by_channel, 1)], 1),
            "side": torch.cat([nobody, by_post[:, 1:]], 1),
            "terms": torch.log_softmax(self.terms(seen), 1),
        }


class Reader(nn.Module):
    """Everything that is learned. `forward` gives the word heads' outputs as a dict."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        width = sizes.width
        self.word = nn.Embedding(sizes.vocabulary, width)
        self.position = nn.Embedding(512, width)
        self.kind = nn.Parameter(torch.zeros(width))  # BERT's token type 0
        self.shape = nn.Embedding(10, width)
        self.quote = nn.Embedding(7, width)
        self.place = nn.Embedding(4, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.n_layers))
        self.mix = nn.Parameter(torch.tensor([[-1.0] * (sizes.n_layers - 1) + [1.5], [0.0] * sizes.n_layers]))
        self.tell_mix = nn.Parameter(torch.tensor([-1.0] * (sizes.n_layers - 1) + [1.0]))
        self.tell = nn.Linear(width, TELL_SIZE)
        self.tell_dropout = nn.Dropout(2 * dropout)
        self.teller = Teller()
        self.role_inner = nn.Linear(width, 256)
        self.role = nn.Linear(256, N_ROLE_TAGS)
        self.link = nn.Linear(width, LINK_SIZE)
        self.tag = nn.Linear(width, sizes.n_tags)
        self.name_inner = nn.Linear(width, 192)
        self.name = nn.Linear(192, sizes.n_names)
        self.arc_dep = nn.Linear(width, ARC_SIZE)
        self.arc_head = nn.Linear(width, ARC_SIZE)
        self.arc_weight = nn.Parameter(torch.eye(ARC_SIZE) * 0.1)
        self.arc_bias = nn.Parameter(torch.zeros(ARC_SIZE))
        self.label_dep = nn.Linear(width, LABEL_SIZE)
        self.label_head = nn.Linear(width, LABEL_SIZE)
        self.label_weight = nn.Parameter(torch.randn(LABEL_SIZE + 1, sizes.n_deps, LABEL_SIZE + 1) * 0.02)
        self.transitions = nn.Parameter(torch.zeros(N_ROLE_TAGS, N_ROLE_TAGS))
        self.content_linker = Linker()
        self.source_linker = Linker()
        for table in (self.shape, self.quote, self.place):
            nn.init.normal_(table.weight, std=0.02)
        self.word.weight.requires_grad = False

    def load_base(self, path: Path) -> None:
        """Start from the weights of an uncased BERT of the same size, in a safetensors file."""
        from safetensors.torch import load_file

        base = {key.removeprefix("bert."): value for key, value in load_file(str(path)).items()}
        own = self.state_dict()
        own["word.weight"] = base["embeddings.word_embeddings.weight"]
        own["position.weight"] = base["embeddings.position_embeddings.weight"]
        own["kind"] = base["embeddings.token_type_embeddings.weight"][0]
        own["norm.weight"] = base["embeddings.LayerNorm.weight"]
        own["norm.bias"] = base["embeddings.LayerNorm.bias"]
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "mix": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(len(self.layers)):
            for ours, theirs in names.items():
                for part in ("weight", "bias"):
                    own[f"layers.{i}.{ours}.{part}"] = base[f"encoder.layer.{i}.{theirs}.{part}"]
        self.load_state_dict(own)

    def encode(
        self,
        pieces: Tensor,
        shape: Tensor,
        quote: Tensor,
        place: Tensor,
        first_piece: Tensor,
        attend: Tensor | None = None,
    ) -> list[Tensor]:
        """The words' vectors by layer, each `(windows, words, width)`."""
        position = self.position.weight[: pieces.shape[1]]
        x = self.word(pieces) + position + self.kind + self.shape(shape) + self.quote(quote) + self.place(place)
        x = self.dropout(self.norm(x))
        bias = None
        if attend is not None:
            bias = torch.zeros(attend.shape).masked_fill(~attend, -1e4)[:, None, None, :]
        words = []
        for layer in self.layers[:-1]:
            x = layer(x, bias)
            words.append(_take_words(x, first_piece))
        # Nobody reads the last layer but where words begin.
        return [*words, self.layers[-1](x, bias, first_piece)]

    def forward(
        self,
        pieces: Tensor,
        shape: Tensor,
        quote: Tensor,
        place: Tensor,
        first_piece: Tensor,
        attend: Tensor | None = None,
    ) -> dict[str, Tensor]:
        words = self.encode(pieces, shape, quote, place, first_piece, attend)
        weights = torch.softmax(self.mix, 1)
        top = self.dropout(sum(weights[0, i] * layer for i, layer in enumerate(words)))
        low = self.dropout(sum(weights[1, i] * layer for i, layer in enumerate(words)))
        tell_weights = torch.softmax(self.tell_mix, 0)
        told = self.tell_dropout(sum(tell_weights[i] * layer for i, layer in enumerate(words)))
        return {
            "role": self.role(F.gelu(self.role_inner(top))),
            "link": F.gelu(self.link(top)),
            "tag": self.tag(low),
            "name": self.name(F.gelu(self.name_inner(low))),
            "arc_dep": F.gelu(self.arc_dep(low)),
            "arc_head": F.gelu(self.arc_head(low)),
            "label_dep": F.gelu(self.label_dep(low)),
            "label_head": F.gelu(self.label_head(low)),
            "tell": self.tell(told),
            "state": low,
        }

    def score_arcs(self, out: dict[str, Tensor], sentence: Tensor) -> Tensor:
        """Logits `(windows, words, words)` of every word's head; only words of its own sentence count."""
        scores = (out["arc_dep"] @ self.arc_weight + self.arc_bias) @ out["arc_head"].transpose(1, 2)
        same = (sentence[:, :, None] == sentence[:, None, :]) & (sentence >= 0)[:, :, None]
        return scores.masked_fill(~same, -1e4)

    def score_labels(self, dep: Tensor, head: Tensor) -> Tensor:
        """Logits `(arcs, labels)` for the label vectors of dependents and their heads, each `(arcs, LABEL_SIZE)`."""
        one = torch.ones(len(dep), 1)
        left = torch.cat([dep, one], 1) @ self.label_weight.flatten(1)
        left = left.view(len(dep), -1, LABEL_SIZE + 1)
        return (left @ torch.cat([head, one], 1)[:, :, None]).squeeze(2)


def forbidden_moves() -> Tensor:
    """`(7, 7)` bool: an inside tag follows only its own begin or inside tag."""
    bad = torch.zeros(N_ROLE_TAGS, N_ROLE_TAGS, dtype=torch.bool)
    for role in range(3):
        inside = 2 + 2 * role
        for before in range(N_ROLE_TAGS):
            bad[before, inside] = before not in (inside - 1, inside)
    return bad


def chain_loss(emissions: Tensor, tags: Tensor, lengths: Tensor, transitions: Tensor) -> Tensor:
    """Summed negative log likelihood of tag chains (linear-chain CRF).

    Every tag may start a window, as a window may begin within a span.
    """
    moves = transitions.masked_fill(forbidden_moves(), -1e4)
    _n, w, _ = emissions.shape
    alive = torch.arange(w)[None, :] < lengths[:, None]
    safe = tags.clamp(min=0)
    gold = (emissions.gather(2, safe[:, :, None]).squeeze(2) * alive).sum()
    gold = gold + (moves[safe[:, :-1], safe[:, 1:]] * alive[:, 1:]).sum()
    alpha = emissions[:, 0]
    for i in range(1, w):
        step = torch.logsumexp(alpha[:, :, None] + moves[None], 1) + emissions[:, i]
        alpha = torch.where(alive[:, i, None], step, alpha)
    return torch.logsumexp(alpha, 1).sum() - gold

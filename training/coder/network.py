"""The coder as a torch module: the reader's encoder, marks for the two actors, heads on their pooled words."""

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from onrecord.code.pairs import ROOTS, STATUS_LABELS
from training.reader.network import Layer, Sizes

__all__ = ["Coder", "find_sizes"]


class Coder(nn.Module):
    """Logits of root, act and status for a marked sentence."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        width = sizes.width
        self.word = nn.Embedding(sizes.vocabulary, width)
        self.position = nn.Embedding(512, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.role = nn.Embedding(4, width)  # none, actor, recipient, trigger
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.n_layers))
        self.inner = nn.Linear(5 * width, width)
        self.root = nn.Linear(width, len(ROOTS))
        self.act = nn.Linear(width, len(ROOTS))
        self.status = nn.Linear(width, len(STATUS_LABELS))
        nn.init.normal_(self.role.weight, std=0.02)

    def load_base(self, state: dict[str, Tensor]) -> None:
        """Start from an uncased BERT's tensors in the reader's own naming."""
        own = self.state_dict()
        own.update({name: value for name, value in state.items() if name in own and own[name].shape == value.shape})
        self.load_state_dict(own)

    def forward(self, pieces: Tensor, roles: Tensor, attend: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Take `(n, pieces)` ids, roles (0 to 3) and a bool mask; give logits `(n, labels)` three times."""
        x = self.word(pieces) + self.position.weight[: pieces.shape[1]] + self.kind + self.role(roles)
        x = self.dropout(self.norm(x))
        bias = torch.zeros(attend.shape).masked_fill(~attend, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        masks = torch.stack([roles == 1, roles == 2, roles == 3, attend], 1)
        pooled = torch.cat([x[:, 0], _mean(x, masks).flatten(1)], 1)
        hidden = self.dropout(F.gelu(self.inner(self.dropout(pooled))))
        return self.root(hidden), self.act(hidden), self.status(hidden)


def find_sizes(state: Mapping[str, Tensor]) -> Sizes:
    """How large the coder of a checkpoint is."""
    sizes = Sizes(1, 1, 1)
    sizes.n_layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    sizes.n_heads = len(state["layers.0.query.weight"]) // sizes.head_width
    sizes.inner = len(state["layers.0.inner.weight"])
    return sizes


def _mean(x: Tensor, masks: Tensor) -> Tensor:
    """The mean vector of the places under each of a row's masks; zeros where there are none."""
    weights = masks.to(x.dtype)
    return weights @ x / weights.sum(2, keepdim=True).clamp(min=1.0)

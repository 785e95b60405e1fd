"""A trained coder as the file that ships: int8 ONNX, its log-odds of every label.

python -m training.coder.export CHECKPOINT... -o src/onrecord/code/weights

Several checkpoints from the same start are averaged weight by weight.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from training.coder.network import Coder, find_sizes

OUTPUTS = ("root", "act", "status")


class Marked(nn.Module):
    """The graph that ships: one marked sentence in, three rows of logits out."""

    def __init__(self, coder: Coder) -> None:
        super().__init__()
        self.coder = coder

    def forward(self, pieces: Tensor, roles: Tensor) -> tuple[Tensor, ...]:
        logits: tuple[Tensor, ...] = self.coder(pieces, roles, torch.ones_like(pieces, dtype=torch.bool))
        return logits


def load_coder(paths: list[Path]) -> Coder:
    """The coder of a checkpoint, or the mean of several."""
    states = [torch.load(path, weights_only=True) for path in paths]
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    coder = Coder(find_sizes(mean))
    coder.load_state_dict(mean)
    coder.eval()
    return coder


def export_graph(coder: Coder, path: Path, *, quantised: bool = True) -> None:
    """Write the ONNX file; int8 weights per channel unless told otherwise."""
    example = (torch.ones(1, 20, dtype=torch.long), torch.tensor([[0] * 5 + [1] * 5 + [2] * 5 + [3] * 5]))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Marked(coder), example, str(plain), input_names=["pieces", "roles"], output_names=list(OUTPUTS),
            dynamic_axes={"pieces": {1: "n"}, "roles": {1: "n"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        if not quantised:
            shutil.copy(plain, path)
            return
        from onnxruntime.quantization import QuantType, quantize_dynamic

        # reduce_range: without it, AVX2's int8 products overflow.
        quantize_dynamic(plain, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", nargs="+", type=Path)
    parser.add_argument("--plain", action="store_true", help="float32 graph, to measure what int8 costs")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.output.mkdir(parents=True, exist_ok=True)
    export_graph(load_coder(options.checkpoints), options.output / "coder.onnx", quantised=not options.plain)


if __name__ == "__main__":
    main()

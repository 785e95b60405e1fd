"""A checkpoint as the files that the reader loads: int8 ONNX, linker arrays, settings.

python -m training.reader.export --run FOLDER --version V -o src/onrecord/annotate/weights
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.annotate.attribution import CONFIDENCE_FEATURES

from .network import Linker, Reader, Sizes

OUTPUTS = ("role", "link", "tag", "name", "arc_dep", "arc_head", "label_dep", "label_head", "tell", "state")
INPUTS = ("pieces", "shape", "quote", "place", "first_piece")


class WordHeads(nn.Module):
    """The graph that ships: one window in, the word heads' outputs out."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, pieces: Tensor, shape: Tensor, quote: Tensor, place: Tensor, first_piece: Tensor
    ) -> tuple[Tensor, ...]:
        out = self.reader(pieces, shape, quote, place, first_piece)
        return tuple(out[name] for name in OUTPUTS)


def load_checkpoint(run: Path) -> tuple[Reader, dict[str, Any], int]:
    """The reader of a training run's last checkpoint, its labels and its step."""
    labels = json.loads((run / "labels.json").read_text())
    reader = Reader(Sizes(**labels["sizes"]))
    state = torch.load(run / "last.pt", weights_only=True)
    reader.load_state_dict(state["reader"])
    return reader.eval(), labels, state["step"]


def export_graph(reader: Reader, path: Path, quantised: bool) -> None:
    """Write the ONNX file, int8 weights per channel unless told otherwise."""
    n_pieces, n_words = 20, 12
    example = tuple(torch.ones(1, n_words if name == "first_piece" else n_pieces, dtype=torch.long) for name in INPUTS)
    axes = {name: {1: "words" if name == "first_piece" else "pieces"} for name in INPUTS}
    axes |= {name: {1: "words"} for name in OUTPUTS}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            WordHeads(reader),
            example,
            str(plain),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if not quantised:
            shutil.copy(plain, path)
            return
        from onnxruntime.quantization import QuantType, quantize_dynamic

        # reduce_range: without it, AVX2's int8 products overflow.
        quantize_dynamic(plain, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def collect_arrays(reader: Reader) -> dict[str, np.ndarray]:
    """The small weights that numpy applies."""
    arrays = {
        "transitions": reader.transitions,
        "arc_weight": reader.arc_weight,
        "arc_bias": reader.arc_bias,
        "label_weight": reader.label_weight,
    }
    for prefix, linker in (("content", reader.content_linker), ("source", reader.source_linker)):
        arrays |= name_linker(prefix, linker)
    arrays |= {f"tell.{name}": value for name, value in reader.teller.state_dict().items()}
    return {name: value.detach().numpy().astype(np.float32) for name, value in arrays.items()}


def name_linker(prefix: str, linker: Linker) -> dict[str, Tensor]:
    out = {}
    for name, parameter in linker.named_parameters():
        module, kind = name.split(".")
        out[f"{prefix}.{module}" + ("_bias" if kind == "bias" else "")] = parameter
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--plain", action="store_true", help="float32 graph, to measure what int8 costs")
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    reader, labels, step = load_checkpoint(options.run)
    options.out.mkdir(parents=True, exist_ok=True)
    export_graph(reader, options.out / "reader.onnx", not options.plain)
    np.savez(options.out / "linker.npz", allow_pickle=False, **collect_arrays(reader))
    settings = {
        "version": options.version,
        "step": step,
        "tags": labels["tags"],
        "deps": labels["deps"],
        "names": labels["names"],
        "role_bias": [0.0] * 7,
        # Chosen on PolNeAR's development part.
        "content_none": 1.3,
        "source_none": 0.15,
        # Until calibrated: the content link alone.
        "confidence": [float(name == "content link") for name in CONFIDENCE_FEATURES] + [0.0],
    }
    (options.out / "reader.json").write_text(json.dumps(settings, indent=1) + "\n")


if __name__ == "__main__":
    main()

"""Put the word table that several networks carry into one file, which they then name.

    python -m training.linking.share src/onrecord/accounts/weights/{sentences,agreement}.onnx
    python -m training.linking.share src/onrecord/link/weights/mentions.onnx \\
        --words src/onrecord/accounts/weights/words.bin

The networks start from one encoder with its word table frozen, 11.7 MB each. The table is written to `words.bin` beside
them, or compared with the one named: a network in another folder than its table gets it from `OnnxModel(words=...)`.
Run it again after either is made anew.
"""

import argparse
from pathlib import Path

import onnx
from onnx.external_data_helper import set_external_data

TABLE = "word.weight_quantized"
SHARED = "words.bin"


def share_table(paths: list[Path], words: Path | None = None) -> None:
    """Take the word table out of the networks, into `words.bin` of their folder unless `words` holds it already.

    Raises:
        ValueError: Their tables differ, or they stand in several folders.
    """
    folders = {path.parent for path in paths}
    models = {path: onnx.load(path, load_external_data=words is None) for path in paths}
    tables = {
        path: next(t for t in model.graph.initializer if t.name.endswith(TABLE)) for path, model in models.items()
    }
    found = {bytes(table.raw_data) for table in tables.values() if table.raw_data}
    if words is not None:
        found.add(words.read_bytes())
    if len(folders) > 1 or len(found) > 1:
        raise ValueError("the networks' word tables differ, or they stand in several folders")
    (table,) = found
    if words is None:
        (folders.pop() / SHARED).write_bytes(table)
    for path, model in models.items():
        _rename(model, tables[path].name)
        tensor = tables[path]
        tensor.raw_data = b""
        del tensor.external_data[:]
        set_external_data(tensor, SHARED, 0, len(table))
        tensor.ClearField("raw_data")
        path.write_bytes(model.SerializeToString())


def _rename(model: onnx.ModelProto, name: str) -> None:
    """Call the table by the one name that every network gives it."""
    for tensor in model.graph.initializer:
        tensor.name = TABLE if tensor.name == name else tensor.name
    for node in model.graph.node:
        for i, given in enumerate(node.input):
            node.input[i] = TABLE if given == name else given


def main() -> None:
    """Share the word table of the networks named on the command line."""
    parser = argparse.ArgumentParser(description="One word table for several networks.")
    parser.add_argument("networks", nargs="+", type=Path)
    parser.add_argument("--words", type=Path, help="a file that holds the table already")
    args = parser.parse_args()
    share_table(args.networks, args.words)


if __name__ == "__main__":
    main()

"""Put the word table that several networks carry into one file beside them, which they then name.

    python -m training.linking.share src/onrecord/accounts/weights/{sentences,agreement}.onnx

The networks start from one encoder with its word table frozen, 11.7 MB each. Run it again after either is made anew.
"""

import argparse
from pathlib import Path

import onnx
from onnx.external_data_helper import set_external_data

TABLE = "word.weight_quantized"
SHARED = "words.bin"


def share_table(paths: list[Path]) -> None:
    """Write the table of the networks, which stand in one folder, to `words.bin` there.

    Raises:
        ValueError: Their tables differ, or they stand in several folders.
    """
    folders = {path.parent for path in paths}
    models = {path: onnx.load(path) for path in paths}
    tables = {path: next(t for t in model.graph.initializer if t.name == TABLE) for path, model in models.items()}
    words = {onnx.numpy_helper.to_array(table, str(path.parent)).tobytes() for path, table in tables.items()}
    if len(folders) > 1 or len(words) > 1:
        raise ValueError("the networks' word tables differ, or they stand in several folders")
    (table,) = words
    (folders.pop() / SHARED).write_bytes(table)
    for path, model in models.items():
        tensor = tables[path]
        tensor.raw_data = b""
        del tensor.external_data[:]
        set_external_data(tensor, SHARED, 0, len(table))
        tensor.ClearField("raw_data")
        path.write_bytes(model.SerializeToString())


def main() -> None:
    """Share the word table of the networks named on the command line."""
    parser = argparse.ArgumentParser(description="One word table for several networks.")
    parser.add_argument("networks", nargs="+", type=Path)
    share_table(parser.parse_args().networks)


if __name__ == "__main__":
    main()

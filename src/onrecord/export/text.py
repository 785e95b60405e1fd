"""Values as text: compact JSON, and the cells of a CSV file."""

import json
from typing import Any

__all__ = ["cell", "compact_json"]

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def compact_json(value: Any) -> bytes:
    """UTF-8 JSON without spaces."""
    return _ENCODER.encode(value).encode("utf-8")


def cell(value: Any) -> str:
    """A CSV cell: nothing for None, true and false, lists and objects as compact JSON, all else as it is."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return _ENCODER.encode(value)

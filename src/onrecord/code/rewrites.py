"""From the plain category of an act and its status to the final category: a future visit is an agreement.

`rewrites.csv` was written for the project (Apache-2.0) after the rules of the PLOVER codebook and, for conflict
announced, the practice of its annotators. What has no row keeps its category.
"""

import csv
from functools import lru_cache
from importlib.resources import files

__all__ = ["load_rewrites", "rewrite"]


@lru_cache(maxsize=1)
def load_rewrites() -> dict[tuple[str, str], str]:
    """The final category of every (act, status) that changes."""
    with files(__package__).joinpath("rewrites.csv").open("r", encoding="utf-8") as file:
        return {(row["act"], row["status"]): row["root"] for row in csv.DictReader(file)}


def rewrite(act: str, status: str) -> str:
    """The final category of an act of that status."""
    return load_rewrites().get((act, status), act)

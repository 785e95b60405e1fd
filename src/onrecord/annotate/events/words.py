"""The word lists of the rules for events, from `words.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["PARTICIPLES", "find_words"]

PARTICIPLES = frozenset({"VBN", "VBD"})  # tags of a participle that hangs on a noun: the tagger mixes them up


def find_words(module: str, name: str) -> frozenset[str]:
    """The list that a module knows by `name`.

    Raises:
        KeyError: There is none.
    """
    return frozenset(_load()[module][name])


@cache
def _load() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))

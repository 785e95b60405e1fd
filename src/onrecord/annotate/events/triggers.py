"""Words that name an engagement, and its form; `engagements.csv` was written for the project (Apache-2.0)."""

import csv
from functools import lru_cache
from importlib.resources import files

from onrecord.annotate.mentions.phrases import Parse

__all__ = ["form_of"]

@lru_cache(maxsize=1)
def _forms() -> dict[tuple[str, str], str]:
    with files(__package__).joinpath("engagements.csv").open("r", encoding="utf-8") as file:
        return {(row["word"], row["tag"]): row["form"] for row in csv.DictReader(file)}


def form_of(parse: Parse, index: int) -> str | None:
    """The form of the engagement that the word names ("call", "visit", …), None when it names none."""
    tag = parse.words[index].tag[:2]
    lower = parse.lowers[index]
    modifiers = [c for c in parse.children[index] if c < index and parse.words[c].dep in {"compound", "amod", "nmod"}]
    for modifier in modifiers:
        form = _forms().get((f"{parse.lowers[modifier]} {lower}", tag)) or _forms().get(
            (f"{parse.lowers[modifier]} {_base(lower)}", tag)
        )
        if form:
            return form
    form = _forms().get((lower, tag)) or _forms().get((_base(lower), tag))
    if form == "call" and tag == "NN" and any(parse.lowers[m] in {"video", "virtual"} for m in modifiers):
        return "video_call"
    if tag == "VB" and lower.startswith(("call", "phon", "telephon")):
        return "call" if any(parse.lowers[c] in {"phone", "telephone"} for c in parse.subtree(index)) else form
    return form


def _base(word: str) -> str:
    for ending, stem in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)] + stem
    return {"met": "meet", "spoke": "speak", "spoken": "speak", "held": "hold", "sat": "sit"}.get(word, word)

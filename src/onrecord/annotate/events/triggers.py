"""Words that name acts and engagements; `engagements.csv` and `acts.csv` were written for the project (Apache-2.0)."""

import csv
from functools import lru_cache
from importlib.resources import files

from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of

__all__ = ["form_of", "names_act"]


@lru_cache(maxsize=1)
def _forms() -> dict[tuple[str, str], str]:
    with files(__package__).joinpath("engagements.csv").open("r", encoding="utf-8") as file:
        return {(row["word"], row["tag"]): row["form"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _acts() -> frozenset[tuple[str, str]]:
    with files(__package__).joinpath("acts.csv").open("r", encoding="utf-8") as file:
        return frozenset((row["word"], row["tag"]) for row in csv.DictReader(file))


def names_act(parse: Parse, index: int) -> bool:
    """Whether the word by itself names an act ("sanctions", "killed"), whatever stands around it; no modifier does."""
    word = parse.words[index]
    if word.dep in {"compound", "nmod", "amod"}:
        return False
    lower = parse.lowers[index]
    tag = word.tag[:2]
    return any((form, tag) in _acts() for form in _bases(lower))


def form_of(parse: Parse, index: int) -> str | None:
    """The form of the engagement that the word names ("call", "visit", …), None when it names none."""
    tag = parse.words[index].tag[:2]
    lower = parse.lowers[index]
    modifiers = [c for c in parse.children[index] if c < index and parse.words[c].dep in {"compound", "amod", "nmod"}]
    for modifier in modifiers:
        if form := _look_up(f"{parse.lowers[modifier]} {lower}", tag):
            return form
    form = _look_up(lower, tag)
    if tag == "VB" and form is not None and not _has_company(parse, index):
        return None
    if form == "call" and tag == "NN" and any(parse.lowers[m] in {"video", "virtual"} for m in modifiers):
        return "video_call"
    if tag == "VB" and lower.startswith("call"):
        return "call" if any(parse.lowers[c] in {"phone", "telephone"} for c in parse.subtree(index)) else None
    return form


_IRREGULAR = {"met": "meet", "spoke": "speak", "spoken": "speak", "sat": "sit"}
_ENDINGS = (("ies", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", ""))


def _bases(word: str) -> tuple[str, ...]:
    """The word and what it may be a form of."""
    cut = (
        word[: -len(ending)] + rest
        for ending, rest in _ENDINGS
        if word.endswith(ending) and len(word) > len(ending) + 2
    )
    return (word, _IRREGULAR.get(word, word), *cut)


def _look_up(words: str, tag: str) -> str | None:
    """The form of a word or phrase in any of its shapes."""
    *before, last = words.split(" ")
    shapes = (" ".join((*before, base)) for base in _bases(last))
    return next((form for shape in shapes if (form := _forms().get((shape, tag)))), None)


def _has_company(parse: Parse, verb: int) -> bool:
    """Whether the verb has the parties that an engagement needs: "spoke with X", "X and Y spoke", "visited X".

    "Spoke admiringly of X" and "met expectations" have none.
    """
    bases = frozenset(_bases(parse.lowers[verb]))
    for child in parse.children[verb]:
        word = parse.words[child]
        if word.dep in {"prep", "dative"} and any(
            parse.lowers[child] in _COMPANY.get(base, frozenset()) for base in bases
        ):
            return True
        if word.dep in {"nsubj", "nsubjpass"} and bases & _MUTUAL and _is_plural(parse, child):
            return True
        if word.dep in {"dobj", "nsubjpass"} and bases & _TRANSITIVE and _may_be_party(parse, child):
            return True
    return False


_MUTUAL = frozenset({"speak", "talk", "meet", "confer", "negotiate", "convene", "gather", "sit"})
_TRANSITIVE = frozenset({"meet", "visit", "host", "receive", "welcome", "phone", "telephone", "call"})
_WITH = frozenset({"with", "to"})
_COMPANY = {
    "speak": _WITH, "talk": _WITH, "meet": frozenset({"with"}), "confer": _WITH, "negotiate": frozenset({"with"}),
    "sit": frozenset({"with"}), "discuss": frozenset({"with"}), "travel": frozenset({"to"}),
    "gather": frozenset({"in", "at"}),
    "convene": frozenset({"in", "at"}),
}  # fmt: skip


def _is_plural(parse: Parse, head: int) -> bool:
    if parse.words[head].tag in {"NNS", "NNPS", "CD"} or parse.lowers[head] in {"they", "both", "we"}:
        return True
    return any(parse.words[child].dep == "conj" for child in parse.children[head])


def _may_be_party(parse: Parse, head: int) -> bool:
    if parse.words[head].tag[:3] in {"NNP", "PRP"}:
        return True
    return noun_of(parse.lowers[head]) is not None

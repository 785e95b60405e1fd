"""Words that may tell an event: verbs with someone who acts, and nouns that name an act or an engagement."""

import csv
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from onrecord.annotate.mentions.phrases import Parse

__all__ = ["form_of", "iter_triggers"]

# Verbs that report, perceive or link rather than act; what they introduce is a statement or nothing.
_IDLE_VERBS = frozenset(
    """be is are was were been being 's have has had do does did say says said saying tell tells told add adds added note
    notes noted think thinks thought believe believes believed know knows knew see sees saw seen seem seems seemed appear
    appears appeared become became remain remains remained look looks looked feel felt hear heard show shows showed
    suggest suggests suggested mean means meant include includes included follow follows followed come comes came go goes
    went gone get got make makes made take takes took taken begin began start started continue continued happen happened
    describe described explain explained write wrote cite cited quote quoted accord according understand ask asked wonder
    remember expect expected hope hoped want wanted need needed like liked""".split()
)
_ACT_NOUNS = frozenset(
    """attack attacks strike strikes airstrike airstrikes bombing bombings shelling raid raids assault invasion offensive
    ambush killing killings shooting massacre clash clashes fighting crackdown arrest arrests detention seizure blockade
    sanctions sanction tariff tariffs embargo ban boycott protest protests demonstration demonstrations rally march riot
    riots walkout withdrawal pullout ceasefire truce mobilization mobilisation deployment exercise exercises drill drills
    aid assistance donation loan grant agreement deal accord pact treaty condemnation criticism accusation threat
    warning ultimatum demand appeal apology endorsement support rejection refusal expulsion extradition surrender
    release""".split()
)


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


def iter_triggers(parse: Parse) -> Iterator[int]:
    """The word indices that may trigger an event, in text order."""
    for index, word in enumerate(parse.words):
        lower = parse.lowers[index]
        if word.tag.startswith("V"):
            if word.dep in {"aux", "auxpass", "amod", "compound"}:
                continue
            if lower not in _IDLE_VERBS or form_of(parse, index):
                yield index
        elif word.tag in {"NN", "NNS"} and word.dep not in {"compound", "nmod"}:
            if lower in _ACT_NOUNS or form_of(parse, index):
                yield index

"""People told by their land or their age alone: "the Norwegian", "an Englishwoman", "the 27-year-old"."""

import re

from onrecord.annotate.mentions.phrases import Parse
from onrecord.gazetteer import find_country
from onrecord.model import Span

__all__ = ["is_compatriot", "somebody_at"]

_ONE = re.compile(r"(?:[a-z](?:an|er|man|woman|ard|eek|i)|Dane|Finn|Pole|Scot|Swede|Turk|Briton|Czech)$")
_GENDERED = re.compile(r"(?:wo)?man$")
_POINTING = frozenset({"the", "a", "an", "this", "that", "another"})
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "conj", "appos", "attr", "poss"})
_SINGULAR = frozenset({"NN", "NNP", "JJ"})
_GOES_ON = frozenset({"NN", "NNS", "NNP", "NNPS", "HYPH", "JJ", "CD"})
_AGE_WORDS = 4  # words of "27-year-" before "old"
_MAX_MODIFIERS = 2


def somebody_at(parse: Parse, index: int) -> Span | None:
    """The phrase that tells of one person by land or age, where its last word stands at `index`."""
    if not (parse.forms[index][:1].isupper() or parse.lowers[index] == "old"):
        return None
    after = parse.words[index + 1].tag if index + 1 < len(parse.words) else ""
    if after in _GOES_ON and parse.words[index + 1].sentence == parse.words[index].sentence:
        return None  # "the Norwegian coach", "a 16-year-old boy"
    if is_compatriot(parse, index):
        return parse.span(_opening(parse, index), index)
    if parse.lowers[index] == "old" and index >= _AGE_WORDS and parse.lowers[index - 2] == "year":
        number, first, second = (parse.forms[index - n] for n in (4, 3, 1))
        if number.isdigit() and {first, second} <= {"-", "‑"} and parse.lowers[index - 5] in _POINTING:
            return parse.span(index - 5, index)
    return None


def is_compatriot(parse: Parse, index: int) -> bool:
    """Whether a word for a people stands for one of it: "the Italian said", not "the Italian police", "the British"."""
    form, word = parse.forms[index], parse.words[index]
    if not form[:1].isupper() or word.tag not in _SINGULAR or word.dep not in _PARTS or not _ONE.search(form):
        return False
    naming = find_country(form) or find_country(_GENDERED.sub("", form))
    after = parse.words[index + 1].tag if index + 1 < len(parse.words) else ""
    if naming is None or naming.kind != "demonym" or after in _GOES_ON:
        return False
    return parse.lowers[_opening(parse, index)] in _POINTING


def _opening(parse: Parse, index: int) -> int:
    """The article before a word, with at most two modifiers between; the word itself where none stands there."""
    for first in range(index - 1, max(-1, index - 2 - _MAX_MODIFIERS), -1):
        if parse.lowers[first] in _POINTING:
            return first
        if parse.words[first].tag not in {"JJ", "NN"}:
            break
    return index

"""Subjects that the parse hangs elsewhere than on their verb."""

from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions.phrases import Parse

__all__ = ["clause_subject", "conjuncts", "misread_subject"]

_DAYS = find_words("arguments", "days")
_TIMES = find_words("pairs", "times")
_REPORTING = find_words("frames", "reporting")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PRESENT = frozenset({"VBZ", "VBP"})
_MARKS = frozenset({"after", "as", "before", "since", "until", "when", "while"})


def conjuncts(parse: Parse, head: int) -> tuple[int, ...]:
    """The word and those joined to it by "and" or commas."""
    found = [head]
    for index in found:
        found += [child for child in parse.children[index] if parse.words[child].dep == "conj"]
    return tuple(sorted(found))


def misread_subject(parse: Parse, verb: int) -> int | None:
    """The subject of a verb that has none by the parse, where its place tells that a word is it."""
    found = (find(parse, verb) for find in (_after_month, _first_of_list, clause_subject))
    return next((word for word in found if word is not None), None)


def clause_subject(parse: Parse, verb: int) -> int | None:
    """The same where the parse gives the clause another's subject."""
    marked = _after_mark(parse, verb)
    return marked if marked is not None else _speaker(parse, verb)


def _after_month(parse: Parse, verb: int) -> int | None:
    """The subject that the parse takes for the month's ("In February Norland raised")."""
    for child in parse.children[verb]:
        if parse.words[child].dep != "prep" or child > verb or parse.lowers[child] != "in":
            continue
        for noun in parse.children[child]:
            if parse.words[noun].tag[:3] == "NNP" and any(parse.lowers[c] in _DAYS for c in parse.children[noun]):
                return noun
    return None


def _first_of_list(parse: Parse, verb: int) -> int | None:
    """The first of several joined names before a finite verb without a subject, which the parse takes for a time."""
    if parse.words[verb].tag not in _FINITE:
        return None
    names = (c for c in parse.children[verb] if c < verb and parse.words[c].dep == "npadvmod")
    joined = (c for c in names if parse.words[c].tag in {"NNP", "NNPS"} and parse.lowers[c] not in _TIMES | _DAYS)
    return next((c for c in joined if len(conjuncts(parse, c)) > 1), None)


def _after_mark(parse: Parse, verb: int) -> int | None:
    """The noun that the parse hangs on the clause's "after" ("a day after a strike on the port killed seven")."""
    if parse.words[verb].tag not in _FINITE or any(parse.words[c].dep == "nsubj" for c in parse.children[verb]):
        return None
    marks = (c for c in parse.children[verb] if c < verb and parse.words[c].dep == "mark" and parse.lowers[c] in _MARKS)
    nouns = (g for mark in marks for g in parse.children[mark] if parse.words[g].dep == "pobj" and mark < g < verb)
    return next((noun for noun in nouns if parse.is_noun(noun)), None)


def _speaker(parse: Parse, verb: int) -> int | None:
    """Who says something and then does more, where the parse gives what he does to whom he speaks of.

    "Norland said Esmark buys pork and called on Harl to act": the tense is that of "said", not of "buys".
    """
    word = parse.words[verb]
    inner = parse.words[word.head]
    if word.dep != "conj" or word.tag != "VBD" or inner.tag not in _PRESENT or inner.dep != "ccomp":
        return None
    outer = parse.words[inner.head]
    if outer.tag != "VBD" or parse.lowers[inner.head] not in _REPORTING | {"said"}:
        return None
    if any(parse.words[c].dep in {"nsubj", "nsubjpass"} for c in parse.children[verb]):
        return None
    return next((c for c in parse.children[inner.head] if parse.words[c].dep == "nsubj"), None)

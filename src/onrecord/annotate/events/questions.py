"""Acts that a sentence only asks about: "Has Norland suspended the patrols?" tells of none."""

from bisect import bisect_right

from onrecord.annotate.mentions.phrases import Parse

__all__ = ["is_asked_about"]

_AUXILIARIES = frozenset({"aux", "auxpass"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_CARRIED = frozenset({"dobj", "pobj", "attr", "prep", "nsubjpass", "conj", "xcomp"})
_WONDERING = frozenset({"WP", "WP$", "WRB", "WDT"})  # "why did they leave?" takes the leaving for granted
_MAX_CLIMB = 6


def is_asked_about(parse: Parse, trigger: int) -> bool:
    """Whether the trigger, or a verb that it hangs on as object or aim, is asked for a yes or no."""
    index = trigger
    for _ in range(_MAX_CLIMB):
        if _is_asked(parse, index):
            return True
        if parse.words[index].dep not in _CARRIED or parse.words[index].head == index:
            return False
        index = parse.words[index].head
    return False


def _is_asked(parse: Parse, verb: int) -> bool:
    if not parse.words[verb].tag.startswith("VB"):
        return False
    leading = [child for child in parse.children[verb] if child < verb]
    subject = max((child for child in leading if parse.words[child].dep in _SUBJECTS), default=verb)
    before = [child for child in leading if child < subject]
    if subject == verb or not any(parse.words[child].dep in _AUXILIARIES for child in before):
        return False
    if any(parse.words[word].tag in _WONDERING for child in before for word in parse.subtree(child)):
        return False
    return _ends_asking(parse, verb)


def _ends_asking(parse: Parse, verb: int) -> bool:
    """Whether the sentence of the verb ends in a question mark."""
    ends = parse.sentence_bounds[1]
    at = bisect_right(ends, parse.words[verb].span.start)
    return at < len(ends) and parse.text[ends[at] - 1] == "?"

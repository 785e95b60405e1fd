"""One frame for one act: what only completes another or is refused; those who act on each other."""

from collections.abc import Mapping
from dataclasses import replace

from onrecord.annotate.events.arguments import conjuncts, is_party
from onrecord.annotate.events.frame import Frame
from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions.phrases import Parse

__all__ = ["says_the_same", "with_each_other"]

_REFUSING = find_words("repeats", "refusing")
_DEMANDING = find_words("repeats", "demanding")
_SETTLED = find_words("repeats", "settled")
_OCCASION = frozenset({"for", "in", "at", "during"})  # "hosted them for talks"


def says_the_same(parse: Parse, frames: Mapping[int, Frame], trigger: int) -> bool:
    """Whether the word only completes another, whose frame has the same parties or more.

    "Threatened to extend", "refused to meet", "refused talks with", "met them in May for talks"; what is demanded of
    somebody is told by the demand ("ordered the maker to pay").
    """
    frame = frames[trigger]
    word = parse.words[trigger if frame.verb is None else frame.verb]  # "threatened to impose tariffs"
    above = frames.get(word.head)
    if word.dep == "pobj" and parse.lowers[word.head] in _OCCASION:
        return _is_occasion(parse, frame, frames.get(parse.words[word.head].head))
    if above is None or word.dep not in {"ccomp", "dobj", "xcomp"}:
        return False
    if word.dep != "dobj" and frame.form is None and parse.lowers[above.trigger] in _DEMANDING and above.recipients:
        return True
    same = (above.actors, above.recipients) == (frame.actors, frame.recipients)
    if frame.form is not None:
        return same and parse.lowers[above.trigger] in _REFUSING
    return same and word.dep == "xcomp"


def _is_occasion(parse: Parse, talks: Frame, above: Frame | None) -> bool:
    """Whether somebody is met or received for the talks."""
    if above is None or above.form is None or talks.form != "talks" or talks.recipients:
        return False
    met = any(parse.words[r].dep == "dobj" and parse.words[r].head == above.trigger for r in above.recipients)
    return met and set(talks.actors) <= set(above.actors)


def with_each_other(parse: Parse, frame: Frame) -> Frame:
    """The frame with the first of those who act together as actor and the others as whom it acts on.

    Of engagements and agreements ("A and B met", "A and B failed to reach a deal on trade").
    """
    settled = parse.lowers[frame.trigger] in _SETTLED
    if (frame.form is None and not settled) or frame.form == "visit" or len(frame.actors) < 2:
        return frame
    if any(is_party(parse, r) for r in frame.recipients) or (frame.recipients and not settled):
        return frame
    joined = set(frame.actors) <= set(conjuncts(parse, frame.actors[0]))
    if not joined or not all(is_party(parse, a) for a in frame.actors):
        return frame
    return replace(frame, actors=frame.actors[:1], recipients=frame.actors[1:])

"""Frames: the word that tells an act, with the heads of the phrases for who acts and who is acted on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.annotate.events.arguments import conjuncts, find_arguments
from onrecord.annotate.events.choice import Pair, choose_pairs
from onrecord.annotate.events.triggers import form_of, names_act
from onrecord.annotate.mentions.phrases import Parse

__all__ = ["Frame", "find_frames"]

_LEAST = 0.2  # odds of a pair below which it is no event; measured on held-out sentences
_MOST = 2  # frames of acts in one sentence
_IDLE = frozenset(
    """be is are was were been being said says say saying told tells tell added adds add noted notes note
    suggested suggests described describes describe explained explains explain stated states wrote writes
    write included includes include follows followed follow means meant seemed seems appeared appears""".split()
)
_SPEECH = frozenset(
    {"discuss", "describe", "follow", "followed", "follows", "mean", "yield", "yielded", "expose", "exposed"}
)
_NAMING = frozenset({"call", "calls", "called", "calling"})
_NAMES = frozenset({"NNP", "NNPS", "PRP"})


@dataclass(frozen=True, slots=True)
class Frame:
    """Word indices of trigger, actors and recipients; `form` of an engagement; `odds` that it is an event, 0..1."""

    trigger: int
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    form: str | None
    odds: float


def find_frames(parse: Parse) -> list[Frame]:
    """The frames of all sentences, in text order of their triggers."""
    frames: dict[int, Frame] = {}
    for first, last in iter_sentences(parse):
        engaged = {i: form for i in range(first, last) if (form := form_of(parse, i)) is not None}
        pairs = choose_pairs(parse, first, last, _LEAST)
        chosen = sorted((c for c in pairs if _is_act(parse, c[0], engaged)), key=lambda c: (-c[1], c[0].trigger))[
            :_MOST
        ]
        for pair, odds in chosen:
            frame = _from_pair(parse, pair, odds, engaged)
            if frame.trigger not in frames:
                frames[frame.trigger] = frame
        for trigger in range(first, last):
            if trigger not in frames and trigger not in engaged and names_act(parse, trigger):
                found = find_arguments(parse, trigger)
                if found.recipients and not _told_already(parse, frames, trigger):
                    frames[trigger] = Frame(trigger, found.actors, found.recipients, None, 0.0)
        for trigger, form in engaged.items():
            if trigger not in frames:
                found = find_arguments(parse, trigger)
                told = parse.lowers[parse.words[trigger].head] in _IDLE and parse.words[trigger].dep == "dobj"
                actors = () if told else tuple(i for i in found.actors if i not in engaged)
                recipients = tuple(i for i in found.recipients if i not in engaged)
                if actors or recipients or parse.is_noun(trigger):
                    frames[trigger] = Frame(trigger, actors, recipients, form, 0.0)
    return [frames[trigger] for trigger in sorted(frames)]


def _is_act(parse: Parse, pair: Pair, engaged: dict[int, str]) -> bool:
    """Whether a pair can be an act at all: no bare saying or being, and an actor that can act."""
    if parse.lowers[pair.trigger] in _IDLE or _names_only(parse, pair.trigger):
        return False
    if pair.actor is None:
        return True
    word = parse.words[pair.actor]
    return pair.actor not in engaged and word.tag[:1] not in {"W", "D"}


def _names_only(parse: Parse, verb: int) -> bool:
    """Whether the verb gives someone a name or a quality ("called Brandt a fool")."""
    if parse.lowers[verb] not in _NAMING:
        return False
    below = {parse.words[c].dep: c for c in parse.children[verb] if c > verb}
    named = below.get("dobj", below.get("nsubj"))
    return "oprd" in below and named is not None and parse.words[named].tag in _NAMES


def _told_already(parse: Parse, frames: dict[int, Frame], trigger: int) -> bool:
    """Whether a frame's verb governs the noun; a verb tells an act of its own."""
    index = trigger
    if not parse.is_noun(trigger):
        return False
    for _ in range(3):
        index = parse.words[index].head
        if index in frames:
            return True
    return False


def iter_sentences(parse: Parse) -> Iterator[tuple[int, int]]:
    """First and one past the last word of each sentence."""
    first = 0
    for index in range(1, len(parse.words) + 1):
        if index == len(parse.words) or parse.words[index].sentence != parse.words[first].sentence:
            yield first, index
            first = index


def _from_pair(parse: Parse, pair: Pair, odds: float, engaged: dict[int, str]) -> Frame:
    """The pair with the phrases joined to either; told by the noun where a light verb holds an engagement."""
    actors = _joined(parse, pair.actor, pair.recipient)
    recipients = tuple(r for r in _joined(parse, pair.recipient, pair.actor) if r not in actors)
    trigger = next((i for i in sorted(engaged) if _holds(parse, pair.trigger, i)), pair.trigger)
    frame = Frame(trigger, actors, recipients, engaged.get(trigger), odds)
    frame = replace(frame, recipients=tuple(r for r in frame.recipients if r not in engaged))
    found = find_arguments(parse, trigger)
    if frame.form is not None and set(actors) < set(found.actors) and not set(found.actors) & set(frame.recipients):
        frame = replace(frame, actors=found.actors)  # "visits by A in May and by B in June"
    if trigger != pair.trigger and not frame.recipients:
        frame = replace(frame, recipients=tuple(r for r in found.recipients if r not in actors))
    return frame


def _joined(parse: Parse, head: int | None, other: int | None) -> tuple[int, ...]:
    """The head and the names joined to it, up to the pair's other phrase."""
    if head is None:
        return ()
    group = [i for i in conjuncts(parse, head) if i == head or parse.words[i].tag in _NAMES]
    return tuple(i for i in group if i != other and (other is None or other not in group or i < other or i == head))


def _holds(parse: Parse, verb: int, noun: int) -> bool:
    """Whether the noun hangs on the verb as its object ("held a call", "took part in talks")."""
    if not parse.words[verb].tag.startswith("V") or not parse.is_noun(noun) or parse.lowers[verb] in _SPEECH:
        return False
    word = parse.words[noun]
    above = parse.words[word.head]
    if word.dep == "pobj" and above.dep == "prep" and parse.lowers[word.head] in {"in", "of", "to", "for", "into"}:
        return above.head == verb
    return word.dep in {"dobj", "nsubjpass", "attr"} and word.head == verb

"""Words that name acts and engagements; `engagements.csv` and `acts.csv` were written for the project (Apache-2.0)."""

import csv
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from onrecord.annotate.events.words import PARTICIPLES, find_words
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.mentions.tables import noun_of
from onrecord.gazetteer.outlets import find_outlet

__all__ = ["form_of", "is_guests", "is_means", "may_name", "names_act"]

_MAX_CACHED = 20_000  # words
_NAMING = frozenset({"NN", "VB"})  # beginnings of tags


@lru_cache(maxsize=1)
def _forms() -> dict[tuple[str, str], str]:
    with files(__package__).joinpath("engagements.csv").open("r", encoding="utf-8") as file:
        return {(row["word"], row["tag"]): row["form"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _acts() -> dict[tuple[str, str], tuple[frozenset[str], ...]]:
    """Words with tag, and the objects of which one must be there (none: whatever stands around them)."""
    found: dict[tuple[str, str], tuple[frozenset[str], ...]] = {}
    with files(__package__).joinpath("acts.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            objects = frozenset(row["object"].split(";")) if row["object"] else frozenset()
            found[row["word"], row["tag"]] = (*found.get((row["word"], row["tag"]), ()), objects)
    return found


def may_name(tag: str) -> bool:
    """Whether words with the tag name acts and engagements at all: nouns and verbs do."""
    return tag[:2] in _NAMING


def names_act(parse: Parse, index: int) -> bool:
    """Whether the word names an act ("sanctions", "killed"), by itself or with its object ("sent troops").

    No modifier does. "$" among a verb's objects stands for a sum.
    """
    word = parse.words[index]
    if word.dep in {"compound", "nmod", "amod"}:
        return False
    lower = parse.lowers[index]
    tag = word.tag[:2]
    wanted = _wanted(lower, tag)
    if not wanted and not lower.startswith("call"):
        return False
    if lower in _HURT and index and parse.words[index - 1].tag == "CD" and parse.words[index - 1].head != index:
        return False  # "three dead and seven wounded" counts people
    if tag == "VB" and lower.startswith("call"):
        return any(
            parse.lowers[c] in {"on", "upon"} and any(_may_be_party(parse, g) for g in parse.children[c])
            for c in parse.children[index]
        )
    return any(not objects or _has_object(parse, index, objects) for objects in wanted)


@lru_cache(maxsize=_MAX_CACHED)
def _wanted(word: str, tag: str) -> tuple[frozenset[str], ...]:
    """The objects that an act's word wants, one set for each act that it may name; none if it names no act."""
    return tuple(objects for form in _bases(word) for objects in _acts().get((form, tag), ()))


def _has_object(parse: Parse, verb: int, objects: frozenset[str]) -> bool:
    """Whether the verb has one of the objects.

    "$" stands for a sum, "person" for people that it is done to, "on strike" for a preposition with its object and
    "against *" for one with any.
    """
    for child in parse.children[verb]:
        if parse.words[child].dep == "prep":
            below = [parse.lowers[g] for g in parse.children[child]]
            if below and not objects.isdisjoint({f"{parse.lowers[child]} {word}" for word in (*below, "*")}):
                return True
        if parse.words[child].dep not in {"dobj", "nsubjpass", "prt"}:
            continue
        if parse.lowers[child] in objects:
            return True
        if "$" in objects and any(parse.words[c].tag in {"CD", "$"} for c in parse.subtree(child)):
            return any(parse.lowers[c] in _SUMS for c in parse.subtree(child))
    return "person" in objects and _is_done_to_people(parse, verb)


def _is_done_to_people(parse: Parse, verb: int) -> bool:
    """Whether people undergo it: "11 sailors held in Norland", "whom it has held", not "were held responsible"."""
    below = {parse.words[c].dep for c in parse.children[verb]}
    if below & {"oprd", "acomp", "attr"} or any(parse.lowers[c] == "to" for c in parse.children[verb]):
        return False
    word = parse.words[verb]
    undergoers = [c for c in parse.children[verb] if parse.words[c].dep == "nsubjpass"]
    relative = word.dep == "relcl" and any(
        parse.words[c].tag in {"WP", "WDT"} and parse.words[c].dep in {"dobj", "nsubjpass"}
        for c in parse.children[verb]
    )
    if relative or (word.dep == "acl" and word.tag in PARTICIPLES):
        undergoers.append(word.head)
    return any((noun := noun_of(parse.lowers[i])) is not None and noun.kind in {"person", "people"} for i in undergoers)


_TIMES = find_words("pairs", "times")
_HURT = frozenset({"wounded", "injured", "killed"})
_SUMS = find_words("triggers", "sums")


def form_of(parse: Parse, index: int) -> str | None:
    """The form of the engagement that the word names ("call", "visit", …), None when it names none."""
    tag = parse.words[index].tag[:2]
    lower = parse.lowers[index]
    if not _may_engage(lower, tag):
        return None
    modifiers = [c for c in parse.children[index] if c < index and parse.words[c].dep in {"compound", "amod", "nmod"}]
    if any(parse.lowers[modifier] in _TOLD_TO for modifier in modifiers):
        return None  # "a press conference"
    for modifier in modifiers:
        if form := _look_up(f"{parse.lowers[modifier]} {lower}", tag):
            return form
    form = _look_up(lower, tag) or _look_up_with_rest(parse, index, tag)
    body = lower in _BODIES and parse.words[index].tag == "NNP"
    if body and not any(parse.lowers[modifier] in _ORDINALS for modifier in modifiers):
        return None  # a parliament, the World Economic Forum
    if lower in {"round", "rounds"} and not _is_of_talks(parse, index, modifiers):
        return None
    if _base_among(lower, _HOSTING) and tag == "VB" and _hosts_several(parse, index):
        return "meeting"
    if tag == "VB" and form is not None and (not _has_company(parse, index) or is_guests(parse, index)):
        return None
    if form in _FACE_TO_FACE and (distant := _distance(parse, index, tag)) is not None:
        return distant
    if form == "call" and tag == "NN" and _is_appeal(parse, index):
        return None
    if form == "call" and tag == "NN" and any(parse.lowers[m] in {"video", "virtual"} for m in modifiers):
        return "video_call"
    if tag == "VB" and form is None:
        if lower in _RINGING and _is_rung(parse, index):
            return "call"
        heard = any(
            parse.words[c].dep == "dobj" and (find_outlet(_name_of(parse, c)) or parse.lowers[c] in _AUDIENCE)
            for c in parse.children[index]
        )
        return _distance(parse, index, tag) if lower in _ADDRESSING and not heard else None
    return form


def _is_of_talks(parse: Parse, noun: int, modifiers: Sequence[int]) -> bool:
    """Whether a round is one of talks: shots are fired in rounds too, and boxers and voters have a second one."""
    if not any(parse.lowers[modifier] in _ORDINALS for modifier in modifiers):
        return False
    sentence = parse.words[noun].sentence
    near = range(max(0, noun - _NEAR), min(len(parse.words), noun + _NEAR))
    return any(parse.lowers[i] in _OF_TALKS and parse.words[i].sentence == sentence for i in near)


@lru_cache(maxsize=_MAX_CACHED)
def _may_engage(word: str, tag: str) -> bool:
    """Whether the word can name an engagement at all, by itself or after others."""
    if tag == "VB" and (word in _RINGING or word in _ADDRESSING or _base_among(word, _HOSTING)):
        return True
    return not _engaging(tag).isdisjoint(_bases(word))


@lru_cache(maxsize=8)
def _engaging(tag: str) -> frozenset[str]:
    """The words that head what names engagements: the first of "sit down" and "exchange of views", else the last."""
    named = [words.split(" ") for words, of in _forms() if of == tag]
    return frozenset(words[0] if tag == "VB" or "of" in words else words[-1] for words in named)


def _is_appeal(parse: Parse, noun: int) -> bool:
    """Whether the call is a demand ("rejected the call of", "a call for", "calls to free")."""
    word = parse.words[noun]
    if word.dep == "dobj" and _base_among(parse.lowers[word.head], _APPEALED):
        return True
    return any(
        parse.lowers[c] == "for" or (parse.words[c].dep == "acl" and parse.words[c].tag == "VB")
        for c in parse.children[noun]
    )


_APPEALED = find_words("triggers", "appealed")


def _base_among(word: str, bases: frozenset[str]) -> bool:
    return not bases.isdisjoint(_bases(word))


def _hosts_several(parse: Parse, verb: int) -> bool:
    """Whether the guests are several parties, who then meet one another ("will host the leaders of A and B")."""
    for child in parse.children[verb]:
        if parse.words[child].dep == "dobj" and parse.words[child].tag == "NNS" and _may_be_party(parse, child):
            return any(
                parse.words[i].dep == "conj" and parse.words[i].tag[:3] == "NNP" for i in parse.subtree(child)
            ) or parse.lowers[child] in {"leaders", "presidents", "ministers", "sides", "delegations", "envoys"}
    return False


_TOLD_TO = frozenset({"press", "news", "media"})
_HOSTING = frozenset({"host", "receive", "welcome"})
_ORDINALS = find_words("triggers", "ordinals")
_BODIES = frozenset({"congress", "forum"})
_OF_TALKS = find_words("triggers", "of_talks")
_NEAR = 25  # words
_FACE_TO_FACE = frozenset({"meeting", "talks", "summit", "visit", "call"})
_RINGING = find_words("triggers", "ringing")
_ADDRESSING = find_words("triggers", "addressing")
_DISTANCE = {
    "phone": "call", "telephone": "call", "video": "video_call", "videolink": "video_call", "zoom": "video_call",
    "videoconference": "video_call", "virtually": "video_call", "online": "video_call", "teleconference": "call",
}  # fmt: skip
_MEANS = frozenset({*_DISTANCE, "person", "link", "videolink"})
_DISTANT_PREPOSITIONS = frozenset({"by", "over", "on", "via", "through", "in", "during"})


def _distance(parse: Parse, index: int, tag: str) -> str | None:
    """The form that words such as "by telephone", "over a video link" or "virtually" give to the word's act."""
    for child in parse.children[index]:
        if tag == "VB" and parse.lowers[child] in {"virtually", "online"}:
            return "video_call"
        if parse.words[child].dep not in {"prep", "agent"} or parse.lowers[child] not in _DISTANT_PREPOSITIONS:
            continue
        for noun in parse.children[child]:
            within = (noun, *(c for c in parse.children[noun] if parse.words[c].dep in {"compound", "amod", "nmod"}))
            for word in within:
                if parse.words[noun].dep == "pobj" and (form := _DISTANCE.get(parse.lowers[word])) is not None:
                    return form
    return None


def is_means(word: str) -> bool:
    """Whether the lower-case word tells how people meet or speak, not whom they meet ("by telephone", "in person")."""
    return word in _MEANS


def _is_rung(parse: Parse, verb: int) -> bool:
    """Whether "call" or "ring" is done by telephone: it says so, or one named person is called by another."""
    if _distance(parse, verb, "VB") is not None:
        return True
    below = {parse.words[c].dep: c for c in parse.children[verb]}
    agent = next((g for g in parse.children[below["agent"]]), None) if "agent" in below else None
    one, other = (below.get("nsubjpass"), agent) if "auxpass" in below else (below.get("nsubj"), below.get("dobj"))
    if _is_to_ring(parse, verb):
        return True
    if one is None or other is None or below.keys() & {"oprd", "prep", "xcomp", "ccomp", "prt"}:
        return False
    return "auxpass" in below and all(parse.words[i].tag[:3] in {"NNP", "PRP"} for i in (one, other))


def _is_to_ring(parse: Parse, verb: int) -> bool:
    """Whether somebody is to call a named person on some day ("is expected to call Brandt on Monday")."""
    below = parse.children[verb]
    if parse.words[verb].tag != "VB" or not any(parse.words[c].dep == "aux" for c in below):
        return False
    rest = [c for c in below if parse.words[c].dep not in {"aux", "nsubj", "punct", "advmod", "cc", "conj"}]
    named = [c for c in rest if parse.words[c].dep == "dobj" and parse.words[c].tag == "NNP"]
    days = [c for c in rest if any(parse.lowers[i] in _TIMES for i in parse.subtree(c))]
    return len(named) == 1 and bool(days) and len(rest) == len(named) + len(days)


_IRREGULAR = {
    "met": "meet", "spoke": "speak", "spoken": "speak", "sat": "sit", "conferred": "confer", "conferring": "confer",
    "flew": "fly", "flown": "fly", "sent": "send", "gave": "give", "given": "give", "paid": "pay", "lent": "lend",
    "fed": "feed", "shot": "shoot", "laid": "lay", "broke": "break", "broken": "break", "withdrew": "withdraw",
    "withdrawn": "withdraw", "froze": "freeze", "frozen": "freeze", "struck": "strike", "threw": "throw",
    "thrown": "throw", "held": "hold",
}  # fmt: skip
_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", ""))


@lru_cache(maxsize=_MAX_CACHED)
def _bases(word: str) -> tuple[str, ...]:
    """The word and what it may be a form of."""
    cut = (
        word[: -len(ending)] + rest
        for ending, rest in _ENDINGS
        if word.endswith(ending) and len(word) > len(ending) + 2
    )
    return tuple(
        shape
        for base in (word, _IRREGULAR.get(word, word), *cut)
        for shape in (base, base[:-1] if base[-2:-1] == base[-1:] else base)  # "expelled", "begging"
    )


@lru_cache(maxsize=_MAX_CACHED)
def _look_up(words: str, tag: str) -> str | None:
    """The form of a word or phrase in any of its shapes."""
    *before, last = words.split(" ")
    shapes = (" ".join((*before, base)) for base in _bases(last))
    return next((form for shape in shapes if (form := _forms().get((shape, tag)))), None)


def _look_up_with_rest(parse: Parse, index: int, tag: str) -> str | None:
    """The form of a verb with its particle or object ("sat down", "exchanged views"), of a noun with its "of"."""
    if tag == "VB":
        rests = [parse.lowers[c] for c in parse.children[index] if parse.words[c].dep in {"prt", "advmod", "dobj"}]
    else:
        of = (c for c in parse.children[index] if parse.lowers[c] == "of")
        rests = [f"of {parse.lowers[noun]}" for c in of for noun in parse.children[c]]
    phrases = (f"{base} {rest}" for rest in rests for base in _bases(parse.lowers[index]))
    return next((form for phrase in phrases if (form := _forms().get((phrase, tag)))), None)


def _has_company(parse: Parse, verb: int) -> bool:
    """Whether the verb has the parties that an engagement needs: "spoke with X", "X and Y spoke", "visited X".

    "Spoke admiringly of X", "met expectations" and "spoke on condition of anonymity" have none.
    """
    bases = frozenset(_bases(parse.lowers[verb]))
    below = parse.children[verb]
    if bases & _TALKING and _distance(parse, verb, "VB") is not None:
        return True
    if "confer" in bases and not any(parse.words[c].dep == "dobj" for c in below):
        return True
    if bases & _GOING and _is_carried(parse, verb):
        return False
    if bases & _SPEAKING and (_is_on_terms(parse, verb) or parse.lowers[parse.words[verb].head] in _GOING_ON):
        return False
    for child in below:
        word = parse.words[child]
        if word.dep in {"prep", "dative"} and any(
            parse.lowers[child] in _COMPANY.get(base, frozenset()) for base in bases
        ):
            if bases & _SPEAKING and not any(_may_answer(parse, g) for g in parse.children[child]):
                continue
            return True
        if word.dep in {"nsubj", "nsubjpass"} and bases & _MUTUAL and _is_plural(parse, child):
            return True
        if word.dep in {"dobj", "nsubjpass"} and bases & _TRANSITIVE and _may_be_party(parse, child):
            return "receive" not in bases or not _is_counted(parse, child)  # "received six wounded men"
        if word.dep in {"dobj", "nsubjpass"} and bases & _SEEING and parse.is_noun(child):
            return True
    word = parse.words[verb]
    meant = any(parse.lowers[c] == "to" and parse.words[c].dep == "aux" for c in below)
    if word.dep in {"xcomp", "advcl"} and meant and bases & _MUTUAL:
        if any(parse.words[c].dep == "dobj" for c in below):
            return False
        above = parse.words[word.head]
        governor = above.head if above.dep == "acomp" else word.head  # "are due to meet"
        subjects = (c for c in parse.children[governor] if parse.words[c].dep == "nsubj")
        return any(_is_plural(parse, subject) for subject in subjects)  # "have agreed to meet"
    return False


def is_guests(parse: Parse, verb: int) -> bool:
    """Whether "visiting" only tells that those after it are guests ("told visiting traders")."""
    word = parse.words[verb]
    return parse.lowers[verb] == "visiting" and word.dep == "xcomp" and parse.lowers[word.head] in _ADDRESSED


def _is_carried(parse: Parse, verb: int) -> bool:
    """Whether somebody is taken there ("were flown to the capital"): who visits goes."""
    return parse.words[verb].tag == "VBN" and not any(
        parse.lowers[c] in {"has", "have", "had", "having", "'ve", "’ve", "'d", "’d"} for c in parse.children[verb]
    )


def _is_on_terms(parse: Parse, verb: int) -> bool:
    """Whether the verb tells on what terms or for whom somebody spoke ("on condition of anonymity", "to the press")."""
    return any(
        parse.lowers[g] in _TERMS
        for c in parse.children[verb]
        if parse.words[c].dep == "prep" and parse.lowers[c] in {"on", "under", "for"}
        for g in parse.children[c]
    )


def _may_answer(parse: Parse, head: int) -> bool:
    """Whether those spoken to may be who somebody confers with: no audience or outlet, no manner ("with pauses")."""
    if parse.words[head].dep != "pobj" or find_outlet(_name_of(parse, head)):
        return False
    modifiers = (c for c in parse.children[head] if parse.words[c].dep in {"compound", "nmod"})
    if any(parse.lowers[i] in _AUDIENCE for i in (head, *modifiers)):
        return False
    return _may_be_party(parse, head) or parse.words[head].tag in {"CD", "NNS"}


def _name_of(parse: Parse, head: int) -> str:
    phrase = parse.phrase(head)
    return parse.span(phrase.first, head).of(parse.text).removeprefix("the ").removeprefix("The ")


def _is_counted(parse: Parse, head: int) -> bool:
    return parse.words[head].tag == "CD" or any(parse.words[c].tag == "CD" for c in parse.children[head])


_GOING = frozenset({"fly", "travel"})
_SPEAKING = frozenset({"speak", "talk", "sit"})
_GOING_ON = frozenset("keep keeps kept stop stops stopped".split())
_TERMS = frozenset("condition conditions background anonymity record".split())
_AUDIENCE = find_words("triggers", "audience")
_MUTUAL = find_words("triggers", "mutual")
_TALKING = frozenset({"meet", "speak", "talk", "discuss", "confer", "negotiate"})
_ADDRESSED = find_words("triggers", "addressed")
_SEEING = frozenset({"visit", "tour"})
_TRANSITIVE = find_words("triggers", "transitive")
_WITH = frozenset({"with", "to"})
_COMPANY = {
    "speak": _WITH, "talk": _WITH, "meet": frozenset({"with"}), "confer": _WITH, "negotiate": frozenset({"with"}),
    "sit": frozenset({"with"}), "consult": frozenset({"with"}), "bargain": frozenset({"with"}),
    "exchange": frozenset({"with"}), "discuss": frozenset({"with"}), "travel": frozenset({"to"}),
    "gather": frozenset({"in", "at"}),
    "convene": frozenset({"in", "at"}), "fly": frozenset({"to", "into"}),
}  # fmt: skip


def _is_plural(parse: Parse, head: int) -> bool:
    if parse.words[head].tag in {"NNS", "NNPS", "CD"} or parse.lowers[head] in {"they", "both", "we"}:
        return True
    return any(parse.words[child].dep == "conj" for child in parse.children[head])


def _may_be_party(parse: Parse, head: int) -> bool:
    if parse.words[head].tag[:3] in {"NNP", "PRP"}:
        return True
    if parse.lowers[head] == "number" and any(parse.lowers[c] == "opposite" for c in parse.children[head]):
        return True
    noun = noun_of(parse.lowers[head])
    return noun is not None and noun.kind != "document"  # "received a letter"

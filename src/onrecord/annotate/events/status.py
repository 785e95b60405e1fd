"""What became of an event: occurred, planned, possible, …, read off the words that govern its trigger."""

from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions.phrases import Parse

__all__ = ["find_status"]

_PLANNED = find_words("status", "planned")
_PRELUDES = find_words("status", "preludes")
_POSSIBLE = find_words("status", "possible")
_VOICING = find_words("status", "voicing")
_INTENDING = frozenset("plan plans planning intend intends intending".split())
_NOBODY = frozenset({"none", "nobody", "nothing", "neither"})
_APART = frozenset({"advcl", "ccomp", "conj", "relcl", "parataxis", "xcomp"})
_SAYING = find_words("status", "saying")
_PROPOSING = find_words("status", "proposing")
_EXPECTED = frozenset({"planned", "possible", "pending"})
_ACCEPTING = find_words("status", "accepting")
_THREATENED = frozenset({"threatened", "proposed"})  # of what an adjective speaks: "threatened sanctions"
_CANCELLED = find_words("status", "cancelled")
_CALLED_OFF = frozenset("cancelled canceled cancels postponed scrapped abandoned".split())
_OFF = frozenset("call calls called calling put puts putting".split())  # off
_TIMES_AND_WAYS = frozenset("time point stage moment circumstances way means case account".split())
_NEGATIVE_VERBS = find_words("status", "negative_verbs")
_LIFTED = find_words("status", "lifted")
_ENDED = find_words("status", "ended")
_BREAKING = frozenset({"broke", "break", "breaks", "broken", "wound", "wind", "called"})  # up, off
_PROVIDING = frozenset("provide provides provided providing".split())
_FORESEEING = frozenset("foresee foresees foresaw envisage envisages envisaged stipulate stipulates stipulated".split())
_PENDING = frozenset("pending await awaits awaiting awaited outstanding yet".split())
# What they say of their subject is said of whether it comes about: "a meeting seemed possible".
_HAPPENING = find_words("status", "happening")
_KEEPING = find_words("status", "keeping")  # measures, not people: what they govern holds
_NOT_KEPT = frozenset({"from", "off"})
_MEASURES = find_words("status", "measures")
_STANDING = find_words("status", "standing")
_SEEING = find_words("status", "seeing")
_MAX_UP = 3
_MODAL_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MODAL_POSSIBLE = frozenset({"may", "might", "could", "can"})
_MODAL_IRREALIS = frozenset({"would", "should"})


def find_status(parse: Parse, trigger: int) -> str:
    """The status of the event at word `trigger`: its own auxiliaries first, then the verbs that govern it.

    The nearest word decides; a negation or a cancellation farther up still counts.
    """
    if _is_standing(parse, trigger):
        return "in_force"
    if _is_called_off(parse, trigger):
        return "cancelled"
    if _is_not_promised(parse, trigger):
        return "negated"
    noun = parse.is_noun(trigger)
    if noun and _is_provided_for(parse, trigger):
        return "planned"
    path = [trigger, *_governors(parse, trigger)]
    told: list[str] = []
    for depth, index in enumerate(path):
        if depth and noun and parse.lowers[index] in _VOICING:
            accepted = parse.is_noun(index) and parse.lowers[parse.words[index].head] in _ACCEPTING
            told.append("planned" if accepted else "possible")  # of a verb, to threaten or offer it is the act
        elif (status := _status_at(parse, index, own=depth == 0)) is not None:
            told.append(status)
    if not told:
        return "occurred"
    if told[0] in _EXPECTED and "cancelled" in told:
        return "cancelled"  # "cancelled a planned visit"
    if told[0] == "lifted" and "negated" in told:
        return "negated"
    return told[0]


def _is_standing(parse: Parse, trigger: int) -> bool:
    """Whether the word names a measure that is said to remain, or is spoken of as known ("sees the tariffs as")."""
    if parse.lowers[trigger] not in _MEASURES:
        return False
    word = parse.words[trigger]
    verb = parse.lowers[word.head]
    if word.dep == "nsubj" and verb in _STANDING:
        return not any(parse.words[c].dep == "neg" for c in parse.children[word.head])
    definite = any(parse.lowers[c] in {"the", "its", "their", "these", "those"} for c in parse.children[trigger])
    return definite and word.dep == "dobj" and verb in _SEEING


def _is_not_promised(parse: Parse, trigger: int) -> bool:
    """Whether it is what nobody has promised or planned ("made no promise to release")."""
    word = parse.words[trigger]
    infinitive = word.dep == "acl" and word.tag == "VB" and parse.is_noun(word.head)
    return infinitive and any(
        parse.lowers[c] == "no" and parse.words[c].dep == "det" for c in parse.children[word.head]
    )


def _is_provided_for(parse: Parse, trigger: int) -> bool:
    """Whether it is what a text foresees ("the deal provides for the release of")."""
    word = parse.words[trigger]
    if word.dep == "dobj":
        return parse.lowers[word.head] in _FORESEEING
    above = parse.lowers[parse.words[word.head].head]
    return word.dep == "pobj" and parse.lowers[word.head] == "for" and above in _PROVIDING


def _is_called_off(parse: Parse, trigger: int) -> bool:
    """Whether a noun's verb says that it will not come about ("will not take place", "was called off")."""
    word = parse.words[trigger]
    if not parse.is_noun(trigger) or word.dep not in {"nsubj", "nsubjpass", "dobj", "nmod", "compound"}:
        return False
    verb = word.head
    below = {parse.lowers[c] for c in parse.children[verb]}
    if parse.lowers[verb] in _OFF and "off" in below:
        return True
    if word.dep in {"dobj", "nsubjpass"} and any(_cancels(parse, index) for index in parse.subtree(trigger)):
        return True
    negated = any(parse.words[c].dep == "neg" for c in parse.children[verb])
    coming = bool(below & (_MODAL_FUTURE | {"would"}))
    planned = any(parse.lowers[c] in {"planned", "scheduled"} for c in parse.children[trigger])
    return (
        negated and (coming or planned) and word.dep == "nsubj" and parse.lowers[verb] in {"take", "happen", "go", "be"}
    )


def _cancels(parse: Parse, clause: int) -> bool:
    """Whether a relative clause says that what it tells of was called off ("a meeting, which Norland cancelled")."""
    below = {parse.lowers[c] for c in parse.children[clause]}
    which = any(
        parse.words[c].tag == "WDT" and parse.words[c].dep in {"dobj", "nsubjpass"} for c in parse.children[clause]
    )
    if (
        parse.words[clause].dep != "relcl"
        or not which
        or any(parse.words[c].dep == "neg" for c in parse.children[clause])
    ):
        return False
    return parse.lowers[clause] in _CALLED_OFF or (parse.lowers[clause] in _OFF and "off" in below)


def _governors(parse: Parse, index: int) -> list[int]:
    """The words above `index` that colour it: complements and nouns of verbs, not clauses joined or relative ones."""
    path: list[int] = []
    while parse.is_noun(index) and parse.words[index].dep == "conj" and parse.words[index].head != index:
        index = parse.words[index].head  # "for the summit and a gathering"
        if not parse.is_noun(index):
            path.append(index)
    if _shares_modal(parse, index):
        path.append(parse.words[index].head)
        index = parse.words[index].head
    verb = parse.words[index].head
    if parse.words[index].dep == "nsubj" and parse.lowers[verb] in _HAPPENING | _ENDED | _PENDING | _BREAKING:
        return [verb, *(child for child in parse.children[verb] if parse.words[child].dep in {"acomp", "oprd"})]
    while parse.words[index].head != index and len(path) < _MAX_UP:
        if not _completes(parse, index) and parse.words[index].dep not in {
            "xcomp",
            "ccomp",
            "dobj",
            "pcomp",
            "pobj",
            "prep",
            "nsubjpass",
            "acl",
            "attr",
        }:
            break
        index = parse.words[index].head
        path.append(index)
        if _shares_modal(parse, index):
            index = parse.words[index].head
            path.append(index)
    return path


def _completes(parse: Parse, index: int) -> bool:
    """Whether an infinitive that the parse takes for an aim is what is planned ("committed in May to attend")."""
    word = parse.words[index]
    to = any(parse.words[c].dep == "aux" and parse.lowers[c] == "to" for c in parse.children[index])
    return word.dep == "advcl" and to and word.head < index and parse.lowers[word.head] in _PLANNED


def _leads_up(parse: Parse, index: int) -> bool:
    """Whether a noun tells of the time before something ("a run-up to a congress")."""
    return parse.lowers[index] in _PRELUDES or (
        parse.lowers[index] == "up" and any(parse.lowers[c] in {"run", "lead"} for c in parse.children[index])
    )


def _shares_modal(parse: Parse, verb: int) -> bool:
    """Whether the verb has its auxiliary from the one it is joined to ("will fly to Oslo and hold talks")."""
    word = parse.words[verb]
    bare = word.dep == "conj" and word.tag == "VB" and parse.words[word.head].tag == "VB"
    return bare and not any(parse.words[c].dep in {"nsubj", "nsubjpass", "aux"} for c in parse.children[verb])


def _is_at_no_time(parse: Parse, index: int) -> bool:
    """Whether the phrase denies what follows ("At no time did troops enter Norland")."""
    if parse.words[index].dep != "prep":
        return False
    nouns = (c for c in parse.children[index] if parse.lowers[c] in _TIMES_AND_WAYS)
    return any(parse.lowers[c] == "no" for noun in nouns for c in parse.children[noun])


def _status_at(parse: Parse, index: int, *, own: bool) -> str | None:
    children = parse.children[index]
    lowers = {parse.lowers[child] for child in children if parse.words[child].dep not in _APART}
    lower = parse.lowers[index]
    auxiliaries = {parse.lowers[child] for child in children if parse.words[child].dep in {"aux", "auxpass"}}
    if own and any(_is_at_no_time(parse, child) for child in children if child < index):
        return "negated"
    if _is_inverted(parse, index):
        return "hypothetical"
    if (planned := _is_to_be(parse, index)) is not None:
        return planned
    if own and lower in _INTENDING:
        return "planned"
    if own and lower in _KEEPING and parse.words[index].tag in {"VBZ", "VBP"}:
        return "in_force"
    if "yet" in lowers and any(parse.words[child].dep == "neg" for child in children):
        return "pending"
    if any(parse.words[child].dep == "neg" for child in children) or (own and lowers & {"no", "never"}):
        return "negated"
    if own and any(_is_nobody(parse, child) for child in children):
        return "negated"
    if not own and lower in _NEGATIVE_VERBS:
        return "negated"
    if (lower in _CANCELLED and not own) or (lowers & {"cancelled", "canceled", "postponed", "scrapped"}):
        return "cancelled"
    if not own and lower in _LIFTED:
        return "negated" if any(parse.words[child].dep == "neg" for child in children) else "lifted"
    if any(
        parse.words[child].dep == "mark" and parse.lowers[child] in {"if", "unless", "whether"} for child in children
    ) or (own and (_under_condition(parse, index) or _is_awaited(parse, index))):
        return "hypothetical" if "whether" not in lowers else "possible"
    if not own and lower in _KEEPING and not lowers & _NOT_KEPT:
        return "in_force"
    if not own and lower in _PROPOSING:
        return "possible"
    if auxiliaries & _MODAL_IRREALIS:
        if "would" not in auxiliaries:
            return "possible"
        return "planned" if _is_announced(parse, index) else "hypothetical"
    if auxiliaries & _MODAL_POSSIBLE or lower in _POSSIBLE or lowers & _POSSIBLE or (own and lowers & _THREATENED):
        return "possible"
    if (
        auxiliaries & _MODAL_FUTURE
        or (not own and lower in _PLANNED)
        or lowers & {"planned", "upcoming", "scheduled", "due"}
    ):
        return "planned"
    if not own and _leads_up(parse, index):
        return "planned"
    if lowers & _PENDING or (not own and lower in _PENDING):
        return "pending"
    if not own and (lower in _ENDED or (lower in _BREAKING and lowers & {"up", "off"})):
        return "ended"
    if own and auxiliaries & {"has", "have"} and _goes_on_since(parse, index):
        return "in_force"
    return None


def _is_announced(parse: Parse, index: int) -> bool:
    """Whether "would" is the future of reported speech ("said that it would answer"), with no condition."""
    word = parse.words[index]
    conditions = (c for c in parse.children[index] if parse.words[c].dep == "advcl")
    under = any(parse.lowers[g] in {"if", "unless", "were"} for c in conditions for g in parse.children[c])
    return word.dep == "ccomp" and parse.lowers[word.head] in _SAYING and not under


def _goes_on_since(parse: Parse, index: int) -> bool:
    """Whether the verb tells of what has lasted since some time, not of how often it was done."""
    since = any(parse.lowers[c] == "since" for i in parse.children[index] for c in (i, *parse.children[i]))
    counted = any(
        parse.words[g].tag == "CD"
        for c in parse.children[index]
        if parse.words[c].dep in {"dobj", "nsubjpass"}
        for g in parse.children[c]
    )
    return since and not counted


def _is_inverted(parse: Parse, index: int) -> bool:
    """Whether the clause is a condition without "if" ("Had Norland signed", "Should Norland block")."""
    subject = next((c for c in parse.children[index] if parse.words[c].dep in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return False
    word = parse.words[index]
    if word.dep == "advcl" and (first := min(parse.subtree(index))) and parse.lowers[first - 1] == "had":
        return parse.words[first - 1].head == word.head  # as the parse has "Had Norland signed" at times
    above = parse.words[word.head]
    if word.dep == "ccomp" and word.tag == "VBN" and parse.lowers[word.head] == "had" and above.dep == "advcl":
        return word.head < subject  # as the parse has "Had Norland signed" too
    return any(
        parse.words[c].dep in {"aux", "mark"} and parse.lowers[c] in {"had", "should", "were"} and c < subject
        for c in parse.children[index]
    )


def _is_to_be(parse: Parse, index: int) -> str | None:
    """The status of what somebody is to do ("doctors are to be sent", the headline "Norland to hold talks").

    "Was to have been" tells of a plan that came to nothing.
    """
    word = parse.words[index]
    auxiliaries = {parse.lowers[c] for c in parse.children[index] if parse.words[c].dep == "aux"}
    if "to" not in auxiliaries:
        return None
    if word.dep == "ROOT":
        return "planned"
    above = parse.lowers[word.head]
    if word.dep != "xcomp" or above not in {"is", "are", "was", "were"}:
        return None
    if any(parse.lowers[c] == "if" for c in parse.children[word.head]):
        return None
    return "cancelled" if "have" in auxiliaries and above in {"was", "were"} else "planned"


def _is_nobody(parse: Parse, index: int) -> bool:
    """Whether an argument says that there is none ("laid no mines", "freed none of")."""
    if parse.words[index].dep not in {"nsubj", "nsubjpass", "dobj"}:
        return False
    below = {parse.lowers[c] for c in parse.children[index]}
    never_one = any(parse.lowers[c] == "not" and c < index for c in parse.subtree(index))  # "not one shot was fired"
    return parse.lowers[index] in _NOBODY or bool(below & {"no", "neither"}) or never_one


def _is_awaited(parse: Parse, index: int) -> bool:
    """Whether the verb heads the "until" clause of what somebody will or would do, which nobody says came about."""
    if parse.words[index].dep != "advcl" or not any(
        parse.lowers[c] == "until" and parse.words[c].dep in {"mark", "advmod", "prep"} for c in parse.children[index]
    ):
        return False
    above = {parse.lowers[c] for c in parse.children[parse.words[index].head] if parse.words[c].dep == "aux"}
    return bool(above & (_MODAL_FUTURE | _MODAL_IRREALIS))


def _under_condition(parse: Parse, index: int) -> bool:
    """Whether the verb heads an "if" clause's consequence ("would", "were to")."""
    return any(
        parse.words[child].dep == "aux" and parse.lowers[child] == "to" for child in parse.children[index]
    ) and parse.lowers[parse.words[index].head] in {"were", "was"}

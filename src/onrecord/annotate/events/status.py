"""What became of an event: occurred, planned, possible, …, read off the words that govern its trigger."""

from onrecord.annotate.mentions.phrases import Parse

__all__ = ["find_status"]

_PLANNED = frozenset(
    """plan plans planned planning expect expected expects schedule scheduled slated set due intend intends
    intended prepare preparing prepared arrange arranged agree agreed agrees pledge pledged promise promised
    vow vowed commit committed recommit recommitted announce invite invited upcoming forthcoming decide
    decided hope hopes hoped aim aims aimed seek seeks seeking sought want wants wanted""".split()
)
_POSSIBLE = frozenset(
    """may might could possible possibly perhaps consider considering considered weigh weighing likely unlikely
    reportedly potential explore exploring mull mulling uncertain whether""".split()
)
_THREATENED = frozenset({"threatened", "proposed"})  # of what an adjective speaks: "threatened sanctions"
_CANCELLED = frozenset(
    """cancel cancels cancelled canceled cancelling canceling postpone postponed scrap scrapped abandon abandoned
    shelve shelved suspend suspended""".split()
)
_NEGATIVE_VERBS = frozenset(
    """fail fails failed refuse refuses refused decline declines declined deny denied denies rule ruled avoid
    avoided prevent prevented never""".split()
)
_LIFTED = frozenset(
    "lift lifts lifted lifting ease eased revoke revoked waive waived remove removed repeal repealed".split()
)
_ENDED = frozenset("end ended ends expire expired expires conclude concluded finish finished".split())
_PENDING = frozenset("pending await awaits awaiting awaited outstanding yet".split())
_HAPPENING = frozenset(
    """is are was were be become becomes became seem seems seemed appear appears appeared remain remains remained
    happen occur resume begin start continue open take""".split()
)  # what they say of their subject is said of whether it comes about: "a meeting seemed possible"
_MODAL_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MODAL_POSSIBLE = frozenset({"may", "might", "could", "can"})
_MODAL_IRREALIS = frozenset({"would", "should"})


def find_status(parse: Parse, trigger: int) -> str:
    """The status of the event at word `trigger`: its own auxiliaries first, then the verbs that govern it.

    The nearest word decides; a negation or a cancellation farther up still counts.
    """
    path = [trigger, *_governors(parse, trigger)]
    for depth, index in enumerate(path):
        status = _status_at(parse, index, own=depth == 0)
        if status is not None:
            return status
    return "occurred"


def _governors(parse: Parse, index: int) -> list[int]:
    """The words above `index` that colour it: complements and nouns of verbs, not clauses joined or relative ones."""
    path: list[int] = []
    if parse.words[index].dep == "nsubj" and parse.lowers[parse.words[index].head] in _HAPPENING:
        verb = parse.words[index].head
        return [verb, *(child for child in parse.children[verb] if parse.words[child].dep in {"acomp", "oprd"})]
    while parse.words[index].head != index and len(path) < 3:
        if parse.words[index].dep not in {
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
    return path


def _status_at(parse: Parse, index: int, *, own: bool) -> str | None:
    children = parse.children[index]
    lowers = {parse.lowers[child] for child in children}
    lower = parse.lowers[index]
    auxiliaries = {parse.lowers[child] for child in children if parse.words[child].dep in {"aux", "auxpass"}}
    if "yet" in lowers and any(parse.words[child].dep == "neg" for child in children):
        return "pending"
    if any(parse.words[child].dep == "neg" for child in children) or (own and lowers & {"no", "never"}):
        return "negated"
    if not own and lower in _NEGATIVE_VERBS:
        return "negated"
    if (lower in _CANCELLED and not own) or (lowers & {"cancelled", "canceled", "postponed", "scrapped"}):
        return "cancelled"
    if not own and lower in _LIFTED:
        return "lifted"
    if any(
        parse.words[child].dep == "mark" and parse.lowers[child] in {"if", "unless", "whether"} for child in children
    ) or (own and _under_condition(parse, index)):
        return "hypothetical" if "whether" not in lowers else "possible"
    if auxiliaries & _MODAL_IRREALIS:
        return "hypothetical" if "would" in auxiliaries else "possible"
    if auxiliaries & _MODAL_POSSIBLE or lower in _POSSIBLE or lowers & _POSSIBLE or (own and lowers & _THREATENED):
        return "possible"
    if auxiliaries & _MODAL_FUTURE or (not own and lower in _PLANNED) or lowers & {"planned", "upcoming", "scheduled"}:
        return "planned"
    if lowers & _PENDING or (not own and lower in _PENDING):
        return "pending"
    if not own and lower in _ENDED:
        return "ended"
    return None


def _under_condition(parse: Parse, index: int) -> bool:
    """Whether the verb heads an "if" clause's consequence ("would", "were to")."""
    return any(
        parse.words[child].dep == "aux" and parse.lowers[child] == "to" for child in parse.children[index]
    ) and parse.lowers[parse.words[index].head] in {"were", "was"}

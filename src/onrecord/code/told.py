"""What the trigger's own words tell of an act, beside what the coder makes of the sentence.

Triggers are `[start, end)` code points of the sentence's text.
"""

import re
from collections.abc import Mapping, Sequence

from onrecord.code.terms import Told, find_act, find_idiom
from onrecord.lexicon.kinds import noun_kind
from onrecord.model import Event

__all__ = [
    "gives_money",
    "is_accident",
    "is_attended",
    "is_harm",
    "is_plea",
    "is_sure",
    "leaves_something",
    "only_travels",
    "spends_at_home",
    "told_by_words",
    "told_plainly",
]

Spans = Sequence[tuple[int, int]]

_HARM = frozenset(
    {"killed", "wounded", "injured", "killing", "wounding", "injuring"}
)  # whoever did it: something happened to someone
_SEVERAL = re.compile(
    r"(?i)\b(?:leaders|leadership|presidents|ministers|officials|deputies|envoys|diplomats|negotiators|delegates"
    r"|delegations|generals|commanders|representatives|governments|sides|states|nations|group|party|union|council|two|both)\b"
)
_SETTLED = frozenset({"agreement", "accord", "pact", "treaty", "deal"})
_SETTLING = frozenset(
    "reach reached reaches sign signed signs strike struck strikes conclude concluded seal sealed".split()
)
_SETTLEMENT = re.compile(r"(?i) (?:an?|the|their|its) (?:[\w-]+ ){0,3}(?:agreement|accord|pact|treaty|deal)\b")
_PLEA = re.compile(r"(?i)pl(?:ead(?:s|ed|ing)?|ed) (?:not )?(?:guilty|innocent|no contest)\b")
_ACCIDENT = re.compile(
    r"(?i)\b(?:accident|crash(?:ed)?|collided|collision|derailed|train|rails|bus|escalator|lift|capsized|sank|ferry|flood"
    r"(?:s|ed|ing)?|earthquake|quake|storm|cyclone|hurricane|typhoon|landslide|mudslide|avalanche|lightning|collapsed"
    r"|heatwave|virus|disease|outbreak|epidemic|pandemic|stampede|fire broke out|blaze|inferno|wildfires?|gas leak|wave"
    r"|tsunami|eruption|volcano|tornado|blizzard)\b"
)
# The governing noun of a phrase.
_HEAD = re.compile(r"(?:[\w’'\-]+ )*?([a-z]+)(?= (?:of|in|for|to|on|with|that|which|between)\b|,|$)")
_VIOLENCE = re.compile(
    r"(?i)\b(?:attack\w*|bomb\w*|gun\w*|shell\w*|rockets?|missiles?|soldiers?|troops|militants?|rebels?|police"
    r"|air ?strikes?|strikes?|raid\w*|shot|shooting|fighters|army|clash\w*|explosion|drones?)\b"
)
_BIDDING = frozenset({"tell", "tells", "told"})  # somebody to do something: no other telling is a candidate
_ASKED = re.compile(r" (?:\w+ )?(?:for|upon) (?!the\b)\w|(?i: on (?:\w+ ){1,6}to )")
_WARNING = re.compile(r"(?i)warn(?:ed|s|ing)? (?:\w+ ){0,4}that (?:it|he|she|they|we) (?:would|will) (?!be\b)\w")
_MOVING = frozenset(
    """sent send sends sending moved move moves moving dispatched dispatch dispatches deployed deploy deploys rushed
    stationed massed""".split()
)
_SPENDING = frozenset("order orders ordered approve approves approved announce announces announced".split())
_SPENT = frozenset({"spend", "spends", "spending", "spent"})
_HELP = re.compile(r"(?i)\b(?:million|billion)\b.{0,40}\b(?:in|of) (?:\w+ ){0,2}(?:aid|relief|assistance|help)\b")
_SHOOTING = re.compile(
    r"(?i)(?:open(?:ed|s|ing)?|exchang(?:ed?|es|ing)|return(?:ed|s|ing)?) (?:\w+ )?fire\b"
    r"|(?:lay|lays|laid|laying) (?:\w+ ){0,2}mines\b"
)
_FORCES = re.compile(
    r"(?i)\b(?:troops|soldiers|sailors|marines|ships|vessels|warships|frigates|boats|tanks|jets|brigades|battalions"
    r"|divisions|paratroopers|reservists|launchers|helicopters)\b"
)
_SUPPORT = re.compile(r"(?i) (?:\w+ ){0,3}(?:support|aid|assistance|help|weapons|arms|relief)\b")
_HOLDING = frozenset({"held", "holding", "holds", "hold"})
_HELD = re.compile(
    r"(?i)\b(?:hostages?|prisoners?|captives?|detainees?|fishermen|sailors|soldiers|crew(?:s|men)?|workers|journalists"
    r"|reporters|activists|protesters|students|nationals|citizens|civilians|migrants|suspects|tourists|men|women)$"
)
_WHOM = re.compile(r" (?:(?:whom|who|that) (?:\w+ ){0,3})?(?:(?:were|was|are|been|being) (?:\w+ )?)?")
_ATTENDED = re.compile(
    r"(?i)(?<!to )(?<!not )(?<!never )(?<!have )\b(?:attended|joined|(?:participated|took part|taken part) in) "
    r"(?:[\w’'-]+ ){0,5}$"
)
_LEFT = re.compile(
    r"(?i)\b(?:leave|leaves|leaving|left) (?:behind|an?|no|some|many|few|little|much|nothing|\d[\d,.]*)\b"
)
_GOING = frozenset(
    """arrive arrives arrived depart departs departed fly flies flew go goes went land lands landed leave leaves left
    return returns returned travel travels travelled traveled""".split()
)
_GIVING = frozenset("give gives gave given provide provides provided grant grants granted send sends sent".split())


_PAPER = (
    r"(?:an?|the|its|their|this|that|all|another) (?:[\w’'.-]+ ){0,5}?"
    r"(?:draft|resolution|bill|package|motion|treaty|budget|amendments?|accord)\b"
)
_PHRASES = (  # acts that a verb tells with its object, whoever else is named
    ("REJECT", re.compile(r"(?i)(?:reject|veto|block|defeat|vot)(?:ed|s|es|ing|oed) (?:down )?" + _PAPER)),
    ("SUPPORT", re.compile(r"(?i)(?:approv|adopt|pass|ratifi|ratify|endors)(?:ed|es|s|ing) " + _PAPER)),
    (
        "SANCTION",
        re.compile(
            r"(?i)(?:recall|withdr[ae]w|withdrawn|expel)(?:l?ed|s|l?ing)? (?:back )?(?!for|to)(?:[\w’']+ ){0,4}"
            r"(?:ambassadors?|envoys?|diplomats?|chargés?|consuls?|attachés?)\b"
        ),
    ),
    (
        "MOBILIZE",
        re.compile(
            r"(?i)order(?:ed|s|ing)? (?:up to |some |about |another |more than )?[\d][\d.,]* (?:[\w-]+ ){0,2}"
            r"(?:troops|soldiers|reservists|marines|paratroopers) (?:[\w-]+ ){0,2}?(?:to|into|onto|towards?) "
        ),
    ),
)
_SAID_IN_PERSON = re.compile(
    r"(?i)(?:(?P<REQUEST>demand|urge|beg|implore|call on|call upon)|(?P<ACCUSE>condemn|denounce|deplore|accuse)"
    r"|(?P<REJECT>reject)|(?P<SUPPORT>thank|welcome|congratulate))\b"
)
_IN_PERSON = re.compile(
    r"(?:^|[\s“\"‘'(])(?:I|[Ww]e)(?: also| again| strongly| firmly| therefore| hereby| once again)* $"
)


def spends_at_home(event: Event, text: str, trigger: Spans) -> bool:
    """Whether money is only spent, on nobody known ("will spend 4 billion on new schools")."""
    spent = any(text[start:end].lower() in _SPENT for start, end in trigger)
    return spent and all(party.entity is None for party in event.recipients)


def is_harm(text: str, trigger: Spans) -> bool:
    """Whether people are killed or hurt, whoever did it."""
    return any(text[start:end].lower() in _HARM for start, end in trigger)


def is_attended(text: str, trigger: Spans) -> bool:
    """Whether somebody is said to have taken part in the engagement: then it was held."""
    return any(_ATTENDED.search(text, 0, start) for start, _ in trigger)


def leaves_something(text: str, trigger: Spans) -> bool:
    """Whether what is left is no place or post but what stays there ("left a trail of debt in Norland")."""
    return any(_LEFT.match(text, start) for start, _ in trigger)


def is_plea(text: str, trigger: Spans) -> bool:
    """Whether an accused answers a charge, who pleads with nobody ("pleaded not guilty to fraud")."""
    return any(_PLEA.match(text, start) for start, _ in trigger)


def only_travels(event: Event, text: str, trigger: Spans, kinds: Mapping[str, str]) -> bool:
    """Whether a person only goes from or to a place ("the premier, who returned from Oslo"); `kinds` of entities."""
    going = any(text[start:end].lower() in _GOING for start, end in trigger)
    if not going or not event.actors or not event.recipients:
        return False
    people = all(kinds.get(actor.entity or "") == "person" for actor in event.actors)
    return people and all(kinds.get(place.entity or "") in {"place", "country"} for place in event.recipients)


def hits_a_matter(event: Event) -> bool:
    """Whether all that undergoes an act is no people or things but matters ("killed the deal", "attacked the plan")."""
    heads = [_HEAD.match(actor.text) for actor in event.recipients if not actor.entity]
    return 0 < len(heads) == len(event.recipients) and all(h and noun_kind(h[1]) == "matter" for h in heads)


def is_accident(event: Event, text: str) -> bool:
    """Whether nobody known did the harm and the sentence tells of a crash, a flood or the like, and of no weapon."""
    known = any(actor.entity for actor in event.actors)
    return not known and _ACCIDENT.search(text) is not None and _VIOLENCE.search(text) is None


def told_by_words(event: Event, text: str, trigger: Spans) -> str | None:
    """The act that the trigger's words tell by themselves, where enough else is told to take it for an event."""
    if not trigger:
        return None
    if event.form is not None:
        return "CONSULT" if _is_known_engagement(event) else None
    if any(_WARNING.match(text, start) for start, _ in trigger):
        return "THREATEN"
    if (phrased := _told_by_phrase(event, text, trigger)) is not None:
        return phrased
    if event.actors and any(_SHOOTING.match(text, start) for start, _ in trigger):
        return "ASSAULT"
    if event.actors and event.recipients and _gives_help(text, trigger):
        return "AID"
    words = {text[start:end].lower() for start, end in trigger}
    if event.actors and words & _SPENDING and event.amounts and _HELP.search(text):
        return "AID"
    if _moves_forces(event, text, trigger):
        return "MOBILIZE"
    if _holds_people(event, text, trigger):
        return "COERCE"
    if event.actors and (idiom := find_idiom(text, trigger)) is not None:
        return idiom
    found = _told(text, trigger)
    act, sure = (found.act, found.sure) if found is not None else (None, False)
    if act == "ASSAULT" and event.recipients and is_harm(text, trigger):
        return act
    measured = bool(event.amounts and (event.actors or event.recipients))
    settled = bool(event.actors) and any(_is_settled(text, start, end) for start, end in trigger)
    rated = act == "SANCTION" and any(amount.unit == "percent" for amount in event.amounts)
    sure = sure and bool(event.actors or event.amounts or event.when.earliest)  # "tariffs on cloth are high"
    act = act or ("AGREE" if settled else None)
    return act if sure or measured or settled or rated else None


def _told_by_phrase(event: Event, text: str, trigger: Spans) -> str | None:
    """The act of a verb with its object ("recalled its ambassador"), or of one that "I" or "we" do by saying it."""
    if not event.actors:
        return None
    for start, end in trigger:
        for act, phrase in _PHRASES:
            if phrase.match(text, start):
                return act
        said = _SAID_IN_PERSON.match(text, start)
        if said is not None and said.end() >= end and _IN_PERSON.search(text, 0, start):
            return said.lastgroup
    return None


def _is_settled(text: str, start: int, end: int) -> bool:
    """Whether the word is an agreement, or a verb that has one for its object ("reached a preliminary agreement")."""
    word = text[start:end].lower()
    return word in _SETTLED or (word in _SETTLING and _SETTLEMENT.match(text, end) is not None)


def is_sure(event: Event, text: str, trigger: Spans) -> bool:
    """Whether a word of the trigger has one sense only, whatever the coder makes of the sentence."""
    found = [told for start, end in trigger if (told := find_act(text[start:end])) is not None]
    rated = any(amount.unit == "percent" for amount in event.amounts)
    return any(told.sure and (told.act != "SANCTION" or rated or len(trigger) > 1) for told in found)


def _told(text: str, trigger: Spans) -> Told | None:
    """What the last of the trigger's words that tells a category tells."""
    return next((told for start, end in reversed(trigger) if (told := find_act(text[start:end]))), None)


def _moves_forces(event: Event, text: str, trigger: Spans) -> bool:
    """Whether a number of soldiers or ships is sent or moved, and given to nobody ("sent Norland 20 tanks")."""
    if any(recipient.entity and not _FORCES.search(recipient.text) for recipient in event.recipients):
        return False
    moving = any(text[start:end].lower() in _MOVING for start, end in trigger)
    return moving and bool(event.actors) and any(_FORCES.search(amount.unit or "") for amount in event.amounts)


def told_plainly(event: Event, text: str, trigger: Spans) -> str | None:
    """The category that a verb tells whatever the coder says: "abducted", "condemned", "called for calm"."""
    if event.form is not None:
        return None
    if _moves_forces(event, text, trigger):
        return "MOBILIZE"
    if any(_SHOOTING.match(text, start) for start, _ in trigger):
        return "ASSAULT"
    if _holds_people(event, text, trigger):
        return "COERCE"
    if (phrased := _told_by_phrase(event, text, trigger)) is not None:
        return phrased
    if (idiom := find_idiom(text, trigger)) is not None:
        return idiom
    told = _told(text, trigger)
    if told is not None:
        return told.act if told.plain else None
    asking = any(
        text[start:end].lower() in _BIDDING
        or (text[start:end].lower() in {"called", "calls", "calling"} and _ASKED.match(text, end))
        for start, end in trigger
    )
    return "REQUEST" if asking else None


def _is_known_engagement(event: Event) -> bool:
    """Whether it is told who met: two parties, or several under one name ("the deputy ministers").

    Candidates without parties are those that the article has told of before.
    """
    if not event.participants:
        return True
    dated = event.when.earliest is not None and event.when.latest is not None
    named = any(p.entity for p in event.participants) and (dated or event.place is not None or event.form == "visit")
    return named or len(event.participants) > 1 or any(_SEVERAL.search(p.text) for p in event.participants)


def _holds_people(event: Event, text: str, trigger: Spans) -> bool:
    """Whether people are held ("11 sailors held in Norland", "hostages whom it has held since May")."""
    held = next((start for start, end in trigger if text[start:end].lower() in _HOLDING), None)
    if held is None:
        return False
    for recipient in event.recipients:
        words = recipient.text.split()
        at = text.rfind(words[-1], 0, held) if words else -1
        if at >= 0 and _HELD.search(recipient.text) and _WHOM.fullmatch(text, at + len(words[-1]), held):
            return True
    return False


def gives_money(event: Event, text: str, trigger: Spans) -> bool:
    """Whether a verb of giving has a sum in a known currency."""
    given = any(text[start:end].lower() in _GIVING for start, end in trigger)
    return given and any(amount.unit and amount.unit.isupper() for amount in event.amounts)


def _gives_help(text: str, trigger: Spans) -> bool:
    """Whether a verb of giving has help for its object ("provide material support")."""
    return any(text[start:end].lower() in _GIVING and _SUPPORT.match(text, end) for start, end in trigger)

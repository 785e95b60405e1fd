"""What reads like an act of somebody on somebody and is none: storms that hit, prices charged, reports released.

The words are in `no_acts.toml`. Triggers are `[start, end)` code points of the sentence's text.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from onrecord.lexicon.kinds import noun_kind
from onrecord.model import Actor, Event

__all__ = ["is_no_act", "only_flies"]

Spans = Sequence[tuple[int, int]]

_HARMING = frozenset(
    """battered battering batters blanketed damaged damages damaging destroyed destroying destroys devastated devastates
    devastating engulfed hit hits hitting hurt injured injures injuring killed killing kills lashed pounded ravaged
    ravages ravaging rocked shook slammed strike strikes striking struck swamped swept wiped wounded wrecked""".split()
)
_CHARGING = frozenset("charge charges charged charging".split())
_ACCUSED = re.compile(r"(?: [\w’',-]+){0,8}? (?:with|over|against|in connection) ")
_RELEASING = frozenset("release releases released releasing".split())
_WARNING = frozenset("warn warns warned warning".split())
_OWN_ACT = re.compile(r" (?:\w+ ){0,4}?(?:that )?(?:it|he|she|they|we) (?:would|will|’ll|'ll) (?!be\b|have to\b)")
_MAY = re.compile(r" (?:\w+ ){0,12}?(?:may|might|could|should|risk(?:s|ed|ing)?)\b")
_FLYING = frozenset("fly flies flew flown flying flight flights".split())
_PEOPLE = re.compile(r"(?i)\b(?:delegation|team|mission|official|officials|group|party|envoys?)\b")
_CALLS = frozenset({"call", "calls"})
_ONE_ANOTHER = frozenset({"call", "video_call"})


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """The lists of the table, each as the start of a pattern of its entries."""
    table = tomllib.loads(files(__package__).joinpath("no_acts.toml").read_text(encoding="utf-8"))
    entries = {name: "|".join(_as_pattern(entry) for entry in text.split(";")) for name, text in table.items()}
    adverbs = r"(?: (?:also|has|have|had|then|last|\w+ly)){0,2}"
    qualities = r"(?:an?|the|its|his|her|their|some|new|more|\w+ing|\w+ed|\w+al|\d[\d,.]*)"
    forms = {
        # "the storm that hit", "a tsunami on Sunday struck"; "killed by the virus", "injured in the flood"
        "doer": rf"\b(?:{entries['nature']})(?: [A-Z]\w+)?(?:,? (?:that|which))?{adverbs} $",
        "by": rf" (?:by|in|from) (?:(?!by\b)[\w’'-]+ ){{0,3}}(?:{entries['nature']})\b",
        "alert": rf"\b(?:{entries['alerts']})[- ]$",
        "risk": rf" (?:that |of |about |against |over )(?:[\w’'“”\"-]+ ){{0,8}}?(?:{entries['risks']})\b",
        "payer": rf" (?:[\w’'-]+ ){{0,2}}(?:{entries['payers']})\b",
        "price": rf" (?:[\w’'-]+ ){{0,7}}?(?:(?:{entries['prices']})\b|[$£€¥])",
        "published": rf" (?:{qualities} ){{0,3}}(?:{entries['published']})\b",
    }
    return {name: re.compile(f"(?i){form}") for name, form in forms.items()}


def _as_pattern(entry: str) -> str:
    """The pattern of a table's entry: a hyphen and a space stand for each other."""
    return re.escape(entry.strip()).replace(r"\-", "[- ]").replace(r"\ ", "[- ]")


def only_flies(event: Event, text: str, trigger: Spans, kinds: Mapping[str, str]) -> bool:
    """Whether a visit is nobody's: an aircraft flies somewhere, or is flown; `kinds` are types of entities by id."""
    named = {text[start:end].lower() for start, end in trigger}
    return event.form == "visit" and named <= _FLYING and not any(_is_person(p, kinds) for p in event.participants)


def is_no_act(event: Event, text: str, trigger: Spans) -> bool:
    """Whether nobody does anything to anybody, however the words read.

    `event` is not yet coded. Storms and illness hit and kill, prices are charged, reports are released, ships call for
    help, and who warns of a risk threatens nobody.
    """
    words = [(text[start:end].lower(), start, end) for start, end in trigger]
    named = {word for word, _, _ in words}
    if named & _HARMING and any(_is_nature(event, text, start, end) for _, start, end in words):
        return True
    if event.form in _ONE_ANOTHER and any(w in _CALLS and _found("alert", text, start) for w, start, _ in words):
        return True
    last = words[-1][2] if words else 0
    if named <= _CHARGING:
        return not _ACCUSED.match(text, last) and (_follows("payer", text, last) or _follows("price", text, last))
    if named <= _RELEASING:
        return _follows("published", text, last)
    return named <= _WARNING and _warns_of_risk(text, last, someone=bool(event.recipients))


def _is_nature(event: Event, text: str, start: int, end: int) -> bool:
    """Whether a storm, an illness or the like does the harm, and nobody known is its object's striker."""
    return _found("doer", text, start) or (not event.actors and _follows("by", text, end))


def _warns_of_risk(text: str, at: int, *, someone: bool) -> bool:
    """Whether a warning is of what may come over people, and not of what the one who warns will do (to `someone`)."""
    if _OWN_ACT.match(text, at):
        return False
    return _follows("risk", text, at) or (not someone and _MAY.match(text, at) is not None)


def _is_person(party: Actor, kinds: Mapping[str, str]) -> bool:
    """Whether a party can travel by itself: a person, or some by their noun."""
    if kinds.get(party.entity or "") == "person" or _PEOPLE.search(party.text):
        return True
    words = party.text.split()
    return bool(words) and noun_kind(words[-1].lower()) == "person"


def _found(name: str, text: str, before: int) -> bool:
    """Whether the pattern stands right before an offset."""
    return _patterns()[name].search(text[max(0, before - 80) : before]) is not None


def _follows(name: str, text: str, at: int) -> bool:
    return _patterns()[name].match(text, at) is not None

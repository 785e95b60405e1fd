"""What keeps two events apart, whatever else agrees."""

import re
from collections.abc import Callable

from onrecord.link.acts import act_likeness
from onrecord.link.views import EventView

__all__ = ["MAY_BE", "contradiction", "has_taken_place"]

_SITTING = frozenset({"meeting", "summit", "talks", "visit"})
_LOOSE_FORMS = frozenset(
    frozenset(pair)
    for pair in (
        ("call", "video_call"),
        ("call", "talks"),
        ("meeting", "summit"),
        ("meeting", "talks"),
        ("meeting", "visit"),
        ("meeting", "video_call"),
        ("summit", "talks"),
        ("summit", "video_call"),
        ("summit", "visit"),
        ("talks", "video_call"),
        ("talks", "visit"),
    )
)
"""Forms that reports use for one another."""
MAY_BE = "one took place, the other may"
"""Why what might have come about, undated, is not what did."""
_MUTUAL = frozenset({"sign", "conclud"})  # stems of what takes two
_CODE = re.compile(r"[A-Z]{3}")
_MAYBE = frozenset({"possible", "pending", "hypothetical", "planned", "negated"})
_AHEAD = frozenset({"possible", "pending", "planned"})
_DONE = frozenset({"occurred", "ended", "in_force"})


def contradiction(a: EventView, b: EventView) -> str | None:
    """Why two events can't be one, None when nothing forbids it."""
    checks: tuple[Callable[[EventView, EventView], str | None], ...] = (
        _other_form, _other_days, _other_unit, _other_people, _other_level, _other_place, _other_parties, _other_word,
        _other_act, _several, _side_by_side, _never_took_place, _called_off, _earlier, _other_length,
        _other_country,
    )  # fmt: skip
    return next((reason for check in checks if (reason := check(a, b)) is not None), None)


def has_taken_place(view: EventView) -> bool:
    """Whether an event is told as one that took place."""
    return view.status in _DONE


def _other_form(a: EventView, b: EventView) -> str | None:
    """A call is no meeting, and neither is an act without a form."""
    if a.form == b.form:
        return None
    if a.form is None or b.form is None:
        return None if _hosts(a, b) else "one is an engagement, the other is not"
    return None if frozenset({a.form, b.form}) in _LOOSE_FORMS else "forms differ"


def _hosts(a: EventView, b: EventView) -> bool:
    return {a.stem, b.stem} & {"host", "cancel", "postpon"} != set() and (a.form or b.form) in _SITTING


def _other_days(a: EventView, b: EventView) -> str | None:
    """The days that one admits, the other excludes; what has taken place did so by the day of the report."""
    for one, other in ((a, b), (b, a)):
        last = one.latest or (one.published if one.status in _DONE else None)
        if last is not None and other.earliest is not None and last < other.earliest:
            return "days differ"
    return None


def _other_unit(a: EventView, b: EventView) -> str | None:
    """In a text that nothing dates, the call on Friday is not the one in November: who knows the day tells the day."""
    if a.article != b.article or {a.unit, b.unit} != {"weekday", "month"}:
        return None
    return "one is told by the day of the week, the other by the month"


def _are_counterparts(a: EventView, b: EventView) -> bool:
    """Whether each names one of the same two sides ("Roe and her Brevian counterpart", "Doe with the Norlanders")."""
    both = a.codes & b.codes
    alone = len(a.people) == len(b.people) == len(a.sides) == len(b.sides) == 1
    return alone and len(both) == 2 and not a.sides & b.sides and a.sides | b.sides == both


def _other_people(a: EventView, b: EventView) -> str | None:
    """Named people of both: those of the shorter list, two at most, have to be named by the other, at least beside
    it."""
    if a.form is None or not a.people or not b.people or _are_counterparts(a, b):
        return None
    fewer, more = sorted((a, b), key=lambda view: (len(view.people), view.key))
    if len(fewer.people & (more.people | more.near_people)) < min(2, len(fewer.people)):
        return "people differ"
    return None


def _other_level(a: EventView, b: EventView) -> str | None:
    """Deputies don't meet where presidents do; one named person of both outweighs what the level was read from."""
    if a.form is None or b.form is None or a.level is None or b.level is None or a.level == b.level:
        return None
    return None if a.people & b.people else "levels differ"


def _other_place(a: EventView, b: EventView) -> str | None:
    """One act has one place; callers sit at different ones, and those who meet do so in a house in a city.

    Who meets at a place doesn't meet by video, and a call by telephone may be from there.
    """
    if any(one.form == "video_call" and other.form in _SITTING and other.place for one, other in ((a, b), (b, a))):
        return "one is by video, the other at a place"
    if a.form is not None or b.form is not None or a.place is None or b.place is None or a.place == b.place:
        return None
    return "places differ"


def _other_parties(a: EventView, b: EventView) -> str | None:
    """Countries: of an engagement all must fit, unless two people do; of another act those who act."""
    if a.form is not None and b.form is not None:
        if len((a.people | a.near_people) & (b.people | b.near_people)) > 1:
            return None  # one report names the host's country, another those of the guests
        if len(a.codes) > 1 and len(b.codes) > 1 and len(a.codes & b.codes) < 2:
            return "parties differ"
        together = (a.codes | a.near_codes) & (b.codes | b.near_codes)
        return "parties differ" if a.codes and b.codes and not together else None
    if a.form is None and b.form is None and a.known_actors and b.known_actors and not a.actors & b.actors:
        return None if _done_together(a, b) else "actors differ"
    return None


def _done_together(a: EventView, b: EventView) -> bool:
    """Whether two states do what they only do together: "A and B signed a pact", "the pact that B signed with A"."""
    return a.stem == b.stem and a.stem in _MUTUAL and len(a.codes & b.codes) > 1 and a.codes == b.codes


def _other_word(a: EventView, b: EventView) -> str | None:
    """One sentence tells two acts by two words, also when another article has the same sentence."""
    if a.form is not None or b.form is not None:
        return None
    if a.article == b.article and a.sentence == b.sentence:
        return "two acts of one sentence"
    return "two acts of one sentence" if a.line == b.line and a.stem != b.stem else None


def _other_act(a: EventView, b: EventView) -> str | None:
    """Words for two acts ("froze", "expelled"), with no number in common that would tell one ("gave", "promised")."""
    if a.form is not None or b.form is not None or act_likeness(a.acts, b.acts):
        return None
    return None if any(value > 2 for value, _ in a.amounts & b.amounts) else "acts differ"


def _earlier(a: EventView, b: EventView) -> str | None:
    """ "The two last met in May" tells of another meeting than the one that the article is about."""
    if a.form is None or b.form is None or a.article != b.article or a.previous == b.previous:
        return None
    if a.sentence == b.sentence or (a.days is not None and a.days == b.days == 1):
        return None
    return "one is told as earlier"


def _several(a: EventView, b: EventView) -> str | None:
    """ "Calls between the two would become more frequent" tells of no one call."""
    return "several" if (a.plural and not a.own_time) or (b.plural and not b.own_time) else None


def _side_by_side(a: EventView, b: EventView) -> str | None:
    """One article tells of two things ahead, one planned and one only possible, or names two in one sentence; what one
    word tells of two parties ("trips by A in May, and B last week") is two."""
    if a.article == b.article and a.start == b.start and a.id != b.id:
        return "told apart"
    if a.article != b.article or a.form is None or b.form is None or not {a.status, b.status} <= _AHEAD:
        return None
    if {a.status, b.status} == {"planned", "possible"} and a.stem != b.stem:
        return "one is planned, the other only possible"
    later = max(a, b, key=lambda view: view.start)
    new = later.indefinite or not (a.definite or b.definite)  # "the summit and a gathering days before"
    named = a.sentence == b.sentence and a.stem != b.stem and new
    return "named side by side" if named and {a.form, b.form} & {"summit", "meeting"} == {a.form, b.form} else None


def _never_took_place(a: EventView, b: EventView) -> str | None:
    """What might have come about, undated, is not what did."""
    for maybe, other in ((a, b), (b, a)):
        if maybe.form is not None and maybe.status in _MAYBE and other.status in _DONE:
            if maybe.asked_for:
                return None  # "the other side suggested the call" that was held
            return None if maybe.days is not None and other.days is not None else MAY_BE
    return None


def _called_off(a: EventView, b: EventView) -> str | None:
    """The visit that was put off is not the one that was paid three weeks later."""
    if a.form is None or b.form is None or {a.status, b.status} != {"cancelled", "occurred"}:
        return None
    return "one took place, the other was called off"


def _other_country(a: EventView, b: EventView) -> str | None:
    """A visit to one country is none to another."""
    if not a.form == b.form == "visit":
        return None
    hosts = [{key for key in view.recipients if _CODE.fullmatch(key)} for view in (a, b)]
    return "countries visited differ" if all(hosts) and hosts[0].isdisjoint(hosts[1]) else None


def _other_length(a: EventView, b: EventView) -> str | None:
    """Two lengths in one article without days are two engagements; elsewhere they may be a dispute."""
    if a.article != b.article or a.minutes is None or b.minutes is None or a.minutes == b.minutes:
        return None
    return "lengths differ" if a.earliest is None and b.earliest is None else None

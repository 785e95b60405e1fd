"""Which events are one happening: block, compare, decide, cluster.

Engagements (calls, meetings, …) are known by their form, the people and the day; other events by their category, who
acts on whom, the day, amounts and words. A contradiction in any of these keeps two events apart, whatever else agrees;
an event that only its text's tense dates joins others on strong evidence alone. Weights are set by hand, each agreement
by how seldom it comes about by chance; what they add up to is the decision, so that every one can be explained.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.lexicon.words import cosine, rarity
from onrecord.link.clusters import Clusters
from onrecord.link.views import EventView
from onrecord.model import Judgement

__all__ = ["Comparison", "block", "cluster", "compare", "contradiction", "group_events"]

_THRESHOLD = 4.5
_NEWS_DAYS = 7  # a report that doesn't date its subject tells of this week
_MAX_BLOCK = 400  # events of one key that are compared with each other; later ones with the first of them
_RARE = 4.5
_ALIKE = 0.5
_SPEECH = frozenset({"call", "video_call", "talks"})
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
_MAYBE = frozenset({"possible", "pending", "hypothetical", "planned", "negated"})
_DONE = frozenset({"occurred", "ended", "in_force"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two events with what speaks for their being one: (reason, weight), and what forbids it."""

    left: str
    right: str
    reasons: tuple[tuple[str, float], ...]
    contradiction: str | None = None

    @property
    def score(self) -> float:
        """The sum of the weights."""
        return sum(weight for _, weight in self.reasons)


# --- contradictions --------------------------------------------------------------------------------


def contradiction(a: EventView, b: EventView) -> str | None:
    """Why two events can't be one, None when nothing forbids it."""
    checks: tuple[Callable[[EventView, EventView], str | None], ...] = (
        _other_form, _other_days, _other_people, _other_level, _other_place, _other_parties, _other_word, _several,
        _never_took_place, _other_length,
    )  # fmt: skip
    return next((reason for check in checks if (reason := check(a, b)) is not None), None)


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
    """The days that one admits, the other excludes."""
    if a.latest is not None and b.earliest is not None and a.latest < b.earliest:
        return "days differ"
    if b.latest is not None and a.earliest is not None and b.latest < a.earliest:
        return "days differ"
    return None


def _other_people(a: EventView, b: EventView) -> str | None:
    """Named people of both: those of the shorter list, two at most, have to be named by the other, at least beside
    it."""
    if a.form is None or not a.people or not b.people:
        return None
    fewer, more = sorted((a, b), key=lambda view: (len(view.people), view.key))
    if len(fewer.people & (more.people | more.near_people)) < min(2, len(fewer.people)):
        return "people differ"
    return None


def _other_level(a: EventView, b: EventView) -> str | None:
    if a.form is None or b.form is None or a.level is None or b.level is None or a.level == b.level:
        return None
    return "levels differ"


def _other_place(a: EventView, b: EventView) -> str | None:
    """One act has one place; callers sit at different ones, and those who meet do so in a house in a city."""
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
    if a.form is None and b.form is None and a.actors and b.actors and not a.actors & b.actors:
        return "actors differ"
    return None


def _other_word(a: EventView, b: EventView) -> str | None:
    """One sentence tells two acts by two words, also when another article has the same sentence."""
    if a.form is not None or b.form is not None:
        return None
    if a.article == b.article and a.sentence == b.sentence:
        return "two acts of one sentence"
    return "two acts of one sentence" if a.line == b.line and a.stem != b.stem else None


def _several(a: EventView, b: EventView) -> str | None:
    """ "Calls between the two would become more frequent" tells of no one call."""
    return "several" if (a.plural and not a.own_time) or (b.plural and not b.own_time) else None


def _never_took_place(a: EventView, b: EventView) -> str | None:
    """What might have come about, undated, is not what did."""
    for maybe, other in ((a, b), (b, a)):
        if maybe.form is not None and maybe.status in _MAYBE and other.status in _DONE:
            return None if maybe.days is not None and other.days is not None else "one took place, the other may"
    return None


def _other_length(a: EventView, b: EventView) -> str | None:
    """Two lengths in one article without days are two engagements; elsewhere they may be a dispute."""
    if a.article != b.article or a.minutes is None or b.minutes is None or a.minutes == b.minutes:
        return None
    return "lengths differ" if a.earliest is None and b.earliest is None else None


# --- reasons ---------------------------------------------------------------------------------------


def compare(a: EventView, b: EventView) -> Comparison:
    """All that speaks for two events' being one."""
    forbidden = contradiction(a, b)
    if forbidden is not None:
        return Comparison(a.id, b.id, (), forbidden)
    scorers = (
        _form, _people, _parties, _described, _days, _place, _length, _line, _pointing_back,
    ) if a.form or b.form else (
        _category, _trigger, _acting, _days, _place, _amounts, _line, _wording,
    )  # fmt: skip
    found = ((scorer.__name__.strip("_"), scorer(a, b)) for scorer in scorers)
    return Comparison(a.id, b.id, tuple((name, weight) for name, weight in found if weight))


def _form(a: EventView, b: EventView) -> float:
    """The same form of engagement, or one that reports use for it."""
    if a.form == b.form:
        return 1.0 if a.form == "talks" and not (a.own_time and b.own_time) else 2.0
    return 1.0 if {a.form, b.form} <= {"call", "video_call"} else 0.5


def _people(a: EventView, b: EventView) -> float:
    """The same named people, as participants or at least in the sentence."""
    if len(a.people & b.people) > 1:
        return 3.0
    shared = len((a.people | a.near_people) & (b.people | b.near_people))
    return 2.0 if shared > 1 else 1.0 if shared else 0.0


def _parties(a: EventView, b: EventView) -> float:
    """The same countries on both sides, where people don't tell."""
    if len((a.people | a.near_people) & (b.people | b.near_people)) > 1:
        return 0.0
    if len(a.codes & b.codes) > 1:
        return 1.5
    shared = len((a.codes | a.near_codes) & (b.codes | b.near_codes))
    return 1.0 if shared > 1 else 0.5 if shared else 0.0


def _days(a: EventView, b: EventView) -> float:
    """Both dated, to days that overlap, the less the wider they are; undated ones as news of the same days."""
    if a.days is not None and b.days is not None:
        widest = max(a.days, b.days)
        return 3.0 if widest == 1 else 2.0 if widest <= 7 else 1.0 if widest <= 31 else -0.5
    if a.own_time and b.own_time and (common := _common_days(a, b)) is not None and common <= _NEWS_DAYS:
        return 1.0
    near = _news(a, b)
    if a.article != b.article:
        return 0.5 if near else -2.5
    undated = [view for view in (a, b) if view.days is None]
    if near and all(view.lead or view.definite for view in undated):
        return 1.0
    return 0.0 if a.days is None and b.days is None else -1.5


def _common_days(a: EventView, b: EventView) -> int | None:
    """How many days both admit, None when they are without end."""
    earliest = max((day for day in (a.earliest, b.earliest) if day is not None), default=None)
    latest = min((day for day in (a.latest, b.latest) if day is not None), default=None)
    return (latest - earliest).days + 1 if earliest is not None and latest is not None else None


def _news(a: EventView, b: EventView) -> bool:
    """Whether an undated event was told as news within days of the other's date."""
    for undated, dated in ((a, b), (b, a)):
        if undated.days is None and dated.days is not None and not undated.background and undated.published is not None:
            reference = dated.latest if undated.latest is not None else dated.earliest
            if reference is not None and abs((undated.published - reference).days) <= _NEWS_DAYS:
                return True
    if a.days is None and b.days is None and a.published is not None and b.published is not None:
        return abs((a.published - b.published).days) <= _NEWS_DAYS and not (a.background or b.background)
    return False


def _place(a: EventView, b: EventView) -> float:
    """The same place; another counts against a meeting, not against a call."""
    if a.place is None or b.place is None:
        return 0.0
    if a.place == b.place:
        return 1.0
    return 0.0 if a.form in _SPEECH and b.form in _SPEECH else -0.5


def _length(a: EventView, b: EventView) -> float:
    """The same length; another is a conflict between reports, no reason against."""
    return 0.5 if a.minutes is not None and a.minutes == b.minutes else 0.0


def _line(a: EventView, b: EventView) -> float:
    """The same sentence in two articles: a copy, or a version."""
    return 4.0 if a.line == b.line and a.stem == b.stem and a.article != b.article and a.line.count(" ") >= 5 else 0.0


def _pointing_back(a: EventView, b: EventView) -> float:
    """In one article: "the call" means the one told before it."""
    if a.article != b.article:
        return 0.0
    first, back = sorted((a, b), key=lambda view: view.start)
    if first.described and not first.people and not back.described:
        return 0.0  # "an official spoke on condition of anonymity" is not what "the call" means
    people = (a.people | a.near_people, b.people | b.near_people)
    if not back.definite or (all(people) and not people[0] & people[1]):
        return 0.0
    return 1.5 if back.own_time else 2.5


def _described(a: EventView, b: EventView) -> float:
    """The same description of people without names ("deputy ministers"), and like words around."""
    if not a.described or not b.described:
        return 0.0
    alike = cosine(a.described, b.described)
    return 1.5 * alike + 2.0 * cosine(a.words, b.words) if alike >= _ALIKE else 0.0


def _category(a: EventView, b: EventView) -> float:
    """The same category."""
    return 1.0 if a.root == b.root and a.root is not None else -0.5


def _trigger(a: EventView, b: EventView) -> float:
    """The same word; another tells another act, unless more than words speaks for it."""
    return 1.5 if a.stem == b.stem else -1.0


def _acting(a: EventView, b: EventView) -> float:
    """The same who and whom."""
    acting = 1.0 if a.actors & b.actors else 0.0
    if a.recipients and b.recipients:
        acting += 0.5 if a.recipients & b.recipients else -0.5
    return acting


def _amounts(a: EventView, b: EventView) -> float:
    """The same quantities with their units."""
    if not a.amounts or not b.amounts:
        return 0.0
    shared = {(value, unit) for value, unit in a.amounts & b.amounts if value > 2}
    if shared:
        return 2.0
    return -1.0 if {unit for _, unit in a.amounts} & {unit for _, unit in b.amounts} else 0.0


def _wording(a: EventView, b: EventView) -> float:
    """The words around them, rare ones counting more."""
    return 3.0 * cosine(a.words, b.words)


# --- block, decide, cluster ------------------------------------------------------------------------


def block(views: Sequence[EventView]) -> Iterator[tuple[EventView, EventView]]:
    """Pairs that share a key: two parties and a form, or a category with an actor or a rare word."""
    keyed: dict[tuple[str, ...], list[EventView]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for view in views:
        for key in sorted(_keys(view)):
            known = keyed[key]
            for other in known:
                pair = (other.id, view.id)
                if pair not in seen:
                    seen.add(pair)
                    yield other, view
            if len(known) < _MAX_BLOCK:
                known.append(view)


def _keys(view: EventView) -> set[tuple[str, ...]]:
    keys: set[tuple[str, ...]] = set()
    months = _months(view)
    if view.form is not None or view.stem in {"host", "cancel"}:
        keys.add(("article", view.article))
        keys |= {("described", word, month) for word in sorted(view.described) for month in months}
        parties = view.people | view.near_people | view.codes | view.near_codes
        keys |= {("party", party, month) for party in sorted(parties) for month in months}
    if view.form is None:
        rare = sorted(word for word in view.words if rarity(word) >= _RARE)
        keys |= {("act", view.root or "", actor, month) for actor in sorted(view.actors) for month in months}
        keys |= {("word", view.stem, word, month) for word in rare for month in months}
        keys |= {("amount", f"{value:g}", unit) for value, unit in view.amounts if value > 9}
        keys.add(("line", view.line))
    return keys


def _months(view: EventView) -> tuple[str, ...]:
    """The months that an event may lie in, as far as they are few; else that of its report."""
    days = view.days
    if days is not None and days <= 62 and view.earliest is not None and view.latest is not None:
        found = []
        year, month = view.earliest.year, view.earliest.month
        while (year, month) <= (view.latest.year, view.latest.month):
            found.append(f"{year}-{month:02}")
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return tuple(found)
    reference: date | None = view.published or view.latest or view.earliest
    if reference is None:
        return ("",)
    before = (reference.year, reference.month - 1) if reference.month > 1 else (reference.year - 1, 12)
    return (f"{before[0]}-{before[1]:02}", f"{reference.year}-{reference.month:02}")


def group_events(views: Sequence[EventView], judgements: Sequence[Judgement] = ()) -> list[tuple[EventView, ...]]:
    """The happenings as groups of events; people's judgements decide first."""
    ordered = sorted(views, key=lambda view: view.key)
    comparisons = [compare(a, b) for a, b in block(ordered)]
    return cluster(ordered, [c for c in comparisons if decide(c)], judgements)


def decide(comparison: Comparison) -> bool:
    """Whether two events are judged one."""
    return comparison.contradiction is None and comparison.score >= _THRESHOLD


def cluster(
    views: Sequence[EventView], same: Sequence[Comparison], judgements: Sequence[Judgement] = ()
) -> list[tuple[EventView, ...]]:
    """Groups of events, the surest pairs first; no group holds two that contradict each other."""
    by_id = {view.id: view for view in views}
    apart = [(j.left, j.right) for j in judgements if j.verdict == "different"]
    clusters = Clusters(by_id, apart)
    for judgement in sorted((j for j in judgements if j.verdict == "same"), key=lambda j: (j.left, j.right)):
        clusters.join(judgement.left, judgement.right)
    for comparison in sorted(same, key=lambda c: (-c.score, c.left, c.right)):
        left, right = clusters.members(comparison.left), clusters.members(comparison.right)
        if clusters.find(comparison.left) == clusters.find(comparison.right):
            continue
        if _groups_agree([by_id[i] for i in left], [by_id[i] for i in right]):
            clusters.join(comparison.left, comparison.right)
    groups = (tuple(sorted((by_id[i] for i in group), key=lambda v: v.key)) for group in clusters.groups().values())
    return sorted(groups, key=lambda group: min(view.id for view in group))


_MAX_CHECKED = 30


def _groups_agree(left: Sequence[EventView], right: Sequence[EventView]) -> bool:
    """Whether nothing in one group contradicts the other: the days of all, the rest of the first members of each."""
    earliest = max((v.earliest for v in (*left, *right) if v.earliest), default=None)
    latest = min((v.latest for v in (*left, *right) if v.latest), default=None)
    if earliest is not None and latest is not None and latest < earliest:
        return False
    firsts = [sorted(group, key=lambda v: v.key)[:_MAX_CHECKED] for group in (left, right)]
    return all(contradiction(a, b) is None for a in firsts[0] for b in firsts[1])

"""Which events are one happening: block, compare, decide, cluster.

Engagements (calls, meetings, …) are known by their form, the people and the day; other events by their category, who
acts on whom, the day, amounts and words. A contradiction in any of these keeps two events apart, whatever else agrees;
an event that only its text's tense dates joins others on strong evidence alone. Weights are set by hand, each agreement
by how seldom it comes about by chance; what they add up to is the decision, so that every one can be explained.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from onrecord.lexicon.words import cosine, rarity
from onrecord.link.acts import NEAR_ACT, act_groups, act_likeness
from onrecord.link.clusters import Clusters
from onrecord.link.contradictions import MAY_BE, contradiction, has_taken_place
from onrecord.link.mentions import compare as compare_mentions
from onrecord.link.mentions import mention_scorer
from onrecord.link.views import EventView
from onrecord.model import Judgement

__all__ = ["Comparison", "block", "cluster", "compare", "group_events"]

_THRESHOLD = 4.5
_NEWS_DAYS = 7  # a report that doesn't date its subject tells of this week
_MAX_BLOCK = 400  # events of one key that are compared with each other; later ones with the first of them
_MOST_PAIRED = 4  # people of one event that are paired
_RARE = 4.5
_TELLING = 3.0  # rarity of a word for those acted upon that may bring a denial to what it denies
_LARGE = 1_000_000  # a sum of money that one giver seldom gives twice
_ALIKE = 0.5
_STORY, _NEAR_STORY = 0.25, 0.16  # of two articles on one story the first lines are seldom less alike
_CHANCE = 0.2  # likenesses of mentions that are lower say nothing
_LEARNED = 3.0
_MOST_LEARNED = _LEARNED * (1 - _CHANCE)
_NEAR_ROOTS = (
    frozenset({"AGREE", "SUPPORT", "COOPERATE", "CONSULT"}),
    frozenset({"COOPERATE", "AID", "CONCEDE", "RETREAT", "AGREE"}),
    frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"}),
    frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"}),
)
_OF_PLANS = frozenset({"planned", "pending", "cancelled"})
_SAID = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})
_TALKED = frozenset({"talk", "discuss"})  # verbs that leave open whether it was by telephone
_SPEECH = frozenset({"call", "video_call", "talks"})


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


# --- reasons ---------------------------------------------------------------------------------------


def compare(a: EventView, b: EventView) -> Comparison:
    """All that speaks for two events' being one."""
    forbidden = contradiction(a, b)
    if forbidden is not None:
        return Comparison(a.id, b.id, (), forbidden)
    scorers = (
        _form, _people, _parties, _described, _days, _place, _length, _line, _pointing_back,
    ) if a.form or b.form else (
        _category, _trigger, _acting, _days, _place, _amounts, _line, _wording, _story, _denial, _often_said,
    )  # fmt: skip
    found = [(scorer.__name__.strip("_"), scorer(a, b)) for scorer in scorers]
    if not (a.form or b.form) and sum(weight for _, weight in found) >= _THRESHOLD - _MOST_LEARNED:
        found.append(("mention", _mention(a, b)))  # the dearest comes last, and only where it may decide
    return Comparison(a.id, b.id, tuple((name, weight) for name, weight in found if weight))


def _form(a: EventView, b: EventView) -> float:
    """The same form of engagement, or one that reports use for it."""
    if a.form == b.form:
        return 1.0 if a.form == "talks" and not (a.own_time and b.own_time) else 2.0
    spoken = any(view.form == "talks" and view.stem in _TALKED for view in (a, b))
    return 1.0 if {a.form, b.form} <= {"call", "video_call"} or (spoken and {a.form, b.form} <= _SPEECH) else 0.5


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
        if _one_weekday(a, b) and _same_story(a, b) >= _NEAR_STORY:
            return 0.5
        if _both_without_days(a, b) and _OF_PLANS & {a.status, b.status} and _same_story(a, b) >= _STORY:
            return 0.5  # one plan, that one page announces and another calls off
        return 0.5 if near else -2.5
    undated = [view for view in (a, b) if view.days is None]
    if near and all(view.lead or view.definite for view in undated):
        return 1.0
    if a.days is None and b.days is None:
        return 0.0
    return -1.5 if near or a.form or b.form else -3.0


def _one_weekday(a: EventView, b: EventView) -> bool:
    """Whether a page that nothing dates tells one by the day of the week on which the other took place."""
    told = any(view.weekday is not None and view.published is None for view in (a, b))
    return told and (a.days == 1 or b.days == 1) and _weekday(a) == _weekday(b) is not None


def _weekday(view: EventView) -> int | None:
    """The day of the week (1 is Monday) of an event of one day, or by which an undated one is told."""
    return view.earliest.isoweekday() if view.days == 1 and view.earliest is not None else view.weekday


def _both_without_days(a: EventView, b: EventView) -> bool:
    return a.published is b.published is None and a.days is b.days is None


def _common_days(a: EventView, b: EventView) -> int | None:
    """How many days both admit, None when they are without end."""
    earliest = max((day for day in (a.earliest, b.earliest) if day is not None), default=None)
    latest = min((day for day in (a.latest, b.latest) if day is not None), default=None)
    return (latest - earliest).days + 1 if earliest is not None and latest is not None else None


def _news(a: EventView, b: EventView) -> bool:
    """Whether an undated event was told as news within days of the other's date."""
    for undated, dated in ((a, b), (b, a)):
        if undated.days is None and dated.days is not None and not undated.background and undated.published is not None:
            lasting = undated.latest is not None or dated.status == "in_force"
            reference = dated.latest if lasting else dated.earliest
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
    if back.asked_for:
        return 2.5
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
    """The same category; near ones (both in words, both in deeds, …) are told for one another."""
    if a.root == b.root and a.root is not None:
        return 1.0
    return 0.0 if a.stem == b.stem or any(a.root in group and b.root in group for group in _NEAR_ROOTS) else -0.5


def _trigger(a: EventView, b: EventView) -> float:
    """The same word or one for the same act; near ones (shelling and killing) on one day only; another tells another
    act, unless more than words speaks for it."""
    likeness = act_likeness(a.acts, b.acts)
    one_day = a.days == b.days == 1
    if likeness > NEAR_ACT or (likeness and one_day):
        return 1.5 * likeness
    return -0.5 if a.amounts & b.amounts else -1.0


def _acting(a: EventView, b: EventView) -> float:
    """The same who and whom; two known countries that differ as whom weigh most."""
    acting = 1.0 if a.actors & b.actors else 0.0
    if a.recipients & b.recipients:
        return acting + 0.5
    if a.whom and b.whom:
        return acting + (0.5 if _same_whom(a, b) else -0.5)
    return acting


def _same_whom(a: EventView, b: EventView) -> bool:
    """Whether the words for those acted upon are alike, or those of one hold the other's."""
    fewer, more = sorted((a.whom, b.whom), key=len)
    return cosine(a.whom, b.whom) >= _ALIKE or (bool(fewer) and fewer <= more)


def _denial(a: EventView, b: EventView) -> float:
    """One says that it took place, the other that it didn't, of the same ones acted upon or in the same rare words."""
    if {a.status, b.status} != {"negated", "occurred"} or act_likeness(a.acts, b.acts) <= NEAR_ACT:
        return 0.0
    return 1.5 if _same_whom(a, b) or any(rarity(word) >= _RARE for word in sorted(a.words & b.words)) else 0.0


def _amounts(a: EventView, b: EventView) -> float:
    """The same quantities with their units; others are a conflict in reports of one story, else another act."""
    if not a.amounts or not b.amounts:
        return 0.0
    common = {(value, unit) for value, unit in a.amounts & b.amounts if value > 2}
    if any(value >= _LARGE and unit.isupper() for value, unit in common) and a.actors & b.actors:
        return 3.0
    if common:
        return 2.0
    if not {unit for _, unit in a.amounts} & {unit for _, unit in b.amounts}:
        return 0.0
    return 0.0 if _same_story(a, b) >= _STORY else -1.0


def _wording(a: EventView, b: EventView) -> float:
    """The words around them, rare ones counting more."""
    return 3.0 * cosine(a.words, b.words)


def _story(a: EventView, b: EventView) -> float:
    """Both articles begin with the same story."""
    if a.article == b.article:
        return 0.0
    alike = _same_story(a, b)
    return 1.0 if alike >= _STORY else 0.5 if alike >= _NEAR_STORY else 0.0


@lru_cache(maxsize=100_000)
def _subjects(left: frozenset[str], right: frozenset[str]) -> float:
    return cosine(left, right)


def _same_story(a: EventView, b: EventView) -> float:
    return _subjects(a.subject, b.subject)


def _mention(a: EventView, b: EventView) -> float:
    """What the scorer learned from mentions makes of the words, those around and the names (`link.mentions`)."""
    return _LEARNED * max(0.0, mention_scorer().score(compare_mentions(a.mention, b.mention)) - _CHANCE)


def _often_said(a: EventView, b: EventView) -> float:
    """What is said day by day: governments accuse, urge and thank each other more than once."""
    if a.root != b.root or a.root not in _SAID or a.line == b.line:
        return 0.0
    return -1.0 if a.days != 1 or b.days != 1 else 0.0


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
        if (weekday := _weekday(view)) is not None:  # whatever the month
            keys |= {("two", *two, str(weekday)) for two in combinations(sorted(view.people)[:_MOST_PAIRED], 2)}
    if view.form is None:
        rare = sorted(word for word in view.words if rarity(word) >= _RARE)
        acts = sorted({group for act in view.acts for group in act_groups(act)})
        keys |= {("act", view.root or "", actor, month) for actor in sorted(view.actors) for month in months}
        keys |= {("word", act, word, month) for act in acts for word in rare for month in months}
        keys |= {("deed", act, code, month) for act in acts for code in sorted(view.codes) for month in months}
        whom = sorted(word for word in view.whom if rarity(word) >= _TELLING)
        keys |= {("whom", act, word, month) for act in acts for word in whom for month in months}
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
    reasons = {contradiction(a, b) for a in firsts[0] for b in firsts[1]} - {None}
    # A plan that came about is what took place, whichever of its tellings has a day.
    return not reasons or (reasons == {MAY_BE} and all(any(has_taken_place(v) for v in group) for group in firsts))

"""What engagements have besides parties: participants, level, who sought them; and two mentions of one of them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.events.words import find_words
from onrecord.annotate.mentions.phrases import Parse
from onrecord.annotate.times.lexicon import tokenize
from onrecord.model import Actor, Article, Event, Span, When, fact_id

__all__ = ["find_asking", "find_initiator", "find_level", "find_participants", "merge_engagements"]

_LEVELS = (
    ("leader", r"presidents?|prime ministers?|premiers?|chancellors?|kings?|queens?|emir|sultan|pope|leaders?|summit"),
    ("minister", r"ministers?|secretary of state|secretaries|foreign secretary|cabinet|ministerial"),
    ("official", r"officials?|envoys?|ambassadors?|deput(?:y|ies)|diplomats?|negotiators?|delegations?|aides?"),
)  # fmt: skip
_DEPUTY = re.compile(r"(?i)\b(?:deputy|vice|under-?secretary|assistant|envoys?|lower-level|working-level)\b")
_LEVEL = tuple((name, re.compile(rf"(?i)\b(?:{words})\b")) for name, words in _LEVELS)
_STARTING = find_words("engagements", "starting")
_REQUESTS = frozenset({"request", "initiative", "behest"})
_DEFINITE = find_words("engagements", "definite")
_AHEAD = frozenset({"planned", "possible", "pending", "hypothetical"})
_COLLECTIVE = re.compile(
    r"(?i)^(?:the |both |these |those )*(?:two|both|three|leaders|presidents|sides|ministers|they|them|pair|men)\b"
)
_SEVERAL = re.compile(r"(?i)they|them|their")
_TWO = re.compile(
    r"(?i)(?:the |both |these )*(?:(?:two|both|pair)(?: of them)?|(?:two |both )?(leaders|presidents|ministers)"
    r"|(?:two )?men|they|their)"
)
_LEVEL_OF = {"leaders": "leader", "presidents": "leader", "ministers": "minister"}
_SORTS = find_words("engagements", "sorts")  # words before an engagement that tell nothing of its sort
_ALIKE = {"call": "call", "video_call": "call", "summit": "meeting", "meeting": "meeting"}
_UNITS = ("WEEKDAY", "MONTH")  # what tells when, the finer first
_AHEAD_OR_OVER = frozenset({"planned", "possible", "pending", "cancelled", "ended"})
_NEVER = 10**6  # days, of what is not bounded
_PRECISE = ("talks", "meeting", "visit", "call", "summit", "video_call")  # forms, what tells most last


def find_participants(actors: Sequence[Actor], recipients: Sequence[Actor], form: str) -> tuple[Actor, ...]:
    """Everyone who takes part, both sides, in text order and each once."""
    seen: dict[object, Actor] = {}
    for actor in sorted((*actors, *recipients), key=lambda a: a.spans):
        seen.setdefault(actor.entity or actor.spans, actor)
    return tuple(seen.values())


def find_level(parse: Parse, trigger: int, participants: Sequence[Actor]) -> str | None:
    """ "leader", "minister" or "official", by the participants' words and titles and the trigger's own modifiers."""
    modifiers = [parse.forms[c] for c in parse.children[trigger] if parse.words[c].dep in {"amod", "compound", "nmod"}]
    words = " ; ".join([*(f"{p.text} {p.role or ''}" for p in participants), *modifiers])
    if _DEPUTY.search(words):
        return "official"
    return next((name for name, pattern in _LEVEL if pattern.search(words)), None)


def find_initiator(parse: Parse, trigger: int, subject_of: int | None, actor: Actor | None) -> Actor | None:
    """The actor when the engagement is the object of a verb such as "initiated", or the call is the verb itself."""
    if actor is None or subject_of is None:
        return None
    return actor if parse.lowers[subject_of] in _STARTING else None


def find_asking(parse: Parse, trigger: int) -> int | None:
    """The head of the phrase for those at whose request it came about ("a call at Norland's request"), if told."""
    word = parse.words[trigger]
    verb = word.head if parse.is_noun(trigger) and word.dep in {"dobj", "nsubj", "nsubjpass"} else trigger
    for index in dict.fromkeys((trigger, verb)):
        for child in parse.children[index]:
            asked = (g for g in parse.children[child] if parse.lowers[g] in _REQUESTS)
            request = next(asked, None) if parse.lowers[child] == "at" else None
            if request is None:
                continue
            owner = next((c for c in parse.children[request] if parse.words[c].dep == "poss"), None)
            of = (g for c in parse.children[request] if parse.lowers[c] == "of" for g in parse.children[c])
            return owner if owner is not None else next(of, None)
    return None


def merge_engagements(article: Article, parse: Parse, events: Sequence[Event]) -> tuple[Event, ...]:
    """One event for each engagement: a definite mention without parties of its own joins an earlier one of its form.

    Mentions join only where form, parties and days agree as far as both tell them.
    """
    kept: list[Event] = []
    for event in events:
        event = _resolve_two(event, kept)
        same = [i for i in range(len(kept)) if _same(parse, kept[i], event)] if event.form else []
        if not same:
            kept.append(event)
            continue
        word = event.trigger[0].of(article.text).lower()
        index = max(same, key=lambda i: (any(t.of(article.text).lower() == word for t in kept[i].trigger), i))
        kept[index] = _merged(article, kept[index], event)
    joined = _join_measures(article, parse, kept)
    return tuple(e for i, e in enumerate(joined) if e.actors or e.recipients or _is_known_of(parse, e, joined[:i]))


def _is_known_of(parse: Parse, event: Event, earlier: Sequence[Event]) -> bool:
    """Whether an engagement without parties is told apart otherwise.

    It has days of its own that are still to come, or on which it broke up ("a meeting is set for Monday"). Sentences
    after one whose parties are told, it has a place; or, unless it is spoken of as known ("the meeting"), any days or a
    cancellation.
    """
    index = parse.words_in(event.trigger[0])[0]
    sentence = parse.words[index].sentence
    told = (e for e in earlier if e.form and parse.words[parse.words_in(e.trigger[0])[0]].sentence < sentence)
    if event.form is None:
        return False
    dated = _width(event.when) < _NEVER
    if not any(_named(e) for e in told):
        return dated and event.status in _AHEAD_OR_OVER and not event.background
    known = any(parse.lowers[c] in {"the", "that", "this"} for c in parse.children[index] if c < index)
    apart = event.status == "cancelled" or dated
    return event.place is not None or (apart and not known)


def _join_measures(article: Article, parse: Parse, events: Sequence[Event]) -> list[Event]:
    """The events with a measure spoken of again as known ("the tariffs of 25 percent") joined to its first mention."""
    kept: list[Event] = []
    for event in events:
        index = next((i for i in reversed(range(len(kept))) if _is_same_measure(article, parse, kept[i], event)), None)
        if index is None:
            kept.append(event)
        else:
            status = event.status if event.status != "occurred" else kept[index].status
            kept[index] = replace(_merged(article, kept[index], event), status=status)
    return kept


def _is_same_measure(article: Article, parse: Parse, earlier: Event, later: Event) -> bool:
    """Whether both are told by one noun, the later a definite one whose parties the earlier has too."""
    if earlier.form is not None or later.form is not None or not _points_back(parse, later):
        return False
    words = {span.of(article.text).lower() for span in (*earlier.trigger[-1:], *later.trigger[:1])}
    if len(words) > 1 or not _days_agree(earlier.when, later.when) or "negated" in (earlier.status, later.status):
        return False
    pairs = ((earlier.actors, later.actors), (earlier.recipients, later.recipients))
    return all(not new or {a.entity or a.text for a in new} <= {a.entity or a.text for a in old} for old, new in pairs)


def _resolve_two(event: Event, earlier: Sequence[Event]) -> Event:
    """The event with "the two leaders" and the like as the two named ones who met last before it."""
    match = _TWO.fullmatch(event.participants[0].text) if len(event.participants) == 1 else None
    if match is None:
        return event
    for before in reversed(earlier):
        named = [p for p in before.participants if p.entity in _named(before) and _has_name(p)]
        if (
            len(named) == 2
            and before.form != "visit"
            and (match[1] is None or before.level == _LEVEL_OF[match[1].lower()])
        ):
            words = event.participants[0]
            one, other = (replace(p, text=words.text, spans=words.spans) for p in named)
            level = event.level or before.level
            return replace(event, actors=(one,), recipients=(other,), participants=(one, other), level=level)
    if _SEVERAL.fullmatch(event.participants[0].text):
        # Those who meet are several; one body that a plural pronoun might mean is none of them.
        nobody = (replace(event.participants[0], entity=None),)
        return replace(event, actors=nobody if event.actors else (), recipients=(), participants=nobody)
    return event


def _has_name(participant: Actor) -> bool:
    """Whether the words end in a name: "his counterpart" is nobody that "the two" would mean."""
    return participant.text.split(" ")[-1][:1].isupper() or bool(_COLLECTIVE.search(participant.text))


def _same(parse: Parse, earlier: Event, later: Event) -> bool:
    if earlier.form is None or not _kinds_agree(parse, earlier, later):
        return False
    alike = _ALIKE.get(earlier.form, earlier.form) == _ALIKE.get(later.form or "", later.form)
    if not alike and ("talks" not in (earlier.form, later.form) or "visit" in (earlier.form, later.form)):
        return False
    if not _days_agree(earlier.when, later.when) or _tell_apart(parse.text, earlier.when, later.when):
        return False
    if (earlier.status in _AHEAD) != (later.status in _AHEAD):
        return False
    if {earlier.status, later.status} == {"planned", "possible"} and parse.is_noun(
        parse.words_in(later.trigger[0])[0]
    ) != parse.is_noun(parse.words_in(earlier.trigger[0])[0]):
        return False  # "whether they would meet this fall" is not the November session that one of them will attend
    known, named = _named(earlier), _named(later)
    if not alike and later.when.latest is None and not parse.is_noun(parse.words_in(later.trigger[0])[0]):
        return False
    undated_talks = later.form == "talks" and later.when.earliest is None
    if len(known) > 1 and known == named and (undated_talks or not _is_another(parse, later)):
        return True
    if not alike or not _points_back(parse, later):
        return False
    if _is_said_again(parse, earlier, later):
        return True
    told = not named or named <= known or (len(known & named) > 0 and len(known) < 2)
    return told or (not known and bool(_kinds(parse, later.trigger[0]) & _kinds_of(parse, earlier)))


def _is_said_again(parse: Parse, earlier: Event, later: Event) -> bool:
    """Whether the later is "the summit" of which the sentence before, or its own, tells as "a summit"."""
    first, second = (parse.words_in(event.trigger[-1])[0] for event in (earlier, later))
    near = parse.words[second].sentence - parse.words[first].sentence <= 1
    new = any(parse.lowers[c] in {"a", "an"} for c in parse.children[first] if c < first)
    known = any(parse.lowers[c] == "the" for c in parse.children[second] if c < second)
    return near and new and known and parse.lowers[first] == parse.lowers[second]


def _kinds_agree(parse: Parse, earlier: Event, later: Event) -> bool:
    """Whether no word set before the later noun speaks of another engagement ("that climate session")."""
    own = _kinds(parse, later.trigger[0])
    if not own:
        return True
    told = _kinds_of(parse, earlier)
    return bool(own & told) or (not told and len(_named(earlier) & _named(later)) > 1)


def _kinds_of(parse: Parse, event: Event) -> set[str]:
    return set().union(*(_kinds(parse, span) for span in event.trigger))


def _kinds(parse: Parse, trigger: Span) -> set[str]:
    """The nouns and names before the noun that tell what sort of engagement it is."""
    index = parse.words_in(trigger)[0]
    before = (c for c in parse.children[index] if c < index and parse.words[c].dep in {"compound", "nmod"})
    return {parse.lowers[c] for c in before} - _SORTS


def _named(event: Event) -> set[str]:
    """The parties with a name of their own; "the two leaders" may be any two."""
    sharing = Counter(p.spans for p in event.participants)
    told = (p for p in event.participants if sharing[p.spans] > 1 or not _COLLECTIVE.search(p.text))
    return {p.entity for p in told if p.entity}


def _is_another(parse: Parse, event: Event) -> bool:
    """Whether the trigger is a noun with "a" or "another": a further engagement of the same parties."""
    index = parse.words_in(event.trigger[0])[0]
    return any(parse.lowers[c] in {"a", "an", "another"} for c in parse.children[index] if c < index)


def _points_back(parse: Parse, event: Event) -> bool:
    """Whether the trigger is a noun with a definite determiner or an owner."""
    index = parse.words_in(event.trigger[0])[0]
    if not parse.is_noun(index):
        return False
    return any(parse.lowers[c] in _DEFINITE or parse.words[c].dep == "poss" for c in parse.children[index] if c < index)


def _days_agree(one: When, other: When) -> bool:
    if one.earliest and other.latest and one.earliest > other.latest:
        return False
    return not (other.earliest and one.latest and other.earliest > one.latest)


def _tell_apart(text: str, one: When, other: When) -> bool:
    """Whether one is told by the day of the week and the other by the month, both in a text that nothing dates.

    Who knows the day of the call on Friday doesn't speak of it as the call in November.
    """
    if one.earliest or one.latest or other.earliest or other.latest:
        return False
    units = [_unit(text, when) for when in (one, other)]
    return set(units) == {"WEEKDAY", "MONTH"}


def _unit(text: str, when: When) -> str | None:
    """The class of the word that tells when, of `_UNITS`; None without one."""
    span = when.basis.span if when.basis is not None else None
    kinds = {token.kind for token in tokenize(text, span.start, span.end)} if span is not None else set()
    return next((kind for kind in _UNITS if kind in kinds), None)


def _merged(article: Article, event: Event, again: Event) -> Event:
    trigger = tuple(sorted({*event.trigger, *again.trigger}))
    form = max((f for f in (event.form, again.form) if f), key=_PRECISE.index, default=None)
    who = max(event, again, key=lambda told: len(told.participants))
    return replace(
        event,
        id=fact_id(article.id, article.sha256, "events", trigger),
        trigger=trigger,
        form=form,
        actors=who.actors,
        recipients=who.recipients,
        participants=who.participants,
        place=event.place or again.place,
        amounts=tuple(dict.fromkeys((*event.amounts, *again.amounts))),
        duration=event.duration or again.duration,
        initiator=event.initiator or again.initiator,
        level=event.level or again.level,
        when=event.when if _width(event.when) <= _width(again.when) else again.when,
    )


def _width(when: When) -> int:
    """Days that the bounds leave open, very many when a side is."""
    if when.earliest is None or when.latest is None:
        return _NEVER
    return (when.latest - when.earliest).days

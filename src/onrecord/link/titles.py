"""A happening's name, in a few words that a reader understands: the act, who to whom, when."""

import re
from calendar import month_name, monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.lexicon.words import STOP, fold, stem, tokens
from onrecord.link.acts import is_light
from onrecord.link.entities import Identities
from onrecord.link.views import EventView
from onrecord.model import Actor, Event, Span, When

__all__ = ["redated", "title_of"]

_FORM_NAMES = {"video_call": "Video call"}
_MAX_NAMES = 4
_MAX_WORDS = 6  # of an unnamed party
_N_OBJECT_WORDS = 4  # after a verb that says little: "Made a misreading"
_WITH_OBJECT = frozenset(  # verbs that want what is applied, approved or promised: "Committed $31 million"
    map(stem, "apply approve authorise authorize award block commit donate extend grant lift offer pledge sign".split())
)
_MARKS = re.compile(r"[“”\"]")
# Words of a sum say too little to be among the few: "the 400 million euro lithium deal".
_OF_SUM = re.compile(r"(?:the|an?|[$£€¥]|[\d.,]+|million|billion|trillion|percent|euros?|dollars?|pounds?)")
_POSSESSED = re.compile(r"(?i)(?:its|his|her|their|our|my|your) (?=\w)")
# What a verb needs to be itself: "called for", "shot down"; "killed up to 20" has none.
_PARTICLE = re.compile(r" (?:off|out|down|away|back|up(?! to\b))\b")
_BIDDING = re.compile(r"(?i)call(?:s|ed|ing)?")
_BIDDEN = re.compile(r" (?:on|upon|for)\b")
_NUMBER_WORDS = frozenset("three four five six seven eight nine ten eleven twelve several many dozens".split())
_MOST_DAYS = 14  # longer ranges within no whole months are left out
_PRONOUN = re.compile(
    r"(?i)(?!(?-i:US)$)(?:i|we|you|he|him|she|her|it|they|them|us|me|who|whom|whose|which|that|this|these|those|one|both|all|anything"
    r"|nothing|anybody|nobody|others?|people|assets|its|their|his|the two|each other|[\W\d]*)"
)
_BREAK = re.compile(r"[,.;:()“”\"—–\n]")
_DETERMINER = re.compile(r"(?i)\s(?:the|an?|its|his|her|their)\s")
_LAST_TIME = re.compile(
    r"(?i)(?:last|next|this|early|late|mid) (?:year|month|week|weekend|night|spring|summer|autumn|fall|winter|quarter"
    r"|\w+day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)  # the title's own date says when
_ENDS = STOP - {"a", "an", "the", "no", "its", "his", "her", "their", "$", "£", "€", "¥"}


def title_of(
    told: Sequence[tuple[EventView, Event]],
    texts: dict[str, str],
    identities: Identities,
    form: str | None,
    participants: Sequence[Actor],
    when: When,
) -> str:
    """The name of a happening.

    "Call: Ann Lee, Bo Rask, 2024-05-16" for an engagement, "Urged: Ann Lee → Arla, May 2024" for another act.

    Args:
        told: Its events, the best told of which names an act.
        texts: The articles' texts by id.
        identities: The record's entities.
        form: Its form, None for an act.
        participants: Who takes part, for an engagement.
        when: Its days.
    """
    if form is not None:
        what = _FORM_NAMES.get(form, form.capitalize())
        who = ", ".join(_listed(_unpossessed(actor.text) for actor in participants))
    else:
        view, event = _best(told, texts, identities)
        text = texts[view.article]
        what = _act(text, view, event)
        actors, recipients = (_parties(many, identities) for many in (event.actors, event.recipients))
        whom = [name for name in recipients if name not in actors]
        who = " → ".join(part for part in (", ".join(_listed(actors)), ", ".join(_listed(whom))) if part)
        if whom and not actors and _named(event.recipients, identities):
            who = f"→ {who}"
    rest = ", ".join(part for part in (who, _date(when)) if part)
    return f"{what}: {rest}" if rest else what


def redated(title: str, before: When, after: When) -> str:
    """The title with other days than those that it was made with, at the place where the first stood."""
    old, new = _date(before), _date(after)
    if old and title.endswith(old):
        kept = title.removesuffix(old).removesuffix(", ").removesuffix(": ")
        mark = ": " if ": " not in kept else ", "
        return f"{kept}{mark}{new}" if new else kept
    return title


def _best(
    told: Sequence[tuple[EventView, Event]], texts: dict[str, str], identities: Identities
) -> tuple[EventView, Event]:
    """The event that tells most of who and whom, of equals one with the commonest word, of these the first."""
    words = Counter(event.trigger[0].of(texts[view.article]).lower() for view, event in told)

    def rank(item: tuple[EventView, Event]) -> tuple[int, ...]:
        view, event = item
        known = bool(_parties(event.actors, identities)) + bool(_parties(event.recipients, identities))
        in_text = not _is_headline(texts[view.article], view)
        word = event.trigger[0].of(texts[view.article]).lower()
        return (view.status != "negated", known, not is_light(word), words[word], in_text)

    return max(told, key=lambda item: (rank(item), item[0].article == told[0][0].article, -item[0].start))


def _is_headline(text: str, view: EventView) -> bool:
    return view.start < text.find("\n") if "\n" in text else False


def _act(text: str, view: EventView, event: Event) -> str:
    """The trigger, with what follows it where it says little alone or nobody is named as its object."""
    trigger = event.trigger[0]
    words = trigger.of(text)
    taken = [span for actor in (*event.actors, *event.recipients) for span in actor.spans]
    follows = text[trigger.end : view.sentence.end]
    if is_light(words) or stem(words.lower()) in _WITH_OBJECT or (not event.recipients and _DETERMINER.match(follows)):
        end = _object_end(text, trigger, view.sentence.end, taken)
        words = text[trigger.start : end]
    elif particle := _PARTICLE.match(follows) or (_BIDDING.fullmatch(words) and _BIDDEN.match(follows)):
        words += particle.group()
    said = " ".join(words.split())
    return said[:1].upper() + said[1:] + (" (denied)" if view.status == "negated" else "")


def _object_end(text: str, trigger: Span, limit: int, taken: Sequence[Span]) -> int:
    """Where the few words end that follow a trigger without a pause, a preposition, or another party."""
    mark = _BREAK.search(text, trigger.end, limit)
    stop = mark.start() if mark else limit
    end, n_words = trigger.end, 0
    for token in tokens(text, trigger.end, stop):
        n_words += not _OF_SUM.fullmatch(token.word)
        if (
            n_words > _N_OBJECT_WORDS
            or token.word in _ENDS
            or any(span.start <= token.start < span.end for span in taken)
        ):
            break
        if _LAST_TIME.match(text, token.start):
            break
        if token.word not in STOP:
            end = token.end
    return end


def _parties(actors: Sequence[Actor], identities: Identities) -> list[str]:
    """The names of parties, or their words in short; none for a pronoun that means nobody known."""
    found = []
    for actor in actors:
        entity = identities.by_id.get(identities.of(actor.entity) or "")
        named = entity is not None and any(char.isupper() for char in entity.name)
        words = (entity.name if entity is not None and named else _unpossessed(_MARKS.sub("", actor.text))).split()
        if len(words) > 1 and words[0].lower() == "no":
            words = words[1:]  # "laid no mines": the title says that it is denied
        if words and (words[0].lower() in STOP or words[0].lower() in _NUMBER_WORDS):
            words[0] = words[0].lower()
        name = " ".join(words)
        if named or (not _PRONOUN.fullmatch(name) and len(words) <= _MAX_WORDS):
            found.append(name)
    return found


def _unpossessed(name: str) -> str:
    """A description without "its" or "their", which a title has no word for before it."""
    return _POSSESSED.sub("", name, count=1)


def _named(actors: Sequence[Actor], identities: Identities) -> bool:
    """Whether parties are known by name, not by a description such as "nine people"."""
    known = [identities.by_id[e] for actor in actors if (e := identities.of(actor.entity)) is not None]
    return any(entity.type in {"person", "country", "organisation"} for entity in known)


def _listed(names: Iterable[str]) -> list[str]:
    """Names without repeats ("Deputy ministers, deputy ministers", "foreign ministers, ministers"), four at most."""
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(fold(name).removeprefix("the "), name)
    found = [name for name in once.values() if not (name[:1].islower() and any(o.endswith(f" {name}") for o in once))]
    return found if len(found) <= _MAX_NAMES else [*found[:_MAX_NAMES], "…"]


def _date(when: When) -> str:
    """A day, some days, a month, months or a year in words that run on; "" when the days are open or say little."""
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return ""
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month) and not _whole_months(first, last):
        return f"{first.day} to {last.day} {month_name[first.month]} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{month_name[first.month]} {first.year}"
    if first.year == last.year and (first.day == 1 or _whole_months(first, last)):
        return f"{month_name[first.month]} to {month_name[last.month]} {first.year}"
    if (last - first).days <= _MOST_DAYS:
        return f"{first.isoformat()} to {last.isoformat()}"
    return ""


def _whole_months(first: date, last: date) -> bool:
    return first.day == 1 and last.day == monthrange(last.year, last.month)[1]

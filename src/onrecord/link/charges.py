"""Who is charged with an act that others deny: "accused the boats of dropping the mines" beside "we laid no mines"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import product

from onrecord.lexicon.words import content_stems, rarity
from onrecord.link.views import EventView
from onrecord.model import Event, Facts

__all__ = ["find_charges"]

_NEAR = timedelta(days=14)  # between the charge's report and the denial's
_TELLING = 3.0  # rarity from which a word for those acted upon tells which act is meant


def find_charges(
    many: Sequence[Facts], views_of: Mapping[str, Sequence[EventView]], events: Mapping[str, Event]
) -> dict[str, list[Event]]:
    """The charges that answer each denied act, by the id of the act's event; charges in order of article and place.

    A charge answers when it is brought against those who act in what is denied, and what it charges them with holds a
    telling word for those acted upon.
    """
    texts = {facts.article.id: facts.article.text for facts in many}
    views = [view for facts in many for view in views_of[facts.article.id]]
    charges: dict[tuple[str, str], list[EventView]] = defaultdict(list)
    for view in views:
        if view.root == "ACCUSE" and view.status == "occurred":
            for key in product(view.recipients, _charged_with(view, events[view.id], texts[view.article])):
                charges[key].append(view)
    found: dict[str, list[Event]] = {}
    for denied in (view for view in views if view.status == "negated" and view.form is None):
        telling = {stem for stem in denied.whom if rarity(stem) >= _TELLING}
        answering = {view.id: view for key in product(denied.actors, telling) for view in charges.get(key, ())}
        near = sorted((view for view in answering.values() if _is_near(view, denied)), key=lambda view: view.key)
        if near:
            found[denied.id] = [events[view.id] for view in near]
    return found


def _charged_with(view: EventView, event: Event, text: str) -> frozenset[str]:
    """The stems of what follows the words that charge, up to the end of the sentence."""
    return content_stems(text, event.trigger[-1].end, view.sentence.end)


def _is_near(charge: EventView, denied: EventView) -> bool:
    if charge.article == denied.article:
        return True
    return (
        charge.published is not None
        and denied.published is not None
        and abs(charge.published - denied.published) <= _NEAR
    )

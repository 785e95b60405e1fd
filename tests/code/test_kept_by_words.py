"""Events that the coder sees as nothing, kept for the words that tell them."""

from typing import cast

import numpy as np

from onrecord.annotate.events import find_events
from onrecord.annotate.mentions import find_entities
from onrecord.code import code_facts, load_actor_table
from onrecord.code.coder import ROOTS, STATUS_LABELS, Coder, Scores
from onrecord.model import Event, Facts
from reading_builders import make_article, make_reading


class Doubter:
    """A coder that sees nothing anywhere."""

    def score(self, *_: object) -> Scores:
        roots = np.array([0.99 if name == "NONE" else 0.01 / (len(ROOTS) - 1) for name in ROOTS])
        return Scores(roots, roots, np.full(len(STATUS_LABELS), 1 / len(STATUS_LABELS)))


def coded(text: str, arcs: str, names: list[tuple[str, str]]) -> tuple[Event, ...]:
    article = make_article(text)
    reading = make_reading(text, arcs, names)
    naming = find_entities(article, reading)
    events = find_events(article, reading, naming, (), ())
    facts = Facts(article, naming.entities, naming.mentions, naming.roles, (), (), events, ())
    return code_facts(facts, reading, load_actor_table(""), cast("Coder", Doubter())).events


def test_people_killed_by_nobody_named_are_an_assault() -> None:
    arcs = "Nine CD nummod sailors\nsailors NNS nsubjpass killed\nwere VBD auxpass killed\nkilled VBN ROOT\n"
    arcs += ". . punct killed"
    (event,) = coded("Nine sailors were killed .", arcs, [])
    assert (event.root, event.status, event.actors) == ("ASSAULT", "occurred", ())
    assert [actor.text for actor in event.recipients] == ["Nine sailors"]


def test_a_call_between_two_named_people_is_one() -> None:
    arcs = "Brandt NNP nsubj phoned\nphoned VBD ROOT\nLind NNP dobj phoned\n. . punct phoned"
    (event,) = coded("Brandt phoned Lind .", arcs, [("Brandt", "PERSON"), ("Lind", "PERSON")])
    assert (event.root, event.act, event.form) == ("CONSULT", "CONSULT", "call")

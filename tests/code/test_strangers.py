"""Events between those of whom neither country nor sector is known need surer odds."""

from typing import cast

import numpy as np
import pytest

from onrecord.annotate.events import find_events
from onrecord.annotate.mentions import find_entities
from onrecord.code import code_facts, load_actor_table
from onrecord.code.coder import ROOTS, STATUS_LABELS, Coder, Scores
from onrecord.model import Facts
from reading_builders import make_article, make_reading


class Unsure:
    """A coder that takes everything for an assault, but for the odds given that it is nothing."""

    def __init__(self, none: float) -> None:
        self._none = none

    def score(self, *_: object) -> Scores:
        roots = np.array([{"NONE": self._none, "ASSAULT": 1 - self._none}.get(name, 0.0) for name in ROOTS])
        return Scores(roots, roots, np.full(len(STATUS_LABELS), 1 / len(STATUS_LABELS)))


@pytest.mark.parametrize(
    ("actor", "recipient", "none", "count"),
    [
        ("Brandt", "Lind", 0.1, 1),
        ("Brandt", "Lind", 0.5, 0),
        ("Norway", "Lind", 0.5, 1),
        ("Norway", "Lind", 0.999, 0),
        ("Norway", "Denmark", 0.999, 1),
    ],
)
def test_the_less_is_known_of_the_parties_the_surer_the_odds(
    actor: str, recipient: str, none: float, count: int
) -> None:
    text = f"{actor} shelled {recipient} ."
    arcs = f"{actor} NNP nsubj shelled\nshelled VBD ROOT\n{recipient} NNP dobj shelled\n. . punct shelled"
    names = [(name, "GPE" if name in {"Norway", "Denmark"} else "PERSON") for name in (actor, recipient)]
    article, reading = make_article(text), make_reading(text, arcs, names)
    naming = find_entities(article, reading)
    events = find_events(article, reading, naming, (), ())
    facts = Facts(article, naming.entities, naming.mentions, naming.roles, (), (), events, ())
    coder = cast("Coder", Unsure(none))
    assert len(code_facts(facts, reading, load_actor_table(""), coder).events) == count

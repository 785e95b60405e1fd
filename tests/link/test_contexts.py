"""Sentences as the encoder of event mentions reads them, and its vectors."""

import numpy as np
import pytest

from onrecord.engine.pieces import CLS, SEP
from onrecord.link.contexts import ROLES, context_vectors, mark_sentences

TEXT = "A quake struck Varo on Monday. Rescuers from Sel, which the quake spared, reached the port. Rain fell."


def row(*mentions, text=TEXT):
    found = [
        {"id": f"{word}-{kind}", "start": text.index(word), "end": text.index(word) + len(word), "kind": kind}
        for word, kind in mentions
    ]
    return {"id": "a", "text": text, "mentions": found}


def test_only_sentences_with_events_are_read_and_their_mentions_marked():
    (sentence,) = mark_sentences(row(("struck", "event"), ("Varo", "location"), ("Rescuers", "human")))
    assert sentence.pieces[0] == CLS and sentence.pieces[-1] == SEP
    (places,) = sentence.mentions.values()
    assert {sentence.roles[place] for place in places} == {ROLES.index("event")}
    assert ROLES.index("location") in sentence.roles and ROLES.index("human") not in sentence.roles


def test_an_event_wins_over_a_participant_on_the_same_word():
    (sentence,) = mark_sentences(row(("quake", "event"), ("A quake struck", "thing")))
    assert sentence.roles[sentence.mentions["quake-event"][0]] == ROLES.index("event")
    assert ROLES.index("thing") in sentence.roles


def test_a_long_sentence_is_read_in_parts_and_keeps_every_mention():
    text = "The board met and " + "the old harbour and " * 90 + "the ferry sank."
    parts = list(mark_sentences(row(("met", "event"), ("sank", "event"), text=text)))
    assert len(parts) == 2 and all(len(part.pieces) <= 130 for part in parts)
    assert [set(part.mentions) for part in parts] == [{"met-event"}, {"sank-event"}]


def test_a_mention_without_words_stands_at_the_start():
    text = "It rained.   "
    mention = {"id": "x", "start": 11, "end": 12, "kind": "event"}
    (sentence,) = mark_sentences({"text": text, "mentions": [mention]})
    assert sentence.mentions == {"x": (0,)}


def test_kinds_of_mentions_that_are_not_known_are_left_unmarked():
    (sentence,) = mark_sentences(row(("struck", "event"), ("Varo", "vessel")))
    assert set(sentence.roles) == {0, ROLES.index("event")}


@pytest.mark.weights
def test_vectors_have_unit_length_and_hang_on_their_own_sentence_alone():
    both = context_vectors(row(("struck", "event"), ("reached", "event")))
    alone = context_vectors(row(("struck", "event")))
    assert np.linalg.norm(both["struck-event"].astype(float)) == pytest.approx(1, abs=0.01)
    assert (both["struck-event"] == alone["struck-event"]).all()


@pytest.mark.weights
def test_other_words_for_the_same_event_lie_nearer_than_another_event():
    text = (
        "A strong quake struck Varo island on Monday. An earthquake hit the island of Varo. "
        "The mayor of Sel opened a new school for nurses."
    )
    found = context_vectors(row(("struck", "event"), ("hit", "event"), ("opened", "event"), text=text))
    same = found["struck-event"].astype(float) @ found["hit-event"].astype(float)
    other = found["struck-event"].astype(float) @ found["opened-event"].astype(float)
    assert same > other + 0.2

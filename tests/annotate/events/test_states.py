"""What the reader's vectors add to a pair's odds."""

from dataclasses import replace

import numpy as np
import pytest

from onrecord.annotate.events.choice import ChoiceWeights, load_weights, score_pairs
from onrecord.annotate.events.pairs import Pair
from onrecord.annotate.events.states import StateWeights, load_state_weights, weigh_states
from onrecord.annotate.mentions.phrases import Parse
from reading_builders import make_reading

ATTACKED = "Norland NNP nsubj attacked\nattacked VBD ROOT\nEsmark NNP dobj attacked"
ACTED = StateWeights(
    matrix=np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5]], np.float32),
    nobody=np.array([[-3.0], [-5.0]], np.float32),
    bias=np.array([0.25], np.float32),
    out=np.array([2.0], np.float32),
)
STATES = np.array([[4.0, 0.0], [1.0, 1.0], [0.0, 6.0]], np.float32)


def pair(actor: int | None, recipient: int | None) -> Pair:
    return Pair(actor, recipient, 1, 1, (), ())


@pytest.mark.parametrize(
    ("actor", "recipient", "hidden"),
    [(0, 2, 4 + 6 + 1 + 0.25), (2, 0, 1 + 0.25), (0, None, 4 - 5 + 1 + 0.25), (None, 2, -3 + 6 + 1 + 0.25)],
)
def test_each_word_adds_its_share(actor: int | None, recipient: int | None, hidden: float) -> None:
    assert weigh_states(STATES, 0, [pair(actor, recipient)], ACTED) == [2 * hidden]


def test_less_than_nothing_adds_nothing() -> None:
    assert weigh_states(STATES, 0, [pair(2, None)], ACTED) == [0.0]


def test_words_are_counted_from_the_first_of_the_sentence() -> None:
    later = Pair(10, 12, 11, 11, (), ())
    assert weigh_states(STATES, 10, [later], ACTED) == weigh_states(STATES, 0, [pair(0, 2)], ACTED)


def test_a_pair_weighs_the_same_among_others() -> None:
    pairs = [pair(0, 2), pair(2, 0), pair(None, 2), pair(0, None)]
    assert weigh_states(STATES, 0, pairs, ACTED) == [weigh_states(STATES, 0, [p], ACTED)[0] for p in pairs]
    assert weigh_states(STATES, 0, [], ACTED) == []


def test_a_reading_without_vectors_is_judged_by_its_words() -> None:
    text = "Norland attacked Esmark"
    reading = make_reading(text, ATTACKED)
    words = load_weights().features
    without = dict(score_pairs(Parse(text, reading), 0, 3, ChoiceWeights(words, ACTED)))
    alone = dict(score_pairs(Parse(text, replace(reading, states=STATES)), 0, 3, ChoiceWeights(words)))
    both = dict(score_pairs(Parse(text, replace(reading, states=STATES)), 0, 3, ChoiceWeights(words, ACTED)))
    assert without == alone
    chosen = next(p for p in both if (p.actor, p.recipient) == (0, 2))
    assert both[chosen] > alone[chosen]


def test_the_shipped_layer_fits_the_reader() -> None:
    weights = load_state_weights()
    (hidden,) = weights.bias.shape
    assert weights.matrix.shape == (384, 3 * hidden)
    assert (weights.nobody.shape, weights.out.shape) == ((2, hidden), (hidden,))

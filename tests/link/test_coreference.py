"""Which given mentions are compared, by what, and what the scorer makes of it."""

import numpy as np
import pytest

from onrecord.link.coreference import (
    AGAIN_FEATURES,
    PAIR_FEATURES,
    again_features,
    find_pairs,
    group_mentions,
    pair_features,
)
from onrecord.link.mentions import mention_views
from onrecord.link.neighbours import Neighbours
from onrecord.link.scorer import load_scorer

TEXTS = (
    "The ship sank off Varo.",
    "On Monday the vessel foundered near Varo island.",
    "A school opened in Sel.",
)
WORDS = ("sank", "foundered", "opened")


def views():
    found = []
    for number, (text, word) in enumerate(zip(TEXTS, WORDS, strict=True)):
        start = text.index(word)
        mention = {"id": f"m{number}", "start": start, "end": start + len(word), "kind": "event"}
        found += mention_views({"id": number, "text": text, "mentions": [mention]}, number)
    return found


def vectors(*values):
    return {f"m{i}": np.array(value, dtype=np.float16) for i, value in enumerate(values)}


def neighbours(given):
    return Neighbours(list(given.values()), [0, 1, 2])


NEAR = vectors((1.0, 0.0), (0.96, 0.28), (0.0, 1.0))
FAR = vectors((1.0, 0.0), (0.0, 1.0), (0.0, -1.0))


def test_mentions_of_other_words_are_compared_when_their_contexts_lie_near():
    assert (0, 1) in map(tuple, find_pairs(views(), neighbours(NEAR)).tolist())
    assert len(find_pairs(views(), neighbours(FAR))) == 0


def test_every_pair_has_every_feature_and_none_gives_none():
    pairs = np.array([[0, 1], [1, 2]])
    found = pair_features(views(), neighbours(NEAR), pairs)
    assert found.shape == (2, len(PAIR_FEATURES)) and np.isfinite(found).all()
    assert found[0, PAIR_FEATURES.index("near")] == pytest.approx(0.96, abs=1e-3)
    assert pair_features(views(), neighbours(NEAR), pairs[:0]).shape == (0, len(PAIR_FEATURES))


@pytest.mark.parametrize(("name", "features"), [("coreference", PAIR_FEATURES), ("coreference_again", AGAIN_FEATURES)])
def test_the_scorers_have_the_features_in_this_order_and_score_rows_as_they_score_one(name, features):
    scorer = load_scorer(name)
    assert scorer.features == features
    values = np.random.RandomState(3).rand(5, len(features)).astype(np.float32)
    assert scorer.score_all(values).tolist() == pytest.approx([scorer.score(row.tolist()) for row in values], abs=2e-6)


def test_the_second_scorer_sees_the_groups_that_the_first_scores_make():
    pairs = np.array([[0, 1], [1, 2]])
    apart, joined = (again_features(3, pairs, np.array([score, 0.1]), 0.4) for score in (0.3, 0.5))
    together = AGAIN_FEATURES.index("together") - len(PAIR_FEATURES)
    assert apart[:, together].tolist() == [0, 0] and joined[:, together].tolist() == [1, 0]


def test_nearer_contexts_make_one_event_likelier():
    scorer = load_scorer("coreference")
    near, far = (scorer.score_all(pair_features(views(), neighbours(v), np.array([[0, 1]])))[0] for v in (NEAR, FAR))
    assert near > far


def test_a_single_mention_is_its_own_event():
    assert group_mentions(views()[:1], NEAR) == [0] and group_mentions([], {}) == []

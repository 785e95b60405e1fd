"""What the groups of a first scoring tell of a pair of mentions."""

import numpy as np
import pytest

from onrecord.link.groups import GROUP_FEATURES, group_features

# 0, 1 and 2 are one group, 3 and 4 another; 5 is alone.
PAIRS = np.array([(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (4, 5)])
SCORES = np.array([0.9, 0.8, 0.7, 0.3, 0.6, 0.1])
LABELS = [0, 0, 0, 3, 3, 5]


def feature(name, labels=LABELS, pairs=PAIRS, scores=SCORES):
    found = group_features(pairs, scores, labels)[:, GROUP_FEATURES.index(name)]
    return dict(zip(map(tuple, pairs.tolist()), found.tolist(), strict=True))


def test_a_mention_fits_a_group_by_its_mean_score_with_the_others_there():
    assert feature("fits_most")[0, 1] == pytest.approx((0.9 + 0.8) / 2, abs=1e-4)
    assert feature("fits_least")[0, 1] == pytest.approx((0.9 + 0.7) / 2, abs=1e-4)
    least, most = feature("fits_least")[2, 3], feature("fits_most")[2, 3]
    assert (least, most) == (pytest.approx(0.3 / 3, abs=1e-4), pytest.approx(0.3 / 2, abs=1e-4))


def test_two_groups_are_as_alike_as_all_pairs_between_them():
    assert feature("groups")[2, 3] == pytest.approx(0.3 / 6, abs=1e-4)
    assert feature("groups")[0, 2] == pytest.approx((0.9 + 0.8 + 0.7) / 3, abs=1e-4)
    assert feature("together") == {(0, 1): 1, (0, 2): 1, (1, 2): 1, (2, 3): 0, (3, 4): 1, (4, 5): 0}


def test_a_group_that_fits_better_is_a_rival():
    assert feature("rival_groups_least")[2, 3] == pytest.approx(0.3 / 2 - (0.8 + 0.7) / 2, abs=1e-4)
    assert feature("rival_groups_least")[0, 1] > 0


def test_the_likeliest_pair_of_a_mention_is_no_less_likely_than_any():
    assert feature("of_best_most")[0, 1] == 0 and feature("of_best_least")[2, 3] == pytest.approx(-0.5, abs=1e-4)


def test_names_of_groups_and_the_order_of_pairs_are_no_matter():
    again = PAIRS[::-1]
    for name in GROUP_FEATURES:
        assert feature(name) == feature(name, labels=[7, 7, 7, 1, 1, 0])
        assert feature(name) == pytest.approx(feature(name, pairs=again, scores=SCORES[::-1]), abs=1e-4)


def test_no_pairs_have_no_features():
    assert group_features(PAIRS[:0], SCORES[:0], LABELS).shape == (0, len(GROUP_FEATURES))

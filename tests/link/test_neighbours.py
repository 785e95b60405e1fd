"""Pairs of mentions among their neighbours."""

import numpy as np

from onrecord.link.neighbours import NEIGHBOUR_FEATURES, Neighbours


def neighbours(vectors, articles):
    return Neighbours([np.array(v, dtype=np.float16) for v in vectors], articles)


def features(vectors, articles, pair):
    found = neighbours(vectors, articles).features(np.array([pair]))
    return dict(zip(NEIGHBOUR_FEATURES, found[0].tolist(), strict=True))


SAME, LIKE, OTHER = (1.0, 0.0), (0.8, 0.6), (0.0, 1.0)


def test_nearness_is_the_cosine_without_negatives_and_nothing_of_oneself():
    near = neighbours([SAME, LIKE, (-1.0, 0.0)], ["a", "b", "c"]).near
    assert near.diagonal().tolist() == [0, 0, 0]
    assert near[0, 1] == near[1, 0] and abs(near[0, 1] - 0.8) < 1e-3 and near[0, 2] == 0


def test_a_nearer_mention_in_the_others_article_is_a_rival():
    alone = features([SAME, SAME], ["a", "b"], (0, 1))
    beaten = features([SAME, LIKE, SAME], ["a", "b", "b"], (0, 1))
    assert alone["rivals_least"] == alone["rivals_most"] == 1
    assert beaten["rivals_least"] < 0 < beaten["rivals_most"]
    assert beaten["of_nearest_least"] < 1


def test_mentions_of_the_same_company_share_their_near_ones():
    together = features([SAME, SAME, SAME], ["a", "b", "c"], (0, 1))
    apart = features([SAME, OTHER, SAME], ["a", "b", "c"], (0, 1))
    assert together["company"] > apart["company"] == 0


def test_the_order_of_a_pair_is_no_matter():
    vectors, articles = [SAME, LIKE, SAME, OTHER], ["a", "b", "b", "c"]
    assert features(vectors, articles, (0, 1)) == features(vectors, articles, (1, 0))

"""Groups that keep apart what must stay apart; average link."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.clusters import Clusters
from onrecord.link.trees import average_link

ITEMS = "abcdefgh"
_pairs = st.lists(st.tuples(st.sampled_from(ITEMS), st.sampled_from(ITEMS)).filter(lambda p: p[0] != p[1]), max_size=12)


@given(_pairs, _pairs)
def test_no_group_holds_a_pair_to_keep_apart(apart, joins):
    clusters = Clusters(ITEMS, apart)
    for left, right in joins:
        clusters.join(left, right)
    assert all(clusters.find(left) != clusters.find(right) for left, right in apart)
    assert sorted(item for group in clusters.groups().values() for item in group) == list(ITEMS)


def test_average_link_joins_while_the_mean_holds():
    likeness = {(0, 1): 0.9, (1, 2): 0.6, (2, 3): 0.9}
    assert average_link(4, likeness, 0.5) == [0, 0, 2, 2]
    assert average_link(4, likeness, 0.1) == [0, 0, 0, 0]
    assert average_link(2, {}, 0.5) == [0, 1]

"""Words for one act: the same, of one row, near, by meaning; verbs that say little go by their object."""

import pytest

from onrecord.link.acts import NEAR_ACT, act_likeness, acts_of, is_light


@pytest.mark.parametrize(
    ("left", "right"),
    [("froze", "frozen"), ("released", "freed"), ("stormed", "raid"), ("annulled", "struck down"), ("dead", "killed")],
)
def test_words_for_one_act_are_alike(left, right):
    assert act_likeness(acts_of(left), acts_of(right)) > NEAR_ACT


@pytest.mark.parametrize(("left", "right"), [("froze", "expelled"), ("killed", "signed"), ("warned", "thanked")])
def test_other_acts_are_not_alike(left, right):
    assert act_likeness(acts_of(left), acts_of(right)) == 0.0


def test_killing_is_near_to_shelling():
    assert act_likeness(acts_of("killed"), acts_of("shelling")) == NEAR_ACT


def test_a_verb_that_says_little_goes_by_its_object():
    assert is_light("kept") and not is_light("expelled")
    assert act_likeness(acts_of("kept", " tariffs of 25 percent"), acts_of("tariffs")) == 1.0
    assert act_likeness(acts_of("made", " a threat"), acts_of("made", " an offer")) == 0.0

"""Linking on hand-built spans and weights; no trained weights."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.attribution import CONFIDENCE_FEATURES, LinkerWeights, RoleSpans, link_spans, measure_relations
from onrecord.annotate.candidates import N_FEATURES, REACH, Context, find_candidates, measure_pairs

WIDTH = 3


def nearest_linker(none: float) -> LinkerWeights:
    """Scores a pair by minus its distance, and none by a constant."""
    zeros = np.zeros
    features = zeros((1, N_FEATURES), np.float32)
    features[0, 2] = -5.0  # log distance
    return LinkerWeights(
        left=zeros((1, WIDTH), np.float32),
        left_bias=np.full(1, 20, np.float32),
        right=zeros((1, WIDTH), np.float32),
        right_bias=zeros(1, np.float32),
        features=features,
        product=zeros((1, 1), np.float32),
        hidden=np.ones((1, 1), np.float32),
        hidden_bias=zeros(1, np.float32),
        score=np.ones((1, 1), np.float32),
        score_bias=zeros(1, np.float32),
        none=zeros((1, 1), np.float32),
        none_bias=np.full(1, none, np.float32),
    )


def spans(*ranges: tuple[int, int]) -> RoleSpans:
    n = len(ranges)
    return RoleSpans(
        np.array(ranges, np.int64).reshape(n, 2), np.zeros((n, WIDTH), np.float32), np.full((n, 3), 0.9, np.float32)
    )


def plain_context(n: int) -> Context:
    return Context(np.arange(n) // 10, np.arange(n) // 30, np.zeros(n, np.int64))


def test_a_split_quotation_is_one_relation() -> None:
    # "content content" she said "content": both contents choose the one cue, and the cue its source.
    links = link_spans(
        spans((4, 5)), spans((5, 6)), spans((0, 4), (7, 10)), plain_context(12), nearest_linker(0), nearest_linker(0)
    )
    assert [(link.source, link.cue, link.contents) for link in links] == [(0, 0, (0, 1))]


def test_two_cues_share_a_source() -> None:
    links = link_spans(
        spans((0, 1)),
        spans((1, 2), (6, 7)),
        spans((2, 5), (7, 9)),
        plain_context(10),
        nearest_linker(0),
        nearest_linker(0),
    )
    assert [(link.source, link.cue, link.contents) for link in links] == [(0, 0, (0,)), (0, 1, (1,))]


def test_none_wins_where_it_scores_higher() -> None:
    given_spans = spans((0, 1)), spans((1, 2)), spans((2, 5))
    context = plain_context(6)
    sourceless = link_spans(*given_spans, context, nearest_linker(0), nearest_linker(100))
    assert [link.source for link in sourceless] == [None]
    assert link_spans(*given_spans, context, nearest_linker(100), nearest_linker(0)) == []
    assert link_spans(*given_spans, context, nearest_linker(22), nearest_linker(0), content_none=0.0) != []


def test_without_cues_or_contents_there_is_nothing() -> None:
    context = plain_context(6)
    assert link_spans(spans((0, 1)), spans(), spans((2, 5)), context, nearest_linker(0), nearest_linker(0)) == []
    assert link_spans(spans((0, 1)), spans((1, 2)), spans(), context, nearest_linker(0), nearest_linker(0)) == []


def test_without_any_source_a_cue_has_none() -> None:
    nobody = RoleSpans(np.zeros((0, 2), np.int64), np.zeros((0, 0), np.float32), np.zeros((0, 3), np.float32))
    links = link_spans(nobody, spans((1, 2)), spans((2, 5)), plain_context(6), nearest_linker(0), nearest_linker(0))
    assert [(link.source, link.source_link) for link in links] == [(None, 1.0)]


def test_candidates_are_the_nearest_on_either_side() -> None:
    others = np.array([(i * 2, i * 2 + 1) for i in range(50)], np.int64)
    candidates = find_candidates(np.array([[50, 51]]), others)
    assert candidates.shape == (1, 2 * REACH)
    assert candidates[0].tolist() == list(range(25 - REACH, 25 + REACH))
    assert (find_candidates(np.array([[50, 51]]), others[:0]) == -1).all()
    far = find_candidates(np.array([[5000, 5001]]), others)
    assert (far == -1).all()


def test_features_are_named_by_what_they_tell() -> None:
    context = plain_context(40)
    one, others = np.array([[10, 12]]), np.array([[8, 9], [12, 13], [35, 36]])
    candidates = find_candidates(one, others)
    features = measure_pairs(one, others, candidates, context)[0]
    by_other = {int(c): features[i] for i, c in enumerate(candidates[0]) if c >= 0}
    assert by_other[0][1] == 1 and by_other[1][0] == 1  # before, after
    assert by_other[1][3] == 1  # touches
    assert by_other[0][8] == 1 and by_other[1][6] == 1  # the sentence before, the same
    assert by_other[2][10] == 0 and by_other[1][10] == 1  # another paragraph, the same


def test_confidence_features_have_names() -> None:
    roles = spans((0, 1)), spans((1, 2)), spans((2, 5))
    link = link_spans(*roles, plain_context(6), nearest_linker(0), nearest_linker(0))[0]
    (measured,) = measure_relations([link], *roles, plain_context(6))
    assert len(measured) == len(CONFIDENCE_FEATURES)
    assert all(np.isfinite(measured))


RANGES = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 20)), max_size=40)


@given(RANGES, RANGES, RANGES)
@settings(max_examples=60, deadline=None)
def test_every_content_belongs_to_at_most_one_relation(a: list, b: list, c: list) -> None:
    parts = [spans(*sorted((start, start + length) for start, length in part)) for part in (a, b, c)]
    links = link_spans(*parts, plain_context(400), nearest_linker(0), nearest_linker(0))
    used = [i for link in links for i in link.contents]
    assert len(used) == len(set(used))
    assert [link.cue for link in links] == sorted({link.cue for link in links})

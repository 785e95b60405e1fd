"""Tag chains against all chains by brute force."""

from itertools import pairwise, product

import numpy as np

from onrecord.annotate.chain import decode_chain, find_spans, forbid_moves, weigh_tags


def score(emissions: np.ndarray, moves: np.ndarray, tags: tuple[int, ...]) -> float:
    if tags[0] in (2, 4):
        return -1e9
    return float(sum(emissions[i, t] for i, t in enumerate(tags)) + sum(moves[a, b] for a, b in pairwise(tags)))


def make(seed: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    return random.normal(size=(5, 5)).astype(np.float32) * 2, forbid_moves(
        random.normal(size=(5, 5)).astype(np.float32)
    )


def test_the_best_chain_is_the_best_of_all() -> None:
    for seed in range(8):
        emissions, moves = make(seed)
        best = max(product(range(5), repeat=5), key=lambda tags: score(emissions, moves, tags))
        assert tuple(decode_chain(emissions, moves)) == best


def test_weights_are_the_shares_of_all_chains() -> None:
    emissions, moves = make(3)
    shares = np.zeros((5, 5))
    for tags in product(range(5), repeat=5):
        for i, tag in enumerate(tags):
            shares[i, tag] += np.exp(score(emissions, moves, tags))
    np.testing.assert_allclose(weigh_tags(emissions, moves), shares / shares.sum(1, keepdims=True), atol=1e-5)


def test_an_inside_tag_never_follows_another_role() -> None:
    emissions = np.zeros((3, 5), np.float32)
    emissions[:, 2] = 5
    emissions[1, 4] = 9
    tags = decode_chain(emissions, forbid_moves(np.zeros((5, 5), np.float32)))
    assert find_spans(tags, 2) == [[(0, 1), (1, 3)], []] or all(
        a in (b - 1, b) for a, b in pairwise(tags) if b in (2, 4)
    )
    assert tags[0] not in (2, 4)


def test_spans() -> None:
    assert find_spans([1, 2, 2, 0, 3, 5, 6, 5], 3) == [[(0, 3)], [(4, 5)], [(5, 7), (7, 8)]]
    assert find_spans([], 3) == [[], [], []]


def test_nothing_gives_nothing() -> None:
    empty = np.zeros((0, 5), np.float32)
    assert decode_chain(empty, np.zeros((5, 5), np.float32)) == []
    assert weigh_tags(empty, np.zeros((5, 5), np.float32)).shape == (0, 5)

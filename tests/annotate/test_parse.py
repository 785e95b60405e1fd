"""Trees against all trees by brute force."""

from itertools import product

import numpy as np
import pytest

from onrecord.annotate.parse import find_heads


def is_tree(heads: tuple[int, ...]) -> bool:
    roots = [i for i, head in enumerate(heads) if head == i]
    if len(roots) != 1:
        return False
    for word in range(len(heads)):
        seen = set()
        while heads[word] != word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word]
    return True


@pytest.mark.parametrize("seed", range(20))
def test_the_tree_is_the_best_under_its_root(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 5)).astype(np.float32) * 3
    found = tuple(find_heads(scores))
    assert is_tree(found)
    root = next(i for i, head in enumerate(found) if head == i)
    logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
    rivals = [heads for heads in product(range(5), repeat=5) if heads[root] == root and is_tree(heads)]
    best = max(rivals, key=lambda heads: sum(logs[i, h] for i, h in enumerate(heads)))
    assert sum(logs[i, h] for i, h in enumerate(found)) == pytest.approx(sum(logs[i, h] for i, h in enumerate(best)))


def test_one_word_is_its_own_root() -> None:
    assert find_heads(np.zeros((1, 1), np.float32)) == [0]


def test_a_long_sentence_of_equal_scores_is_still_a_tree() -> None:
    assert is_tree(tuple(find_heads(np.zeros((60, 60), np.float32))))

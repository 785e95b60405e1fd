"""Damaged articles: read or refused, never a crash, never a span that doesn't stand."""

import pytest
from tests.properties.damage import damage, read

pytestmark = pytest.mark.weights

_N_BATCHES = 10


def test_the_same_number_makes_the_same_article() -> None:
    assert damage(3) == damage(3)
    assert damage(3) != damage(4)
    assert damage(3, seed=8) != damage(3)


@pytest.mark.parametrize("batch", range(_N_BATCHES))
def test_two_hundred_damaged_articles(batch: int) -> None:
    outcomes = [read(number) for number in range(batch * 20, batch * 20 + 20)]
    assert outcomes.count("read") > 10, outcomes  # most have to be read, or nothing was tested


@pytest.mark.parametrize("number", [578, 1094])
def test_damaged_articles_that_once_made_a_fault(number: int) -> None:
    assert read(number, seed=31) == "read"

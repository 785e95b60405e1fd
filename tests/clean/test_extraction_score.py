"""The extraction scorer on cases worked out by hand."""

import pytest

from onrecord.evaluate.extraction import score_extraction


def test_equal_texts_score_one() -> None:
    score = score_extraction([("a b c d e", "a b c d e")])
    assert (score.precision, score.recall, score.f1, score.n_pages) == (1.0, 1.0, 1.0, 1)


def test_shingles_are_counted_page_by_page() -> None:
    # Gold has shingles abcd, bcde; predicted has abcd, bcde, cdef, defg.
    score = score_extraction([("a b c d e", "a b c d e f g"), ("x", "x")])
    assert score.precision == pytest.approx((0.5 + 1) / 2)
    assert score.recall == 1.0


def test_empty_sides() -> None:
    assert score_extraction([("a b c d", "")]).recall == 0.0
    assert score_extraction([("", "")]).f1 == 1.0
    with pytest.raises(ValueError, match="no pages"):
        score_extraction([])

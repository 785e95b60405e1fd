"""Windows: cores tile the words, contexts surround them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.engine.windows import iter_windows


@given(st.lists(st.integers(1, 8), min_size=1, max_size=400), st.integers(5, 60), st.integers(20, 80))
@settings(max_examples=200, deadline=None)
def test_cores_tile_the_words(lengths: list[int], sentence: int, budget: int) -> None:
    starts = [0]
    for length in lengths:
        starts.append(starts[-1] + length)
    windows = list(iter_windows(starts, range(0, len(lengths), sentence), budget, budget // 8))
    assert [w.core_start for w in windows] == [0, *(w.core_end for w in windows[:-1])]
    assert windows[-1].core_end == len(lengths)
    for window in windows:
        assert window.start <= window.core_start < window.core_end <= window.end
        assert starts[window.end] - starts[window.start] <= budget


def test_a_short_text_is_one_window() -> None:
    assert [(w.start, w.end) for w in iter_windows(range(11), [0, 5], 252, 30)] == [(0, 10)]


def test_cores_end_between_sentences() -> None:
    windows = list(iter_windows(range(1001), range(0, 1000, 20), 252, 30))
    assert all(w.core_end % 20 == 0 for w in windows)
    assert all(w.core_start - w.start >= 30 for w in windows[1:])
    assert all(w.end - w.core_end >= 30 for w in windows[:-1])


def test_no_words_give_no_windows() -> None:
    assert list(iter_windows([0], [], 252, 30)) == []

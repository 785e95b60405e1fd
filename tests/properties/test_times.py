"""Random strings and damaged articles through the time stage; more of them: `python -m tests.properties.times`."""

from tests.properties.times import make_string, read_damaged, read_string


def test_the_same_number_makes_the_same_string() -> None:
    assert make_string(3) == make_string(3)
    assert make_string(3) != make_string(4)
    assert make_string(3, seed=8) != make_string(3)


def test_two_thousand_random_strings() -> None:
    n_found = [read_string(number) for number in range(2000)]
    assert sum(n > 0 for n in n_found) > 1000  # most have to hold an expression, or nothing was tested


def test_two_hundred_damaged_articles() -> None:
    assert sum(read_damaged(number) > 0 for number in range(200)) > 150

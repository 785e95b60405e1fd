"""People who are named in one sentence and described in another, on readings made by hand."""

import pytest

from onrecord.annotate.mentions import find_entities
from reading_builders import make_article, make_reading

_MINISTER = "The DT det minister\nminister NN nsubj balked\nbalked VBD ROOT\n. . punct balked"
_LUND = "Eva NNP compound Lund\nLund NNP nsubj agreed\nagreed VBD ROOT\n. . punct agreed"


def entities(text: str, arcs: str, sources: list[str]) -> list[tuple[str, str]]:
    relations = [([source], [], ["agreed"]) for source in sources]
    reading = make_reading(text, arcs, [("Eva Lund", "PERSON")], relations)
    return [(entity.name, entity.type) for entity in find_entities(make_article(text), reading).entities]


def test_a_bare_name_is_the_one_just_described() -> None:
    text = "The minister balked. Eva Lund agreed."
    found = entities(text, f"{_MINISTER}\n{_LUND}", ["The minister", "Eva Lund"])
    assert found == [("Eva Lund", "person")]


def test_a_description_is_the_only_one_named_so_far() -> None:
    text = "Eva Lund agreed. The minister balked."
    found = entities(text, f"{_LUND}\n{_MINISTER}", ["The minister"])
    assert found == [("Eva Lund", "person")]


@pytest.mark.parametrize("article", ["A", "Another"])
def test_an_indefinite_description_is_somebody_else(article: str) -> None:
    text = f"Eva Lund agreed. {article} minister balked."
    found = entities(text, f"{_LUND}\n{_MINISTER.replace('The', article)}", [f"{article} minister"])
    assert [kind for _, kind in found] == ["person", "unnamed"]

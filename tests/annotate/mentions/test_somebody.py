"""People told by their land or their age alone."""

import pytest

from onrecord.model import Facts, RawArticle
from onrecord.pipeline.workers import annotate


def described(text: str) -> set[str]:
    """The phrases of a text that describe somebody."""
    raw = RawArticle(path="one", id="one", text=text, publisher="The Packet", published="2020-01-01", title="x")
    ((_, facts),) = annotate([raw], workers=1)
    assert isinstance(facts, Facts)
    unnamed = {entity.id for entity in facts.entities if entity.type == "unnamed"}
    return {m.span.of(text) for m in facts.mentions if m.entity in unnamed and m.type == "nominal"}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The Norwegian said she was ill.", "The Norwegian"),
        ("The panel cleared the Englishwoman of haste.", "the Englishwoman"),
        ("The club wished the 27-year-old a long career.", "the 27-year-old"),
    ],
)
def test_somebody_is_told_by_land_or_age(text, phrase):
    assert phrase in described(text)


@pytest.mark.parametrize("text", ["The Italian police came.", "The British won.", "The Italians cheered."])
def test_a_people_is_nobody(text):
    assert not any(word in phrase for phrase in described(text) for word in ("Italian", "British", "Italians"))
